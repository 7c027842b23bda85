"""Sentences in reading form: what stays of the page, what goes, and the way back."""

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.documents import UnreadableDocument, read_document, sentences
from kg.model import Document

Reader = Callable[..., Document]


def reading(text: str) -> str:
    return sentences.read_pieces(text, [(0, len(text))]).text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("完成 140.12 亿元", "完成140.12亿元"),
        ("增长 6 %，其中", "增长6%，其中"),
        ("达到１３２７．８亿元，增长６％", "达到1327.8亿元，增长6%"),
        ("增长6%,总量居前", "增长6%，总量居前"),
        ("分别增长5%,6%", "分别增长5%，6%"),
        ("出口1,234万美元", "出口1,234万美元"),
        ("时间:9:30开始", "时间：9:30开始"),
        ("项目(一期)开工", "项目（一期）开工"),
        ("合伙人(QFLP)试点", "合伙人（QFLP）试点"),
        ("开工了吗?开工了!", "开工了吗？开工了！"),
        ("PM<sub>2.5</sub> 浓度", "PM2.5浓度"),
        ("CO₂排放，面积5ｋｍ²", "CO2排放，面积5km2"),
        ("**数字经济**加快__发展__", "数字经济加快发展"),
        ("见[规划](http://example.org/a)全文", "见规划全文"),
        ("- 新建学校3所", "新建学校3所"),
        ("> 引用一句", "引用一句"),
        ("在 Data Center 园区", "在Data Center园区"),
        ("表中 12 34 两数", "表中12 34两数"),
        ("全\u3000区\u00a0上\u200b下", "全区上下"),
        ("⼀⼆三", "一二三"),
        ("商业街区 and 商圈", "商业街区and商圈"),
        ("“1+2+6+N”体系、5G基站", "“1+2+6+N”体系、5G基站"),
        ("比重为7∶43∶50", "比重为7∶43∶50"),
        ("面积 3 ㎡", "面积3㎡"),
    ],
)
def test_reading_form(written: str, read: str) -> None:
    assert reading(written) == read


@pytest.mark.parametrize("usual", [sentences._UNUSUAL, sentences._NOT_PLAIN])
def test_characters_that_are_not_looked_at_stand_for_themselves(usual: re.Pattern[str]) -> None:
    every = [chr(code) for code in range(0x20000)]
    assert [char for char in every if not usual.search(char) and sentences._folded(char) != char] == []


def test_lines_of_plain_characters_alone_are_read_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = [char for char in map(chr, range(0x10000)) if not sentences._NOT_PLAIN.search(char)]
    lines = [f"{a}全区{b}5{a}{b}工业" for a, b in pairwise(plain)]
    found = [sentences.read_pieces(line, [(0, len(line))]) for line in lines]
    monkeypatch.setattr(sentences, "_NOT_PLAIN", re.compile(""))
    assert [sentences.read_pieces(line, [(0, len(line))]) for line in lines] == found


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("一季度开工。二季度投产。", ["一季度开工。", "二季度投产。"]),
        ("稳增长；促改革；惠民生。", ["稳增长；促改革；惠民生。"]),
        ("他说：“抓紧干。”会议结束。", ["他说：“抓紧干。”", "会议结束。"]),
        ("弘扬“敢闯！敢试！”的精神。", ["弘扬“敢闯！敢试！”的精神。"]),
        ("实现了吗？！实现了。", ["实现了吗？！", "实现了。"]),
        ("启动计划（含一期。二期另报）工作。", ["启动计划（含一期。二期另报）工作。"]),
        ("共80宗。与邻区共建。", ["共80宗。", "与邻区共建。"]),
        ("增长5.5%。", ["增长5.5%。"]),
        ("工业稳步回升.投资增长5.5%.民生改善.", ["工业稳步回升.", "投资增长5.5%.", "民生改善."]),
        ("版本1.2正式发布", ["版本1.2正式发布"]),
        ("没有句号的一行", ["没有句号的一行"]),
        ("提出“干。干！干？”，要求落实。", ["提出“干。干！干？”，要求落实。"]),
        ("（甲。（乙。丙）丁。）戊。", ["（甲。（乙。丙）丁。）", "戊。"]),
        (f"“一。{'长' * 80}”二。", ["“一。", f"{'长' * 80}”二。"]),
    ],
)
def test_where_sentences_end(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences.split(text)] == parts


def test_a_span_of_a_sentence_is_the_place_in_the_file(read: Reader) -> None:
    text = "全区工作报告\n\n完成 **一般公共预算收入**  140.12 亿元,同比增长 11.1%。\n"
    document = read(text, "报告.md")
    sentence = document.sentences[-1]
    start = sentence.text.index("一般")
    span = sentence.span(start, sentence.text.index("亿元") + 2)
    assert sentence.text == "完成一般公共预算收入140.12亿元，同比增长11.1%。"
    assert document.quote(span) == "一般公共预算收入**  140.12 亿元"


PAGE = st.text(
    alphabet=st.sampled_from(
        "全区完成增长一二三十、（）()，,。.：:；！?“”《》 \n\t\u30002４5％%aB#*->|·—①²⼀\u200b年月日项目"
    ),
    max_size=200,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(PAGE, st.text(max_size=120)))
def test_every_character_of_a_sentence_stands_for_one_of_the_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "页.txt"
    path.write_bytes(text.encode("utf-8", "replace"))
    if not path.read_text(encoding="utf-8").strip():
        return
    try:
        document = read_document(path)
    except UnreadableDocument:
        return
    used: set[int] = set()
    for sentence in document.sentences:
        assert len(sentence.text) == len(sentence.offsets) > 0
        assert list(sentence.offsets) == sorted(set(sentence.offsets))
        assert used.isdisjoint(sentence.offsets)
        used.update(sentence.offsets)
        for char, offset in zip(sentence.text, sentence.offsets, strict=True):
            written = document.text[offset]
            same = unicodedata.normalize("NFKC", char) == unicodedata.normalize("NFKC", written)
            assert same or (char == " " and written.isspace())
