from __future__ import annotations

import pytest

from kg.extract.industries import core, industries
from kg.model import Entity
from tests.extract.things import context


def found(*sentences: str, area: str = "四川省") -> dict[str, Entity]:
    return {e.name: e for e in industries(context(*sentences, area=area))}


NAMED = [
    ("做强集成电路、新能源汽车等战略性新兴产业", {"集成电路", "新能源汽车", "战略性新兴产业"}),
    ("培育光遗传、类脑芯片、氢能等未来产业", {"光遗传", "类脑芯片", "氢能", "未来产业"}),
    ("大力发展人工智能", {"人工智能"}),
    ("生物医药产业增加值增长12%", {"生物医药产业"}),
    ("制造业高质量发展指数提升", {"制造业"}),
    ("加快发展现代服务业和智慧农业", {"现代服务业", "智慧农业"}),
    ("发展垂钓经济、首店经济等新业态", {"垂钓经济", "首店经济"}),
    ("做强枸杞、滩羊、冷凉蔬菜“六特”产业", {"枸杞", "滩羊", "冷凉蔬菜"}),
    ("形成竹编、川酒、川茶三大特色产业", {"竹编", "川酒", "川茶"}),
    ("聚焦精准医疗、现代物流、金融等重点领域", {"精准医疗", "现代物流", "金融"}),
    ("服务贸易总额突破千亿", {"服务贸易"}),
    ("支持工业设计企业出海", {"工业设计"}),
    ("智能家电、高端化工、新能源汽车三大优势产业链产值分别增长8%、9%和10%", {"智能家电", "高端化工", "新能源汽车"}),
    ("壮大电子信息、汽车及零部件、生物医药及医疗器械三大产业集群", {"电子信息", "汽车及零部件", "生物医药及医疗器械"}),
    ("电气机械和器材制造业增长9.8%", {"电气机械和器材制造业"}),
    ("南繁种业、游艇租赁、婚庆旅游产业蓬勃发展", {"南繁种业", "游艇租赁", "婚庆旅游产业"}),
    ("“风光氢储”产业全链条发展", {"“风光氢储”产业"}),
    ("依托临空片区发展智能制造与高端装备产业", {"智能制造", "高端装备产业"}),
]

UNNAMED = [
    "以一流营商环境服务企业发展",
    "加强道路交通、城镇燃气、危险化学品等领域安全整治",
    "开展非煤矿山、建筑施工、特种设备等重点行业领域隐患排查",
    "建设数据产业园，申报渔业博览会",
    "快递业务量增长20%",
    "培育畜牧业经营主体",
    "推动经济持续健康发展",
    "建立健全社会保障体系",
    "金融机构存款余额增长8%",
    "新增养老床位2万张",
    "推进农业农村现代化",
    "加快新型工业化",
    "落实国家政策",
    "支持汽车、家电等大宗消费",
    "新增限上餐饮企业20家",
    "壮大民营经济、县域经济和集体经济",
    "中央经济工作会议精神",
    "粮食、蔬菜稳产保供",
    "组建川渝物流集团、巴蜀研究院等企业",
    "壮大优势产业、富民产业",
    "成为第4个国家中心城市",
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_what_a_sentence_names(text: str, expected: set[str]) -> None:
    assert set(found(text)) == expected


@pytest.mark.parametrize("text", UNNAMED)
def test_what_names_no_industry(text: str) -> None:
    assert set(found(text)) == set()


def test_forms_of_one_industry_are_one_entity() -> None:
    assert found("激光产业加快发展。", "延伸激光产业链。")["激光产业链"].aliases == ("激光产业",)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("激光产业链", "激光"),
        ("氢能产业集群", "氢能"),
        ("旅游业", "旅游"),
        ("传统产业", "传统产业"),
        ("制造业", "制造业"),
    ],
)
def test_the_core_of_a_name(name: str, bare: str) -> None:
    assert core(name) == bare
