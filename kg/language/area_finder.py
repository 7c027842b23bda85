"""Where a text names areas, read as a document about one of them reads it.

What a label may mean there, and whether it needs support, is worked out once for each label; the labels are looked for
in all the sentences of a document at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick_rs

from kg.language.boundaries import REACH, Boundaries, is_han
from kg.language.wordset import WordSet

if TYPE_CHECKING:
    from kg.language.gazetteer import Area, Gazetteer

COUNTRY = "100000"
# How sure a name stands alone, in the counts of the dictionary that tells word boundaries.
_WEIGHTS = {"country": 9000, "province": 5000, "prefecture": 1500, "region": 1500, "foreign": 1500, "zone": 1500}
_COUNTY_WEIGHT, _AMBIGUOUS_WEIGHT = 60, 10
# A full name ends in a character that may begin the next word: 济南市场, 历城区域.
_RUNS_ON = re.compile(r"市[场值容面井]|区[域块间划位分别]|县域|旗[下舰帜]|盟友|省[会略心力时]|镇[域静]|乡[村镇土愁]")
_TOWN = re.compile(r"街道$|[镇乡]$|苏木$|街道办$|办事处$")
_LIST_GLUE = frozenset(("、", "，", ",", "和", "与", "及", "以及", "至", "到", "—", "-", "～", "/", "·", "同", "或"))
_OPENS = frozenset("在到赴与对从向及同至、，。；：（(“《！？ \n\t")
_CLOSES = frozenset("、，。；：）)”》！？ \n\t等两三四五六七八九十")
_BETWEEN = "\n"  # sentences, when they are gone through together: no label holds it
_PLACE = itemgetter(0, 1)


class AreaMatch(NamedTuple):
    """A name of an area at ``text[start:end]``. ``candidates`` are all the areas that bear it."""

    start: int
    end: int
    label: str
    candidates: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class AreaWords:
    """The vocabulary of names of areas."""

    named: Mapping[str, tuple[Area, ...]]  # the areas by label
    alone: tuple[str, ...]  # zones that need no area before them: 自贸试验区
    full: frozenset[tuple[str, str]]  # labels that end in their level, with the area's code: 历城区, 恩施州
    ambiguous: frozenset[tuple[str, str]]  # labels that are common words besides, with the area's code
    kinds: WordSet  # of zones: 高新区
    tails: WordSet  # what names of other things than areas go on with: 济南大学
    boundaries: Boundaries

    def is_word(self, label: str, area: Area) -> bool:
        """Whether a label is the short form of an area and a common word."""
        return (label, area.code) in self.ambiguous and (label, area.code) not in self.full


class Labels:
    """Labels that are looked for together, and what a text must begin with to begin with one."""

    def __init__(self, labels: Iterable[str]) -> None:
        self.labels = tuple(labels)
        self.openings = frozenset(label[:2] for label in self.labels)
        self._matcher = ahocorasick_rs.AhoCorasick(self.labels, matchkind=ahocorasick_rs.MatchKind.Standard)

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Which labels stand in a text, by their index, and where: those that overlap too."""
        found: list[tuple[int, int, int]] = self._matcher.find_matches_as_indexes(text, overlapping=True)
        return found


class _Reading(NamedTuple):
    """What a label means in a document about one area, wherever it stands."""

    label: str
    candidates: tuple[Area, ...]
    full: bool
    sure: bool  # it needs no support from what stands beside it
    weight: int  # how frequent it is at least, for the segmentation
    at_home: bool  # one of the candidates is home or lies in its prefecture

    @property
    def country(self) -> bool:
        """Whether it means the whole country."""
        return self.candidates[0].code == COUNTRY


_Accepted = tuple[AreaMatch, bool, bool]  # whether it needs no support, and whether it may be at home
_Hit = tuple[int, int, _Reading]  # where it starts, its length below zero, so that the longest sorts first


class AreaFinder:
    """Finds the names of areas for documents about ``home``. Use ``Gazetteer.find``.

    Args:
        areas: the gazetteer.
        words: its vocabulary.
        labels: the labels of that vocabulary.
        home: code of the area that the documents are about, or None.
    """

    def __init__(self, areas: Gazetteer, words: AreaWords, labels: Labels, home: str | None) -> None:
        self._areas, self._words, self._labels, self._home = areas, words, labels, home
        self._province = areas.around(home, "province") if home else ""
        self._prefecture = areas.around(home, "prefecture") if home else ""
        self._in_prefecture = bool(home) and areas.area(self._prefecture).level not in ("country", "province")
        self._beside = words.kinds.longest + max(map(len, _LIST_GLUE))  # how far off the next in a list is
        self._readings: dict[int, _Reading | None] = {}  # by the index of their label
        self._town_readings: dict[int, _Reading] = {}

    @cached_property
    def towns(self) -> Mapping[str, tuple[Area, ...]]:
        """The townships inside home by name; none for a home larger than a prefecture."""
        home, areas = self._home, self._areas
        if home is None or areas.area(home).level not in ("county", "prefecture"):
            return {}
        names: dict[str, list[Area]] = {}
        for town in areas.townships_in(home):
            for label in _labels_of_town(town.name):
                names.setdefault(label, []).append(town)
        return {label: tuple(towns) for label, towns in names.items()}

    @cached_property
    def _town_labels(self) -> Labels:
        return Labels(self.towns)

    def may_begin(self, text: str) -> bool:
        """False where no area can be found at the very start of a text."""
        return text[:2] in self._labels.openings or (bool(self.towns) and text[:2] in self._town_labels.openings)

    def find(self, text: str) -> list[AreaMatch]:
        """The areas that a text names, in order: see ``Gazetteer.find``."""
        hits = self._hits(text)
        return self._named(text, hits) if hits else []

    def find_each(self, texts: Sequence[str]) -> Iterator[list[AreaMatch]]:
        """The same but for the country for each of several texts, gone through together."""
        joined = _BETWEEN.join(texts)
        hits = self._telling(joined, self._hits(joined))
        at, last = 0, len(hits)
        begin = 0
        for text in texts:
            end = begin + len(text)
            if at == last or hits[at][0] >= end:
                yield []
            else:
                here: list[_Hit] = []
                while at < last and hits[at][0] < end:
                    start, below, reading = hits[at]
                    here.append((start - begin, below, reading))
                    at += 1
                named = self._named(text, here)
                yield [match for match in named if match.candidates[0].code != COUNTRY] if named else named
            begin = end + len(_BETWEEN)

    def _hits(self, text: str) -> list[_Hit]:
        """Where labels stand: by their start, the longest first, those above townships first."""
        found: list[_Hit] = []
        for index, start, end in self._labels.find(text):
            if index not in self._readings:
                self._readings[index] = self._reading(self._labels.labels[index])
            if reading := self._readings[index]:
                found.append((start, start - end, reading))
        for index, start, end in self._town_labels.find(text) if self.towns else ():
            if index not in self._town_readings:
                label = self._town_labels.labels[index]
                self._town_readings[index] = self._meaning(label, self.towns[label])
            found.append((start, start - end, self._town_readings[index]))
        found.sort(key=_PLACE)
        return found

    def _reading(self, label: str) -> _Reading | None:
        """What a label above townships means; None for a zone that stands alone in a document about no area."""
        candidates = self._words.named.get(label, ())
        if candidates or not self._home:
            return self._meaning(label, candidates) if candidates else None
        return self._meaning(label, (self._areas.zone(self._areas.area(self._province), label, label),))

    def _meaning(self, label: str, candidates: tuple[Area, ...]) -> _Reading:
        full = any((label, a.code) in self._words.full for a in candidates) or bool(_TOWN.search(label))
        sure = [a for a in candidates if not self._doubtful(label, a)]
        weight = max((_WEIGHTS.get(a.level, _COUNTY_WEIGHT) for a in sure), default=_AMBIGUOUS_WEIGHT)
        at_home = self._in_prefecture and any(self._areas.lies_in(a, self._prefecture) for a in candidates)
        return _Reading(label, candidates, full, bool(sure), weight, at_home)

    def _doubtful(self, label: str, area: Area) -> bool:
        """Whether a label needs support to mean that area.

        That is a common word, but for a prefecture of home's province and a district of home's prefecture by its full
        name; in a document about an area, also the short form of a county of another province, which reports name
        with its province.
        """
        home = self._home
        near = home is not None and self._areas.lies_in(area, self._province)
        full = (label, area.code) in self._words.full
        if (label, area.code) in self._words.ambiguous:
            if home and full and label[-1] == "区" and len(label) > 2:
                return not self._areas.lies_in(area, self._prefecture)
            return not (near and (area.level != "county" or (full and label[-1] != "区")))
        if area.level == "township":
            return not _TOWN.search(label)
        return area.level == "county" and not full and (bool(area.replaced_by) or not (near or home is None))

    def _named(self, text: str, hits: Sequence[_Hit]) -> list[AreaMatch]:
        found: list[_Accepted] = []
        end = 0
        for start, _, reading in hits:
            if start >= end and (accepted := self._accept(text, start, reading, end)):
                found.append(accepted)
                end = accepted[0].end
        return self._supported(text, found) if found else []

    def _telling(self, text: str, hits: Sequence[_Hit]) -> list[_Hit]:
        """Without the country, and the words that are areas only beside others and stand by themselves: most hits.

        What these are read as can change neither what they give nor how another is read.
        """
        kept: list[_Hit] = []
        reached = -self._beside
        for at, hit in enumerate(hits, 1):
            start, below, reading = hit
            end = start - below
            if (at < len(hits) and hits[at][0] < end + REACH) or not (
                reading.country or (start - reached > self._beside and self._needs_support(text, end, reading))
            ):
                kept.append(hit)
            reached = max(reached, end)
        return kept

    def _needs_support(self, text: str, end: int, reading: _Reading) -> bool:
        """Whether a label that ends there is an area only beside another."""
        return not (reading.sure or reading.at_home or self._words.kinds.at(text, end))

    def _accept(self, text: str, start: int, reading: _Reading, floor: int) -> _Accepted | None:
        """What a label is read as; None if it is not a word here."""
        words, label = self._words, reading.label
        end = start + len(label)
        kind = words.kinds.at(text, end)
        if kind:
            if not reading.full and all(a.level == "township" for a in reading.candidates):
                return None  # 临港 in 临港经济开发区 is no street
            product = reading.full and kind == "地区" and text.startswith("生产总值", end + len(kind))
            zone = () if product else self._zones(reading, kind)
            if zone and not words.boundaries.cuts_start(text, start, end, reading.weight, floor):
                return AreaMatch(start, end + len(kind), label + kind, zone), True, False
        if reading.full and len(label) > 2:
            if _RUNS_ON.match(text, end - 1):
                return None
            behind_word = start > floor and is_han(text[start - 1])
            if behind_word and words.boundaries.cuts_start(text, start, end, _COUNTY_WEIGHT, floor):
                return None
        elif words.tails.at(text, end) or any(words.boundaries.cuts(text, start, end, reading.weight, floor)):
            return None
        return AreaMatch(start, end, label, reading.candidates), reading.sure, reading.at_home

    def _zones(self, reading: _Reading, kind: str) -> tuple[Area, ...]:
        """The zones of that kind that the candidates may have, existing areas only."""
        solid = [a for a in reading.candidates if not a.replaced_by and a.level in ("province", "prefecture", "county")]
        return tuple(self._areas.zone(a, reading.label + kind, kind) for a in solid)

    def _supported(self, text: str, found: Sequence[_Accepted]) -> list[AreaMatch]:
        """The matches that stand on their own, and the others that their surroundings support."""
        kept: list[AreaMatch] = []
        before: AreaMatch | None = None  # the match just before, if it was kept
        for i, (match, sure, at_home) in enumerate(found):
            inside = self._inside_of(before, match) if before else ()
            if (
                sure
                or inside
                or (before and text[before.end : match.start] in _LIST_GLUE and _akin(before, match))
                or (i + 1 < len(found) and _lists(text, match, *found[i + 1][:2]))
                or (at_home and _is_bounded(text, match))
            ):
                before = match._replace(candidates=inside) if inside else match
                kept.append(before)
            else:
                before = None
        return kept

    def _inside_of(self, before: AreaMatch, match: AreaMatch) -> tuple[Area, ...]:
        """The candidates that lie in the area named right before: of 东乡县 in 甘肃东乡县 the one in 甘肃.

        A county whose short form is a word must stand behind its own prefecture: 辽宁振兴 is no district of Dandong.
        """
        if before.end != match.start:
            return ()
        outer = {a.code for a in before.candidates if a.code != COUNTRY}
        return tuple(
            b
            for b in match.candidates
            if b.parent in outer
            or (
                any(self._areas.lies_in(b, code) for code in outer)
                and not (b.level == "county" and self._words.is_word(match.label, b))
            )
        )


def _lists(text: str, match: AreaMatch, after: AreaMatch, certain: bool) -> bool:
    """Whether the next match stands in a list with this one; two doubtful ones must be of one prefecture."""
    if text[match.end : after.start] not in _LIST_GLUE:
        return False
    if certain:
        return _akin(match, after)
    parents = {a.parent for a in match.candidates if a.level == "county" and not a.parent.endswith("0000")}
    return any(b.parent in parents for b in after.candidates)


def _akin(one: AreaMatch, other: AreaMatch) -> bool:
    """Whether a reading of the one lies in the same province as a reading of the other."""
    provinces = {a.code[:2] for a in one.candidates if a.code[:2].isdigit()}
    return any(b.code[:2] in provinces for b in other.candidates)


def _is_bounded(text: str, match: AreaMatch) -> bool:
    """Whether a match stands between marks, or behind a preposition."""
    opened = match.start == 0 or text[match.start - 1] in _OPENS
    return opened and (match.end == len(text) or text[match.end] in _CLOSES)


def _labels_of_town(name: str) -> tuple[str, ...]:
    """彩石街道 → 彩石街道, 彩石街道办, 彩石街道办事处, 彩石."""
    short = _TOWN.sub("", name)
    office = (name + "办", name + "办事处") if name.endswith("街道") else ()
    return (name, *office, *([short] if len(short) > 1 else []))
