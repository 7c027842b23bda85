"""Who develops an industry, and what belongs to one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.chunks import clauses, pattern
from kg.extract.industries import core
from kg.extract.projects import OF_CLASS
from kg.extract.relations.mentions import Mention, Statement, mentions, own_area, relations
from kg.language import phrases
from kg.language.lexicon import lexicon
from kg.model import Entity, Relation, Sentence

if TYPE_CHECKING:
    from kg.extract.context import Context

# Share of the relations of each rule that were right on the annotated windows.
_CONFIDENCE = {
    "develops-own-area": 0.71,
    "develops-named-area": 0.5,
    "industry-in-name": 0.33,
    "industry-of-list": 0.99,
}
# An area that a sentence turns to: 支持合肥发展…, 合肥加快发展….
_TURNS_TO = re.compile("(?:支持|推动|鼓励|引导|促进|指导)$")
_ACTS = re.compile("[^，。；]{0,6}?(?:发展|培育|壮大|做强|做优|做大|依托|聚焦|全域)")


def industry_relations(context: Context) -> Iterator[Relation]:
    """``develops`` of areas and sites, ``inIndustry`` of projects, sites and organisations."""
    yield from relations(_statements(context))


def _statements(context: Context) -> Iterator[Statement]:
    own = own_area(context)
    forms = [(form, industry) for industry in context.of_type("Industry") for form in _forms(industry)]
    for sentence, found in mentions(context, "Area", "Industry", "Project", "Site", "Organisation"):
        for mention in found:
            if mention.entity.type == "Industry":
                yield from _developers(sentence, mention, found, own)
        yield from _in_names(sentence, found, forms)
        yield from _lists(sentence, found)


def _developers(
    sentence: Sentence, industry: Mention, found: tuple[Mention, ...], own: Entity | None
) -> Iterator[Statement]:
    span = sentence.span(industry.start, industry.end)
    named = _turned_to(sentence.text, industry.start, [m for m in found if m.entity.type == "Area"])
    if any(m.entity.type in ("Project", "Site") and m.start <= industry.start and industry.end <= m.end for m in found):
        named = []  # 支持A建设数据产业集聚区: it is the site that A has
    others = [m.entity for m in named if own is None or m.entity.name != own.name]
    if others:
        for area in others:
            yield Statement(
                area, "develops", industry.entity, span, "develops-named-area", _CONFIDENCE["develops-named-area"]
            )
    elif own is not None:
        yield Statement(own, "develops", industry.entity, span, "develops-own-area", _CONFIDENCE["develops-own-area"])


def _turned_to(text: str, at: int, areas: list[Mention]) -> list[Mention]:
    """The areas that the clause of an industry, up to it, is about: 支持A、B等地发展…."""
    around = phrases.clause_at(text, at)
    clause = (around.start, around.end) if around is not None else (0, len(text))
    inside = [m for m in areas if clause[0] <= m.start and m.end <= at]
    if not inside:
        return []
    run = [inside[0]]
    for before, after in pairwise(inside):
        if text[before.end : after.start] in ("、", "和", "与", "及"):
            run.append(after)
        else:
            break
    head = text[clause[0] : run[0].start]
    rest = re.match("等[地市县区]?", text[run[-1].end :])
    end = run[-1].end + (rest.end() if rest else 0)
    if (_TURNS_TO.search(head) or not head) and _ACTS.match(text, end, at + 1):
        return run
    return []


# Organisations that are named after what they work on; companies are named after anything.
_SECTORAL = re.compile("基金$|研究院$|研究所$|联盟$|协会$|交易所$")


def _in_names(
    sentence: Sentence, found: tuple[Mention, ...], forms: Sequence[tuple[str, Entity]]
) -> Iterator[Statement]:
    """``数据产业集聚区`` is in 数据产业: a form of the industry stands inside the name."""
    for thing in found:
        if thing.entity.type not in ("Project", "Site") and not _SECTORAL.search(thing.entity.name):
            continue
        name = thing.entity.name
        inside = [(form, industry) for form, industry in forms if form in name and form != name]
        for form, industry in inside:
            if not any(form != other and form in other for other, _ in inside):
                span = sentence.span(thing.start, thing.end)
                rule = "industry-in-name"
                yield Statement(thing.entity, "inIndustry", industry, span, rule, _CONFIDENCE[rule])


def _forms(industry: Entity) -> tuple[str, ...]:
    """The forms of an industry that a longer name may have inside it."""
    bare = core(industry.name)
    forms = (industry.name, *industry.aliases, *([bare] if lexicon().by_label("industry", bare) else []))
    return tuple(dict.fromkeys(form for form in forms if len(form) >= 2 and form not in ("工业", "未来", "研究")))


def _lists(sentence: Sentence, found: tuple[Mention, ...]) -> Iterator[Statement]:
    """``大力发展精细化工，推进A、B等项目建设``: the projects are in the industry of the clause before."""
    text = sentence.text
    topic: Mention | None = None
    for start, end in clauses(text):
        inside = [m for m in found if start <= m.start and m.end <= end]
        for project in (m for m in inside if m.entity.rule in ("project-list", OF_CLASS) and topic is not None):
            if topic is not None:
                span = sentence.span(topic.start, project.end)
                rule = "industry-of-list"
                yield Statement(project.entity, "inIndustry", topic.entity, span, rule, _CONFIDENCE[rule])
        industries = [m for m in inside if m.entity.type == "Industry"]
        if len(industries) == 1 and (
            pattern("develop-verb").search(text, start, end) or text.startswith("方面", industries[0].end)
        ):
            topic = industries[0]
        elif industries:
            topic = None
