"""Many patterns looked for in one pass: each only at the characters that it can begin with.

``re`` tries every alternative of a pattern at every character of a text, and each further pattern does so again. Here
one search finds the characters that anything can begin with, and only what can begin with that one is tried there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TypeAlias

DIGITS = "0123456789"
NUMERALS = "一二三四五六七八九十"

# The alternatives of one pattern in the order in which they are tried: the characters that each can begin with, and
# its source. A character too many costs time only; one that is missing loses matches.
Rule: TypeAlias = Sequence[tuple[str, str]]
# The rest of a number of which nothing but an amount can be made: no name, date or code begins at any of its digits.
AMOUNTS = r"\d{0,3}(?:\.\d{1,4})?(?=[亿%％元]|万(?!人口))|\d{0,3}(?=[家户吨亩公项条件所处名]|个(?![月季年周届]))"
_OPENING = re.compile(r"(?:\[[一-鿿]+\]|[一-鿿])(?:\[(?P<some>[一-鿿]+)\]|(?P<one>[一-鿿]))(?![?*+{])")
_GROUP = re.compile(r"\([^()]*\)")
_NAMED = re.compile(r"\(\?P<\w+>")  # several patterns may use one name


class Anchored:
    r"""Patterns whose alternatives are tried only where they can begin.

    Args:
        rules: the patterns. None matches nothing at all; of the digits that ``\d`` has only ASCII's begin a match.
        passed: what may follow a digit where no pattern begins at that digit, nor in what follows.

    >>> rules = Anchored([[("上下", "[上下]半年"), ("年", "年底?")], [("底", "底")]])
    >>> [(index, found.group()) for index, found in rules.find("上半年和年底")]
    [(0, '上半年'), (0, '年底'), (1, '底')]
    """

    def __init__(self, rules: Sequence[Rule], passed: str = "") -> None:
        firsts = sorted({char for rule in rules for begins, _ in rule for char in begins})
        self._count = len(rules)
        self._places = re.compile(f"[{re.escape(''.join(firsts))}](?:(?<=[{DIGITS}])(?P<passed>{passed or '(?!)'}))?")
        self._at = {}
        for char in firsts:
            sources = [tuple(source for begins, source in rule if char in begins) for rule in rules]
            several = tuple((index, _joined(some).match) for index, some in enumerate(sources) if some)
            every = tuple(source for some in sources for source in some)
            self._at[char] = _seconds(every), _any_of(every).match if len(several) > 1 else None, several

    def find(self, text: str) -> list[tuple[int, re.Match[str]]]:
        """What ``finditer`` of each whole pattern finds, with its index: by place, then in the order of the rules."""
        found: list[tuple[int, re.Match[str]]] = []
        ends, every = [0] * self._count, self._at  # matches of one pattern never overlap
        for place in self._places.finditer(text):
            if place.lastgroup:
                continue
            at = place.start()
            seconds, any_of, several = every[text[at]]
            if seconds is not None and text[at + 1 : at + 2] not in seconds:
                continue
            if any_of is not None and any_of(text, at) is None:
                continue
            for index, match in several:
                if at >= ends[index] and (one := match(text, at)) is not None:
                    ends[index] = one.end()
                    found.append((index, one))
        return found


@cache
def _joined(alternatives: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


def _seconds(alternatives: Sequence[str]) -> frozenset[str] | None:
    """The characters that can stand second where all alternatives begin with two characters as they are."""
    found: set[str] = set()
    for source in alternatives:
        bare, last = source, ""
        while bare != last:
            bare, last = _GROUP.sub("", bare), bare
        opening = _OPENING.match(source)
        if opening is None or "|" in bare:
            return None
        found.update(opening["some"] or opening["one"])
    return frozenset(found)


@cache
def _any_of(alternatives: tuple[str, ...]) -> re.Pattern[str]:
    """What any of them matches; most places match none, which one look tells."""
    return re.compile("|".join(_NAMED.sub("(?:", source) for source in alternatives))
