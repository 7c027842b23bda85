"""Many patterns looked for in one pass: each only at the characters that it can begin with.

``re`` tries every alternative of a pattern at every character of a text, and each further pattern does so again. Here
one search finds the characters that anything can begin with, and only what can begin with that one is tried there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TypeAlias

DIGITS = "0123456789"
NUMERALS = "一二三四五六七八九十"

# The alternatives of one pattern in the order in which they are tried: the characters that each can begin with, its
# source, and, where that can be told, what must stand behind such a character and the number that comes next to it
# (any digits, decimals, numerals, or none), also as a source; one that begins with ^ tells what must stand right
# behind the character. A character too many costs time only; one that is missing loses matches. At the beginning of a
# text what must stand behind is not asked for.
Rule: TypeAlias = Sequence[tuple[str, str] | tuple[str, str, str]]
AT_THE_BEGINNING = "(?!)"  # of a pattern that can begin nowhere else
_NUMBER = rf"(?:\d*+(?:\.\d++)?|[{NUMERALS}两]*+)"
_OPENING = re.compile(r"(?:\[[一-鿿]+\]|[一-鿿])(?:\[(?P<some>[一-鿿]+)\]|(?P<one>[一-鿿]))(?![?*+{])")
_GROUP = re.compile(r"\([^()]*\)")
_ONE_OF = re.compile(r"\[([^\\\]^-]+)\]|([^\W\d_])")  # sources that are one of some characters
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
        firsts = sorted({char for rule in rules for begins, *_ in rule for char in begins})
        self._count = len(rules)
        every_rule = [some for rule in rules for some in rule]
        self._places = _places({char: _behind([some for some in every_rule if char in some[0]]) for char in firsts})
        self._at = {}
        for char in firsts:
            sources = [tuple(some[1] for some in rule if char in some[0]) for rule in rules]
            several = tuple((index, _joined(some).match) for index, some in enumerate(sources) if some)
            every = tuple(source for some in sources for source in some)
            first = _first_of(tuple(some for some in sources if some)).match if len(several) > 1 else None
            self._at[char] = _seconds(every), first, several

    def find(self, text: str) -> list[tuple[int, re.Match[str]]]:
        """What ``finditer`` of each whole pattern finds, with its index: by place, then in the order of the rules."""
        found: list[tuple[int, re.Match[str]]] = []
        ends, every = [0] * self._count, self._at  # matches of one pattern never overlap
        for place in self._places.finditer(text):
            at = place.start()
            seconds, first_of, several = every[text[at]]
            if seconds is not None and text[at + 1 : at + 2] not in seconds:
                continue
            if first_of is not None:
                first = first_of(text, at)
                if first is None:
                    continue
                several = several[(first.lastindex or 1) - 1 :]
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


def _behind(alternatives: Rule) -> tuple[frozenset[str], frozenset[str]] | None:
    """What can stand behind a character: these, or behind a number what these sources tell; None is anything."""
    told = frozenset(some[2] for some in alternatives if len(some) == 3)
    seconds = _seconds([some[1] for some in alternatives if len(some) == 2])
    return None if seconds is None else (seconds, told)


def _places(behind: Mapping[str, tuple[frozenset[str], frozenset[str]] | None]) -> re.Pattern[str]:
    """Where anything can begin. What stands behind digits and behind numerals differs most and is looked for apart."""
    if not behind:
        return re.compile("(?!)")
    ways = ["(?<=^.)"]
    kinds = [next((kind for kind in (DIGITS, NUMERALS) if char in kind), "") for char in behind]
    for kind in (DIGITS, NUMERALS, ""):
        chars = [char for char, its in zip(behind, kinds, strict=True) if its == kind]
        known = {char: some for char in chars if (some := behind[char]) is not None}
        if known:
            seconds, told = (sorted(frozenset().union(*some)) for some in zip(*known.values(), strict=True))
            next_ones = [_class(seconds)] if seconds else []
            next_ones += [source[1:].replace("|^", "|") for source in told if source.startswith("^")]
            told = [source for source in told if not source.startswith("^")]
            numbers = [f"{_NUMBER}(?:{'|'.join(_shortest(told))})"] if told else []
            ways.append(f"(?<={_class(known)})(?={'|'.join(next_ones + numbers)})")
        if len(known) < len(chars):
            ways.append(f"(?<={_class(char for char in chars if char not in known)})")
    return re.compile(f"{_class(behind)}(?:{'|'.join(ways)})")


def _shortest(sources: Sequence[str]) -> list[str]:
    """Sources of which any may match, those that are one of some characters put together."""
    ones = [_ONE_OF.fullmatch(source) for source in sources]
    chars = sorted({char for one in ones if one is not None for char in one[1] or one[2]})
    rest = [source for source, one in zip(sources, ones, strict=True) if one is None]
    return [*([_class(chars)] if chars else []), *rest]


def _class(characters: Iterable[str]) -> str:
    return f"[{re.escape(''.join(characters))}]"


@cache
def _first_of(rules: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    """A group for each rule, of which the first matches; most places match none, which one look tells."""
    return re.compile("|".join(f"({'|'.join(_NAMED.sub('(?:', source) for source in rule)})" for rule in rules))
