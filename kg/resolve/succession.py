"""Campaign years that follow one another: 项目突破年 in 2023, 项目深化年 in 2024.

Two campaign years hold the same slot where the same area implements or issues both, the second is of the next year,
and they share the word that they begin with (项目) or are the only campaign year of that area in their years.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.resolve.resolution import Succession

_SHARED = 2  # characters: the first word of nearly every such name


@dataclass(frozen=True, slots=True, order=True)
class CampaignYear:
    """A campaign year of an area, with the claims that say so. ``name`` is in normal form."""

    area: str
    year: int
    programme: str
    name: str
    evidence: tuple[str, ...]


def successions(campaigns: Iterable[CampaignYear]) -> tuple[Succession, ...]:
    """Each campaign year with the one that it follows, in order.

    A year misread can make two follow each other: only the direction with more claims behind it is kept, none if
    both have as many.
    """
    merged: dict[tuple[str, int], dict[tuple[str, str], set[str]]] = {}
    for c in campaigns:
        merged.setdefault((c.area, c.year), {}).setdefault((c.programme, c.name), set()).update(c.evidence)
    found = []
    for (area, year), later in sorted(merged.items()):
        earlier = merged.get((area, year - 1), {})
        for (new, new_name), new_claims in sorted(later.items()):
            for (old, old_name), old_claims in sorted(earlier.items()):
                alone = len(later) == len(earlier) == 1
                if new != old and (alone or new_name[:_SHARED] == old_name[:_SHARED]):
                    found.append(Succession(new, old, area, tuple(sorted(new_claims | old_claims))))
    support: dict[tuple[str, str], set[str]] = {}
    for s in found:
        support.setdefault((s.later, s.earlier), set()).update(s.evidence)
    return tuple(s for s in found if len(support[s.later, s.earlier]) > len(support.get((s.earlier, s.later), ())))
