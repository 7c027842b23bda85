"""Where the cells of tables lie: between bars, tabs or wide blanks of a line, or one a line as pages flatten them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, TypeAlias

from kg.language.lexicon import lexicon

_BAR_RULE: Final = re.compile(r"[|:\-\s]+")
_NUMBER: Final = re.compile(
    r"(?:增长|上升|提高|下降|降低|减少)?[-−－+]?\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?[%％‰]?"
    r"|(?:增长|上升|提高|下降|降低|减少)?[-−－+]?\d{1,15}(?:\.\d{1,6})?[%％‰]?"
)
_NOTHING: Final = re.compile(r"[-—–－/…·]{1,6}|\.{2,6}")  # a cell that holds no number
_YEAR: Final = re.compile(r"(?:19|20)\d\d年?")
_BLANK: Final = re.compile(r"\s+")
_BLANKS: Final = re.compile(r"\s{2,}|\u3000")
_STOP: Final = re.compile("[。；！？]")
_GOES_ON: Final = ("：", ":", "，")
_LONGEST: Final = 30  # characters of a cell
_WIDEST: Final = 10  # columns of a flattened table
_FEWEST: Final = 2  # rows that make a table where nothing but their likeness does


_Rows: TypeAlias = Sequence[tuple[int, Sequence[tuple[int, int]]]]  # lines and the places of their cells


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table set one cell a line: the places of its cells row by row, the first row its header."""

    rows: tuple[tuple[int, ...], ...]


def is_number(text: str) -> bool:
    """Whether a cell holds a number and nothing else but its bound and how it moved: 7.5, 10以上, 下降3%左右."""
    return _NUMBER.fullmatch(bound_of(text)[1]) is not None


@lru_cache(maxsize=4096)
def bound_of(text: str) -> tuple[str, str]:
    """The bound of a cell's number and the cell without the words that say it: ``ge`` and 10 of 10以上 or ≥10."""
    for bound, before, after in _bounds():
        for word in before:
            if text.startswith(word):
                return bound, text[len(word) :].strip()
        for word in after:
            if text.endswith(word):
                return bound, text[: -len(word)].strip()
    return "eq", text


@cache
def _bounds() -> tuple[tuple[str, Sequence[str], Sequence[str]], ...]:
    """The words of each bound that stand before and after a number, the longest first."""
    words = lexicon().words
    after = ("ge", "le", "approx")
    return tuple(
        (b, words("cue", f"bound-{b}"), words("cue", f"bound-after-{b}") if b in after else ())
        for b in (*after, "gt", "lt")
    )


def cells_of(lines: Sequence[str]) -> Mapping[int, Sequence[tuple[int, int]]]:
    """The cells of every line that belongs to a table, as places in the line; the rule of a Markdown table has none.

    A tab or an opening bar makes a row by itself. Bars inside a line and wide blanks do so only where the line beside
    it has as many cells, and for blanks only where numbers end the rows: names and titles are set apart as well. Single
    blanks do where a header without numbers stands over rows that all end with one.
    """
    found: dict[int, Sequence[tuple[int, int]]] = {}
    short = ["" if _is_prose(line) else line for line in lines]
    for i, line in enumerate(lines):
        mark = "\t" if "\t" in line else "|" if line.startswith("|") and line.count("|") > 1 else None
        if mark is not None:
            found[i] = [] if mark == "|" and _BAR_RULE.fullmatch(line) else _cut(line, mark)
    found.update(_alike(short, found, bars=True))
    found.update(_alike(short, found, bars=False))
    found.update(_close_tables(short, found))
    for table in flat_tables(["" if i in found else line for i, line in enumerate(short)]):
        found.update({i: [(0, len(lines[i]))] for row in table.rows for i in row})
    return found


def flat_tables(texts: Sequence[str]) -> list[FlatTable]:
    """The tables among short lines of which a header's are followed by rows of as many, each a name and its numbers."""
    found: list[FlatTable] = []
    at = 0
    while at < len(texts):
        end = at
        while end < len(texts) and _may_be_cell(texts[end]):
            end += 1
        start = at
        while end - start >= 2 * _FEWEST + _FEWEST:
            table = _flat_from(texts, start, end)
            if table is None:
                start += 1
                continue
            found.append(table)
            start = max(table.rows[-1]) + 1
        at = max(end, at + 1)
    return found


def _cut(line: str, mark: str) -> list[tuple[int, int]]:
    cells: list[tuple[int, int]] = []
    position = 0
    for cell in line.split(mark):
        if core := cell.strip():
            start = position + cell.index(core)
            cells.append((start, start + len(core)))
        position += len(cell) + len(mark)
    return cells


def _cut_at(blanks: re.Pattern[str], line: str) -> list[tuple[int, int]]:
    cells, start = [], 0
    for blank in blanks.finditer(line):
        if blank.start() > start:
            cells.append((start, blank.start()))
        start = blank.end()
    return [*cells, (start, len(line))] if start < len(line) else cells


def _alike(
    lines: Sequence[str], known: Mapping[int, Sequence[tuple[int, int]]], *, bars: bool
) -> dict[int, Sequence[tuple[int, int]]]:
    """Neighbouring lines that bars, or else wide blanks, cut into as many cells each; between bars one may be empty."""
    found: dict[int, Sequence[tuple[int, int]]] = {}
    run: list[tuple[int, list[tuple[int, int]]]] = []
    width = 0
    for i, line in enumerate([*lines, ""]):
        cut: list[tuple[int, int]] = []
        if i not in known:
            cut = _cut_at(_BLANKS, line) if not bars else _cut(line, "|") if "|" in line else []
        if len(cut) < 2 or any(b - a > _LONGEST for a, b in cut):
            cut = []
        wide = line.count("|") if bars and cut else len(cut)
        if run and wide != width:
            if _makes_table(lines, run, bars=bars):
                found.update(run)
            run = []
        if cut:
            run.append((i, cut))
            width = wide
    return found


def _makes_table(lines: Sequence[str], run: _Rows, *, bars: bool) -> bool:
    """Whether rows are of a table: two at least, most with a number behind the first cell, or for blanks last."""
    behind = 1 if bars else -1
    numbers = sum(any(_holds_value(lines[i][slice(*cell)]) for cell in cells[behind:]) for i, cells in run)
    return len(run) >= _FEWEST and 2 * numbers >= len(run) and numbers >= 1


def _close_tables(
    lines: Sequence[str], known: Mapping[int, Sequence[tuple[int, int]]]
) -> dict[int, Sequence[tuple[int, int]]]:
    """Rows whose cells a single blank sets apart: under a header without numbers, each a name and its numbers."""
    cut = [[] if i in known else _cut_at(_BLANK, line) for i, line in enumerate(lines)]
    found: dict[int, Sequence[tuple[int, int]]] = {}
    at = 0
    while at < len(lines):
        rows = _close_rows(lines, cut, at) if _heads_columns(lines[at], cut[at]) else {}
        if len(rows) > _FEWEST:
            found.update(rows)
        at = max(rows, default=at) + 1
    return found


def _heads_columns(line: str, cells: Sequence[tuple[int, int]]) -> bool:
    texts = [line[slice(*cell)] for cell in cells]
    return len(cells) > _FEWEST and all(
        len(text) <= _LONGEST and (not any(map(str.isdigit, text)) or _YEAR.match(text)) for text in texts
    )


def _close_rows(
    lines: Sequence[str], cut: Sequence[list[tuple[int, int]]], head: int
) -> dict[int, Sequence[tuple[int, int]]]:
    """The header and the rows below it that are as wide; the words of a longer row's name are one cell.

    A single cell between two rows names a group of them.
    """
    width, last = len(cut[head]), head
    rows: dict[int, Sequence[tuple[int, int]]] = {head: cut[head]}
    for i in range(head + 1, len(lines)):
        cells = cut[i]
        if len(cells) == 1 and i - 1 in rows and not _holds_value(lines[i]) and len(lines[i]) <= _LONGEST:
            continue
        words = len(cells) - width + 1
        if not cells or words < 1 or i - last > _FEWEST or not _holds_value(lines[i][slice(*cells[-1])]):
            break
        if any(_holds_value(lines[i][slice(*cell)]) for cell in cells[:words]):
            break
        rows[i] = [(cells[0][0], cells[words - 1][1]), *cells[words:]]
        last = i
    return rows


def _holds_value(text: str) -> bool:
    return is_number(text) or _NOTHING.fullmatch(text) is not None


def _may_be_cell(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and not _is_prose(text)


def _is_prose(text: str) -> bool:
    return _STOP.search(text) is not None or text.endswith(_GOES_ON)


def _flat_from(texts: Sequence[str], start: int, end: int) -> FlatTable | None:
    """The table whose header begins there, of the width that takes in the most lines."""
    best: FlatTable | None = None
    for width in range(2, min(_WIDEST, (end - start) // 3) + 1):
        if any(_holds_value(t) and not _YEAR.fullmatch(t) for t in texts[start : start + width]):
            break
        rows = _flat_rows(texts, start + width, end, width)
        if len(rows) >= _FEWEST and (best is None or len(rows) * width > sum(map(len, best.rows[1:]))):
            best = FlatTable((tuple(range(start, start + width)), *rows))
    return best


def _flat_rows(texts: Sequence[str], at: int, end: int, width: int) -> list[tuple[int, ...]]:
    """Rows alike: a name, perhaps a unit, then values to the last; a name alone may head some of them."""
    rows: list[tuple[int, ...]] = []
    shape: list[bool] | None = None
    while at + width <= end:
        values = [_holds_value(text) for text in texts[at : at + width]]
        if shape is None and (values[0] or not values[-1] or sum(not v for v in values) > 2):
            break
        shape = shape or values
        if values == shape:
            rows.append(tuple(range(at, at + width)))
            at += width
        elif [_holds_value(text) for text in texts[at + 1 : at + 1 + width]] == shape:
            rows.append((at,))
            at += 1
        else:
            break
    return rows
