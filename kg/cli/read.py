"""``kg extract`` and ``kg explain``: what is understood of documents, and why."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import console
from kg.cli.options import GRAPH, GraphOption, RulesOnlyOption, WorkersOption
from kg.cli.progress import Bar


class ExtractFormat(StrEnum):
    """How ``kg extract`` prints."""

    JSONL = "jsonl"
    TABLE = "table"


def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.", show_default=False)],
    form: Annotated[ExtractFormat, typer.Option("--format", "-f", help="One JSON object a line, or tables.")] = (
        ExtractFormat.TABLE
    ),
    workers: WorkersOption = None,
    rules_only: RulesOnlyOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Print what is understood of documents, without building a graph.

    Each line has the fields of the annotation guideline, the passage (`start`, `end`,
    `quote`, `mentions`), the rule and its confidence. Exit code 1: a document failed.

    **Examples**

        kg extract report.txt
        kg extract reports/ --format jsonl > claims.jsonl
    """
    from kg import build, lines  # noqa: PLC0415 - `kg --help` starts without the pipeline
    from kg.cli import show  # noqa: PLC0415

    with Bar(quiet) as bar:
        reader = partial(build.understand, names_model=not rules_only)
        reading = build.read(paths, processes=workers, progress=bar, reader=reader)
    for extraction in reading.extractions:
        if form is ExtractFormat.JSONL:
            for record in lines.records(extraction):
                typer.echo(lines.to_json(record))
        else:
            show.print_tables(extraction)
    console.say_outcome(reading)


def explain(
    what: Annotated[str, typer.Argument(metavar="IRI|TEXT", help="A node of the graph, or a text.")],
    path: Annotated[
        Path | None, typer.Option("--path", "-p", help="A file: what is understood where TEXT stands in it.")
    ] = None,
    find: Annotated[bool, typer.Option("--find", help="Look for TEXT in the passages of the published graph.")] = False,
    area: Annotated[str | None, typer.Option(help="The area that TEXT is about.")] = None,
    year: Annotated[int | None, typer.Option(help="The year that TEXT plans for; it reviews the one before.")] = None,
    graph: GraphOption = GRAPH,
) -> None:
    """Show why something is stated: passage in its sentence, rule, confidence, which words gave which field.

    An IRI (whole, or with a prefix like `id:observation/…`) is looked up in the published graph. A TEXT is
    read as a document of its own; with `--path` it is read where it stands in a file, with all that the
    file says around it; with `--find` the claims of the graph whose passages contain it are shown.

    **Examples**

        kg explain 一般公共预算收入完成140.12亿元，增长11.1% --area 历城区 --year 2024
        kg explain 140.12亿元 --path report.txt
        kg explain 140.12亿元 --find
        kg explain id:observation/0123456789abcdef0123
    """
    from kg.cli import show  # noqa: PLC0415 - `kg --help` starts without the pipeline

    prefix = what.strip("<>").partition(":")[0]
    if prefix in show.PREFIXES or prefix in ("http", "https", "urn"):
        show.explain_iri(what, graph)
    elif find:
        show.explain_found(what, graph)
    elif path is not None:
        show.explain_in_file(what, path)
    else:
        show.explain_text(what, area, year)


COMMANDS = (extract, explain)
