"""The industries vocabulary: the backbone is whole, no wording stands at two concepts, everything is findable."""

import re
from collections import Counter

import pytest

from kg.language.lexicon import Concept, lexicon

KG = "https://w3id.org/govreport/lexicon#"
NOTATION = "http://www.w3.org/2004/02/skos/core#notation"
INDUSTRY = "https://w3id.org/govreport/industry/"


def industries() -> tuple[Concept, ...]:
    return lexicon().concepts("industry")


def test_the_national_classification_is_whole() -> None:
    codes = [code for c in industries() for code in c.properties.get(NOTATION, ())]
    assert sorted(code for code in codes if code.isalpha()) == [chr(ord("A") + i) for i in range(20)]
    assert sorted(code for code in codes if code.isdigit()) == [f"{i:02}" for i in range(1, 98)]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("division", "section"), [("01", "A"), ("12", "B"), ("13", "C"), ("43", "C"), ("60", "G"), ("90", "R"), ("96", "S")]
)
def test_divisions_stand_in_their_sections(division: str, section: str) -> None:
    by_code = {code: c for c in industries() for code in c.properties.get(NOTATION, ())}
    assert by_code[division].broader == (by_code[section].iri,)


def test_there_are_many_with_labels_in_both_languages() -> None:
    assert len(industries()) >= 450
    for concept in industries():
        assert concept.label, concept.iri
        assert concept.label_en, concept.iri
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", concept.id)
        assert len(set(concept.labels)) == len(concept.labels)


def test_no_label_stands_at_two_concepts() -> None:
    labels = Counter(label for c in industries() for label in c.labels)
    assert [label for label, n in labels.items() if n > 1] == []
    english = Counter(c.label_en for c in industries())
    assert [label for label, n in english.items() if n > 1] == []


def test_nothing_dangles_and_nothing_is_its_own_class() -> None:
    iris = {c.iri for c in industries()}
    for concept in industries():
        assert set(concept.broader) <= iris, concept.iri
        for marked in ("ambiguousShortForm", "synonym"):
            assert set(concept.properties.get(KG + marked, ())) <= set(concept.labels), concept.iri
        above, seen = list(concept.broader), set()
        while above:
            iri = above.pop()
            assert iri != concept.iri
            if iri not in seen:
                seen.add(iri)
                above.extend(lexicon().by_iri(iri).broader)


def test_classes_without_content_of_their_own_are_marked() -> None:
    generic = {c.label for c in industries() if KG + "genericClass" in c.properties}
    assert {"战略性新兴产业", "未来产业", "传统产业", "新兴产业", "主导产业"} <= generic
    assert not generic & {"集成电路", "数字经济", "白酒"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("培育集成电路、新型显示和光伏产业", ["集成电路", "新型显示", "光伏"]),
        ("低空经济与商业航天齐飞", ["低空经济", "商业航天"]),
        ("生物医药、高端装备、工业母机", ["生物医药", "高端装备制造", "工业母机"]),
        ("布局具身智能、脑机接口、量子信息、合成生物", ["具身智能", "脑机接口", "量子信息", "合成生物"]),
        ("首发经济、银发经济、夜间经济", ["首发经济", "银发经济", "夜间经济"]),
        ("种业、中药材、林下经济和设施农业", ["种业", "中药材", "林下经济", "设施农业"]),
        ("现代物流、会展业、电子商务、科技服务业", ["现代物流", "会展", "电子商务", "科技服务"]),
        ("新能源汽车产业链", ["新能源汽车"]),
        ("白酒产业和预制菜产业", ["白酒", "预制菜"]),
    ],
)
def test_wordings_of_running_text_are_found(text: str, expected: list[str]) -> None:
    assert [m.concept.label for m in lexicon().find("industry", text)] == expected


def test_an_economy_that_is_no_industry_is_not_listed() -> None:
    for word in ("县域经济", "民营经济", "开放型经济", "市场经济", "国民经济"):
        assert lexicon().by_label("industry", word) is None


def test_commodities_and_activities_are_marked() -> None:
    marked = {label for c in industries() for label in c.properties.get(KG + "ambiguousShortForm", ())}
    assert {"教育", "茶", "玻璃", "煤炭", "水果"} <= marked
    assert not marked & {"人工智能", "集成电路", "数字经济", "茶产业"}
