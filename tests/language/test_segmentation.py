"""Words are those of jieba's cut by its dictionary."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.segmentation import segmented, segmenter


@pytest.mark.parametrize(
    "text", ["", "研究生命起源", "新增城镇就业人数", "PM2.5浓度下降、5G基站", "龘龘龘", "结婚的和尚未结婚的"]
)
def test_words_are_those_of_jieba(text: str) -> None:
    assert segmented(text) == tuple(segmenter().cut(text, HMM=False))


@settings(deadline=None)
@given(st.text("研究生命起源新增城镇就业人数中国人民生产总值龘A1、", max_size=16))
def test_any_text_is_cut_as_by_jieba(text: str) -> None:
    assert segmented(text) == tuple(segmenter().cut(text, HMM=False))
    assert "".join(segmented(text)) == text
