"""Where the clauses of a sentence begin: its signs, found once for all of its numbers."""

from __future__ import annotations

import re
from bisect import bisect_left

REACH = 240  # characters on either side of a number in which its words are looked for
_SIGNS = re.compile("[）”》（“《，；。：！？]")
_CLOSING, _OPENING, _STOPS = "）”》", "（“《", "，；。：！？"
_SHOWN = 40  # characters before a number that its passage begins with, at most


class Clauses:
    """The clauses of one sentence, whose ``text`` it is."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._signs = signs = [found.start() for found in _SIGNS.finditer(text)]
        self._stops = [at for at in signs if text[at] in _STOPS]

    def opened(self, start: int, end: int) -> int:
        """Where the clause begins that ``text[start:end]`` ends in; the signs inside brackets open none."""
        text, signs, stops = self.text, self._signs, self._stops
        if len(stops) == len(signs):  # no brackets
            i = bisect_left(stops, end)
            return stops[i - 1] + 1 if i and stops[i - 1] >= start else start
        depth = 0
        for i in range(bisect_left(signs, end) - 1, -1, -1):
            at = signs[i]
            if at < start:
                break
            sign = text[at]
            if sign in _CLOSING:
                depth += 1
            elif sign in _OPENING:
                depth -= 1
            elif depth <= 0:
                return at + 1
        return start

    def part(self, end: int) -> int:
        """Where the part of the sentence begins that ends there: behind the last semicolon or full stop in reach."""
        floor = max(0, end - REACH)
        return max(self.text.rfind("；", floor, end) + 1, self.text.rfind("。", floor, end) + 1, floor)

    def behind(self, signs: str, end: int) -> int:
        """Behind the last of some signs before a place."""
        floor = max(0, end - REACH)
        return max(floor, *(self.text.rfind(sign, floor, end) + 1 for sign in signs))

    def before_last(self, end: int) -> str:
        """The clause before the one that ends there, in the same part of the sentence."""
        text = self.text
        part = max(self.part(end), text.rfind("：", max(0, end - REACH), end) + 1)
        last = text.rfind("，", part, end)
        return text[text.rfind("，", part, last) + 1 or part : last] if last >= 0 else ""

    def passage(self, end: int) -> int:
        """Where the passage of a number begins: at the clause's start, at most 40 characters back."""
        stops, floor = self._stops, end - _SHOWN if end >= _SHOWN else 0
        i = bisect_left(stops, end)
        return stops[i - 1] + 1 if i and stops[i - 1] >= floor else floor
