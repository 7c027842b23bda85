"""Exact interval arithmetic on written numbers: 1327.8 is some value from 1327.75 up to, not including, 1327.85.

The libraries for intervals either have no arithmetic (``portion``) or compute in binary floating point
(``pyinterval``, ``mpmath.iv``), which cannot hold 0.05; fractions can. All ends are fractions.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Self

from kg.model import Observation

ABOUT = Fraction(1, 20)  # how far 约, a half and a third reach to both sides
_VAGUE = ("分之", "半", "成", "/")  # words for a share that nobody worked out to a digit


@dataclass(frozen=True, slots=True)
class Interval:
    """The values from ``low`` to ``high``; None is no end. An open end is not itself among them."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = True

    def meets(self, other: Self) -> bool:
        """Whether some value is in both."""
        return not (_before(self, other) or _before(other, self))

    def exceeds(self, other: Self) -> bool:
        """Whether every value is greater than every value of the other."""
        return _before(other, self)

    def distance(self, other: Self) -> Fraction:
        """How far the two are apart; 0 where they meet or touch."""
        if self.high is not None and other.low is not None and self.high < other.low:
            return other.low - self.high
        if other.high is not None and self.low is not None and other.high < self.low:
            return self.low - other.high
        return Fraction(0)

    def widened(self, by: Fraction) -> Interval:
        """The same with both ends further out by so much."""
        low = None if self.low is None else self.low - by
        high = None if self.high is None else self.high + by
        return Interval(low, high, self.low_open, self.high_open)

    def scaled(self, factor: Fraction) -> Interval:
        """Each value times a factor, which may be negative."""
        low, high = (None if end is None else end * factor for end in (self.low, self.high))
        if factor < 0:
            return Interval(high, low, self.high_open, self.low_open)
        return Interval(low, high, self.low_open, self.high_open)

    def plus(self, other: Self) -> Interval:
        """Each sum of a value of both."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low, high, self.low_open or other.low_open, self.high_open or other.high_open)

    def minus(self, other: Self) -> Interval:
        """Each difference."""
        return self.plus(other.scaled(Fraction(-1)))  # type: ignore[arg-type]

    def times(self, other: Self) -> Interval:
        """Each product. Both must lie at or above 0; an end below it counts as 0."""
        one, two = self._positive(), other._positive()
        low = (one.low or Fraction(0)) * (two.low or Fraction(0))
        high = None if one.high is None or two.high is None else one.high * two.high
        return Interval(low, high, one.low_open or two.low_open, one.high_open or two.high_open)

    def over(self, other: Self) -> Interval:
        """Each quotient. Both must lie at or above 0; an end below it counts as 0."""
        one, two = self._positive(), other._positive()
        least = one.low or Fraction(0)
        low = least / two.high if two.high else Fraction(0)
        high = one.high / two.low if one.high is not None and two.low else None
        low_open = one.low_open or (least > 0 and two.high_open)  # 0 over anything is 0
        return Interval(low, high, low_open, one.high_open or two.low_open)

    def power(self, exponent: int) -> Interval:
        """Each value, all at or above 0, to a positive power."""
        one = self._positive()
        low, high = (None if end is None else end**exponent for end in (one.low, one.high))
        return Interval(low, high, one.low_open, one.high_open)

    def _positive(self) -> Interval:
        if self.low is None or self.low < 0:
            return Interval(Fraction(0), self.high, False, self.high_open)
        return Interval(self.low, self.high, self.low_open, self.high_open)

    def __str__(self) -> str:
        """In mathematical notation, with at most three decimals: ``[1327.75, 1327.85)``."""
        low = "(-∞" if self.low is None else f"{'(['[not self.low_open]}{shown(self.low)}"
        high = "∞)" if self.high is None else f"{shown(self.high)}{'])'[self.high_open]}"
        return f"{low}, {high}"


def exactly(value: int | Decimal | Fraction) -> Interval:
    """The one value."""
    return Interval(Fraction(value), Fraction(value), high_open=False)


def between(low: Fraction | None, high: Fraction | None) -> Interval:
    """From low to high, both included."""
    return Interval(low, high, low_open=False, high_open=high is None)


def shown(value: Fraction) -> str:
    """A fraction as a decimal with at most three decimals, without needless zeros."""
    written = f"{float(round(value, 3)):.3f}" if abs(value) < 10**9 else str(round(value))
    return written.rstrip("0").rstrip(".") if "." in written else written


def reach(observation: Observation, factor: Decimal, *, counted: bool = False) -> Interval:
    """The values in the base unit that the words allow.

    A number means half a unit of its last digit to both sides. Bounds open one end and take the number as exact;
    约 and shares in words (三分之一) reach five per cent to both sides; a range goes from its low to its high end.

    Args:
        observation: its value may be negative.
        factor: base units in one unit as written, positive.
        counted: the unit counts things (所, 家), so that a whole number without a magnitude is exact.
    """
    value = Fraction(observation.value)
    exponent = observation.value.as_tuple().exponent
    half = Fraction(5) * Fraction(10) ** (min(int(exponent), 0) - 1)
    scale = Fraction(factor)
    if counted and observation.bound == "eq" and observation.value2 is None and factor == 1 and value.denominator == 1:
        return exactly(value)
    if observation.value2 is not None:
        return Interval(value - half, Fraction(observation.value2) + half).scaled(scale)
    if observation.bound in ("ge", "gt"):
        return Interval(value, None, low_open=observation.bound == "gt").scaled(scale)
    if observation.bound in ("le", "lt"):
        return Interval(None, value, high_open=observation.bound == "lt").scaled(scale)
    if observation.bound == "approx" or any(word in observation.value_text for word in _VAGUE):
        spread = abs(value) * ABOUT
        return Interval(value - half - spread, value + half + spread).scaled(scale)
    return Interval(value - half, value + half).scaled(scale)


def _before(one: Interval, other: Interval) -> bool:
    if one.high is None or other.low is None:
        return False
    return one.high < other.low or (one.high == other.low and (one.high_open or other.low_open))
