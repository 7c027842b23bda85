from __future__ import annotations

import pytest

from kg.extract.chunks import lead_end, listings
from kg.extract.generic import is_generic
from kg.extract.names import names
from kg.extract.projects import projects
from kg.extract.stages import stages
from kg.model import Entity
from tests.extract.things import context


def found(*sentences: str, area: str = "江西省") -> dict[str, Entity]:
    return {e.name: e for e in projects(context(*sentences, area=area))}


# Our own sentences: text, the projects named in it.
NAMED = [
    ("加快推进赣粤运河、梅江灌区三期、临港粮库等重大项目建设", {"赣粤运河", "梅江灌区三期", "临港粮库"}),
    ("昌景高铁、瑞金机场建成投用", {"昌景高铁", "瑞金机场"}),
    ("力争宜丰、宜遂高速公路建成通车", {"宜丰高速公路", "宜遂高速公路"}),
    ("开工建设青田、白石等水库", {"青田水库", "白石水库"}),
    ("启动南湖科学装置二期、“海豚湾”欢乐谷等项目", {"南湖科学装置二期", "“海豚湾”欢乐谷"}),
    ("建成江口大剧院、市美术馆", {"江口大剧院", "市美术馆"}),
    ("地铁9号线北段开通运营", {"地铁9号线北段"}),
    ("建成赣抚供水、梅江灌区", {"梅江灌区"}),
    ("搭建数字茶园服务平台", {"数字茶园服务平台"}),
]

# Nothing here has a name of its own.
UNNAMED = [
    "完成农村集中供水工程313处",
    "推进国省干道穿城路段改建",
    "实施“两重”、中央预算内投资等项目",
    "推进一期、二期工程建设",
    "二期工程投产",
    "四级及以上航道突破200公里",
    "加快推进一批重点项目",
    "新开工重大产业项目120个",
    "建成高速公路300公里、运输机场3座",
    "完善基础设施和公共服务设施",
    "实施传统产业焕新工程",
    "坚持以经济建设为中心",
    "经济保持中高速增长",
    "支持汽车、家电等大宗消费",
    "全面推进人工智能、低空经济等重点项目",
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_what_a_sentence_names(text: str, expected: set[str]) -> None:
    assert set(found(text)) == expected


@pytest.mark.parametrize("text", UNNAMED)
def test_what_names_no_project(text: str) -> None:
    assert set(found(text)) == set()


def test_an_item_that_shares_a_head_keeps_the_form_that_is_written() -> None:
    project = found("力争宜丰、宜遂高速公路建成通车")["宜丰高速公路"]
    assert "宜丰" in project.aliases


def test_mentions_lie_where_the_name_stands() -> None:
    document = context("昌景高铁建成通车。", "推进昌景高铁沿线环境整治。").document
    project = found("昌景高铁建成通车。", "加快建设昌景高铁。")["昌景高铁"]
    assert document.quote(project.mentions[0]) == "昌景高铁"
    assert len(project.mentions) == 2


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("积极谋划", "建设", ("策划",)),
        ("加快", "前期工作", ("策划",)),
        ("", "等项目成功签约", ("签约",)),
        ("开工建设", "", ("开工",)),
        ("启动", "", ("开工",)),
        ("加快推进", "建设", ("在建",)),
        ("建成", "", ("竣工",)),
        ("", "全线贯通", ("竣工",)),
        ("", "建成通车", ("竣工", "投用")),
        ("", "投入运营", ("投用",)),
        ("依托", "开展合作", ()),
    ],
)
def test_the_words_around_a_name_give_its_stage(before: str, after: str, expected: tuple[str, ...]) -> None:
    assert stages(before, after) == expected


@pytest.mark.parametrize("phrase", ["重点", "一批新型", "国家级科技创新", "30个"])
def test_generic_phrases(phrase: str) -> None:
    assert is_generic(phrase)


@pytest.mark.parametrize("phrase", ["梅江", "昌景", "鹿鸣湖科技"])
def test_phrases_with_a_name_are_not_generic(phrase: str) -> None:
    assert not is_generic(phrase)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("加快建设梅江灌区", "梅江灌区"),
        ("大力发展新能源", "新能源"),
        ("新增3家企业", "企业"),
        ("服务业", "服务业"),
        ("积极稳妥有序推进开发区改革", "开发区改革"),
    ],
)
def test_verbs_and_counts_before_a_name_are_left_out(text: str, name: str) -> None:
    assert text[lead_end(text, 0, len(text)) :] == name


def test_a_list_has_its_items_and_its_head() -> None:
    text = "推进甲桥、乙港和丙站等重大项目建设"
    (listing,) = [one for one in listings(text) if len(one.items) > 1]
    assert [text[slice(*item)] for item in listing.items] == ["甲桥", "乙港", "丙站"]
    assert listing.head is not None
    assert text[slice(*listing.head)] == "重大项目建设"


def test_quotation_marks_and_brackets_are_not_split() -> None:
    text = "推进“山、水、城”（一期、二期）改造工程"
    assert [text[slice(*item)] for one in listings(text) for item in one.items] == [
        "“山、水、城”（一期、二期）改造工程"
    ]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("组建海洋生态与渔业信息研究院", ["海洋生态与渔业信息研究院"]),  # two fields of one institute
        ("组建养护公司与渔业信息研究院", ["养护公司", "渔业信息研究院"]),
    ],
)
def test_fields_that_an_institute_is_named_after_are_no_list(text: str, items: list[str]) -> None:
    assert [text[slice(*item)] for one in listings(text) for item in one.items] == items


def test_the_same_sentence_gives_the_same_names() -> None:
    text = NAMED[0][0]
    assert names(text) == names(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("天海第8.6代显示面板项目主体封顶", {"天海第8.6代显示面板项目"}),
        ("总投资50亿元的宜春锂电池项目二期投产", {"宜春锂电池项目二期"}),
        ("星海公园片区更新项目完成投资20亿元", {"星海公园片区更新项目"}),
        ("“听泉居”项目投产运营", {"“听泉居”项目"}),
        ("抚州智慧粮仓项目位于临川区，占地120亩", {"抚州智慧粮仓项目"}),
    ],
)
def test_what_is_called_a_project(text: str, expected: set[str]) -> None:
    assert set(found(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "新开工产业项目32个",
        "推进新能源项目建设",
        "抓好补短板项目落地",
        "推进32个城中村改造项目建设",
        "优化实施“两重”项目",
        "树牢“项目为王”理念",
    ],
)
def test_a_sort_of_projects_is_none(text: str) -> None:
    assert set(found(text)) == set()
