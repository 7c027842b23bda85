"""Which patterns a text can match at all: by words that each needs, looked for in one pass for all of them.

A pattern that has nothing to find in most sentences costs as much as one that finds; a gate beside it says in the time
of one look which of several are worth trying. It may be open in vain, but never shut where the pattern would match.
"""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, MatchKind

_NONE: frozenset[str] = frozenset()


class Gate:
    """Groups of words, each with the name of the pattern or rule that matches only where one of them stands.

    Args:
        groups: the words by that name, none of them empty; words of one group may be parts of those of another.
    """

    def __init__(self, **groups: Iterable[str]) -> None:
        names: dict[str, list[str]] = {}
        for group, words in groups.items():
            for word in words:
                names.setdefault(word, []).append(group)
        self._names = tuple(tuple(found) for found in names.values())
        self._matcher = AhoCorasick(tuple(names), matchkind=MatchKind.Standard)

    def open(self, text: str) -> frozenset[str]:
        """The names of the groups of which a word stands in a text.

        >>> sorted(Gate(school=["学校", "小学"], clinic=["医院"]).open("甲小学和乙中学"))
        ['school']
        """
        hits = self._matcher.find_matches_as_indexes(text, overlapping=True)
        return frozenset([name for i, _, _ in hits for name in self._names[i]]) if hits else _NONE
