"""The data of the vocabulary: every term explained, every scheme whole, nothing without an owner."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse
from samples import digest, report

from kg import __version__, resources
from kg.graph import emit, iris
from kg.graph.iris import KG, resolve_name
from kg.language.lexicon import LEXICON, Concept, lexicon
from kg.resolve import resolve

ONTOLOGY = resources.folder("ontology")
FILES = {KG: "govreport.ttl", LEXICON: "lexicon.ttl"}
TRIPLES = [t for name in FILES.values() for t in parse(path=ONTOLOGY / name, format=RdfFormat.TURTLE)]
OWN = sorted(
    {t.subject.value for t in TRIPLES if isinstance(t.subject, NamedNode) and t.subject.value.startswith(tuple(FILES))}
)
OWN_SCHEMES = ("measure", "status", "bound", "programme-kind", "project-category", "project-stage")


def values(subject: str, predicate: str, triples: Iterable[Triple] = TRIPLES) -> list[NamedNode | Literal]:
    wanted = resolve_name(predicate)
    found = [t.object for t in triples if t.subject == NamedNode(subject) and t.predicate.value == wanted]
    return [term for term in found if isinstance(term, NamedNode | Literal)]


def languages(subject: str, predicate: str) -> list[str]:
    return sorted(str(term.language) for term in values(subject, predicate) if isinstance(term, Literal))


def test_the_ontology_is_small() -> None:
    assert len([term for term in OWN if term.startswith(KG)]) < 60


@pytest.mark.parametrize("term", OWN, ids=lambda t: t.rsplit("#", 1)[-1])
def test_each_term_is_explained_in_both_languages(term: str) -> None:
    assert languages(term, "rdfs:label") == ["en", "zh"]
    assert languages(term, "rdfs:comment") == ["en", "zh"]
    assert [v.value for v in values(term, "rdfs:isDefinedBy")] == [term.rsplit("#", 1)[0]]
    assert values(term, "rdf:type")


@pytest.mark.parametrize("term", OWN, ids=lambda t: t.rsplit("#", 1)[-1])
def test_each_property_says_of_what_and_to_what(term: str) -> None:
    kinds = {kind.value for kind in values(term, "rdf:type")}
    if not kinds & {resolve_name("owl:ObjectProperty"), resolve_name("owl:DatatypeProperty")}:
        return
    assert values(term, "rdfs:domain") or values(term, "schema:domainIncludes")
    assert values(term, "rdfs:range") or values(term, "schema:rangeIncludes")


@pytest.mark.parametrize("ontology", [namespace.removesuffix("#") for namespace in FILES])
def test_the_ontology_has_a_version_and_a_licence(ontology: str) -> None:
    (version,) = values(ontology, "owl:versionIRI")
    assert version.value == f"{ontology}/{__version__}"
    assert languages(ontology, "dcterms:title") == ["en", "zh"]
    assert values(ontology, "dcterms:license")


def test_every_term_that_a_vocabulary_file_uses_is_defined() -> None:
    used = {
        term.value
        for path in sorted(ONTOLOGY.glob("*.ttl"))
        for triple in parse(path=path, format=RdfFormat.TURTLE)
        for term in (triple.predicate, triple.object)
        if isinstance(term, NamedNode) and term.value.startswith(tuple(FILES))
    }
    assert sorted(used - set(OWN)) == []


def test_every_term_that_the_graph_of_the_samples_uses_is_defined() -> None:
    store = Store()
    found = resolve([report(), digest()])
    lines = [line for e in (report(), digest()) for line in emit.document_quads(e, found)]
    store.load(input="\n".join([*lines, *emit.shared_quads(found)]), format=RdfFormat.N_QUADS)
    used = {
        term.value
        for quad in store
        for term in (quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(tuple(FILES))
    }
    assert used <= set(OWN)


@pytest.mark.parametrize("concept", [c for s in OWN_SCHEMES for c in lexicon().concepts(s)], ids=lambda c: c.iri)
def test_each_concept_has_one_label_in_each_language(concept: Concept) -> None:
    assert concept.label
    assert concept.label_en
    assert concept.properties[resolve_name("skos:definition")]
    assert concept.id.replace("-", "").isascii()


def test_the_schemes_have_the_words_of_the_guideline() -> None:
    measures = ["level", "increment", "growth", "pointChange", "share", "rank", "gap", "completion", "multiple"]
    assert sorted(c.id for c in lexicon().concepts("measure")) == sorted(measures)
    assert sorted(c.id for c in lexicon().concepts("status")) == ["actual", "estimate", "target"]
    assert sorted(c.id for c in lexicon().concepts("bound")) == ["approx", "eq", "ge", "gt", "le", "lt"]
    for stage in ["策划", "签约", "落地", "开工", "在建", "竣工", "投用"]:
        assert lexicon().by_label("project-stage", stage)
    for category in ["产业类", "建设类", "民生类", "基础设施类"]:
        assert lexicon().by_label("project-category", category)


def test_relations_of_the_guideline_are_properties() -> None:
    relations = (
        "implements programmeYear issuedBy partOf locatedIn category stage underProgramme develops inIndustry "
        "awarded appliesFor invests"
    )
    assert {KG + name for name in relations.split()} <= set(OWN)


def test_each_dimension_of_the_cube_is_a_dimension_and_the_comparison_has_one_more() -> None:
    structures = {}
    for name in ("observation", "comparison"):
        parts = values(f"https://w3id.org/govreport/cube/{name}", "qb:component")
        structures[name] = {d.value for part in parts for d in values(part.value, "qb:dimension")}
    assert structures["comparison"] - structures["observation"] == {KG + "comparator"}
    for dimension in structures["comparison"]:
        assert iris.resolve_name("qb:DimensionProperty") in {kind.value for kind in values(dimension, "rdf:type")}


def test_no_class_or_property_is_defined_twice_over() -> None:
    labels = [term.value for own in OWN for term in values(own, "rdfs:label") if isinstance(term, Literal)]
    repeated = {label for label in labels if labels.count(label) > 1}
    # A class or concept and the property that points at it may share a word.
    assert repeated <= {"conflict", "unit", "单位"}
