"""Clauses and the lists in them: where a name may begin and end.

A name of a project, a place or an organisation has no capital letters; it is found by what it ends in, by the verbs
before it, by the words after it, and by its neighbours in a list (``A、B和C等项目``). This module knows the shape of
lists; the words are in the scheme ``name-cue``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kg.language import phrases
from kg.language.boundaries import boundaries
from kg.language.lexicon import lexicon
from kg.language.worded import alternatives, worded
from kg.language.wordset import WordFinder, WordSet, within

Range = phrases.Range
Found = tuple[int, int, str, str]  # a name in a sentence: start, end, name, rule

_FARTHEST = 80  # characters in which the head of a list is looked for
# Conjunctions that are no separators because of the character beside them: 共和国, 参与, 以及 (taken whole), 涉及.
_NOT_AFTER = {
    "和": "共温饱谐缓柔平维祥浩中总义颐雍诺",
    "与": "参赋给",
    "及": "普涉惠波触推危以顾",
}
_NOT_BEFORE = {"和": "平谐田县睦顺政林硕静浩", "与": "会时世", "及": "时早其"}
SEPARATING = re.compile("[、和与及等]")  # a character of what may stand between the items of a list, or close it
_NUMBER = r"(?:[0-9０-９.,]+|[一二三四五六七八九十百千两几]+)(?:余|多)?[万亿]?"
_COUNT = re.compile(
    rf"(?:第?{_NUMBER}(?:多|余)?(?:个|家|条|座|所|处|项|批|种|大|类|只|支|台|套|片|对|名|位|艘)|首[个批家条座只])(?!月)"
)
_COUNT_BEGINS = frozenset("第首0123456789０１２３４５６７８９.,一二三四五六七八九十百千两几")


class Listing(NamedTuple):
    """Coordinated phrases of one clause. All ranges count characters of the sentence's text."""

    items: tuple[Range, ...]  # A, B, C: without the verbs before them; the last one runs to the clause's end
    lead: Range  # the verbs and adverbs before the first item, may be empty
    head: Range | None  # what follows 等: 重大项目开工建设
    end: int  # end of the clause


@cache
def words(*concepts: str) -> tuple[str, ...]:
    """The words of these concepts of the scheme ``name-cue``, longest first."""
    found = {word for concept in concepts for word in lexicon().words("name-cue", concept)}
    return tuple(sorted(found, key=lambda w: (-len(w), w)))


@cache
def pattern(*concepts: str) -> re.Pattern[str]:
    """An alternation of the words of these concepts, the longest first."""
    return re.compile(alternatives("name-cue", *concepts))


def finder_words(*concepts: str) -> Mapping[str, str]:
    """The same words, each with the first of these concepts that has it."""
    return {word: concept for concept in reversed(concepts) for word in words(concept)}


@cache
def finder(*concepts: str) -> WordFinder[str]:
    """The same words, to be looked for all over a text."""
    return WordFinder(finder_words(*concepts))


def apart(found: Iterable[Found]) -> tuple[Found, ...]:
    """Names in reading order, of those that overlap the first and longest."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f[0], -f[1], f[3])):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return tuple(kept)


def cuts_word(text: str, start: int, end: int) -> bool:
    """Whether a known name of a few characters is there by chance, a word standing across one of its ends."""
    return end - start <= 4 and any(boundaries().cuts(text, start, end, 1000))


@cache
def word_set(*concepts: str) -> WordSet:
    """The words of these concepts, to be looked for at one place."""
    return lexicon().word_set("name-cue", *concepts)


def listings(text: str, trace: re.Pattern[str] | Sequence[tuple[int, int, object]] | None = None) -> list[Listing]:
    """The lists of a sentence in order; a clause without a list is a list of one.

    Args:
        text: the sentence (``Sentence.text``).
        trace: only clauses in which this is found are read: a pattern, or places of words by their start.
    """
    found: list[Listing] = []
    for start, end in phrases.clauses(text):
        if trace is None or (
            trace.search(text, start, end) if isinstance(trace, re.Pattern) else within(trace, start, end)
        ):
            found += of_clause(text, start, end)
    return found


@lru_cache(maxsize=32_768)
def of_clause(text: str, start: int, end: int) -> tuple[Listing, ...]:
    """The lists of one clause in order."""
    cuts = _separators(text, start, end)
    if not cuts:
        first = lead_end(text, start, end)
        return (Listing(((first, end),), (start, first), None, end),) if first < end else ()
    found: list[Listing] = []
    group: list[Range] = []
    at = start
    cuts.append((end, end, "end"))
    for index, (cut, after, kind) in enumerate(cuts):
        if cut > at:
            group.append((at, cut))
        closes = kind == "等"
        at = _behind_holders(text, after, end) if closes else after
        if group and (closes or kind == "end"):
            first = lead_end(text, *group[0])
            items = [(first, group[0][1]), *[(lead_end(text, s, e), e) for s, e in group[1:]]]
            kept = tuple([(s, e) for s, e in items if s < e])
            if kept:
                stop = _head_end(cuts, index) if closes else 0
                found.append(Listing(kept, (group[0][0], first), (after, stop) if after < stop else None, end))
            group = []
    return tuple(found)


def _head_end(cuts: Sequence[tuple[int, int, str]], index: int) -> int:
    """Where the head behind the 等 of that index ends: before the next comma, 等 or the clause's end."""
    following = next(cuts[i][0] for i in range(index + 1, len(cuts)) if cuts[i][2] != "和")
    return min(cuts[index][1] + _FARTHEST, following)


# 甲、乙等市推进丙、丁…: who does it, before the verb.
_HOLDERS = worded("(?:[0-9]{1,3}个)?(?:{name-cue/area-noun}|[省市县区州盟旗地])")


def _behind_holders(text: str, at: int, end: int) -> int:
    """The place behind the common noun of a list of areas, where a verb follows it; else ``at``."""
    found = _HOLDERS().match(text, at, end)
    return found.end() if found and word_set("lead-verb").at(text, found.end(), end) else at


def _separators(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Where the list is cut: start and end of the separator and which it is."""
    inside = phrases.shielded(text)
    cuts: list[tuple[int, int, str]] = []
    for found in SEPARATING.finditer(text, start, end):
        at, char = found.start(), found.group()
        if inside[at]:
            continue
        if char == "、":
            cuts.append((at, at + 1, "、"))
        elif char == "及" and at > start and text[at - 1] == "以":
            cuts.append((at - 1, at + 1, "和"))
        elif char == "与" and _joins_fields(text, at, end):
            continue
        elif char in "和与及" and at > start:
            after = text[at + 1] if at + 1 < end else ""
            if (
                text[at - 1] not in _NOT_AFTER[char]
                and after not in _NOT_BEFORE[char]
                and after not in ("、", "，")
                and not text.startswith(("和美乡", "和美海"), at)
            ):
                cuts.append((at, at + 1, "和"))
        elif char == "等" and at > start and not _inside_word(text, at):
            cuts.append((at, at + 1, "等"))
    return cuts


# 乙材料科学与技术研究所: two fields that one institute is named after.
_FIELD_BEFORE = worded("{name-cue/institute-modifier}$")
_INSTITUTE = worded("[一-鿿]{2,8}?{name-cue/organisation-institute}")


def _joins_fields(text: str, at: int, end: int) -> bool:
    """Whether 与 joins two fields in the name of an institute, rather than two things."""
    behind = _INSTITUTE().match(text, at + 1, end)
    if behind is None or _FIELD_BEFORE().search(text[max(0, at - 4) : at]) is None:
        return False
    return lexicon().begins("area", behind.group()) is None


def _inside_word(text: str, at: int) -> bool:
    if text[at + 1 : at + 2] in tuple("级于候待额效"):
        return True
    if text[at - 1] == "特":
        return text[at + 1 : at + 2] in tuple("奖功劳")
    return text[at - 1] in "高中初同平均对何优上下" and not ("、" in text[:at] and _LISTED().match(text, at + 1))


# What closes a list, also behind a name that would make a word with 等: 安康、汉中等市, 乙电、平高等领军企业.
_LISTED = worded(
    "[0-9]{1,3}[个家条座项]|地(?:区|$|[，。、的建开推])|[市县区州](?![级域场])",
    "|[一-鿿]{0,6}(?:企业|集团|项目|{name-cue/area-noun})",
)


def may_have_head(text: str, start: int, end: int) -> bool:
    """Whether a list of that clause may close with a head: behind 等, or behind its number."""
    return text.find("等", start, end) >= 0 or _NUMBERED().search(text, start, end) is not None


def counted(text: str, listing: Listing) -> Listing:
    """The list with the head behind its number where 等 is left out: 甲、乙、丙3个综合保税区."""
    start, end = listing.items[-1]
    if listing.head is not None or len(listing.items) < 2:
        return listing
    found = _NUMBERED().search(text, start + 2, end)
    if found is None or int(_DIGITS.get(found["count"], found["count"])) != len(listing.items):
        return listing
    return listing._replace(items=(*listing.items[:-1], (start, found.start())), head=(found.end(), listing.end))


_NUMBERED = worded(
    "(?<![—0-9第-])(?P<count>[2-9]|1[0-9]|[两二三四五六七八九])(?:个|条|座|处|家|大)(?=[一-鿿])",
    "(?![一-鿿]{0,6}(?:{name-cue/no-counted-head}|{name-cue/area-noun}|市$|县$))",
)
_DIGITS = {"两": "2", **{char: str(at) for at, char in enumerate("二三四五六七八九", 2)}}


@cache
def _leads() -> tuple[WordSet, WordSet, frozenset[str]]:
    """What stands before a name, what only begins as that does, and the characters that these and counts begin with."""
    leads = word_set("lead-verb", "lead-adverb")
    return leads, lexicon().word_set("cue", "no-lead"), leads.openings | _COUNT_BEGINS


def lead_end(text: str, start: int, end: int) -> int:
    """Where the name begins in a phrase: after its verbs, adverbs and counts."""
    leads, no_lead, openings = _leads()
    at = start
    while at < end and text[at] in openings:
        count = _COUNT.match(text, at, end) if text[at] in _COUNT_BEGINS else None
        length = count.end() - at if count else len(leads.at(text, at, end))
        if not length or no_lead.at(text, at, end):  # a verb is only the beginning of a longer word
            break
        at += length
    return at
