"""What became of every number."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents import read_document
from kg.extract.ledger import numbers, place_in
from kg.extract.observations import observations
from kg.language.lexicon import lexicon
from kg.language.numbers import numerals
from kg.model import NumberUse
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
        ("算力达到36百亿亿次/秒，330千伏线路贯通。", [("36百亿", "observation"), ("330", "name")]),
        ("联系电话：0531-88123456。", [("0531", "identifier"), ("88123456", "identifier")]),
        ("聚焦三大主攻方向。", [("三", "set-phrase")]),
        ("连续5年保持第一。", [("5", "date"), ("一", "unexplained")]),
        ("总投资20亿元以上项目3个。", [("20亿", "name"), ("3", "observation")]),
        ("三次产业结构为5:41:54。", [("三", "name"), *[(n, "observation") for n in ("5", "41", "54")]]),
        ("拨打12345热线。", [("12345", "identifier")]),
        ("万象更新，统筹统一。", []),  # letters of words
        ("《四川省进一步促进“一体化”办法》印发。", []),
        ("昇腾384超节点上线。", [("384", "unexplained")]),
    ],
)
def test_each_number_has_one_class(text: str, expected: list[tuple[str, str]]) -> None:
    assert classes(text) == expected


def test_an_unexplained_number_keeps_its_sentence() -> None:
    read = document("昇腾384超节点上线。")
    (note,) = [n for n in numbers(read, [], lexicon()) if n.sentence > 0]
    assert read.sentences[note.sentence].text == "昇腾384超节点上线。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("举办培训班12期，惠及群众3000人。", [("12", "observation"), ("3000", "observation")]),
        ("景区二期，道路一期工程开工。", [("二", "name"), ("一", "name")]),
        ("贯彻党的二十大精神。", [("二十", "name")]),
        ("建设统一大市场。", []),
        ("投入资金1300多亿元。", [("1300", "observation")]),  # the magnitude belongs to its number
        ("推进四级联动。", [("四", "set-phrase")]),
        ("达到国家二级标准。", [("二", "name")]),
        ("编制“九五”普法规划。", [("九五", "name")]),
        ("做好新一年的工作。", [("一", "date")]),
        ("扩大零部件进口。", []),
        ("每千人口托位数达4.7个。", [("千", "name"), ("4.7", "observation")]),
        ("人均生产总值126582元。", [("126582", "observation")]),
        ("信用代码370112000045678901。", [("370112000045678901", "identifier")]),
        ("21.5+2就业之家：覆盖各镇。", [("21", "ordinal"), ("5", "name"), ("2", "name")]),
        ("昨日上午9时，大会开幕。", [("9", "date")]),
        ("按照省委十一届十次、十一次全会部署。", [("十一", "name"), ("十", "name"), ("十一", "name")]),
        ("落实“三个80%”要求。", [("三", "name"), ("80", "name")]),
        ("注：1.数据为初步统计数。", [("1", "ordinal")]),
    ],
)
def test_numbers_that_are_easily_taken_for_something_else(text: str, expected: list[tuple[str, str]]) -> None:
    assert classes(text) == expected


PIECES = st.sampled_from(
    [
        *(
            "2023年",
            "5.2%",
            "1,286.4亿元",
            "第3位",
            "“4433”",
            "12个",
            "三",
            "两家",
            "百",
            "零",
            "十五五",
            "1—5月",
            "G35",
        ),
        *(
            "370112",
            "0531-88123456",
            "126582元",
            "1+2+N",
            "三分之一",
            "近半",
            "-1.5",
            "|",
            "\t",
            "，",
            "。",
            "增长",
            "[1]",
        ),
        *("其中：", "项目", "投资", "（亿元）", "一、", "1.", "四上", "千", "万", "６", "①"),
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=14))
def test_every_number_is_in_exactly_one_class(pieces: list[str]) -> None:
    read = document("".join(pieces))
    notes = [n for n in numbers(read, list(observations(read, lexicon())), lexicon()) if n.sentence > 0]
    spans = [note.span for note in notes]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(isinstance(note.use, NumberUse) for note in notes)
    (sentence,) = read.sentences[1:]
    covered = {at for span in spans for at in range(span.start, span.end)}
    digits = [at for at, c in zip(sentence.offsets, sentence.text, strict=True) if c.isascii() and c.isdigit()]
    assert covered.issuperset(digits)
    worded = {m.end for m in numerals(sentence.text) if m.form != "arabic"}
    noted = [place_in(sentence, n.span) for n in notes if not n.text.isascii() and not any(c.isdigit() for c in n.text)]
    assert worded.issuperset(end for _, end in noted)


def test_the_numbers_of_a_table_are_observations(tmp_path: Path) -> None:
    path = tmp_path / "bulletin.txt"
    title = "云岭市2024年国民经济和社会发展统计公报\n\n一、工业\n\n全市工业平稳。\n\n"
    path.write_text(
        title
        + "产品名称\t单位\t产量\t增长（%）\n水泥\t万吨\t26.4\t-4.2\n"
        + "粗钢\t吨\t648000\t6.1\n变压器\t千伏安\t1286400\t3\n",
        encoding="utf-8",
    )
    read = read_document(path)
    notes = numbers(read, list(observations(read, lexicon())), lexicon())
    assert [(n.text, n.use) for n in notes if n.use is not NumberUse.DATE and n.text != "一"] == [
        (text, NumberUse.OBSERVATION) for text in ("26.4", "-4.2", "648000", "6.1", "1286400", "3")
    ]
