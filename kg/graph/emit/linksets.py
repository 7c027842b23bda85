"""Linksets: the curated mappings as SKOS triples in named graphs of their own, each described in VoID.

A table of ``ontology/mappings/`` is the graph ``linkset-NAME``. The graph ``linksets`` has one ``void:Linkset`` for
each relation in it (VoID allows a linkset one predicate), each mapping with its justification, confidence and evidence
as SSSOM writes them in RDF, and the correspondence of industries as XKOS does. The periods that documents speak of
are linked to the intervals of reference.data.gov.uk, whose identifiers are a function of first day and length.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kg.graph import iris
from kg.graph.emit.observations import period_days
from kg.graph.emit.writing import TYPE, named
from kg.graph.nquads import Quads, Term, decimal, integer, iri, text
from kg.link.mappings import Mapping, MappingSet, curated
from kg.model import Extraction

INTERVALS = "http://reference.data.gov.uk/id/gregorian-interval/"
CORRESPONDENCES = frozenset({"industry-isic4"})  # tables between two classifications
_PERIODS = "linkset-period-interval"
_EQUALS = "time:intervalEquals"


def linkset_quads(extractions: Iterable[Extraction]) -> Iterator[str]:
    """All linksets and what is said of them as N-Quads lines without line ends, each once.

    Args:
        extractions: whose periods are linked; the result does not depend on their order.
    """
    about = Quads(iris.shared_graph("linksets"))
    for table in curated():
        graph = iris.shared_graph(f"linkset-{table.name}")
        quads = Quads(graph)
        for m in table.mappings:
            quads.add(iri(m.subject), iri(m.predicate), iri(m.object))
        yield from quads
        _describe(about, graph, table)
    yield from _periods(about, extractions)
    yield from about


def interval(value: str) -> str | None:
    """The IRI of the interval of a period at reference.data.gov.uk, or None where it has no first and last day.

    >>> interval("2024")
    'http://reference.data.gov.uk/id/gregorian-interval/2024-01-01T00:00:00/P1Y'
    >>> interval("2021/2025")
    'http://reference.data.gov.uk/id/gregorian-interval/2021-01-01T00:00:00/P5Y'
    >>> interval("2024-H1")
    'http://reference.data.gov.uk/id/gregorian-interval/2024-01-01T00:00:00/P6M'
    """
    days = period_days(value)
    if days is None:
        return None
    first, last = (tuple(map(int, re.findall(r"\d+", day)[:2])) for day in days)
    months = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
    if months <= 0:
        return None
    length = f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"
    return f"{INTERVALS}{days[0]}T00:00:00/{length}"


def _describe(about: Quads, graph: str, table: MappingSet) -> None:
    """A table, a linkset for each relation in it, and its mappings."""
    node = iri(table.iri)
    about.add(iri(graph), named("dcterms:source"), node)
    about.add(node, TYPE, named("sssom:MappingSet"))
    about.add(node, named("dcterms:title"), text(table.title))
    about.add(node, named("dcterms:description"), text(table.description))
    about.add(node, named("dcterms:license"), iri(table.license))
    about.add(node, named("owl:versionInfo"), text(table.version))
    counts = Counter(m.predicate for m in table.mappings)
    for predicate, count in sorted(counts.items()):
        _linkset(about, graph, predicate, count, (table.subject_source, table.object_source))
    for m in table.mappings:
        _evidence(about, node, m)
    if table.name in CORRESPONDENCES:
        _correspondence(about, table)


def _linkset(about: Quads, graph: str, predicate: str, count: int, ends: tuple[str, str]) -> None:
    """A ``void:Linkset``, with the vocabularies that it links as ``void:Dataset``."""
    node = iri(f"{graph}/{predicate.rpartition('#')[2]}")
    about.add(iri(graph), named("void:subset"), node)
    about.add(node, TYPE, named("void:Linkset"))
    about.add(node, named("void:linkPredicate"), iri(predicate))
    about.add(node, named("void:triples"), integer(count))
    for end, property_ in zip(ends, ("void:subjectsTarget", "void:objectsTarget"), strict=True):
        if end:
            about.add(node, named(property_), iri(end))
            about.add(iri(end), TYPE, named("void:Dataset"))
            about.add(iri(end), named("void:uriSpace"), text(end))


def _evidence(about: Quads, table: Term, m: Mapping) -> None:
    """One mapping as a node, so that a query can ask how sure it is and why."""
    node = iri(iris.decision("mapping", m.subject, m.predicate, m.object))
    about.add(table, named("sssom:mappings"), node)
    about.add(node, TYPE, named("owl:Axiom"))
    about.add(node, named("owl:annotatedSource"), iri(m.subject))
    about.add(node, named("owl:annotatedProperty"), iri(m.predicate))
    about.add(node, named("owl:annotatedTarget"), iri(m.object))
    about.add(node, named("sssom:mapping_justification"), iri(m.justification))
    if m.confidence is not None:
        about.add(node, named("sssom:confidence"), decimal(m.confidence))
    if m.object_label:
        about.add(node, named("sssom:object_label"), text(m.object_label))
    if m.comment:
        about.add(node, named("rdfs:comment"), text(m.comment))


def _correspondence(about: Quads, table: MappingSet) -> None:
    """A table between two classifications as ``xkos:Correspondence``, an association for each mapping."""
    node = iri(iris.decision("correspondence", table.iri))
    about.add(node, TYPE, named("xkos:Correspondence"))
    about.add(node, named("dcterms:title"), text(table.title))
    about.add(node, named("xkos:compares"), iri(table.subject_source), iri(table.object_source))
    for m in table.mappings:
        made = iri(iris.decision("association", m.subject, m.object))
        about.add(node, named("xkos:madeOf"), made)
        about.add(made, TYPE, named("xkos:ConceptAssociation"))
        about.add(made, named("xkos:sourceConcept"), iri(m.subject))
        about.add(made, named("xkos:targetConcept"), iri(m.object))


def _periods(about: Quads, extractions: Iterable[Extraction]) -> Quads:
    """Each period of an observation and the interval elsewhere that is the same time."""
    graph = iris.shared_graph(_PERIODS)
    quads = Quads(graph)
    periods = {o.period for extraction in extractions for o in extraction.observations if o.period}
    for period in sorted(periods):
        if same := interval(period):
            quads.add(iri(iris.period(period)), named(_EQUALS), iri(same))
    if len(quads):
        about.add(iri(graph), named("dcterms:title"), text("Periods to the intervals of reference.data.gov.uk"))
        ends = (iris.ID + "period", INTERVALS.rstrip("/"))
        _linkset(about, graph, iris.resolve_name(_EQUALS), len(quads), ends)
    return quads
