from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.language.gates import Gate

WORDS = st.lists(st.text("甲乙丙", min_size=1, max_size=3), min_size=1, max_size=4)


@given(WORDS, WORDS, st.text("甲乙丙丁", max_size=8))
def test_a_gate_is_open_where_a_word_of_its_group_stands(one: list[str], other: list[str], text: str) -> None:
    groups = {"one": one, "other": other}
    expected = {name for name, words in groups.items() if any(word in text for word in words)}
    assert Gate(**groups).open(text) == expected


def test_words_inside_others_open_their_gate_too() -> None:
    gate = Gate(long=["人民医院"], short=["医院"], across=["民医"])
    assert gate.open("甲市人民医院") == {"long", "short", "across"}
    assert gate.open("甲市学校") == frozenset()
