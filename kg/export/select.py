"""What an export is about: an area and what belongs to it, some types of things, or everything.

A thing is *about* an area when a plain edge joins the two, when the area is its subject's in an observation, or, if
nothing of that kind ties it to any area, when a document about the area names it. ``--area`` takes the area itself,
the areas inside it, every thing that is about one of them, and the observations of one of them. ``--type`` keeps the
things of these types, the edges whose ends are both kept, and the observations whose subject is kept.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from kg.errors import UserError
from kg.graph.iris import ID, KG, PREFIXES
from kg.graph.query import Term, plain, run

CLASSES = {
    **{name: KG + name for name in ("Area", "Programme", "Project", "Industry", "Site", "Honour")},
    "Organisation": PREFIXES["org"] + "Organization",
}
WITHIN = PREFIXES["geo"] + "sfWithin"

# What the ontology reuses from standards without a label of its own: Chinese, English.
_REUSED = {CLASSES["Organisation"]: ("机构", "organisation"), WITHIN: ("位于", "within")}

_THINGS = f"""
SELECT ?thing ?class ?label ?english WHERE {{
  VALUES ?class {{ {" ".join(f"<{iri}>" for iri in CLASSES.values())} }}
  GRAPH <{ID}graph/things> {{ ?thing a ?class }}
  OPTIONAL {{ ?thing skos:prefLabel ?label FILTER(LANG(?label) = "zh") }}
  OPTIONAL {{ ?thing skos:prefLabel ?english FILTER(LANG(?english) = "en") }}
}}"""
_NAMES = f"""
SELECT DISTINCT ?thing ?name WHERE {{
  GRAPH <{ID}graph/things> {{ ?thing a ?class }}
  ?thing skos:altLabel ?name FILTER(LANG(?name) = "zh")
}}"""
_EDGES = f"""
SELECT DISTINCT ?s ?p ?o WHERE {{
  VALUES ?graph {{ <{ID}graph/things> <{ID}graph/resolution> }}
  GRAPH ?graph {{ ?s ?p ?o FILTER(ISIRI(?o) && (STRSTARTS(STR(?p), "{KG}") || ?p = geo:sfWithin)) }}
}}"""
_NAMED = """
SELECT DISTINCT ?thing ?document ?area WHERE {
  GRAPH ?graph { ?claim rdf:predicate rdf:type ; rdf:subject ?thing . ?document a kg:Document .
                 OPTIONAL { ?document dcterms:spatial ?area } }
}"""
_OBSERVED = """
SELECT ?observation ?area ?subject WHERE {
  ?observation a qb:Observation ; sdmx-dimension:refArea ?area ; kg:subject ?subject
}"""
_LABELS = """
SELECT ?term ?label WHERE { ?term rdfs:label ?label ; rdfs:isDefinedBy ?ontology FILTER(LANG(?label) IN ("zh", "en")) }
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a user asked for: areas by name, code or IRI, types by their English or Chinese name; empty means all."""

    areas: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """A named thing. ``about`` are the IRIs of its areas (of an area: those around it); ``documents`` name it."""

    iri: str
    type: str
    label: str
    english: str
    names: tuple[str, ...]
    about: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A plain statement between two things, by IRIs."""

    s: str
    p: str
    o: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The part of the graph that is wanted; things and edges are in the order of IRIs.

    Attributes:
        left_out: the things and observations of the graph that are not in it.
        areas: the label of every area of the graph.
        terms: the Chinese and English label of classes and properties.
    """

    things: Mapping[str, Thing]
    edges: tuple[Edge, ...]
    observations: frozenset[str]
    left_out: frozenset[str]
    areas: Mapping[str, str]
    terms: Mapping[str, tuple[str, str]]


def choose(store: Store, wanted: Wanted) -> Chosen:
    """The part of the graph that is wanted.

    Raises:
        UserError: no area or type is called so, two areas are, or nothing fits; the hint says what there is.
    """
    terms = _terms(store)
    types = frozenset(_type(terms, name) for name in wanted.types)
    edges = _edges(store)
    observed = [tuple(plain(term) for term in row) for row in run(store, _OBSERVED).rows]
    things = _things(store, edges, observed)
    outer = _outer(edges)
    areas = frozenset(_area(things, outer, name) for name in wanted.areas)
    areas |= {thing for thing in things if areas.intersection(_around(outer, thing))}
    kept = {
        thing.iri: thing
        for thing in things.values()
        if (not types or thing.type in types)
        and (not areas or (thing.iri in areas if thing.type == "Area" else bool(areas.intersection(thing.about))))
    }
    observations = frozenset(
        observation
        for observation, area, subject in observed
        if (not areas or area in areas) and (not types or subject in kept)
    )
    if not kept and not observations:
        about = f" about {'、'.join(wanted.areas)}" if wanted.areas else ""
        kinds = "/".join(sorted(types)) or "thing"
        raise UserError(f"the graph has no {kinds}{about}", "leave --type or --area out to see what there is")
    between = tuple(edge for edge in edges if edge.s in kept and edge.o in kept)
    left_out = frozenset((things.keys() | {observation for observation, _, _ in observed}) - kept.keys() - observations)
    labels = {thing.iri: thing.label for thing in things.values() if thing.type == "Area"}
    return Chosen(kept, between, observations, left_out, labels, terms)


def _terms(store: Store) -> dict[str, tuple[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for term, label in run(store, _LABELS).rows:
        if isinstance(label, Literal) and label.language:
            found.setdefault(plain(term), {})[label.language] = label.value
    return _REUSED | {iri: (said.get("zh", ""), said.get("en", "")) for iri, said in found.items()}


def _same(found: Mapping[str, str], name: str) -> str | None:
    return next((value for key, value in found.items() if key.casefold() == name.casefold()), None)


def _type(terms: Mapping[str, tuple[str, str]], name: str) -> str:
    known = {key: kind for kind, iri in CLASSES.items() for key in (kind, *terms.get(iri, ())) if key}
    if kind := _same(known, name):
        return kind
    close = difflib.get_close_matches(name.casefold(), [key.casefold() for key in known], n=1, cutoff=0.5)
    meant = f"did you mean {_same(known, close[0])}? " if close else ""
    raise UserError(f"there is no type {name}", f"{meant}types: {', '.join(CLASSES)}")


def _area(things: Mapping[str, Thing], outer: Mapping[str, Sequence[str]], name: str) -> str:
    areas = [thing for thing in things.values() if thing.type == "Area"]
    found = [a for a in areas if name in (a.iri, a.label) or name.casefold() == a.english.casefold()]
    found = found or [a for a in areas if name in (_code(a), *a.names)]
    if len(found) == 1:
        return found[0].iri
    if found:
        each = [f"{_code(area)} ({_chain(things, outer, area.iri)})" for area in found]
        raise UserError(f"{len(found)} areas are called {name}", f"give the code: {', '.join(each)}")
    names = sorted({key for area in areas for key in (area.label, area.english, *area.names)})
    close = difflib.get_close_matches(name.capitalize(), names, n=3, cutoff=0.5)
    often = dict.fromkeys(area.label for area in sorted(areas, key=lambda area: (-len(area.documents), area.iri)))
    hint = f"did you mean {' or '.join(close)}?" if close else f"there are {'、'.join(list(often)[:8])} …"
    raise UserError(f"no document speaks of an area called {name}", hint)


def _code(area: Thing) -> str:
    return area.iri.rsplit("/", 1)[-1]


def _chain(things: Mapping[str, Thing], outer: Mapping[str, Sequence[str]], area: str) -> str:
    return "，".join(things[iri].label for iri in _around(outer, area)[1:3] if iri in things)


def _outer(edges: Iterable[Edge]) -> dict[str, list[str]]:
    """The areas that each area lies in directly."""
    outer: dict[str, list[str]] = {}
    for edge in edges:
        if edge.p == WITHIN:
            outer.setdefault(edge.s, []).append(edge.o)
    return outer


def _around(outer: Mapping[str, Sequence[str]], area: str) -> list[str]:
    """The area and those that it lies in, from the inside out."""
    found = [area]
    for inner in found:
        found += (around for around in outer.get(inner, ()) if around not in found)
    return found


def _edges(store: Store) -> tuple[Edge, ...]:
    return tuple(sorted(Edge(*(plain(term) for term in row)) for row in run(store, _EDGES).rows))


def _things(store: Store, edges: Iterable[Edge], observed: Iterable[Sequence[str]]) -> dict[str, Thing]:
    kinds = {iri: kind for kind, iri in CLASSES.items()}
    rows = sorted((tuple(plain(term) for term in row) for row in run(store, _THINGS).rows), reverse=True)
    described = {thing: (kinds[kind], label, english) for thing, kind, label, english in rows}
    names = _grouped((thing, name) for thing, name in run(store, _NAMES).rows)
    named = run(store, _NAMED).rows
    documents = _grouped((thing, document) for thing, document, _ in named)
    homes = _grouped((thing, area) for thing, _, area in named)
    about: dict[str, set[str]] = {}
    for edge in edges:
        if edge.p == WITHIN:
            about.setdefault(edge.s, set()).add(edge.o)
        for thing, other in ((edge.s, edge.o), (edge.o, edge.s)):
            if described.get(other, ("",))[0] == "Area" and described.get(thing, ("Area",))[0] != "Area":
                about.setdefault(thing, set()).add(other)
    for _, area, subject in observed:
        if described.get(subject, ("Area",))[0] != "Area" and area in described:
            about.setdefault(subject, set()).add(area)
    return {
        iri: Thing(
            iri=iri,
            type=kind,
            label=label or iri.rsplit("/", 1)[-1],
            english=english,
            names=names.get(iri, ()),
            about=tuple(sorted(about[iri])) if iri in about else () if kind == "Area" else homes.get(iri, ()),
            documents=documents.get(iri, ()),
        )
        for iri, (kind, label, english) in sorted(described.items())
    }


def _grouped(pairs: Iterable[tuple[Term | None, Term | None]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for thing, value in pairs:
        if isinstance(value, NamedNode | Literal):
            found.setdefault(plain(thing), set()).add(value.value)
    return {thing: tuple(sorted(values)) for thing, values in found.items()}
