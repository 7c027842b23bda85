"""The curation file: what it may say, what its lines do, and that a correction survives."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UserError
from kg.model import Extraction
from kg.resolve import Correction, Curated, curated, read_curation
from kg.resolve.curation import Predicate, Reference
from kg.resolve.review import review
from tests.resolve.things import entity, relation, said

HEAD = "subject\tpredicate\tobject\tauthor\tdate\tcomment\n"


def corpus() -> list[Extraction]:
    """Two documents of districts of one city and one of another city."""
    return [
        said(
            "a.txt",
            "历城区",
            entity("Project", "奇器产业基地", "奇器基地"),
            entity("Programme", "四个抓手"),
            entity("Organisation", "云渡公司"),
            relations=(
                relation("历城区", "implements", "四个抓手", "Area", "Programme"),
                relation("奇器产业基地", "underProgramme", "四个抓手", "Project", "Programme"),
                relation("云渡公司", "invests", "奇器基地", "Organisation", "Project"),
            ),
            code="370112",
        ),
        said("b.txt", "天桥区", entity("Project", "奇器基地"), entity("Programme", "四个抓手"), code="370105"),
        said("c.txt", "青岛市", entity("Project", "海上奇器园"), entity("Programme", "四个抓手"), code="370200"),
    ]


def written(tmp_path: Path, *lines: str) -> tuple[Correction, ...]:
    path = tmp_path / "curation.tsv"
    path.write_text("# 说明\n" + HEAD + "".join(line.replace(" ", "\t") + "\n" for line in lines), encoding="utf-8")
    return read_curation(path)


def applied(tmp_path: Path, *lines: str) -> Curated:
    return curated(corpus(), written(tmp_path, *lines))


def iri(found: Curated, document: str, kind: str, name: str) -> str:
    return found.resolution.thing(document, kind, name).iri


def test_a_line_has_six_columns_of_which_the_last_may_be_missing(tmp_path: Path) -> None:
    full, short = written(tmp_path, "Project:甲@历城区 merge Project:乙 王芳 2026-03-01 见表", "Site:丙@ accept")
    assert full.subject == Reference(type="Project", name="甲", area="历城区")
    assert full.target == Reference(type="Project", name="乙")
    assert (full.predicate, full.author, full.date, full.comment) == (Predicate.MERGE, "王芳", "2026-03-01", "见表")
    assert (short.line, short.subject.area, short.target) == (4, "", None)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Project:甲 approve", "line 3: no predicate: approve"),
        ("Project:甲 merge", "line 3: merge needs an object"),
        ("Project:甲 reject Project:乙", "line 3: reject has no object"),
        ("甲 reject", "line 3: no thing: 甲"),
        ("Thing:甲 reject", "line 3: no thing: Thing:甲"),
        ("Project:@历城区 reject", "line 3: no name"),
        ("Project:甲 merge Site:乙", "line 3: a Project and a Site are never one thing"),
        ("Project:甲 merge Project:甲", "line 3: subject and object are the same"),
        ("Project:甲 merge document:a.txt", "line 3: no thing: document:a.txt"),
        ("Project:甲 accept  王芳 昨天", "line 3: no date"),
        ("Project:甲", "line 3: 1 columns"),
        ("a b c d e f g", "line 3: 7 columns"),
    ],
)
def test_a_line_that_cannot_be_understood_is_an_error_with_its_number(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        written(tmp_path, line)


def test_lines_that_say_the_opposite_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="line 4: says the opposite of line 3"):
        written(tmp_path, "Project:甲 merge Project:乙", "Project:乙 deny Project:甲")
    with pytest.raises(UserError, match="opposite"):
        written(tmp_path, "Project:甲 rename 乙", "Project:甲 rename 丙")
    assert len(written(tmp_path, "Project:甲 rename 乙", "Project:甲 rename 乙")) == 2


def test_the_heading_is_needed_and_an_empty_file_is_none(tmp_path: Path) -> None:
    path = tmp_path / "curation.tsv"
    path.write_text("Project:甲\treject\n", encoding="utf-8")
    with pytest.raises(UserError, match="line 1: no heading"):
        read_curation(path)
    path.write_text("# 尚无\n", encoding="utf-8")
    assert read_curation(path) == ()
    path.write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(UserError, match="cannot be read"):
        read_curation(path)


def test_reject_drops_the_thing_and_what_hangs_on_it(tmp_path: Path) -> None:
    found = applied(tmp_path, "Programme:四个抓手@济南市 reject")
    kept = {e.document.name: [x.name for x in e.entities] for e in found.extractions}
    assert kept == {"a.txt": ["奇器产业基地", "云渡公司"], "b.txt": ["奇器基地"], "c.txt": ["海上奇器园", "四个抓手"]}
    assert [r.p for r in found.extractions[0].relations] == ["invests"]
    (outcome,) = found.resolution.outcomes
    assert (outcome.why, outcome.claims, len(outcome.things)) == ("", 4, 1)


def test_reject_without_an_area_means_every_thing_of_that_name(tmp_path: Path) -> None:
    found = applied(tmp_path, "Programme:四个抓手 reject")
    assert not any(e.type == "Programme" for x in found.extractions for e in x.entities)


def test_accept_marks_as_checked(tmp_path: Path) -> None:
    found = applied(tmp_path, "Project:奇器基地 accept")
    sure = {(x.document.name, e.name) for x in found.extractions for e in x.entities if e.confidence == 1}
    assert sure == {("a.txt", "奇器产业基地"), ("b.txt", "奇器基地")}
    assert [e.name for e in found.extractions[0].entities] == [e.name for e in corpus()[0].entities]


def test_merge_joins_over_areas_and_rename_names(tmp_path: Path) -> None:
    found = applied(
        tmp_path, "Project:奇器产业基地 merge Project:海上奇器园@青岛市 王芳", "Project:海上奇器园 rename 奇器园"
    )
    things = {
        found.resolution.thing("a.txt", "Project", "奇器产业基地"),
        found.resolution.thing("c.txt", "Project", "海上奇器园"),
    }
    assert [thing.label for thing in things] == ["奇器园"]
    assert "person" in {merge.reason for merge in found.resolution.merges}
    assert all(not outcome.why for outcome in found.resolution.outcomes)


def test_merge_leaves_no_relation_of_a_thing_to_itself(tmp_path: Path) -> None:
    part = relation("奇器园北园", "partOf", "奇器园", "Site", "Site")
    lines = written(tmp_path, "Site:奇器园 merge Site:奇器园北园")
    found = curated([said("a.txt", "历城区", relations=(part,))], lines)
    assert found.extractions[0].relations == ()


def test_deny_splits_an_alias_and_a_document(tmp_path: Path) -> None:
    joined = curated(corpus())
    assert iri(joined, "a.txt", "Project", "奇器产业基地") == iri(joined, "b.txt", "Project", "奇器基地")
    split = applied(
        tmp_path, "Project:奇器产业基地 deny Project:奇器基地", "Programme:四个抓手@济南市 deny document:b.txt"
    )
    assert iri(split, "a.txt", "Project", "奇器产业基地") != iri(split, "b.txt", "Project", "奇器基地")
    assert iri(split, "a.txt", "Programme", "四个抓手") == iri(joined, "a.txt", "Programme", "四个抓手")
    assert iri(split, "b.txt", "Programme", "四个抓手") != iri(joined, "b.txt", "Programme", "四个抓手")
    assert [outcome.why for outcome in split.resolution.outcomes] == ["", ""]


def test_deny_of_a_link_shows_among_the_near_misses(tmp_path: Path) -> None:
    documents = [
        said("a", "历城区", entity("Project", "云渡大桥")),
        said("b", "历城区", entity("Project", "云渡大桥工程")),
    ]
    found = curated(documents, written(tmp_path, "Project:云渡大桥 deny Project:云渡大桥工程"))
    assert iri(found, "a", "Project", "云渡大桥") != iri(found, "b", "Project", "云渡大桥工程")
    assert "denied" in {near.why for near in found.resolution.near}


def test_a_thing_may_be_given_by_the_iri_that_the_graph_shows(tmp_path: Path) -> None:
    plain = curated(corpus())
    shown = iri(plain, "b.txt", "Project", "奇器基地")
    found = applied(tmp_path, f"{shown} rename 奇器园区")
    assert found.resolution.thing("b.txt", "Project", "奇器基地").label == "奇器园区"
    assert iri(found, "b.txt", "Project", "奇器基地") == shown
    assert all(
        e.confidence == 1 for e in applied(tmp_path, f"{shown} accept").extractions[1].entities if e.type == "Project"
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Project:无此项目 reject", "nothing in this build"),
        ("Project:无此项目 rename 新名", "nothing in this build"),
        ("Programme:四个抓手 rename 新名", "it may mean Programme:四个抓手@济南市, Programme:四个抓手@青岛市"),
        ("Programme:四个抓手@济南市 deny document:c.txt", "c.txt does not name it"),
        ("Area:历城区 rename 历下区", "those of the vocabulary"),
    ],
)
def test_a_line_that_fits_nothing_is_reported_and_stops_nothing(tmp_path: Path, line: str, why: str) -> None:
    found = applied(tmp_path, line)
    (outcome,) = found.resolution.outcomes
    assert why in outcome.why
    assert found.extractions == tuple(corpus())


def test_areas_and_industries_may_be_rejected(tmp_path: Path) -> None:
    documents = [said("a", "历城区", entity("Industry", "奇器产业"), entity("Area", "奇石村"), code="370112")]
    found = curated(documents, written(tmp_path, "Industry:奇器产业 reject", "Area:奇石村@历城区 reject"))
    assert found.extractions[0].entities == ()


def test_each_line_of_the_review_does_what_it_says(tmp_path: Path) -> None:
    """A merge's line denies it; a near miss's line merges it."""
    before = curated(corpus())
    listed = review(before.extractions, before.resolution)
    alias = next(row for row in listed.merges if row.reason == "alias")
    path = tmp_path / "curation.tsv"
    path.write_text(HEAD + alias.line + "\n", encoding="utf-8")
    denied = curated(corpus(), read_curation(path))
    assert iri(denied, "a.txt", "Project", "奇器产业基地") != iri(denied, "b.txt", "Project", "奇器基地")
    near = next(row for row in listed.near if row.reason == "other-area")
    path.write_text(HEAD + near.line + "\n", encoding="utf-8")
    merged = curated(corpus(), read_curation(path))
    assert iri(merged, "a.txt", "Programme", "四个抓手") == iri(merged, "c.txt", "Programme", "四个抓手")
    assert review(merged.extractions, merged.resolution).applied == 1


def unsure() -> list[Extraction]:
    """Two documents of two cities with a name that neither is sure of."""
    maybe = entity("Project", "云渡隧道项目")._replace(confidence=0.2, rule="name-model")
    return [
        said("a.txt", "历城区", entity("Site", "云渡"), candidates=(maybe, entity("Site", "云渡北")), code="370112"),
        said("b.txt", "青岛市", candidates=(maybe._replace(name="云渡隧道"),), code="370200"),
    ]


def test_candidates_are_listed_with_the_line_that_accepts_them(tmp_path: Path) -> None:
    before = curated(unsure())
    assert [[e.name for e in x.entities] for x in before.extractions] == [["云渡"], []]
    listed = review(before.extractions, before.resolution).candidates
    assert [(row.type, row.label, row.count, row.documents) for row in listed] == [
        ("Project", "云渡隧道项目", 2, ("a.txt", "b.txt")),
        ("Site", "云渡北", 1, ("a.txt",)),
    ]
    assert (listed[0].confidence, listed[0].areas, listed[0].rules) == (0.2, ("历城区", "青岛市"), ("name-model",))
    path = tmp_path / "curation.tsv"
    path.write_text(HEAD + listed[0].line + "\n", encoding="utf-8")
    after = curated(unsure(), read_curation(path))
    assert [[(e.name, e.confidence) for e in x.entities if e.type == "Project"] for x in after.extractions] == [
        [("云渡隧道项目", 1.0)],
        [("云渡隧道", 1.0)],
    ]
    assert [[e.name for e in x.candidates] for x in after.extractions] == [["云渡北"], []]
    assert review(after.extractions, after.resolution).applied == 1


def test_an_area_says_which_candidate_is_accepted_and_a_rejected_one_is_listed_no_more(tmp_path: Path) -> None:
    found = curated(unsure(), written(tmp_path, "Project:云渡隧道@济南市 accept", "Site:云渡北 reject"))
    assert [[e.name for e in x.entities] for x in found.extractions] == [["云渡隧道项目", "云渡"], []]
    assert [[e.name for e in x.candidates] for x in found.extractions] == [[], ["云渡隧道"]]


def test_an_accepted_candidate_can_be_merged_and_renamed(tmp_path: Path) -> None:
    lines = (
        "Project:云渡隧道@济南市 accept",
        "Project:云渡隧道@青岛市 accept",
        "Project:云渡隧道@济南市 merge Project:云渡隧道项目@青岛市",
        "Project:云渡隧道@青岛市 rename 云渡海底隧道",
    )
    found = curated(unsure(), written(tmp_path, *lines))
    assert iri(found, "a.txt", "Project", "云渡隧道项目") == iri(found, "b.txt", "Project", "云渡隧道")
    assert found.resolution.thing("a.txt", "Project", "云渡隧道项目").label == "云渡海底隧道"


@pytest.mark.parametrize("name", ["海湾电池二期", "海湾电池项目二期", "海湾电池（二期）项目"])
def test_any_form_of_a_projects_name_is_meant_by_a_line(tmp_path: Path, name: str) -> None:
    documents = [said("a.txt", "历城区", entity("Project", "海湾电池二期项目"), code="370112")]
    rejected = curated(documents, written(tmp_path, f"Project:{name} reject"))
    assert rejected.extractions[0].entities == ()
    accepted = curated(documents, written(tmp_path, f"Project:{name} accept"))
    assert accepted.extractions[0].entities[0].confidence == 1.0
    renamed = curated(documents, written(tmp_path, f"Project:{name} rename 海湾电池厂"))
    assert renamed.resolution.thing("a.txt", "Project", "海湾电池二期项目").label == "海湾电池厂"
