from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract.industries import industries
from kg.extract.projects import projects
from kg.extract.relations.industry import industry_relations
from tests.extract.things import context, relations_of


def said(*sentences: str, area: str = "辽宁省") -> set[tuple[str, str, str]]:
    return relations_of(industry_relations, "辽宁省经济向好。", *sentences, area=area)


def test_a_report_speaks_of_its_own_area() -> None:
    assert said("大力发展人工智能") == {("辽宁省", "develops", "人工智能")}


def test_a_sentence_may_turn_to_other_areas() -> None:
    assert said("支持锦州、盘锦等市发展绿色石化产业") == {
        ("锦州", "develops", "绿色石化产业"),
        ("盘锦", "develops", "绿色石化产业"),
    }


def test_a_site_is_in_the_industry_of_its_name() -> None:
    assert ("葫芦岛数据产业集聚区", "inIndustry", "数据产业") in said(
        "发展数据产业。", "提升葫芦岛数据产业集聚区能级。"
    )


def test_the_name_of_a_site_alone_may_tell_its_industry() -> None:
    got = {(s, o) for s, p, o in said("提升大连低空经济产业园能级。") if p == "inIndustry"}
    assert got == {("大连低空经济产业园", "低空经济产业")}


def test_a_name_that_ends_with_an_industry_is_in_it() -> None:
    got = said("培育精细化工。", "蓝海集团精细化工、星河新材等项目建成投产。")
    assert ("蓝海集团精细化工", "inIndustry", "精细化工") in got


def test_a_park_for_people_is_in_no_industry() -> None:
    assert not [o for _, p, o in said("建成营口国防教育基地。") if p == "inIndustry"]


def test_projects_are_in_the_industry_of_the_clause_before() -> None:
    assert ("星河一期", "inIndustry", "精细化工") in said("大力发展精细化工，推进星河一期、蓝海新材等项目建设")


def test_the_head_of_a_list_says_the_industry_of_its_items() -> None:
    got = said("支持星河科技、蓝箭动力等商业航天企业做大做强")
    assert {("星河科技", "inIndustry", "商业航天"), ("蓝箭动力", "inIndustry", "商业航天")} <= got


def test_a_name_with_an_industry_that_it_is_not_for_is_in_none() -> None:
    got = said("大力发展旅游业。", "葫芦岛兴城旅游度假区建成开放。")
    assert not [o for _, p, o in got if p == "inIndustry"]


def in_paragraph(*sentences: str) -> set[tuple[str, str]]:
    """Which project is in which industry, where the sentences stand in one paragraph."""
    whole = context(*sentences, area="辽宁省")
    together = tuple(sentence._replace(paragraph=0) for sentence in whole.document.sentences)
    whole = replace(whole, document=replace(whole.document, sentences=together))
    for entities in (industries, projects):
        whole = replace(whole, entities=(*whole.entities, *entities(whole)))
    return {(r.s, r.o) for r in industry_relations(whole) if r.p == "inIndustry"}


PROJECTS = "推进星河一期、蓝海新材等项目建设。"


@pytest.mark.parametrize(
    ("sentences", "industry"),
    [
        (("大力发展精细化工。", PROJECTS), "精细化工"),
        (("大力发展精细化工。", "营商环境向好。", PROJECTS), "精细化工"),
        (("大力发展精细化工。", "发展旅游业。", PROJECTS), "旅游业"),
        (("大力发展未来产业。", PROJECTS), None),
        (("大力发展精细化工。", "营商环境向好。", "物价平稳。", PROJECTS), None),
    ],
)
def test_a_sentence_announces_the_industry_of_those_behind_it(sentences: tuple[str, ...], industry: str | None) -> None:
    expected = {("星河一期", industry), ("蓝海新材", industry)} if industry else set()
    assert in_paragraph(*sentences) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("锦州、盘锦要守牢生态底线，大力发展绿色石化产业", {"锦州", "盘锦"}),
        ("锦州聚焦主业，培育精细化工，壮大绿色石化产业", {"锦州"}),
        ("加快锦州、盘锦等绿色石化产业建设", {"锦州", "盘锦"}),
        ("锦州景色宜人，大力发展绿色石化产业", {"辽宁省"}),
        ("锦州要守牢生态底线；大力发展绿色石化产业", {"辽宁省"}),
    ],
)
def test_whom_a_sentence_is_about_develops(text: str, expected: set[str]) -> None:
    assert {s for s, p, o in said(text) if p == "develops" and o == "绿色石化产业"} == expected
