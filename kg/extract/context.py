"""What an extractor is given: one document, the vocabulary, the gazetteer, and what was found before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kg.language.lexicon import Lexicon
from kg.language.scope import Scope, document_scopes
from kg.model import Document, Entity

if TYPE_CHECKING:
    from kg.language.gazetteer import Gazetteer


class Mention(NamedTuple):
    """An entity at ``sentence.text[start:end]``."""

    start: int
    end: int
    entity: Entity


@dataclass(frozen=True)  # without slots, for what is worked out once when it is first asked for
class Context:
    """The input of every extractor. ``entities`` are those of the extractors that ran before, empty for the first."""

    document: Document
    lexicon: Lexicon
    gazetteer: Gazetteer
    entities: tuple[Entity, ...] = ()

    def of_type(self, *types: str) -> tuple[Entity, ...]:
        """The entities found so far of these types, in the order in which they were found."""
        if len(types) == 1:
            return self._by_type.get(types[0], ())
        return tuple(e for e in self.entities if e.type in types)

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
    def _mentions(self) -> dict[str, dict[int, list[Mention]]]:
        sentences = self.document.sentences
        starts = [s.offsets[0] if s.offsets else 0 for s in sentences]
        found: dict[str, dict[int, list[Mention]]] = {}
        for entity in self.entities:
            of_type = found.setdefault(entity.type, {})
            for first, stop in entity.mentions:
                index = bisect_right(starts, first) - 1
                if index < 0:
                    continue
                offsets = sentences[index].offsets
                if isinstance(offsets, range):  # each character behind the one before it: no need to look for it
                    start, end = first - starts[index], min(stop - starts[index], len(offsets))
                else:
                    start, end = bisect_left(offsets, first), bisect_left(offsets, stop)
                if start < end:  # else it stands in a gap of this sentence, which a page cut interleaves with another
                    of_type.setdefault(index, []).append(Mention(start, end, entity))
        for of_type in found.values():
            for here in of_type.values():
                if len(here) > 1:
                    here.sort(key=lambda m: (m.start, -m.end))
        return found
