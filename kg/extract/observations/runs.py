"""The runs of numbers in a sentence, and what the words before each say, whatever the numbers before it measure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.extract.observations import beside, nouns
from kg.extract.observations.clauses import REACH, Clauses
from kg.extract.observations.cue_words import words
from kg.extract.observations.measure import Measured, measure_of
from kg.extract.observations.stripping import strip_lead, strip_tail
from kg.extract.observations.telling import aim_of
from kg.extract.places import Turn
from kg.language.quantities import Quantity

_ONE_EACH = re.compile("分别(?:同比)?(?:为|是|有|达|达到|提高到|提升到|增加到|增至|增长)?$")
_LIST_SIGNS = re.compile(r"[、，]?(?:和|及|以及|与|、)?")


class Run(NamedTuple):
    """Quantities of one kind with nothing but list signs between: 5.9%、7.3%."""

    quantities: list[Quantity]
    clause: str  # the words of the clause before it, from the number before or from what that took
    before: str  # the same without what says nothing
    after: str  # the text after its first number
    measured: Measured  # by these words alone
    left: nouns.Left  # what they leave, taken apart


class Runs:
    """Reads the runs of one sentence."""

    def __init__(self, clauses: Clauses, turns: Sequence[Turn]) -> None:
        self._text = clauses.text
        self._clauses = clauses
        self._turns = turns

    def read(self, quantities: Sequence[Quantity]) -> list[Run]:
        """The runs of a sentence's quantities, in order, each from the number before."""
        found: list[Run] = []
        i = end = 0
        while i < len(quantities):
            run = self._run(quantities, i)
            found.append(self.behind(run, end, 0))
            i += len(run)
            end = run[-1].end
        return found

    def behind(self, quantities: list[Quantity], end: int, consumed: int) -> Run:
        """A run behind a number that ends there, and behind the words that this took."""
        q = quantities[0]
        clause = self.before(q, end, consumed)
        before = "" if clause in ("中", "中有") else clause  # 10个行业中8个增长
        after = self._text[q.end : q.end + REACH]
        aim = aim_of(before)
        measured = measure_of(q, before[: aim.start()] if aim else before, after)
        return Run(quantities, clause, before, after, measured, left_of(measured))

    def before(self, q: Quantity, end: int, consumed: int) -> str:
        """The words of the clause before a number, from what the number before took or the last sign."""
        text = self._text
        start = max(end, consumed, self._turned_at(q, end) if self._turns else 0, q.start - REACH)
        if text.startswith("（", start, q.start) and text.find("）", start, q.start) < 0:
            start += 1  # 856张（占87.1%）
        if text[end - 1 : end].isdigit() and text.startswith("大", start, q.start):
            start += 1  # 6大产业集群对外贸贡献率超过55%
        opened = self._clauses.opened(start, q.start)
        before = text[opened : q.start]
        return before if opened > start else beside.under_conditions(before, text, opened, q.end)

    def _turned_at(self, q: Quantity, end: int) -> int:
        """Where the last turn before a number ends; 0 where the noun stands before it: 参合率光山县为98.9%."""
        turn = max((t for t in self._turns if t.end <= q.start), key=lambda t: t.end, default=None)
        if turn is None:
            return 0
        start = max(self._clauses.behind("，；。：", turn.start), end)
        ahead = strip_lead(self._text[start : turn.start])
        return 0 if ahead.endswith(words().heads) else turn.end

    def _run(self, quantities: Sequence[Quantity], i: int) -> list[Quantity]:
        first = quantities[i]
        run, end, mixed = [first], first.end, None
        for q in quantities[i + 1 :]:
            if not 1 <= q.start - end <= 2 or not _LIST_SIGNS.fullmatch(self._text, end, q.start):
                break
            if mixed is None:
                mixed = _ONE_EACH.search(self._text[max(0, first.core_start - 12) : first.core_start]) is not None
            if q.kind != first.kind and not mixed:
                break
            if first.kind != "rank" and self._text.startswith("，", end) and not self._text.startswith("，和", end):
                break
            run.append(q)
            end = q.end
        return run


def left_of(measured: Measured) -> nouns.Left:
    """What the words before a number leave of a noun, taken apart."""
    return nouns.take_apart(measured.rest if measured.measure == "rank" else strip_tail(measured.rest))
