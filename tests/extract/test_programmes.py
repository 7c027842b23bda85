from __future__ import annotations

import pytest

from kg.extract.programme_merge import Candidate, key, merge, outermost
from kg.extract.programmes import candidates, head_of, programmes
from kg.language.lexicon import lexicon
from kg.model import Entity, Span
from tests.extract.report import context


def found(*sentences: str, area: str = "山东省") -> dict[str, Entity]:
    return {e.name: e for e in programmes(context(*sentences, area=area))}


# Our own sentences: text, the programmes named in it.
NAMED = [
    ("审议2024年国民经济和社会发展计划执行情况", {"2024年国民经济和社会发展计划"}),
    ("谋划山东省国民经济和社会发展第十五个五年规划纲要", {"山东省国民经济和社会发展第十五个五年规划纲要"}),
    ("深入实施渔港经济提质行动", {"渔港经济提质行动"}),
    ("启动实施山区林果五年倍增计划，开展湿地修复试点", {"山区林果五年倍增计划", "湿地修复试点"}),
    ("实施牧草改良、奶牛单产提升行动", {"牧草改良行动", "奶牛单产提升行动"}),
    ("深化供热价格改革，健全重大产业项目会商机制", {"供热价格改革", "重大产业项目会商机制"}),
    ("健全资金投入和风险补偿机制", {"资金投入和风险补偿机制"}),
    ("研究制定促进邮轮旅游发展若干措施", {"促进邮轮旅游发展若干措施"}),
    ("开展“荷香夜市”促消费活动", {"“荷香夜市”促消费活动"}),
    ("深化“一码游全城”改革", {"“一码游全城”改革"}),
    ("推进“五个联动”", {"五个联动"}),
    ("印发《山东省海洋牧场管理条例》", {"山东省海洋牧场管理条例"}),
    ("全面推进乡村振兴，落实大规模设备更新和消费品以旧换新", {"乡村振兴", "大规模设备更新和消费品以旧换新"}),
    ("建设更高水平的平安山东", {"平安山东"}),
    ("加强鲁甘协作", {"鲁甘协作"}),
    ("落实“作风提升年”部署", {"作风提升年"}),
    ("耕地轮作改革纵深推进", {"耕地轮作改革"}),
    ("深入落实市委“码头提效年”部署要求", {"码头提效年"}),
    ("举办“泉边市集年”活动", {"泉边市集年"}),
    ("获批国家服务业创新试点", {"国家服务业创新试点"}),
    ("举办、承办“海风荷韵·夏日消费季”", {"海风荷韵·夏日消费季"}),
    ("实施以“一网通渔”为特征的渔港改造行动", {"渔港改造行动"}),
    ("落实区代表大会批准的渔港提质规划", {"渔港提质规划"}),
    ("实施岸线整治行动、海藻养护行动等“五大行动”", {"岸线整治行动", "海藻养护行动", "五大行动"}),
    (
        "实施“两大行动”：岸线整治行动，清理岸线10公里；海藻养护行动，投放苗种3吨",
        {"两大行动", "岸线整治行动", "海藻养护行动"},
    ),
    (
        "健全渔港安全、渔船检验、船员培训“三大体系”",
        {"渔港安全体系", "渔船检验体系", "船员培训体系", "三大体系"},
    ),
    ("落实市政府下达的渔港提质方案", {"渔港提质方案"}),
    ("贯彻《海岛公路养护导则》", {"海岛公路养护导则"}),
    ("开展“转作风、抓落实”主题年活动", {"“转作风、抓落实”主题年活动"}),
    ("深化“4433”推进体系（4个专班、4项清单、3级调度、3项机制）", {"“4433”推进体系"}),
    ("深入推进城市更新，落实减税降费", {"城市更新", "减税降费"}),
    ("聚焦海水淡化、游艇“三大主攻方向”", {"三大主攻方向"}),
    ("实施岸线整治、海藻养护、渔船更新“三大行动”", {"岸线整治行动", "海藻养护行动", "渔船更新行动", "三大行动"}),
]

# Sentences that name none: growth, projects, industries, doctrine, slogans, metaphors in quotation marks.
# Subjects: the predicate that closes the clause ends the name, though words of the name may be verbs elsewhere.
NAMED += [
    ("渔港管理体制改革基本完成", {"渔港管理体制改革"}),
    ("县级渔业综合改革全面推开", {"县级渔业综合改革"}),
    ("海洋牧场创新试点取得明显成效", {"海洋牧场创新试点"}),
    ("惠渔殡葬改革拓展深化", {"惠渔殡葬改革"}),
    ("盐业资源管理长效机制加快构建", {"盐业资源管理长效机制"}),
    ("渔业国家战略深化落实", {"渔业国家战略"}),
    ("盐碱地综合治理工程成效明显", {"盐碱地综合治理工程"}),
    ("近海分类管护试点加快推进", {"近海分类管护试点"}),
    # of the years before: schemes that the whole country knew
    ("“雨露计划”培训渔民3000人", {"雨露计划"}),
    ("深入推进“六五”普法", {"“六五”普法"}),
    ("实施农村安全饮水工程", {"农村安全饮水工程"}),
]

UNNAMED = [
    "以实际行动践行初心使命",
    "坚决防止政绩工程、形象工程",
    "实施配套工程",
    "完成主体工程",
    "实施滨河路改造工程",
    "实施东港污水处理厂扩建工程",
    "实施石岛村破损山体治理工程",
    "开展植树造林活动",
    "建立联系机制",
    "落实各项惠民政策",
    "渔业创新能力稳步提升",
    "（三）确保完成2018年预算任务的措施",
    "坚持创新驱动发展",
    "在减税降费、能源供应等方面加大力度",
    "建成“望海3号”科考船",
    "推动“两江四湖”环境改善",
    "落实“六个坚持”工作要求",
    "激发“文化+”消费活力",
    "巩固“三主”地位",
    "做强“五大产业”",
    "完成年度投资计划，落实2025年计划",
    "推动“丰收之年”再续新篇",
    "地区生产总值增长5.5%，城镇新增就业3万人",
    "加快建设现代化产业体系",
    "坚持以习近平新时代中国特色社会主义思想为指导，坚定拥护“两个确立”",
    "新增专精特新“小巨人”企业20家",
    "推进滨海大道改造和三座大桥建设",
    "大力发展海水淡化产业",
    "政府系统要改进工作作风",
    "打通服务群众“最后一公里”",
    "“十五五”时期是打基础的五年",
    "实现“五个新提升”",
    "全面深化改革",
    "推进各项改革",
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_what_a_sentence_names(text: str, names: set[str]) -> None:
    assert set(found(text)) == names


@pytest.mark.parametrize("text", UNNAMED)
def test_what_names_no_programme(text: str) -> None:
    assert set(found(text)) == set()


def test_mentions_lead_to_the_text() -> None:
    text = "实施渔港经济提质行动"
    (entity,) = programmes(context(text))
    assert [text[m.start : m.end] for m in entity.mentions] == ["渔港经济提质行动"]


def test_a_name_with_a_restored_head_points_at_its_own_words() -> None:
    text = "实施牧草改良、奶牛单产提升行动"
    entity = found(text)["牧草改良行动"]
    assert text[entity.mentions[0].start : entity.mentions[0].end] == "牧草改良"


def test_forms_of_one_programme_are_one_entity() -> None:
    got = found("推进“一码游全城”改革", "扩大“一码游全城”覆盖面")
    assert len(got) == 1
    (entity,) = got.values()
    assert len(entity.mentions) == 2
    assert "一码游全城" in (entity.name, *entity.aliases)


def test_known_names_of_one_concept_are_one_entity() -> None:
    assert len(found("落实育儿补贴制度", "发放育儿补贴")) == 1


def test_counts_and_results_are_no_part_of_a_name() -> None:
    assert set(found("开展12项供水价格改革试点")) == {"供水价格改革试点"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("实施渔港经济提质行动", "action"),
        ("落实“作风提升年”部署", "campaign-year"),
        ("深入实施泰山卓越人才集聚计划", "talent-plan"),
        ("深化供热价格改革", "reform"),
        ("全面推进乡村振兴", "strategy"),
        ("完善“三联四保”工作推进体系", "work-system"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert [e.kind for e in found(text).values()] == [kind]


def test_kinds_are_concepts_of_the_vocabulary() -> None:
    kinds = {c.id for c in lexicon().concepts("programme-kind")}
    for concept in (*lexicon().concepts("programme-cue"), *lexicon().concepts("known-programme")):
        assert {b.rsplit("/", 1)[-1] for b in concept.broader} <= kinds


def test_every_known_programme_is_found_by_each_of_its_names() -> None:
    known = lexicon().concepts("known-programme")
    assert len(known) >= 200
    for concept in known:
        for label in concept.labels:
            assert key(label) == concept.iri


def test_confidence_is_that_of_the_rule() -> None:
    (entity,) = programmes(context("实施渔港经济提质行动"))
    assert entity.rule == "action-carry"
    assert 0.5 <= entity.confidence <= 1.0


def test_of_overlapping_candidates_the_longest_is_kept() -> None:
    def made(start: int, end: int) -> Candidate:
        return Candidate(0, Span(start, end), start, end, "名" * (end - start), "known", "action")

    assert [(c.start, c.end) for c in outermost([made(2, 5), made(0, 6), made(7, 9)])] == [(0, 6), (7, 9)]


def test_a_candidate_that_no_rule_is_sure_of_is_no_entity() -> None:
    said = context("扩大新的合作布局")
    assert not list(programmes(said))


def test_the_same_input_gives_the_same_output() -> None:
    sentences = [text for text, _ in NAMED]
    assert list(programmes(context(*sentences))) == list(programmes(context(*sentences)))


def test_heads() -> None:
    assert head_of("渔港经济提质行动") == ("行动", "action")
    assert head_of("条例（草案）") is None
    assert head_of("海域管理条例（草案）") == ("条例", "document")
    assert head_of("渔港") is None


def test_merge_of_nothing() -> None:
    assert list(merge([])) == []
    assert candidates(context("甲")) == ()


def test_parts_told_in_the_sentences_behind_their_sum() -> None:
    got = found("深入实施“两大工程”。", "一是岸线整治工程。", "清理岸线10公里。", "二是海藻养护工程，投放苗种3吨。")
    assert {"两大工程", "岸线整治工程", "海藻养护工程"} <= set(got)


def test_fewer_parts_than_the_sum_says_are_none() -> None:
    got = found("深入实施“三大工程”。", "一是岸线整治工程。", "二是海藻养护工程，投放苗种3吨。")
    assert set(got) == {"三大工程"}


def test_a_quoted_name_is_known_without_the_words_before_its_marks() -> None:
    assert "“六权”改革" in found("全面推开农村“六权”改革")["农村“六权”改革"].aliases


def test_a_quoted_work_named_after_the_area_is_a_programme() -> None:
    assert found("实施“数字齐鲁”建设工程")
