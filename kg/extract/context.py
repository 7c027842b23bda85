"""What an extractor is given: one document, the vocabulary, the gazetteer, and what was found before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.language.lexicon import Lexicon
from kg.model import Document, Entity

if TYPE_CHECKING:
    from kg.language.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Context:
    """The input of every extractor. ``entities`` are those of the extractors that ran before, empty for the first."""

    document: Document
    lexicon: Lexicon
    gazetteer: Gazetteer
    entities: tuple[Entity, ...] = ()

    def of_type(self, *types: str) -> tuple[Entity, ...]:
        """The entities found so far of these types, in the order in which they were found."""
        return tuple(e for e in self.entities if e.type in types)
