"""From the number and unit as written to a value in the base unit: 1327.8 亿元 is 132780000000 元."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.language.lexicon import BASE, LEXICON, Concept, Lexicon
from kg.language.numbers import MAGNITUDES

_LONGEST_FIRST = sorted(MAGNITUDES, key=lambda m: (-len(m), m))


@dataclass(frozen=True, slots=True)
class BaseQuantity:
    """A value in its base unit. ``concept`` is the unit's, or None where the vocabulary does not have it."""

    value: Decimal
    unit: str
    factor: Decimal  # what the value as written was multiplied with
    concept: Concept | None


def base_quantity(value: Decimal, unit: str, lexicon: Lexicon) -> BaseQuantity:
    """The value in the base unit.

    A unit is looked up whole first (千米, 千瓦 are units), then without its magnitude (万千瓦). A concept with
    ``lex:baseUnit`` and ``lex:factor`` stands for so many of another unit. A unit that the vocabulary does not have is
    kept as it is written, less its magnitude.
    """
    magnitude, concept = _split(unit, lexicon)
    factor = MAGNITUDES[magnitude] if magnitude else Decimal(1)
    if concept is None:
        return BaseQuantity(value * factor, unit[len(magnitude) :], factor, None)
    base, more = _base(concept, lexicon)
    factor *= more
    return BaseQuantity(value * factor, base.label, factor, base)


def in_base_unit(measure: str, value: Decimal, unit: str, lexicon: Lexicon) -> BaseQuantity:
    """As ``base_quantity``, but 位 is a place where the measure is ``rank``; elsewhere it counts persons."""
    if measure != "rank":
        return base_quantity(value, unit, lexicon)
    place = lexicon.by_iri(f"{BASE}unit/rank")
    return BaseQuantity(value, place.label, Decimal(1), place)


def _split(unit: str, lexicon: Lexicon) -> tuple[str, Concept | None]:
    """The magnitude before the unit and the unit's concept; for an unknown unit the longest magnitude."""
    if whole := lexicon.by_label("unit", unit):
        return "", whole
    for magnitude in _LONGEST_FIRST:
        rest = unit.removeprefix(magnitude)
        if rest != unit and (found := lexicon.by_label("unit", rest)):
            return magnitude, found
    return _magnitude(unit), None


def _magnitude(unit: str) -> str:
    return next((m for m in _LONGEST_FIRST if unit.startswith(m) and unit != m), "")


def _base(concept: Concept, lexicon: Lexicon) -> tuple[Concept, Decimal]:
    target = concept.properties.get(LEXICON + "baseUnit")
    if not target or target[0] == concept.iri:
        return concept, Decimal(1)
    (factor,) = concept.properties.get(LEXICON + "factor", ("1",))
    return lexicon.by_iri(target[0]), Decimal(factor)
