"""Named things and the relations between them: a plain edge for simple queries, a claim beside it for the passage."""

from __future__ import annotations

import re

from kg.graph import iris
from kg.graph.emit.writing import TYPE, Writing, named, write_area
from kg.graph.nquads import Term, iri, text, year
from kg.model import Entity, Relation
from kg.resolve.identity import labelled
from kg.resolve.resolution import Thing

_CLASSES = {"Organisation": "org:Organization", "Indicator": "skos:Concept"}
_CODED = {"category": "project-category", "stage": "project-stage"}
_YEAR = re.compile(r"\d{4}", re.ASCII)


def class_of(kind: str) -> Term:
    """The class of an entity type of the guideline."""
    return named(_CLASSES.get(kind, f"kg:{kind}"))


def write_entity(w: Writing, entity: Entity) -> None:
    """The thing with its names, and the claim that the document names it, with every passage that does."""
    thing = w.found.thing(w.document.name, entity.type, entity.name)
    node, kind = iri(thing.iri), class_of(entity.type)
    add = w.things.add
    if not (entity.type == "Indicator" and thing.listed):  # the vocabulary's graph says what it is
        add(node, TYPE, kind)
    if entity.type == "Area":
        write_area(w.things, w.found.place(w.document.name, entity.name))
    elif not thing.listed:
        _describe(w, node, thing)
    known = _listed_labels(w, thing)
    for name in (entity.name, *entity.aliases):
        if name not in known:
            add(node, named("skos:altLabel"), text(name, "zh"))
    claim = iri(iris.claim(w.document, thing.iri, "type", entity.type))
    w.claim(claim, [w.passage(span) for span in entity.mentions], entity.rule, entity.confidence)
    w.statement(claim, node, TYPE, kind)
    w.quads.add(claim, named("rdfs:label"), text(entity.name, "zh"))
    if entity.kind and entity.type == "Programme":
        add(node, named("kg:programmeKind"), iri(iris.concept("programme-kind", entity.kind)))


def write_relation(w: Writing, relation: Relation) -> None:
    """The edge and its claim. An object that is no year where a year is meant is claimed, but makes no edge."""
    document = w.document.name
    subject = w.found.thing(document, relation.s_type, relation.s)
    target, key = _target(w, relation)
    node, predicate = iri(subject.iri), named(f"kg:{relation.p}")
    claim = iri(iris.claim(w.document, subject.iri, relation.p, key))
    w.claim(claim, [w.passage(span) for span in relation.mentions], relation.rule, relation.confidence)
    w.statement(claim, node, predicate, target)
    if relation.p != "programmeYear" or _YEAR.fullmatch(relation.o):
        w.things.add(node, predicate, target)


def _describe(w: Writing, node: Term, thing: Thing) -> None:
    if thing.type in ("Industry", "Indicator"):
        w.candidate(thing.type.lower(), thing.label)
        if thing.broader:
            w.things.add(node, named("skos:broader"), iri(thing.broader))
        return
    w.labelled(node, thing.label)


def _listed_labels(w: Writing, thing: Thing) -> tuple[str, ...]:
    """The names that need no alternative label: those of the vocabulary, or the one that is shown."""
    if thing.listed:
        return w.words.by_iri(thing.iri).labels
    return (iris.shown(thing.label, thing.type.lower()),) if thing.type in ("Industry", "Indicator") else (thing.label,)


def _target(w: Writing, relation: Relation) -> tuple[Term, str]:
    """The object of a relation, and what it is called in the key of the claim."""
    key = iris.normal(relation.o)
    if relation.o_type is not None:
        thing = w.found.thing(w.document.name, relation.o_type, relation.o)
        return iri(thing.iri), thing.iri
    if scheme := _CODED.get(relation.p):
        concept = labelled(w.words, scheme, relation.o)
        return (iri(concept.iri) if concept else w.candidate(scheme, relation.o)), key
    return (year(relation.o) if _YEAR.fullmatch(relation.o) else text(relation.o)), key
