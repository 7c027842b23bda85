"""Which entities stand where in each sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.context import Mention
from kg.language import phrases
from kg.language.worded import worded
from kg.model import Entity, Relation, Sentence, Span

if TYPE_CHECKING:
    from kg.extract.context import Context


def mentions(context: Context, *types: str) -> Iterator[tuple[Sentence, Sequence[Mention]]]:
    """Each sentence that names entities of these types with them, in reading order, the longer first."""
    sources = [context.mentions_of(kind) for kind in types]
    for index in sorted({index for found in sources for index in found}):
        yield context.document.sentences[index], together([found.get(index, ()) for found in sources])


def mentions_at(context: Context, index: int, *types: str) -> Sequence[Mention]:
    """The entities of these types that the sentence of that index names, in reading order, the longer first."""
    return together([context.mentions_of(kind).get(index, ()) for kind in types])


def together(sources: Sequence[Sequence[Mention]]) -> Sequence[Mention]:
    """Mentions of several types in one order; those of one type are in order."""
    sources = [found for found in sources if found]
    if len(sources) < 2:
        return sources[0] if sources else ()
    return sorted(chain.from_iterable(sources), key=_order)


def _order(mention: Mention) -> tuple[int, int, str]:
    start, end, entity, _ = mention
    return start, -end, entity.type


def in_clauses(text: str, found: Sequence[Mention]) -> Iterator[tuple[int, int, list[Mention]]]:
    """The clauses that name one of these entities as a whole, each with its place; ``found`` is in reading order."""
    at, last = 0, len(found)
    for start, end in phrases.clauses(text):
        inside: list[Mention] = []
        while at < last and found[at].start < end:
            if start <= found[at].start and found[at].end <= end:
                inside.append(found[at])
            at += 1
        if inside:
            yield start, end, inside
        if at == last:
            return


def own_area(context: Context) -> Entity | None:
    """The entity of the document's own area."""
    name = context.document.metadata.area
    return next((e for e in context.of_type("Area") if e.name == name or e.rule == "area-own"), None)


def home(context: Context) -> Entity | None:
    """The document's own area, made from the metadata where no extractor found it in the text."""
    area = context.document.metadata.area
    found = own_area(context)
    return Entity("Area", area, (Span(0, 1),), "metadata", 1.0) if found is None and area else found


def listed_back(text: str, found: Sequence[Mention], end: int) -> list[Mention]:
    """The list of mentions that is the subject of the verb at ``end``, in reading order: A, B of A、B等企业成功….

    The last of them stands before the verb with only what closes a list and adverbs between.
    """
    run: list[Mention] = []
    for m in sorted(found, key=lambda m: (-m.end, m.start)):
        edge = run[0].start if run else end
        if m.end <= edge and (_JOIN if run else _RUN_END()).fullmatch(text, m.end, edge):
            run.insert(0, m)
    return run


_JOIN = re.compile("[、和与及]|以及")
_RUN_END = worded(
    "(?:等(?:一批|一大批|多[家个]|众多)?[^，。；、等]{0,12}?)?",
    "(?:{name-cue/told-how}|{name-cue/told-ahead}|[也已均都又还再新]|{name-cue/stage-sign}|整体|总部|项目){0,5}",
)


class Statement(NamedTuple):
    """One passage that states a relation."""

    s: Entity
    p: str
    o: Entity | str
    span: Span
    rule: str
    confidence: float


def relations(statements: Iterable[Statement]) -> Iterator[Relation]:
    """One relation for each subject, predicate and object, with all its passages; the most trusted rule names it."""
    groups: dict[tuple[str, str, str, str], list[Statement]] = {}
    for one in statements:
        subject, predicate, target = one[:3]
        key = (subject.type, subject.name, predicate, target if isinstance(target, str) else target.name)
        group = groups.get(key)
        if group is None:
            groups[key] = [one]
        else:
            group.append(one)
    for (kind, name, predicate, other), group in groups.items():
        _, _, first, span, rule, confidence = group[0]
        places: tuple[Span, ...] = (span,)
        if len(group) > 1:
            confidence, rule = max([(one.confidence, one.rule) for one in group])
            places = tuple(sorted({one.span for one in group}))
        other_kind = None if isinstance(first, str) else first.type
        yield Relation(name, predicate, other, places, rule, confidence, kind, other_kind)


def merged(said: Iterable[Relation]) -> Iterator[Relation]:
    """Each relation once, with the passages of all that state it: a text about two areas is read for each of them."""
    groups: dict[tuple[str | None, str, str, str | None, str], Relation] = {}
    for one in said:
        key = (one.s_type, one.s, one.p, one.o_type, one.o)
        known = groups.get(key)
        groups[key] = known._replace(mentions=tuple(sorted({*known.mentions, *one.mentions}))) if known else one
    yield from groups.values()
