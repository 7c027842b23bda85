"""One file of a SKOS scheme as its stanzas say it, before the lexicon reads it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

BASE = "https://w3id.org/govreport/"
LEXICON = BASE + "lexicon#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD_DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal"
FOLDER = Path(__file__).resolve().parents[2] / "ontology"
MAGNITUDES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}


@dataclass(frozen=True, slots=True)
class Stanza:
    iri: str
    values: dict[str, list[Literal | NamedNode]]

    @property
    def id(self) -> str:
        return self.iri.rsplit("/", 1)[-1]

    def terms(self, predicate: str) -> list[Literal | NamedNode]:
        return self.values.get(predicate, [])

    def texts(self, predicate: str, language: str | None = None) -> list[str]:
        return [
            term.value
            for term in self.terms(predicate)
            if language is None or (isinstance(term, Literal) and term.language == language)
        ]

    def one(self, predicate: str) -> str:
        (text,) = self.texts(predicate)
        return text

    def decimal(self, predicate: str) -> Decimal:
        (term,) = self.terms(predicate)
        assert isinstance(term, Literal), self.id
        assert term.datatype.value == XSD_DECIMAL, self.id
        return Decimal(term.value)

    @property
    def label(self) -> str:
        (text,) = self.texts(SKOS + "prefLabel", "zh")
        return text

    @property
    def labels(self) -> list[str]:
        return [self.label, *self.texts(SKOS + "altLabel")]


def read(file: str) -> dict[str, Stanza]:
    """The concepts of ``ontology/<file>`` by IRI, in the order of the file."""
    found: dict[str, dict[str, list[Literal | NamedNode]]] = {}
    for triple in parse(path=FOLDER / file, format=RdfFormat.TURTLE):
        assert isinstance(triple.subject, NamedNode), "a blank node"
        assert isinstance(triple.object, Literal | NamedNode), "a blank node"
        found.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(triple.object)
    concepts = {iri: Stanza(iri, values) for iri, values in found.items()}
    return {iri: s for iri, s in concepts.items() if s.texts(RDF_TYPE) == [SKOS + "Concept"]}


def shared_labels(stanzas: dict[str, Stanza]) -> list[str]:
    """Labels that stand more than once, at two concepts or twice at one."""
    counts = Counter(label for stanza in stanzas.values() for label in stanza.labels)
    return sorted(label for label, count in counts.items() if count > 1)


def named_concepts(stanzas: dict[str, Stanza]) -> set[str]:
    """Every concept of this project that a stanza names, itself left out."""
    values = (term.value for s in stanzas.values() for terms in s.values.values() for term in terms)
    schemes = (BASE + "unit/", BASE + "indicator/")
    return {value for value in values if value.startswith(schemes)}
