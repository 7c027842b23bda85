"""The ontology stays within OWL 2 RL, is used whole, and fits the vocabularies that it says it uses."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse

from kg import __version__, resources
from kg.graph import iris
from kg.graph.iris import PREFIXES, resolve_name
from kg.language.lexicon import LEXICON, lexicon
from kg.views.ontology import FILES, Statements, terms

FOLDER = resources.folder("ontology")
TRIPLES = [triple for name in FILES for triple in parse(path=FOLDER / name, format=RdfFormat.TURTLE)]
FOUND = Statements(FOLDER / name for name in FILES)
OWL = PREFIXES["owl"]
# The constructs of OWL 2 RL (section 4.2 of the profiles) that need no anonymous class, of which there are none here.
KINDS = {
    "Ontology",
    "Class",
    "ObjectProperty",
    "DatatypeProperty",
    "AnnotationProperty",
    "NamedIndividual",
    "SymmetricProperty",
    "AsymmetricProperty",
    "IrreflexiveProperty",
    "TransitiveProperty",
}
AXIOMS = {"versionIRI", "versionInfo", "imports", "inverseOf", "priorVersion", "backwardCompatibleWith"}
# Section 4.2 again: of the datatypes of XML Schema those that OWL 2 has; it has no xsd:gYear and no xsd:date.
DATATYPES = {PREFIXES["xsd"] + name for name in ("string", "boolean", "decimal", "integer", "anyURI", "dateTime")} | {
    LEXICON + "gbt2260",
    LEXICON + "gbt4754",
}
STANDARDS = {FOUND.values(each, "vann:preferredNamespaceUri")[0]: each for each in FOUND.of_type("dcterms:Standard")}
# Listed for what documents or later versions bring: targets of links, licences, prefixes of queries.
NOT_IN_THE_SAMPLE = {"spdx", "dc"}


def kinds(term: str) -> set[str]:
    return {kind.removeprefix(OWL) for kind in FOUND.values(term, "rdf:type") if kind.startswith(OWL)}


def axioms(name: str) -> list[Triple]:
    return [triple for triple in TRIPLES if triple.predicate.value == resolve_name(name)]


def test_only_constructs_of_owl_2_rl_are_used() -> None:
    for triple in TRIPLES:
        assert isinstance(triple.subject, NamedNode)
        assert isinstance(triple.object, NamedNode | Literal), "an anonymous class"
        if triple.predicate.value == resolve_name("rdf:type") and triple.object.value.startswith(OWL):
            assert triple.object.value.removeprefix(OWL) in KINDS
        elif triple.predicate.value.startswith(OWL):
            assert triple.predicate.value.removeprefix(OWL) in AXIOMS


def test_every_class_of_an_axiom_is_a_named_one_other_than_that_of_everything() -> None:
    for triple in axioms("rdfs:subClassOf"):
        assert "Class" in kinds(triple.subject.value) & kinds(triple.object.value), str(triple)
        assert not triple.object.value.startswith(OWL)
    for triple in axioms("rdfs:domain"):
        assert "Class" in kinds(triple.object.value), str(triple)


def test_every_range_fits_the_kind_of_its_property() -> None:
    for triple in axioms("rdfs:range"):
        if "ObjectProperty" in kinds(triple.subject.value):
            assert "Class" in kinds(triple.object.value), str(triple)
        else:
            assert triple.object.value in DATATYPES, str(triple)
            assert kinds(triple.subject.value) & {"DatatypeProperty", "AnnotationProperty"}


def test_axioms_about_properties_are_about_properties_of_one_kind() -> None:
    for name in ("rdfs:subPropertyOf", "owl:inverseOf"):
        for triple in axioms(name):
            both = kinds(triple.subject.value) & kinds(triple.object.value)
            assert both & {"ObjectProperty", "DatatypeProperty"}, str(triple)


def test_no_term_is_of_two_kinds_that_owl_keeps_apart() -> None:
    for term in {triple.subject.value for triple in TRIPLES}:
        properties = kinds(term) & {"ObjectProperty", "DatatypeProperty", "AnnotationProperty"}
        assert len(properties) <= 1, term
        assert not ("Class" in kinds(term) and properties), term


def test_what_is_transitive_is_neither_asymmetric_nor_irreflexive() -> None:
    for term in FOUND.of_type("owl:TransitiveProperty"):
        assert not kinds(term) & {"AsymmetricProperty", "IrreflexiveProperty"}


@pytest.mark.parametrize("ontology", FOUND.of_type("owl:Ontology"))
def test_each_ontology_file_has_a_version(ontology: str) -> None:
    assert FOUND.values(ontology, "owl:versionIRI") == [f"{ontology}/{__version__}"]
    for language in ("zh", "en"):
        assert FOUND.text(ontology, "dcterms:title", language)


def test_every_class_and_property_is_used_by_the_sample(sample_graph: Store) -> None:
    used = {quad.predicate.value for quad in sample_graph}
    used |= {
        quad.object.value for quad in sample_graph.quads_for_pattern(None, NamedNode(resolve_name("rdf:type")), None)
    }
    used |= {quad.object.datatype.value for quad in sample_graph if isinstance(quad.object, Literal)}
    groups = ("owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty", "rdfs:Datatype")
    own = {term for space in (iris.KG, LEXICON) for term in terms(FOUND, space, *groups)}
    assert own <= used


@pytest.mark.parametrize("standard", sorted(STANDARDS.values()))
def test_each_vocabulary_says_in_both_languages_what_it_is_used_for(standard: str) -> None:
    for language in ("zh", "en"):
        assert FOUND.text(standard, "rdfs:label", language)
        assert FOUND.text(standard, "rdfs:comment", language)
    assert len(FOUND.values(standard, "vann:preferredNamespacePrefix")) == 1
    assert len(FOUND.values(standard, "vann:preferredNamespaceUri")) == 1


def test_each_vocabulary_is_used_by_the_sample(sample_graph: Store) -> None:
    seen = {
        re.sub(r"[^/#]*$", "", term.value)
        for quad in sample_graph
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, NamedNode)
    }
    seen |= {re.sub(r"[^/#]*$", "", q.object.datatype.value) for q in sample_graph if isinstance(q.object, Literal)}
    unused = {
        FOUND.values(standard, "vann:preferredNamespacePrefix")[0]
        for space, standard in STANDARDS.items()
        if not any(each.startswith(space) for each in seen)
    }
    assert unused <= NOT_IN_THE_SAMPLE


def test_each_usual_prefix_is_of_the_project_or_of_a_listed_vocabulary() -> None:
    assert not [p for p, space in PREFIXES.items() if not space.startswith(iris.BASE) and space not in STANDARDS]


def test_each_coded_industry_is_on_the_level_of_its_code() -> None:
    levels = Statements([FOLDER / "industry-levels.ttl"])
    notation = resolve_name("skos:notation")
    coded = {
        c.iri: [v for v in c.properties[notation] if re.fullmatch(r"[A-T]|\d\d", v)]
        for c in lexicon().concepts("industry")
        if notation in c.properties
    }
    for level, pattern in (("section", "[A-T]"), ("division", r"\d\d")):
        members = set(levels.values(f"{iris.BASE}industry-level/{level}", "skos:member"))
        assert members == {iri for iri, codes in coded.items() if any(re.fullmatch(pattern, code) for code in codes)}
