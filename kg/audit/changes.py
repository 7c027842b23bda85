"""Checks over time: growth against two levels, jumps of a series, points against two shares, targets and results."""

from __future__ import annotations

import re
from fractions import Fraction

from kg.audit.book import Book
from kg.audit.facts import Fact
from kg.audit.findings import Finding, Outcomes, apart, said
from kg.audit.intervals import Interval, between, exactly, shown
from kg.audit.kinds import Check, Severity
from kg.audit.knowledge import Knowledge

_YEARLY = re.compile("年均|平均每年|年平均")
_PRICES = between(Fraction(90, 100), Fraction(115, 100))  # what a year's prices can change by, as a factor
# Percentage points a year that a stated growth may be off. In one document: by what a level was rounded before it was
# written, and by a change of scope; over documents also by what the level of the year before was revised.
_SMALL, _REBASED = Fraction(1), Fraction(4)
_REVISED = Fraction(2)
_NOTICE, _WARNING = 2, 6  # times the level of the year before: more than 100 % and more than 500 % up
_STEADY = ("flow", "stock")  # series that go on: a count of what was done in a year need not


def growth(book: Book, known: Knowledge) -> Outcomes:
    """Level, earlier level and the growth stated between them."""
    for stated in book.clear("growth"):
        first, years = _base_year(stated)
        if first is None:
            continue
        last = stated.period[-4:]
        new = book.find(stated, measure="level", period=last)
        old = book.find(stated, measure="level", period=str(first), unit=new.unit if new else "")
        if new and old and old.value > 0 and new.unit == old.unit:
            yield _growth(stated, new, old, years, known)


def points(book: Book, known: Knowledge) -> Outcomes:
    """Two shares, or two rates of growth, and the change in percentage points stated between them."""
    for stated in book.clear("pointChange"):
        first, _ = _base_year(stated)
        for measure in ("share", "growth"):
            new = book.find(stated, measure=measure, period=stated.period[-4:])
            old = book.find(stated, measure=measure, period=str(first))
            if new and old:
                yield _points(stated, new, old)
                break


def jumps(book: Book, known: Knowledge) -> Outcomes:
    """A level against that of the year before, where no growth is stated that explains it."""
    for new in book.clear("level"):
        if new.year is None or not new.known or new.statistic not in _STEADY:
            continue
        old = book.find(new, period=str(new.year - 1), unit=new.unit)
        if old is None or old.value <= 0 or new.value <= 0 or book.find(new, measure="growth"):
            continue
        yield _jump(new, old)


def targets(book: Book, known: Knowledge) -> Outcomes:
    """What was aimed at for a year against what was reached in it."""
    for measure in ("level", "growth", "increment", "share"):
        for aim in book.clear(measure, target=True):
            result = book.find(aim, unit=aim.unit)
            if result is not None:
                yield _target(aim, result)


def completions(book: Book, known: Knowledge) -> Outcomes:
    """How much of a plan is said to be done, against the plan and the result."""
    for stated in book.clear("completion"):
        for measure in ("level", "increment"):
            result = book.find(stated, measure=measure)
            aim = book.find(stated, measure=measure, unit=result.unit if result else "", target=True)
            if result and aim and aim.value > 0:
                reckoned = result.reach.over(aim.reach).scaled(Fraction(100))
                text = f"{said(result)} ÷ {said(aim)} = {reckoned}%；{said(stated)} = {stated.reach}%"
                fits = stated.reach.meets(reckoned)
                yield None if fits else _differs(Check.COMPLETION, (stated, result, aim), text)
                break


def _base_year(stated: Fact) -> tuple[int | None, int]:
    """The year that a change is measured from, and how many years lie between: 2021/2025 starts from 2020."""
    first, _, last = stated.period.partition("/")
    if not (len(first) == 4 and len(last) in (0, 4)):
        return None, 0
    return int(first) - 1, int(last or first) - int(first) + 1


def _growth(stated: Fact, new: Fact, old: Fact, years: int, known: Knowledge) -> Finding | None:
    yearly = years > 1 and bool(_YEARLY.search(stated.sentence))
    per = years if yearly else 1
    factor = new.reach.over(old.reach)
    claimed = stated.reach.scaled(Fraction(1, 100)).plus(exactly(1)).power(per)
    constant = known.constant_prices(stated.indicator)
    allowed = claimed.times(_PRICES.power(years)) if constant else claimed
    reckoned = factor.minus(exactly(1)).scaled(Fraction(100))
    how = f"（{years}年年均）" if yearly else ""
    text = f"{said(new)} ÷ {said(old)} − 1 = {reckoned}%；{said(stated)}{how} = {stated.reach}%"
    if constant:
        text += "；增速按可比价计，另允许价格每年变动 −10% 至 +15%"
    if factor.meets(allowed):
        return None
    off = factor.distance(allowed) * 100
    limit = (_REBASED if known.rebased(stated.indicator) else _SMALL) * years
    if len({fact.source.iri for fact in (stated, new, old)}) > 1:
        limit += _REVISED
    severity = Severity.NOTICE if off <= limit else Severity.WARNING
    return Finding(Check.GROWTH, severity, (stated, new, old), "differs", f"{text}；至少超出 {shown(off)} 个百分点")


def _points(stated: Fact, new: Fact, old: Fact) -> Finding | None:
    reckoned = new.reach.minus(old.reach)
    if stated.reach.meets(reckoned):
        return None
    text = f"{said(new)} − {said(old)} = {reckoned}；{said(stated)} = {stated.reach}"
    return _differs(Check.GROWTH, (stated, new, old), text)


def _jump(new: Fact, old: Fact) -> Finding | None:
    up, down = Fraction(new.value) / Fraction(old.value), Fraction(old.value) / Fraction(new.value)
    times = max(up, down)
    if times <= _NOTICE:
        return None
    severity = Severity.WARNING if times > _WARNING else Severity.NOTICE
    change = shown((up - 1) * 100)
    text = f"{said(new)} ÷ {said(old)} = {shown(up)}，即变化 {change}%"
    return Finding(Check.JUMP, severity, (new, old), "up" if up > 1 else "down", text)


def _target(aim: Fact, result: Fact) -> Finding:
    down = aim.bound in ("le", "lt") or aim.of_concept("polarity") == "lower-better"
    verdict = _verdict(aim, result.reach, down=down)
    words = {"met": "完成", "missed": "未完成", "overfulfilled": "超额完成", "open": "不能判断"}
    difference = Fraction(result.value) - Fraction(aim.value)
    by = apart(abs(difference), aim.unit)
    against = f"比目标{'高' if difference > 0 else '低'}{by}" if difference else "与目标相等"
    text = f"{said(result)}；{said(aim)}：{words[verdict]}，结果{against}"
    return Finding(Check.TARGET, Severity.NOTICE, (result, aim), verdict, text)


def _verdict(aim: Fact, result: Interval, *, down: bool) -> str:
    """Whether a result reaches a target; beyond it by more than the digits leave open is overfulfilled."""
    if aim.bound in ("eq", "approx") and None not in (result.low, result.high) and aim.reach.meets(result):
        return "met"
    at = Fraction(aim.value)
    low, high = (result.low, result.high) if not down else (_negative(result.high), _negative(result.low))
    at = -at if down else at
    if low is not None and low > at:
        return "overfulfilled"
    if low is not None and (low == at or (high is not None and low < at < high)):
        return "met"
    return "missed" if high is not None and high <= at else "open"


def _negative(end: Fraction | None) -> Fraction | None:
    return None if end is None else -end


def _differs(check: Check, facts: tuple[Fact, ...], text: str) -> Finding:
    return Finding(check, Severity.WARNING, facts, "differs", text)
