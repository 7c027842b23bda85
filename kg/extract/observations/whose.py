"""Whose number it is: another area than the document's own, named before the indicator."""

from __future__ import annotations

from functools import cache

from kg.extract.observations.nouns import take_apart, words
from kg.language.gazetteer import Gazetteer, gazetteer
from kg.language.lexicon import lexicon

_LEVELS = ("prefecture", "county", "township", "region", "zone")


def other_area(name: str, home: str | None) -> tuple[str, str] | None:
    """Official name of the area that an indicator's wording begins with, and the wording without it.

    内江经济总量 is 内江市 and 经济总量. None where the rest is no indicator by itself (合肥中欧班列 is a thing), or
    where the area is the document's own.
    """
    for match in _gazetteer().find(name[:16], home):
        if match.start != 0 or match.end >= len(name):
            break
        rest = take_apart(name[match.end :].lstrip("的，")).noun
        area = _gazetteer().resolve(match.label, home)
        if area is None or area.level not in _LEVELS or area.code == home or not _indicates(rest):
            return None
        return area.name, rest
    return None


def _indicates(rest: str) -> bool:
    if lexicon().by_label("indicator", rest) is not None:
        return True
    return 4 <= len(rest) <= 16 and rest.endswith(words().heads) and not any(o in rest for o in words().owners)


@cache
def _gazetteer() -> Gazetteer:
    return gazetteer()
