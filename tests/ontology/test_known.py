"""The vocabularies of organisations and places that the whole country knows."""

from __future__ import annotations

import re

import pytest

from .stanzas import SKOS, read, shared_labels

FILES = ["organisations-known.ttl", "sites-known.ttl"]


@pytest.mark.parametrize("file", FILES)
def test_each_name_stands_once(file: str) -> None:
    assert shared_labels(read(file)) == []


@pytest.mark.parametrize("file", FILES)
def test_each_concept_has_both_languages_and_an_ascii_slug(file: str) -> None:
    for concept in read(file).values():
        assert len(concept.texts(SKOS + "prefLabel", "zh")) == len(concept.texts(SKOS + "prefLabel", "en")) == 1
        assert re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", concept.id), concept.id


@pytest.mark.parametrize("file", FILES)
def test_no_name_is_a_single_character(file: str) -> None:
    assert [label for concept in read(file).values() for label in concept.labels if len(label) < 2] == []


def test_words_of_the_language_are_no_organisations() -> None:
    labels = {label for concept in read("organisations-known.ttl").values() for label in concept.labels}
    assert (
        labels & {"平安", "长安", "联想", "小米", "苹果", "美的", "大众", "现代", "通用", "东风", "企业", "银行"}
        == set()
    )
