"""The number ledger as flat records: what ``kg ledger`` prints, every number with its class and its reason."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.extract.ledger import place_in, value_span
from kg.language.lexicon import BASE, lexicon
from kg.lines import Record, indicator_name, number, record
from kg.model import Document, Extraction, NumberNote, NumberUse, Observation, Sentence, Span

_SAID = ("area", "subject", "indicator", "measure", "value", "value2", "unit", "bound", "status", "period", "rule")


@cache
def meanings() -> Mapping[NumberUse, str]:
    """What each class is, in a few words; ``ontology/number-uses.ttl`` has their definitions."""
    return MappingProxyType({use: lexicon().by_iri(f"{BASE}number-use/{use}").label_en for use in NumberUse})


@dataclass(frozen=True, slots=True)
class Entry:
    """One number with its sentence and the observations that it is a value of."""

    note: NumberNote
    sentence: Sentence | None  # None in page furniture
    start: int  # place in the sentence's text; 0 in page furniture
    end: int
    observations: tuple[Observation, ...]


def entries(extraction: Extraction) -> list[Entry]:
    """Every number of a document, in the order of the text."""
    document = extraction.document
    by_sentence: dict[int, list[tuple[Span, Observation]]] = {}
    for observation in extraction.observations:
        place = value_span(document.sentences[observation.sentence], observation)
        by_sentence.setdefault(observation.sentence, []).append((place, observation))
    found = []
    for note in extraction.numbers:
        sentence = document.sentences[note.sentence] if note.sentence >= 0 else None
        start, end = place_in(sentence, note.span) if sentence else (0, 0)
        measured: tuple[Observation, ...] = ()
        if note.use is NumberUse.OBSERVATION:
            measured = tuple(o for place, o in by_sentence.get(note.sentence, ()) if place.contains(note.span))
        found.append(Entry(note, sentence, start, end, measured))
    return found


def counts(extraction: Extraction) -> dict[NumberUse, int]:
    """How many numbers of a document are in each class: every class, in its usual order."""
    found = Counter(note.use for note in extraction.numbers)
    return {use: found[use] for use in NumberUse}


def totals(extractions: Sequence[Extraction]) -> dict[NumberUse, int]:
    """The counts of all documents together."""
    summed: Counter[NumberUse] = Counter()
    for extraction in extractions:
        summed.update(counts(extraction))
    return {use: summed[use] for use in NumberUse}


def share_unexplained(counted: Mapping[NumberUse, int]) -> float:
    """The part of the numbers that no rule accounts for: 0 to 1, and 0 where there is no number."""
    whole = sum(counted.values())
    return counted[NumberUse.UNEXPLAINED] / whole if whole else 0.0


def to_json(extractions: Sequence[Extraction], *, unexplained: bool = False) -> str:
    """One JSON document: the totals, and for each document its counts and its numbers.

    Args:
        extractions: the documents, in the order in which they are written.
        unexplained: list only the numbers that no rule accounts for; counts are of all numbers.
    """
    said = {
        "totals": _counted(totals(extractions)),
        "documents": [
            {
                "doc": extraction.document.name,
                "counts": _counted(counts(extraction)),
                "numbers": [
                    entry_record(extraction.document, entry)
                    for entry in entries(extraction)
                    if not unexplained or entry.note.use is NumberUse.UNEXPLAINED
                ],
            }
            for extraction in extractions
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def entry_record(document: Document, entry: Entry) -> Record:
    """One number: ``start`` and ``end`` count code points of the document's text."""
    said: Record = {
        "number": entry.note.text,
        "class": entry.note.use.value,
        "start": entry.note.span.start,
        "end": entry.note.span.end,
    }
    if entry.sentence is not None:
        said["sentence"] = entry.sentence.text
    if entry.observations:
        records = (record(document, observation) for observation in entry.observations)
        said["observations"] = [{key: r[key] for key in _SAID if key in r} for r in records]
    return said


def understood(observation: Observation) -> str:
    """One line of what an observation says: 历城区 · 地区生产总值 · level = 1327.8 亿元 · 2023 · actual."""
    value = f"{number(observation.value)}"
    if observation.value2 is not None:
        value += f"–{number(observation.value2)}"
    bound = "=" if observation.bound == "eq" else observation.bound
    parts = (
        observation.area or "area ?",
        observation.subject or "",
        indicator_name(observation),
        f"{observation.measure} {bound} {value} {observation.unit}".rstrip(),
        observation.period or "period ?",
        observation.status,
        f"against {observation.comparator}" if observation.comparator else "",
    )
    return " · ".join(part for part in parts if part)


def _counted(found: Mapping[NumberUse, int]) -> dict[str, int | float]:
    by_class: dict[str, int | float] = {use.value: n for use, n in found.items()}
    return by_class | {"numbers": sum(found.values()), "share_unexplained": round(share_unexplained(found), 4)}
