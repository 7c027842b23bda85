"""Where the commands print: answers on standard output, everything about the run on standard error."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

_WIDE = 200  # columns of a table that goes into a pipe or a file, where nothing tells the width


def answers() -> Console:
    """Standard output."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_WIDE)


def notes() -> Console:
    """Standard error."""
    console = Console(stderr=True, highlight=False)
    return console if console.is_terminal else Console(stderr=True, highlight=False, width=_WIDE)


def say_error(message: str, hint: str = "") -> None:
    """One line of what is wrong, and one of what to do."""
    console = notes()
    console.print(Text.assemble(("error: ", "bold red"), message), soft_wrap=True)
    if hint:
        console.print(Text.assemble(("hint: ", "bold cyan"), hint), soft_wrap=True)
