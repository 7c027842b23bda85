"""Why the graph says what it says: the passage, rule, trace and quads of a claim; the claims about a thing."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.documents import read_document
from kg.errors import UserError
from kg.graph.query import plain, run, with_values
from kg.model import Document, Extraction
from kg.pipeline import extract

_PASSAGES = """
SELECT DISTINCT ?claim ?passage ?name ?start ?end ?exact ?sentence WHERE {
  ?claim prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource/schema:name ?name ; oa:hasSelector ?position , ?quote .
  ?position oa:start ?start ; oa:end ?end .
  ?quote oa:exact ?exact .
  FILTER(!BOUND(?text) || (CONTAINS(?exact, ?text) && EXISTS { ?claim a kg:Claim }))
  OPTIONAL { ?passage kg:sentence ?sentence }
} ORDER BY ?name ?start ?end ?passage
"""
_RULES = """
SELECT ?claim ?rule ?confidence ?trace WHERE {
  ?claim prov:wasGeneratedBy/kg:rule ?rule ; kg:confidence ?confidence .
  OPTIONAL { ?claim kg:trace ?trace }
} ORDER BY ?rule
"""
_ABOUT = """
SELECT ?claim (MIN(?exact) AS ?quote) WHERE {
  { ?claim rdf:subject ?thing } UNION { ?claim rdf:object ?thing } UNION { ?claim kg:subject ?thing }
  UNION { ?claim kg:indicator ?thing } UNION { ?claim kg:statedAt ?thing }
  ?claim a kg:Claim ; prov:wasDerivedFrom/oa:hasSelector/oa:exact ?exact
} GROUP BY ?claim ORDER BY ?claim
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where something is stated."""

    iri: str
    document: str
    start: int
    end: int
    exact: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that the graph has on one node. ``claims`` are those that speak of it, each with one of its quotes."""

    iri: str
    passages: tuple[Passage, ...]
    rules: tuple[tuple[str, str], ...]  # rule, confidence
    trace: tuple[str, ...]
    claims: tuple[tuple[str, str], ...]
    quads: tuple[Quad, ...]


def explain(store: Store, node: NamedNode) -> Explanation:
    """What the graph has on a claim, a thing or any other node.

    Raises:
        UserError: nothing is said of that node.
    """
    quads = sorted(store.quads_for_pattern(node, None, None), key=str)
    if not quads:
        raise UserError(f"the graph says nothing of {node.value}", "copy an IRI from an answer of `kg query`")
    rules = _rows(store, _RULES, "claim", node)
    return Explanation(
        iri=node.value,
        passages=passages(store, node),
        rules=tuple(dict.fromkeys((rule, confidence) for _, rule, confidence, _ in rules)),
        trace=tuple(dict.fromkeys(line for *_, trace in rules for line in trace.splitlines())),
        claims=tuple((claim, quote) for claim, quote in _rows(store, _ABOUT, "thing", node)),
        quads=tuple(quads),
    )


def passages(store: Store, claim: NamedNode) -> tuple[Passage, ...]:
    """The passages that a claim was derived from, by document and place."""
    return tuple(
        Passage(passage, name, int(start), int(end), exact, sentence)
        for _, passage, name, start, end, exact, sentence in _rows(store, _PASSAGES, "claim", claim)
    )


def claims_at(store: Store, text: str) -> list[NamedNode]:
    """The claims one of whose passages contains a text, in the order of documents and places."""
    found = _rows(store, _PASSAGES, "text", Literal(text))
    return [NamedNode(claim) for claim in dict.fromkeys(row[0] for row in found)]


def highlight(sentence: str, quote: str) -> tuple[int, int] | None:
    """Where a quote, with the blanks and full-width forms of the file, stands in its sentence in reading form."""
    places, folded = _folded(sentence)
    _, needle = _folded(quote)
    at = folded.find(needle) if needle else -1
    return None if at < 0 else (places[at], places[at + len(needle) - 1] + 1)


def understand_text(text: str, area: str | None = None, year: int | None = None) -> Extraction:
    """Read a text as a document of its own.

    Args:
        text: a sentence or more.
        area: official name of the area that it is about, where the text does not say.
        year: the year that it plans for; it reviews the one before.

    Raises:
        UnreadableDocument: the text is empty.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_text(text, encoding="utf-8", newline="\n")
        document = read_document(path)
    return extract(_told(document, area, year))


def _told(document: Document, area: str | None, year: int | None) -> Document:
    said = document.metadata
    known: set[str] = set()
    if area is not None:
        said, known = replace(said, area=area, area_code=None), known | {"area"}
    if year is not None:
        said, known = (
            replace(said, year_planned=year, year_reviewed=year - 1),
            known | {"year_planned", "year_reviewed"},
        )
    undetermined = tuple(name for name in said.undetermined if name not in known)
    return replace(document, metadata=replace(said, undetermined=undetermined))


def _folded(text: str) -> tuple[list[int], str]:
    """The text without blanks and Markdown signs and in one width, with the place of each of its characters."""
    places: list[int] = []
    characters: list[str] = []
    for place, character in enumerate(text):
        for folded in unicodedata.normalize("NFKC", character):
            if not folded.isspace() and folded not in "*_#":
                places.append(place)
                characters.append(folded)
    return places, "".join(characters)


def _rows(store: Store, query: str, variable: str, value: NamedNode | Literal) -> Sequence[tuple[str, ...]]:
    rows = run(store, with_values(query, {variable: value})).rows
    return [tuple(plain(term) for term in row) for row in rows]
