from __future__ import annotations

import pytest

from kg.extract.relations.place import place_relations
from tests.extract.things import relations_of


def said(*sentences: str, area: str = "广东省") -> set[tuple[str, str, str]]:
    return relations_of(place_relations, "广东省经济向好。", *sentences, area=area)


STATED = [
    ("韶关丹霞机场建成投用", {("韶关丹霞机场", "locatedIn", "韶关")}),
    ("粤海数据研究院落户肇庆", {("粤海数据研究院", "locatedIn", "肇庆")}),
    ("粤海数据研究院近日在肇庆揭牌成立", {("粤海数据研究院", "locatedIn", "肇庆")}),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_what_a_sentence_states(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert said(text) >= expected


def test_the_documents_own_area_is_understood() -> None:
    assert said("广东体育馆投入使用") == set()


def test_what_an_area_is_supported_to_build_lies_there() -> None:
    assert {o for s, p, o in said("支持湛江、茂名建设蓝湾科技产业园") if p == "locatedIn"} == {"湛江", "茂名"}


def test_a_county_beside_its_city_is_a_part_of_it() -> None:
    assert ("博罗", "partOf", "惠州") in said("惠州博罗工业增势良好")


def test_a_road_between_two_cities_lies_in_neither() -> None:
    assert {p for _, p, _ in said("梅州至河源高速公路建成通车")} <= {"partOf"}


def test_a_phase_is_a_part_of_what_the_document_names() -> None:
    assert ("江口电厂二期", "partOf", "江口电厂") in said("江口电厂并网发电。", "开工建设江口电厂二期。")


def test_a_phase_is_a_part_of_the_one_thing_that_begins_so() -> None:
    got = said("建成云渡防务空天产业基地", "云渡防务二期开工建设")
    assert ("云渡防务二期", "partOf", "云渡防务空天产业基地") in got


def test_a_zone_is_a_part_of_the_city_it_is_named_after() -> None:
    assert ("惠州高新区", "partOf", "惠州") in said("惠州高新区创新能力提升")


def test_a_company_that_moves_in_is_there() -> None:
    assert ("粤海数据研究院", "locatedIn", "蓝湾科技产业园") in said("粤海数据研究院入驻蓝湾科技产业园")


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        # what comes into a site
        (
            ("粤海制药、蓝湾电子等企业入驻星湖科技产业园",),
            {("粤海制药", "星湖科技产业园"), ("蓝湾电子", "星湖科技产业园")},
        ),
        (
            ("星湖科技产业园开园，粤海制药、蓝湾电子等企业签约入驻",),
            {("粤海制药", "星湖科技产业园"), ("蓝湾电子", "星湖科技产业园")},
        ),
        (("粤海制药集团总部迁入星湖科技产业园",), {("粤海制药集团总部", "星湖科技产业园")}),
        (("粤海数据研究院坐落在肇庆",), {("粤海数据研究院", "肇庆")}),
        # where something is done, and what stands there
        (("位于肇庆的星湖科技产业园建成投用",), {("星湖科技产业园", "肇庆")}),
        (("星湖科技产业园在肇庆开工建设",), {("星湖科技产业园", "肇庆")}),
        (("肇庆建成星湖科技产业园",), {("星湖科技产业园", "肇庆")}),
        # schools stand where their names begin, companies need not
        (("肇庆理工学院加快筹建",), {("肇庆理工学院", "肇庆")}),
        (("肇庆智造集团经营向好",), set()),
        # the last area of a name, unless it only begins a proper name
        (("建成广州南沙岭南文化体育中心",), {("广州南沙岭南文化体育中心", "南沙")}),
        (("深圳宝安机场建成投用",), {("深圳宝安机场", "深圳")}),
        # named after the site in which it stands
        (
            ("星湖科技产业园运行良好", "星湖科技产业园污水处理厂建成投产"),
            {("星湖科技产业园污水处理厂", "星湖科技产业园")},
        ),
        (("粤海制药经营向好，新增岗位30个",), set()),
        (("星湖科技产业园开园，游客增长8%",), set()),
    ],
)
def test_where_things_are(sentences: tuple[str, ...], expected: set[tuple[str, str]]) -> None:
    assert {(s, o) for s, p, o in said(*sentences) if p == "locatedIn"} == expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (("博罗县园洲镇工业增势良好",), {("园洲镇", "博罗县")}),
        (("星湖科技产业园包括蓝湾数字产业园",), {("蓝湾数字产业园", "星湖科技产业园")}),
        (("建成广州白云站",), set()),
        (("深圳宝安机场客流增长",), set()),
        (
            ("星湖科技产业园由蓝湾数字产业园、滨江智能产业园组成",),
            {("蓝湾数字产业园", "星湖科技产业园"), ("滨江智能产业园", "星湖科技产业园")},
        ),
        (("蓝湾数字产业园是星湖科技产业园的重要组成部分",), {("蓝湾数字产业园", "星湖科技产业园")}),
        (("建成星湖科技产业园、蓝湾数字产业园",), set()),
    ],
)
def test_what_is_a_part_of_what(sentences: tuple[str, ...], expected: set[tuple[str, str]]) -> None:
    assert {(s, o) for s, p, o in said(*sentences) if p == "partOf"} == expected


def test_a_title_says_in_which_area_the_own_one_lies() -> None:
    title = "关于惠州市博罗县2025年国民经济和社会发展计划执行情况的报告"
    found = relations_of(place_relations, title, area="博罗县")
    assert ("博罗县", "partOf", "惠州市") in found
