"""``kg docs`` and ``kg validate``: the ontology explained, the graph checked."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import Store
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.graph import checks, iris
from kg.views import ontology
from kg.views.ontology_diagram import diagram
from kg.views.ontology_page import page

FOUND = ontology.statements()
PAGE = page(FOUND)
SVG = "{http://www.w3.org/2000/svg}"


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


class Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name == "href" and value:
                self.links.append(value)
            if name == "src" or tag in ("link", "script", "img"):
                self.fetched.append(tag)


@pytest.fixture(scope="module")
def anchors() -> Anchors:
    parser = Anchors()
    parser.feed(PAGE)
    return parser


def own_terms() -> list[str]:
    kinds = ("owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty", "rdfs:Datatype")
    return [t for space in (iris.KG, iris.LEXICON) for t in ontology.terms(FOUND, space, *kinds)]


def test_every_term_is_explained_once_in_both_languages(anchors: Anchors) -> None:
    assert len(own_terms()) > 40
    for term in own_terms():
        assert anchors.ids.count(ontology.short(term).replace(":", "-")) == 1
        for language in ("zh", "en"):
            assert FOUND.text(term, "rdfs:comment", language).split("“")[0][:20] in PAGE.replace("&#x27;", "'")


def test_every_link_leads_to_a_term_of_the_page_and_nothing_is_fetched(anchors: Anchors) -> None:
    assert {link.removeprefix("#") for link in anchors.links} <= {*anchors.ids, "diagram.svg"}  # the picture beside it
    assert not anchors.fetched


def test_the_page_says_what_other_vocabularies_are_used_for_and_what_follows() -> None:
    for name in ("RDF Data Cube", "PROV-O", "Web Annotation", "XKOS", "GeoSPARQL", "DQV", "VoID", "ORG"):
        assert name in PAGE
    after = PAGE.split("What follows")[1]
    assert "kg:partOf" in after
    assert "skos:broaderTransitive" in after


def boxes(svg: str) -> dict[str, tuple[float, float, float, float]]:
    found = {}
    place = (0.0, 0.0, 0.0, 0.0)
    for element in ET.fromstring(svg):  # noqa: S314 - our own picture
        if element.tag == SVG + "rect":
            place = tuple(float(element.attrib[key]) for key in ("x", "y", "width", "height"))  # type: ignore[assignment]
        if element.attrib.get("class") == "name":
            found[str(element.text)] = place
    return found


def test_the_diagram_has_each_own_class_once_and_no_two_boxes_touch() -> None:
    drawn = boxes(diagram(FOUND))
    assert {ontology.short(c) for c in ontology.terms(FOUND, iris.KG, "owl:Class")} <= set(drawn)
    places = list(drawn.values())
    for i, (x, y, width, height) in enumerate(places):
        for left, top, wide, high in places[:i]:
            assert x + width <= left or left + wide <= x or y + height <= top or top + high <= y


def test_the_diagram_has_each_property_between_classes() -> None:
    svg = diagram(FOUND)
    for name in ("kg:implements", "kg:statedAt", "kg:locatedIn", "kg:succeeds", "prov:wasGeneratedBy", "kg:subject"):
        assert f"{name} " in svg or f"{name}<" in svg
    arrows = re.findall(r'<path class="edge" marker-(start|end)', svg)
    assert "start" in arrows, "kg:issuedBy runs back from programme to area"


def test_the_same_ontology_gives_the_same_page() -> None:
    assert page(ontology.statements()) == PAGE


def test_docs_are_written_to_a_folder(tmp_path: Path) -> None:
    done = invoke("docs", "--out", str(tmp_path / "site"))
    assert done.exit_code == 0, done.output
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == PAGE
    assert (tmp_path / "site" / "diagram.svg").read_text(encoding="utf-8") == diagram(FOUND)
    assert done.stdout.split() == [str(tmp_path / "site" / name) for name in ("index.html", "diagram.svg")]


def test_docs_that_cannot_be_written_are_an_error_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    done = invoke("docs", "--out", str(tmp_path / "taken"))
    assert done.exit_code == 2
    assert "cannot write to" in done.output


def test_a_sound_graph_is_valid(sample_output: Path) -> None:
    done = invoke("validate", "--graph", str(sample_output))
    assert done.exit_code == 0, done.output
    assert "0 errors" in done.output


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        checks.Violation("domain", "The subject is not of the domain.", (("subject", f"<http://e.org/{i}>"),), s)
        for i, s in enumerate(["warning"] * 51 + ["error"])
    ]
    monkeypatch.setattr(checks, "quality", lambda store: tuple(rows))
    monkeypatch.setattr(checks, "shapes", lambda store, engine: ())


@pytest.mark.usefixtures("faulty")
def test_faults_are_told_and_end_with_exit_code_1(sample_output: Path) -> None:
    done = invoke("validate", "--graph", str(sample_output))
    assert done.exit_code == 1
    assert "1 errors, 51 warnings" in done.output
    assert "2 more" in done.output


@pytest.mark.usefixtures("faulty")
def test_faults_as_json_are_all_there(sample_output: Path) -> None:
    done = invoke("validate", "--graph", str(sample_output), "--format", "json")
    told = json.loads(done.stdout)
    assert len(told) == 52
    assert told[-1] == {
        "severity": "error",
        "check": "domain",
        "fault": "The subject is not of the domain.",
        "row": {"subject": "<http://e.org/51>"},
    }


def test_a_graph_with_a_broken_shape_names_it() -> None:
    store = Store()
    store.update(
        "INSERT DATA { GRAPH <http://e.org/g> { <http://e.org/h> a <https://w3id.org/govreport/ontology#Honour> } }"
    )
    (violation,) = checks.shapes(store)
    assert violation.check == "shape-label"
    assert dict(violation.row) == {"node": "<http://e.org/h>"}
