"""What the audit found, in the graph, in the report and from the command line."""

from __future__ import annotations

import csv
import io
import json
from itertools import permutations
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store
from typer.testing import CliRunner, Result

from kg.audit.kinds import Check
from kg.audit.run import audit
from kg.cli import app
from kg.graph import checks, emit, iris
from kg.graph.query import bind, load, plain, run
from kg.graph.store import open_snapshot
from kg.language.lexicon import lexicon
from kg.resolve import resolve
from tests.audit.documents import clean, understood

TEXTS = clean()["county"] | {
    "zhuji-2024-report-media-digest.txt": "一图读懂诸暨市2024年政府工作报告\n\n2024年2月23日\n\n"
    "2023年，全市地区生产总值1765亿元。一般公共预算收入112亿元，增长6.0%。税收占一般公共预算收入的比重为180%。\n"
}


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder, out = tmp_path_factory.mktemp("reports"), tmp_path_factory.mktemp("graph")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    result = invoke("build", str(folder), "--graph", str(out), "--workers", "0")
    assert result.exit_code == 0, result.output
    assert "1 errors, 1 warnings" in result.stdout
    return str(out)


@pytest.fixture(scope="module")
def store(out: str) -> Store:
    return open_snapshot(Path(out)).store()


def rows(store: Store, query: str, **values: str) -> list[tuple[str, ...]]:
    return [tuple(map(plain, row)) for row in run(store, bind(load(query), values)).rows]


def test_every_check_is_a_concept_and_a_metric() -> None:
    for check in Check:
        concept = lexicon().by_iri(f"{iris.PREFIXES['audit']}{check.value}")
        assert concept.label
        assert concept.label_en
        assert iris.resolve_name("dqv:inDimension") in concept.properties


def test_findings_are_queryable_with_arithmetic_and_passage(store: Store) -> None:
    (worst,) = rows(store, "audit-findings", only_severity="Violation")
    assert worst[1:6] == ("占比不符", "impossible", "诸暨市", "2023", "税收收入占一般公共预算收入比重")
    assert "0 至 100%" in worst[6]
    assert worst[8] == "税收占一般公共预算收入的比重为180%。"
    (other,) = rows(store, "audit-findings", only_severity="Warning", only_area="诸暨市")
    assert other[1] == "同一事实说法矛盾"
    assert rows(store, "audit-findings", only_area="历城区") == []
    assert {row[1] for row in rows(store, "audit-findings", only_check="目标与结果")} == {"目标与结果"}


def test_one_statement_of_each_fact_can_be_asked_for(store: Store) -> None:
    found = rows(store, "audit-preferred", only_area="诸暨市")
    assert found[-1][:5] == ("诸暨市", "2023", "地区生产总值", "总量", "1756亿元")
    assert found[-1][6:] == ("1765亿元", "zhuji-2024-report-media-digest.txt", "正式报告优先于媒体摘编")
    query = """SELECT ?text { ?o kg:indicator indicator:gdp ; kg:measure measure:level ; kg:valueText ?text ;
        sdmx-dimension:refPeriod/rdfs:label "2023" FILTER NOT EXISTS { ?o dcterms:isReplacedBy ?better } }"""
    assert [plain(text) for (text,) in run(store, query).rows] == ["1756亿元"]


def test_counts_are_measurements_of_the_release(store: Store) -> None:
    query = """SELECT ?value ?said { ?m a dqv:QualityMeasurement ; dqv:isMeasurementOf audit:contradiction ;
        dqv:computedOn ?release ; dqv:value ?value ; rdfs:comment ?said . ?release a void:Dataset }"""
    ((value, said),) = run(store, query).rows
    assert plain(value) == "1"
    assert "warning 1" in plain(said)


def test_the_graph_is_sound(store: Store) -> None:
    assert [str(v) for v in checks.quality(store) if "audit" in str(v)] == []


def test_the_bytes_do_not_depend_on_the_order_of_documents() -> None:
    extractions = understood(TEXTS)
    found = resolve(extractions)
    expected = list(emit.audit_quads(audit(extractions, found)))
    for order in permutations(extractions):
        assert list(emit.audit_quads(audit(order, found))) == expected
    assert len(set(expected)) == len(expected)
    Store().load(input="\n".join(expected), format=RdfFormat.N_QUADS)


def test_the_report_has_counts_and_the_worst_first(out: str) -> None:
    text = (open_snapshot(Path(out)).path / "report.md").read_text(encoding="utf-8")
    section = text.partition("## Statistical audit")[2]
    assert "| contradiction | " in section
    assert section.index("**error** share") < section.index("**warning** contradiction") < section.index("**notice**")
    assert "official report over media digest" in section


def test_audit_lists_findings(out: str) -> None:
    shown = invoke("audit", "--graph", out)
    assert "1765亿元" in shown.stdout
    assert "findings: 2 in" in shown.stderr
    found = json.loads(invoke("audit", "--graph", out, "--format", "json", "--severity", "error").stdout)
    assert [(row["kind"], row["verdict"]) for row in found] == [("share", "impossible")]
    table = invoke("audit", "--graph", out, "--format", "csv", "--severity", "notice", "--kind", "target").stdout
    lines = list(csv.DictReader(io.StringIO(table)))
    assert {line["kind"] for line in lines} == {"target"}
    assert {line["verdict"] for line in lines} == {"overfulfilled"}
    assert "zhuji-2023-work-report.txt:" in lines[0]["passages"]
    assert json.loads(invoke("audit", "--graph", out, "-f", "json", "-a", "历城区").stdout) == []
    about = json.loads(invoke("audit", "--graph", out, "-f", "json", "-d", "zhuji-2023-work-report.txt").stdout)
    assert about == []


def test_a_kind_that_there_is_not_is_refused(out: str) -> None:
    assert invoke("audit", "--graph", out, "--kind", "weather").exit_code == 2
