"""SSSOM tables: the only reader and writer of mappings. ``ontology/mappings/*.sssom.tsv`` are the curated ones."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import curies
from sssom_pydantic import MappingSetRecord, MappingTool, SemanticMapping, write
from sssom_pydantic.io import ParseError, read_iterable

from kg import resources
from kg.errors import UserError

SKOS = "http://www.w3.org/2004/02/skos/core#"
SEMAPV = "https://w3id.org/semapv/vocab/"
EXACT = SKOS + "exactMatch"
PREDICATES = tuple(SKOS + kind + "Match" for kind in ("exact", "close", "broad", "narrow", "related"))
SUFFIX = ".sssom.tsv"


@dataclass(frozen=True, slots=True)
class Mapping:
    """One row. Subject, predicate and object are IRIs; ``line`` is where it stands in its file, 1 the first."""

    subject: str
    predicate: str
    object: str
    subject_label: str = ""
    object_label: str = ""
    justification: str = SEMAPV + "ManualMappingCuration"
    confidence: Decimal | None = None
    comment: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row, or with line 0 a file, that is no SSSOM."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class MappingSet:
    """One table. ``name`` is its file's without the suffix, sources are the IRIs of the two vocabularies."""

    name: str
    iri: str
    title: str
    description: str
    version: str
    license: str
    subject_source: str
    object_source: str
    mappings: tuple[Mapping, ...]
    bad: tuple[BadRow, ...] = ()


def files(folder: Path | None = None) -> tuple[Path, ...]:
    """The tables of a folder, or the installed ones, in the order of their names."""
    return tuple(sorted((folder or resources.folder("ontology") / "mappings").glob("*" + SUFFIX)))


@cache
def curated() -> tuple[MappingSet, ...]:
    """The installed tables, read once a process.

    Raises:
        ValueError: a table or a row of it is not valid; ``kg link --check`` says which.
    """
    found = tuple(read(path) for path in files())
    for one in found:
        for row in one.bad:
            raise ValueError(f"{one.name}{SUFFIX}, line {row.line}: {row.why}")
    return found


def objects(subject: str, predicate: str) -> tuple[str, ...]:
    """What the curated tables map a concept to by a predicate, both by IRI, in the order of the tables."""
    return _index().get((subject, predicate), ())


@cache
def _index() -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = {}
    for one in curated():
        for m in one.mappings:
            found.setdefault((m.subject, m.predicate), []).append(m.object)
    return {key: tuple(values) for key, values in found.items()}


def read(path: Path) -> MappingSet:
    """A table with its rows; what cannot be read is in ``bad``, since a person will want to see all of it at once.

    Raises:
        UserError: there is no such file, or it is no text.
    """
    name = path.name.removesuffix(SUFFIX)
    try:
        with read_iterable(path) as opened:
            rows = list(zip(_row_lines(path), opened.mappings, strict=False))
            head, converter = opened.mapping_set, opened.converter
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read: {error}", "give a mapping table in SSSOM form") from error
    except Exception as error:  # what a YAML header, a CURIE map or a row can fail with is the libraries' business
        return MappingSet(name, "", "", "", "", "", "", "", (), (BadRow(0, f"no SSSOM table: {_said(error)}"),))
    good = [(line, m) for line, m in rows if isinstance(m, SemanticMapping)]
    first = good[0][1] if good else None
    return MappingSet(
        name=name,
        iri=str(head.id),
        title=head.title or "",
        description=head.description or "",
        version=head.version or "",
        license=str(head.license or ""),
        subject_source=converter.expand_reference(first.subject_source) or "" if first and first.subject_source else "",
        object_source=converter.expand_reference(first.object_source) or "" if first and first.object_source else "",
        mappings=tuple(_mapping(line, m, converter) for line, m in good),
        bad=tuple(BadRow(line, _said(m.exception)) for line, m in rows if isinstance(m, ParseError)),
    )


def written(table: MappingSet, tool: str, tool_version: str) -> str:
    """A table of candidates in SSSOM form, its rows in the order given.

    Args:
        table: what was proposed, with a title and the sources.
        tool: what proposed it.
        tool_version: its version.
    """
    spaces = {"skos": SKOS, "semapv": SEMAPV}
    iris = [iri for m in table.mappings for iri in (m.subject, m.object)]
    sources = [source for source in (table.subject_source, table.object_source) if source]
    for space in sorted({_space(iri) for iri in (*iris, *sources)} - set(spaces.values())):
        spaces[f"ns{len(spaces) - 1}"] = space
    converter = curies.Converter.from_prefix_map(spaces)
    record = MappingSetRecord.model_validate(
        {
            "mapping_set_id": table.iri,
            "mapping_set_title": table.title,
            "mapping_set_description": table.description,
            "license": table.license,
        }
    )
    made = MappingTool(name=tool, version=tool_version)
    source = _named(converter, table.subject_source) if table.subject_source else None
    target = _named(converter, table.object_source) if table.object_source else None
    rows = [
        SemanticMapping(
            subject=_named(converter, m.subject, m.subject_label),
            predicate=_named(converter, m.predicate),
            object=_named(converter, m.object, m.object_label),
            justification=_named(converter, m.justification),
            confidence=float(m.confidence) if m.confidence is not None else None,
            comment=m.comment or None,
            mapping_tool=made,
            subject_source=source,
            object_source=target,
        )
        for m in table.mappings
    ]
    to = io.StringIO()
    write(rows, to, metadata=record, converter=converter)
    return to.getvalue().replace("\r\n", "\n")


def _said(error: Exception) -> str:
    """What is wrong, in one line, without where to read on."""
    return " ".join(re.sub(r"\[type=.*|For further information.*", "", str(error)).split()) or type(error).__name__


def _named(converter: curies.Converter, iri: str, name: str = "") -> curies.NamableReference:
    found = converter.parse_uri(iri, strict=True)
    return curies.NamableReference.model_validate(
        {"prefix": found.prefix, "identifier": found.identifier, "name": name or None}
    )


def _space(iri: str) -> str:
    """An IRI up to its last separator; a CURIE needs something after its prefix."""
    body = iri.rstrip("/#")
    return body[: max(body.rfind(separator) for separator in "/#=:") + 1]


def _row_lines(path: Path) -> list[int]:
    """The lines of the rows, which follow the header and the names of the columns: the reader numbers bad rows only."""
    with path.open(encoding="utf-8") as lines:
        return [number for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")][1:]


def _mapping(line: int, m: SemanticMapping, converter: curies.Converter) -> Mapping:
    def iri(reference: curies.Reference) -> str:
        return converter.expand_reference(reference, strict=True)

    return Mapping(
        subject=iri(m.subject),
        predicate=iri(m.predicate),
        object=iri(m.object),
        subject_label=getattr(m.subject, "name", None) or "",
        object_label=getattr(m.object, "name", None) or "",
        justification=iri(m.justification),
        confidence=Decimal(str(m.confidence)) if m.confidence is not None else None,
        comment=m.comment or "",
        line=line,
    )
