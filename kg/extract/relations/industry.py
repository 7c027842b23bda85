"""Who develops an industry, and what belongs to one."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.chunks import pattern, word_set
from kg.extract.context import Mention
from kg.extract.industries import core
from kg.extract.names import names
from kg.extract.projects import OF_CLASS
from kg.extract.relations.mentions import (
    Statement,
    in_clauses,
    mentions,
    mentions_at,
    own_area,
    relations,
    together,
)
from kg.language import phrases
from kg.language.lexicon import lexicon
from kg.language.worded import worded
from kg.model import Entity, Relation, Sentence

if TYPE_CHECKING:
    from kg.extract.context import Context

# Share of the relations of each rule that were right on the annotated windows.
_CONFIDENCE = {
    "develops-own-area": 0.71,
    "develops-named-area": 0.5,
    "industry-in-name": 0.33,
    "industry-of-list": 0.75,
    "industry-of-head": 0.8,
    "industry-of-clause": 0.5,
}
# An area that a sentence turns to: 支持合肥发展…, 合肥加快发展….
_TURNS_TO = worded("{cue/pivot-verb}$")
_ACTS = worded("[^，。；]{0,6}?(?:{name-cue/develop-verb}|依托|全域)")
_GROWS = worded("(?:{name-cue/develop-verb}|加快|推进|提升)$")
_GROWING = worded("{name-cue/industry-end}?(?:高质量)?(?:{name-cue/develop-verb}|{name-cue/growing}|、)")


def industry_relations(context: Context) -> Iterator[Relation]:
    """``develops`` of areas and sites, ``inIndustry`` of projects, sites and organisations."""
    yield from relations(_statements(context))


def _statements(context: Context) -> Iterator[Statement]:
    own = own_area(context)
    forms = _Forms(context.of_type("Industry"))
    industries = context.mentions_of("Industry")
    things = {sentence.index: found for sentence, found in mentions(context, "Project", "Site", "Organisation")}
    topic: _Topic | None = None
    for index in sorted({*industries, *things}):
        sentence = context.document.sentences[index]
        about, named = industries.get(index, ()), things.get(index, ())
        if about:
            yield from _developers(sentence.text, about, mentions_at(context, index, "Area", "Site"), named, own)
        if named:
            yield from _in_names(named, forms)
            yield from _in_heads(sentence, named, forms)
        topic = yield from _lists(sentence, about, named, topic)


def _developers(
    text: str,
    industries: Sequence[Mention],
    places: Sequence[Mention],
    things: Sequence[Mention],
    own: Entity | None,
) -> Iterator[Statement]:
    for industry in industries:
        before = [m for m in places if m.end <= industry.start]
        others = _others(text, industry, before, things, own) if before else []
        rule = "develops-named-area" if others else "develops-own-area"
        for area in others or ((own,) if own is not None else ()):
            yield Statement(area, "develops", industry.entity, industry.span, rule, _CONFIDENCE[rule])


def _others(
    text: str, industry: Mention, places: Sequence[Mention], things: Sequence[Mention], own: Entity | None
) -> list[Entity]:
    """The areas and sites other than the own area that the words before an industry say develop it."""
    if len(places) > 1:
        places = [m for m in places if not any(o.start <= m.start and m.end < o.end for o in places)]
    named = _turned_to(text, industry, places) or _led_by(text, industry.start, places)
    if any(
        m.start <= industry.start and industry.end <= m.end and m.entity.type != "Organisation" for m in things if named
    ):
        return []  # 支持A建设数据产业集聚区: it is the site that A has
    return [m.entity for m in named if own is None or m.entity.name != own.name]


def _led_by(text: str, at: int, places: Sequence[Mention]) -> list[Mention]:
    """The areas that an earlier clause of the sentence turned to: 陕北要守牢…，推动能源产业…."""
    every = phrases.clauses(text)
    index = next((i for i, (start, end) in enumerate(every) if start <= at < end), 0)
    while index > 0 and text[every[index][0] - 1] == "，":
        index -= 1
        start, end = every[index]
        run = [m for m in places if start <= m.start and m.end <= end and m.entity.type == "Area"]
        if run and run[0].start == start and _LEADS().match(text, run[-1].end):
            joined = all(text[a.end : b.start] in ("、", "和", "与", "及") for a, b in pairwise(run))
            return run if joined else []
        if run:
            return []
    return []


_LEADS = worded(
    "(?:等[地市县区]*|两[市县区])?(?:{name-cue/leading}|(?![已均更]){phrase-cue/adverb}|{name-cue/develop-verb})",
)


def _turned_to(text: str, industry: Mention, areas: Sequence[Mention]) -> list[Mention]:
    """The areas that the clause of an industry, up to it, is about: 支持A、B等地发展…, 推动A、B等汽车产业做大."""
    at = industry.start
    begin = (phrases.clause_at(text, at) or (0,))[0]
    inside = [m for m in areas if begin <= m.start and m.end <= at]
    if not inside:
        return []
    run = [inside[0]]
    for before, after in pairwise(inside):
        if text[before.end : after.start] in ("、", "和", "与", "及"):
            run.append(after)
        else:
            break
    head = text[begin : run[0].start]
    rest = re.match("等[地市县区]?", text[run[-1].end :])
    end = run[-1].end + (rest.end() if rest else 0)
    if (_TURNS_TO().search(head) or not head) and _ACTS().match(text, end, at + 1):
        return run
    if end == at and (_TURNS_TO().search(head) or _GROWS().search(head)) and _GROWING().match(text, industry.end):
        return run
    return []


# What is named after the industry that it is for: an end of a place or body directly behind the industry's name.
_FOR = worded("{name-cue/for-industry-word}{0,3}{name-cue/for-industry-end}$")


# What names of parks and bodies have in them without saying of which industry they are: 国防教育基地, 体育公园.
_TOO_WIDE = ("教育", "体育", "特色产业")


def _in_names(things: Sequence[Mention], forms: _Forms) -> Iterator[Statement]:
    """``数据产业集聚区`` is in 数据产业: a form of the industry stands before the word for what is there."""
    for thing in things:
        name = thing.entity.name
        inside = [
            (form, industry)
            for form, industry in forms.inside(name)
            if form != name and form not in _TOO_WIDE and _is_for(name, form)
        ]
        if not inside and thing.entity.type != "Project" and word_set("for-industry-end").before(name):
            inside = _of_words(thing)
        for form, industry in inside:
            if not any(form != other and form in other for other, _ in inside):
                rule = "industry-in-name"
                yield Statement(thing.entity, "inIndustry", industry, thing.span, rule, _CONFIDENCE[rule])


def _of_words(thing: Mention) -> list[tuple[str, Entity]]:
    """The industry of the vocabulary that only the name of a site or body tells: 丽泽金融商务区 is in 金融."""
    name = thing.entity.name
    said = [m for m in lexicon().find("industry", name) if m.start > 0 and _FOR().fullmatch(name, m.end)]
    word = name[said[-1].start : said[-1].end] if said else ""
    if len(word) < 2 or word in _TOO_WIDE:
        return []
    return [(word, Entity("Industry", word, (thing.span,), "industry-in-name", _CONFIDENCE["industry-in-name"]))]


def _is_for(name: str, form: str) -> bool:
    """Whether the word for what is there stands directly behind the industry, or the name ends with it: 东海石化."""
    at = name.rfind(form)
    return at >= 0 and (at + len(form) == len(name) or _FOR().fullmatch(name, at + len(form)) is not None)


def _in_heads(sentence: Sentence, things: Sequence[Mention], forms: _Forms) -> Iterator[Statement]:
    """``甲、乙等商业航天企业``: the head of their list says which industry they are in."""
    listed = [name for name in names(sentence.text) if name.head]
    at = {(m.start, m.end): m for m in things} if listed else {}
    for name in listed:
        thing = at.get((name.start, name.end))
        industry = _of_head(name.head, thing, forms) if thing is not None else None
        if thing is not None and industry is not None:
            rule = "industry-of-head"
            yield Statement(thing.entity, "inIndustry", industry, thing.span, rule, _CONFIDENCE[rule])


def _of_head(head: str, thing: Mention, forms: _Forms) -> Entity | None:
    """The industry that the head of a list names: the document's entity of that name, or one made from the words."""
    said = [m for m in lexicon().find("industry", head) if _HEAD_END().fullmatch(head, m.end)]
    if not said:
        return None
    word = head[said[-1].start : said[-1].end]
    return forms.first(word) or Entity("Industry", word, (thing.span,), "industry-of-head", 0.8)


_HEAD_END = worded("(?:{name-cue/generic}|类|头部)?{name-cue/industry-thing}")


class _Forms:
    """The forms of a document's industries that a longer name may have inside it.

    Args:
        industries: the industries, in the order in which a form that several of them have is theirs.
    """

    def __init__(self, industries: Iterable[Entity]) -> None:
        self._by_beginning: dict[str, list[tuple[int, str, Entity]]] = {}  # by two characters, with their order
        order = 0
        for industry in industries:
            bare = core(industry.name)
            forms = dict.fromkeys((industry.name, *industry.aliases))
            if bare not in forms and lexicon().by_label("industry", bare) is not None:
                forms[bare] = None
            for form in forms:
                if len(form) >= _BEGINNING and form not in _NO_FORMS:
                    self._by_beginning.setdefault(form[:_BEGINNING], []).append((order, form, industry))
                    order += 1
        self._openings = frozenset(beginning[0] for beginning in self._by_beginning)

    def inside(self, name: str) -> list[tuple[str, Entity]]:
        """The forms that a name has inside it with their industries, in the order of the industries."""
        found: dict[int, tuple[str, Entity]] = {}
        if self._openings.isdisjoint(name):
            return []
        for at in range(len(name) - 1):
            if name[at] not in self._openings:
                continue
            for order, form, industry in self._by_beginning.get(name[at : at + _BEGINNING], ()):
                if name.startswith(form, at):
                    found[order] = form, industry
        return [found[order] for order in sorted(found)]

    def first(self, form: str) -> Entity | None:
        """The first industry that has a form."""
        alike = self._by_beginning.get(form[:_BEGINNING], ())
        return next((industry for _, known, industry in alike if known == form), None)


_BEGINNING = 2
_NO_FORMS = ("工业", "未来", "研究")


def _lists(
    sentence: Sentence, industries: Sequence[Mention], things: Sequence[Mention], before: _Topic | None
) -> Generator[Statement, None, _Topic | None]:
    """``大力发展精细化工，推进A、B等项目建设``: what follows is in the industry that the clause before is about.

    A sentence of its own (大力发展清洁能源产业。) announces what the next ones of its paragraph tell (``before``).
    Returned is the topic for the sentence that follows.
    """
    text = sentence.text
    led = before if before is not None and before.reaches(sentence) else None
    if led is None and (not industries or (not things and len(phrases.clauses(text)) > 1)):
        return None  # nothing is announced, or nothing that it is announced for
    topic: Mention | None = None
    for start, end, inside in in_clauses(text, together((industries, things))):
        held = [m for m in inside if m.entity.type in ("Project", "Site") or m.entity.rule == "organisation-list"]
        about = topic.entity if topic is not None else led.industry if led is not None else None
        for thing in held if about is not None else ():
            listed = thing.entity.rule in ("project-list", OF_CLASS)
            if about is not None and (listed or not lexicon().find("industry", thing.entity.name)):
                span = sentence.span(topic.start if topic is not None else thing.start, thing.end)
                rule = "industry-of-list" if listed and topic is not None else "industry-of-clause"
                yield Statement(thing.entity, "inIndustry", about, span, rule, _CONFIDENCE[rule])
        said = [m for m in inside if m.entity.type == "Industry" and not _held(m, held)]
        if len(said) == 1 and not held and _is_topic(text, start, end, said[0]):
            topic = said[0]
        elif said:
            topic = led = None
    if topic is not None and len(phrases.clauses(text)) == 1:
        return None if _CLASS().search(topic.entity.name) else _Topic(topic.entity, sentence)
    return led if topic is None else None


@dataclass(frozen=True, slots=True)
class _Topic:
    """The industry that a sentence of a paragraph announces."""

    industry: Entity
    sentence: Sentence

    def reaches(self, other: Sentence) -> bool:
        """Whether another sentence is one of the next two of the same paragraph."""
        return other.paragraph == self.sentence.paragraph and other.index - self.sentence.index <= _NEXT


_NEXT = 2
_CLASS = worded("^{name-cue/class-of-industries}{1,2}产业$")  # no industry


def _held(industry: Mention, things: list[Mention]) -> bool:
    """Whether an industry is only a part of the name of a thing."""
    return any(m.start <= industry.start and industry.end <= m.end for m in things)


def _is_topic(text: str, start: int, end: int, industry: Mention) -> bool:
    """Whether a clause is about an industry: develops it, sets a heading (…方面), or says no more than how it fares."""
    if pattern("develop-verb").search(text, start, industry.start) or text.startswith("方面", industry.end):
        return True
    return industry.start == start and end - industry.end <= _SHORT


_SHORT = 8  # characters: 蓬勃发展, 发展势头强劲
