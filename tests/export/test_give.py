"""``kg export`` and ``kg draw`` as a user types them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Store
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.export import Format
from kg.graph.iris import PREFIXES
from kg.graph.store import draft


@pytest.fixture(scope="module")
def out(by_hand: Store, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("graph")
    with draft(folder) as snapshot:
        snapshot.write_quads((f"{quad} ." for quad in by_hand), PREFIXES)
        snapshot.publish({}, {}, 1)
    return str(folder)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize("form", list(Format))
def test_an_export_is_a_file_named_for_its_format(out: str, form: Format) -> None:
    result = invoke("export", form.value, "--graph", out)
    assert result.exit_code == 0, result.output
    assert f"written: export{form.suffix} (" in result.stderr
    assert Path(f"export{form.suffix}").stat().st_size > 500


def test_an_export_to_standard_output_is_nothing_else(out: str) -> None:
    result = invoke(
        "export", "jsonld", "--area", "历城区，港沟街道", "--type", "Area,Programme", "--out", "-", "--graph", out
    )
    assert {"@context", "@graph"} == set(json.loads(result.stdout))
    assert not result.stderr


@pytest.mark.parametrize(
    ("name", "options", "begin"),
    [
        ("network.svg", [], b"<?xml"),
        ("network.png", ["--format", "png"], b"\x89PNG"),
        ("x.png", ["--out", "x.png", "--area", "历城区", "--limit", "5"], b"\x89PNG"),
        ("y.svg", ["--out", "y.svg", "--type", "政策举措,Area"], b"<?xml"),
    ],
)
def test_a_picture_is_what_its_name_says(out: str, name: str, options: list[str], begin: bytes) -> None:
    result = invoke("draw", "--graph", out, *options)
    assert result.exit_code == 0, result.output
    assert Path(name).read_bytes().startswith(begin)
    assert f"written: {name}" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "csv", "--area", "历成区"], "did you mean 历城区?"),
        (["export", "csv", "--type", "Projekt"], "did you mean Project?"),
        (["export", "csv", "--type", "Honour"], "no observation is about what you chose"),
        (["export", "csv", "--out", "no/such/folder.csv"], "cannot write no/such/folder.csv"),
        (["draw", "--out", "x.pdf"], "a picture cannot be written as x.pdf"),
        (["draw", "--type", "Honour"], "no two of these things are joined"),
    ],
)
def test_what_cannot_be_done_is_said_without_a_traceback(out: str, arguments: list[str], said: str) -> None:
    result = invoke(*arguments, "--graph", out)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.startswith("error: ")
    assert not result.stdout


def test_no_graph_is_said(tmp_path: Path) -> None:
    result = invoke("export", "turtle", "--out", str(tmp_path))
    assert result.exit_code == 2
    assert "kg build" in result.stderr


def test_the_command_line_starts_without_the_libraries_of_the_formats() -> None:
    code = "import sys, kg.cli; sys.exit(any(name in sys.modules for name in ('rdflib', 'networkx', 'matplotlib')))"
    root = Path(__file__).resolve().parents[2]  # kg need not be installed
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=root).returncode == 0  # noqa: S603


@pytest.mark.parametrize("command", ["export", "draw"])
def test_help_has_examples(command: str) -> None:
    assert f"kg {command} --" in invoke(command, "--help").stdout.replace("kg export turtle", "kg export")
