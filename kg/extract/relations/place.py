"""Where things are, and which areas, sites and projects are parts of which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.chunks import pattern
from kg.extract.context import Mention
from kg.extract.relations.mentions import Statement, in_clauses, listed_back, mentions, own_area, relations
from kg.extract.relations.parts import begins_name, part_statements
from kg.extract.relations.within import around, lies_in
from kg.language import phrases
from kg.language.worded import worded
from kg.model import Entity, Relation, Sentence

if TYPE_CHECKING:
    from kg.extract.context import Context

# Share of the relations of each rule that were right on the annotated windows.
_CONFIDENCE = {
    "located-in-name": 0.78,
    "located-in-site-name": 0.8,
    "located-verb": 0.9,
    "located-entered": 0.9,
    "located-supported": 0.73,
}
_SUPPORT = worded("{cue/pivot-verb}$")
_BUILD = worded(
    "等?(?:地|[二两三四五]?[市县区])?(?:[^，。；、]{0,4}?)",
    "(?:{name-cue/stage-build}|{name-cue/stage-plan}|建成|{name-cue/founding}|创建|发展|规划)",
)


def place_relations(context: Context) -> Iterator[Relation]:
    """``locatedIn`` of projects, sites and organisations; ``partOf`` of areas, sites and projects."""
    yield from relations(_statements(context))


def _statements(context: Context) -> Iterator[Statement]:
    own = own_area(context)
    outer = around(context)
    sites = _Sites(context.of_type("Site", "Area"))
    named = context.mentions_of("Area")
    built = {sentence.index: found for sentence, found in mentions(context, "Project", "Site", "Organisation")}
    for index in sorted({*named, *built}):
        sentence = context.document.sentences[index]
        every, things = named.get(index, ()), built.get(index, ())
        areas = [m for m in every if m.entity is not own and m.entity.name not in outer]
        elsewhere: list[Mention] = []
        for thing in things:
            site = sites.around(thing.entity)
            if site is None:
                elsewhere.append(thing)
            else:
                rule = "located-in-site-name"
                yield Statement(thing.entity, "locatedIn", site, thing.span, rule, _CONFIDENCE[rule])
        if areas and elsewhere:
            yield from _in_names(context, sentence, areas, elsewhere)
        if things and len(areas) + len(things) > 1:
            yield from _by_verb(sentence, areas, things)
            yield from _entered(sentence, things)
            yield from _supported(sentence, areas, things)
        if things or len(every) > 1:
            yield from part_statements(context, own, sentence, every, areas, things)


def _state(sentence: Sentence, thing: Mention, place: Mention, rule: str) -> Statement:
    span = sentence.span(min(thing.start, place.start), max(thing.end, place.end))
    return Statement(thing.entity, "locatedIn", place.entity, span, rule, _CONFIDENCE[rule])


def _in_names(
    context: Context, sentence: Sentence, areas: Sequence[Mention], things: Sequence[Mention]
) -> Iterator[Statement]:
    """``韶关丹霞机场`` is in the first area of a name, or in the last of those that lie one in the other.

    A road between two areas lies in neither; a company or laboratory need not lie where its name begins, nor a site in
    the region that it serves (长三角…示范区).
    """
    for thing in things:
        inside = [
            a
            for a in areas
            if thing.start <= a.start and a.end <= thing.end and len(thing.entity.name) > a.end - a.start
        ]
        if not inside or _BETWEEN().match(sentence.text, inside[0].end):
            continue
        for place in _innermost(context, inside, sentence.text[: thing.end]):
            first = place.start == thing.start
            region = place.entity.kind == "region" and not (first and thing.entity.type == "Project")
            company = first and thing.entity.type == "Organisation" and not _stands_there(thing.entity, place.entity)
            if not region and not company:
                yield _state(sentence, thing, place, "located-in-name")


def _innermost(context: Context, inside: Sequence[Mention], text: str) -> list[Mention]:
    """Of the areas at the head of a name that ends with ``text`` the last that lies in those before it.

    Not where it only begins a name (深圳 of 深圳宝安机场); what crosses from one area to another is in both.
    """
    chosen = [inside[0]]
    for before, after in pairwise(inside):
        if before.end != after.start:
            break
        rest = text[after.end :]
        if lies_in(context, after.entity, before.entity) and not begins_name(rest):
            chosen = [after]
        elif _CROSSES.search(rest):
            chosen.append(after)
    return chosen


_CROSSES = re.compile("(?:通道|大桥|隧道)$")


def _stands_there(thing: Entity, place: Entity) -> bool:
    """Whether an organisation stands in the city or county that its name begins with: schools and hospitals do."""
    return place.kind in ("prefecture", "county", "township") and _SCHOOL().search(thing.name) is not None


_SCHOOL = worded("(?:{name-cue/local-institution}|{name-cue/seated})$")
# What makes a name one of a road between places, or of a thing of nature that a place is named after.
_BETWEEN = worded("[至到—-]|[山峡河湖]|半岛|[^，]{0,2}(?:{name-cue/line-works}|铁路(?!{name-cue/line-place}))")


class _Sites:
    """The sites and zones whose names are long enough to begin the name of what stands in them.

    Args:
        found: the sites and areas of a document.
    """

    def __init__(self, found: Iterable[Entity]) -> None:
        sites = [e for e in found if len(e.name) >= _LONG_NAME and (e.type == "Site" or e.kind == "zone")]
        sites.sort(key=lambda e: (-len(e.name), e.name, e.type))
        self._by_beginning: dict[str, list[Entity]] = {}
        for site in sites:
            self._by_beginning.setdefault(site.name[:_LONG_NAME], []).append(site)

    def around(self, thing: Entity) -> Entity | None:
        """The site in which a thing stands that is named after it: ``滨海科学城超级工厂`` in ``滨海科学城``."""
        name = thing.name
        if thing.type == "Site":
            return None
        for site in self._by_beginning.get(name[:_LONG_NAME], ()):
            if len(name) >= len(site.name) + 2 and name.startswith(site.name):
                return None if _NO_PLACE().fullmatch(name, len(site.name)) else site
        return None


_LONG_NAME = 4  # characters
_NO_PLACE = worded("[（(]?[一二三四五六]期[）)]?(?:工程|项目)?|.*段|{name-cue/run-by}.*")


def _by_verb(sentence: Sentence, areas: Sequence[Mention], things: Sequence[Mention]) -> Iterator[Statement]:
    """``A、B等企业落户韶关``, ``A入驻B产业园``, ``A在韶关开工``, ``位于韶关的A``."""
    text = sentence.text
    places = [*areas, *(m for m in things if m.entity.type == "Site")]
    for verb in pattern("location-verb").finditer(text) if places else ():
        at = _WHERE.match(text, verb.end())
        end = at.end() if at is not None else verb.end()
        place = next((m for m in places if m.start == end), None)
        if place is None:
            continue
        behind = next((t for t in things if t.start == place.end + 1), None)
        found = [behind] if behind is not None and text[behind.start - 1] == "的" else []
        for thing in found or listed_back(text, things, verb.start()):
            if thing.entity is not place.entity:
                yield _state(sentence, thing, place, "located-verb")
    for place in places:
        if text[place.start - 1 : place.start] == "在" and _DONE_THERE().match(text, place.end):
            for thing in listed_back(text, things, place.start - 1):
                yield _state(sentence, thing, place, "located-verb")


_DONE_THERE = worded(
    "(?:{name-cue/told-how}|[已均新]|全面|加快|{name-cue/set-up}|{name-cue/stage-start})?",
    "(?:{name-cue/stage-sign}|{name-cue/stage-land}|{name-cue/stage-start}|{name-cue/stage-done}|{name-cue/stage-use}",
    "|{name-cue/set-up}|建设|布局)",
)
_WHERE = re.compile("(?:于|在|到|至)?(?:我[省市县区州])?")


def _entered(sentence: Sentence, things: Sequence[Mention]) -> Iterator[Statement]:
    """``A园开园，B、C等企业入驻``; ``A园入驻B、C等企业``: they are in what the sentence names first."""
    text = sentence.text
    verb = pattern("entering-verb")
    if not any(m.entity.type == "Site" for m in things) or verb.search(text) is None:
        return
    for (start, end), (following, stop) in pairwise(((0, 0), *phrases.clauses(text))):
        site = _subject(things, start, end)
        last = next((m for m in verb.finditer(text, following, stop) if m.end() == stop), None) if site else None
        if last is not None and site is not None:
            for thing in listed_back(text, things, last.start()):
                if thing.start >= following and thing.entity is not site.entity:
                    yield _state(sentence, thing, site, "located-entered")
        site = _subject(things, following, stop)
        said = verb.search(text, site.end, stop) if site is not None else None
        if site is not None and said is not None and said.start() - site.end <= _SOON:
            for thing in things:
                if said.end() <= thing.start and thing.end <= stop and thing.entity.type == "Organisation":
                    yield _state(sentence, thing, site, "located-entered")


_SOON = 6  # characters between a site and the verb that tells who came into it: 已成功


def _subject(things: Sequence[Mention], start: int, end: int) -> Mention | None:
    """The site that a clause begins with."""
    for thing in things:
        if thing.start == start and thing.end <= end and thing.entity.type == "Site":
            return thing
    return None


def _supported(sentence: Sentence, areas: Sequence[Mention], things: Sequence[Mention]) -> Iterator[Statement]:
    """``支持沈阳、大连建设工业设计集聚区``: what they are to build lies there; ``甲市建设…、乙市建设…``, its own."""
    text = sentence.text
    built = [t for t in things if t.entity.type != "Organisation"]
    if not built:
        return
    places = sorted((*areas, *(t for t in built if t.entity.type == "Site")), key=lambda m: (m.start, -m.end))
    outer = [m for at, m in enumerate(places) if not any(m.end <= o.end for o in places[:at])]
    for start, end, inside in in_clauses(text, outer):
        runs = [(at, run) for at, run in _runs(text, inside) if _BUILD().match(text, run[-1].end)]
        if not runs or (runs[0][0] > start and not _SUPPORT().search(text, start, runs[0][0])):
            continue
        stops = [*(at for at, _ in runs[1:]), end]
        for (_, run), stop in zip(runs, stops, strict=True):
            for thing in built:
                if run[-1].end < thing.start and thing.end <= stop:
                    for place in run:
                        yield _state(sentence, thing, place, "located-supported")


def _runs(text: str, places: Sequence[Mention]) -> list[tuple[int, list[Mention]]]:
    """The places of a clause in lists, each with where it begins: those with nothing but a conjunction between them."""
    runs: list[tuple[int, list[Mention]]] = []
    for place in places:
        between = text[runs[-1][1][-1].end : place.start] if runs else None
        if between == "":  # 丽水市莲都区: the second alone
            runs[-1][1][-1] = place
        elif between in ("、", "和", "与", "及"):
            runs[-1][1].append(place)
        else:
            runs.append((place.start, [place]))
    return runs
