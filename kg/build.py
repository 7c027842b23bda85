"""The job: documents → claims → one graph → checks → a snapshot."""

from __future__ import annotations

import logging
import os
import shutil
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count, groupby
from pathlib import Path
from typing import Protocol

from kg import resources, workers
from kg.audit.findings import Audit
from kg.audit.records import audit_report
from kg.audit.run import audit
from kg.documents import UnreadableDocument, find_documents, legible, read_document, strays
from kg.documents.discover import SIDECAR
from kg.errors import UserError
from kg.graph import checks, emit, iris
from kg.graph.derive import derived_quads
from kg.graph.statistics import statistics
from kg.graph.store import Draft, InvalidGraphError, Snapshot, draft
from kg.graph.validate import shape_count
from kg.model import Extraction
from kg.pipeline import extract
from kg.report import Checks, Named, Report, Run, document_report, markdown, to_json, versions
from kg.resolve import Correction, Resolution, curated, read_curation
from kg.resolve.curation import FILE
from kg.resolve.review import review
from kg.workers import Failure

# jieba tells at every start how long its dictionary took to load: noise between the lines of a progress bar.
logging.getLogger("jieba").setLevel(logging.WARNING)

KEEP = 3
_RELEASE = f" <{iris.RELEASE_GRAPH}> ."
_REFUSED = "refused"  # the report of the last build, where nothing was published
SECONDS = 600.0  # for one document; the longest of the genre takes a few


class BuildRefusedError(Exception):
    """The graph failed a check, so nothing was published. ``report`` is the path of the report that says what."""

    def __init__(self, problems: Sequence[str], report: Path) -> None:
        super().__init__(f"{len(problems)} checks failed")
        self.problems = tuple(problems)
        self.report = report


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read, and its name in this build: the file's own, or with its folders where two are called alike."""

    path: Path
    name: str
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made. Documents that failed are in the report, not in the graph."""

    snapshot: Snapshot
    report: Report


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of the files: in the order of the documents' names, each different text once."""

    extractions: tuple[Extraction, ...]
    failed: tuple[Named, ...]
    skipped: tuple[Named, ...]
    strays: tuple[str, ...] = ()

    @property
    def unheeded(self) -> tuple[str, ...]:
        """What people stated in sidecars and cannot be taken, or is doubtful, one line each."""
        said = ((e.document.name, warning) for e in self.extractions for warning in e.document.warnings)
        return (*(f"{name}: {why}" for name, why in said if why.startswith(SIDECAR)), *self.strays)


class Progress(Protocol):
    """Told how far a build is."""

    def found(self, documents: int, size: int) -> None:
        """So many documents, of so many bytes, will be read."""

    def reading(self, name: str) -> None:
        """A document's turn has come."""

    def read(self, name: str, size: int, characters: int) -> None:
        """A document of ``size`` bytes is done; it failed if it has no characters."""

    def stage(self, name: str) -> None:
        """The documents are read, and this is being done with them."""


class Silence:
    """Progress that nobody watches."""

    def found(self, documents: int, size: int) -> None:
        """See ``Progress``."""

    def reading(self, name: str) -> None:
        """See ``Progress``."""

    def read(self, name: str, size: int, characters: int) -> None:
        """See ``Progress``."""

    def stage(self, name: str) -> None:
        """See ``Progress``."""


def understand(task: Task, *, names_model: bool = True) -> Extraction | Failure:
    """Read and extract one document, with or without the trained name model: a pure function of the file."""
    try:
        document = read_document(task.path)
    except UnreadableDocument as error:
        return Failure(error.reason)
    return extract(replace(document, name=task.name), names_model=names_model)


def build(
    paths: Sequence[Path],
    out: Path,
    *,
    processes: int | None = None,
    keep: int = KEEP,
    progress: Progress | None = None,
    reader: Callable[[Task], Extraction | Failure] = understand,
    curation: Path | None = None,
) -> Built:
    """Read documents and publish their graph.

    Args:
        paths: files and folders; none for the sample that comes with the program.
        out: where the snapshots lie.
        processes: how many documents to read at a time; 0 reads them in this process; default the processor's cores.
        keep: how many earlier snapshots to keep.
        progress: told how far it is.
        reader: makes the claims of a document.
        curation: a file of corrections; by default the ``curation.tsv`` of each folder given.

    Raises:
        UserError: a path does not exist, none holds a document, ``out`` cannot be written, or a line of a curation
            file cannot be understood.
        BuildRefusedError: a check failed, or no document could be read.
    """
    progress = progress or Silence()
    clock = _Clock(progress)
    paths = paths or [resources.folder("sample")]
    files = [curation] if curation else [file for path in paths if (file := path / FILE).is_file()]
    corrections = [correction for file in files for correction in read_curation(file)]
    given = _find(paths)
    given = replace(given, others=tuple(other for other in given.others if other.file not in map(legible, files)))
    with draft(out) as snapshot:
        reading = _read(given, processes, progress, reader)
        report = Report(
            documents=tuple(document_report(extraction) for extraction in reading.extractions),
            failed=reading.failed,
            skipped=reading.skipped,
            strays=reading.strays,
            versions=versions(),
        )
        report = _write_and_check(snapshot, reading.extractions, corrections, report, clock)
        report = replace(report, run=clock.run())
        if report.checks.problems:
            raise BuildRefusedError(report.checks.problems, _write_refusal(out, report))
        clock.stage("publishing")
        _write_report(snapshot.write, report)
        snapshot.write("dataset.ttl", _card(snapshot, report))
        kept = {document.name for document in report.documents}
        for extraction in reading.extractions:
            if extraction.document.name in kept:
                snapshot.add_text(extraction.document.name, extraction.document.text)
        counts = {"documents": len(report.documents), **report.claims}
        made = Built(snapshot.publish(report.versions, counts, keep), report)
        shutil.rmtree(out / _REFUSED, ignore_errors=True)
    return made


def read(
    paths: Sequence[Path],
    *,
    processes: int | None = None,
    progress: Progress | None = None,
    reader: Callable[[Task], Extraction | Failure] = understand,
) -> Reading:
    """Read and extract the documents among files and folders; the arguments are those of ``build``.

    Raises:
        UserError: a path does not exist, or none holds a document.
    """
    return _read(_find(paths), processes, progress or Silence(), reader)


def default_processes() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def quad_lines(
    documents: Iterable[str], extractions: Sequence[Extraction], resolution: Resolution, audited: Audit, report: Report
) -> list[str]:
    """All statements of the graph as N-Quads lines, each once.

    They are what documents (the lines given) and vocabulary state, what the audit found, what follows from all that,
    links to vocabularies elsewhere, and a description of these.
    """
    stated = {*documents, *emit.shared_quads(resolution), *emit.audit_quads(audited), *emit.vocabulary_quads()}
    lines = sorted({*stated, *derived_quads(stated), *emit.linkset_quads(extractions)})
    counted = statistics(line for line in lines if not line.endswith(_RELEASE))
    return [*lines, *emit.release_quads(extractions, counted, _measured(extractions, report))]


def _stated(extractions: Sequence[Extraction], resolution: Resolution) -> tuple[set[str], dict[str, Named]]:
    """The lines of all documents, and those that cannot be written, by name: one must not cost the others theirs."""
    lines: set[str] = set()
    faults = {}
    for extraction in extractions:
        name = extraction.document.name
        try:
            lines.update(emit.document_quads(extraction, resolution))
        except Exception as error:
            faults[name] = Named(name, f"{type(error).__name__}: {error}".splitlines()[0], traceback.format_exc())
    return lines, faults


def _measured(extractions: Sequence[Extraction], report: Report) -> emit.Measured:
    observations = [observation for extraction in extractions for observation in extraction.observations]
    return emit.Measured(
        passages=sum(document.passages for document in report.documents),
        given=len(report.documents) + len(report.failed),
        numbers=sum(report.total("numbers").values()),
        unexplained=report.unexplained,
        undetermined=sum(report.total("fields_undetermined").values()),
        observations=len(observations),
        known=sum(observation.concept is not None for observation in observations),
    )


def _tasks(files: Sequence[Path]) -> list[Task]:
    """Names are as short as tells the files apart, so that they do not depend on where the folder lies."""
    own: dict[Path, str] = {}
    for _, beside in groupby(sorted(files, key=lambda file: file.parent), key=lambda file: file.parent):
        own |= _apart({file: legible(file.name) for file in beside})
    names, depth, deepest = dict(own), 1, max((len(file.resolve().parts) for file in files), default=0)
    while depth < deepest and (alike := {name for name, times in Counter(names.values()).items() if times > 1}):
        depth += 1
        for file, name in names.items():
            if name in alike:
                names[file] = legible("/".join((*file.resolve().parts[1:-1][1 - depth :], own[file])))
    return sorted((Task(f, name, _size(f)) for f, name in _apart(names).items()), key=lambda task: task.name)


def _apart(names: Mapping[Path, str]) -> dict[Path, str]:
    """The names, with numbers where what tells two files apart cannot be seen."""
    apart: dict[Path, str] = {}
    taken: set[str] = set()
    for file, name in names.items():
        stem, dot, suffix = name.rpartition(".")
        numbered = (f"{stem} ({number}){dot}{suffix}" for number in count(2))
        apart[file] = next(free for free in chain((name,), numbered) if free not in taken)
        taken.add(apart[file])
    return apart


def _size(file: Path) -> int:
    """In bytes; 0 where the file is gone, which its reader will say."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


@dataclass(frozen=True, slots=True)
class _Given:
    """What was found: documents, files that are none, and what sidecars state about files that are not there."""

    tasks: tuple[Task, ...]
    others: tuple[Named, ...]
    strays: tuple[str, ...]


def _find(paths: Sequence[Path]) -> _Given:
    try:
        files, others = find_documents(paths)
    except FileNotFoundError as error:
        raise UserError(str(error), "give files or folders that exist") from error
    except OSError as error:
        raise UserError(
            f"cannot read {error.filename}: {error.strerror}", "leave it out, or change its rights"
        ) from error
    if not files:
        where = ", ".join(str(path) for path in paths)
        raise UserError(f"no document in {where}", f"TXT and Markdown files are read; skipped: {len(others)}")
    folders = dict.fromkeys(file.parent for file in files)
    used = {folder / SIDECAR for folder in folders}  # it was read, so it was not skipped
    return _Given(
        tuple(_tasks(files)),
        tuple(Named(legible(other.path), other.reason) for other in others if other.path not in used),
        tuple(stray for folder in folders for stray in strays(folder)),
    )


def _read(
    given: _Given,
    processes: int | None,
    progress: Progress,
    reader: Callable[[Task], Extraction | Failure],
) -> Reading:
    tasks = given.tasks
    progress.found(len(tasks), sum(task.size for task in tasks))
    outcomes: dict[int, Extraction | Failure] = {}
    count = min(default_processes() if processes is None else processes, len(tasks))
    for index, outcome in workers.run(reader, tasks, count, lambda i: progress.reading(tasks[i].name), SECONDS):
        outcomes[index] = outcome
        characters = len(outcome.document.text) if isinstance(outcome, Extraction) else 0
        progress.read(tasks[index].name, tasks[index].size, characters)
    extractions: dict[str, Extraction] = {}
    skipped = list(given.others)
    failed: list[Named] = []
    for index, task in enumerate(tasks):
        outcome = outcomes[index]
        if isinstance(outcome, Failure):
            failed.append(Named(legible(task.path), outcome.reason, outcome.detail))
        elif first := extractions.get(outcome.document.digest):
            skipped.append(Named(legible(task.path), f"the same bytes as {first.document.name}"))
        else:
            extractions[outcome.document.digest] = outcome
    return Reading(tuple(extractions.values()), tuple(failed), tuple(skipped), given.strays)


def _write_and_check(
    snapshot: Draft,
    extractions: Sequence[Extraction],
    corrections: Sequence[Correction],
    report: Report,
    clock: _Clock,
) -> Report:
    """Write the graph into the draft and look at it: passages against texts, quality queries, shapes."""
    if not extractions:
        why = (f"{document.file}: {document.reason}" for document in report.failed)
        return replace(report, checks=Checks(problems=("no document could be read", *why)))
    clock.stage("checking passages")
    found = Checks(sum(document.passages for document in report.documents), len(checks.queries()), shape_count())
    problems = [str(problem) for extraction in extractions for problem in checks.passages(extraction)]
    if problems:
        return replace(report, checks=replace(found, problems=tuple(problems)))
    clock.stage("resolving")
    known = curated(extractions, corrections)
    stated, faults = _stated(known.extractions, known.resolution)
    if faults:
        written = tuple(document for document in report.documents if document.name not in faults)
        report = replace(report, documents=written, failed=(*report.failed, *faults.values()))
        rest = [extraction for extraction in extractions if extraction.document.name not in faults]
        return _write_and_check(snapshot, rest, corrections, report, clock)
    documents = tuple(document_report(extraction) for extraction in known.extractions)
    report = replace(report, documents=documents, identity=review(known.extractions, known.resolution))
    clock.stage("auditing")
    audited = audit(known.extractions, known.resolution)
    report = replace(report, audit=audit_report(audited))
    clock.stage("writing the graph")
    try:
        lines = quad_lines(stated, known.extractions, known.resolution, audited, report)
        store = snapshot.write_quads(lines, iris.PREFIXES)
    except InvalidGraphError as error:
        return replace(report, checks=replace(found, problems=(str(error),)))
    clock.stage("checking the graph")
    violations: dict[bool, list[str]] = {True: [], False: []}
    for violation in (*checks.quality(store), *checks.shapes(store)):
        violations[violation.severity == "warning"].append(str(violation))
    found = replace(found, problems=tuple(violations[False]), warnings=tuple(violations[True]))
    return replace(report, id=snapshot.id, quads=snapshot.quads, checks=found)


def _card(snapshot: Draft, report: Report) -> bytes:
    files = {name: snapshot.describe(name) for name in emit.dumps()}
    ended = _moment(time.time())
    state = emit.State(snapshot.id, snapshot.sha256, files, report.run.started, ended, report.versions)
    return emit.card(state, (line for line in snapshot.lines() if line.endswith(_RELEASE)))


def _write_report(write: Callable[[str, bytes], None], report: Report) -> None:
    write("report.json", to_json(report).encode())
    write("report.md", markdown(report).encode())


def _write_refusal(out: Path, report: Report) -> Path:
    folder = out / _REFUSED
    folder.mkdir(exist_ok=True)

    def write(name: str, content: bytes) -> None:
        (folder / name).write_bytes(content)

    _write_report(write, report)
    return folder / "report.md"


class _Clock:
    """How long each stage took."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._began = time.time()
        self._marks: list[tuple[str, float]] = [("reading", time.perf_counter())]

    def stage(self, name: str) -> None:
        self._progress.stage(name)
        self._marks.append((name, time.perf_counter()))

    def run(self) -> Run:
        ends = [moment for _, moment in self._marks[1:]] + [time.perf_counter()]
        seconds = {name: round(end - begin, 3) for (name, begin), end in zip(self._marks, ends, strict=True)}
        return Run(_moment(self._began), seconds)


def _moment(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
