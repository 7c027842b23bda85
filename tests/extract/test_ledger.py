"""What became of every number."""

from __future__ import annotations

import pytest

from kg.extract.ledger import numbers
from kg.extract.observations import observations
from kg.language.lexicon import lexicon
from tests.extract.observations.reading import document


def classes(text: str) -> list[tuple[str, str]]:
    """The numbers of a text with their classes."""
    read = document(text)
    notes = numbers(read, list(observations(read, lexicon())), lexicon())
    return [(note.text, str(note.use)) for note in notes if note.sentence > 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("投资增长5.2%。", [("5.2", "observation")]),
        ("2023年投资增长5.2%。", [("2023", "date"), ("5.2", "observation")]),
        ("轨道交通6号线通车。", [("6", "name")]),
        ("深入推进“4433”工作体系。", [("4433", "name")]),
        ("一是抓项目。", [("一", "ordinal")]),
        ("1.建成公园12个。", [("1", "ordinal"), ("12", "observation")]),
        ("（3）建成公园12个。", [("3", "ordinal"), ("12", "observation")]),
        ("联系电话：0531-88123456。", [("0531", "identifier"), ("88123456", "identifier")]),
        ("聚焦三大主攻方向。", [("三", "set-phrase")]),
        ("连续5年保持第一。", [("5", "date"), ("一", "unexplained")]),
        ("总投资20亿元以上项目3个。", [("20亿", "name"), ("3", "observation")]),
        ("三次产业结构为5:41:54。", [("三", "set-phrase"), *[(n, "observation") for n in ("5", "41", "54")]]),
        ("拨打12345热线。", [("12345", "name")]),
        ("万象更新，统筹统一。", []),  # letters of words
        ("昇腾384超节点上线。", [("384", "unexplained")]),
    ],
)
def test_each_number_has_one_class(text: str, expected: list[tuple[str, str]]) -> None:
    assert classes(text) == expected


def test_an_unexplained_number_keeps_its_sentence() -> None:
    read = document("昇腾384超节点上线。")
    (note,) = [n for n in numbers(read, [], lexicon()) if n.sentence > 0]
    assert read.sentences[note.sentence].text == "昇腾384超节点上线。"
