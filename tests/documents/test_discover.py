"""Which files are documents."""

from pathlib import Path

import pytest

from kg.documents import find_documents


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
