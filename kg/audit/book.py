"""All facts of a build, found by what they are of: the checks look numbers up here, never search for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from kg.audit.facts import Fact
from kg.audit.same import sets

_Key: TypeAlias = tuple[str, str, str, str, str, bool]


class Book:
    """The facts and their sets. Building it and each look-up are linear in the facts asked for."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.facts = tuple(facts)
        self.sets = sets(self.facts)
        self._by_topic: dict[_Key, list[Fact]] = {}
        for one in self.sets:
            if not one.several:
                fact = one.preferred
                self._by_topic.setdefault(_key(fact), []).append(fact)

    def clear(self, measure: str, *, target: bool = False) -> Iterator[Fact]:
        """The preferred statements of each fact of a measure, one each, in the order of the text."""
        for one in self.sets:
            fact = one.preferred
            if not one.several and fact.measure == measure and (fact.status == "target") is target:
                yield fact

    def find(
        self,
        like: Fact,
        *,
        indicator: str = "",
        measure: str = "",
        period: str = "",
        area: str = "",
        unit: str = "",
        target: bool = False,
    ) -> Fact | None:
        """The preferred statement of what differs from a fact in the things given only.

        None where there is none, where statements differ without one being preferred, or where the number is about
        a part of the area (``subject``) and another area is asked for.
        """
        key = (
            area or like.area,
            "" if area else like.subject,
            indicator or like.indicator,
            measure or like.measure,
            period or like.period,
            target,
        )
        found = [fact for fact in self._by_topic.get(key, ()) if not unit or fact.unit == unit]
        found = [fact for fact in found if fact.iri != like.iri and not fact.comparator]
        return found[0] if len(found) == 1 else None


def _key(fact: Fact) -> _Key:
    return (fact.area, fact.subject, fact.indicator, fact.measure, fact.period, fact.status == "target")
