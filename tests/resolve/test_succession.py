"""Campaign years that follow one another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_resolve import HERE, entity, said

from kg.model import Extraction, Relation
from kg.resolve import resolve


def campaign(
    name: str, year: str, area: str = "历城区", kind: str = "campaign-year", verb: str = "implements"
) -> Extraction:
    who = (
        Relation(area, "implements", name, HERE, "r", 0.9, "Area", "Programme")
        if verb == "implements"
        else Relation(name, "issuedBy", area, HERE, "r", 0.9, "Programme", "Area")
    )
    when = Relation(name, "programmeYear", year, HERE, "r", 0.9, "Programme")
    return said(f"{name}-{year}", "历城区", entity("Programme", name, sort=kind), relations=(who, when))


def followed(*documents: Extraction) -> list[tuple[str, str]]:
    found = resolve(documents)
    labels = {t.iri: t.label for things in found.entities.values() for t in things.values()}
    assert all(len(s.evidence) == 4 for s in found.successions)
    return [(labels[s.earlier], labels[s.later]) for s in found.successions]


def test_the_next_year_of_the_same_slot_succeeds() -> None:
    documents = (campaign("项目深化年", "2024"), campaign("项目突破年", "2023"), campaign("作风建设年", "2024"))
    assert followed(*documents) == [("项目突破年", "项目深化年")]


def test_the_only_campaign_years_of_an_area_hold_one_slot() -> None:
    assert followed(campaign("项目突破年", "2023"), campaign("工业强市年", "2024")) == [("项目突破年", "工业强市年")]


def test_who_issues_counts_as_who_implements() -> None:
    documents = (campaign("项目突破年", "2023", "济南市", verb="issuedBy"), campaign("项目深化年", "2024", "济南市"))
    assert followed(*documents) == [("项目突破年", "项目深化年")]


@pytest.mark.parametrize(
    "other",
    [
        campaign("项目深化年", "2025"),
        campaign("项目深化年", "2023"),
        campaign("项目深化年", "2024", "天桥区"),
        campaign("项目深化年", "2024", kind="action"),
        campaign("项目深化年", "二〇二四"),
    ],
    ids=["a year between", "the same year", "another area", "no campaign year", "no year in digits"],
)
def test_what_does_not_follow(other: Extraction) -> None:
    assert followed(campaign("项目突破年", "2023"), other) == []


def test_two_campaign_years_do_not_follow_each_other() -> None:
    right = (campaign("项目突破年", "2023"), campaign("项目深化年", "2024"))
    misread = campaign("项目突破年", "2025")
    assert followed(*right, misread) == []
    issued = (campaign("项目突破年", "2023", "济南市"), campaign("项目深化年", "2024", "济南市"))
    both = [replace(e, document=replace(e.document, name=f"city {e.document.name}")) for e in issued]
    assert set(followed(*right, misread, *both)) == {("项目突破年", "项目深化年")}
