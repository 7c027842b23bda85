"""Documents for the tests of the audit: texts read and understood as in a build, and the planted corpus."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.audit.findings import Audit
from kg.audit.run import audit
from kg.documents import read_document
from kg.model import Extraction
from kg.pipeline import extract
from kg.resolve import resolve

PLANTED = Path(__file__).parent / "planted"


@dataclass(frozen=True, slots=True)
class Error:
    """One planted error: the texts with it, where it stands, and the checks of which one should find it."""

    corpus: str
    what: str
    texts: Mapping[str, str]
    file: str
    start: int
    end: int
    kinds: tuple[str, ...]


def understood(texts: Mapping[str, str]) -> list[Extraction]:
    """The extractions of texts by file name."""
    with tempfile.TemporaryDirectory() as folder:
        made = []
        for name, text in texts.items():
            path = Path(folder) / name
            path.write_text(text, encoding="utf-8", newline="\n")
            made.append(extract(read_document(path)))
        return made


def audited(texts: Mapping[str, str]) -> Audit:
    """The audit of texts by file name."""
    extractions = understood(texts)
    return audit(extractions, resolve(extractions))


def clean() -> dict[str, dict[str, str]]:
    """The texts of each planted corpus before the errors are planted."""
    return {path.stem: _texts(_read(path)) for path in sorted(PLANTED.glob("*.toml"))}


def errors() -> Iterator[Error]:
    """Every planted error."""
    for path in sorted(PLANTED.glob("*.toml")):
        read = _read(path)
        texts = _texts(read)
        for error in read["error"]:
            name = error.get("file", next(iter(texts)))
            assert texts[name].count(error["find"]) == 1, f"{path.name}: not once in {name}: {error['find']}"
            start = texts[name].index(error["find"])
            planted = {**texts, name: texts[name].replace(error["find"], error["replace"])}
            end = start + len(error["replace"])
            yield Error(path.stem, error["what"], planted, name, start, end, tuple(error["kinds"]))


def _read(path: Path) -> dict[str, list[dict[str, str]]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _texts(read: Mapping[str, list[dict[str, str]]]) -> dict[str, str]:
    return {file["name"]: file["text"].lstrip("\n") for file in read["file"]}
