"""Which wordings of an indicator are one."""

import pytest

from kg.graph import iris
from kg.language.wording import indicator_form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("规上纺织业增加值", "规模以上纺织业增加值"),
        ("限上餐饮企业", "限额以上餐饮企业"),
        ("全市托育机构", "托育机构"),
        ("我省托育机构", "本区托育机构"),
        ("新增托育机构", "托育机构"),
        ("全县累计新增托育机构数量", "托育机构"),
        ("“四新”产品", "四新产品"),
        ("ＡＢ类企业", "AB类企业"),
        ("智能 工厂的", "智能工厂"),
    ],
)
def test_wordings_that_differ_in_form_are_one(one: str, other: str) -> None:
    assert indicator_form(one) == indicator_form(other)
    assert iris.candidate("indicator", one) == iris.candidate("indicator", other)
    assert iris.shown(one, "indicator") == iris.shown(other, "indicator")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("全国文明城市", "文明城市"),
        ("全市场流通量", "流通量"),
        ("全区域协作项目", "协作项目"),
        ("新增长点", "长点"),
        ("新增、改善灌溉面积", "改善灌溉面积"),
        ("净增长率", "长率"),
        ("农村公路", "公路"),
        ("企业总量", "企业"),
    ],
)
def test_wordings_that_may_mean_two_things_stay_two(one: str, other: str) -> None:
    assert indicator_form(one) != indicator_form(other)


@pytest.mark.parametrize("word", ["新增", "数量", "全市", "的"])
def test_a_wording_is_never_emptied(word: str) -> None:
    assert indicator_form(word) == word


def test_only_indicators_are_rewritten() -> None:
    assert iris.candidate("industry", "新增制造") != iris.candidate("industry", "制造")
    assert iris.shown("全市ai产业") == "全市AI产业"
