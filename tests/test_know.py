"""``kg programme`` and ``kg merges`` as a user types them, on a graph built with a curation file."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app

LICHENG = """2024年历城区政府工作报告

一、2023年工作回顾
全区深入实施“项目突破年”，开工重点项目120个。

二、2024年重点工作
全区深入实施“项目深化年”。实施“云渡兴城”行动，新建学校6所。
"""
TIANQIAO = """2024年天桥区政府工作报告

一、2023年工作回顾
全区深入实施“项目突破年”，竣工重点项目35个。
"""
QINGDAO = """2024年青岛市政府工作报告

一、2023年工作回顾
全市深入实施“项目突破年”，签约项目210个。
"""
CURATION = (
    "subject\tpredicate\tobject\tauthor\tdate\tcomment\n"
    "Programme:项目深化年@济南市\taccept\t\t王芳\t2026-03-01\t核对过\n"
    "Programme:无此举措\treject\t\t王芳\t2026-03-01\t\n"
    "Programme:项目突破年@济南市\trename\t济南项目突破年\t王芳\t\t\n"
)


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("reports")
    for name, text in (("licheng.txt", LICHENG), ("tianqiao.txt", TIANQIAO), ("qingdao.txt", QINGDAO)):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "curation.tsv").write_text(CURATION, encoding="utf-8")
    out = tmp_path_factory.mktemp("graph")
    result = invoke("build", str(folder), "--graph", str(out), "--workers", "0")
    assert result.exit_code == 0, result.output
    assert "2 of 3 applied" in result.stdout
    assert "curation, line 3, not applied: nothing in this build" in result.stdout
    assert "skipped: " + str(folder / "curation.tsv") not in result.stdout
    return folder, out


@pytest.fixture(scope="module")
def out(built: tuple[Path, Path]) -> str:
    return str(built[1])


def test_card_of_a_programme(out: str) -> None:
    result = invoke("programme", "项目突破年", "--area", "历城区", "--graph", out)
    assert result.exit_code == 0, result.output
    for expected in ("济南项目突破年", "主题年", "历城区", "天桥区", "重点项目", "licheng.txt", "tianqiao.txt"):
        assert expected in result.stdout


def test_card_as_json_and_page(out: str) -> None:
    card = json.loads(invoke("programme", "“项目深化年”", "--format", "json", "--graph", out).stdout)
    assert (card["name"], card["kinds"]) == ("项目深化年", ["主题年"])
    assert [(a["name"], a["first"], a["last"]) for a in card["areas"]] == [("历城区", "2024", "2024")]
    assert card["years"] == ["2024"]
    assert {p["document"] for p in card["passages"]} == {"licheng.txt"}
    assert json.loads(invoke("programme", card["iri"], "--format", "json", "--graph", out).stdout) == card
    page = invoke("programme", "项目突破年", "--area", "青岛", "--format", "md", "--graph", out).stdout
    assert page.startswith("# 项目突破年\n")
    assert "| 210" in page


def test_name_of_several_programmes_lists_them(out: str) -> None:
    result = invoke("programme", "项目突破年", "--graph", out)
    assert result.exit_code == 1
    assert result.stdout.count("https://w3id.org/govreport/id/programme/") == 2
    assert "add --area" in result.stderr
    listed = json.loads(invoke("programme", "项目突破年", "--format", "json", "--graph", out).stdout)
    assert sorted(choice["name"] for choice in listed) == ["济南项目突破年", "项目突破年"]


def test_unknown_programme_offers_close_names(out: str) -> None:
    result = invoke("programme", "项目突破", "--graph", out)
    assert result.exit_code == 2
    assert "项目突破年" in result.stderr
    elsewhere = invoke("programme", "项目深化年", "--area", "北京市", "--graph", out)
    assert (elsewhere.exit_code, "历城区" in elsewhere.stderr) == (2, True)


def test_merges_and_near_misses_are_listed_with_the_line_to_change_them(out: str) -> None:
    rows = json.loads(invoke("merges", "--type", "Programme", "--format", "json", "--graph", out).stdout)
    (row,) = (r for r in rows if "项目突破年" in "".join(r["names"]))
    assert (row["reason"], row["documents"]) == ("same-name", ["licheng.txt", "tianqiao.txt"])
    assert row["line"].endswith("@济南市\tdeny\tdocument:tianqiao.txt")
    text = invoke("merges", "--near", "--reason", "other-area", "--format", "csv", "--graph", out).stdout
    near = list(csv.DictReader(io.StringIO(text)))
    assert any("\tmerge\t" in r["line"] and "项目突破年" in r["line"] for r in near)
    assert "项目突破年" in invoke("merges", "--graph", out).stdout


def test_merges_are_found_by_name_and_document(out: str) -> None:
    def found(*arguments: str) -> list[dict[str, object]]:
        rows = json.loads(invoke("merges", *arguments, "--format", "json", "--graph", out).stdout)
        assert isinstance(rows, list)
        return rows

    every = found()
    named = found("--name", "“项目突破年”", "--reason", "same-name")
    assert [row["type"] for row in named] == ["Programme"]
    said = found("--document", "tianqiao")
    assert said == [row for row in every if "tianqiao.txt" in str(row["documents"])]
    table = invoke("merges", "--near", "--format", "csv", "--graph", out).stdout
    assert all(row["things"].startswith("https://") for row in csv.DictReader(io.StringIO(table)))


def test_a_type_or_reason_that_no_row_has_is_an_error_with_those_that_there_are(out: str) -> None:
    for arguments in (("--reason", "same"), ("--type", "Programm")):
        result = invoke("merges", *arguments, "--graph", out)
        assert result.exit_code == 2
        assert "no row of the" in result.stderr
        assert "same-name (" in result.stderr or "Programme (" in result.stderr


def test_corrections_are_in_graph_and_report(built: tuple[Path, Path]) -> None:
    out = str(built[1])
    asked = """SELECT ?what ?who ?when WHERE {
      ?decision a kg:Decision ; schema:category ?what ; prov:wasAttributedTo/rdfs:label ?who .
      OPTIONAL { ?decision dcterms:date ?when } } ORDER BY ?what"""
    query = built[0] / "who.rq"
    query.write_text(asked, encoding="utf-8")
    answer = invoke("query", str(query), "--format", "csv", "--graph", out).stdout
    assert answer == "what,who,when\naccept,王芳,2026-03-01\nrename,王芳,\n"
    (page,) = built[1].glob("snapshots/*/report.md")
    assert "line 2: `Programme:项目深化年@济南市 accept` (王芳 2026-03-01 核对过): applied" in page.read_text(
        encoding="utf-8"
    )


def test_deny_of_a_merge_is_kept_by_the_next_build(built: tuple[Path, Path], tmp_path: Path) -> None:
    rows = json.loads(invoke("merges", "--type", "Programme", "--format", "json", "--graph", str(built[1])).stdout)
    line = next(r["line"] for r in rows if r["reason"] == "same-name")
    curation = tmp_path / "mine.tsv"
    curation.write_text(CURATION.splitlines()[0] + "\n" + line + "\n", encoding="utf-8")
    again = str(tmp_path / "graph")
    result = invoke("build", str(built[0]), "--out", again, "--workers", "0", "--curation", str(curation))
    assert "1 of 1 applied" in result.stdout, result.output
    listed = json.loads(invoke("programme", "项目突破年", "--format", "json", "--graph", again).stdout)
    assert len(listed) == 3


def test_wrong_curation_file_stops_the_build(built: tuple[Path, Path], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.tsv"
    wrong.write_text("subject\tpredicate\tobject\nProject:甲\tapprove\n", encoding="utf-8")
    result = invoke("build", str(built[0]), "--out", str(tmp_path / "graph"), "--curation", str(wrong))
    assert result.exit_code == 2
    assert "line 2: no predicate: approve" in result.stderr
