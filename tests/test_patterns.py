"""Every query of ``docs/patterns.md`` gives the answer that the page shows.

Answers that changed on purpose are written anew by ``KG_WRITE_EXPECTED=1 pytest tests/test_patterns.py``.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.graph import query

PAGE = Path(__file__).resolve().parents[1] / "docs" / "patterns.md"
_SECTION = re.compile(r"^## (?P<number>\d+)\. .*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_QUERY = re.compile(r"```sparql\n(?P<query>.*?)```\n(?P<table>(?:\n\|[^\n]*)*)", re.DOTALL)
SECTIONS = {int(found["number"]): found[0] for found in _SECTION.finditer(PAGE.read_text(encoding="utf-8"))}


def table(result: query.Result) -> str:
    rows = [[query.short(term).replace("|", "\\|").replace("\n", " ") for term in row] for row in result.rows]
    lines = [list(result.columns), ["---"] * len(result.columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def test_there_are_ten_patterns_each_with_prose_and_a_query() -> None:
    assert list(SECTIONS) == list(range(1, 11))
    for text in SECTIONS.values():
        assert len(_QUERY.findall(text)) == 1
        assert len(text.split("```")[0]) > 200


@pytest.mark.parametrize("number", SECTIONS)
def test_the_answer_shown_is_the_answer(sample_graph: Store, number: int) -> None:
    found = _QUERY.search(SECTIONS[number])
    assert found
    result = query.run(sample_graph, found["query"])
    assert result.rows
    if os.environ.get("KG_WRITE_EXPECTED"):
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(text.replace(found[0], f"```sparql\n{found['query']}```\n\n{table(result)}"), encoding="utf-8")
        return
    assert found["table"].strip() == table(result)
