"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

GRAPH = Path("output")

GraphOption: TypeAlias = Annotated[
    Path, typer.Option("--graph", "-g", help="Folder of the published graph.", envvar="KG_GRAPH")
]
RulesOnlyOption: TypeAlias = Annotated[
    bool,
    typer.Option("--rules-only", help="Leave the trained name model out: faster, fewer names."),
]
WorkersOption: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--workers",
        "-w",
        min=0,
        help="Documents read at a time; 0 reads them in this process. Default: all cores.",
        show_default=False,
    ),
]
