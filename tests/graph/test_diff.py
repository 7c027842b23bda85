"""``kg diff`` and ``kg snapshots``: what changed between two builds, in terms of what the documents are read to say."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app

BEFORE = """2024年历城区政府工作报告

一、2023年工作回顾
全区地区生产总值1327.8亿元，增长6%。新建学校6所。深入实施“项目突破年”。

二、2024年重点工作
力争一般公共预算收入增长5%。
"""
AFTER = BEFORE.replace("1327.8亿元", "1372.8亿元").replace("新建学校6所。", "新建公园8处。")
OTHER = "2024年天桥区政府工作报告\n\n一、2023年工作回顾\n全区新增就业9000人。\n"


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def published(out: Path, folder: Path, **texts: str) -> None:
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    result = invoke("build", str(folder), "--graph", str(out), "--workers", "0", "--quiet")
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("diff")
    published(folder / "output", folder / "reports", licheng=BEFORE)
    published(folder / "output", folder / "reports", licheng=AFTER, tianqiao=OTHER)
    return folder / "output"


def changes(out: Path, *arguments: str) -> list[dict[str, str]]:
    result = invoke("diff", *arguments, "--format", "csv", "--graph", str(out))
    assert result.exit_code == 1, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_a_value_that_was_corrected_is_one_change_of_that_field(out: Path) -> None:
    changed = [row for row in changes(out) if row["how"] == "changed"]
    assert [(row["claim"], row["before"], row["after"]) for row in changed] == [
        ("历城区 · 地区生产总值 · 总量 · 2023", "value=1327.8亿元", "value=1372.8亿元")
    ]
    assert changed[0]["document"] == "licheng.txt"
    assert "1372.8亿元" in changed[0]["quote"]


def test_what_is_said_newly_and_no_longer_is_added_and_removed(out: Path) -> None:
    rows = {(row["how"], row["claim"].split(" · ")[1]) for row in changes(out, "--document", "licheng.txt")}
    assert any(how == "removed" and "学校" in claim for how, claim in rows)
    assert any(how == "added" and "公园" in claim for how, claim in rows)


def test_what_both_say_is_no_change_though_the_text_of_the_document_is_another(out: Path) -> None:
    claims = [row["claim"] for row in changes(out, "--document", "licheng.txt")]
    assert not any("一般公共预算收入" in claim or "项目突破年" in claim or "增速" in claim for claim in claims)


def test_documents_added_and_changed_are_named_with_counts_by_kind(out: Path) -> None:
    result = invoke("diff", "--format", "json", "--graph", str(out))
    found = json.loads(result.stdout)
    assert found["documents_added"] == ["tianqiao.txt"]
    assert found["documents_changed"] == ["licheng.txt"]
    assert found["counts"]["observation"]["changed"] == 1
    assert found["counts"]["entity"]["added"] >= 1
    assert found["unchanged"] > 0


def test_the_other_way_round_added_is_removed(out: Path) -> None:
    forth, back = changes(out, "--how", "added"), changes(out, "current", "previous", "--how", "removed")
    assert [row["claim"] for row in forth] == [row["claim"] for row in back] != []


def test_only_one_kind_is_listed_where_it_is_asked_for(out: Path) -> None:
    assert {row["kind"] for row in changes(out, "--kind", "entity")} == {"entity"}


def test_a_graph_has_no_difference_from_itself(out: Path) -> None:
    result = invoke("diff", "current", str(out), "--graph", str(out))
    assert result.exit_code == 0
    assert "unchanged claims" in result.stdout


def test_the_table_shows_counts_and_the_change(out: Path) -> None:
    result = invoke("diff", "--limit", "1", "--graph", str(out))
    assert "observation" in result.stdout
    assert "documents added: tianqiao.txt" in result.stdout
    assert "only the first 1 of" in result.stderr


def test_snapshots_are_listed_and_found_by_the_beginning_of_their_id(out: Path) -> None:
    listed = invoke("snapshots", "--graph", str(out)).stdout
    assert "(current)" in listed
    names = sorted(path.name for path in (out / "snapshots").iterdir())
    assert all(name in listed for name in names)
    first, second = (name[:8] for name in names)
    assert invoke("diff", first, second, "--graph", str(out)).exit_code == 1


def test_a_graph_that_is_not_there_is_said_with_those_that_are(out: Path) -> None:
    result = invoke("diff", "feed", "current", "--graph", str(out))
    assert result.exit_code == 2
    assert "there is no graph feed" in result.stderr
    assert "there are:" in result.stderr
    assert invoke("diff", "--graph", str(out / "nothing")).exit_code == 2
