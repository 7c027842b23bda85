"""Relations of programmes: who implements and issues them, their year, their parts, and the projects under them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from kg.extract.context import Mention
from kg.extract.programme_wholes import FARTHEST, Sum, decoded, summed
from kg.extract.relations.issuer import Issuers, Place, only_issued
from kg.extract.relations.mentions import Statement, home, mentions, relations, together
from kg.language import phrases
from kg.language.worded import worded
from kg.model import Entity, Relation, Sentence

if TYPE_CHECKING:
    from kg.extract.context import Context

# Share of the relations of each rule that were right on the annotated windows.
_CONFIDENCE = {
    "implements-own": 0.78,
    "implements-named": 0.8,
    "implements-other": 0.71,
    "year-of-report": 0.83,
    "part-listed": 0.5,
    "part-told": 0.9,
    "part-put-into": 0.8,
    "part-behind": 0.7,
    "decoded": 0.9,
    "project-listed": 0.8,
    "project-after": 0.8,
}
_CODED = re.compile(r"[二三四五六七八九十两0-9]+(?:大|个|项|条)?[^，。]{0,6}$")
_LAST_YEAR = worded("{cue/scope-review}")
_LIST_ONLY = re.compile(r"(?:[^，。；、和与及]{2,16}[、和与及]){0,5}")
# Of the area that the name begins with.
_LOCAL = worded("(?:{programme-cue/head-pilot}|{programme-cue/head-zone}|{programme-cue/head-reform}|”)(?:建设)?$")
_MOST = 24  # areas before a programme that are looked at
_start = attrgetter("start")
_LEVELS = ("province", "prefecture", "county", "township")
_HOW = "(?:{phrase-cue/adverb}|{phrase-cue/adverb-soft}|加快|统筹|提速)"
_TAKE = worded("^(?:等地?)?", _HOW, "{0,2}(?:{phrase-cue/verb-carry}|{phrase-cue/verb-improve})?$")


def programme_relations(context: Context) -> Iterator[Relation]:
    """``implements``, ``issuedBy``, ``programmeYear``, ``decodes``, ``partOf``, ``underProgramme`` of programmes."""
    yield from relations(_statements(context))


def _statements(context: Context) -> Iterator[Statement]:
    own = home(context)
    where: dict[str, list[Place]] = {}
    entities: dict[str, Entity] = {}
    sums: list[tuple[Place, Sum]] = []
    told = context.mentions_of("Programme")
    projects = context.mentions_of("Project")
    for sentence, programmes in mentions(context, "Programme"):
        for m in programmes:
            place = Place(sentence, m, sentence.text[m.start : m.end])
            where.setdefault(m.entity.name, []).append(place)
            entities[m.entity.name] = m.entity
            said = summed(place.name)
            if said is not None:
                sums.append((place, said))
        if len(programmes) > 1:
            yield from _parts(sentence, programmes)
            yield from _parts_by_words(sentence, programmes)
        if sentence.index in projects:
            yield from _projects(sentence, programmes, projects[sentence.index])
    for place, said in sums:
        yield from _told(context.document.sentences, told, place, said)
    held = (context.mentions_of("Area"), context.mentions_of("Site"))
    areas = {i: together([m.get(i, ()) for m in held]) for i in told if i in held[0] or i in held[1]}
    issuers = Issuers(context, own)
    for name, places in where.items():
        programme = entities[name]
        yield from _implements(own, programme, places, areas)
        yield from issuers.of(programme, places)
        coded = [place for place in places if "”" in place.name]
        if coded:
            yield from _decodes(programme, coded)
        if programme.kind == "campaign-year":
            yield from _year(context, programme, places)


def _state(s: Entity, p: str, o: Entity | str, at: Mention, rule: str) -> Statement:
    return Statement(s, p, o, at.span, rule, _CONFIDENCE[rule])


def _implements(
    own: Entity | None, programme: Entity, places: Iterable[Place], areas: Mapping[int, Sequence[Mention]]
) -> Iterator[Statement]:
    """The own area, unless other areas stand before every mention, or the programme is only a paper being issued."""
    for place in places:
        near = areas.get(place.sentence.index)
        others, rule = _before(place.sentence, place.mention, near, own) if near else ([], "")
        if others:
            for area in others:
                yield _state(area, "implements", programme, place.mention, rule)
        elif own is not None and not only_issued(place):
            yield _state(own, "implements", programme, place.mention, "implements-own")


def _before(sentence: Sentence, at: Mention, areas: Sequence[Mention], own: Entity | None) -> tuple[list[Entity], str]:
    """Areas that a programme is of: at the head of its name, or in the list before it or before its verb."""
    text = sentence.text
    clause = phrases.clause_at(text, at.start) if areas[0].start <= at.start else None
    if clause is None:
        return [], ""
    areas = areas[bisect_left(areas, clause[0], key=_start) : bisect_right(areas, at.start, key=_start)][-_MOST:]
    if not areas:
        return [], ""
    near: list[Entity] = []
    edge = at.start
    for a in sorted(areas, key=lambda m: -m.end):
        if clause[0] <= a.start and a.end <= edge and a.entity.kind in _LEVELS:
            between = text[a.end : edge]
            if (near and between in ("、", "和", "与", "及")) or (not near and _TAKE().match(between)):
                near.append(a.entity)
                edge = a.start
    head = text[at.start : at.end]
    inside = [a.entity for a in areas if a.start == at.start and a.end < at.end and a.entity.kind in _LEVELS]
    found = (inside if _LOCAL().search(head) else []) or list(reversed(near))
    rule = "implements-named" if inside else "implements-other"
    return [a for a in found if own is None or a.name != own.name], rule


def _year(context: Context, programme: Entity, places: Iterable[Place]) -> Iterator[Statement]:
    """The year of a campaign: the reviewed one where most of its passages look back, as the scope of numbers says."""
    reviewed, planned = context.document.metadata.year_reviewed, context.document.metadata.year_planned
    if reviewed is None and planned is not None:
        reviewed = planned - 1
    scopes = context.scopes
    told: dict[int, list[Mention]] = {}
    for sentence, mention, _ in places:
        before = sentence.text[: mention.start]
        back = _LAST_YEAR().search(before) is not None or scopes[sentence.index].kind in ("review", "five-review")
        year = reviewed if back else planned
        if year is not None:
            told.setdefault(year, []).append(mention)
    if told:
        chosen = max(told, key=lambda year: (len(told[year]), year))
        for mention in told[chosen]:
            yield _state(programme, "programmeYear", str(chosen), mention, "year-of-report")


def _decodes(programme: Entity, places: Iterable[Place]) -> Iterator[Statement]:
    """What the numbers of a coded name stand for, where the sentence says it."""
    for sentence, m, name in places:
        said = decoded(sentence.text, name, m.end)
        if said is not None:
            text, span = sentence.text[slice(*said)], sentence.span(*said)
            yield Statement(programme, "decodes", text, span, "decoded", _CONFIDENCE["decoded"])


def _parts(sentence: Sentence, programmes: Sequence[Mention]) -> Iterator[Statement]:
    """``A、B、C“三大行动”``: what a sum lists before it are its parts; ``等`` may stand before the sum."""
    text = sentence.text
    for at, whole in enumerate(programmes[2:], start=2):
        name = text[whole.start : whole.end]
        said = summed(name)
        if said is None and not (name.endswith("”") and _CODED.search(name.strip("“”"))):
            continue
        edge = whole.start
        parts: list[Mention] = []
        for part in reversed(programmes[:at]):
            if text[part.end : edge] not in ("、", "", "和", "等", "及", "以及"):
                break
            if text[part.end : edge] or said is not None:
                parts.append(part)
            edge = part.start
        if len(parts) < 2 or (said is not None and len(parts) > said.count):
            continue
        for part in reversed(parts):
            yield _state(part.entity, "partOf", whole.entity, part, "part-listed")


def _parts_by_words(sentence: Sentence, programmes: Sequence[Mention]) -> Iterator[Statement]:
    """``把甲纳入乙统筹实施``: what is put into another programme is a part of it; ``甲“六个计划”``: a sum behind it."""
    text = sentence.text
    for part, whole in pairwise(programmes):
        between = text[part.end : whole.start] if part.end <= whole.start else None
        if between is not None and _PUT_INTO().fullmatch(between) and _PUTS.search(text, 0, part.start):
            yield _state(part.entity, "partOf", whole.entity, part, "part-put-into")
        elif between == "" and _is_led(text, part) and _SUM_BEHIND.fullmatch(text, whole.start, whole.end):
            yield _state(whole.entity, "partOf", part.entity, whole, "part-behind")


def _is_led(text: str, whole: Mention) -> bool:
    """Whether a programme is no sum and no item of a list, so that the sum behind it is of its parts."""
    listed = text[whole.start - 1 : whole.start] in tuple("、和与及”") if whole.start else False
    return not listed and summed(text[whole.start : whole.end]) is None


_PUTS = re.compile(r"[把将][^，。；]{0,6}$")
_PUT_INTO = worded("(?:等)?(?:", _HOW, "|一并|统一)?{programme-cue/put-into}(?:到)?")
_SUM_BEHIND = re.compile(r"“?[一二三四五六七八九十]{1,2}(?:大|个|项)[^，。；、]{2,12}”?")


def _told(
    sentences: Sequence[Sentence], told: Mapping[int, Sequence[Mention]], place: Place, said: Sum
) -> Iterator[Statement]:
    """Parts told after their sum, in its sentence or the next two, where there are as many as the sum says.

    ``told`` are the programmes of each sentence, by its index.
    """
    sentence, whole, _ = place
    behind = sentences[sentence.index : sentence.index + FARTHEST * said.count]
    places = [(each, told.get(each.index, ())) for each in behind]
    parts = _of_sort(places, whole, said.count)
    programmes = places[0][1]
    at = programmes.index(whole)
    near: list[tuple[Sentence, Mention]] = [(sentence, m) for m in programmes[at + 1 : at + 4 * said.count]]
    for following, others in places[1:3]:
        if following.section == sentence.section:
            near += [(following, m) for m in others[: 4 * said.count]]
    for where, m in near if not parts else ():
        sort = m.entity.name.endswith(said.head) or m.entity.rule == "told-part"
        if sort and summed(where.text[m.start : m.end]) is None and m.entity.name != whole.entity.name:
            parts.setdefault(m.entity.name, m)
    if len(parts) == said.count:
        for m in parts.values():
            yield _state(m.entity, "partOf", whole.entity, m, "part-told")


def _of_sort(places: Sequence[tuple[Sentence, Sequence[Mention]]], whole: Mention, count: int) -> dict[str, Mention]:
    """The programmes told after a sum that end as it does (六大提升行动: …提升行动), if it says as many."""
    sort = _SORT.search(whole.entity.name)
    found: dict[str, Mention] = {}
    for sentence, programmes in places:
        for m in programmes:
            name = m.entity.name
            alike = m.entity.rule == "told-part" or (sort is not None and name.endswith(sort["sort"]))
            if sentence.section == places[0][0].section and alike and summed(name) is None:
                found.setdefault(name, m)
    return found if len(found) == count else {}


_SORT = re.compile(r"[二三四五六七八九十](?:大|项|个)(?P<sort>[^，。；、“”]{3,8})”?$")


def _projects(sentence: Sentence, programmes: Sequence[Mention], projects: Sequence[Mention]) -> Iterator[Statement]:
    """Projects that a list puts before the programme (甲、乙等…试点项目), or that the clauses after it tell of."""
    text = sentence.text
    for project in projects:
        for programme in programmes:
            if project.end <= programme.start and _LISTED.fullmatch(text, project.end, programme.start):
                yield _state(project.entity, "underProgramme", programme.entity, project, "project-listed")
        topic = _topic(text, programmes, projects, project) if programmes[0].start < project.start else None
        if topic is not None:
            yield _state(project.entity, "underProgramme", topic.entity, project, "project-after")


_LISTED = re.compile(r"(?:[、和与及][^，。；、]{2,24}){0,6}等(?:[0-9]+个)?")


def _topic(text: str, programmes: Sequence[Mention], projects: Sequence[Mention], project: Mention) -> Mention | None:
    """The programme of the clause before a project's, where the project is told of as what was done of it.

    That clause does no more than carry the programme out (深入实施甲行动, 甲工程提速推进). The project begins its own
    clause, or is what was built (建成乙、丙等项目); clauses between them tell of projects too. What is built belongs to
    no mechanism or reform.
    """
    every = phrases.clauses(text)
    at = next((i for i, (start, end) in enumerate(every) if start <= project.start < end), None)
    if at is None:
        return None
    begin = every[at][0]
    if any(begin <= p.start < project.start for p in programmes):
        return None
    subject = _LIST_ONLY.fullmatch(text, begin, project.start) and _is_subject(text, *every[at])
    if not subject and _BUILT().fullmatch(text, begin, project.start) is None:
        return None
    for index in range(at, 0, -1):
        start, end = every[index - 1]
        if text[every[index][0] - 1] != "，":
            return None
        inside = [p for p in programmes if start <= p.start and p.end <= end]
        if inside:
            topic = inside[0] if len(inside) == 1 and _is_topic(text, start, end, inside[0]) else None
            return topic if topic is not None and (subject or topic.entity.kind not in _NOT_BUILT) else None
        if not any(start <= p.start < end for p in projects):
            return None
    return None


_NOT_BUILT = ("mechanism", "reform", "policy", "work-system")
_BUILT = worded(
    "(?:{name-cue/told-how}|[已新共]|全面|累计)?(?:{name-cue/stage-done}|{name-cue/stage-use}|{project-cue/act}|建设(?:应用)?|完成|新建)",
    "(?:了|{name-cue/stage-use})?(?:[^，；、和与及]{2,16}[、和与及]){0,5}",
)
_CARRIED = worded(
    "(?:{programme-cue/known-tail}|项目|项目建设)?",
    "(?:",
    _HOW,
    "{0,3}{programme-cue/carried})?",
)


def _is_topic(text: str, start: int, end: int, programme: Mention) -> bool:
    """Whether a clause carries a programme out and says no more."""
    if _CARRIED().fullmatch(text, programme.end, end) is None:
        return False
    governed = (frame for frame in phrases.frames(text, start, end) if frame.verbs)
    return programme.start == start or any(frame.start <= programme.start < frame.end for frame in governed)


def _is_subject(text: str, start: int, end: int) -> bool:
    """Whether a clause begins with a noun: with no verb, adverb or preposition."""
    return not any(at == start for at, _, _ in phrases.cues_between(text, start, end))
