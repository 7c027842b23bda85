"""Intervals hold every value that the words allow, and no arithmetic loses one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.audit.intervals import Interval, between, exactly, reach, shown
from kg.model import Observation, Span

CENTS = st.integers(min_value=1, max_value=10**9).map(lambda cents: Decimal(cents) / 100)


def said(value: str, **fields: object) -> Observation:
    given: dict[str, object] = {
        "area": "某区",
        "indicator": "某指标",
        "measure": "level",
        "unit": "元",
        "status": "actual",
        "period": "2023",
        "span": Span(0, 1),
        "sentence": 0,
        "rule": "r",
        "confidence": 0.9,
        "value_text": value,
    }
    return Observation(value=Decimal(value), **(given | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("observation", "factor", "expected"),
    [
        (said("1327.8"), "1", "[1327.75, 1327.85)"),
        (said("6"), "1", "[5.5, 6.5)"),
        (said("6.0"), "1", "[5.95, 6.05)"),
        (said("1327.8"), "100000000", "[132775000000, 132785000000)"),
        (said("-2.3"), "1", "[-2.35, -2.25)"),
        (said("100", bound="ge"), "1", "[100, ∞)"),
        (said("100", bound="gt"), "1", "(100, ∞)"),
        (said("100", bound="le"), "1", "(-∞, 100]"),
        (said("100", bound="lt"), "1", "(-∞, 100)"),
        (said("100", bound="approx"), "1", "[94.5, 105.5)"),
        (said("33.3", value_text="三分之一"), "1", "[31.585, 35.015)"),
        (said("4", value2=Decimal(6)), "1", "[3.5, 6.5)"),
    ],
)
def test_what_words_allow(observation: Observation, factor: str, expected: str) -> None:
    assert str(reach(observation, Decimal(factor))) == expected


def test_a_count_is_exact_and_a_rounded_count_is_not() -> None:
    assert str(reach(said("12"), Decimal(1), counted=True)) == "[12, 12]"
    assert str(reach(said("12"), Decimal(10000), counted=True)) == "[115000, 125000)"
    assert str(reach(said("12", bound="approx"), Decimal(1), counted=True)) == "[10.9, 13.1)"


@pytest.mark.parametrize(
    ("one", "other", "meet", "apart"),
    [
        (Interval(Fraction(1), Fraction(2)), Interval(Fraction(2), Fraction(3)), False, 0),
        (between(Fraction(1), Fraction(2)), between(Fraction(2), Fraction(3)), True, 0),
        (exactly(1), exactly(4), False, 3),
        (between(None, Fraction(1)), between(Fraction(3), None), False, 2),
        (between(None, Fraction(5)), between(Fraction(3), None), True, 0),
    ],
)
def test_meeting_and_distance(one: Interval, other: Interval, meet: bool, apart: int) -> None:
    assert (one.meets(other), other.meets(one)) == (meet, meet)
    assert one.distance(other) == other.distance(one) == apart


@given(CENTS, CENTS, st.integers(0, 1), st.integers(0, 1))
def test_arithmetic_holds_the_true_result(a: Decimal, b: Decimal, rounding_a: int, rounding_b: int) -> None:
    x, y = (
        reach(said(str(v.quantize(Decimal(1).scaleb(-r)))), Decimal(1)) for v, r in ((a, rounding_a), (b, rounding_b))
    )
    p, q = Fraction(a), Fraction(b)
    if not (x.meets(exactly(p)) and y.meets(exactly(q))):  # a half is rounded to even, the interval to below it
        return
    assert x.plus(y).widened(Fraction(1, 10**9)).meets(exactly(p + q))
    assert x.minus(y).widened(Fraction(1, 10**9)).meets(exactly(p - q))
    assert x.times(y).widened(Fraction(1, 10**9)).meets(exactly(p * q))
    assert x.over(y).widened(Fraction(1, 10**9)).meets(exactly(p / q))
    assert x.power(2).widened(Fraction(1, 10**9)).meets(exactly(p**2))


def test_a_quotient_by_what_may_be_nothing_has_no_end() -> None:
    assert str(exactly(3).over(between(Fraction(0), Fraction(2)))) == "[1.5, ∞)"
    assert str(between(Fraction(-1), None).over(between(Fraction(0), None))) == "[0, ∞)"


def test_numbers_are_shown_short() -> None:
    assert [shown(Fraction(n)) for n in ("1/3", "1300", "3/2", "1327750000000")] == [
        "0.333",
        "1300",
        "1.5",
        "1327750000000",
    ]
