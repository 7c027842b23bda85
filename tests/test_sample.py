"""The built-in sample: short, in words of our own, and wide enough to show what the graph can hold."""

import re
from functools import cache
from pathlib import Path

import pytest

from kg import resources
from kg.documents import read_document
from kg.model import Extraction
from kg.pipeline import extract

CORPUS = Path(__file__).resolve().parents[1].parent / "shared" / "corpus"
SHINGLE = 32  # characters that no sentence of the sample may share with a report
PATHS = sorted(p for p in resources.folder("sample").iterdir() if p.suffix in (".txt", ".md"))
MEASURES = ["completion", "gap", "growth", "increment", "level", "multiple", "pointChange", "rank", "share"]
TYPES = ["Area", "Honour", "Industry", "Organisation", "Programme", "Project", "Site"]
PREDICATES = [
    *(
        "appliesFor",
        "awarded",
        "boundary",
        "category",
        "decodes",
        "develops",
        "exampleOf",
        "implements",
        "inIndustry",
        "invests",
        "issuedBy",
    ),
    *("landUse", "locatedIn", "partOf", "programmeYear", "stage", "underProgramme"),
]


@cache
def extractions() -> tuple[Extraction, ...]:
    return tuple(extract(read_document(path)) for path in PATHS)


def test_at_least_five_digests_of_four_areas() -> None:
    assert len(PATHS) >= 5
    assert {e.document.metadata.area for e in extractions()} == {"历城区", "天桥区", "市中区", "济南高新区"}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_each_is_short_and_says_first_what_it_is_a_digest_of(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert 400 <= len(text) <= 1600
    first = text.splitlines()[0]
    assert first.startswith("本文摘编自")
    assert re.search(r"20\d\d年", first)


def test_what_it_is_about_is_understood() -> None:
    for extraction in extractions():
        data = extraction.document.metadata
        assert data.genre is not None
        assert data.year_planned is not None
        assert data.year_reviewed == data.year_planned - 1


def test_every_kind_of_statement_occurs() -> None:
    observations = [o for e in extractions() for o in e.observations]
    assert sorted({o.measure for o in observations}) == MEASURES
    assert {o.status for o in observations} == {"actual", "estimate", "target"}
    assert {"eq", "ge", "gt", "approx"} <= {o.bound for o in observations}
    assert any(o.value2 is not None for o in observations)
    assert any(o.period and "/" in o.period for o in observations)
    assert any(o.comparator for o in observations)
    assert sorted({e.type for x in extractions() for e in x.entities}) == TYPES
    assert sorted({r.p for x in extractions() for r in x.relations}) == PREDICATES
    assert any(x.unexplained for x in extractions())


def shingles(text: str, kept: str) -> set[str]:
    plain = re.sub(kept, "", text)
    return {plain[i : i + SHINGLE] for i in range(len(plain) - SHINGLE + 1)}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the reports are not beside this checkout (../shared/corpus)")
@pytest.mark.parametrize("kept", [r"\s", r"[\W_]", r"[^一-鿿]"], ids=["as-written", "letters", "chinese"])
def test_no_sentence_is_taken_from_a_report(kept: str) -> None:
    reports: set[str] = set()
    for path in sorted(CORPUS.rglob("*")):
        if path.suffix in (".txt", ".md"):
            reports |= shingles(path.read_text(encoding="utf-8", errors="replace"), kept)
    for path in PATHS:
        shared = shingles(path.read_text(encoding="utf-8"), kept) & reports
        assert not shared, f"{path.name}: {sorted(shared)[0]}"
