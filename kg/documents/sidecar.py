"""``metadata.toml``: what a person states about the documents of a folder, above what they say of themselves.

A table for each file, with the names of ``Metadata`` as keys::

    ["report.txt"]
    area = "历城区"
    year_planned = 2024
    date = 2024-01-16
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from kg.documents import area as areas
from kg.documents.discover import SIDECAR
from kg.documents.metadata import STATED
from kg.model import Genre, Metadata, MetadataEvidence

_TEXTS: Final = ("title", "area", "area_code", "publisher", "author", "index_number", "credit_code")
_YEARS: Final = ("year_planned", "year_reviewed")
_KEYS: Final = (*_TEXTS, *_YEARS, "genre", "date")
_Value = str | int | Genre


class SidecarError(ValueError):
    """A sidecar that cannot be taken at its word; the message is one line that says where and why."""


def stated_for(path: Path) -> Mapping[str, _Value]:
    """What the sidecar beside a document states about it; empty where there is none.

    Raises:
        SidecarError: the file is no TOML, names a file that is not there or an unknown key, or a value is invalid.
    """
    sidecar = path.parent / SIDECAR
    if not sidecar.is_file():
        return {}
    try:
        tables = tomllib.loads(sidecar.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SidecarError(f"{sidecar}: not valid TOML: {error}") from error
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise SidecarError(f'{sidecar}: {name} stands outside a table; write ["file name"] above it')
        if not (path.parent / name).is_file():
            raise SidecarError(f"{sidecar}: [{name}] names no file of its folder")
        for key, value in table.items():
            _checked(sidecar, name, key, value)
    return {key: _checked(sidecar, path.name, key, value) for key, value in tables.get(path.name, {}).items()}


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


def _checked(sidecar: Path, name: str, key: str, value: object) -> _Value:
    """A value of the type that its key wants."""
    place = f"{sidecar}: [{name}] {key}"
    if key not in _KEYS:
        raise SidecarError(f"{place} is no key of metadata; known are {', '.join(sorted(_KEYS))}")
    if key in _YEARS:
        if not isinstance(value, int) or isinstance(value, bool) or not 1949 <= value <= 2100:
            raise SidecarError(f"{place} must be a year between 1949 and 2100, as a number")
        return value
    if key == "date" and isinstance(value, date):
        return value.isoformat()[:10]
    if not isinstance(value, str) or not value.strip():
        raise SidecarError(f"{place} must be text that is not empty")
    if key == "genre":
        if value not in tuple(Genre):
            raise SidecarError(f"{place} must be one of {', '.join(Genre)}")
        return Genre(value)
    if key == "date":
        return _iso(place, value)
    if key == "area_code" and not re.fullmatch(r"\d{6}", value):
        raise SidecarError(f"{place} must be a GB/T 2260 code of six digits")
    return value


def _iso(place: str, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise SidecarError(f"{place} must be a date such as 2024-01-16") from error
