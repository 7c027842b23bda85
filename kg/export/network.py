"""The things and the plain edges between them as a network, for Gephi, Cytoscape, yEd and networkx.

A node's id is the thing's IRI. Values are text and numbers only, since GraphML has no lists: several areas, names or
stages are joined with 、. Control characters are left out, because XML cannot hold them and networkx writes them.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from pyoxigraph import Store

from kg.export.select import CLASSES, Chosen
from kg.graph.iris import ID
from kg.graph.query import expand, plain, run, short

if TYPE_CHECKING:
    import networkx as nx

# All that XML 1.0 cannot hold or would change, and the separators that Python takes for line ends.
_NOT_XML = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_META = re.compile(rb"\s*<meta\b.*?</meta>", re.DOTALL)

# A value of a thing that is no thing itself, as an attribute of its node.
_VALUES = f"""
SELECT ?thing ?name ?value WHERE {{
  VALUES (?p ?name) {{ (kg:stage "stage") (kg:category "category") (kg:programmeKind "kind") (kg:programmeYear "year")
                       (lex:level "level") }}
  GRAPH <{ID}graph/things> {{ ?thing ?p ?o }}
  OPTIONAL {{ ?o skos:prefLabel ?label FILTER(LANG(?label) = "zh") }}
  BIND(COALESCE(?label, STR(?o)) AS ?value)
}} ORDER BY ?thing ?name ?value
"""
_CLAIMED = """
SELECT ?s ?p ?o (COUNT(DISTINCT ?graph) AS ?documents) (MAX(?sure) AS ?confidence) WHERE {
  GRAPH ?graph { ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:confidence ?sure FILTER(ISIRI(?o)) }
} GROUP BY ?s ?p ?o
"""


def network(store: Store, chosen: Chosen) -> nx.MultiDiGraph:
    """The chosen things and edges.

    Nodes have ``label``, ``label_en``, ``type``, ``type_zh``, ``area`` (what the thing is about), ``names``,
    ``documents`` (how many name it) and, where the graph says so, ``stage``, ``category``, ``kind``, ``year``,
    ``level``. Edges, numbered from e0, have ``predicate``, ``label``, ``label_en``, and where documents claim them
    ``documents`` and the greatest ``confidence``. Both are in the order of IRIs.
    """
    import networkx as nx  # noqa: PLC0415 - only where it is wanted: it takes longer to load than the graph

    made = nx.MultiDiGraph()
    for iri, thing in chosen.things.items():
        zh, _ = chosen.terms.get(CLASSES[thing.type], ("", ""))
        made.add_node(
            iri,
            label=legal(thing.label),
            label_en=legal(thing.english),
            type=thing.type,
            type_zh=zh,
            area=legal("、".join(chosen.areas.get(area, area) for area in thing.about)),
            names=legal("、".join(thing.names)),
            documents=len(thing.documents),
        )
    for row in run(store, _VALUES).rows:
        iri, name, value = (plain(term) for term in row)
        if iri in made:
            node = made.nodes[iri]
            node[name] = f"{node[name]}、{legal(value)}" if name in node else legal(value)
    claimed = {
        tuple(map(plain, row[:3])): (int(plain(row[3])), float(plain(row[4]))) for row in run(store, _CLAIMED).rows
    }
    for number, edge in enumerate(chosen.edges):
        zh, english = chosen.terms.get(edge.p, ("", ""))
        predicate = short(expand(edge.p))
        made.add_edge(edge.s, edge.o, f"e{number}", predicate=predicate, label=zh or predicate, label_en=english)
        if found := claimed.get((edge.s, edge.p, edge.o)):
            made.edges[edge.s, edge.o, f"e{number}"].update(documents=found[0], confidence=found[1])
    return made


def graphml(store: Store, chosen: Chosen) -> bytes:
    """GraphML in UTF-8, the same bytes for the same graph."""
    import networkx as nx  # noqa: PLC0415

    written = io.BytesIO()
    nx.write_graphml_xml(network(store, chosen), written, named_key_ids=True)
    return written.getvalue() + b"\n"


def gexf(store: Store, chosen: Chosen) -> bytes:
    """GEXF in UTF-8, the same bytes for the same graph: without the day and program that networkx notes in it."""
    import networkx as nx  # noqa: PLC0415

    written = io.BytesIO()
    nx.write_gexf(network(store, chosen), written)
    return _META.sub(b"", written.getvalue(), count=1) + b"\n"


def legal(text: str) -> str:
    """The text without what XML cannot hold; a line end or tab becomes a blank."""
    return _NOT_XML.sub(lambda found: " " if found[0] in "\t\n\r" else "", text)
