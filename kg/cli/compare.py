"""``kg diff`` and ``kg snapshots``: what a build changed."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from kg.cli import console
from kg.cli.options import GRAPH, GraphOption
from kg.graph.diff import Change, Difference, How, Kind, Stated, difference
from kg.graph.store import find_snapshot, open_snapshot
from kg.graph.store import snapshots as published

_COLUMNS = ("how", "kind", "document", "start", "end", "claim", "before", "after", "quote")
_QUOTE = 40
_SNAPSHOT = "`current`, `previous`, the beginning of an id, or a folder."


class DiffFormat(StrEnum):
    """How ``kg diff`` prints."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def diff(
    before: Annotated[str, typer.Argument(metavar="[A]", help=_SNAPSHOT)] = "previous",
    after: Annotated[str, typer.Argument(metavar="[B]", help=_SNAPSHOT)] = "current",
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only claims of this kind.", show_default=False)] = None,
    how: Annotated[How | None, typer.Option("--how", help="Only what became this.", show_default=False)] = None,
    document: Annotated[
        str | None, typer.Option("--document", "-d", help="Only of this document.", show_default=False)
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, help="Changes in the table; csv and json have all.")
    ] = 50,
    form: Annotated[DiffFormat, typer.Option("--format", "-f", help="How the changes are written.")] = DiffFormat.TABLE,
    graph: GraphOption = GRAPH,
) -> None:
    """Show what changed between two graphs: claims added, removed, and said otherwise.

    Claims are compared by what they say, so a document that was renamed or a rule that was renamed makes no noise of
    its own: what a claim says of area, indicator, value, … or of a thing and its relations counts. Exit code 1: the
    graphs differ.

    **Examples**

        kg diff                              the last build against the one before
        kg diff 3f2a current --kind observation
        kg diff old-output/ output/ --format csv > changes.csv
    """
    both = [find_snapshot(what, graph) for what in (before, after)]
    found = difference(*(one.store() for one in both))
    chosen = [
        change
        for change in found.changes
        if (kind is None or change.stated.kind is kind)
        and (how is None or change.how is how)
        and (document is None or change.stated.document == document)
    ]
    if form is DiffFormat.JSON:
        typer.echo(json.dumps(_described(found, chosen), ensure_ascii=False, indent=1))
    elif form is DiffFormat.CSV:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(_row(change) for change in chosen)
        typer.echo(text.getvalue(), nl=False)
    else:
        _print(found, chosen, limit, [one.path.name for one in both])
    if found.changes or found.documents_added or found.documents_removed or found.documents_changed:
        raise typer.Exit(1)


def snapshots(graph: GraphOption = GRAPH) -> None:
    """List the published graphs, the newest first, for `kg diff`.

    **Examples**

        kg snapshots
    """
    current = open_snapshot(graph).path.name
    table = Table("graph", "published", "documents", "observations", "quads")
    for found in published(graph):
        moment = time.strftime("%Y-%m-%d %H:%M", time.localtime(found.path.stat().st_mtime))
        name = f"{found.path.name} (current)" if found.path.name == current else found.path.name
        numbers = (f"{found.counts.get(what, 0):,}" for what in ("documents", "observations", "quads"))
        table.add_row(Text(name), moment, *numbers)
    console.show(table)


COMMANDS = (diff, snapshots)


def _print(found: Difference, chosen: list[Change], limit: int, names: list[str]) -> None:
    answers = console.answers()
    counts = Table("claims", *(how.value for how in How), title=f"{names[0]} → {names[1]}", title_justify="left")
    for kind, numbers in found.counts().items():
        counts.add_row(kind, *(f"{number:,}" for number in numbers.values()))
    console.show(counts)
    for what in ("added", "removed", "changed"):
        if documents := getattr(found, f"documents_{what}"):
            answers.print(Text(f"documents {what}: {', '.join(documents)}"), soft_wrap=True)
    answers.print(Text(f"unchanged claims: {found.unchanged:,}"))
    if chosen:
        table = Table("", "document", "claim", "before", "after", "passage")
        for column in table.columns[1:]:
            column.overflow = "fold"
        for change in chosen[:limit]:
            how, _, document, _, _, claim, before, after, quote = _row(change)
            sign = {How.ADDED: "+", How.REMOVED: "-", How.CHANGED: "~"}[How(how)]
            shown = quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1] + "…"
            table.add_row(*(Text(cell) for cell in (sign, document, claim, before, after, shown)))
        console.show(table)
    if len(chosen) > limit:
        console.notes().print(f"only the first {limit} of {len(chosen):,} are shown: raise --limit")


def _row(change: Change) -> tuple[str, ...]:
    stated = change.stated
    start, end = stated.places[0]
    if change.how is How.CHANGED:
        before, after = (" ".join(f"{f[0]}={f[i] or '?'}" for f in change.fields) for i in (1, 2))
    else:
        before, after = ("" if side is None else _answer(side) for side in (change.before, change.after))
    return change.how, stated.kind, stated.document, str(start), str(end), _claim(stated), before, after, stated.quote


def _claim(stated: Stated) -> str:
    if stated.kind is Kind.OBSERVATION:
        parts = [stated.says[name] for name in ("area", "subject", "indicator", "measure", "period", "comparator")]
        return " · ".join(dict.fromkeys(part for part in parts if part))
    return " ".join(stated.says.values())


def _answer(stated: Stated) -> str:
    return f"{stated.written} {stated.says['status']}" if stated.kind is Kind.OBSERVATION else "said"


def _described(found: Difference, chosen: list[Change]) -> dict[str, object]:
    return {
        "documents_added": found.documents_added,
        "documents_removed": found.documents_removed,
        "documents_changed": found.documents_changed,
        "counts": found.counts(),
        "unchanged": found.unchanged,
        "changes": list(_changes(chosen)),
    }


def _changes(chosen: list[Change]) -> Iterator[dict[str, object]]:
    for change in chosen:
        stated = change.stated
        yield {
            "how": change.how,
            "kind": stated.kind,
            "document": stated.document,
            "before": None if change.before is None else dict(change.before.says),
            "after": None if change.after is None else dict(change.after.says),
            "places": stated.places,
            "quote": stated.quote,
        }
