from __future__ import annotations

import pytest

from kg.extract.generic import is_vague_place
from kg.extract.names import names
from kg.extract.projects import projects
from kg.extract.sites import sites
from kg.model import Entity, Span
from tests.extract.things import context


def found(*sentences: str, area: str = "湖南省") -> dict[str, Entity]:
    return {e.name: e for e in sites(context(*sentences, area=area))}


NAMED = [
    ("支持岳麓山大学科技城、湘江科学城高质量发展", {"岳麓山大学科技城", "湘江科学城"}),
    ("做强做优洞庭湖生态经济区", {"洞庭湖生态经济区"}),
    ("提升马栏山视频文创产业园运营水平", {"马栏山视频文创产业园"}),
    ("高标准打造“麓山药谷”", {"麓山药谷"}),
    ("深化株洲轨道智谷、常德药港建设", {"株洲轨道智谷", "常德药港"}),
    ("火宫殿美食夜市、坡子街步行街客流持续增长", {"火宫殿美食夜市", "坡子街步行街"}),
    ("长沙综保区冷鲜货值翻番", {"长沙综保区"}),
    ("优化“渝快办”“浙里办”服务", {"渝快办", "浙里办"}),
    ("推广“湘服通”", {"湘服通"}),
    ("讲好都江堰、莫高窟故事", {"都江堰", "莫高窟"}),
    ("提升湘赣、湘粤合作产业园能级", {"湘赣合作产业园", "湘粤合作产业园"}),
    ("融入西部陆海新通道", {"西部陆海新通道"}),
    ("擦亮“麓山智行走廊”", {"麓山智行走廊"}),
    ("湘企云服务平台上线运行", {"湘企云服务平台"}),
    ("打造长沙“星城夜集”等夜间消费聚集区18个", {"长沙“星城夜集”"}),
    ("推进长浏、长宁、长望产业走廊建设", {"长浏产业走廊", "长宁产业走廊", "长望产业走廊"}),
    ("保护炭河里、铜官窑遗址", {"炭河里遗址", "铜官窑遗址"}),
    ("做强长沙、株洲、湘潭3大机器人产业基地", {"长沙机器人产业基地", "株洲机器人产业基地", "湘潭机器人产业基地"}),
    ("同步推动郴州、永州等地零碳园区建设", {"郴州零碳园区", "永州零碳园区"}),
    ("湖湘医疗保障清分结算平台投入运行", {"湖湘医疗保障清分结算平台"}),
    ("开通省融资信用服务平台“湘易贷”", {"湘易贷"}),
    ("做活黄兴广场、星沙和、洋湖城等商圈", {"黄兴广场", "星沙和", "洋湖城"}),
    ("深化横琴粤澳深度合作区建设", {"横琴粤澳深度合作区"}),
    ("呼和浩特敕勒川草原、长沙橘洲等景区客流增长", {"呼和浩特敕勒川草原", "长沙橘洲"}),
    ("建成用好屈子、贾谊国家文化公园", {"屈子国家文化公园", "贾谊国家文化公园"}),
    ("上线湘企服务平台", {"湘企服务平台"}),
    ("推进炭河里遗址申遗", {"炭河里遗址"}),
    ("长株潭国家自主创新示范区扩容", {"长株潭国家自主创新示范区"}),
    ("12个项目落地湘琼临海产业园", {"湘琼临海产业园"}),
    ("指导长沙大王山文旅城创建景区", {"长沙大王山文旅城"}),
]

UNNAMED = [
    "畅通青年人才成长成才通道",
    "成为电网关键节点",
    "衡南县、祁东县、常宁市等3个县建设油茶良种繁育基地",
    "安乡县成为全国候鸟迁徙通道",
    "加快中医药传承创新平台建设",
    "推动资源要素向片区集聚",
    "迎来特区建设10周年、直辖30周年等重大节点",
    "干部群众热爱山东、建设山东",
    "建设国家重要农产品生产基地",
    "建设现代农（牧）事综合服务中心80家",
    "全县有文化馆1个",
    "除险加固小型水库12座",
    "产业类科创项目和平台建设由企业牵头",
    "在长江经济带发展中发挥更大作用",
    "博物馆“故宫厅”揭牌",
    "升级线上人才综合服务平台",
    "边民互市贸易区增至5个",
    "内河高等级航道里程突破1000公里",
    "加快产业园区建设",
    "新增省级特色产业园12个",
    "打造一批高能级创新平台",
    "培育更多特色街区",
    "郴州获批国家可持续发展议程创新示范区",
    "营造稳就业、稳企业、稳市场的环境",
    "建设全国统一大市场",
    "争创国家未来产业先导区",
    "引入多种类型贸易平台",
    "打造全市重要装备制造基地",
    "盘活沿线城市节点",
    "畅通重症患者就医通道",
    "用好各大电商平台",
    "所有市州互通高速",
    "地质灾害避险搬迁一期",
    "建设“一站式”平台",
    "泰山区财政收入增长",
    "推进21个先行片区建设",
    "新培育现代海洋特色产业集聚区7个",
    "首批10个未来产业先导区集聚企业百家",
    "利润增速位居全市开发区前列",
    "促进“湘赣通办”提质",
    "“湘品湘货”上平台、上商超",
    "“湘科贷”缓解融资难",
    "构建数据共享平台",
    "着力解决“三保障”突出问题",
    "巩固“三主”地位",
    "发行超长期特别国债",
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_what_a_sentence_names(text: str, expected: set[str]) -> None:
    assert set(found(text)) == expected


@pytest.mark.parametrize("text", UNNAMED)
def test_what_names_no_site(text: str) -> None:
    assert set(found(text)) == set()


def test_what_is_opened_is_a_project_and_what_is_spoken_of_a_site() -> None:
    assert [e.name for e in projects(context("星沙会展中心开工建设"))] == ["星沙会展中心"]
    assert list(found("星沙会展中心人气不减")) == ["星沙会展中心"]


@pytest.mark.parametrize(
    ("text", "name", "vague"),
    [
        ("建设15个服务业集聚区", "服务业集聚区", True),
        ("完善综合服务平台", "综合服务平台", True),
        ("加快推进湘江科学城", "推进湘江科学城", True),
        ("提升湘江科学城能级", "湘江科学城", False),
    ],
)
def test_a_vague_place_is_told(text: str, name: str, vague: bool) -> None:
    at = text.index(name)
    assert is_vague_place(text, at, at + len(name)) is vague


def test_what_another_extractor_has_as_an_area_is_no_site() -> None:
    whole = context("提升湘江科学城能级", area="湖南省")
    area = Entity("Area", "湘江科学城", (Span(0, 1),), "test", 1.0)
    assert list(sites(type(whole)(whole.document, whole.lexicon, whole.gazetteer, (area,)))) == []


def test_what_only_stands_in_the_name_of_an_honour_is_no_site() -> None:
    text = "湘江科学城入选榜单"
    whole = context(text, area="湖南省")
    honour = Entity("Honour", text, (Span(0, len(text)),), "test", 1.0)
    assert list(sites(type(whole)(whole.document, whole.lexicon, whole.gazetteer, (honour,)))) == []


@pytest.mark.parametrize(
    "text",
    [
        "打造“氢走廊”“智行走廊”",
        "建设成渝“氢走廊”“电走廊”“智行走廊”",
        "加快A线、B线等“十大工程”建设",
        "（一）星沙港”二期开工",
    ],
)
def test_no_name_keeps_half_a_pair_of_marks(text: str) -> None:
    for name in names(text):
        for opening, closing in ("“”", "（）", "《》"):
            assert name.name.count(opening) == name.name.count(closing), name
            assert name.name.find(opening) <= name.name.find(closing), name
