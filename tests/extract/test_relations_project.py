from __future__ import annotations

import pytest

from kg.extract.relations.project import project_relations
from tests.extract.things import relations_of


def said(*sentences: str, area: str = "江西省") -> set[tuple[str, str, str]]:
    return relations_of(project_relations, *sentences, area=area)


STATED = [
    ("昌景高铁建成通车", {("昌景高铁", "stage", "竣工"), ("昌景高铁", "stage", "投用")}),
    ("加快赣粤运河前期工作", {("赣粤运河", "stage", "策划")}),
    ("开工建设青田、白石等水库", {("青田水库", "stage", "开工"), ("白石水库", "stage", "开工")}),
    (
        "推进赣江二桥、临港粮库等36个产业类项目",
        {
            ("赣江二桥", "stage", "在建"),
            ("临港粮库", "stage", "在建"),
            ("赣江二桥", "category", "产业类"),
            ("临港粮库", "category", "产业类"),
            ("赣江二桥", "exampleOf", "产业类项目"),
            ("临港粮库", "exampleOf", "产业类项目"),
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_what_a_sentence_states(text: str, expected: set[tuple[str, str, str]]) -> None:
    own = "江西省经济向好。"
    assert said(own, text) == expected


def test_a_thing_without_a_stage_states_none() -> None:
    assert said("江口大桥夜景如画") == set()


def test_the_examples_of_a_counted_class_are_linked_to_it() -> None:
    got = said("加快推进云渡医药基地等32个产业类项目、滨河学校等12个民生类项目")
    assert {
        ("云渡医药基地", "category", "产业类"),
        ("云渡医药基地", "exampleOf", "产业类项目"),
        ("滨河学校", "exampleOf", "民生类项目"),
    } <= got


def test_where_the_land_of_a_project_ends_and_what_it_is_for() -> None:
    text = "抚州医药基地二期项目东至纬五路、南至经十路、西至滨河路，用地性质为工业用地"
    assert {
        ("抚州医药基地二期项目", "boundary", "东至纬五路、南至经十路、西至滨河路"),
        ("抚州医药基地二期项目", "landUse", "工业用地"),
    } <= said(text)


STAGES = {
    "策划": [
        "滨江大桥前期工作有序推进",
        "滨江大桥可研获批",
        "谋划建设滨江大桥",
        "启动滨江大桥前期工作",
        "争取滨江大桥立项",
    ],
    "签约": ["滨江智能制造项目签约", "签约滨江智能制造项目"],
    "落地": ["滨江智能制造项目落地"],
    "开工": ["滨江大桥开工", "滨江大桥奠基", "滨江大桥动工兴建", "争取滨江大桥开工建设", "滨江智能制造项目进场施工"],
    "在建": [
        "滨江大桥进展顺利",
        "推进滨江大桥建设",
        "续建滨江大桥",
        "滨江大桥复工",
        "滨江大桥完成投资5亿元",
        "滨江大桥完成80%工程量",
        "滨江大桥进入施工阶段",
    ],
    "竣工": [
        "滨江大桥主体封顶",
        "滨江大桥顺利合龙",
        "滨江大桥通过行业验收",
        "滨江大桥完成主体工程",
        "完成滨江大桥建设",
        "确保滨江大桥6月底前竣工",
    ],
    "投用": ["滨江大桥通车", "滨江智能制造项目达产", "滨江水电站并网发电", "滨江机场开航"],
    "竣工 投用": ["滨江大桥建成通车", "力争滨江大桥年内建成通车"],
}


@pytest.mark.parametrize(
    ("text", "expected"), [(text, set(stages.split())) for stages, texts in STAGES.items() for text in texts]
)
def test_the_stage_of_a_project(text: str, expected: set[str]) -> None:
    assert {o for _, p, o in said("江西省经济向好。", text) if p == "stage"} == expected


@pytest.mark.parametrize("text", ["滨江大桥车流增长8%", "滨江大桥夜景如画", "滨江智能制造项目取消"])
def test_what_tells_no_stage(text: str) -> None:
    assert not {p for _, p, _ in said("江西省经济向好。", text) if p == "stage"}


def test_a_school_that_is_built_is_a_project_and_one_that_acts_is_none() -> None:
    assert ("滨江实验中学", "stage", "竣工") in said("滨江实验中学建成投用")
    assert not {p for _, p, _ in said("滨江实验中学升学率提高") if p == "stage"}
