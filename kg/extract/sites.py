"""Sites: parks, zones, platforms, scenic spots and corridors that exist or are named as places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.gather import gather, lies_within
from kg.extract.projects import said_names
from kg.model import Entity

if TYPE_CHECKING:
    from kg.extract.context import Context

# Share of the sites of each rule that were right on the annotated windows.
_CONFIDENCE = {"site-end": 0.65, "site-list": 0.79, "site-shared-end": 0.33, "site-shared-head": 0.75}


def sites(context: Context) -> Iterator[Entity]:
    """The sites of a document, one entity for each.

    What is a project or an area somewhere in it is none, nor what only stands in names of programmes and honours.
    """
    named = context.of_type("Programme", "Honour")
    taken = {form for e in context.of_type("Project", "Area") for form in (e.name, *e.aliases)}
    for site in gather("Site", said_names(context.document, "Site"), _CONFIDENCE):
        if site.name not in taken and not lies_within(site, named):
            yield site
