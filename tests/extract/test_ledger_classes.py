"""The doubtful cases of the number ledger are decided where its classes are defined: each example there holds."""

from __future__ import annotations

import re

import pytest

from kg.extract.ledger import numbers, place_in
from kg.extract.observations import observations
from kg.language.lexicon import lexicon
from kg.model import NumberUse
from tests.extract.observations.reading import document

_EXAMPLE = "http://www.w3.org/2004/02/skos/core#example"
CASES = [
    (example, NumberUse(concept.id))
    for concept in lexicon().concepts("number-use")
    for example in concept.properties[_EXAMPLE]
]


def test_every_class_is_defined() -> None:
    assert {concept.id for concept in lexicon().concepts("number-use")} == set(NumberUse)
    assert all(concept.label and concept.label_en for concept in lexicon().concepts("number-use"))


@pytest.mark.parametrize(("example", "use"), CASES, ids=[example for example, _ in CASES])
def test_an_example_is_in_its_class(example: str, use: NumberUse) -> None:
    marked = re.search("【(.+?)】", example)
    assert marked is not None
    text = example.replace("【", "").replace("】", "")
    read = document(text)
    notes = [
        (place_in(read.sentences[1], note.span), note.use)
        for note in numbers(read, list(observations(read, lexicon())), lexicon())
        if note.sentence == 1
    ]
    assert ((marked.start(), marked.end() - 2), use) in notes
