"""One type for one name: where a document, or documents of one home, put it under several, evidence decides.

A park that is being built is a project to one rule and a site to another. The type that most documents give it by rule
counts, then the surest rule, then the first in ``ORDER``; but only a type that can have every relation that is stated
of the name. Where no type can, and where a name is an honour's as well (a pilot that was awarded and is carried out),
they stay two things, which ``other-type`` lists.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.graph import iris
from kg.model import Entity, Extraction, Relation
from kg.resolve.curation import Correction, Reference
from kg.resolve.identity import Key, Named, label, normal
from kg.resolve.resolution import Merge, Resolution
from kg.resources import folder

ORDER = ("Organisation", "Project", "Site", "Programme")  # an honour and what it is given for are two
_BY_MODEL = "name-model"
_SUBJECTS = ("http://www.w3.org/2000/01/rdf-schema#domain", "https://schema.org/domainIncludes")
_OBJECTS = ("http://www.w3.org/2000/01/rdf-schema#range", "https://schema.org/rangeIncludes")
_NAMES = {"Organization": "Organisation"}


@dataclass(frozen=True, slots=True)
class Decision:
    """One name under several types: the keys that it would have, what a curation file calls them, what was chosen."""

    keys: tuple[Key, ...]
    references: tuple[str, ...]
    chosen: str  # type
    name: str
    documents: tuple[str, ...]  # names


@dataclass(frozen=True, slots=True)
class Typed:
    """Extractions in which such a name has one type, with what was decided."""

    extractions: tuple[Extraction, ...]
    decisions: tuple[Decision, ...] = ()


def one_type(
    extractions: Sequence[Extraction], people: Iterable[Named], corrections: Iterable[Correction] = ()
) -> Typed:
    """The extractions with one type for each name, where one can be decided.

    Args:
        extractions: what was understood.
        people: its entities with their keys.
        corrections: a name that one of them gives with its type is left as the documents have it.
    """
    several = list(_several(people))
    stated = _roles(extractions, {(n.document, name) for name, by in several for n in by})
    meant = {c for correction in corrections for c in (correction.subject, correction.target) if c}
    moves: dict[str, dict[tuple[str, str], str]] = {}
    decisions = []
    for name, by in several:
        kinds = {n.key.type for n in by}
        if any(_means(reference, n.key) for reference in meant for n in by):
            continue
        roles = {(p, side) for n in by for p, side, kind in stated.get((n.document, name), ()) if kind in kinds}
        fitting = [kind for kind in ORDER if kind in kinds and all(kind in _kinds(*role) for role in roles)]
        if not fitting:
            continue
        chosen = max(fitting, key=lambda kind: (_evidence([n for n in by if n.key.type == kind]), -ORDER.index(kind)))
        decisions.append(_decision(by, chosen))
        for n in by:
            moves.setdefault(n.document, {})[n.entity.type, name] = chosen
    return Typed(tuple(_moved(e, moves.get(e.document.name, {})) for e in extractions), tuple(decisions))


def _several(people: Iterable[Named]) -> Iterator[tuple[str, list[Named]]]:
    """The names with several types, each with all that is said of it in documents and homes that hang together.

    A site is at home in the district and a project in its city, so that one document joins the two homes.
    """
    by_name: dict[str, list[Named]] = {}
    for n in people:
        if n.key.type in ORDER:
            by_name.setdefault(iris.normal(n.entity.name), []).append(n)
    for name, said in sorted(by_name.items()):
        if len({n.key.type for n in said}) < 2:
            continue
        parts: list[list[Named]] = []
        for n in said:
            near = [part for part in parts if any(o.document == n.document or o.key.home == n.key.home for o in part)]
            parts = [part for part in parts if part not in near]
            parts.append([*(o for part in near for o in part), n])
        yield from ((name, part) for part in parts if len({n.key.type for n in part}) > 1)


def records(decisions: Iterable[Decision], found: Resolution) -> tuple[Merge, ...]:
    """What was decided, as merges for the reason ``one-type``; none of a thing that a person rejected."""
    made = []
    for d in decisions:
        named = [entities for name in d.documents if (entities := found.entities[name])]
        things = {t for by_name in named if (t := by_name.get((d.chosen, iris.normal(d.name))))}
        for thing in sorted(things, key=lambda t: t.iri):
            where = tuple(sorted(found.documents[name] for name in d.documents))
            iris_of = tuple(key.iri for key in d.keys)
            made.append(Merge(thing.iri, d.chosen, thing.label, d.references, where, "one-type", iris_of, d.references))
    return tuple(made)


def _decision(said: Sequence[Named], chosen: str) -> Decision:
    name, homes = label(n.entity.name for n in said), {n.key: n.home for n in said}
    keys = tuple(sorted(homes, key=lambda key: (key.type != chosen, key)))
    known = []
    for key in keys:
        home = homes[key]
        known.append(key.iri if key.home and not home else f"{key.type}:{name}@{home.label if home else ''}")
    return Decision(keys, tuple(known), chosen, name, tuple(sorted({n.document for n in said})))


def _means(reference: Reference, key: Key) -> bool:
    if reference.iri:
        return reference.iri == key.iri
    return (reference.type, normal(key.type, reference.name)) == (key.type, key.name)


def _evidence(said: Sequence[Named]) -> tuple[int, float]:
    """How many documents say so by rule, and how sure the surest is."""
    by_rule = {n.document for n in said if n.entity.rule != _BY_MODEL}
    return len(by_rule), round(max(n.entity.confidence for n in said), 1)  # two rules differ by a tenth at least


def _roles(
    extractions: Iterable[Extraction], wanted: Collection[tuple[str, str]]
) -> dict[tuple[str, str], set[tuple[str, str, str | None]]]:
    """The predicates of which a name is subject or object and its type there, by document and name."""
    found: dict[tuple[str, str], set[tuple[str, str, str | None]]] = {}
    for extraction in extractions if wanted else ():
        for r in extraction.relations:
            for name, side, kind in ((r.s, "s", r.s_type), (r.o, "o", r.o_type)):
                at = (extraction.document.name, iris.normal(name))
                if at in wanted:
                    found.setdefault(at, set()).add((r.p, side, kind))
    return found


@cache
def _kinds(predicate: str, side: str) -> frozenset[str]:
    """The types that may stand at a side of a predicate, as the ontology says."""
    about = NamedNode(iris.PREFIXES["kg"] + predicate)
    properties = _SUBJECTS if side == "s" else _OBJECTS
    triples = parse(path=str(folder("ontology") / "govreport.ttl"), format=RdfFormat.TURTLE)
    classes = {t.object.value for t in triples if t.subject == about and t.predicate.value in properties}
    return frozenset(_NAMES.get(name, name) for name in (re.split("[#/]", iri)[-1] for iri in classes))


def _moved(extraction: Extraction, moves: Mapping[tuple[str, str], str]) -> Extraction:
    """With entities of the types that names are to have, one where there were several, and relations between them."""
    if not moves:
        return extraction
    entities: dict[tuple[str, str], list[Entity]] = {}
    for e in extraction.entities:
        name = iris.normal(e.name)
        entities.setdefault((moves.get((e.type, name), e.type), name), []).append(e)
    kept = tuple(_joined(kind, same) for (kind, _), same in entities.items())

    def mend(r: Relation) -> Relation:
        s_type = moves.get((r.s_type, iris.normal(r.s)), r.s_type)
        o_type = moves.get((r.o_type, iris.normal(r.o)), r.o_type) if r.o_type else None
        return r if (s_type, o_type) == (r.s_type, r.o_type) else r._replace(s_type=s_type, o_type=o_type)

    return replace(extraction, entities=kept, relations=_without_doubles(mend(r) for r in extraction.relations))


def _joined(kind: str, same: Sequence[Entity]) -> Entity:
    """One entity of a type for those of one name, as the surest of them has it."""
    if len(same) == 1:
        return same[0] if same[0].type == kind else same[0]._replace(type=kind, kind=None)
    best = max(same, key=lambda e: (e.type == kind, e.confidence, e.type))
    name = label(e.name for e in same)
    names = dict.fromkeys(n for e in (best, *same) for n in (e.name, *e.aliases) if n != name)
    mentions = tuple(sorted({m for e in same for m in e.mentions}))
    own = best.kind if best.type == kind else None
    return best._replace(type=kind, name=name, aliases=tuple(names), mentions=mentions, kind=own)


def _without_doubles(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """One relation for those that say the same, with the passages of all."""
    found: dict[tuple[object, ...], Relation] = {}
    for r in relations:
        says = (r.s_type, r.s, r.p, r.o_type, r.o)
        before = found.get(says)
        mentions = tuple(sorted({*before.mentions, *r.mentions})) if before else r.mentions
        found[says] = (before or r)._replace(mentions=mentions)
    return tuple(found.values())
