"""Findings as flat records that people look through: in the report, in ``report.json`` and from ``kg audit``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.audit.facts import Fact
from kg.audit.findings import Audit, Finding
from kg.audit.kinds import Check, Severity
from kg.audit.same import RULES
from kg.model import around


@dataclass(frozen=True, slots=True)
class Stated:
    """One of the numbers of a finding, with its passage."""

    iri: str
    document: str
    start: int
    end: int
    value: str
    status: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Row:
    """One finding. ``use`` is the IRI of the preferred of several statements of a fact, ``rule`` why it is."""

    iri: str
    severity: str
    kind: str
    verdict: str
    area: str
    period: str
    indicator: str
    measure: str
    arithmetic: str
    stated: tuple[Stated, ...]
    use: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How often a check compared, and what came of it."""

    kind: str
    compared: int
    notices: int
    warnings: int
    errors: int


@dataclass(frozen=True, slots=True)
class AuditReport:
    """All that the audit of one build found, the worst first."""

    counts: tuple[Count, ...] = ()
    findings: tuple[Row, ...] = ()
    rules: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def compared(self) -> int:
        """How many comparisons were made."""
        return sum(count.compared for count in self.counts)

    def total(self, severity: Severity) -> int:
        """How many findings there are of exactly that severity."""
        return sum(row.severity == severity for row in self.findings)


def audit_report(audited: Audit) -> AuditReport:
    """The records of an audit."""
    counts = [
        Count(check.value, audited.compared(check), *(audited.count(check, severity) for severity in Severity))
        for check in Check
        if audited.compared(check)
    ]
    return AuditReport(tuple(counts), tuple(_row(finding) for finding in audited.findings), RULES)


def _row(finding: Finding) -> Row:
    first = finding.facts[0]
    return Row(
        iri=finding.iri,
        severity=finding.severity.value,
        kind=finding.check.value,
        verdict=finding.verdict,
        area=first.place,
        period=first.period,
        indicator=first.label,
        measure=first.measure,
        arithmetic=finding.arithmetic,
        stated=tuple(_stated(fact) for fact in finding.facts),
        use=finding.preferred.iri if finding.preferred else "",
        rule=RULES[finding.rule][0] if finding.rule else "",
    )


def _stated(fact: Fact) -> Stated:
    sentence = around(fact.sentence, fact.at, fact.at + len(fact.written))
    return Stated(fact.iri, fact.source.name, fact.start, fact.end, fact.written, fact.status, sentence)
