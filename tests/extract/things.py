"""Small documents about an area given by its name, and the relations found in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.extract.areas import areas
from kg.extract.context import Context
from kg.extract.industries import industries
from kg.extract.organisations import organisations
from kg.extract.projects import projects
from kg.extract.sites import sites
from kg.language.gazetteer import gazetteer
from kg.model import Relation
from tests.extract import report


def context(*sentences: str, area: str = "山东省") -> Context:
    """What an extractor is given for these sentences of a report about that area."""
    found = gazetteer().resolve(area)
    assert found is not None
    return report.context(*sentences, area=area, code=found.code)


def relations_of(
    extractor: Callable[[Context], Iterator[Relation]], *sentences: str, area: str
) -> set[tuple[str, str, str]]:
    """The relations that an extractor finds once the entities are known."""
    whole = context(*sentences, area=area)
    for entities in (areas, industries, projects, sites, organisations):
        whole = replace(whole, entities=(*whole.entities, *entities(whole)))
    return {(r.s, r.p, r.o) for r in extractor(whole)}
