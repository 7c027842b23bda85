"""Numerals of every writing, and what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.numbers import chinese_integer, numerals

WRITTEN = "零〇一二两三四五六七八九十百千万亿点分之过半近超0123456789.,%/-（）、增率"


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("十二", 12), ("二十", 20), ("三百二十", 320), ("两千零五", 2005), ("九", 9), ("一百零八", 108)],
)
def test_a_chinese_numeral_has_a_value(text: str, value: int) -> None:
    assert chinese_integer(text) == value


@pytest.mark.parametrize("text", ["三五", "千百", "百", "一十百"])
def test_characters_that_make_no_number_have_none(text: str) -> None:
    assert chinese_integer(text) is None


@pytest.mark.parametrize(
    ("text", "value", "magnitude", "form"),
    [
        ("1327.8亿元", "1327.8", "亿", "arabic"),
        ("1,286.4万人", "1286.4", "万", "arabic"),
        ("1.2万亿元", "1.2", "万亿", "arabic"),
        ("三千亿元", "3000", "亿", "chinese"),
        ("千亿元", "1", "千亿", "bare"),
        ("四千多名", "4000", "", "chinese"),
        ("三分之一", "33.3", "", "fraction"),
        ("2/3", "66.7", "", "fraction"),
        ("过半", "50", "", "fraction"),
        ("300千瓦", "300", "", "arabic"),  # 千瓦 is a unit
        ("自然增长率-1.8", "-1.8", "", "arabic"),
    ],
)
def test_the_first_numeral_of_a_text(text: str, value: str, magnitude: str, form: str) -> None:
    first = numerals(text)[0]
    assert (first.value, first.magnitude, first.form) == (Decimal(value), magnitude, form)


def test_a_dash_between_numbers_is_no_minus() -> None:
    assert [n.value for n in numerals("培育50-80家")] == [50, 80]


def test_more_and_less_than_a_half_are_bounds() -> None:
    assert [numerals(text)[0].bound for text in ("过半", "近半", "一半")] == ["gt", "lt", "eq"]


@given(st.text(WRITTEN, max_size=60))
def test_numerals_follow_each_other_in_the_text(text: str) -> None:
    end = 0
    for numeral in numerals(text):
        assert end <= numeral.start < numeral.end <= len(text)
        end = numeral.end
