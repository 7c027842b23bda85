"""What a check says: a finding with its severity, the facts that it is about and the arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from kg.audit.facts import Fact
from kg.audit.intervals import Interval, shown
from kg.audit.kinds import Check, Severity
from kg.graph import iris


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found.

    Attributes:
        facts: the one in doubt first, then those that it was compared with.
        verdict: what came of it in one word: ``equal``, ``missed``, ``differs`` …
        arithmetic: the numbers and the reckoning, readable on its own.
        preferred: for several statements of one fact, the one to use; it is among the facts.
        rule: why that one is preferred.
    """

    check: Check
    severity: Severity
    facts: tuple[Fact, ...]
    verdict: str
    arithmetic: str
    preferred: Fact | None = None
    rule: str = ""

    @property
    def iri(self) -> str:
        """The finding's node: a function of what was checked and of whom."""
        return iris.decision("finding", self.check.value, self.verdict, *(fact.iri for fact in self.facts))

    @property
    def documents(self) -> tuple[str, ...]:
        """The names of the documents that it is about."""
        return tuple(dict.fromkeys(fact.source.name for fact in self.facts))


_KINDS = {
    "growth": "增速",
    "increment": "增量",
    "pointChange": "变化",
    "rank": "位次",
    "gap": "差距",
    "completion": "完成",
}
_POINTS = {"%": "个百分点", "‰": "个千分点"}
_SAID = tuple("上下内余多右")  # the last of a bound that stands after the number: 以上, 左右

# What a check gives for each comparison that it makes: a finding, or None where the numbers fit.
Outcomes: TypeAlias = Iterator[Finding | None]


@dataclass(frozen=True, slots=True)
class Audit:
    """All findings of a build, the worst first, and how many comparisons each check made."""

    findings: tuple[Finding, ...] = ()
    made: Mapping[Check, int] = field(default_factory=dict)

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of that severity or a worse one."""
        return tuple(f for f in self.findings if f.severity.rank >= severity.rank)

    def count(self, check: Check, severity: Severity) -> int:
        """How many findings a check has of exactly that severity."""
        return sum(f.check is check and f.severity is severity for f in self.findings)

    def compared(self, check: Check) -> int:
        """How many comparisons a check made; those that fit have no finding."""
        return self.made.get(check, 0)


def said(fact: Fact) -> str:
    """A fact in one phrase: area, indicator, period and number as written."""
    role = {"estimate": "预计", "target": "目标"}.get(fact.status, "")
    label = fact.label + _KINDS.get(fact.measure, "")
    return f"{fact.place}{fact.period.replace('/', '—')}年{role}{label}{_bound(fact)}{fact.written}"


def amount(value: Interval | Fraction, unit: str) -> str:
    """Values in a base unit, shown in 亿 or 万 of it where they are large."""
    ends = [abs(v) for v in ((value.low, value.high) if isinstance(value, Interval) else (value,)) if v is not None]
    size = max(ends, default=Fraction(0))
    power, word = (10**8, "亿") if size >= 10**8 else (10**4, "万") if size >= 10**4 else (1, "")
    scaled = value.scaled(Fraction(1, power)) if isinstance(value, Interval) else shown(value / power)
    return f"{scaled}{word}{unit}"


def apart(value: Fraction, unit: str) -> str:
    """How far two values of a unit are from each other: percentages differ by percentage points."""
    return amount(value, _POINTS.get(unit, unit))


def total(members: Sequence[Fact]) -> Interval:
    """The values that a sum can have."""
    summed = members[0].reach
    for member in members[1:]:
        summed = summed.plus(member.reach)
    return summed


def _bound(fact: Fact) -> str:
    if fact.written[-1:] in _SAID:
        return ""
    return {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "≈"}.get(fact.bound, "")
