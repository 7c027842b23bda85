"""A gate that is shut never hides anything: patterns tried at some places only find what they find everywhere."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import resources
from kg.documents import find_documents, read_document
from kg.extract.observations import coordination, measure, whose
from kg.extract.observations.blocked import KINDS
from kg.extract.observations.stripping import LEADS, TAILS, strip_tail
from kg.language import periods, quantities
from kg.language.anchored import DIGITS, NUMERALS, Anchored, Rule
from kg.language.gazetteer import gazetteer
from kg.language.lexicon import lexicon
from kg.language.quantities import QuantityGrammar

CORPUS = Path(__file__).resolve().parents[3].parent / "shared" / "corpus"
SIGNS = "第附件表图见如备注两：①（）、［］〔〕.．-+＋/@×“”‘’《》「」%，。"
WORDS = (
    "PM2.5 5G C919 h kV 号线 全国 世界 500强 国道 双向 车道 歼 甲 星级 次全会 人口 床位 普法"
    " 小时 分钟 生活圈 党的 热线 期 工程 届 批 连续 近 过去 年来 连增 位数 上午 日 时 产业"
    " 省区市 2024 370102 http://a.cn 个 年 亿 万 人口 元 家 户 吨 亩 公 项 条 件 所 处 名 1.5 2.0"
)
TIMES = (
    "2023年 20 ～ 至 年 以来 底 末 初 月 日 十五 ”普法 规划 时期 上半年 下 前三季度 季度 月份 个月 今年 去年 同期"
    " 本 届政府 过去的 五年 这 今后 未来 下一个 刚刚 一 新 来 间 累计 连续 党的 八大 新时代 改革开放 直辖 近 最近"
)
RULES = (*(rule for rule, _ in KINDS), *periods.RULES)
PIECES = [*DIGITS, *NUMERALS, *SIGNS, *WORDS.split(), *TIMES.split()]


@cache
def texts() -> tuple[str, ...]:
    """The sentences of the sample, and of the corpus where it is beside the checkout."""
    folders = [resources.folder("sample"), *([CORPUS] if CORPUS.is_dir() else [])]
    return tuple(s.text for path in find_documents(folders)[0] for s in read_document(path).sentences)


def everywhere(rule: Rule, text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer("|".join(source for _, source, *_ in rule), text)]


def gated(rule: Rule, text: str) -> list[tuple[int, int]]:
    return [match.span() for _, match in Anchored([rule]).find(text)]


@pytest.mark.parametrize("rule", RULES)
def test_no_number_of_a_name_or_time_is_lost_in_real_sentences(rule: Rule) -> None:
    anchored = Anchored([rule])
    for text in texts():
        assert [match.span() for _, match in anchored.find(text)] == everywhere(rule, text)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_number_of_a_name_or_time_is_lost_in_any_text(text: str) -> None:
    for rule in RULES:
        assert gated(rule, text) == everywhere(rule, text)


def test_no_link_at_the_end_of_words_is_lost() -> None:
    for text in (*texts(), "连续六个季度", "连续8个月", "每千人口", "支出安排"):
        for end in range(len(text) % 5 + 1, len(text) + 1, 5):
            for ends, pattern in TAILS:
                assert text[end - 1] in ends or pattern().search(text[max(0, end - 20) : end]) is None


@pytest.mark.parametrize(
    "text", ["出口连续六个季度", "用电连续8个月", "县城绿地每万人", "收入安排", "产量“十四五”时期", "面积到去年底"]
)
def test_links_end_in_the_characters_that_are_looked_for(text: str) -> None:
    assert any(text[-1] in ends for ends, _ in TAILS)
    assert strip_tail(text) != text


def test_no_distance_is_lost() -> None:
    patterns = [pattern() for pattern in measure.GAPS.values()]
    assert len(patterns) > 3
    for text in (*texts(), "粮食比计划短收", "收入比预算节支", "低于全省平均水平"):
        for end in range(len(text) % 7 + 1, len(text) + 1, 7):
            before = text[max(0, end - 16) : end]
            if not measure.gap_signs().search(before):
                assert not any(pattern.search(before) for pattern in patterns)
            if before[-1] not in measure.gap_ends():
                rest = set(measure.GAPS) - set(measure.GAPS_BEFORE)
                assert not any(measure.GAPS[key]().search(before) for key in rest)


def test_no_area_that_a_text_begins_with_is_lost() -> None:
    areas = gazetteer()
    for text in (*texts(), "历城区增加值", "高新区增加值", "济南高新区增加值"):
        found = areas.find(text[:16], "370112")
        if found and found[0].start == 0:
            assert areas.may_begin(text, "370112")


def test_no_lead_of_a_noun_is_lost() -> None:
    for text in (*texts(), "一是粮食", "2.粮食", "五年累计完成", "年底前建成", "并连续三年居全国", "本次大会应到"):
        for start in range(0, len(text), 5):
            ahead = text[start : start + 20]
            for firsts, pattern in LEADS:
                assert ahead[0] in firsts or pattern().match(ahead) is None


def test_no_word_of_a_change_is_lost() -> None:
    changes = [measure.UP(), measure.DOWN()]
    for text in (*texts(), "粮食增长了", "能耗下降率", "开支压减比例", "收入提高幅度", "增速达到", "收入分别约"):
        for end in range(len(text) % 5 + 1, len(text) + 1, 5):
            before = text[max(0, end - 16) : end]
            assert before[-1] in measure.link_ends() or measure.LINKS().search(before) is None
            assert before[-1] in measure.change_ends() or not any(pattern.search(before) for pattern in changes)


class Everything(frozenset[str]):
    """Opens every gate."""

    def __contains__(self, _: object) -> bool:
        return True


def test_no_numeral_in_words_that_counts_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    gated, opened = QuantityGrammar(lexicon()), QuantityGrammar(lexicon())
    monkeypatch.setattr(opened, "_follows", Everything())
    for text in (*texts(), "产值突破万亿，增长", "两到三批", "三（间）房", "一多半", "五千亿", "十余户", "百强县"):
        assert gated.candidates(text) == opened.candidates(text)


class Every:
    """Has all patterns for every character."""

    def __init__(self, patterns: dict[str, re.Pattern[str]]) -> None:
        self.patterns = tuple(patterns.items())

    def __contains__(self, _: object) -> bool:
        return True

    def get(self, *_: object) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return self.patterns


def test_no_bound_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    gated, opened = QuantityGrammar(lexicon()), QuantityGrammar(lexicon())
    for side in ("before", "after"):
        monkeypatch.setattr(opened, f"_bounds_{side}", Every(getattr(gated, f"_{side}")))
    for text in (*texts(), "总量超过了5亿元", "不少于5家", "接近5%", "5家以上", "控制在5%以内", "5公里左右"):
        assert gated.candidates(text) == opened.candidates(text)


def test_no_place_in_an_order_is_lost() -> None:
    for text in (*texts(), "居首位", "位列榜首", "获冠军", "头名", "魁首", "前三", "第一位", "前1%"):
        places = {found.start() for found in quantities._RANK_FIRST.finditer(text)}
        assert all(found.start() in places for found in quantities._RANK.finditer(text))
        assert all(found.start() in places for found in quantities._TOP_SHARE.finditer(text))


def test_no_list_of_heads_is_lost() -> None:
    for text in (*texts(), "总量和增速", "进出口总额", "一二三产业占比", "城乡居民收入", "三次产业增加值"):
        for start in range(0, len(text), 5):
            noun = text[start : start + 12]
            assert coordination.may_list(noun) or len(coordination.items(noun, loose=True)) < 2


def test_no_area_before_an_indicator_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("历城区生产总值", "天桥区固定资产投资", "济南高新区税收收入", "国家级示范区", "历城区新建学校")
    every = (*names, *(text[at : at + 14] for text in texts() for at in range(0, len(text), 7)))
    gated = [whose.other_area(name, "370100") for name in every]
    monkeypatch.setattr(whose, "_may_indicate", lambda _: True)
    assert gated == [whose.other_area(name, "370100") for name in every]
    assert any(gated)
