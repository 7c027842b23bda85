"""How claims and their reasons look in the terminal. Imports the pipeline, so commands import it when they run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Store
from rich.table import Table
from rich.text import Text

from kg.build import read
from kg.cli import console
from kg.documents import UnreadableDocument
from kg.errors import UserError
from kg.graph.iris import KG, PREFIXES
from kg.graph.query import expand, short
from kg.graph.store import open_snapshot
from kg.language.invisible import visible
from kg.lines import kind, passages, record
from kg.model import Claim, Document, Extraction, Observation
from kg.reasons import reasons
from kg.views.explain import claims_at, explain, highlight, understand_text

__all__ = ["PREFIXES", "explain_found", "explain_in_file", "explain_iri", "explain_text", "print_tables"]

_QUOTE_WIDTH = 60
_CLAIMS_SHOWN = 20


def explain_iri(what: str, out: Path) -> None:
    """What the published graph has on a node."""
    _print_node(open_snapshot(out).store(), expand(what).value)


def explain_found(text: str, out: Path) -> None:
    """The claims of the published graph whose passages contain a text."""
    if not text.strip():
        raise UserError("there is no text to look for", "give words or a number of a passage")
    store = open_snapshot(out).store()
    claims = claims_at(store, text)
    if not claims:
        raise UserError(f"no passage of the graph contains {text}", "without --find the text is read on its own")
    for claim in claims[:_CLAIMS_SHOWN]:
        _print_node(store, claim.value)
    _say_rest(len(claims))


def explain_in_file(text: str, path: Path) -> None:
    """What is understood where a text stands in a file."""
    if not text.strip():
        raise UserError("there is no text to look for", "give words or a number of the file")
    reading = read([path], processes=0)
    for failed in reading.failed:
        raise UserError(f"{failed.file}: {failed.reason}")
    shown = 0
    for extraction in reading.extractions:
        document = extraction.document
        for claim in _claims(extraction):
            if any(text in document.quote(span) for span in passages(claim)):
                shown += 1
                if shown <= _CLAIMS_SHOWN:
                    _print_claim(document, claim)
    if not shown:
        raise UserError(f"nothing is understood where {text} stands in {path}", "is it written exactly so there?")
    _say_rest(shown)


def explain_text(text: str, area: str | None, year: int | None) -> None:
    """What is understood of a text on its own."""
    try:
        extraction = understand_text(text, area, year)
    except UnreadableDocument as error:
        raise UserError(f"there is no text: {error.reason}") from error
    claims = list(_claims(extraction))
    for claim in claims:
        _print_claim(extraction.document, claim)
    answers = console.answers()
    for number in extraction.numbers:
        answers.print(Text.assemble(("number ", "dim"), number.text, (f" {number.use.value}", "dim")))
    if not claims:
        answers.print("nothing is understood of this text" + ("" if area and year else "; try --area and --year"))


def _say_rest(count: int) -> None:
    if count > _CLAIMS_SHOWN:
        console.notes().print(f"… and {count - _CLAIMS_SHOWN} more: give a longer text")


def _claims(extraction: Extraction) -> Iterator[Claim]:
    yield from extraction.observations
    yield from extraction.entities
    yield from extraction.relations


def print_tables(extraction: Extraction) -> None:
    """A table for each kind of claim of a document."""
    columns = {
        "observation": ("area", "subject", "indicator", "measure", "value", "unit", "bound", "status", "period"),
        "entity": ("type", "name", "aliases"),
        "relation": ("s", "p", "o"),
    }
    tables: dict[str, Table] = {}
    for claim in _claims(extraction):
        said = record(extraction.document, claim)
        name = kind(claim)
        if name not in tables:
            table = tables[name] = Table(*columns[name], "quote", title=f"{extraction.document.name}: {name}")
            table.columns[-1].max_width = _QUOTE_WIDTH
        cells = [_cell(said.get(column)) for column in columns[name]]
        tables[name].add_row(*cells, Text(_one_line(str(said["quote"]))))
    answers = console.answers()
    for table in tables.values():
        console.show(table)
    if not tables:
        answers.print(Text(f"{extraction.document.name}: nothing is understood"))


def _cell(value: object) -> Text:
    if isinstance(value, list):
        return Text("、".join(map(str, value)))
    return Text("" if value is None else str(value))


def _print_claim(document: Document, claim: Claim) -> None:
    said = record(document, claim)
    table = Table(title=kind(claim), show_header=False, title_justify="left", title_style="bold")
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    traces = dict(reasons(claim)) if isinstance(claim, Observation) else {}
    for field, value in said.items():
        if field not in ("kind", "start", "end", "mentions", "quote") and value not in ([], ""):
            why = traces.pop(field, "")
            table.add_row(field, Text.assemble(_cell(value), (f"   ← {why}" if why else "", "dim")))
    for field, why in traces.items():
        table.add_row(field, Text(f"← {why}", style="dim"))
    sentences = {
        sentence.span(0, len(sentence.text)): sentence.text for sentence in document.sentences if sentence.text
    }
    for span in passages(claim):
        around = next((text for whole, text in sentences.items() if whole.overlaps(span)), document.quote(span))
        table.add_row(f"{span.start}–{span.end}", _highlighted(around, document.quote(span)))
    console.show(table)


def _print_node(store: Store, iri: str) -> None:

    found = explain(store, NamedNode(iri))
    table = Table(title=short(NamedNode(iri)), show_header=False, title_justify="left", title_style="bold")
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    for passage in found.passages:
        place = f"{passage.document}\n{passage.start}–{passage.end}"
        table.add_row(place, _highlighted(passage.sentence or passage.exact, passage.exact))
    for rule, confidence in found.rules:
        table.add_row("rule", Text(f"{rule}, confidence {confidence}"))
    for line in found.trace:
        field, _, why = line.partition(": ")
        table.add_row(field, Text(f"← {why}"))
    for claim, quote in found.claims[:_CLAIMS_SHOWN]:
        table.add_row("claim", Text(f"{short(NamedNode(claim))}  {_one_line(quote)}"))
    if len(found.claims) > _CLAIMS_SHOWN:
        table.add_row("claim", Text(f"… and {len(found.claims) - _CLAIMS_SHOWN} more"))
    for predicate, value in dict.fromkeys((quad.predicate, quad.object) for quad in found.quads):
        if predicate.value != KG + "trace":
            table.add_row(short(predicate), Text(short(value), style="dim"))
    console.show(table)


def _one_line(quote: str) -> str:
    return visible(" ".join(quote.split()))


def _highlighted(sentence: str, quote: str) -> Text:
    sentence, quote = visible(sentence), visible(quote)
    text = Text(sentence)
    place = highlight(sentence, quote)
    if place is None:
        return Text.assemble(text, "\n", (_one_line(quote), "bold yellow"))
    text.stylize("bold yellow", *place)
    return text
