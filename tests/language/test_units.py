"""Numbers as written in the base unit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.language.lexicon import Concept, lexicon
from kg.language.units import base_quantity, in_base_unit


@pytest.mark.parametrize(
    ("value", "unit", "in_base", "base"),
    [
        ("1327.8", "亿元", "132780000000", "元"),
        ("1.2", "万亿元", "1200000000000", "元"),
        ("6", "%", "6", "%"),
        ("30", "万平方米", "300000", "平方米"),
        ("3", "位", "3", "人"),
        ("2", "倍", "2", "倍"),
        ("100", "亿美元", "10000000000", "美元"),
    ],
)
def test_magnitudes_are_multiplied_out(value: str, unit: str, in_base: str, base: str) -> None:
    found = base_quantity(Decimal(value), unit, lexicon())
    assert (found.value, found.unit) == (Decimal(in_base), base)
    assert found.concept is not None
    assert found.concept.label == base


def test_the_place_of_a_rank_is_no_person() -> None:
    place = in_base_unit("rank", Decimal(3), "位", lexicon())
    assert place.concept is not None
    assert (place.value, place.factor, place.concept.id) == (Decimal(3), Decimal(1), "rank")
    assert in_base_unit("level", Decimal(3), "位", lexicon()).unit == "人"


@pytest.mark.parametrize(("one", "other"), [("千瓦", "万千瓦"), ("公里", "千米")])
def test_a_unit_that_begins_like_a_magnitude_is_read_whole(one: str, other: str) -> None:
    assert base_quantity(Decimal(1), one, lexicon()).unit == base_quantity(Decimal(1), other, lexicon()).unit


@pytest.mark.parametrize("concept", [c for c in lexicon().concepts("unit") if c.label], ids=lambda c: c.id)
def test_every_unit_of_the_vocabulary_has_a_base_that_is_its_own_base(concept: Concept) -> None:
    found = base_quantity(Decimal(1), concept.label, lexicon())
    assert found.concept is not None
    assert base_quantity(found.value, found.unit, lexicon()).value == found.value


def test_an_unknown_unit_is_kept_less_its_magnitude() -> None:
    found = base_quantity(Decimal("1.5"), "万怪单位", lexicon())
    assert (found.value, found.unit, found.concept) == (Decimal(15000), "怪单位", None)
    assert base_quantity(Decimal(2), "", lexicon()).unit == ""
