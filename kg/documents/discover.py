"""Which files of the given paths are documents, and why the others are not."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.language.invisible import visible

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
        OSError: one of them is a folder that cannot be read.
    """
    found: dict[Path, Path] = {}
    skipped: list[Skipped] = []
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"no such file or folder: {path}")
        for file in _files(path, seen, skipped) if path.is_dir() else [path]:
            found.setdefault(file.resolve(), file)
    documents: list[Path] = []
    for file in sorted(found.values(), key=_order):
        reason = _reason(file)
        if reason is None:
            documents.append(file)
        else:
            skipped.append(Skipped(file, reason))
    return tuple(documents), tuple(sorted(skipped, key=lambda one: _order(one.path)))


def legible(path: Path | str) -> str:
    """A path or name as it can be written anywhere: in UTF-8, on one line, without characters that nobody sees.

    An archive from another system brings names in another encoding, mostly GB18030.
    """
    raw = os.fsencode(path)
    for encoding in ("utf-8", "gb18030"):
        try:
            return " ".join(visible(raw.decode(encoding)).splitlines())
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")


def _order(path: Path) -> tuple[str, str]:
    return path.name, path.as_posix()


def _files(top: Path, seen: set[Path], skipped: list[Skipped]) -> Iterator[Path]:
    """The files of a folder to any depth. A folder is looked into once, whichever links lead to it or back to it."""
    open_folders = [top]
    while open_folders:
        folder = open_folders.pop()
        real = folder.resolve()
        if real in seen:
            continue
        seen.add(real)
        try:
            children = sorted(folder.iterdir())
        except OSError as error:
            if folder == top:
                raise
            skipped.append(Skipped(folder, f"a folder that cannot be read: {error.strerror}"))
            continue
        for child in reversed(children):
            if child.is_dir() and not child.name.startswith("."):
                open_folders.append(child)
        yield from (child for child in children if child.is_file())


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
    try:
        with file.open("rb") as stream:
            head = stream.read(4096)
    except OSError:
        return None  # a document that fails alone when it is read, and says why
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        return "empty"
    return None
