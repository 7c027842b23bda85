"""The observations of one sentence: of each measurement the time, the status, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from kg.extract.observations import beside
from kg.extract.observations.clauses import Clauses
from kg.extract.observations.concepts import find_concept
from kg.extract.observations.confidence import confidence
from kg.extract.observations.surroundings import Measurement
from kg.extract.observations.timing import Place, period_of
from kg.extract.observations.whose import OWN, area_alone, other_area, wider_area, without_own
from kg.language.quantities import Quantity
from kg.language.scoped_sentence import ScopedSentence, TimeAt
from kg.language.worded import listed
from kg.model import Observation, Sentence

_OPENING = 8
_NORM = re.compile("不得|不能|必须")
_EXECUTED = re.compile("实际|执行|决算|完成")
_BUDGETED = listed("cue", "budgeted")  # 收入预算为398亿元，执行399亿元
_AIM = re.compile("(?:预期|计划)?目标(?:任务|值)?(?:[设确]?定)?[为是]$")  # 收入目标为250亿元


class Teller:
    """Tells what the measurements of one sentence say, from left to right."""

    def __init__(self, sentence: Sentence, scoped: ScopedSentence, clauses: Clauses) -> None:
        self.sentence = sentence
        self.text = sentence.text
        self.scoped = scoped
        self.clauses = clauses
        self.period: str | None = None  # of the number before
        self.area: str | None = None  # another area than the document's that the sentence is about
        self.found: list[Observation] = []

    def tell(self, measurements: Sequence[Measurement]) -> list[Observation]:
        """The observations that they make, in order."""
        for said in measurements:
            if said.turned is not None:
                self.area = said.turned
            self.found.append(self._observation(said))
            if said.right is not None:
                self.found[-2] = beside.of_both(self.found[-2], said.noun, said.right, said.between)
        return self.found

    def _observation(self, said: Measurement) -> Observation:
        q, measure, measured, noun = said.quantity, said.measure, said.measured, said.noun
        time = self.scoped.at(q.core_start)
        self.period, why = period_of(Place(said, self.clauses, self.period), time)
        bound = self._bound_words(q) if q.bound != "eq" else ""
        name, status, why_status = self._status(said, time, bound)
        alone = len(noun.names) == 1
        area, name, why_area = self._whose(said, name, alone=alone)
        if area is None and noun.subject and (named := area_alone(noun.subject, said.home)):
            area, why_area = named, "the subject, where the document's area is unknown"
        concept = find_concept(name, noun.term if alone else name, measure, q.unit, noun.wording)
        return Observation(
            area=area,
            indicator=name,
            measure=measure,
            value=plain(q.value, measured.sign),
            value2=plain(q.value2, measured.sign) if q.value2 is not None else None,
            unit=said.unit,
            status=status,
            period=self.period,
            span=self.sentence.span(self.clauses.passage(q.core_start), q.end),
            sentence=self.sentence.index,
            rule=f"observation/{noun.how}",
            confidence=confidence(noun.how, measure),
            value_text=self.text[q.core_start : q.end],
            bound=q.bound,
            subject=noun.subject if noun.subject != area else None,
            comparator=measured.comparator,
            concept=concept.iri if concept else None,
            wording=noun.wording if noun.wording != name else "",
            trace=(
                ("indicator", f"{noun.how}: {name}"),
                ("measure", measured.why or f"no word of change or rank: {measure}"),
                ("bound", bound or "no word: eq"),
                ("period", why),
                ("status", why_status),
                ("area", why_area),
            ),
        )

    def _status(self, said: Measurement, time: TimeAt, bound: str) -> tuple[str, str, str]:
        """The indicator without the word for a budget, the status of its number, and the words that say it."""
        name, measure, before = said.name, said.measure, said.before
        status, why = time.status, time.why_status
        if name.endswith(_BUDGETED()) and _EXECUTED.match(before):
            name = re.sub("(?:预算数?|计划)$", "", name)
        if status == "actual":
            if measure == "level" and name.endswith(_BUDGETED()):
                return re.sub("(?:年初|调整)预算$", "", name) or name, "target", "预算"
            if (bound and (norm := _NORM.search(bound))) or (norm := aim_of(before)):
                return name, "target", norm.group()
        if status == "estimate" and measure == "rank" and said.noun.how not in ("elided", "relative-head"):
            return name, self.scoped.scope.status, self.scoped.scope.why
        return name, status, why

    def _whose(self, said: Measurement, name: str, *, alone: bool) -> tuple[str | None, str, str]:
        """The area of a number, its indicator without the area's name, and the words that say so."""
        before, home = said.before, said.home
        if wider := wider_area(before, home):
            self.area = wider[0] if wider[1] != "全国" else None
            return wider[0], name.removeprefix(wider[1]), wider[1]
        if other := other_area(name, home):
            if alone and self.text.find(other[0][:2]) < _OPENING:
                self.area = other[0]  # 历城区…，…: whose sentence it is
            return other[0], other[1], f"named before the indicator: {other[0]}"
        if ("全" in before or "我" in before) and (own := OWN.search(before)):
            self.area = None
            return said.area, name, own.group()
        if self.area:
            return self.area, name, "the area named before in the sentence"
        return said.area, without_own(name, said.area), "the document's own"

    def _bound_words(self, q: Quantity) -> str:
        """The words of a quantity that say more, less or about."""
        before, after = self.text[q.start : q.core_start], self.text[q.unit_start : q.end].removeprefix(q.unit)
        return before or after or q.number


def aim_of(before: str) -> re.Match[str] | None:
    """The words for an aim that a clause ends in before its number."""
    return _AIM.search(before) if before.endswith(("为", "是")) else None


def plain(value: Decimal, sign: int = 1) -> Decimal:
    """The value with its sign and without an exponent: 1.8E+2 → 180."""
    signed = value if sign > 0 else value * sign
    return Decimal(format(signed, "f")) if "E" in str(signed) else signed
