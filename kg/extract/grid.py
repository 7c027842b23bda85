"""The tables of a document as grids: which cells stand in one row and column, what heads them, what the caption says.

The reader of documents gives each cell as a paragraph. Cells of one line of the file are a row, and the bars or tabs
before a cell count its column, so that empty and merged cells shift nothing; a table set one cell a line is put
together again as the reader found it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.documents.cells import flat_tables, is_number
from kg.model import Document, Sentence, Span

_CAPTION_UNIT = re.compile(r"(?:计量)?单位[:：]\s*([^）)]{1,24})")
_IN_PER_CENT = re.compile("[（(][%％][）)]$")  # 居民消费价格比上年涨跌幅度（%）
_NEWLINE = re.compile("\n")
_SERIAL = re.compile("(?:项目)?(?:序号|编号|代码|顺序)")
_NAMES = re.compile(
    "(?:主要|具体)?(?:指标|项目|产品)(?:名称|内容)?|名称"
)  # the column of what is measured, behind that of its class
_ORDER = re.compile(r"\d{1,4}[.、．]?|[（(]?[一二三四五六七八九十]{1,3}[）)、]?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ABOVE = 4  # sentences above a table in which its caption stands
_TITLE = 60  # characters of the longest caption


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its header's texts by column from the outermost to the innermost, and its rows by column."""

    header: Mapping[int, tuple[str, ...]]
    heads: Mapping[int, tuple[Span, ...]]  # where those texts stand
    rows: Sequence[Mapping[int, Sentence]]
    label: int  # the column that names the rows
    serial: tuple[int, ...]  # columns that only count them
    title: str
    unit: str


@dataclass(frozen=True, slots=True)
class _Line:
    first: int  # line of the file
    last: int
    cells: Mapping[int, Sentence]


def grids(document: Document) -> Iterator[Grid]:
    """The tables of a document in order, of numbers or of words. What has no header or fewer than two rows is none."""
    run: list[_Line] = []
    for line in _lines(document):
        if run and line.first > run[-1].last + 2:
            yield from _grid(document, run)
            run = []
        run.append(line)
    yield from _grid(document, run)


def _lines(document: Document) -> Iterator[_Line]:
    """The lines that are rows of tables."""
    ends = [-1, *(found.start() for found in _NEWLINE.finditer(document.text)), len(document.text)]
    lines: list[tuple[int, list[Sentence]]] = []
    begin, end, paragraph = 0, -1, -1  # of the line before, and of the cell
    for sentence in document.sentences:
        place = sentence.offsets[0]
        if not begin <= place <= end:
            at = bisect_right(ends, place) - 1
            begin, end = ends[at] + 1, ends[at + 1]
            lines.append((at, []))
        elif paragraph == sentence.paragraph:
            continue
        lines[-1][1].append(sentence)
        paragraph = sentence.paragraph
    alone = [cells[0].text if len(cells) == 1 and not cells[0].heading else "" for _, cells in lines]
    flat: dict[int, Sequence[int]] = {row[0]: row for table in flat_tables(alone) for row in table.rows}
    inside = {i for row in flat.values() for i in row}
    for i, (number, cells) in enumerate(lines):
        if i in flat:
            yield _Line(number, lines[flat[i][-1]][0], {column: lines[j][1][0] for column, j in enumerate(flat[i])})
        elif i not in inside and (len(cells) > 1 or not cells[0].heading):
            start = ends[number] + 1
            whole = document.text[start : ends[number + 1]]
            if len(cells) == 1 and "\t" not in whole and not (whole.lstrip().startswith("|") and whole.count("|") > 1):
                continue
            raw = document.text[start : cells[-1].offsets[-1] + 1]
            if not any(cell.heading for cell in cells):
                yield _Line(number, number, {_column(raw, start, cell, k): cell for k, cell in enumerate(cells)})


def _column(raw: str, start: int, cell: Sentence, order: int) -> int:
    """How many borders stand before a cell; where the line has none, its place in the order."""
    before = raw[: cell.offsets[0] - start]
    if "\t" in raw:
        return before.count("\t")
    if "|" in raw:
        return before.count("|") - raw.lstrip().startswith("|")
    return order


def _grid(document: Document, run: Sequence[_Line]) -> Iterator[Grid]:
    rows = [line.cells for line in run]
    first = next((i for i, row in enumerate(rows) if _has_value(row) or (i and _is_counted(rows[0], row))), len(rows))
    if first == len(rows) and all(len(row) > 1 for row in rows[:2]):
        first = 1  # a table of words alone
    head = [row for row in rows[:first] if len(row) > 1]
    if not head or first >= len(rows):
        return
    if len(rows[first - 1]) == 1:
        first -= 1  # the name of a group stands between the header and the first number
    named = [next(iter(row.values())).text for row in rows[:first] if len(row) == 1]
    opening = next(iter(rows[0].values())).index
    above = [s.text for s in document.sentences[max(0, opening - _ABOVE) : opening]] + named
    unit = next((m[1] for text in reversed(above) if (m := _CAPTION_UNIT.search(text))), "")
    title = next((text for text in reversed(above) if not _CAPTION_UNIT.match(text)), "")
    unit = unit or ("%" if _IN_PER_CENT.search(title) else "")
    over = _header(head)
    header = {column: tuple(cell.text for cell in cells) for column, cells in over.items()}
    heads = {column: tuple(cell.span(0, len(cell.text)) for cell in cells) for column, cells in over.items()}
    serial = tuple(column for column, texts in header.items() if _SERIAL.fullmatch(texts[-1]))
    named_by = [column for column, texts in header.items() if _NAMES.fullmatch(texts[-1])]
    label = min(named_by, default=next((column for column in range(max(header) + 1) if column not in serial), 0))
    yield Grid(header, heads, rows[first:], label, serial, title[:_TITLE], unit)


def _has_value(row: Mapping[int, Sentence]) -> bool:
    """Whether a number stands in a row behind its first cell; a year alone heads a column."""
    texts = [cell.text for _, cell in sorted(row.items())][1:]
    return any(is_number(text) and not _YEAR.fullmatch(text) for text in texts)


def _is_counted(head: Mapping[int, Sentence], row: Mapping[int, Sentence]) -> bool:
    """Whether the first cell of a row is its number in the order, as the header says."""
    (at, first), *_ = sorted(row.items())
    return at in head and bool(_SERIAL.fullmatch(head[at].text)) and bool(_ORDER.fullmatch(first.text))


def _header(rows: Sequence[Mapping[int, Sentence]]) -> Mapping[int, tuple[Sentence, ...]]:
    """The cells over each column. A cell above several columns heads all of them up to the next."""
    columns = sorted({column for row in rows for column in row})
    header: dict[int, tuple[Sentence, ...]] = {}
    for column in columns:
        cells: list[Sentence] = []
        for row in rows[:-1]:
            over = [c for c in row if c <= column]
            cells += [row[max(over)]] if over and (max(over) > min(columns) or column == max(over)) else []
        cells += [rows[-1][column]] if column in rows[-1] else []
        if cells:
            header[column] = tuple(cells)
    return header
