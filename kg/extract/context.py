"""What an extractor is given: one document, the vocabulary, the gazetteer, and what was found before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from kg.language.lexicon import Lexicon
from kg.language.scope import Scope, document_scopes
from kg.model import Document, Entity, Span

if TYPE_CHECKING:
    from kg.language.gazetteer import Gazetteer

T = TypeVar("T")


class Mention(NamedTuple):
    """An entity at ``sentence.text[start:end]``, and where that is in the file."""

    start: int
    end: int
    entity: Entity
    span: Span


@dataclass(frozen=True)  # without slots, for what is worked out once when it is first asked for
class Context:
    """The input of every extractor. ``entities`` are those of the extractors that ran before, empty for the first."""

    document: Document
    lexicon: Lexicon
    gazetteer: Gazetteer
    entities: tuple[Entity, ...] = ()
    # What functions have made of a document, for the extractors that run after.
    _made: dict[Callable[[Document], Any], tuple[Document, Any]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def once(self, make: Callable[[Document], T]) -> T:
        """What a function makes of the document, worked out when the first extractor asks for it."""
        kept = self._made.get(make)
        if kept is None or kept[0] is not self.document:  # a part of it, where it is about several areas
            kept = self._made[make] = (self.document, make(self.document))
        made: T = kept[1]
        return made

    def of_type(self, *types: str) -> tuple[Entity, ...]:
        """The entities found so far of these types, in the order in which they were found."""
        if len(types) == 1:
            return self._by_type.get(types[0], ())
        if types not in self._by_types:
            self._by_types[types] = tuple([e for e in self.entities if e.type in types])
        return self._by_types[types]

    def mentions_of(self, kind: str) -> Mapping[int, Sequence[Mention]]:
        """Where the entities of a type stand, by index of the sentence; in each in reading order, longer first."""
        return self._mentions.get(kind, {})

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """Which time and status each sentence speaks of, in order."""
        return document_scopes(self.document, self.lexicon)

    @cached_property
    def _by_type(self) -> dict[str, tuple[Entity, ...]]:
        found: dict[str, list[Entity]] = {}
        for entity in self.entities:
            found.setdefault(entity.type, []).append(entity)
        return {kind: tuple(entities) for kind, entities in found.items()}

    @cached_property
    def _by_types(self) -> dict[tuple[str, ...], tuple[Entity, ...]]:
        return {}  # of several types, each when it is first asked for

    @cached_property
    def _mentions(self) -> dict[str, dict[int, list[Mention]]]:
        sentences = self.document.sentences
        starts = [s.offsets[0] if s.offsets else 0 for s in sentences]
        lengths = [len(s.offsets) if isinstance(s.offsets, range) else -1 for s in sentences]
        found: dict[str, dict[int, list[Mention]]] = {}
        for entity in self.entities:
            of_type = found.setdefault(entity.type, {})
            for place in entity.mentions:
                index = bisect_right(starts, place[0]) - 1
                if index < 0:
                    continue
                start, end, span = place[0] - starts[index], place[1] - starts[index], place
                if end > lengths[index]:  # it goes on behind the sentence, or something in there was taken out
                    offsets = sentences[index].offsets
                    start, end = bisect_left(offsets, place[0]), bisect_left(offsets, place[1])
                    if start >= end:  # it stands in a gap of this sentence, which a page cut interleaves with another
                        continue
                    span = sentences[index].span(start, end)
                here = of_type.get(index)
                if here is None:
                    of_type[index] = [Mention(start, end, entity, span)]
                else:
                    here.append(Mention(start, end, entity, span))
        for of_type in found.values():
            for here in of_type.values():
                if len(here) > 1:
                    here.sort(key=lambda m: (m.start, -m.end))
        return found
