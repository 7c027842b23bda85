"""A document from text, as a file would give it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.documents import read_document
from kg.model import Document

Reader = Callable[..., Document]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def reader(text: str, name: str = "报告.txt", encoding: str = "utf-8") -> Document:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return read_document(path)

    return reader
