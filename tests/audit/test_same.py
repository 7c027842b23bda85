"""Several statements of one fact: which agree, which contradict, and which one is preferred."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest

from kg.audit.findings import Audit
from kg.audit.kinds import Severity
from kg.audit.run import audit
from kg.model import Document, Extraction, Genre, Metadata, Observation, Section, Sentence, Span
from kg.resolve import resolve

GDP = "https://w3id.org/govreport/indicator/gdp"
PROJECTS = "https://w3id.org/govreport/indicator/key-projects"


def stated(value: str, sentence: int = 0, **fields: object) -> Observation:
    given: dict[str, object] = {
        "area": "历城区",
        "indicator": "地区生产总值",
        "concept": GDP,
        "measure": "level",
        "unit": "亿元",
        "status": "actual",
        "period": "2023",
        "rule": "r",
        "confidence": 0.9,
        "value_text": value,
        "span": Span(sentence * 20, sentence * 20 + 4),
    }
    return Observation(value=Decimal(value), sentence=sentence, **(given | fields))  # type: ignore[arg-type]


def document(name: str, *observations: Observation, genre: Genre = Genre.WORK_REPORT, date: str = "") -> Extraction:
    sentences = tuple(Sentence(i, 0, i, f"第{i}句所说。", tuple(range(i * 20, i * 20 + 6))) for i in range(5))
    text = "".join(f"第{i}句所说。".ljust(20) for i in range(5))
    metadata = Metadata(area="历城区", genre=genre, date=date or None)
    section = Section(0, "", 0, Span(0, len(text)), None)
    return Extraction(Document(name, text, "utf-8", name, metadata, (section,), sentences), observations=observations)


def findings(*documents: Extraction) -> Audit:
    return audit(documents, resolve(documents))


def verdicts(*said: Observation) -> list[tuple[str, str, str]]:
    found = findings(*(document(f"{i}.txt", o) for i, o in enumerate(said))).findings
    return [(f.check.value, f.verdict, f.severity.value) for f in found]


CONTRADICTS = [("contradiction", "differs", "warning")]
DOUBTFUL = [("contradiction", "differs", "notice")]
EQUAL, ROUNDED, BOUNDS = ([("agreement", how, "notice")] for how in ("equal", "rounded", "within-bounds"))
OPEN = {"concept": None, "indicator": "某平台交易额"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (stated("1327.8"), stated("1310"), CONTRADICTS),
        (stated("1327.8"), stated("1327.8"), EQUAL),
        (stated("1327.8"), stated("1328"), ROUNDED),
        (stated("1327.8"), stated("1330"), ROUNDED),
        (stated("1327.8"), stated("1300"), ROUNDED),
        (stated("1327.8"), stated("1000"), CONTRADICTS),
        (stated("1327.8"), stated("13278000", unit="万元"), EQUAL),
        (stated("1327.8"), stated("1300", bound="gt"), BOUNDS),
        (stated("1327.8"), stated("1340", bound="gt"), CONTRADICTS),
        (stated("1327.8"), stated("1330", bound="lt"), BOUNDS),
        (stated("1327.8"), stated("1300", bound="approx"), BOUNDS),
        (stated("1327.8"), stated("1400", bound="approx"), CONTRADICTS),
        (stated("5"), stated("4", value2=Decimal(6)), ROUNDED),
        (stated("1327.8"), stated("1310", status="estimate"), [("superseded", "differs", "notice")]),
        (stated("6"), stated("6", status="estimate"), [("superseded", "equal", "notice")]),
        (stated("5", status="target"), stated("9", status="target"), CONTRADICTS),
        (stated("5", **OPEN), stated("9", **OPEN), DOUBTFUL),
        (stated("5", wording="地区生产总值"), stated("9", wording="经济总量"), DOUBTFUL),
        (stated("5", concept=PROJECTS), stated("9", concept=PROJECTS), DOUBTFUL),
        (stated("5"), stated("9", period="2022"), []),
        (stated("5"), stated("9", area="天桥区"), []),
        (stated("5"), stated("9", subject="某园区"), []),
        (stated("5"), stated("9", measure="growth", unit="%"), []),
        (stated("5"), stated("9", period=None), []),
        (stated("5"), stated("9", area=None), []),
    ],
)  # fmt: skip
def test_two_documents(one: Observation, other: Observation, expected: list[tuple[str, str, str]]) -> None:
    same = ("agreement", "superseded", "contradiction")
    for pair in ((one, other), (other, one)):
        assert [v for v in verdicts(*pair) if v[0] in same] == expected


def test_ranks_of_amount_and_growth_are_two_facts() -> None:
    rank = {"measure": "rank", "unit": "位", "comparator": "全市"}
    of_amount = stated("3", wording="地区生产总值总量", **rank)
    of_growth = stated("5", wording="地区生产总值增速", **rank)
    assert verdicts(of_amount, of_growth) == []
    assert verdicts(of_growth, of_growth._replace(value=Decimal(6))) == CONTRADICTS


def test_a_document_that_contradicts_itself() -> None:
    (found,) = findings(document("a", stated("1327.8"), stated("1310", 1))).findings
    assert (found.check.value, found.severity) == ("contradiction", Severity.WARNING)
    assert "1327.8亿元" in found.arithmetic
    assert "1310亿元" in found.arithmetic


@pytest.mark.parametrize(
    "other",
    [
        stated("1310", 0),  # one sentence speaks of two
        stated("1310", 1, concept=None, indicator="地区生产总值甲"),
        stated("1310", 1, subject="某园区"),
    ],
)
def test_a_document_may_speak_of_two_things(other: Observation) -> None:
    assert findings(document("a", stated("1327.8"), other)).at_least(Severity.WARNING) == ()


def test_counts_in_one_document_are_of_different_things() -> None:
    two = (stated("12", concept=PROJECTS, unit="个"), stated("20", 1, concept=PROJECTS, unit="个"))
    assert findings(document("a", *two)).findings == ()


@pytest.mark.parametrize(
    ("better", "worse", "rule"),
    [
        (document("b", stated("5.1")), document("a", stated("5"), genre=Genre.MEDIA_DIGEST), "genre"),
        (document("b", stated("5.1")), document("a", stated("5", status="estimate")), "status"),
        (document("b", stated("5"), date="2024-02-01"), document("a", stated("5.1"), date="2024-01-01"), "date"),
        (document("b", stated("5.1")), document("a", stated("5")), "digits"),
        (document("a", stated("5")), document("b", stated("5")), "place"),
    ],
)
def test_the_preferred_statement_and_why(better: Extraction, worse: Extraction, rule: str) -> None:
    for order in permutations((better, worse)):
        (found,) = findings(*order).findings
        assert found.preferred is not None
        assert (found.preferred.source.name, found.rule) == (better.document.name, rule)


def test_each_other_statement_is_compared_with_the_preferred_one() -> None:
    documents = [document(f"{i}.txt", stated(value)) for i, value in enumerate(("5", "5.1", "5.12", "7"))]
    found = findings(*documents).findings
    assert {f.preferred.source.name for f in found if f.preferred} == {"2.txt"}
    assert sorted(f.verdict for f in found) == ["differs", "rounded", "rounded"]


def test_one_document_that_gives_three_sums_speaks_of_three_things() -> None:
    twice = [stated("1327.8", 0), stated("1237.8", 1)]
    assert {f.severity for f in findings(document("a.txt", *twice)).findings} == {Severity.WARNING}
    thrice = findings(document("a.txt", *twice, stated("74", 2))).findings
    assert [f.severity for f in thrice] == [Severity.NOTICE, Severity.NOTICE]


RATE = {"measure": "growth", "unit": "%"}


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (stated("1327.8"), stated("1310"), "，相差17.8亿元"),
        (stated("6", **RATE), stated("5.2", **RATE), "，相差0.8个百分点"),
        (stated("6", **RATE), stated("5.2", **RATE, status="estimate"), "：相差0.8个百分点"),
        (stated("1327.8"), stated("1340", bound="gt"), "，至少相差12.15亿元"),
        (stated("10"), stated("4", value2=Decimal(6)), "，至少相差"),
        (stated("6", **RATE), stated("6.5", **RATE, status="target"), "结果比目标低0.5个百分点"),
        (stated("6.5", **RATE), stated("6.5", **RATE, status="target"), "结果与目标相等"),
        (stated("1310"), stated("1300", status="target"), "结果比目标高10亿元"),
    ],
)
def test_the_difference_is_that_of_the_numbers_as_written(one: Observation, other: Observation, words: str) -> None:
    found = findings(document("a.txt", one), document("b.txt", other)).findings
    assert any(words in finding.arithmetic for finding in found), [finding.arithmetic for finding in found]
