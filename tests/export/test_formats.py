"""What each format says, beyond that it can be read back."""

from __future__ import annotations

import csv
import io

import pytest
from pyoxigraph import NamedNode, Store

from kg.errors import UserError
from kg.export import Wanted, choose
from kg.export.network import gexf, legal, network
from kg.export.rdf import jsonld, quads, turtle
from kg.export.table import COLUMNS, safe, table

LICHENG = "https://w3id.org/govreport/area/370112"


def subjects(store: Store, wanted: Wanted) -> set[str]:
    return {quad.subject.value for quad in quads(store, choose(store, wanted)) if isinstance(quad.subject, NamedNode)}


def test_a_whole_export_has_every_statement_but_the_vocabulary_that_nothing_uses(by_hand: Store) -> None:
    everything = set(by_hand)
    found = set(quads(by_hand, choose(by_hand, Wanted())))
    assert {quad.subject.value for quad in everything - found} == {"urn:x:unused"}


def test_an_area_brings_its_claims_passages_and_decisions_and_no_more(by_hand: Store) -> None:
    found = subjects(by_hand, Wanted(("历城区",)))
    brought = ("o1", "o2", "c1", "c2", "at", "pos", "quote", "doc", "evidence", "rule", "gdp", "level")
    assert {f"urn:x:{name}" for name in brought} <= found
    left = (
        "o3",
        "c3",
        "doc2",
        "at2",
        "steel",
        "former",
        "decision",
        "quarrel",
        "unused",
    )  # 项目突破年 has no area here
    assert not found & {f"urn:x:{name}" for name in left}


def test_a_thing_at_the_edge_has_its_names_only(by_hand: Store) -> None:
    statements = quads(by_hand, choose(by_hand, Wanted(("历城区",))))
    city = {
        quad.predicate.value.rpartition("#")[2] for quad in statements if quad.subject.value.endswith("area/370100")
    }
    assert city == {"type", "prefLabel"}


def test_both_sides_of_a_conflict_and_the_decision_are_there_where_both_are_chosen(by_hand: Store) -> None:
    assert "urn:x:quarrel" in subjects(by_hand, Wanted(("历城区", "320106")))


def test_turtle_and_json_ld_have_prefixes(of_samples: Store) -> None:
    chosen = choose(of_samples, Wanted())
    text = turtle(of_samples, chosen).decode()
    assert "@prefix kg: <https://w3id.org/govreport/ontology#> ." in text
    assert "area:370112 " in text
    assert '"kg:indicator": [{"@id": "indicator:gdp"}]' in jsonld(of_samples, chosen).decode()


def test_nodes_have_scalars_and_chinese_labels(by_hand: Store) -> None:
    made = network(by_hand, choose(by_hand, Wanted()))
    assert made.nodes["urn:x:base"] == {
        "label": "防务产业基地",
        "label_en": "",
        "type": "Project",
        "type_zh": "项目",
        "area": "历城区",
        "names": "",
        "documents": 1,
        "stage": "开工、投产",
    }
    assert made.nodes["urn:x:year"]["year"] == "2024"
    assert made.nodes[LICHENG]["area"] == "济南市"
    ((_, _, said),) = [edge for edge in made.edges(data=True) if edge[:2] == (LICHENG, "urn:x:year")]
    assert said == {
        "predicate": "kg:implements",
        "label": "实施",
        "label_en": "implements",
        "documents": 1,
        "confidence": 0.75,
    }


def test_gexf_has_no_date_and_no_program(by_hand: Store) -> None:
    text = gexf(by_hand, choose(by_hand, Wanted())).decode()
    assert "lastmodified" not in text
    assert "NetworkX" not in text
    assert "防务产业基地" in text


def test_control_characters_are_no_xml() -> None:
    assert legal("甲\x00\x1b乙\t丙\n丁\u2028\ufffe\ud800") == "甲乙 丙 丁"


def rows(store: Store, wanted: Wanted) -> dict[str, dict[str, str]]:
    text = table(store, choose(store, wanted)).decode("utf-8-sig")
    return {row["observation"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def test_a_row_has_the_number_as_written_and_in_the_base_unit(by_hand: Store) -> None:
    row = rows(by_hand, Wanted())["urn:x:o1"]
    assert tuple(row) == COLUMNS
    assert (row["value"], row["value2"], row["unit"]) == ("1327.8", "", "亿元")
    assert (row["value_base"], row["unit_base"], row["value_text"]) == ("132780000000", "元", "1327.8亿元")
    assert (row["document"], row["area"], row["area_code"], row["period"]) == (
        "licheng.txt",
        "历城区",
        "370112",
        "2023",
    )
    assert (row["indicator"], row["measure"], row["bound"], row["status"]) == ("生产总值", "总量", "等于", "实际值")
    assert (row["passage"], row["start"], row["end"], row["rule"]) == ("总值\n达1327.8亿元", "3", "14", "amount")
    assert row["indicator_text"] == "'=地区生产总值"


def test_a_range_of_a_unit_that_the_vocabulary_lacks(by_hand: Store) -> None:
    row = rows(by_hand, Wanted())["urn:x:o2"]
    assert (row["value"], row["value2"], row["unit"]) == ("-8", "10", "万坨")  # a negative number is no formula
    assert (row["value_base"], row["value2_base"], row["unit_base"]) == ("-80000", "100000", "坨")
    assert (row["subject"], row["period"], row["comparator"]) == ("面包厂", "", "济南市")


def test_a_number_without_a_unit(by_hand: Store) -> None:
    row = rows(by_hand, Wanted())["urn:x:o3"]
    assert (row["value"], row["unit"], row["unit_base"], row["value_text"]) == ("1", "", "", "第一")


def test_a_table_opens_in_a_spreadsheet(by_hand: Store) -> None:
    content = table(by_hand, choose(by_hand, Wanted()))
    assert content.startswith(b"\xef\xbb\xbfdocument,area,")
    assert content.count(b"\r\n") == 4


def test_a_table_of_nothing_is_an_error(by_hand: Store) -> None:
    with pytest.raises(UserError, match="no observation"):
        table(by_hand, choose(by_hand, Wanted(types=("Honour",))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("＝1", "'＝1"),
        ("\t=1", "'\t=1"),
        ("\x00=1", "'=1"),
        ("增长=1", "增长=1"),
        ("", ""),
    ],
)
def test_no_text_is_a_formula(text: str, expected: str) -> None:
    assert safe(text) == expected
