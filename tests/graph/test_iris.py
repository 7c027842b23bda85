"""IRIs: stable, distinct where things are, the same where they are not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import digest, report

from kg.graph import iris
from kg.graph.nquads import iri
from kg.model import Span

BASE = "https://w3id.org/govreport/"
STATED = report().observations[0]
OTHER = {
    "area": "天桥区",
    "indicator": "财政收入",
    "measure": "increment",
    "value": Decimal(1),
    "unit": "元",
    "status": "target",
    "period": "2022",
    "span": Span(0, 3),
    "value_text": "1",
    "bound": "ge",
    "value2": Decimal(9),
    "subject": "某园区",
    "comparator": "全省",
}


@pytest.mark.parametrize("field", sorted(OTHER))
def test_observations_that_differ_in_one_field_are_two(field: str) -> None:
    document = report().document
    other = STATED._replace(**{field: OTHER[field]})
    assert iris.observation(document, other) != iris.observation(document, STATED)


def test_every_field_of_an_observation_is_in_its_key_or_is_about_its_making() -> None:
    making = {"sentence", "rule", "confidence", "concept", "heads", "wording", "trace"}
    assert set(STATED._fields) == set(OTHER) | making
    found_otherwise = STATED._replace(rule="other", confidence=0.5, concept=None, trace=())
    assert iris.observation(report().document, found_otherwise) == iris.observation(report().document, STATED)


def test_the_same_observation_in_two_documents_is_two() -> None:
    assert iris.observation(report().document, STATED) != iris.observation(digest().document, STATED)


def test_documents_are_told_apart_by_name_and_by_bytes() -> None:
    document = report().document
    assert iris.document(document).startswith(BASE + "id/document/licheng-plan-")
    assert iris.document(replace(document, name="other.txt")) != iris.document(document)
    assert iris.document(replace(document, digest="0" * 64)) != iris.document(document)
    assert iris.document_graph(document) == iris.document(document).replace("/document/", "/graph/")


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",))), max_size=4), st.integers(0, 3))
def test_a_hash_depends_on_where_one_part_ends(parts: list[str], at: int) -> None:
    assert iris.short_hash(*parts[:at], *parts[at:]) == iris.short_hash(*parts)
    if len(parts) > 1 and parts[0]:
        assert iris.short_hash(parts[0] + parts[1], *parts[2:]) != iris.short_hash(*parts)
        assert iris.short_hash(parts[0][:-1], parts[0][-1] + parts[1], *parts[2:]) != iris.short_hash(*parts)


@pytest.mark.parametrize(
    ("one", "other"),
    [("“4433”工作推进体系", "4433工作推进体系"), ("５Ｇ基站", "5g基站"), ("项目 深化年", "项目深化年")],
)
def test_spellings_of_one_name_have_one_iri(one: str, other: str) -> None:
    assert iris.normal(one) == iris.normal(other)
    assert iris.entity("Programme", one, "") == iris.entity("Programme", other, "")
    assert iris.candidate("indicator", one) == iris.candidate("indicator", other)


def test_things_differ_by_type_and_home() -> None:
    one = iris.entity("Site", "高新区", BASE + "area/370100")
    assert one != iris.entity("Site", "高新区", BASE + "area/370200")
    assert one != iris.entity("Project", "高新区", BASE + "area/370100")


@pytest.mark.parametrize(
    ("value", "last"),
    [("2023", "2023"), ("2018/2023", "2018--2023"), ("2023-H1", "2023-H1"), ("2023-06", "2023-06")],
)
def test_periods_are_readable(value: str, last: str) -> None:
    assert iris.period(value) == f"{BASE}id/period/{last}"


@pytest.mark.parametrize("value", ["十四五", "2023-13", "a b", "../x"])
def test_odd_periods_are_legal_too(value: str) -> None:
    assert iri(iris.period(value))
    assert value not in iris.period(value)


def test_prefixes_resolve() -> None:
    assert iris.resolve_name("kg:implements") == BASE + "ontology#implements"
    with pytest.raises(KeyError):
        iris.resolve_name("unknown:x")
