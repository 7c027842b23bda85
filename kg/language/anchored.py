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
_NAMED = re.compile(r"\(\?P<\w+>")  # several patterns may use one name


class Anchored:
    r"""Patterns whose alternatives are tried only where they can begin.

    Args:
        rules: the patterns. None matches nothing at all; of the digits that ``\d`` has only ASCII's begin a match.

    >>> rules = Anchored([[("上下", "[上下]半年"), ("年", "年底?")], [("底", "底")]])
    >>> [(index, found.group()) for index, found in rules.find("上半年和年底")]
    [(0, '上半年'), (0, '年底'), (1, '底')]
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        firsts = sorted({char for rule in rules for begins, _ in rule for char in begins})
        self._count = len(rules)
        self._places = re.compile(f"[{re.escape(''.join(firsts))}]")
        self._at = {}
        for char in firsts:
            sources = [tuple(source for begins, source in rule if char in begins) for rule in rules]
            several = tuple((index, _joined(some).match) for index, some in enumerate(sources) if some)
            self._at[char] = _any_of(tuple(source for some in sources for source in some)).match, several

    def find(self, text: str) -> list[tuple[int, re.Match[str]]]:
        """What ``finditer`` of each whole pattern finds, with its index: by place, then in the order of the rules."""
        found: list[tuple[int, re.Match[str]]] = []
        ends, every = [0] * self._count, self._at  # matches of one pattern never overlap
        for place in self._places.finditer(text):
            at = place.start()
            any_of, several = every[text[at]]
            if any_of(text, at) is None:
                continue
            for index, match in several:
                if at >= ends[index] and (one := match(text, at)) is not None:
                    ends[index] = one.end()
                    found.append((index, one))
        return found


@cache
def _joined(alternatives: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


@cache
def _any_of(alternatives: tuple[str, ...]) -> re.Pattern[str]:
    """What any of them matches; most places match none, which one look tells."""
    return re.compile("|".join(_NAMED.sub("(?:", source) for source in alternatives))
