"""Claims as flat records in the terms of the annotation guideline: what ``kg extract`` prints, one JSON object a line.

Every record has ``kind``, ``doc``, ``quote``, ``start``, ``end`` (code points of the document's text), ``mentions``
(all its passages), ``rule`` and ``confidence``; fields that a claim does not have are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TypeAlias

from kg.language.lexicon import lexicon
from kg.model import Claim, Document, Entity, Extraction, Observation, Relation, Span

Record: TypeAlias = dict[str, object]
Aliases: TypeAlias = Mapping[tuple[str, str], tuple[str, ...]]


def records(extraction: Extraction) -> Iterator[Record]:
    """The claims of a document: observations, entities, relations, each kind in the order of the text."""
    aliases = {(entity.type, entity.name): entity.aliases for entity in extraction.entities}
    for observation in extraction.observations:
        yield record(extraction.document, observation)
    for entity in extraction.entities:
        yield record(extraction.document, entity)
    for relation in extraction.relations:
        yield record(extraction.document, relation, aliases)


def record(document: Document, claim: Claim, aliases: Aliases | None = None) -> Record:
    """One claim. ``aliases`` gives the other names of a relation's ends, by their type and name."""
    if isinstance(claim, Observation):
        said = _observation(claim)
    elif isinstance(claim, Entity):
        said = _entity(claim)
    else:
        said = _relation(claim, aliases or {})
    known = {key: value for key, value in said.items() if value is not None}
    return {"kind": kind(claim), "doc": document.name, **known, **_evidence(document, claim)}


def passages(claim: Claim) -> tuple[Span, ...]:
    """Where a claim is stated, the passage itself first; of a table's cell also the names of its row and columns."""
    return (claim.span, *claim.heads) if isinstance(claim, Observation) else claim.mentions


def kind(claim: Claim) -> str:
    """``observation``, ``entity`` or ``relation``."""
    return type(claim).__name__.lower()


def to_json(said: Record) -> str:
    """A record as one line."""
    return json.dumps(said, ensure_ascii=False)


def number(value: Decimal) -> int | float:
    """A decimal as the JSON number that reads the same: 1327.8 and not 1327.799999, 6 and not 6.0."""
    return int(value) if value == value.to_integral_value() else float(value)


def indicator_name(observation: Observation) -> str:
    """The vocabulary's name of the indicator where it has one, else the wording of the text."""
    return lexicon().by_iri(observation.concept).label if observation.concept else observation.indicator


def indicator_text(observation: Observation) -> str:
    """What the text says is measured, beside the name: with subject and verb where the name is the text's own."""
    return observation.indicator if observation.concept else observation.wording or observation.indicator


_BETWEEN = re.compile("（[^（）]{0,20}）|[多余]")  # 10亿多元, 10.7（含园区）万吨


def written_value(observation: Observation) -> str:
    """The number with its unit, of which the number as written may have a part: 1.2万 and 万亿元 is 1.2万亿元.

    95亿元以上 has all of it.
    """
    written, unit = observation.value_text, observation.unit
    after_digits = written[max((i + 1 for i, char in enumerate(written) if char.isdigit()), default=0) :]
    if unit in _BETWEEN.sub("", after_digits):
        return written
    overlap = next((n for n in range(min(len(unit), 3), 0, -1) if written.endswith(unit[:n])), 0)
    return written + unit[overlap:]


def _observation(claim: Observation) -> Record:
    return {
        "area": claim.area,
        "subject": claim.subject,
        "indicator": indicator_name(claim),
        "indicator_text": indicator_text(claim),
        "measure": claim.measure,
        "value": number(claim.value),
        "value2": None if claim.value2 is None else number(claim.value2),
        "unit": claim.unit,
        "bound": claim.bound,
        "status": claim.status,
        "period": claim.period,
        "comparator": claim.comparator,
    }


def _entity(claim: Entity) -> Record:
    return {"type": claim.type, "name": claim.name, "aliases": list(claim.aliases), "entity_kind": claim.kind}


def _relation(claim: Relation, aliases: Aliases) -> Record:
    return {
        "s": claim.s,
        "s_type": claim.s_type,
        "p": claim.p,
        "o": claim.o,
        "o_type": claim.o_type,
        "s_aliases": list(aliases.get((claim.s_type, claim.s), ())),
        "o_aliases": list(aliases.get((claim.o_type or "", claim.o), ())),
    }


def _evidence(document: Document, claim: Claim) -> Record:
    spans = passages(claim)
    first = spans[0]
    return {
        "start": first.start,
        "end": first.end,
        "mentions": [[span.start, span.end] for span in spans],
        "quote": document.quote(first),
        "rule": claim.rule,
        "confidence": claim.confidence,
    }
