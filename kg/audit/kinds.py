"""What is checked and how bad a finding is: names alone, so that the command line starts without the pipeline."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is: the three severities of SHACL under names that say what to do about them."""

    NOTICE = "notice"  # sh:Info: worth knowing, nothing need be wrong
    WARNING = "warning"  # sh:Warning: the numbers do not fit, beyond what statistics allow
    ERROR = "error"  # sh:Violation: one of the numbers is wrong, whatever is allowed for

    @property
    def rank(self) -> int:
        """0 for a notice, 2 for an error."""
        return tuple(Severity).index(self)


class Check(StrEnum):
    """What was compared, in the order of reports: the concepts of the scheme ``audit``, which explain each."""

    CONTRADICTION = "contradiction"
    GROWTH = "growth"
    SHARE = "share"
    MEAN = "mean"
    PART = "part"
    SUM = "sum"
    GAP = "gap"
    RANK = "rank"
    RANGE = "range"
    UNIT = "unit"
    JUMP = "jump"
    PERIOD = "period"
    COMPLETION = "completion"
    TARGET = "target"
    SUPERSEDED = "superseded"
    AGREEMENT = "agreement"
