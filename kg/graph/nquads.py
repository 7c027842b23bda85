"""N-Quads terms and lines as text, checked as they are made and in the form in which the store gives them back.

Formatting strings is several times faster than building term objects. What the store would rewrite is written in
its form at once, so that a dump and the store agree byte for byte: decimals without needless zeros, integers of
every width as ``xsd:integer``, language tags in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NewType

from pyoxigraph import Literal, NamedNode

Term = NewType("Term", str)

XSD = "http://www.w3.org/2001/XMLSchema#"

# RFC 3987 leaves these out of an IRI; the rest of the syntax is checked by pyoxigraph once an IRI.
_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f\ufffe\uffff]')
_SHORT = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\"}
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
_YEAR = re.compile(r"\d{4}")
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_SIZES = ("byte", "short", "int", "long")
_SIGNS = ("integer", "positiveInteger", "negativeInteger", "nonPositiveInteger", "nonNegativeInteger")
_UNSIGNED = tuple(f"unsigned{size.capitalize()}" for size in _SIZES)
_INTEGERS = frozenset(XSD + name for name in (*_SIGNS, *_SIZES, *_UNSIGNED))


@lru_cache(maxsize=65_536)
def iri(value: str) -> Term:
    """An IRI as a term.

    Raises:
        ValueError: the value is no absolute IRI.
    """
    return Term(f"<{NamedNode(value).value}>")


def text(value: str, language: str = "") -> Term:
    """A plain literal, or one with a language tag.

    Raises:
        ValueError: the language tag is malformed, or the value holds half of a surrogate pair.
    """
    escaped = _ESCAPED.sub(_escape, value)
    if not value.isascii():
        value.encode("utf-8")  # UnicodeEncodeError is a ValueError
    if not language:
        return Term(f'"{escaped}"')
    if not _LANGUAGE.fullmatch(language):
        raise ValueError(f"not a language tag: {language!r}")
    return Term(f'"{escaped}"@{language.lower()}')


def decimal(value: Decimal) -> Term:
    """An ``xsd:decimal`` in canonical form: 1.50 is ``1.5``, 1E+3 is ``1000``.

    Raises:
        ValueError: the value is infinite or no number.
    """
    if not value.is_finite():
        raise ValueError(f"not a decimal: {value}")
    written = format(value, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    written = written.lstrip("-").lstrip("0") or "0"
    written = "0" + written if written.startswith(".") else written
    sign = "-" if value < 0 else ""
    return Term(f'"{sign}{written}"^^<{XSD}decimal>')


def integer(value: int) -> Term:
    """An ``xsd:integer``."""
    return Term(f'"{value}"^^<{XSD}integer>')


def boolean(value: bool) -> Term:
    """An ``xsd:boolean``."""
    return Term(f'"{str(value).lower()}"^^<{XSD}boolean>')


def year(value: str) -> Term:
    """An ``xsd:gYear``.

    Raises:
        ValueError: the value is not four digits.
    """
    if not _YEAR.fullmatch(value) or not value.isascii():
        raise ValueError(f"not a year: {value!r}")
    return Term(f'"{value}"^^<{XSD}gYear>')


def date(value: str) -> Term:
    """An ``xsd:date`` from an ISO 8601 date.

    Raises:
        ValueError: the value has another form.
    """
    if not _DATE.fullmatch(value) or not value.isascii():
        raise ValueError(f"not a date: {value!r}")
    return Term(f'"{value}"^^<{XSD}date>')


def moment(value: str) -> Term:
    """An ``xsd:dateTime`` in UTC from an ISO 8601 moment that ends with Z.

    Raises:
        ValueError: the value has another form.
    """
    if not _MOMENT.fullmatch(value) or not value.isascii():
        raise ValueError(f"not a moment in UTC: {value!r}")
    return Term(f'"{value}"^^<{XSD}dateTime>')


def term(value: NamedNode | Literal) -> Term:
    """A term read by pyoxigraph, in the form in which the store gives it back.

    Raises:
        ValueError: a decimal or integer literal is malformed.
    """
    if isinstance(value, NamedNode):
        return Term(f"<{value.value}>")
    if value.language:
        return text(value.value, value.language)
    datatype = value.datatype.value
    if datatype == XSD + "string":
        return text(value.value)
    if datatype == XSD + "decimal":
        return decimal(Decimal(value.value))
    if datatype in _INTEGERS:
        return integer(int(value.value))
    if datatype == XSD + "boolean":
        return boolean(value.value in ("true", "1"))
    return Term(f"{text(value.value)}^^<{datatype}>")


class Quads:
    """Collects the statements of one named graph as N-Quads lines, each once, in the order of their making."""

    def __init__(self, graph: str) -> None:
        self._end = f" {iri(graph)} ."
        self._lines: dict[str, None] = {}

    def add(self, subject: Term, predicate: Term, *objects: Term) -> None:
        """State that the subject has each of the objects."""
        for o in objects:
            self._lines[f"{subject} {predicate} {o}{self._end}"] = None

    def __iter__(self) -> Iterator[str]:
        """The lines, without line ends."""
        return iter(self._lines)

    def __len__(self) -> int:
        """How many statements there are."""
        return len(self._lines)


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    return _SHORT.get(character) or f"\\u{ord(character):04X}"
