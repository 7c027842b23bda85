"""Every constraint of every shape finds the fault planted for it, by both engines alike, and none in the sample."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse
from rdflib import RDF, SH, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg import resources
from kg.errors import UserError
from kg.graph import checks
from kg.graph.iris import resolve_name
from kg.graph.validate import SHAPES, Engine, Fault, shape_count, validate

FILE = resources.folder("ontology") / SHAPES
GRAPH = Graph().parse(FILE)
ENGINES = tuple(Engine)
# Instances of these are what the shapes describe in other words, or follow from other classes.
OF_THE_LANGUAGE = (
    "http://www.w3.org/2002/07/owl#",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://www.w3.org/ns/shacl#",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property",
)


@dataclass(frozen=True)
class Plant:
    """A node that breaks one constraint of one shape."""

    node: str
    shape: str
    constraint: str


def _wrong(shape: Node, constraint: Node, value: Node) -> list[Node]:
    """Values of the shape's property that break the constraint; none where it is the lack that breaks it."""
    name = str(constraint).rsplit("#", 1)[-1]
    string = GRAPH.value(shape, SH.datatype) == XSD.string
    match name:
        case "maxCount":
            return [Literal(str(i)) for i in range(int(str(value)) + 1)]
        case "uniqueLang":
            return [Literal("甲", lang="zh"), Literal("乙", lang="zh")]
        case "minLength":
            return [Literal("")]
        case "class" | "nodeKind" | "pattern":
            return [Literal("!")]
        case "datatype":
            return [Literal(1) if string else Literal("!")]
        case "minInclusive":
            return [Literal(int(str(value)) - 1)]
        case "maxInclusive":
            return [Literal(int(str(value)) + 1)]
        case "disjoint":
            return [URIRef("http://e.org/same")]
        case "lessThan" | "lessThanOrEquals":
            return [Literal("2024-01-02", datatype=XSD.date) if "Date" in str(value) else Literal(2)]
    return []


def _component(constraint: Node) -> str:
    name = str(constraint).rsplit("#", 1)[-1]
    return f"{name[0].upper()}{name[1:]}ConstraintComponent"


def plants() -> tuple[Store, list[Plant]]:
    """A graph with a node for each constraint of each property of each shape."""
    made: list[Plant] = []
    lines: list[str] = []
    for node_shape in sorted(GRAPH.subjects(RDF.type, SH.NodeShape)):
        target = GRAPH.value(node_shape, SH.targetClass)
        for shape in sorted(GRAPH.objects(node_shape, SH.property)):
            path = GRAPH.value(shape, SH.path)
            assert path is not None
            for constraint, value in sorted(_constraints(shape)):
                node = f"http://e.org/{len(made)}"
                made.append(Plant(node, str(shape), _component(constraint)))
                lines.append(f"<{node}> a <{target}> .")
                lines += (f"<{node}> {path.n3()} {wrong.n3()} ." for wrong in _wrong(shape, constraint, value))
                other = str(constraint).rsplit("#", 1)[-1]
                if other in ("disjoint", "lessThan", "lessThanOrEquals"):
                    less = Literal("2024-01-01", datatype=XSD.date) if "Date" in str(value) else Literal(1)
                    lines.append(
                        f"<{node}> {value.n3()} {'<http://e.org/same>' if other == 'disjoint' else less.n3()} ."
                    )
    return in_a_graph("\n".join(lines)), made


def _constraints(shape: Node) -> Iterator[tuple[Node, Node]]:
    told = {SH.path, SH.severity, SH.message, RDF.type}
    return ((p, o) for p, o in GRAPH.predicate_objects(shape) if p not in told)


def in_a_graph(turtle: str) -> Store:
    store = Store()
    store.load(input=turtle, format=RdfFormat.TURTLE, to_graph=NamedNode("http://e.org/g"))
    return store


@pytest.fixture(scope="module")
def planted() -> tuple[list[Plant], dict[Engine, tuple[Fault, ...]]]:
    store, made = plants()
    return made, {engine: validate(store, engine) for engine in ENGINES}


@pytest.mark.parametrize("engine", ENGINES)
def test_every_planted_fault_is_found(
    planted: tuple[list[Plant], dict[Engine, tuple[Fault, ...]]], engine: Engine
) -> None:
    made, found = planted
    seen = {(fault.focus, fault.shape, fault.constraint) for fault in found[engine]}
    assert [plant for plant in made if (plant.node, plant.shape, plant.constraint) not in seen] == []
    shapes = {str(shape) for shape in GRAPH.subjects(RDF.type, SH.PropertyShape)}
    assert {plant.shape for plant in made} == shapes, "each property shape belongs to a class"


def test_both_engines_find_the_same(planted: tuple[list[Plant], dict[Engine, tuple[Fault, ...]]]) -> None:
    _, found = planted
    assert found[Engine.TURBO] == found[Engine.PYSHACL]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_sample_has_no_fault(sample_graph: Store, engine: Engine) -> None:
    assert [str(fault) for fault in validate(sample_graph, engine)] == []


def test_each_class_of_the_sample_has_a_shape(sample_graph: Store) -> None:
    derived = NamedNode(resolve_name("id:graph/derived"))
    stated = {
        quad.object.value
        for quad in sample_graph.quads_for_pattern(None, NamedNode(str(RDF.type)), None)
        if quad.graph_name != derived
    }
    shaped = {str(target) for target in GRAPH.objects(None, SH.targetClass)}
    assert sorted(c for c in stated - shaped if not c.startswith(OF_THE_LANGUAGE)) == []


def test_each_own_class_has_a_shape() -> None:
    triples = parse(path=resources.folder("ontology") / "govreport.ttl", format=RdfFormat.TURTLE)
    own = {t.subject.value for t in triples if str(t.object) == f"<{resolve_name('owl:Class')}>"}
    shaped = {str(target) for target in GRAPH.objects(None, SH.targetClass)}
    assert own <= shaped


@pytest.mark.parametrize(
    "shape", sorted(GRAPH.subjects(RDF.type, SH.PropertyShape)), ids=lambda s: s.rsplit("/", 1)[-1]
)
def test_each_shape_says_what_is_wrong_in_both_languages_and_how_bad(shape: URIRef) -> None:
    messages = [m for m in GRAPH.objects(shape, SH.message) if isinstance(m, Literal)]
    assert sorted(str(m.language) for m in messages) == ["en", "zh"]
    assert GRAPH.value(shape, SH.severity) in (SH.Violation, SH.Warning)


def test_a_fault_is_told_in_one_line_and_by_its_severity() -> None:
    store = in_a_graph("""@prefix schema: <https://schema.org/> . @prefix qb: <http://purl.org/linked-data/cube#> .
        <http://e.org/o> a qb:Observation ; schema:minValue 3.5 ; schema:maxValue 2 .""")
    (fault,) = (f for f in validate(store) if f.severity == "warning")
    decimal = "<http://www.w3.org/2001/XMLSchema#decimal>"
    assert (
        str(fault)
        == f'bounds-in-order: The least value is above the greatest. node=<http://e.org/o> value="3.5"^^{decimal}'
    )
    assert fault.zh == "最小值大于最大值。"


def test_of_many_faults_of_a_shape_the_first_are_told() -> None:
    honours = "\n".join(f"<http://e.org/{i}> a <{resolve_name('kg:Honour')}> ." for i in range(checks.ROWS + 9))
    assert [v.check for v in checks.shapes(in_a_graph(honours))] == ["shape-label"] * checks.ROWS


def test_how_many_classes_have_a_shape() -> None:
    assert shape_count() == len(set(GRAPH.objects(None, SH.targetClass)))


def test_an_engine_that_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == "pyshacl":
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UserError, match="pySHACL is not installed"):
        validate(Store(), Engine.PYSHACL)
