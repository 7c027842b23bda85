"""One file to one ``Document``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from kg.documents import days, furniture, layout, metadata, sections, sentences, sidecar
from kg.documents.decode import UndecodableError, decode
from kg.documents.discover import legible
from kg.language.invisible import told_in, visible, visible_places
from kg.language.numbers import arabic_years
from kg.model import Document, Sentence, Span

_LONGEST_TITLE: Final = 120


class UnreadableDocument(Exception):  # noqa: N818 - the name is part of the interface
    """A file that cannot be read as a document, with the reason in one line."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{legible(path.name)}: {reason}")
        self.path = path
        self.reason = reason


def read_document(path: Path) -> Document:
    """The document of a text or Markdown file, with what the sidecar beside it states.

    What of that cannot be taken is said among its warnings.

    Raises:
        UnreadableDocument: the file cannot be opened, is empty, or is no text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(path, error.strerror or str(error)) from error
    try:
        text, encoding = decode(data)
    except UndecodableError as error:
        raise UnreadableDocument(path, str(error)) from error
    places = visible_places(text)
    shown = text if places is None else visible(text)
    if not shown.strip():
        raise UnreadableDocument(path, "it is empty")
    read = _read(path, shown, encoding, hashlib.sha256(data).hexdigest())
    return read if places is None else told_in(text, places, read)


def _read(path: Path, text: str, encoding: str, digest: str) -> Document:
    """The document of a text in which every character is visible."""
    dated = arabic_years(text)  # 二〇一三年 is 2013年, each character in its place
    lines = furniture.lines_of(dated)
    kinds = furniture.find_furniture(lines)
    paragraphs = layout.paragraphs(lines, kinds)
    title = _title(text, paragraphs, metadata.find_title(lines, kinds))
    made, headings = _sentences(text, paragraphs, title)
    page = days.Page(legible(path.name), dated, lines, kinds, tuple(Span(start, end) for _, _, start, end in headings))
    found, doubts = metadata.read_metadata(page, title)
    stated = sidecar.stated_for(path)
    found = sidecar.override(found, stated.values)
    return Document(
        name=page.name,
        text=text,
        encoding=encoding,
        digest=digest,
        metadata=found,
        sections=sections.section_tree([h[:3] for h in headings], found.title or "", len(text)),
        sentences=made,
        furniture=furniture.spans(lines, kinds),
        warnings=(*metadata.warnings_of(found, doubts), *stated.faults, *sidecar.doubts(stated.values), *_pieces(made)),
    )


def _title(text: str, paragraphs: Sequence[layout.Paragraph], line: furniture.Line | None) -> metadata.Title | None:
    """The title in reading form, with the lines before and after that belong to it."""
    if line is None:
        return None
    whole = next((p.pieces for p in paragraphs if any(a <= line.start < b for a, b in p.pieces)), ())
    for pieces in (whole, ((line.start, line.end),)):
        name = sentences.read_pieces(text, pieces)
        if 0 < len(name.text) <= _LONGEST_TITLE:
            return metadata.Title(name.text, Span(name.offsets[0], name.offsets[-1] + 1))
    return None


def _sentences(
    text: str, paragraphs: Sequence[layout.Paragraph], title: metadata.Title | None
) -> tuple[tuple[Sentence, ...], list[tuple[int, str, int, int]]]:
    """The sentences, and the headings as rank, title, start and end. The title heads the document, no section."""
    made: list[Sentence] = []
    headings: list[tuple[int, str, int, int]] = []
    in_title = False
    for number, paragraph in enumerate(paragraphs):
        pieces, rank = paragraph.pieces, paragraph.rank
        unnumbered = rank is not None and sections.is_unnumbered_rank(rank)
        clauses: list[Sequence[tuple[int, int]]] = [pieces]
        if unnumbered and len(pieces) == 1:
            clauses = [[half] for half in sentences.halves(text, pieces[0])]
        readings = [sentences.read_pieces(text, clause) for clause in clauses]
        name = " ".join([reading.text for reading in readings])
        following = paragraphs[number + 1].rank if number + 1 < len(paragraphs) else None
        subtitle = in_title and unnumbered and following is not None
        repeated = title is not None and (name == title.text or (unnumbered and not headings and name in title.text))
        in_title = repeated or subtitle
        heading = rank is not None or in_title
        if rank is not None and name and not in_title:
            headings.append((rank, name, pieces[0][0], pieces[-1][1]))
        for words, offsets in readings:
            for start, end in sentences.split(words):
                made.append(Sentence(len(made), len(headings), number, words[start:end], offsets[start:end], heading))
    return tuple(made), headings


def _pieces(made: Sequence[Sentence]) -> Iterator[str]:
    """A warning where a stretch without a full stop had to be cut."""
    cut = [s for s in made if len(s.text) > sentences.LONGEST // 2 and s.text[-1] not in "。！？"]
    if cut:
        yield f"{len(cut)} stretches of over {sentences.LONGEST // 2} characters without a full stop are read in pieces"
