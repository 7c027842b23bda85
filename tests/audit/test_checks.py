"""Each check: what it finds, how bad, and what it allows for."""

from __future__ import annotations

import pytest

from kg.audit.findings import Finding
from kg.audit.kinds import Severity
from tests.audit.documents import audited

HEAD = "绍兴市2024年政府工作报告\n\n2024年2月6日\n\n一、2023年工作回顾\n\n"
PLANS = "绍兴市2023年政府工作报告\n\n2023年2月6日\n\n一、2023年主要任务\n\n2023年的主要预期目标是："


def found(text: str, kind: str) -> list[Finding]:
    return [f for f in audited({"shaoxing-2024.txt": HEAD + text + "\n"}).findings if f.check.value == kind]


def severities(text: str, kind: str) -> list[str]:
    return [f.severity.value for f in found(text, kind)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # At constant prices: 7.8 % by amounts is 5.1 % and a change of prices; 15 % more is not.
        ("2022年，全市地区生产总值7000亿元。2023年，全市地区生产总值7546亿元，增长5.1%。", []),
        ("2022年，全市地区生产总值7000亿元。2023年，全市地区生产总值9100亿元，增长5.1%。", ["warning"]),
        # At current prices: what the digits leave open, then a notice, then a warning.
        ("2022年，全社会用电量500亿千瓦时。2023年，全社会用电量525亿千瓦时，增长5.1%。", []),
        ("2022年，全社会用电量500亿千瓦时。2023年，全社会用电量525亿千瓦时，增长5.6%。", ["notice"]),
        ("2022年，全社会用电量500亿千瓦时。2023年，全社会用电量525亿千瓦时，增长8.1%。", ["warning"]),
        ("2022年，全社会用电量约500亿千瓦时。2023年，全社会用电量525亿千瓦时，增长8.1%。", []),
        # On a revised basis more is allowed.
        ("2022年，固定资产投资500亿元。2023年，固定资产投资525亿元，增长8.1%。", ["notice"]),
        ("2022年，固定资产投资500亿元。2023年，固定资产投资525亿元，增长15.1%。", ["warning"]),
        # A level, by how much it rose and its growth.
        ("全年一般公共预算收入146.2亿元，比上年增加8.7亿元，增长6.3%。", []),
        ("全年一般公共预算收入146.2亿元，比上年增加8.7亿元，增长6.7%。", ["notice"]),
        ("全年一般公共预算收入146.2亿元，比上年增加8.7亿元，增长16.3%。", ["warning"]),
    ],
)
def test_growth(text: str, expected: list[str]) -> None:
    assert severities(text, "growth") == expected


def test_growth_over_years_is_a_yearly_mean_where_the_text_says_so() -> None:
    text = "2020年，全社会用电量400亿千瓦时；2023年，全社会用电量532.4亿千瓦时。2021—2023年全社会用电量年均增长{}%。"
    assert severities(text.format("10.0"), "growth") == []
    (wrong,) = found(text.format("16.0"), "growth")
    assert "3年年均" in wrong.arithmetic


def test_the_allowance_for_prices_is_said() -> None:
    (wrong,) = found("2022年，全市地区生产总值7000亿元。2023年，全市地区生产总值9100亿元，增长5.1%。", "growth")
    assert "可比价" in wrong.arithmetic


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("100", "190", []),
        ("100", "290", ["notice"]),
        ("100", "690", ["warning"]),
        ("100", "45", ["notice"]),
        ("100", "12", ["warning"]),
    ],
)
def test_jumps(old: str, new: str, expected: list[str]) -> None:
    text = f"2022年，全社会用电量{old}亿千瓦时。2023年，全社会用电量{new}亿千瓦时。"
    assert severities(text, "jump") == expected
    explained = f"2022年，全社会用电量{old}亿千瓦时。2023年，全社会用电量{new}亿千瓦时，增长{int(new) - int(old)}%。"
    assert severities(explained, "jump") == []


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("三次产业结构为3.4∶47.9∶48.7。", "sum", []),
        ("三次产业结构为3.4∶47.9∶48.8。", "sum", []),  # three roundings
        ("三次产业结构为3.4∶47.9∶49.0。", "sum", ["warning"]),
        ("税收占一般公共预算收入的比重为80.0%。", "share", []),
        ("农产品监测合格率为108.0%。", "share", ["error"]),
        ("外贸依存度为128.0%。", "share", []),
        ("一般公共预算收入590亿元，税收收入472亿元，税收占比80.3%。", "share", ["notice"]),
        ("一般公共预算收入590亿元，税收收入594亿元。", "part", ["notice"]),
        ("一般公共预算收入590亿元，税收收入694亿元。", "part", ["warning"]),
        ("全年新建学校12所，其中小学7所、中学5所。", "sum", []),
        ("全年新建学校12所，其中小学7所、中学6所。", "sum", ["warning"]),
        ("全年新建学校12所，其中小学17所。", "part", ["warning"]),
        ("全年新建学校12所，其中小学7所；改造幼儿园40所。", "part", []),
        ("全年食品抽检量达到每千人5.2批次，其中网售食品抽检1.3万批次。", "part", []),
        ("新建幼儿园9所、卫生院4所，合计13所。", "sum", []),
        ("新建幼儿园9所、卫生院4所，合计15所。", "sum", ["warning"]),
        ("固定资产投资居全省第11位。", "rank", []),
        ("固定资产投资居全省第31位。", "rank", ["warning"]),
        ("年末常住人口539.4万人。", "range", []),
        ("年末常住人口539.4亿人。", "range", ["warning"]),
        ("地区生产总值增长58%。", "range", ["warning"]),
        ("地区生产总值下降3%。", "range", []),
        ("每千人床位数、执业（助理）医师数达到7.83张、3.57个。", "unit", ["notice"]),
        ("2026年，全市地区生产总值9000亿元。", "period", []),
        ("到2035年，全市地区生产总值达到15000亿元。", "period", []),
        ("到2053年，全市地区生产总值达到15000亿元。", "period", ["warning"]),
    ],
)
def test_values_parts_and_sums(text: str, kind: str, expected: list[str]) -> None:
    assert severities(text, kind) == expected


@pytest.mark.parametrize(
    ("target", "result", "verdict"),
    [
        ("地区生产总值增长6%以上", "地区生产总值增长7.8%", "overfulfilled"),
        ("地区生产总值增长6%以上", "地区生产总值增长6%以上", "met"),
        ("地区生产总值增长6%", "地区生产总值增长6.2%", "met"),
        ("地区生产总值增长6%以上", "地区生产总值增长5.1%", "missed"),
        ("地区生产总值增长6%左右", "地区生产总值增长5.9%", "met"),
        ("城镇调查失业率控制在5.5%以内", "城镇调查失业率为5.1%", "overfulfilled"),
        ("城镇调查失业率控制在5.5%以内", "城镇调查失业率为5.8%", "missed"),
        ("一般公共预算收入达到600亿元", "一般公共预算收入超过590亿元", "open"),
    ],
)
def test_targets_and_results(target: str, result: str, verdict: str) -> None:
    texts = {"shaoxing-2023.txt": f"{PLANS}{target}。\n", "shaoxing-2024.txt": f"{HEAD}2023年，{result}。\n"}
    (compared,) = (f for f in audited(texts).findings if f.check.value == "target")
    assert (compared.verdict, compared.severity) == (verdict, Severity.NOTICE)
    assert {fact.source.name for fact in compared.facts} == set(texts)


def test_a_rise_from_a_place_is_no_contradiction() -> None:
    text = "货物进出口总额居全省第3位。货物进出口总额从全省第8位跃居第3位。"
    assert severities(text, "contradiction") == []
