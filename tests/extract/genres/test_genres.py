"""Documents of other kinds, places and years than the work reports that the rules were written with.

Each lies in ``documents/`` in our own words and with made-up figures, with what a careful reader notes of it beside it
(``compare.py`` says how). What still differs is a limit of the rules; ``f1`` in the file says how much may.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents import read_document
from kg.extract.observations import observations
from kg.language.lexicon import lexicon
from tests.extract.genres.compare import Comparison, compare, expectation, expected, metadata_of, read

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.txt"))
AT_LEAST = 0.96  # of all documents together, strictly: every field right


def compared(path: Path) -> Comparison:
    """What is read from a document beside what it says."""
    _, noted = expected(expectation(path))
    document = read_document(path)
    return compare(noted, [read(o) for o in observations(document, lexicon())])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_is_read_as_a_careful_reader_would(path: Path) -> None:
    stated, _ = expected(expectation(path))
    found = metadata_of(read_document(path))
    assert {key: found[key] for key in ("area", "year") if key in stated} == {
        key: stated[key] for key in ("area", "year") if key in stated
    }
    assert compared(path).f1 >= float(stated["f1"])


def test_hardly_a_number_is_lost_and_few_are_read_wrong() -> None:
    comparisons = [compared(path) for path in DOCUMENTS]
    noted = sum(len(c.pairs) + len(c.missed) for c in comparisons)
    said = sum(len(c.pairs) + len(c.extra) for c in comparisons)
    assert 2 * sum(len(c.pairs) for c in comparisons) / (noted + said) >= 0.99
    assert 2 * sum(c.right for c in comparisons) / (noted + said) >= AT_LEAST
