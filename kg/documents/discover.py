"""Which files of the given paths are documents, and why the others are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SUFFIXES: Final = (".txt", ".text", ".md", ".markdown")
SIDECAR: Final = "metadata.toml"
_REASONS: Final = {
    "an index table": (".tsv", ".csv", ".xls", ".xlsx"),
    "a picture": (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".svg", ".tif", ".tiff"),
    "of a format not read yet": (".pdf", ".doc", ".docx", ".htm", ".html", ".wps", ".ofd", ".rtf"),
}


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is no document, with the reason in words."""

    path: Path
    reason: str


def find_documents(paths: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Skipped, ...]]:
    """The documents among files and folders (searched to any depth), and the files that are none.

    Both are sorted by file name, then by path, whatever the order of ``paths``; a file reached twice is given once.

    Raises:
        FileNotFoundError: one of the paths does not exist.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"no such file or folder: {path}")
        for file in _files(path):
            found.setdefault(file.resolve(), file)
    documents: list[Path] = []
    skipped: list[Skipped] = []
    for file in sorted(found.values(), key=lambda p: (p.name, p.as_posix())):
        reason = _reason(file)
        if reason is None:
            documents.append(file)
        else:
            skipped.append(Skipped(file, reason))
    return tuple(documents), tuple(skipped)


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        for child in sorted(path.iterdir()):
            if child.is_dir() and child.name.startswith("."):
                continue
            yield from _files(child)
    elif path.is_file():
        yield path


def _reason(file: Path) -> str | None:
    if file.name.startswith(".") or file.name.startswith("~$"):
        return "a hidden file"
    if file.name == SIDECAR:
        return "a sidecar of metadata"
    suffix = file.suffix.lower()
    for reason, suffixes in _REASONS.items():
        if suffix in suffixes:
            return reason
    if suffix not in SUFFIXES:
        return f"of a format not known: {suffix or 'no suffix'}"
    with file.open("rb") as stream:
        head = stream.read(4096)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        return "empty"
    return None
