"""Projects: things that are planned, built, moved, renewed or opened, as their sentence says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.gather import Said, gather
from kg.extract.project_names import project_names
from kg.extract.project_tables import project_rows
from kg.model import Document, Entity

if TYPE_CHECKING:
    from kg.extract.context import Context

OF_CLASS = "project-of-class"  # the rule of examples of a class: 甲、乙等12个民生类项目
# Share of the projects of each rule that were right on the annotated windows.
_CONFIDENCE = {
    "project-shared-head": 0.85,
    "project-called": 0.75,
    "project-list": 0.88,
    OF_CLASS: 0.95,
    "project-table": 0.95,
    "project-end": 0.75,
    "project-shared-end": 0.92,
}
_CLASS = re.compile("类项目$")
_STOP = re.compile("(?:项目|工程)$")
_PHASE = re.compile("[一二三四五六七八九十0-9]{1,2}期(?:工程|项目)?")  # of what, it does not say


def projects(context: Context) -> Iterator[Entity]:
    """The projects of a document, one entity for each."""
    yield from gather("Project", _said(context.document), _CONFIDENCE)


def _said(document: Document) -> Iterator[Said]:
    for row in project_rows(document):
        yield key(row.name), row.name, (), row.span, "project-table"
    for sentence in document.sentences:
        for name in project_names(sentence.text):
            if _PHASE.fullmatch(name.name):
                continue
            place = sentence.span(name.start, name.end)
            rule = OF_CLASS if name.rule == "project-list" and _CLASS.search(name.head) else name.rule
            yield key(name.name), name.name, name.aliases, place, rule


def key(name: str) -> str:
    """What the forms of one name have in common: without quotation marks and the common noun at its end."""
    return _STOP.sub("", name.replace("“", "").replace("”", ""))
