"""The name model: what it proposes, and that it is the one that was measured."""

from __future__ import annotations

import math
from itertools import pairwise, product
from pathlib import Path

import pytest

from kg.language import tagger
from kg.language.name_features import cue_concepts, features, look
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
    first = tagger.candidates([text])
    tagger.candidates(["全市粮食产量稳定。"])
    assert tagger.candidates([text]) == first


def test_a_sentence_is_read_alike_alone_and_among_others() -> None:
    texts = ["实施“春风护航”行动。", "", "培育软件、光电等产业，建设北湖科创走廊。", "获评国家生态文明建设示范区"]
    together = tagger.candidates(texts)
    assert together == tuple(tagger.candidates([text])[0] for text in texts)
    assert together[1] == ()
    assert all(together[k] for k in (0, 2, 3))


def test_a_higher_floor_leaves_fewer() -> None:
    text = "实施产业链提升行动，培育低空经济、商业航天等未来产业。"
    (everything,), (likely,) = tagger.candidates([text]), tagger.candidates([text], floor=0.6)
    assert set(likely) <= set(everything)
    assert all(span.probability >= 0.6 for span in likely)


def test_of_overlapping_spans_the_likelier_stays() -> None:
    long, short, far = TaggedSpan(0, 8, "Site", 0.4), TaggedSpan(2, 6, "Project", 0.7), TaggedSpan(8, 9, "Area", 0.2)
    assert tagger.apart([long, far, short]) == (short, far)


def test_a_model_that_was_not_measured_is_refused(tmp_path: Path) -> None:
    model = tmp_path / "names.npz"
    model.write_bytes(tagger.MODEL.read_bytes() + b"\0")
    with pytest.raises(tagger.ModelError, match=r"names\.npz is not the model that was measured"):
        tagger.load(model, tagger.CARD)


def test_a_missing_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(tagger.ModelError, match=r"names\.npz is missing"):
        tagger.load(tmp_path / "names.npz", tagger.CARD)


def test_the_model_is_small() -> None:
    assert tagger.MODEL.stat().st_size < 600_000


def small(weights: dict[tuple[str, str], float]) -> tagger.Model:
    return tagger.unpacked(tagger.packed(weights, {("B-Site", "E-Site"): 1.0, ("O", "O"): 0.5}), {})


def test_a_stored_model_is_the_same_again() -> None:
    weights = {("w=园", "E-Site"): 1.25, ("w=园", "O"): -0.5, ("p=n=", "S-Area"): 2.0, ("w=路", "M-Site"): 0.001}
    model = small(weights)
    assert {label[2:] for label in model.labels if label != "O"} == {"Site", "Area"}
    row = model.weights[model.rows["w"]["园"]]
    assert (row[model.labels.index("E-Site")], row[model.labels.index("O")]) == (1.25, -0.5)
    assert model.weights[model.rows["p"]["n="]].max() == 2.0
    assert "路" not in model.rows["w"]  # less than a hundredth
    assert not model.weights[0].any()
    assert tagger.packed(dict(reversed(weights.items())), {}) == tagger.packed(weights, {})


def test_beliefs_are_those_of_every_labelling_in_which_names_are_whole() -> None:
    model = small(
        {("w=科技", "B-Site"): 2.0, ("w=走廊", "E-Site"): 1.0, ("w=走廊", "S-Site"): 0.7, ("w=建设", "O"): 0.3}
    )
    looked = look(["建设科技走廊"])
    words = list(looked.words[looked.places[0].start : looked.places[0].stop])
    scores: dict[tuple[str, ...], float] = {}
    for chain in product(model.labels, repeat=len(words)):
        pairs = list(pairwise(("O", *chain, "O")))
        if not all(b[0] in "ME" and a[1:] == b[1:] if a[0] in "BM" else b[0] in "OBS" for a, b in pairs):
            continue
        score = sum(model.transitions[model.labels.index(a), model.labels.index(b)] for a, b in pairs[1:-1])
        for word, label in zip(words, chain, strict=True):
            score += model.weights[model.rows["w"].get(word, 0)][model.labels.index(label)]
        scores[chain] = math.exp(score)
    (found,) = tagger.decode(model, looked, floor=0.01)
    beliefs = {(span.start, span.end): span.probability for span in found if span.type == "Site"}
    total = sum(scores.values())
    long = sum(score for chain, score in scores.items() if chain[1:3] == ("B-Site", "E-Site"))
    short = sum(score for chain, score in scores.items() if chain[2] == "S-Site")
    assert words == ["建设", "科技", "走廊"]
    assert beliefs[2, 6] == pytest.approx(long / total, abs=0.006)
    assert beliefs[4, 6] == pytest.approx(short / total, abs=0.006)


def seen(text: str, word: str) -> set[str]:
    looked = look([text])
    words = looked.words[looked.places[0].start : looked.places[0].stop]
    return set(features(looked, 0)[list(words).index(word)])


def test_each_word_has_its_features() -> None:
    text = "实施“绿满山川”行动，平安建设。"
    looked = look(["推进改革。", text])
    place = looked.places[1]
    assert "".join(looked.words[place.start : place.stop]) == text
    assert [text[looked.starts[k]] for k in place] == [looked.words[k][0] for k in place]
    assert all(len(column) == len(looked.words) for _, column in looked.columns)
    assert features(looked, 1) == features(look([text]), 0)
    assert {"w=山川", "q=“", "qa=行动", "qb=实施", "pp=“", "np=”", "z=川"} <= seen(text, "山川")
    assert {"np=。", "aw=建设", "w-=，"} <= seen(text, "平安")
    assert not any(f.startswith("aw=平安") for f in seen(text, "行动"))  # behind a stop


def test_the_head_behind_a_list_reaches_its_items() -> None:
    text = "培育软件、光电等产业。"
    assert "dg=产业" in seen(text, "软件")
    assert "dg=产业" in seen(text, "光电")
    assert not any(f.startswith("dg=") for f in seen(text, "产业"))


def test_words_of_new_rules_leave_the_model_as_it_is() -> None:
    known = tagger.load(tagger.MODEL, tagger.CARD).concepts
    assert known is not None and known <= cue_concepts()  # none of them is gone or has another name
    text = ["建设云渡科技走廊。"]
    fewer = known - {"name-cue/place", "name-cue/site"}
    assert look(text, fewer).columns != look(text, known).columns
    assert look(text, known | {"name-cue/of-a-later-rule"}).columns == look(text, known).columns
