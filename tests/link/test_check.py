"""``kg link --check``: each fault planted is found, and said with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.link.check import check

HEAD = """#curie_map:
#  area: https://w3id.org/govreport/area/
#  indicator: https://w3id.org/govreport/indicator/
#  other: http://example.org/
#  semapv: https://w3id.org/semapv/vocab/
#  skos: http://www.w3.org/2004/02/skos/core#
#  wikidata: http://www.wikidata.org/entity/
#mapping_set_id: https://w3id.org/govreport/mappings/test
#license: https://creativecommons.org/publicdomain/zero/1.0/
subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification\tconfidence
"""
FIRST = 11  # the line of the first row
ROW = "area:370100\t济南市\tskos:exactMatch\twikidata:Q170247\tJinan\tsemapv:ManualMappingCuration\t0.9"


def table(folder: Path, *rows: str, head: str = HEAD, name: str = "a.sssom.tsv") -> Path:
    path = folder / name
    path.write_text(head + "".join(row + "\n" for row in rows), encoding="utf-8")
    return path


def faults(*paths: Path) -> list[tuple[int, str]]:
    return [(fault.line, fault.what) for fault in check(paths)]


def test_a_sound_table_has_none(tmp_path: Path) -> None:
    assert faults(table(tmp_path, ROW)) == []


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (ROW.replace("370100", "370199"), "there is no concept https://w3id.org/govreport/area/370199"),
        (ROW.replace("area:370100", "other:x"), "the subject is no concept of this graph"),
        (ROW.replace("济南市", "青岛市"), "is 济南市, not 青岛市"),
        (ROW.replace("skos:exactMatch", "skos:broader"), "no mapping relation of SKOS"),
        (ROW.replace("Q170247", "170247"), "no identifier of Wikidata: http://www.wikidata.org/entity/170247"),
        (ROW.replace("wikidata:Q170247", "other:a b"), "can not contain spaces: a b"),
        (ROW.replace("wikidata:Q170247", "other:{a}"), "no IRI: http://example.org/{a}"),
        (ROW.replace("ManualMappingCuration", "Hunch"), "no justification of SSSOM"),
        (ROW.replace("wikidata:Q170247", "nowhere:Q170247"), "nowhere"),
        (ROW.replace("0.9", "1.9"), "less than or equal to 1"),
        (ROW.replace("0.9", "high"), "number"),
        (ROW.replace("\tsemapv:ManualMappingCuration", "\t"), "mapping_justification"),
    ],
)
def test_each_planted_fault_is_told_with_its_line(tmp_path: Path, row: str, what: str) -> None:
    sound = ROW.replace("370100\t济南市", "370000\t山东省").replace("Q170247", "Q43407")
    ((line, said),) = faults(table(tmp_path, sound, row))
    assert line == FIRST + 1
    assert what in said


def test_two_exact_matches_of_one_concept_in_one_vocabulary(tmp_path: Path) -> None:
    one = table(tmp_path, ROW)
    other = table(tmp_path, ROW.replace("Q170247", "Q1"), name="b.sssom.tsv")
    ((line, said),) = faults(one, other)
    assert line == FIRST
    assert "has another exact match in Wikidata: http://www.wikidata.org/entity/Q170247" in said
    assert f"{one}:{FIRST}" in said


def test_exact_matches_in_two_vocabularies_are_right(tmp_path: Path) -> None:
    assert faults(table(tmp_path, ROW, ROW.replace("wikidata:Q170247", "other:jinan"))) == []


def test_a_row_given_twice_and_a_match_that_is_exact_and_broad(tmp_path: Path) -> None:
    said = faults(table(tmp_path, ROW, ROW, ROW.replace("exactMatch", "broadMatch")))
    assert [line for line, _ in said] == [FIRST + 1, FIRST + 2]
    assert "stands in" in said[0][1]
    assert "is an exact match in" in said[1][1]


def test_a_table_without_a_licence_or_with_no_header(tmp_path: Path) -> None:
    unlicensed = "".join(line for line in HEAD.splitlines(keepends=True) if "license" not in line)
    assert faults(table(tmp_path, ROW, head=unlicensed)) == [(0, "the header has no license")]
    ((line, said),) = faults(table(tmp_path, ROW, head="#curie_map: [\n"))
    assert line == 0
    assert said.startswith("no SSSOM table")


def test_blank_lines_do_not_shift_the_numbers(tmp_path: Path) -> None:
    ((line, _),) = faults(
        table(tmp_path, ROW.replace("370100\t济南市", "370000\t山东省"), "", ROW.replace("370100", "1"))
    )
    assert line == FIRST + 2


def test_the_command_lists_faults_and_exits_with_1(tmp_path: Path) -> None:
    bad = table(tmp_path, ROW.replace("Q170247", "Q0"))
    told = CliRunner().invoke(app, ["link", "--check", str(bad)])
    assert told.exit_code == 1
    assert f"{bad}:{FIRST}: no identifier of Wikidata" in told.stdout


def test_the_command_is_content_with_the_installed_tables() -> None:
    told = CliRunner().invoke(app, ["link", "--check"])
    assert (told.exit_code, told.stdout) == (0, "")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["link", "--check", str(tmp_path / "none.sssom.tsv")])
    assert told.exit_code == 2
