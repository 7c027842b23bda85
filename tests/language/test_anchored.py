"""Patterns tried only where they can begin find what ``finditer`` finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.anchored import Anchored, Rule

RULES: tuple[Rule, ...] = (
    (("12", r"(?:19|20)\d\d年"), ("上下", "[上下]半年"), ("第", r"第\d")),
    (("0123456789", r"\d+"),),
    (("年半", "半?年"),),
)


def in_order(rules: tuple[Rule, ...], text: str) -> list[tuple[int, int, int]]:
    """What ``finditer`` of each whole pattern finds, by place and then by rule."""
    patterns = [re.compile("|".join(source for _, source in rule)) for rule in rules]
    return sorted((*m.span(), index) for index, pattern in enumerate(patterns) for m in pattern.finditer(text))


@pytest.mark.parametrize(
    "text", ["2024年上半年增长5%", "第3季度、2023年下半年", "半年", "", "没有数字", "20242023年", "第第1上上半年"]
)
def test_every_match_is_found_once(text: str) -> None:
    found = [(*match.span(), index) for index, match in Anchored(RULES).find(text)]
    assert sorted(found) == in_order(RULES, text)


@given(st.text("0129年半上下第月季", max_size=24))
def test_any_text_is_read_as_by_finditer(text: str) -> None:
    found = [(*match.span(), index) for index, match in Anchored(RULES).find(text)]
    assert sorted(found) == in_order(RULES, text)


def test_matches_come_by_place_then_by_rule() -> None:
    found = Anchored([[("年", "年底")], [("年", "年")]]).find("年底和年")
    assert [(index, match.start()) for index, match in found] == [(0, 0), (1, 0), (1, 3)]


@pytest.mark.parametrize("passed", ["", r"\d*(?=亿)"])
def test_what_is_passed_over_begins_nothing(passed: str) -> None:
    """Only places are passed over: what stands behind them is found as ever."""
    found = Anchored([[("12", r"[12]\d月")], [("月", "月底")]], passed).find("增长121亿，12月底")
    assert [match.group() for _, match in found] == ["12月", "月底"]
