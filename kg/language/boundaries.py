"""Whether a stretch of text stands between words or cuts one: 高平 in 高平市 does not, in 提高平均 it does."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from kg.language.segmentation import frequencies

REACH = 5  # characters looked at on each side: a Chinese word seldom has more than four
_LONGEST = 4
_COMMON = 20_000
# The dictionary's words below these counts are mostly mistakes of its corpus, or two names (山西大同), by length.
_RAREST = {1: 0, 2: 3, 3: 3, 4: 20}


class Boundaries:
    """A unigram segmentation over the words of jieba's dictionary, read when first needed, for places in a text.

    Args:
        more: words of up to four characters that the dictionary lacks.
    """

    def __init__(self, more: Iterable[str] = ()) -> None:
        self._more = tuple(more)

    @cached_property
    def _words(self) -> Mapping[str, float]:
        return {**_dictionary()[0], **dict.fromkeys(self._more, math.log(_COMMON))}

    @cached_property
    def _total(self) -> float:
        return _dictionary()[1]

    def cuts(self, text: str, start: int, end: int, weight: int, floor: int = 0) -> tuple[bool, bool]:
        """Whether the likeliest segmentation around ``text[start:end]`` has a word across its start, and its end.

        Args:
            text: the text.
            start: first character of the candidate word.
            end: one past its last.
            weight: how frequent the candidate is at least, in the dictionary's counts (a common word has 1,000).
            floor: nothing before this place is looked at, because it is known to end a word.
        """
        low, high = max(floor, start - REACH), min(len(text), end + REACH)
        before, after = start, end
        while before > low and self._crossed(text, before):
            before -= 1
        while after < high and self._crossed(text, after):
            after += 1
        if before == start and after == end:
            return False, False
        edges = self._edges(text[before:after], (start - before, end - before), math.log(weight))
        return start - before not in edges, end - before not in edges

    def cuts_start(self, text: str, start: int, end: int, weight: int, floor: int = 0) -> bool:
        """Whether that segmentation has a word across the start of the candidate."""
        return start > floor and self._crossed(text, start) and self.cuts(text, start, end, weight, floor)[0]

    def _crossed(self, text: str, at: int) -> bool:
        """Whether any word stands across a place; else no segmentation has one there."""
        if not 0 < at < len(text) or not ("一" <= text[at] <= "鿿" and "一" <= text[at - 1] <= "鿿"):
            return False
        words = self._words
        if text[at - 1 : at + 1] in words or text[at - 1 : at + 2] in words or text[at - 1 : at + 3] in words:
            return True
        if at > 1 and (text[at - 2 : at + 1] in words or text[at - 2 : at + 2] in words):
            return True
        return at > 2 and text[at - 3 : at + 1] in words  # none is longer than _LONGEST

    def _edges(self, text: str, span: tuple[int, int], weight: float) -> set[int]:
        """The word boundaries of the likeliest segmentation."""
        known, total, length = self._words.get, self._total, len(text)
        start, end = span
        best = [0.0] + [-math.inf] * length
        came = [0] * (length + 1)
        for i in range(length):
            so_far = best[i]
            score = so_far + known(text[i], 0.0) - total  # a character alone is a word
            if score > best[i + 1]:
                best[i + 1], came[i + 1] = score, i
            for j in range(i + 2, i + _LONGEST + 1 if i + _LONGEST < length else length + 1):
                count = known(text[i:j])
                if count is not None and (score := so_far + count - total) > best[j]:
                    best[j], came[j] = score, i
            if i == start:
                score = so_far + max(known(text[i:end], 0.0), weight) - total
                if score > best[end]:
                    best[end], came[end] = score, i
        edges, place = {0}, len(text)
        while place:
            edges.add(place)
            place = came[place]
        return edges


def is_han(char: str) -> bool:
    """Whether a character is a Chinese one."""
    return "一" <= char <= "鿿"


@cache
def _dictionary() -> tuple[Mapping[str, float], float]:
    """The logarithms of the counts of the dictionary's words, and of the sum of all."""
    counts, total = frequencies()
    words = {
        word: math.log(count or 1)
        for word, count in counts.items()
        if len(word) <= _LONGEST and count >= _RAREST[len(word)]
    }
    return words, math.log(total)


@cache
def boundaries() -> Boundaries:
    """The segmentation over the dictionary alone, made once a process."""
    return Boundaries()
