"""Whose number it is: another area than the document's own, named before the indicator."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.observations.cue_words import words
from kg.extract.observations.nouns import take_apart
from kg.language.gazetteer import Gazetteer, gazetteer
from kg.language.lexicon import LEXICON, Concept, lexicon

OWN = re.compile("全[省市区县州]|我[省市区县州]")
_WIDER = re.compile(r"[，、]?(?:其中|同期)?(全国|全省|全市)")
_LEVELS = ("prefecture", "county", "township", "region", "zone")


def other_area(name: str, home: str | None) -> tuple[str, str] | None:
    """Official name of the area that an indicator's wording begins with, and the wording without it.

    内江经济总量 is 内江市 and 经济总量. None where the rest is no indicator by itself (合肥中欧班列 is a thing), or
    where the area is the document's own.
    """
    if not _gazetteer().may_begin(name, home) or not _may_indicate(name):
        return None
    named, end = "", 0
    for match in _gazetteer().find(name[:16], home):
        if match.start != end or match.end >= len(name):
            break
        named, end = match.label, match.end  # 惠州博罗: the county is meant
    if not named:
        return None
    rest = take_apart(name[end:].lstrip("的，")).noun
    area = _gazetteer().resolve(named, home)
    if area is None or area.level not in _LEVELS or area.code == home or not _indicates(rest):
        return None
    return area.name, rest


def without_own(name: str, area: str | None) -> str:
    """An indicator without the name of the document's own area before it: 生产总值 of 商洛市生产总值."""
    if not name.startswith((area or "的", "的")):
        return name
    rest = name.removeprefix(area or "").lstrip("的")
    return rest if rest != name and _indicates(rest) else name


def of_each_area(name: str, home: str | None) -> tuple[str, ...]:
    """内江经济总量 and 遂宁经济总量 of 内江、遂宁经济总量; the name alone where it is not of several areas."""
    *first, last = name.split("、")
    shared = other_area(last, home) if first else None
    if shared is None or not all(area_alone(piece, home) for piece in first):
        return (name,)
    return (*(piece + shared[1] for piece in first), last)


def area_alone(text: str, home: str | None) -> str | None:
    """Official name of an area where the text is its name and nothing else: 天桥区 of 天桥区增长6%."""
    if not 2 <= len(text) <= 12 or not _gazetteer().may_begin(text, home):
        return None
    for match in _gazetteer().find(text, home):
        if (match.start, match.end) == (0, len(text)):
            area = _gazetteer().resolve(match.label, home)
            return area.name if area is not None and area.level in ("province", *_LEVELS[:3]) else None
    return None


def may_begin(text: str, home: str | None) -> bool:
    """False where no area's name can stand at the very start of a text."""
    return _gazetteer().may_begin(text, home)


def wider_area(before: str, home: str | None) -> tuple[str, str] | None:
    """The area around the document's own that a clause opens with (全国, 全省, 全市) and the word.

    None where the word means the document's own area, or no account of the whole area follows: 全国文明城市 and
    全省重点项目 say of what rank a thing is, not whose it is.
    """
    found = _WIDER.match(before) if home is not None and "全" in before else None
    if found is None or home is None:
        return None
    following = lexicon().begins("indicator", before[found.end() :])
    if following is None or _counts(following.concept):
        return None
    if found[1] == "全国":
        return "全国", found[1]
    own = _gazetteer().area(home)
    level = "province" if found[1] == "全省" else "prefecture"
    if own.level in (level, "country") or (level == "prefecture" and not own.name.endswith(("区", "县", "旗"))):
        return None
    around = {area.level: area.name for area in _gazetteer().parents(own)}
    if level == "prefecture" and level not in around:
        level = "province"  # a district of a municipality
    return (around[level], found[1]) if level in around else None


def _counts(indicator: Concept) -> bool:
    """Whether it counts things, of which those of a rank may be meant."""
    return indicator.properties.get(LEXICON + "statistic", ("",))[0] in ("count", "")


def _indicates(rest: str) -> bool:
    if lexicon().by_label("indicator", rest) is not None:
        return True
    return 4 <= len(rest) <= 16 and rest.endswith(words().heads) and not any(o in rest for o in words().owners)


def _may_indicate(name: str) -> bool:
    """False where no end of a name can be an indicator by itself."""
    return name.endswith(words().heads) or lexicon().labels("indicator").before(name) != ""


@cache
def _gazetteer() -> Gazetteer:
    return gazetteer()
