"""Whether a phrase names one thing or a kind of things: 甲产业园 or 特色产业园."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.chunks import cuts_word, word_set
from kg.extract.name_bounds import name_start
from kg.extract.no_names import NO_LABORATORY
from kg.language.lexicon import LEXICON, lexicon
from kg.language.worded import worded

_OF_ITS_PLACE = worded("[河江湖海渠库港路桥]|{name-cue/works-own}")
# What the State founds somewhere: 乙丙丁国家自主创新示范区.
_STATE_OF = re.compile("(?P<who>[一-鿿]{2,8}?(?<![轮批个新的大将把对]))国家级?[一-鿿]{4,}[区园地港]$")
_ASIDE = re.compile("（[^（）]{2,}")  # 乙基地（南区）; not 农（牧）事服务中心
# Two areas by one character each: 横琴粤澳深度合作区.
_AREA_PAIR = worded("{name-cue/province-sign}{2}")
_AREA_ABBREVIATION = worded(
    "(?:{name-cue/province-sign}|[贵新])[^能型材口区]|中[国欧俄蒙新德法英意日韩非阿荷瑞匈泰越缅哈]|上合|金砖",
    "|[东西南北]部|[华东中西南北]+[地区]",
)
_OF_NUMBERS = frozenset("0123456789一二三四五六七八九十百千余多几两+级AB（）")
_LEVEL = LEXICON + "level"
_AMBIGUOUS = LEXICON + "ambiguousShortForm"


@lru_cache(maxsize=32_768)  # of the phrases of a document: every rule asks, for the beginnings of names too
def is_generic(phrase: str) -> bool:
    """Whether a phrase is made of words that name nothing: 重点产业, 一批新型."""
    generic, length = word_set("generic"), len(phrase)
    reached: set[int] = set()
    waiting = [0]
    while waiting:
        at = waiting.pop()
        if at == length:
            return True
        if at not in reached:
            reached.add(at)
            waiting += [at + len(word) for word in generic.every_at(phrase, at)]
            if phrase[at] in _OF_NUMBERS:
                waiting.append(at + 1)
    return False


def is_vague_place(text: str, start: int, end: int) -> bool:
    """Whether what stands there names no place: a common noun (综合服务平台), one of a counted kind, or a phrase."""
    name = text[start:end]
    ending = word_set("site", "place", "works").before(name)
    if is_generic(name) or (ending and is_generic(name[: len(name) - len(ending)])):
        return True
    if is_counted(text, start, end) and not is_proper(name, ending or name[-1]):
        return True
    return name_start(text, start, end) > start


def is_counted(text: str, begin: int, end: int) -> bool:
    """Whether a name is one of a counted kind: 15个…集聚区, 新培育…产业园7个."""
    return _COUNT_BEFORE().search(text, max(0, begin - 8), begin) is not None or is_counted_behind(text, end)


def is_counted_behind(text: str, end: int) -> bool:
    """Whether what ends there is counted by what follows: 农村供水工程313处."""
    return _COUNT_BEHIND().match(text, end) is not None


_COUNT_BEFORE = worded(
    "(?:[0-9]|[二两三四五六七八九十百]|{name-cue/quantified})(?:余|多)?(?:个|家|处|座|条|批|类|片)?{name-cue/grade-modifier}?$",
)
_COUNT_BEHIND = worded("(?:已有|{cue/np-tail})?{cue/bound-gt}?[0-9]+(?:余|多)?(?:个|家|处|座|条|片)")


def tells(bare: str, ending: str) -> bool:
    """Whether an end shows a name by itself: never a vague one, some where enough stands before them."""
    if ending == "实验室":
        return not NO_LABORATORY().search(bare)
    if ending in word_set("long-end"):
        return len(bare) >= 4
    return ending not in word_set("vague-end")


@lru_cache(maxsize=8192)
def is_proper(name: str, ending: str) -> bool:
    """Whether a name with a vague end has something of its own: an area, a quoted word, a river or a road."""
    if ending.endswith("工程") and name.startswith("“"):
        return False  # “数字甲省”建设工程: a programme
    held = _STATE_OF.match(name)
    own = (
        (held and not is_generic(held["who"]))
        or "“" in name
        or _ASIDE.search(name)
        or _AREA_ABBREVIATION().match(name)
        or _AREA_PAIR().search(name)
    )
    if own and not ending.endswith("工程"):
        return True
    if _names_area(name, len(name) - len(ending)):
        return True
    if ending.endswith("公司") and lexicon().begins("known-organisation", name):
        return True
    return ending.endswith("工程") and bool(_OF_ITS_PLACE().search(name))


def _names_area(name: str, stop: int) -> bool:
    """Whether an area is named before the end of a name: not 新平 in 创新平台, nor 合作 in 合作区."""
    for found in lexicon().find("area", name):
        short = name[found.start : found.end]
        if found.concept.properties.get(_LEVEL) == ("country",) or found.end > stop:
            continue
        if found.start == 0:
            return True
        if short not in found.concept.properties.get(_AMBIGUOUS, ()) and not cuts_word(name, found.start, found.end):
            return True
    return False
