"""The words that rules for names go by, all looked for in one pass over a sentence.

Most sentences have few of them, and what none stands in names nothing: so each rule asks first for those of its kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, TypeAlias

from kg.extract.chunks import finder_words
from kg.extract.honour_words import showing_words
from kg.extract.organisation_gates import speaking_words
from kg.extract.programme_wholes import sum_heads
from kg.extract.programme_words import heads
from kg.language.lexicon import Concept, lexicon
from kg.language.wordset import KindFinder

CLASSES = ("organisation", "site", "works", "place")
LIST_HEADS = ("project", "organisation-list", "site-list")
Words: TypeAlias = Sequence[tuple[int, int, str]]
Concepts: TypeAlias = Sequence[tuple[int, int, Concept]]


class Spotted:
    """Places of words in a sentence, those that overlap too: by their start, the longest first.

    Args:
        found: the places of each kind of which there are any, by the names below.
    """

    ends: Words = ()  # of names, with their class
    listed: Words = ()  # heads of lists of names, with their class
    authorities: Words = ()
    tails: Words = ()  # ends of the names of industries
    lists: Words = ()  # heads of lists of industries
    heads: Words = ()  # head nouns of programmes, with their kind
    honours: Words = ()  # of which most sentences that tell of an honour have one
    speaking: Sequence[tuple[int, int, frozenset[str]]] = ()  # what rules of organisations go by, and which rules
    industries: Concepts = ()
    sites: Concepts = ()
    organisations: Concepts = ()
    programmes: Concepts = ()

    def __init__(self, found: dict[str, list[tuple[int, int, Any]]]) -> None:
        self.__dict__ = found


@lru_cache(maxsize=8192)
def spotted(text: str) -> Spotted:
    """The words of all kinds in a sentence."""
    return Spotted(_finder().every(text))


@cache
def _finder() -> KindFinder:
    return KindFinder(
        ends=finder_words(*CLASSES),
        listed=finder_words(*LIST_HEADS),
        authorities=finder_words("authority"),
        tails=finder_words("industry-tail"),
        lists=finder_words("industry-list"),
        heads={**dict.fromkeys(sum_heads(), "task"), **heads()},
        honours=showing_words(),
        speaking=speaking_words(),
        industries=lexicon().by_labels("industry"),
        sites=lexicon().by_labels("known-site"),
        organisations=lexicon().by_labels("known-organisation"),
        programmes=lexicon().by_labels("known-programme"),
    )
