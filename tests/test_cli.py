"""The commands as a user types them."""

import io
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

import kg
from kg import build as job
from kg import resources
from kg.cli import app, ask, console, main
from kg.cli.progress import Bar
from kg.graph import query as q
from kg.graph.checks import Violation

ROOT = Path(__file__).resolve().parents[1]
REPORT = """2024年历城区政府工作报告

一、2023年工作回顾
全区地区生产总值完成1327.8亿元，增长6%。一般公共预算收入完成140.12亿元。
全区深入实施“项目深化年”。
"""


def invoke(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reports") / "licheng.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def out(report: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("graph"))
    result = invoke("build", str(report), "--out", folder, "--workers", "0")
    assert result.exit_code == 0, result.output
    for expected in ("documents read", "passages checked", "numbers not understood", "kg queries", "report.md"):
        assert expected in result.stdout
    return folder


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """A graph without the vocabulary, and without the quality queries that would miss it: for tests of other things."""
    monkeypatch.setattr(job.emit, "vocabulary_quads", lambda: iter(()))
    monkeypatch.setattr(job.checks, "quality", lambda store: ())
    monkeypatch.setattr(job.checks, "shapes", lambda store: ())


def asked(out: str, sparql: str, *options: str) -> Result:
    return invoke("query", "-", "--graph", out, *options, stdin=sparql)


def test_help_has_an_example_of_every_command_and_starts_fast() -> None:
    begun = time.monotonic()
    found = subprocess.run([sys.executable, "-m", "kg", "--help"], capture_output=True, text=True, check=True)
    assert time.monotonic() - begun < 60  # half a second on a machine with nothing else to do
    for command in ("build", "extract", "explain", "query", "queries", "info"):
        assert command in found.stdout
        assert f"kg {command}" in invoke(command, "--help").stdout


def test_help_does_not_load_the_pipeline() -> None:
    code = "import sys, kg.cli; sys.exit('kg.pipeline' in sys.modules or 'jieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603


def test_version() -> None:
    assert invoke("--version").stdout == f"kg {kg.__version__}\n"


@pytest.mark.usefixtures("light")
def test_quiet_build_prints_nothing(report: Path, tmp_path: Path) -> None:
    result = invoke("build", str(report), "--out", str(tmp_path), "--workers", "0", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


@pytest.mark.usefixtures("light")
def test_failed_document_gives_exit_code_one(report: Path, tmp_path: Path) -> None:
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"\x00\x01\x02abc\x00")
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"x")
    arguments = [str(report), str(binary), str(picture), "--workers", "0"]
    result = invoke("build", *arguments, "--out", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "binary.txt is not in the graph: " in result.stderr
    assert "picture.png: a picture" in result.stdout
    assert (tmp_path / "out" / "current").is_file()
    result = invoke("extract", *arguments, "--format", "jsonl")
    assert result.exit_code == 1
    assert "binary.txt: " in result.stderr


def test_refused_build_says_what_failed(tmp_path: Path) -> None:
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"\x00\x01\x02abc\x00")
    result = invoke("build", str(binary), "--out", str(tmp_path / "out"), "--workers", "0")
    assert result.exit_code == 1
    assert "no document could be read" in result.stderr
    assert "nothing was published" in result.stderr
    assert str(tmp_path / "out" / "refused" / "report.md") in result.stderr


@pytest.mark.usefixtures("light")
def test_long_list_of_faults_is_cut_where_the_report_has_it_whole(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = tuple(Violation("share", f"fault {number}", ()) for number in range(30))
    monkeypatch.setattr(job.checks, "quality", lambda store: faults)
    result = invoke("build", str(report), "--out", str(tmp_path), "--workers", "0")
    assert result.exit_code == 1
    assert "fault 19" in result.stderr
    assert "fault 20" not in result.stderr
    assert "and 10 more" in result.stderr
    assert "fault 29" in (tmp_path / "refused" / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "none.txt"], "no such file or folder: none.txt"),
        (["extract", "none.txt"], "no such file or folder: none.txt"),
        (["explain", "1亿元", "--path", "none.txt"], "no such file or folder: none.txt"),
        (["explain", " "], "there is no text"),
        (["info", "--graph", "nowhere"], "there is no graph in nowhere"),
        (["query", "no-such-query"], "there is no query and no file named no-such-query"),
        (["query", "-", "--param", "area"], "not a parameter: area"),
        (["query", "-", "--param", "area=x"], "has no parameter area"),
    ],
)
def test_users_errors_are_one_line_and_a_hint(arguments: list[str], message: str) -> None:
    result = invoke(*arguments, stdin="ASK {}")
    assert result.exit_code == 2
    assert result.stdout == ""
    error, *hint = result.stderr.splitlines()
    assert error.startswith("error: ")
    assert message in error
    assert all(line.startswith("hint: ") for line in hint)


def test_syntax_error_unknown_node_and_wrong_format_are_said(out: str) -> None:
    for result in (
        asked(out, "SELEKT"),
        asked(out, "SELECT * {}", "--format", "ttl"),
        invoke("explain", "id:observation/none", "--graph", out),
        invoke("explain", "没有这样的话", "--find", "--graph", out),
    ):
        assert result.exit_code == 2
        assert result.stderr.startswith("error: ")


@pytest.mark.usefixtures("light")
def test_damaged_graph_is_said(report: Path, tmp_path: Path) -> None:
    invoke("build", str(report), "--out", str(tmp_path), "--workers", "0", "--quiet")
    (path,) = (tmp_path / "snapshots").iterdir()
    content = (path / "report.md").read_bytes()
    (path / "report.md").write_bytes(content.replace(b"#", b"-", 1))
    result = invoke("info", "--verify", "--graph", str(tmp_path))
    assert (result.exit_code, result.stderr) == (1, "error: report.md has another content\n")
    (path / "report.md").unlink()
    result = invoke("info", "--graph", str(tmp_path))
    assert result.exit_code == 2
    assert "report.md is missing" in result.stderr


def test_info_counts_and_verifies(out: str) -> None:
    result = invoke("info", "--verify", "--graph", out)
    assert result.exit_code == 0
    for expected in ("every file is as it was published", "licheng.txt", "qb:Observation", "pyoxigraph", "id:graph/"):
        assert expected in result.stdout


def test_query_formats(out: str) -> None:
    sparql = "SELECT ?name WHERE { ?d a kg:Document ; schema:name ?name }"
    table = asked(out, sparql)
    assert "licheng.txt" in table.stdout
    assert "rows: 1" in table.stderr
    assert asked(out, sparql, "--format", "csv").stdout == "name\nlicheng.txt\n"
    assert asked(out, sparql, "--format", "tsv").stdout == '?name\n"licheng.txt"\n'
    assert json.loads(asked(out, sparql, "--format", "json").stdout)["head"] == {"vars": ["name"]}
    turtle = asked(out, "CONSTRUCT { ?d schema:name ?n } WHERE { ?d a kg:Document ; schema:name ?n }", "-f", "ttl")
    assert 'schema:name "licheng.txt"' in turtle.stdout
    cut = asked(out, "SELECT ?s { ?s ?p ?o }", "--limit", "2", "--format", "csv")
    assert len(cut.stdout.splitlines()) == 3
    assert "only the first 2" in cut.stderr


def test_named_query_with_parameters(out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "title.rq").write_text(
        "# zh: 文件的标题？\n# en: Title of a file?\n# param name: licheng.txt (string) — file name\n"
        "SELECT ?title WHERE { ?d schema:name ?name ; dcterms:title ?title }\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(resources, "folder", lambda name: tmp_path / name)
    listed = invoke("queries").stdout
    for expected in ("title", "文件的标题？", "Title of a file?", "name=licheng.txt", "file name"):
        assert expected in listed
    found = invoke("query", "title", "--graph", out)
    assert "历城区政府工作报告" in found.stdout
    assert "文件的标题？" in found.stderr
    assert "历城区" not in invoke("query", "title", "--graph", out, "--param", "name=other.txt").stdout
    assert 'VALUES ?name { "other.txt" }' in invoke("query", "title", "--param", "name=other.txt", "--show").stdout


def test_extract_without_the_model_has_only_names_that_a_rule_found(report: Path) -> None:
    result = invoke("extract", str(report), "--format", "jsonl", "--workers", "0", "--rules-only", "--quiet")
    assert result.exit_code == 0
    rules = {claim["rule"] for claim in map(json.loads, result.stdout.splitlines()) if claim["kind"] == "entity"}
    assert rules
    assert "name-model" not in rules


def test_extract_prints_lines_and_tables(report: Path) -> None:
    result = invoke("extract", str(report), "--format", "jsonl", "--workers", "0")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    income = next(record for record in records if record.get("value") == 140.12)
    assert income["doc"] == "licheng.txt"
    assert REPORT[income["start"] : income["end"]] == income["quote"]
    tables = invoke("extract", str(report), "--workers", "0").stdout
    assert "licheng.txt: observation" in tables
    assert "140.12" in tables
    empty = report.with_name("empty.txt")
    empty.write_text("此处没有可读的内容。\n", encoding="utf-8")
    assert "nothing is understood" in invoke("extract", str(empty), "--workers", "0").stdout


def test_explain_node_of_the_graph(out: str) -> None:
    sparql = "SELECT ?o WHERE { ?o a qb:Observation ; kg:valueText ?t FILTER(CONTAINS(?t, '140.12')) }"
    iri = asked(out, sparql, "--format", "csv").stdout.splitlines()[1]
    for typed in (iri, f"<{iri}>", iri.replace("https://w3id.org/govreport/id/", "id:")):
        shown = invoke("explain", typed, "--graph", out).stdout
        for expected in ("licheng.txt", "一般公共预算收入完成140.12亿元", "rule", "confidence", "kg:valueText"):
            assert expected in shown
    area = invoke("explain", "area:370112", "--graph", out).stdout
    assert "140.12" in area


def test_explain_finds_a_text_in_the_graph_and_in_a_file(out: str, report: Path) -> None:
    for result in (
        invoke("explain", "140.12亿元", "--find", "--graph", out),
        invoke("explain", "140.12亿元", "--path", str(report)),
    ):
        assert result.exit_code == 0, result.stderr
        assert "一般公共预算收入完成140.12亿元" in result.stdout
        assert "licheng.txt" in result.stdout
    result = invoke("explain", "不在其中", "--path", str(report))
    assert (result.exit_code, "nothing is understood" in result.stderr) == (2, True)


def test_explain_reads_a_text(out: str) -> None:
    result = invoke("explain", "税收收入完成12.5亿元。", "--area", "天桥区", "--year", "2024")
    assert result.exit_code == 0
    for expected in ("税收收入", "12.5", "亿元", "天桥区", "2023"):
        assert expected in result.stdout
    assert "try --area and --year" in invoke("explain", "没有内容").stdout


def test_progress_shows_names_rate_and_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Console(force_terminal=True, width=160, record=True, file=io.StringIO())
    monkeypatch.setattr(console, "notes", lambda: terminal)
    with Bar(quiet=False) as bar:
        bar.found(2, 100)
        bar.reading("某区政府工作报告.txt")
        bar.read("某区政府工作报告.txt", 50, 3000)
        bar.refresh()
        bar.stage("checking")
        bar.refresh()
    shown = terminal.export_text()
    for expected in ("某区政府工作报告.txt", "1/2", "chars/s", "checking"):
        assert expected in shown


def test_build_script_is_kg_build(report: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "build.py"), str(report), "--out", str(tmp_path / "out")]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)  # noqa: S603
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    assert "documents read" in result.stdout
    assert (tmp_path / "out" / "current").is_file()


def test_main_survives_a_terminal_without_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["kg", "--version"])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 0


def test_tables_in_a_pipe_are_cells_between_tabs(out: str) -> None:
    table = asked(out, "SELECT ?name ?digest WHERE { ?d a kg:Document ; schema:name ?name BIND(1 AS ?digest) }")
    assert table.stdout == "name\tdigest\nlicheng.txt\t1\n"
    assert "documents\t" in invoke("info", "--graph", out).stdout


def test_empty_answer_says_which_name_or_term_is_not_known(out: str) -> None:
    name = ("query", "targets-of-area", "--graph", out, "--format", "csv")
    unknown = invoke(*name, "--param", "area=厉城区")
    assert unknown.exit_code == 0
    assert "hint: area: nothing in the graph is called 厉城区; did you mean" in unknown.stderr
    assert "历城区" in unknown.stderr
    assert "year: no data are of 2042; there are" in invoke(*name, "--param", "year=2042").stderr
    assert "did you mean kg:implements" in asked(out, "SELECT * { ?a kg:implments ?b }").stderr
    assert 'write "历城区"@zh' in asked(out, 'SELECT * { ?a skos:prefLabel "历城区" }').stderr
    assert "hint" not in asked(out, 'SELECT * { ?a skos:prefLabel "历城区"@zh FILTER(false) }').stderr


def test_short_name_of_an_area_is_taken_for_its_official_one(out: str) -> None:
    short, official = (
        invoke("query", "targets-of-area", "--graph", out, "--format", "csv", "--param", f"area={name}")
        for name in ("历城", "历城区")
    )
    assert short.stdout == official.stdout
    assert "area: 历城区" in short.stderr


def test_unknown_prefix_and_long_syntax_errors_are_said_shortly(out: str) -> None:
    unknown = asked(out, "SELECT * { ?a skoss:prefLabel ?b }").stderr
    assert unknown.startswith("error: the prefix skoss: is not known\nhint: did you mean skos:")
    assert asked(out, "PREFIX my: <https://example.org/> SELECT * { ?a my:name _:b }").exit_code == 0
    assert max(map(len, asked(out, "SELECT * {").stderr.splitlines())) < 200


def test_query_that_takes_too_long_is_given_up(out: str) -> None:
    heavy = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    given_up = asked(out, heavy, "--timeout", "0.5")
    assert given_up.exit_code == 2
    assert "took longer than 0.5 s" in given_up.stderr
    quick = asked(out, "ASK {}", "--timeout", "600", "--format", "csv")
    assert quick.stdout == "answer\ntrue\n"
    assert "not a SPARQL query" in asked(out, "ASK", "--timeout", "600").stderr


def test_blank_text_is_not_looked_for(out: str, report: Path) -> None:
    for place in (["--find", "--graph", out], ["--path", str(report)]):
        assert "there is no text to look for" in invoke("explain", " ", *place).stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["query", "targets-of-area", "--out", "output"], "the published graph is --graph FOLDER"),
        (["info", "-o", "output"], "the published graph is --graph FOLDER"),
        (["audit", "--out=output"], "the published graph is --graph FOLDER"),
        (["export", "csv", "--out-file", "a.csv"], "the file to write is --out FILE"),
        (["extract", "a.txt", "--out", "a.jsonl"], "and this one writes nothing"),
    ],
)
def test_out_is_what_a_command_writes_and_graph_what_it_reads(arguments: list[str], said: str) -> None:
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.replace("│", " ").split())


@pytest.mark.usefixtures("light")
def test_out_and_graph_of_a_build_are_one(report: Path, tmp_path: Path) -> None:
    for number, option in enumerate(("--out", "-o", "--graph", "-g")):
        folder = tmp_path / f"to {number}"
        result = invoke("build", str(report), option, str(folder), "--workers", "0")
        assert f"kg info --graph '{folder}'" in result.stdout
        assert "graph" in invoke("info", "--graph", str(folder)).stdout


def test_interrupted_build_says_that_nothing_is_published(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(job, "build", interrupt)
    result = invoke("build", str(report), "--out", str(tmp_path))
    assert result.exit_code == 130
    assert "interrupted: nothing was published" in result.stderr


def test_a_query_can_be_interrupted_while_it_is_evaluated(out: str, monkeypatch: pytest.MonkeyPatch) -> None:
    handlers = []

    def evaluated(*_: object) -> q.Result:
        handlers.append(signal.getsignal(signal.SIGINT))
        return q.Result(q.Shape.ROWS, ("a",), ((None,),))

    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(ask, "run", evaluated)
    assert asked(out, "SELECT ?a {}").exit_code == 0
    assert handlers == [signal.SIG_DFL]
    assert signal.getsignal(signal.SIGINT) is before
