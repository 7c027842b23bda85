"""Organisations: companies, institutes, schools, hospitals, funds and government bodies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.gather import gather, lies_within
from kg.extract.projects import said_names
from kg.model import Entity

if TYPE_CHECKING:
    from kg.extract.context import Context

# Share of the organisations of each rule that were right on the annotated windows.
_CONFIDENCE = {
    "authority": 0.78,
    "organisation-end": 0.79,
    "organisation-list": 0.66,
    "organisation-shared-end": 0.5,
    "organisation-shared-head": 0.8,
}


def organisations(context: Context) -> Iterator[Entity]:
    """The organisations of a document, one entity for each, but for those only in names of programmes and honours."""
    named = context.of_type("Programme", "Honour")
    for organisation in gather("Organisation", said_names(context.document, "Organisation"), _CONFIDENCE):
        if not lies_within(organisation, named):
            yield organisation
