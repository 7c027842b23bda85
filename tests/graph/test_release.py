"""A published graph says what it is, how large, how good, and which bytes it consists of."""

import hashlib
import json
from decimal import Decimal

import pytest
import rdflib
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse, serialize
from rdflib.namespace import DCAT, PROV

from kg.build import build
from kg.graph import emit, iris
from kg.graph.query import plain, run
from kg.graph.statistics import statistics
from kg.graph.store import Snapshot, open_snapshot

SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
_OTHERS = f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{iris.RELEASE_GRAPH}>)"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    out = tmp_path_factory.mktemp("release")
    build([], out, processes=0)
    return open_snapshot(out)


@pytest.fixture(scope="module")
def described(sample: Snapshot) -> rdflib.Graph:
    return rdflib.Graph().parse(sample.path / "dataset.ttl", format="turtle")


def ask(sample: Snapshot, text: str) -> list[tuple[str, ...]]:
    return [tuple(map(plain, row)) for row in run(sample.store(), text).rows]


@pytest.mark.parametrize(
    ("stated", "counted"),
    [
        ("void:triples", "COUNT(*)"),
        ("void:distinctSubjects", "COUNT(DISTINCT ?s)"),
        ("void:distinctObjects", "COUNT(DISTINCT ?o)"),
        ("void:properties", "COUNT(DISTINCT ?p)"),
    ],
)
def test_the_counts_are_those_of_all_other_graphs(sample: Snapshot, stated: str, counted: str) -> None:
    [(said,)] = ask(sample, f"SELECT ?n WHERE {{ <{iris.RELEASE}> {stated} ?n }}")
    [(found,)] = ask(sample, f"SELECT ({counted} AS ?n) WHERE {{ {_OTHERS} }}")
    assert said == found


def test_things_of_each_class_and_statements_with_each_property_are_counted(sample: Snapshot) -> None:
    said = ask(sample, "SELECT ?c ?n WHERE { ?r void:classPartition ?part . ?part void:class ?c ; void:entities ?n }")
    found = ask(sample, f"SELECT ?o (COUNT(DISTINCT ?s) AS ?n) WHERE {{ {_OTHERS} FILTER(?p = rdf:type) }} GROUP BY ?o")
    assert sorted(said) == sorted(found)
    said = ask(sample, "SELECT ?p ?n WHERE { ?r void:propertyPartition ?x . ?x void:property ?p ; void:triples ?n }")
    assert sorted(said) == sorted(ask(sample, f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ {_OTHERS} }} GROUP BY ?p"))


def test_every_graph_is_a_subset_with_its_number_of_statements(sample: Snapshot) -> None:
    said = dict(ask(sample, f"SELECT ?g ?n WHERE {{ <{iris.RELEASE}> void:subset ?g . ?g void:triples ?n }}"))
    found = dict(ask(sample, f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ {_OTHERS} }} GROUP BY ?g"))
    assert {graph: said.get(graph) for graph in found} == found


def test_measurements_have_a_defined_metric_and_agree_with_the_report(sample: Snapshot) -> None:
    rows = ask(
        sample,
        "SELECT ?metric ?value WHERE { ?m a dqv:QualityMeasurement ; dqv:isMeasurementOf ?metric ; dqv:value ?value ."
        " ?metric a dqv:Metric ; dqv:inDimension ?d ; skos:prefLabel ?label FILTER(LANG(?label) = 'zh') }",
    )
    values = {metric.rsplit("/", 1)[-1]: Decimal(value) for metric, value in rows}
    report = json.loads((sample.path / "report.json").read_text(encoding="utf-8"))
    assert values["passages-verified"] == report["checks"]["passages"]
    assert values["documents-read"] == 1
    assert 0 < values["indicators-known"] <= 1
    assert 0 < values["numbers-explained"] <= 1
    assert {"observation-f1", "entity-f1", "relation-f1"} < values.keys()
    assert emit.release.scores().items() <= values.items()


def test_the_hash_of_the_graph_is_that_of_its_canonical_form(sample: Snapshot) -> None:
    quads = parse(input="\n".join(sample.quad_lines()), format=RdfFormat.N_QUADS)
    dataset = Dataset(quad for quad in quads if isinstance(quad, Quad))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    written = serialize(dataset, format=RdfFormat.N_QUADS) or b""
    canonical = "".join(sorted(written.decode().splitlines(keepends=True)))
    assert hashlib.sha256(canonical.encode()).hexdigest() == sample.manifest["graph_sha256"]
    assert sample.manifest["canonicalization"] == "RDFC-1.0"


def test_the_card_names_the_files_with_checksums_and_the_run(sample: Snapshot, described: rdflib.Graph) -> None:
    state = rdflib.URIRef(iris.release(sample.id))
    assert described.value(state, DCAT["isVersionOf"]) == rdflib.URIRef(iris.RELEASE)
    assert (
        str(described.value(described.value(state, SPDX.checksum), SPDX.checksumValue))
        == (sample.manifest["graph_sha256"])
    )
    files = list(described.objects(state, DCAT.distribution))
    assert len(files) == len(emit.dumps())
    for part in files:
        name = str(part).rsplit("/", 1)[-1]
        content = (sample.path / name).read_bytes()
        assert int(described.value(part, DCAT.byteSize)) == len(content)
        checksum = described.value(described.value(part, SPDX.checksum), SPDX.checksumValue)
        assert str(checksum) == hashlib.sha256(content).hexdigest()
    run_ = described.value(state, PROV.wasGeneratedBy)
    assert described.value(run_, PROV.startedAtTime) <= described.value(run_, PROV.endedAtTime)
    assert any(str(comment).startswith("pyoxigraph ") for comment in described.objects(run_, rdflib.RDFS.comment))


def test_the_card_is_a_file_of_the_manifest_and_not_of_the_graph(sample: Snapshot) -> None:
    files = sample.manifest["files"]
    assert isinstance(files, dict)
    assert "dataset.ttl" in files
    assert not any(iris.release(sample.id) in line for line in sample.quad_lines())


def test_a_statement_in_two_graphs_is_counted_once() -> None:
    lines = [
        "<urn:a> <urn:p> <urn:b> <urn:g> .",
        "<urn:a> <urn:p> <urn:b> <urn:h> .",
        '<urn:a> <urn:p> "x y" <urn:g> .',
    ]
    found = statistics(lines)
    assert (found.triples, found.subjects, found.objects) == (2, 1, 2)
    assert found.graphs == {"urn:g": 2, "urn:h": 1}
