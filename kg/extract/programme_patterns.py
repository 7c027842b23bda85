"""Programmes whose names the order of words shows, with no verb that governs them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from kg.language.lexicon import lexicon

_PROVINCES = "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇陕秦甘陇青宁新藏蒙内港澳台"


def by_word_order(texts: Sequence[str], area: str) -> dict[int, list[tuple[str, re.Match[str]]]]:
    """What the patterns find in the sentences of a document about an area: by index of the sentence, with the rule."""
    found: dict[int, list[tuple[str, re.Match[str]]]] = {}
    whole = "\n".join(texts)
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    for rule, needed, pattern in patterns(area):
        for index in sorted({index for word in needed for index in _holding(word, whole, starts)}):
            for place in pattern.finditer(texts[index]):
                found.setdefault(index, []).append((rule, place))
    return found


def _holding(word: str, whole: str, starts: Sequence[int]) -> Iterator[int]:
    """The indexes of the lines of a text that hold a word, given where they begin."""
    at = whole.find(word)
    while at >= 0:
        index = bisect_right(starts, at) - 1
        yield index
        at = whole.find(word, starts[index + 1])


@cache
def patterns(area: str) -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    """Names by word order, by rule; the first group is the name, or a form of it.

    Between the two stand words of which a sentence has one wherever the pattern finds something in it.

    A goal and the area's short name (平安 + 山东), a decision of the Party or the State, the plan of a year or of five,
    two areas that cooperate (鲁渝协作).
    """
    own = short_name(area)
    short = re.escape(own) if area else "(?!)"
    goals = "|".join(lexicon().words("programme-cue", "goal-before-area"))
    return (
        ("area-goal", (own,) if area else (), re.compile(f"((?:{goals}){short})(?:建设)?")),
        (
            "paper",
            ("关于",),
            re.compile(
                r"((?:中共中央、国务院|国务院|中共中央|(?:中共)?(?:[省市区县]委|自治区党委))[^，。；“”《]{0,6}关于[^，。；《》]{4,40}?(?:意见|建议|决定|方案|措施))"
            ),
        ),
        (
            "plan-title",
            ("国民经济和社会发展",),
            re.compile(
                f"((?:20[0-9]{{2}}年(?:全[省市区县])?|{short}[省市区县州旗]?)?国民经济和社会发展"
                "(?:第[一二三四五六七八九十]{1,3}个五年规划(?:纲要)?|规划纲要|计划|规划))"
                "(?=（草案）|草案|[、，。；》]|的?(?:执行|安排|建议|编制|实施|主要)|$)"
            ),
        ),
        (
            "pair",
            ("协作", "同城化", "一体化"),
            re.compile(rf"((?:[{_PROVINCES}]{{2,4}})(?:扶贫|东西部|产业)?(?:协作|同城化|一体化))(?:发展)?"),
        ),
    )


def short_name(area: str) -> str:
    """An area's name without its level: 山东 of 山东省, 内蒙古 of 内蒙古自治区."""
    short = re.sub(r"(?:壮族|回族|维吾尔)?自治区$|(?:省|市|区|县|旗|自治州|自治县)$", "", area)
    return short if len(short) >= 2 else area
