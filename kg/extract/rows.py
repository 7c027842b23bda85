"""The rows of a document's tables: the reader gives each cell as a sentence, and a line of the file is a row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.model import Document, Sentence

Row = list[Sentence]


def tables(document: Document) -> Iterator[list[Row]]:
    """Lines of several cells each, one after the other, each table from its header on. One row alone is no table."""
    ends = [i for i, c in enumerate(document.text) if c == "\n"]
    rows: list[Row] = []
    line = -2
    for sentence in document.sentences:
        at = bisect_right(ends, sentence.offsets[0])
        if at == line and rows:
            rows[-1].append(sentence)
            continue
        if at > line + 2 or (rows and len(rows[-1]) < 2):
            yield from _table(document, rows)
            rows = []
        rows.append([sentence])
        line = at
    yield from _table(document, rows)


def cells(document: Document, row: Row) -> list[Row]:
    """The cells of a row, each with its sentences: those with no border between them."""
    found = [[row[0]]]
    for before, after in pairwise(row):
        if _separated(document, before, after):
            found.append([after])
        else:
            found[-1].append(after)
    return found


def _table(document: Document, rows: Sequence[Row]) -> Iterator[list[Row]]:
    while rows and len(rows[0]) < 2:
        rows = rows[1:]
    if len(rows) >= 2 and all(len(row) >= 2 and _separated(document, row[0], row[1]) for row in rows[:2]):
        yield list(rows)


def _separated(document: Document, before: Sentence, after: Sentence) -> bool:
    """Whether a border stands between two sentences: those of one line of prose have none."""
    between = document.text[before.offsets[-1] + 1 : after.offsets[0]]
    return "|" in between or "\t" in between
