"""The graph against its SHACL shapes, ``ontology/shapes.ttl``.

Two engines check the same shapes. ``pyshacl-turbo`` (Rust) reads the store itself and is fast enough for every build
to check the whole graph; ``pySHACL`` is the reference implementation, several times slower, in the optional extra
``validate``. A test plants a fault for each shape and compares what both find.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import cast

import pyoxigraph
import pyshacl_turbo
from pyoxigraph import NamedNode, RdfFormat, Store, Triple, serialize
from rdflib import RDF, SH, Graph, Literal
from rdflib.term import IdentifiedNode, Node

from kg import resources
from kg.errors import UserError

SHAPES = "shapes.ttl"


class Engine(StrEnum):
    """What checks the shapes."""

    TURBO = "turbo"
    PYSHACL = "pyshacl"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A node that does not have the shape of its class.

    Attributes:
        shape: the IRI of the property shape that it breaks.
        focus: the node.
        path: the IRI of the property; empty where the fault is not one of a property.
        value: the value that is wrong, as an N-Triples term; empty where one is missing or there are too many.
        constraint: the kind of constraint, as ``MinCountConstraintComponent``.
        severity: ``error``, or ``warning`` where the graph may still be published.
        zh: what is wrong, in Chinese.
        en: the same in English.
    """

    shape: str
    focus: str
    path: str
    value: str
    constraint: str
    severity: str
    zh: str
    en: str

    def __str__(self) -> str:
        """One line for a report."""
        value = f" value={self.value}" if self.value else ""
        return f"{self.shape.rsplit('/', 1)[-1]}: {self.en} node=<{self.focus}>{value}"


def validate(store: Store, engine: Engine = Engine.TURBO, shapes: Path | None = None) -> tuple[Fault, ...]:
    """What in the union of all graphs breaks a shape, sorted.

    Args:
        store: the graph; it is not changed.
        engine: what checks it.
        shapes: a file of shapes in Turtle; the installed ones if None.

    Raises:
        UserError: the engine is not installed.
    """
    source = shapes or resources.folder("ontology") / SHAPES
    report = _with_turbo(store, source) if engine is Engine.TURBO else _with_pyshacl(store, source)
    return tuple(sorted({_fault(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)}))


def shape_count(shapes: Path | None = None) -> int:
    """How many classes have a shape."""
    graph = Graph().parse(shapes or resources.folder("ontology") / SHAPES)
    return sum(1 for _ in graph.subjects(RDF.type, SH.NodeShape))


def _with_turbo(store: Store, shapes: Path) -> Graph:
    return cast(Graph, pyshacl_turbo.validate(store, shacl_graph=str(shapes))[1])


def _with_pyshacl(store: Store, shapes: Path) -> Graph:
    try:
        import pyshacl  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        hint = "install it: pip install 'govreport-kg[validate]', or use --engine turbo"
        raise UserError("pySHACL is not installed", hint) from error
    union = (Triple(quad.subject, quad.predicate, quad.object) for quad in store)
    data = Graph().parse(data=serialize(union, format=RdfFormat.N_TRIPLES), format="nt")
    return cast(Graph, pyshacl.validate(data, shacl_graph=Graph().parse(shapes))[1])


def _fault(report: Graph, result: Node) -> Fault:
    messages = {m.language: str(m) for m in report.objects(result, SH.resultMessage) if isinstance(m, Literal)}
    value = report.value(result, SH.value)
    constraint = str(report.value(result, SH.sourceConstraintComponent))
    return Fault(
        shape=str(report.value(result, SH.sourceShape)),
        focus=str(report.value(result, SH.focusNode)),
        path=str(report.value(result, SH.resultPath) or ""),
        value=_written(value),
        constraint=constraint.rsplit("#", 1)[-1],
        severity="warning" if report.value(result, SH.resultSeverity) == SH.Warning else "error",
        zh=messages.get("zh", ""),
        en=messages.get("en", ""),
    )


def _written(value: Node | None) -> str:
    """A term as the store writes it, so that it does not matter whether an engine names the type of a plain string."""
    if isinstance(value, Literal):
        datatype = NamedNode(value.datatype) if value.datatype else None
        return str(pyoxigraph.Literal(str(value), language=value.language, datatype=datatype))
    return value.n3() if isinstance(value, IdentifiedNode) else ""
