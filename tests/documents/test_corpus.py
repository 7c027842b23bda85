"""The real documents, where they are at hand: nothing is lost, and what they say of themselves is found."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.documents import find_documents, read_document
from kg.model import Document

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus (../shared/corpus) is not beside this checkout")
SIGNS = re.compile(r"\*\*|#|</?sub>|\||[\s\u200b\ufeff]")


@pytest.fixture(scope="module")
def documents() -> tuple[Document, ...]:
    return tuple(read_document(path) for path in find_documents([CORPUS])[0])


def index() -> Iterator[tuple[str, str, str, str]]:
    rows = (CORPUS / "provinces-2026" / "INDEX.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for row in rows:
        name, area, _, published, year = row.split("\t")
        yield name, area, published, year


def test_no_character_is_lost_or_read_twice(documents: tuple[Document, ...]) -> None:
    for document in documents:
        seen = [0] * len(document.text)
        for sentence in document.sentences:
            for offset in sentence.offsets:
                seen[offset] += 1
        for piece in document.furniture:
            for offset in range(piece.span.start, piece.span.end):
                seen[offset] += 1
        assert max(seen) == 1, document.name
        assert SIGNS.sub("", "".join(char for char, n in zip(document.text, seen, strict=True) if not n)) == ""


def test_areas_and_years_of_the_provinces_agree_with_their_index(documents: tuple[Document, ...]) -> None:
    by_name = {document.name: document.metadata for document in documents}
    for name, area, _, year in index():
        assert (by_name[name].area, by_name[name].year_planned) == (area, int(year)), name
        assert by_name[name].year_reviewed == int(year) - 1, name


def test_dates_agree_with_the_index_where_the_page_has_them(documents: tuple[Document, ...]) -> None:
    by_name = {document.name: document.metadata for document in documents}
    agree = [name for name, _, published, _ in index() if by_name[name].date == published]
    assert len(agree) >= 21  # the others have only the day of the meeting, or an earlier printing


def test_sections_nest_and_sentences_lie_in_them(documents: tuple[Document, ...]) -> None:
    for document in documents:
        for section in document.sections[1:]:
            assert section.parent is not None
            parent = document.sections[section.parent]
            assert parent.level == section.level - 1
            assert parent.span.contains(section.span)
        for sentence in document.sentences:
            assert document.sections[sentence.section].span.start <= sentence.offsets[0]


def test_reading_is_fast(documents: tuple[Document, ...]) -> None:
    paths = find_documents([CORPUS])[0]
    start = time.process_time()
    characters = sum(len(read_document(path).text) for path in paths)
    assert characters / (time.process_time() - start) > 50_000
