"""The verbs that tell of honours, of getting, aiming, becoming and making, and the parts of a clause that have them.

The words are in the scheme ``honour-cue``; they are looked for with those of the other names of a sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from kg.extract.honour_words import VERBS, words
from kg.language import phrases
from kg.language.phrases import Phrase
from kg.language.worded import worded

Told = tuple[int, int, frozenset[str]]  # a word in a sentence: start, end, and what it tells of

TELLING = frozenset((*VERBS, "subject", "joint"))  # what a clause must have one of to tell of an honour
_NONE: frozenset[str] = frozenset()
# 支持甲州建设国家级…: the one supported is to be granted it.
_HELPED = worded("(?:{honour-cue/help}|把|将)[一-鿿、（）]{2,20}$")


def kinds_of(told: Sequence[Told]) -> frozenset[str]:
    """What the words tell of."""
    return told[0][2] if len(told) == 1 else _NONE.union(*[kinds for _, _, kinds in told])


def _places(told: Sequence[Told], kind: str) -> Iterator[tuple[int, int]]:
    """Where the words of a kind stand, of those that overlap the first and longest."""
    stop = 0
    for start, end, kinds in told:
        if kind in kinds and start >= stop:
            stop = end
            yield start, end


def predicates(text: str, clause: Phrase, told: Sequence[Told]) -> Iterator[Phrase]:
    """The parts of a clause with these words that list whole predicates: 甲获评先进县、乙获评先进市."""
    start = clause.start
    verbs = [first for first, _ in _places(told, "plain")] if len(told) > 1 and "、" in clause.text else ()
    if len(verbs) > 1:
        inside = phrases.shielded(text)
        for before, at in pairwise([verb for verb in verbs if not inside[verb]]):
            comma = text.rfind("、", before, at)
            if comma > start and comma + 2 < at and not inside[comma]:
                yield Phrase(start, comma, text[start:comma])
                start = comma + 1
    yield Phrase(start, clause.end, text[start : clause.end]) if start > clause.start else clause


def main_verb(text: str, clause: Phrase, told: Sequence[Told]) -> tuple[int, int, str] | None:
    """Of these words of a clause the first verb of getting, else of aiming, else of making, outside quotations."""
    quotes = phrases.quoted(text)
    for kind in VERBS:
        for start, end in _places(told, kind):
            index = bisect_right(quotes, start, key=attrgetter("start")) - 1
            inside = index >= 0 and start < quotes[index].end
            if inside or _ends_with(text, clause, end):
                continue
            led = kind != "made" or _leads(text, clause, start)
            if not led and _HELPED().search(text, clause.start, start) is None:
                continue
            if kind == "aim" and text.startswith(words("told-of-applying"), end):
                return None
            return start, end, kind if led else "helped"
    return None


def _ends_with(text: str, clause: Phrase, at: int) -> bool:
    """Whether nothing is got behind the verb: 乙实验区获批, 丙高地获批建设."""
    return at == clause.end or text[at : clause.end] in words("goes-nowhere")


def _leads(text: str, clause: Phrase, at: int) -> bool:
    """Whether nothing but adverbs and forms of address stands before ``at`` in its clause."""
    covered = clause.start
    for start, end, kind in phrases.cues_between(text, clause.start, at):
        if start == covered and kind in ("adverb", "adverb-soft", "pronoun"):
            covered = end
    return covered == at or _STEADILY().fullmatch(text, clause.start, at) is not None


# One word with the verb behind: 扎实推进.
_STEADILY = worded("{phrase-cue/adverb}(?:有序|有效)?")
