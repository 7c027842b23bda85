"""Checks within a period: shares, means, parts and sums against their wholes, an area against the one around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from kg.audit.book import Book
from kg.audit.facts import Fact
from kg.audit.findings import Finding, Outcomes, amount, apart, said, total
from kg.audit.intervals import exactly, shown
from kg.audit.kinds import Check, Severity
from kg.audit.knowledge import Breakdown, Knowledge

_HUNDRED = exactly(100)
_LOOSE = Fraction(1, 20)  # a mean divides by the population of mid-year, the text states that of the year's end
_EACH = re.compile("每[十百千万]{0,2}(?:[人户亩家]|名|平方公里)?$")
_ROUNDING = Fraction(1, 100)  # parts published on their own are rounded and revised on their own
_UNEVEN = Fraction(1, 500)  # of the whole, by which a sum may miss it
_REVISED = Fraction(1, 2)  # percentage points
AMOUNTS = ("level", "increment")


def shares(book: Book, known: Knowledge) -> Outcomes:
    """A share against its part and its whole, and against 0 and 100."""
    for stated in (*book.clear("share"), *book.clear("share", target=True)):
        if stated.unit == "%" and not 0 <= stated.value <= 100 and not _may_exceed(stated, known):
            text = f"{said(stated)}：占比应在 0 至 100% 之间"
            yield Finding(Check.SHARE, Severity.ERROR, (stated,), "impossible", text)
            continue
        pair = _part_and_whole(stated, book, known) if stated.status != "target" else None
        if pair is not None:
            yield _share(stated, *pair)


def means(book: Book, known: Knowledge) -> Outcomes:
    """An amount per resident against the amount and the population."""
    population = known.indicator("常住人口")
    for stated in book.clear("level"):
        total = known.total_of_mean(stated.concept) if stated.concept else None
        if total is None or not stated.known:
            continue
        whole = book.find(stated, indicator=total, unit=stated.unit)
        people = book.find(stated, indicator=population)
        if whole and people and people.value > 0:
            reckoned = whole.reach.over(people.reach)
            slack = (reckoned.high or Fraction(0)) * _LOOSE
            text = f"{said(whole)} ÷ {said(people)} = {amount(reckoned, stated.unit)}；{said(stated)}，允许相差 5%"
            fits = reckoned.widened(slack).meets(stated.reach)
            yield None if fits else Finding(Check.MEAN, Severity.WARNING, (stated, whole, people), "differs", text)


def parts(book: Book, known: Knowledge) -> Outcomes:
    """A part (其中) against its whole of the same area and period."""
    for part in _of_amounts(book):
        if part.concept is None or not known.additive(part.concept):
            continue
        for indicator in known.wholes(part.concept):
            whole = book.find(part, indicator=indicator, unit=part.unit)
            if whole is not None:
                yield exceeding(part, whole, sure=part.statistic != "count" and part.measure == "level")


def areas(book: Book, known: Knowledge) -> Outcomes:
    """The amount of an area against that of the areas around it."""
    for part in _of_amounts(book):
        if part.concept is None or part.subject or not known.additive(part.concept):
            continue
        for around in known.around(part.area):
            whole = book.find(part, area=around, unit=part.unit)
            if whole is not None:
                yield exceeding(part, whole)


def sums(book: Book, known: Knowledge) -> Outcomes:
    """Parts that make a whole: three sectors and GDP, three shares and 100 %, imports and exports."""
    of_part = {breakdown.parts[0]: breakdown for breakdown in known.breakdowns}
    for first in (*book.clear("level"), *book.clear("share")):
        breakdown = of_part.get(first.indicator)
        if breakdown is not None and not first.subject:
            yield from _sum(first, breakdown, book)


def gaps(book: Book, known: Knowledge) -> Outcomes:
    """A stated distance from another area's growth or share, or from the target, against both."""
    for stated in book.clear("gap"):
        aim = known.is_aim(stated.comparator)
        if stated.unit != "个百分点" or not (aim or stated.comparator.startswith("http")):
            continue
        for measure in ("growth", "share"):
            own = book.find(stated, measure=measure)
            other = book.find(own, area="" if aim else stated.comparator, target=aim) if own else None
            if own and other:
                reckoned = own.reach.minus(other.reach)
                text = f"{said(own)} − {said(other)} = {reckoned}个百分点；{said(stated)} = {stated.reach}个百分点"
                fits = stated.reach.meets(reckoned)
                yield None if fits else Finding(Check.GAP, Severity.WARNING, (stated, own, other), "differs", text)
                break


def exceeding(part: Fact, whole: Fact, *, sure: bool = True) -> Finding | None:
    """A part that exceeds its whole: a notice by what revision leaves open, or where it may be of other things."""
    if part.reach.low is None or whole.reach.high is None or not part.reach.exceeds(whole.reach):
        return None
    if _is_rate(part) != _is_rate(whole):
        return None
    over = part.reach.low - whole.reach.high
    text = f"{said(part)}，大于其整体：{said(whole)}，至少多{apart(over, part.unit)}"
    small = over <= whole.reach.high * _ROUNDING
    severity = Severity.WARNING if sure and not small else Severity.NOTICE
    return Finding(Check.PART, severity, (part, whole), "exceeds", text)


def of_hundred(members: Sequence[Fact]) -> Finding | None:
    """Shares that should be all there is. Their roundings may add to 99.9 or 100.1, which the intervals allow for."""
    summed = total(members)
    if summed.meets(_HUNDRED) or Fraction(100) in (summed.low, summed.high):
        return None
    text = f"{_terms(members)} = {summed}%，应为 100%"
    return Finding(Check.SUM, Severity.WARNING, tuple(members), "differs", text)


def _is_rate(stated: Fact) -> bool:
    """Whether an amount is told for each so many: 每千人6.6批次 is no whole of 5万批次."""
    return _EACH.search(stated.before) is not None


def _of_amounts(book: Book) -> Iterator[Fact]:
    for measure in AMOUNTS:
        yield from book.clear(measure)


def _may_exceed(stated: Fact, known: Knowledge) -> bool:
    """Whether a ratio is none of part and whole: 外贸依存度 may reach 400 %."""
    if stated.concept is None:
        return "占" not in stated.label
    plausible = known.plausible(stated.concept, "")
    return plausible is None or plausible.high > 100


def _part_and_whole(stated: Fact, book: Book, known: Knowledge) -> tuple[Fact, Fact] | None:
    for part, whole in known.shares(stated.label, stated.concept):
        of_whole = book.find(stated, indicator=whole, measure="level")
        of_part = book.find(stated, indicator=part, measure="level", unit=of_whole.unit if of_whole else "")
        if of_whole and of_part and of_whole.value > 0 and of_whole.unit == of_part.unit:
            return of_part, of_whole
    return None


def _share(stated: Fact, part: Fact, whole: Fact) -> Finding | None:
    reckoned = part.reach.over(whole.reach).scaled(Fraction(100))
    if stated.reach.meets(reckoned):
        return None
    off = stated.reach.distance(reckoned)
    text = (
        f"{said(part)} ÷ {said(whole)} = {reckoned}%；{said(stated)} = {stated.reach}%；至少相差 {shown(off)} 个百分点"
    )
    severity = Severity.NOTICE if off <= _REVISED else Severity.WARNING
    return Finding(Check.SHARE, severity, (stated, part, whole), "differs", text)


def _sum(first: Fact, breakdown: Breakdown, book: Book) -> Outcomes:
    found = [first, *(book.find(first, indicator=part, unit=first.unit) for part in breakdown.parts[1:])]
    members = [fact for fact in found if fact is not None]
    if len(members) != len(found):
        return
    if breakdown.whole is None:
        if len({(fact.source.iri, fact.number) for fact in members}) > 1:  # else the sentence itself is checked
            yield of_hundred(members)
        return
    whole = book.find(first, indicator=breakdown.whole, unit=first.unit)
    if whole is None or whole.reach.high is None:
        return
    summed = total(members)
    text = f"{_terms(members)} = {amount(summed, first.unit)}；{said(whole)} = {amount(whole.reach, whole.unit)}"
    off = summed.distance(whole.reach)
    severity = Severity.NOTICE if off <= whole.reach.high * _UNEVEN else Severity.WARNING
    fits = summed.meets(whole.reach)
    yield None if fits else Finding(Check.SUM, severity, (*members, whole), "differs", text)


def _terms(members: Sequence[Fact]) -> str:
    return " + ".join(said(member) for member in members)
