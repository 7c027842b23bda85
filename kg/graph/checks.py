"""What must hold before a graph is published: each passage in its text, each quality query empty, each shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pyoxigraph import NamedNode, QuerySolutions, Store

from kg import resources
from kg.graph import iris
from kg.graph.validate import Engine, validate
from kg.language.invisible import visible
from kg.model import Document, Entity, Extraction, Observation, Relation, Sentence, Span

ROWS = 50  # of one query that are told; the fault is the same in the rest
_LAYOUT = re.compile(r"[*_#`|\\]")
_HEADER = re.compile(r"#\s*(en|severity|each \w+):\s*(.*)")


@dataclass(frozen=True, slots=True)
class Problem:
    """A claim that does not hold against its document. ``where`` is the document's name and offsets."""

    where: str
    what: str

    def __str__(self) -> str:
        """One line for a report."""
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Violation:
    """One row of a quality query, which should have none, or one node that breaks a shape.

    Attributes:
        check: the file's name without ``-violation.rq``, or ``shape-`` and the name of a property shape.
        fault: what the query says a row is, or the shape's message.
        row: variables and values, as N-Triples terms.
        severity: ``error``, or ``warning`` where the graph may still be published.
    """

    check: str
    fault: str
    row: tuple[tuple[str, str], ...]
    severity: str = "error"

    def __str__(self) -> str:
        """One line for a report."""
        return f"{self.check}: {self.fault} {' '.join(f'{name}={value}' for name, value in self.row)}".strip()


def passages(extraction: Extraction) -> tuple[Problem, ...]:
    """Where the claims of a document do not fit its text.

    Every span lies in the text and is more than blanks; an observation's number stands in its passage and its
    sentence holds the beginning of the passage; rules are named and confidences lie within 0 and 1. An area,
    indicator, period or unit that is missing is no problem: the graph says that it is undetermined.
    """
    document = extraction.document
    found: list[Problem] = []
    for o in extraction.observations:
        found += (_problem(document, o.span, what) for what in _of_observation(document, o))
    claims: tuple[Entity | Relation, ...] = (*extraction.entities, *extraction.relations)
    for claim in claims:
        if not claim.mentions:
            found.append(Problem(document.name, f"no passage for {claim}"))
        for span in claim.mentions:
            found += (_problem(document, span, what) for what in _of_span(document, span))
        found += (Problem(document.name, f"{what}: {claim}") for what in _of_rule(claim.rule, claim.confidence))
    for note in extraction.numbers:
        found += (_problem(document, note.span, what) for what in _of_span(document, note.span))
    return tuple(found)


def quality(store: Store, folder: Path | None = None) -> tuple[Violation, ...]:
    """The rows of every ``*-violation.rq`` over the union of all graphs, at most ``ROWS`` of each query.

    Args:
        store: the graph.
        folder: where the queries lie; the installed ones if None.
    """
    return tuple(found for path in queries(folder) for found in islice(_rows(store, path), ROWS))


def shapes(store: Store, engine: Engine = Engine.TURBO) -> tuple[Violation, ...]:
    """The nodes of the union of all graphs that do not have the shape of their class, at most ``ROWS`` of a shape.

    Raises:
        UserError: the engine is not installed.
    """
    found: dict[str, list[Violation]] = {}
    for fault in validate(store, engine):
        row = (("node", f"<{fault.focus}>"), *((("value", fault.value),) if fault.value else ()))
        check = f"shape-{fault.shape.rsplit('/', 1)[-1]}"
        found.setdefault(check, []).append(Violation(check, fault.en, row, fault.severity))
    return tuple(violation for violations in found.values() for violation in violations[:ROWS])


def queries(folder: Path | None = None) -> tuple[Path, ...]:
    """The quality queries, in the order of their names."""
    return tuple(sorted((folder or resources.folder("queries") / "qc").glob("*-violation.rq")))


def _rows(store: Store, path: Path) -> Iterator[Violation]:
    query = path.read_text(encoding="utf-8")
    header = {found[1]: found[2] for line in query.splitlines() if (found := _HEADER.fullmatch(line))}
    for text in _instances(store, query, header, path.name):
        solutions = _select(store, text, path.name)
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            row = tuple((name, str(solution[name])) for name in names if solution[name] is not None)
            check = path.name.removesuffix("-violation.rq")
            yield Violation(check, header.get("en", ""), row, header.get("severity", "error"))


def _instances(store: Store, query: str, header: Mapping[str, str], name: str) -> Iterator[str]:
    """The query, or where it says ``# each NAME: SELECT …`` one for each IRI found, in the place of ``$NAME``.

    SPARQL has no variables in property paths, so Data Cube gives its constraints on hierarchies as such templates.
    """
    each = next((key.removeprefix("each ") for key in header if key.startswith("each ")), None)
    if each is None:
        yield query
        return
    terms = [solution[0] for solution in _select(store, header[f"each {each}"], name)]
    for term in sorted(str(term) for term in terms if isinstance(term, NamedNode)):
        yield query.replace(f"${each}", term)


def _select(store: Store, query: str, name: str) -> QuerySolutions:
    solutions = store.query(query, prefixes=iris.PREFIXES, use_default_graph_as_union=True)
    if not isinstance(solutions, QuerySolutions):
        raise ValueError(f"{name} is no SELECT query")
    return solutions


def _problem(document: Document, span: Span, what: str) -> Problem:
    return Problem(f"{document.name} {span.start}:{span.end}", what)


def _of_span(document: Document, span: Span) -> Iterator[str]:
    if span.end > len(document.text):
        yield f"the passage goes beyond the text of {len(document.text)} characters"
    elif not document.quote(span).strip():
        yield "the passage is blank"


def _of_rule(rule: str, confidence: float) -> Iterator[str]:
    if not rule:
        yield "no rule"
    if not 0 <= confidence <= 1:
        yield f"the confidence {confidence} is not within 0 and 1"


def _of_observation(document: Document, o: Observation) -> Iterator[str]:
    yield from _of_rule(o.rule, o.confidence)
    if not o.value.is_finite() or (o.value2 is not None and not o.value2.is_finite()):
        yield f"the value {o.value} is no number"
    outside = list(_of_span(document, o.span))
    yield from outside
    if outside:
        return
    if not o.value_text or _plain(o.value_text) not in _plain(document.quote(o.span)):
        yield f"the number {o.value_text!r} is not in the passage {document.quote(o.span)!r}"
    sentence = _sentence(document.sentences, o.sentence)
    if sentence is None or not sentence.offsets:
        yield f"there is no sentence {o.sentence}"
    elif not sentence.offsets[0] <= o.span.start <= sentence.offsets[-1]:
        yield f"sentence {o.sentence} does not hold the passage {document.quote(o.span)!r}"


def _sentence(sentences: Sequence[Sentence], index: int) -> Sentence | None:
    """Sentences are numbered as they stand, so that the place is tried before the search."""
    if 0 <= index < len(sentences) and sentences[index].index == index:
        return sentences[index]
    return next((s for s in sentences if s.index == index), None)


def _plain(text: str) -> str:
    """A text without what reading form leaves out: layout, blanks, width."""
    return _LAYOUT.sub("", iris.normal(visible(text)))
