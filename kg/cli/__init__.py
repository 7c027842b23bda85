"""The ``kg`` command: one file a group of commands, listed here."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Annotated

import typer
from typer.core import TyperCommand

from kg import __version__
from kg.cli import account, ask, audit, build, compare, console, give, know, link, ontology, read
from kg.errors import UserError

_GROUPS = (
    ("Make", build.COMMANDS),
    ("Read", read.COMMANDS),
    ("Account", account.COMMANDS),
    ("Ask", ask.COMMANDS),
    ("Compare", compare.COMMANDS),
    ("Check", (*audit.COMMANDS, *ontology.COMMANDS)),
    ("Know", know.COMMANDS),
    ("Link", link.COMMANDS),
    ("Give", give.COMMANDS),
)

_READS = "{} names what a command writes, and this one writes nothing; the published graph is --graph FOLDER"
_ELSEWHERE = {
    "--out": _READS.format("--out"),
    "-o": _READS.format("-o"),
    "--out-file": "the file to write is --out FILE",
}

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "Reads Chinese government reports into a knowledge graph in which every statement shows its passage.\n\n"
        "Start with `kg build` (the sample) or `kg build FOLDER`, "
        "then `kg queries` and `kg query NAME`."
    ),
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


class _Command(TyperCommand):
    """A command that tells where an option has gone which it does not have."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """The arguments that are left. Raises BadParameter for an option of another name."""
        known = {option for parameter in self.params for option in parameter.opts}
        for given in (argument.partition("=")[0] for argument in args):
            if given in _ELSEWHERE and given not in known:
                raise typer.BadParameter(_ELSEWHERE[given], ctx)
        return super().parse_args(ctx, args)


def _politely(command: Callable[..., None]) -> Callable[..., None]:
    """The command, but a user's error is said in one line with a hint, without a traceback."""

    @functools.wraps(command)
    def run(*args: object, **options: object) -> None:
        try:
            command(*args, **options)
        except UserError as error:
            console.say_error(str(error), error.hint)
            raise typer.Exit(2) from error

    return run


for _panel, _commands in _GROUPS:
    for _command in _commands:
        app.command(cls=_Command, rich_help_panel=_panel)(_politely(_command))


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal set to another encoding must not stop a Chinese name
            stream.reconfigure(errors="backslashreplace")
    app()
