"""Programmes that the whole country knows, where a sentence speaks of them (scheme ``known-programme``).

Most of their names can mean nothing else. Some are words of every day as well (城市更新, 减税降费): they name a
programme only where they are what the clause is about, the object of its verb or its subject, whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from kg.extract.programme_words import word_set
from kg.extract.spotted import spotted
from kg.language import phrases
from kg.language.lexicon import LEXICON, Concept
from kg.language.phrases import Phrase
from kg.language.wordset import leftmost

_AMBIGUOUS = LEXICON + "ambiguousShortForm"
_MODIFIER = 2  # characters that may stand before such a name: 城市, 城镇, 农村
_start = attrgetter("start")


def known_to_all(text: str, quotes: Sequence[Phrase]) -> Iterator[tuple[int, int, Concept]]:
    """The known programmes of a sentence, whose quotations are given, in reading order."""
    after, before = word_set("after-known"), word_set("before-slogan")
    for start, end, concept in leftmost(spotted(text).programmes):
        behind = end
        if quotes:
            around = bisect_left(quotes, start, key=_start) - 1
            if around >= 0 and end < quotes[around].end:
                if end < quotes[around].end - 1:
                    continue
                behind += 1
        if after.at(text, behind) or before.before(text, start):
            continue
        if text[start:end] not in concept.properties.get(_AMBIGUOUS, ()) or _is_topic(text, start, end):
            yield start, end, concept


def _is_topic(text: str, start: int, end: int) -> bool:
    """Whether the verb or predicate of its clause is about a name: about a coordinated part that is, or ends in, it."""
    clause = phrases.clause_at(text, start)
    for frame in phrases.frames(text, *clause) if clause is not None else ():
        if frame.role == "bare" or not frame.start <= start < frame.end:
            continue
        for item in phrases.items(text, frame.start, frame.end):
            if 0 <= start - item.start <= _MODIFIER:
                tail = word_set("known-tail").before(text, item.end)
                if end in (item.end, item.end - len(tail)):
                    return True
    return False
