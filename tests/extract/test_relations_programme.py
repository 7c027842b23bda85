from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract.areas import areas
from kg.extract.context import Context
from kg.extract.honours import honours
from kg.extract.programmes import programmes
from kg.extract.relations.honour import honour_relations
from kg.extract.relations.programme import programme_relations
from kg.model import Entity, Relation, Span
from tests.extract.report import context

REVIEW = "一、2025年工作回顾"


def said(
    *sentences: str,
    extra: tuple[Entity, ...] = (),
    area: str = "山东省",
    code: str = "370000",
    title: str = "二、重点任务",
) -> list[tuple[str, str, str]]:
    found = relations(*sentences, extra=extra, area=area, code=code, title=title)
    return [(r.s, r.p, r.o) for r in found]


def relations(
    *sentences: str,
    extra: tuple[Entity, ...] = (),
    area: str = "山东省",
    code: str = "370000",
    title: str = "二、重点任务",
) -> list[Relation]:
    start = context(*sentences, area=area, code=code, title=title)
    known = replace(start, entities=(*areas(start), *programmes(start), *honours(start), *extra))
    return [*programme_relations(known), *honour_relations(known)]


def thing(kind: str, name: str, start: int) -> Entity:
    return Entity(kind, name, (Span(start, start + len(name)),), "given", 1.0)


def test_the_documents_area_implements() -> None:
    text = "深入实施渔港经济提质行动"
    (relation,) = relations(text)
    assert (relation.s, relation.p, relation.o) == ("山东省", "implements", "渔港经济提质行动")
    assert (relation.s_type, relation.o_type) == ("Area", "Programme")
    assert [text[m.start : m.end] for m in relation.mentions] == ["渔港经济提质行动"]


@pytest.mark.parametrize(
    "text",
    ["支持青岛、烟台开展近海养殖保险试点", "青岛、烟台获批近海养殖保险试点", "推进青岛、烟台实施近海养殖提质行动"],
)
def test_areas_before_the_verb_implement_instead(text: str) -> None:
    implementing = {s for s, p, _ in said(text) if p == "implements"}
    assert implementing == {"青岛", "烟台"}


def test_a_paper_that_is_drawn_up_is_issued() -> None:
    assert said("研究制定促进邮轮旅游发展若干措施") == [("促进邮轮旅游发展若干措施", "issuedBy", "山东省")]
    assert said("抓紧修改邮轮旅游促进办法") == [("邮轮旅游促进办法", "issuedBy", "山东省")]


def test_a_paper_that_is_also_carried_out_is_both() -> None:
    got = {p for _, p, _ in said("制定实施促进邮轮旅游发展若干措施")}
    assert got == {"issuedBy", "implements"}


def test_the_issuer_in_a_title() -> None:
    text = "落实国务院关于支持海岛县加快发展的意见"
    assert ("国务院关于支持海岛县加快发展的意见", "issuedBy", "国务院") in said(text)


def test_a_title_that_begins_with_the_own_area() -> None:
    text = "提请审议《山东省国民经济和社会发展第十五个五年规划纲要（草案）》"
    name = "山东省国民经济和社会发展第十五个五年规划纲要（草案）"
    assert (name, "issuedBy", "山东省") in said(text)


def test_the_committee_above_issues() -> None:
    got = said("落实市委“作风提升年”部署", area="历城区", code="370112")
    assert ("作风提升年", "issuedBy", "济南市") in got
    assert ("历城区", "implements", "作风提升年") in got


def test_the_year_of_a_campaign() -> None:
    assert ("作风提升年", "programmeYear", "2026") in said("今年落实“作风提升年”部署")
    assert ("作风提升年", "programmeYear", "2025") in said("去年落实“作风提升年”部署")
    looking_back = said("落实“作风提升年”部署", title="一、2025年工作回顾")
    assert ("作风提升年", "programmeYear", "2025") in looking_back
    this_year = said("今年以来，落实“作风提升年”部署", title="一、2025年计划执行情况")
    assert ("作风提升年", "programmeYear", "2025") in this_year
    assert ("作风提升年", "programmeYear", "2026") not in this_year


def test_parts_that_a_coded_name_sums_up() -> None:
    got = said("实施岸线整治、海藻养护、渔船更新“三大行动”")
    parts = {s for s, p, o in got if p == "partOf" and o == "三大行动"}
    assert parts == {"岸线整治行动", "海藻养护行动", "渔船更新行动"}


def test_projects_listed_before_a_programme() -> None:
    text = "推进北岛渔港、南岛渔港等耕海牧渔改革试点项目建设"
    given = (thing("Project", "北岛渔港", 2), thing("Project", "南岛渔港", 7))
    under = {(s, o) for s, p, o in said(text, extra=given) if p == "underProgramme"}
    assert under == {("北岛渔港", "耕海牧渔改革试点"), ("南岛渔港", "耕海牧渔改革试点")}


UNDER = [
    ("深入实施渔港经济提质行动，北岛渔港、南岛渔港等项目开工", {"北岛渔港", "南岛渔港"}),
    ("渔港经济提质行动扎实推进，北岛渔港、南岛渔港等项目开工", {"北岛渔港", "南岛渔港"}),
    ("实施渔港经济提质行动，建成北岛渔港、南岛渔港等项目", {"北岛渔港", "南岛渔港"}),
    ("实施渔港经济提质行动，北岛渔港建成投用，南岛渔港开工", {"北岛渔港", "南岛渔港"}),
    ("深入实施渔港经济提质行动，推进北岛渔港、南岛渔港建设", set()),
    ("实施渔港经济提质行动；北岛渔港、南岛渔港开工", set()),
    ("实施渔港经济提质行动，渔民收入增长5%，北岛渔港、南岛渔港开工", set()),
    ("健全渔港经济多元投入机制，建成北岛渔港、南岛渔港", set()),
]


@pytest.mark.parametrize(("text", "expected"), UNDER)
def test_projects_in_the_clauses_after_a_programme(text: str, expected: set[str]) -> None:
    given = tuple(thing("Project", name, text.index(name)) for name in ("北岛渔港", "南岛渔港"))
    assert {s for s, p, _ in said(text, extra=given) if p == "underProgramme"} == expected


def test_what_is_put_into_another_programme_is_a_part_of_it() -> None:
    got = said("把常态化帮扶纳入乡村振兴战略统筹实施")
    assert ("常态化帮扶", "partOf", "乡村振兴战略") in got
    assert not [p for _, p, _ in said("实施常态化帮扶和乡村振兴战略") if p == "partOf"]


def test_those_listed_before_a_counted_title_got_it() -> None:
    got = said(
        "新认定东海百货、西海商厦等6家离境退税商店",
        title=REVIEW,
        extra=(thing("Organisation", "东海百货", 3), thing("Organisation", "西海商厦", 8)),
    )
    assert {s for s, p, _ in got if p == "awarded"} == {"东海百货", "西海商厦"}


def test_honours_got_and_wanted() -> None:
    got = said("青岛、烟台获评全国盐业先进市", title=REVIEW)
    assert got == [("青岛", "awarded", "全国盐业先进市"), ("烟台", "awarded", "全国盐业先进市")]
    assert said("争创国家级盐业示范区") == [("山东省", "appliesFor", "国家级盐业示范区")]


def test_respectively() -> None:
    got = said("青岛、烟台分别获评全国盐业先进市、全国渔业先进市", title=REVIEW)
    assert [(s, o) for s, p, o in got if p == "awarded"] == [
        ("青岛", "全国盐业先进市"),
        ("烟台", "全国渔业先进市"),
    ]


def test_an_unknown_holder_gets_nothing() -> None:
    assert said("老船长赵某获评全国渔业劳动模范") == []


@pytest.mark.parametrize(
    "text",
    [
        "创建国家级盐业示范区",
        "创建国家级盐业示范区6个",
        "成功争创国家级盐业示范区",
        "国家级盐业示范区创建成功",
        "国家级盐业示范区创建通过验收",
        "连续3年获评国家级盐业示范区",
        "接连获得国家级盐业示范区等荣誉称号",
        "在沿海各省率先建成国家级盐业示范区",
        "全省被中国盐业协会授予国家级盐业示范区称号",
        "新增2个国家级盐业示范区",
    ],
)
def test_what_a_review_tells_is_got_and_what_a_plan_tells_is_wanted(text: str) -> None:
    given = (thing("Organisation", "中国盐业协会", 3),) if "协会" in text else ()
    title = ("山东省", "国家级盐业示范区")
    assert [(s, p, o) for s, p, o in said(text, extra=given, title=REVIEW) if p != "implements"] == [
        (title[0], "awarded", title[1])
    ]
    wanted = [(s, p, o) for s, p, o in said(text, extra=given) if p != "implements"]
    assert wanted == [(title[0], "appliesFor", title[1])]


@pytest.mark.parametrize(
    "text",
    [
        "积极争创国家级盐业示范区",
        "申报国家级盐业示范区",
        "着手创建国家级盐业示范区",
        "志在创成国家级盐业示范区",
        "国家级盐业示范区创建工作扎实推进",
        "启动国家级盐业示范区创建",
    ],
)
def test_trying_alone_tells_no_result(text: str) -> None:
    got = [r for r in said(text, title=REVIEW) if r[1] != "implements"]
    assert got == [("山东省", "appliesFor", "国家级盐业示范区")]


def test_a_place_that_is_helped_to_a_title_got_it_where_the_passage_looks_back() -> None:
    lake = (thing("Site", "东海盐湖景区", 2),)
    got = said("推动东海盐湖景区成功入选国家级盐业示范区", extra=lake, title=REVIEW)
    assert got == [("东海盐湖景区", "awarded", "国家级盐业示范区")]


def test_building_up_the_cities_of_a_pilot_is_no_application() -> None:
    got = said("加快青岛、烟台国家盐业创新试点城市建设")
    assert {(s, p) for s, p, _ in got if p != "implements"} == {("青岛", "awarded"), ("烟台", "awarded")}


def test_the_holder_of_an_honour_may_be_told_of_otherwise_before_the_verb() -> None:
    park = (thing("Site", "东海盐业产业园", 0),)
    got = said("东海盐业产业园建成投用并获评全国先进园区", extra=park, title=REVIEW)
    assert got == [("东海盐业产业园", "awarded", "全国先进园区")]
    listed = said("东海盐业产业园、盐湖路沿线景观等案例入选全国典型案例", extra=park, title=REVIEW)
    assert listed == [("东海盐业产业园", "awarded", "全国典型案例")]


def test_without_an_area_nothing_is_implemented() -> None:
    start = context("深入实施渔港经济提质行动")
    document = replace(start.document, metadata=replace(start.document.metadata, area=None, area_code=None))
    bare = Context(document, start.lexicon, start.gazetteer, tuple(programmes(start)))
    assert list(programme_relations(bare)) == []


@pytest.mark.parametrize(
    "sentences",
    [
        ("实施岸线整治行动、海藻养护行动等“两大行动”",),
        ("实施“两大行动”：岸线整治行动，清理岸线10公里；海藻养护行动，投放苗种3吨",),
        ("聚力实施“两大行动”。", "实施岸线整治行动，清理岸线；实施海藻养护行动，投放苗种。"),
    ],
)
def test_parts_of_a_sum(sentences: tuple[str, ...]) -> None:
    whole = context(*sentences)
    whole = replace(whole, entities=tuple(programmes(whole)))
    parts = {(r.s, r.o) for r in programme_relations(whole) if r.p == "partOf"}
    assert parts == {("岸线整治行动", "两大行动"), ("海藻养护行动", "两大行动")}


def test_a_sum_whose_count_disagrees_has_no_parts() -> None:
    whole = context("聚力实施“九大行动”。", "实施岸线整治行动，清理岸线；实施海藻养护行动，投放苗种。")
    whole = replace(whole, entities=tuple(programmes(whole)))
    assert not [r for r in programme_relations(whole) if r.p == "partOf"]


@pytest.mark.parametrize(
    ("text", "name", "meaning"),
    [
        (
            "深化“4433”推进体系（4个专班、4项清单、3级调度、3项机制）",
            "“4433”推进体系",
            "4个专班、4项清单、3级调度、3项机制",
        ),
        (
            "构建“1+3”推进体系，“1”即一个总体方案，“3”即三项专项方案",
            "“1+3”推进体系",
            "“1”即一个总体方案，“3”即三项专项方案",
        ),
    ],
)
def test_what_a_coded_name_stands_for(text: str, name: str, meaning: str) -> None:
    assert [(s, o) for s, p, o in said(text) if p == "decodes"] == [(name, meaning)]


def test_parts_told_over_several_sentences() -> None:
    got = said("深入实施“两大工程”。", "一是岸线整治工程。", "清理岸线10公里。", "二是海藻养护工程，投放苗种3吨。")
    assert {(s, o) for s, p, o in got if p == "partOf"} == {("岸线整治工程", "两大工程"), ("海藻养护工程", "两大工程")}


def test_a_holder_that_is_known_as_two_types_of_thing_is_one() -> None:
    sentence = "黄岛经开区获评全国先进园区"
    zone = (thing("Area", "黄岛经开区", 0), thing("Site", "黄岛经开区", 0))
    got = [(s, o) for s, p, o in said(sentence, extra=zone, title=REVIEW) if p == "awarded"]
    assert got == [("黄岛经开区", "全国先进园区")]


def test_who_is_to_get_a_title_may_stand_behind_the_verb_of_trying() -> None:
    got = said("争取平度市进入全国海产品加工先进县", "启动即墨区省级园林城市创建工作")
    assert [(s, o) for s, p, o in got if p == "appliesFor"] == [
        ("平度市", "全国海产品加工先进县"),
        ("即墨区", "省级园林城市"),
    ]


@pytest.mark.parametrize(
    ("text", "programme", "issuer"),
    [
        ("出台《历城区泉水保护办法》", "历城区泉水保护办法", "历城区"),
        ("区政府印发泉水保护实施意见", "泉水保护实施意见", "历城区"),
        ("落实《济南市历城区泉水保护规划》", "济南市历城区泉水保护规划", "历城区"),
        ("落实市政府关于加强泉水保护的意见", "市政府关于加强泉水保护的意见", "济南市"),
        ("根据省委《关于加强泉水保护的决定》", "关于加强泉水保护的决定", "山东省"),
        ("深入实施山东省“泉水先锋”行动", "山东省“泉水先锋”行动", "山东省"),
        ("落实国务院关于支持泉城发展的意见", "国务院关于支持泉城发展的意见", "国务院"),
        ("严格执行中央“八项规定”", "八项规定", "党中央"),
        ("水利部印发《泉水保护规划》", "泉水保护规划", "水利部"),
    ],
)
def test_who_issued_a_programme(text: str, programme: str, issuer: str) -> None:
    bodies = tuple(
        Entity("Organisation", body, (Span(text.index(body), text.index(body) + len(body)),), "authority", 1.0)
        for body in ("水利部",)
        if body in text
    )
    found = [(s, o) for s, p, o in said(text, extra=bodies, area="历城区", code="370112") if p == "issuedBy"]
    assert found == [(programme, issuer)]


def test_a_programme_that_is_only_carried_out_has_no_issuer() -> None:
    found = said("深入实施泉水保护提质行动", "落实中国泉水保护公约行动", area="历城区", code="370112")
    assert not [r for r in found if r[1] == "issuedBy"]
