"""What is written out as following from the graph is what an OWL 2 RL reasoner finds, and disturbs no query."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
import reasonable
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from kg.graph import derive, iris, query
from kg.graph.store import InvalidGraphError

PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in {**iris.PREFIXES, "": "http://e.org/"}.items())
AXIOMS = """
kg:Programme rdfs:subClassOf prov:Plan . prov:Plan rdfs:subClassOf prov:Entity .
kg:partOf rdfs:subPropertyOf dcterms:isPartOf .
dcterms:isPartOf a owl:TransitiveProperty ; owl:inverseOf dcterms:hasPart .
kg:conflictsWith a owl:SymmetricProperty .
"""
# A reasoner also says of the ontology itself what follows: that each class is above itself, and the like.
OF_THE_LANGUAGE = ("http://www.w3.org/2002/07/owl#", "http://www.w3.org/2000/01/rdf-schema#")
TOP = {"https://schema.org/Thing", "http://www.w3.org/1999/02/22-rdf-syntax-ns#List"}


def lines(turtle: str, graph: str = "http://e.org/g") -> list[str]:
    triples = parse(input=PREFIXES + turtle, format=RdfFormat.TURTLE)
    return [f"{t.subject} {t.predicate} {t.object} <{graph}> ." for t in triples]


def derived(turtle: str) -> set[tuple[str, str, str]]:
    store = Store()
    store.load(input="\n".join(derive.derived_quads(lines(AXIOMS + turtle))), format=RdfFormat.N_QUADS)
    quads = store.quads_for_pattern(None, None, None, NamedNode(derive.DERIVED))
    return {(query.short(q.subject), query.short(q.predicate), query.short(q.object)) for q in quads}


def test_a_thing_is_of_every_class_above_its_own() -> None:
    found = derived(":p a kg:Programme .")
    assert found == {("http://e.org/p", "rdf:type", "prov:Plan"), ("http://e.org/p", "rdf:type", "prov:Entity")}


def test_chains_super_properties_and_inverses_build_on_one_another() -> None:
    found = derived(":a kg:partOf :b . :b kg:partOf :c .")
    pairs = {(s[-1], p, o[-1]) for s, p, o in found}
    up = {("a", "dcterms:isPartOf", "b"), ("b", "dcterms:isPartOf", "c"), ("a", "dcterms:isPartOf", "c")}
    assert pairs == up | {(o, "dcterms:hasPart", s) for s, _, o in up}


def test_a_symmetric_relation_is_found_from_both_ends() -> None:
    assert derived(":a kg:conflictsWith :b .") == {("http://e.org/b", "kg:conflictsWith", "http://e.org/a")}


def test_what_is_stated_is_not_derived_again() -> None:
    assert (
        derived(":p a kg:Programme , prov:Plan , prov:Entity . :a kg:conflictsWith :b . :b kg:conflictsWith :a .")
        == set()
    )


def test_a_chain_that_closes_on_itself_makes_nothing_a_part_of_itself() -> None:
    found = derived(":a kg:partOf :b . :b kg:partOf :a .")
    assert not [(s, p) for s, p, o in found if s == o]


def test_the_derived_graph_says_from_what_and_by_which_rules() -> None:
    made = list(derive.derived_quads(lines(AXIOMS + ":p a kg:Programme .")))
    graph = f"<{derive.DERIVED}>"
    assert f"{graph} <{iris.resolve_name('prov:wasDerivedFrom')}> <http://e.org/g> <{iris.ID}graph/release> ." in made
    assert sum("prov#wasGeneratedBy" in line for line in made) == len(derive.rules())
    assert any('"derive/transitive"' in line for line in made)


def test_a_line_that_is_no_quad_is_refused() -> None:
    with pytest.raises(InvalidGraphError, match="not valid"):
        list(derive.derived_quads(["<a b> <c> <d> ."]))


def test_a_rule_that_is_no_construct_or_makes_a_blank_node_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.rq").write_text("SELECT ?s WHERE { ?s ?p ?o }", encoding="utf-8")
    with pytest.raises(ValueError, match=r"odd.rq is no CONSTRUCT"):
        list(derive.derived_quads(lines(":a :b :c ."), tmp_path))
    (tmp_path / "odd.rq").write_text(
        "CONSTRUCT { ?s a [] } WHERE { ?s :b ?o FILTER NOT EXISTS { ?s a ?t } }".replace(":b", "<http://e.org/b>"),
        encoding="utf-8",
    )
    with pytest.raises(ValueError, match="no IRI"):
        list(derive.derived_quads(lines(":a :b :c ."), tmp_path))


@pytest.mark.parametrize("path", derive.rules(), ids=lambda path: path.name)
def test_each_rule_says_what_it_finds(path: Path) -> None:
    zh, en, rest = path.read_text(encoding="utf-8").split("\n", 2)
    assert zh.startswith("# zh: ")
    assert en.startswith("# en: ")
    assert rest.startswith("CONSTRUCT ")


def _speaks_of_data(triple: tuple[object, object, object]) -> bool:
    subject, predicate, thing = triple
    if not isinstance(subject, rdflib.URIRef) or not isinstance(thing, rdflib.URIRef) or subject == thing:
        return False
    return not str(predicate).startswith(OF_THE_LANGUAGE) and not (
        predicate == rdflib.RDF.type and (str(thing) in TOP or str(thing).startswith(OF_THE_LANGUAGE))
    )


def test_the_rules_agree_with_an_owl_2_rl_reasoner_on_the_sample(sample_graph: Store) -> None:
    stated, found = set(), set()
    graph = rdflib.Graph()
    derived_from = NamedNode(iris.resolve_name("prov:wasDerivedFrom"))
    sources = {q.object for q in sample_graph.quads_for_pattern(NamedNode(derive.DERIVED), derived_from, None)}
    for quad in sample_graph:  # links elsewhere and the description of the release take no part
        if quad.graph_name not in {*sources, NamedNode(derive.DERIVED)}:
            continue
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            triple = tuple(rdflib.URIRef(term.value) for term in (quad.subject, quad.predicate, quad.object))
            if quad.graph_name == NamedNode(derive.DERIVED):
                found.add(triple)
            else:
                stated.add(triple)
                graph.add(triple)
    reasoner = reasonable.PyReasoner()
    reasoner.from_graph(graph)
    entailed = {triple for triple in reasoner.reason() if _speaks_of_data(triple)} - stated
    assert sorted(found - entailed) == []
    assert sorted(entailed - found) == []
    assert found


def test_no_plain_edge_is_derived(sample_graph: Store) -> None:
    predicates = {
        q.predicate.value for q in sample_graph.quads_for_pattern(None, None, None, NamedNode(derive.DERIVED))
    }
    plain = {iris.resolve_name(name) for name in ("geo:sfWithin", "kg:partOf", "kg:succeeds", "skos:broader")}
    assert not predicates & plain
    assert {
        iris.resolve_name(name) for name in ("schema:containedInPlace", "dcterms:isPartOf", "dcterms:replaces")
    } <= predicates
    assert iris.resolve_name("skos:broaderTransitive") in predicates


def test_the_sample_knows_areas_around_areas_around_areas(sample_graph: Store) -> None:
    asked = 'ASK { ?a skos:prefLabel "历城区"@zh ; schema:containedInPlace/skos:prefLabel "山东省"@zh }'
    assert query.plain(query.run(sample_graph, asked).rows[0][0]) == "true"


def test_no_named_query_answers_otherwise_because_of_what_is_derived(sample_graph: Store) -> None:
    derived_graph = NamedNode(derive.DERIVED)
    stated = Store()
    stated.bulk_extend(quad for quad in sample_graph if quad.graph_name != derived_graph)
    for named in query.named_queries():
        text = query.bind(named, {})
        assert query.run(stated, text) == query.run(sample_graph, text), named.name
