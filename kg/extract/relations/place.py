"""Where things are, and which areas are parts of which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.chunks import clauses, pattern
from kg.extract.context import Mention
from kg.extract.relations.mentions import Statement, mentions, own_area, relations
from kg.model import Entity, Relation, Sentence

if TYPE_CHECKING:
    from kg.extract.context import Context

# Share of the relations of each rule that were right on the annotated windows.
_CONFIDENCE = {
    "located-in-name": 0.78,
    "located-verb": 0.9,
    "located-supported": 0.73,
    "part-of-beside": 0.57,
    "part-of-name": 0.6,
    "part-of-phase": 0.33,
}
_SUPPORT = re.compile("(?:支持|推动|鼓励|引导|促进|指导)$")
_BUILD = re.compile("等?[地市县区]?(?:[^，。；、]{0,4}?)(?:建设|打造|创建|发展|推进|设立|建成)")


def place_relations(context: Context) -> Iterator[Relation]:
    """``locatedIn`` of projects, sites and organisations; ``partOf`` of areas."""
    yield from relations(_statements(context))


def _statements(context: Context) -> Iterator[Statement]:
    own = own_area(context)
    around = _around(context)
    for sentence, found in mentions(context, "Area", "Project", "Site", "Organisation"):
        areas = [m for m in found if m.entity.type == "Area" and m.entity is not own and m.entity.name not in around]
        things = [m for m in found if m.entity.type != "Area"]
        yield from _in_names(sentence, areas, things)
        yield from _by_verb(sentence, areas, things)
        yield from _supported(sentence, areas, things)
        yield from _parts(context, sentence, areas, things)
        yield from _phases(context, sentence, things)


def _around(context: Context) -> frozenset[str]:
    """The names of the areas around the document's own: what lies in it lies there as well."""
    code = context.document.metadata.area_code
    if context.gazetteer is None or code is None:
        return frozenset()
    outer = context.gazetteer.parents(context.gazetteer.area(code))
    return frozenset(
        e.name
        for e in context.of_type("Area")
        for area in (context.gazetteer.resolve(e.name, code),)
        if area is not None and area in outer
    )


def _state(sentence: Sentence, thing: Mention, p: str, place: Mention, rule: str) -> Statement:
    span = sentence.span(min(thing.start, place.start), max(thing.end, place.end))
    return Statement(thing.entity, p, place.entity, span, rule, _CONFIDENCE[rule])


def _in_names(sentence: Sentence, areas: list[Mention], things: list[Mention]) -> Iterator[Statement]:
    """``韶关丹霞机场`` is in the first area of a name; a road between two lies in neither."""
    for thing in things:
        inside = [
            a
            for a in areas
            if thing.start <= a.start and a.end <= thing.end and len(thing.entity.name) > a.end - a.start
        ]
        if not inside or _BETWEEN.match(sentence.text, inside[0].end):
            continue
        place = inside[0]
        region = place.entity.kind == "region"
        if not (region and thing.entity.type != "Site") and not (
            thing.entity.type == "Organisation" and place.start == thing.start
        ):
            yield _state(sentence, thing, "locatedIn", place, "located-in-name")


# What makes a name one of a road between places, or of a thing of nature that a place is named after.
_BETWEEN = re.compile("至|到|[—-]|山|峡|河|湖|半岛|[^，]{0,2}(?:高铁|高速|铁路|城际|中线)")


def _by_verb(sentence: Sentence, areas: list[Mention], things: list[Mention]) -> Iterator[Statement]:
    """``A落户韶关``, ``A入驻B产业园``."""
    for verb in pattern("location-verb").finditer(sentence.text):
        place = next(
            (m for m in (*areas, *things) if m.start == verb.end() and m.entity.type in ("Area", "Site")), None
        )
        thing = next((t for t in reversed(things) if t.end <= verb.start() and verb.start() - t.end <= 6), None)
        if place and thing:
            yield _state(sentence, thing, "locatedIn", place, "located-verb")


def _supported(sentence: Sentence, areas: list[Mention], things: list[Mention]) -> Iterator[Statement]:
    """``支持沈阳、大连建设工业设计集聚区``: what they are to build lies there."""
    text = sentence.text
    for start, end in clauses(text):
        inside = [a for a in areas if start <= a.start and a.end <= end]
        if not inside or not _SUPPORT.search(text[start : inside[0].start]):
            continue
        run = [inside[0]]
        for before, after in pairwise(inside):
            if text[before.end : after.start] not in ("、", "和", "与", "及"):
                break
            run.append(after)
        if not _BUILD.match(text, run[-1].end):
            continue
        for thing in things:
            if run[-1].end < thing.start and thing.end <= end and thing.entity.type in ("Site", "Project"):
                for place in run:
                    yield _state(sentence, thing, "locatedIn", place, "located-supported")


def _parts(context: Context, sentence: Sentence, areas: list[Mention], things: list[Mention]) -> Iterator[Statement]:
    """``宜宾江安``: side by side, the second lies in the first, and what it is listed with; a zone in its namesake."""
    zone = next((m for m in areas if _TRADE_ZONE.search(m.entity.name)), None)
    around: Mention | None = None
    for outer, inner in pairwise(areas):
        between = sentence.text[outer.end : inner.start]
        if not between and _lies_in(context, inner.entity, outer.entity) and not _in_port(outer, inner, things):
            around = outer
            yield _state(sentence, inner, "partOf", outer, "part-of-beside")
        elif around is not None and between in ("、", "和") and _VILLAGE.search(inner.entity.name):
            yield _state(sentence, inner, "partOf", around, "part-of-beside")
        else:
            around = None
        if outer.start == inner.start and outer.entity.kind == "zone" and outer.end > inner.end:
            place = zone if zone and outer.entity.name.endswith("片区") else inner
            if not _SITE_ZONE.search(outer.entity.name):
                yield _state(sentence, outer, "partOf", place, "part-of-name")


def _in_port(outer: Mention, inner: Mention, things: list[Mention]) -> bool:
    """Whether the two are a name of an airport or a station: 天津滨海国际机场."""
    return any(t.start <= outer.start and inner.end < t.end and _PORT.search(t.entity.name) for t in things)


_PORT = re.compile("机场|[东西南北]?站$")
_TOWN = re.compile("街道|[镇乡]$|[县区旗]$")
_VILLAGE = re.compile("[村屯]$|社区$")
_SITE_ZONE = re.compile("保税|综保区|经开区|经济(?:技术)?开发区|自贸港")


def _phases(context: Context, sentence: Sentence, things: list[Mention]) -> Iterator[Statement]:
    """``江口工厂二期`` is a part of ``江口工厂``, where the document names that too."""
    for thing in things:
        base = _PHASE.sub("", thing.entity.name)
        if base == thing.entity.name:
            continue
        others = [w for w in context.of_type("Project", "Site") if w is not thing.entity]
        named = [w for w in others if base in (w.name, *w.aliases)]
        longer = [
            w for w in others if len(base) >= _LONG_BASE and w.name.startswith(base) and not _PHASE.search(w.name)
        ]
        for whole in named or (longer if len(longer) == 1 else ()):
            span = sentence.span(thing.start, thing.end)
            yield Statement(thing.entity, "partOf", whole, span, "part-of-phase", _CONFIDENCE["part-of-phase"])


_LONG_BASE = 4  # characters: 济钢防务 of 济钢防务空天产业基地
_PHASE = re.compile("[（(]?[一二三四五六]期[）)]?(?:工程|项目)?$")
_TRADE_ZONE = re.compile("自贸试验区$|自由贸易试验区$")


def _lies_in(context: Context, inner: Entity, outer: Entity) -> bool:
    """Whether the gazetteer has one area in the other; a town that it does not have lies in the county before it."""
    home = context.document.metadata.area_code
    if context.gazetteer is None:
        return False
    if _VILLAGE.search(inner.name) and _TOWN.search(outer.name):
        return True
    large = context.gazetteer.resolve(outer.name, home)
    if large is None or large.level not in ("province", "prefecture", "county"):
        return False
    small = context.gazetteer.resolve(inner.name, large.code)
    if small is None:
        return inner.kind == "township"
    return large in context.gazetteer.parents(small)
