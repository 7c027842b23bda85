"""Projects in tables: a column with their names, and what the other columns say of their land."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from kg.extract.generic import is_generic
from kg.extract.grid import Grid, grids
from kg.model import Document, Sentence, Span

_NAME = re.compile("(?:建设|工程|投资|征收|重点|重大)?项目(?:名称)?|工程名称|建设项目")
_BOUNDARY = re.compile("四至(?:范围|边界|界限)?|(?:征收|用地|项目|地块|规划|建设)?(?:四至)?(?:范围|边界)")
_LAND_USE = re.compile("(?:规划|土地|用地|现状)?(?:用地性质|土地性质|土地用途|用地用途|用地类型|规划用途|规划性质)")
_LAND = re.compile(f"{_BOUNDARY.pattern}|{_LAND_USE.pattern}")
_LAND_ENDS = ("四至", "范围", "边界", "界限", "性质", "用途", "类型")  # of the titles of such columns
_SERIAL = re.compile("[0-9一二三四五六七八九十（）().、]+|合计|总计|小计")
# Items of a budget: 一、教育支出, 增值税.
_BUDGET = re.compile("(?:支出|收入|税|合计|总计|结余|结转|转移支付|预备费|补助)$")
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
    for grid in grids(document):
        named = _column(grid, _NAME)
        boundary, use = _column(grid, _BOUNDARY), _column(grid, _LAND_USE)
        if named is None:
            continue
        for row in grid.rows:
            said = _at(document, row, named)
            if said is None:
                continue
            name, span = said
            plain = 4 <= len(name) <= _LONGEST and not (_SERIAL.fullmatch(name) or _BUDGET.search(name))
            if plain and not is_generic(name):
                yield Row(name, span, _at(document, row, boundary), _at(document, row, use))


def rows_of_land(document: Document) -> Iterator[Row]:
    """The same of the documents in which a cell may head a column of what is said of land; of others none."""
    if any(_LAND.fullmatch(sentence.text) for sentence in document.sentences if sentence.text.endswith(_LAND_ENDS)):
        yield from project_rows(document)


def _column(grid: Grid, title: re.Pattern[str]) -> int | None:
    return next((c for c, texts in sorted(grid.header.items()) if title.fullmatch(texts[-1])), None)


def _at(document: Document, row: Mapping[int, Sentence], column: int | None) -> tuple[str, Span] | None:
    """The text and the place of a cell with all its sentences; None where the row has none there."""
    first = row.get(column) if column is not None else None
    if first is None:
        return None
    behind = document.sentences[first.index :]
    cell = list(takewhile(lambda sentence: sentence.paragraph == first.paragraph, behind))
    text = "".join(sentence.text for sentence in cell).rstrip("。；")
    return text, Span(cell[0].offsets[0], cell[-1].offsets[-1] + 1)
