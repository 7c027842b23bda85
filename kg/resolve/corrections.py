"""Applying a curation file: first what changes the claims (accept, reject), then what changes identity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.graph import iris
from kg.model import Entity, Extraction, Relation
from kg.resolve.curation import Correction, Outcome, Predicate, Reference
from kg.resolve.identity import UNKEYED, Key, Named, named, normal
from kg.resolve.links import Wishes, pair
from kg.resolve.resolution import Resolution, Thing

_SCREENED = (Predicate.ACCEPT, Predicate.REJECT)
NOTHING = "nothing in this build is meant by it"


@dataclass(frozen=True, slots=True)
class Decided:
    """The entities with their keys as people want them: moved to other homes, joined or kept apart, renamed."""

    people: tuple[Named, ...]
    wishes: Wishes = field(default_factory=Wishes)
    names: tuple[tuple[Key, str], ...] = ()
    outcomes: tuple[tuple[Correction, tuple[Key, ...], str], ...] = ()  # why it was not applied


def screen(
    extractions: Sequence[Extraction], corrections: Iterable[Correction], found: Resolution, people: Iterable[Named]
) -> tuple[tuple[Extraction, ...], tuple[Outcome, ...]]:
    """The extractions without what was rejected, sure of what was accepted, and without aliases that were denied.

    Args:
        extractions: what was understood.
        corrections: any, of which those that concern claims are applied.
        found: the resolution of these extractions without corrections.
        people: their entities with their keys.
    """
    homes = {(n.document, n.key.type, n.key.name): n for n in people}
    changed = {e.document.name: e for e in extractions}
    outcomes = []
    for c in corrections:
        if c.predicate is Predicate.DENY:
            mended = {name: _without_alias(e, c) for name, e in changed.items()}
            if mended != changed:
                outcomes.append(Outcome(c))
            changed = mended
        if c.predicate not in _SCREENED:
            continue
        meant = {name: _meant(e, c.subject, found, homes) for name, e in changed.items()}
        things = sorted({found.thing(d, e.type, e.name).iri for d, entities in meant.items() for e in entities})
        dropped = 0
        for document, entities in meant.items():
            if entities and c.predicate is Predicate.ACCEPT:
                changed[document] = _sure(changed[document], entities)
            elif entities:
                changed[document], claims = _without(changed[document], entities)
                dropped += claims
        outcomes.append(Outcome(c, tuple(things), "" if things else NOTHING, dropped))
    return tuple(changed[e.document.name] for e in extractions), tuple(outcomes)


def decide(people: Sequence[Named], documents: Mapping[str, str], corrections: Iterable[Correction]) -> Decided:
    """What the corrections about identity mean for these entities. ``documents`` has the IRIs of documents by name."""
    moved = list(people)
    joined: set[tuple[Key, Key]] = set()
    apart: set[tuple[Key, Key]] = set()
    renamed = []
    outcomes: list[tuple[Correction, tuple[Key, ...], str]] = []
    for c in corrections:
        if c.predicate in _SCREENED:
            continue
        keys, why = _one(moved, c.subject)
        others: tuple[Key, ...] = ()
        if not why and c.target and c.target.document:
            moved, why = _move(moved, keys[0], c.target.document, documents)
        elif not why and c.target:
            others, why = _one(moved, c.target, alias=c.predicate is Predicate.DENY)
            if others and others == keys:
                why = "subject and object are one name already"
            elif others and others[0].type != keys[0].type:
                # Names that a line gives with their types keep them; see kg.resolve.types.
                why = "subject and object are of two types" if c.predicate is Predicate.MERGE else ""
            elif others:
                (joined if c.predicate is Predicate.MERGE else apart).add(pair(keys[0], others[0]))
        elif not why:
            renamed.append((keys[0], c.name))
        outcomes.append((c, () if why else (*keys, *others), why))
    return Decided(tuple(moved), Wishes(frozenset(joined), frozenset(apart)), tuple(renamed), tuple(outcomes))


def finish(decided: Decided, thing: Callable[[Key], Thing | None]) -> Iterator[Outcome]:
    """The outcomes of the corrections about identity, once things are known."""
    for correction, keys, why in decided.outcomes:
        things = {found.iri for key in keys if (found := thing(key))}
        in_vain = not why and correction.predicate is Predicate.MERGE and len(things) > 1
        yield Outcome(correction, tuple(sorted(things)), "another line denies it" if in_vain else why)


def _one(people: Iterable[Named], wanted: Reference, *, alias: bool = False) -> tuple[tuple[Key, ...], str]:
    """The one key that is meant, or why there is none."""
    if wanted.type in UNKEYED:
        return (), f"the names of a thing of type {wanted.type} are those of the vocabulary: change them there"
    people = list(people)
    keys = {n.key for n in people if _is(n.key, n, wanted)}
    if not keys and alias:
        keys = {key for n in people for key in n.aliases if _is(key, n, wanted)}
    if len(keys) == 1:
        return tuple(keys), ""
    if not keys:
        return (), NOTHING
    homes = {n.key: n.home.label if n.home else "" for n in people if n.key in keys}
    several = ", ".join(sorted(f"{key.type}:{key.name}@{homes.get(key, '')}" for key in keys))
    return (), f"it may mean {several}"


def _is(key: Key, n: Named, wanted: Reference) -> bool:
    if wanted.iri:
        return key.iri == wanted.iri
    if key.type != wanted.type or key.name != normal(wanted.type, wanted.name):
        return False
    if wanted.area is None:
        return True
    if not wanted.area:
        return not key.home
    return wanted.area in (key.home, *((n.home.label, n.home.code) if n.home else ()))


def _move(people: Sequence[Named], key: Key, document: str, documents: Mapping[str, str]) -> tuple[list[Named], str]:
    """The entities with the one of that document as a thing of its own."""
    if not any(n.key == key and n.document == document for n in people):
        return list(people), f"the document {document} does not name it"
    return [n.moved(documents[document]) if n.key == key and n.document == document else n for n in people], ""


def _meant(
    extraction: Extraction, wanted: Reference, found: Resolution, homes: Mapping[tuple[str, str, str], Named]
) -> list[Entity]:
    """The entities of a document that are meant: by name, or by an alias where no name is."""
    document = extraction.document.name
    name = normal(wanted.type, wanted.name)
    by_name, by_alias = [], []
    for entity in named(extraction):
        thing = found.thing(document, entity.type, entity.name)
        n = homes.get((document, entity.type, normal(entity.type, entity.name)))
        if wanted.iri:
            if wanted.iri in (thing.iri, n.key.iri if n else ""):
                by_name.append(entity)
        elif entity.type == wanted.type and _at(n, found.home(document), wanted.area):
            if name in (normal(entity.type, entity.name), normal(entity.type, thing.label)):
                by_name.append(entity)
            elif name in {normal(entity.type, alias) for alias in entity.aliases}:
                by_alias.append(entity)
    return by_name or by_alias


def _at(n: Named | None, about: object, area: str | None) -> bool:
    if area is None:
        return True
    place = n.home if n else about
    if place is None:
        return not area
    return area in (getattr(place, "label", ""), getattr(place, "code", ""), getattr(place, "iri", ""))


def _sure(extraction: Extraction, entities: Sequence[Entity]) -> Extraction:
    checked = tuple(e._replace(confidence=1.0) for e in entities)
    kept = tuple(e for e in extraction.entities if e not in entities)
    order = {e.name: i for i, e in enumerate(extraction.entities)}
    return replace(
        extraction, entities=tuple(sorted((*kept, *checked), key=lambda e: (order.get(e.name, len(order)), e.type)))
    )


def _without(extraction: Extraction, entities: Sequence[Entity]) -> tuple[Extraction, int]:
    """Without these entities and the relations that name them; and how many claims that are."""
    gone = {(e.type, iris.normal(name)) for e in entities for name in (e.name, *e.aliases)}

    def names(r: Relation) -> bool:
        ends = {(r.s_type, iris.normal(r.s)), (r.o_type, iris.normal(r.o))}
        return not ends.isdisjoint(gone)

    relations = tuple(r for r in extraction.relations if not names(r))
    kept = tuple(e for e in extraction.entities if e not in entities)
    dropped = len(extraction.relations) - len(relations) + len(entities)
    return replace(extraction, entities=kept, relations=relations), dropped


def _without_alias(extraction: Extraction, correction: Correction) -> Extraction:
    """With the one name no longer an alias of the other, where a document has it so."""
    one, other = correction.subject, correction.target
    if other is None or not (one.name and other.name):
        return extraction
    denied = {normal(one.type, one.name), normal(one.type, other.name)}

    def mend(entity: Entity) -> Entity:
        if entity.type != one.type:
            return entity
        name = normal(entity.type, entity.name)
        kept = tuple(a for a in entity.aliases if {name, normal(entity.type, a)} != denied)
        return entity._replace(aliases=kept)

    return replace(extraction, entities=tuple(mend(e) for e in extraction.entities))
