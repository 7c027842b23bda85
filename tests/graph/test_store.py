"""Snapshots: what is published is whole, the same for the same graph, and survives what comes after."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import rdflib
import zstandard

from kg.errors import UserError
from kg.graph import store as s

PREFIXES = {"e": "http://e/"}
LINES = [
    '<http://e/a> <http://e/p> "历城区"@zh <http://e/g2> .',
    '<http://e/b> <http://e/p> "1.50" <http://e/g1> .\n',
    "<http://e/a> <http://e/q> <http://e/b> <http://e/g1> .",
    '<http://e/a> <http://e/p> "历城区"@zh <http://e/g2> .',
]


def publish(out: Path, lines: list[str] | None = None, keep: int = 2) -> s.Snapshot:
    with s.draft(out) as draft:
        draft.write_quads(LINES if lines is None else lines, PREFIXES)
        draft.add_text("某区报告.txt", "全文\r\n在此")
        draft.write("report.json", b'{"seconds": 1}')
        return draft.publish({"kg": "0"}, {"documents": 1}, keep)


def line(value: int) -> str:
    return f'<http://e/a> <http://e/p> "{value}" <http://e/g> .'


def test_published_snapshot_is_read_back(tmp_path: Path) -> None:
    made = publish(tmp_path)
    found = s.open_snapshot(tmp_path)
    assert found == s.Snapshot(made.path, found.manifest)
    assert found.path == tmp_path / "snapshots" / found.id
    assert list(found.quad_lines()) == sorted({text.strip() for text in LINES})
    assert len(list(found.store())) == 3
    assert found.text("某区报告.txt") == "全文\r\n在此"
    assert found.report() == {"seconds": 1}
    assert found.manifest["counts"] == {"quads": 3, "graphs": 2, "documents": 1}
    assert found.verify() == []


def test_dumps_are_the_same_whatever_the_order(tmp_path: Path) -> None:
    one = publish(tmp_path / "1").path
    two = publish(tmp_path / "2", LINES[::-1]).path
    assert one.name == two.name
    for name in ("graph.nq.zst", "graph.trig.zst"):
        assert (one / name).read_bytes() == (two / name).read_bytes()


def test_rdflib_reads_both_dumps_alike(tmp_path: Path) -> None:
    path = publish(tmp_path).path
    sets = []
    for name, form in (("graph.nq.zst", "nquads"), ("graph.trig.zst", "trig")):
        with zstandard.open(path / name, "rb") as dump:
            graph = rdflib.Dataset().parse(data=dump.read(), format=form)
        sets.append(set(graph.quads()))
    assert len(sets[0]) == 3
    assert sets[0] == sets[1]


def test_nothing_published_yet(tmp_path: Path) -> None:
    with pytest.raises(s.NoSnapshotError, match="there is no graph") as caught:
        s.open_snapshot(tmp_path)
    assert "kg build" in caught.value.hint


def test_failed_build_leaves_the_old_snapshot(tmp_path: Path) -> None:
    before = publish(tmp_path)
    with pytest.raises(RuntimeError), s.draft(tmp_path) as draft:
        draft.write_quads([line(1)], PREFIXES)
        raise RuntimeError("stop")
    assert s.open_snapshot(tmp_path).path == before.path
    assert [path.name for path in (tmp_path / "snapshots").iterdir()] == [before.path.name]


def test_invalid_quads_are_refused(tmp_path: Path) -> None:
    with pytest.raises(s.InvalidGraphError, match="not valid"):
        publish(tmp_path, ["<http://e/a b> <http://e/p> <http://e/c> <http://e/g> ."])


KILLED = """
import sys, time
from pathlib import Path
from kg.graph import store
with store.draft(Path(sys.argv[1])) as draft:
    draft.write_quads(['<http://e/z> <http://e/p> "9" <http://e/g> .'], {})
    print("written", flush=True)
    time.sleep(60)
"""


def test_killed_build_is_locked_out_then_swept(tmp_path: Path) -> None:
    before = publish(tmp_path)
    child = subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE)  # noqa: S603
    assert child.stdout is not None
    assert child.stdout.readline() == b"written\n"
    with pytest.raises(s.LockedError, match="another build"):
        publish(tmp_path)
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert s.open_snapshot(tmp_path).path == before.path
    publish(tmp_path, [line(1)])
    assert not list((tmp_path / "snapshots").glob(".building-*"))


def test_same_graph_again_lies_beside_and_replaces(tmp_path: Path) -> None:
    names = [publish(tmp_path).path.name for _ in range(4)]
    assert names[1] == names[0] + ".2"
    left = {path.name for path in (tmp_path / "snapshots").iterdir()}
    assert left == {names[2], names[3]}
    assert s.open_snapshot(tmp_path).id == names[0]


def test_keeps_the_newest_graphs(tmp_path: Path) -> None:
    made = []
    for value in range(5):
        made.append(publish(tmp_path, [line(value)], keep=2).path)
        os.utime(made[-1], ns=(time.time_ns(), 10**18 + value))
    assert [path.exists() for path in made] == [False, False, True, True, True]
    publish(tmp_path, [line(9)], keep=0)
    assert [path.exists() for path in made] == [False] * 4 + [True]


def test_damage_is_found(tmp_path: Path) -> None:
    path = publish(tmp_path).path
    report = path / "report.json"
    report.write_bytes(b'{"seconds": 2}')
    snapshot = s.open_snapshot(tmp_path)
    assert snapshot.verify() == ["report.json has another content"]
    report.write_bytes(b"{}")
    with pytest.raises(s.BrokenSnapshotError, match="has another size"):
        s.open_snapshot(tmp_path)
    report.unlink()
    (path / "more").touch()
    assert snapshot.verify() == ["more is not in the manifest", "report.json is missing"]
    (path / "manifest.json").write_text('{"format": 0}', encoding="utf-8")
    with pytest.raises(s.BrokenSnapshotError, match="another version"):
        s.open_snapshot(tmp_path)
    (path / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(s.BrokenSnapshotError, match="cannot be read"):
        s.open_snapshot(tmp_path)


def test_store_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    snapshot = publish(tmp_path)
    (snapshot.path / "store" / "CURRENT").unlink()
    with pytest.raises(s.BrokenSnapshotError, match="cannot be opened"):
        snapshot.store()


def test_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="cannot write"), s.draft(tmp_path / "file"):
        pass


@pytest.mark.parametrize("name", ["/etc/passwd", "../../up"])
def test_document_names_stay_inside(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="inside"), s.draft(tmp_path) as draft:
        draft.add_text(name, "x")
