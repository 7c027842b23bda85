"""Areas: which ones a name may mean, which one it means in a document, and where a text names them.

``Lexicon.find("area", …)`` keeps one concept for a label, but 市中区 exists four times and 大同 is a word. This is the
reader to use. Vocabulary: ``areas.ttl``, ``regions.ttl``, ``townships.tsv``, ``zones.ttl``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

import ahocorasick_rs

from kg import resources
from kg.language.boundaries import Boundaries
from kg.language.lexicon import BASE, LEXICON, Concept, Lexicon, lexicon
from kg.language.wordset import WordSet

LEVELS = ("country", "province", "prefecture", "county", "township", "region", "zone", "foreign")
COUNTRY = "100000"
_REPLACED = "http://purl.org/dc/terms/isReplacedBy"
# How sure a name stands alone, in the counts of the dictionary that tells word boundaries.
_WEIGHTS = {"country": 9000, "province": 5000, "prefecture": 1500, "region": 1500, "foreign": 1500, "zone": 1500}
_COUNTY_WEIGHT, _AMBIGUOUS_WEIGHT = 60, 10
# A full name ends in a character that may begin the next word: 济南市场, 历城区域.
_RUNS_ON = re.compile(r"市[场值容面井]|区[域块间划位分别]|县域|旗[下舰帜]|盟友|省[会略心力时]|镇[域静]|乡[村镇土愁]")
_GENERIC = re.compile(r"[省市区县旗盟州国]$")
_TOWN = re.compile(r"街道$|[镇乡]$|苏木$|街道办$|办事处$")
_LIST_GLUE = frozenset(("、", "，", ",", "和", "与", "及", "以及", "至", "到", "—", "-", "～", "/", "·", "同", "或"))
_OPENS = frozenset("在到赴与对从向及同至、，。；：（(“《！？ \n\t")
_CLOSES = frozenset("、，。；：）)”》！？ \n\t等两三四五六七八九十")
_HAN = re.compile(r"[一-鿿]")


@dataclass(frozen=True, slots=True)
class Area:
    """An area. Two are the same if their codes are."""

    code: str  # GB/T 2260; nine digits for a township; a slug for groupings, zones and foreign areas
    name: str  # official name without the levels above it
    level: str  # one of LEVELS
    parent: str = ""  # code of the smallest area around it, empty for the country and foreign areas
    replaced_by: tuple[str, ...] = ()  # codes of what holds its place, if it no longer exists
    name_en: str = ""

    @property
    def iri(self) -> str:
        """Its concept's IRI in the scheme ``area``."""
        return f"{BASE}area/{self.code}"


class AreaMatch(NamedTuple):
    """A name of an area at ``text[start:end]``. ``candidates`` are all the areas that bear it."""

    start: int
    end: int
    label: str
    candidates: tuple[Area, ...]


class _Towns(NamedTuple):
    """The townships inside an area by name, the matcher of these labels, and what they begin with."""

    names: Mapping[str, tuple[Area, ...]]
    matcher: ahocorasick_rs.AhoCorasick
    labels: tuple[str, ...]
    openings: frozenset[str]


class Gazetteer:
    """All areas and their names. Use ``gazetteer()`` for the shared one.

    Args:
        words: the lexicon with the schemes ``area`` and ``zone-kind``.
    """

    def __init__(self, words: Lexicon) -> None:
        self._areas: dict[str, Area] = {}
        by_label: dict[str, list[Area]] = {}
        self._ambiguous: set[tuple[str, str]] = set()  # label, code
        self._short: dict[str, str] = {}  # code, the name without its level: 济南
        self._full: set[tuple[str, str]] = set()  # labels that end in their level: 历城区, 恩施州
        for concept in words.concepts("area"):
            area = _area(concept)
            self._areas[area.code] = area
            self._ambiguous.update(
                (label, area.code) for label in concept.properties.get(LEXICON + "ambiguousShortForm", ())
            )
            self._short[area.code] = min((lb for lb in concept.labels if area.name.startswith(lb)), key=len)
            for label in concept.labels:
                by_label.setdefault(label, []).append(area)
                if _GENERIC.search(label) and (label == area.name or len(label) > 2):
                    self._full.add((label, area.code))
        self._words = self._ambiguous - self._full  # short forms that are common words
        self._by_label: Mapping[str, tuple[Area, ...]] = {k: tuple(v) for k, v in by_label.items()}
        self._kinds = {
            label: c for c in words.concepts("zone-kind") if LEXICON + "level" in c.properties for label in c.labels
        }
        self._kind_set = WordSet(self._kinds)
        self._alone = {label for label, c in self._kinds.items() if LEXICON + "standsAlone" in c.properties}
        self._tails = words.word_set("zone-kind", "name-tail")
        self._no_areas = words.words("zone-kind", "no-area")
        self._labels = (*self._by_label, *sorted(self._alone))
        self._matcher = _matcher(self._labels)
        self._openings = frozenset(label[:2] for label in self._labels)
        self._parents: dict[str, tuple[Area, ...]] = {"": ()}  # of areas by the code of the smallest around them
        self._surrounding: dict[tuple[str, str], str] = {}  # code, level
        self._towns: dict[str, tuple[Area, ...]] | None = None
        self._town_names: dict[str, _Towns] = {}

    @cached_property
    def _boundaries(self) -> Boundaries:
        return Boundaries(self._no_areas)

    def area(self, code: str) -> Area:
        """The area with that code. Raises KeyError.

        A zone that is made of an area and a word for zones (370100-high-tech-zone) has its full name.
        """
        if len(code) == 9 and code.isdigit():
            return {town.code: town for town in self.townships(code[:6])}[code]
        if code in self._areas:
            return self._areas[code]
        parent, _, kind = code.partition("-")
        word = next((c.label for c in self._kinds.values() if c.id == kind), "")
        if not word:
            raise KeyError(code)
        return self._made_zone(self._areas[parent], self._short.get(parent, self._areas[parent].name) + word, word)

    def areas_named(self, label: str) -> tuple[Area, ...]:
        """All areas of county level and above with that label, in the order of their codes."""
        return self._by_label.get(label, ())

    def parents(self, area: Area) -> tuple[Area, ...]:
        """The areas around it, the smallest first. 历城区 → 济南市, 山东省, 中国."""
        if area.parent not in self._parents:
            parent = self._areas[area.parent]
            self._parents[area.parent] = (parent, *self.parents(parent))
        return self._parents[area.parent]

    def contains(self, outer: str, inner: str) -> bool:
        """Whether the area with code ``inner`` is, or lies in, the one with code ``outer``. Raises KeyError."""
        return self._inside(outer, self.area(inner))

    def _inside(self, outer: str, area: Area) -> bool:
        return outer == area.code or outer in [a.code for a in self.parents(area)]

    def townships(self, county: str) -> tuple[Area, ...]:
        """Streets, towns and townships of a county by its code, or of a prefecture without counties (东莞市)."""
        if self._towns is None:
            self._towns = _read_townships()
        return self._towns.get(county, ())

    def resolve(self, label: str, home: str | None = None) -> Area | None:
        """The area that a label means in a document about ``home``.

        The nearest wins: home itself, in it or around it, in the same prefecture, in the same province, else the only
        one in the country or the one of the highest level. Existing areas go before those that are no more.
        Townships count only inside home. A zone put together from an area and a word for zones (济南高新区) is made.

        Args:
            label: a full or short name.
            home: code of the document's area, or None.

        Returns:
            None where nothing has that name, or several are equally near.
        """
        ranked = sorted((self._distance(label, area, home), area.code, area) for area in self.areas_named(label))
        if ranked and (len(ranked) == 1 or ranked[0][0] < ranked[1][0]):
            return ranked[0][2]
        if not ranked:
            towns = self._towns_named(home).names.get(label, ()) if home else ()
            return towns[0] if len(towns) == 1 else self._zone_named(label, home)
        return None

    def official(self, label: str, home: str | None = None) -> str | None:
        """The official name of ``resolve(label, home)``: 历城 → 历城区."""
        area = self.resolve(label, home)
        return area.name if area else None

    def find(self, text: str, home: str | None = None) -> list[AreaMatch]:
        """Where areas are named, without overlaps, in order.

        A label that cuts a word (提高平均), or that another name only bears (济南大学), is no match. One that is a
        common word too (天桥, 城区) is one only beside other areas, behind one that it lies in, or, inside home's
        prefecture, between boundaries; so is the short form of a county of another province than home's. The
        candidates behind an area (甘肃东乡县) are only those in it. Townships are looked for only where ``home`` is
        given, and only inside it. A zone named after an area (济南高新区, 沈阳都市圈) is one match with the zone as
        candidate; 自贸试验区 alone is that of home's province.

        Args:
            text: any text.
            home: code of the area that the text is about.
        """
        hits = self._hits(text, home)
        if not hits:
            return []
        found: list[tuple[AreaMatch, bool]] = []
        end = 0
        for start, labels in _by_start(hits):
            if start < end:
                continue
            for label, candidates in labels:
                match = self._accept(text, start, label, candidates, end, home)
                if match:
                    found.append(match)
                    end = match[0].end
                    break
        return self._supported(text, found, home)

    def may_begin(self, text: str, home: str | None = None) -> bool:
        """False where ``find`` cannot find an area at the very start of a text: most texts, told by a look-up."""
        return text[:2] in self._openings or (home is not None and text[:2] in self._towns_named(home).openings)

    def _hits(self, text: str, home: str | None) -> list[tuple[int, str, tuple[Area, ...]]]:
        found: list[tuple[int, str, tuple[Area, ...]]] = []
        for index, start, _ in self._matcher.find_matches_as_indexes(text, overlapping=True):
            label = self._labels[index]
            if label in self._by_label:
                found.append((start, label, self._by_label[label]))
            elif home:
                zone = self._made_zone(self.area(self._around(home, "province")), label, label)
                found.append((start, label, (zone,)))
        if home:
            names, matcher, labels, _ = self._towns_named(home)
            for index, start, _ in matcher.find_matches_as_indexes(text, overlapping=True):
                found.append((start, labels[index], names[labels[index]]))
        return found

    def _accept(
        self, text: str, start: int, label: str, candidates: tuple[Area, ...], floor: int, home: str | None
    ) -> tuple[AreaMatch, bool] | None:
        """The match and whether it stands on its own; None if the label is not a word here."""
        end = start + len(label)
        kind = self._kind_set.at(text, end)
        full = any((label, a.code) in self._full for a in candidates) or bool(_TOWN.search(label))
        if kind and not full and all(a.level == "township" for a in candidates):
            return None  # 临港 in 临港经济开发区 is no street
        sure = tuple(a for a in candidates if not self._doubtful(label, a, home))
        if kind and not (full and kind == "地区" and text.startswith("生产总值", end + len(kind))):
            zone = self._zone(candidates, label, kind)
            if zone and not self._boundaries.cuts(text, start, end, _weight(candidates, sure), floor)[0]:
                return AreaMatch(start, end + len(kind), label + kind, zone), True
        if full and len(label) > 2:
            if _RUNS_ON.match(text, end - 1):
                return None
            if (
                start > floor
                and _HAN.match(text[start - 1])
                and self._boundaries.cuts(text, start, end, _COUNTY_WEIGHT, floor)[0]
            ):
                return None
        else:
            if self._tails.at(text, end):
                return None
            if any(self._boundaries.cuts(text, start, end, _weight(candidates, sure), floor)):
                return None
        return AreaMatch(start, end, label, candidates), bool(sure)

    def _doubtful(self, label: str, area: Area, home: str | None) -> bool:
        """Whether a label needs support to mean that area.

        That is a common word, but for a prefecture of home's province and a district of home's prefecture by its full
        name; in a document about an area, also the short form of a county of another province, which reports name
        with its province.
        """
        near = home is not None and self._inside(self._around(home, "province"), area)
        full = (label, area.code) in self._full
        if (label, area.code) in self._ambiguous:
            if home and full and label[-1] == "区" and len(label) > 2:
                return not self._inside(self._around(home, "prefecture"), area)
            return not (near and (area.level != "county" or (full and label[-1] != "区")))
        if area.level == "township":
            return not _TOWN.search(label)
        return area.level == "county" and not full and (bool(area.replaced_by) or not (near or home is None))

    def _around(self, code: str, level: str) -> str:
        """The code of the area of that level around the one with this code, which is returned if there is none."""
        if (code, level) not in self._surrounding:
            around = [self.area(code), *self.parents(self.area(code))]
            self._surrounding[code, level] = next((a.code for a in around if a.level == level), code)
        return self._surrounding[code, level]

    def _supported(self, text: str, found: list[tuple[AreaMatch, bool]], home: str | None) -> list[AreaMatch]:
        """The matches that stand on their own, and the others that their surroundings support."""
        kept: list[AreaMatch] = []
        before: AreaMatch | None = None  # the match just before, if it was kept
        for i, (match, sure) in enumerate(found):
            inside = self._inside_of(before, match)
            if (
                sure
                or inside
                or (before and text[before.end : match.start] in _LIST_GLUE and self._akin(before, match))
                or any(self._lists(text, match, after, certain) for after, certain in found[i + 1 : i + 2])
                or (home and self._at_home(text, match, home))
            ):
                before = AreaMatch(match.start, match.end, match.label, inside or match.candidates)
                kept.append(before)
            else:
                before = None
        return kept

    def _inside_of(self, before: AreaMatch | None, match: AreaMatch) -> tuple[Area, ...]:
        """The candidates that lie in the area named right before: of 东乡县 in 甘肃东乡县 the one in 甘肃.

        A county whose short form is a word must stand behind its own prefecture: 辽宁振兴 is no district of Dandong.
        """
        if not before or before.end != match.start:
            return ()
        outer = {a.code for a in before.candidates if a.code != COUNTRY}
        return tuple(
            b
            for b in match.candidates
            if b.parent in outer
            or (
                any(self._inside(code, b) for code in outer)
                and not (b.level == "county" and (match.label, b.code) in self._words)
            )
        )

    def _lists(self, text: str, match: AreaMatch, after: AreaMatch, certain: bool) -> bool:
        """Whether the next match stands in a list with this one; two doubtful ones must be of one prefecture."""
        if text[match.end : after.start] not in _LIST_GLUE:
            return False
        if certain:
            return self._akin(match, after)
        parents = {a.parent for a in match.candidates if a.level == "county" and not a.parent.endswith("0000")}
        return any(b.parent in parents for b in after.candidates)

    def _akin(self, one: AreaMatch, other: AreaMatch) -> bool:
        """Whether a reading of the one lies in the same province as a reading of the other."""
        provinces = {a.code[:2] for a in one.candidates if a.code[:2].isdigit()}
        return any(b.code[:2] in provinces for b in other.candidates)

    def _at_home(self, text: str, match: AreaMatch, home: str) -> bool:
        """Whether the match is home or inside home's prefecture, and bounded on both sides."""
        around = self._around(home, "prefecture")
        if self._areas[around].level in ("country", "province"):
            return False
        bounded = (match.start == 0 or text[match.start - 1] in _OPENS) and (
            match.end == len(text) or text[match.end] in _CLOSES
        )
        return bounded and any(self._inside(around, a) for a in match.candidates)

    def _distance(self, label: str, area: Area, home: str | None) -> tuple[bool, int, bool, int]:
        """How far an area is from home: the smaller, the sooner the label means it.

        A label that is a word besides (河北, the district of Tianjin) gives way to one that is not, except for home.
        """
        doubtful = (label, area.code) in self._ambiguous
        gone = bool(area.replaced_by)
        level = LEVELS.index(area.level)
        if not home:
            return doubtful, 4, gone, level
        own = self.area(home)
        around = self.parents(own)
        if area.code == own.code:
            return False, 0, gone, 0
        if area in around or (own.code != COUNTRY and self._inside(own.code, area)):
            return doubtful, 1, gone, level
        for steps, outer in enumerate(around, start=2):
            if outer.code != COUNTRY and self._inside(outer.code, area):
                return doubtful, steps, gone, level
        return doubtful, 4, gone, level

    def _zone_named(self, name: str, home: str | None) -> Area | None:
        if home and name in self._alone:
            return self._made_zone(self.area(self._around(home, "province")), name, name)
        for kind in sorted((k for k in self._kinds if name.endswith(k)), key=len, reverse=True):
            area = self.resolve(name.removesuffix(kind), home) if len(name) > len(kind) + 1 else None
            if area and area.level in ("province", "prefecture", "county"):
                return self._made_zone(area, name, kind)
        return None

    def _zone(self, candidates: Iterable[Area], label: str, kind: str) -> tuple[Area, ...]:
        """The zones of that kind that the candidates may have, existing areas only."""
        solid = [a for a in candidates if not a.replaced_by and a.level in ("province", "prefecture", "county")]
        return tuple(self._made_zone(a, label + kind, kind) for a in solid)

    def _made_zone(self, area: Area, name: str, kind: str) -> Area:
        concept = self._kinds[kind]
        return Area(f"{area.code}-{concept.id}", name, concept.properties[LEXICON + "level"][0], area.code)

    def _towns_named(self, home: str) -> _Towns:
        """The townships inside home; none for a home larger than a prefecture."""
        if home not in self._town_names:
            names: dict[str, list[Area]] = {}
            if self.area(home).level in ("county", "prefecture"):
                counties = [c for c in self._areas if c.isdigit() and self.contains(home, c)]
                for town in (t for county in counties for t in self.townships(county)):
                    for label in _town_labels(town.name):
                        names.setdefault(label, []).append(town)
            frozen = {label: tuple(towns) for label, towns in names.items()}
            openings = frozenset(label[:2] for label in frozen)
            self._town_names[home] = _Towns(frozen, _matcher(tuple(frozen)), tuple(frozen), openings)
        return self._town_names[home]


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer over ``lexicon()``, made once a process."""
    return Gazetteer(lexicon())


def _town_labels(name: str) -> tuple[str, ...]:
    """彩石街道 → 彩石街道, 彩石街道办, 彩石街道办事处, 彩石."""
    short = _TOWN.sub("", name)
    office = (name + "办", name + "办事处") if name.endswith("街道") else ()
    return (name, *office, *([short] if len(short) > 1 else []))


def _area(concept: Concept) -> Area:
    return Area(
        code=concept.id,
        name=concept.label,
        level=concept.properties[LEXICON + "level"][0],
        parent=concept.broader[0].rsplit("/", 1)[-1] if concept.broader else "",
        replaced_by=tuple(iri.rsplit("/", 1)[-1] for iri in concept.properties.get(_REPLACED, ())),
        name_en=concept.label_en,
    )


def _matcher(labels: Iterable[str]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(tuple(labels), matchkind=ahocorasick_rs.MatchKind.Standard)


def _weight(candidates: Iterable[Area], sure: tuple[Area, ...]) -> int:
    """How frequent a short form is at least, for the segmentation."""
    if not sure:
        return _AMBIGUOUS_WEIGHT
    return max(_WEIGHTS.get(a.level, _COUNTY_WEIGHT) for a in sure)


def _by_start(
    hits: Iterable[tuple[int, str, tuple[Area, ...]]],
) -> Iterator[tuple[int, list[tuple[str, tuple[Area, ...]]]]]:
    """Hits by their place, the longest label first."""
    places: dict[int, list[tuple[str, tuple[Area, ...]]]] = {}
    for start, label, candidates in hits:
        places.setdefault(start, []).append((label, candidates))
    for start in sorted(places):
        yield start, sorted(places[start], key=lambda hit: -len(hit[0]))


def _read_townships() -> dict[str, tuple[Area, ...]]:
    towns: dict[str, tuple[Area, ...]] = {}
    with (resources.folder("ontology") / "townships.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                county, *cells = line.rstrip("\n").split("\t")
                towns[county] = tuple(Area(county + c[-3:], c[:-3], "township", county) for c in cells)
    return towns
