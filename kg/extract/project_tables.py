"""Projects in tables: a column with their names, and what the other columns say of their land."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from kg.extract.generic import is_generic
from kg.extract.grid import Grid, grids
from kg.language.lexicon import lexicon
from kg.model import Document, Sentence, Span

_SERIAL = re.compile("[0-9一二三四五六七八九十（）().、]+|合计|总计|小计")
# Items of a budget: 一、教育支出, 增值税.
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
        named = _column(grid, "column-project")
        boundary, use = _column(grid, "column-boundary"), _column(grid, "column-land-use")
        if named is None:
            continue
        for row in grid.rows:
            said = _at(document, row, named)
            if said is None:
                continue
            name, span = said
            plain = 4 <= len(name) <= _LONGEST and not (_SERIAL.fullmatch(name) or name.endswith(_words("budget-item")))
            if plain and not is_generic(name):
                yield Row(name, span, _at(document, row, boundary), _at(document, row, use))


def rows_of_land(document: Document) -> Iterator[Row]:
    """The same of the documents in which a cell may head a column of what is said of land; of others none."""
    titles = {*_words("column-boundary"), *_words("column-land-use")}
    if any(sentence.text in titles for sentence in document.sentences):
        yield from project_rows(document)


def _column(grid: Grid, title: str) -> int | None:
    """The first column whose title is a word of that concept."""
    return next((c for c, texts in sorted(grid.header.items()) if texts[-1] in _words(title)), None)


@cache
def _words(concept: str) -> tuple[str, ...]:
    return lexicon().words("project-cue", concept)


def _at(document: Document, row: Mapping[int, Sentence], column: int | None) -> tuple[str, Span] | None:
    """The text and the place of a cell with all its sentences; None where the row has none there."""
    first = row.get(column) if column is not None else None
    if first is None:
        return None
    behind = document.sentences[first.index :]
    cell = list(takewhile(lambda sentence: sentence.paragraph == first.paragraph, behind))
    text = "".join(sentence.text for sentence in cell).rstrip("。；")
    return text, Span(cell[0].offsets[0], cell[-1].offsets[-1] + 1)
