"""The lists of a sentence that may be of industries: which they are, and what is one item of them.

A number may stand where 等 is left out (草莓、锦鲤、食用菌三大特色产业), and 及 may join two words of one item
(汽车及零部件).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.chunks import SEPARATING, Listing, of_clause
from kg.language import phrases
from kg.language.worded import worded
from kg.language.wordset import holds

if TYPE_CHECKING:
    from kg.extract.spotted import Spotted


def industry_lists(text: str, words_of: Spotted) -> Iterator[Listing]:
    """The lists that may be of industries, of the clauses in which a word of the vocabulary or a list's head stands."""
    places = sorted([start for start, _, _ in (*words_of.industries, *words_of.lists)])
    at, last = 0, len(places)
    for start, end in phrases.clauses(text) if SEPARATING.search(text) else ():
        while at < last and places[at] < start:
            at += 1
        if at == last:
            return
        if places[at] >= end or not SEPARATING.search(text, start, end):
            continue
        for listing in of_clause(text, start, end):
            if _may_list(listing, words_of):
                yield _tight(text, _counted(text, listing))


@lru_cache(maxsize=64)  # of the lists of one sentence after each other
def _is_numbered(text: str) -> bool:
    """Whether a number of industries stands in a sentence that a list may leave 等 out for."""
    return ("大" in text or "个" in text or "条" in text) and _NUMBERED().search(text) is not None


def _may_list(listing: Listing, words_of: Spotted) -> bool:
    """Whether a list may be one of industries: its head says so, or a word of the vocabulary stands in it."""
    if listing.head is None and len(listing.items) < 2:
        return False
    low, high = listing.items[0][0], listing.items[-1][1]
    # The head behind 等, or behind their number.
    return holds(words_of.industries, low, high) or holds(words_of.lists, low, listing.end)


def _counted(text: str, listing: Listing) -> Listing:
    """The listing with the head that a number shows where 等 is left out: 草莓、锦鲤、食用菌三大特色产业."""
    if listing.head is not None or len(listing.items) < 2:
        return listing
    for at, (first, end) in enumerate(listing.items[1:], 1) if _is_numbered(text) else ():
        number = _NUMBERED().search(text, first + 1, end)
        if number is not None:  # what is listed behind it are their figures: …三大产业分别增长8%、9%和10%
            return listing._replace(items=(*listing.items[:at], (first, number.start())), head=(number.end(), end))
    first, end = listing.items[-1]
    coded = _CODED_HEAD().search(text, first + 2, end) if text.find("“", first + 2, end) >= 0 else None
    if coded is not None:
        return listing._replace(items=(*listing.items[:-1], (first, coded.start())), head=(coded.end(), end))
    return listing


_NUMBERED = worded(
    "(?<![第0-9—])[”]?(?P<count>[0-9]{1,2}|[两三四五六七八九十])(?:大|个|条)",
    "(?=[^，、的]{0,8}(?:{name-cue/industry-noun}|亿级|领域))",
)


# 枸杞、滩羊、冷凉蔬菜“六特”产业: a code for the whole list.
_CODED_HEAD = worded(
    "“[^“”，。；]{0,6}[一二两三四五六七八九十0-9+][^“”，。；]{0,6}”(?=[^，、的“]{0,6}{name-cue/industry-noun})",
)


def _numeral(text: str) -> int:
    return int(text) if text.isdigit() else "零一两三四五六七八九十".index(text)


def _tight(text: str, listing: Listing) -> Listing:
    """The listing with items that 及 or 与 join as one: 汽车及零部件 before a 、, or where the number says so."""
    items = listing.items
    if len(items) < 2:
        return listing
    joints = [text[before[1] : after[0]] for before, after in pairwise(items)]
    if _JOINTS.isdisjoint(joints):
        return listing
    if listing.head is not None and _is_numbered(text):
        loose = [items[0]]
        for joint, item in zip(joints, items[1:], strict=True):
            if joint in _JOINTS:
                loose[-1] = (loose[-1][0], item[1])
            else:
                loose.append(item)
        said = _NUMBERED().search(text, items[-1][1])
        if said and said.start() <= items[-1][1] + 1 and len(items) != len(loose) == _numeral(said["count"]):
            return listing._replace(items=tuple(loose))
    joined = [items[0]]
    for at, (joint, item) in enumerate(zip(joints, items[1:], strict=True)):
        if joint in ("及", "与") and joints[at + 1 : at + 2] == ["、"]:
            joined[-1] = (joined[-1][0], item[1])
        else:
            joined.append(item)
    return listing._replace(items=tuple(joined))


_JOINTS = frozenset("及与和")
