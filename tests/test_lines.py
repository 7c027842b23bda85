"""Claims as flat records."""

import json
from decimal import Decimal

import pytest

from kg import lines
from kg.language.lexicon import lexicon
from kg.model import Document, Entity, Extraction, Metadata, Observation, Relation, Span

TEXT = "历城区生产总值完成1327.8亿元，实施“项目深化年”。"
DOCUMENT = Document("a.txt", TEXT, "utf-8", "0" * 64, Metadata(), (), ())
OBSERVATION = Observation(
    area="历城区",
    indicator="生产总值",
    measure="level",
    value=Decimal("1327.80"),
    unit="亿元",
    status="actual",
    period=None,
    span=Span(3, 17),
    sentence=0,
    rule="level",
    confidence=0.9,
    value_text="1327.8",
)


def test_every_kind_has_its_fields_and_passages() -> None:
    area = Entity("Area", "历城区", (Span(0, 3),), "area", 0.95, ("历城",))
    programme = Entity("Programme", "项目深化年", (Span(20, 25), Span(19, 26)), "quoted", 0.9, kind="campaign-year")
    relation = Relation("历城区", "implements", "项目深化年", (Span(17, 26),), "verb", 0.8, "Area", "Programme")
    extraction = Extraction(DOCUMENT, (OBSERVATION,), (area, programme), (relation,))
    said = [json.loads(lines.to_json(record)) for record in lines.records(extraction)]
    assert [record["kind"] for record in said] == ["observation", "entity", "entity", "relation"]
    assert {record["doc"] for record in said} == {"a.txt"}
    assert said[0]["value"] == 1327.8
    assert "period" not in said[0]
    assert said[0]["indicator"] == said[0]["indicator_text"] == "生产总值"
    assert said[0]["quote"] == TEXT[3:17]
    assert said[2]["mentions"] == [[20, 25], [19, 26]]
    assert (said[2]["start"], said[2]["end"]) == (20, 25)
    assert said[3]["s_aliases"] == ["历城"]
    assert said[3]["o_aliases"] == []


@pytest.mark.parametrize(
    ("value", "written"),
    [("6", "6"), ("6.0", "6"), ("1E+3", "1000"), ("11.1", "11.1"), ("-0.35", "-0.35"), ("140.12", "140.12")],
)
def test_numbers_are_written_as_they_read(value: str, written: str) -> None:
    assert json.dumps(lines.number(Decimal(value))) == written


def test_indicator_of_the_vocabulary_has_its_name() -> None:
    concept = lexicon().concepts("unit")[0]
    known = OBSERVATION._replace(concept=concept.iri)
    assert lines.indicator_name(known) == concept.label
    assert lines.record(DOCUMENT, known)["indicator_text"] == "生产总值"
