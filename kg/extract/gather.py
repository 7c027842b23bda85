"""One entity from the many places where a document names a thing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from kg.model import Entity, Span

# What one mention says: the key of the thing, the name as restored, other forms, the place, the rule that found it.
Said = tuple[str, str, tuple[str, ...], Span, str]


def gather(kind: str, said: Iterable[Said], confidence: Mapping[str, float]) -> Iterator[Entity]:
    """The entities of one type in the order of their first mention.

    Mentions with one key are one thing. Its name is the longest form, the earlier of two that are as long; its rule
    the most trusted of those that found it.
    """
    groups: dict[str, list[Said]] = {}
    for one in said:
        groups.setdefault(one[0], []).append(one)
    for group in groups.values():
        if len(group) == 1:
            _, name, aliases, span, rule = group[0]
            others = tuple([form for form in dict.fromkeys(aliases) if form != name]) if aliases else ()
            yield Entity(kind, name, (span,), rule, confidence[rule], others)
            continue
        forms = list(dict.fromkeys(form for _, name, aliases, _, _ in group for form in (name, *aliases)))
        names = dict.fromkeys(name for _, name, _, _, _ in group)
        name = max(names, key=len)
        rule = max((one[4] for one in group), key=lambda r: (confidence.get(r, 0.0), r))
        yield Entity(
            type=kind,
            name=name,
            mentions=tuple(sorted({one[3] for one in group})),
            rule=rule,
            confidence=confidence[rule],
            aliases=tuple(form for form in forms if form != name),
        )


class Cover:
    """The places where entities stand, to ask whether others lie within: one search each, however many there are."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        spans = sorted([span for entity in entities for span in entity.mentions])
        self._starts = [span.start for span in spans]
        self._ends = list(accumulate((span.end for span in spans), max))

    def holds(self, entity: Entity) -> bool:
        """Whether each mention of an entity is a part of a mention of another: a site only in the names of honours."""
        return all(self._holds(mention) for mention in entity.mentions)

    def _holds(self, span: Span) -> bool:
        before = bisect_right(self._starts, span.start)
        return before > 0 and self._ends[before - 1] >= span.end
