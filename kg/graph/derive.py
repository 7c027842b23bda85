"""What follows from a graph and its ontology, written out so that a plain query finds it.

Each ``queries/derive/*.rq`` is a rule: a CONSTRUCT query for what no graph states yet. The rules run until none adds
anything, so that one may build on what another found. They write out what the axioms of ``ontology/*.ttl`` entail,
and no more: a test compares them with an OWL 2 RL reasoner. Left out are what holds of everything (``schema:Thing``),
that a thing is related to itself, and domains and ranges, which the data states itself.

What is derived is in a graph of its own and in no other, so that a query over the union of graphs counts nothing
twice. Of the plain edges (``geo:sfWithin``, ``kg:partOf``, ``kg:succeeds``, ``skos:broader``) nothing is derived: they
are what documents and vocabulary state, and the properties above them (``schema:containedInPlace``,
``dcterms:isPartOf``, ``dcterms:replaces``, ``skos:broaderTransitive``) are all that follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, QueryTriples, RdfFormat, Store, Triple

from kg import resources
from kg.graph import iris
from kg.graph.emit.writing import TYPE, named, write_activity
from kg.graph.nquads import Quads, Term, iri
from kg.graph.store import InvalidGraphError

DERIVED = iris.shared_graph("derived")
_THING = iris.resolve_name("schema:Thing")


def rules(folder: Path | None = None) -> tuple[Path, ...]:
    """The rules, in the order of their names; the installed ones if no folder is given."""
    return tuple(sorted((folder or resources.folder("queries") / "derive").glob("*.rq")))


def derived_quads(lines: Iterable[str], folder: Path | None = None) -> Iterator[str]:
    """What follows from a graph, as N-Quads lines without line ends, each once, and who found it.

    Args:
        lines: the N-Quads statements of the graph, vocabulary included.
        folder: where the rules lie; the installed ones if None.

    Raises:
        InvalidGraphError: a line is not valid N-Quads.
        ValueError: a rule is no CONSTRUCT query, or makes a node that is no IRI.
    """
    store = Store()
    # Rules join things with things: without literals the store is half as large.
    relations = "\n".join(line for line in lines if '"' not in line)
    try:
        store.bulk_load(input=relations.encode(), format=RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise InvalidGraphError(f"the graph is not valid N-Quads: {error}") from error
    sources = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    files = rules(folder)
    found = Quads(DERIVED)
    for triple in _to_fixpoint(store, files):
        found.add(_node(triple.subject), _node(triple.predicate), _node(triple.object))
    yield from found
    yield from _described(files, sources)


def _to_fixpoint(store: Store, files: tuple[Path, ...]) -> Iterator[Triple]:
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in files]
    graph = NamedNode(DERIVED)
    grown = True
    while grown:
        grown = False
        for name, text in texts:
            new = _constructed(store, name, text)
            store.extend(Quad(triple.subject, triple.predicate, triple.object, graph) for triple in new)
            grown = grown or bool(new)
            yield from new


def _constructed(store: Store, name: str, text: str) -> list[Triple]:
    result = store.query(text, prefixes=iris.PREFIXES, use_default_graph_as_union=True)
    if not isinstance(result, QueryTriples):
        raise ValueError(f"{name} is no CONSTRUCT query")
    return [triple for triple in result if triple.object != NamedNode(_THING)]


def _node(value: object) -> Term:
    if not isinstance(value, NamedNode):
        raise ValueError(f"a rule made a node that is no IRI: {value}")
    return iri(value.value)


def _described(files: tuple[Path, ...], sources: list[str]) -> Quads:
    """The derived graph as a part of the release: from which graphs it follows, by which rules."""
    quads = Quads(iris.shared_graph("release"))
    derived = iri(DERIVED)
    quads.add(iri(iris.RELEASE), named("void:subset"), derived)
    quads.add(derived, TYPE, named("void:Dataset"))
    quads.add(derived, named("prov:wasDerivedFrom"), *(iri(source) for source in sources))
    for path in files:
        rule = f"derive/{path.stem}"
        write_activity(quads, rule)
        quads.add(derived, named("prov:wasGeneratedBy"), iri(iris.activity(rule)))
    return quads
