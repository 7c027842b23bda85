"""One programme from the phrases that propose it: the longest of those that overlap, the forms of a name together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple

from kg.extract.programme_rules import confidence
from kg.language.lexicon import lexicon
from kg.language.worded import worded
from kg.model import Entity, Span


class Candidate(NamedTuple):
    """A phrase that may name a programme, with the rule that proposes it.

    ``kind`` is that of its head; of a programme known to all the IRI of its concept.
    """

    sentence: int
    span: Span
    start: int
    end: int
    name: str
    rule: str
    kind: str
    aliases: tuple[str, ...] = ()


def outermost(found: Iterable[Candidate]) -> list[Candidate]:
    """Of candidates that overlap in one sentence the longest; a quotation or name inside it is an alias at most."""
    by_sentence: dict[int, list[Candidate]] = {}
    for c in found:
        by_sentence.setdefault(c.sentence, []).append(c)
    kept: list[Candidate] = []
    for _, here in sorted(by_sentence.items()):
        apart: list[Candidate] = []
        for c in sorted(here, key=lambda c: (c.start - c.end, c.start)) if len(here) > 1 else here:
            if all(c.end <= other.start or other.end <= c.start for other in apart):
                apart.append(c)
        kept += sorted(apart, key=attrgetter("start")) if len(apart) > 1 else apart
    return kept


def merge(found: Sequence[Candidate]) -> Iterator[Entity]:
    """One entity for the candidates whose names or aliases are the same when marks and common heads are left out."""
    groups: list[list[Candidate]] = []
    place: dict[str, list[Candidate]] = {}
    for c in found:
        group: list[Candidate] | None = None
        keys = [k for k in map(key, (c.name, *c.aliases)) if k]
        for k in keys:
            group = place.get(k)
            if group is not None:
                break
        if group is None:
            group = []
            groups.append(group)
        group.append(c)
        for k in keys:
            place.setdefault(k, group)
    for group in groups:
        yield _together(group)


def _together(group: Sequence[Candidate]) -> Entity:
    best, name = group[0], group[0].name
    for c in group[1:]:
        if confidence(c.rule) > confidence(best.rule):
            best = c
        if len(c.name) > len(name):
            name = c.name
    others: Iterable[str] = ()
    spans: Iterable[Span] = (best.span,)
    if len(group) > 1 or best.aliases:
        others = dict.fromkeys([n for c in group for n in (c.name, *c.aliases) if n != name])
        spans = sorted({c.span for c in group})
    return Entity("Programme", name, tuple(spans), best.rule, confidence(best.rule), tuple(others), kind_of(best))


def kind_of(candidate: Candidate) -> str | None:
    """The kind of programme (an id of the scheme ``programme-kind``) by its head noun or as the vocabulary has it."""
    if candidate.rule == "known":
        return _known_kinds()[candidate.kind]
    if _OF_TALENTS().search(candidate.name):
        return "talent-plan"
    if candidate.name.endswith(("工作体系", "工作推进体系")):
        return "work-system"
    return _kinds().get(candidate.kind)


_OF_TALENTS = worded("{programme-cue/talent}.{0,4}(?:计划|工程)")


@cache
def _kinds() -> dict[str, str]:
    """The programme kind of each sort of head."""
    concepts = lexicon().concepts("programme-cue")
    return {c.id.removeprefix("head-"): c.broader[0].rsplit("/", 1)[-1] for c in concepts if c.broader}


@cache
def _known_kinds() -> dict[str, str | None]:
    """The programme kind of each programme known to all, by its IRI."""
    concepts = lexicon().concepts("known-programme")
    return {c.iri: c.broader[0].rsplit("/", 1)[-1] if c.broader else None for c in concepts}


_MARKS = re.compile(r"[“”‘’《》（）()、·\s]")


@cache
def _known() -> dict[str, str]:
    """The concept of every known name without its marks."""
    concepts = lexicon().concepts("known-programme")
    return {_MARKS.sub("", label): concept.iri for concept in concepts for label in concept.labels}


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """A name as it is compared within a document: without marks, a common head, and the words for one known to all."""
    name = _MARKS.sub("", name)
    if name in _known():
        return _known()[name]
    name = name.removeprefix("国家").removeprefix("全国")
    short = name.removesuffix(lexicon().word_set("programme-cue", "known-tail").before(name))
    return short if len(short) >= 2 else name
