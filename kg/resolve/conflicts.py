"""The same fact in two documents: equal, equal within rounding and bound, or in conflict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from kg.model import Observation
from kg.resolve.resolution import Conflict

_ABOUT = Decimal("0.05")  # how far 约 reaches


@dataclass(frozen=True, slots=True)
class Fact:
    """An observation by what it is about. Facts of one ``key`` should agree."""

    iri: str
    document: str
    key: tuple[str, ...]  # area, subject, indicator, measure, period, comparator, base unit
    status: str
    low: Decimal | None  # None: open
    high: Decimal | None


def reach(observation: Observation, factor: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """The least and greatest value in the base unit that the words allow: half a unit of the last digit written.

    Bounds open one end; 约 reaches five per cent to both sides; a range goes from its low to its high end.
    """
    exponent = observation.value.normalize().as_tuple().exponent
    half = Decimal(5).scaleb(min(int(exponent), 0) - 1)
    low, high = observation.value - half, (observation.value2 or observation.value) + half
    if observation.bound in ("ge", "gt"):
        return low * factor, None
    if observation.bound in ("le", "lt"):
        return None, high * factor
    if observation.bound == "approx":
        spread = abs(observation.value) * _ABOUT
        return (low - spread) * factor, (high + spread) * factor
    return low * factor, high * factor


def conflicts(facts: Iterable[Fact]) -> tuple[Conflict, ...]:
    """The pairs of facts of two documents that differ in value or in status.

    Targets are compared with targets only. A document that itself gives several values for one key speaks of
    several things under one wording (two counts of 项目), and is left out of the comparison for that key.
    """
    by_key: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        by_key.setdefault((*fact.key, str(fact.status == "target")), []).append(fact)
    found = []
    for _, same in sorted(by_key.items()):
        by_document: dict[str, list[Fact]] = {}
        for fact in same:
            by_document.setdefault(fact.document, []).append(fact)
        clear = [min(f, key=lambda f: f.iri) for _, f in sorted(by_document.items()) if _agree(f)]
        for left, right in combinations(sorted(clear, key=lambda f: f.iri), 2):
            if reason := _reason(left, right):
                found.append(Conflict(left.iri, right.iri, reason))
    return tuple(found)


def _agree(facts: Sequence[Fact]) -> bool:
    return all(_meet(a, b) and a.status == b.status for a, b in combinations(facts, 2))


def _reason(left: Fact, right: Fact) -> str | None:
    differ = [
        name for name, fails in (("value", not _meet(left, right)), ("status", left.status != right.status)) if fails
    ]
    return "-and-".join(differ) or None


def _meet(left: Fact, right: Fact) -> bool:
    """Whether both allow a stretch of values: 5 and 6 have but the point 5.5 in common."""
    lows = [f.low for f in (left, right) if f.low is not None]
    highs = [f.high for f in (left, right) if f.high is not None]
    return not lows or not highs or max(lows) < min(highs)
