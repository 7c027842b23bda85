"""Linksets: the triples of the tables, what VoID says of them, the correspondence, the periods."""

from __future__ import annotations

import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store

from kg.graph import iris
from kg.graph.emit.linksets import interval, linkset_quads
from kg.link.mappings import curated
from tests.graph import samples

GRAPH = "https://w3id.org/govreport/id/graph/"


@pytest.fixture(scope="module")
def store() -> Store:
    found = Store()
    found.load(input="\n".join(linkset_quads([samples.report(), samples.digest()])), format=RdfFormat.N_QUADS)
    return found


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    found = store.query(query, prefixes=iris.PREFIXES, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return [tuple(term.value for term in row) for row in found]


def test_each_table_is_a_graph_of_its_own(store: Store) -> None:
    for table in curated():
        counted = rows(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{GRAPH}linkset-{table.name}> {{ ?s ?p ?o }} }}")
        assert counted == [(str(len(table.mappings)),)], table.name


def test_the_count_of_each_linkset_is_that_of_its_graph(store: Store) -> None:
    described = rows(
        store,
        """SELECT ?graph ?predicate ?triples ?subjects ?objects WHERE {
          ?graph void:subset ?set . ?set a void:Linkset ; void:linkPredicate ?predicate ; void:triples ?triples ;
            void:subjectsTarget ?subjects ; void:objectsTarget ?objects .
          ?subjects a void:Dataset . ?objects a void:Dataset . }""",
    )
    assert len(described) >= 30
    for graph, predicate, triples, subjects, _ in described:
        counted = rows(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s <{predicate}> ?o }} }}")
        assert counted == [(triples,)]
        assert subjects.startswith("https://w3id.org/govreport/")
    total = sum(len(table.mappings) for table in curated())
    assert sum(int(row[2]) for row in described if "period" not in row[0]) == total


def test_each_mapping_says_how_sure_it_is_and_why(store: Store) -> None:
    found = rows(
        store,
        """SELECT ?confidence ?why ?comment WHERE {
          ?mapping a owl:Axiom ; owl:annotatedSource <https://w3id.org/govreport/area/370102> ;
            owl:annotatedProperty skos:exactMatch ; owl:annotatedTarget <http://www.wikidata.org/entity/Q946513> ;
            sssom:confidence ?confidence ; sssom:mapping_justification ?why ; rdfs:comment ?comment . }""",
    )
    ((confidence, why, comment),) = found
    assert confidence == "0.6"
    assert why.endswith("CompositeMatching")
    assert "CHECK FAILED" in comment


def test_industries_correspond_as_xkos_has_it(store: Store) -> None:
    found = rows(
        store,
        """SELECT ?target WHERE { ?c a xkos:Correspondence ; xkos:madeOf ?made ;
          xkos:compares <https://w3id.org/govreport/industry> , <https://unstats.un.org/classifications/ISIC/rev4> .
          ?made a xkos:ConceptAssociation ; xkos:sourceConcept <https://w3id.org/govreport/industry/gbt4754-05> ;
          xkos:targetConcept ?target } ORDER BY ?target""",
    )
    assert [target.rpartition("/")[2] for (target,) in found] == ["01", "02", "03"]


def test_the_periods_of_documents_are_those_of_the_calendar(store: Store) -> None:
    found = rows(store, f"SELECT ?one ?other WHERE {{ GRAPH <{GRAPH}linkset-period-interval> {{ ?one ?p ?other }} }}")
    assert (
        "https://w3id.org/govreport/id/period/2023",
        "http://reference.data.gov.uk/id/gregorian-interval/2023-01-01T00:00:00/P1Y",
    ) in found


@pytest.mark.parametrize(
    ("period", "end"),
    [
        ("2024", "2024-01-01T00:00:00/P1Y"),
        ("2024-Q3", "2024-07-01T00:00:00/P3M"),
        ("2024-H2", "2024-07-01T00:00:00/P6M"),
        ("2024-02", "2024-02-01T00:00:00/P1M"),
        ("2021/2025", "2021-01-01T00:00:00/P5Y"),
        ("2023-11/2024-02", "2023-11-01T00:00:00/P4M"),
    ],
)
def test_the_interval_of_a_period_is_its_first_day_and_its_length(period: str, end: str) -> None:
    assert interval(period) == "http://reference.data.gov.uk/id/gregorian-interval/" + end


@pytest.mark.parametrize("period", ["近年来", "2025/2021"])
def test_what_is_no_interval_has_none(period: str) -> None:
    assert interval(period) is None


def test_the_lines_are_the_same_for_any_order_of_documents() -> None:
    extractions = [samples.report(), samples.digest()]
    assert sorted(linkset_quads(extractions)) == sorted(linkset_quads(extractions[::-1]))
