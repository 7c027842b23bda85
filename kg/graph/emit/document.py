"""The named graph of one document, and what it adds to the graph ``things``."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph import iris
from kg.graph.emit.observations import write_observation, write_unexplained
from kg.graph.emit.things import write_entity, write_relation
from kg.graph.emit.writing import TYPE, Writing, named, write_area
from kg.graph.nquads import Quads, Term, date, iri, text, year
from kg.language.lexicon import Lexicon, lexicon
from kg.model import Extraction, MetadataEvidence, Observation
from kg.resolve import Resolution
from kg.resolve.identity import named as named_entities

# Field of the metadata → property of the document.
_PROPERTIES = {
    "title": "dcterms:title",
    "area": "dcterms:spatial",
    "area_code": "dcterms:spatial",
    "genre": "schema:genre",
    "date": "dcterms:issued",
    "year_planned": "kg:yearPlanned",
    "year_reviewed": "kg:yearReviewed",
    "publisher": "dc:publisher",
    "author": "dc:creator",
    "index_number": "dcterms:identifier",
    "credit_code": "schema:taxID",
}


def document_quads(extraction: Extraction, resolution: Resolution, words: Lexicon | None = None) -> Iterator[str]:
    """All that one document says, as N-Quads lines without line ends, each once: its graph and its share of ``things``.

    Two documents that say the same of a thing give the same line of ``things``.

    Args:
        extraction: what was understood of the document.
        resolution: of a set of extractions that holds this one.
        words: the vocabulary; the installed one if None.

    Raises:
        KeyError: the resolution does not know the document.
    """
    graph = iris.document_graph(extraction.document)
    w = Writing(extraction.document, resolution, words or lexicon(), Quads(graph), Quads(iris.THINGS))
    _write_document(w)
    for entity in named_entities(extraction):
        write_entity(w, entity)
    for relation in extraction.relations:
        write_relation(w, relation)
    for name in sorted({o.area for o in extraction.observations if o.area}):
        write_area(w.things, resolution.place(w.document.name, name))
    for observation in _once(w, extraction.observations):
        write_observation(w, observation)
    for number in extraction.unexplained:
        write_unexplained(w, number.span, number.text)
    yield from w.quads
    yield from w.things


def _once(w: Writing, observations: tuple[Observation, ...]) -> list[Observation]:
    """What two rules found alike is one observation, with the rule that is right more often."""
    best: dict[str, Observation] = {}
    for o in sorted(observations, key=lambda o: (-o.confidence, o.rule, o.trace)):
        best.setdefault(iris.observation(w.document, o), o)
    return [best[key] for key in sorted(best)]


def _write_document(w: Writing) -> None:
    document, node = w.document, w.node
    data = document.metadata
    add = w.quads.add
    add(node, TYPE, named("kg:Document"))
    add(node, named("rdfs:label"), text(data.title or document.name))
    add(node, named("schema:name"), text(document.name))
    add(node, named("schema:sha256"), text(document.digest))
    add(node, named("schema:encodingFormat"), text(f"text/plain; charset={document.encoding.lower()}"))
    add(node, named("dcterms:language"), text("zh"))
    for field, predicate in _PROPERTIES.items():
        value = _metadata_term(w, field)
        if value is not None:
            add(node, named(predicate), value)
    for field in data.undetermined:
        add(node, named("kg:undeterminedField"), text(field))
    for warning in document.warnings:
        add(node, named("skos:editorialNote"), text(warning))
    for found in data.evidence:
        _write_evidence(w, found)
    if home := w.found.home(document.name):
        write_area(w.things, home)


def _metadata_term(w: Writing, field: str) -> Term | None:
    if field in ("area", "area_code"):
        home = w.found.home(w.document.name)
        if home is None and field == "area" and w.document.metadata.area:
            home = w.found.place(w.document.name, w.document.metadata.area)
            write_area(w.things, home)
        return iri(home.iri) if home else None
    value = getattr(w.document.metadata, field)
    if value is None:
        return None
    if field.startswith("year_"):
        return year(str(value))
    if field == "date":
        return date(value)
    return text(str(value))


def _write_evidence(w: Writing, found: MetadataEvidence) -> None:
    """How a field was read, as a statement that points at its passage."""
    value = _metadata_term(w, found.field) if found.field in _PROPERTIES else None
    if value is None:
        return
    node = iri(iris.evidence(w.document, found.field, value, found.how))
    w.statement(node, w.node, named(_PROPERTIES[found.field]), value)
    w.quads.add(node, named("rdfs:comment"), text(found.how))
    if found.span is not None:
        w.quads.add(node, named("prov:wasDerivedFrom"), w.passage(found.span))
