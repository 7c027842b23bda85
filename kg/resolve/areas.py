"""Which area a name means, seen from the area that a document is about: 市中区 exists many times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.graph import iris
from kg.language.area_finder import COUNTRY
from kg.language.gazetteer import Area, Gazetteer
from kg.language.lexicon import Lexicon

COUNTRY_IRI = iris.concept("area", COUNTRY)
# 全市, 本市 and 我市 are the nearest area of that level from the document's own upwards.
_OWN = re.compile(r"(?:全|本|我|该)(省|自治区|市|州|盟|区|县|旗)(?:内|域)?")
_OWN_LEVELS = {"省": "province", "自治区": "province", "市": "prefecture", "州": "prefecture", "盟": "prefecture"}
_AVERAGE = re.compile(r"的?平均(?:水平|值|线|数|增速|增幅)?$|水平$")
_INSIDE = {"街道": "township", "镇": "township", "乡": "township", "社区": "village", "村": "village"}


@dataclass(frozen=True, slots=True)
class Place:
    """An area as resolved.

    Attributes:
        code: of the gazetteer, or empty for an area that it does not know.
        inside: the IRI of the area around it where that is known.
        listed: the vocabulary has it with its labels; a township or zone has a code but no labels there.
    """

    iri: str
    label: str
    code: str = ""
    level: str = ""
    inside: str = ""
    listed: bool = False


class Areas:
    """The gazetteer as the makers of the graph need it: always an answer, with an IRI."""

    def __init__(self, words: Lexicon, known: Gazetteer) -> None:
        self._words = words
        self._known = known

    def home(self, name: str | None, code: str | None) -> Place | None:
        """The area that a document is about, or None where neither its code nor its name says."""
        if code:
            try:
                return self._place(self._known.area(code))
            except KeyError:
                pass
        return self.find(name, None) if name else None

    def find(self, name: str, home: Place | None) -> Place | None:
        """The one known area that a name means for a document about ``home``; None where none or several fit.

        高新区 alone is the one of the city: every city has one, and its districts speak of that.
        """
        if own := self._own(name, home):
            return own
        found = self._known.resolve(name, self._code(home))
        if found is None and home is not None and home.code:
            found = self._known.resolve(self.city(home).label + name, self._code(home))
        return self._place(found) if found else None

    def names(self, label: str) -> bool:
        """Whether some area of the gazetteer is called so."""
        return bool(self._known.areas_named(label))

    def local(self, name: str, home: Place | None, document: str) -> Place:
        """An area that the gazetteer does not have, such as a village: named under its home, or under the document."""
        level = next((level for end, level in _INSIDE.items() if name.endswith(end)), "")
        inside = home.iri if home and level else ""
        return Place(iris.entity("Area", name, home.iri if home else document), name, "", level, inside)

    def compared(self, name: str, home: Place | None) -> Place | None:
        """The area of a comparator: 全市平均水平 is the city."""
        return self.find(name, home) or self.find(_AVERAGE.sub("", name), home)

    def city(self, home: Place) -> Place:
        """The prefecture around an area, or the province of a district of 北京, or the area itself."""
        chain = [home, *self.above(home)]
        for level in ("prefecture", "province"):
            if found := next((p for p in chain if p.level == level), None):
                return found
        return home

    def above(self, place: Place) -> Iterator[Place]:
        """The areas around a place from the nearest to the country."""
        if place.inside:
            around = self._known.area(place.inside.rsplit("/", 1)[-1])
            yield self._place(around)
            yield from (self._place(area) for area in self._known.parents(around))

    def _own(self, name: str, home: Place | None) -> Place | None:
        found = _OWN.fullmatch(name)
        if found is None or home is None:
            return None
        chain = [home, *self.above(home)]
        wanted = _OWN_LEVELS.get(found.group(1), "county")
        named = (p for p in chain if p.level == wanted and p.label.endswith(found.group(1)))
        # 全市 in Beijing is a province, in 莱西市 the county; 全区 in a functional zone is the zone.
        return next(named, next((p for p in chain if p.label.endswith(found.group(1))), None))

    def _code(self, home: Place | None) -> str | None:
        """The code of the nearest area of the gazetteer itself: a zone of a city is none."""
        if home is None:
            return None
        return next((p.code for p in (home, *self.above(home)) if p.listed), None)

    def _place(self, area: Area) -> Place:
        try:
            self._words.by_iri(area.iri)
            listed = True
        except KeyError:
            listed = False
        inside = iris.concept("area", area.parent) if area.parent else ""
        return Place(area.iri, area.name, area.code, area.level, inside, listed)
