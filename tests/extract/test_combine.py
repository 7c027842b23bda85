"""Rules and model together: what agrees, what excludes, what is one thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents.read import read_document
from kg.extract import combine
from kg.extract.combine import Weights
from kg.language.tagger import TaggedSpan
from kg.model import Document, Entity, Span

TEXT = "推进北湖科创走廊建设，实施“泉润万家”行动。北湖科创走廊落户企业十家，泉润万家惠及全城。\n"
EVEN = dict.fromkeys(("Area", "Programme", "Project", "Industry", "Organisation", "Site", "Honour"), 0.5)


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "note.txt"
    path.write_text(TEXT, encoding="utf-8")
    return read_document(path)


def tagged(document: Document, *said: tuple[str, str, float]) -> list[tuple[int, TaggedSpan]]:
    found = []
    for sentence in document.sentences:
        for name, kind, probability in said:
            at = sentence.text.find(name)
            if at >= 0:
                found.append((sentence.index, TaggedSpan(at, at + len(name), kind, probability)))
    return found


def entity(of: str, name: str, rule: str = "some-rule", **more: object) -> Entity:
    at = TEXT.index(name)
    return Entity(of, name, (Span(at, at + len(name)),), rule, 0.8, **more)  # type: ignore[arg-type]


def weights(**facts: float) -> Weights:
    return Weights({name.replace("_", " ", 1).replace("__", "="): value for name, value in facts.items()}, EVEN)


def test_a_name_of_the_model_alone_carries_the_models_rule(document: Document) -> None:
    found = combine.proposals(document, (), tagged(document, ("“泉润万家”行动", "Programme", 0.9)))
    (one,) = combine.choose(found, weights(Programme_=2.0))
    assert (one.name, one.rule, one.confidence) == ("“泉润万家”行动", combine.RULE, 0.88)
    assert [document.quote(m) for m in one.mentions] == ["“泉润万家”行动"]


def test_what_both_find_is_one_entity_that_keeps_its_rule_and_kind(document: Document) -> None:
    rule = entity("Programme", "“泉润万家”行动", "quoted-head", kind="action", aliases=("泉润万家",))
    found = combine.proposals(document, (rule,), tagged(document, ("泉润万家", "Programme", 0.7)))
    (one,) = combine.choose(found, weights(Programme_=1.0))
    assert (one.rule, one.kind, one.aliases) == ("quoted-head", "action", ("泉润万家",))
    assert [document.quote(m) for m in one.mentions] == ["“泉润万家”行动", "泉润万家"]


@pytest.mark.parametrize("kind", sorted(EVEN))
def test_a_mark_alone_is_no_name(document: Document, kind: str) -> None:
    assert combine.proposals(document, (), tagged(document, ("“", kind, 0.9), ("。", kind, 0.9))) == ()


def test_an_unlikely_name_is_left_out(document: Document) -> None:
    found = combine.proposals(document, (entity("Site", "北湖科创走廊"),), ())
    assert combine.choose(found, weights(Site_=-1.0)) == ()


def test_an_unsure_name_is_a_candidate_where_nothing_taken_says_as_much(document: Document) -> None:
    said = (
        ("泉润万家", "Programme", 0.9),
        ("万家惠及", "Project", 0.2),
        ("北湖科创走廊", "Site", 0.3),
        ("科创走廊建设", "Project", 0.2),
        ("北湖", "Area", 0.9),
    )
    found = combine.proposals(document, (), tagged(document, *said))
    by_name = weights(Programme_=1.0, Site_=-1.0, Project_=-1.2, Area_=1.0)
    taken = combine.choose(found, by_name)
    assert {e.name for e in taken} == {"泉润万家", "北湖"}
    (one,) = combine.unsure(found, taken, by_name)
    assert (one.type, one.name, one.rule, one.confidence) == ("Site", "北湖科创走廊", combine.RULE, 0.27)
    assert [document.quote(m) for m in one.mentions] == ["北湖科创走廊"] * 2
    assert combine.unsure(found, taken, weights(Programme_=1.0, Site_=-3.0, Project_=-3.0, Area_=1.0)) == ()


def test_of_two_types_for_one_place_the_likelier_is_taken(document: Document) -> None:
    both = tagged(document, ("北湖科创走廊", "Site", 0.6), ("北湖科创走廊建设", "Project", 0.5))
    found = combine.proposals(document, (), both)
    taken = combine.choose(found, weights(Site_=2.0, Project_=1.0))
    assert [(e.type, len(e.mentions)) for e in taken] == [("Site", 2)]


def test_a_name_cut_inside_a_bracket_is_none(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("支持东湖实验室（一期）建设。\n", encoding="utf-8")
    document = read_document(path)
    assert combine.proposals(document, (), tagged(document, ("东湖实验室（一期", "Organisation", 0.9))) == ()


def test_an_area_may_stand_inside_another_name(document: Document) -> None:
    both = tagged(document, ("北湖科创走廊", "Site", 0.6), ("北湖", "Area", 0.9))
    taken = combine.choose(combine.proposals(document, (), both), weights(Site_=1.0, Area_=2.0))
    assert {(e.type, e.name) for e in taken} == {("Site", "北湖科创走廊"), ("Area", "北湖")}


def test_names_of_one_rule_may_share_their_head(document: Document) -> None:
    rules = (entity("Site", "北湖科创走廊"), entity("Site", "科创走廊", aliases=("南湖走廊",)))
    taken = combine.choose(combine.proposals(document, rules, ()), weights(Site_=1.0))
    assert [(e.name, e.aliases) for e in taken] == [("北湖科创走廊", ("科创走廊", "南湖走廊"))]


def test_evidence_counts(document: Document) -> None:
    found = combine.proposals(
        document, (entity("Site", "北湖科创走廊"),), tagged(document, ("北湖科创走廊", "Site", 0.9))
    )
    (one,) = found
    assert {"Site ", "Site rule=some-rule", "Site belief=7", "Site mentions=2"} <= set(one.evidence)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("“泉润万家”", "泉润万家"),
        ("“泉润万家”行动", "“泉润万家”行动"),
        ("“一体”“两翼”", "“一体”“两翼”"),
        ("“泉润", "泉润"),
        ("《办法》", "办法"),
    ],
)
def test_quotation_marks_around_all_of_a_name_go(name: str, plain: str) -> None:
    assert combine.unquoted(name) == plain


def test_the_measured_weights_are_there(document: Document) -> None:
    found = combine.combine(document, (entity("Site", "北湖科创走廊"),)).entities
    assert found == combine.combine(document, (entity("Site", "北湖科创走廊"),)).entities
    assert all(0 <= e.confidence <= 1 and e.mentions for e in found)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("Area", "全市"),
        ("Programme", "深化重点改革"),
        ("Programme", "承担国家重大战略"),
        ("Programme", "2025年工作计划"),
        ("Project", "东至胜利大街"),
        ("Project", "第二阶段"),
        ("Area", "东至"),
        ("Site", "西至花园小区"),
        ("Programme", "执行情况和2024年计划"),
        ("Organisation", "泉城区召开人民代表大会"),
    ],
)
def test_phrases_that_are_no_names_are_not_taken_from_the_model(tmp_path: Path, kind: str, said: str) -> None:
    path = tmp_path / "note.txt"
    path.write_text(f"关于{said}的说明。\n", encoding="utf-8")
    document = read_document(path)
    assert combine.proposals(document, (), tagged(document, (said, kind, 0.9))) == ()


def test_a_county_is_no_site_and_the_own_area_keeps_its_official_name(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("北京地区发展良好，密云县入选先进名单。\n", encoding="utf-8")
    document = read_document(path)
    own = Entity("Area", "北京市", (Span(0, 4),), "area-own", 0.99, ("北京地区",), "province")
    county = Entity("Area", "密云县", (Span(9, 12),), "area-name", 0.8, (), "county")
    found = combine.proposals(document, (own, county), tagged(document, ("密云县", "Site", 0.9)))
    assert {(e.type, e.name) for e in combine.choose(found, weights(Area_=2.0, Site_=2.0))} == {
        ("Area", "北京市"),
        ("Area", "密云县"),
    }


@pytest.mark.parametrize("said", ["政绩工程", "“五位一体”总体布局", "2025年工作计划"])
def test_doctrines_and_generic_phrases_are_no_programmes_of_the_model(tmp_path: Path, said: str) -> None:
    path = tmp_path / "note.txt"
    path.write_text(f"关于{said}的说明。\n", encoding="utf-8")
    document = read_document(path)
    assert combine.proposals(document, (), tagged(document, (said, "Programme", 0.9))) == ()


def test_a_programme_is_named_again_wherever_its_name_is_quoted(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("实施“泉润万家”行动。按“泉润万家”分工，泉润万家惠及全城。\n", encoding="utf-8")
    document = read_document(path)
    one = Entity("Programme", "泉润万家", (Span(2, 10),), "some-rule", 0.9)
    (found,) = combine.again(document, [one])
    assert [document.quote(m) for m in found.mentions] == ["“泉润万家”行动", "“泉润万家”"]
    site = Entity("Site", "泉润万家大厦", (Span(12, 18),), "some-rule", 0.9)
    assert combine.again(document, [one, site]) == (one, site)
