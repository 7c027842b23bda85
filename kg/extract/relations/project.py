"""What a document says of a project: its stage, the category that its list gives it, and its land."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from kg.extract import land
from kg.extract.context import Mention
from kg.extract.project_names import project_names
from kg.extract.project_tables import Row, rows_of_land
from kg.extract.relations.mentions import Statement, mentions, relations
from kg.language.lexicon import lexicon
from kg.model import Entity, Relation, Sentence

if TYPE_CHECKING:
    from kg.extract.context import Context

# Share of the relations of each rule that were right on the annotated windows.
_CONFIDENCE = {
    "stage-project-shared-head": 0.86,
    "stage-project-called": 0.8,
    "stage-project-list": 0.84,
    "stage-project-end": 0.73,
    "stage-project-shared-end": 0.87,
    "category-of-list": 0.99,
    "example-of-class": 0.95,
    "boundary-said": 0.9,
    "boundary-table": 0.95,
    "landUse-said": 0.9,
    "landUse-table": 0.95,
}


def project_relations(context: Context) -> Iterator[Relation]:
    """``stage``, ``category``, ``exampleOf``, ``boundary``, ``landUse`` of projects."""
    yield from relations(_statements(context))


def _statements(context: Context) -> Iterator[Statement]:
    for sentence, found in mentions(context, "Project"):
        yield from _stages(sentence, found)
        yield from _categories(sentence, found)
    rows = tuple(rows_of_land(context.document))
    cells = {place.start for row in rows for _, place in filter(None, (row.boundary, row.land_use))}
    for sentence, found in mentions(context, "Project", "Site"):
        if sentence.offsets and sentence.offsets[0] not in cells:
            yield from _land(sentence, found)
    yield from _tables(context, rows)


@cache
def _category() -> re.Pattern[str]:
    """How a text says of which category projects are, and how many of it."""
    categories = "|".join(category.label for category in lexicon().concepts("project-category"))
    return re.compile(f"(?P<total>[0-9]{{1,4}}个)?(?P<class>(?P<category>{categories})(?:项目)?)")


def _stages(sentence: Sentence, found: Sequence[Mention]) -> Iterator[Statement]:
    at = {(m.start, m.end): m.entity for m in found}
    for name in project_names(sentence.text):
        project = at.get((name.start, name.end)) if name.stages else None
        if project is not None:
            rule = f"stage-{name.rule}"
            for stage in name.stages:
                yield Statement(project, "stage", stage, sentence.span(name.start, name.end), rule, _CONFIDENCE[rule])


def _categories(sentence: Sentence, found: Sequence[Mention]) -> Iterator[Statement]:
    """``A等216个产业类项目``: the category of A, and the counted class that it is an example of."""
    for mention in found:
        category = _category().search(sentence.text, mention.end, mention.end + 20)
        if category and not re.search("[，；。]", sentence.text[mention.end : category.start()]):
            span = sentence.span(mention.start, category.end())
            rule = "category-of-list"
            yield Statement(mention.entity, "category", category["category"], span, rule, _CONFIDENCE[rule])
            if category["total"]:
                total = Entity("Indicator", category["class"], (span,), "example-of-class", 0.95)
                rule = "example-of-class"
                yield Statement(mention.entity, "exampleOf", total, span, rule, _CONFIDENCE[rule])


def _land(sentence: Sentence, found: Sequence[Mention]) -> Iterator[Statement]:
    """``甲项目东至…，南至…，西至…，北至…，用地性质为商业``: of the thing that the sentence names before."""
    text = sentence.text
    bounds, use = land.boundary(text), land.land_use(text)
    for predicate, said in (("boundary", bounds), ("landUse", use)):
        if said is None:
            continue
        owner = max((m for m in found if m.end <= said[0]), key=lambda m: m.end, default=None)
        if owner is not None:
            rule = f"{predicate}-said"
            span = sentence.span(*said)
            yield Statement(owner.entity, predicate, text[slice(*said)], span, rule, _CONFIDENCE[rule])


def _tables(context: Context, rows: tuple[Row, ...]) -> Iterator[Statement]:
    known = {span: e for e in context.of_type("Project") for span in e.mentions}
    for row in rows:
        project = known.get(row.span)
        for predicate, said in (("boundary", row.boundary), ("landUse", row.land_use)):
            if project is not None and said is not None and said[0] not in ("", "—", "/", "-"):
                rule = f"{predicate}-table"
                yield Statement(project, predicate, said[0], said[1], rule, _CONFIDENCE[rule])
