"""Who issued a programme: a body of the state, a committee or government of a level, or the area that drew it up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extract.context import Mention
from kg.extract.relations.mentions import Statement
from kg.language import phrases
from kg.language.gazetteer import Area
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
_ISSUE = re.compile(
    r"(?:研究|推动|抓紧|配套|加快|及时|修订|制定|接续|密集|陆续|率先|探索)?(?:出台|制定|编制|印发|推出|起草|颁布|修订|制订)(?:了|好)?"
)
_DO = ("实施", "落实", "执行", "贯彻")
_PAPER = re.compile(
    r"(?:方案|意见|条例|规划|纲要|建议|措施|举措|政策|办法|细则|清单|计划|规定|[0-9]+条|草案)”?(?:（[^）]*）)?$"
)
_CENTRAL = re.compile(r"^(?:中共中央办公厅|中共中央|国务院办公厅|国务院|党中央|中央)(?=.*(?:关于|意见|规划|纲要|规定))")
_COMMITTEE = re.compile(
    r"(?:中共)?(?P<level>省|市|区|县|自治区|州)(?:委|党委|政府)(?:、?(?:省|市|区|县|自治区|州)?(?:委|政府))?"
    r"(?:提出|部署|确定|安排|开展|印发|出台)?$"
)
# 省政府关于…的意见: the level that issued it begins the name.
_OF_LEVEL = re.compile(r"(?:中共)?(?P<level>省|市|区|县|自治区|州)(?:委|党委|政府|人民政府)(?:办公[厅室])?关于")
_STATE = re.compile(r"(?P<body>党中央|中共中央|中央|国务院)(?:、国务院)?(?:出台|印发|制定|颁布|提出|部署)?的?$")
_BY_BODY = re.compile(
    r"(?:等[一-鿿]{0,4}部门)?(?:联合)?(?:出台|印发|发布|制定|启动|颁布|下发|编制|推出|部署)?(?:实施)?的?"
)


def issued(
    context: Context,
    own: Entity | None,
    programme: Entity,
    places: Iterable[tuple[Sentence, Mention]],
    bodies: Mapping[int, Sequence[Mention]],
) -> Iterator[Statement]:
    """``issuedBy`` of a programme by each of its mentions, of several ways to say it the surest.

    Args:
        context: the document.
        own: the document's own area.
        programme: the programme.
        places: where it is named.
        bodies: the organisations of each sentence, by its index.
    """
    for sentence, mention in places:
        issuer, rule = _issuer(context, own, sentence, mention, bodies.get(sentence.index, ()))
        if issuer is not None:
            span = sentence.span(mention.start, mention.end)
            yield Statement(programme, "issuedBy", issuer, span, rule, _CONFIDENCE[rule])


def only_issued(sentence: Sentence, mention: Mention) -> bool:
    """Whether the sentence tells that a paper is made, not that it is carried out."""
    name = sentence.text[mention.start : mention.end]
    before = _words_before(sentence, mention)
    done = any(word in before for word in _DO)
    return _PAPER.search(name) is not None and _ISSUE.search(before) is not None and not done


def _issuer(
    context: Context, own: Entity | None, sentence: Sentence, mention: Mention, bodies: Sequence[Mention]
) -> tuple[Entity | None, str]:
    """Who issued the programme of that mention, and the rule that says so."""
    text = sentence.text
    name = text[mention.start : mention.end].strip("《》“”")
    before = text[max(0, mention.start - 24) : mention.start].rstrip("“《的")
    central = _CENTRAL.search(name)
    if central is not None:
        span = sentence.span(mention.start, mention.end)
        return Entity("Organisation", central.group(), (span,), "title", 0.8), "issued-title"
    committee = _OF_LEVEL.match(name) or _COMMITTEE.search(before)
    if committee is not None:
        return _level(context, own, committee["level"]), "issued-committee"
    state = _STATE.search(before)
    if state is not None:
        body = "党中央" if "中央" in state["body"] else state["body"]
        at = text.rindex(state["body"], 0, mention.start)
        span = sentence.span(at, at + len(state["body"]))
        return Entity("Organisation", body, (span,), "authority", 0.8), "issued-body"
    body_before = next((m for m in bodies if m.end <= mention.start and _names(text, m, mention)), None)
    if body_before is not None:
        return body_before.entity, "issued-body"
    if own is not None and _of_own(context, name):
        return own, "issued-title"
    above = _above(context, name, before)
    if above is not None:
        return above, "issued-area"
    if own is not None and _PAPER.search(name) and _ISSUE.search(_words_before(sentence, mention)):
        return own, "issued-verb"
    return None, ""


def _names(text: str, body: Mention, programme: Mention) -> bool:
    """Whether a body of the state stands before a programme as its author: 农业农村部印发《…》, 财政部“…”行动."""
    national = body.entity.rule == "authority" and not body.entity.name.startswith(("省", "市", "区", "县", "州"))
    return national and _BY_BODY.fullmatch(text, body.end, programme.start) is not None


def _words_before(sentence: Sentence, mention: Mention) -> str:
    """The words of the mention's clause before it."""
    clause = phrases.clause_at(sentence.text, mention.start)
    return sentence.text[clause.start : mention.start] if clause is not None else ""


def _of_own(context: Context, name: str) -> bool:
    """Whether a paper's title begins with the own area or its committee: 中共甲省委关于…, 乙市…规划."""
    area = context.document.metadata.area or ""
    plain = name.removeprefix("中共").removeprefix("中国共产党")
    for above in _parents(context):
        plain = plain.removeprefix(above.name)
    short = re.sub(r"(?:壮族|回族|维吾尔)?自治区$|[省市区县]$", "", area)
    return bool(_PAPER.search(name)) and len(name) > 6 and len(short) > 1 and plain.startswith(short)


def _level(context: Context, own: Entity | None, level: str) -> Entity | None:
    """The area whose committee is meant by 省委, 市委, 区委: the own one if of that level, else the one around."""
    name = context.document.metadata.area or ""
    if own is not None and name.endswith(level):
        return own
    if not context.document.metadata.area_code:
        return own if own is not None and not name.endswith(("区", "县")) else None
    return next((_known(context, area) for area in _parents(context) if area.name.endswith(level)), None)


def _above(context: Context, name: str, before: str) -> Entity | None:
    """The area around the own one whose full name a programme begins with, or has before it: 甲省“千村”工程."""
    return next(
        (
            _known(context, area)
            for area in _parents(context)
            if name.startswith(area.name) or before.endswith(area.name)
        ),
        None,
    )


def _parents(context: Context) -> Sequence[Area]:
    code = context.document.metadata.area_code
    if not code:
        return ()
    return tuple(area for area in context.gazetteer.parents(context.gazetteer.area(code)) if area.level != "country")


def _known(context: Context, area: Area) -> Entity:
    """The document's entity of an area, or one made for it."""
    named = (e for e in context.of_type("Area") if area.name in (e.name, *e.aliases))
    return next(named, None) or Entity("Area", area.name, (Span(0, 1),), "gazetteer", 1.0)
