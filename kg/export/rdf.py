"""Turtle, JSON-LD and N-Quads.

An export holds what the documents say of what is chosen, with every passage, and of the vocabulary what that uses, so
that it can be read on its own. A thing at the edge of a choice, such as the city that a district lies in, comes with
its type and names only. The published graph, whole vocabulary included, lies in the snapshot as ``graph.nq.zst``.

The files are written from the store's own terms and not by rdflib, which takes a hundred times as long and much memory
(46,000 statements as Turtle: 4.9 s against 0.05 s) and rewrites numbers (``12`` becomes ``12.0``); rdflib reads them.
"""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from kg.export.select import WITHIN, Chosen
from kg.graph.iris import ID, PREFIXES
from kg.graph.query import Term, plain, run, short
from kg.graph.store import turtle as to_turtle

_TYPE = PREFIXES["rdf"] + "type"
_STRING = PREFIXES["xsd"] + "string"
_STUB = frozenset((_TYPE, PREFIXES["skos"] + "prefLabel", PREFIXES["skos"] + "notation"))
_SUBJECTS = f"SELECT DISTINCT ?s WHERE {{ GRAPH ?graph {{ ?s ?p ?o FILTER(?graph != <{ID}graph/vocabulary>) }} }}"
_CLAIMS = "SELECT ?claim ?s ?o WHERE { ?claim rdf:subject ?s ; rdf:object ?o }"
_DECIDED = "SELECT ?decision ?about WHERE { ?decision a kg:Decision ; ?p ?about FILTER(ISIRI(?about)) }"
# From one observation to another, which may be left out.
_BETWEEN = (PREFIXES["kg"] + "conflictsWith", PREFIXES["dcterms"] + "isReplacedBy")


def quads(store: Store, chosen: Chosen) -> list[Quad]:
    """The statements of an export, each once, in the order of their N-Quads lines.

    Beginning with what is chosen, each node brings its statements and the nodes that these point at. A claim, a
    decision or the evidence of a document's metadata comes with what it is about.
    """
    outside = chosen.left_out
    about = _about(store, outside)
    if not outside:
        waiting = [plain(row[0]) for row in run(store, _SUBJECTS).rows]
    else:
        waiting = [*chosen.things, *chosen.observations, *_decisions(store, chosen)]
    seen = set(waiting)
    found: list[Quad] = []
    while waiting:
        node = waiting.pop()
        reached = list(about.get(node, ()))
        for quad in store.quads_for_pattern(NamedNode(node), None, None, None):
            if _belongs(quad, node, chosen):
                found.append(quad)
                reached += (end.value for end in (quad.predicate, quad.object) if isinstance(end, NamedNode))
        for end in reached:
            if end not in seen:
                seen.add(end)
                waiting.append(end)
    return sorted(found, key=str)


def turtle(store: Store, chosen: Chosen) -> bytes:
    """Turtle with the usual prefixes, without the named graphs."""
    triples = dict.fromkeys(quad.triple for quad in quads(store, chosen))
    return to_turtle(triples, RdfFormat.TURTLE, PREFIXES)


def jsonld(store: Store, chosen: Chosen) -> bytes:
    """JSON-LD with the usual prefixes as its context, a node a line, without the named graphs."""
    nodes = []
    for subject, said in groupby(quads(store, chosen), key=lambda quad: quad.subject):
        node: dict[str, object] = {"@id": _compact(subject)}
        for predicate, same in groupby(said, key=lambda quad: quad.predicate):
            targets = list(dict.fromkeys(quad.object for quad in same))
            if predicate.value == _TYPE:
                node["@type"] = [_compact(target) for target in targets]
            else:
                node[_compact(predicate)] = [_value(target) for target in targets]
        nodes.append(json.dumps(node, ensure_ascii=False))
    context = json.dumps(dict(sorted(PREFIXES.items())), ensure_ascii=False)
    lines = ",\n".join(nodes)
    return f'{{"@context": {context},\n"@graph": [\n{lines}\n]}}\n'.encode()


def nquads(store: Store, chosen: Chosen) -> bytes:
    """N-Quads, sorted, with the named graph of each statement, as in the dump of the snapshot."""
    return "".join(f"{quad} .\n" for quad in quads(store, chosen)).encode()


def _belongs(quad: Quad, node: str, chosen: Chosen) -> bool:
    """Whether a statement about a node that was reached is part of the export."""
    outside = chosen.left_out
    if node in outside:
        return quad.predicate.value in _STUB
    if plain(quad.object) not in outside or quad.predicate.value == WITHIN:
        return True
    return node not in chosen.things and plain(quad.predicate) not in _BETWEEN


def _about(store: Store, outside: frozenset[str]) -> dict[str, list[str]]:
    """The claims and the evidence about each node, but for those that are about something outside as well."""
    found: dict[str, list[str]] = {}
    for claim, subject, target in run(store, _CLAIMS).rows:
        if plain(subject) not in outside and plain(target) not in outside:
            found.setdefault(plain(subject), []).append(plain(claim))
    return found


def _decisions(store: Store, chosen: Chosen) -> list[str]:
    """The decisions over documents about something chosen and nothing outside."""
    found: dict[str, set[str]] = {}
    for decision, about in run(store, _DECIDED).rows:
        found.setdefault(plain(decision), set()).add(plain(about))
    ours = chosen.things.keys() | chosen.observations
    return sorted(decision for decision, about in found.items() if about & ours and not about & chosen.left_out)


def _value(term: Term) -> dict[str, str]:
    """An object in JSON-LD. Numbers stay text with their datatype, since JSON would round them."""
    if isinstance(term, NamedNode):
        return {"@id": _compact(term)}
    if not isinstance(term, Literal):
        raise TypeError(f"the graph has neither blank nodes nor quoted triples: {term}")
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _STRING:
        return {"@value": term.value}
    return {"@value": term.value, "@type": _compact(term.datatype)}


@lru_cache(maxsize=65_536)
def _compact(term: Term) -> str:
    return short(term)
