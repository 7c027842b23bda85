"""What makes two names one thing: the same type, the same normal name and the same home.

The home is the area within which a name is taken to be unique. Programmes, projects and organisations are at home in
the city (the districts of 济南 speak of one 项目突破年, one 齐鲁制药); sites and local institutions such as schools in
the area that the document is about (every district has an 实验小学); 区委 and 市医院 in the area of that level; an
honour that names its giver nowhere in particular. A document whose area is unknown is a home of its own: nothing in
it is merged with what others say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.graph import iris
from kg.language.lexicon import Concept, Lexicon
from kg.model import Entity, Extraction
from kg.resolve.areas import Areas, Place
from kg.resolve.resolution import Thing

_LOCAL_INSTITUTION = re.compile(r"(?:小学|中学|学校|幼儿园|医院|卫生院|卫生室|服务中心|敬老院|养老院|派出所)$")
_LISTED = {"Industry": "industry", "Programme": "known-programme"}
_QUOTED = re.compile(r"[“‘《「].*[”’》」]")
_LONG_ENOUGH = 3  # a shorter alias (三期, 一院) says too little to merge by


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a thing is known by. ``home`` is the IRI of an area or document, or empty for the whole country."""

    type: str
    home: str
    name: str  # normal form


@dataclass(frozen=True, slots=True)
class Named:
    """One entity of one document with the keys of its name and aliases."""

    document: str
    entity: Entity
    key: Key
    aliases: tuple[Key, ...]


def named(extraction: Extraction) -> tuple[Entity, ...]:
    """The entities of a document, and those that only its relations name, with the relations' passages."""
    known = {(e.type, iris.normal(n)) for e in extraction.entities for n in (e.name, *e.aliases)}
    implied: dict[tuple[str, str], Entity] = {}
    for relation in extraction.relations:
        for kind, name in ((relation.s_type, relation.s), (relation.o_type, relation.o)):
            if kind is None or (kind, iris.normal(name)) in known:
                continue
            before = implied.get((kind, iris.normal(name)))
            mentions = {*relation.mentions, *(before.mentions if before else ())}
            implied[kind, iris.normal(name)] = Entity(
                kind, name, tuple(sorted(mentions)), relation.rule, relation.confidence
            )
    return (*extraction.entities, *(entity for _, entity in sorted(implied.items())))


def keyed(extraction: Extraction, home: Place | None, areas: Areas, words: Lexicon) -> list[Named]:
    """The entities of a document, each with its keys, but for areas, industries and what the vocabulary lists."""
    document = iris.document(extraction.document)
    found = []
    for entity in named(extraction):
        if entity.type in ("Area", "Industry", "Indicator") or listed(entity, words):
            continue
        where = _home(entity, home, areas, document)
        key = Key(entity.type, where, iris.normal(entity.name))
        aliases = tuple(Key(entity.type, where, iris.normal(a)) for a in entity.aliases)
        found.append(Named(extraction.document.name, entity, key, aliases))
    return found


def groups(entities: Sequence[Named]) -> dict[Key, Key]:
    """For every key that is a name, the key of the group it belongs to: names joined by an unambiguous alias.

    An alias joins two names only where it is long enough, one thing alone has it, and no document has both names
    as two things.
    """
    names = {n.key for n in entities}
    owners: dict[Key, set[Key]] = {}
    together: dict[str, set[Key]] = {}
    for n in entities:
        together.setdefault(n.document, set()).add(n.key)
        for alias in n.aliases:
            if alias in names and alias != n.key and len(alias.name) >= _LONG_ENOUGH:
                owners.setdefault(alias, set()).add(n.key)
    leader = {key: key for key in names}
    for alias, keys in sorted(owners.items()):
        (owner, *others) = sorted(keys)
        if others or any({alias, owner} <= known for known in together.values()):
            continue
        _join(leader, alias, owner)
    return {key: _root(leader, key) for key in sorted(names)}


def label(names: Iterable[str]) -> str:
    """The one that is shown: the fullest, rather without quotation marks around it, then the first in order."""
    return min(names, key=lambda n: (-len(iris.normal(n)), _QUOTED.fullmatch(n) is not None, n))


def listed(entity: Entity, words: Lexicon) -> Thing | None:
    """The industry or nationwide programme of the vocabulary that the name or an alias is a label of."""
    scheme = _LISTED.get(entity.type)
    for name in (entity.name, *entity.aliases) if scheme else ():
        if concept := labelled(words, scheme or "", name):
            return Thing(concept.iri, entity.type, concept.label, listed=True)
    return None


def labelled(lexicon: Lexicon, scheme: str, name: str) -> Concept | None:
    """The concept with that label; None also where the vocabulary has no such scheme."""
    try:
        return lexicon.by_label(scheme, name)
    except KeyError:
        return None


def _home(entity: Entity, home: Place | None, areas: Areas, document: str) -> str:
    if home is None:
        return document
    if entity.type == "Honour" and areas.find(entity.name[:2], home) is not None:
        return ""  # 全国…, 山东省…: the giver is in the name
    if entity.type == "Organisation" and (own := areas.find(f"全{entity.name[0]}", home)):
        return own.iri
    local = entity.type == "Site" or (entity.type == "Organisation" and _LOCAL_INSTITUTION.search(entity.name))
    return home.iri if local else areas.city(home).iri


def _root(leader: dict[Key, Key], key: Key) -> Key:
    while leader[key] != key:
        key = leader[key]
    return key


def _join(leader: dict[Key, Key], one: Key, other: Key) -> None:
    """The longer name leads, then the first in order: so the result does not depend on the order of joining."""
    first, second = sorted((_root(leader, one), _root(leader, other)), key=lambda k: (-len(k.name), k))
    leader[second] = first
