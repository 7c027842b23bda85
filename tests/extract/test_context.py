"""What extractors share: worked out once for a document, and anew for a part of it."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Document
from tests.extract.things import context


def test_what_is_made_of_a_document_is_made_once_for_all_extractors_and_anew_for_a_part() -> None:
    asked: list[int] = []

    def count(document: Document) -> int:
        asked.append(len(document.sentences))
        return len(document.sentences)

    first = context("甲县增长5%。", "乙县增长6%。")
    later = replace(first, entities=())
    whole = first.once(count)
    assert later.once(count) == whole
    assert len(asked) == 1
    part = replace(later, document=replace(later.document, sentences=later.document.sentences[:1]))
    assert part.once(count) == 1
