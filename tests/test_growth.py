"""The work of a document grows with its length alone: four times as many lines take about four times as much.

Work is counted in calls of functions, Python's and built-in ones, which is the same on every machine.
"""

import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from kg.audit.run import audit
from kg.documents import read_document
from kg.graph import emit
from kg.pipeline import extract
from kg.resolve import curated

_LETTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒"
_LINES = 160
_TIMES = 4
_ROOM = 1.15  # sorting, dictionaries that grow
_fresh = count()  # no two lines are alike, so that nothing remembered of one helps another


def _name(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, len(_LETTERS))
        digits += _LETTERS[digit]
    return digits


def _new() -> str:
    return _name(1000 + next(_fresh))


KINDS: dict[str, Callable[[], str]] = {
    "one line again and again": lambda: "全区地区生产总值完成1327.8亿元，比上年增长6%，新开工产业项目30个。",
    "organisations and sites": lambda: f"济南{_new()}科技有限公司落户{_new()}产业园。",
    "programmes and projects": lambda: f"深入实施“{_new()}行动”，建设{_new()}大厦项目。",
    "numbers": lambda: f"{_new()}产值12亿元，增长6%。",
    "headings": lambda: f"（一）提升{_new()}能级\n1.做强产业\n",
    "a table": lambda: f"| {_new()} | 12亿元 |",
    "one cell a line": lambda: f"{_new()}\n12.5\n6%",
    "no full stop": lambda: f"{_new()}产值12亿元",
}


def _work(folder: Path, line: Callable[[], str], lines: int) -> int:
    path = folder / "report.txt"
    text = "\n".join(line() for _ in range(lines))
    path.write_text(f"2024年历城区政府工作报告\n\n一、2023年工作回顾\n{text}\n", encoding="utf-8")
    calls = 0

    def counted(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        known = curated([extract(read_document(path), names_model=False)], ())
        for extraction in known.extractions:
            for _ in emit.document_quads(extraction, known.resolution):
                pass
        audit(known.extractions, known.resolution)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("kind", KINDS)
def test_work_grows_with_the_length(tmp_path: Path, kind: str) -> None:
    line = KINDS[kind]
    _work(tmp_path, line, 5)  # what is made once: vocabulary, patterns
    less, more = (_work(tmp_path, line, lines) for lines in (_LINES, _TIMES * _LINES))
    assert more <= _TIMES * _ROOM * less, f"{less:,} calls for {_LINES} lines, {more:,} for {_TIMES * _LINES}"
