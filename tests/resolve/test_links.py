"""Joining on evidence, near misses with why not, and order that does not matter."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph import iris
from kg.language.lexicon import lexicon
from kg.resolve import resolve
from tests.resolve.things import entity, relation, said

JINAN = iris.concept("area", "370100")


@pytest.mark.parametrize(
    ("kind", "one", "other", "reason"),
    [
        ("Organisation", "奇器制药", "奇器制药有限公司", "class-word"),
        ("Organisation", "奇器制药", "奇器制药股份有限公司", "class-word"),
        ("Project", "云渡大桥", "云渡大桥工程", "class-word"),
        ("Project", "云渡大桥", "云渡大桥建设项目", "same-name"),
        ("Project", "海湾电池二期项目", "海湾电池项目二期", "same-name"),
        ("Project", "海湾电池（二期）项目", "海湾电池二期工程", "same-name"),
        ("Programme", "强城兴港", "强城兴港战略", "class-word"),
        ("Programme", "清河提质", "清河提质专项行动", "class-word"),
        ("Project", "济南奇器会展中心", "奇器会展中心", "area-prefix"),
        ("Project", "市奇器会展中心", "奇器会展中心", "area-prefix"),
        ("Project", "奇器产业基地", "奇器基地", "alias"),
    ],
)
def test_names_of_one_thing_are_joined_with_the_reason(kind: str, one: str, other: str, reason: str) -> None:
    alias = (other,) if reason == "alias" else ()
    found = resolve([said("a", "历城区", entity(kind, one, *alias)), said("b", "天桥区", entity(kind, other))])
    assert found.thing("a", kind, one) == found.thing("b", kind, other)
    (merge,) = found.merges
    assert (merge.reason, set(merge.names), len(merge.documents)) == (reason, {one, other}, 2)


@pytest.mark.parametrize(
    ("kind", "one", "other", "why"),
    [
        ("Project", "奇器产业基地一期", "奇器产业基地二期", None),
        ("Project", "奇器产业基地", "奇器产业基地二期", "contains"),
        ("Organisation", "奇器大学", "奇器大学附属学院", "contains"),
        ("Programme", "诉源机制", "诉源机制改革", "contains"),
    ],
)
def test_names_that_only_look_alike_are_not(kind: str, one: str, other: str, why: str | None) -> None:
    found = resolve([said("a", "历城区", entity(kind, one)), said("b", "天桥区", entity(kind, other))])
    assert found.thing("a", kind, one) != found.thing("b", kind, other)
    assert [near.why for near in found.near] == ([why] if why else [])


def test_examples_of_one_class_are_one_where_one_name_contains_the_other() -> None:
    classed = (relation("奇器广场", "category", "建设类", "Project"), relation("云渡", "category", "产业类", "Project"))
    fuller = (
        relation("奇器广场更新", "category", "建设类", "Project"),
        relation("云渡二期", "category", "产业类", "Project"),
    )
    found = resolve([said("a", "历城区", relations=classed), said("b", "历城区", relations=fuller)])
    assert found.thing("a", "Project", "奇器广场") == found.thing("b", "Project", "奇器广场更新")
    assert found.thing("a", "Project", "云渡") != found.thing("b", "Project", "云渡二期")
    assert [merge.reason for merge in found.merges] == ["same-class"]


@pytest.mark.parametrize(
    ("documents", "why"),
    [
        (
            [
                ("a", "历城区", ("甲基地", "奇器基地")),
                ("b", "历城区", ("乙基地", "奇器基地")),
                ("c", "历城区", ("奇器基地",)),
            ],
            "alias-of-several",
        ),
        ([("a", "历城区", ("奇器产业基地", "奇器")), ("b", "历城区", ("奇器",))], "alias-too-short"),
        ([("a", "历城区", ("奇器广场",)), ("b", "青岛市", ("奇器广场",))], "other-area"),
    ],
)
def test_near_misses_say_why_not(documents: list[tuple[str, str, tuple[str, ...]]], why: str) -> None:
    found = resolve([said(name, area, entity("Site", *names)) for name, area, names in documents])
    assert why in {near.why for near in found.near}
    assert all(len(near.references) == len(near.things) for near in found.near)


def test_one_name_of_two_types_is_a_near_miss() -> None:
    found = resolve([said("a", "济南市", entity("Project", "奇器新城"), entity("Site", "奇器新城"))])
    assert [(near.why, near.references) for near in found.near] == [
        ("other-type", ("Project:奇器新城@济南市", "Site:奇器新城@济南市"))
    ]


def test_what_a_document_relates_or_names_side_by_side_is_two_things() -> None:
    part = relation("强城兴港", "partOf", "强城兴港战略", "Programme", "Programme")
    found = resolve([said("a", "历城区", relations=(part,))])
    assert found.thing("a", "Programme", "强城兴港") != found.thing("a", "Programme", "强城兴港战略")
    assert {near.why for near in found.near} == {"two-in-one-document"}


@pytest.mark.parametrize(
    ("kind", "name", "home"),
    [
        ("Programme", "山东省奇器振兴计划", iris.concept("area", "370000")),
        ("Organisation", "山东奇器大学", iris.concept("area", "370000")),
        ("Organisation", "党中央", ""),
        ("Organisation", "全国奇器联合会", ""),
        ("Organisation", "奇器国家实验室", ""),
        ("Organisation", "京东物流", ""),
        ("Programme", "川渝奇器联办", ""),
        ("Project", "云渡高铁", ""),
        ("Project", "东环铁路", JINAN),
        ("Honour", "奇器模范示范区", ""),
        ("Honour", "省级奇器模范示范区", JINAN),
        ("Organisation", "中国奇器工程院", ""),
        ("Organisation", "市委", JINAN),
        ("Programme", "全国奇器普查", ""),
        ("Honour", "云雀奖", ""),
        ("Honour", "省云雀奖", JINAN),
        ("Organisation", "实验小学", iris.concept("area", "370112")),
        ("Programme", "奇器振兴计划", JINAN),
    ],
)
def test_the_home_of_a_name(kind: str, name: str, home: str) -> None:
    found = resolve([said("a", "历城区", entity(kind, name), code="370112")])
    assert found.thing("a", kind, name).iri == iris.entity(kind, name, home)


@pytest.mark.parametrize(
    ("issuer", "kind", "home"),
    [("山东省", "Area", "370000"), ("省委", "Organisation", "370000"), ("奇器公司", "Organisation", "370100")],
)
def test_a_programme_is_at_home_with_who_issued_it(issuer: str, kind: str, home: str) -> None:
    issued = relation("奇器振兴计划", "issuedBy", issuer, "Programme", kind)
    found = resolve([said("a", "历城区", relations=(issued,), code="370112")])
    assert found.thing("a", "Programme", "奇器振兴计划").iri == iris.entity(
        "Programme", "奇器振兴计划", iris.concept("area", home)
    )


def test_a_site_is_at_home_in_the_county_that_holds_it() -> None:
    held = relation("奇器广场", "locatedIn", "历城区", "Site", "Area")
    found = resolve(
        [said("a", "济南市", relations=(held,)), said("b", "历城区", entity("Site", "奇器广场"), code="370112")]
    )
    assert found.thing("a", "Site", "奇器广场") == found.thing("b", "Site", "奇器广场")


NAMES = ("奇器基地", "奇器产业基地", "奇器基地项目", "济南奇器基地", "奇器", "奇器产业基地二期")


@st.composite
def corpora(draw: st.DrawFn) -> list[tuple[str, str, list[tuple[str, ...]]]]:
    """Documents of a few areas, each with things that have names of one family and aliases of it."""
    things = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True).map(tuple)
    areas = st.sampled_from(("历城区", "天桥区", "济南市", "青岛市"))
    one = st.tuples(areas, st.lists(things, max_size=3, unique_by=lambda names: names[0]))
    return [(f"d{i}", area, names) for i, (area, names) in enumerate(draw(st.lists(one, min_size=1, max_size=5)))]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_documents_and_entities_does_not_matter(corpus: list, rng: object) -> None:
    def build(shuffled: bool) -> list:
        documents = [(name, area, list(names)) for name, area, names in corpus]
        if shuffled:
            rng.shuffle(documents)  # type: ignore[attr-defined]
        return [said(name, area, *(entity("Project", *n) for n in names)) for name, area, names in documents]

    assert resolve(build(True)) == resolve(build(False))


@pytest.mark.parametrize(
    ("name", "alias", "same"),
    [
        ("乡村振兴示范建设", "乡村振兴", True),
        ("云渡区“无废城市”建设实施方案", "无废城市", False),
        ("云渡补贴、育儿补贴", "育儿补贴", False),
        ("“无废城市”建设试点", "无废城市", False),
        ("云渡三区要素市场化配置综合改革试点", "要素市场化配置综合改革试点", False),
    ],
)
def test_a_programme_that_quotes_a_nationwide_one_is_another(name: str, alias: str, same: bool) -> None:
    found = resolve([said("a", "历城区", entity("Programme", name, alias))])
    assert found.thing("a", "Programme", name).listed == same


@pytest.mark.parametrize(
    ("kind", "name", "concept"),
    [
        ("Organisation", "国家发改委", "known-organisation/national-development-and-reform-commission"),
        ("Organisation", "中科院", "known-organisation/chinese-academy-of-sciences"),
        ("Organisation", "京东物流", None),
        ("Organisation", "三一重工", None),
        ("Site", "紫禁城", "known-site/palace-museum"),
        ("Programme", "持续推进“双减”政策", "known-programme/double-reduction-in-schooling"),
        ("Programme", "云渡大学“双减”", None),
    ],
)
def test_what_the_whole_country_knows_is_the_vocabularys(kind: str, name: str, concept: str | None) -> None:
    aliases = ("双减",) if "双减" in name else ()
    found = resolve(
        [said("a", "历城区", entity(kind, name, *aliases)), said("b", "青岛市", entity(kind, name, *aliases))]
    )
    assert found.thing("a", kind, name).listed == (concept is not None)
    if concept:
        assert found.thing("a", kind, name).iri == f"https://w3id.org/govreport/{concept}"
        assert found.thing("a", kind, name) == found.thing("b", kind, name)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("风电装备", "风电装备制造", True),
        ("核聚变", "聚变能源产业", True),
        ("农、林、牧、渔业", "农林牧渔业", True),
        ("坚果", "核桃产业", False),
        ("核桃", "核桃产业", True),
        ("服务业", "现代服务业", False),
        ("房地产", "房地产业", True),
        ("化工", "化工业", True),
        ("海洋经济", "海洋产业", False),
        ("低空经济", "低空制造", False),
        ("低空经济", "低空经济产业", True),
        ("冰雪经济", "冰雪", True),
        ("集成电路", "集成电路制造", False),
        ("托育服务", "托育", True),
    ],
)
def test_a_narrower_industry_is_one_of_its_own_below_its_heading(one: str, other: str, same: bool) -> None:
    found = resolve([said("a", "历城区", entity("Industry", one)), said("b", "青岛市", entity("Industry", other))])
    first, second = found.thing("a", "Industry", one), found.thing("b", "Industry", other)
    assert (first == second) == same
    heading = lexicon().by_label("industry", one) or lexicon().by_label("industry", other)
    assert heading is not None
    assert {thing.iri if thing.listed else thing.broader for thing in (first, second)} == {heading.iri}


def test_the_round_and_the_giver_of_an_honour_leave_it_the_same() -> None:
    names = ("国家首批美丽海岸示范区", "全国美丽海岸示范区", "美丽海岸示范区", "国家级美丽海岸示范区建设名单")
    found = resolve([said(str(i), "历城区", entity("Honour", name)) for i, name in enumerate(names)])
    assert len({found.thing(str(i), "Honour", name).iri for i, name in enumerate(names)}) == 1
    assert found.thing("0", "Honour", names[0]) != resolve(
        [said("a", "历城区", entity("Honour", "省级美丽海岸示范区"))]
    ).thing("a", "Honour", "省级美丽海岸示范区")


@pytest.mark.parametrize(
    ("kind", "name", "other"),
    [
        ("Site", "东风片区", "东风区"),
        ("Organisation", "实验小学", "实验小学"),
        ("Site", "高新区产业园", "高新区产业园"),
    ],
)
def test_homonyms_of_two_cities_are_two_things(kind: str, name: str, other: str) -> None:
    documents = [
        said("a", "历城区", entity(kind, name), code="370112"),
        said("b", "青岛市", entity(kind, other), code="370200"),
    ]
    found = resolve(documents)
    assert found.thing("a", kind, name) != found.thing("b", kind, other)
    assert found.merges == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("国家5A级旅游景区", "5A级景区"),
        ("全国首批低碳园区", "国家级低碳园区建设名单"),
        ("第二轮国家海岸修复试点", "国家海岸修复试点"),
        ("2025年度最具活力城市", "2025最具活力城市"),
        ("国家海岸修复城市试点", "国家级海岸修复试点城市"),
        ("全国首批清净海岸目的地", "国家清净海岸目的地建设地区名单"),
        ("全国双拥模范城（县）", "全国双拥模范城"),
    ],
)
def test_one_title_in_two_wordings_is_one(one: str, other: str) -> None:
    found = resolve([said("a", "历城区", entity("Honour", one)), said("b", "青岛市", entity("Honour", other))])
    assert found.thing("a", "Honour", one) == found.thing("b", "Honour", other)


@pytest.mark.parametrize("short", ["诚信示范县区", "全省诚信示范县区"])
def test_the_province_before_a_title_says_nothing_to_those_who_speak_of_it_alone(short: str) -> None:
    here = [
        said("a", "历城区", entity("Honour", "山东省诚信示范县区")),
        said("b", "天桥区", entity("Honour", short), code="370105"),
    ]
    found = resolve(here)
    assert [m.reason for m in found.merges] == ["area-prefix"]
    assert found.thing("a", "Honour", "山东省诚信示范县区") == found.thing("b", "Honour", short)
    apart = resolve([*here, said("c", "南京市", entity("Honour", short))])
    assert apart.thing("a", "Honour", "山东省诚信示范县区") != apart.thing("b", "Honour", short)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("Project", "“陇电入鲁”工程", "陇电入鲁工程"),
        ("Project", "珠江中游航运枢纽", "珠江中游航运枢纽"),
        ("Site", "大运河文化带", "大运河文化带"),
        ("Organisation", "国家自然科学基金", "国家自然科学基金"),
    ],
)
def test_what_lies_in_several_provinces_or_is_the_states_is_one(kind: str, one: str, other: str) -> None:
    found = resolve([said("a", "山东省", entity(kind, one)), said("b", "甘肃省", entity(kind, other))])
    assert found.thing("a", kind, one) == found.thing("b", kind, other)


@pytest.mark.parametrize(
    ("name", "one", "other", "same"),
    [
        ("民生实事", ("历城区", "370112"), ("天桥区", "370105"), False),
        ("强省会", ("历城区", "370112"), ("天桥区", "370105"), True),
        ("强省会", ("历城区", "370112"), ("贵阳市", "520100"), False),
        ("人才强市战略", ("历城区", "370112"), ("天桥区", "370105"), True),
    ],
)
def test_what_each_area_has_is_its_own(name: str, one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    found = resolve(
        [
            said("a", one[0], entity("Programme", name), code=one[1]),
            said("b", other[0], entity("Programme", name), code=other[1]),
        ]
    )
    assert (found.thing("a", "Programme", name) == found.thing("b", "Programme", name)) == same
    assert not found.thing("a", "Programme", name).listed


def test_the_state_before_what_all_know_leaves_it_the_same() -> None:
    found = resolve(
        [said("a", "历城区", entity("Programme", "国家污染防治攻坚战"), entity("Programme", "污染防治攻坚战"))]
    )
    assert found.thing("a", "Programme", "国家污染防治攻坚战") == found.thing("a", "Programme", "污染防治攻坚战")
