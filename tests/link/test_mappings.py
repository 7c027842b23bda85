"""The curated tables: valid SSSOM, complete, true to the vocabulary, each row with its evidence."""

from __future__ import annotations

import csv
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sssom_schema
import yaml

from kg.errors import UserError
from kg.language.lexicon import lexicon
from kg.link import forms, mappings
from kg.link.check import check

TABLES = mappings.files()
INDICATORS = [table for table in mappings.curated() if table.name.startswith("indicator-")]


def document(path: Path) -> dict[str, Any]:
    """A table as the official schema describes it, read without this program."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head = yaml.safe_load("\n".join(line[1:] for line in lines if line.startswith("#")))
    rows = csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t")
    found = [{key: value for key, value in row.items() if value} for row in rows]
    for row in found:
        row["confidence"] = float(row["confidence"])
    prefixes = {key: {"prefix_name": key, "prefix_url": value} for key, value in head.pop("curie_map").items()}
    return {**json.loads(json.dumps(head, default=str)), "mappings": found, "curie_map": prefixes}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_each_table_is_valid_by_the_schema_of_sssom(path: Path) -> None:
    sssom_schema.MappingSet(**document(path))


@pytest.mark.parametrize(
    "change",
    [
        {"mapping_cardinality": "several"},
        {"confidence": "high"},
        {"because": "it is so"},
        {"mapping_justification": None},
    ],
)
def test_the_schema_refuses_what_is_not_sssom(change: dict[str, str | None]) -> None:
    wrong = document(TABLES[0])
    wrong["mappings"][0] |= change
    with pytest.raises((ValueError, TypeError)):
        sssom_schema.MappingSet(**wrong)


def test_nothing_is_wrong_with_them() -> None:
    assert [str(fault) for fault in check(TABLES)] == []


def test_every_vocabulary_that_was_to_be_linked_is() -> None:
    names = {table.name for table in mappings.curated()}
    assert names >= {"area-wikidata", "area-geonames", "area-datacommons", "unit-qudt", "status-sdmx", "industry-isic4"}
    assert {table.name for table in INDICATORS} == {
        *("indicator-datacommons", "indicator-nbs-annual", "indicator-nbs-monthly"),
        *("indicator-sdg", "indicator-wikidata", "indicator-worldbank"),
    }
    assert sum(len(table.mappings) for table in INDICATORS) >= 450
    assert len({m.subject for table in INDICATORS for m in table.mappings}) >= 200


@pytest.mark.parametrize("table", INDICATORS, ids=lambda table: table.name)
def test_each_indicator_says_where_its_identifier_was_read(table: mappings.MappingSet) -> None:
    for m in table.mappings:
        assert "identifier and name read in" in m.comment, m
        assert m.object_label, m
        assert m.confidence is not None
        assert 0 < m.confidence < 1, "only what is the same by definition is certain"


def test_labels_are_those_of_the_vocabulary() -> None:
    for table in mappings.curated():
        for m in table.mappings:
            if not m.subject.endswith(("/370000", "/370100")):
                assert m.subject_label == lexicon().by_iri(m.subject).label, m


def test_units_are_matched_once_and_have_one_counterpart() -> None:
    (table,) = [table for table in mappings.curated() if table.name == "unit-qudt"]
    exact = [m for m in table.mappings if m.predicate == mappings.EXACT]
    assert len({m.subject for m in exact}) == len({m.object for m in exact}) == len(exact) >= 75


def test_every_section_and_division_of_industry_has_a_counterpart() -> None:
    (table,) = [table for table in mappings.curated() if table.name == "industry-isic4"]
    backbone = {c.iri for c in lexicon().concepts("industry") if c.id.startswith("gbt4754-")}
    assert {m.subject for m in table.mappings} == backbone
    assert {m.object.rpartition("/")[2] for m in table.mappings} >= set("ABCDEFGHIJKLMNOPQRSU")


def test_shandong_and_its_capital_are_known_elsewhere() -> None:
    assert mappings.objects("https://w3id.org/govreport/area/370000", mappings.EXACT) == (
        "https://datacommons.org/browser/wikidataId/Q43407",
        "https://sws.geonames.org/1796328/",
        "https://spelunker.whosonfirst.org/id/85669813",
        "http://www.wikidata.org/entity/Q43407",
    )
    assert "https://datacommons.org/browser/wikidataId/Q170247" in mappings.objects(
        "https://w3id.org/govreport/area/370100", mappings.EXACT
    )
    assert mappings.objects("https://w3id.org/govreport/area/370100", mappings.SKOS + "narrowMatch") == ()


def test_every_province_and_prefecture_is_known_to_geonames() -> None:
    (table,) = [table for table in mappings.curated() if table.name == "area-geonames"]
    exact = {m.subject: m.object for m in table.mappings if m.predicate == mappings.EXACT}
    assert len(set(exact.values())) == len(exact)
    level = "https://w3id.org/govreport/ontology#level", "https://w3id.org/govreport/lexicon#level"
    replaced = "http://purl.org/dc/terms/isReplacedBy"
    for concept in lexicon().concepts("area"):
        of_level = {value for name in level for value in concept.properties.get(name, ())}
        if of_level & {"prefecture"} and replaced not in concept.properties:
            assert concept.iri in exact, concept.label
    assert len(exact) >= 360


def test_the_areas_of_the_shared_list_are_mapped_with_its_evidence() -> None:
    path = Path(__file__).resolve().parents[2].parent / "shared" / "links" / "areas.tsv"
    if not path.is_file():
        pytest.skip("no ../shared/links/areas.tsv beside the checkout")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["iri"] and row["place_key"].isdigit()]
    wanted = {(row["place_key"], row["relation"].removeprefix("skos:"), row["iri"]) for row in rows}
    ours = {
        (m.subject.rpartition("/")[2], m.predicate.rpartition("#")[2], m.object): m
        for table in mappings.curated()
        if table.name.startswith("area-")
        for m in table.mappings
    }
    assert set(ours) >= wanted
    for row in rows:
        m = ours[row["place_key"], row["relation"].removeprefix("skos:"), row["iri"]]
        assert f"status {row['status']}; files that state it: {row['n_files']}" in m.comment
    doubtful = [m for m in ours.values() if "check-failed" in m.comment]
    assert [m.confidence for m in doubtful] == [Decimal("0.6")]


@pytest.mark.parametrize("form", forms.FORMS, ids=lambda form: form.name)
def test_the_form_of_each_identifier_fits_its_example_and_no_decoy(form: forms.Form) -> None:
    assert forms.legal(form.space + form.example)
    assert forms.form_of(form.space + form.example) is form
    for decoy in form.decoys:
        assert not forms.legal(form.space + decoy), decoy


def test_every_linked_vocabulary_has_a_form() -> None:
    objects = Counter(forms.form_of(m.object) for table in mappings.curated() for m in table.mappings)
    assert objects[None] == 0
    assert set(objects) == set(forms.FORMS)


def test_an_unknown_vocabulary_takes_any_iri() -> None:
    assert forms.legal("http://example.org/a#b")
    assert not forms.legal("no iri")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    unit, close = "https://w3id.org/govreport/unit/", mappings.SKOS + "closeMatch"
    said = {"confidence": Decimal("0.9"), "comment": "same label 元"}
    rows = (
        mappings.Mapping(unit + "yuan", mappings.EXACT, "http://example.org/u/y", "元", "yuan", **said),
        mappings.Mapping(unit + "mu", close, "http://other.net/m/", confidence=Decimal("0.75")),
        mappings.Mapping(unit + "jin", mappings.EXACT, "urn:unit:jin", confidence=Decimal("0.8")),
    )
    table = mappings.MappingSet(
        *("candidates", "https://w3id.org/govreport/mappings/candidates", "Candidates", "To be looked at", ""),
        *("https://creativecommons.org/publicdomain/zero/1.0/", "https://w3id.org/govreport/unit", "", rows),
    )
    path = tmp_path / "candidates.sssom.tsv"
    path.write_text(mappings.written(table, "a test", "1"), encoding="utf-8")
    found = mappings.read(path)
    assert [(m.subject, m.predicate, m.object, m.confidence, m.comment) for m in found.mappings] == [
        (m.subject, m.predicate, m.object, m.confidence, m.comment) for m in rows
    ]
    assert (found.title, found.subject_source) == ("Candidates", "https://w3id.org/govreport/unit")
    sssom_schema.MappingSet(**document(path))
    assert mappings.written(table, "a test", "1").encode() == path.read_bytes()


def test_a_file_that_is_not_there_is_the_users_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        mappings.read(tmp_path / "none.sssom.tsv")


def test_a_broken_installed_table_stops_a_build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "x.sssom.tsv").write_text("no table\n", encoding="utf-8")
    monkeypatch.setattr(mappings, "files", lambda: mappings_of(tmp_path))
    mappings.curated.cache_clear()
    with pytest.raises(ValueError, match=r"x\.sssom\.tsv, line 0"):
        mappings.curated()
    monkeypatch.undo()
    mappings.curated.cache_clear()


def mappings_of(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.iterdir()))
