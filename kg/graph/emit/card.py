"""The card of a published snapshot, ``dataset.ttl``: what cannot stand in the graph, since it is about its bytes.

The description in the graph (``release.py``) is repeated, with the state's id and canonical hash, the files to load
with their checksums, and the run that made them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Quad, RdfFormat, parse

from kg.graph import iris
from kg.graph.emit.writing import TYPE, named
from kg.graph.nquads import Quads, Term, integer, iri, moment, text
from kg.graph.store import turtle

_ZSTD = "https://www.iana.org/assignments/media-types/application/zstd"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_DUMPS = {"graph.nq.zst": "application/n-quads", "graph.trig.zst": "application/trig"}
_CANONICAL = "SHA-256 of the canonical N-Quads (RDF Dataset Canonicalization, RDFC-1.0) of the whole graph"


@dataclass(frozen=True, slots=True)
class State:
    """A snapshot about to be published.

    Attributes:
        id: the id of the graph's content.
        sha256: of the canonical N-Quads.
        files: SHA-256 and size in bytes of each dump.
        began: when the build began, ISO 8601 in UTC, and ``ended`` when it ended.
        versions: of all that the result depends on, by name.
    """

    id: str
    sha256: str
    files: Mapping[str, tuple[str, int]]
    began: str
    ended: str
    versions: Mapping[str, str]


def card(state: State, release: Iterable[str]) -> bytes:
    """The card in Turtle; ``release`` are the N-Quads lines of the graph ``release``."""
    quads = Quads(iris.RELEASE_GRAPH)
    add, node, run = quads.add, iri(iris.release(state.id)), iri(iris.run(state.id, state.began))
    add(node, TYPE, named("dcat:Dataset"), named("void:Dataset"))
    add(node, named("dcat:isVersionOf"), iri(iris.RELEASE))
    add(node, named("dcterms:identifier"), text(state.id))
    add(node, named("dcterms:issued"), moment(state.ended))
    add(node, named("prov:wasGeneratedBy"), run)
    add(node, named("spdx:checksum"), _checksum(quads, state.sha256, _CANONICAL))
    for name, (sha256, size) in sorted(state.files.items()):
        part = iri(f"{iris.release(state.id)}/{name}")
        add(node, named("dcat:distribution"), part)
        add(part, TYPE, named("dcat:Distribution"))
        add(part, named("dcterms:title"), text(name))
        add(part, named("dcat:mediaType"), iri(_MEDIA + _DUMPS[name]))
        add(part, named("dcat:compressFormat"), iri(_ZSTD))
        add(part, named("dcat:byteSize"), integer(size))
        add(part, named("spdx:checksum"), _checksum(quads, sha256, f"SHA-256 of the file {name}"))
    add(run, TYPE, named("prov:Activity"))
    add(run, named("prov:startedAtTime"), moment(state.began))
    add(run, named("prov:endedAtTime"), moment(state.ended))
    add(run, named("prov:wasAssociatedWith"), iri(iris.SOFTWARE))
    for name, version in sorted(state.versions.items()):
        add(run, named("rdfs:comment"), text(f"{name} {version}"))
    lines = "\n".join([*release, *quads])
    parsed = (quad for quad in parse(input=lines, format=RdfFormat.N_QUADS) if isinstance(quad, Quad))
    return turtle((quad.triple for quad in parsed), RdfFormat.TURTLE, iris.PREFIXES)


def dumps() -> tuple[str, ...]:
    """The files of a snapshot that hold the whole graph."""
    return tuple(_DUMPS)


def _checksum(quads: Quads, value: str, about: str) -> Term:
    node = iri(iris.checksum(value))
    quads.add(node, TYPE, named("spdx:Checksum"))
    quads.add(node, named("spdx:algorithm"), named("spdx:checksumAlgorithm_sha256"))
    quads.add(node, named("spdx:checksumValue"), text(value))
    quads.add(node, named("rdfs:comment"), text(about, "en"))
    return node
