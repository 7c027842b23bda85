"""The stage of a thing that is built, as the words before and after its name tell it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.extract.chunks import words
from kg.language.gates import Gate

_STAGES = (
    ("策划", "stage-plan"),
    ("签约", "stage-sign"),
    ("落地", "stage-land"),
    ("竣工", "stage-done"),
    ("投用", "stage-use"),
)

# Behind a name what tells that it is built, but for the words of ``stage-done``: 通过行业验收, 完成主体工程.
_FINISHED = re.compile(
    "完成[^，；]{0,6}(?:改造|建设|扩建|搬迁|修复)(?!任务)|通过[^，；]{1,6}验收|完成主体(?:工程|结构|施工)|(?:铺轨|架设|浇筑)完成"
)
_WELL_USED = re.compile("(?:建成|建好|建强|管好)用好|用好管好")  # no stage: 建成用好甲公园


@cache
def _stage_words() -> Gate:
    concepts = (*(concept for _, concept in _STAGES), "stage-start", "stage-build")
    return Gate(**{concept: words(concept) for concept in concepts})


@lru_cache(maxsize=8192)
def stages(before: str, after: str) -> tuple[str, ...]:
    """The stages that the words before and after a name give it, in the terms of the annotation guideline."""
    for scope in (after, _WELL_USED.sub("", before)):
        told = _stage_words().open(scope)
        said = tuple(label for label, concept in _STAGES if concept in told)
        if "策划" in said or "签约" in said:
            return said[:1]
        if said:
            return said
        if "stage-start" in told:
            return ("开工",)
    if _FINISHED.search(after) or (re.search("完成$", before) and not re.search("投资|前期|选址", after)):
        return ("竣工",)
    return (
        ("在建",)
        if "stage-build" in _stage_words().open(before)
        or re.search(
            "建设|实施|总装|推进|施工|提速|复工|续建|截流|铺轨|架梁|联调联试|工程量|完成(?:年度)?投资|进展(?:顺利|良好)|进入(?:攻坚|收尾|冲刺)",
            after,
        )
        else ()
    )
