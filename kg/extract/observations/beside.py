"""What stands on both sides of a counted thing: words that lead to it, and what it is to do or to get.

稳就业 of 稳就业30项举措 belongs to the name, 努力改善 of 努力改善7个站点 does not; and 增收 of 带动3万农户增收 and
接种疫苗 of 为30万学生接种疫苗 are told of the counted ones, whom 带动 and 为 have before the number.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.extract.observations import nouns
from kg.extract.observations.concepts import renamed
from kg.extract.observations.cue_words import words
from kg.extract.observations.surroundings import Noun, Surroundings
from kg.language.lexicon import lexicon
from kg.language.worded import listed, worded
from kg.language.wordset import WordFinder, WordSet
from kg.model import Observation

RATED = worded(  # 412个行政村通硬化路率达到100%: the villages are counted, their rate is measured
    r"([\u4e00-\u9fff]{0,6}{cue/rated-thing})"
    r"(?=[\u4e00-\u9fff“”]{2,12}(?:压缩|精简|缩短|压减|下降|增长|提速)了?$|[\u4e00-\u9fff“”]{2,14}(?:率|比例|占比)(?:均|都|全部|已)*(?:连续\d{1,2}年)?(?:[达升]到?|为|提[高升][到至]|保持在?|超过?|在)?$)"
)
_LONGEST_TOLD = 16
_LEVEL = re.compile("[\u4e00-\u9fff]{1,3}级")
_CONDITIONS = listed("cue", "condition")
_GIVEN = worded("的?{cue/condition}(?:之?[下上])")
STAGES = listed("cue", "stage-reached")  # 项目312个，竣工186个
_COUNT = re.compile("[\\d两二三四五六七八九十]")
_COUNTS = re.compile("[\\d两二三四五六七八九十]+[万余多]?[个家所座处条项](?=[\u4e00-\u9fff])")
_CLASSES = re.compile(r"(?:\d+|[一二三四五六七八九十]+)(?:大类|类|大方面|个?方面)")
_COUNTERS = "个家户套项处座条所宗批张支种场类"
_PARTICLES = ("好", "了", "以下", "下列", "如下")
_GROWN = worded("{cue/growing-to}[到至]$")  # 试点扩大至145家医院
_LEADING = ("为", "给", "向", "对", "在", "与")
_PERSONS = "员生年工人师民干部才户兵者童"
_GOES = re.compile(f"(?<=[{_PERSONS}])(?:在(?![校职岗编建读册园籍院外站家线])|到|赴|前往)(?=[\u4e00-\u9fff]{{1,8}})")
_MERGED = worded("{cue/merging}$")
_STATES = ("条件", "环境")
_COUNTED_WHOLE = listed("cue", "counted-whole")


class _Around(NamedTuple):
    """The cue words, compiled."""

    leading: WordSet  # what may stand before a counted noun and is no part of it: verbs and adverbs
    verbs: WordFinder[None]
    pivots: WordSet
    tails: WordSet
    counted: tuple[str, ...]
    told: tuple[str, ...]
    reaching: tuple[str, ...]
    places: tuple[str, ...]


@cache
def _around() -> _Around:
    """The words of ``ontology/cues.ttl`` and the verbs of ``ontology/phrase-cue.ttl``."""
    lex = lexicon()
    doing = [w for c in ("verb-carry", "verb-improve", "verb-causing") for w in lex.words("phrase-cue", c)]
    verbs = dict.fromkeys([*lex.words("cue", "np-verb"), *(w for w in doing if len(w) > 1)])
    manner = [w for c in ("adverb", "adverb-soft") for w in lex.words("phrase-cue", c)]
    leads = [w for c in ("np-adverb", "np-lead", "setting-verb", "growth-up") for w in lex.words("cue", c)]
    return _Around(
        leading=WordSet([*verbs, *doing, *manner, *leads, *_PARTICLES]),
        verbs=WordFinder(verbs),
        pivots=lex.word_set("cue", "pivot-verb"),
        tails=lex.word_set("cue", "pivot-tail"),
        counted=lex.words("cue", "pivot-noun"),
        told=lex.words("cue", "rule-noun"),
        reaching=lex.words("cue", "reach-verb"),
        places=lex.words("cue", "reach-noun"),
    )


def leads_to(s: Surroundings) -> str | None:
    """What the words before a number give to the name of the noun after it, often nothing; None where it is not that.

    None means that the noun before the number is what is counted.
    """
    left = s.left.noun
    if left and _GROWN().search(s.before) and s.noun.startswith(_around().places):
        return left
    if not left or nouns.ends_in_verb(left) or _points_right(s):
        return ""
    unit = s.quantity.unit or ("个" if s.after.startswith("大") else "")  # 4大产业基地
    if not unit or (unit[-1] not in _COUNTERS and unit != "批次") or len(s.noun) < 2:
        return None
    if nouns.is_relative(s.noun) or words().predicate.at(s.noun, 0) or s.noun.startswith("并"):
        return None
    if only_leads(left) or s.before.endswith(("了", "指")):
        return ""
    if "、" in left and not left.endswith(words().heads):
        return ""  # 甲、乙2个平台获评…
    rules = s.noun.endswith(_around().told)
    place = s.noun.startswith(_around().places) and any(w in left for w in _around().reaching)
    return left if rules or place or _GROWN().search(s.before) else None


def only_leads(text: str) -> bool:
    """Whether a text is nothing but verbs and adverbs: 努力改善, 实施好, 全力加快."""
    at = 0
    while at < len(text):
        word = _around().leading.at(text, at)
        if not word:
            return False
        at += len(word)
    return bool(text)


def acts_on_more(s: Surroundings) -> bool:
    """两个县建成3个产业园: what is done to what is counted next says nothing of which are counted here."""
    told = s.noun + s.predicate
    verb = words().verbs.at(s.predicate, 0)
    doing = verb and (verb == s.predicate or nouns.is_relative(s.predicate[len(verb) :]))
    counts = _COUNTS if s.predicate in STAGES() else _COUNT
    return bool(doing) and bool(counts.match(s.after, len(told)))  # 15个项目完成投资8亿元


def under_conditions(before: str, text: str, start: int, end: int) -> str:
    """The words before a number without a condition that has one of its own: 出口在外需下降3%的情况下增长5%.

    Args:
        before: those words, up to the number before.
        text: of the sentence.
        start: where they begin.
        end: where the number ends.
    """
    if before.startswith(("的", *_CONDITIONS())) and (given := _GIVEN().match(before)):
        earlier = re.split("[，；。：]", text[:start])[-1]
        if (at := earlier.find("在")) > 1:
            return earlier[:at] + before[given.end() :]
    return before[before.rfind("在") + 1 :] if "在" in before and _GIVEN().match(text, end) else before


def without_sum(unit: str, noun: str) -> str:
    """The counted things of a noun that an amount of theirs follows: 项目 of 11个项目投资突破2000亿元."""
    if unit[-1:] not in _COUNTERS or not unit:
        return noun
    head = nouns.amount_head(noun)
    return noun[: -len(head)] if head and len(noun) - len(head) >= 2 else noun


def of_both(first: Observation, second: Noun, right: str, between: str) -> Observation:
    """The observation before one of a noun after its number, with what the two share: a head, or what is told of them.

    The first 级 of 3个国家级、5个省级创新中心 takes the head of the second; and both schools and groups of
    6所学校、8个专业群入选名单 are on the list.

    Args:
        first: what the number before says.
        second: the noun after this number.
        right: that noun as it stands.
        between: the text between the two numbers; empty where a verb stands before the first.
    """
    if first.rule != "observation/right-noun":
        return first
    cut = _LEVEL.match(right)
    if cut and _LEVEL.fullmatch(first.indicator):
        return renamed(first, first.indicator + right[cut.end() :])
    told = second.names[0].removesuffix(second.term)
    shared = 0 < len(told) <= _LONGEST_TOLD and between == first.indicator + "、"
    return renamed(first, told + first.indicator) if shared else first


def shortened(before: str, unit: str, noun: str, predicate: str) -> tuple[str, str]:
    """A noun after a number and its predicate, the noun without what the counted ones do: 农户 of 带动3万农户增收.

    Args:
        before: the clause before the number.
        unit: of the number.
        noun: what stands after it, up to its predicate.
        predicate: what follows the noun.
    """
    noun = noun.removesuffix("的")
    if before.endswith("来自") and (of := noun.find("的")) >= 2:
        return noun[:of], predicate  # 来自25个界别的委员
    if predicate.startswith(("为", "至", "到")):
        noun = _MERGED().sub("", noun)  # 35家企业整合为12家
    cut = _cut(before, unit, noun, bool(predicate))
    if noun.endswith(_STATES):
        return noun[: cut or None], predicate  # 改善50所学校办学条件
    return (noun[:cut], noun[cut:] + predicate) if cut else (noun, predicate)


def _cut(before: str, unit: str, noun: str, goes_on: bool) -> int:
    """Where the noun ends before the words that tell of it; 0 where all of it is the noun."""
    tail = _around().tails.before(noun)
    end = len(noun) - len(tail)
    if tail and (end >= 2 or noun[:end] in words().generic):
        place = _GOES.search(noun, 2, end)
        return place.start() if place else end
    if unit[-1:] in ("人", "名", "户") and (place := _GOES.search(noun, 2)):
        return place.start()
    leads = before.endswith(_LEADING) or (before.startswith(_LEADING) and not _around().verbs.find(before))
    pivot = _around().pivots.before(before) != ""
    if not leads and not pivot:
        return 0
    for start, stop, _ in _around().verbs.find(noun):
        thing = noun[:start]
        if not (start >= 2 or thing in words().generic) or not nouns.breaks(noun, start, stop):
            continue
        if (stop < len(noun) or goes_on) and not (noun.endswith(_COUNTED_WHOLE()) and len(noun) - stop <= 4):
            return start if leads or thing.endswith(_around().counted) else 0
    return 0


def _points_right(s: Surroundings) -> bool:
    """The words before are examples (A、B等; A、B、C四个), a setting (…中) or no noun, and the counted noun follows."""
    left, unit = s.left.noun, s.quantity.unit
    if s.before.endswith("为") and len(s.noun) >= 2 and not left.endswith(words().heads):
        return True  # 以低价为24个省份供煤
    if left.endswith(("等", "中", "内", "间", "全国", "全省", "全市", "全区", "全县")) or (
        len(left) <= 2 and (not s.left.verb or len(s.noun) >= 3)
    ):
        return True
    if s.before.endswith(("、", "和", "及", "与")) and len(s.noun) >= 2:
        return True  # 建设实验室、12个创新中心
    if _CLASSES.fullmatch(left):
        return True  # 十大类42项民生实事
    alone = nouns.owner(left) and not s.left.verb and "、" not in left
    if alone and (len(s.noun) >= 3 or s.noun in words().generic) and not words().predicate.at(s.noun, 0):
        return True  # 自贸试验区36项改革成果
    return "、" in left and len(unit) == 1 and s.quantity.bound == "eq" and not s.predicate
