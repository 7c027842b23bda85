"""A gate that is shut never hides anything: patterns tried at some places only find what they find everywhere."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import resources
from kg.documents import find_documents, read_document
from kg.extract.observations.blocked import KINDS
from kg.language.anchored import DIGITS, NUMERALS, Anchored, Rule

CORPUS = Path(__file__).resolve().parents[3].parent / "shared" / "corpus"
SIGNS = "第附件表图见如备注两：①（）、［］〔〕.．-+＋/@×“”‘’《》「」%，。"
WORDS = (
    "PM2.5 5G C919 h kV 号线 全国 世界 500强 国道 双向 车道 歼 甲 星级 次全会 人口 床位 普法"
    " 小时 分钟 生活圈 党的 热线 期 工程 届 批 连续 近 过去 年来 连增 位数 上午 日 时 产业"
    " 省区市 2024 370102 http://a.cn 个 年"
)
PIECES = [*DIGITS, *NUMERALS, *SIGNS, *WORDS.split()]


@cache
def texts() -> tuple[str, ...]:
    """The sentences of the sample, and of the corpus where it is beside the checkout."""
    folders = [resources.folder("sample"), *([CORPUS] if CORPUS.is_dir() else [])]
    return tuple(s.text for path in find_documents(folders)[0] for s in read_document(path).sentences)


def everywhere(rule: Rule, text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer("|".join(source for _, source in rule), text)]


def gated(rule: Rule, text: str) -> list[tuple[int, int]]:
    return [match.span() for _, match in Anchored([rule]).find(text)]


@pytest.mark.parametrize("rule", [rule for rule, _ in KINDS])
def test_no_part_of_a_name_or_ordinal_is_lost_in_real_sentences(rule: Rule) -> None:
    anchored = Anchored([rule])
    for text in texts():
        assert [match.span() for _, match in anchored.find(text)] == everywhere(rule, text)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_part_of_a_name_or_ordinal_is_lost_in_any_text(text: str) -> None:
    for rule, _ in KINDS:
        assert gated(rule, text) == everywhere(rule, text)
