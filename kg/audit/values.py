"""Checks of one number: its plausible range and unit, its place in an order, its period against its document."""

from __future__ import annotations

from fractions import Fraction

from kg.audit.book import Book
from kg.audit.facts import Fact
from kg.audit.findings import Finding, Outcomes, amount, said
from kg.audit.kinds import Check, Severity
from kg.audit.knowledge import Knowledge

_FAR = 3  # times beyond the range: a slip of unit or digit, not an area that is larger than others
_ZONES = Fraction(13, 10)  # development zones are ranked beside counties: so many more than the counties, and three
_PLAN = 5  # years that a plan reaches ahead; farther goals are set for 2030, 2035, 2060 …
_OLD = 30  # years back that a report of a year speaks of


def ranges(book: Book, known: Knowledge) -> Outcomes:
    """A level within the indicator's plausible range for areas of that level, and growth within that of its kind."""
    for fact in book.facts:
        if not fact.known or fact.concept is None or "/" in fact.period:
            continue
        far = _FAR
        if fact.measure == "level" and fact.unit == known.usual_unit(fact.concept):
            plausible = known.plausible(fact.concept, fact.level)
        elif fact.measure == "growth" and known.has_growth_range(fact.indicator):
            plausible, far = known.growth_range(), 1
        else:
            continue
        if plausible is None:
            continue
        value = Fraction(fact.value)
        if plausible.low <= value <= plausible.high:
            yield None
            continue
        beyond = value > plausible.high * far or value < plausible.low / far
        bounds = f"{amount(plausible.low, fact.unit)}至{amount(plausible.high, fact.unit)}"
        text = f"{said(fact)}，合理范围为{bounds}"
        severity = Severity.WARNING if beyond else Severity.NOTICE
        yield Finding(Check.RANGE, severity, (fact,), "outside", text)


def units(book: Book, known: Knowledge) -> Outcomes:
    """The unit of a level or increment against the dimension of its indicator."""
    for fact in book.facts:
        if fact.concept is None or fact.measure not in ("level", "increment") or not fact.dimension:
            continue
        wanted = known.unit_dimension(fact.concept)
        if not wanted or wanted == fact.dimension:
            yield None
            continue
        text = f"{said(fact)}：单位是{fact.unit}（{fact.dimension}），指标应为{wanted}"
        yield Finding(Check.UNIT, Severity.NOTICE, (fact,), "misfit", text)


def ranks(book: Book, known: Knowledge) -> Outcomes:
    """A place in an order against how many areas are ordered."""
    for fact in book.facts:
        if fact.measure != "rank" or not fact.comparator.startswith("http") or fact.subject:
            continue
        count = known.siblings(fact.area, fact.comparator)
        if count is None:
            continue
        most = count if fact.level == "province" else int(count * _ZONES) + 3
        text = f"{said(fact)}，同级区域共{count}个"
        fits = 1 <= fact.value <= most
        yield None if fits else Finding(Check.RANK, Severity.WARNING, (fact,), "impossible", text)


def periods(book: Book, known: Knowledge) -> Outcomes:
    """The period of a number against the years that its document reviews and plans for."""
    for fact in book.facts:
        planned = fact.source.planned
        year = _last_year(fact)
        if planned is None or year is None:
            continue
        yield _period(fact, year, planned)


def _period(fact: Fact, year: int, planned: int) -> Finding | None:
    if fact.status != "target" and year > planned:
        text = f"{said(fact)}：文件所计划的是{planned}年，不能已有{year}年的结果"
        return Finding(Check.PERIOD, Severity.WARNING, (fact,), "future", text)
    if fact.status == "target" and year > planned + _PLAN and year % 5:
        text = f"{said(fact)}：文件所计划的是{planned}年，规划的目标年份应在五年之内或逢五逢十"
        return Finding(Check.PERIOD, Severity.WARNING, (fact,), "future", text)
    if fact.status == "target" and year < planned - 1:
        text = f"{said(fact)}：文件所计划的是{planned}年，{year}年的目标已经过去"
        return Finding(Check.PERIOD, Severity.NOTICE, (fact,), "past", text)
    if year < planned - _OLD:
        text = f"{said(fact)}：文件所计划的是{planned}年，{year}年过于久远"
        return Finding(Check.PERIOD, Severity.NOTICE, (fact,), "past", text)
    return None


def _last_year(fact: Fact) -> int | None:
    last = fact.period.rpartition("/")[2][:4]
    return int(last) if last.isdigit() else None
