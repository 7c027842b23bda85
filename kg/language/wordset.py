"""Many words looked for at one place of a text, or all over it: in the same time, however many words there are.

``re`` tries the alternatives of a pattern one by one, and so does a loop with ``startswith``; here the character at the
place says which lengths are possible, and a set of the words does the rest; and an automaton finds all places at once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any, Generic, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

T = TypeVar("T")
_START, _SECOND = itemgetter(0), itemgetter(1)
_FEW = 8  # places that are gone through sooner than the first is looked for


class WordSet:
    """Words that a stretch of text may begin or end with.

    Args:
        words: the words, none of them empty; their order does not matter.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self.longest = max(map(len, self._words), default=0)
        self._beginning = _lengths((word[0], len(word)) for word in self._words)
        self.openings = frozenset(self._beginning)
        self._ending = _lengths((word[-1], len(word)) for word in self._words)
        self.closings = frozenset(self._ending)

    def __contains__(self, word: str) -> bool:  # noqa: D105
        return word in self._words

    def at(self, text: str, start: int, end: int | None = None) -> str:
        """The longest word that ``text[start:end]`` begins with, empty where there is none.

        >>> WordSet(["发展", "发展壮大"]).at("加快发展壮大", 2)
        '发展壮大'
        """
        stop = len(text) if end is None else end
        for length in self._beginning.get(text[start], ()) if start < stop else ():
            if start + length <= stop and (word := text[start : start + length]) in self._words:
                return word
        return ""

    def every_at(self, text: str, start: int, end: int | None = None) -> list[str]:
        """The words that ``text[start:end]`` begins with, the longest first."""
        stop = len(text) if end is None else end
        lengths = self._beginning.get(text[start]) if start < stop else None
        if lengths is None:
            return []
        return [
            word
            for length in lengths
            if start + length <= stop and (word := text[start : start + length]) in self._words
        ]

    def before(self, text: str, end: int | None = None) -> str:
        """The longest word that ``text[:end]`` ends with, empty where there is none.

        >>> WordSet(["产业", "业"]).before("光伏产业")
        '产业'
        """
        stop = len(text) if end is None else end
        for length in self._ending.get(text[stop - 1], ()) if stop else ():
            if length <= stop and (word := text[stop - length : stop]) in self._words:
                return word
        return ""

    def every_before(self, text: str, end: int | None = None) -> list[str]:
        """The words that ``text[:end]`` ends with, the longest first."""
        stop = len(text) if end is None else end
        lengths = self._ending.get(text[stop - 1]) if stop else None
        if lengths is None:
            return []
        return [word for length in lengths if length <= stop and (word := text[stop - length : stop]) in self._words]


class WordFinder(Generic[T]):
    """Words looked for all over a text, in one pass however many there are.

    It finds what ``re`` finds with the alternation of the words, the longest first: the leftmost, then the longest,
    never overlapping.

    Args:
        words: the words, none of them empty, each with what is told of a place where it stands.
    """

    def __init__(self, words: Mapping[str, T]) -> None:
        self._values = tuple(words.values())
        self._words = tuple(words)
        self._matcher = AhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest)

    @cached_property
    def _every(self) -> AhoCorasick:
        return AhoCorasick(self._words, matchkind=MatchKind.Standard)

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, T]]:
        """Where words stand in ``text[start:end]``: start, end and what is told of the word.

        >>> WordFinder({"发展": 1, "发展壮大": 2, "壮大": 3}).find("发展壮大，加快发展")
        [(0, 4, 2), (7, 9, 1)]
        """
        part = text if end is None and not start else text[start:end]
        values = self._values
        return [(start + s, start + e, values[i]) for i, s, e in self._matcher.find_matches_as_indexes(part)]

    def every(self, text: str) -> list[tuple[int, int, T]]:
        """Where words stand in a text, those that overlap too: by their start, the longest first.

        >>> WordFinder({"发展": 1, "发展壮大": 2, "壮大": 3}).every("发展壮大")
        [(0, 4, 2), (0, 2, 1), (2, 4, 3)]
        """
        hits = _in_order(self._every.find_matches_as_indexes(text, overlapping=True))
        values = self._values
        return [(s, e, values[i]) for i, s, e in hits]

    def search(self, text: str, start: int = 0, end: int | None = None) -> tuple[int, int, T] | None:
        """The first of them."""
        part = text if end is None and not start else text[start:end]
        hits = self._matcher.find_matches_as_indexes(part)
        if not hits:
            return None
        i, first, last = hits[0]
        return start + first, start + last, self._values[i]


class KindFinder:
    """Words of several kinds looked for all over a text, in one pass for all kinds.

    Args:
        kinds: the words of each kind, none of them empty, each with what is told of a place where it stands; a word
            may be of several kinds.
    """

    def __init__(self, **kinds: Mapping[str, object]) -> None:
        told: dict[str, list[tuple[str, object]]] = {}
        for kind, words in kinds.items():
            for word, value in words.items():
                told.setdefault(word, []).append((kind, value))
        self._told = tuple(map(tuple, told.values()))
        self._matcher = AhoCorasick(tuple(told), matchkind=MatchKind.Standard)

    def every(self, text: str) -> dict[str, list[tuple[int, int, Any]]]:
        """Where words of each kind stand, as ``WordFinder.every`` tells it; only kinds of which one stands there.

        >>> KindFinder(noun={"发展": 1, "高地": 2}, verb={"发展": 3}).every("发展高地")
        {'noun': [(0, 2, 1), (2, 4, 2)], 'verb': [(0, 2, 3)]}
        """
        hits = _in_order(self._matcher.find_matches_as_indexes(text, overlapping=True))
        told = self._told
        found: dict[str, list[tuple[int, int, Any]]] = {}
        for i, start, end in hits:
            for kind, value in told[i]:
                if kind in found:
                    found[kind].append((start, end, value))
                else:
                    found[kind] = [(start, end, value)]
        return found


def within(places: Sequence[tuple[int, int, T]], start: int, end: int) -> list[tuple[int, int, T]]:
    """Those of the places, given by their start, that lie in a stretch."""
    if len(places) == 1:
        return [places[0]] if start <= places[0][0] and places[0][1] <= end else []
    if len(places) > _FEW:
        places = places[bisect_left(places, start, key=_START) : bisect_left(places, end, key=_START)]
    return [place for place in places if start <= place[0] and place[1] <= end]


def holds(places: Sequence[tuple[int, int, T]], start: int, end: int) -> bool:
    """Whether any of the places, given by their start, lies in a stretch."""
    for first, stop, _ in places if len(places) <= _FEW else within(places, start, end):
        if first >= start and stop <= end:
            return True
    return False


def leftmost(places: Iterable[tuple[int, int, T]]) -> list[tuple[int, int, T]]:
    """What ``WordFinder.find`` finds, of the places that ``WordFinder.every`` has found."""
    found: list[tuple[int, int, T]] = []
    for place in places:
        if not found or place[0] >= found[-1][1]:
            found.append(place)
    return found


def _in_order(hits: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Hits that come by their end, index first: by their start, the longest first."""
    if len(hits) > 1:
        hits.reverse()
        hits.sort(key=_SECOND)
    return hits


def _lengths(found: Iterable[tuple[str, int]]) -> Mapping[str, tuple[int, ...]]:
    """The lengths that occur with each character, the longest first."""
    by_character: dict[str, set[int]] = {}
    for character, length in found:
        by_character.setdefault(character, set()).add(length)
    return {character: tuple(sorted(lengths, reverse=True)) for character, lengths in by_character.items()}
