"""When two documents contradict each other, and when they only write differently."""

from __future__ import annotations

import pytest
from test_resolve import said, stated

from kg.model import Observation
from kg.resolve import resolve


def reasons(*stating: Observation) -> list[str]:
    found = resolve([said(str(i), "历城区", observations=(o,)) for i, o in enumerate(stating)])
    return sorted(conflict.reason for conflict in found.conflicts)


def rank(value: str, comparator: str) -> Observation:
    return stated(value, measure="rank", unit="位", comparator=comparator)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (stated("1327.8"), stated("1310"), ["value"]),
        (stated("1327.8"), stated("1310", status="estimate"), ["value-and-status"]),
        (stated("6"), stated("6", status="estimate"), ["status"]),
        (stated("1327.8"), stated("1327.8"), []),
        (stated("1327.8"), stated("1328"), []),
        (stated("1327.8"), stated("13278000", unit="万元"), []),
        (stated("1327.8"), stated("1300", bound="gt"), []),
        (stated("1327.8"), stated("1340", bound="gt"), ["value"]),
        (stated("1327.8"), stated("1330", bound="lt"), []),
        (stated("1327.8"), stated("1300", bound="approx"), []),
        (stated("1327.8"), stated("1400", bound="approx"), ["value"]),
        (stated("5"), stated("4", value2=stated("6").value), []),
        (stated("5"), stated("9", status="target"), []),
        (stated("5", status="target"), stated("9", status="target"), ["value"]),
        (stated("5"), stated("9", period="2022"), []),
        (stated("5"), stated("9", area="天桥区"), []),
        (stated("5"), stated("9", subject="某园区"), []),
        (stated("5"), stated("9", measure="growth", unit="%"), []),
        (stated("5"), stated("9", indicator="财政收入"), []),
        (stated("5"), stated("9", unit="家"), []),
        (stated("5"), stated("9", period=None), []),
        (rank("2", "全市"), rank("3", "全省"), []),
        (rank("2", "全市"), rank("3", "济南市"), ["value"]),
    ],
)  # fmt: skip
def test_two_documents(one: Observation, other: Observation, expected: list[str]) -> None:
    assert reasons(one, other) == reasons(other, one) == expected


def test_a_document_that_gives_two_values_speaks_of_two_things() -> None:
    twice = said("a", "历城区", observations=(stated("5"), stated("8")))
    assert resolve([twice, said("b", "历城区", observations=(stated("9"),))]).conflicts == ()


def test_one_document_does_not_contradict_itself() -> None:
    assert resolve([said("a", "历城区", observations=(stated("5"), stated("8")))]).conflicts == ()
