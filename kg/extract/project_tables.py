"""Projects in tables: a column with their names, and what the other columns say of their land."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.names import is_generic
from kg.extract.rows import cells, tables
from kg.model import Document, Sentence, Span

_NAME = re.compile("(?:建设|工程|投资|征收|重点|重大)?项目(?:名称)?|工程名称|建设项目")
_BOUNDARY = re.compile("四至(?:范围|边界|界限)?|(?:征收|用地|项目|地块|规划|建设)?(?:四至)?(?:范围|边界)")
_LAND_USE = re.compile("(?:规划|土地|用地|现状)?(?:用地性质|土地性质|土地用途|用地用途|用地类型|规划用途|规划性质)")
_SERIAL = re.compile("[0-9一二三四五六七八九十（）().、]+|合计|总计|小计")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Row:
    """A project of a table and the places of its name and of what is said of its land; None where nothing is."""

    name: str
    span: Span
    boundary: tuple[str, Span] | None
    land_use: tuple[str, Span] | None


def project_rows(document: Document) -> Iterator[Row]:
    """The rows of all tables with a column of project names, in the order of the text."""
    for table in tables(document):
        head = ["".join(s.text for s in cell) for cell in cells(document, table[0])]
        named = _column(head, _NAME)
        boundary, use = _column(head, _BOUNDARY), _column(head, _LAND_USE)
        if named is None:
            continue
        for line in table[1:]:
            row = cells(document, line)
            if len(row) != len(head):
                continue
            name, span = _said(row[named])
            if 4 <= len(name) <= _LONGEST and not _SERIAL.fullmatch(name) and not is_generic(name):
                yield Row(name, span, _at(row, boundary), _at(row, use))


def _column(head: list[str], title: re.Pattern[str]) -> int | None:
    return next((i for i, cell in enumerate(head) if title.fullmatch(cell)), None)


def _at(row: list[list[Sentence]], column: int | None) -> tuple[str, Span] | None:
    return _said(row[column]) if column is not None else None


def _said(cell: list[Sentence]) -> tuple[str, Span]:
    return "".join(s.text for s in cell).rstrip("。；"), Span(cell[0].offsets[0], cell[-1].offsets[-1] + 1)
