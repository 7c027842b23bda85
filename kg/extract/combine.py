"""One set of names from two witnesses: the rules, which say why, and the trained model, which has seen more.

Every entity of a rule and every name that the model holds possible is a proposal. What speaks for it and against it is
weighed (a logistic model, ``kg/language/models/combine.toml``, written by ``bench/train_names.py``); the likeliest are
taken, names that overlap a likelier one are not, and forms of one name become one entity. What is possible but not
likely enough is kept apart as a candidate, for a person to accept or reject.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from kg.extract.forms import Forms, folded
from kg.extract.generic import is_generic, is_vague_place
from kg.extract.name_bounds import name_start
from kg.extract.programme_words import is_vague
from kg.language import tagger
from kg.language.tagger import Model, TaggedSpan
from kg.language.worded import worded
from kg.model import Document, Entity, Span

RULE = "name-model"  # the rule of entities that the model alone proposes
RULES_ALONE = ("Area", "Honour")  # where the rules alone do better on documents that the model did not see
# Rules by which the words say of what type a thing is: the document's own area, 甲等12个民生类项目, what a table calls
# a project, and the nine that are told beside 九大行动.
_OUTRIGHT = (
    *("area-own", "project-of-class", "project-table"),
    *("told-part", "told-whole", "whole-action-carry", "whole-*-carry"),
)
UNSURE = 0.15  # a name held likelier than this, but not likely enough to be taken, is a candidate
WEIGHTS = Path(tagger.__file__).resolve().parent / "models" / "combine.toml"

_DECIMALS = 6  # more than the weights have: what is added up is exact in them
_STEPS = (0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.96)

T = TypeVar("T")


@dataclass(slots=True)
class Proposal:
    """A thing that may be named in the document, with all that was said for it."""

    type: str
    names: dict[str, None]  # forms in the order in which they were met
    mentions: dict[Span, None]
    entity: Entity | None = None  # of the most trusted rule
    belief: float = 0.0  # the model's, of its likeliest mention
    evidence: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Weights:
    """How evidence is weighed: a weight for each fact, and the least probability with which each type is taken."""

    facts: Mapping[str, float]
    thresholds: Mapping[str, float]

    def probability(self, proposal: Proposal) -> float:
        """How likely a proposal is right; the same to the last bit in whatever order its evidence comes."""
        total = round(sum(self.facts.get(fact, 0.0) for fact in proposal.evidence), _DECIMALS)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True)
class Names:
    """What a document names, and what it may name; each in the order of first mentions, no place in both."""

    entities: tuple[Entity, ...]
    candidates: tuple[Entity, ...] = ()


def combine(document: Document, entities: Sequence[Entity], weights: Weights | None = None) -> Names:
    """The names of a document by rules and model together, and those that neither is sure of.

    An entity keeps its rule's name, kind and aliases where a rule found it; else its rule is ``name-model``. The
    confidence is the share of such names that were right on annotated text that the model had not seen. Types in
    ``RULES_ALONE`` are the rules' word only.

    Args:
        document: the document.
        entities: what the rules found in it.
        weights: how evidence is weighed; by default the measured ones.

    Raises:
        ModelError: the model's files are missing or differ from its card.
    """
    weights = weights or _weights()
    found = proposals(document, entities, tag_document(document))
    taken = again(document, together(entities, found, weights))
    return Names(taken, unsure(found, taken, weights))


def together(entities: Sequence[Entity], found: Sequence[Proposal], weights: Weights) -> tuple[Entity, ...]:
    """What is taken of the proposals, and the rules' entities of the types that are theirs alone."""
    chosen = [e for e in choose(found, weights) if e.type not in RULES_ALONE]
    return in_order([*chosen, *(e for e in entities if e.type in RULES_ALONE)])


def again(document: Document, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The same entities; a programme is also named wherever its name stands in quotation marks and nothing else does.

    What one sentence shows to be a programme (实施甲、乙、丙“三大行动”) is one where another only mentions it.
    """
    named = {name: e for e in entities if e.type == "Programme" for name in map(unquoted, (e.name, *e.aliases))}
    held = _Places((m, m) for e in entities for m in e.mentions)
    more: dict[Entity, list[Span]] = {}
    for sentence in document.sentences if named else ():
        for quoted in _QUOTED.finditer(sentence.text):
            if quoted[1] in named and not held.overlapping(place := sentence.span(quoted.start(), quoted.end())):
                more.setdefault(named[quoted[1]], []).append(place)
    return in_order(e._replace(mentions=tuple(sorted((*e.mentions, *more.get(e, ()))))) for e in entities)


_QUOTED = re.compile("“([^“”]{2,40})”")


def in_order(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Entities in the order of their first mention."""
    return tuple(sorted(entities, key=lambda e: (e.mentions[0], e.type, e.name)))


def tag_document(document: Document, model: Model | None = None) -> tuple[tuple[int, TaggedSpan], ...]:
    """Every name that a model (by default the measured one) holds possible, each with the index of its sentence."""
    sentences = document.sentences
    found = tagger.candidates([s.text for s in sentences], model=model)
    return tuple((s.index, span) for s, spans in zip(sentences, found, strict=True) for span in spans)


def proposals(
    document: Document, entities: Sequence[Entity], tagged: Sequence[tuple[int, TaggedSpan]]
) -> tuple[Proposal, ...]:
    """All that rules and model propose, forms with the same letters together, with the evidence of each."""
    found: dict[tuple[str, str], Proposal] = {}
    for entity in entities:
        keys = [(entity.type, folded(name)) for name in (entity.name, *entity.aliases)]
        known = next((found[key] for key in keys if key in found), None)
        proposal = known or Proposal(entity.type, {}, {})
        proposal.names.update(dict.fromkeys((entity.name, *entity.aliases)))
        proposal.mentions.update(dict.fromkeys(entity.mentions))
        if proposal.entity is None or entity.confidence > proposal.entity.confidence:
            proposal.entity = entity
        for key in keys:
            found.setdefault(key, proposal)
    areas = {
        place
        for entity in entities
        if entity.type == "Area" and entity.kind in _NAMED_LEVELS
        for place in entity.mentions
    }
    spans: list[tuple[Span, str, str, float]] = []
    for index, span in tagged:
        sentence = document.sentences[index]
        name = unquoted(sentence.text[span.start : span.end])
        key = (span.type, folded(name))
        if len(key[1]) < 2:  # a mark alone is no name
            continue
        place = sentence.span(span.start, span.end)
        vague = _is_vague(span, sentence.text, name) or (span.type == "Site" and place in areas)
        vague = vague or (span.type == "Area" and key not in found and name[0] in "全我本各")  # 全市 of no known area
        if name.count("（") != name.count("）") or vague or name[0] in "类等的和与及；，、。：":
            continue
        proposal = found.setdefault(key, Proposal(span.type, {}, {}))
        proposal.names.setdefault(name)
        if not any(place.overlaps(other) for other in proposal.mentions):
            proposal.mentions.setdefault(place)
        proposal.belief = max(proposal.belief, span.probability)
        spans.append((place, span.type, key[1], span.probability))
    every = tuple({id(p): p for p in found.values()}.values())
    _weigh_up(every, spans)
    return every


def _is_vague(span: TaggedSpan, text: str, name: str) -> bool:
    """Whether a name that the model holds possible is a common noun, or a phrase with its verb."""
    if _BORDER.match(name) is not None:
        return True
    if span.type == "Project":
        with_verb = name_start(text, span.start, span.end) > span.start
        return with_verb or is_generic(name) or _BOUND.match(name) is not None or name.endswith("阶段")
    if span.type == "Site":
        return is_vague_place(text, span.start, span.end)
    if span.type == "Organisation":
        return _HELD.search(name) is not None
    if span.type == "Programme":
        return (
            is_vague(name)
            or _AND_YEAR.search(name) is not None
            or is_vague(text[span.start : span.end])
            or name.startswith(("承担", "列席"))
            or (_GOVERNED().match(name) is not None and _TITLE().search(name) is None)
        )
    return False


_NAMED_LEVELS = ("province", "prefecture", "county")  # whose names are never those of places beside
_BORDER = re.compile("[东南西北]至")  # 东至甲路: where a plot ends
_HELD = re.compile("召开|举行")  # 甲县召开人民代表大会: what a body did
_AND_YEAR = re.compile("[和与及]20[0-9]{2}年")  # 情况和2024年计划: of two things
# 二期工程: of what, it does not say.
_BOUND = re.compile("管理|做[活优强大火热好]|谋划|线下|更多|[一二三四五六七八九十0-9]{1,2}期(?:工程|项目)?$")
# 深化重点改革, 承担国家战略: a verb and its object. Titles begin with verbs too: 优化营商环境条例.
_GOVERNED = worded("{name-cue/doing}")
_TITLE = worded("[”》）]|{name-cue/titled-end}$")


def unquoted(name: str) -> str:
    """A name without the quotation marks that enclose all of it, or that are open at one end."""
    for opening, closing in ("“”", "《》"):
        if name.startswith(opening) and name.endswith(closing) and name.count(opening) == 1:
            return name[1:-1]
        if name.startswith(opening) and closing not in name:
            return name[1:]
        if name.endswith(closing) and opening not in name:
            return name[:-1]
    return name


def _weigh_up(every: Sequence[Proposal], spans: Sequence[tuple[Span, str, str, float]]) -> None:
    """Write down the evidence of each proposal: words that the weights know."""
    said = _Places((place, (kind, key, belief)) for place, kind, key, belief in spans)
    ruled = _Places((place, p) for p in every if p.entity for place in p.mentions)
    for p in every:
        keys = {folded(name) for name in p.names}
        near = other = 0.0
        rivals: set[str] = set()
        for place in p.mentions:
            for kind, key, belief in said.overlapping(place):
                if kind != p.type:
                    other = max(other, belief)
                elif key not in keys:
                    near = max(near, belief)
            rivals |= {q.type for q in ruled.overlapping(place) if q is not p}
        rule = p.entity.rule if p.entity else "-"
        name = max(p.names, key=len)
        facts = [
            "",
            f"rule={rule}",
            f"belief={_step(p.belief)}",
            f"{'ruled' if p.entity else 'unruled'}&belief={_step(p.belief)}",
            f"near={_step(near)}",
            f"other={_step(other)}",
            f"mentions={min(len(p.mentions), 3)}",
            f"length={min(len(name), 20) // 2}",
            f"quoted={'“' in name}",
            *(f"rival={kind}" for kind in sorted(rivals)),
        ]
        p.evidence = [f"{p.type} {fact}" for fact in facts]


def _step(value: float) -> int:
    return sum(value >= step for step in _STEPS)


class _Places(Generic[T]):
    """Values at places of a text, to be asked what overlaps a place."""

    def __init__(self, placed: Iterable[tuple[Span, T]]) -> None:
        self._at: dict[int, list[tuple[Span, T]]] = {}
        for span, value in placed:
            for block in range(span.start // 64, (span.end - 1) // 64 + 1):
                self._at.setdefault(block, []).append((span, value))

    def overlapping(self, place: Span) -> list[T]:
        """The values whose places share a character with this one; one of a long place may come twice."""
        blocks = range(place.start // 64, (place.end - 1) // 64 + 1)
        return [value for block in blocks for span, value in self._at.get(block, ()) if span.overlaps(place)]


def choose(found: Sequence[Proposal], weights: Weights) -> tuple[Entity, ...]:
    """The proposals that are likely enough and not overlapped by a likelier one, forms of one name as one entity."""
    scored = [(_said_outright(p) or weights.probability(p), p) for p in found]
    likely = [(score, p) for score, p in scored if score >= weights.thresholds.get(p.type, 0.5)]
    likely.sort(key=lambda s: (not _said_outright(s[1]), -s[0], min(s[1].mentions), s[1].type, next(iter(s[1].names))))
    taken = _Taken()
    groups: list[tuple[float, Proposal]] = []
    known: dict[str, Forms] = {}
    for score, p in likely:
        free = taken.free(p)
        if not free:
            continue
        taken.add(p, free)
        forms = known.setdefault(p.type, Forms(p.type))
        names = [folded(name) for name in p.names]
        alike = sorted(number for name in names for number in forms.alike(name))
        at = next((number for number in alike if not _two(groups[number][1], p)), len(groups))
        for name in names:
            forms.add(name, at)
        if at == len(groups):
            groups.append((score, replace(p, names=dict(p.names), mentions=dict.fromkeys(free))))
        else:
            group = groups[at][1]
            group.names.update(p.names)
            group.mentions.update(dict.fromkeys(free))
            group.entity = group.entity or p.entity
    return in_order(_entity(score, p) for score, p in groups)


def unsure(found: Sequence[Proposal], taken: Sequence[Entity], weights: Weights) -> tuple[Entity, ...]:
    """The proposals that were not taken although they are likelier than ``UNSURE``, the likeliest of each place.

    Those that share a place with a name that was taken are its boundaries misread, unless that is an area or industry
    inside them; other forms of its name in other places are no candidates either.
    """
    places = _Places((m, (m, e.type)) for e in taken for m in e.mentions)
    known: dict[str, Forms] = {}
    for e in taken:
        for name in (e.name, *e.aliases):
            known.setdefault(e.type, Forms(e.type)).add(folded(name), 0)
    left: list[tuple[float, Proposal]] = []
    for p in found:
        score = weights.probability(p)
        if score < UNSURE:
            continue
        forms = known.get(p.type)
        if forms is None or not any(forms.alike(folded(name)) for name in p.names):
            free = [m for m in p.mentions if not any(_hides(*other, m, p) for other in places.overlapping(m))]
            if free:
                left.append((score, replace(p, mentions=dict.fromkeys(free))))
    left.sort(key=lambda s: (-s[0], min(s[1].mentions), s[1].type, next(iter(s[1].names))))
    held: list[Span] = []
    kept = []
    for score, p in left:
        if free := [m for m in p.mentions if not any(m.overlaps(other) for other in held)]:
            held += free
            kept.append(_entity(score, replace(p, mentions=dict.fromkeys(free))))
    return in_order(kept)


def _hides(place: Span, kind: str, mention: Span, p: Proposal) -> bool:
    inside = mention.start <= place.start and place.end <= mention.end and place != mention
    return not (inside and kind in ("Area", "Industry") and p.type != kind)


class _Taken:
    """The places that are given away. Areas stand inside other names; the names of one rule may share a head."""

    def __init__(self) -> None:
        self._places: dict[int, list[tuple[Span, Proposal]]] = {}

    def free(self, p: Proposal) -> list[Span]:
        """The mentions of a proposal that no other name holds."""
        return [m for m in p.mentions if not any(self._excludes(q, p) for s, q in self._near(m) if s.overlaps(m))]

    def add(self, p: Proposal, mentions: Sequence[Span]) -> None:
        """Give mentions to a proposal."""
        for m in mentions:
            for block in range(m.start // 64, (m.end - 1) // 64 + 1):
                self._places.setdefault(block, []).append((m, p))

    def _near(self, m: Span) -> list[tuple[Span, Proposal]]:
        return [one for b in range(m.start // 64, (m.end - 1) // 64 + 1) for one in self._places.get(b, ())]

    @staticmethod
    def _excludes(one: Proposal, other: Proposal) -> bool:
        if one.type == other.type:
            return one.entity is None or other.entity is None
        types = {one.type, other.type}
        if "Industry" in types and types & {"Organisation", "Project", "Site"}:
            return False  # 高端装备 of 德阳高端装备科技城
        return "Area" not in types


def _said_outright(p: Proposal) -> float:
    """The rule's confidence where the words say of what type the thing is, whatever the model holds; else 0."""
    return p.entity.confidence if p.entity is not None and p.entity.rule in _OUTRIGHT else 0.0


def _two(one: Proposal, other: Proposal) -> bool:
    """Whether both are said outright: the rows of a table are as many things, however alike their names."""
    return _said_outright(one) > 0 and _said_outright(other) > 0


def _entity(score: float, p: Proposal) -> Entity:
    # 甲二期 of a list of projects has the form 甲二期项目 too, but is not written so.
    formed = {a for a in p.entity.aliases if a[:-2] in p.names and a.endswith(("项目", "工程"))} if p.entity else set()
    own = p.entity is not None and p.entity.rule == "area-own"  # its name is the official one: 北京市, not 北京地区
    name = p.entity.name if p.entity is not None and own else max((n for n in p.names if n not in formed), key=len)
    return Entity(
        type=p.type,
        name=name,
        mentions=tuple(sorted(p.mentions)),
        rule=p.entity.rule if p.entity else RULE,
        confidence=round(score, 2),
        aliases=tuple(n for n in p.names if n != name),
        kind=p.entity.kind if p.entity else None,
    )


@cache
def _weights() -> Weights:
    facts = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Weights(facts["weights"], facts["threshold"])
