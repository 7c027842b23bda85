from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.wordset import WordFinder, WordSet, leftmost, within

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


@given(WORDS, st.text("甲乙丙丁", max_size=10), st.integers(0, 4), st.integers(4, 10))
def test_a_finder_finds_what_the_alternation_of_its_words_finds(
    words: list[str], text: str, start: int, end: int
) -> None:
    finder = WordFinder({word: word for word in words})
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    pattern = re.compile("|".join(longest_first) or "(?!)")
    found = [(m.start(), m.end(), m.group()) for m in pattern.finditer(text, start, min(end, len(text)))]
    assert finder.find(text, start, end) == found
    assert finder.search(text, start, end) == (found[0] if found else None)
    assert leftmost(within(finder.every(text), start, min(end, len(text)))) == found


@given(WORDS, st.text("甲乙丙丁", max_size=8))
def test_a_finder_gives_every_place_by_its_start_the_longest_first(words: list[str], text: str) -> None:
    places = [(i, j) for i in range(len(text)) for j in range(len(text), i, -1) if text[i:j] in words]
    every = WordFinder(dict.fromkeys(words)).every(text)
    assert [(start, end) for start, end, _ in every] == places
    assert [p[:2] for p in within(every, 1, 4)] == [(i, j) for i, j in places if i >= 1 and j <= 4]
