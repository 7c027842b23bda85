"""Snapshots: a published graph is a directory that never changes, and ``current`` names the one in use.

::

    output/
      current                 the name of the snapshot in use, replaced in one step
      .lock                   held while a build writes here
      snapshots/<id>/
        graph.nq.zst          all quads, sorted, each once
        graph.trig.zst        the same by graph, with prefixes, for reading
        store/                the same as an Oxigraph database
        texts/<name>.txt      each document's text, which the offsets of the claims count in
        dataset.ttl           what the snapshot is: counts, files with checksums, canonical hash, the run (DCAT)
        report.json, report.md
        manifest.json         SHA-256 and size of every file above, versions, counts

A build writes into a directory of its own and renames it when all is on the disk; killed at any moment it leaves the
old snapshot in use, and the next build removes what it left. ``<id>`` is the beginning of the SHA-256 of the sorted
N-Quads, so the same graph has the same id; a rebuild of the same graph lies in ``<id>.2``.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import zstandard
from filelock import FileLock, Timeout
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from kg.errors import UserError

_LEVEL = 9  # of zstd: twice as fast as 12 for 2 % more bytes
_ID_LENGTH = 16
_BATCH = 8192  # lines
_UNFINISHED = ".building-"
_FORMAT = 1


class NoSnapshotError(UserError):
    """Nothing has been published in that folder yet."""


class BrokenSnapshotError(UserError):
    """A published snapshot is not what its manifest says."""


class LockedError(UserError):
    """Another build is writing into the same folder."""


class InvalidGraphError(Exception):
    """The lines given are no N-Quads: a fault of the program, since terms are checked when they are made."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A published graph, for reading. ``manifest`` is the parsed ``manifest.json``."""

    path: Path
    manifest: Mapping[str, object]

    @property
    def id(self) -> str:
        """The name of the graph's content: the same for the same quads."""
        return str(self.manifest["id"])

    @property
    def counts(self) -> Mapping[str, int]:
        """How many documents, claims, quads and graphs there are, by name."""
        counted = self.manifest.get("counts")
        return counted if isinstance(counted, dict) else {}

    def store(self) -> Store:
        """The graph, opened for reading only. Query it with the union of its graphs as the default graph."""
        try:
            return Store.read_only(str(self.path / "store"))
        except OSError as error:
            raise BrokenSnapshotError(f"the store of {self.path} cannot be opened: {error}", _REBUILD) from error

    def text(self, document: str) -> str:
        """The text that the offsets of that document's claims count in. Raises FileNotFoundError."""
        return self._file(_text_path(document)).read_bytes().decode("utf-8")

    def report(self) -> dict[str, object]:
        """What the build said of itself: ``report.json``."""
        found: dict[str, object] = json.loads(self._file("report.json").read_text(encoding="utf-8"))
        return found

    def quad_lines(self) -> Iterator[str]:
        """The sorted N-Quads, line by line, without line ends."""
        yield from _lines(self.path)

    def verify(self) -> list[str]:
        """The files that are missing, changed or not in the manifest, by content. Reads every byte."""
        return _differences(self.path, self.manifest, content=True)

    def _file(self, name: str) -> Path:
        return self.path / name


_REBUILD = "build the graph again with `kg build`"


def open_snapshot(out: Path) -> Snapshot:
    """The snapshot in use, after a look at the size of each of its files.

    Raises:
        NoSnapshotError: nothing was published in ``out``.
        BrokenSnapshotError: files are missing or have another size than when they were published.
    """
    pointer = out / "current"
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        hint = "build one first: `kg build` for the sample, `kg build FOLDER` for your documents"
        raise NoSnapshotError(f"there is no graph in {out}", hint) from error
    return _whole(out / "snapshots" / name)


def _whole(path: Path) -> Snapshot:
    try:
        manifest = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenSnapshotError(f"the manifest of {path} cannot be read", _REBUILD) from error
    if wrong := _differences(path, manifest, content=False):
        raise BrokenSnapshotError(f"{path} is damaged: {'; '.join(wrong[:3])}", _REBUILD)
    return Snapshot(path, manifest)


def snapshots(out: Path) -> tuple[Snapshot, ...]:
    """The published snapshots of a folder, the newest first; those whose manifest cannot be read are left out."""
    found = []
    for path in (out / "snapshots").glob("[!.]*"):
        with suppress(OSError, ValueError):
            manifest = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
            found.append((path.stat().st_mtime_ns, path.name, Snapshot(path, manifest)))
    return tuple(snapshot for _, _, snapshot in sorted(found, key=lambda one: one[:2], reverse=True))


def find_snapshot(what: str, out: Path) -> Snapshot:
    """A snapshot as a person names it.

    Args:
        what: ``current``; ``previous``, the newest other than the current one; the beginning of an id; the path of a
            snapshot's folder; or the path of a folder that ``kg build`` published to, for the one in use there.
        out: where ids and names are looked up.

    Raises:
        NoSnapshotError: there is none, or more than one, of that name.
        BrokenSnapshotError: files are missing or have another size than when they were published.
    """
    if what == "current":
        return open_snapshot(out)
    path = Path(what)
    if (path / "current").is_file():
        return open_snapshot(path)
    if (path / "manifest.json").is_file():
        return _whole(path)
    there = snapshots(out)
    if what == "previous":
        current = _pointed(out)
        found = [s for s in there if s.path.name != current][:1]
    else:
        found = [s for s in there if s.path.name == what] or [s for s in there if s.path.name.startswith(what)]
    if len(found) != 1:
        names = ", ".join(snapshot.path.name for snapshot in there) or "none"
        if what == "previous" and not found:
            hint = "build again after a change, or name the two: `kg diff A B`"
            raise NoSnapshotError(f"there is no graph before the current one in {out}", hint)
        problem = f"more than one graph of {out} begins with {what}" if found else f"there is no graph {what} in {out}"
        raise NoSnapshotError(problem, f"there are: {names}")
    return _whole(found[0].path)


class Draft:
    """A snapshot being written. Made by ``draft``."""

    def __init__(self, out: Path, path: Path) -> None:
        self._out = out
        self._path = path
        self._digest = hashlib.sha256()
        self._counts: dict[str, int] = {}

    def write_quads(self, lines: Iterable[str], prefixes: Mapping[str, str]) -> Store:
        """Write the dumps and load the database.

        Args:
            lines: N-Quads statements in any order, with or without a line end; duplicates are dropped.
            prefixes: those of the TriG dump, name to IRI.

        Returns:
            The database, opened for reading only.

        Raises:
            InvalidGraphError: a line is not valid N-Quads.
        """
        unique = sorted({line.rstrip("\n").encode() for line in lines})  # UTF-8 sorts as its characters do
        with zstandard.open(self._path / "graph.nq.zst", "wb", cctx=zstandard.ZstdCompressor(_LEVEL)) as dump:
            for some in _batches(unique):
                self._digest.update(some)
                dump.write(some)
        try:
            with ThreadPoolExecutor(1) as beside:  # the database is loaded without Python's lock, and checks each line
                loading = beside.submit(self._load)
                self._write_trig(unique, prefixes)
                loading.result()
        except SyntaxError as error:
            raise InvalidGraphError(f"the graph is not valid N-Quads: {error}") from error
        self._counts["quads"] = len(unique)
        return Store.read_only(str(self._path / "store"))

    def lines(self) -> Iterator[str]:
        """The sorted N-Quads that were written, line by line, without line ends."""
        yield from _lines(self._path)

    def add_text(self, document: str, text: str) -> None:
        """Keep the text of a document."""
        self.write(_text_path(document), text.encode("utf-8"))

    def write(self, name: str, content: bytes) -> None:
        """Add a file to the snapshot."""
        path = self._path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    @property
    def id(self) -> str:
        """The id of the graph, known once the quads are written: the beginning of its hash."""
        return self.sha256[:_ID_LENGTH]

    @property
    def quads(self) -> int:
        """How many different quads were written."""
        return self._counts.get("quads", 0)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the sorted N-Quads: there are no blank nodes, so these are canonical (RDFC-1.0)."""
        return self._digest.hexdigest()

    def describe(self, name: str) -> tuple[str, int]:
        """The SHA-256 and the size in bytes of a file that was written."""
        described = _describe(self._path / name)
        return str(described["sha256"]), int(str(described["bytes"]))

    def publish(self, versions: Mapping[str, str], counts: Mapping[str, int], keep: int) -> Snapshot:
        """Make this the snapshot in use and remove old ones.

        Args:
            versions: of what made the graph, by name.
            counts: further counts for the manifest.
            keep: how many earlier snapshots to keep, of different graphs; the one in use before is always kept.
        """
        manifest = {
            "format": _FORMAT,
            "id": self.id,
            "graph_sha256": self.sha256,
            "canonicalization": "RDFC-1.0",
            "counts": {**self._counts, **counts},
            "versions": dict(versions),
            "files": {name: _describe(self._path / name) for name in _files(self._path)},
        }
        self.write("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n")
        _sync_tree(self._path)
        folder = self._path.parent
        before = _pointed(self._out)
        name = _free_name(folder, self.id)
        self._path.rename(folder / name)
        _sync(folder)
        _point(self._out, name)
        _prune(folder, name, before, keep)
        return Snapshot(folder / name, manifest)

    def _write_trig(self, lines: list[bytes], prefixes: Mapping[str, str]) -> None:
        by_graph = sorted(lines, key=lambda line: line.rsplit(b" ", 2)[-2])
        with zstandard.open(self._path / "graph.trig.zst", "wb", cctx=zstandard.ZstdCompressor(_LEVEL)) as dump:
            dump.write(turtle(_quads(by_graph), RdfFormat.TRIG, prefixes))

    def _load(self) -> None:
        store = Store(str(self._path / "store"))
        with zstandard.open(self._path / "graph.nq.zst", "rb") as dump:
            store.bulk_load(input=dump, format=RdfFormat.N_QUADS)
        store.optimize()
        store.flush()
        self._counts["graphs"] = sum(isinstance(graph, NamedNode) for graph in store.named_graphs())


def turtle(statements: Iterable[Quad] | Iterable[Triple], form: RdfFormat, prefixes: Mapping[str, str]) -> bytes:
    """Turtle or TriG, the same bytes for the same statements: pyoxigraph writes the prefixes in any order."""
    written = serialize(statements, format=form, prefixes=dict(prefixes)) or b""
    lines = written.split(b"\n", len(prefixes))
    return b"\n".join([*sorted(lines[:-1]), lines[-1]])


@contextmanager
def draft(out: Path) -> Iterator[Draft]:
    """An empty snapshot to fill and publish, under the lock of ``out``; removed if it is not published.

    Raises:
        LockedError: another build holds the lock.
        UserError: ``out`` cannot be written.
    """
    folder = out / "snapshots"
    lock = FileLock(out / ".lock", timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = lock.acquire()
    except Timeout as error:
        hint = "wait for it, or publish elsewhere with --out"
        raise LockedError(f"another build is writing to {out}", hint) from error
    except OSError as error:
        raise UserError(f"cannot write to {out}: {error.strerror}", "choose another folder with --out") from error
    with held:
        for left in folder.glob(_UNFINISHED + "*"):
            shutil.rmtree(left)
        path = folder / f"{_UNFINISHED}{os.getpid()}"
        path.mkdir()
        try:
            yield Draft(out, path)
        finally:
            shutil.rmtree(path, ignore_errors=True)


def _quads(lines: Sequence[bytes]) -> Iterator[Quad]:
    """The quads of lines that something else checks: a lenient parser takes half the time and trusts them."""
    for some in _batches(lines):
        yield from (q for q in parse(input=some, format=RdfFormat.N_QUADS, lenient=True) if isinstance(q, Quad))


def _batches(lines: Sequence[bytes]) -> Iterator[bytes]:
    """The lines with their ends, many at a time."""
    for at in range(0, len(lines), _BATCH):
        yield b"\n".join(lines[at : at + _BATCH]) + b"\n"


def _lines(path: Path) -> Iterator[str]:
    with zstandard.open(path / "graph.nq.zst", "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line.rstrip("\n")


def _text_path(document: str) -> str:
    name = PurePosixPath(document)
    if name.is_absolute() or ".." in name.parts:
        raise ValueError(f"a document's name must lie inside the snapshot: {document}")
    return f"texts/{name}.txt"


def _files(path: Path) -> list[str]:
    return sorted(
        found.relative_to(path).as_posix()
        for found in path.rglob("*")
        if found.is_file() and found != path / "manifest.json"
    )


def _describe(path: Path) -> dict[str, object]:
    with path.open("rb") as content:
        return {"sha256": hashlib.file_digest(content, "sha256").hexdigest(), "bytes": path.stat().st_size}


def _differences(path: Path, manifest: Mapping[str, object], *, content: bool) -> list[str]:
    expected = manifest.get("files")
    if manifest.get("format") != _FORMAT or not isinstance(expected, dict):
        return ["its manifest was written by another version"]
    wrong = [f"{name} is not in the manifest" for name in _files(path) if name not in expected]
    for name, described in expected.items():
        found = path / name
        if not found.is_file():
            wrong.append(f"{name} is missing")
        elif found.stat().st_size != described["bytes"]:
            wrong.append(f"{name} has another size")
        elif content and _describe(found) != described:
            wrong.append(f"{name} has another content")
    return wrong


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_tree(path: Path) -> None:
    for found in path.rglob("*"):
        _sync(found)
    _sync(path)


def _pointed(out: Path) -> str | None:
    pointer = out / "current"
    return pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else None


def _point(out: Path, name: str) -> None:
    new = out / ".current.new"
    new.write_text(name + "\n", encoding="utf-8")
    _sync(new)
    new.replace(out / "current")
    _sync(out)


def _free_name(folder: Path, identifier: str) -> str:
    name, count = identifier, 1
    while (folder / name).exists():
        count += 1
        name = f"{identifier}.{count}"
    return name


def _prune(folder: Path, current: str, before: str | None, keep: int) -> None:
    """Keep ``current``, ``before`` (readers may have it open) and the newest ``keep`` earlier ones, a graph once."""
    old = [path for path in folder.iterdir() if path.is_dir() and path.name not in (current, before)]
    old.sort(key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    kept = {name.split(".")[0] for name in (current, before) if name}
    room = max(keep, 0) - (before is not None)
    for path in old:
        graph = path.name.split(".")[0]
        if room > 0 and graph not in kept:
            kept.add(graph)
            room -= 1
        else:
            shutil.rmtree(path)
