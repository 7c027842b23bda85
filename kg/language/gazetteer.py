"""Areas: which ones a name may mean, which one it means in a document, and where a text names them.

``Lexicon.find("area", …)`` keeps one concept for a label, but 市中区 exists four times and 大同 is a word. This is the
reader to use. Vocabulary: ``areas.ttl``, ``regions.ttl``, ``townships.tsv``, ``zones.ttl``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.language.area_finder import COUNTRY, AreaFinder, AreaMatch, AreaWords, Labels
from kg.language.boundaries import Boundaries
from kg.language.lexicon import BASE, LEXICON, Concept, Lexicon, lexicon
from kg.language.wordset import WordSet

LEVELS = ("country", "province", "prefecture", "county", "township", "region", "zone", "foreign")
_REPLACED = "http://purl.org/dc/terms/isReplacedBy"
_GENERIC = re.compile(r"[省市区县旗盟州国]$")


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


class Gazetteer:
    """All areas and their names. Use ``gazetteer()`` for the shared one.

    Args:
        words: the lexicon with the schemes ``area`` and ``zone-kind``.
    """

    def __init__(self, words: Lexicon) -> None:
        self._areas: dict[str, Area] = {}
        by_label: dict[str, list[Area]] = {}
        ambiguous: set[tuple[str, str]] = set()  # label, code
        self._short: dict[str, str] = {}  # code, the name without its level: 济南
        full: set[tuple[str, str]] = set()  # labels that end in their level: 历城区, 恩施州
        for concept in words.concepts("area"):
            area = _area(concept)
            self._areas[area.code] = area
            ambiguous.update((label, area.code) for label in concept.properties.get(LEXICON + "ambiguousShortForm", ()))
            self._short[area.code] = min((lb for lb in concept.labels if area.name.startswith(lb)), key=len)
            for label in concept.labels:
                by_label.setdefault(label, []).append(area)
                if _GENERIC.search(label) and (label == area.name or len(label) > 2):
                    full.add((label, area.code))
        self._kinds = {
            label: c for c in words.concepts("zone-kind") if LEXICON + "level" in c.properties for label in c.labels
        }
        self._words = AreaWords(
            named={label: tuple(areas) for label, areas in by_label.items()},
            alone=tuple(sorted(label for label, c in self._kinds.items() if LEXICON + "standsAlone" in c.properties)),
            full=frozenset(full),
            ambiguous=frozenset(ambiguous),
            kinds=WordSet(self._kinds),
            tails=words.word_set("zone-kind", "name-tail"),
            boundaries=Boundaries(words.words("zone-kind", "no-area")),
        )
        self._labels = Labels((*self._words.named, *self._words.alone))
        self._parents: dict[str, tuple[Area, ...]] = {"": ()}  # of areas by the code of the smallest around them
        self._surrounding: dict[tuple[str, str], str] = {}  # code, level
        self._inner: dict[str, list[str]] = {}  # the codes of the areas whose smallest one around is that of a code
        for code, area in self._areas.items():
            self._inner.setdefault(area.parent, []).append(code)
        self._towns: dict[str, tuple[Area, ...]] = {}  # of the counties that were asked for
        self._finders: dict[str | None, AreaFinder] = {}

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
        return self.zone(self._areas[parent], self._short.get(parent, self._areas[parent].name) + word, word)

    def areas_named(self, label: str) -> tuple[Area, ...]:
        """All areas of county level and above with that label, in the order of their codes."""
        return self._words.named.get(label, ())

    def parents(self, area: Area) -> tuple[Area, ...]:
        """The areas around it, the smallest first. 历城区 → 济南市, 山东省, 中国."""
        if area.parent not in self._parents:
            parent = self._areas[area.parent]
            self._parents[area.parent] = (parent, *self.parents(parent))
        return self._parents[area.parent]

    def contains(self, outer: str, inner: str) -> bool:
        """Whether the area with code ``inner`` is, or lies in, the one with code ``outer``. Raises KeyError."""
        return self.lies_in(self.area(inner), outer)

    def lies_in(self, area: Area, outer: str) -> bool:
        """Whether an area is, or lies in, the one with code ``outer``."""
        return outer == area.code or outer in [a.code for a in self.parents(area)]

    def townships(self, county: str) -> tuple[Area, ...]:
        """Streets, towns and townships of a county by its code, or of a prefecture without counties (东莞市)."""
        if county not in self._towns:
            cells = _township_cells().get(county, ())
            self._towns[county] = tuple(Area(county + c[-3:], c[:-3], "township", county) for c in cells)
        return self._towns[county]

    def townships_in(self, outer: str) -> list[Area]:
        """The same of all counties in an area by its code. Raises KeyError."""
        codes = [self.area(outer).code]
        for code in codes:  # which grows
            codes += self._inner.get(code, ())
        return [town for code in sorted(codes) for town in self.townships(code)]

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
            towns = self._finder(home).towns.get(label, ()) if home else ()
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
        return self._finder(home).find(text)

    def find_each(self, texts: Sequence[str], home: str | None = None) -> Iterator[list[AreaMatch]]:
        """The same for each of several texts, such as the sentences of a document, in one pass; without the country."""
        return self._finder(home).find_each(texts)

    def may_begin(self, text: str, home: str | None = None) -> bool:
        """False where ``find`` cannot find an area at the very start of a text: most texts, told by a look-up."""
        return self._finder(home).may_begin(text)

    def _finder(self, home: str | None) -> AreaFinder:
        if home not in self._finders:
            self._finders[home] = AreaFinder(self, self._words, self._labels, home)
        return self._finders[home]

    def around(self, code: str, level: str) -> str:
        """The code of the area of that level around the one with this code, which is returned if there is none."""
        if (code, level) not in self._surrounding:
            around = [self.area(code), *self.parents(self.area(code))]
            self._surrounding[code, level] = next((a.code for a in around if a.level == level), code)
        return self._surrounding[code, level]

    def zone(self, area: Area, name: str, kind: str) -> Area:
        """The functional zone of an area, by its name and the word for zones that its name ends in."""
        concept = self._kinds[kind]
        return Area(f"{area.code}-{concept.id}", name, concept.properties[LEXICON + "level"][0], area.code)

    def _distance(self, label: str, area: Area, home: str | None) -> tuple[bool, int, bool, int]:
        """How far an area is from home: the smaller, the sooner the label means it.

        A label that is a word besides (河北, the district of Tianjin) gives way to one that is not, except for home.
        """
        doubtful = (label, area.code) in self._words.ambiguous
        gone = bool(area.replaced_by)
        level = LEVELS.index(area.level)
        if not home:
            return doubtful, 4, gone, level
        own = self.area(home)
        around = self.parents(own)
        if area.code == own.code:
            return False, 0, gone, 0
        if area in around or (own.code != COUNTRY and self.lies_in(area, own.code)):
            return doubtful, 1, gone, level
        for steps, outer in enumerate(around, start=2):
            if outer.code != COUNTRY and self.lies_in(area, outer.code):
                return doubtful, steps, gone, level
        return doubtful, 4, gone, level

    def _zone_named(self, name: str, home: str | None) -> Area | None:
        if home and name in self._words.alone:
            return self.zone(self.area(self.around(home, "province")), name, name)
        for kind in sorted((k for k in self._kinds if name.endswith(k)), key=len, reverse=True):
            area = self.resolve(name.removesuffix(kind), home) if len(name) > len(kind) + 1 else None
            if area and area.level in ("province", "prefecture", "county"):
                return self.zone(area, name, kind)
        return None


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer over ``lexicon()``, made once a process."""
    return Gazetteer(lexicon())


def _area(concept: Concept) -> Area:
    return Area(
        code=concept.id,
        name=concept.label,
        level=concept.properties[LEXICON + "level"][0],
        parent=concept.broader[0].rsplit("/", 1)[-1] if concept.broader else "",
        replaced_by=tuple(iri.rsplit("/", 1)[-1] for iri in concept.properties.get(_REPLACED, ())),
        name_en=concept.label_en,
    )


@cache
def _township_cells() -> dict[str, list[str]]:
    """The townships of each county by its code, as the table has them: a name with the last digits of its code."""
    found: dict[str, list[str]] = {}
    with (resources.folder("ontology") / "townships.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                county, *cells = line.rstrip("\n").split("\t")
                found[county] = cells
    return found
