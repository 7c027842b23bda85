"""Patterns whose words are those of the vocabulary."""

import pytest

from kg.language.lexicon import lexicon
from kg.language.worded import alternatives, worded


def test_a_concept_stands_for_all_its_words() -> None:
    ends = worded("{document-cue/office}$")
    for word in lexicon().words("document-cue", "office"):
        assert ends().search(f"云渡市{word}") is not None
    assert ends().search("云渡市") is None


def test_braces_of_a_repetition_stay() -> None:
    assert worded("a{2,3}", "{document-cue/leader}?")().fullmatch("aaa") is not None


def test_the_longest_word_is_tried_first() -> None:
    words = alternatives("document-cue", "office", "leader").split("|")
    assert words == sorted(words, key=len, reverse=True)


def test_an_unknown_concept_is_an_error() -> None:
    with pytest.raises(KeyError):
        worded("{document-cue/no-such-concept}")()
