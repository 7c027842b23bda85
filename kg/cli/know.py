"""``kg programme`` and ``kg merges``: what is known of one thing, and why several names are one."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from kg.cli import console
from kg.cli.options import GRAPH, GraphOption
from kg.errors import UserError
from kg.graph.store import open_snapshot

if TYPE_CHECKING:
    from kg.views.programme_card import Card, Choice

_NUMBERS_SHOWN = 30
_PASSAGES_SHOWN = 20
_DOCUMENTS_SHOWN = 4
_COLUMNS = ("type", "label", "names", "documents", "reason", "line")


class CardFormat(StrEnum):
    """How ``kg programme`` prints."""

    TABLE = "table"
    JSON = "json"
    MD = "md"


class MergesFormat(StrEnum):
    """How ``kg merges`` prints."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def programme(
    name: Annotated[str, typer.Argument(metavar="NAME|IRI", help="A name of the programme, or its IRI.")],
    area: Annotated[str | None, typer.Option("--area", "-a", help="Only of this area.", show_default=False)] = None,
    form: Annotated[CardFormat, typer.Option("--format", "-f", help="How the card is written.")] = CardFormat.TABLE,
    graph: GraphOption = GRAPH,
) -> None:
    """Show the card of a programme: kind, years, areas, parts, succession, projects, numbers, passages.

    The years of an area are the first and last that the documents look at which say that it implements the
    programme. Numbers are those of sentences that name it. Where a name means several programmes, they are listed
    with their IRIs, and the exit code is 1.

    **Examples**

        kg programme 项目突破年
        kg programme 九大行动 --area 济南高新区 --format md
    """
    from kg.views import programme_card as cards  # noqa: PLC0415 - `kg --help` starts without it

    store = open_snapshot(graph).store()
    choices = cards.find(store, name, area)
    if len(choices) > 1:
        if form is CardFormat.JSON:
            typer.echo(cards.to_json(choices), nl=False)
        else:
            _print_choices(choices)
        console.say_error(f"{name} may mean {len(choices)} programmes", "add --area, or give an IRI")
        raise typer.Exit(1)
    found = cards.card(store, choices[0].iri)
    if form is CardFormat.JSON:
        typer.echo(cards.to_json(found), nl=False)
    elif form is CardFormat.MD:
        typer.echo(cards.markdown(found), nl=False)
    else:
        _print_card(found, list(cards.facts(found)))


def merges(
    near: Annotated[bool, typer.Option("--near", help="What looks alike and was kept apart, and why.")] = False,
    kind: Annotated[str | None, typer.Option("--type", help="Only this type of thing.", show_default=False)] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Only this reason.", show_default=False)] = None,
    name: Annotated[str | None, typer.Option("--name", help="Only names with these words.", show_default=False)] = None,
    document: Annotated[
        str | None,
        typer.Option("--document", help="Only what this document says, by a part of its name.", show_default=False),
    ] = None,
    form: Annotated[MergesFormat, typer.Option("--format", "-f", help="How the list is written.")] = (
        MergesFormat.TABLE
    ),
    graph: GraphOption = GRAPH,
) -> None:
    """List which names are one thing and why, with the line of a curation file that would deny it.

    With `--near`, the things that look alike and are two, with the line that would merge them. The line goes into
    `curation.tsv` beside the documents, below the heading
    `subject predicate object author date comment` (with tabs).

    The reasons of a merge: `same-name` (and type and home), `alias` in a document, `class-word` (equal but for 项目,
    有限公司, 战略 …), `area-prefix` (equal but for the area that is their home), `same-class` (one name holds the
    other, both examples of one class), `one-type` (one name under several types), `person`; by the vocabulary:
    `gazetteer`, `vocabulary`, `same-wording`. Why two stay apart: `other-area`, `other-type`, `contains` (one name
    holds the other), `two-in-one-document`, `alias-of-several`, `alias-too-short`, `denied`.

    **Examples**

        kg merges --reason alias
        kg merges --name 高新区 --document licheng
        kg merges --near --type Project --format csv > near.csv
    """
    identity = open_snapshot(graph).report().get("identity")
    if not isinstance(identity, dict):
        raise UserError("the published graph has no list of merges", "build it again with this version")
    rows = _named(identity["near" if near else "merges"], name, document)
    rows = _chosen(rows, "type", kind, lambda row: row["type"].split("/"))
    rows = _chosen(rows, "reason", reason, lambda row: [row["reason"]])
    if form is MergesFormat.JSON:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form is MergesFormat.CSV:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow((*_COLUMNS, "things"))
        writer.writerows([_joined(row[column]) for column in (*_COLUMNS, "things")] for row in rows)
        typer.echo(text.getvalue(), nl=False)
    else:
        table = Table("type", "thing", "names", "documents", "why not" if near else "reason", "to change it")
        for column in table.columns[1:]:
            column.overflow = "fold"
        for row in rows:
            shown = {**row, "documents": _few(row["documents"])}
            table.add_row(*(Text(_joined(shown[column]).replace("\t", " ")) for column in _COLUMNS))
        console.show(table)
        console.notes().print(Text(f"rows: {len(rows):,}", style="dim"))


COMMANDS = (programme, merges)


Row = Mapping[str, Any]  # as report.json has it


def _named(rows: list[Row], name: str | None, document: str | None) -> list[Row]:
    """The rows with these words in a name, of a document whose name has that part; all where neither is asked for."""
    from kg.graph import iris  # noqa: PLC0415 - `kg --help` starts without it

    wanted = iris.normal(name or "")
    return [
        row
        for row in rows
        if (name is None or any(wanted in iris.normal(said) for said in (row["label"], *row["names"])))
        and (document is None or any(document in said for said in row["documents"]))
    ]


def _chosen(rows: list[Row], what: str, wanted: str | None, of: Callable[[Row], list[str]]) -> list[Row]:
    """The rows with a value in a column. Raises UserError where no row has it, with those that there are."""
    if wanted is None:
        return rows
    known = Counter(value for row in rows for value in of(row))
    if wanted not in known:
        there = ", ".join(f"{value} ({count:,})" for value, count in sorted(known.items()))
        raise UserError(
            f"no row of the {what} {wanted}", f"there are: {there}" if there else "there are no rows at all"
        )
    return [row for row in rows if wanted in of(row)]


def _few(documents: list[str]) -> list[str]:
    """So many that a table stays readable."""
    return (
        documents
        if len(documents) <= _DOCUMENTS_SHOWN
        else [*documents[: _DOCUMENTS_SHOWN - 1], f"{len(documents)} in all"]
    )


def _joined(value: object) -> str:
    return " | ".join(map(str, value)) if isinstance(value, list) else str(value)


def _print_choices(choices: tuple[Choice, ...]) -> None:
    table = Table("programme", "areas", "IRI")
    for choice in choices:
        table.add_row(Text(choice.name), Text("、".join(choice.areas)), Text(choice.iri))
    console.show(table)


def _print_card(found: Card, lines: list[tuple[str, str]]) -> None:
    answers = console.answers()
    about = Table.grid(padding=(0, 2))
    about.add_column(style="bold", no_wrap=True)
    about.add_column(overflow="fold")
    for what, values in lines:
        about.add_row(what, Text(values))
    about.add_row("IRI", Text(found.iri, style="dim"))
    answers.print(Panel(about, title=Text(found.name, style="bold"), title_align="left"))
    if found.numbers:
        table = Table("area", "indicator", "measure", "value", "period", "status", "document")
        table.title, table.title_justify = "numbers in sentences that name it", "left"
        for n in found.numbers[:_NUMBERS_SHOWN]:
            cells = (n.area, n.indicator, n.measure, n.value, n.period, n.status, n.document)
            table.add_row(*(Text(cell) for cell in cells))
        console.show(table)
    passages = Table.grid(padding=(0, 2))
    passages.add_column(style="dim", overflow="fold", max_width=40)
    passages.add_column(overflow="fold")
    for p in found.passages[:_PASSAGES_SHOWN]:
        said = Text(" ".join((p.sentence or p.quote).split()))
        said.highlight_words([p.quote], "bold yellow")
        passages.add_row(Text(f"{p.document}\n{p.start}"), said)
    answers.print(Panel(passages, title=f"passages: {len(found.passages)}", title_align="left"))
    rest = max(len(found.numbers) - _NUMBERS_SHOWN, 0) + max(len(found.passages) - _PASSAGES_SHOWN, 0)
    if rest:
        console.notes().print(f"{rest} more numbers and passages with --format json")
