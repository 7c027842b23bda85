"""Who got an honour, and who applies for one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract import honours
from kg.extract.honours import Title
from kg.extract.relations.mentions import Mention, Statement, looks_back, mentions, own_area, relations
from kg.language import phrases
from kg.language.lexicon import lexicon
from kg.language.phrases import Phrase
from kg.model import Entity, Relation, Sentence, Span

if TYPE_CHECKING:
    from kg.extract.context import Context

# Share of the relations of each rule that were right on the annotated windows.
_CONFIDENCE = {"holder-named": 0.96, "holder-own": 0.61}
_AREAS = re.compile(
    r"[0-9一二三四五六七八九十两]+(?:余)?个(?:地级|县级|区)?(?:以上)?(?:市|县|区|城市|镇|乡|村)|考核|评价|工作|建设"
)
# 6座博物馆, 两项成果, 有条件的地方: things of the area that have no names.
_COUNTED = re.compile(
    r"(?:^|[^0-9第])(?:[0-9]+|[一二三四五六七八九十两]+)(?:余|多)?(?:部|座|项|件|支|名|家|所|条|处|位|对)[一-鿿（）]{2,14}$"
    r"|^(?:支持|鼓励|引导|推动)?(?:有条件|符合条件|具备条件|更多)的?(?:地方|地区|市县|县区|县市|园区|城市)$"
)
_AFTER = re.compile(
    r"等(?:地|[0-9一二三四五六七八九十]{1,3}(?:个|家)?[市县区镇村]{0,2})?|分别|连续[0-9一二三四五六七八九十]{1,3}[年次届]|新|成功|均|全部|先后"
    r"|(?:努力|力争|争取|确保|力促|冲刺|推动|支持|鼓励)|把我?[省市县区]|再次|首次|顺利|双双|共同|已|正式|市|县|区|积极|加快|推动|也|还|又|全力|力争|被[^，]{0,8}|在[^，]{0,12}"
)
_HOLDERS = ("Area", "Site", "Organisation")


def honour_relations(context: Context) -> Iterator[Relation]:
    """``awarded`` and ``appliesFor`` of areas, sites and organisations; honours and holders must be known."""
    yield from relations(_statements(context))


def _statements(context: Context) -> Iterator[Statement]:
    known = {span: e for e in context.of_type("Honour") for span in e.mentions}
    own = own_area(context)
    area = context.document.metadata.area
    if own is None and area:
        own = Entity("Area", area, (Span(0, 1),), "metadata", 1.0)
    by_sentence = {s.index: (s, found) for s, found in mentions(context, *_HOLDERS)}
    together: dict[tuple[int, int], list[Title]] = {}
    for title in honours.titles(context):
        at = title.holder.start if title.holder is not None else -1
        together.setdefault((title.sentence, at), []).append(title)
    for (index, _), group in together.items():
        sentence, found = by_sentence[index]
        if not group[0].rule.startswith(("got", "aim", "became", "listed", "meant", "subject-zone")):
            continue
        yield from _of_group(context, sentence, group, found, own, known)


def _of_group(
    context: Context,
    sentence: Sentence,
    group: Sequence[Title],
    found: Sequence[Mention],
    own: Entity | None,
    known: dict[Span, Entity],
) -> Iterator[Statement]:
    """The statements of the titles of one verb: pairwise after 分别, else each holder with each title."""
    holder = group[0].holder
    named = _named(holder, found, sentence.text)
    respectively = holder is not None and "分别" in holder.text and len(named) == len(group)
    for at, title in enumerate(group):
        honour = known.get(title.span)
        if honour is None:
            continue
        under_way = title.aimed and title.rule.startswith("aimed")
        predicate = "appliesFor" if under_way or (title.aimed and not _done(context, sentence, title)) else "awarded"
        if named:
            chosen, rule = ([named[at]] if respectively else named), "holder-named"
        elif own is not None and _is_own(holder, own, sentence):
            chosen, rule = [own], "holder-own"
        else:
            continue
        for entity in chosen:
            span = sentence.span(title.start, title.end)
            yield Statement(entity, predicate, honour, span, rule, _CONFIDENCE[rule])


def _is_own(holder: Phrase | None, own: Entity, sentence: Sentence) -> bool:
    """Whether the words before the verb name no holder, the own area, or what it has by number or as industries."""
    if holder is None or _AREAS.search(holder.text) or _COUNTED.search(holder.text):
        return True
    listed = phrases.items(sentence.text, holder.start, holder.end)
    if listed and all(lexicon().by_label("industry", part.text) is not None for part in listed):
        return True
    rest = holder.text.replace(own.name, "")
    covered = holder.start + (len(holder.text) - len(rest))
    for cue in phrases.cues(sentence.text):
        if cue.start == covered and cue.end <= holder.end:
            covered = cue.end
    return _only_adverbs(sentence.text[covered : holder.end])


def _only_adverbs(text: str) -> bool:
    """Whether the words between a holder and the verb say nothing of who the holder is."""
    at = 0
    while at < len(text) and (found := _AFTER.match(text, at)) is not None:
        at = found.end()
    return at >= len(text)


def _named(holder: Phrase | None, found: Sequence[Mention], text: str) -> list[Entity]:
    """The entities that the holder's words name in a list that ends before the verb; areas of longer names are none."""
    if holder is None:
        return []
    inside = [m for m in found if holder.start <= m.start and m.end <= holder.end]
    inside.sort(key=lambda m: (m.start, -m.end))  # of two types at one place the first is kept
    outer = [m for at, m in enumerate(inside) if not any(m.end <= o.end for o in inside[:at])]
    if not outer or not _only_adverbs(text[outer[-1].end : holder.end]):
        return []
    kept = [
        m
        for i, m in enumerate(outer)
        if not (m.entity.type == "Area" and i + 1 < len(outer) and outer[i + 1].start == m.end)
    ]
    return list({m.entity.name: m.entity for m in kept}.values())


def _done(context: Context, sentence: Sentence, title: Title) -> bool:
    """Whether 创建 tells of what is done: it counts, succeeds, or stands under a heading that looks back."""
    if honours.looks_ahead(title.holder):
        return False
    text = sentence.text
    if re.match(r"[0-9]+个|.{0,4}(?:居全|取得)", text[title.end : title.end + 12]):
        return True
    if re.search(r"(?:累计|新|成功|已|全部)(?:创建|争创|申报|申创)(?:成功)?(?:[0-9]+个)?$", text[: title.start]):
        return True
    return looks_back(context, sentence)
