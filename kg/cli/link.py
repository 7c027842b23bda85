"""``kg link``: propose mappings to another vocabulary, and check the tables of mappings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from kg import __version__
from kg.cli import console
from kg.errors import UserError

if TYPE_CHECKING:
    from kg.link.mappings import Mapping, MappingSet
    from kg.link.vocabulary import Linkable

_CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
_TOOL = "kg link"


def link(  # noqa: PLR0913, PLR0917 - the options of a command
    files: Annotated[
        list[Path] | None, typer.Argument(help="Tables to check; all installed ones if none.", show_default=False)
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against", metavar="FILE|URL", help="A SKOS vocabulary, or a service to ask.", show_default=False
        ),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Say what is wrong with tables of mappings.")] = False,
    scheme: Annotated[str, typer.Option("--scheme", "-s", help="The scheme whose concepts are linked.")] = "indicator",
    kind: Annotated[
        str, typer.Option("--type", help="Only candidates of this class, scheme or type.", show_default=False)
    ] = "",
    graph: Annotated[
        Path | None,
        typer.Option("--graph", "-g", help="Folder of a published graph, for a scheme of its own.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="The table to write; else standard output.", show_default=False
        ),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=50, help="Candidates for one concept.")] = 3,
    threshold: Annotated[float, typer.Option("--threshold", min=0, max=1, help="The least score.")] = 0.6,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds to wait for a service.")] = 20.0,
) -> None:
    """Propose mappings of a scheme to another vocabulary, or check tables of mappings.

    With `--against`, every concept of the scheme is compared by label, alias, code and the concepts above it with
    those of a SKOS file in any RDF format, or with what a service of the W3C Reconciliation API finds. The candidates
    are an SSSOM table with a score and its reasons; a person keeps the rows that are right. Nothing is proposed that
    the other vocabulary does not have, and the network is used for an address only.

    With `--check`, each table must be valid SSSOM, its subjects concepts of the graph, its identifiers of legal form,
    and no concept may have two exact matches in one vocabulary. Exit code 1: something is wrong.

    **Examples**

        kg link --check
        kg link --against stw.ttl --scheme industry --out candidates.sssom.tsv
        kg link --against https://wikidata.reconci.link/en/api --scheme area --type Q56061
        kg link --against terms.rdf --scheme indicator-candidate --graph output
    """
    if check == bool(against):
        what = "--check and --against are two things" if check else "nothing is asked"
        raise UserError(what, "give either --check, or --against with a file or an address")
    if check:
        _check(files or [])
        return
    if files:
        raise UserError("tables are only given to --check", "candidates are written with --out")
    _propose(str(against), scheme, kind, graph, out, (limit, threshold, timeout))


COMMANDS = (link,)


def _check(files: list[Path]) -> None:
    from kg.link import check as checks  # noqa: PLC0415 - `kg --help` starts without it
    from kg.link import mappings  # noqa: PLC0415

    paths = files or list(mappings.files())
    faults = checks.check(paths)
    for fault in faults:
        typer.echo(str(fault))
    console.notes().print(Text(f"tables: {len(paths)}, faults: {len(faults)}", style="dim"))
    if faults:
        raise typer.Exit(1)


def _propose(
    against: str, scheme: str, kind: str, graph: Path | None, out: Path | None, how: tuple[int, float, float]
) -> None:
    from kg.graph.store import open_snapshot  # noqa: PLC0415
    from kg.language.lexicon import BASE, lexicon  # noqa: PLC0415
    from kg.link import vocabulary  # noqa: PLC0415
    from kg.link.mappings import MappingSet  # noqa: PLC0415

    if graph is None:
        subjects = vocabulary.of_scheme(lexicon(), scheme)
    else:
        subjects = vocabulary.of_graph(open_snapshot(graph).store(), scheme)
    source, rows = _candidates(against, subjects, kind, how)
    table = MappingSet(
        name="candidates",
        iri=f"{BASE}mappings/candidates-{scheme}",
        title=f"Candidates for {scheme}",
        description="Proposed mappings for a person to accept: keep the rows that are right, and say why they are.",
        version="",
        license=_CC0,
        subject_source=BASE + scheme,
        object_source=source,
        mappings=tuple(rows),
    )
    _write(table, out)
    notes = f"concepts: {len(subjects):,}, candidates: {len(table.mappings):,}"
    console.notes().print(Text(notes + (f", in {out}" if out else ""), style="dim"))


def _candidates(
    against: str, subjects: tuple[Linkable, ...], kind: str, how: tuple[int, float, float]
) -> tuple[str, Iterable[Mapping]]:
    """Where the candidates are from, as an IRI or empty, and the candidates."""
    from kg.link import propose, reconcile, vocabulary  # noqa: PLC0415

    limit, threshold, timeout = how
    if against.startswith(("http://", "https://")):
        service = reconcile.connect(against, timeout)
        asked = reconcile.find(service, subjects, kind=kind, limit=limit, timeout=timeout)
        rows = [
            row
            for subject, found in asked
            for row in propose.propose([subject], propose.Matcher(found, subjects), threshold=threshold, limit=limit)
        ]
        return service.space, rows
    there = vocabulary.of_file(Path(against))
    if kind and not any(kind in concept.kinds for concept in there):
        raise UserError(f"{against} has no concept of {kind}", "give the IRI of a class or scheme in it")
    matcher = propose.Matcher(there, subjects, kind)
    return "", propose.propose(subjects, matcher, threshold=threshold, limit=limit)


def _write(table: MappingSet, out: Path | None) -> None:
    from kg.link import mappings  # noqa: PLC0415

    text = mappings.written(table, _TOOL, __version__)
    if out is None:
        typer.echo(text, nl=False)
        return
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UserError(f"{out} cannot be written: {error.strerror}", "give another file") from error
