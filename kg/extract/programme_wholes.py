"""Programmes that sum up others by their number: “九大行动” and the nine, “三大攻坚” and the three.

What a document lists before such a sum, or after it, is taken for its parts only where the count agrees.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from kg.language import phrases
from kg.language.lexicon import lexicon
from kg.language.phrases import Phrase, Range
from kg.language.worded import worded

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_SUM = worded(
    "(?P<count>十?[二三四五六七八九两]|十)(?:大|项|个)(?P<head>[^，。；、“”]{0,6}?{programme-cue/sum-head})”?$",
)
_LEADS_ON = worded(
    "”?(?:（[^（）]{0,40}）)?(?:：|，?{programme-cue/leads-on}[：，]?)(?:[一二三四五六七八九]是)?",
)
_ORDINAL = worded(
    "^(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}[，是]|和|及)?(?:{phrase-cue/adverb}|组织)?(?:实施|开展|推进)?",
)


@dataclass(frozen=True, slots=True)
class Sum:
    """A name that sums up others: how many, and the head that each of them has."""

    count: int
    head: str


@cache
def sum_heads() -> tuple[str, ...]:
    """The heads of names that sum up others, the longest first."""
    return lexicon().words("programme-cue", "sum-head")


def summed(name: str) -> Sum | None:
    """What a name sums up: ``summed("“三大攻坚行动”")`` has the count 3 and the head 行动; None for other names."""
    found = _SUM().search(name) if "大" in name or "项" in name or "个" in name else None
    if found is None:
        return None
    count = found["count"]
    head = next(h for h in reversed(sum_heads()) if found["head"].endswith(h))
    return Sum(10 + _DIGITS[count[1:]] if len(count) == 2 else _DIGITS[count], head)


def told_after(text: str, clauses: Sequence[Range], at: int, whole: Sum) -> tuple[Phrase, ...]:
    """The parts that ``text`` tells after the sum that ends at ``at``: “三大行动”：甲行动，…；乙行动，…；丙行动，….

    Nothing unless exactly as many are told as the sum says. ``clauses`` are those of the text, in order.
    """
    leads = _LEADS_ON().match(text, at)
    if leads is None:
        return ()
    found: list[Phrase] = []
    first = bisect_left(clauses, leads.end(), key=itemgetter(1))
    for clause in clauses[first : first + 8 * whole.count]:
        for item in phrases.items(text, max(clause[0], leads.end()), clause[1]):
            start = item.start + (len(m.group()) if (m := _ORDINAL().match(item.text)) else 0)
            name = phrases.name(text, start, item.end)
            if name.text.endswith(whole.head) and len(name.text) >= len(whole.head) + 2 and summed(name.text) is None:
                found.append(name)
            elif clause is clauses[first] and 2 <= len(name.text) <= 14:
                found.append(name._replace(text=name.text + whole.head))
            if len(found) > whole.count:
                return ()
    return tuple(found) if len(found) == whole.count else ()


FARTHEST = 4  # sentences for each part in which the parts of a sum are told one by one
_TOLD = worded(
    r"^(?:[一二三四五六七八九十]{1,2}是|（[一二三四五六七八九十]{1,2}）|第[一二三四五六七八九十]{1,2}[，、])",
    r"{phrase-cue/adverb}?(?:实施|开展|推进)?(?P<name>[^，。；：]{4,24}?)(?=[，。；：]|$)",
)


def told_in_turn(texts: Sequence[str], whole: Sum) -> tuple[tuple[int, int, int], ...]:
    """The parts that the sentences behind a sum tell one by one, as in 一是甲工程。…二是乙工程。….

    Each as the index of its sentence, start and end. Nothing unless as many are told as the sum says.
    """
    found: list[tuple[int, int, int]] = []
    for index, text in enumerate(texts):
        told = _TOLD().match(text)
        if told is not None and told["name"].endswith(whole.head) and len(told["name"]) >= len(whole.head) + 2:
            found.append((index, *told.span("name")))
    return tuple(found) if len(found) == whole.count else ()


# “1+3+5”工作体系（“1”即…）, or “1”即…，“3”即… in the clauses behind: what the numbers of a name stand for.
_EXPLAINS = worded("“?[0-9一二三四五六七八九十N]”?(?:{programme-cue/after-code}|为)[：，]?(?=[^，。；])")
_BRACKET = re.compile(r"（(?P<said>[^（）]{6,120})）")


def decoded(text: str, name: str, end: int) -> tuple[int, int] | None:
    """Where a sentence explains the coded name that ends at ``end``: a bracket behind it, or its numbers one by one."""
    if not _CODED_NAME.search(name):
        return None
    bracket = _BRACKET.match(text, end)
    if bracket is not None and ("、" in bracket["said"] or _EXPLAINS().search(bracket["said"])):
        return bracket.span("said")
    said = list(_EXPLAINS().finditer(text, end))
    if len(said) < 2 or said[0].start() - end > _SOON:
        return None
    stop = re.compile("[。；]|$").search(text, said[-1].end())
    return said[0].start(), stop.start() if stop is not None else len(text)


_CODED_NAME = re.compile(r"“?(?:[0-9N]{2,}|[0-9N](?:\+[0-9N]){1,5}|[一二三四五六七八九十](?:大|个|项)?[一-鿿]{1,4})”")
_SOON = 24  # characters from a coded name to its explanation
