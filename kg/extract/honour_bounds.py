"""Where a title begins and ends in the object of a verb: without counts, ranks, other verbs and those who hold it."""

from __future__ import annotations

import re

from kg.extract.honour_words import words
from kg.language import phrases
from kg.language.lexicon import LEXICON, lexicon
from kg.language.phrases import Phrase
from kg.language.worded import worded

COUNT = re.compile(
    r"^(?:新增)?(?:[0-9]+|[一二三四五六七八九十两]+)(?:多|余)?(?:个(?!一工程)|家|项|处|座|件|名|批|届|次|条|片)(?:以上)?(?:地市)?"
)
_AMOUNT = re.compile(
    r"(?:达到|达|增至|数|总数|数量|各)?[0-9][0-9.]{0,12}[万余多]?(?:个|家|项|处|座|件|名|位|户|枚|块)(?:以上|左右)?$"
    r"|(?:中?(?:居|列|位居|位列|排名))?第[0-9一二三四五六七八九十百]{1,4}(?:位|名)?$|前[0-9]{1,3}[位名强]$|(?<=[强县市区镇])(?:前列|前茅)$"
)
_AMOUNT_ENDS = tuple("个家项处座件名位户枚块上右强列茅0123456789一二三四五六七八九十百")  # its last characters
# 双拥模范城“九连冠”, 命名实现“七连冠”: won again, no part of the title
_REPEATED = re.compile(r"(?:命名|实现){0,2}(?:、?“(?:[^“”]{1,4}连冠|满堂红|[^“”]{1,3}连优)”)+$")
# A verb of getting or founding inside the object of another: 争取列入…, 获批建设5个…, 争取将我市纳入….
NESTED = worded(
    "(?:{name-cue/told-how}|{phrase-cue/adverb}|早日|年内)?(?:国家|省里|国务院)?(?:将|把|在|批准)?(?:我[省市州县区旗])?",
    "(?:{honour-cue/entering}|{honour-cue/applying}|{honour-cue/building-up})(?!{honour-cue/whole-word})",
)
# Who gets it stands before that verb: 争取更多乡镇进入…, 3个单位获全国….
_NESTED_BEHIND = worded("^[^，。、“]{1,8}?(?:{honour-cue/entering}|获(?={honour-cue/plain-level}|中国))")
# That it is the first is no part of a title: 我国第七个“美食之都”, 全球唯一的双奥之城.
_FIRST = worded(
    "{cue/comparator}?[一-鿿]{0,8}(?:首[个家座批]|第[0-9一二三四五六七八九十]{1,3}[个家座])(?=“|{honour-cue/plain-level}|世界|中国)",
    "|{cue/comparator}(?:唯一|首[个家座])的?",
)
# Who holds it stands before the title itself: 该市“美食之都”, 古城景区国家5A级景区.
_HELD = re.compile(
    r"(?:[该本我全][省市州县区旗]|[一-鿿]{2,9}[省市州县区旗])(?=“[^“”]+”$)|(?!国家|全国|省级)[一-鿿·]{2,12}?(?=(?:国家|省级)?(?:[345]A|A{3,5})级)"
)
_AREA_LEVEL = LEXICON + "level"


def trimmed(text: str, part: Phrase) -> Phrase | None:
    """The title itself: without counts, the words 首个 and 称号, and what follows a title in quotation marks."""
    before = lexicon().word_set("honour-cue", "drop-before")
    behind = lexicon().word_set("honour-cue", "drop-after")
    open_rank = words("open-rank")  # after these a word is the title's own: 全国首批重点培育名单
    start, end = part.start, part.end
    repeated = _REPEATED.search(text, start, end) if text.endswith("”", start, end) else None
    if repeated is not None:
        end = repeated.start()
    restored = part.text[part.end - start :] if part.end - start < len(part.text) else ""
    while True:
        here = text[start:end]
        word = before.at(here, 0)
        found = COUNT.match(here) or NESTED().match(here) or _NESTED_BEHIND().match(here)
        if found is None and ("首" in here or "第" in here or "唯一" in here):
            found = _FIRST().match(here)
        if not word and found is None:
            break
        start += len(word) or (found.end() if found else 0)
    changed = True
    while changed:
        here = text[start:end]
        amount = _AMOUNT.search(here) if here.endswith(_AMOUNT_ENDS) else None
        word = ""
        for one in behind.every_before(here):
            if len(here) > len(one) + 3 and not here.endswith(open_rank, 0, len(here) - len(one)):
                word = one
                break
        changed = bool(word) or amount is not None
        end -= len(here) - amount.start() if amount is not None else len(word)
    if end - start < 3:
        return None
    name = phrases.name(text, start, end)
    return Phrase(name.start, name.end, name.text + restored) if restored else name


def is_counted(phrase: str) -> bool:
    """Whether a phrase says how many of a title there are, or which place it is."""
    return COUNT.match(phrase) is not None or (phrase.endswith(_AMOUNT_ENDS) and _AMOUNT.search(phrase) is not None)


def holder_end(name: str) -> int:
    """How many characters of a title name the one who gets it: 3 of 南溪区省级园林城市, 2 of 该市“美食之都”."""
    held = _HELD.match(name)
    if held is not None:
        return 0 if held.group() in ("全省", "全市", "全国") else held.end()
    area = lexicon().begins("area", name)
    if area is None or area.concept.properties.get(_AREA_LEVEL) not in (("prefecture",), ("county",)):
        return 0
    levelled = name.startswith(words("plain-level"), area.end)
    return area.end if levelled and name.endswith(words("held-city")) else 0
