"""The curation file: what people decided about things, applied at every build so that a correction survives.

Tab-separated text in UTF-8 with a heading line; lines that begin with ``#`` and empty lines are skipped::

    subject	predicate	object	author	date	comment
    Project:济钢防务二期	accept		王芳	2026-03-01	见备案表
    Programme:四个抓手@历城区	reject		王芳	2026-03-01	是说法，不是举措
    Project:空天产业基地@济南市	merge	Project:济钢防务空天产业基地@济南市	王芳	2026-03-01
    Programme:项目突破年@济南市	deny	document:report.txt	王芳	2026-03-01	另一座城市的
    Site:空天产业园@济南市	deny	Project:空天产业园@济南市	王芳	2026-03-01	园区与其建设项目
    Site:环联夜市@历城区	rename	环联1904火车夜市	王芳	2026-03-01

A thing is given by its IRI, or by type and name, and where several have it by their home: ``Type:name@area``, with the
area's name, code or IRI, or nothing behind the ``@`` for what is at home in the whole country.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from kg.errors import UserError

FILE: Final = "curation.tsv"
COLUMNS: Final = ("subject", "predicate", "object", "author", "date", "comment")
TYPES: Final = ("Area", "Programme", "Project", "Industry", "Organisation", "Site", "Honour")
_IRI = ("http://", "https://", "urn:")


class Predicate(StrEnum):
    """What a person decides."""

    ACCEPT = "accept"  # the thing was checked
    REJECT = "reject"  # it is no thing
    MERGE = "merge"  # subject and object are one
    DENY = "deny"  # they are not, also of two types; or a document speaks of another thing of that name
    RENAME = "rename"  # the object is its name


@dataclass(frozen=True, slots=True)
class Reference:
    """A thing as a person gives it: by IRI, by name, or a document. ``area`` is None where none was given."""

    iri: str = ""
    type: str = ""
    name: str = ""
    area: str | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of a curation file. ``target`` is None where the predicate has no object; ``name`` is a new name."""

    line: int
    subject: Reference
    predicate: Predicate
    target: Reference | None
    name: str
    author: str
    date: str  # ISO 8601
    comment: str
    text: str  # subject, predicate and object as written

    @property
    def key(self) -> tuple[str, ...]:
        """What tells it from others."""
        return (self.text, self.author, self.date)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a correction. ``why`` says why it was not applied, and is empty where it was."""

    correction: Correction
    things: tuple[str, ...] = ()  # IRIs that it is about in this build
    why: str = ""
    claims: int = 0  # claims that were dropped with a rejected thing


def read_curation(path: Path) -> tuple[Correction, ...]:
    """The corrections of a file in its order.

    Raises:
        UserError: the file cannot be read, or a line of it cannot be understood; the message has its number.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read as UTF-8 text: {error}") from error
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip() and line[0] != "#"]
    if not lines:
        return ()
    head = tuple(lines[0][1].rstrip().split("\t"))
    if head != COLUMNS[: len(head)] or len(head) < 3:
        raise UserError(f"{path}, line {lines[0][0]}: no heading", "the first line is: " + "  ".join(COLUMNS))
    found = tuple(_corrections(path, lines[1:]))
    _check_contradictions(path, found)
    return found


def _corrections(path: Path, lines: list[tuple[int, str]]) -> Iterator[Correction]:
    for number, line in lines:
        try:
            yield _correction(number, line)
        except ValueError as error:
            raise UserError(
                f"{path}, line {number}: {error}", "write: " + "  ".join(COLUMNS) + ", with one tab between two"
            ) from error


def _correction(number: int, line: str) -> Correction:
    cells = [cell.strip() for cell in line.split("\t")]
    if not 2 <= len(cells) <= len(COLUMNS):
        raise ValueError(f"{len(cells)} columns where {len(COLUMNS)} are known")
    subject, predicate, target, author, day, comment = (*cells, *[""] * (len(COLUMNS) - len(cells)))
    if predicate not in tuple(Predicate):
        raise ValueError(f"no predicate: {predicate or 'empty'}; known are {', '.join(Predicate)}")
    what = Predicate(predicate)
    needs = what in (Predicate.MERGE, Predicate.DENY, Predicate.RENAME)
    if needs != bool(target):
        raise ValueError(f"{what} needs an object" if needs else f"{what} has no object, but there is {target}")
    if day:
        try:
            date.fromisoformat(day)
        except ValueError as error:
            raise ValueError(f"no date such as 2026-03-01: {day}") from error
    about = _reference(subject)
    other = None if what is Predicate.RENAME or not needs else _reference(target, document=what is Predicate.DENY)
    two_types = other is not None and about.type and other.type and about.type != other.type
    if two_types and other and what is Predicate.MERGE:
        raise ValueError(f"a {about.type} and a {other.type} are never one thing; reject the one whose type is wrong")
    if other == about:
        raise ValueError("subject and object are the same")
    name = target if what is Predicate.RENAME else ""
    return Correction(number, about, what, other, name, author, day, comment, f"{subject} {predicate} {target}".strip())


def _reference(text: str, *, document: bool = False) -> Reference:
    if text.startswith(_IRI):
        return Reference(iri=text)
    kind, colon, rest = text.partition(":")
    if document and kind == "document" and rest:
        return Reference(document=rest)
    if not colon or kind not in TYPES:
        raise ValueError(f"no thing: {text or 'empty'}; write an IRI or Type:name, types are {', '.join(TYPES)}")
    name, at, area = rest.rpartition("@")
    if not at:
        name, area = rest, ""
    if not name:
        raise ValueError(f"no name: {text}")
    return Reference(type=kind, name=name, area=area if at else None)


def _check_contradictions(path: Path, corrections: tuple[Correction, ...]) -> None:
    """Raises UserError where two lines say the opposite of each other."""
    opposite = {
        Predicate.ACCEPT: Predicate.REJECT,
        Predicate.REJECT: Predicate.ACCEPT,
        Predicate.MERGE: Predicate.DENY,
        Predicate.DENY: Predicate.MERGE,
        Predicate.RENAME: Predicate.RENAME,
    }
    seen: dict[tuple[Predicate, frozenset[Reference]], Correction] = {}
    for c in corrections:
        about = frozenset({c.subject, c.target} if c.target else {c.subject})
        before = seen.get((opposite[c.predicate], about))
        if before and before.name == c.name != "":
            before = None
        if before:
            raise UserError(f"{path}, line {c.line}: says the opposite of line {before.line}", "keep one of the two")
        seen[c.predicate, about] = c
