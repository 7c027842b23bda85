from __future__ import annotations

import pytest

from kg.extract.relations.place import place_relations
from tests.extract.things import relations_of


def said(*sentences: str, area: str = "广东省") -> set[tuple[str, str, str]]:
    return relations_of(place_relations, "广东省经济向好。", *sentences, area=area)


STATED = [
    ("韶关丹霞机场建成投用", {("韶关丹霞机场", "locatedIn", "韶关")}),
    ("粤海数据研究院落户肇庆", {("粤海数据研究院", "locatedIn", "肇庆")}),
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
