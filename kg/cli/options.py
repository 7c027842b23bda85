"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

OUT = Path("output")

OutOption: TypeAlias = Annotated[
    Path, typer.Option("--out", "-o", help="Folder of the published graph.", envvar="KG_OUT")
]
RulesOnlyOption: TypeAlias = Annotated[
    bool,
    typer.Option("--rules-only", help="Leave the trained name model out: many times faster, fewer names."),
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
