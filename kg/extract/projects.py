"""Projects: things that are planned, built, moved, renewed or opened, as their sentence says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.gather import Said, gather
from kg.extract.names import Name
from kg.extract.project_names import project_names
from kg.model import Document, Entity

if TYPE_CHECKING:
    from kg.extract.context import Context

# Share of the projects of each rule that were right on the annotated windows.
_CONFIDENCE = {
    "project-shared-head": 0.85,
    "project-called": 0.75,
    "project-list": 0.88,
    "project-end": 0.75,
    "project-shared-end": 0.92,
}
_STOP = re.compile("(?:项目|工程)$")


def projects(context: Context) -> Iterator[Entity]:
    """The projects of a document, one entity for each."""
    yield from gather("Project", _said(context.document), _CONFIDENCE)


def _said(document: Document) -> Iterator[Said]:
    for sentence in document.sentences:
        for name in project_names(sentence.text):
            place = sentence.span(name.start, name.end)
            yield key(name), name.name, name.aliases, place, name.rule


def key(name: Name) -> str:
    """What the forms of one name have in common: without quotation marks and the common noun at its end."""
    return _STOP.sub("", name.name.replace("“", "").replace("”", ""))
