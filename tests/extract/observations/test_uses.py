"""What a number is used for, where the words beside it could be read in many ways."""

from __future__ import annotations

import pytest

from kg.extract.observations import sentence_uses
from kg.language.lexicon import lexicon
from kg.model import NumberUse
from tests.extract.observations.reading import document


def uses(text: str) -> list[NumberUse]:
    *_, sentence = document(text).sentences
    return [use for _, use in sentence_uses(sentence, lexicon())]


@pytest.mark.parametrize(
    "text",
    [
        "城乡居民收入比为2.1：1。",
        "城乡居民收入比由2.3：1缩小到2.1：1。",
        "城乡居民收入比保持在2.1：1。",
        "医护比达到1：1.2。",
    ],
)
def test_a_ratio_behind_its_name_measures(text: str) -> None:
    assert NumberUse.OBSERVATION in uses(text)


@pytest.mark.parametrize(
    "text",
    ["甲队以比分3：1获胜。", "收入比" + "提升" * 30 + "，2：1。"],
)
def test_what_only_stands_behind_such_words_does_not(text: str) -> None:
    assert NumberUse.OBSERVATION not in uses(text)


def test_a_city_of_many_ranks_is_read_in_linear_time() -> None:
    assert uses("全国168个城市" + "排名列" * 30 + "有变化。") == [NumberUse.OBSERVATION]
