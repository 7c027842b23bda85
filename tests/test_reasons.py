"""How the fields of an observation came to be, as the graph has it."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from typer.testing import CliRunner

from kg.build import build
from kg.cli import app
from kg.graph.store import open_snapshot
from kg.model import Observation
from kg.reasons import reasons
from kg.views.explain import explain, understand_text

REPORT = """2024年历城区政府工作报告

一、2023年工作回顾
全区地区生产总值突破1327.8亿元，总量居全市第3位。彩灯扎制企业达到12家。
"""


def observed(words: str) -> Observation:
    extraction = understand_text(REPORT)
    return next(o for o in extraction.observations if words in o.value_text)


def test_every_field_has_a_reason() -> None:
    said = dict(reasons(observed("1327.8")))
    for field in ("area", "indicator", "measure", "bound", "period", "status", "value", "unit", "concept"):
        assert said[field], field
    assert said["value"] == "written 1327.8亿元, 1327.8 × 100000000 = 132780000000 元"
    assert said["unit"] == "written 亿元, kept as 元"
    assert said["concept"] == "the vocabulary has 地区生产总值"
    assert "突破" in said["bound"]


def test_words_that_the_vocabulary_does_not_have_are_said() -> None:
    said = dict(reasons(observed("12")))
    assert said["concept"] == "the vocabulary has no 彩灯扎制企业: candidate 彩灯扎制企业"
    assert said["value"] == "written 12家"
    strange = dict(reasons(observed("12")._replace(unit="瓩瓩")))
    assert "vocabulary does not have" in strange["unit"]
    assert dict(reasons(observed("12")._replace(unit="")))["unit"] == "no word"


def test_a_name_of_a_concept_is_told_from_a_reading() -> None:
    gdp = observed("1327.8")
    assert dict(reasons(gdp._replace(indicator="GDP")))["concept"] == "GDP is a name of 地区生产总值"
    assert dict(reasons(gdp._replace(indicator="彩灯总值")))["concept"] == "彩灯总值 is read as 地区生产总值"


def test_the_rules_own_words_come_first_and_are_kept() -> None:
    given = observed("12")._replace(trace=(("value", "a rule"), ("area", "x")), subject="某园区", comparator="全市")
    said = reasons(given)
    assert said[:2] == (("value", "a rule"), ("area", "x"))
    assert dict(said)["subject"] == "the words 某园区"
    assert dict(said)["comparator"] == "the words 全市"
    assert len(dict(said)) == len(said)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, reports = tmp_path_factory.mktemp("graph"), tmp_path_factory.mktemp("reports")
    (reports / "licheng.txt").write_text(REPORT, encoding="utf-8")
    build([reports], folder, processes=0)
    return folder


def test_the_published_graph_has_the_reasons(out: Path) -> None:
    store = open_snapshot(out).store()
    text = "PREFIX qb: <http://purl.org/linked-data/cube#> SELECT ?o { GRAPH ?g { ?o a qb:Observation } } ORDER BY ?o"
    traces = ["\n".join(explain(store, NamedNode(row[0].value)).trace) for row in store.query(text)]  # type: ignore[union-attr]
    assert len(traces) == 3
    for trace in traces:
        for field in ("area: ", "indicator: ", "measure: ", "period: ", "status: ", "value: ", "unit: ", "concept: "):
            assert field in trace


def test_the_command_shows_them_for_an_iri_and_for_a_text(out: Path) -> None:
    found = CliRunner().invoke(app, ["explain", "1327.8亿元", "--find", "--graph", str(out)])
    assert found.exit_code == 0, found.output
    assert "← written 1327.8亿元" in found.stdout
    text = CliRunner().invoke(app, ["explain", "彩灯扎制企业达到12家", "--area", "历城区", "--year", "2024"])
    assert "candidate 彩灯扎制企业" in text.stdout
