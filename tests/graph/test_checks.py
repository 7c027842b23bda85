"""Claims that do not fit their text are found before they are published."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from samples import digest, document, observation, report, span

from kg.graph import checks
from kg.model import Extraction, Metadata, Observation, Sentence, Span


def faults(o: Observation) -> list[str]:
    return [problem.what for problem in checks.passages(replace(report(), observations=(o,)))]


def test_sound_documents_have_no_problem() -> None:
    assert checks.passages(report()) == checks.passages(digest()) == ()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"span": Span(5, 10_000)}, "beyond the text"),
        ({"span": Span(9, 10)}, "blank"),
        ({"value_text": "999"}, "not in the passage"),
        ({"value_text": ""}, "not in the passage"),
        ({"sentence": 2}, "does not hold"),
        ({"sentence": 99}, "no sentence"),
        ({"rule": ""}, "no rule"),
        ({"confidence": 1.2}, "confidence"),
        ({"value": Decimal("NaN")}, "no number"),
        ({"value2": Decimal("Infinity")}, "no number"),
    ],
)
def test_an_observation_that_does_not_hold(change: dict[str, object], fault: str) -> None:
    stated = report().observations[0]
    assert any(fault in what for what in faults(stated._replace(**change)))  # type: ignore[arg-type]


def test_layout_in_the_file_is_no_difference() -> None:
    text = "共有**１２ \n３４**处。"
    line = Sentence(0, 0, 0, "共有1234处。", (0, 1, 4, 5, 8, 9, 12, 13))
    base = document("a.md", text, Metadata())
    stated = observation(text, "１２ \n３４**处", "1234", "处")
    assert checks.passages(Extraction(replace(base, sentences=(line,)), (stated._replace(sentence=0),))) == ()


def test_what_is_undetermined_is_no_problem() -> None:
    assert faults(report().observations[0]._replace(area=None, period=None)) == []


def test_claims_without_passages_and_beyond_the_text_are_found() -> None:
    extraction = report()
    entity, relation, number = extraction.entities[0], extraction.relations[0], extraction.numbers[0]
    broken = replace(
        extraction,
        entities=(entity._replace(mentions=()), entity._replace(rule="")),
        relations=(relation._replace(mentions=(Span(0, 9999),)),),
        numbers=(number._replace(span=Span(9998, 9999)),),
    )
    told = [str(problem) for problem in checks.passages(broken)]
    assert len(told) == 4
    assert all(line.startswith("licheng-plan.txt") for line in told)


def test_sentences_are_found_by_their_number_wherever_they_stand() -> None:
    extraction = report()
    turned = replace(extraction.document, sentences=extraction.document.sentences[::-1])
    assert checks.passages(replace(extraction, document=turned)) == ()
    assert span(turned.text, "历城区").start == 0
