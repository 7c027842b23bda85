"""Programmes whose names the order of words shows, with no verb that governs them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from kg.language.lexicon import lexicon
from kg.language.worded import worded

# A decision of the Party or the State; the plan of a year or of five; two areas that cooperate (鲁渝协作). By rule,
# with the words of which a sentence has one wherever the pattern finds something in it; the first group is the name.
PATTERNS = (
    (
        "paper",
        ("关于",),
        worded(
            "((?:{name-cue/central-body}(?:、国务院)?|(?:中共)?(?:[省市区县州旗]委|自治区党委))[^，。；“”《]{0,6}",
            "关于[^，。；《》]{4,40}?{programme-cue/paper-of-centre})",
        ),
    ),
    (
        "plan-title",
        ("国民经济和社会发展",),
        worded(
            "((?:20[0-9]{2}年(?:全[省市区县])?)?国民经济和社会发展",
            "(?:第[一二三四五六七八九十]{1,3}个五年规划(?:纲要)?|规划纲要|计划|规划))",
            "(?=（草案）|[、，。；》]|的?{programme-cue/after-plan}|$)",
        ),
    ),
    (
        "pair",
        ("协作", "同城化", "一体化"),
        worded(
            "((?:{name-cue/province-sign}|{name-cue/province-sign-common}){2,4}",
            "(?:扶贫|东西部|产业)?(?:协作|同城化|一体化))(?:发展)?",
        ),
    ),
)
_LEVELS = frozenset("省市区县州旗")


class Shown(NamedTuple):
    """What a rule finds at ``text[start:end]``; the name ends at ``named`` and the whole is a form of it."""

    rule: str
    start: int
    named: int
    end: int


def by_word_order(texts: Sequence[str], area: str) -> dict[int, list[Shown]]:
    """What the patterns find in the sentences of a document about an area, by index of the sentence."""
    found: dict[int, list[Shown]] = {}
    whole = "\n".join(texts)
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    own = short_name(area)
    for index in _holding(own, whole, starts) if own else ():
        for shown in _goals(texts[index], own):
            found.setdefault(index, []).append(shown)
    for rule, needed, pattern in PATTERNS:
        for index in sorted({index for word in needed for index in _holding(word, whole, starts)}):
            for place in pattern().finditer(texts[index]):
                start = place.start()
                if own and rule == "plan-title" and not texts[index].startswith("20", start):
                    start = _after_area(texts[index], start, own)
                found.setdefault(index, []).append(Shown(rule, start, place.end(1), place.end()))
    return found


def _holding(word: str, whole: str, starts: Sequence[int]) -> Iterator[int]:
    """The indexes of the lines of a text that hold a word, given where they begin."""
    at = whole.find(word)
    while at >= 0:
        index = bisect_right(starts, at) - 1
        yield index
        at = whole.find(word, starts[index + 1])


def _goals(text: str, own: str) -> Iterator[Shown]:
    """A goal and the area's short name: 平安 + 山东."""
    goals = lexicon().word_set("programme-cue", "goal-before-area")
    at = text.find(own)
    while at >= 0:
        end = at + len(own)
        if goal := goals.before(text, at):
            yield Shown("area-goal", at - len(goal), end, end + 2 * text.startswith("建设", end))
        at = text.find(own, end)


def _after_area(text: str, start: int, own: str) -> int:
    """Where a title begins that the area's own name may stand before: 济南市国民经济和社会发展…."""
    bare = start - 1 if text[start - 1 : start] in _LEVELS else start
    for end in (start, bare):
        if text.endswith(own, 0, end):
            return end - len(own)
    return start


@cache
def short_name(area: str) -> str:
    """An area's name without its level: 山东 of 山东省, 内蒙古 of 内蒙古自治区."""
    short = re.sub(r"(?:壮族|回族|维吾尔)?自治区$|(?:省|市|区|县|旗|自治州|自治县)$", "", area)
    return short if len(short) >= 2 else area
