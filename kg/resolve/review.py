"""What was merged, what nearly was, what may be a name, and what came of corrections, as flat records for people.

Each row has the line of a curation file that would change it: deny a merge, make one of a near miss, accept a name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.graph import iris
from kg.model import Entity, Extraction
from kg.resolve.curation import Outcome, Predicate
from kg.resolve.identity import label, normal
from kg.resolve.resolution import Merge, NearMiss, Resolution


@dataclass(frozen=True, slots=True)
class Row:
    """One merge or near miss. ``line`` is empty where no correction could change it: change the vocabulary there."""

    type: str
    label: str
    names: tuple[str, ...]
    documents: tuple[str, ...]  # names
    reason: str
    things: tuple[str, ...]  # IRIs
    line: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """A name that no rule is sure of, over all documents that have it. ``line`` would accept it."""

    type: str
    label: str
    count: int  # mentions
    documents: tuple[str, ...]  # names
    areas: tuple[str, ...]  # that the documents are about
    confidence: float  # of the likeliest
    rules: tuple[str, ...]  # that propose it
    example: str  # a sentence
    line: str


@dataclass(frozen=True, slots=True)
class Done:
    """One correction and what came of it."""

    line: int
    text: str
    author: str
    date: str
    comment: str
    applied: bool
    why: str
    things: tuple[str, ...]
    claims: int


@dataclass(frozen=True, slots=True)
class Review:
    """All that was decided about identity in one build."""

    merges: tuple[Row, ...] = ()
    near: tuple[Row, ...] = ()
    corrections: tuple[Done, ...] = ()
    candidates: tuple[Unsure, ...] = ()

    @property
    def applied(self) -> int:
        """How many corrections were applied."""
        return sum(done.applied for done in self.corrections)

    @property
    def dropped(self) -> int:
        """How many claims were dropped with rejected things."""
        return sum(done.claims for done in self.corrections)


def review(extractions: Sequence[Extraction], found: Resolution) -> Review:
    """The records of a resolution of these extractions."""
    names = {iris.document(e.document): e.document.name for e in extractions}
    return Review(
        tuple(_merge(merge, names) for merge in found.merges),
        tuple(_near(near, names) for near in found.near),
        tuple(_done(outcome) for outcome in found.outcomes),
        _candidates(extractions, found),
    )


def _candidates(extractions: Sequence[Extraction], found: Resolution) -> tuple[Unsure, ...]:
    """The candidates of all documents by type and normal name, the most frequent first, then by type and name."""
    said: dict[tuple[str, str], list[tuple[Entity, Extraction]]] = {}
    for extraction in extractions:
        for e in extraction.candidates:
            said.setdefault((e.type, normal(e.type, e.name)), []).append((e, extraction))
    rows = [_unsure(kind, of_name, found) for (kind, _), of_name in sorted(said.items(), key=lambda item: item[0])]
    return tuple(sorted(rows, key=lambda r: (-r.count, -len(r.documents), r.type, r.label)))


def _unsure(kind: str, said: Sequence[tuple[Entity, Extraction]], found: Resolution) -> Unsure:
    name = label(e.name for e, _ in said)
    names = sorted({extraction.document.name for _, extraction in said})
    areas = {place.label for document in names if (place := found.home(document))}
    likeliest, extraction = min(said, key=lambda s: (-s[0].confidence, s[1].document.name))
    document = extraction.document
    at = likeliest.mentions[0].start
    sentence = next((s.text for s in document.sentences if s.offsets[0] <= at <= s.offsets[-1]), name)
    return Unsure(
        kind,
        name,
        sum(len(e.mentions) for e, _ in said),
        tuple(names),
        tuple(sorted(areas)),
        likeliest.confidence,
        tuple(sorted({e.rule for e, _ in said})),
        sentence,
        _line(f"{kind}:{name}", Predicate.ACCEPT, ""),
    )


def _merge(merge: Merge, names: Mapping[str, str]) -> Row:
    documents = tuple(sorted(names[d] for d in merge.documents))
    line = ""
    if len(merge.references) > 1:
        line = _line(merge.references[0], Predicate.DENY, merge.references[1])
    elif merge.references:
        line = _line(merge.references[0], Predicate.DENY, f"document:{documents[-1]}")
    return Row(merge.type, merge.label, merge.names, documents, merge.reason, (merge.thing,), line)


def _near(near: NearMiss, names: Mapping[str, str]) -> Row:
    types = tuple(dict.fromkeys(r.partition(":")[0] for r in near.references if not r.startswith("http")))
    documents = tuple(sorted(names[d] for d in near.documents))
    line = ""
    if near.why == "other-type":
        line = _line(near.references[-1], Predicate.REJECT, "")
    elif near.why != "denied":
        line = _line(near.references[0], Predicate.MERGE, near.references[1])
    return Row("/".join(types), near.labels[0], near.references, documents, near.why, near.things, line)


def _done(outcome: Outcome) -> Done:
    c = outcome.correction
    return Done(
        c.line, c.text, c.author, c.date, c.comment, not outcome.why, outcome.why, outcome.things, outcome.claims
    )


def _line(subject: str, predicate: Predicate, target: str) -> str:
    return "\t".join((subject, predicate.value, target)).rstrip("\t")
