"""Errors planted into small documents are found, and the same documents without them give no warning."""

from __future__ import annotations

import pytest

from kg.audit.kinds import Severity
from tests.audit.documents import Error, audited, clean, errors

FEWEST = 60
RECALL = 0.9
PLANTED = tuple(errors())


def is_found(error: Error) -> bool:
    """Whether a warning of one of the expected checks is about a number of the planted passage."""
    return any(
        fact.source.name == error.file and fact.start < error.end and error.start < fact.end
        for finding in audited(error.texts).at_least(Severity.WARNING)
        if finding.check.value in error.kinds
        for fact in finding.facts
    )


def test_planted_errors_are_found() -> None:
    missed = [f"{error.corpus}: {error.what}" for error in PLANTED if not is_found(error)]
    assert len(PLANTED) >= FEWEST
    assert 1 - len(missed) / len(PLANTED) >= RECALL, missed


@pytest.mark.parametrize("corpus", sorted(clean()))
def test_without_its_errors_a_text_gives_no_warning(corpus: str) -> None:
    found = audited(clean()[corpus])
    assert [finding.arithmetic for finding in found.at_least(Severity.WARNING)] == []
    assert sum(found.made.values()) > 20
