from __future__ import annotations

import pytest

from kg.extract.areas import areas
from kg.model import Entity
from tests.extract.things import context


def found(*sentences: str, area: str = "湖北省") -> dict[str, Entity]:
    return {e.name: e for e in areas(context(*sentences, area=area))}


NAMED = [
    ("支持宜昌、襄阳建设省域副中心", {"宜昌", "襄阳"}),
    ("荆门机场通航", {"荆门"}),
    ("深度融入长江中游城市群", {"长江中游城市群"}),
    ("自贸试验区新增制度创新成果20项", {"自贸试验区"}),
    ("提升武汉中山植物园品质", {"武汉"}),
    ("宜昌夷陵站、宜昌猇亭区协同发展", {"宜昌", "猇亭区"}),
    ("与上海、深圳开展合作", {"上海", "深圳"}),
    ("石门村、桃花村、柳家村等12个村通自来水", {"石门村", "桃花村", "柳家村"}),
]

UNNAMED = [
    "全国经济稳中向好，我国外贸规模居首位",
    "纪录片《奇境三江源》热播",
    "“长阳水工帽”走俏",
    "乌苏里江、牡丹江等流域治理",
    "鄂西水资源配置工程开工",
    "对接长三角G60科创走廊",
    "欢庆建国70周年大庆",
    "开展黄河源考古",
    "加快引黄济宁前期工作",
    "整治白龙江两岸",
    "大力纠治文山会海",
    "设立中山国家植物园",
    "建设黄山水库",
    "与东盟、港澳台地区扩大合作",
    "保护长江流域生态",
    "对接京津冀协同发展",
    "建设示范村、重点村、美丽乡村",
    "推动东湖湾、南湖片区改造",
    "上海医药、深圳航空扩大在鄂业务",
    "引进北京云帆科技、上海海岳生物等龙头企业",
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_what_a_sentence_names(text: str, expected: set[str]) -> None:
    assert set(found(text)) == expected


@pytest.mark.parametrize("text", UNNAMED)
def test_what_names_no_area_of_its_own(text: str) -> None:
    assert set(found(text)) == set()


def test_the_documents_own_area_has_its_official_name_and_the_words_for_it() -> None:
    own = found("全省就业稳定，湖北经济向好，我省外贸增长")["湖北省"]
    assert own.rule == "area-own"
    assert own.kind == "province"
    assert set(own.aliases) == {"全省", "湖北", "我省"}
    assert len(own.mentions) == 3


def test_one_area_is_one_entity_however_it_is_named() -> None:
    assert found("支持宜昌发展。", "宜昌市工业增长。")["宜昌市"].aliases == ("宜昌",)


def test_a_zone_names_its_city_too() -> None:
    assert set(found("宜昌高新区能级提升")) == {"宜昌", "宜昌高新区"}


def test_a_zone_named_like_a_street_is_no_street() -> None:
    assert set(found("济南临港经济开发区扩容", area="历城区")) & {"临港", "临港街道"} == set()
