"""What names of areas mean, and where a text names them. The sentences are made up."""

import time

import pytest

from kg.language.gazetteer import Area, Gazetteer, gazetteer
from kg.language.lexicon import lexicon

LICHENG, JINAN, SHANDONG = "370112", "370100", "370000"


def found(text: str, home: str | None = LICHENG) -> list[str]:
    return [m.label for m in gazetteer().find(text, home)]


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        ("济南市历城区和天桥区签约", LICHENG, ["济南市", "历城区", "天桥区"]),
        ("东营、滨州、德州三市联动", SHANDONG, ["东营", "滨州", "德州"]),
        ("推动长三角、京津冀、粤港澳大湾区协作", None, ["长三角", "京津冀", "粤港澳大湾区"]),
        ("成渝地区双城经济圈提速", None, ["成渝地区双城经济圈"]),
        ("恩施州、凉山州、延边州来访", None, ["恩施州", "凉山州", "延边州"]),
        ("鲁南、陕北、浙西南的企业", None, ["鲁南", "陕北", "浙西南"]),
        ("来自美国、欧盟、东盟的订单", None, ["美国", "欧盟", "东盟"]),
        ("渝北区并入两江新区", None, ["渝北区", "两江新区"]),
        ("化隆县、尖扎县结对", "630000", ["化隆县", "尖扎县"]),
    ],
)
def test_names_are_found(text: str, home: str | None, expected: list[str]) -> None:
    assert found(text, home) == expected


@pytest.mark.parametrize(
    "text",
    [
        "提高平均工资",  # 高平
        "创新和谐社区",  # 新和
        "公开平台数据",  # 开平
        "和政府各部门商议",  # 和政
        "建设出海口",  # 海口
        "城市中心区",  # 市中, 城市
        "西南山区脱贫",  # 南山区
        "新增城市绿地",  # 增城市
        "改造过街天桥3座",  # 天桥
        "东方既白",  # 东方
        "老城区和郊区都通公交",
        "绿水青山就是金山银山",  # 青山, 金山
        "走共同富裕之路",  # 富裕
        "合作开发资源",  # 合作, 资源
        "朝阳产业",
        "中山路改造",
        "济南大学扩招",
        "创新县域医共体",  # 新县
        "良种良法集成，新建和改造粮田",  # 新建
    ],
)
def test_words_that_only_look_like_areas_are_not(text: str) -> None:
    assert found(text) == []


def test_a_full_name_does_not_run_on_into_the_next_word() -> None:
    assert found("济南市场监管") == ["济南"]
    assert found("历城区域治理") == ["历城"]
    assert found("山东营商环境") == ["山东"]


def test_a_common_word_is_an_area_beside_other_areas() -> None:
    assert found("支持天桥、槐荫、历下发展") == ["天桥", "槐荫", "历下"]
    assert found("山西大同的煤") == ["山西", "大同"]
    assert found("推动辽宁振兴发展") == ["辽宁"]  # 振兴 is a district, but of 丹东
    assert found("丹东振兴的企业") == ["丹东", "振兴"]
    assert found("中国资源") == ["中国"]
    assert found("落户大同") == []
    assert found("落户大同", "140000") == ["大同"]  # a city of the report's own province


def test_short_forms_of_distant_counties_need_company() -> None:
    assert found("兴业、强县、富民", "440000") == []
    assert found("广西兴业来访", "440000") == ["广西", "兴业"]
    assert found("高平太行板栗") == []
    assert found("高平的板栗", "140000") == ["高平"]


def test_candidates_and_spans() -> None:
    text = "到甘肃东乡县帮扶"
    first, second = gazetteer().find(text, LICHENG)
    assert (text[first.start : first.end], text[second.start : second.end]) == ("甘肃", "东乡县")
    assert [a.name for a in second.candidates] == ["东乡族自治县"]
    (match,) = gazetteer().find("在市中区开工", LICHENG)
    assert len(match.candidates) > 2
    assert all(
        a.name == "市中区" or a.replaced_by or "市中区" in lexicon().by_iri(a.iri).labels for a in match.candidates
    )


def test_townships_count_only_at_home() -> None:
    text = "彩石街道和港沟街道办事处"
    assert found(text) == ["彩石街道", "港沟街道办事处"]
    assert found(text, JINAN) == ["彩石街道", "港沟街道办事处"]
    assert found(text, SHANDONG) == []
    assert found(text, "440100") == []
    town = gazetteer().resolve("彩石街道", LICHENG)
    assert town is not None
    assert (town.level, town.parent, town.code[:6]) == ("township", LICHENG, LICHENG)
    assert gazetteer().area(town.code) == town
    assert gazetteer().resolve("彩石街道", "440100") is None


def test_zones_are_named_after_areas() -> None:
    (match,) = gazetteer().find("济南高新区来人", LICHENG)
    assert match.label == "济南高新区"
    assert match.candidates == (Area("370100-high-tech-zone", "济南高新区", "zone", JINAN),)
    assert gazetteer().resolve("济南高新区", LICHENG) == match.candidates[0]
    assert gazetteer().resolve("高新区", LICHENG) is None
    (circle,) = gazetteer().find("沈阳都市圈")
    assert circle.candidates[0].level == "region"
    assert found("浦东新区") == ["浦东新区"]
    assert gazetteer().resolve("浦东新区").level == "county"  # type: ignore[union-attr]
    assert gazetteer().resolve("雄安").parent == "130600"  # type: ignore[union-attr]


def test_the_pilot_free_trade_zone_is_that_of_the_province() -> None:
    (match,) = gazetteer().find("自贸试验区形成制度成果", LICHENG)
    assert match.candidates[0].parent == SHANDONG
    assert gazetteer().resolve("自贸试验区", LICHENG) == match.candidates[0]
    assert found("自贸试验区形成制度成果", None) == []


@pytest.mark.parametrize(
    ("label", "home", "code"),
    [
        ("历城", LICHENG, LICHENG),
        ("市中区", LICHENG, "370103"),
        ("市中区", "370400", "370402"),
        ("市中区", None, None),
        ("鼓楼区", "320100", "320106"),
        ("鼓楼区", "110000", None),
        ("吉林", "220000", "220000"),
        ("吉林", LICHENG, "220000"),
        ("海南", "460000", "460000"),
        ("海南", "632500", "632500"),
        ("河北", "120000", "130000"),
        ("城区", "140300", "140302"),
        ("龙江", "230000", "230000"),
        ("章丘市", LICHENG, "370181"),
        ("章丘", LICHENG, "370114"),
        ("全国", LICHENG, "100000"),
        ("皖", LICHENG, None),
        ("乌有市", LICHENG, None),
    ],
)
def test_the_nearest_area_is_meant(label: str, home: str | None, code: str | None) -> None:
    area = gazetteer().resolve(label, home)
    assert (area.code if area else None) == code


def test_official_names_and_parents() -> None:
    areas = gazetteer()
    assert areas.official("历城", JINAN) == "历城区"
    assert areas.official("内蒙古") == "内蒙古自治区"
    assert areas.official("乌有市") is None
    assert [a.name for a in areas.parents(areas.area(LICHENG))] == ["济南市", "山东省", "中国"]
    assert areas.contains(SHANDONG, LICHENG)
    assert areas.contains(LICHENG, LICHENG)
    assert not areas.contains(LICHENG, SHANDONG)
    assert areas.area(LICHENG).iri == "https://w3id.org/govreport/area/370112"
    with pytest.raises(KeyError):
        areas.area("999999")
    with pytest.raises(KeyError):
        areas.area("370112999")


def test_what_is_gone_points_to_what_holds_its_place() -> None:
    area = gazetteer().resolve("莱芜市")
    assert area is not None
    assert (area.level, area.replaced_by) == ("prefecture", ("370116",))
    assert gazetteer().resolve("襄樊市").name == "襄阳市"  # type: ignore[union-attr]


def test_it_is_quick() -> None:
    begin = time.process_time()
    areas = Gazetteer(lexicon())
    assert time.process_time() - begin < 15
    text = "济南市历城区今年的工作安排是推动经济高质量发展，提高居民收入水平，改善生态环境质量，办好民生实事。" * 2000
    areas.find(text[:100], LICHENG)
    begin = time.process_time()
    assert len(areas.find(text, LICHENG)) == 4000
    assert len(text) / (time.process_time() - begin) > 200_000  # about 1.5 million when the machine is idle


def test_a_made_zone_is_found_by_its_code() -> None:
    zone = gazetteer().resolve("济南高新区")
    assert zone is not None
    same = gazetteer().area(zone.code)
    assert (same.code, same.name, same.level, same.parent) == (
        zone.code,
        "济南高新技术产业开发区",
        "zone",
        JINAN,
    )
    assert gazetteer().contains(SHANDONG, zone.code)


@pytest.mark.parametrize("code", ["", "nowhere", "370100-nothing", "nowhere-high-tech-zone", "370112999"])
def test_a_code_of_nothing_is_an_error(code: str) -> None:
    with pytest.raises(KeyError):
        gazetteer().area(code)


def test_a_street_does_not_name_the_zone_that_is_called_like_it() -> None:
    assert found("济南临港经济开发区扩容") == ["济南"]
    assert found("临港、彩石两个街道") == ["临港", "彩石"]
