"""Where a name in a phrase begins and ends: words that end names, and verbs and other phrases before them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.extract.chunks import Range, lead_end, word_set, words
from kg.extract.spotted import CLASSES, Words, spotted
from kg.language.lexicon import lexicon
from kg.language.wordset import WordFinder, WordSet, leftmost, within

ASIDE = re.compile(r"（[^（）]{1,12}）")
# Common words that an end is the last character of, and growth that is no motorway.
_NO_END = re.compile(
    "(?:[阶手时路地片区][段]|[山低峡河稻五][谷]|[^高]中高速|经济高速|自由贸易港|为中心|[次副]中心|从通道)$"
)
_NO_END_LAST = "段谷速港心道"


@cache
def class_of(word: str) -> str:
    """Which class of ends a word belongs to."""
    return next(c for c in CLASSES if word in words(c))


def name_ends(text: str, item: Range) -> list[tuple[str, int, str]]:
    """Where names may end in a phrase: class, position and the word they end in; the last of each unbroken stretch."""
    return ends_among(text, within(spotted(text).ends, *item), item)


def ends_among(text: str, places: Words, item: Range) -> list[tuple[str, int, str]]:
    """The same among the places of words in that phrase."""
    start, stop = item
    found: list[tuple[str, int, str]] = []
    matches = leftmost(places) if len(places) > 1 else places
    for at, (begin, shown, kind) in enumerate(matches, 1):
        end = shown
        if at < len(matches) and matches[at][0] == end:
            continue  # 国家公园管理局
        ending = text[begin:end]
        if ending[-1] == "园" and text[end : end + 2] not in ("区域", "区块", "区位"):
            end += text.startswith("区", end, stop)  # 国际合作园 of 国际合作园区
        open_ended = end < stop and not boundary(text, end, stop)
        if open_ended and not _is_strong(ending, text, end):
            continue
        if text[end - 1] in _NO_END_LAST and _NO_END.search(text, max(start, begin - 3), end):
            continue
        aside = ASIDE.match(text, end, stop) if end < stop and text[end] == "（" else None
        if aside:
            end = aside.end()
        found.append((kind, end, ending))
    return found


# What a word goes on with in which the end of a name stands.
_GOES_ON = "域化市型级类企长居民舞内外办局网链体制性力"


def _is_strong(ending: str, text: str, at: int) -> bool:
    """Whether an end shows a place whatever follows: 天竺综保区 before 罕见病药品, 南山科学城 before 智能工厂."""
    after = text[at]
    of_body = ending in word_set("organisation")
    if of_body and (_BRANCH.match(text, at) or (ending == "科学院" and after not in "的，")):
        return False  # 中国科学院乙材料研究所, 甲实验室乙市基地
    strong = len(ending) >= 3 and (of_body or ending in word_set("site")) and ending not in word_set("vague-end")
    return strong and after not in _GOES_ON + "士生员友院校" * of_body


_NUMBER = re.compile("[0-9]+(?!号|[0-9])")
_BRANCH = re.compile("[一-鿿（）]{2,12}?(?:基地|分院|分中心|中心|研究院|研究所|医院|院区|校区|分公司)")


@cache
def _after() -> WordSet:
    cues = words("tail", "behind", "stage-use", "stage-done", "stage-start", "stage-build", "lead-verb", "lead-adverb")
    return WordSet((*cues, *"（”’、和与及或等"))


def ends_here(text: str, at: int) -> bool:
    """Whether a name may end at that place: before a stop, a predicate, a conjunction or a number."""
    return at == len(text) or text[at] in "，。；：、！？）》”’" or boundary(text, at, len(text))


def boundary(text: str, at: int, stop: int) -> bool:
    """Whether a predicate, a conjunction or a number begins there."""
    if at < stop and text[at] in "0123456789":
        return _NUMBER.match(text, at, stop) is not None or bool(_after().at(text, at, stop))
    return bool(_after().at(text, at, stop))


_SETTLERS = ("项目", "企业", "机构", "总部")  # 12个项目落地甲产业园
_BUILDS = ("建设", "发展", "新建")


@cache
def _strong_verbs() -> tuple[str, ...]:
    return tuple(w for w in words("lead-verb") if w not in words("inner-verb"))


@cache
def _strong() -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, _strong_verbs()))
    no_verb = "生产[力性]|(?<=医疗|社会|住房|养老|生活)保障|保障[性房]|(?<=线)上线"
    builds = "|".join(_BUILDS)
    settles = f"(?:{'|'.join(_SETTLERS)})(?:落地|落户|入驻|签约|投产|开工)(?:于|在)?"
    return re.compile(f"(?!{no_verb})(?:{verbs})|{settles}|(?:{builds})(?:一批|[0-9]+个|更多|国家级|世界级)")


@cache
def _strong_begins() -> WordFinder[None]:
    """The words that what ``_strong`` finds begins with."""
    return WordFinder(dict.fromkeys((*_strong_verbs(), *_BUILDS, *_SETTLERS)))


@cache
def _strong_openings() -> frozenset[str]:
    return frozenset(word[0] for word in (*_strong_verbs(), *_BUILDS, *_SETTLERS))


_BEHIND_VERB = 2  # characters at least, and one more


@lru_cache(maxsize=32_768)  # of the phrases of a document: projects, industries and companies ask for the same
def name_start(text: str, start: int, end: int) -> int:
    """The left end of a name: behind the last verb, 的 or closing bracket of another phrase before it."""
    at = led = lead_end(text, start, end)
    first = _FIRST.match(text, at, end) if at < end and text[at] in _FIRST_BEGINS else None
    if first:
        at = led = lead_end(text, first.end(), end)
    built = _AREA_BUILDS.match(text, at, end) if not _BUILDS_BEGIN.isdisjoint(text[at + 2 : at + 9]) else None
    if built and lexicon().by_label("area", built.group(1)):
        at = led = lead_end(text, built.end(1), end)
    may_hold_verb = not _strong_openings().isdisjoint(text[at : end - _BEHIND_VERB])
    verb = _strong_begins().search(text, at, end) if may_hold_verb else None
    for match in _strong().finditer(text, verb[0], end) if verb else ():
        if match.end() < end - _BEHIND_VERB and not _quoted(text, at, match.start()):
            at = match.end()
    cut = text.rfind("的", at, end - 2)
    if cut >= 0 and not _quoted(text, at, cut):
        at = cut + 1
    passive = text.rfind("被", at, end - 3)  # 治理经验被乙联盟推广
    if passive > at and text[passive - 1] != "植" and not _quoted(text, at, passive):
        at = passive + 1
    at = at if at == led else lead_end(text, at, end)
    while at < end and text[at] in "”》）’、":  # the end of another phrase
        at = lead_end(text, at + 1, end)
    return at


# 全省首家茶产业研究院, 新央企乙汽车集团: that it is the first, and of what kind, is no part of the name.
_FIRST = re.compile(
    "(?:全球|世界|亚洲|全国|全军|国内|我国|西部|中部|东部|东北|西北|西南|华东|长三角|全省|全市|全区|全县|我省|我市|省内|市内|区内)?"
    "(?:首[个家条座支只所处批]|第[一二三四五][个家条座支只所]|唯一(?:一[个家座]|的)?|规模?最大的?|新?(?:央企|国企|民企|名企|外企|省属企业|市属企业|链主企业|龙头企业|独角兽企业)(?=[一-鿿]{4}))"
)
_FIRST_BEGINS = frozenset("全世亚国我西中东华长省市区首第唯规最新央民名外链龙独")
_AREA_BUILDS = re.compile("([一-鿿]{2,4}?)(?:[一-鿿]{2}|高[水标质][平准量])?(?:建设|推进|发展|打造|建立|设立)")
_BUILDS_BEGIN = frozenset("建推发打设")  # what its verb begins with, two to eight characters behind its start


def _quoted(text: str, start: int, at: int) -> bool:
    """Whether a position stands inside quotation marks or brackets opened after ``start``."""
    part = text[start:at]
    return any(part.count(o) > part.count(c) for o, c in ("“”", "（）", "《》", "‘’"))
