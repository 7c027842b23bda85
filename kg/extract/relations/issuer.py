"""Who issued a programme: a body of the state, a committee or government of a level, or the area that drew it up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.context import Mention
from kg.extract.programme_patterns import short_name
from kg.extract.relations.mentions import Statement
from kg.language import phrases
from kg.language.gazetteer import Area
from kg.language.worded import worded
from kg.model import Entity, Sentence, Span

if TYPE_CHECKING:
    from kg.extract.context import Context

# Share of the relations of each rule that were right on the annotated windows.
_CONFIDENCE = {
    "issued-verb": 0.95,
    "issued-title": 0.96,
    "issued-committee": 0.8,
    "issued-body": 0.8,
    "issued-area": 0.8,
}
_ISSUE = worded("{programme-cue/issuing}")
_CARRIED_OUT = worded("{programme-cue/carrying-out}")
_PAPER = worded("(?:{programme-cue/head-document}|政策|计划|草案|[0-9]+条)”?(?:（[^）]*）)?$")
_CENTRAL = worded("{name-cue/central-body}(?=.*{programme-cue/central-paper})")
_COMMITTEE = worded(
    "(?:中共)?(?P<level>{name-cue/area-level})(?:委|党委|政府)(?:、?{name-cue/area-level}?(?:委|政府))?",
    "(?:{programme-cue/issuing}|{programme-cue/deciding})?$",
)
# 省政府关于…的意见: the level that issued it begins the name.
_OF_LEVEL = worded("(?:中共)?(?P<level>{name-cue/area-level})(?:委|党委|政府|人民政府)(?:办公[厅室])?关于")
_STATE = worded(
    "(?P<body>{name-cue/central-body})(?:、国务院)?(?:{programme-cue/issuing}|{programme-cue/deciding})?的?$",
)
_BY_BODY = worded(
    "(?:等[一-鿿]{0,4}部门)?(?:联合)?(?:{programme-cue/issuing}|{programme-cue/deciding})?(?:实施)?的?",
)


class Place(NamedTuple):
    """A programme where a sentence names it, and the words that name it there."""

    sentence: Sentence
    mention: Mention
    name: str


def only_issued(place: Place) -> bool:
    """Whether the sentence tells that a paper is made, not that it is carried out."""
    if not _is_paper(place.name):
        return False
    before = _words_before(place)
    return _ISSUE().search(before) is not None and _CARRIED_OUT().search(before) is None


class Issuers:
    """Who may have issued the programmes of a document.

    Args:
        context: the document.
        own: the document's own area.
    """

    def __init__(self, context: Context, own: Entity | None) -> None:
        self._context = context
        self._own = own
        self._bodies = context.mentions_of("Organisation")
        self._parents = _parents(context)
        self._names = tuple(area.name for area in self._parents)
        area = context.document.metadata.area or ""
        self._short = short_name(area)  # titles begin with it

    def of(self, programme: Entity, places: Iterable[Place]) -> Iterator[Statement]:
        """``issuedBy`` of a programme by each of its mentions, of several ways to say it the surest.

        Args:
            programme: the programme.
            places: where it is named.
        """
        for place in places:
            issuer, rule = self._issuer(place)
            if issuer is not None:
                yield Statement(programme, "issuedBy", issuer, place.mention.span, rule, _CONFIDENCE[rule])

    def _issuer(self, place: Place) -> tuple[Entity | None, str]:
        """Who issued the programme of that mention, and the rule that says so."""
        sentence, mention, _ = place
        text = sentence.text
        name = place.name.strip("《》“”")
        before = text[max(0, mention.start - 24) : mention.start].rstrip("“《的")
        central = _CENTRAL().match(name)
        if central is not None:
            return Entity("Organisation", central.group(), (mention.span,), "title", 0.8), "issued-title"
        committee = _OF_LEVEL().match(name) if "关于" in name else None
        if committee is None and ("委" in before or "政府" in before):
            committee = _COMMITTEE().search(before)
        if committee is not None:
            return self._level(committee["level"]), "issued-committee"
        state = _STATE().search(before) if "中央" in before or "国务院" in before else None
        if state is not None:
            body = "党中央" if "中央" in state["body"] else state["body"]
            at = text.rindex(state["body"], 0, mention.start)
            span = sentence.span(at, at + len(state["body"]))
            return Entity("Organisation", body, (span,), "authority", 0.8), "issued-body"
        for body_before in self._bodies.get(sentence.index, ()):
            if body_before.end <= mention.start and _names(text, body_before, mention):
                return body_before.entity, "issued-body"
        return self._by_area(place, name, before)

    def _by_area(self, place: Place, name: str, before: str) -> tuple[Entity | None, str]:
        """The area that issued a programme: named in it or before it, or the own one that is told to draw it up."""
        if self._own is not None and self._is_own(name):
            return self._own, "issued-title"
        if name.startswith(self._names) or before.endswith(self._names):
            above = next(a for a in self._parents if name.startswith(a.name) or before.endswith(a.name))
            return _known(self._context, above), "issued-area"
        if self._own is not None and _is_paper(name) and _ISSUE().search(_words_before(place)):
            return self._own, "issued-verb"
        return None, ""

    def _is_own(self, name: str) -> bool:
        """Whether a paper's title begins with the own area or its committee: 中共甲省委关于…, 乙市…规划."""
        if len(self._short) < 2 or self._short not in name or len(name) <= 6:
            return False
        plain = name.removeprefix("中共").removeprefix("中国共产党")
        for above in self._names:
            plain = plain.removeprefix(above)
        return plain.startswith(self._short) and _is_paper(name)

    def _level(self, level: str) -> Entity | None:
        """The area whose committee is meant by 省委, 市委, 区委: the own one if of that level, else the one around."""
        name = self._context.document.metadata.area or ""
        if self._own is not None and name.endswith(level):
            return self._own
        if not self._context.document.metadata.area_code:
            return self._own if self._own is not None and not name.endswith(("区", "县")) else None
        return next((_known(self._context, area) for area in self._parents if area.name.endswith(level)), None)


def _is_paper(name: str) -> bool:
    """Whether a programme is by its name a paper: 甲条例, “乙二十条”, 丙方案（试行）."""
    return _PAPER().search(name) is not None


def _names(text: str, body: Mention, programme: Mention) -> bool:
    """Whether a body of the state stands before a programme as its author: 农业农村部印发《…》, 财政部“…”行动."""
    national = body.entity.rule == "authority" and not body.entity.name.startswith(("省", "市", "区", "县", "州"))
    return national and _BY_BODY().fullmatch(text, body.end, programme.start) is not None


def _words_before(place: Place) -> str:
    """The words of the mention's clause before it."""
    text, start = place.sentence.text, place.mention.start
    clause = phrases.clause_at(text, start)
    return text[clause[0] : start] if clause is not None else ""


def _parents(context: Context) -> Sequence[Area]:
    code = context.document.metadata.area_code
    if not code:
        return ()
    return tuple(area for area in context.gazetteer.parents(context.gazetteer.area(code)) if area.level != "country")


def _known(context: Context, area: Area) -> Entity:
    """The document's entity of an area, or one made for it."""
    named = (e for e in context.of_type("Area") if area.name in (e.name, *e.aliases))
    return next(named, None) or Entity("Area", area.name, (Span(0, 1),), "gazetteer", 1.0)
