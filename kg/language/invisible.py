"""Characters that nobody sees: control characters, marks of direction, blanks without width.

They get into files from web pages and word processors and may stand in the middle of a name or number. A document is
read as if they were not there, and what was found is then told in places of the file as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from kg.model import Document, Span

# Unicode's categories Cc (without what sets lines and columns), Cf and Cs, and the places that are no characters.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def visible(text: str) -> str:
    """A text without the characters that nobody sees."""
    return _INVISIBLE.sub("", text)


def visible_places(text: str) -> list[int] | None:
    """Where each character of ``visible(text)`` stands in the text, and its length; None where all are visible."""
    places: list[int] = []
    at = 0
    for found in _INVISIBLE.finditer(text):
        places.extend(range(at, found.start()))
        at = found.end()
    if not at:
        return None
    places.extend(range(at, len(text) + 1))
    return places


def told_in(text: str, places: list[int], read: Document) -> Document:
    """A document that was read as ``visible(text)``, its places told in the text itself."""

    def placed(span: Span) -> Span:
        return Span(places[span.start], places[span.end - 1] + 1)

    evidence = (replace(e, span=placed(e.span)) if e.span else e for e in read.metadata.evidence)
    whole, *parts = (replace(s, span=placed(s.span)) for s in read.sections)
    return replace(
        read,
        text=text,
        metadata=replace(read.metadata, evidence=tuple(evidence)),
        sections=(replace(whole, span=Span(0, len(text))), *parts),
        sentences=tuple(s._replace(offsets=tuple(places[i] for i in s.offsets)) for s in read.sentences),
        furniture=tuple(replace(f, span=placed(f.span)) for f in read.furniture),
    )
