"""What a careful reader noted of a document against what is read from it, with the tolerances of the guideline.

A ``.expect`` file has a line an observation, as ``reading.line`` prints it: indicator, measure, bound with value and
unit, status, period, then ``vs`` a comparator, ``of`` a subject, ``in`` an area where that is not the document's.
Lines before them state the document's metadata: ``area``, ``year``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kg.model import Document, Observation

_VALUE = re.compile(r"(?:(ge|gt|le|lt|approx) )?(-?[\d.]+)(?:~(-?[\d.]+))? ?(.*)")
_SAME = {"公里": "千米", "平方公里": "平方千米"}
_SHORT = (("GDP", "地区生产总值"), ("规上", "规模以上"), ("限上", "限额以上"))
_COUNTED = frozenset("个家户处所条座名人项套件次场部台辆起批宗张期类种款位天年")
NEAR = 0.6  # Dice coefficient of the bigrams of two indicators that are taken for one
FIELDS = ("indicator", "measure", "bound", "status", "period", "area")


@dataclass(frozen=True, slots=True)
class Noted:
    """One observation in the terms that are compared."""

    indicator: str
    measure: str
    bound: str
    value: Decimal
    unit: str
    status: str
    period: str
    area: str | None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The pairs of one value in order, what was missed, and what nobody noted."""

    pairs: tuple[tuple[Noted, Noted, tuple[str, ...]], ...]  # with the fields that differ
    missed: tuple[Noted, ...]
    extra: tuple[Noted, ...]

    @property
    def right(self) -> int:
        """How many observations are right in all fields."""
        return sum(not wrong for _, _, wrong in self.pairs)

    @property
    def f1(self) -> float:
        """F1 of observations that are right in all fields."""
        total = 2 * len(self.pairs) + len(self.missed) + len(self.extra)
        return 2 * self.right / total if total else 1.0


def expected(path: Path) -> tuple[dict[str, str], list[Noted]]:
    """The stated metadata and the observations of an ``.expect`` file."""
    stated: dict[str, str] = {}
    noted: list[Noted] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if " | " in line:
            noted.append(_noted(line.split(" | "), stated.get("area")))
        elif line.strip():
            key, _, value = line.partition(" ")
            stated[key] = value
    return stated, noted


def read(observation: Observation) -> Noted:
    """An observation as extracted."""
    o = observation
    return Noted(o.indicator, o.measure, o.bound, o.value, o.unit, o.status, str(o.period), o.area, o.subject)


def compare(noted: Sequence[Noted], said: Sequence[Noted]) -> Comparison:
    """Pairs of the same value and unit, those that agree in most fields first, then in the order of the text."""
    candidates = [
        (len(wrong), abs(i - j), i, j, wrong)
        for i, a in enumerate(noted)
        for j, b in enumerate(said)
        if _quantity(a) == _quantity(b)
        for wrong in [tuple(field for field in FIELDS if not _agree(field, a, b))]
    ]
    left, right = set(range(len(noted))), set(range(len(said)))
    pairs = []
    for _, _, i, j, wrong in sorted(candidates):
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((noted[i], said[j], wrong))
    return Comparison(tuple(pairs), tuple(noted[i] for i in sorted(left)), tuple(said[j] for j in sorted(right)))


def expectation(document: Path) -> Path:
    """The file of what is expected of a document."""
    return document.with_suffix(".expect")


def metadata_of(document: Document) -> dict[str, str]:
    """The metadata that an ``.expect`` file may state."""
    years = document.metadata.year_planned or document.metadata.year_reviewed
    return {"area": str(document.metadata.area), "year": str(years)}


def _noted(parts: Sequence[str], area: str | None) -> Noted:
    found = _VALUE.fullmatch(parts[2])
    if found is None:
        raise ValueError(f"no value: {parts[2]}")
    rest = {part[:2]: part[3:] for part in parts[5:]}
    return Noted(
        indicator=parts[0],
        measure=parts[1],
        bound=found[1] or "eq",
        value=Decimal(found[2]),
        unit=found[4],
        status=parts[3],
        period=parts[4],
        area=rest.get("in", area),
        subject=rest.get("of"),
    )


def _quantity(o: Noted) -> tuple[Decimal, str]:
    unit, factor = o.unit, Decimal(1)
    for magnitude, size in (("万亿", 12), ("亿", 8), ("万", 4)):
        if unit.startswith(magnitude):
            unit, factor = unit.removeprefix(magnitude), Decimal(10) ** size
            break
    unit = _SAME.get(unit, unit)
    return o.value * factor, "" if unit in _COUNTED else unit


def _agree(field: str, a: Noted, b: Noted) -> bool:
    if field != "indicator":
        return getattr(a, field) == getattr(b, field) or (field == "area" and a.area is None)
    wholes = [{o.indicator, (o.subject or "") + o.indicator} for o in (a, b)]
    return any(_dice(_long(x), _long(y)) >= NEAR for x in wholes[0] for y in wholes[1])


def _long(name: str) -> str:
    name = re.sub(r"[“”（）、，·\s]", "", name)
    for short, long in _SHORT:
        name = name.replace(short, long)
    return name


def _dice(a: str, b: str) -> float:
    if a == b:
        return 1.0
    left, right = (Counter(x[i : i + 2] for i in range(len(x) - 1)) or Counter([x]) for x in (a, b))
    return 2 * sum((left & right).values()) / (sum(left.values()) + sum(right.values()))
