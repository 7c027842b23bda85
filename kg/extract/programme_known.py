"""Programmes that the whole country knows, where a sentence speaks of them (scheme ``known-programme``).

Most of their names can mean nothing else. Some are words of every day as well (城市更新, 减税降费): they name a
programme only where they are what the clause is about, the object of its verb or its subject, whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter

from kg.extract.spotted import spotted
from kg.language import phrases
from kg.language.lexicon import LEXICON, Match, lexicon
from kg.language.phrases import Phrase
from kg.language.wordset import leftmost

_AMBIGUOUS = LEXICON + "ambiguousShortForm"
_MODIFIER = 2  # characters that may stand before such a name: 城市, 城镇, 农村
_start = attrgetter("start")


def known_to_all(text: str, quotes: Sequence[Phrase]) -> Iterator[Match]:
    """The known programmes of a sentence, whose quotations are given, in reading order."""
    for match in (Match(*place) for place in leftmost(spotted(text).programmes)):
        around = bisect_left(quotes, match.start, key=_start) - 1
        inside = around >= 0 and match.end < quotes[around].end
        if inside and match.end < quotes[around].end - 1:
            continue
        end = match.end + 1 if inside else match.end
        if text.startswith(_words("after-known"), end) or text.endswith(_words("before-slogan"), 0, match.start):
            continue
        if text[match.start : match.end] not in match.concept.properties.get(_AMBIGUOUS, ()) or _is_topic(text, match):
            yield match


def _is_topic(text: str, match: Match) -> bool:
    """Whether the verb or predicate of its clause is about a name: about a coordinated part that is, or ends in, it."""
    clause = phrases.clause_at(text, match.start)
    for frame in phrases.frames(text, *clause) if clause is not None else ():
        if frame.role == "bare" or not frame.start <= match.start < frame.end:
            continue
        for item in phrases.items(text, frame.start, frame.end):
            if 0 <= match.start - item.start <= _MODIFIER:
                tail = next((w for w in _words("known-tail") if text.endswith(w, item.start, item.end)), "")
                if match.end in (item.end, item.end - len(tail)):
                    return True
    return False


@cache
def _words(concept: str) -> tuple[str, ...]:
    return lexicon().words("programme-cue", concept)
