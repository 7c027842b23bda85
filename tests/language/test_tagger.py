"""The name model: what it proposes, and that it is the one that was measured."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kg.language import tagger
from kg.language.name_features import features
from kg.language.tagger import TaggedSpan

TYPES = {"Area", "Programme", "Project", "Industry", "Organisation", "Site", "Honour"}


def named(text: str) -> set[tuple[str, str]]:
    return {(span.type, text[span.start : span.end].strip("“”")) for span in tagger.tag(text)}


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("深入实施“春风护航”行动，推出惠企举措三十项。", "Programme", "春风护航"),
        ("持续深化“双随机、一公开”监管改革。", "Programme", "双随机、一公开"),
        ("大力发展新能源汽车、集成电路、生物医药等产业。", "Industry", "集成电路"),
        ("推动云岭高速、白水抽水蓄能电站等项目开工建设。", "Project", "白水抽水蓄能电站"),
        ("获评国家生态文明建设示范区。", "Honour", "国家生态文明建设示范区"),
    ],
)
def test_finds_the_name(text: str, kind: str, name: str) -> None:
    assert any(k == kind and name in found for k, found in named(text)), named(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "。",
        "增长6%。",
        "同志们，一年来的成绩来之不易。",
        "要清醒地看到，工作中还有不少困难和不足。",
        "各位代表，让我们一起努力！",
    ],
)
def test_says_nothing_where_nothing_is_named(text: str) -> None:
    assert tagger.tag(text) == ()


def test_spans_are_in_order_apart_and_of_the_seven_types() -> None:
    text = "支持滨河新区建设智能网联汽车产业园，实施“链长制”，争创国家森林城市，引进远山科技有限公司。"
    spans = tagger.tag(text, floor=0.1)
    assert spans
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert {span.type for span in spans} <= TYPES
    assert all(0.1 <= span.probability <= 1 and round(span.probability, 2) == span.probability for span in spans)


def test_the_same_sentence_gives_the_same_spans() -> None:
    text = "办好“泉润万家”志愿服务，建设北湖科创走廊。"
    first = tagger.candidates(text)
    tagger.candidates("全市粮食产量稳定。")
    assert tagger.candidates(text) == first


def test_a_higher_floor_leaves_fewer() -> None:
    text = "实施产业链提升行动，培育低空经济、商业航天等未来产业。"
    everything = tagger.candidates(text)
    assert set(tagger.candidates(text, floor=0.6)) <= set(everything)
    assert all(span.probability >= 0.6 for span in tagger.candidates(text, floor=0.6))


def test_of_overlapping_spans_the_likelier_stays() -> None:
    long, short, far = TaggedSpan(0, 8, "Site", 0.4), TaggedSpan(2, 6, "Project", 0.7), TaggedSpan(8, 9, "Area", 0.2)
    assert tagger.apart([long, far, short]) == (short, far)


def test_a_model_that_was_not_measured_is_refused(tmp_path: Path) -> None:
    model = tmp_path / "names.crfsuite"
    model.write_bytes(tagger.MODEL.read_bytes() + b"\0")
    with pytest.raises(tagger.ModelError, match=r"names\.crfsuite is not the model that was measured"):
        tagger.load(model, tagger.CARD)


def test_a_missing_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(tagger.ModelError, match=r"names\.crfsuite is missing"):
        tagger.load(tmp_path / "names.crfsuite", tagger.CARD)


def test_the_model_is_small() -> None:
    assert tagger.MODEL.stat().st_size < 1_900_000


def test_each_character_has_its_features() -> None:
    text = "实施“绿满山川”行动、平安县区建设，"
    found = features(text)
    assert len(found) == len(text)
    inside = found[text.index("绿")]
    assert {"0=绿", "q=“", "qa=行动", "qb=实施", "pp=“", "np=”"} <= set(inside)
    assert "dg=行业" not in inside
    assert "np=，" in found[text.index("平")]


def test_the_head_behind_a_list_reaches_its_items() -> None:
    text = "培育软件、光电等产业。"
    found = features(text)
    assert "dg=产业" in found[text.index("软")]
    assert "dg=产业" in found[text.index("光")]
    assert not any(f.startswith("dg=") for f in found[text.index("产")])
