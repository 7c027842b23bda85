"""Named queries: a ``.rq`` file is a question with parameters, bound without ever pasting what a user typed.

A query file is plain SPARQL that begins with comments::

    # zh: 某区某年定下了哪些目标？
    # en: Which targets did an area set for a year?
    # param area: 历城区 (label) — official name of the area
    # param year: 2024 (string) — the year that the targets are for
    # param text: (string) — words that the indicator must contain; empty means any
    # param subject (iri) — no colon: the user must give it
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    SELECT ?indicator ?value WHERE { ?a skos:prefLabel ?area . … }

``?area`` is an ordinary variable of the query; to bind it, ``VALUES ?area { "历城区"@zh }`` is written at the start of
every group that mentions it, except the groups of OPTIONAL and EXISTS, whose filters see the group around them.
(pyoxigraph's own ``substitutions`` refuse variables that are not projected and do not reach into sub-queries.) A
parameter that is empty stays unbound, so ``FILTER(!BOUND(?text) || CONTAINS(?label, ?text))`` makes it optional. The
values are made by pyoxigraph's term constructors and written by its serialiser.

Types: ``string``; ``label`` (a string tagged ``@zh``, as labels in the graph are); ``integer``; ``decimal``; ``year``
(``xsd:gYear``); ``boolean``; ``iri`` (http, https or urn, or a prefixed name).
"""

from __future__ import annotations

import csv
import difflib
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QueryTriples, RdfFormat, Store, Triple

from kg import resources
from kg.errors import UserError
from kg.graph.iris import PREFIXES
from kg.graph.store import turtle
from kg.language.invisible import visible

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

_XSD = "http://www.w3.org/2001/XMLSchema#"
_ERROR = 120  # characters of a syntax error: the parser lists every character that it would have taken
_SCHEMES = ("http://", "https://", "urn:")


class QueryError(UserError):
    """The query, or the value of a parameter, cannot be used."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that its user sets. ``default`` is None where the user must."""

    name: str
    type: str
    default: str | None
    explanation: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with the question that it answers in both languages."""

    name: str
    zh: str
    en: str
    parameters: tuple[Parameter, ...]
    text: str


class Format(StrEnum):
    """How a result is written."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    TTL = "ttl"


class Shape(StrEnum):
    """What kind of answer a query form gives."""

    ROWS = "rows"
    TRIPLES = "triples"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Result:
    """An answer. Triples have the columns s, p, o; a yes or no is one cell. ``more`` says that the limit cut it."""

    shape: Shape
    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    more: bool = False


def named_queries() -> tuple[NamedQuery, ...]:
    """The queries of the installation in the order of their names."""
    return tuple(
        parse_query(path.stem, path.read_text(encoding="utf-8"))
        for path in sorted(resources.folder("queries").glob("*.rq"))
    )


def load(source: str) -> NamedQuery:
    """The query of that name, or in the file of that path.

    Raises:
        QueryError: there is neither; the hint names similar queries.
    """
    folder = resources.folder("queries")
    named = folder / f"{source}.rq"
    path = named if named.parent == folder and named.is_file() else Path(source)
    if path.is_file():
        try:
            return parse_query(path.stem, path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"{path} cannot be read as UTF-8 text: {error}") from error
    names = [found.stem for found in sorted(folder.glob("*.rq"))]
    close = difflib.get_close_matches(source, names, n=3, cutoff=0.4)
    hint = f"did you mean {' or '.join(close)}? " if close else ""
    raise QueryError(f"there is no query and no file named {source}", hint + "`kg queries` lists them all")


_HEADER = re.compile(r"#\s*(?P<key>zh|en|param)\b\s*:?\s*(?P<rest>.*)")
_PARAM = re.compile(r"(?P<name>\w+)(?P<given>\s*:)?(?P<default>[^()]*)\((?P<type>\w+)\)\s*(?:—|--|-)?\s*(?P<why>.*)")


def parse_query(name: str, text: str) -> NamedQuery:
    """A query from the text of its file. Raises QueryError on a parameter that is not written as above."""
    questions = {"zh": "", "en": ""}
    parameters = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        header = _HEADER.match(line)
        if header is None:
            continue
        if header["key"] != "param":
            questions[header["key"]] = header["rest"].strip()
            continue
        said = _PARAM.match(header["rest"])
        if said is None or said["type"] not in _TYPES:
            raise QueryError(
                f"{name}: not a parameter: {line}", f"write `# param name: default (type)`; types: {', '.join(_TYPES)}"
            )
        default = said["default"].strip() if said["given"] else None
        parameters.append(Parameter(said["name"], said["type"], default, said["why"].strip()))
    return NamedQuery(name, questions["zh"], questions["en"], tuple(parameters), text)


def bind(query: NamedQuery, values: Mapping[str, str]) -> str:
    """The SPARQL text with the values, or else the defaults, of its parameters.

    Raises:
        QueryError: a value has no parameter, does not fit its type, or is missing.
    """
    names = [parameter.name for parameter in query.parameters]
    for name in values:
        if name not in names:
            known = f"it has {', '.join(names)}" if names else "it has none"
            raise QueryError(f"the query {query.name} has no parameter {name}", known)
    terms: dict[str, Term] = {}
    for parameter in query.parameters:
        value = values.get(parameter.name, parameter.default)
        if value is None:
            hint = f"add --param {parameter.name}=VALUE" + (f" ({parameter.explanation})" * bool(parameter.explanation))
            raise QueryError(f"the query {query.name} needs a value for {parameter.name}", hint)
        if value:
            terms[parameter.name] = _term(parameter, value)
    return with_values(query.text, terms)


def run(store: Store, text: str, limit: int | None = None) -> Result:
    """Evaluate a query over the union of all graphs. The usual prefixes need not be declared.

    Raises:
        QueryError: the text is no SPARQL query, it asks for the network or for a change, or its evaluation failed.
    """
    try:
        _refuse_network(text)
        found = store.query(text, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
        if isinstance(found, QueryBoolean):
            return Result(Shape.ANSWER, ("answer",), ((Literal(bool(found)),),))
        if isinstance(found, QueryTriples):
            triples = ((triple.subject, triple.predicate, triple.object) for triple in found)
            return _cut(Shape.TRIPLES, ("s", "p", "o"), triples, limit)
        columns = tuple(variable.value for variable in found.variables)
        return _cut(Shape.ROWS, columns, (tuple(solution) for solution in found), limit)
    except SyntaxError as error:
        if word := _update(text):
            raise QueryError(f"{word} would change the graph, which a query cannot", _NO_CHANGE) from error
        if prefix := _unknown_prefix(text):
            close = difflib.get_close_matches(prefix, PREFIXES, n=1)
            hint = f"did you mean {close[0]}: ? " if close else ""
            hint += f"Declare it with PREFIX {prefix}: <…>; ready to use are {', '.join(PREFIXES)}"
            raise QueryError(f"the prefix {prefix}: is not known", hint) from error
        what = " ".join(str(error).split())
        short_of = what if len(what) <= _ERROR else f"{what[:_ERROR]} …"
        raise QueryError(f"not a SPARQL query: {short_of}", "`kg queries` lists queries to start from") from error
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"the query failed: {error}") from error


_SERVICE = re.compile("(servi)c(e)", re.IGNORECASE)
_NO_NETWORK = "load what the other endpoint has into a file, or ask that endpoint itself"
_NO_CHANGE = "a published graph stays as it is: change the documents or curation.tsv and build again"
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})


def _refuse_network(text: str) -> None:
    """Raise QueryError where a query holds the keyword SERVICE, which makes the store call an address.

    The parser says whether it does: only the keyword cannot be spelt otherwise, whereas a variable, a string, a comment
    or a prefix can. (The parser takes ``1.SERVICE<…>`` too, so that cutting the text into words would not do.)

    Raises:
        QueryError: the keyword is there.
        SyntaxError: the text is no query.
    """
    respelt = _SERVICE.sub(r"\1x\2", text)
    if respelt == text:
        return
    try:
        Store().query(respelt, prefixes=dict(PREFIXES))
    except SyntaxError as error:
        if any(_SERVICE.search(word.text) and word.text[0] not in "?$\"'<" for word in tokens(text)):
            raise QueryError("SERVICE is refused: a query never reaches the network", _NO_NETWORK) from error
        raise


def _update(text: str) -> str | None:
    """The word of SPARQL Update that a text begins with, after its prologue."""
    words = iter(tokens(text))
    for word in words:
        said = word.text.upper()
        if said not in ("PREFIX", "BASE"):
            return said if said in _UPDATES else None
        for _ in range(2 if said == "PREFIX" else 1):
            next(words, None)
    return None


def write(result: Result, form: Format) -> str:
    """The result as text, for every format but the table (which the command line draws).

    Raises:
        QueryError: Turtle was asked of a query that does not build triples.
    """
    if form is Format.TTL:
        if result.shape is not Shape.TRIPLES:
            raise QueryError("only CONSTRUCT and DESCRIBE give Turtle", "use table, csv, tsv or json")
        return _turtle(result)
    if form is Format.JSON:
        return json.dumps(_json(result), ensure_ascii=False, indent=1) + "\n"
    if form is Format.TSV:
        lines = ["\t".join("?" + column for column in result.columns)]
        lines += ["\t".join("" if term is None else str(term) for term in row) for row in result.rows]
        return "\n".join(lines) + "\n"
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows([plain(term) for term in row] for row in result.rows)
    return text.getvalue()


def plain(term: Term | None) -> str:
    """A term without its syntax: the IRI, or the characters of the literal."""
    if term is None:
        return ""
    return str(term) if isinstance(term, Triple) else term.value


def short(term: Term | None) -> str:
    """A term for people: IRIs with a usual prefix, where one fits; nothing that would steer their terminal."""
    if isinstance(term, NamedNode):
        for prefix, iri in sorted(PREFIXES.items(), key=lambda item: -len(item[1])):
            if term.value.startswith(iri):
                return f"{prefix}:{term.value[len(iri) :]}"
    return visible(plain(term))


def expand(text: str) -> NamedNode:
    """The IRI that a person typed, whole, in angle brackets or with a usual prefix.

    Raises:
        QueryError: it is none, or of a scheme other than http, https and urn.
    """
    text = text.strip()
    if text.startswith("<") and text.endswith(">"):
        text = text[1:-1]
    prefix, colon, local = text.partition(":")
    if colon and prefix in PREFIXES:
        text = PREFIXES[prefix] + local
    if not text.startswith(_SCHEMES):
        raise QueryError(f"not an IRI: {text}", f"write http://… or a prefixed name; prefixes: {', '.join(PREFIXES)}")
    try:
        return NamedNode(text)
    except ValueError as error:
        raise QueryError(f"not an IRI: {text} ({error})") from error


def _cut(shape: Shape, columns: tuple[str, ...], rows: Iterator[tuple[Term | None, ...]], limit: int | None) -> Result:
    kept: list[tuple[Term | None, ...]] = []
    for row in rows:
        if limit is not None and len(kept) == limit:
            return Result(shape, columns, tuple(kept), more=True)
        kept.append(row)
    return Result(shape, columns, tuple(kept))


def _turtle(result: Result) -> str:
    triples = [Triple(*row) for row in sorted(result.rows, key=lambda row: [str(term) for term in row])]  # type: ignore[arg-type]
    return turtle(triples, RdfFormat.TURTLE, PREFIXES).decode()


def _json(result: Result) -> dict[str, object]:
    if result.shape is Shape.ANSWER:
        return {"head": {}, "boolean": plain(result.rows[0][0]) == "true"}
    bindings = [
        {column: _json_term(term) for column, term in zip(result.columns, row, strict=True) if term is not None}
        for row in result.rows
    ]
    return {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        return {"type": "triple", "value": str(term)}
    said = {"type": "literal", "value": term.value}
    if term.language:
        said["xml:lang"] = term.language
    elif term.datatype.value != _XSD + "string":
        said["datatype"] = term.datatype.value
    return said


def _checked(pattern: str, datatype: str) -> Callable[[str], Term]:
    legal = re.compile(pattern)

    def make(value: str) -> Term:
        if not legal.fullmatch(value):
            raise ValueError(f"{value} is no {datatype}")
        return Literal(value, datatype=NamedNode(_XSD + datatype))

    return make


_TYPES: Mapping[str, Callable[[str], Term]] = {
    "string": Literal,
    "label": lambda value: Literal(value, language="zh"),
    "integer": _checked(r"[+-]?\d{1,18}", "integer"),
    "decimal": _checked(r"[+-]?\d{1,18}(\.\d{1,15})?", "decimal"),
    "year": _checked(r"\d{4}", "gYear"),
    "boolean": _checked(r"true|false", "boolean"),
    "iri": expand,
}


def _term(parameter: Parameter, value: str) -> Term:
    try:
        return _TYPES[parameter.type](value)
    except ValueError as error:
        raise QueryError(f"the parameter {parameter.name} must be of type {parameter.type}: {error}") from error


class Token(NamedTuple):
    """A word or sign of a SPARQL text."""

    text: str
    start: int


_TOKEN = re.compile(
    r"""
    (?P<skip> \#[^\r\n]* | \s+ )
  | <[^<>"{}|^`\\\x00-\x20]*>
  | \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
  | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
  | [?$]\w+
  | (?:[\w.:%-]|\\.)+
  | .
    """,
    re.VERBOSE | re.DOTALL,
)


_PREFIXED = re.compile(r"(\w[\w.-]*):")


def tokens(text: str) -> list[Token]:
    """The words and signs of a SPARQL text without blanks and comments."""
    return [Token(found[0], found.start()) for found in _TOKEN.finditer(text) if found["skip"] is None]


def with_values(text: str, terms: Mapping[str, Term]) -> str:
    """A SPARQL text in which variables, by their names, have the values given."""
    if not terms:
        return text
    words = tokens(text)
    open_groups: list[tuple[int, set[str]]] = []
    blocks: list[tuple[int, str]] = []
    for index, token in enumerate(words):
        if token.text == "{":
            open_groups.append((index, set()))
        elif token.text == "}" and open_groups:
            at, mentioned = open_groups.pop()
            if open_groups:
                open_groups[-1][1].update(mentioned)
            if _takes_values(words, at):
                block = "".join(f" VALUES ?{name} {{ {terms[name]} }}" for name in terms if name in mentioned)
                blocks.append((words[at].start + 1, block))
        elif token.text[0] in "?$" and open_groups:
            open_groups[-1][1].add(token.text[1:])
    for position, block in sorted(blocks, reverse=True):
        text = text[:position] + block + text[position:]
    return text


def _unknown_prefix(text: str) -> str | None:
    """The first prefix of a SPARQL text that is neither usual nor declared in it."""
    words = [token.text for token in tokens(text)]
    declared = {after for before, after in pairwise(words) if before.upper() == "PREFIX"}
    prefixes = (found[1] for word in words if word not in declared and (found := _PREFIXED.match(word)))
    return next(
        (prefix for prefix in prefixes if prefix not in {"_", *PREFIXES} and f"{prefix}:" not in declared), None
    )


def _takes_values(words: list[Token], at: int) -> bool:
    """Whether the brace opens a group pattern that does not already see the variables of the one around it."""
    before = [token.text.upper() for token in words[max(at - 2, 0) : at]]
    last = before[-1] if before else ""
    if last in ("OPTIONAL", "EXISTS", "CONSTRUCT") or before[-2:-1] == ["VALUES"]:
        return False
    if last == ")":
        opening = next((i for i in range(at - 1, -1, -1) if words[i].text == "("), 0)
        if words[opening - 1].text.upper() == "VALUES":
            return False
    return at + 1 < len(words) and words[at + 1].text.upper() != "SELECT"
