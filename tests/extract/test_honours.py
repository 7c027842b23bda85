from __future__ import annotations

import pytest

from kg.extract.honours import honours, is_award, key, titles
from tests.extract.report import context


def found(*sentences: str) -> set[str]:
    return {e.name for e in honours(context(*sentences))}


NAMED = [
    ("甲县获评全国渔业绿色发展先进县", {"全国渔业绿色发展先进县"}),
    ("乙市、丙市入选国家海洋经济创新发展示范城市", {"国家海洋经济创新发展示范城市"}),
    ("我市荣获全国“海鲜美食之都”称号", {"全国“海鲜美食之都”"}),
    ("争创国家级盐业文化旅游度假区", {"国家级盐业文化旅游度假区"}),
    ("积极申报国家深海育种中试基地", {"国家深海育种中试基地"}),
    ("丁港口跻身世界港口百强", {"世界港口百强"}),
    ("全国文明村镇数量居全省首位", {"全国文明村镇"}),
    ("先后获得牡丹奖、金桂奖等6项大奖", {"牡丹奖", "金桂奖"}),
    ("荣获全国促进渔民增收和海岛旅游示范县称号", {"全国促进渔民增收和海岛旅游示范县"}),
    ("连续三年获评国家A级", {"国家A级"}),
    ("力争获批国家级高新区、综合保税区", {"国家级高新区", "综合保税区"}),
    ("争创国家全域旅游示范区、国家级旅游度假区", {"国家全域旅游示范区", "国家级旅游度假区"}),
    ("深入推进国家全域旅游示范区创建工作", {"国家全域旅游示范区"}),
    ("争取国家环保模范城市通过验收", {"国家环保模范城市"}),
    ("争取更多乡镇进入全国重点镇行列", {"全国重点镇"}),
    ("摘得“国家园林县城”金字招牌", {"国家园林县城"}),
    ("位居全国百强市第58位", {"全国百强市"}),
    ("全力争取将我市列入国家盐业综合改革试点", {"国家盐业综合改革试点"}),
    ("争取列入全国渔业改革试点县", {"全国渔业改革试点县"}),
    ("晋升全国百强县第48位", {"全国百强县"}),
    ("荣登中国城市发展百强榜", {"中国城市发展百强榜"}),
    ("实现全国双拥模范城“七连冠”", {"全国双拥模范城"}),
    ("深入开展文明城市、卫生城市创建活动", {"文明城市", "卫生城市"}),
    ("开展全国文明城市、国家森林城市“两城同创”", {"全国文明城市", "国家森林城市"}),
    ("支持甲州建设国家生态文明先行示范区", {"国家生态文明先行示范区"}),
    ("加快推进国家农业科技园区创建步伐", {"国家农业科技园区"}),
    ("创建AAAA级旅游景区2个", {"AAAA级旅游景区"}),
    ("启动全国法治城市创建", {"全国法治城市"}),
    ("申建综合保税区", {"综合保税区"}),
    ("抓好“省级文明城市”创建", {"省级文明城市"}),
    ("新增4个国家海洋生态示范区", {"国家海洋生态示范区"}),
    ("启动黄岩区、椒江区省级园林城市、卫生城市创建工作", {"省级园林城市", "卫生城市"}),
    ("争取三门县列入国家海水养殖试点", {"国家海水养殖试点"}),
    ("支持仙居县申创中国杨梅酒都", {"中国杨梅酒都"}),
    ("力争滨海开发区升级为国家级开发区", {"国家级开发区"}),
    ("创建省级工业园区、省级农业示范园各1个", {"省级工业园区", "省级农业示范园"}),
    ("实现创建省级卫生县城目标", {"省级卫生县城"}),
    ("力争创建全国文明城市", {"全国文明城市"}),
    ("争取将滨海县纳入国家盐业改革试点", {"国家盐业改革试点"}),
    ("国家森林城市创建通过验收", {"国家森林城市"}),
    ("丁村获评浙江省金牌渔村", {"浙江省金牌渔村"}),
    ("争创3条省级美丽河湖", {"省级美丽河湖"}),
    ("丁街区获评省级先进街区、戊街区获评市级先进街区", {"省级先进街区", "市级先进街区"}),
]

UNNAMED = [
    "获得国家资金支持12亿元",
    "有3款新药获批上市",
    "建设三条高速公路",
    "争取更多项目落地",
    "群众的获得感不断增强",
    "创建良好的营商环境",
    "经验做法获全国推广",
    "获批设立浙江海洋渔业大学",
    "争创国家级大奖",
    "5A级旅游景区数量保持全国首位",
    "入选国家级人才工程4人",
    "2人当选中国工程院院士",
    "争取国家在我省布局国家重点实验室",
    "争取省级专项债券30亿元",
    "成效考核连续六年获评国家优秀",
    "新增国家级经济技术开发区2个",
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_titles_of_a_sentence(text: str, names: set[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize("text", UNNAMED)
def test_no_title(text: str) -> None:
    assert found(text) == set()


def test_aiming_is_told_from_getting() -> None:
    aimed = {t.name: t.aimed for t in titles(context("争创国家级盐业示范区", "乙市获评全国盐业先进市"))}
    assert aimed == {"国家级盐业示范区": True, "全国盐业先进市": False}


def test_the_words_before_the_verb_are_the_holder() -> None:
    (title,) = titles(context("乙市、丙市入选国家海洋经济创新发展示范城市"))
    assert title.holder is not None
    assert title.holder.text == "乙市、丙市"


def test_one_title_with_and_without_its_level_is_one_entity() -> None:
    (entity,) = honours(context("乙市获评全国盐业先进市", "丙市获评盐业先进市"))
    assert entity.name == "全国盐业先进市"
    assert entity.aliases == ("盐业先进市",)
    assert len(entity.mentions) == 2


def test_counts_are_no_part_of_a_title() -> None:
    text = "新增3个国家级盐业示范园区，获批2个国家级盐业示范园区"
    (entity,) = honours(context(text))
    assert {text[m.start : m.end] for m in entity.mentions} == {"国家级盐业示范园区"}


def test_awards_are_known_by_their_head() -> None:
    assert is_award("海洋科技进步奖")
    assert not is_award("海洋科技进步")
    assert key("国家级盐业示范区") == key("盐业示范区")


@pytest.mark.parametrize(
    "text",
    [
        "扎实推进国家森林城市创建工作",
        "力争获批国家森林城市",
        "以创建国家森林城市为抓手",
        "争创竹林、松林等领域国家森林城市",
    ],
)
def test_wordings_of_applying(text: str) -> None:
    assert [(t.name, t.aimed) for t in titles(context(text))] == [("国家森林城市", True)]


def test_a_title_that_is_kept_is_not_applied_for() -> None:
    assert [t.aimed for t in titles(context("巩固国家森林城市创建成果"))] == [False]


def test_how_often_it_was_won_is_no_part_of_a_title() -> None:
    assert "全国双拥模范城" in found("争创全国双拥模范城“五连冠”")


def test_a_title_with_its_cup_is_known_by_either() -> None:
    [honour] = honours(context("荣获全国社会治安综合治理优秀市“长安杯”"))
    assert {"长安杯", "全国社会治安综合治理优秀市"} <= set(honour.aliases)
