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
