"""``kg validate`` and ``kg docs``: the graph against its shapes and quality queries; the ontology explained."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from kg.cli import console
from kg.cli.options import GRAPH, GraphOption
from kg.errors import UserError
from kg.graph.store import open_snapshot

if TYPE_CHECKING:
    from kg.graph.checks import Violation

_SHOWN = 50  # rows of the table; JSON has all


class ValidateEngine(StrEnum):
    """What checks the shapes: see ``kg.graph.validate``, which is not loaded for ``kg --help``."""

    TURBO = "turbo"
    PYSHACL = "pyshacl"


class ValidateFormat(StrEnum):
    """How ``kg validate`` prints."""

    TABLE = "table"
    JSON = "json"


def validate(
    engine: Annotated[
        ValidateEngine,
        typer.Option(
            "--engine", help="turbo is fast; pyshacl is the reference (pip install 'govreport-kg[validate]')."
        ),
    ] = ValidateEngine.TURBO,
    form: Annotated[ValidateFormat, typer.Option("--format", "-f", help="A table, or JSON.")] = ValidateFormat.TABLE,
    graph: GraphOption = GRAPH,
) -> None:
    """Check the published graph: the shape of every node (SHACL), the quality queries, the constraints of Data Cube.

    A build does the same before it publishes; this says it of a graph from elsewhere, or with the other engine.
    Exit code 1: something is wrong. Warnings alone leave it 0.

    **Examples**

        kg validate
        kg validate --engine pyshacl
        kg validate --format json > faults.json
    """
    from kg.graph import checks  # noqa: PLC0415 - loads rdflib
    from kg.graph.validate import Engine  # noqa: PLC0415

    store = open_snapshot(graph).store()
    found = (*checks.shapes(store, Engine(engine.value)), *checks.quality(store))
    if form is ValidateFormat.JSON:
        typer.echo(json.dumps([_record(violation) for violation in found], ensure_ascii=False, indent=1))
    else:
        _print_table(found)
    if any(violation.severity == "error" for violation in found):
        raise typer.Exit(1)


def docs(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Where to write the pages.")] = Path(
        "ontology-docs"
    ),
) -> None:
    """Write the ontology's documentation: a page in Chinese and English, and its diagram.

    `index.html` explains every class and property, says which other vocabularies are used and what for, and what
    follows from what; `diagram.svg` is the picture in it. Both are drawn from the ontology itself, need no network,
    and are the same for the same ontology. How to query the graph: docs/patterns.md in the source.

    **Example**

        kg docs --out site/ontology
    """
    from kg.views import ontology, ontology_diagram, ontology_page  # noqa: PLC0415

    found = ontology.statements()
    pages = {"index.html": ontology_page.page(found), "diagram.svg": ontology_diagram.diagram(found)}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in pages.items():
            (out / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(f"cannot write to {out}: {error.strerror}", "choose another folder with --out") from error
    for name in pages:
        typer.echo(str(out / name))


def _record(violation: Violation) -> dict[str, object]:
    return {
        "severity": violation.severity,
        "check": violation.check,
        "fault": violation.fault,
        "row": dict(violation.row),
    }


def _print_table(found: tuple[Violation, ...]) -> None:
    errors = sum(violation.severity == "error" for violation in found)
    if found:
        table = Table("severity", "check", "fault", "where", box=None, header_style="bold")
        for violation in found[:_SHOWN]:
            where = " ".join(f"{name}={value}" for name, value in violation.row)
            table.add_row(violation.severity, violation.check, violation.fault, where)
        console.show(table)
    if len(found) > _SHOWN:
        console.notes().print(f"{len(found) - _SHOWN} more: see --format json")
    console.notes().print(f"{errors} errors, {len(found) - errors} warnings")


COMMANDS = (validate, docs)
