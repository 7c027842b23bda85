"""``metadata.toml``: what a person states about the documents of a folder, above what they say of themselves.

A table for each file, with the names of ``Metadata`` as keys::

    ["report.txt"]
    area = "历城区"
    year_planned = 2024
    date = 2024-01-16

A slip costs only what it stands in: a value that cannot be taken is left out and said among the warnings of its
document; where the file is no TOML, the tables that are still hold, and the others are said.
"""

from __future__ import annotations

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from kg.documents import area as areas
from kg.documents.decode import UndecodableError, decode
from kg.documents.discover import SIDECAR, SUFFIXES, legible
from kg.documents.metadata import STATED
from kg.language.invisible import visible
from kg.model import Genre, Metadata, MetadataEvidence

_TEXTS: Final = ("title", "area", "area_code", "publisher", "author", "index_number", "credit_code")
_YEARS: Final = ("year_planned", "year_reviewed")
_KEYS: Final = (*_TEXTS, *_YEARS, "genre", "date")
_TABLE: Final = re.compile(r"^[ \t]*\[", re.MULTILINE)
_SHOWN: Final = 40  # characters of a value that is told
_NOT_HEEDED: Final = "which is not heeded"
_Value = str | int | Genre


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stated about one document, by the names of ``Metadata``, and in words what could not be taken."""

    values: Mapping[str, _Value] = field(default_factory=dict)
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Tables:
    """The tables of a sidecar by file name, what is wrong with some, and what is wrong with no known one."""

    tables: Mapping[str, Mapping[str, object]]
    faults: Mapping[str, tuple[str, ...]]
    general: tuple[str, ...] = ()


def stated_for(path: Path) -> Stated:
    """What the sidecar beside a document states about it; nothing where there is none."""
    found = _read(path.parent)
    if found is None:
        return Stated()
    name = _key(legible(path.name))
    values: dict[str, _Value] = {}
    faults = list(found.faults.get(name, ()))
    for key, value in found.tables.get(name, {}).items():
        try:
            values[key] = _checked(key, value)
        except ValueError as error:
            faults.append(f"{error}, {_NOT_HEEDED}")
    if name not in found.tables and not faults:
        faults += found.general
    return Stated(values, tuple(f"{SIDECAR}: {fault}" for fault in faults))


def strays(folder: Path) -> tuple[str, ...]:
    """What the sidecar of a folder states about files that are not there, one line each."""
    found = _read(folder)
    return tuple(_strays(folder, found)) if found else ()


def _strays(folder: Path, found: _Tables) -> Iterator[str]:
    sidecar = legible(folder / SIDECAR)
    there = {_key(legible(path.name)): legible(path.name) for path in sorted(folder.iterdir()) if path.is_file()}
    for name in dict.fromkeys((*found.tables, *found.faults)):
        if name in there:
            continue
        if "/" in name or "\\" in name:
            yield f"{sidecar}: [{name}] is in another folder: write it into a {SIDECAR} there"
            continue
        near = difflib.get_close_matches(name, there, n=1)
        hint = f"; did you mean {there[near[0]]}?" if near else ""
        yield f"{sidecar}: [{name}] names no file of its folder{hint}"
    documents = {name for name in there if Path(name).suffix.lower() in SUFFIXES}
    if documents <= {*found.tables, *found.faults}:  # a document without a table says it itself
        yield from (f"{sidecar}: {fault}" for fault in found.general)


def _read(folder: Path) -> _Tables | None:
    """The sidecar of a folder, None where there is none."""
    try:
        content = (folder / SIDECAR).read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        return _Tables({}, {}, (f"it cannot be read: {error.strerror}",))
    return _tables(content)


@lru_cache(maxsize=8)  # every document of a folder asks for the same one
def _tables(content: bytes) -> _Tables:
    try:
        text, _ = decode(content)
    except UndecodableError as error:
        return _Tables({}, {}, (str(error),))
    try:
        return _sorted_out(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        return _by_table(text)


def _by_table(text: str) -> _Tables:
    """The tables of a text that is no TOML, each read on its own; their lines are counted from the whole text."""
    starts = [found.start() for found in _TABLE.finditer(text)]
    read: dict[str, object] = {}
    faults: dict[str, tuple[str, ...]] = {}
    general: list[str] = []
    for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
        part = text[start:end]
        try:
            found = tomllib.loads(part)
        except tomllib.TOMLDecodeError as error:
            fault = _told(error, text.count("\n", 0, start), part)
            name = _name_of(part)
            if name is None:
                general.append(fault)
            else:
                faults[name] = (*faults.get(name, ()), f"{fault}; the rest of [{name}] is not heeded")
            continue
        for key, value in found.items():
            if key in read:
                faults[_key(key)] = (*faults.get(_key(key), ()), f"[{key}] stands twice; the first holds")
            else:
                read[key] = value
    sorted_out = _sorted_out(read)
    return _Tables(sorted_out.tables, {**sorted_out.faults, **faults}, (*sorted_out.general, *general))


def _told(error: tomllib.TOMLDecodeError, before: int, part: str) -> str:
    """What is wrong, with its line in the whole file: the error counts from the start of the part, or says its end."""
    reason, _, place = str(error).partition(" (at ")
    said = re.match(r"line (\d+)", place)
    line = before + (int(said[1]) if said else len(part.rstrip().splitlines()))
    return f"not valid TOML at line {line}: {reason[:1].lower()}{reason[1:]}"


def _name_of(part: str) -> str | None:
    """The file that a table is about by its first line, if that line is sound."""
    try:
        return next((_key(name) for name in tomllib.loads(part.partition("\n")[0])), None)
    except tomllib.TOMLDecodeError:
        return None


def _sorted_out(read: Mapping[str, object]) -> _Tables:
    """The tables of a TOML document, and what stands in it outside of them."""
    tables = {_key(name): value for name, value in read.items() if isinstance(value, dict)}
    outside = [name for name, value in read.items() if not isinstance(value, dict)]
    return _Tables(
        tables, {}, tuple(f'{name} stands outside a table; write ["file name"] above it' for name in outside)
    )


def _key(name: str) -> str:
    """A file name as it is compared: file systems differ in how they compose characters."""
    return unicodedata.normalize("NFC", name)


def override(metadata: Metadata, stated: Mapping[str, _Value]) -> Metadata:
    """The metadata with what was stated in place of what was found, and what follows from it.

    A stated area brings its code where the name has only one; a stated year its neighbour where the document does
    not say that one itself.
    """
    if not stated:
        return metadata
    values: dict[str, _Value | None] = dict(stated)
    how = dict.fromkeys(stated, STATED)
    if "area" in stated and "area_code" not in stated and stated["area"] != metadata.area:
        codes = areas.codes_of(str(stated["area"]))
        values["area_code"] = codes[0] if len(codes) == 1 else None
        how["area_code"] = f"the code of {stated['area']}"
    placed = {e.field for e in metadata.evidence if e.span is not None}
    for one, other, step in (("year_planned", "year_reviewed", -1), ("year_reviewed", "year_planned", 1)):
        if isinstance(year := stated.get(one), int) and other not in stated and other not in placed:
            values[other] = year + step
            how[other] = f"follows from {one}"
    evidence = [e for e in metadata.evidence if e.field not in values]
    evidence += [MetadataEvidence(key, how[key]) for key in _KEYS if values.get(key) is not None]
    missing = [name for name in metadata.undetermined if values.get(name) is None]
    missing += [name for name, value in values.items() if value is None and name not in missing]
    return replace(metadata, **values, evidence=tuple(evidence), undetermined=tuple(missing))  # type: ignore[arg-type]


def doubts(stated: Mapping[str, _Value]) -> tuple[str, ...]:
    """What is stated and may be a slip: an area that is neither in the gazetteer nor named as a zone, or its code."""
    found = []
    if isinstance(name := stated.get("area"), str):
        named = areas.best_named(name)
        if not areas.listed(name) and (named is None or named.name != name):
            known = f"; {named.name} is" if named else ""
            found.append(f"{SIDECAR}: {name} is not the official name of an area{known}")
    if isinstance(code := stated.get("area_code"), str) and areas.by_code(code) is None:
        found.append(f"{SIDECAR}: {code} is not the code of an area")
    return tuple(found)


def _checked(key: str, value: object) -> _Value:
    """A value of the type that its key wants. Raises ValueError, whose message is the middle of a sentence."""
    value = visible(value).strip() if isinstance(value, str) else value  # what is copied from a page brings them along
    if key not in _KEYS:
        near = difflib.get_close_matches(key, _KEYS, n=1)
        known = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(_KEYS))}"
        raise ValueError(f"{key} is no key of metadata ({known})")
    given = f"{key} is {_shown(value)}"
    if key in _YEARS:
        if not isinstance(value, int) or isinstance(value, bool) or not 1949 <= value <= 2100:
            raise ValueError(f"{given} and must be a year between 1949 and 2100, as a number")
        return value
    if key == "date" and isinstance(value, date):
        return value.isoformat()[:10]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{given} and must be text that is not empty")
    if key == "genre":
        if value not in tuple(Genre):
            raise ValueError(f"{given} and must be one of {', '.join(Genre)}")
        return Genre(value)
    if key == "date":
        return _iso(given, value)
    if key == "area_code" and not re.fullmatch(r"\d{6}", value, re.ASCII):
        raise ValueError(f"{given} and must be a GB/T 2260 code of six digits")
    return value


def _shown(value: object) -> str:
    said = repr(value) if not isinstance(value, str) else f'"{value}"'
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"


def _iso(given: str, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise ValueError(f"{given} and must be a date such as 2024-01-16") from error
