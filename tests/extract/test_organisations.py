from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.extract.organisations import organisations, spoken
from kg.model import Entity, Span
from tests.extract.things import context


def found(*sentences: str, area: str = "湖北省") -> dict[str, Entity]:
    return {e.name: e for e in organisations(context(*sentences, area=area))}


NAMED = [
    ("江汉智造集团、荆楚文旅集团启动重组", {"江汉智造集团", "荆楚文旅集团"}),
    ("引进星河电子、蓝海制药等龙头企业", {"星河电子", "蓝海制药"}),
    ("组建东湖量子技术研究院", {"东湖量子技术研究院"}),
    ("自觉接受省人大常委会监督，支持省政协履职", {"省人大常委会", "省政协"}),
    ("落实党中央、国务院决策部署", {"党中央", "国务院"}),
    ("设立长江现代种业投资基金", {"长江现代种业投资基金"}),
    ("华为、京东方在鄂扩产", {"华为", "京东方"}),
    ("与中科院共建研发平台，特斯拉增资扩股", {"中科院", "特斯拉"}),
    ("巴斯夫、宁德时代投产达效", {"巴斯夫", "宁德时代"}),
    ("中国电信湖北分公司揭牌", {"中国电信湖北分公司"}),
    ("星澜科技在科创板挂牌上市", {"星澜科技"}),
    ("引进云帆生物、海岳重工", {"云帆生物", "海岳重工"}),
    ("依托中科院武汉岩土所攻关", {"中科院武汉岩土所"}),
    ("组建省外贸集团", {"省外贸集团"}),
    ("省发展改革委牵头，市中级人民法院配合", {"省发展改革委", "市中级人民法院"}),
    ("在湖北省第十四届人民代表大会第四次会议上", {"湖北省第十四届人民代表大会"}),
    ("2026年1月20日在湖北省第十四届人民代表大会第四次会议上", {"湖北省第十四届人民代表大会"}),
    ("汉江师范学院更名为汉江师范大学", {"汉江师范大学"}),
    ("武汉大学共建东湖碳谷研究院", {"武汉大学", "东湖碳谷研究院"}),
    ("珞珈实验室、江城实验室挂牌运行", {"珞珈实验室", "江城实验室"}),
    ("神农架国家公园管理局成立", {"神农架国家公园管理局"}),
    ("支持广期所开展品种创新", {"广期所"}),
    ("商务部批复方案", {"商务部"}),
    ("云水漆业、华夏幸福入围全国民企榜单", {"云水漆业", "华夏幸福"}),
    ("沃尔玛、汉江优品、家乐福先后开业", {"沃尔玛", "汉江优品", "家乐福"}),
    ("县中医院晋升等级，市实验中学搬迁", {"县中医院", "市实验中学"}),
    ("宜昌一中、襄阳四中入选名单", {"宜昌一中", "襄阳四中"}),
    ("会展馆由中建二局承建", {"中建二局"}),
    ("组建市文旅集团、省交投集团", {"市文旅集团", "省交投集团"}),
    ("中国科学院宜昌海洋科学与技术研究所挂牌", {"中国科学院宜昌海洋科学与技术研究所"}),
    ("深化与珞珈、江城等国家实验室合作", {"珞珈国家实验室", "江城国家实验室"}),
    ("支持云梦、丹江口实验室发展", {"云梦实验室", "丹江口实验室"}),
    ("成立全省首家柑橘产业技术研究院", {"柑橘产业技术研究院"}),
]

UNNAMED = [
    "管好职工医疗保险统筹基金",
    "发行资产支持证券20亿元",
    "建强乡镇级中医医院",
    "引进大型综合性商贸物流集团",
    "每个市建设1个省级成果转化中心",
    "新增上市公司6家",
    "建设高水平研究型大学",
    "培育专精特新企业300家",
    "各类金融机构存款增长9%",
    "完善县级公立医院布局",
    "党的二十届四中全会",
    "新建中小学20所",
    "引进世界500强、中国500强等企业12家",
    "培育瞪羚、独角兽、专精特新等企业",
    "支持电子信息、生物医药等企业做大",
    "推广小米、高粱良种",
    "建设省级医院和区域医疗中心",
    "新增省重点实验室3家",
    "全市发展改革工作座谈会",
    "严守北大门安全",
    "实现西电东送",
    "打造一流联合实验室",
    "推动科技部门与高校共同立项",
    "全省人大代表、政协委员认真履职",
    "推动现代产业学院、卓越工程师学院建设",
    "建设一批基础学科研究中心",
    "引进临时进口特医食品12款",
    "全省所有县医院达到二级水平",
    "筹建甲市全国重点实验室集群",
    "城市与山水相融",
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_what_a_sentence_names(text: str, expected: set[str]) -> None:
    assert set(found(text)) == expected


@pytest.mark.parametrize("text", UNNAMED)
def test_what_names_no_organisation(text: str) -> None:
    assert set(found(text)) == set()


def test_a_company_in_the_name_of_a_project_is_none_of_its_own() -> None:
    text = "华为数据中心开工建设"
    project = Entity("Project", "华为数据中心", (Span(0, 6),), "test", 1.0)
    whole = context(text, area="湖北省")
    assert list(organisations(replace(whole, entities=(project,)))) == []


def test_the_forms_of_one_body_are_one_organisation() -> None:
    (body,) = found("我代表湖北省人民政府报告工作", "省政府常务会议审议", "省人民政府决定").values()
    assert (body.name, set(body.aliases)) == ("湖北省人民政府", {"省政府", "省人民政府"})


@pytest.mark.parametrize("piece", ["省人大", "第十四届", "中科院", "引进云帆生物、", "湖北省综保区", "“华为"])
def test_time_grows_with_the_length_of_a_sentence_alone(piece: str) -> None:
    assert seconds(lambda: spoken(piece * 4000)) < 60 * max(seconds(lambda: spoken(piece * 400)), 0.01)


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
