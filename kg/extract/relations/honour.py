"""Who got an honour, and who applies for one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract import honours
from kg.extract.context import Mention
from kg.extract.honours import Title
from kg.extract.relations.mentions import Statement, home, mentions_at, relations
from kg.language import phrases
from kg.language.lexicon import lexicon
from kg.language.phrases import Phrase
from kg.language.scope import Scope
from kg.language.worded import worded
from kg.model import Entity, Relation, Sentence, Span

if TYPE_CHECKING:
    from kg.extract.context import Context

# Share of the relations of each rule that were right on the annotated windows.
_CONFIDENCE = {"holder-named": 0.96, "holder-own": 0.61}
_AREAS = worded(
    "[0-9一二三四五六七八九十两]+(?:余)?个(?:地级|县级|区)?(?:以上)?(?:[市县区镇乡村]|城市)|{honour-cue/no-holder}",
)
# 6座博物馆, 两项成果, 有条件的地方: things of the area that have no names.
_COUNTED = worded(
    r"(?:^|[^0-9第])(?:[0-9]+|[一二三四五六七八九十两]+)(?:余|多)?(?:部|座|项|件|支|名|家|所|条|处|位|对)[一-鿿（）]{2,14}$"
    r"|^{honour-cue/help}?{honour-cue/fit}的?{honour-cue/some-areas}$"
)
_AFTER = worded(
    r"20[0-9]{2}年(?:底|末)?(?:前)?|年[内底](?:前)?",
    r"|等(?:地|[0-9一二三四五六七八九十]{1,3}(?:个|家|处|所|座)?[一-鿿]{0,6}|[一-鿿]{0,6}(?:{honour-cue/head-thing}|案例))?",
    r"|{name-cue/told-how}|[也已均又还再新]|[0-9一二三四五六七八九十两]{1,3}[年次届]|{honour-cue/hope}|{honour-cue/help}|积极|全力|加快",
    r"|把我?[省市县区]|市|县|区|被[^，]{0,8}|在[^，]{0,12}",
    r"|(?:{name-cue/stage-land}|{name-cue/stage-done}|{name-cue/stage-use}|{name-cue/set-up}|建设|组建){1,2}并",
)
_HOLDERS = ("Area", "Site", "Organisation")
_GOT_KINDS = ("got", "aim", "became", "listed", "meant", "granted", "subject-zone")

# Verbs of trying, which tell no result: 争创, 申报, 积极创建; and what may stand between them and the first title.
_TRIES = worded(
    r"(?:(?!创建|巩固){honour-cue/verb-aim}",
    r"|(?:(?![已均更]|率先|按期|{honour-cue/succeeded}){phrase-cue/adverb}|{honour-cue/help}|{phrase-cue/verb-causing}|启动)(?:推进|开展)?创建)",
    r"{honour-cue/entering}?(?:[0-9]+(?:余|多)?[个家项处]|首批|一批|为)?$",
)
_HOPES = worded("{honour-cue/hope}")
_SUCCEEDS = worded(
    "{honour-cue/succeeded}(?:{honour-cue/verb-aim}|{honour-cue/verb-got})?(?:成功)?[^，；。]{0,6}$",
)
_COUNTS = re.compile(r"[0-9]+个|.{0,4}(?:居全|取得)")
# 国家卫生县城创建成功, 国家卫生县城创建通过验收: behind the noun of applying.
_WON = worded(
    "[^，；。]{0,4}{honour-cue/applying}(?:工作|任务)?(?:取得|获得|全面|{honour-cue/succeeded}){0,3}{honour-cue/won}",
)
# Who is chosen already is built up: 加快甲、乙等4个全国…试点城市建设.
_CHOSEN = worded("{honour-cue/chosen}$")


def honour_relations(context: Context) -> Iterator[Relation]:
    """``awarded`` and ``appliesFor`` of areas, sites and organisations; honours and holders must be known."""
    yield from relations(_statements(context))


def _statements(context: Context) -> Iterator[Statement]:
    known = {span: e for e in context.of_type("Honour") for span in e.mentions}
    own = home(context)
    together: dict[tuple[int, int], list[Title]] = {}
    sentences = context.document.sentences
    named = context.mentions_of("Honour")
    for title in honours.titles(context) if named else ():
        if title.sentence not in named:
            continue
        at = title.holder.start if title.holder is not None else -1
        together.setdefault((title.sentence, at), []).append(title)
    for (index, _), group in together.items():
        if group[0].rule.startswith(_GOT_KINDS):
            sentence, found = sentences[index], mentions_at(context, index, *_HOLDERS)
            yield from _of_group(sentence, group, found, own, known, context.scopes[index])


def _of_group(
    sentence: Sentence,
    group: Sequence[Title],
    found: Sequence[Mention],
    own: Entity | None,
    known: dict[Span, Entity],
    scope: Scope,
) -> Iterator[Statement]:
    """The statements of the titles of one verb: pairwise after 分别, else each holder with each title."""
    holder = group[0].holder
    named = _named(holder, found, sentence.text)
    respectively = holder is not None and "分别" in holder.text and len(named) == len(group)
    for at, title in enumerate(group):
        honour = known.get(title.span)
        if honour is None:
            continue
        wanted = _is_wanted(sentence.text, title, group[0].start, scope, beside=_is_beside(sentence.text, title, found))
        if named:
            chosen, rule = ([named[at]] if respectively else named), "holder-named"
        elif own is not None and _is_own(holder, own, sentence) and not _of_companies(sentence.text, title):
            chosen, rule = [own], "holder-own"
        else:
            continue
        for entity in chosen:
            span = sentence.span(title.start, title.end)
            yield Statement(entity, "appliesFor" if wanted else "awarded", honour, span, rule, _CONFIDENCE[rule])


def _is_wanted(text: str, title: Title, first: int, scope: Scope, *, beside: bool) -> bool:
    """Whether a title is applied for, as its words and the time that the passage speaks of say.

    What a plan tells is wanted, whatever the verb, save of areas that the title names as chosen (``beside``). What a
    review tells is got, save where a verb of trying stands there without a word of success.
    """
    before = text[:first]
    if title.rule.startswith("aimed"):  # 国家卫生县城创建工作
        return scope.status == "target" or _WON().match(text, title.end) is None
    if title.rule.startswith("meant"):
        return not (beside and _CHOSEN().search(title.name))
    if scope.kind == "unknown":
        counted = _COUNTS.match(text[title.end : title.end + 12]) or _SUCCEEDS().search(before)
        return title.aimed and (honours.looks_ahead(title.holder) or counted is None)
    if scope.status == "target":
        return not (beside and _CHOSEN().search(title.name)) and "已" not in before[-8:]
    hopes = _HOPES().search(before, max(before.rfind("，"), before.rfind("；")) + 1) is not None
    return (hopes or _TRIES().search(before) is not None) and _SUCCEEDS().search(before) is None


def _is_beside(text: str, title: Title, found: Sequence[Mention]) -> bool:
    """Whether an area's name stands directly before a title, alone or at the end of a list: 甲、乙等4个全国…城市."""
    return any(
        m.entity.type == "Area"
        and m.end <= title.start
        and re.fullmatch(r"(?:等[0-9一二三四五六七八九十]{0,3}个?)?", text[m.end : title.start])
        for m in found
    )


def _is_own(holder: Phrase | None, own: Entity, sentence: Sentence) -> bool:
    """Whether the words before the verb name no holder, the own area, or what it has by number or as industries."""
    if holder is None or _AREAS().search(holder.text) or _COUNTED().search(holder.text):
        return True
    listed = phrases.items(sentence.text, holder.start, holder.end)
    if listed and all(lexicon().by_label("industry", part.text) is not None for part in listed):
        return True
    start = holder.start + (len(own.name) if holder.text.startswith(own.name) else 0)
    covered = start
    for first, stop, _ in phrases.cues_between(sentence.text, start, holder.end):
        if first == covered:
            covered = stop
    text = sentence.text
    return _only_adverbs(text[start : holder.end]) or _only_adverbs(text[covered : holder.end])


def _only_adverbs(text: str) -> bool:
    """Whether the words between a holder and the verb say nothing of who the holder is."""
    at = 0
    while at < len(text) and (found := _AFTER().match(text, at)) is not None:
        at = found.end()
    return at >= len(text)


def _named(holder: Phrase | None, found: Sequence[Mention], text: str) -> list[Entity]:
    """The entities that the holder's words name in a list that ends before the verb; areas of longer names are none."""
    if holder is None:
        return []
    giver = text.find("被", holder.start, holder.end)  # 我市被中央文明委授予…: what stands behind 被 gives it
    stop = giver if giver >= 0 else holder.end
    inside = [m for m in found if holder.start <= m.start and m.end <= stop]
    inside.sort(key=lambda m: (m.start, -m.end))  # of two types at one place the first is kept
    outer = [m for at, m in enumerate(inside) if not any(m.end <= o.end for o in inside[:at])]
    if not outer or not _only_adverbs(_ITEMS.sub("", text[outer[-1].end : holder.end])):
        return []
    kept = [
        m
        for i, m in enumerate(outer)
        if not (m.entity.type == "Area" and i + 1 < len(outer) and outer[i + 1].start == m.end)
    ]
    return list({m.entity.name: m.entity for m in [*_listed_before(kept[0], found, text), *kept]}.values())


def _listed_before(first: Mention, found: Sequence[Mention], text: str) -> list[Mention]:
    """The mentions of the same type in the list that ``first`` is an item of, before it: 甲、乙 of 甲、乙、丙."""
    listed: list[Mention] = []
    start = first.start
    for m in sorted(found, key=lambda m: (-m.end, m.start)):
        if m.entity.type == first.entity.type and m.end < start and text[m.end : start] in ("、", "和", "与", "及"):
            listed.insert(0, m)
            start = m.start
    return listed


# 3家单位获…奖, 入选…工厂2家: that so many have a title is a number of the area, no title of it.
_COMPANIES = r"(?:[0-9]+|[一二三四五六七八九十两]+)(?:余|多)?[家户]"
_COMPANIES_BEFORE = re.compile(f"^{_COMPANIES}")
_COMPANIES_AT_IT = re.compile(f"{_COMPANIES}$")
_COMPANIES_BEHIND = worded("(?:企业|单位)?(?:(?![，、：]){cue/np-tail})?", _COMPANIES)


def _of_companies(text: str, title: Title) -> bool:
    """Whether a count by 家 before or behind a title says that companies have it, and how many."""
    return (
        (title.holder is not None and _COMPANIES_BEFORE.search(title.holder.text) is not None)
        or _COMPANIES_AT_IT.search(text[: title.start]) is not None
        or _COMPANIES_BEHIND().match(text, title.end) is not None
    )


# Further items of the holders' list that are no entities: 甲片区、二环路沿线等案例.
_ITEMS = re.compile("^(?:、[^，、。；和与及等]{2,18})+(?=等)")
