"""What changed between two graphs, in terms of claims: said newly, said no longer, or said otherwise.

Claims are compared by what they say, not by their IRIs, which hold the hash of the document's text. Of each document
(by name) what both graphs say alike is set aside first. Of the rest, two observations are one that changed when they
stand at the same place of the same text with the same measure, or when they answer the same question (area, subject,
indicator, measure, period, comparator) and nothing else of the document does; two names are one that changed when
they have a place in common. What remains was added or removed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from pyoxigraph import Store

from kg.graph.iris import UNDETERMINED
from kg.graph.query import plain, run

_DOCUMENTS = "SELECT ?document ?digest WHERE { ?node a kg:Document ; schema:name ?document ; schema:sha256 ?digest }"
_LABELS = """
SELECT ?node ?label WHERE { ?node skos:prefLabel|rdfs:label ?label FILTER(LANG(?label) IN ("zh", "")) }
"""
_OBSERVATIONS = """
SELECT ?document ?start ?end ?quote ?area ?subject ?indicator ?measure ?period ?comparator ?value ?least ?most ?unit
       ?bound ?status ?written WHERE {
  ?observation a qb:Observation ; sdmx-dimension:refArea ?area ; kg:subject ?subject ; kg:indicator ?indicator ;
    kg:measure ?measure ; sdmx-dimension:refPeriod ?period ; sdmx-measure:obsValue ?value ; kg:valueText ?written ;
    sdmx-attribute:unitMeasure ?unit ; kg:bound ?bound ; kg:valueRole ?status ; kg:statedAt ?at .
  ?at oa:hasSource/schema:name ?document ; oa:hasSelector ?position , ?exact .
  ?position oa:start ?start ; oa:end ?end . ?exact oa:exact ?quote .
  OPTIONAL { ?observation kg:comparator ?comparator }
  OPTIONAL { ?observation schema:minValue ?least }
  OPTIONAL { ?observation schema:maxValue ?most }
}"""
_STATEMENTS = """
SELECT ?document ?start ?end ?quote ?claim ?s ?p ?o WHERE {
  ?claim a kg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; prov:wasDerivedFrom ?at .
  ?at oa:hasSource/schema:name ?document ; oa:hasSelector ?position , ?exact .
  ?position oa:start ?start ; oa:end ?end . ?exact oa:exact ?quote .
}"""
_QUESTION = ("area", "subject", "indicator", "measure", "period", "comparator")
_ANSWER = ("value", "least", "most", "unit", "bound", "status")
_NUMBERS = ("value", "least", "most")
_TYPE = "type"


class Kind(StrEnum):
    """The three kinds of claim."""

    OBSERVATION = "observation"
    ENTITY = "entity"
    RELATION = "relation"


class How(StrEnum):
    """What became of a claim."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim as it is compared. ``places`` are its passages as (start, end), the earliest first, ``quote`` its first.

    ``says`` has every field by name: of an observation the ten of the guideline in base units, of an entity type and
    name, of a relation subject, predicate and object. ``written`` is the value as the document has it.
    """

    kind: Kind
    document: str
    says: Mapping[str, str]
    places: tuple[tuple[int, int], ...]
    quote: str
    written: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """All that it says."""
        return (self.kind, *self.says.values())


@dataclass(frozen=True, slots=True)
class Change:
    """One claim that differs. ``before`` is None where it was added, ``after`` where it was removed."""

    how: How
    before: Stated | None
    after: Stated | None

    @property
    def stated(self) -> Stated:
        """The claim as it is now, or as it was where it is no more."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change of nothing")
        return found

    @property
    def fields(self) -> tuple[tuple[str, str, str], ...]:
        """Of a changed claim the fields that differ: name, before, after. A value is shown as it is written."""
        if self.before is None or self.after is None:
            return ()
        old, new = self.before.says, self.after.says
        differ = [name for name in new if old[name] != new[name]]
        if not any(name in _NUMBERS for name in differ) or self.before.written == self.after.written:
            return tuple((name, old[name], new[name]) for name in differ)
        rest = tuple((name, old[name], new[name]) for name in differ if name not in _NUMBERS)
        return (("value", self.before.written, self.after.written), *rest)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two graphs compared: documents by name, changes in the order of document, place and kind."""

    documents_added: tuple[str, ...]
    documents_removed: tuple[str, ...]
    documents_changed: tuple[str, ...]  # the same name, another text
    changes: tuple[Change, ...]
    unchanged: int  # claims that both have

    def counts(self) -> dict[str, dict[str, int]]:
        """How many claims of each kind were added, removed and changed."""
        counted = Counter((change.stated.kind, change.how) for change in self.changes)
        return {kind.value: {how.value: counted[kind, how] for how in How} for kind in Kind}


_Match: TypeAlias = Callable[[Stated], Iterable[tuple[object, ...]]]


def difference(before: Store, after: Store) -> Difference:
    """Compare the claims of two graphs, in time and memory linear in their number."""
    digests = [dict(_texts(store)) for store in (before, after)]
    old, new = digests
    left, right, same = _without_the_same(_claims(before), _claims(after))
    kept = {name for name in old if new.get(name) == old[name]}
    changes: list[Change] = []
    for match in (_place(kept), _question(left, right)):
        pairs, left, right = _pair(left, right, match)
        changes += [Change(How.CHANGED, a, b) for a, b in pairs]
    changes += [Change(How.REMOVED, a, None) for a in left] + [Change(How.ADDED, None, b) for b in right]
    changes.sort(key=lambda c: (c.stated.document, c.stated.places, c.stated.key, c.how))
    return Difference(
        documents_added=tuple(sorted(new.keys() - old.keys())),
        documents_removed=tuple(sorted(old.keys() - new.keys())),
        documents_changed=tuple(sorted(name for name in old.keys() & new.keys() if old[name] != new[name])),
        changes=tuple(changes),
        unchanged=same,
    )


def _texts(store: Store) -> Iterator[tuple[str, str]]:
    for document, digest in run(store, _DOCUMENTS).rows:
        yield plain(document), plain(digest)


def _claims(store: Store) -> list[Stated]:
    labels: dict[str, str] = {}
    for node, label in run(store, _LABELS).rows:
        name = plain(label)
        labels[plain(node)] = min(labels.get(plain(node), name), name)
    labels[UNDETERMINED] = ""
    return [*_observations(store, labels), *_statements(store, labels)]


def _observations(store: Store, labels: Mapping[str, str]) -> Iterator[Stated]:
    found = run(store, _OBSERVATIONS)
    for row in found.rows:
        said = dict(zip(found.columns, map(plain, row), strict=True))
        says = {name: labels.get(said[name], said[name]) for name in (*_QUESTION, *_ANSWER)}
        place = (int(said["start"]), int(said["end"]))
        yield Stated(Kind.OBSERVATION, said["document"], says, (place,), said["quote"], said["written"])


def _statements(store: Store, labels: Mapping[str, str]) -> Iterator[Stated]:
    """Entities and relations; one claim has a row for each of its passages."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    found = run(store, _STATEMENTS)
    for row in found.rows:
        said = dict(zip(found.columns, map(plain, row), strict=True))
        rows[said["claim"]].append(said)
    for passages in rows.values():
        passages.sort(key=lambda said: (int(said["start"]), int(said["end"])))
        first = passages[0]
        subject, target = (labels.get(first[end], re.split("[/#]", first[end])[-1]) for end in ("s", "o"))
        predicate = first["p"].rsplit("#", 1)[-1]
        named = predicate == _TYPE
        says = {"type": target, "name": subject} if named else {"s": subject, "p": predicate, "o": target}
        places = tuple(dict.fromkeys((int(said["start"]), int(said["end"])) for said in passages))
        yield Stated(Kind.ENTITY if named else Kind.RELATION, first["document"], says, places, first["quote"])


def _without_the_same(left: Sequence[Stated], right: Sequence[Stated]) -> tuple[list[Stated], list[Stated], int]:
    """What only one side says, and how many claims both do. Said twice and once, one of the two is left over."""

    def key(stated: Stated) -> tuple[str, ...]:
        return (stated.document, *stated.key)

    common = Counter(map(key, left)) & Counter(map(key, right))

    def rest(side: Sequence[Stated]) -> list[Stated]:
        unmatched = common.copy()
        over = []
        for stated in sorted(side, key=lambda s: (*key(s), s.places)):
            if unmatched[key(stated)]:
                unmatched[key(stated)] -= 1
            else:
                over.append(stated)
        return over

    return rest(left), rest(right), common.total()


def _place(kept: set[str]) -> _Match:
    """By where it stands, in documents whose text did not change."""

    def match(stated: Stated) -> Iterator[tuple[object, ...]]:
        if stated.document in kept and stated.kind is not Kind.RELATION:
            for place in stated.places:
                yield stated.kind, stated.document, place, stated.says.get("measure", "")

    return match


def _question(left: Sequence[Stated], right: Sequence[Stated]) -> _Match:
    """By what an observation answers, where each side has one answer in that document."""

    def question(stated: Stated) -> tuple[object, ...]:
        return stated.document, *(stated.says[name] for name in _QUESTION)

    sides = [Counter(question(s) for s in side if s.kind is Kind.OBSERVATION) for side in (left, right)]

    def match(stated: Stated) -> Iterator[tuple[object, ...]]:
        if stated.kind is Kind.OBSERVATION and all(side[question(stated)] == 1 for side in sides):
            yield question(stated)

    return match


def _pair(
    left: Sequence[Stated], right: Sequence[Stated], match: _Match
) -> tuple[list[tuple[Stated, Stated]], list[Stated], list[Stated]]:
    """Pairs with a key in common, each claim in one pair at most, and what is left of both sides."""
    free: dict[tuple[object, ...], list[Stated]] = defaultdict(list)
    for stated in reversed(right):
        for key in match(stated):
            free[key].append(stated)
    taken: set[int] = set()
    pairs, rest = [], []
    for stated in left:
        other = next((o for key in match(stated) for o in reversed(free[key]) if id(o) not in taken), None)
        if other is None:
            rest.append(stated)
        else:
            taken.add(id(other))
            pairs.append((stated, other))
    return pairs, rest, [stated for stated in right if id(stated) not in taken]
