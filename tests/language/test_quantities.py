"""Quantities: number, unit and bound; ranks, multiples, ranges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.lexicon import lexicon
from kg.language.quantities import Quantity, QuantityGrammar

GRAMMAR = QuantityGrammar(lexicon())
SAID = "0123456789.%亿万千元个家位第前名超约近以上内左右余多倍翻一番两三十（）每立方米微克至到—、，和不低于"


def brief(q: Quantity) -> str:
    """``value~value2 unit bound kind``."""
    value = f"{q.value:f}" + (f"~{q.value2:f}" if q.value2 is not None else "")
    return f"{value} {q.unit} {q.bound} {q.kind}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("达到1327.8亿元", ["1327.8 亿元 eq amount"]),
        ("融资4884余万元", ["4884 万元 gt amount"]),
        ("超1200亿元", ["1200 亿元 gt amount"]),
        ("不低于5.5%", ["5.5 % ge percent"]),
        ("5%以上", ["5 % ge percent"]),
        ("近400家", ["400 家 lt amount"]),
        ("90万吨左右", ["90 万吨 approx amount"]),
        ("5.5%以内", ["5.5 % le percent"]),
        ("百余家", ["100 家 gt amount"]),
        ("10.72（含东岭、高新）万吨", ["10.72 万吨 eq amount"]),
        ("3200户（套）", ["3200 户 eq amount"]),
        ("提升2.4个百分点", ["2.4 个百分点 eq point"]),
        ("高0.9、0.4个百分点", ["0.9 个百分点 eq point", "0.4 个百分点 eq point"]),
        ("增长5%—6%", ["5~6 % eq percent"]),
        ("8.5亿元至10亿元", ["8.5~10 亿元 eq amount"]),
        ("3到5家", ["3~5 家 eq amount"]),
        ("由5%提高到6%", ["5 % eq percent", "6 % eq percent"]),
        ("翻两番", ["4 倍 eq multiple"]),
        ("1.9倍", ["1.9 倍 eq multiple"]),
        ("八成以上", ["80 % ge percent"]),
        ("居第3位", ["3 位 eq rank"]),
        ("居首位", ["1 位 eq rank"]),
        ("前三位", ["3 位 le rank"]),
        ("全国前1%", ["1 % le rank"]),
        ("5.8元/吨", ["5.8 元/吨 eq amount"]),
        ("每立方米19微克", ["19 微克/立方米 eq amount"]),
        ("千亿元", ["1000 亿元 eq amount"]),
        ("签约5个", ["5 个 eq amount"]),  # 约 is inside 签约
    ],
)
def test_quantities_of_a_text(text: str, expected: list[str]) -> None:
    assert [brief(q) for q in GRAMMAR.find(text)] == expected


@pytest.mark.parametrize(
    "text", ["第一产业", "第三季度", "单项冠军企业", "目前3", "第二批", "提前三天", "以前三项", "第六届", "前瞻"]
)
def test_no_rank(text: str) -> None:
    assert [q for q in GRAMMAR.find(text) if q.kind == "rank"] == []


def test_what_is_blocked_is_not_read() -> None:
    assert [brief(q) for q in GRAMMAR.find("“4433”体系带动12个项目", [(0, 6)])] == ["12 个 eq amount"]


@given(st.text(SAID, max_size=50))
def test_quantities_lie_in_the_text_and_apart(text: str) -> None:
    end = 0
    for q in GRAMMAR.find(text):
        assert end <= q.start <= q.core_start < q.end <= len(text)
        end = q.end
