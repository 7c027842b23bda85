"""How often each rule is right: the confidence of its observations.

Measured by ``bench/confidence.py`` on the annotated documents, which counts an observation as right only if indicator,
measure, value, period, status, bound and area all are. Measure again after changing a rule; a rule that was seen fewer
than thirty times with a measure has the figure of the rule as a whole, and one seen fewer than six times that of all
rules. No annotated document has tables, so the figure of ``table`` is an estimate.
"""

from __future__ import annotations

from functools import cache

_ALL = 0.94
_RULES = {
    "coordinated": 0.89,
    "elided": 0.93,
    "left-noun": 0.96,
    "ratio": 0.99,
    "relative-head": 0.91,
    "right-noun": 0.90,
    "share": 0.95,
    "table": 0.80,
}
_WITH_MEASURE = {
    ("coordinated", "growth"): 0.89,
    ("coordinated", "rank"): 0.89,
    ("elided", "growth"): 0.98,
    ("elided", "level"): 0.84,
    ("left-noun", "growth"): 0.99,
    ("left-noun", "increment"): 0.98,
    ("left-noun", "level"): 0.94,
    ("left-noun", "rank"): 0.91,
    ("left-noun", "share"): 0.99,
    ("right-noun", "increment"): 0.94,
    ("right-noun", "level"): 0.89,
}


@cache
def confidence(how: str, measure: str) -> float:
    """The share of right observations among those whose noun was found by that rule (left-noun, elided …)."""
    return _WITH_MEASURE.get((how, measure), _RULES.get(how, _ALL))
