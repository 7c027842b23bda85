"""Many words looked for at one place of a text: in the time of a look-up, however many words there are.

``re`` tries the alternatives of a pattern one by one, and so does a loop with ``startswith``; here the character at the
place says which lengths are possible, and a set of the words does the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


class WordSet:
    """Words that a stretch of text may begin or end with.

    Args:
        words: the words, none of them empty; their order does not matter.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._beginning = _lengths((word[0], len(word)) for word in self._words)
        self._ending = _lengths((word[-1], len(word)) for word in self._words)

    def __contains__(self, word: str) -> bool:  # noqa: D105
        return word in self._words

    def at(self, text: str, start: int, end: int | None = None) -> str:
        """The longest word that ``text[start:end]`` begins with, empty where there is none.

        >>> WordSet(["发展", "发展壮大"]).at("加快发展壮大", 2)
        '发展壮大'
        """
        for word in self.every_at(text, start, end):
            return word
        return ""

    def every_at(self, text: str, start: int, end: int | None = None) -> Iterator[str]:
        """The words that ``text[start:end]`` begins with, the longest first."""
        stop = len(text) if end is None else end
        for length in self._beginning.get(text[start], ()) if start < stop else ():
            if start + length <= stop and (word := text[start : start + length]) in self._words:
                yield word

    def before(self, text: str, end: int | None = None) -> str:
        """The longest word that ``text[:end]`` ends with, empty where there is none.

        >>> WordSet(["产业", "业"]).before("光伏产业")
        '产业'
        """
        for word in self.every_before(text, end):
            return word
        return ""

    def every_before(self, text: str, end: int | None = None) -> Iterator[str]:
        """The words that ``text[:end]`` ends with, the longest first."""
        stop = len(text) if end is None else end
        for length in self._ending.get(text[stop - 1], ()) if stop else ():
            if length <= stop and (word := text[stop - length : stop]) in self._words:
                yield word


def _lengths(found: Iterable[tuple[str, int]]) -> Mapping[str, tuple[int, ...]]:
    """The lengths that occur with each character, the longest first."""
    by_character: dict[str, set[int]] = {}
    for character, length in found:
        by_character.setdefault(character, set()).add(length)
    return {character: tuple(sorted(lengths, reverse=True)) for character, lengths in by_character.items()}
