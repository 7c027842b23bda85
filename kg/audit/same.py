"""The same fact in several passages or documents: which statement is preferred, and how the others stand to it.

A fact is an area, subject, indicator, measure, unit, comparator and period; targets are compared with targets only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from kg.audit.facts import Fact, Topic
from kg.audit.findings import Finding, Outcomes, apart, said
from kg.audit.kinds import Check, Severity
from kg.language.wording import indicator_form

# Official reports before news of statistics offices, those before meetings, those before digests of media.
_GENRES = ("bulletin", "work-report", "plan-report", "budget-report", "statistics-news", "meeting-news", "media-digest")
_OFFICIAL = 4  # genres that an authority publishes itself
RULES = {
    "genre": ("official report over media digest", "正式报告优先于媒体摘编"),
    "status": ("final over estimate", "实际值优先于预计值"),
    "date": ("later over earlier", "后发布的优先于先发布的"),
    "digits": ("more digits over fewer", "位数多的优先于位数少的"),
    "place": ("first of equals", "其余相同的取先出现的"),
}
# Levels of these are of one thing; a count of projects is of whichever projects the sentence speaks of.
_OF_ONE_THING = ("flow", "stock", "ratio", "rate", "index")
_SURE = ("level", "growth", "share", "rank")
_FROM = re.compile("[从由]")  # 从全国第8位跃居第1位: where it started
_DIGITS = 2  # how many significant digits a rounding must keep


@dataclass(frozen=True, slots=True)
class Set:
    """The statements of one fact, the preferred one first.

    ``several``: they differ within a document without contradicting each other, since one wording may stand for
    several things there (two counts of 项目): nothing is derived from such a set.
    """

    facts: tuple[Fact, ...]
    several: bool

    @property
    def preferred(self) -> Fact:
        """The statement to use."""
        return self.facts[0]


def sets(facts: Sequence[Fact]) -> tuple[Set, ...]:
    """The facts by what they are of, in the order of their first statement."""
    grouped: dict[Topic, list[Fact]] = {}
    for fact in facts:
        grouped.setdefault((*fact.series, fact.period, str(fact.status == "target")), []).append(fact)
    return tuple(Set(tuple(sorted(same, key=_order)), _several(same)) for same in grouped.values())


def compare(one: Set) -> Outcomes:
    """Each other statement of a fact against the preferred one."""
    if one.several:
        pairs = list(_inside(one.facts))
        values = Counter(left.source.iri for left, _ in pairs)
        for left, right in pairs:
            yield _within(left, right, once=values[left.source.iri] == 1)
        return
    for other in one.facts[1:]:
        yield _against(one.preferred, other)


def rule_between(preferred: Fact, other: Fact) -> str:
    """The first of the rules that puts one statement before another: a key of ``RULES``."""
    pairs = zip(RULES, _order(preferred), _order(other), strict=False)
    return next((name for name, left, right in pairs if left != right), "place")


def _order(fact: Fact) -> tuple[int, int, str, int, tuple[str, int, int, str]]:
    genre = _GENRES.index(fact.source.genre) if fact.source.genre in _GENRES else len(_GENRES)
    official = 0 if genre < _OFFICIAL else genre
    date = "".join(chr(0x10FFFF - ord(c)) for c in fact.source.date.ljust(10))  # the latest first
    return (official, int(fact.status == "estimate"), date, -_digits(fact.value), fact.place_in_text)


def _several(same: Sequence[Fact]) -> bool:
    return any(True for _ in _inside(same))


def _inside(same: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Statements of one document that differ from the first of their status there."""
    first: dict[tuple[str, str], Fact] = {}
    for fact in sorted(same, key=lambda f: f.place_in_text):
        known = first.setdefault((fact.source.iri, fact.status), fact)
        if not known.reach.meets(fact.reach) and not _rounded(known, fact):
            yield known, fact


def _within(left: Fact, right: Fact, *, once: bool) -> Finding | None:
    """Two different statements of one document. One sentence that gives two speaks of two things or moments.

    A document that gives three and more (not ``once``) speaks of as many things: the sums signed at three fairs.
    """
    if (
        left.number == right.number
        or not _comparable(left, right)
        or any(_FROM.search(f.before) for f in (left, right))
    ):
        return None
    sure = once and _alike(left, right) and left.measure in _SURE
    severity = Severity.WARNING if sure else Severity.NOTICE
    return _contradiction(right, left, severity, preferred=min(left, right, key=_order))


def _against(preferred: Fact, other: Fact) -> Finding | None:
    rule = rule_between(preferred, other)
    if preferred.reach.meets(other.reach) or _rounded(preferred, other):
        equal = preferred.value == other.value
        check = Check.SUPERSEDED if preferred.status != other.status else Check.AGREEMENT
        bounds = {preferred.bound, other.bound} != {"eq"}
        verdict = "equal" if equal else "within-bounds" if bounds else "rounded"
        words = {"equal": "相等", "within-bounds": "不超出所说的界限", "rounded": "一处是另一处的舍入"}
        text = f"{said(other)}；{said(preferred)}：{words[verdict]}"
        return Finding(check, Severity.NOTICE, (other, preferred), verdict, text, preferred, rule)
    if preferred.status != other.status:
        text = f"{said(other)}；{said(preferred)}：{_difference(preferred, other)}"
        return Finding(Check.SUPERSEDED, Severity.NOTICE, (other, preferred), "differs", text, preferred, rule)
    sure = _comparable(preferred, other) and _alike(preferred, other)
    return _contradiction(other, preferred, Severity.WARNING if sure else Severity.NOTICE, preferred)


def _contradiction(left: Fact, right: Fact, severity: Severity, preferred: Fact) -> Finding:
    ranges = f"{left.reach}与{right.reach}（{left.unit}）没有共同的值"
    text = f"{said(left)}；{said(right)}：{ranges}，{_difference(left, right)}"
    rule = rule_between(preferred, left if preferred is right else right)
    return Finding(Check.CONTRADICTION, severity, (left, right), "differs", text, preferred, rule)


def _comparable(left: Fact, right: Fact) -> bool:
    """Whether both are of one thing for certain."""
    if not (left.known and right.known):
        return False
    return left.measure in ("growth", "share", "rank") or left.statistic in _OF_ONE_THING


def _alike(left: Fact, right: Fact) -> bool:
    """Whether the words are the same but for what adds nothing, such as 全市: 经济总量 may be another area's GDP."""
    one, two = indicator_form(left.wording), indicator_form(right.wording)
    return one.endswith(two) or two.endswith(one)


def _difference(left: Fact, right: Fact) -> str:
    """How far the numbers are apart; where one is a bound or a range, how far its end is from the other at least."""
    if _is_number(left) and _is_number(right):
        return f"相差{apart(abs(Fraction(left.value) - Fraction(right.value)), left.unit)}"
    return f"至少相差{apart(left.reach.distance(right.reach), left.unit)}"


def _is_number(fact: Fact) -> bool:
    """Whether a statement gives a number that its reach surrounds: neither a bound nor a range."""
    low, high = fact.reach.low, fact.reach.high
    return low is not None and high is not None and low + high == 2 * Fraction(fact.value)


def _digits(value: Decimal) -> int:
    """How many significant digits a value has: 2 of 1300."""
    return len(value.normalize().as_tuple().digits)


def _rounded(left: Fact, right: Fact) -> bool:
    """Whether one is the other rounded to fewer digits: 1328, 1330 and 1300 are 1327.8, 1310 is not."""
    if left.bound != "eq" or right.bound != "eq" or left.value == right.value:
        return left.value == right.value and left.bound == right.bound
    rough, fine = sorted((left.value, right.value), key=_digits)
    digits = _digits(rough)
    if digits < _DIGITS or not fine:
        return False
    exponent = fine.adjusted() - digits + 1
    return fine.quantize(Decimal(1).scaleb(exponent), rounding=ROUND_HALF_UP) == rough
