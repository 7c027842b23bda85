"""``kg export`` and ``kg draw``: the published graph for other tools and for people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from kg.cli import console
from kg.cli.options import GRAPH, GraphOption
from kg.errors import UserError
from kg.export import Chosen, Format, Wanted, choose, write
from kg.export.draw import LIMIT, TYPES, Picture, scene
from kg.export.draw import draw as drawn
from kg.graph.store import open_snapshot

_STDOUT = Path("-")

AreaOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--area",
        "-a",
        metavar="NAME|CODE",
        help="Only what is about this area or a part of it; may be repeated, or given as a list with commas.",
    ),
]
TypeOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        "-t",
        metavar="TYPE",
        help="Only things of this type, as Programme or 政策举措; may be repeated likewise.",
    ),
]


def export(
    form: Annotated[Format, typer.Argument(metavar="FORMAT", help="turtle, jsonld, nquads, graphml, gexf or csv.")],
    area: AreaOption = None,
    kind: TypeOption = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE|-", help="Where to write; - is standard output.", show_default="export.*"
        ),
    ] = None,
    graph: GraphOption = GRAPH,
) -> None:
    """Write the published graph, or a part of it, for other tools.

    `turtle`, `jsonld` and `nquads` have everything that the documents say, with passages and the vocabulary that is
    used; `graphml` and `gexf` the things and the relations between them, for Gephi, Cytoscape or yEd; `csv` the
    observations, one a line, for Excel, R or pandas (UTF-8 with a byte order mark).

    `--area` takes the area, the areas inside it, the observations of these, and every thing that is about one of
    them: that a relation joins to it, that an observation of it is about, or, failing these, that its documents name.
    `--type` keeps things of these types, the relations between them, and the observations about them.

    **Examples**

        kg export csv
        kg export graphml --area 历城区 --out licheng.graphml
        kg export turtle --type Programme,Project --out -
    """
    store = open_snapshot(graph).store()
    chosen = choose(store, Wanted(_listed(area), _listed(kind)))
    _give(write(store, chosen, form), out or Path(f"export{form.suffix}"), _counts(chosen, form))


def draw(
    area: AreaOption = None,
    kind: TypeOption = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=2, help="At most so many things, the most joined.")
    ] = LIMIT,
    form: Annotated[
        Picture | None,
        typer.Option("--format", "-f", help="svg or png.", show_default="as the file's name ends, or svg"),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE|-",
            help="Where to write; - is standard output.",
            show_default="network.svg",
        ),
    ] = None,
    graph: GraphOption = GRAPH,
) -> None:
    """Draw the network of areas, programmes, projects and industries in one picture.

    Areas stand in the middle, what they implement on the left, projects and industries on the right. Other types are
    drawn when `--type` names them. The caption says how many things were left out for want of room.

    **Examples**

        kg draw
        kg draw --area 历城区 --limit 100 --out licheng.png
        kg draw --type Area,Honour,Site --format png
    """
    form = form or _by_name(out)
    wanted = Wanted(_listed(area), _listed(kind) or TYPES)
    shown = scene(choose(open_snapshot(graph).store(), wanted), limit)
    rest = f"; {shown.left_out:,} left out: --limit or --area shows more" if shown.left_out else ""
    _give(drawn(shown, form, wanted.areas), out or Path(f"network.{form.value}"), f"{len(shown.nodes):,} things{rest}")


COMMANDS = (export, draw)


def _listed(given: list[str] | None) -> tuple[str, ...]:
    """The values of an option that may be repeated and may list several with commas, ASCII or Chinese."""
    parts = (part.strip() for value in given or () for part in value.replace("，", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def _by_name(file: Path | None) -> Picture:
    if file is None or file == _STDOUT:
        return Picture.SVG
    try:
        return Picture(file.suffix.lower().removeprefix("."))
    except ValueError as error:
        raise UserError(f"a picture cannot be written as {file.name}", "end the name in .svg or .png") from error


def _counts(chosen: Chosen, form: Format) -> str:
    network = f"{len(chosen.things):,} things, {len(chosen.edges):,} relations between them"
    observations = f"{len(chosen.observations):,} observations"
    if form is Format.CSV:
        return observations
    return network if form in (Format.GRAPHML, Format.GEXF) else f"{network}, {observations}"


def _give(content: bytes, file: Path, what: str) -> None:
    if file == _STDOUT:
        typer.echo(content, nl=False)
        return
    try:
        file.write_bytes(content)
    except OSError as error:
        raise UserError(f"cannot write {file}: {error.strerror}", "name another file with --out") from error
    console.notes().print(f"written: {file} ({what})", markup=False, soft_wrap=True)
