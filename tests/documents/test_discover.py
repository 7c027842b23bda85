"""Which files are documents."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.documents import Skipped, UnreadableDocument, find_documents, legible, read_document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b" / "deep").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    for name in ("b/deep/二.txt", "一.md", "b/INDEX.tsv", "b/图.png", "b/表.csv", ".hidden.txt", ".git/x.txt", "a.bin"):
        (tmp_path / name).write_text("正文。", encoding="utf-8")
    (tmp_path / "b" / "metadata.toml").write_text("", encoding="utf-8")
    (tmp_path / "空.txt").write_text(" \n", encoding="utf-8")
    return tmp_path


def test_documents_are_found_at_any_depth_in_order_of_name(folder: Path) -> None:
    documents, _ = find_documents([folder])
    assert [path.name for path in documents] == ["一.md", "二.txt"]


def test_everything_else_is_skipped_with_its_reason(folder: Path) -> None:
    _, skipped = find_documents([folder])
    assert {entry.path.name: entry.reason for entry in skipped} == {
        ".hidden.txt": "a hidden file",
        "INDEX.tsv": "an index table",
        "表.csv": "an index table",
        "图.png": "a picture",
        "a.bin": "of a format not known: .bin",
        "metadata.toml": "a sidecar of metadata",
        "空.txt": "empty",
    }


def test_order_and_repetition_of_paths_do_not_matter(folder: Path) -> None:
    one = find_documents([folder / "b", folder / "一.md", folder])
    other = find_documents([folder, folder / "一.md"])
    assert [p.resolve() for p in one[0]] == [p.resolve() for p in other[0]]


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such file or folder"):
        find_documents([tmp_path / "nothing"])


def test_links_that_lead_in_circles_or_to_one_folder_twice_end(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "b" / "报告.txt").write_text("增长6%。", encoding="utf-8")
    for n in range(40):  # each would double the walk
        (folder / "a" / f"again{n}").symlink_to(folder / "a" / "b", target_is_directory=True)
        (folder / "a" / "b" / f"back{n}").symlink_to(folder, target_is_directory=True)
    (folder / "broken").symlink_to(folder / "nowhere")
    documents, skipped = find_documents([folder, folder / "a"])
    assert [path.name for path in documents] == ["报告.txt"]
    assert skipped == ()


def test_very_deep_folders_are_searched(tmp_path: Path) -> None:
    depth = 1200  # beyond what functions may call each other
    path = tmp_path
    for _ in range(depth):
        path /= "d"
        path.mkdir()
    (path / "a.txt").write_text("增长6%。", encoding="utf-8")
    assert [found.name for found in find_documents([tmp_path])[0]] == ["a.txt"]
    (path / "a.txt").unlink()
    for _ in range(depth):  # the removal of a whole tree calls itself, too
        path.rmdir()
        path = path.parent


def test_what_may_not_be_read_is_named_and_costs_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("locked", "open"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "报告.txt").write_text("增长6%。", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("增长6%。", encoding="utf-8")
    whole, opened = Path.iterdir, Path.open

    def iterdir(path: Path) -> Iterator[Path]:
        if path.name == "locked":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return whole(path)

    def open_(path: Path, mode: str = "r") -> object:
        if path.name == "secret.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, mode)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    monkeypatch.setattr(Path, "open", open_)
    documents, skipped = find_documents([tmp_path])
    assert [path.name for path in documents] == ["secret.txt", "报告.txt"]
    assert skipped == (Skipped(tmp_path / "locked", "a folder that cannot be read: Permission denied"),)
    with pytest.raises(UnreadableDocument, match="Permission denied"):
        read_document(documents[0])
    with pytest.raises(PermissionError):
        find_documents([tmp_path / "locked"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("报告.txt".encode(), "报告.txt"),
        ("报告.txt".encode("gb18030"), "报告.txt"),  # unpacked from an archive of another system
        (b"\x81\xff.txt", r"\x81\xff.txt"),
        ("报\u202e告\x1b[31m.txt".encode(), "报告[31m.txt"),
        ("报\n告.txt".encode(), "报 告.txt"),
    ],
)
def test_any_file_name_can_be_written_down(name: bytes, expected: str) -> None:
    assert legible(os.fsdecode(name)) == expected
