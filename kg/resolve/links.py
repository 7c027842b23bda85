"""Joining the keys of one thing: on what evidence, and what was not joined and why not.

A link is proposed by a reason (an alias, the same name without its area or its class word, containment with a shared
category) or by a person. It is refused where a document has both as two things, relates the one to the other, where
more than one pair could be meant, or where a person denied it; what was refused is a near miss.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from kg.graph import iris
from kg.model import Extraction
from kg.resolve.identity import Key, Named, normal

_LONG_ENOUGH = 3  # a shorter alias (三期, 一院) says too little to merge by
_RANKED = re.compile(r"[省市区县州旗](?:委|政府)$")  # but 省委 is one at its home
_CORE = 3  # the least that must be left of a name without its class word
_CONTAINED = 4
# What may end a name or be left out. A reform, a system or a base is another thing than the word before it.
_CLASS_WORDS = {
    "Programme": re.compile(r"(?:战略|(?:专项|攻坚)?行动|活动)$"),
    "Project": re.compile(r"(?:建设)?(?:项目|工程)$"),
    "Organisation": re.compile(r"(?:(?:集团|股份)?有限(?:责任)?公司|股份公司)$"),
}
_PARTS = re.compile(
    r"[东西南北中上下首][段区线站期]?|[一二三四五六七八九十百零\d]+|[期段标号区]|分[院馆校]|[甲乙丙丁A-Za-z]"
)


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two keys as one thing, with the reason. Keys are in order."""

    one: Key
    other: Key
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Near:
    """Keys that were not joined although they look alike, and why not."""

    keys: tuple[Key, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """What people decided about pairs of keys."""

    joined: frozenset[tuple[Key, Key]] = frozenset()
    apart: frozenset[tuple[Key, Key]] = frozenset()


@dataclass(frozen=True, slots=True)
class Groups:
    """``leader`` gives for every key that is a name the one that its thing is named by."""

    leader: Mapping[Key, Key]
    links: tuple[Link, ...]
    near: tuple[Near, ...]


def pair(one: Key, other: Key) -> tuple[Key, Key]:
    """Two keys in order."""
    return (one, other) if one < other else (other, one)


def core_of(key: Key) -> str:
    """The name without the word that says what kind of thing it is, where enough is left."""
    words = _CLASS_WORDS.get(key.type)
    core = words.sub("", key.name) if words else key.name
    return core if len(core) >= _CORE else key.name


def groups(people: Sequence[Named], extractions: Iterable[Extraction] = (), wishes: Wishes | None = None) -> Groups:
    """Join what the evidence joins. The result depends on the sets given only, not on their order."""
    wishes = wishes or Wishes()
    facts = _Facts.of(people, extractions)
    joining = _Joining(facts, wishes.apart)
    for one, other in sorted(wishes.joined):
        joining.join(Link(one, other, "person"), unless=lambda *_: False)
    refused: list[Near] = []
    for proposals in (_aliases(people, facts, refused), _class_words(facts), _prefixes(people, facts)):
        for link in sorted(proposals):
            refused += joining.join(link, unless=facts.together if link.reason == "alias" else facts.relate)
    for link in sorted(_shared_category(facts)):
        refused += joining.join(link, unless=facts.together)
    leader = {key: joining.root(key) for key in sorted(facts.names)}
    # A pair that one reason could not join, another may have joined.
    refused = [near for near in refused if len({leader[key] for key in near.keys}) > 1]
    known = {near.keys for near in refused}
    alike = [near for near in _alike(facts, leader) if near.keys not in known]
    return Groups(leader, tuple(sorted(joining.made)), tuple(sorted({*refused, *alike})))


@dataclass(slots=True)
class _Facts:
    """What the documents say of keys."""

    names: set[Key] = field(default_factory=set)
    documents: dict[Key, set[str]] = field(default_factory=dict)
    related: set[tuple[Key, Key]] = field(default_factory=set)  # by a document
    categories: dict[Key, set[str]] = field(default_factory=dict)
    by_home: dict[tuple[str, str], list[Key]] = field(default_factory=dict)
    by_core: dict[tuple[str, str, str], list[Key]] = field(default_factory=dict)

    @classmethod
    def of(cls, people: Sequence[Named], extractions: Iterable[Extraction]) -> _Facts:
        facts = cls(names={n.key for n in people})
        for key in sorted(facts.names):
            facts.by_home.setdefault((key.type, key.home), []).append(key)
            facts.by_core.setdefault((key.type, key.home, core_of(key)), []).append(key)
        by_document: dict[str, dict[tuple[str, str], Key]] = {}
        for n in people:
            by_document.setdefault(n.document, {})[n.key.type, n.key.name] = n.key
            facts.documents.setdefault(n.key, set()).add(n.document)
        for extraction in extractions:
            facts._relate(extraction, by_document.get(extraction.document.name, {}))
        return facts

    def together(self, one: Key, other: Key) -> bool:
        """Whether a document has both, as two things."""
        return not self.documents[one].isdisjoint(self.documents[other])

    def relate(self, one: Key, other: Key) -> bool:
        """Whether a document relates the one to the other."""
        return pair(one, other) in self.related

    def _relate(self, extraction: Extraction, known: Mapping[tuple[str, str], Key]) -> None:
        for r in extraction.relations:
            one = known.get((r.s_type, normal(r.s_type, r.s)))
            if one is None:
                continue
            if r.p == "category":
                self.categories.setdefault(one, set()).add(iris.normal(r.o))
            other = known.get((r.o_type, normal(r.o_type, r.o))) if r.o_type else None
            if other and other != one:
                self.related.add(pair(one, other))


class _Joining:
    """Disjoint sets in which the longest name leads, then the first in order: whatever the order of joining."""

    def __init__(self, facts: _Facts, apart: Iterable[tuple[Key, Key]]) -> None:
        self._leader = {key: key for key in facts.names}
        self._members = {key: {key} for key in facts.names}
        self._apart = frozenset(apart)
        self.made: list[Link] = []

    def root(self, key: Key) -> Key:
        while self._leader[key] != key:
            key = self._leader[key]
        return key

    def join(self, link: Link, unless: Callable[[Key, Key], bool]) -> list[Near]:
        """Join, or say why not."""
        one, other = self.root(link.one), self.root(link.other)
        if one == other:
            return []
        between = {pair(a, b) for a in self._members[one] for b in self._members[other]}
        if between & self._apart:
            return [Near(pair(link.one, link.other), "denied")]
        if any(unless(a, b) for a, b in between):
            return [Near(pair(link.one, link.other), "two-in-one-document")]
        first, second = sorted((one, other), key=lambda k: (-len(k.name), k))
        self._leader[second] = first
        self._members[first] |= self._members.pop(second)
        self.made.append(link)
        return []


def _aliases(people: Iterable[Named], facts: _Facts, refused: list[Near]) -> list[Link]:
    """A name that one thing alone has as its alias."""
    owners: dict[Key, set[Key]] = {}
    for n in people:
        for alias in n.aliases:
            if alias in facts.names and alias != n.key:
                owners.setdefault(alias, set()).add(n.key)
    links = []
    for alias, keys in sorted(owners.items()):
        if len(keys) > 1:
            refused.append(Near(tuple(sorted({alias, *keys})), "alias-of-several"))
        elif len(alias.name) < _LONG_ENOUGH and not _RANKED.match(alias.name):
            refused += [Near(pair(alias, key), "alias-too-short") for key in keys]
        else:
            links += [Link(*pair(alias, key), "alias") for key in keys]
    return links


def _class_words(facts: _Facts) -> list[Link]:
    """强省会 and 强省会战略: equal without the word that says what kind of thing it is."""
    return [Link(*pair(keys[0], key), "class-word") for keys in facts.by_core.values() for key in keys[1:]]


def _prefixes(people: Sequence[Named], facts: _Facts) -> list[Link]:
    """济南国际医学中心 and 国际医学中心 in a document of 济南: equal without the area that is their home anyway."""
    found = set()
    around: dict[Key, set[str]] = {}
    for n in people:
        around.setdefault(n.key, set(n.around)).intersection_update(n.around)
    for n in people:
        # 山东省诚信县区 is 诚信县区 and 全省诚信县区 to those who speak of 山东 alone.
        for area in n.around if n.key.type == "Honour" else ():
            rest = n.key.name.removeprefix(area)
            for bare in (replace(n.key, name=rest), replace(n.key, name=f"全{area[-1]}{rest}")):
                if len(n.key.name) > len(rest) > _CONTAINED and area in around.get(bare, ()):
                    found.add(Link(*pair(n.key, bare), "area-prefix"))
        if n.home is None:
            continue
        short = n.home.label.rstrip("省市区县州") if len(n.home.label) > 2 else n.home.label
        # 市儿童活动基地 is the city's: the rank stands for the home.
        for written in (n.home.label, short, n.home.label[-1]):
            core = core_of(n.key)
            rest = core.removeprefix(written)
            # 山东博物馆 is no museum of another kind than 博物馆, but the word alone could mean any.
            long_enough = len(rest) > _CONTAINED or (n.key.type == "Organisation" and len(rest) == _CONTAINED)
            if rest != core and long_enough:
                others = facts.by_core.get((n.key.type, n.key.home, rest), ())
                found |= {Link(*pair(n.key, key), "area-prefix") for key in others}
    return sorted(found)


def _shared_category(facts: _Facts) -> list[Link]:
    """The one containing the other, and both the named example of one class: X等216个产业类项目 in two documents."""
    found = []
    by_class: dict[tuple[str, str], list[Key]] = {}
    for key, categories in facts.categories.items():
        for category in categories:
            by_class.setdefault((key.home, category), []).append(key)
    for keys in by_class.values():
        fuller: dict[Key, list[Key]] = {}
        for inner, outer in _containing(sorted(set(keys))):
            if core_of(inner) != core_of(outer):
                fuller.setdefault(inner, []).append(outer)
        for key, around in fuller.items():
            core = core_of(key)
            if len(around) == 1 and not _PARTS.search(core_of(around[0]).replace(core, "", 1)):
                found.append(Link(*pair(key, around[0]), "same-class"))
    return found


def _alike(facts: _Facts, leader: Mapping[Key, Key]) -> list[Near]:
    """Names that are equal but for home or type, and names that contain another."""
    by_name: dict[tuple[str, str], list[Key]] = {}
    by_place: dict[tuple[str, str], list[Key]] = {}
    for key in sorted(facts.names):
        by_name.setdefault((key.type, key.name), []).append(key)
        by_place.setdefault((key.home, key.name), []).append(key)
    found = [Near(tuple(keys), "other-area") for keys in by_name.values() if _differ(keys, leader)]
    found += [Near(tuple(keys), "other-type") for keys in by_place.values() if _differ(keys, leader)]
    for keys in facts.by_home.values():
        for inner, outer in _containing(keys):
            if len(core_of(outer)) <= 2 * len(core_of(inner)) and leader[inner] != leader[outer]:
                found.append(Near(pair(inner, outer), "contains"))
    return found


def _containing(keys: Sequence[Key]) -> Iterator[tuple[Key, Key]]:
    """Each key whose core is long enough to tell, with each other one whose core has it in it; in linear time."""
    by_core: dict[str, list[Key]] = {}
    for key in keys:
        by_core.setdefault(core_of(key), []).append(key)
    cores = [core for core in by_core if len(core) >= _CONTAINED]
    if not cores:
        return
    index = AhoCorasick(cores, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)
    for around, outers in by_core.items():
        for found in dict.fromkeys(n for n, _, _ in index.find_matches_as_indexes(around, overlapping=True)):
            for inner in by_core[cores[found]]:
                yield from ((inner, outer) for outer in outers if outer != inner)


def _differ(keys: Sequence[Key], leader: Mapping[Key, Key]) -> bool:
    return len({leader[key] for key in keys}) > 1
