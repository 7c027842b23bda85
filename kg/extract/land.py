"""Where a plot of land ends and what it may be used for, as a sentence says it."""

from __future__ import annotations

import re

from kg.extract.chunks import Range
from kg.language.worded import worded

_SIDE = re.compile(
    "(?P<side>[东西南北])(?:侧|面|边|起)?(?:至|临|邻|抵|接|到)[^，、；。：东西南北至]{1,2}[^，、；。：]{0,22}"
)
_FARTHEST = 3  # characters between two sides
_USE = worded("{project-cue/column-land-use}(?:调整)?[为是：属](?P<use>[^，；。：]{2,24})")


def boundary(text: str) -> Range | None:
    """The place of the first boundary that names at least three of the four sides: 东至…，南至…，西至…，北至…."""
    run: list[re.Match[str]] = []
    for side in _SIDE.finditer(text):
        if run and (side.start() - run[-1].end() > _FARTHEST or side["side"] in {s["side"] for s in run}):
            if len(run) >= 3:
                break
            run = []
        run.append(side)
    return (run[0].start(), run[-1].end()) if len(run) >= 3 else None


def land_use(text: str) -> Range | None:
    """The place of what the land may be used for: 商业 in 规划用地性质为商业."""
    found = _USE().search(text)
    return found.span("use") if found is not None else None
