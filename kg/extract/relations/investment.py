"""Who invests where: companies that are brought in, come, sign, build or raise their capital."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.chunks import pattern
from kg.extract.context import Mention
from kg.extract.relations.mentions import Statement, home, in_clauses, listed_back, mentions, mentions_at, relations
from kg.language.worded import worded
from kg.model import Entity, Relation, Sentence

if TYPE_CHECKING:
    from kg.extract.context import Context

# Share of the relations of each rule that were right on the annotated windows.
_CONFIDENCE = {"invests-as-subject": 0.8, "invests-in-area": 0.99, "invests-come": 0.8, "invests-signed": 0.7}
# An institute or a fund that is brought in invests nothing; what a list calls an enterprise does, and what ends as one.
_INVESTORS = (
    "organisation-beside",
    "organisation-end",
    "organisation-known",
    "organisation-list",
    "organisation-said",
    "organisation-shared-head",
)
_NO_INVESTOR = worded("(?:{name-cue/academy}|{name-cue/no-investor}|社保[一-鿿]{0,6}基金|[部委局厅办院署])$")


def investment_relations(context: Context) -> Iterator[Relation]:
    """``invests`` of organisations in the document's own area, in other areas and in projects."""
    yield from relations(_statements(context))


def _statements(context: Context) -> Iterator[Statement]:
    own = home(context)
    for sentence, found in mentions(context, "Organisation"):
        investors = [m for m in found if _is_investor(m.entity)]
        if investors:
            targets = mentions_at(context, sentence.index, "Project", "Area")
            for start, end, inside in in_clauses(sentence.text, investors):
                yield from _of_clause(sentence, (start, end), inside, targets, own)


def _is_investor(entity: Entity) -> bool:
    """Whether an organisation is one that invests: no institute, office or fund that is merely brought in."""
    return entity.rule in _INVESTORS and _NO_INVESTOR().search(entity.name) is None


def _of_clause(
    sentence: Sentence,
    clause: tuple[int, int],
    inside: Sequence[Mention],
    targets: Sequence[Mention],
    own: Entity | None,
) -> Iterator[Statement]:
    """What one clause says of the investors in it.

    ``引进A、B等企业``; ``A、B等企业签约落户``; ``A在甲县投资``, ``A投资2亿元建设乙园``; ``与A签订投资协议``.
    """
    text, (start, end) = sentence.text, clause
    verb = pattern("invest-verb").search(text, start, end)
    for mention in inside if verb is not None and own is not None else ():
        if verb is not None and own is not None and verb.end() <= mention.start:
            yield _state(mention, own, sentence, (verb.start(), mention.end), "invests-in-area")
    said = _INVESTS().search(text, inside[-1].end, end)
    if said is not None and _RUN().fullmatch(text, inside[-1].end, said.start()):
        chosen = _invested(inside[-1].end, end, targets) or (own if _HERE.search(said.group()) else None)
        for mention in inside if chosen is not None else ():
            if chosen is not None:
                yield _state(mention, chosen, sentence, (mention.start, said.end()), "invests-as-subject")
    come = _COMES().search(text, inside[0].end, end)
    if come is not None and own is not None and _is_here(text, come.end(), end, targets, own):
        for mention in listed_back(text, inside, come.start()):
            yield _state(mention, own, sentence, (mention.start, come.end()), "invests-come")
    signed = _SIGNED().match(text, inside[-1].end, end)
    if signed is not None and own is not None and text[inside[0].start - 1 : inside[0].start] in tuple("与同和"):
        for mention in inside:
            yield _state(mention, own, sentence, (mention.start, signed.end()), "invests-signed")


def _state(investor: Mention, target: Entity, sentence: Sentence, place: tuple[int, int], rule: str) -> Statement:
    return Statement(investor.entity, "invests", target, sentence.span(*place), rule, _CONFIDENCE[rule])


def _invested(start: int, end: int, targets: Sequence[Mention]) -> Entity | None:
    """What is invested in: the first project that is to be built, else the first area named."""
    inside = [m for m in targets if start <= m.start and m.end <= end]
    built = next((m.entity for m in inside if m.entity.type == "Project"), None)
    return built or next((m.entity for m in inside if m.entity.type == "Area"), None)


def _is_here(text: str, at: int, end: int, targets: Sequence[Mention], own: Entity) -> bool:
    """Whether nothing behind the verb of coming names another place: the clause ends, or names the own area."""
    return at == end or any(m.start == at and m.entity.name == own.name for m in targets)


_RUN = worded("(?:等[^，。；]{0,10})?(?:{name-cue/told-how}|{name-cue/told-ahead}|[已均新])?(?:在[^，。；]{2,10})?")
_INVESTS = worded(
    "来(?:[我本]?[省市区县州地]|[一-鿿])投资|(?:总|计划|拟|追加)?投资(?:[约超]?[0-9.]+[万亿]|{name-cue/invest-how})",
    "|增资扩产|投资|{name-cue/founding}(?=[^，。；]{0,12}{name-cue/invested-thing})",
)
_HERE = re.compile("来(?:[我本]?[省市区县州地]|[一-鿿])投资|增资扩产")
# 甲、乙等企业签约落户, 甲集团落户我市, 甲集团来市投资兴业.
_COMES = worded(
    "{name-cue/told-how}?{name-cue/coming}(?:于|在)?(?:我[省市县区州]|本[省市县区地])?",
)
_SIGNED = worded(
    "(?:等[^，。；]{0,10})?{name-cue/told-how}?(?:{name-cue/stage-sign}|达成)[^，。；]{0,8}?(?:投资|项目)[^，。；]{0,6}?{name-cue/agreement}"
)
