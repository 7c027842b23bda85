"""The writer gives what pyoxigraph would write, and what its store gives back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize

from kg.graph import nquads
from kg.graph.nquads import XSD, Quads

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4)


def line(term: str) -> str:
    return f"<http://e.org/s> <http://e.org/p> {term} <http://e.org/g> ."


def stored(term: str) -> str:
    store = Store()
    store.load(input=line(term), format=RdfFormat.N_QUADS)
    return (store.dump(format=RdfFormat.N_QUADS) or b"").decode().rstrip("\n")


def written(value: Literal | NamedNode) -> str:
    quad = Quad(NamedNode("http://e.org/s"), NamedNode("http://e.org/p"), value, NamedNode("http://e.org/g"))
    return (serialize([quad], format=RdfFormat.N_QUADS) or b"").decode().rstrip("\n")


@given(TEXTS)
def test_a_text_is_written_as_pyoxigraph_writes_it_and_read_back_whole(value: str) -> None:
    term = nquads.text(value)
    assert line(term) == written(Literal(value)) == stored(term)
    (quad,) = parse(input=line(term), format=RdfFormat.N_QUADS)
    assert quad.object == Literal(value)


@given(TEXTS, st.sampled_from(["zh", "en", "zh-CN", "zh-Hans-CN"]))
def test_a_tagged_text_agrees_too(value: str, language: str) -> None:
    assert line(nquads.text(value, language)) == written(Literal(value, language=language))


@given(DECIMALS)
def test_a_decimal_is_what_the_store_gives_back(value: Decimal) -> None:
    term = nquads.decimal(value)
    assert line(term) == stored(term)
    assert Decimal(term.split('"')[1]) == value


@given(st.sampled_from(["decimal", "integer", "nonNegativeInteger", "int"]), st.integers(-(10**9), 10**9))
def test_a_typed_literal_is_written_as_the_store_gives_it_back(datatype: str, value: int) -> None:
    verbatim = Literal(
        f"{value:+012}" if datatype != "nonNegativeInteger" else str(abs(value)), datatype=_xsd(datatype)
    )
    assert line(nquads.term(verbatim)) == stored(str(verbatim))


def _xsd(name: str) -> NamedNode:
    return NamedNode(XSD + name)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1.50", "1.5"),
        ("5.0", "5"),
        ("-0.0", "0"),
        ("1E+3", "1000"),
        ("0.0000001", "0.0000001"),
        ("-12.340", "-12.34"),
        ("132780000000", "132780000000"),
    ],
)
def test_decimals_are_canonical(value: str, expected: str) -> None:
    assert nquads.decimal(Decimal(value)) == f'"{expected}"^^<{XSD}decimal>'


@pytest.mark.parametrize("value", ["true", "false", "1", "0"])
def test_booleans_are_canonical(value: str) -> None:
    literal = Literal(value, datatype=_xsd("boolean"))
    assert line(nquads.term(literal)) == stored(str(literal))
    assert nquads.boolean(value in ("true", "1")) == nquads.term(literal)


def test_other_terms() -> None:
    assert nquads.integer(12) == f'"12"^^<{XSD}integer>'
    assert nquads.year("2023") == f'"2023"^^<{XSD}gYear>'
    assert nquads.date("2024-01-15") == f'"2024-01-15"^^<{XSD}date>'
    assert nquads.term(Literal("x", language="zh-CN")) == '"x"@zh-cn'
    assert nquads.term(Literal("2023", datatype=_xsd("gYear"))) == nquads.year("2023")
    assert nquads.term(NamedNode("http://e.org/中")) == "<http://e.org/中>"


@pytest.mark.parametrize("value", ["a b", "relative", "http://e.org/<x>", 'http://e.org/"', "http://e.org/%zz", ""])
def test_what_is_no_iri_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"IRI|scheme|character"):
        nquads.iri(value)


@pytest.mark.parametrize("value", ["23", "２０２３", "2023年", ""])
def test_what_is_no_year_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="year"):
        nquads.year(value)


@pytest.mark.parametrize("value", ["2024-1-5", "2024-13-01", "2024-01-32", "today"])
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="date"):
        nquads.date(value)


def test_other_values_that_cannot_be_written_are_refused() -> None:
    with pytest.raises(ValueError, match="decimal"):
        nquads.decimal(Decimal("NaN"))
    with pytest.raises(ValueError, match="language"):
        nquads.text("x", "中")
    with pytest.raises(ValueError, match="surrogate"):
        nquads.text("\ud800")


def test_quads_are_kept_once_and_in_order() -> None:
    quads = Quads("http://e.org/g")
    s, p = nquads.iri("http://e.org/s"), nquads.iri("http://e.org/p")
    quads.add(s, p, nquads.text("b"), nquads.text("a"))
    quads.add(s, p, nquads.text("b"))
    assert list(quads) == [line('"b"'), line('"a"')]
    assert len(quads) == 2
