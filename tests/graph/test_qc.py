"""Each quality query finds the fault that it is named for, and nothing in a sound graph."""

from __future__ import annotations

import re
from pathlib import Path

import cube_faults
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse
from samples import digest, report

from kg.graph import checks, emit, iris
from kg.resolve import resolve

HEADER = re.compile(r"# zh: .+\n# en: .+\n(?:# severity: warning\n)?(?:# each \w+: SELECT .+\n)?SELECT ")
WARNINGS = {
    "share-out-of-range",
    "rank-not-a-place",
    "bounds-crossed",
    "period-backwards",
    "ic-12-duplicate",
    "domain",
    "range",
    "unlisted-namespace",
}
# A graph in Turtle that each query must find something in; PASSAGE and OBSERVATION stand for sound ones.
PASSAGE = """
:p a oa:SpecificResource ; oa:hasSource :d ; kg:sentence "共有5处。" ; oa:hasSelector :pos , :quote .
:d a kg:Document . :pos oa:start 2 ; oa:end 4 . :quote oa:exact "5处" .
"""
FAULTS = {
    "observation-without-passage": ":o a qb:Observation .",
    "claim-without-passage": ":c a kg:Claim ; prov:wasDerivedFrom :p .",
    "claim-without-rule": ":c a kg:Claim ; kg:confidence 1.5 ; prov:wasGeneratedBy :a . :a kg:rule 'r' .",
    "observation-without-value": ":o a qb:Observation ; sdmx-measure:obsValue 1 , 2 .",
    "passage-backwards": ":s oa:start 5 ; oa:end 5 .",
    "quote-length": ":p oa:hasSelector :a , :b . :a oa:start 1 ; oa:end 3 . :b oa:exact 'abc' .",
    "two-labels": ":x skos:prefLabel '甲'@zh , '乙'@zh .",
    "same-label": ":x skos:inScheme :s ; skos:prefLabel '甲'@zh . :y skos:inScheme :s ; skos:prefLabel '甲'@zh .",
    "concept-without-label": ":x a skos:Concept ; skos:prefLabel 'x'@en .",
    "thing-without-label": ":x a kg:Project ; skos:prefLabel 'x'@en .",
    "thing-without-mention": ":x a kg:Project . :c rdf:subject :x ; rdf:predicate kg:stage ; prov:wasDerivedFrom :p .",
    "edge-without-claim": ":x kg:implements :y . :c rdf:subject :x ; rdf:predicate kg:implements ; rdf:object :z .",
    "blank-node": ":x skos:note [] .",
    "undefined-term": ":x kg:unheardOf :y .",
    "unlisted-namespace": ":x skos:exactMatch <https://unheard.of/x> .",
    "dangling-reference": ":x dcterms:relation id:nothing .",
    "share-out-of-range": ":o kg:measure measure:share ; sdmx-measure:obsValue 100.1 .",
    "rank-not-a-place": ":o kg:measure measure:rank ; sdmx-measure:obsValue 2.5 .",
    "bounds-crossed": ":o schema:minValue 3 ; schema:maxValue 2 .",
    "period-backwards": ":t schema:startDate '2024-01-01'^^xsd:date ; schema:endDate '2023-12-31'^^xsd:date .",
    "document-incomplete": ":d a kg:Document ; schema:sha256 'x' ; schema:encodingFormat 'y' ; rdfs:label 'z' .",
    "domain": ":x a kg:Site ; kg:implements :y . kg:implements rdfs:domain kg:Area .",
    "range": ":x kg:programmeYear '2024' . kg:programmeYear rdfs:range xsd:gYear .",
    **cube_faults.FAULTS,
    "statement-in-two-graphs": "",
}
SOUND = {
    "observation-without-passage": PASSAGE + ":o a qb:Observation ; kg:statedAt :p .",
    "claim-without-passage": PASSAGE + ":c a kg:Claim ; prov:wasDerivedFrom :p .",
    "claim-without-rule": ":c a kg:Claim ; kg:confidence 1 ; prov:wasGeneratedBy :a . :a kg:rule 'r' .",
    "quote-length": PASSAGE,
    "same-label": ":x skos:inScheme :s ; skos:prefLabel '甲'@zh . :y skos:inScheme :t ; skos:prefLabel '甲'@zh .",
    "thing-without-mention": ":o sdmx-dimension:refArea :x . :x a kg:Area .",
    "domain": ":x a kg:Site ; kg:locatedIn :y . kg:locatedIn schema:domainIncludes kg:Site , kg:Project .",
    "range": ":x kg:programmeYear '2024'^^xsd:gYear . kg:programmeYear schema:rangeIncludes xsd:gYear .",
    "undefined-term": """:x owl:sameAs :y ; kg:heardOf :y , 'a'^^:code . :o a owl:Ontology .
        kg:heardOf rdfs:isDefinedBy :o . :code rdfs:isDefinedBy :o . vann:preferredNamespaceUri rdfs:isDefinedBy :o .
        :v a dcterms:Standard ; vann:preferredNamespaceUri 'http://www.w3.org/2002/07/owl#' ,
        'http://www.w3.org/1999/02/22-rdf-syntax-ns#' , 'http://www.w3.org/2000/01/rdf-schema#' ,
        'http://www.w3.org/2001/XMLSchema#' .
        dcterms:Standard rdfs:isDefinedBy :o .""",
    "unlisted-namespace": """:x skos:exactMatch <https://heard.of/x> .
        :v a dcterms:Standard ; vann:preferredNamespaceUri 'https://heard.of/' , 'http://' .""",
    **cube_faults.SOUND,
}


def graph(turtle: str) -> Store:
    prefixes = {**iris.PREFIXES, "": "http://e.org/"}
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())
    store = Store()
    for triple in parse(input=head + turtle, format=RdfFormat.TURTLE):
        store.add(_quad(triple))
    return store


def _quad(triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, NamedNode("http://e.org/g"))


def found(store: Store, check: str) -> list[str]:
    return [v.check for v in checks.quality(store) if v.check == check]


def test_there_is_a_planted_fault_for_each_query() -> None:
    assert sorted(FAULTS) == [path.name.removesuffix("-violation.rq") for path in checks.queries()]


@pytest.mark.parametrize("path", checks.queries(), ids=lambda p: p.name)
def test_each_query_says_what_it_finds(path: Path) -> None:
    assert HEADER.match(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("check", sorted(set(FAULTS) - {"statement-in-two-graphs"}))
def test_a_planted_fault_is_found(check: str) -> None:
    assert found(graph(FAULTS[check]), check)


@pytest.mark.parametrize("check", sorted(SOUND))
def test_what_only_looks_like_the_fault_is_not(check: str) -> None:
    assert not found(graph(SOUND[check]), check)


@pytest.mark.parametrize(("turtle", "added"), cube_faults.NORMALISED.items(), ids=cube_faults.NORMALISED.values())
def test_what_the_normalisation_of_a_cube_would_add_is_found(turtle: str, added: str) -> None:
    rows = [dict(v.row) for v in checks.quality(graph(turtle)) if v.check == "cube-not-normal"]
    (expected,) = graph(added + " .")
    assert rows == [
        {"subject": str(expected.subject), "predicate": str(expected.predicate), "object": str(expected.object)}
    ]


def test_every_integrity_constraint_of_data_cube_is_there() -> None:
    there = {int(path.name[3:5]) for path in checks.queries() if path.name.startswith("ic-")}
    assert there == set(range(1, 22))


def test_a_statement_in_two_graphs_is_found() -> None:
    store = Store()
    lines = "".join(f"<http://e.org/s> <http://e.org/p> 'x' <http://e.org/{g}> .\n" for g in "gh").replace("'", '"')
    store.load(input=lines, format=RdfFormat.N_QUADS)
    (violation,) = (v for v in checks.quality(store) if v.check == "statement-in-two-graphs")
    assert dict(violation.row)["predicate"] == "<http://e.org/p>"


@pytest.fixture(scope="module")
def sound() -> Store:
    resolution = resolve([report(), digest()])
    store = Store()
    lines = [line for e in (report(), digest()) for line in emit.document_quads(e, resolution)]
    lines += [*emit.shared_quads(resolution), *emit.vocabulary_quads()]
    store.load(input="\n".join(lines), format=RdfFormat.N_QUADS)
    return store


def test_the_graph_of_the_samples_has_no_fault(sound: Store) -> None:
    assert [str(v) for v in checks.quality(sound)] == []


def test_warnings_are_the_faults_of_what_was_read_not_of_the_graph() -> None:
    marked = {
        p.name.removesuffix("-violation.rq") for p in checks.queries() if "# severity: warning" in p.read_text("utf-8")
    }
    assert marked == WARNINGS


def test_a_violation_is_told_in_one_line() -> None:
    (violation,) = (v for v in checks.quality(graph(FAULTS["rank-not-a-place"])) if v.check == "rank-not-a-place")
    assert violation.severity == "warning"
    expected = 'rank-not-a-place: A rank is not a whole number from 1. observation=<http://e.org/o> value="2.5"'
    assert str(violation).startswith(expected)


def test_of_many_rows_the_first_are_told() -> None:
    many = "".join(f":o{i} kg:measure measure:rank ; sdmx-measure:obsValue 0 .\n" for i in range(checks.ROWS + 9))
    assert len(found(graph(many), "rank-not-a-place")) == checks.ROWS


def test_a_query_that_is_no_select_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd-violation.rq").write_text("ASK { ?s ?p ?o }", encoding="utf-8")
    with pytest.raises(ValueError, match="SELECT"):
        checks.quality(Store(), tmp_path)
