r"""The values that flow through the pipeline. All are frozen; every span counts code points of ``Document.text``.

``Document.text`` is the decoded file without a byte order mark and with line ends as ``\\n``, which is what
``open(path, encoding=document.encoding).read()`` gives; so ``document.text[span.start:span.end]`` is a quote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeAlias


class _Range(NamedTuple):
    start: int
    end: int


class Span(_Range):  # of which a document makes tens of thousands: a tuple is made, hashed and compared far faster
    """Half-open range of code points in a document's text. Raises ValueError where it would hold no character."""

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> Span:  # noqa: D102
        if not 0 <= start < end:
            raise ValueError(f"a span must hold at least one character: {start}:{end}")
        return tuple.__new__(cls, (start, end))

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies inside this one."""
        return self.start <= other.start and other.end <= self.end


class Genre(StrEnum):
    """What kind of text a document is."""

    WORK_REPORT = "work-report"
    PLAN_REPORT = "plan-report"
    BUDGET_REPORT = "budget-report"
    BULLETIN = "bulletin"
    MEDIA_DIGEST = "media-digest"
    MEETING_NEWS = "meeting-news"
    STATISTICS_NEWS = "statistics-news"


@dataclass(frozen=True, slots=True)
class MetadataEvidence:
    """Where one field of the metadata was read: a span of the text, or None with the reason in ``how``."""

    field: str
    how: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself. ``None`` means undetermined; ``undetermined`` lists those fields."""

    title: str | None = None
    area: str | None = None  # official name without the levels above it: 历城区
    area_code: str | None = None  # GB/T 2260
    genre: Genre | None = None
    date: str | None = None  # ISO 8601
    year_planned: int | None = None
    year_reviewed: int | None = None
    publisher: str | None = None
    author: str | None = None
    index_number: str | None = None
    credit_code: str | None = None
    evidence: tuple[MetadataEvidence, ...] = ()
    undetermined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, up to the next heading of its level. Section 0 is the document."""

    index: int
    title: str
    level: int  # 0 for the document, 1 for 一、 or ##, 2 for （一）, 3 for 1.
    span: Span
    parent: int | None


_LONG_SENTENCE, _AROUND = 1000, 100  # characters; the longest sentence of real reports has some 700


class Sentence(NamedTuple):
    """A sentence in reading form, with the way back to the file.

    ``text`` has no layout: blanks beside Chinese characters, Markdown signs and page cuts are gone, full-width
    digits, letters, ``％`` and ``．`` are half-width, and ``, ; : ( ) ? !`` beside Chinese characters are full-width
    (a comma between digits stays). Each character stands for exactly one of the file: ``offsets[i]`` is its place.
    """

    index: int  # type: ignore[assignment]  # a field in place of the method of tuples
    section: int
    paragraph: int
    text: str
    offsets: Sequence[int]  # a range where nothing was taken out in between
    heading: bool = False

    def span(self, start: int, end: int) -> Span:
        """The place in the file of ``text[start:end]``, which must not be empty."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def around(text: str, start: int, end: int) -> str:
    """A sentence; of one that is longer than sentences of prose are, the part around ``text[start:end]``.

    Broken files have such stretches with hundreds of numbers, each of which would else be told with all of it.
    """
    return text if len(text) <= _LONG_SENTENCE else text[max(0, start - _AROUND) : end + _AROUND]


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the page that is no part of the report: navigation, printing buttons, a copyright footer."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read. Everything before *resolve* is a function of this value alone."""

    name: str  # file name, unique in a build
    text: str
    encoding: str
    digest: str  # SHA-256 of the file's bytes, hexadecimal
    metadata: Metadata
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    furniture: tuple[Furniture, ...] = ()
    warnings: tuple[str, ...] = ()

    def quote(self, span: Span) -> str:
        """The exact characters of a span."""
        return self.text[span.start : span.end]


# Confidence: the share of claims of that rule that were right on annotated text when the rule was last measured,
# rounded to two digits; 1.0 is kept for what a person stated (a sidecar, a curation file).


class Observation(NamedTuple):  # a document makes thousands
    """A number about something. The fields are those of the annotation guideline."""

    area: str | None
    indicator: str  # full noun phrase, heads restored, without subject and verb
    measure: str  # level, increment, growth, pointChange, share, rank, gap, completion, multiple
    value: Decimal
    unit: str
    status: str  # actual, estimate, target
    period: str | None  # 2023, 2018/2023, 2023-H1, 2023-Q1, 2023-06
    span: Span
    sentence: int
    rule: str
    confidence: float
    value_text: str  # the number as written
    bound: str = "eq"  # eq, ge, gt, le, lt, approx
    value2: Decimal | None = None
    subject: str | None = None
    comparator: str | None = None
    concept: str | None = None  # IRI of the indicator in the vocabulary
    heads: tuple[Span, ...] = ()  # of a table's cell: the names of its row and columns
    wording: str = ""  # as the text has it, with subject and verb; empty where it is the indicator
    trace: tuple[tuple[str, str], ...] = ()  # field, and the words, rule or scope that gave it

    @property
    def undetermined(self) -> tuple[str, ...]:
        """Which of the fields that every observation should have are not known."""
        return tuple(name for name in ("area", "indicator", "period") if not getattr(self, name))


class Entity(NamedTuple):  # a document makes thousands
    """A named thing in one document, however often it is named there."""

    type: str  # Area, Programme, Project, Industry, Organisation, Site, Honour
    name: str
    mentions: tuple[Span, ...]
    rule: str
    confidence: float
    aliases: tuple[str, ...] = ()
    kind: str | None = None  # a programme's kind, an area's level: local name in its scheme


class Relation(NamedTuple):  # a document makes thousands
    """A plain statement between two entities of one document, or an entity and a year, stage or category."""

    s: str
    p: str
    o: str
    mentions: tuple[Span, ...]
    rule: str
    confidence: float
    s_type: str
    o_type: str | None = None  # None where ``o`` is a year, a stage or a category


class NumberUse(StrEnum):
    """What became of a number of the text: the classes of the number ledger.

    ``ontology/number-uses.ttl`` defines each and decides the doubtful cases.
    """

    OBSERVATION = "observation"
    DATE = "date"
    NAME = "name"
    ORDINAL = "ordinal"
    IDENTIFIER = "identifier"
    SET_PHRASE = "set-phrase"
    UNEXPLAINED = "unexplained"


class NumberNote(NamedTuple):  # a document makes thousands
    """One digit group or Chinese numeral and what became of it."""

    span: Span
    text: str
    use: NumberUse
    sentence: int


Claim: TypeAlias = Observation | Entity | Relation


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was understood of one document, and what was not.

    ``candidates`` are names that neither rules nor model are sure of: no claim, until a person accepts them.
    """

    document: Document
    observations: tuple[Observation, ...] = ()
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    numbers: tuple[NumberNote, ...] = field(default=())
    candidates: tuple[Entity, ...] = ()

    @property
    def unexplained(self) -> tuple[NumberNote, ...]:
        """The numbers that no rule accounts for."""
        return tuple(n for n in self.numbers if n.use is NumberUse.UNEXPLAINED)
