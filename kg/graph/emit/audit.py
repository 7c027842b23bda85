"""The graph ``audit``: what the statistical audit found, and how much of each kind."""

from __future__ import annotations

from collections.abc import Iterator

from kg.audit.findings import Audit, Finding
from kg.audit.kinds import Check, Severity
from kg.audit.same import RULES
from kg.graph import iris
from kg.graph.emit.writing import TYPE, named, write_activity
from kg.graph.nquads import Quads, Term, boolean, integer, iri, text

_SEVERITIES = {Severity.NOTICE: "sh:Info", Severity.WARNING: "sh:Warning", Severity.ERROR: "sh:Violation"}
_DIFFERING = (Check.CONTRADICTION, Check.SUPERSEDED)


def audit_quads(audited: Audit) -> Iterator[str]:
    """The findings and counts as N-Quads lines without line ends, each once.

    A finding is a ``dqv:QualityAnnotation`` of its observations and a ``sh:ValidationResult`` at the first of them.
    Of several statements of one fact the others are ``dcterms:isReplacedBy`` the preferred one, whichever document
    it is of; those that differ in value are ``kg:conflictsWith`` each other.
    """
    quads = Quads(iris.shared_graph("audit"))
    add = quads.add
    graph = iri(iris.shared_graph("audit"))
    add(graph, TYPE, named("sh:ValidationReport"))
    add(graph, named("sh:conforms"), boolean(not audited.findings))
    for check in Check:
        if audited.compared(check):
            write_activity(quads, f"audit/{check.value}")
            _write_measurement(quads, audited, check)
    for finding in audited.findings:
        node = iri(finding.iri)
        add(graph, named("sh:result"), node)
        _write_finding(quads, node, finding)
    yield from quads


def _write_finding(quads: Quads, node: Term, finding: Finding) -> None:
    add = quads.add
    targets = [iri(fact.iri) for fact in finding.facts]
    check = _metric(finding.check)
    add(node, TYPE, named("dqv:QualityAnnotation"), named("sh:ValidationResult"))
    add(node, named("oa:motivatedBy"), named("dqv:qualityAssessment"))
    add(node, named("oa:hasTarget"), *targets)
    add(node, named("sh:focusNode"), targets[0])
    add(node, named("sh:sourceConstraintComponent"), check)
    add(node, named("sh:resultSeverity"), named(_SEVERITIES[finding.severity]))
    add(node, named("sh:resultMessage"), text(finding.arithmetic, "zh"))
    add(node, named("schema:category"), text(finding.verdict))
    add(node, named("prov:wasDerivedFrom"), *targets)
    add(node, named("prov:wasGeneratedBy"), iri(iris.activity(f"audit/{finding.check.value}")))
    if finding.check in _DIFFERING and finding.verdict == "differs":
        left, right = targets
        add(left, named("kg:conflictsWith"), right)
        add(right, named("kg:conflictsWith"), left)
    if finding.preferred is not None:
        preferred = iri(finding.preferred.iri)
        english, chinese = RULES[finding.rule]
        add(node, named("skos:editorialNote"), text(english, "en"), text(chinese, "zh"))
        for target in targets:
            if target != preferred:
                add(target, named("dcterms:isReplacedBy"), preferred)


def _write_measurement(quads: Quads, audited: Audit, check: Check) -> None:
    """How many findings of warning or worse a check has, with the comparisons that it made as a note."""
    node, release = iri(iris.measurement(f"audit-{check.value}", iris.RELEASE)), iri(iris.RELEASE)
    counts = {severity: audited.count(check, severity) for severity in Severity}
    quads.add(node, TYPE, named("dqv:QualityMeasurement"))
    quads.add(node, named("dqv:computedOn"), release)
    quads.add(release, named("dqv:hasQualityMeasurement"), node)
    quads.add(node, named("dqv:isMeasurementOf"), _metric(check))
    quads.add(node, named("dqv:value"), integer(counts[Severity.WARNING] + counts[Severity.ERROR]))
    said = ", ".join(f"{severity.value} {count}" for severity, count in counts.items())
    quads.add(node, named("rdfs:comment"), text(f"{audited.compared(check)} comparisons: {said}", "en"))


def _metric(check: Check) -> Term:
    return iri(f"{iris.PREFIXES['audit']}{check.value}")
