from __future__ import annotations

import pytest

from kg.extract.relations.investment import investment_relations
from tests.extract.things import relations_of

HERE = "江西省"


def said(*sentences: str) -> set[tuple[str, str]]:
    found = relations_of(investment_relations, *sentences, area=HERE)
    assert {p for _, p, _ in found} <= {"invests"}
    return {(s, o) for s, _, o in found}


INVESTS = [
    # brought in
    ("成功招引华为、南昌智造集团来省投资", {("华为", HERE), ("南昌智造集团", HERE)}),
    ("引进星河电子、蓝海制药等龙头企业", {("星河电子", HERE), ("蓝海制药", HERE)}),
    ("引进了星河电子、蓝海制药等龙头企业", {("星河电子", HERE), ("蓝海制药", HERE)}),
    ("招引星河电子集团落户我省", {("星河电子集团", HERE)}),
    ("吸引星河电子集团投资设厂", {("星河电子集团", HERE)}),
    # come
    ("星河电子、蓝海制药等企业签约落户", {("星河电子", HERE), ("蓝海制药", HERE)}),
    ("星河集团、蓝海集团等成功入驻", {("星河集团", HERE), ("蓝海集团", HERE)}),
    ("京东集团、蓝海集团等知名企业来赣投资", {("京东集团", HERE), ("蓝海集团", HERE)}),
    ("星河电子集团在我省投资兴业", {("星河电子集团", HERE)}),
    ("星河电子集团增资扩产", {("星河电子集团", HERE)}),
    # sign
    ("与星河电子集团签订投资合作协议", {("星河电子集团", HERE)}),
    # elsewhere, and in one project
    ("京东集团在九江市投资建设物流园区", {("京东集团", "九江市")}),
    ("星河电子集团在九江市设立区域总部", {("星河电子集团", "九江市")}),
    ("星河电子集团投资建设的滨海智能产业园建成投产", {("星河电子集团", "滨海智能产业园")}),
    # none
    ("中铝集团与省内高校签约", set()),
    ("引进清华大学建设研究院", set()),
    ("星河电子集团参与滨江经济开发区建设", set()),
    ("与星河电子集团签署战略合作协议", set()),
    ("星河电子集团落户滨江经济开发区", set()),
    ("星河电子集团营业收入增长8%", set()),
]


@pytest.mark.parametrize(("text", "expected"), INVESTS)
def test_who_invests_where(text: str, expected: set[tuple[str, str]]) -> None:
    assert said("江西省经济向好。", text) == expected


def test_the_own_area_need_not_be_named() -> None:
    assert said("引进星河电子、蓝海制药等龙头企业") == {("星河电子", HERE), ("蓝海制药", HERE)}
