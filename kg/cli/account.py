"""``kg ledger`` and ``kg candidates``: what is not understood, and what the vocabulary lacks."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.cli import console
from kg.cli.options import GRAPH, GraphOption, WorkersOption
from kg.cli.progress import Bar
from kg.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.model import Extraction, NumberUse
    from kg.views.candidates import Candidate
    from kg.views.ledger_lines import Entry

_WIDE = 200  # columns of a table that is written to a file


class LedgerFormat(StrEnum):
    """How ``kg ledger`` prints."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


class CandidatesFormat(StrEnum):
    """How ``kg candidates`` prints."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def ledger(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.", show_default=False)],
    form: Annotated[LedgerFormat, typer.Option("--format", "-f", help="A table, JSON, or a page with colours.")] = (
        LedgerFormat.TABLE
    ),
    unexplained: Annotated[
        bool, typer.Option("--unexplained", help="List only the numbers that no rule accounts for.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write to this file.", show_default=False)
    ] = None,
    workers: WorkersOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Account for every number: each digit group and Chinese numeral with its class, place and sentence.

    The classes: observation, date, name, ordinal, identifier, set-phrase, and unexplained. The table has the
    counts and the unexplained ones; JSON has all; the page shows the whole text. Exit code 1: a document failed.

    **Examples**

        kg ledger report.txt
        kg ledger reports/ --unexplained
        kg ledger report.txt --format html --out ledger.html
    """
    from kg import build  # noqa: PLC0415 - `kg --help` starts without the pipeline
    from kg.views import ledger_lines, ledger_page  # noqa: PLC0415

    with Bar(quiet) as bar:
        reading = build.read(paths, processes=workers, progress=bar)
    if form is LedgerFormat.HTML:
        _put(ledger_page.page(reading.extractions, unexplained=unexplained), out)
    elif form is LedgerFormat.JSON:
        _put(ledger_lines.to_json(reading.extractions, unexplained=unexplained), out)
    else:
        _put_tables(_ledger_tables(reading.extractions, counted=not unexplained), out)
    console.say_outcome(reading)


def candidates(
    kind: Annotated[
        str, typer.Option("--kind", "-k", help="indicator, unit, industry …; or Project, Site, Programme … for names.")
    ] = "indicator",
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many, the most frequent.")] = 30,
    form: Annotated[CandidatesFormat, typer.Option("--format", "-f", help="How the list is written.")] = (
        CandidatesFormat.TABLE
    ),
    stanza: Annotated[
        bool, typer.Option("--stanza", help="Print Turtle to paste into ontology/indicators.ttl.")
    ] = False,
    graph: GraphOption = GRAPH,
) -> None:
    """List what is kept apart from the graph's things for a person to decide, the most frequent first.

    `--kind indicator`, `unit`, `industry` … are wordings that the vocabulary does not have; those that differ in form
    only (规上, 规模以上; 全市…; 新增…) are one. One stanza in the vocabulary promotes it: at the next build its
    observations have the concept. `--kind Project`, `Site`, `Organisation` … are names that neither rules nor model
    are sure of, with how likely they are and a passage; a line of `curation.tsv` accepts or rejects one.

    **Examples**

        kg candidates
        kg candidates --kind unit --format csv
        kg candidates --kind Project
        kg candidates --limit 1 --stanza
    """
    from kg.graph.store import open_snapshot  # noqa: PLC0415
    from kg.views import candidates as listing  # noqa: PLC0415 - `kg --help` starts without the pipeline

    snapshot = open_snapshot(graph)
    unsure = listing.unsure(snapshot.report())
    if kind in unsure:
        _list_names(unsure[kind], limit, form, stanza=stanza)
        return
    store = snapshot.store()
    known = (*listing.kinds(store), *unsure)
    if kind not in known:
        raise UserError(f"no candidates of the kind {kind}", f"the graph has {', '.join(known) or 'none'}")
    found = listing.candidates(store, kind)
    shown = found[:limit]
    if stanza:
        if kind != "indicator":
            raise UserError("only indicators have a ready stanza", f"copy one of the vocabulary for {kind}")
        typer.echo(listing.stanzas(store, shown), nl=False)
    elif form is CandidatesFormat.JSON:
        typer.echo(listing.to_json(shown), nl=False)
    elif form is CandidatesFormat.CSV:
        typer.echo(listing.to_csv(shown), nl=False)
    else:
        console.show(_candidate_table(shown))
    _note_rest(len(shown), len(found))


def _list_names(found: Sequence[Mapping[str, object]], limit: int, form: CandidatesFormat, *, stanza: bool) -> None:
    from kg.views import candidates as listing  # noqa: PLC0415

    shown = found[:limit]
    if stanza:
        raise UserError("only indicators have a ready stanza", "put the line of --format csv into curation.tsv")
    if form is CandidatesFormat.JSON:
        typer.echo(listing.names_json(shown), nl=False)
    elif form is CandidatesFormat.CSV:
        typer.echo(listing.names_csv(shown), nl=False)
    else:
        table = Table("candidate", "count", "documents", "areas", "likely", "to accept it", "example")
        table.columns[-1].overflow = "fold"
        for row in listing.names_cells(shown):
            table.add_row(*map(Text, row))
        console.show(table)
    _note_rest(len(shown), len(found))


def _note_rest(shown: int, found: int) -> None:
    if found > shown:
        console.notes().print(f"the {shown} most frequent of {found:,}: raise --limit for more")


COMMANDS = (ledger, candidates)


def _put(text: str, path: Path | None) -> None:
    if path is None:
        typer.echo(text, nl=False)
        return
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}", "is the folder there?") from error


def _put_tables(parts: Sequence[Table | Text], path: Path | None) -> None:
    answers = console.answers()
    if path is None:
        for part in parts:
            if isinstance(part, Table):
                console.show(part)
            else:
                answers.print(part, soft_wrap=True)
        return
    plain = Console(width=_WIDE, highlight=False, color_system=None, force_terminal=False)
    with plain.capture() as captured:
        for part in parts:
            plain.print(part, soft_wrap=isinstance(part, Text))
    _put(captured.get(), path)


def _ledger_tables(extractions: Sequence[Extraction], *, counted: bool) -> list[Table | Text]:
    from kg.model import NumberUse  # noqa: PLC0415
    from kg.views import ledger_lines  # noqa: PLC0415

    whole = ledger_lines.totals(extractions)
    parts: list[Table | Text] = []
    if counted:
        table = Table("document", "numbers", *(use.value for use in NumberUse), "share unexplained")
        for column in table.columns[1:]:
            column.justify = "right"
        for extraction in extractions:
            table.add_row(Text(extraction.document.name), *_cells(ledger_lines.counts(extraction)))
        table.add_section()
        table.add_row("all", *_cells(whole), style="bold")
        parts.append(table)
    for extraction in extractions:
        odd = [e for e in ledger_lines.entries(extraction) if e.note.use is NumberUse.UNEXPLAINED]
        if odd:
            parts.append(_unexplained(extraction.document.name, odd))
    total, share = sum(whole.values()), ledger_lines.share_unexplained(whole)
    parts.append(Text(f"{whole[NumberUse.UNEXPLAINED]:,} of {total:,} numbers unexplained ({share:.2%})"))
    return parts


def _cells(counted: Mapping[NumberUse, int]) -> list[str]:
    from kg.views import ledger_lines  # noqa: PLC0415

    return [f"{n:,}" for n in (sum(counted.values()), *counted.values())] + [
        f"{ledger_lines.share_unexplained(counted):.1%}"
    ]


def _unexplained(name: str, odd: Sequence[Entry]) -> Table:
    table = Table("place", "number", "sentence", title=Text(f"{name}: unexplained"), title_justify="left")
    table.columns[2].overflow = "fold"
    for entry in odd:
        sentence = Text(entry.sentence.text if entry.sentence else "")
        sentence.stylize("bold yellow", entry.start, entry.end)
        table.add_row(str(entry.note.span.start), Text(entry.note.text, style="bold"), sentence)
    return table


def _candidate_table(shown: Sequence[Candidate]) -> Table:
    table = Table("candidate", "count", "documents", "areas", "units", "near", "example")
    table.columns[-1].overflow = "fold"
    for c in shown:
        table.add_row(
            Text(c.label, style="bold"),
            str(c.count),
            str(len(c.documents)),
            Text(_some(c.areas)),
            Text(_some(c.units)),
            Text(c.near.label if c.near else ""),
            Text(" ".join(c.example.split())),
        )
    return table


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:3]) + (f" +{len(names) - 3}" if len(names) > 3 else "")
