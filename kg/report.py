"""What a build says of itself: ``report.json`` for programs and ``report.md`` for people, from one value."""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version

import kg
from kg.audit.kinds import Severity
from kg.audit.records import AuditReport, Row
from kg.documents.discover import SIDECAR
from kg.lines import passages
from kg.model import Claim, Extraction
from kg.resolve.review import Done, Review

_WORST = 40  # findings of the audit that the readable report lists
_PACKAGES = ("pyoxigraph", "resiliparse", "jieba", "ahocorasick-rs")
_SHOWN = 50  # numbers not understood that the readable report lists, of each document; report.json has all


@dataclass(frozen=True, slots=True)
class Named:
    """A file and why it is not in the graph. ``detail`` has the traceback of a fault of the program."""

    file: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Unexplained:
    """A number that no rule accounts for, with its place and sentence."""

    text: str
    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What was read and understood of one document."""

    name: str
    digest: str
    encoding: str
    metadata: Mapping[str, object]
    metadata_undetermined: tuple[str, ...]
    characters: int
    sentences: int
    passages: int
    observations: Mapping[str, int]  # by measure
    entities: Mapping[str, int]  # by type
    relations: Mapping[str, int]  # by predicate
    fields_undetermined: Mapping[str, int]  # of observations, by field
    numbers: Mapping[str, int]  # by what became of them
    unexplained: tuple[Unexplained, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checks:
    """What was checked before publishing. ``problems`` stop the build, ``warnings`` do not."""

    passages: int = 0
    queries: int = 0
    shapes: int = 0
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """When the build ran and how long each of its stages took: the only part that differs between equal builds."""

    started: str = ""
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """A whole build."""

    documents: tuple[DocumentReport, ...]
    failed: tuple[Named, ...] = ()
    skipped: tuple[Named, ...] = ()
    strays: tuple[str, ...] = ()  # what sidecars state about files that are not there
    versions: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    quads: int = 0
    checks: Checks = Checks()
    identity: Review = field(default_factory=Review)
    audit: AuditReport = field(default_factory=AuditReport)
    run: Run = Run()

    @property
    def claims(self) -> dict[str, int]:
        """How many observations, entities and relations there are in all documents."""
        kinds = ("observations", "entities", "relations")
        return {kind: sum(self.total(kind).values()) for kind in kinds}

    @property
    def characters(self) -> int:
        """The length of all documents."""
        return sum(document.characters for document in self.documents)

    @property
    def sentences(self) -> int:
        """The sentences of all documents."""
        return sum(document.sentences for document in self.documents)

    @property
    def unexplained(self) -> int:
        """How many numbers no rule accounts for."""
        return sum(len(document.unexplained) for document in self.documents)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Those of the documents, with their names, then those of sidecars, corrections and checks."""
        of_documents = [f"{d.name}: {warning}" for d in self.documents for warning in d.warnings]
        of_corrections = [f"curation, line {c.line}, not applied: {c.why}" for c in self.identity.corrections if c.why]
        return (*of_documents, *self.strays, *of_corrections, *self.checks.warnings)

    @property
    def unheeded(self) -> tuple[str, ...]:
        """Those of the warnings that say what a person stated in a sidecar and was not, or hardly, understood."""
        return tuple(warning for warning in self.warnings if SIDECAR in warning)

    def total(self, what: str) -> dict[str, int]:
        """One of the counts of ``DocumentReport`` summed over the documents, the largest first."""
        summed: Counter[str] = Counter()
        for document in self.documents:
            summed.update(getattr(document, what))
        return dict(sorted(summed.items(), key=lambda item: (-item[1], item[0])))


def document_report(extraction: Extraction) -> DocumentReport:
    """What is to be said of one document."""
    document = extraction.document
    metadata = asdict(document.metadata)
    undetermined = metadata.pop("undetermined")
    metadata.pop("evidence")
    claims: tuple[Claim, ...] = (*extraction.observations, *extraction.entities, *extraction.relations)
    return DocumentReport(
        name=document.name,
        digest=document.digest,
        encoding=document.encoding,
        metadata={key: value for key, value in metadata.items() if value is not None},
        metadata_undetermined=undetermined,
        characters=len(document.text),
        sentences=len(document.sentences),
        passages=sum(len(passages(claim)) for claim in claims),
        observations=_count(observation.measure for observation in extraction.observations),
        entities=_count(entity.type for entity in extraction.entities),
        relations=_count(relation.p for relation in extraction.relations),
        fields_undetermined=_count(name for found in extraction.observations for name in found.undetermined),
        numbers=_count(number.use.value for number in extraction.numbers),
        unexplained=tuple(
            Unexplained(n.text, n.span.start, n.span.end, document.sentences[n.sentence].text)
            for n in extraction.unexplained
        ),
        warnings=document.warnings,
    )


def versions() -> dict[str, str]:
    """Of this program and of what its results depend on."""
    return {"kg": kg.__version__, "python": platform.python_version()} | {name: version(name) for name in _PACKAGES}


def to_json(report: Report) -> str:
    """The whole report, with totals first."""
    totals = {
        "characters": report.characters,
        "sentences": report.sentences,
        "claims": report.claims,
        "unexplained": report.unexplained,
    }
    return json.dumps({"totals": totals, **asdict(report)}, ensure_ascii=False, indent=1) + "\n"


def summary(report: Report) -> list[tuple[str, str]]:
    """The lines of the table at the end of a build: what, how much."""
    rows = [
        ("documents read", f"{len(report.documents):,} ({report.characters:,} characters)"),
        ("sentences", f"{report.sentences:,}"),
    ]
    for kind, count in report.claims.items():
        parts = ", ".join(f"{name} {n:,}" for name, n in report.total(kind).items())
        rows.append((kind, f"{count:,}" + (f" ({parts})" if parts else "")))
    undetermined = ", ".join(f"{name} {n:,}" for name, n in report.total("fields_undetermined").items())
    checks = report.checks
    rows += [
        ("quads", f"{report.quads:,}"),
        ("passages checked", f"{checks.passages:,}, {checks.queries} quality queries and {checks.shapes} shapes"),
        ("merges", f"{len(report.identity.merges):,}, and {len(report.identity.near):,} near misses"),
        ("audit", _audited(report.audit)),
        ("numbers not understood", f"{report.unexplained:,} of {sum(report.total('numbers').values()):,}"),
        ("fields of observations undetermined", undetermined or "none"),
        ("warnings", f"{len(report.warnings):,}"),
        ("files skipped", f"{len(report.skipped):,}"),
    ]
    if done := report.identity.corrections:
        dropped = f", {report.identity.dropped:,} claims dropped" if report.identity.dropped else ""
        rows.append(("corrections", f"{report.identity.applied:,} of {len(done):,} applied{dropped}"))
    if report.failed:
        rows.append(("documents failed", f"{len(report.failed):,}"))
    if checks.problems:
        rows.append(("checks failed", f"{len(checks.problems):,}"))
    return rows


def markdown(report: Report) -> str:
    """The readable report."""
    return "\n".join(_markdown(report)) + "\n"


def _markdown(report: Report) -> Iterator[str]:
    yield f"# Build {report.id}".rstrip()
    yield ""
    yield from _table(("what", "count"), summary(report))
    yield from _list("Checks that failed: nothing was published", report.checks.problems)
    yield from _list("Documents that failed", [f"`{f.file}`: {f.reason}" for f in report.failed])
    yield from _list("Files skipped", [f"`{s.file}`: {s.reason}" for s in report.skipped])
    yield from _list("Warnings", report.warnings)
    yield from _list("Corrections of the curation file", [_correction(done) for done in report.identity.corrections])
    yield from _documents(report)
    yield from _audit(report.audit)
    for document in report.documents:
        shown = [f"**{n.text}** at {n.start}: {n.sentence}" for n in document.unexplained[:_SHOWN]]
        if rest := len(document.unexplained) - len(shown):
            shown.append(f"… and {rest} more, in report.json")
        yield from _list(f"Numbers not understood in {document.name}", shown)
    yield "\n## Run\n"
    yield f"Started {report.run.started}.\n"
    yield from _table(("stage", "seconds"), [(stage, f"{s:.2f}") for stage, s in report.run.seconds.items()])
    yield ""
    yield from _table(("program", "version"), list(report.versions.items()))


def _correction(done: Done) -> str:
    who = " ".join(word for word in (done.author, done.date, done.comment) if word)
    came = f"not applied: {done.why}" if done.why else "applied"
    dropped = f", {done.claims} claims dropped" if done.claims else ""
    return f"line {done.line}: `{done.text}`" + (f" ({who})" if who else "") + f": {came}{dropped}"


def _audited(audit: AuditReport) -> str:
    found = [f"{audit.total(severity):,} {severity.value}s" for severity in reversed(Severity)]
    return f"{', '.join(found)} in {audit.compared:,} comparisons"


def _audit(audit: AuditReport) -> Iterator[str]:
    """The counts of every check and the worst findings with their passages."""
    if not audit.counts:
        return
    yield "\n## Statistical audit\n"
    head = ("check", "comparisons", "errors", "warnings", "notices")
    rows = [(c.kind, *map(str, (c.compared, c.errors, c.warnings, c.notices))) for c in audit.counts]
    yield from _table(head, rows)
    yield "\nNothing is dropped. Of several statements of one fact one is preferred, by the first of these rules that"
    yield f"tells them apart: {'; '.join(english for english, _ in audit.rules.values())}.\n"
    for row in audit.findings[:_WORST]:
        yield from _finding(row)
    if (rest := len(audit.findings) - _WORST) > 0:
        yield f"- … and {rest} more, in report.json and from `kg audit`"


def _finding(row: Row) -> Iterator[str]:
    yield f"- **{row.severity}** {row.kind} ({row.verdict}): {row.arithmetic}" + (f" ({row.rule})" if row.rule else "")
    for stated in dict.fromkeys((s.document, s.start, s.sentence) for s in row.stated):
        document, start, sentence = stated
        yield f"  - `{document}` at {start}: {sentence}"


def _documents(report: Report) -> Iterator[str]:
    if not report.documents:
        return
    yield "\n## Documents\n"
    head = ("document", "area", "genre", "date", "plans", "reviews", "observations", "entities", "relations", "open")
    rows = []
    for document in report.documents:
        said = [document.metadata.get(key, "?") for key in ("area", "genre", "date", "year_planned", "year_reviewed")]
        counts = [sum(c.values()) for c in (document.observations, document.entities, document.relations)]
        rows.append((document.name, *map(str, said), *map(str, counts), str(len(document.unexplained))))
    yield from _table(head, rows)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]] | list[tuple[str, str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "| " + " | ".join("---" for _ in head) + " |"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"


def _list(title: str, items: list[str] | tuple[str, ...]) -> Iterator[str]:
    if items:
        yield f"\n## {title}\n"
        for item in items:
            yield f"- {item}"


def _count(values: Iterator[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
