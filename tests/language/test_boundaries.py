"""Which stretches of a text stand between words."""

import pytest

from kg.language.boundaries import Boundaries


@pytest.fixture(scope="module")
def boundaries() -> Boundaries:
    return Boundaries(["东西部"])


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("来自高平的客商", "高平", (False, False)),
        ("提高平均水平", "高平", (True, True)),
        ("公开平台", "开平", (True, True)),
        ("发往南通的货", "南通", (False, False)),
        ("高平", "高平", (False, False)),
        ("，高平。", "高平", (False, False)),
    ],
)
def test_a_word_is_cut_or_not(boundaries: Boundaries, text: str, word: str, expected: tuple[bool, bool]) -> None:
    start = text.index(word)
    assert boundaries.cuts(text, start, start + len(word), 60) == expected


def test_words_can_be_added(boundaries: Boundaries) -> None:
    assert boundaries.cuts("黔东西部协作", 0, 2, 60)[1]
    assert not Boundaries().cuts("黔东西部协作", 0, 2, 60)[1]


def test_what_stands_before_the_floor_is_not_looked_at(boundaries: Boundaries) -> None:
    assert boundaries.cuts("天津南开区", 2, 5, 60, floor=0) == (False, False)
    assert boundaries.cuts("提高平均", 1, 3, 60, floor=1)[0] is False
