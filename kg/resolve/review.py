"""What was merged, what nearly was, and what came of corrections, as flat records that people look through.

Each row has the line of a curation file that would undo it: deny a merge, or make one of a near miss.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.graph import iris
from kg.model import Extraction
from kg.resolve.curation import Outcome, Predicate
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
