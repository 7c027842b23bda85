"""What a document says of a project: its stage, and the category that its list gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.chunks import clauses, pattern
from kg.extract.project_names import project_names
from kg.extract.relations.mentions import Mention, Statement, mentions, own_area, relations
from kg.model import Relation, Sentence

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
    "invests-in-area": 0.99,
}
# An institute or a fund that is brought in invests nothing; what a list calls an enterprise does, and what ends as one.
_INVESTORS = ("organisation-list", "organisation-end", "organisation-shared-head")
_CATEGORY = re.compile("产业类|建设类|民生类|基础设施类")


def project_relations(context: Context) -> Iterator[Relation]:
    """``stage`` and ``category`` of projects, ``invests`` of organisations."""
    yield from relations(_statements(context))


def _statements(context: Context) -> Iterator[Statement]:
    for sentence, found in mentions(context, "Project"):
        yield from _stages(sentence, found)
        yield from _categories(sentence, found)
    for sentence, found in mentions(context, "Organisation"):
        yield from _investments(context, sentence, found)


def _stages(sentence: Sentence, found: tuple[Mention, ...]) -> Iterator[Statement]:
    at = {(m.start, m.end): m.entity for m in found}
    for name in project_names(sentence.text):
        project = at.get((name.start, name.end))
        if project:
            rule = f"stage-{name.rule}"
            for stage in name.stages:
                yield Statement(project, "stage", stage, sentence.span(name.start, name.end), rule, _CONFIDENCE[rule])


def _categories(sentence: Sentence, found: tuple[Mention, ...]) -> Iterator[Statement]:
    """``A等216个产业类项目``."""
    for mention in found:
        category = _CATEGORY.search(sentence.text, mention.end, mention.end + 16)
        if category and not re.search("[，；。]", sentence.text[mention.end : category.start()]):
            span = sentence.span(mention.start, category.end())
            rule = "category-of-list"
            yield Statement(mention.entity, "category", category.group(), span, rule, _CONFIDENCE[rule])


def _investments(context: Context, sentence: Sentence, found: tuple[Mention, ...]) -> Iterator[Statement]:
    """``引进A、B等企业``: they invest in the document's own area."""
    own = own_area(context)
    if own is None:
        return
    for start, end in clauses(sentence.text):
        verb = pattern("invest-verb").search(sentence.text, start, end)
        if not verb:
            continue
        for mention in found:
            if verb.end() <= mention.start and mention.end <= end and mention.entity.rule in _INVESTORS:
                span = sentence.span(verb.start(), mention.end)
                rule = "invests-in-area"
                yield Statement(mention.entity, "invests", own, span, rule, _CONFIDENCE[rule])
