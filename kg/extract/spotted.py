"""The words that rules for names go by, all looked for in one pass over a sentence.

Most sentences have few of them, and what none stands in names nothing: so each rule asks first for those of its kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeAlias

from kg.extract.chunks import finder_words
from kg.extract.honour_words import telling_words, title_words
from kg.extract.organisation_gates import speaking_words
from kg.extract.programme_wholes import SUM_HEADS
from kg.extract.programme_words import heads
from kg.language.lexicon import Concept, lexicon
from kg.language.wordset import WordFinder

CLASSES = ("organisation", "site", "works", "place")
LIST_HEADS = ("project", "organisation-list", "site-list")
Words: TypeAlias = Sequence[tuple[int, int, str]]
Concepts: TypeAlias = Sequence[tuple[int, int, Concept]]


class Spotted(NamedTuple):
    """Places of words in a sentence, those that overlap too: by their start, the longest first."""

    ends: Words  # of names, with their class
    listed: Words  # heads of lists of names, with their class
    authorities: Words
    tails: Words  # ends of the names of industries
    lists: Words  # heads of lists of industries
    heads: Words  # head nouns of programmes, with their kind
    told: Sequence[tuple[int, int, frozenset[str]]]  # what tells of an honour, and how
    titles: Words  # heads of titles, and levels that titles have
    speaking: Sequence[tuple[int, int, frozenset[str]]]  # what rules of organisations go by, and which rules
    industries: Concepts
    sites: Concepts
    organisations: Concepts
    programmes: Concepts


@lru_cache(maxsize=8192)
def spotted(text: str) -> Spotted:
    """The words of all kinds in a sentence."""
    places = _finder().every(text)
    if not places:
        return _NOTHING
    found: list[list[tuple[int, int, Any]]] = [[] for _ in Spotted._fields]
    for start, end, told in places:
        for kind, value in told:
            found[kind].append((start, end, value))
    return Spotted(*found)


_NOTHING = Spotted(*(() for _ in Spotted._fields))


@cache
def _finder() -> WordFinder[tuple[tuple[int, object], ...]]:
    """The words, each with the kinds that have it, as indexes of the fields of ``Spotted``, and their values."""
    kinds = Spotted._fields
    of_kind: Mapping[str, Mapping[str, object]] = {
        "ends": finder_words(*CLASSES),
        "listed": finder_words(*LIST_HEADS),
        "authorities": finder_words("authority"),
        "tails": finder_words("industry-tail"),
        "lists": finder_words("industry-list"),
        "heads": {**dict.fromkeys(SUM_HEADS.split("|"), "task"), **heads()},
        "told": telling_words(),
        "titles": title_words(),
        "speaking": speaking_words(),
        "industries": lexicon().by_labels("industry"),
        "sites": lexicon().by_labels("known-site"),
        "organisations": lexicon().by_labels("known-organisation"),
        "programmes": lexicon().by_labels("known-programme"),
    }
    found: dict[str, list[tuple[int, object]]] = {}
    for kind, values in of_kind.items():
        for word, value in values.items():
            found.setdefault(word, []).append((kinds.index(kind), value))
    return WordFinder({word: tuple(values) for word, values in found.items()})
