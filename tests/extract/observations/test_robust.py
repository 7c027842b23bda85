"""Any text is read: without an error, in linear time, with every passage inside its sentence."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.ledger import numbers
from kg.extract.observations import observations
from kg.language.lexicon import lexicon
from kg.model import Document, Observation
from tests.extract.observations.reading import document

_WORDS = [
    *(
        "地区生产总值",
        "固定资产投资",
        "企业",
        "项目",
        "城乡居民",
        "总量",
        "占",
        "比重",
        "其中",
        "等",
        "个",
        "家",
        "亿元",
        "%",
    ),
    *(
        "个百分点",
        "倍",
        "1",
        "3.5",
        "12",
        "两",
        "三分之一",
        "翻一番",
        "2025年",
        "分别",
        "均",
        "达到",
        "增长",
        "下降",
        "较上年",
    ),
    *(
        "高于全省",
        "居全市",
        "第",
        "位",
        "前",
        "新增",
        "完成",
        "计划",
        "力争",
        "预计",
        "从",
        "到",
        "每",
        "以上",
        "近",
        "的",
        "和",
    ),
    *("、", "，", "；", "。", "“", "”", "（", "）", "∶", "-", "A5"),
]
_TEXTS = st.lists(st.sampled_from(_WORDS), max_size=40).map("".join) | st.text(max_size=60).filter(
    lambda t: "\n" not in t
)
_LENGTH = 100_000


def read(text: str) -> tuple[Document, list[Observation]]:
    """A document of the text and what it says."""
    made = document(text or "。")
    return made, list(observations(made, lexicon()))


@given(_TEXTS)
@settings(max_examples=300, deadline=None)
def test_every_passage_lies_in_its_sentence_and_ends_with_its_number(text: str) -> None:
    made, found = read(text)
    for o in found:
        sentence = made.sentences[o.sentence]
        assert sentence.offsets[0] <= o.span.start < o.span.end <= sentence.offsets[-1] + 1
        assert made.quote(o.span).endswith(o.value_text)
        assert 0 < o.confidence <= 1
        assert {field for field, _ in o.trace} == {"indicator", "measure", "bound", "period", "status", "area"}
        assert all(why for _, why in o.trace)


@given(_TEXTS)
@settings(max_examples=200, deadline=None)
def test_the_ledger_has_each_number_once(text: str) -> None:
    made, found = read(text)
    end = 0
    for note in numbers(made, found, lexicon()):
        assert end <= note.span.start < note.span.end <= len(made.text)
        end = note.span.end


@pytest.mark.parametrize("piece", ["1", "5%、", "“1", "（1", "第3", "两个", "完成", "每"])
def test_time_grows_with_the_length_alone(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        start = time.process_time()
        made, found = read(text)
        list(numbers(made, found, lexicon()))
        return time.process_time() - start

    seconds(1000)  # what is compiled once
    short = max(seconds(_LENGTH // 20), 0.02)
    assert seconds(_LENGTH // 4) < short * 5 * 6
