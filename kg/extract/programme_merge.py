"""One programme from the phrases that propose it: the longest of those that overlap, the forms of a name together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.programme_rules import confidence
from kg.language.lexicon import BASE, lexicon
from kg.model import Entity, Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may name a programme, with the rule that proposes it."""

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
    kept: list[Candidate] = []
    taken: dict[int, list[Candidate]] = {}
    for c in sorted(found, key=lambda c: (c.sentence, c.start - c.end, c.start)):
        here = taken.setdefault(c.sentence, [])
        if all(c.end <= other.start or other.end <= c.start for other in here):
            here.append(c)
            kept.append(c)
    return sorted(kept, key=lambda c: (c.sentence, c.start))


def merge(found: Sequence[Candidate]) -> Iterator[Entity]:
    """One entity for the candidates whose names or aliases are the same when marks and common heads are left out."""
    groups: list[list[Candidate]] = []
    place: dict[str, int] = {}
    for c in found:
        keys = [k for k in dict.fromkeys(key(n) for n in (c.name, *c.aliases)) if k]
        at = next((place[k] for k in keys if k in place), len(groups))
        if at == len(groups):
            groups.append([])
        groups[at].append(c)
        for k in keys:
            place.setdefault(k, at)
    for group in groups:
        name = max((c.name for c in group), key=len)
        others = dict.fromkeys(n for c in group for n in (c.name, *c.aliases) if n != name)
        best = max(group, key=lambda c: confidence(c.rule))
        spans = tuple(sorted({c.span for c in group}))
        kind = kind_of(best)
        yield Entity("Programme", name, spans, best.rule, confidence(best.rule), tuple(others), kind)


def kind_of(candidate: Candidate) -> str | None:
    """The kind of programme (an id of the scheme ``programme-kind``) by its head noun or as the vocabulary has it."""
    if candidate.rule == "known":
        known = lexicon().by_iri(f"{BASE}known-programme/{candidate.kind}")
        return known.broader[0].rsplit("/", 1)[-1] if known.broader else None
    if re.search(r"(?:人才|英才|引才|育才).{0,4}(?:计划|工程)", candidate.name):
        return "talent-plan"
    if candidate.name.endswith(("工作体系", "工作推进体系")):
        return "work-system"
    return _kinds().get(candidate.kind)


@cache
def _kinds() -> dict[str, str]:
    """The programme kind of each sort of head."""
    concepts = lexicon().concepts("programme-cue")
    return {c.id.removeprefix("head-"): c.broader[0].rsplit("/", 1)[-1] for c in concepts if c.broader}


_MARKS = re.compile(r"[“”‘’《》（）()、·\s]")
_COMMON = re.compile(r"(?:建设|战略|专项行动|行动|政策|工程|改革|机制|活动|品牌|制度|规划)$")


@cache
def _known() -> dict[str, str]:
    """The concept of every known name without its marks."""
    concepts = lexicon().concepts("known-programme")
    return {_MARKS.sub("", label): concept.iri for concept in concepts for label in concept.labels}


def key(name: str) -> str:
    """A name as it is compared within a document: without marks, a common head, and the words for one known to all."""
    name = _MARKS.sub("", name)
    if name in _known():
        return _known()[name]
    name = name.removeprefix("国家").removeprefix("全国")
    short = _COMMON.sub("", name)
    return short if len(short) >= 2 else name
