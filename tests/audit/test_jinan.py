"""Five reports of one city: each warning was read against the passages, and is a contradiction of the texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.audit.kinds import Severity
from kg.audit.run import audit
from kg.build import read
from kg.resolve import resolve

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus" / "jinan"
# A digest of the report states other growth of incomes than the plan of the same year.
REAL = {("contradiction", "历城区", "2023", f"{who}居民人均可支配收入", "growth") for who in ("城镇", "农村")}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the five reports of Jinan are not beside this checkout")
def test_the_warnings_are_contradictions_of_the_texts() -> None:
    extractions = read([CORPUS], processes=0).extractions
    found = audit(extractions, resolve(extractions))
    firsts = [(finding, finding.facts[0]) for finding in found.at_least(Severity.WARNING)]
    assert {(finding.check.value, f.place, f.period, f.label, f.measure) for finding, f in firsts} == REAL
    rounded = {f.label for f in (x.facts[0] for x in found.findings if x.verdict == "rounded")}
    assert "一般公共预算收入" in rounded
