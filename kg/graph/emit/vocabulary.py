"""The vocabulary graph: every statement of ``ontology/*.ttl``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg import resources
from kg.graph import iris
from kg.graph.nquads import Quads, term


def vocabulary_quads(folder: Path | None = None) -> Iterator[str]:
    """The ontology and all schemes as N-Quads lines without line ends, each once.

    Args:
        folder: where the Turtle files lie; the installed ones if None.

    Raises:
        ValueError: a file has a blank node, which no dump could name twice alike.
        SyntaxError: a file is no Turtle.
    """
    quads = Quads(iris.shared_graph("vocabulary"))
    for path in sorted((folder or resources.folder("ontology")).glob("*.ttl")):
        for triple in parse(path=path, format=RdfFormat.TURTLE):
            subject, predicate, target = triple.subject, triple.predicate, triple.object
            if not isinstance(subject, NamedNode) or not isinstance(target, NamedNode | Literal):
                raise ValueError(f"{path.name} has a blank node: give it an IRI: {triple}")
            quads.add(term(subject), term(predicate), term(target))
    yield from quads
