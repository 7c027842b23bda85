"""How far each rule that proposes programmes is to be trusted: the share of its candidates that were right.

A rule is named ``{how}{head}-{use}``: how the name was put together (``quoted-``, ``shared-`` head of a list …), the
kind of its head noun, and how the phrase is used (object of a verb that carries out or improves, subject, bare).
"""

from __future__ import annotations

MINIMUM = 0.5  # below it a rule takes more from the score than it gives

_HOW = ("quoted-", "shared-", "whole-", "tailed-", "inner-", "listed-", "building-")


def confidence(rule: str) -> float:
    """The measured precision of a rule; of all the rules put together alike where it was seen too seldom; else 0."""
    if rule in CONFIDENCE:
        return CONFIDENCE[rule]
    how = next((h for h in _HOW if rule.startswith(h)), None)
    return CONFIDENCE.get(f"{how}*-{rule.rsplit('-', 1)[-1]}", 0.0) if how else 0.0


CONFIDENCE: dict[str, float] = {}
