"""Which areas lie in which, by the gazetteer and by how they are named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model import Entity

if TYPE_CHECKING:
    from kg.extract.context import Context

VILLAGE = re.compile("[村屯]$|社区$")
_TOWN = re.compile("街道|[镇乡]$|[县区旗]$")


def around(context: Context) -> frozenset[str]:
    """The names of the areas around the document's own: what lies in it lies there as well."""
    code = context.document.metadata.area_code
    if code is None:
        return frozenset()
    outer = context.gazetteer.parents(context.gazetteer.area(code))
    codes = {area.code for area in outer}
    return frozenset(
        e.name
        for e in context.of_type("Area")
        if any(area.code in codes for area in context.gazetteer.areas_named(e.name))
        and context.gazetteer.resolve(e.name, code) in outer
    )


def lies_in(context: Context, inner: Entity, outer: Entity) -> bool:
    """Whether the gazetteer has one area in the other; a town that it does not have lies in the county before it."""
    home = context.document.metadata.area_code
    if VILLAGE.search(inner.name) and _TOWN.search(outer.name):
        return True
    large = context.gazetteer.resolve(outer.name, home)
    if large is None or large.level not in ("province", "prefecture", "county"):
        return False
    small = context.gazetteer.resolve(inner.name, large.code)
    if small is None:
        return inner.kind == "township"
    return large in context.gazetteer.parents(small)
