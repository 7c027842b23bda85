"""The words of the genre: the only reader of the SKOS schemes in ``ontology/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg import resources
from kg.language.wordset import WordFinder, WordSet

BASE = "https://w3id.org/govreport/"
LEXICON = BASE + "lexicon#"  # of the properties that describe words, see ontology/lexicon.ttl
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LABELS = (_SKOS + "prefLabel", _SKOS + "altLabel", _SKOS + "hiddenLabel")


@dataclass(frozen=True, slots=True)
class Concept:
    """One SKOS concept. ``properties`` has its other values by predicate IRI, sorted."""

    iri: str
    scheme: str  # last part of the scheme's IRI: indicator, unit, industry, …
    label: str  # prefLabel@zh
    label_en: str
    labels: tuple[str, ...]  # every Chinese or untagged label, prefLabel first
    broader: tuple[str, ...]
    properties: Mapping[str, tuple[str, ...]]

    @property
    def id(self) -> str:
        """The part of the IRI after the scheme's."""
        return self.iri.rsplit("/", 1)[-1]


class Match(NamedTuple):  # of which a document makes tens of thousands: a tuple is made in a fifth of the time
    """A label found at ``text[start:end]``."""

    start: int
    end: int
    concept: Concept


class Lexicon:
    """All schemes of ``ontology/*.ttl`` with one matcher a scheme. Use ``lexicon()`` for the shared one."""

    def __init__(self) -> None:
        self._schemes: dict[str, tuple[Concept, ...]] = _read()
        self._by_iri = {c.iri: c for concepts in self._schemes.values() for c in concepts}
        self._by_label = {
            scheme: {label: c for c in reversed(concepts) for label in reversed(c.labels)}
            for scheme, concepts in self._schemes.items()
        }
        self._word_sets: dict[tuple[str, tuple[str, ...]], WordSet] = {}
        self._finders: dict[str, WordFinder[Concept]] = {}
        self._labels: dict[str, WordSet] = {}

    def concepts(self, scheme: str) -> tuple[Concept, ...]:
        """The concepts of a scheme in the order of their IRIs. An unknown scheme is a KeyError."""
        return self._schemes[scheme]

    def by_iri(self, iri: str) -> Concept:
        """The concept with that IRI. Raises KeyError."""
        return self._by_iri[iri]

    def by_label(self, scheme: str, label: str) -> Concept | None:
        """The concept of that scheme with exactly that label."""
        return self._by_label[scheme].get(label)

    def by_labels(self, scheme: str) -> Mapping[str, Concept]:
        """The concept of each label of that scheme."""
        return self._by_label[scheme]

    def words(self, scheme: str, concept: str) -> tuple[str, ...]:
        """All labels of a concept, longest first: the cue words of a grammar. Raises KeyError."""
        return tuple(sorted(self._by_iri[f"{BASE}{scheme}/{concept}"].labels, key=lambda w: (-len(w), w)))

    def word_set(self, scheme: str, *concepts: str) -> WordSet:
        """The same words of one or more concepts, to be looked for at one place of a text. Raises KeyError."""
        if (scheme, concepts) not in self._word_sets:
            words = (word for concept in concepts for word in self.words(scheme, concept))
            self._word_sets[scheme, concepts] = WordSet(words)
        return self._word_sets[scheme, concepts]

    def find(self, scheme: str, text: str) -> list[Match]:
        """Labels of a scheme in a text: the leftmost, then the longest, never overlapping."""
        if scheme not in self._finders:
            self._finders[scheme] = WordFinder(self._by_label[scheme])
        return list(map(Match._make, self._finders[scheme].find(text)))

    def begins(self, scheme: str, text: str) -> Match | None:
        """The longest label of a scheme that a text begins with: what ``find`` finds at its first character."""
        label = self.labels(scheme).at(text, 0)
        return Match(0, len(label), self._by_label[scheme][label]) if label else None

    def labels(self, scheme: str) -> WordSet:
        """All labels of a scheme, to be looked for at one place."""
        if scheme not in self._labels:
            self._labels[scheme] = WordSet(self._by_label[scheme])
        return self._labels[scheme]


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once a process."""
    return Lexicon()


def _read() -> dict[str, tuple[Concept, ...]]:
    values: dict[str, dict[str, list[Literal | NamedNode]]] = {}
    for path in sorted(resources.folder("ontology").glob("*.ttl")):
        for triple in parse(path=path, format=RdfFormat.TURTLE):
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal | NamedNode):
                values.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(triple.object)
    schemes: dict[str, list[Concept]] = {}
    for iri, found in sorted(values.items()):
        for scheme in found.get(_SKOS + "inScheme", ()):
            schemes.setdefault(scheme.value.rsplit("/", 1)[-1], []).append(_concept(iri, scheme.value, found))
    return {scheme: tuple(concepts) for scheme, concepts in schemes.items()}


def _concept(iri: str, scheme: str, found: Mapping[str, list[Literal | NamedNode]]) -> Concept:
    labels: list[str] = []
    english = ""
    for predicate in _LABELS:
        for term in found.get(predicate, ()):
            if isinstance(term, Literal):
                if term.language == "en":
                    english = english or term.value
                elif term.value not in labels:
                    labels.append(term.value)
    rest = {p: tuple(sorted(t.value for t in terms)) for p, terms in found.items() if p not in _LABELS}
    return Concept(
        iri=iri,
        scheme=scheme.rsplit("/", 1)[-1],
        label=labels[0] if labels else "",
        label_en=english,
        labels=tuple(labels),
        broader=rest.get(_SKOS + "broader", ()),
        properties=rest,
    )
