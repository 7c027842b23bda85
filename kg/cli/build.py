"""``kg build``: documents to a published graph, with progress and a summary."""

from __future__ import annotations

import shlex
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from kg.cli import console
from kg.cli.options import GRAPH, RulesOnlyOption, WorkersOption
from kg.cli.progress import Bar

if TYPE_CHECKING:
    from kg.build import Built

_SHOWN = 20  # problems that are printed; the report has all


def build(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATHS]...", help="Files or folders; none builds the sample.", show_default=False),
    ] = None,
    out: Annotated[
        Path,
        typer.Option("--out", "-o", "--graph", "-g", metavar="FOLDER", help="Where to publish.", envvar="KG_GRAPH"),
    ] = GRAPH,
    workers: WorkersOption = None,
    keep: Annotated[int, typer.Option(min=0, help="How many earlier graphs to keep.")] = 3,
    curation: Annotated[
        Path | None,
        typer.Option("--curation", help="Corrections, tab-separated. Default: curation.tsv of each folder given."),
    ] = None,
    rules_only: RulesOnlyOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary, only problems.")] = False,
) -> None:
    """Read documents and publish their graph.

    Text and Markdown files are read; others are skipped and listed. The graph, its dumps and a report lie in
    `output/snapshots/`; `output/current` names the one in use. Nothing is published when a
    check fails. Exit code 1: a document could not be read (the others are published), or the graph was refused.

    **Examples**

        kg build                          the sample that comes with the program
        kg build reports/ notes.md        a folder and a file
        kg build reports/ --out /data/kg --workers 8
        kg build reports/ --curation corrections.tsv
    """
    from kg.build import BuildRefusedError, understand  # noqa: PLC0415 - `kg --help` starts without the pipeline
    from kg.build import build as run  # noqa: PLC0415

    reader = partial(understand, names_model=not rules_only)
    try:
        with Bar(quiet) as bar:
            made = run(paths or [], out, processes=workers, keep=keep, progress=bar, reader=reader, curation=curation)
    except BuildRefusedError as error:
        _say_refused(error.problems, error.report)
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        console.say_error("interrupted: nothing was published")
        raise
    failed = made.report.failed
    if not quiet:
        _summarise(made, out)
    for warning in made.report.unheeded:
        console.say_warning(warning)
    for document in failed:
        console.say_error(f"{document.file} is not in the graph: {document.reason}")
    if failed:
        raise typer.Exit(1)


COMMANDS = (build,)


def _say_refused(problems: tuple[str, ...], report: Path) -> None:
    for problem in problems[:_SHOWN]:
        console.say_error(problem)
    if len(problems) > _SHOWN:
        console.say_error(f"… and {len(problems) - _SHOWN} more")
    console.say_error("nothing was published, because checks failed", f"the whole list is in {report}")


def _summarise(made: Built, out: Path) -> None:
    from kg.report import summary  # noqa: PLC0415

    table = Table(title=f"graph {made.snapshot.id}", show_header=False, title_justify="left")
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    for what, count in summary(made.report):
        table.add_row(what, count)
    answers = console.answers()
    console.show(table)
    path = made.snapshot.path
    warnings = [warning for warning in made.report.warnings if warning not in made.report.unheeded]
    for warning in warnings[:_SHOWN]:
        answers.print(Text(f"warning: {warning}", style="yellow"), soft_wrap=True)
    if len(warnings) > _SHOWN:
        answers.print(Text(f"… and {len(warnings) - _SHOWN} more warnings, in the report", style="yellow"))
    for skipped in made.report.skipped[:_SHOWN]:
        answers.print(Text(f"skipped: {skipped.file}: {skipped.reason}", style="dim"), soft_wrap=True)
    answers.print(Text(f"report:  {path / 'report.md'}\n         {path / 'report.json'}"), soft_wrap=True)
    answers.print(Text(f"dumps:   {path / 'graph.nq.zst'}\n         {path / 'graph.trig.zst'}"), soft_wrap=True)
    option = "" if out == GRAPH else f" --graph {shlex.quote(str(out))}"
    commands = ("kg queries", f"kg query NAME{option}", f"kg explain TEXT --find{option}", f"kg info{option}")
    answers.print(Text("next:    " + "\n         ".join(commands)), soft_wrap=True)
