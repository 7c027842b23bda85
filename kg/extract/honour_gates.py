"""Which clauses can tell of an honour at all: those with a verb of getting it, or with what a title is made of.

Most verbs that tell of an honour tell of other things far more often (推进, 实现). Behind these a title is known by its
head, and behind most of them by a level too (国家级): both are looked for before a clause is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from kg.extract.honour_verbs import Told
from kg.extract.honour_words import MARKS, SURE, head_words, telling_words, title_words, words
from kg.extract.spotted import spotted
from kg.language.worded import worded
from kg.language.wordset import KindFinder, WordFinder

Signs = Sequence[tuple[int, int, str]]  # places of words of titles in a sentence, with what they are

_ONLY_MADE = frozenset(("made", "helped"))
_WITH_HEAD = frozenset(("became", "subject", "approved"))  # need one, and where the head is a title no level
_MARKS = re.compile(f"{MARKS.pattern}+")
# Titles that are granted and never built, so that a count of new ones is one of honours.
GRANTED = worded("{honour-cue/granted}$")
# One of which stands in what is made where it is granted or meant to be, in a list that 等 closes, or applied for.
_MADE = worded("{honour-cue/granted}|{honour-cue/meant-word}|支点城市|A级|等|创建|申报")


def worth_reading(text: str) -> bool:
    """Whether a sentence has a word that shows an honour, or may have a head in which marks stand: “双拥”模范城."""
    if spotted(text).honours:
        return True
    pairs = _pairs()
    for marks in _MARKS.finditer(text):
        start, end = marks.span()
        if text[start - 1 : start] + text[end : end + 1] in pairs:
            return True
    return False


def telling(text: str) -> tuple[Sequence[Told], Signs]:
    """The words of a sentence that may tell of an honour, and the signs of titles."""
    found = _words().every(text)
    return found.get("told", ()), found.get("titles", ())


def may_tell(text: str, kinds: Iterable[str], seen: Signs, start: int, end: int) -> bool:
    """Whether a clause, or what stands behind its verb, may tell of a title by a rule that is trusted.

    Args:
        text: the sentence.
        kinds: what its verb tells of, or what its words do.
        seen: the signs of titles in the sentence.
        start: where the stretch begins.
        end: where it ends.
    """
    if not SURE.isdisjoint(kinds):
        return True
    if MARKS.search(text, start, end) is None:
        here = {kind for first, last, kind in seen if start <= first and last <= end}
    else:  # a head or a level may stand across them: “双拥”模范城
        here = {kind for _, _, kind in _finder().every(MARKS.sub("", text[start:end]))}
    if "title" not in here and (
        "head" not in here or (_ONLY_MADE.issuperset(kinds) and not _MADE().search(text, start, end))
    ):
        return False
    if "level" in here or not _WITH_HEAD.isdisjoint(kinds):
        return True
    clause = text[start:end]  # a list that 等 closes may be one of titles without a level
    return "等" in clause or any(word in clause for word in words("granted"))


@cache
def _finder() -> WordFinder[str]:
    return WordFinder(title_words())


@cache
def _pairs() -> frozenset[str]:
    """The characters that stand side by side in heads."""
    return frozenset(word[at : at + 2] for word in head_words() for at in range(len(word) - 1))


@cache
def _words() -> KindFinder:
    return KindFinder(told=telling_words(), titles=title_words())
