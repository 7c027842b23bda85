"""三次产业结构 5.1∶41.2∶53.7: three shares in one writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.language.quantities import Quantity

_RATIO = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)[:：∶](\d{1,6}(?:\.\d{1,6})?)[:：∶](\d{1,6}(?:\.\d{1,6})?)")
_SECTORS = re.compile(r"三次产业|三产|三大产业|一二三产|产业结构")
_GOES_ON = re.compile("(?:调整|优化|演进|转变|变)?(?:为|成|到|至)|由|从")  # …，调整为7∶43∶50
NAMES = tuple(f"第{n}产业增加值占地区生产总值比重" for n in "一二三")


@dataclass(frozen=True, slots=True)
class Share:
    """One sector's share at ``text[start:end]``."""

    start: int
    end: int
    name: str
    value: Decimal
    clause: int  # where the clause begins that names the three sectors


def sector_shares(text: str) -> Iterator[Share]:
    """The shares of every three-part ratio that a clause about the three sectors holds."""
    for found in _RATIO.finditer(text):
        clause = max(text.rfind(c, 0, found.start()) for c in "，；。") + 1
        if _GOES_ON.match(text, clause):
            clause = max(text.rfind(c, 0, max(clause - 1, 0)) for c in "，；。") + 1
        if _SECTORS.search(text[clause : found.start()]):
            for i, name in enumerate(NAMES, start=1):
                yield Share(found.start(i), found.end(i), name, Decimal(found[i]), clause)


def share_quantities(text: str) -> Iterator[tuple[Share, Quantity, int]]:
    """The same shares as percentages, each with the end of the whole ratio that it stands in."""
    shares = list(sector_shares(text))
    ends = [share.end for share in shares]
    for i in range(len(shares) - 2, -1, -1):
        if shares[i + 1].start - shares[i].end == 1:
            ends[i] = ends[i + 1]
    for share, end in zip(shares, ends, strict=True):
        at, stop = share.start, share.end
        number = text[at:stop]
        q = Quantity(at, stop, number, share.value, "%", "eq", "percent", "arabic", unit_start=stop, core_start=at)
        yield share, q, end


def ratio_spans(text: str) -> list[tuple[int, int]]:
    """The stretches of all three-part ratios: no other reading of their numbers is tried."""
    return [found.span() for found in _RATIO.finditer(text)] if ratio_signs(text) else []


def ratio_signs(text: str) -> bool:
    """Whether a text has a sign of which a three-part ratio has two; most have none."""
    return "：" in text or ":" in text or "∶" in text
