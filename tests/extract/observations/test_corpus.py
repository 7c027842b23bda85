"""Every phenomenon has a file in corpus/: sentences with what they say, and sentences whose numbers say nothing.

A file is TOML: ``[[says]]`` with ``text``, ``scope`` (review unless given), ``area`` and ``code`` of the document's
area (the invented 云岭市 unless given) and ``expect``; ``silent`` lists texts that yield no observation. Adding a case
is adding a stanza.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from kg.extract.observations import observations
from kg.language.lexicon import lexicon
from tests.extract.observations.reading import document, said

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.toml"))
CASES = [
    pytest.param(case, id=f"{path.stem}-{i}")
    for path in CORPUS
    for i, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get("says", ()))
]
SILENT = [
    pytest.param(text, id=f"{path.stem}-{i}")
    for path in CORPUS
    for i, text in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get("silent", ()))
]


@pytest.mark.parametrize("case", CASES)
def test_says(case: dict[str, object]) -> None:
    given = {key: str(case[key]) for key in ("area", "code") if key in case}
    assert said(str(case["text"]), str(case.get("scope", "review")), **given) == case["expect"]


@pytest.mark.parametrize("text", SILENT)
def test_says_nothing(text: str) -> None:
    assert said(text) == []


def test_kinds_that_a_sentence_breaks_down_have_the_head_of_the_whole() -> None:
    read = document("规模以上工业增加值增长7.2%。\n分经济类型看，国有企业增长3.1%，股份制企业增长8.4%。")
    one_paragraph = replace(read, sentences=tuple(s._replace(paragraph=min(s.paragraph, 1)) for s in read.sentences))
    names = [o.indicator for o in observations(one_paragraph, lexicon())]
    assert names == ["规模以上工业增加值", "国有企业增加值", "股份制企业增加值"]
