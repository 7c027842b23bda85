"""Observations as facts: each by what it is about, with the values that its words allow and its passage."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from kg.audit.intervals import Interval, reach
from kg.graph import iris
from kg.language.lexicon import LEXICON, Concept, Lexicon
from kg.language.units import BaseQuantity, in_base_unit
from kg.lines import indicator_name, written_value
from kg.model import Extraction, Observation, Sentence
from kg.resolve.corpus import indicator
from kg.resolve.resolution import Resolution

Series: TypeAlias = tuple[str, ...]
Topic: TypeAlias = tuple[str, ...]

_CLAUSE = re.compile("[，；。：]")


@dataclass(frozen=True, slots=True)
class Source:
    """The document that states a fact. ``date`` is ISO 8601, at least the year that it plans for, or empty."""

    iri: str
    name: str
    genre: str
    date: str
    planned: int | None
    reviewed: int | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One observation of a known area and period.

    Attributes:
        area: IRI of the area; ``level`` is province, prefecture, county …
        subject: IRI of what the number is about where that is not the area as a whole, else empty.
        indicator: IRI of its concept or candidate; ``concept`` is None for a candidate.
        aspect: what of the indicator a rank is of: ``growth`` or empty.
        unit: label of the base unit, in which ``value`` and ``reach`` are; ``dimension`` is what kind of amount it is.
        written: number and unit as in the text.
        sentence: in reading form; ``number`` is its index in the document, and ``at`` is
            where in it the number begins.
        start: where in the file the passage begins; ``end`` where it ends.
    """

    iri: str
    source: Source
    area: str
    place: str
    level: str
    subject: str
    indicator: str
    label: str
    concept: Concept | None
    measure: str
    period: str
    comparator: str
    aspect: str
    unit: str
    dimension: str
    status: str
    bound: str
    value: Decimal
    reach: Interval
    written: str
    wording: str
    sentence: str
    at: int
    number: int
    start: int
    end: int

    @property
    def series(self) -> Series:
        """What the number is of, whatever its period and status."""
        return (self.area, self.subject, self.indicator, self.measure, self.unit, self.comparator, self.aspect)

    @property
    def year(self) -> int | None:
        """The year, where the period is one."""
        return int(self.period) if len(self.period) == 4 and self.period.isdigit() else None

    @property
    def before(self) -> str:
        """The words of its clause before the number."""
        return _CLAUSE.split(self.sentence[: self.at])[-1]

    @property
    def statistic(self) -> str:
        """What kind of statistic the indicator is (flow, stock, count …), empty where the vocabulary lacks it."""
        return self.of_concept("statistic")

    @property
    def known(self) -> bool:
        """Whether the number is of the area as a whole and the vocabulary has the indicator."""
        return self.concept is not None and not self.subject

    @property
    def place_in_text(self) -> tuple[str, int, int, str]:
        """A total order over the facts of a build that depends on nothing but them."""
        return (self.source.name, self.start, self.end, self.iri)

    def of_concept(self, name: str) -> str:
        """A property of the indicator's concept in the ontology's namespace, empty where there is none."""
        values = self.concept.properties.get(LEXICON + name, ()) if self.concept else ()
        return values[0] if values else ""


def facts(extractions: Sequence[Extraction], found: Resolution, words: Lexicon) -> tuple[Fact, ...]:
    """The observations with an area, a period and a unit, each node once, in the order of documents and places."""
    made: dict[str, Fact] = {}
    for extraction in extractions:
        for fact in _facts(extraction, found, words):
            made.setdefault(fact.iri, fact)
    return tuple(sorted(made.values(), key=lambda fact: fact.place_in_text))


def _facts(extraction: Extraction, found: Resolution, words: Lexicon) -> Iterator[Fact]:
    source = _source(extraction)
    document = extraction.document
    rates = words.words("audit", "rate-of-change")
    for o in extraction.observations:
        if not (o.area and o.period and o.unit):
            continue
        wording = o.wording or o.indicator
        base = in_base_unit(o.measure, o.value, o.unit, words)
        place = found.place(document.name, o.area)
        dimension = base.concept.properties.get(LEXICON + "dimension", ("",))[0] if base.concept else ""
        yield Fact(
            iri=iris.observation(document, o),
            source=source,
            area=place.iri,
            place=place.label,
            level=place.level,
            subject=found.subject(document.name, o.subject).iri if o.subject else "",
            indicator=indicator(o),
            label=indicator_name(o),
            concept=words.by_iri(o.concept) if o.concept else None,
            measure=o.measure,
            period=o.period,
            comparator=_comparator(o, found, document.name),
            aspect="growth" if o.measure == "rank" and wording.endswith(rates) else "",
            unit=base.unit,
            dimension=dimension,
            status=o.status,
            bound=o.bound,
            value=base.value,
            reach=reach(o, base.factor, counted=o.measure == "rank" or _counts(base)),
            written=written_value(o),
            wording=wording,
            sentence=document.sentences[o.sentence].text,
            at=_at(document.sentences[o.sentence], o),
            number=o.sentence,
            start=o.span.start,
            end=o.span.end,
        )


def _counts(base: BaseQuantity) -> bool:
    return base.concept is not None and "true" in base.concept.properties.get(LEXICON + "counter", ())


def _at(sentence: Sentence, o: Observation) -> int:
    """Where the number begins in its sentence: its passage may begin earlier."""
    start = bisect_left(sentence.offsets, o.span.start)
    return max(sentence.text.find(o.value_text, start), start)


def _comparator(o: Observation, found: Resolution, document: str) -> str:
    if not o.comparator:
        return ""
    area = found.comparator(document, o.comparator)
    return area.iri if area else iris.normal(o.comparator)


def _source(extraction: Extraction) -> Source:
    document = extraction.document
    data = document.metadata
    date = data.date or (str(data.year_planned) if data.year_planned else "")
    genre = data.genre.value if data.genre else ""
    return Source(iris.document(document), document.name, genre, date, data.year_planned, data.year_reviewed)
