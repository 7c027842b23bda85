from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.wordset import WordSet

WORDS = st.lists(st.text("甲乙丙", min_size=1, max_size=3), max_size=8)


def test_the_longest_word_at_a_place_wins() -> None:
    words = WordSet(["发展", "发展壮大", "壮大"])
    assert words.at("发展壮大产业", 0) == "发展壮大"
    assert words.at("发展壮大产业", 0, 3) == "发展"
    assert words.before("加快发展壮大") == "发展壮大"
    assert words.before("加快发展壮大", 4) == "发展"


@pytest.mark.parametrize("text", ["", "产业"])
def test_where_no_word_stands_the_answer_is_empty(text: str) -> None:
    words = WordSet(["发展"])
    assert words.at(text, 0) == words.before(text) == ""
    assert words.at(text, len(text)) == words.before(text, 0) == ""


def test_a_set_without_words_finds_nothing() -> None:
    assert WordSet([]).at("发展", 0) == ""


@given(WORDS, st.text("甲乙丙丁", max_size=6))
def test_every_word_that_begins_or_ends_a_text_is_found_the_longest_first(words: list[str], text: str) -> None:
    beginning = sorted({w for w in words if text.startswith(w)}, key=len, reverse=True)
    ending = sorted({w for w in words if text.endswith(w)}, key=len, reverse=True)
    assert list(WordSet(words).every_at(text, 0)) == beginning
    assert list(WordSet(words).every_before(text)) == ending
