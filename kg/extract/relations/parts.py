"""Which areas, sites and projects are parts of which: side by side, by their names, or told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.context import Mention
from kg.extract.generic import is_generic
from kg.extract.relations.mentions import Statement
from kg.extract.relations.within import lies_in
from kg.language.worded import worded
from kg.model import Entity, Sentence

if TYPE_CHECKING:
    from kg.extract.context import Context

# Share of the relations of each rule that were right on the annotated windows.
_CONFIDENCE = {
    "part-of-beside": 0.7,
    "part-of-name": 0.7,
    "part-of-phase": 0.6,
    "part-of-told": 0.8,
}


def part_statements(
    context: Context,
    own: Entity | None,
    sentence: Sentence,
    every: Sequence[Mention],
    areas: Sequence[Mention],
    things: Sequence[Mention],
) -> Iterator[Statement]:
    """``partOf`` of the areas and other things that a sentence names.

    Args:
        context: the document.
        own: its own area.
        sentence: the sentence.
        every: all areas that it names.
        areas: those that are neither the document's own nor around it.
        things: the sites, projects and organisations that it names.
    """
    if len(every) > 1:
        yield from _beside(context, own, sentence, every, things)
        yield from _zones(sentence, areas)
    for thing in things:
        if thing.entity.type != "Organisation" and thing.entity.name.endswith(_PHASE_ENDS):
            yield from _phases(context, thing)
    if len(areas) + len(things) > 1:
        yield from _told(sentence, areas, things)


def _state(sentence: Sentence, part: Mention, whole: Mention, rule: str) -> Statement:
    span = sentence.span(min(part.start, whole.start), max(part.end, whole.end))
    return Statement(part.entity, "partOf", whole.entity, span, rule, _CONFIDENCE[rule])


def _beside(
    context: Context, own: Entity | None, sentence: Sentence, areas: Sequence[Mention], things: Sequence[Mention]
) -> Iterator[Statement]:
    """``宜宾江安``: side by side, the second lies in the first, and what it is listed with."""
    whole: Mention | None = None
    for outer, inner in pairwise(areas):
        between = sentence.text[outer.end : inner.start]
        if (
            between in ("", "）", ")")
            and outer.entity is not own
            and _is_in(context, inner, outer)
            and not _is_name(sentence, outer, inner, things)
        ):
            whole = outer
            yield _state(sentence, inner, outer, "part-of-beside")
        elif whole is not None and between in ("、", "和") and _SMALL.search(inner.entity.name):
            yield _state(sentence, inner, whole, "part-of-beside")
        else:
            whole = None


_SMALL = re.compile("[村屯镇乡]$|社区$|街道$")


def _is_in(context: Context, inner: Mention, outer: Mention) -> bool:
    return inner.start > outer.start and lies_in(context, inner.entity, outer.entity)


def _is_name(sentence: Sentence, outer: Mention, inner: Mention, things: Sequence[Mention]) -> bool:
    """Whether the second area only begins the name of a thing: 天津滨海国际机场, 广州白云站, 沈阳浑南科技城."""
    text = sentence.text
    if _NAMED_AFTER.match(text, inner.end):
        return True
    for thing in things:
        within = inner.end <= thing.end and thing.start in (outer.start, inner.start)
        if within and thing.entity.type != "Organisation" and begins_name(text[inner.end : thing.end]):
            return True
    return False


_NAMED_AFTER = re.compile("[—-]|(?:国际)?机场|[东西南北]?站|[东西南北]?(?:路|大道|大桥|山|湖|湾)")


def begins_name(rest: str) -> bool:
    """Whether what a name has behind an area is so little that the area begins a proper name: 机场, 科技城, 南站."""
    return len(rest) <= _SHORT or is_generic(rest) or _PORT.search(rest) is not None


_SHORT = 3  # characters: 科技城
_PORT = re.compile("^(?:国际)?(?:机场|[东西南北]?站)")
_SITE_ZONE = worded("{name-cue/site-zone}")
_TRADE_ZONE = re.compile("自贸试验区$|自由贸易试验区$")


def _zones(sentence: Sentence, areas: Sequence[Mention]) -> Iterator[Statement]:
    """``南京江北新区``: a zone is a part of the area that its name begins with; 甲片区 of the zone named before."""
    trade = next((m for m in areas if _TRADE_ZONE.search(m.entity.name)), None)
    for outer, inner in pairwise(areas):
        if outer.start == inner.start and outer.entity.kind == "zone" and outer.end > inner.end:
            place = trade if trade and outer.entity.name.endswith("片区") else inner
            if not _SITE_ZONE().search(outer.entity.name):
                yield _state(sentence, outer, place, "part-of-name")


def _phases(context: Context, thing: Mention) -> Iterator[Statement]:
    """``江口工厂二期``, ``滨海产业园南区`` are parts of what the document names without these words."""
    base = _PHASE().sub("", thing.entity.name)
    if base == thing.entity.name or len(base) < 2:
        return
    others = [w for w in context.of_type("Project", "Site") if w is not thing.entity]
    named = [w for w in others if base in (w.name, *w.aliases)]
    longer = [w for w in others if len(base) >= _LONG_BASE and _extends(w.name, base) and not _PHASE().search(w.name)]
    for whole in named or (longer if len(longer) == 1 else ()):
        yield Statement(thing.entity, "partOf", whole, thing.span, "part-of-phase", _CONFIDENCE["part-of-phase"])


def _extends(name: str, base: str) -> bool:
    """Whether a longer name begins or ends with what a part is named after."""
    return name != base and (name.startswith(base) or name.endswith(base))


_LONG_BASE = 4  # characters: 济钢防务 of 济钢防务空天产业基地
_PHASE = worded(
    "[（(]?[一二三四五六]期[）)]?(?:工程|项目)?$|(?<=[园城区谷港地])[东南西北中]区$|{name-cue/zone-part}$",
)
_PHASE_ENDS = ("期", "）", ")", "工程", "项目", "区", "通道")


def _told(sentence: Sentence, areas: Sequence[Mention], things: Sequence[Mention]) -> Iterator[Statement]:
    """``甲区下辖乙镇、丙镇``, ``甲园包括乙园、丙园``, ``甲新区由乙片区、丙片区组成``, ``乙片区是甲新区的组成部分``."""
    text = sentence.text
    if _PARTS().search(text) is None:
        return
    every = sorted((*areas, *(t for t in things if t.entity.type == "Site")), key=lambda m: (m.start, -m.end))
    for at, whole in enumerate(every):
        verb = _HOLDS().match(text, whole.end)
        parts = _listed(text, every[at + 1 :], verb.end()) if verb is not None else []
        if verb is None or (verb.group().endswith("由") and not _MADE_UP.match(text, parts[-1].end if parts else 0)):
            continue
        for part in parts:
            yield from _part_of(sentence, part, whole)
    for part in every:
        is_part = _IS_PART().match(text, part.end)
        held = next((m for m in every if is_part is not None and m.start == is_part.end()), None)
        if held is not None and _OF().match(text, held.end):
            yield from _part_of(sentence, part, held)


def _part_of(sentence: Sentence, part: Mention, whole: Mention) -> Iterator[Statement]:
    """A part of a thing of its own type; a site lies in an area."""
    stated = _state(sentence, part, whole, "part-of-told")
    if part.entity.type == whole.entity.type:
        yield stated
    elif part.entity.type == "Site":
        yield stated._replace(p="locatedIn")


# What no sentence that tells of parts lacks: of the words of _HOLDS or of those of _OF.
_PARTS = worded("由|{name-cue/holding}|{name-cue/part-noun}")
_HOLDS = worded("(?:共|现|目前)?(?:由|{name-cue/holding})")
_MADE_UP = re.compile("等?(?:[0-9一二三四五六七八九十]{1,3}[个大片]?[一-鿿]{0,6})?(?:共同)?(?:组成|构成)")
_IS_PART = worded("{name-cue/belonging}")
_OF = worded("的?(?:重要|核心|有机)?{name-cue/part-noun}|管辖")


def _listed(text: str, after: Sequence[Mention], at: int) -> list[Mention]:
    """The list of mentions that begins at ``at``."""
    found: list[Mention] = []
    for m in after:
        if m.start >= at and text[at : m.start] in (("",) if not found else _JOINS):
            found.append(m)
            at = m.end
    return found


_JOINS = ("、", "和", "与", "及", "以及")
