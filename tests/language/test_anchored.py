"""Patterns tried only where they can begin find what ``finditer`` finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.anchored import AT_THE_BEGINNING, Anchored, Rule

RULES: tuple[Rule, ...] = (
    (("12", r"(?:19|20)\d\d年"), ("上下", "[上下]半年"), ("第", r"第\d")),
    (("0123456789", r"\d+"),),
    (("年半", "半?年"),),
)


def in_order(rules: tuple[Rule, ...], text: str) -> list[tuple[int, int, int]]:
    """What ``finditer`` of each whole pattern finds, by place and then by rule."""
    patterns = [re.compile("|".join(source for _, source, *_ in rule)) for rule in rules]
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


@pytest.mark.parametrize(
    "text", ["增长121亿，12月底", "12月", "第2.5月", "近五月", "近12月底", "五五月", "月底", "1.12月"]
)
def test_what_is_told_of_the_characters_behind_hides_nothing(text: str) -> None:
    rules: tuple[Rule, ...] = (
        (("12", r"[12]\d?月", "月"), ("五", "五月", "月")),
        (("月", "月底"), ("近", r"近(?:\d{1,2}|五)月", "月")),
        (("12", r"^\d", AT_THE_BEGINNING),),
    )
    found = [(*match.span(), index) for index, match in Anchored(rules).find(text)]
    assert sorted(found) == in_order(rules, text)


def test_nothing_is_tried_where_what_must_stand_behind_does_not() -> None:
    wrongly = Anchored([[("12", r"\d月", "日")]])  # a source that tells too little is believed, but at the beginning
    assert [match.start() for _, match in wrongly.find("1月，2月")] == [0]


def test_a_rule_may_tell_what_stands_right_behind_a_character() -> None:
    year = [[("12", r"(?:19|20)\d\d", r"^9\d\d|^0\d\d")]]
    assert [match.group() for _, match in Anchored(year).find("从2012年到1912年的21200个")] == ["2012", "1912"]
    wrongly = Anchored([[("12", r"\d{4}", "^9")]])  # the number that begins there is not passed over
    assert [match.group() for _, match in wrongly.find("在2012年，1999年")] == ["1999"]
