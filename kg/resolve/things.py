"""The node of each key, and the records of what was merged and what nearly was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.graph import iris
from kg.model import Extraction
from kg.resolve.areas import Place
from kg.resolve.identity import Key, Named, label, named
from kg.resolve.links import Groups
from kg.resolve.resolution import Merge, NearMiss, Thing

_UNKEYED_REASONS = {"Area": "gazetteer", "Industry": "same-wording", "Indicator": "same-wording"}


@dataclass(frozen=True, slots=True)
class Said:
    """What the documents say of one key: its spellings, and the IRIs of the documents."""

    names: tuple[str, ...]
    documents: tuple[str, ...]
    home: Place | None


class Nodes:
    """Which node each key has: that of the leader of its group."""

    def __init__(
        self,
        people: Sequence[Named],
        grouped: Groups,
        documents: Mapping[str, str],
        renamed: Iterable[tuple[Key, str]] = (),
    ) -> None:
        self._grouped = grouped
        self._said = _said(people, documents)
        self._area_names = _area_names(people)
        names = {grouped.leader[key]: name for key, name in renamed}
        members: dict[Key, list[str]] = {}
        for key, said in self._said.items():
            if grouped.leader[key] == key:
                members.setdefault(key, []).extend(said.names)
        self._things = {key: Thing(key.iri, key.type, names.get(key) or label(m)) for key, m in members.items()}
        self.by_document: dict[str, dict[Key, Thing]] = {}
        for n in people:
            self.by_document.setdefault(n.document, {})[n.key] = self.thing(n.key)
        for n in people:
            for alias in n.aliases:
                self.by_document[n.document].setdefault(alias, self.thing(n.key))

    def thing(self, key: Key) -> Thing:
        """The node of a key that is a name. Raises KeyError."""
        return self._things[self._grouped.leader[key]]

    def find(self, key: Key) -> Thing | None:
        """The node of a key, or None where it is no name of this build."""
        return self.thing(key) if key in self._grouped.leader else None

    def merges(self) -> tuple[Merge, ...]:
        """One for each key that several documents name, and one for each link between keys."""
        found = []
        for key, said in sorted(self._said.items()):
            if len(said.documents) > 1:
                found.append(self._merge((key,), "same-name"))
        found += [self._merge((link.one, link.other), link.reason) for link in self._grouped.links]
        return tuple(sorted(found, key=lambda m: (m.thing, m.reason, m.members)))

    def near(self) -> tuple[NearMiss, ...]:
        """What looks alike and was kept apart."""
        found = [
            NearMiss(
                things=tuple(self.thing(key).iri for key in near.keys),
                labels=tuple(self.thing(key).label for key in near.keys),
                references=tuple(self.reference(key) for key in near.keys),
                documents=_union(self._said[key].documents for key in near.keys),
                why=near.why,
            )
            for near in self._grouped.near
        ]
        return tuple(sorted(found, key=lambda n: (n.why, n.references)))

    def reference(self, key: Key) -> str:
        """How a curation file names a key: by type, name and area, or by IRI where its home is a document."""
        said = self._said[key]
        if key.home and said.home is None:
            return key.iri
        area = self._area_names.get(key.home, key.home)
        return f"{key.type}:{label(said.names)}@{area}"

    def _merge(self, keys: tuple[Key, ...], reason: str) -> Merge:
        thing = self.thing(keys[0])
        return Merge(
            thing=thing.iri,
            type=thing.type,
            label=thing.label,
            names=_union(self._said[key].names for key in keys),
            documents=_union(self._said[key].documents for key in keys),
            reason=reason,
            members=tuple(key.iri for key in keys),
            references=tuple(self.reference(key) for key in keys),
        )


def vocabulary_merges(
    extractions: Iterable[Extraction], entities: Mapping[str, Mapping[tuple[str, str], Thing]], keyed: Iterable[str]
) -> list[Merge]:
    """The areas, industries and listed programmes that several documents name: merged by gazetteer or vocabulary."""
    names: dict[Thing, set[str]] = {}
    documents: dict[Thing, set[str]] = {}
    others = frozenset(keyed)
    for extraction in extractions:
        for entity in named(extraction):
            thing = entities[extraction.document.name][entity.type, iris.normal(entity.name)]
            if thing.iri not in others:
                names.setdefault(thing, set()).add(entity.name)
                documents.setdefault(thing, set()).add(iris.document(extraction.document))
    found = []
    for thing in sorted(names, key=lambda t: (t.iri, t.type, t.label)):
        if len(documents[thing]) > 1:
            listed = "vocabulary" if thing.listed and thing.type != "Area" else ""
            reason = listed or _UNKEYED_REASONS.get(thing.type, "vocabulary")
            where = tuple(sorted(documents[thing]))
            said = tuple(sorted(names[thing]))
            found.append(Merge(thing.iri, thing.type, thing.label, said, where, reason, (thing.iri,)))
    return found


def _said(people: Iterable[Named], documents: Mapping[str, str]) -> dict[Key, Said]:
    names: dict[Key, set[str]] = {}
    where: dict[Key, set[str]] = {}
    homes: dict[Key, Place | None] = {}
    for n in people:
        names.setdefault(n.key, set()).add(n.entity.name)
        where.setdefault(n.key, set()).add(documents[n.document])
        homes[n.key] = n.home
    return {key: Said(tuple(sorted(names[key])), tuple(sorted(where[key])), homes[key]) for key in sorted(names)}


def _area_names(people: Iterable[Named]) -> dict[str, str]:
    """What a home is called in a curation file: by its name, or its code where two have that name."""
    places = {n.home.iri: n.home for n in people if n.home}
    count = Counter(place.label for place in places.values())
    return {"": ""} | {iri: p.label if count[p.label] == 1 else p.code or p.iri for iri, p in sorted(places.items())}


def _union(sets: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({one for several in sets for one in several}))
