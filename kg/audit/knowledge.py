"""What the checks know of indicators, read from the vocabulary: wholes and parts, shares, prices, sizes of areas."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from kg.graph import iris
from kg.language.gazetteer import Gazetteer, gazetteer
from kg.language.lexicon import BASE, LEXICON, Concept, Lexicon, lexicon
from kg.language.units import base_quantity

_MEMBER = iris.resolve_name("skos:member")
_COVERS = iris.resolve_name("xkos:coversExhaustively")
_PERCENT = f"{BASE}unit/percent"
_UNTIL = LEXICON + "until"
_ADDITIVE = ("flow", "stock", "count")
_SCALED = ("money", "persons")  # what lies in the ground, or is counted, may be all in one county
_SHARE = re.compile(r"(?P<part>.{2,40}?)占(?P<whole>.{2,40}?)的?(?:比重|比例|比率|份额|比)?")


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Indicators that together are a whole: ``whole`` is its indicator, or None where they are shares of 100 %."""

    parts: tuple[str, ...]
    whole: str | None


@dataclass(frozen=True, slots=True)
class Range:
    """The plausible values of a level in the base unit."""

    low: Fraction
    high: Fraction


class Knowledge:
    """The vocabulary as the checks need it. Use ``knowledge()`` for the installed one."""

    def __init__(self, words: Lexicon | None = None) -> None:
        self._words = words or lexicon()
        self._areas = gazetteer() if words is None or words is lexicon() else Gazetteer(words)
        self._averages = self._words.words("audit", "average")
        self._aims = self._words.words("audit", "aim")
        self.breakdowns = tuple(self._breakdowns())
        self._constant = self._family("constant-prices")
        self._aggregates = self._members("constant-prices")
        self._rebased = self._family("rebased")
        self._core = self._members("core")
        self._sizes = self._count_areas()

    def wholes(self, concept: Concept) -> Iterator[str]:
        """The indicators of which an additive one is a part (其中), the nearest first."""
        seen = concept
        while self.additive(seen):
            above = [c for iri in seen.broader if (c := self._concept(iri)) is not None and self.additive(c)]
            if not above or _dimension(above[0]) != _dimension(concept):
                return
            seen = above[0]
            yield seen.iri

    def additive(self, concept: Concept) -> bool:
        """Whether parts of it sum to it: an amount or a count, not a mean, a price or a rate."""
        statistic = concept.properties.get(LEXICON + "statistic", ("",))[0]
        return statistic in _ADDITIVE and not self.is_mean(concept.label)

    def is_mean(self, name: str) -> bool:
        """Whether a name says that it is a mean, a price or a standard."""
        return any(word in name for word in self._averages)

    def is_aim(self, comparator: str) -> bool:
        """Whether something is compared with what was aimed at: 年度预期目标."""
        return comparator.endswith(self._aims)

    def has_growth_range(self, indicator: str) -> bool:
        """Whether the plausible growth holds for it: an aggregate, not the industries in it."""
        return indicator in self._aggregates

    def constant_prices(self, indicator: str) -> bool:
        """Whether growth is stated at constant prices, so that amounts grow by the change of prices as well."""
        return indicator in self._constant

    def rebased(self, indicator: str) -> bool:
        """Whether growth is stated on a comparable basis, which is revised between two years."""
        return indicator in self._rebased

    def growth_range(self) -> Range:
        """The plausible growth in per cent of an indicator at constant prices."""
        return _range(self._words.by_iri(f"{BASE}audit/growth-of-aggregates"))

    def shares(self, label: str, concept: Concept | None) -> Iterator[tuple[str, str]]:
        """Part and whole of a share, by its names: 税收收入占一般公共预算收入比重."""
        for name in dict.fromkeys((label, *(concept.labels if concept else ()))):
            if found := _SHARE.fullmatch(name):
                yield self.indicator(found["part"]), self.indicator(found["whole"])

    def total_of_mean(self, concept: Concept) -> str | None:
        """The indicator that a mean per resident divides: 地区生产总值 of 人均地区生产总值."""
        total = self._words.by_label("indicator", concept.label.removeprefix("人均"))
        return total.iri if total and concept.label.startswith("人均") else None

    def indicator(self, name: str) -> str:
        """The concept of that name, or the candidate that it would be."""
        known = self._words.by_label("indicator", name)
        return known.iri if known else iris.candidate("indicator", name)

    def usual_unit(self, concept: Concept) -> str:
        """The label of the base unit of an indicator's usual unit."""
        units = concept.properties.get(LEXICON + "unit", ())
        return base_quantity(Decimal(1), self._words.by_iri(units[0]).label, self._words).unit if units else ""

    def unit_dimension(self, concept: Concept) -> str:
        """The dimension that an indicator's values should have."""
        return _dimension(concept)

    def plausible(self, concept: Concept, level: str) -> Range | None:
        """The range of an indicator's level for an area of that level, or None where the vocabulary has none.

        The vocabulary's range reaches from a small county to the nation. For an additive indicator the share of the
        nation that an area of that level can have narrows it: its most for every indicator, its least only for those
        that each area has in proportion to its size (GDP, population, revenue).
        """
        if LEXICON + "plausibleMax" not in concept.properties:
            return None
        whole = _range(concept)
        shares = self._concept(f"{BASE}audit/{level}")
        if shares is None or not self.additive(concept) or _dimension(concept) not in _SCALED:
            return whole
        of_nation = _range(shares)
        low = of_nation.low * whole.high / 100 if concept.iri in self._core else whole.low
        return Range(max(whole.low, low), min(whole.high, of_nation.high * whole.high / 100))

    def around(self, area: str) -> Iterator[str]:
        """The areas around one, the nearest first, without the country."""
        try:
            one = self._areas.area(_code(area))
        except KeyError:
            return
        for outer in self._areas.parents(one):
            if outer.level != "country":
                yield outer.iri

    def siblings(self, area: str, among: str) -> int | None:
        """How many areas of an area's level lie in one around it, or None where the gazetteer does not know."""
        try:
            one = self._areas.area(_code(area))
        except KeyError:
            return None
        if not any(outer.iri == among for outer in self._areas.parents(one)):
            return None
        return self._sizes.get((_code(among), one.level))

    def _concept(self, iri: str) -> Concept | None:
        try:
            return self._words.by_iri(iri)
        except KeyError:
            return None

    def _count_areas(self) -> Counter[tuple[str, str]]:
        """How many areas that still exist lie in each area, by their level."""
        sizes: Counter[tuple[str, str]] = Counter()
        for concept in self._words.concepts("area"):
            if _UNTIL not in concept.properties:
                area = self._areas.area(concept.id)
                sizes.update((outer.code, area.level) for outer in self._areas.parents(area))
        return sizes

    def _members(self, name: str) -> frozenset[str]:
        return frozenset(self._words.by_iri(f"{BASE}audit/{name}").properties.get(_MEMBER, ()))

    def _family(self, name: str) -> frozenset[str]:
        """The members of a collection and all that is a part of them."""
        members = self._members(name)
        every = self._words.concepts("indicator")
        return members | {c.iri for c in every if members & set(self.wholes(c))}

    def _breakdowns(self) -> Iterator[Breakdown]:
        for concept in self._words.concepts("audit-breakdown"):
            parts = concept.properties[_MEMBER]
            (whole,) = concept.properties[_COVERS]
            ratios = all(self._words.by_iri(p).properties.get(LEXICON + "unit") == (_PERCENT,) for p in parts)
            yield Breakdown(parts, None if ratios else whole)


@cache
def knowledge() -> Knowledge:
    """What the installed vocabulary says, read once a process."""
    return Knowledge()


def _code(area: str) -> str:
    return area.rsplit("/", 1)[-1]


def _dimension(concept: Concept) -> str:
    return concept.properties.get(LEXICON + "dimension", ("",))[0]


def _range(concept: Concept) -> Range:
    low, high = (concept.properties[LEXICON + name][0] for name in ("plausibleMin", "plausibleMax"))
    return Range(Fraction(low), Fraction(high))
