"""The progress bar of commands that read documents."""

from __future__ import annotations

from rich.markup import escape
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from kg.cli import console

_NAME_WIDTH = 32


class Bar:
    """The progress of a build on standard error; nothing when asked for quiet or when that is no terminal."""

    def __init__(self, quiet: bool) -> None:
        notes = console.notes()
        self._rich = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[count]}"),
            _Rate(),
            TimeRemainingColumn(),
            console=notes,
            transient=True,
            disable=quiet or not notes.is_terminal,
        )
        self._task = self._rich.add_task("", total=None, count="", characters=0)
        self._documents = 0
        self._done = 0

    def __enter__(self) -> Bar:
        """Show it."""
        self._rich.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Remove it."""
        self._rich.stop()

    def found(self, documents: int, size: int) -> None:
        """See ``kg.build.Progress``."""
        self._documents = documents
        self._rich.update(self._task, total=size, count=f"0/{documents}")

    def reading(self, name: str) -> None:
        """See ``kg.build.Progress``."""
        shown = Text(name)
        shown.truncate(_NAME_WIDTH, overflow="ellipsis", pad=True)
        self._rich.update(self._task, description=escape(shown.plain))

    def read(self, name: str, size: int, characters: int) -> None:
        """See ``kg.build.Progress``."""
        self._done += 1
        total = self._rich.tasks[0].fields["characters"] + characters
        self._rich.update(self._task, advance=size, count=f"{self._done}/{self._documents}", characters=total)

    def stage(self, name: str) -> None:
        """See ``kg.build.Progress``."""
        self._rich.update(self._task, description=f"{name} …".ljust(_NAME_WIDTH))

    def refresh(self) -> None:
        """Draw it now and not when its time comes."""
        self._rich.refresh()


class _Rate(ProgressColumn):
    """Characters a second since the start."""

    def render(self, task: Task) -> Text:
        characters, seconds = task.fields["characters"], task.elapsed
        return Text(f"{characters / seconds:,.0f} chars/s" if characters and seconds else "")
