"""A function over items in processes of their own, so that an item that kills its process fails alone.

``ProcessPoolExecutor`` gives up all items when a worker dies and ``multiprocessing.Pool`` waits for ever, so the few
lines of supervision are here: a worker has one item at a time, its death or delay fails that item, another takes over.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no result for an item: one line, and the traceback where an exception was the cause."""

    reason: str
    detail: str = ""


def run(
    function: Callable[[Item], Outcome],
    items: Sequence[Item],
    workers: int,
    started: Callable[[int], None],
    seconds: float,
) -> Iterator[tuple[int, Outcome | Failure]]:
    """The results as they come, each with the index of its item.

    Args:
        function: called in another process, so it and what it takes and gives must be picklable.
        items: what to call it with.
        workers: how many processes; 0 calls the function in this one, for debuggers.
        started: told the index of each item when its turn comes.
        seconds: how long one item may take.
    """
    if workers > 0:
        yield from _Team(function, seconds).run(items, workers, started)
        return
    for index, item in enumerate(items):
        started(index)
        yield index, _attempt(function, item)


def _attempt(function: Callable[[Item], Outcome], item: Item) -> Outcome | Failure:
    try:
        return function(item)
    except Exception as error:
        return Failure(f"{type(error).__name__}: {error}".splitlines()[0], traceback.format_exc())


def collect_seldom() -> None:
    """Hardly ever go through what was made for garbage: hardly anything made of a document is cyclic."""
    gc.set_threshold(1_000_000, 10, 10)


def _serve(connection: Connection, function: Callable[[Item], Outcome]) -> None:
    """The life of a worker. Ctrl-C is for the parent; when the parent is gone, reading or writing fails and ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()
    while True:
        try:
            item = connection.recv()
        except EOFError:
            return
        connection.send(_attempt(function, item))


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


class _Worker:
    """A process, the pipe to it, and the item that it has."""

    def __init__(self, function: Callable[[Item], Outcome]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, function), daemon=True)
        # The child inherits this, so that an interrupt while it imports is the parent's alone to tell.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN) if _in_main_thread() else None
        try:
            self.process.start()
        finally:
            if before is not None:
                signal.signal(signal.SIGINT, before)
        theirs.close()
        self.index: int | None = None
        self.deadline = 0.0

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()

    def epitaph(self) -> str:
        self.process.join()
        code = self.process.exitcode or 0
        if code < 0:
            name = signal.Signals(-code).name
            return f"its process was killed by {name}" + (" (out of memory?)" if name == "SIGKILL" else "")
        return f"its process ended with code {code}"


class _Team(Generic[Item, Outcome]):
    def __init__(self, function: Callable[[Item], Outcome], seconds: float) -> None:
        self._function = function
        self._seconds = seconds
        self._workers: list[_Worker] = []

    def run(
        self, items: Sequence[Item], workers: int, started: Callable[[int], None]
    ) -> Iterator[tuple[int, Outcome | Failure]]:
        queue = deque(enumerate(items))
        try:
            while queue or self._busy():
                while queue and len(self._busy()) < workers:
                    index, item = queue.popleft()
                    started(index)
                    self._give(index, item)
                yield from self._collect()
        finally:
            for worker in self._workers:
                worker.stop()

    def _busy(self) -> list[_Worker]:
        return [worker for worker in self._workers if worker.index is not None]

    def _give(self, index: int, item: Item) -> None:
        worker = next((worker for worker in self._workers if worker.index is None), None)
        if worker is None:
            worker = _Worker(self._function)
            self._workers.append(worker)
        worker.index = index
        worker.deadline = time.monotonic() + self._seconds
        worker.connection.send(item)

    def _collect(self) -> Iterator[tuple[int, Outcome | Failure]]:
        """Wait for the next results; bury the workers that died or took too long."""
        busy = {worker.connection: worker for worker in self._busy()}
        patience = min(worker.deadline for worker in busy.values()) - time.monotonic()
        ready = wait(list(busy), timeout=max(patience, 0))
        for connection, worker in busy.items():
            index = worker.index
            if index is None:
                continue
            if connection in ready:
                worker.index = None
                try:
                    outcome: Outcome | Failure = connection.recv()
                except (EOFError, OSError):
                    outcome = Failure(worker.epitaph())
                    self._bury(worker)
                yield index, outcome
            elif worker.deadline <= time.monotonic():
                self._bury(worker)
                yield index, Failure(f"it took longer than {self._seconds:g} s")

    def _bury(self, worker: _Worker) -> None:
        worker.stop()
        self._workers.remove(worker)
