"""Checks inside a sentence: what it calls a part or a total, ratios in one writing, level with increment and growth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from kg.audit.book import Book
from kg.audit.facts import Fact
from kg.audit.findings import Finding, Outcomes, amount, said, total
from kg.audit.intervals import exactly, shown
from kg.audit.kinds import Check, Severity
from kg.audit.knowledge import Breakdown, Knowledge
from kg.audit.wholes import AMOUNTS, exceeding, of_hundred

_PART = "其中"
_TOTAL = re.compile("(?:共计|合计|总计)(?:为|达)?$")
_ENDS = re.compile("[；。]")
_LIST = re.compile("[^，；。：]*、[^，；。：]*")
_ROUNDED = Fraction(1, 2)  # percentage points by which a growth may differ: the level was rounded before it was written


def named_parts(book: Book, known: Knowledge) -> Outcomes:
    """What a sentence calls a part (其中) against the amount of the same unit before it; a list of parts as a sum."""
    for same in _sentences(book, _PART, AMOUNTS):
        parts: dict[str, list[Fact]] = {}
        wholes: dict[str, Fact] = {}
        for i, part in enumerate(same):
            whole = _whole(same[:i], part, {fact.iri for members in parts.values() for fact in members})
            if whole is not None and not any(known.is_mean(fact.wording) for fact in (part, whole)):
                yield exceeding(part, whole)
                parts.setdefault(whole.iri, []).append(part)
                wholes[whole.iri] = whole
        for iri, members in parts.items():
            if len(members) > 1:
                yield _list_exceeding(members, wholes[iri])


def listed_totals(book: Book, known: Knowledge) -> Outcomes:
    """A total that a sentence names (共计, 合计) against the list before it."""
    for same in _sentences(book, "计", AMOUNTS):
        for i, whole in enumerate(same):
            if not _TOTAL.search(whole.sentence[: whole.at]):
                continue
            members = [f for f in same[:i] if f.unit == whole.unit and not _between(f, whole, _ENDS)]
            if len(members) > 1 and all(_between(a, b, _LIST) for a, b in pairwise(members)):
                summed = total(members)
                text = f"{' + '.join(said(m) for m in members)} = {amount(summed, whole.unit)}；{said(whole)}"
                fits = summed.meets(whole.reach)
                facts = (whole, *members)
                yield None if fits else Finding(Check.SUM, Severity.WARNING, facts, "differs", text)


def ratios(book: Book, known: Knowledge) -> Outcomes:
    """Shares in one writing (5.1∶41.2∶53.7) against 100; a sentence may give two of them, from and to."""
    breakdowns = {b.parts: b for b in known.breakdowns if b.whole is None}
    for breakdown in breakdowns.values():
        for same in _sentences(book, "", ("share",), set(breakdown.parts)):
            yield from _ratios(same, breakdown)


def increments(book: Book, known: Knowledge) -> Outcomes:
    """A level, by how much it rose and its growth in one sentence: 112.4亿元, 增加6.4亿元, 增长6.0%."""
    for same in _sentences(book, "", ("level", "increment", "growth")):
        by_measure: dict[tuple[str, str, str, str], dict[str, list[Fact]]] = {}
        for fact in same:
            topic = (fact.area, fact.subject, fact.indicator, fact.period)
            by_measure.setdefault(topic, {}).setdefault(fact.measure, []).append(fact)
        for found in by_measure.values():
            if [len(found.get(measure, ())) for measure in ("level", "increment", "growth")] == [1, 1, 1]:
                yield from _increment(found["level"][0], found["increment"][0], found["growth"][0], known)


def _sentences(
    book: Book, word: str, measures: Sequence[str], indicators: set[str] | None = None
) -> Iterator[list[Fact]]:
    """The facts of each sentence that has a word, in the order of their numbers."""
    found: dict[tuple[str, int], list[Fact]] = {}
    for fact in book.facts:
        if fact.measure in measures and word in fact.sentence and (indicators is None or fact.indicator in indicators):
            found.setdefault((fact.source.iri, fact.number), []).append(fact)
    for same in found.values():
        if len(same) > 1:
            yield sorted(same, key=lambda fact: (fact.at, fact.iri))


def _whole(before: Sequence[Fact], part: Fact, parts: set[str]) -> Fact | None:
    """The nearest amount before the 其中 that governs a part, of its unit, time and status.

    It governs the first amount after it, and those that a list sign joins to one of the ``parts`` known before.
    """
    cue = part.sentence.rfind(_PART, 0, part.at)
    if cue < 0 or _ENDS.search(part.sentence, cue, part.at):
        return None
    after = [fact for fact in before if fact.at > cue]
    if after and not (after[-1].iri in parts and _between(after[-1], part, _LIST)):
        return None
    alike = [w for w in before if w.at < cue and (w.unit, w.period, w.status) == (part.unit, part.period, part.status)]
    levels = {w.indicator for w in before if w.measure == "level"}
    changes = [w for w in alike if w.measure == "increment" and w.indicator in levels]  # 112亿元, 增加6亿元, 其中…
    near = [w for w in alike if w not in changes and not _ENDS.search(w.sentence, w.at, cue)]
    return near[-1] if near else None


def _between(one: Fact, other: Fact, pattern: re.Pattern[str]) -> bool:
    """Whether the words from one number to another hold a sign that ends a clause, or are those of a list."""
    words = one.sentence[one.at : other.at]
    return bool(pattern.fullmatch(words) if pattern is _LIST else pattern.search(words))


def _list_exceeding(members: Sequence[Fact], whole: Fact) -> Finding | None:
    """Parts in one list do not overlap, so that they sum to no more than the whole."""
    summed = total(members)
    if not summed.exceeds(whole.reach):
        return None
    listed = all(_between(one, other, _LIST) for one, other in pairwise(members))
    text = f"{' + '.join(said(m) for m in members)} = {amount(summed, whole.unit)}，大于{said(whole)}"
    severity = Severity.WARNING if listed else Severity.NOTICE
    return Finding(Check.SUM, severity, (*members, whole), "exceeds", text)


def _ratios(same: Sequence[Fact], breakdown: Breakdown) -> Outcomes:
    size = len(breakdown.parts)
    for i in range(len(same) - size + 1):
        members = same[i : i + size]
        if tuple(sorted(fact.indicator for fact in members)) == tuple(sorted(breakdown.parts)) and _written_as_one(
            members
        ):
            yield of_hundred(members)


def _written_as_one(members: Sequence[Fact]) -> bool:
    words = members[0].sentence[members[0].at : members[-1].at]
    return bool(re.fullmatch(r"[\d.%:：∶、]+", words))


def _increment(level: Fact, increment: Fact, growth: Fact, known: Knowledge) -> Outcomes:
    if level.unit != increment.unit or not level.at < increment.at or known.constant_prices(level.indicator):
        return
    before = level.reach.minus(increment.reach)
    if before.low is None or before.low <= 0:
        return
    reckoned = level.reach.over(before).minus(exactly(1)).scaled(Fraction(100))
    off = growth.reach.distance(reckoned)
    text = (
        f"{said(level)} ÷ （{shown(Fraction(level.value))} − {shown(Fraction(increment.value))}）− 1 = {reckoned}%；"
        f"{said(growth)} = {growth.reach}%；至少相差 {shown(off)} 个百分点"
    )
    if growth.reach.meets(reckoned):
        yield None
        return
    severity = Severity.NOTICE if off <= _ROUNDED else Severity.WARNING
    yield Finding(Check.GROWTH, severity, (growth, level, increment), "differs", text)
