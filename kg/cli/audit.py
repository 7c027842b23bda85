"""``kg audit``: which numbers of the published graph do not fit each other."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from kg.audit.kinds import Check, Severity
from kg.cli import console
from kg.cli.options import GRAPH, GraphOption
from kg.errors import UserError
from kg.graph.store import open_snapshot

_COLUMNS = ("severity", "kind", "verdict", "area", "period", "indicator", "measure", "arithmetic", "passages", "rule")
_STYLES = {"error": "bold red", "warning": "yellow", "notice": "dim"}


class AuditFormat(StrEnum):
    """How ``kg audit`` prints."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def audit(
    severity: Annotated[Severity, typer.Option("--severity", "-s", help="Only so bad or worse.")] = Severity.WARNING,
    kind: Annotated[
        Check | None, typer.Option("--kind", "-k", help="Only findings of this check.", show_default=False)
    ] = None,
    area: Annotated[str | None, typer.Option("--area", "-a", help="Only of this area.", show_default=False)] = None,
    document: Annotated[
        str | None, typer.Option("--document", "-d", help="Only about this document.", show_default=False)
    ] = None,
    form: Annotated[AuditFormat, typer.Option("--format", "-f", help="How the findings are written.")] = (
        AuditFormat.TABLE
    ),
    graph: GraphOption = GRAPH,
) -> None:
    """List the numbers that do not fit each other, the worst first, with the arithmetic and the passages.

    Every number stands for the values that round to it: 1327.8 is 1327.75 up to 1327.85, and 超 or 约 allow more.
    A notice need not be a fault: an estimate and its final value, a target and its result, a doubled series.
    A warning is what cannot be explained by rounding, prices or revisions.

    **Examples**

        kg audit
        kg audit --severity notice --kind target
        kg audit --severity notice --format csv > findings.csv
    """
    found = open_snapshot(graph).report().get("audit")
    if not isinstance(found, dict):
        raise UserError("the published graph was not audited", "build it again with this version")
    worst = [one.value for one in Severity if one.rank >= severity.rank]
    rows = [
        row
        for row in found["findings"]
        if row["severity"] in worst
        and kind in (None, row["kind"])
        and area in (None, row["area"])
        and (document is None or any(document == stated["document"] for stated in row["stated"]))
    ]
    if form is AuditFormat.JSON:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form is AuditFormat.CSV:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows([_cell(row, column) for column in _COLUMNS] for row in rows)
        typer.echo(text.getvalue(), nl=False)
    else:
        _print(rows, sum(count["compared"] for count in found["counts"]))


COMMANDS = (audit,)


def _cell(row: Mapping[str, Any], column: str) -> str:
    return _passages(row) if column == "passages" else str(row[column])


def _passages(row: Mapping[str, Any]) -> str:
    stated = row["stated"]
    return " | ".join(dict.fromkeys(f"{s['document']}:{s['start']}: {s['sentence']}" for s in stated))


def _print(rows: Sequence[Mapping[str, Any]], compared: int) -> None:
    table = Table("severity", "kind", "arithmetic", "passages", show_lines=True)
    for column in table.columns[2:]:
        column.overflow = "fold"
    for row in rows:
        severity = str(row["severity"])
        cells = (str(row["kind"]), str(row["arithmetic"]), _passages(row).replace(" | ", "\n"))
        table.add_row(Text(severity, style=_STYLES[severity]), *map(Text, cells))
    console.show(table)
    console.notes().print(Text(f"findings: {len(rows):,} in {compared:,} comparisons", style="dim"))
