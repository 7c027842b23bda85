"""The stage of a thing that is built, as the words before and after its name tell it."""

from __future__ import annotations

from functools import cache, lru_cache

from kg.extract.chunks import words
from kg.language.gates import Gate
from kg.language.worded import worded

_STAGES = (
    ("策划", "stage-plan"),
    ("签约", "stage-sign"),
    ("落地", "stage-land"),
    ("竣工", "stage-done"),
    ("投用", "stage-use"),
)

# Behind a name what tells that it is built, but for the words of ``stage-done``: 通过行业验收, 完成主体工程.
_FINISHED = worded(
    "完成[^，；]{0,6}(?:{project-cue/act}|建设|搬迁|装修)(?!任务)|通过[^，；]{1,6}验收|完成{name-cue/stage-done-part}",
    "|{name-cue/stage-done-how}完成",
)
_NOT_FINISHED = worded("{name-cue/no-stage-done}")
_BUILDING = worded("{name-cue/stage-build-after}")
_WELL_USED = worded("{name-cue/no-stage}")  # 建成用好甲公园


@cache
def _stage_words() -> Gate:
    concepts = (*(concept for _, concept in _STAGES), "stage-start", "stage-build")
    return Gate(**{concept: words(concept) for concept in concepts})


@lru_cache(maxsize=8192)
def stages(before: str, after: str) -> tuple[str, ...]:
    """The stages that the words before and after a name give it, in the terms of the annotation guideline."""
    for scope in (after, _WELL_USED().sub("", before)):
        told = _stage_words().open(scope)
        said = tuple(label for label, concept in _STAGES if concept in told)
        if "策划" in said or "签约" in said:
            return said[:1]
        if said:
            return said
        if "stage-start" in told:
            return ("开工",)
    if _FINISHED().search(after) or (before.endswith("完成") and not _NOT_FINISHED().search(after)):
        return ("竣工",)
    is_built = "stage-build" in _stage_words().open(before) or _BUILDING().search(after)
    return ("在建",) if is_built else ()
