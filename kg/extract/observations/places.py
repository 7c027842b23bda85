"""Whose part of a text it is, where a text is about several areas: A县… and B县….

A heading that is one of them gives its area to what stands under it, and every mention of one turns the text to it
until the next; what is said of both (两县) is nobody's alone. A text about one area has no turns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.documents.area import NamedArea, heads, several
from kg.model import Document, Sentence

_BOTH = re.compile("两[县市区地州旗省](?!级)|两个[县市区]|三[县市区地](?!级)")
_OPENING = 4  # sentences in which a text about two areas names them
_COMPARED = "比与较和、及于对超向从"
_LISTED = re.compile("[、和与及]")


@dataclass(frozen=True, slots=True)
class Turn:
    """From ``start`` on a sentence is about an area; None for several at once. Its name ends at ``end``."""

    start: int
    end: int
    area: str | None
    code: str | None


def document_places(document: Document) -> Sequence[Sequence[Turn]]:
    """The turns of each sentence in order; nothing for a text about one area."""
    opening = "".join(s.text for s in document.sentences[:_OPENING] if not s.heading)
    found = several(document.metadata.title or "", (section.title for section in document.sections[1:]), opening)
    if not found:
        return ()
    areas = {area.name: area for area in found}
    names = re.compile("|".join(re.escape(name) for name in sorted(areas, key=lambda n: (-len(n), n))))
    current: NamedArea | None = None
    places: list[Sequence[Turn]] = []
    for sentence in document.sentences:
        if sentence.heading:
            current = heads(sentence.text)
            places.append(())
            continue
        turns = [_turn(0, 0, current), *_turns(sentence, names, areas)]
        places.append(turns)
        current = areas.get(turns[-1].area or "")
    return places


def _turns(sentence: Sentence, names: re.Pattern[str], areas: dict[str, NamedArea]) -> list[Turn]:
    text = sentence.text
    made = [_turn(m.start(), m.end(), None) for m in _BOTH.finditer(text)]
    for m in names.finditer(text):
        if text[m.start() - 1 : m.start()] in tuple(_COMPARED) or _LISTED.match(text, m.end()):
            continue
        made.append(_turn(m.start(), m.end(), areas[m.group()]))
    return sorted(made, key=lambda turn: turn.start)


def _turn(start: int, end: int, area: NamedArea | None) -> Turn:
    return Turn(start, end, area.name if area else None, area.codes[0] if area else None)
