"""Time expressions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.periods import periods, plan_years


@pytest.mark.parametrize(
    ("nth", "years"), [("十", (2001, 2005)), ("十三", (2016, 2020)), ("十四", (2021, 2025)), ("三", None)]
)
def test_the_years_of_a_five_year_plan(nth: str, years: tuple[int, int] | None) -> None:
    assert plan_years(nth) == years


@pytest.mark.parametrize(
    ("text", "kind", "first", "last", "suffix"),
    [
        ("2023年增长", "year", 2023, 2023, ""),
        ("到2030年", "year", 2030, 2030, ""),
        ("到二〇三五年", "year", 2035, 2035, ""),
        ("二○一三年增长", "year", 2013, 2013, ""),
        ("一九七八年以来", "since", 1978, 0, ""),
        ("2021—2025年", "range", 2021, 2025, ""),
        ("2024年6月", "year", 2024, 2024, "06"),
        ("“十四五”时期", "plan", 2021, 2025, ""),
        ("上半年增长", "part", 0, 0, "H1"),
        ("前三季度增长", "part", 0, 0, "Q1/Q3"),
        ("1-3季度增长", "part", 0, 0, "Q1/Q3"),
        ("一—三季度增长", "part", 0, 0, "Q1/Q3"),
        ("前三个季度增长", "part", 0, 0, "Q1/Q3"),
        ("前5月增长", "part", 0, 0, "01/05"),
        ("一季度增长", "part", 0, 0, "Q1"),
        ("1—9月增长", "part", 0, 0, "Q1/Q3"),
        ("1—5月增长", "part", 0, 0, "01/05"),
        ("前7个月增长", "part", 0, 0, "01/07"),
        ("1至6月增长", "part", 0, 0, "H1"),
        ("2024年1—5月增长", "year", 2024, 2024, "01/05"),
        ("2024年一季度增长", "year", 2024, 2024, "Q1"),
        ("截至6月底", "part", 0, 0, "06"),
        ("2019年以来", "since", 2019, 0, ""),
        ("党的十八大以来", "since", 2012, 0, ""),
        ("近三年累计", "last-years", 3, 0, ""),
        ("十年来", "last-years", 10, 0, ""),
        ("今年完成", "relative", 0, 0, ""),
        ("五年来", "relative", 0, 0, ""),
        ("1月20日", "date", 0, 0, ""),
    ],
)
def test_the_first_time_of_a_text(text: str, kind: str, first: int, last: int, suffix: str) -> None:
    mention = periods(text)[0]
    assert (mention.kind, mention.first, mention.last, mention.suffix) == (kind, first, last, suffix)


@pytest.mark.parametrize("text", ["连续5年保持", "第五年", "2025家企业", "五个一工程", "“五星”支部"])
def test_no_time(text: str) -> None:
    assert periods(text) == ()


@pytest.mark.parametrize("text", ["比2020年增长", "是2015年的2倍", "较上年提高", "由2020年的9%"])
def test_the_base_of_a_comparison(text: str) -> None:
    assert periods(text)[0].base


def test_the_end_of_a_year_is_a_moment() -> None:
    assert [periods(text)[0].point for text in ("2025年底", "到2030年", "2025年")] == [True, True, False]


@given(st.text("年月日季度半上下前三一五十四“”0123456789来今去底末—至党的大以", max_size=50))
def test_times_follow_each_other(text: str) -> None:
    end = 0
    for mention in periods(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
