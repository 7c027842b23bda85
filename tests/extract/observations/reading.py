"""A document of one section made of given sentences, and its observations in one readable line each."""

from __future__ import annotations

from kg.extract.observations import observations
from kg.language.lexicon import lexicon
from kg.model import Document, Genre, Metadata, Observation, Section, Sentence, Span

HEADINGS = {
    "review": "一、{reviewed}年工作回顾",
    "five-review": "一、过去五年工作回顾",
    "plan": "二、{planned}年工作安排",
    "five-plan": "二、今后五年主要目标",
}


def document(
    text: str, scope: str = "review", year: int = 2026, area: str = "云岭市", code: str | None = None
) -> Document:
    """A report of ``area`` for ``year`` whose one section has the heading of a scope and holds the text."""
    heading = HEADINGS[scope].format(planned=year, reviewed=year - 1)
    whole = heading + "\n" + text
    sentences, start = [], 0
    for i, line in enumerate(whole.split("\n")):
        sentences.append(Sentence(i, 1, i, line, tuple(range(start, start + len(line))), heading=i == 0))
        start += len(line) + 1
    return Document(
        name="sample.txt",
        text=whole,
        encoding="utf-8",
        digest="0" * 64,
        metadata=Metadata(
            area=area, area_code=code, genre=Genre.WORK_REPORT, year_planned=year, year_reviewed=year - 1
        ),
        sections=(
            Section(0, "", 0, Span(0, len(whole)), None),
            Section(1, heading, 1, Span(0, len(whole)), 0),
        ),
        sentences=tuple(sentences),
    )


def said(text: str, scope: str = "review", **given: object) -> list[str]:
    """What a text says, a line an observation: ``indicator | measure | value unit | status | period``."""
    read = document(text, scope, **given)  # type: ignore[arg-type]
    return [line(o, read.metadata.area) for o in observations(read, lexicon())]


def line(o: Observation, home: str | None) -> str:
    """The fields that tell an observation apart; area, subject and comparator only where there is one to tell."""
    bound = "" if o.bound == "eq" else o.bound + " "
    value = f"{o.value}" + (f"~{o.value2}" if o.value2 is not None else "")
    parts = [o.indicator, o.measure, f"{bound}{value} {o.unit}".strip(), o.status, str(o.period)]
    if o.comparator:
        parts.append(f"vs {o.comparator}")
    if o.subject:
        parts.append(f"of {o.subject}")
    if o.area != home:
        parts.append(f"in {o.area}")
    return " | ".join(parts)
