"""A number in its sentence: the words on both sides, what the numbers before have left, and the noun that is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from kg.extract.observations import nouns
from kg.extract.observations.clauses import Clauses
from kg.extract.observations.measure import Measured
from kg.language.quantities import Quantity


class Noun(NamedTuple):
    """What a number measures: one wording, or several that share the number. ``how`` names the rule."""

    names: tuple[str, ...]
    how: str
    term: str  # without subject, verb and examples
    subject: str | None = None
    whole: str = ""  # the uncoordinated noun
    wording: str = ""  # with subject and verb, as the text has it


@dataclass(slots=True)
class State:
    """What the numbers before have left to those that follow in the sentence."""

    topic: list[str] = field(default_factory=list)  # the nouns that relative heads (总量) belong to
    main: list[str] = field(default_factory=list)  # the topic outside of parts (其中, 主要是)
    in_part: bool = False  # a part and what is listed with it, up to the next semicolon
    names: list[str] = field(default_factory=list)  # the wordings last measured, which an elided noun repeats
    said: list[tuple[int, Sequence[str]]] = field(default_factory=list)  # where a number began, and what it measured
    whole: str = ""
    term: str = ""
    subject: str | None = None
    measure: str = ""
    verb: str = ""
    changed: int = 0  # the sign of a change whose verb stands before its noun, and holds for the list: 压减时间58%
    comparator: str | None = None  # among whom the last number ranked
    end: int = 0
    consumed: int = 0  # end of the words that the last number took from its right


class Surroundings(NamedTuple):
    """A number with the words on both sides of it."""

    quantity: Quantity
    measured: Measured
    left: nouns.Left
    noun: str  # after the number
    predicate: str  # after that noun
    before: str  # the clause before the number, untouched
    after: str  # everything after the number
    clauses: Clauses
    together: int = 1  # how many numbers stand together
    listed: bool = False  # only a list sign parts it from the number before

    @property
    def earlier(self) -> str:
        """The clause before the one of the number, in the same part of the sentence."""
        return self.clauses.before_last(self.quantity.start)


class Measurement(NamedTuple):
    """A number with what it measures, in its sentence."""

    quantity: Quantity
    unit: str
    name: str
    measure: str
    measured: Measured
    noun: Noun
    before: str  # the clause before the number
    end: int  # of the run of numbers that it belongs to
    done: bool  # something was done to the counted thing: a verb governs it
    measure_before: str  # of the number before
    verb_before: str
    area: str | None  # that the text is about there
    home: str | None  # its code
    turned: str | None  # the area that the words since the last number name; "" where they forget one
    right: str | None = None  # the noun after the number, of a list that shares it, with the text since the last number
    between: str = ""

    @property
    def value(self) -> Decimal:
        """The value with its sign."""
        return self.quantity.value * self.measured.sign
