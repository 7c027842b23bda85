"""``kg query``, ``kg queries`` and ``kg info``: the published graph."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from kg import workers
from kg.cli import console
from kg.cli.options import GRAPH, GraphOption
from kg.errors import UserError
from kg.graph.query import Format, NamedQuery, Result, bind, load, named_queries, parse_query, run, short, write
from kg.graph.store import Snapshot, open_snapshot
from kg.views import absence

_CLASSES = """
SELECT ?class (COUNT(DISTINCT ?thing) AS ?count) WHERE { ?thing a ?class } GROUP BY ?class ORDER BY DESC(?count) ?class
"""
_GRAPHS = """
SELECT ?graph (COUNT(*) AS ?quads) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ORDER BY DESC(?quads) ?graph
"""


def query(
    what: Annotated[str, typer.Argument(metavar="NAME|FILE|-", help="A query's name, a file, or standard input.")],
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter; may be repeated.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How the answer is written.")] = Format.TABLE,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="At most so many rows.")] = None,
    show: Annotated[bool, typer.Option("--show", help="Print the SPARQL text with its parameters, and stop.")] = False,
    timeout: Annotated[
        float | None, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="Give up after so long.")
    ] = None,
    graph: GraphOption = GRAPH,
) -> None:
    """Ask the published graph.

    `kg queries` lists the named queries and their parameters. Any SPARQL 1.1 query may be asked; its
    default graph is the union of all graphs, and the usual prefixes need not be declared.

    **Examples**

        kg query NAME --param area=历城区 --param year=2024
        kg query NAME --format csv > answer.csv
        kg query heavy.rq --timeout 60
        echo 'SELECT ?p WHERE { ?p a kg:Programme }' | kg query -
    """
    found = parse_query("-", sys.stdin.read()) if what == "-" else load(what)
    values = _values(param or [])
    text = bind(found, values)
    if show:
        typer.echo(text)
        return
    snapshot = open_snapshot(graph)
    store = snapshot.store()
    if better := absence.official(store, found, values):
        for name, value in better.items():
            console.notes().print(Text(f"{name}: {value}", style="dim"))
        text = bind(found, values | better)
    with _stoppable():
        result = run(store, text, limit) if timeout is None else _in_time(Question(snapshot, text, limit), timeout)
    if not result.rows:
        why = absence.unknown_values(store, found, values | better) or absence.unknown_words(store, found.text)
        for line in why:
            console.notes().print(Text.assemble(("hint: ", "bold cyan"), line), soft_wrap=True)
    if form is Format.TABLE:
        _print_result(result, found)
    else:
        typer.echo(write(result, form), nl=False)
    if result.more:
        console.notes().print(f"only the first {limit} are shown: raise --limit for more")


def queries() -> None:
    """List the named queries with the questions they answer and their parameters.

    **Examples**

        kg queries
    """
    table = Table("name", "question", "parameters")
    for found in named_queries():
        parameters = [
            f"{p.name}={p.default if p.default is not None else '?'}" + (f"  {p.explanation}" if p.explanation else "")
            for p in found.parameters
        ]
        table.add_row(Text(found.name, style="bold"), Text(f"{found.zh}\n{found.en}"), Text("\n".join(parameters)))
    console.show(table)


def info(
    verify: Annotated[bool, typer.Option("--verify", help="Read every byte and compare checksums.")] = False,
    graph: GraphOption = GRAPH,
) -> None:
    """Show the published graph: its id, counts by class, graphs, versions and documents.

    Exit code 1 when `--verify` finds a file that is not as it was published.

    **Examples**

        kg info
        kg info --verify
    """
    snapshot = open_snapshot(graph)
    answers = console.answers()
    if verify:
        wrong = snapshot.verify()
        for line in wrong:
            console.say_error(line, "")
        if wrong:
            raise typer.Exit(1)
        answers.print("every file is as it was published")
    table = Table(title=f"graph {snapshot.id}", show_header=False, title_justify="left")
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    table.add_row("folder", Text(str(snapshot.path)))
    for part in ("counts", "versions"):
        described = snapshot.manifest[part]
        if isinstance(described, dict):
            table.add_row(part, Text(", ".join(f"{name} {value}" for name, value in described.items())))
    documents = snapshot.report()["documents"]
    if isinstance(documents, list):
        table.add_row("documents", Text("\n".join(_source(document) for document in documents)))
    console.show(table)
    store = snapshot.store()
    for title, text in (("things by class", _CLASSES), ("quads by graph", _GRAPHS)):
        _print_rows(run(store, text), title)


COMMANDS = (query, queries, info)


@dataclass(frozen=True, slots=True)
class Question:
    """What another process needs to evaluate a query."""

    snapshot: Snapshot
    text: str
    limit: int | None


def evaluate(question: Question) -> Result | UserError:
    """The answer, or the user's error as a value: it would lose its hint on the way between processes."""
    try:
        return run(question.snapshot.store(), question.text, question.limit)
    except UserError as error:
        return error


@contextmanager
def _stoppable() -> Iterator[None]:
    """Ctrl-C ends the program at once: while the store evaluates, Python does not get to hear of it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _in_time(question: Question, seconds: float) -> Result:
    """The answer of a process of its own, which can be stopped: an evaluation in this one cannot."""
    ((_, outcome),) = workers.run(evaluate, [question], 1, lambda _: None, seconds)
    if isinstance(outcome, Result):
        return outcome
    if isinstance(outcome, UserError):
        raise outcome
    raise UserError(f"the query was given up: {outcome.reason}", "ask for less, or raise --timeout")


def _source(document: dict[str, Any]) -> str:
    said = document["metadata"]
    about = [str(said[key]) for key in ("area", "genre", "date", "year_planned") if key in said]
    return f"{document['name']}  {' '.join(about)}"


def _values(given: list[str]) -> dict[str, str]:
    values = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals:
            raise UserError(f"not a parameter: {pair}", "write --param NAME=VALUE")
        values[name.strip()] = value
    return values


def _print_result(result: Result, asked: NamedQuery) -> None:
    if asked.zh:
        console.notes().print(Text(f"{asked.zh}\n{asked.en}", style="dim"), soft_wrap=True)
    _print_rows(result)
    console.notes().print(Text(f"rows: {len(result.rows):,}", style="dim"))


def _print_rows(result: Result, title: str | None = None) -> None:
    table = Table(*result.columns, title=title, title_justify="left")
    for row in result.rows:
        table.add_row(*(Text(short(term)) for term in row))
    console.show(table)
