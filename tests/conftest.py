"""What many tests look at: the graph of the sample, built once."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.build import build
from kg.graph.store import open_snapshot


@pytest.fixture(scope="session")
def sample_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a published graph of the sample."""
    out = tmp_path_factory.mktemp("sample-graph")
    build([], out, processes=0)
    return out


@pytest.fixture(scope="session")
def sample_graph(sample_output: Path) -> Store:
    """The graph of the sample, to be read only."""
    return open_snapshot(sample_output).store()
