"""The contents page of the audit: its checks in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from kg.audit import changes, same, sentences, values, wholes
from kg.audit.book import Book
from kg.audit.facts import facts
from kg.audit.findings import Audit, Finding, Outcomes
from kg.audit.kinds import Check
from kg.audit.knowledge import Knowledge, knowledge
from kg.language.lexicon import Lexicon, lexicon
from kg.model import Extraction
from kg.resolve.resolution import Resolution

_Checked: TypeAlias = tuple[Check, Callable[[Book, Knowledge], Outcomes]]

CHECKS: tuple[_Checked, ...] = (
    (Check.TARGET, changes.targets),
    (Check.COMPLETION, changes.completions),
    (Check.GROWTH, changes.growth),
    (Check.GROWTH, changes.points),
    (Check.GROWTH, sentences.increments),
    (Check.JUMP, changes.jumps),
    (Check.SHARE, wholes.shares),
    (Check.MEAN, wholes.means),
    (Check.PART, wholes.parts),
    (Check.PART, sentences.named_parts),
    (Check.PART, wholes.areas),
    (Check.SUM, wholes.sums),
    (Check.SUM, sentences.listed_totals),
    (Check.SUM, sentences.ratios),
    (Check.GAP, wholes.gaps),
    (Check.RANGE, values.ranges),
    (Check.UNIT, values.units),
    (Check.RANK, values.ranks),
    (Check.PERIOD, values.periods),
)


def audit(extractions: Sequence[Extraction], found: Resolution, words: Lexicon | None = None) -> Audit:
    """Compare the observations of a build with each other, with what the vocabulary knows and with their documents.

    The result depends on the set of extractions only, not on their order; time grows with their number.

    Args:
        extractions: the documents, after corrections.
        found: their resolution.
        words: the vocabulary; the installed one if None.
    """
    words = words or lexicon()
    book = Book(facts(extractions, found, words))
    known = knowledge() if words is lexicon() else Knowledge(words)
    made = dict.fromkeys(Check, 0)
    findings: list[Finding] = []
    for one in book.sets:
        for finding in same.compare(one):
            check = finding.check if finding else Check.CONTRADICTION
            made[check] += 1
            findings += [finding] if finding else []
    for check, run in CHECKS:
        for finding in run(book, known):
            made[check] += 1
            findings += [finding] if finding else []
    order = tuple(Check)
    findings.sort(key=lambda f: (-f.severity.rank, order.index(f.check), [fact.place_in_text for fact in f.facts]))
    return Audit(tuple(findings), {check: count for check, count in made.items() if count})
