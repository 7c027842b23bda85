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
_TWO_CHARACTERS = re.compile("[一-鿿]{2}(?:[一-鿿(]|$)")  # what follows makes neither of them optional
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
            every = tuple(source for some in sources for source in some)
            self._at[char] = _seconds(every), _any_of(every).match, several

    def find(self, text: str) -> list[tuple[int, re.Match[str]]]:
        """What ``finditer`` of each whole pattern finds, with its index: by place, then in the order of the rules."""
        found: list[tuple[int, re.Match[str]]] = []
        ends, every = [0] * self._count, self._at  # matches of one pattern never overlap
        for place in self._places.finditer(text):
            at = place.start()
            seconds, any_of, several = every[text[at]]
            if (seconds is not None and text[at + 1 : at + 2] not in seconds) or any_of(text, at) is None:
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
    if any(_TWO_CHARACTERS.match(source) is None or "|" in source for source in alternatives):
        return None
    return frozenset(source[1] for source in alternatives)


@cache
def _any_of(alternatives: tuple[str, ...]) -> re.Pattern[str]:
    """What any of them matches; most places match none, which one look tells."""
    return re.compile("|".join(_NAMED.sub("(?:", source) for source in alternatives))
