from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract.areas import areas
from kg.extract.honours import honours
from kg.extract.organisations import organisations
from kg.extract.sites import sites
from tests.extract.things import context


def found(text: str, area: str = "山东省") -> set[tuple[str, str]]:
    whole = context(text, area=area)
    for entities in (areas, honours, sites, organisations):
        whole = replace(whole, entities=(*whole.entities, *entities(whole)))
    return {(e.type, e.name) for e in whole.of_type("Site", "Organisation")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("海丝百工集被评为省级夜间文旅消费集聚区", {("Site", "海丝百工集")}),
        ("云栖里成功获评市级夜经济示范区", {("Site", "云栖里")}),
        ("青石崖石窟群、白塔墓群入选全国考古新发现", {("Site", "青石崖石窟群"), ("Site", "白塔墓群")}),
        ("济宁古城墙入选全国重点文物保护单位", {("Site", "济宁古城墙")}),
        ("晨澜水漆、蓝湾食品入围全国民营企业500强", {("Organisation", "晨澜水漆"), ("Organisation", "蓝湾食品")}),
    ],
)
def test_the_kind_of_the_honour_says_who_holds_it(text: str, expected: set[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "3家单位获中国质量奖",
        "济南入选全国旅游城市",
        "全市入选全国旅游百强",
        "生物医药产业获评全国企业创新高地",
        "12个案例入选全国旅游案例",
        "我市获评全国旅游强市",
    ],
)
def test_what_has_no_name_holds_nothing(text: str) -> None:
    assert found(text) == set()


def test_repeated_words_before_the_verb_are_read_in_linear_time() -> None:
    assert found("云栖里" + "被" * 60 + "，入选省级夜经济示范区") <= {("Site", "云栖里")}
