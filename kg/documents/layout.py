"""Lines to paragraphs: page cuts joined, headings set apart, table cells alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.documents import sections
from kg.documents.cells import cells_of
from kg.documents.furniture import Line
from kg.language.segmentation import segmented

_WHOLE_TITLE: Final = re.compile("[#*　 ]{0,6}[^。，；]{0,50}(?:报告|公报)")
_CLOSED: Final = re.compile(r"[。！？!?；;：:…][”’」』）)》]{0,2}(?:\*\*)?$")
_CONTINUES: Final = re.compile(r"[，,。、；;：:！？!?）)”’》%％]|是[：:]|[的与及]|和(?![平谐睦美])")
_COUNTED: Final = re.compile(r"[余多]?[亿万千百]?[元吨人户个公亩米台套家名项次]")
_BULLET: Final = re.compile(r"[-*+•●■◆▪·]\s|[—―－–-]{2}|\*\*")
_SESSION: Final = re.compile(r"[—―－–-]{0,3}[（(]?\d{4}\s?年\d{1,2}月\d{1,2}日在|[—―－–（(-]{1,3}在[^，。]{2,20}届")
_SESSION_END: Final = re.compile(r"(?:会议|大会)上")
_GREETING: Final = re.compile(r"各位(?:代表|委员|同志)|同志们")
_NUMBER_ALONE: Final = re.compile(
    r"(?:#{1,6}|[（(]|[（(]?[一二三四五六七八九十]{1,3}[)）、]|[（(]?\d{1,2}[)）、.．]|第[一二三四五六七八九十]{1,3}部分)"
)
_CUT_COUNT: Final = re.compile(r"[一-鿿]{3}[^，。；]{0,12}\d$")
_COMMA: Final = re.compile(r"[，、；。：]|[,;:](?!\d)")
_FULL_STOP: Final = re.compile(r"[。！？][”’」』）)》]{0,2}$")
_LAST: Final = 5  # characters in which what closes a text stands
_MARKDOWN_ALONE: Final = re.compile(r"#{1,6}")
_ASIDE_LINES: Final = 3
_RAGGED: Final = 4  # columns by which full lines differ, for marks that may not begin a line
_MIN_WRAPPED: Final = 12  # lines that a file must have to be judged
_LONG: Final = 25
_WIDEST: Final = 160  # columns of a line that a page breaks
_NARROW: Final = re.compile("[\0-\u10ff]")  # one column a character, all others two
_TAIL: Final = 200  # characters of an open paragraph that decide whether it goes on
_BOUNDARY: Final = 6  # characters on each side of a cut in which a word is looked for


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Stretches of the text that read as one, in order. ``rank`` is that of a heading, None for running text."""

    pieces: tuple[tuple[int, int], ...]
    rank: int | None = None


@dataclass(slots=True)
class _Row:
    """A line, or several of which the first is a number or an opening bracket alone."""

    text: str
    pieces: list[tuple[int, int]]
    ends_page: bool = False  # a page number or a running head follows
    cells: list[tuple[int, int]] | None = None  # of a table's row


def paragraphs(lines: Sequence[Line], furniture: Mapping[int, str]) -> tuple[Paragraph, ...]:
    """The paragraphs of the lines that are no furniture, in the order of their beginnings."""
    rows = _rows(lines, furniture)
    made: list[Paragraph] = []
    taken: set[int] = set()
    annex = False
    for i, row in enumerate(rows):
        if i in taken:
            continue
        if row.cells is not None:
            made.extend(Paragraph((cell,)) for cell in row.cells)
            continue
        following = _continuation(rows, i, taken)
        heading = _heading(row, rows[following].text if following is not None else "", annex)
        annex = heading is not None and sections.is_annex(row.text)
        rest = row
        if heading is not None:
            title, rest = _cut(row, heading.length)
            made.append(Paragraph(tuple(title.pieces), heading.rank))
            following = following if rest.pieces else None
        pieces, text, last = list(rest.pieces), rest.text, i
        while following is not None:
            pieces += rows[following].pieces
            text = (text + rows[following].text)[-_TAIL:]
            taken.add(following)
            last = following
            following = None if _is_closed(text) else _continuation(rows, last, taken, text)
        if pieces:
            made.append(Paragraph(tuple(pieces)))
    return tuple(made)


def _heading(row: _Row, following: str, annex: bool) -> sections.Heading | None:
    """The heading that a row is or begins with. A row that goes on in ``following`` is none unless it is numbered."""
    found = sections.heading_of(row.text)
    if found is not None or following or _SESSION.match(row.text) or not sections.is_unnumbered_heading(row.text):
        return found
    return sections.Heading(sections.unnumbered_rank(row.text, annex), len(row.text))


def _rows(lines: Sequence[Line], furniture: Mapping[int, str]) -> list[_Row]:
    cells = cells_of(["" if i in furniture else line.text for i, line in enumerate(lines)])
    width = _wrap_width([line for i, line in enumerate(lines) if i not in furniture and i not in cells])
    rows: list[_Row] = []
    full = False
    for i, line in enumerate(lines):
        if i in cells:
            places = [(line.start + start, line.start + end) for start, end in cells[i]]
            rows.append(_Row(line.text, [(line.start, line.end)], cells=places))
            full = False
            continue
        if i in furniture:
            if rows and furniture[i] == "page":
                rows[-1].ends_page = True
            continue
        before = rows[-1].text[-_TAIL:] if rows else ""
        wrapped = full and not _FULL_STOP.search(before) and _may_join(before, line.text)
        if rows and rows[-1].cells is None and (wrapped or _NUMBER_ALONE.fullmatch(before)):
            rows[-1].text += line.text if not _MARKDOWN_ALONE.fullmatch(before) else " " + line.text
            rows[-1].pieces.append((line.start, line.end))
        else:
            rows.append(_Row(line.text, [(line.start, line.end)]))
        full = width is not None and _columns(line.text) >= width - _RAGGED
    return rows


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """The width in columns at which a file's lines are broken, None where a line is a paragraph."""
    widths = sorted(_columns(line.text) for line in lines)
    if len(widths) < _MIN_WRAPPED:
        return None
    widest = widths[int(0.95 * (len(widths) - 1))]
    full = sum(widest - _RAGGED <= width <= widest + _RAGGED for width in widths)
    return widest if 30 <= widest <= _WIDEST and full >= 0.4 * len(widths) else None


def _columns(text: str) -> int:
    """The width of a line; of one that is wider than any broken line at least that."""
    return len(text) if len(text) > _WIDEST + _RAGGED else 2 * len(text) - len(_NARROW.findall(text))


def _continuation(rows: Sequence[_Row], i: int, taken: set[int], text: str | None = None) -> int | None:
    """The row that goes on with the text of row ``i``, which its page broke off; None where it ends there.

    Mostly the next one. A caption or a box may stand in the gap: then a word must run over the cut.
    """
    so_far = rows[i].text if text is None else text
    if _is_closed(so_far) or (_SESSION.match(so_far) and _SESSION_END.search(so_far)):
        return None
    if i == 0 and _WHOLE_TITLE.fullmatch(so_far):
        return None
    last = min(len(rows), i + 2 + _ASIDE_LINES)
    table = next((j for j in range(i + 1, last) if rows[j].cells is not None), last)
    candidates = [j for j in range(i + 1, table) if j not in taken]
    if not candidates:
        return None
    first = candidates[0]
    if not _may_join(so_far, rows[first].text):
        return None
    if _CONTINUES.match(rows[first].text):
        return first
    if _COUNTED.match(rows[first].text) and _CUT_COUNT.search(so_far) and not sections.is_annex(so_far):
        return first
    short = text is None and sections.is_unnumbered_heading(so_far) and not _SESSION.match(so_far)
    found = sections.heading_of(so_far) if text is None else None
    numbered = found is not None and found.length >= len(so_far)
    if short and rows[i].ends_page and not sections.is_annex(so_far):
        return first  # no heading stands at the foot of a page
    if short or numbered:  # reads as a heading as well: a word that runs over the cut decides
        if numbered or not _COMMA.search(so_far) or not _may_be_cut(so_far):
            return None
        return _over_cut(rows, so_far, candidates)
    if not (_COMMA.search(so_far) or len(so_far) >= _LONG or sections.breaks_off(so_far) or _SESSION.match(so_far)):
        return None  # a label or a number, as in a table set one cell a line
    return _over_cut(rows, so_far, candidates) or first


def _is_closed(text: str) -> bool:
    return _CLOSED.search(text, max(0, len(text) - _LAST)) is not None


def _may_be_cut(text: str) -> bool:
    """Only running text is cut: a title has no blank between its halves and no verbs of a list. Cheap test first."""
    return "\u3000" not in text and " " not in text.strip()


def _over_cut(rows: Sequence[_Row], before: str, candidates: Sequence[int]) -> int | None:
    """The first row with which the text makes a word over the cut, whole paragraphs in the gap left aside."""
    for j in candidates:
        if _word_over_cut(before, rows[j].text):
            return j
        if not _FULL_STOP.search(rows[j].text):
            return None
    return None


def _word_over_cut(before: str, after: str) -> bool:
    left, right = sections.plain(before)[-_BOUNDARY:], sections.plain(after)[:_BOUNDARY]
    position = 0
    for word in segmented(left + right):
        if position < len(left) < position + len(word):
            return not word.isascii()
        position += len(word)
    return False


def _may_join(before: str, line: str) -> bool:
    if line.startswith("#") or _GREETING.match(line) or _BULLET.match(line):
        return _CONTINUES.match(line) is not None
    rank = sections.number_rank(line)
    return rank is None or (rank > 50 and before[-1:] not in "。：" and sections.heading_of(line) is None)


def _cut(row: _Row, length: int) -> tuple[_Row, _Row]:
    """A row cut after so many characters of its text."""
    head, tail = _Row(row.text[:length], []), _Row(row.text[length:], [])
    glue = len(row.text) - sum(end - start for start, end in row.pieces)  # the blank after a lone Markdown sign
    left = length - glue
    for start, end in row.pieces:
        size = min(max(left, 0), end - start)
        if size:
            head.pieces.append((start, start + size))
        if size < end - start:
            tail.pieces.append((start + size, end))
        left -= end - start
    if not tail.text.strip(" *_\u3000"):
        head.pieces += tail.pieces
        tail.pieces = []
    return head, tail
