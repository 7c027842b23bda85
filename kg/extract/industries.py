"""Industries: sectors, industrial chains and clusters.

Three things show one: a word of the scheme ``industry``, grown by its modifiers (高端, 新型) and its end (产业集群); a
phrase that ends as an industry does (沙漠经济, 氢氧产业); and a place in a list whose head or whose neighbours are
industries (``A、B、C等未来产业``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kg.extract.chunks import (
    Listing,
    Range,
    finder,
    lead_end,
    listings,
    word_set,
    words,
)
from kg.extract.gather import gather
from kg.extract.generic import is_generic
from kg.extract.industry_lists import industry_lists
from kg.extract.name_bounds import ends_here, name_start
from kg.extract.names import is_paired
from kg.extract.spotted import Concepts, Words, spotted
from kg.language.boundaries import boundaries
from kg.language.lexicon import LEXICON, Concept, lexicon
from kg.language.worded import worded
from kg.language.wordset import WordSet, holds, leftmost, within
from kg.model import Entity

if TYPE_CHECKING:
    from kg.extract.context import Context

# Share of the entities of each rule that were right on the annotated windows.
_CONFIDENCE = {"industry-word": 0.74, "industry-end": 0.33, "industry-list": 0.95, "industry-neighbour": 0.78}
_LONGEST = 14
_LEVEL = LEXICON + "level"


@dataclass(frozen=True, slots=True)
class Industry:
    """An industry named in a sentence; the range counts characters of the sentence's text."""

    name: str
    start: int
    end: int
    rule: str
    aliases: tuple[str, ...] = ()
    whole: bool = False  # a label of the vocabulary with a conjunction in it


def industries(context: Context) -> Iterator[Entity]:
    """The industries of a document, one entity for each, however often and in whatever form it is named."""
    yield from gather(
        "Industry",
        (
            (core(found.name), found.name, found.aliases, sentence.span(found.start, found.end), found.rule)
            for sentence in context.document.sentences
            for found in industry_names(sentence.text)
        ),
        _CONFIDENCE,
    )


def industry_names(text: str) -> tuple[Industry, ...]:
    """The industries named in a sentence, in reading order."""
    words_of = spotted(text)
    known = words_of.industries
    quoted = "”" in text and ("”产业" in text or "”经济" in text)
    if not (known or words_of.lists or words_of.tails or quoted):
        return ()
    found: dict[Range, Industry] = {}
    for listing in industry_lists(text, words_of) if known or words_of.lists else ():
        for one in _from_list(text, listing, known, words_of.lists):
            found.setdefault((one.start, one.end), one)
    spoken = [
        *(_from_words(text, known) if known else ()),
        *(_from_ends(text, words_of.tails) if words_of.tails else ()),
        *(_from_quotes(text) if quoted else ()),
    ]
    if not spoken and not found:
        return ()
    for one in spoken:  # 电气机械和器材制造业 is one industry, not a list of two
        if one.whole:
            found = {at: item for at, item in found.items() if not (one.start <= at[0] and at[1] <= one.end)}
    outer = [*found, *((one.start, one.end) for one in spoken if one.rule != "industry-word")]
    for one in spoken:
        start, end = place = (one.start, one.end)
        for other in outer:
            if other[0] <= start and end <= other[1] and other != place:
                break
        else:
            found.setdefault(place, one)
    return tuple([found[at] for at in sorted(found)])


@lru_cache(maxsize=8192)
def core(name: str) -> str:
    """What names of one industry have in common: 激光产业链 and 激光产业 give 激光, 旅游业 gives 旅游."""
    bare = name.strip("“”")
    for end in word_set("industry-end").every_before(bare):
        if len(bare) - len(end) >= 2 and not is_generic(bare[: -len(end)]):
            bare = bare[: -len(end)]
            break
    return bare[:-1] if bare.endswith("业") and len(bare) > 2 and lexicon().by_label("industry", bare[:-1]) else bare


def _from_list(text: str, listing: Listing, known: Concepts, heads: Words) -> Iterator[Industry]:
    """The items of a list whose head, or whose other items, are industries.

    Args:
        text: the sentence.
        listing: the list.
        known: the words for industries in the sentence.
        heads: the words in it that end a head of industries.
    """
    if len(listing.items) < 2 and listing.head is None:
        return
    head = text[lead_end(text, *listing.head) : listing.head[1]] if listing.head else ""
    shared = _shared_end(text, listing, known)
    rule = ""
    if listing.head and holds(heads, *listing.head) and _LIST_HEAD().match(head):
        rule = "industry-list"
    elif shared or _neighbours(text, listing, head, known):
        rule = "industry-neighbour"
    if not rule or _NO_HEAD().match(head) or (_GUARDED().search(head) and not _GROWING().search(head)):
        return
    if _GUARDED().search(text, *listing.lead):
        return
    if not _land_uses().isdisjoint([text[start:end] for start, end in listing.items]):
        return
    for item in listing.items:
        last = listing.head is None and item == listing.items[-1]
        end = (shared or _cut(text, *item)) if last else item[1]
        start = _whole_start(known, listing.lead[0], name_start(text, item[0], end), end)
        start = _behind_its_place(text, start, end, known)
        name = text[start:end]
        if _plausible(name) and (
            rule == "industry-list" or shared or len(name) <= 5 or _is_industry(known, start, end)
        ):
            yield Industry(name.strip("“”"), start, end, rule)


def _neighbours(text: str, listing: Listing, head: str, known: Concepts) -> bool:
    """Whether half of a list's items are industries, and its head, its verb or the other items say what they are."""
    said = (head and _FIELD_HEAD().match(head)) or _grown().before(text[slice(*listing.lead)])
    return bool(said or _all_known(text, listing)) and _known(text, listing, known)


def _shared_end(text: str, listing: Listing, known: Concepts) -> int:
    """Where the last item of a list ends with the word that all share: 免税购物、游艇、婚庆旅游产业蓬勃发展; else 0."""
    if listing.head is not None or len(listing.items) < 2:
        return 0
    start, end = listing.items[-1]
    found = _SHARED_END().search(text, start + 2, end)
    if found is None or not any(_is_industry(known, first, stop) for first, stop in listing.items[:-1]):
        return 0
    return found.end() if ends_here(text, found.end()) or _is_measured(text, found.end()) else 0


_SHARED_END = worded("产业(?:集群|链)?(?!区|基地|城|{name-cue/no-industry-behind})")


def _behind_its_place(text: str, start: int, end: int, known: Concepts) -> int:
    """The start of an industry behind the place that it is grown in: 依托临空片区发展航空物流."""
    grown = _GROWN_IN.match(text, start, end)
    return grown.end() if grown and _is_industry(known, grown.end(), end) else start


_GROWN_IN = re.compile("[^，。；、]{1,12}[区园城港镇乡县市村带]发展")


def _whole_start(known: Concepts, low: int, start: int, end: int) -> int:
    """The start of a known industry that begins as a verb or an adverb does: 精准医疗, 生产性服务业, 科学研究."""
    for first, stop, _ in leftmost(within(known, max(low, start - 4), end)):
        if first < start < stop:
            return first
    return start


def _known(text: str, listing: Listing, known: Concepts) -> bool:
    """Whether half of the items of the list, or more, are known industries."""
    count = 0
    for start, end in listing.items:
        if holds(known, start, end) and _is_industry(known, start, _before_predicate(text, start, end)):
            count += 1
    return 2 * count >= len(listing.items)


def _all_known(text: str, listing: Listing) -> bool:
    """Whether each item but the last is the whole name of an industry."""
    labels = lexicon().by_labels("industry")
    for start, end in listing.items[:-1]:
        if text[start:end] not in labels:
            return False
    return len(listing.items) > 1


def _is_industry(known: Concepts, start: int, end: int) -> bool:
    """Whether a phrase ends with a known industry, read from its start: the leftmost, then the longest of its words."""
    words_of = leftmost(within(known, start, end))
    return bool(words_of) and words_of[-1][1] == end and end - words_of[-1][0] >= 2


def _cut(text: str, start: int, end: int) -> int:
    """The end of a list's last item without 等: behind a known industry at its start, or before its predicate."""
    known = lexicon().labels("industry").at(text, start, end)
    if known:
        return start + len(known) + len(_end_at(text, start + len(known), end))
    return _before_predicate(text, start, end)


def _before_predicate(text: str, start: int, end: int) -> int:
    match = finder("tail").search(text, start + 2, end)
    return match[0] if match else end


def _plausible(name: str) -> bool:
    if lexicon().by_label("industry", name) and name not in word_set("no-industry"):
        return True
    if not is_paired(name.strip("“”")):
        return False
    return (
        2 <= len(name) <= _LONGEST
        and not is_generic(name)
        and name not in word_set("no-industry")
        and lexicon().by_label("area", name) is None
        and not _NO_INDUSTRY().search(name)
        and not _begins_with_area(name)
    )


def _begins_with_area(name: str) -> bool:
    area = lexicon().begins("area", name)
    return area is not None and bool(area.concept.properties.get(_LEVEL))


# What shows that an item of a list is no industry, and that a list with that head has none.
_NO_INDUSTRY = worded(
    "[了的是在将]|[0-9]+(?:个|家|万|亿|%|项|年)|[一二三四五]期|[省市区]属|业同|^集|[高低]碳?[端]?化$",
    "|{name-cue/no-industry-part}|{name-cue/no-industry-end}$|^{name-cue/no-industry-begin}",
)
_NO_HEAD = worded(
    "{name-cue/no-industry-goods}(?!型|新|服务|热|增)|[^，、]{0,6}{name-cue/no-industry-head}",
)


@cache
def _land_uses() -> frozenset[str]:
    """What land is used for beside trade: 居住、商业、市政道路."""
    return frozenset(words("no-industry-land"))


# 道路交通、城镇燃气、危险化学品等领域安全整治: fields that are watched over, not grown.
_GROWING = worded("{name-cue/industry-noun}")
_GUARDED = worded("{name-cue/no-industry-matter}")
_LIST_HEAD = worded(
    "(?:[^，、的]{0,10}?){name-cue/industry-list}",
    "(?!区|基地|城|{name-cue/no-industry-behind}|{name-cue/industry-thing}|{name-cue/no-industry-foremost}|人才|创新|工程)",
)
_FIELD_HEAD = worded("(?:[^，、的]{0,8}?){name-cue/industry-field}")


def _end_at(text: str, start: int, end: int | None = None) -> str:
    """The end of an industry's name that stands at a place, empty where there is none."""
    return word_set("industry-end").at(text, start, end) or word_set("industry-making").at(text, start, end)


def _from_words(text: str, labelled: Concepts) -> Iterator[Industry]:
    """The words of the vocabulary with their modifiers and ends."""
    behind, no_after, no_industry = _behind(), word_set("no-industry-after"), word_set("no-industry")
    unlike = word_set("no-industry-behind")
    for first, stop, concept in leftmost(labelled):
        start, end = _grow_left(text, first), stop
        if text[stop : stop + 1] in behind:
            suffix = _end_at(text, end)
            if suffix and not unlike.at(text, end + len(suffix)):
                end += len(suffix)
            if no_after.at(text, stop) or no_after.at(text, end):
                continue
        if text.endswith("营商", 0, start):  # 营商环境服务企业
            continue
        name = text[start:end]
        if (_needs_context(concept, name) and not _is_spoken_of(text, start, end)) or name in no_industry:
            continue
        if _cuts_word(text, first, stop):
            continue
        word = text[first:stop]
        forms = (word,) if end > stop and start == first else ()
        whole = start == first and _CONJUNCTION.search(word) is not None
        yield Industry(name, start, end, "industry-word", forms, whole)


@cache
def _behind() -> frozenset[str]:
    """The first characters of what makes another name of a word of the vocabulary, or none, when it stands behind."""
    return frozenset(word[0] for word in words("no-industry-after", "industry-end", "industry-making"))


_CONJUNCTION = re.compile("[和及与、]")


def _needs_context(concept: Concept, name: str) -> bool:
    """Whether a word names an industry only where the sentence says so: 健康, 物流, 茶, 大模型."""
    if len(name) <= 2:
        return concept.label != name or name not in ("农业", "种业")
    return not name.endswith(words("industry-tail-sure")) or name in concept.properties.get(_AMBIGUOUS, ())


_AMBIGUOUS = LEXICON + "ambiguousShortForm"


def _is_spoken_of(text: str, start: int, end: int) -> bool:
    """Whether something is done for, or measured of, what stands there as an industry."""
    if _is_measured(text, end):
        return not word_set("no-industry-before").before(text, start)
    return _grown().before(text, start) != "" and (end == len(text) or _FREE().match(text, end) is not None)


def _is_measured(text: str, at: int) -> bool:
    """Whether something is measured or said there of the industry before."""
    return word_set("after-industry").at(text, at) != "" and not text.startswith("企业家", at)


# What may follow an industry that is itself the object of a verb.
_FREE = worded("[，。；、和与及等做向]|{name-cue/growing}|{name-cue/develop-verb}|{name-cue/after-grown}")


def _grown() -> WordSet:
    """What directly precedes an industry that is grown."""
    return word_set("develop-verb", "furthering-predicate")


def _cuts_word(text: str, start: int, end: int) -> bool:
    """Whether a short word is part of a longer one: 家政 in 国家政策."""
    return end - start <= 2 and any(boundaries().cuts(text, start, end, 100))


def _grow_left(text: str, start: int) -> int:
    """Take in the modifiers that stand directly before."""
    while modifier := word_set("industry-modifier").before(text, start):
        start -= len(modifier)
    return start


def _from_ends(text: str, tails: Words) -> Iterator[Industry]:
    """Phrases that end as industries do and directly follow a verb of growing: 培育沙漠经济, 发展氢氧产业."""
    grown = [tail for tail in tails if _is_led(text, tail[0])]
    for listing in listings(text, grown) if grown else ():
        for begin, end in listing.items:
            if not holds(grown, begin, end):
                continue
            start = name_start(text, begin, end)
            match = _TAIL_WORD().search(text, start, end)
            if match and (_grown().before(text, start) or text[start - 1 : start] == "、"):
                name = text[start : match.end()]
                if _plausible_end(name, match.group()):
                    yield Industry(name, start, match.end(), "industry-end")


def _is_led(text: str, at: int) -> bool:
    """Whether a verb of growing, or a comma of a list, stands before the two to four characters before an end."""
    if _leading().isdisjoint(text[max(0, at - 5) : at - 2]):
        return False
    return any(text[start - 1] == "、" or _grown().before(text, start) for start in range(at - 2, max(0, at - 5), -1))


@cache
def _leading() -> frozenset[str]:
    return _grown().closings | {"、"}


def _from_quotes(text: str) -> Iterator[Industry]:
    """``“风光氢储”产业``: a quotation that is no code, before the word that says what it is."""
    for found in _QUOTED().finditer(text):
        if not _CODE.search(found["name"]) and _plausible(found["name"]):
            yield Industry(found.group(), found.start(), found.end(), "industry-end", (found["name"],))


_QUOTED = worded(
    "“(?P<name>[^“”，。；]{2,8})”(?:产业(?:链|集群)?|经济)(?!区|基地|城|{name-cue/no-industry-behind})",
)
_CODE = re.compile("[0-9+]{2}|[一二两三四五六七八九十][^经]?[^经]?$|^[一二两三四五六七八九十]")


_TAIL_WORD = worded(
    "{name-cue/industry-tail}(?=$|[，。；、”和与及]|等|总|增|产值|企业|规模",
    "|{name-cue/tail}|{name-cue/stage-build}|{name-cue/lead-verb})",
)


def _plausible_end(name: str, end: str) -> bool:
    bare = name[: -len(end)]
    return (
        2 <= len(bare) <= 4
        and _plausible(name)
        and not is_generic(bare)
        and not _NO_BARE().search(bare)
        and not finder("lead-verb").search(bare)
        and not lexicon().find("area", bare)
    )


# What shows that the words before an end are no modifier of it: numbers, quotations, people, other nouns with 的.
_NO_BARE = worded("[0-9“”（）《》——的了我]|[千万百]亿级|{name-cue/no-industry-modifier}")
