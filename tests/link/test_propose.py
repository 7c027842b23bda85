"""Candidates: what speaks for a link, how much, and what is never proposed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import UserError
from kg.graph.store import draft
from kg.language.lexicon import lexicon
from kg.link import mappings, vocabulary
from kg.link.check import check
from kg.link.propose import Candidate, Matcher, propose

TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix x: <http://example.org/voc/> .
x:accounts skos:prefLabel "经济核算指标"@zh ; skos:narrower x:gdp .
x:gdp a skos:Concept , x:Statistic ; skos:prefLabel "地区生产总值"@zh , "Gross regional product"@en .
x:people a skos:Concept ; skos:prefLabel "常 住 人 口"@zh ; skos:broader x:demography .
x:demography skos:prefLabel "人口统计"@zh .
x:births rdfs:label "birth rate"@en .
x:jobs skos:prefLabel "城镇新增就业"@zh-Hans ; skos:altLabel "新增就业人数"@zh .
x:wage skos:prefLabel "平均工资水平"@fr .
x:shandong skos:prefLabel "山东"@zh ; skos:notation "370000" .
x:coded skos:prefLabel "某地"@zh ; skos:notation "370100" .
x:none skos:notation "370200" .
"""


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> tuple[vocabulary.Linkable, ...]:
    path = tmp_path_factory.mktemp("voc") / "voc.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return vocabulary.of_file(path)


def best(there: tuple[vocabulary.Linkable, ...], scheme: str, concept: str) -> Candidate | None:
    here = vocabulary.of_scheme(lexicon(), scheme)
    (subject,) = [one for one in here if one.iri.endswith("/" + concept)]
    found = Matcher(there, here).candidates(subject, threshold=0.4)
    return found[0] if found else None


def test_the_same_label_under_the_same_concept_is_likeliest(there: tuple[vocabulary.Linkable, ...]) -> None:
    found = best(there, "indicator", "gdp")
    assert found is not None
    assert found.object.iri == "http://example.org/voc/gdp"
    assert found.score == 0.95
    assert found.reasons == ("same label 地区生产总值", "under 经济核算指标")
    row = found.mapping()
    assert (row.predicate, row.justification) == (mappings.EXACT, mappings.SEMAPV + "CompositeMatching")


def test_blanks_and_width_do_not_matter_but_a_strange_parent_does(there: tuple[vocabulary.Linkable, ...]) -> None:
    found = best(there, "indicator", "resident-population")
    assert found is not None
    assert found.object.iri.endswith("people")
    assert found.score == round((0.9 - 0.03) * 0.9, 3)
    assert "no concept above is the same" in found.reasons
    assert found.mapping().predicate.endswith("closeMatch")


def test_an_alias_counts_less_and_a_label_only_alike_least(there: tuple[vocabulary.Linkable, ...]) -> None:
    alias = best(there, "indicator", "urban-new-jobs")
    assert alias is not None
    assert alias.object.iri.endswith("jobs")
    assert 0.6 < alias.score < 0.9
    similar = best(there, "indicator", "birth-rate")
    assert similar is not None
    assert similar.mapping().justification.endswith(("LexicalMatching", "LexicalSimilarityThresholdMatching"))


def test_a_code_speaks_for_a_concept_even_without_a_label(there: tuple[vocabulary.Linkable, ...]) -> None:
    province = best(there, "area", "370000")
    assert province is not None
    assert province.object.iri.endswith("shandong")
    assert "code 370000" in province.reasons
    capital = best(there, "area", "370100")
    assert capital is not None
    assert (capital.object.iri.rpartition("/")[2], capital.score) == ("coded", 0.5)


def test_labels_of_another_language_are_not_compared(there: tuple[vocabulary.Linkable, ...]) -> None:
    found = best(there, "indicator", "average-wage")
    assert found is None or not found.object.iri.endswith("wage")


def test_only_what_the_vocabulary_has_is_proposed(there: tuple[vocabulary.Linkable, ...]) -> None:
    here = vocabulary.of_scheme(lexicon(), "indicator")
    known = {concept.iri for concept in there}
    assert "http://example.org/voc/none" not in known, "it has no label"
    rows = list(propose(here, Matcher(there, here)))
    assert rows
    assert {row.object for row in rows} <= known
    assert rows == list(propose(here, Matcher(there, here)))


def test_what_is_mapped_already_is_not_proposed_again(tmp_path: Path) -> None:
    path = tmp_path / "wd.nt"
    name = "http://www.w3.org/2004/02/skos/core#prefLabel"
    path.write_text(f'<http://www.wikidata.org/entity/Q43407> <{name}> "山东省"@zh .\n', encoding="utf-8")
    here = vocabulary.of_scheme(lexicon(), "area")
    rows = propose(here, Matcher(vocabulary.of_file(path), here))
    assert "https://w3id.org/govreport/area/370000" not in [row.subject for row in rows]


def test_a_file_must_be_a_vocabulary(tmp_path: Path) -> None:
    for name, content, said in (
        ("a.xyz", "", "the format of"),
        ("b.ttl", "no turtle", "cannot be read"),
        ("c.ttl", "<http://a.org/b> <http://a.org/c> <http://a.org/d> .", "no concept with a label"),
    ):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        with pytest.raises(UserError, match=said):
            vocabulary.of_file(path)
    with pytest.raises(UserError, match="cannot be read"):
        vocabulary.of_file(tmp_path / "none.ttl")


def run(*options: str) -> tuple[int, str]:
    told = CliRunner().invoke(app, ["link", *options])
    return told.exit_code, told.stdout


def test_the_command_writes_a_table_that_it_finds_sound(tmp_path: Path) -> None:
    source, out = tmp_path / "voc.ttl", tmp_path / "new" / "candidates.sssom.tsv"
    source.write_text(TURTLE, encoding="utf-8")
    assert run("--against", str(source), "--out", str(out)) == (0, "")
    assert check([out]) == ()
    lines = [line for line in out.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines, delimiter="\t"))
    assert "地区生产总值" in [row["subject_label"] for row in rows]
    code, printed = run("--against", str(source))
    assert (code, printed) == (0, out.read_text(encoding="utf-8"))


def test_the_command_keeps_to_a_class(tmp_path: Path) -> None:
    source = tmp_path / "voc.ttl"
    source.write_text(TURTLE, encoding="utf-8")
    code, printed = run("--against", str(source), "--type", "http://example.org/voc/Statistic")
    assert code == 0
    rows = list(csv.DictReader([line for line in printed.splitlines() if line[0] != "#"], delimiter="\t"))
    assert {row["object_label"] for row in rows} == {"地区生产总值"}
    assert run("--against", str(source), "--type", "http://example.org/voc/Nothing")[0] == 2


def test_concepts_found_in_documents_are_linked_too(tmp_path: Path) -> None:
    concept, skos = "<https://w3id.org/govreport/id/indicator/1>", "http://www.w3.org/2004/02/skos/core#"
    lines = [
        f"{concept} <{skos}inScheme> <https://w3id.org/govreport/indicator-candidate> <http://e.org/g> .",
        f'{concept} <{skos}prefLabel> "星光驿站"@zh <http://e.org/g> .',
    ]
    with draft(tmp_path / "out") as made:
        made.write_quads(lines, {})
        made.publish({}, {}, 1)
    source = tmp_path / "voc.ttl"
    source.write_text(f'<http://example.org/s> <{skos}prefLabel> "星光驿站"@zh .\n', encoding="utf-8")
    graph = ("--graph", str(tmp_path / "out"))
    code, printed = run("--against", str(source), "--scheme", "indicator-candidate", *graph)
    assert code == 0
    assert "星光驿站" in printed
    assert run("--against", str(source), "--scheme", "no-such", *graph)[0] == 2


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--check", "--against", "x.ttl"),
        ("x.tsv", "--against", "x.ttl"),
        ("--against", "x.ttl", "--scheme", "no-such"),
    ],
)
def test_what_makes_no_sense_is_said(options: tuple[str, ...]) -> None:
    assert run(*options)[0] == 2


def test_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    source = tmp_path / "voc.ttl"
    source.write_text(TURTLE, encoding="utf-8")
    assert run("--against", str(source), "--out", str(tmp_path))[0] == 2
