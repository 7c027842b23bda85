"""One type for one name: by rule before model, by the surest rule, never against what is stated of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Entity, Extraction, Span
from kg.resolve import Curated, curated, read_curation
from kg.resolve.review import review
from tests.resolve.things import entity, relation, said

NAME = "云渡科技城"


def typed(kind: str, rule: str = "r", confidence: float = 0.9, *aliases: str) -> Entity:
    return entity(kind, NAME, *aliases)._replace(rule=rule, confidence=confidence)


def types(found: Curated) -> list[str]:
    """The types that the name has, in all documents."""
    return sorted({e.type for x in found.extractions for e in x.entities if e.name == NAME})


@pytest.mark.parametrize(
    ("one", "other", "type_"),
    [
        (typed("Site"), typed("Project", "name-model", 0.99), "Site"),
        (typed("Site", "r", 0.6), typed("Organisation", "r", 0.8), "Organisation"),
        (typed("Project"), typed("Site"), "Project"),
    ],
    ids=["a rule before the model", "the surer rule", "as sure: the first in order"],
)
def test_the_evidence_decides(one: Entity, other: Entity, type_: str) -> None:
    together = curated([said("a", "历城区", one, other)])
    assert types(together) == [type_]
    (merge,) = together.resolution.merges
    assert (merge.reason, merge.type, merge.label) == ("one-type", type_, NAME)
    home = "历城区" if type_ == "Site" else "济南市"  # where sites and where projects are at home
    assert merge.references[0] == f"{type_}:{NAME}@{home}"


def test_what_most_documents_say_by_rule_counts_over_documents() -> None:
    found = curated(
        [
            said("a", "济南市", typed("Site", confidence=0.5)),
            said("b", "济南市", typed("Site", confidence=0.5)),
            said("c", "济南市", typed("Project")),
        ]
    )
    assert types(found) == ["Site"]
    assert len({found.resolution.thing(d, "Site", NAME).iri for d in "abc"}) == 1
    assert {m.reason for m in found.resolution.merges} == {"one-type", "same-name"}


def test_a_type_that_cannot_have_what_is_stated_is_not_chosen() -> None:
    stage = relation(NAME, "stage", "在建", "Project")
    place = relation(NAME, "locatedIn", "历城区", "Site", "Area")
    found = curated([said("a", "历城区", typed("Site"), typed("Project", "name-model", 0.4), relations=(stage, place))])
    assert types(found) == ["Project"]
    assert {(r.p, r.s_type) for r in found.extractions[0].relations} == {("stage", "Project"), ("locatedIn", "Project")}


def test_where_no_type_can_both_stay_and_are_listed() -> None:
    stage = relation(NAME, "stage", "在建", "Project")
    invests = relation(NAME, "invests", "历城区", "Organisation", "Area")
    found = curated([said("a", "济南市", typed("Project"), typed("Organisation"), relations=(stage, invests))])
    assert types(found) == ["Organisation", "Project"]
    assert [near.why for near in found.resolution.near] == ["other-type"]


def test_an_honour_and_the_programme_that_it_is_given_for_are_two() -> None:
    found = curated([said("a", None, typed("Honour"), typed("Programme"))])
    assert types(found) == ["Honour", "Programme"]
    assert [near.why for near in found.resolution.near] == ["other-type"]


def test_the_forms_and_passages_of_all_are_kept_and_a_relation_said_twice_is_one() -> None:
    one = typed("Site", "r", 0.9, "科技城")._replace(mentions=(Span(0, 2),))
    other = typed("Project", "name-model", 0.4, "云渡城")._replace(mentions=(Span(2, 4),))
    twice = (
        relation(NAME, "locatedIn", "历城区", "Site", "Area"),
        relation(NAME, "locatedIn", "历城区", "Project", "Area"),
    )
    (extraction,) = curated([said("a", "历城区", one, other, relations=twice)]).extractions
    (kept,) = extraction.entities
    assert (kept.type, kept.aliases, kept.mentions) == ("Site", ("科技城", "云渡城"), (Span(0, 2), Span(2, 4)))
    assert [(r.s_type, r.p) for r in extraction.relations] == [("Site", "locatedIn")]


def test_documents_of_two_cities_do_not_decide_for_each_other() -> None:
    found = curated([said("a", "济南市", typed("Site")), said("b", "青岛市", typed("Project"))])
    assert types(found) == ["Project", "Site"]
    assert found.resolution.merges == ()


def corpus() -> list[Extraction]:
    return [said("a", "历城区", typed("Site"), typed("Project", "name-model", 0.4))]


def test_the_line_beside_the_record_undoes_it(tmp_path: Path) -> None:
    found = curated(corpus())
    (row,) = review(found.extractions, found.resolution).merges
    assert row.names == (f"Site:{NAME}@历城区", f"Project:{NAME}@济南市")
    path = tmp_path / "curation.tsv"
    path.write_text(f"subject\tpredicate\tobject\n{row.line}\n", encoding="utf-8")
    kept = curated(corpus(), read_curation(path))
    assert types(kept) == ["Project", "Site"]
    (outcome,) = kept.resolution.outcomes
    assert (outcome.why, len(outcome.things)) == ("", 2)


def test_what_a_person_says_of_one_type_keeps_both_until_one_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "curation.tsv"
    path.write_text(f"subject\tpredicate\tobject\nProject:{NAME}\taccept\nSite:{NAME}\treject\n", encoding="utf-8")
    found = curated(corpus(), read_curation(path))
    assert types(found) == ["Project"]
    assert [o.why for o in found.resolution.outcomes] == ["", ""]
