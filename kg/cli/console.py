"""Where the commands print: answers on standard output, everything about the run on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from kg.build import Reading

_WIDE = 120  # columns of a panel that goes into a pipe or a file, where nothing tells the width


def answers() -> Console:
    """Standard output."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_WIDE)


def notes() -> Console:
    """Standard error."""
    console = Console(stderr=True, highlight=False)
    return console if console.is_terminal else Console(stderr=True, highlight=False, width=_WIDE)


def show(table: Table) -> None:
    """A table on standard output; into a pipe or a file, lines of cells between tabs, as wide as they are."""
    console = answers()
    if console.is_terminal:
        console.print(table)
        return
    title = [str(table.title)] if table.title else []
    header = ["\t".join(_line(column.header) for column in table.columns)] if table.show_header else []
    cells = zip(*(column.cells for column in table.columns), strict=True)
    rows = ("\t".join(map(_line, row)) for row in cells)
    for line in (*title, *header, *rows):
        typer.echo(line)  # a console would write tabs as blanks


def _line(cell: object) -> str:
    """A cell as one line without tabs, so that the table keeps its rows and columns."""
    return " ".join(str(cell).split())


def say_error(message: str, hint: str = "") -> None:
    """One line of what is wrong, and one of what to do."""
    console = notes()
    console.print(Text.assemble(("error: ", "bold red"), message), soft_wrap=True)
    if hint:
        console.print(Text.assemble(("hint: ", "bold cyan"), hint), soft_wrap=True)


def say_warning(message: str) -> None:
    """One line of what was not taken as it was meant."""
    notes().print(Text.assemble(("warning: ", "bold yellow"), message), soft_wrap=True)


def say_outcome(reading: Reading) -> None:
    """What sidecars state in vain, and which documents failed; where one did, the command ends with exit code 1."""
    for warning in reading.unheeded:
        say_warning(warning)
    for failed in reading.failed:
        say_error(f"{failed.file}: {failed.reason}")
    if reading.failed:
        raise typer.Exit(1)
