"""The candidates of a published graph: what the vocabulary lacks, and the stanza that promotes it."""

import csv
import io
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse
from typer.testing import CliRunner, Result

from kg import resources
from kg.build import read
from kg.cli import app
from kg.graph import emit, iris
from kg.graph.store import open_snapshot
from kg.language.lexicon import LEXICON, Lexicon, lexicon
from kg.resolve import resolve
from kg.views import candidates as listing

from .ontology.stanzas import Stanza
from .ontology.test_indicators import read_example

FIRST = """2024年历城区政府工作报告

一、2023年工作回顾
全市规上彩灯扎制企业达到12家。彩灯扎制产值占比达到15.5%。
全区建成垂钓乐园“星空”营地3个，新建雾凇观赏点7处。我们大力培育彩灯制造产业集群。
"""
SECOND = """2024年天桥区政府工作报告

一、2023年工作回顾
全区规模以上彩灯扎制企业数量达到20家。农村彩灯扎制户人均现金收入增长4%。
"""


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments])


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder, reports = tmp_path_factory.mktemp("graph"), tmp_path_factory.mktemp("reports")
    (reports / "licheng.txt").write_text(FIRST, encoding="utf-8")
    (reports / "tianqiao.txt").write_text(SECOND, encoding="utf-8")
    result = invoke("build", str(reports), "--out", str(folder), "--workers", "0", "--quiet")
    assert result.exit_code == 0, result.output
    return str(folder)


@pytest.fixture(scope="module")
def store(out: str) -> Store:
    return open_snapshot(Path(out)).store()


@pytest.fixture(scope="module")
def found(store: Store) -> dict[str, listing.Candidate]:
    return {candidate.label: candidate for candidate in listing.candidates(store, "indicator")}


def test_wordings_of_several_documents_are_one_candidate(found: dict[str, listing.Candidate]) -> None:
    lantern = found["规模以上彩灯扎制企业"]
    assert lantern.count == 2
    assert set(lantern.documents) == {"licheng.txt", "tianqiao.txt"}
    assert set(lantern.areas) == {"历城区", "天桥区"}
    assert lantern.units == ("个",)
    assert len(lantern.wordings) == 2
    assert any(quote in lantern.example for quote in ("12家", "20家"))


def test_the_most_frequent_comes_first(store: Store) -> None:
    ordered = listing.candidates(store, "indicator")
    assert ordered[0].label == "规模以上彩灯扎制企业"
    assert [c.count for c in ordered] == sorted((c.count for c in ordered), reverse=True)
    assert ordered == listing.candidates(store, "indicator")


def test_what_the_vocabulary_has_is_no_candidate(found: dict[str, listing.Candidate]) -> None:
    assert not any(lexicon().by_label("indicator", label) for label in found)


def test_a_near_concept_is_alike_or_inside(store: Store, found: dict[str, listing.Candidate]) -> None:
    near = listing._Near(lexicon(), "indicator")
    alike = near.to("地区生产总值（现价）")
    assert alike is not None
    assert alike.id == "gdp"
    inside = near.to("沿海山区边境特别扶持乡镇规模以上工业增加值")
    assert inside is not None
    assert "工业增加值" in inside.label
    assert near.to("鱻") is None
    assert listing._Near(lexicon(), "comparator").to("全市") is None
    assert all(c.near is None or c.near.scheme == "indicator" for c in found.values())


def test_the_table_names_candidates(out: str) -> None:
    result = invoke("candidates", "--graph", out, "--limit", "1")
    assert result.exit_code == 0, result.output
    assert "规模以上彩灯扎制企业" in result.stdout
    assert "raise --limit" in result.output


def test_csv_and_json_say_the_same(out: str) -> None:
    rows = list(csv.DictReader(io.StringIO(invoke("candidates", "--graph", out, "--format", "csv").stdout)))
    said = json.loads(invoke("candidates", "--graph", out, "--format", "json").stdout)
    assert [row["iri"] for row in rows] == [one["iri"] for one in said]
    assert [int(row["count"]) for row in rows] == [one["count"] for one in said]
    assert said[0]["documents"]
    assert rows[0]["iri"].startswith(iris.ID)


def test_other_kinds_are_listed_too(out: str, store: Store) -> None:
    assert "indicator" in listing.kinds(store)
    for kind in listing.kinds(store):
        assert invoke("candidates", "--graph", out, "--kind", kind).exit_code == 0
    unknown = invoke("candidates", "--graph", out, "--kind", "planet")
    assert unknown.exit_code == 2
    assert "indicator" in unknown.output


def test_only_indicators_have_a_stanza(out: str) -> None:
    listed = invoke("candidates", "--graph", out, "--kind", "industry")
    assert "彩灯制造产业" in listed.stdout
    result = invoke("candidates", "--graph", out, "--kind", "industry", "--stanza")
    assert result.exit_code == 2
    assert "industry" in result.output


def stanza_text(out: str) -> str:
    return invoke("candidates", "--graph", out, "--limit", "9", "--stanza").stdout


def prefixes() -> str:
    text = (resources.folder("ontology") / "indicators.ttl").read_text(encoding="utf-8")
    return "".join(line + "\n" for line in text.splitlines() if line.startswith("@prefix"))


def test_a_stanza_is_what_the_vocabulary_asks_of_its_own(out: str) -> None:
    """The tests of the vocabulary, run on the stanzas as printed."""
    values: dict[str, dict[str, list[object]]] = {}
    for triple in parse(prefixes() + stanza_text(out), format=RdfFormat.TURTLE):
        values.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(triple.object)
    own = lexicon().by_iri(iris.concept("indicator", "gdp"))
    needed = set(own.properties) | {iris.PREFIXES["skos"] + "prefLabel"}
    assert values
    for iri, said in values.items():
        assert needed <= set(said)
        assert re.fullmatch(re.escape(iris.PREFIXES["indicator"]) + r"[a-z0-9]+(-[a-z0-9]+)*", iri)
        stanza = Stanza(iri, said)  # type: ignore[arg-type]
        number, unit = read_example(stanza)
        value = number * unit.decimal(LEXICON + "factor")
        assert stanza.decimal(LEXICON + "plausibleMin") <= value <= stanza.decimal(iris.LEXICON + "plausibleMax")
        assert unit.one(LEXICON + "dimension") == stanza.one(iris.LEXICON + "dimension")


def test_a_name_of_the_vocabulary_gets_no_second_stanza(store: Store, found: dict[str, listing.Candidate]) -> None:
    known = replace(found["规模以上彩灯扎制企业"], label="地区生产总值")
    assert listing.stanzas(store, [known]).startswith("# 地区生产总值 is already a name of indicator:gdp")


def test_one_stanza_promotes_a_candidate(out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ontology = tmp_path / "ontology"
    shutil.copytree(resources.folder("ontology"), ontology, ignore=shutil.ignore_patterns("tools", "*.tsv"))
    with (ontology / "indicators.ttl").open("a", encoding="utf-8") as file:
        file.write("\n" + stanza_text(out))
    usual = resources.folder
    monkeypatch.setattr(resources, "folder", lambda name: ontology if name == "ontology" else usual(name))
    promoted = Lexicon().by_label("indicator", "规模以上彩灯扎制企业")
    assert promoted is not None
    assert promoted.broader


def test_the_wording_of_the_text_is_in_the_graph(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(FIRST, encoding="utf-8")
    (extraction,) = read([path], processes=0).extractions
    worded = [o for o in extraction.observations if o.wording and not o.concept]
    quads = "\n".join(emit.document_quads(extraction, resolve([extraction])))
    for observation in worded:
        assert f'indicatorText> "{observation.wording}"' in quads


def test_names_that_no_rule_is_sure_of_are_listed_by_type_and_are_no_things(sample_output: Path) -> None:
    out = str(sample_output)
    snapshot = open_snapshot(sample_output)
    by_type = listing.unsure(snapshot.report())
    kind = next(kind for kind in by_type if kind not in ("Area", "Industry"))  # of those the vocabulary has labels
    unsure = by_type[kind]
    said = json.loads(invoke("candidates", "--graph", out, "--kind", kind, "--format", "json").stdout)
    shown = invoke("candidates", "--graph", out, "--kind", kind, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(shown)))
    assert [row["label"] for row in rows] == [one["label"] for one in said] == [one["label"] for one in unsure]
    assert all(one["label"] in one["example"] for one in said)
    assert all(row["line"] == f"{kind}:{row['label']}\taccept" for row in rows)
    table = invoke("candidates", "--graph", out, "--kind", kind, "--limit", "1")
    assert table.exit_code == 0, table.output
    assert said[0]["label"] in table.stdout
    assert invoke("candidates", "--graph", out, "--kind", kind, "--stanza").exit_code == 2
    label = Literal(said[0]["label"], language="zh")
    told = snapshot.store().quads_for_pattern(None, None, label)
    assert {quad.graph_name for quad in told} <= {
        NamedNode(iris.shared_graph("vocabulary"))
    }  # which may have it as a word
