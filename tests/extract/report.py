"""Small documents for the tests of extractors: one section, one sentence for each given string."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.context import Context
from kg.language.gazetteer import gazetteer
from kg.language.lexicon import lexicon
from kg.model import Document, Entity, Metadata, Section, Sentence, Span


def document(*sentences: str, area: str = "山东省", code: str = "370000", title: str = "二、重点任务") -> Document:
    """A document about an area that plans for 2026 and has these sentences under one heading."""
    text = "\n".join(sentences)
    made: list[Sentence] = []
    at = 0
    for number, sentence in enumerate(sentences):
        made.append(Sentence(number, 1, number, sentence, tuple(range(at, at + len(sentence)))))
        at += len(sentence) + 1
    whole = Span(0, max(len(text), 1))
    return Document(
        name="report.txt",
        text=text,
        encoding="utf-8",
        digest="0" * 64,
        metadata=Metadata(area=area, area_code=code, year_planned=2026, year_reviewed=2025),
        sections=(Section(0, "政府工作报告", 0, whole, None), Section(1, title, 1, whole, 0)),
        sentences=tuple(made),
    )


def context(
    *sentences: str,
    entities: Iterable[Entity] = (),
    area: str = "山东省",
    code: str = "370000",
    title: str = "二、重点任务",
) -> Context:
    """What an extractor is given for these sentences."""
    about = document(*sentences, area=area, code=code, title=title)
    return Context(about, lexicon(), gazetteer(), tuple(entities))
