"""The whole job on small documents of our own."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from kg import build as job
from kg.errors import UserError
from kg.graph.checks import Violation
from kg.graph.query import plain, run
from kg.graph.store import NoSnapshotError, open_snapshot
from kg.model import Extraction
from kg.report import markdown
from kg.workers import Failure

LICHENG = """2024年历城区政府工作报告

一、2023年工作回顾
全区地区生产总值完成1327.8亿元，比上年增长6%。一般公共预算收入完成140.12亿元，增长11.1%。
全区深入实施“项目深化年”，新开工产业项目30个。

二、2024年工作安排
今年的主要目标是：地区生产总值增长6.5%以上。
"""
TIANQIAO = """2024年天桥区政府工作报告

一、2023年工作回顾
全区地区生产总值完成702.3亿元，增长5.8%。社会消费品零售总额增长7.2%。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    (made / "licheng.txt").write_text(LICHENG, encoding="utf-8")
    (made / "tianqiao.md").write_text(TIANQIAO, encoding="utf-8")
    return made


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """A graph without the vocabulary, and without the quality queries that would miss it: for tests of other things."""
    monkeypatch.setattr(job.emit, "vocabulary_quads", lambda: iter(()))
    monkeypatch.setattr(job.checks, "quality", lambda store: ())
    monkeypatch.setattr(job.checks, "shapes", lambda store: ())


def poisoned(task: job.Task) -> Extraction | Failure:
    if task.name == "poison.txt":
        os._exit(1)
    return job.understand(task)


class Recorder(job.Silence):
    def __init__(self) -> None:
        self.said: list[str] = []

    def found(self, documents: int, size: int) -> None:
        self.said.append(f"found {documents} of {size}")

    def read(self, name: str, size: int, characters: int) -> None:
        self.said.append(f"read {name} {size} {characters}")

    def stage(self, name: str) -> None:
        self.said.append(name)


def test_build_publishes_graph_texts_and_report(folder: Path, tmp_path: Path) -> None:
    progress = Recorder()
    built = job.build([folder], tmp_path / "out", processes=0, progress=progress)
    snapshot = open_snapshot(tmp_path / "out")
    assert snapshot.path == built.snapshot.path
    assert snapshot.verify() == []
    assert snapshot.text("licheng.txt") == LICHENG
    report = snapshot.report()
    assert report["id"] == snapshot.id
    assert report["quads"] == len(list(snapshot.quad_lines())) == len(list(snapshot.store()))
    assert [document.name for document in built.report.documents] == ["licheng.txt", "tianqiao.md"]
    assert built.report.claims["observations"] >= 3
    assert built.report.checks.passages > built.report.claims["observations"]
    assert (snapshot.path / "report.md").read_text(encoding="utf-8") == markdown(built.report)
    sizes = [len(text.encode()) for text in (LICHENG, TIANQIAO)]
    assert progress.said == [
        f"found 2 of {sum(sizes)}",
        f"read licheng.txt {sizes[0]} {len(LICHENG)}",
        f"read tianqiao.md {sizes[1]} {len(TIANQIAO)}",
        "checking passages",
        "resolving",
        "auditing",
        "writing the graph",
        "checking the graph",
        "publishing",
    ]


@pytest.mark.usefixtures("light")
def test_offsets_of_the_graph_count_in_the_text(folder: Path, tmp_path: Path) -> None:
    job.build([folder], tmp_path / "out", processes=0)
    snapshot = open_snapshot(tmp_path / "out")
    rows = snapshot.store().query(
        """PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX schema: <https://schema.org/>
        SELECT ?name ?start ?end ?exact {
          ?p oa:hasSource/schema:name ?name ; oa:hasSelector ?s , ?q .
          ?s oa:start ?start ; oa:end ?end . ?q oa:exact ?exact }""",
        use_default_graph_as_union=True,
    )
    found = [tuple(term.value for term in row) for row in rows]
    assert found
    for name, start, end, exact in found:
        assert snapshot.text(name)[int(start) : int(end)] == exact


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[bytes, bytes]]]:
    """The dumps of one input under other workers, hash seeds, and orders and places of the files."""
    made = []
    for workers, seed, reverse in (("1", "0", False), ("2", "1", True)):
        place = tmp_path_factory.mktemp(f"seed{seed}")
        texts = {"licheng.txt": LICHENG, "tianqiao.md": TIANQIAO}
        paths = []
        for name in sorted(texts, reverse=reverse):
            (place / name).write_text(texts[name], encoding="utf-8")
            paths.append(str(place / name))
        command = [sys.executable, "-m", "kg", "build", *paths, "--out", str(place / "out"), "--workers", workers]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
        path = open_snapshot(place / "out").path
        made.append(((path / "graph.nq.zst").read_bytes(), (path / "graph.trig.zst").read_bytes()))
        shutil.rmtree(place / "out")
    yield made


def test_dumps_do_not_depend_on_workers_hash_seed_or_order(dumps: list[tuple[bytes, bytes]]) -> None:
    assert dumps[0][0] == dumps[1][0]
    assert dumps[0][1] == dumps[1][1]


@pytest.mark.usefixtures("light")
def test_document_that_fails_is_listed_and_others_are_built(folder: Path, tmp_path: Path) -> None:
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02abc\x00")
    (folder / "table.csv").write_text("a,b", encoding="utf-8")
    report = job.build([folder], tmp_path / "out", processes=0).report
    assert [(Path(f.file).name, bool(f.reason)) for f in report.failed] == [("binary.txt", True)]
    assert [(Path(s.file).name, s.reason) for s in report.skipped] == [("table.csv", "an index table")]
    assert len(report.documents) == 2
    assert "binary.txt" in markdown(report)


@pytest.mark.usefixtures("light")
def test_document_that_cannot_be_written_fails_alone(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = job.emit.document_quads

    def broken(extraction: Extraction, resolution: job.Resolution) -> Iterator[str]:
        if extraction.document.name == "tianqiao.md":
            raise ValueError("a fault of the program")
        return whole(extraction, resolution)

    monkeypatch.setattr(job.emit, "document_quads", broken)
    made = job.build([folder], tmp_path / "out", processes=0)
    assert [(failed.file, failed.reason) for failed in made.report.failed] == [
        ("tianqiao.md", "ValueError: a fault of the program")
    ]
    assert [document.name for document in made.report.documents] == ["licheng.txt"]
    assert "tianqiao" not in "".join(made.snapshot.quad_lines())
    assert made.snapshot.verify() == []


@pytest.mark.usefixtures("light")
def test_metadata_beside_documents_is_used_and_not_skipped(folder: Path, tmp_path: Path) -> None:
    sidecar = folder / "metadata.toml"
    sidecar.write_text('["licheng.txt"]\narea = "历城"\n', encoding="utf-8")
    report = job.build([folder], tmp_path / "out", processes=0).report
    assert report.skipped == ()
    assert any("历城 is not the official name of an area; 历城区 is" in warning for warning in report.warnings)
    sidecar.write_text('["licheng.txt"]\narea = 3\n["tianqiao.md"\n["new.txt"]\ndate = 1', encoding="utf-8")
    made = job.build([folder], tmp_path / "out", processes=0)
    assert [document.name for document in made.report.documents] == ["licheng.txt", "tianqiao.md"]
    said = made.report.unheeded
    assert any("licheng.txt: metadata.toml: area is 3" in warning for warning in said)
    assert any("tianqiao.md: metadata.toml: not valid TOML at line 3" in warning for warning in said)
    assert f"{sidecar}: [new.txt] names no file of its folder" in said
    assert set(said) <= set(made.report.warnings)
    notes = {plain(row[0]) for row in run(made.snapshot.store(), "SELECT ?n { ?d skos:editorialNote ?n }").rows}
    assert any("area is 3" in note for note in notes)


@pytest.mark.usefixtures("light")
def test_document_that_kills_its_process_fails_alone(folder: Path, tmp_path: Path) -> None:
    (folder / "poison.txt").write_text("2024年市中区政府工作报告\n", encoding="utf-8")
    report = job.build([folder], tmp_path / "out", processes=2, reader=poisoned).report
    assert [Path(failed.file).name for failed in report.failed] == ["poison.txt"]
    assert report.failed[0].reason == "its process ended with code 1"
    assert len(report.documents) == 2


@pytest.mark.usefixtures("light")
def test_files_of_one_name_are_told_apart_and_copies_skipped(folder: Path, tmp_path: Path) -> None:
    for place, text in (("a/x", TIANQIAO + "全区新增市场主体1万户。\n"), ("b/x", LICHENG + "全区粮食产量10万吨。\n")):
        (folder / place).mkdir(parents=True)
        (folder / place / "report.txt").write_text(text, encoding="utf-8")
    (folder / "copy.txt").write_text(TIANQIAO, encoding="utf-8")
    built = job.build([folder], tmp_path / "out", processes=0)
    names = [document.name for document in built.report.documents]
    assert names == ["a/x/report.txt", "b/x/report.txt", "copy.txt", "licheng.txt"]
    assert [(Path(s.file).name, s.reason) for s in built.report.skipped] == [
        ("tianqiao.md", "the same bytes as copy.txt")
    ]
    assert built.snapshot.text("a/x/report.txt").startswith("2024年天桥区")


def test_refused_graph_is_not_published(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        job.emit, "vocabulary_quads", lambda: iter(["<http://e/a b> <http://e/p> <http://e/o> <http://e/g> ."])
    )
    with pytest.raises(job.BuildRefusedError) as caught:
        job.build([folder], tmp_path / "out", processes=0)
    assert "not valid N-Quads" in caught.value.problems[0]
    assert "nothing was published" in caught.value.report.read_text(encoding="utf-8")
    assert json.loads(caught.value.report.with_suffix(".json").read_text(encoding="utf-8"))["checks"]["problems"]
    with pytest.raises(NoSnapshotError):
        open_snapshot(tmp_path / "out")


@pytest.mark.usefixtures("light")
def test_violations_refuse_the_graph_and_warnings_do_not(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warning = Violation("jump", "a value doubles", (("o", "<http://e/o>"),), "warning")
    monkeypatch.setattr(job.checks, "quality", lambda store: (warning,))
    built = job.build([folder], tmp_path / "out", processes=0)
    assert str(warning) in built.report.warnings
    error = Violation("share", "a share over 100 %", ())
    monkeypatch.setattr(job.checks, "quality", lambda store: (warning, error))
    with pytest.raises(job.BuildRefusedError) as caught:
        job.build([folder], tmp_path / "out", processes=0)
    assert caught.value.problems == (str(error),)
    assert open_snapshot(tmp_path / "out").path == built.snapshot.path
    assert caught.value.report.is_file()
    monkeypatch.setattr(job.checks, "quality", lambda store: ())
    monkeypatch.setattr(job.checks, "shapes", lambda store: ())
    job.build([folder], tmp_path / "out", processes=0)
    assert not caught.value.report.exists()


@pytest.mark.usefixtures("light")
def test_passage_that_is_not_in_its_text_refuses_the_graph(folder: Path, tmp_path: Path) -> None:
    def wrong(task: job.Task) -> Extraction | Failure:
        found = job.understand(task)
        assert isinstance(found, Extraction)
        return replace(found, observations=tuple(o._replace(value_text="987654") for o in found.observations))

    with pytest.raises(job.BuildRefusedError) as caught:
        job.build([folder], tmp_path / "out", processes=0, reader=wrong)
    assert "987654" in caught.value.problems[0]


def test_file_that_may_not_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(paths: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "secret.txt")

    monkeypatch.setattr(job, "find_documents", denied)
    with pytest.raises(UserError, match="cannot read secret"):
        job.read([tmp_path])


def test_nothing_readable_is_refused(tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01\x02abc\x00")
    with pytest.raises(job.BuildRefusedError) as caught:
        job.build([tmp_path / "binary.txt"], tmp_path / "out", processes=0)
    none, why = caught.value.problems
    assert none == "no document could be read"
    assert why == f"{tmp_path / 'binary.txt'}: it holds zero bytes, so it is no text"


def test_missing_path_and_folder_without_documents_are_the_users_to_mend(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such file"):
        job.build([tmp_path / "none"], tmp_path / "out")
    (tmp_path / "picture.png").write_bytes(b"x")
    with pytest.raises(UserError, match="no document in") as caught:
        job.read([tmp_path])
    assert caught.value.hint.endswith("skipped: 1")
    assert not (tmp_path / "out").exists()


def test_number_of_processes_is_positive() -> None:
    assert job.default_processes() >= 1


@pytest.mark.usefixtures("light")
@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_documents_with_names_that_are_no_text_are_published(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number, name in enumerate((os.fsdecode("历城.txt".encode("gb18030")), "a\u200b.txt", "a\u200e.txt", "a.txt")):
        (folder / name).write_text(LICHENG.replace("30个", f"3{number}个"), encoding="utf-8")
    made = job.build([folder], tmp_path / "out", processes=0)
    assert [document.name for document in made.report.documents] == ["a (2).txt", "a (3).txt", "a.txt", "历城.txt"]
    assert made.snapshot.verify() == []


def test_a_passage_in_an_endless_sentence_tells_the_part_around_it(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("2024年历城区政府工作报告\n\n" + "地区生产总值完成1327.8亿元，" * 300, encoding="utf-8")
    made = job.build([path], tmp_path / "out", processes=0, reader=partial(job.understand, names_model=False))
    asked = "SELECT ?s ?q { ?p kg:sentence ?s ; oa:hasSelector ?selector . ?selector oa:exact ?q }"
    rows = [(plain(row[0]), plain(row[1])) for row in run(made.snapshot.store(), asked).rows]
    assert len(rows) > 300
    assert all(quote in sentence and len(sentence) < 300 for sentence, quote in rows if "1327.8" in quote)
