"""Every format is read back by another program and says the same; a format without a reader here fails."""

from __future__ import annotations

import csv
import hashlib
import io
import subprocess
import sys
from collections import Counter
from collections.abc import Callable

import networkx as nx
import pytest
import rdflib
from pyoxigraph import RdfFormat, Store, parse

from kg.export import Chosen, Format, Wanted, choose, write
from kg.export.network import network
from kg.export.rdf import quads
from kg.graph.query import run
from tests.export.graphs import ODD

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its parsers use what it deprecates

CHOICES = [Wanted(), Wanted(("历城区",)), Wanted(types=("Programme", "Area", "Project"))]


def rdf(store: Store, chosen: Chosen, content: bytes, form: str) -> None:
    """The same triples for rdflib, number for number; and the same terms for a strict parser."""
    expected = {quad.triple for quad in quads(store, chosen)}
    assert len(rdflib.Graph().parse(data=content, format=form)) == len(expected)
    strict = RdfFormat.TURTLE if form == "turtle" else RdfFormat.JSON_LD
    assert {quad.triple for quad in parse(content, strict)} == expected


def nquads(store: Store, chosen: Chosen, content: bytes) -> None:
    expected = quads(store, chosen)
    assert len(rdflib.Dataset().parse(data=content, format="nquads")) == len(expected)
    assert list(parse(content, RdfFormat.N_QUADS)) == expected


def graph(store: Store, chosen: Chosen, content: bytes, read: Callable[..., nx.MultiDiGraph]) -> None:
    expected, found = network(store, chosen), read(io.BytesIO(content))
    assert set(found.nodes) == set(expected.nodes) == set(chosen.things)
    for node, said in expected.nodes(data=True):
        assert {key: found.nodes[node].get(key) or "" for key in said} == {key: said[key] or "" for key in said}
    assert edges(found) == edges(expected)
    assert found.number_of_edges() == len(chosen.edges)


def edges(made: nx.MultiDiGraph) -> Counter[tuple[object, ...]]:
    said = ("predicate", "label", "documents", "confidence")
    return Counter((s, o, *(values.get(name) for name in said)) for s, o, values in made.edges(data=True))


def table(store: Store, chosen: Chosen, content: bytes) -> None:
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    found = run(store, "SELECT ?o ?v WHERE { ?o a qb:Observation ; sdmx-measure:obsValue ?v }").rows
    expected = {o.value: v.value for o, v in found if o and v and o.value in chosen.observations}  # type: ignore[union-attr]
    assert {row["observation"]: row["value_base"] for row in rows} == expected
    assert len(rows) == len(expected)


READERS: dict[Format, Callable[[Store, Chosen, bytes], None]] = {
    Format.TURTLE: lambda store, chosen, content: rdf(store, chosen, content, "turtle"),
    Format.JSONLD: lambda store, chosen, content: rdf(store, chosen, content, "json-ld"),
    Format.NQUADS: nquads,
    Format.GRAPHML: lambda store, chosen, content: graph(store, chosen, content, nx.read_graphml),
    Format.GEXF: lambda store, chosen, content: graph(store, chosen, content, nx.read_gexf),
    Format.CSV: table,
}


@pytest.mark.parametrize("wanted", CHOICES, ids=["all", "area", "types"])
@pytest.mark.parametrize("form", list(Format))
def test_what_is_written_is_read_back(by_hand: Store, form: Format, wanted: Wanted) -> None:
    chosen = choose(by_hand, wanted)
    READERS[form](by_hand, chosen, write(by_hand, chosen, form))


@pytest.mark.parametrize("form", list(Format))
def test_a_real_graph_is_read_back(of_samples: Store, form: Format) -> None:
    chosen = choose(of_samples, Wanted(("历城区",)))
    READERS[form](of_samples, chosen, write(of_samples, chosen, form))


def test_odd_labels_survive_but_for_what_xml_cannot_hold(by_hand: Store) -> None:
    chosen = choose(by_hand, Wanted())
    for form, read in ((Format.GRAPHML, nx.read_graphml), (Format.GEXF, nx.read_gexf)):
        content = write(by_hand, chosen, form)
        assert read(io.BytesIO(content)).nodes["urn:x:odd"]["label"] == ODD.replace("\x07", "")
    for form, name in ((Format.TURTLE, "turtle"), (Format.JSONLD, "json-ld")):
        read_back = rdflib.Graph().parse(data=write(by_hand, chosen, form), format=name)
        assert rdflib.Literal(ODD, lang="zh") in set(read_back.objects(rdflib.URIRef("urn:x:odd")))


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    code = """
import hashlib
from kg.export import Format, Wanted, choose, write
from kg.export.draw import Picture, draw, scene
from tests.export.graphs import by_hand
store = by_hand()
chosen = choose(store, Wanted())
parts = [write(store, chosen, form) for form in Format] + [draw(scene(chosen), form) for form in Picture]
print(*(hashlib.sha256(part).hexdigest() for part in parts))
"""
    runs = [
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert len(set(runs[0].split())) == len(Format) + 2
    assert len(runs[0].split()[0]) == hashlib.sha256().digest_size * 2
