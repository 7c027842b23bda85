"""Whose part of a text it is, where a text is about several areas: A县… and B县….

A heading that is one of them gives its area to what stands under it, and every mention of one turns the text to it
until the next; what is said of both (两县) is nobody's alone, or one number is each one's. A text about one area has
no turns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.documents.area import NamedArea, heads, names_of, several, speaks_of_two
from kg.model import Document, Sentence

_BOTH = re.compile("两[县市区地州旗省](?!级)|两个[县市区]|三[县市区地](?!级)")
_COMPARED = re.compile("(?:[比与较和、及于对超向从]|[高低多少超]出|领先|落后|相当)$")
_TIMES_IT = re.compile(r"的[\d一二两三四五六七八九十]")
_LISTED = re.compile("[、和与及]")
_OTHER_NAME = "(?![路街镇乡村湖河江桥站港山水庙寺坝])"  # 平江路 is no 平江


@dataclass(frozen=True, slots=True)
class Turn:
    """From ``start`` on a sentence is about an area; None for several at once. Its name ends at ``end``.

    ``each`` are the names and codes of the several, in the order in which their numbers are told: 两县分别为….
    """

    start: int
    end: int
    area: str | None
    code: str | None
    each: tuple[tuple[str, str], ...] = ()


def document_places(document: Document) -> Sequence[Sequence[Turn]]:
    """The turns of each sentence in order; nothing for a text about one area."""
    if document.metadata.area is not None and not speaks_of_two(document.metadata.title or ""):
        return ()
    title = next((e.span for e in document.metadata.evidence if e.field == "title"), None)
    body = document.text[title.end if title else 0 :]
    found = several(document.metadata.title or "", (section.title for section in document.sections[1:]), body)
    if not found:
        return ()
    areas = {name: area for area in found for name in names_of(area)}
    words = "|".join(re.escape(name) + _OTHER_NAME for name in sorted(areas, key=lambda n: (-len(n), n)))
    names = re.compile(words)
    current: NamedArea | None = None
    places: list[Sequence[Turn]] = []
    for sentence in document.sentences:
        if sentence.heading:
            current = heads(sentence.text)
            places.append(())
            continue
        turns = [_turn(0, 0, current), *_turns(sentence, names, areas, found)]
        places.append(turns)
        current = areas.get(turns[-1].area or "")
    return places


def parts(document: Document) -> tuple[Document, ...]:
    """The document, and where it is about several areas once more for each with what is said of it or of all.

    A sentence that turns from one area to another is cut there.
    """
    places = document_places(document)
    names = dict.fromkeys(name for turns in places for turn in turns for name, _ in _owners(turn))
    if len(names) < 2:
        return (document,)
    codes = {name: code for turns in places for turn in turns for name, code in _owners(turn)}
    return (document, *(_part(document, places, name, codes[name]) for name in names))


def _part(document: Document, places: Sequence[Sequence[Turn]], name: str, code: str) -> Document:
    pieces: list[Sentence] = []
    for sentence, turns in zip(document.sentences, places, strict=True):
        starts = sorted({0, *(turn.start for turn in turns)})
        for start, end in zip(starts, [*starts[1:], len(sentence.text)], strict=True):
            turn = next((t for t in reversed(turns) if t.start <= start), None)
            if start < end and (turn is None or name in dict(_owners(turn))):
                text, offsets = sentence.text[start:end], sentence.offsets[start:end]
                pieces.append(sentence._replace(index=len(pieces), text=text, offsets=offsets))
    metadata = replace(document.metadata, area=name, area_code=code)
    return replace(document, metadata=metadata, sentences=tuple(pieces))


def _owners(turn: Turn) -> tuple[tuple[str, str], ...]:
    """The areas whose a turn is, with their codes; of all where it is nobody's alone."""
    return turn.each or (((turn.area, turn.code or ""),) if turn.area else ())


def _turns(
    sentence: Sentence, names: re.Pattern[str], areas: Mapping[str, NamedArea], found: Sequence[NamedArea]
) -> list[Turn]:
    text = sentence.text
    named = list(names.finditer(text))
    made = [_both(m, [areas[n.group()] for n in named if n.end() <= m.start()], found) for m in _BOTH.finditer(text)]
    for i, m in enumerate(named):
        listed = [areas[n.group()] for n in named[: i + 1][-len(found) :]]
        if len(set(listed)) == len(found) and _LISTED.fullmatch(text, named[i - 1].end(), m.start()):
            made.append(_both(m, listed, found))
        elif not _compared(text, m.start(), m.end()) and not _LISTED.match(text, m.end()):
            made.append(_turn(m.start(), m.end(), areas[m.group()]))
    return sorted(made, key=lambda turn: turn.start)


def _compared(text: str, start: int, end: int) -> bool:
    """Whether an area is only what another is compared with: 比嵩县多, 高出嵩县2个百分点, 是嵩县的2.1倍."""
    if text[max(0, start - 1) : start] in ("是", "为"):
        return _TIMES_IT.match(text, end) is not None
    return _COMPARED.search(text[max(0, start - 2) : start]) is not None


def _both(match: re.Match[str], before: Sequence[NamedArea], found: Sequence[NamedArea]) -> Turn:
    """A turn to all of them, in the order in which the sentence named them, else in that of the document."""
    listed = before[-len(found) :]
    order = listed if len(set(listed)) == len(found) else found
    each = tuple((area.name, area.codes[0]) for area in order)
    return Turn(match.start(), match.end(), None, None, each)


def _turn(start: int, end: int, area: NamedArea | None) -> Turn:
    return Turn(start, end, area.name if area else None, area.codes[0] if area else None)
