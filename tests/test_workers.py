"""Supervised processes: every item has an outcome, whatever happens to the process that has it."""

import os
import signal
import time

import pytest

from kg.workers import Failure, run


def work(item: str) -> str:
    match item:
        case "exit":
            os._exit(7)
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "raise":
            raise ValueError("no such thing\nmore")
        case "hang":
            time.sleep(60)
    return item.upper()


def outcomes(items: list[str], workers: int, seconds: float = 30) -> tuple[list[str | Failure], list[int]]:
    started: list[int] = []
    found = dict(run(work, items, workers, started.append, seconds))
    return [found[index] for index in range(len(items))], started


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_every_item_has_its_result(workers: int) -> None:
    assert outcomes(["a", "b", "c"], workers) == (["A", "B", "C"], [0, 1, 2])


@pytest.mark.parametrize("workers", [0, 2])
def test_exception_fails_only_its_item(workers: int) -> None:
    (one, two, three), _ = outcomes(["a", "raise", "c"], workers)
    assert (one, three) == ("A", "C")
    assert isinstance(two, Failure)
    assert two.reason == "ValueError: no such thing"
    assert "work" in two.detail


def test_process_that_dies_fails_only_its_item() -> None:
    found, _ = outcomes(["a", "exit", "b", "kill", "c", "exit"], 2)
    assert [found[0], found[2], found[4]] == ["A", "B", "C"]
    assert found[1] == found[5] == Failure("its process ended with code 7")
    assert found[3] == Failure("its process was killed by SIGKILL (out of memory?)")


def test_item_that_hangs_is_stopped() -> None:
    begun = time.monotonic()
    found, _ = outcomes(["hang", "a"], 1, seconds=5)
    assert found == [Failure("it took longer than 5 s"), "A"]
    assert time.monotonic() - begun < 90


def test_caller_that_stops_early_leaves_no_process() -> None:
    results = run(work, ["a", "hang"], 2, lambda index: None, 30)
    assert next(results) == (0, "A")
    begun = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - begun < 60
