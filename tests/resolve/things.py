"""Documents made by hand for tests of resolving: an area, entities, relations, no text to speak of."""

from __future__ import annotations

from kg.graph import iris
from kg.model import Document, Entity, Extraction, Metadata, Relation, Section, Span

HERE = (Span(0, 2),)


def said(name: str, area: str | None, *entities: Entity, code: str | None = None, **rest: object) -> Extraction:
    """A document about an area with what is understood of it."""
    text = f"{name}的正文"
    section = Section(0, "", 0, Span(0, len(text)), None)
    metadata = Metadata(area=area, area_code=code)
    document = Document(name, text, "utf-8", iris.short_hash(name), metadata, (section,), ())
    return Extraction(document, entities=entities, **rest)  # type: ignore[arg-type]


def entity(kind: str, name: str, *aliases: str) -> Entity:
    """An entity named once."""
    return Entity(kind, name, HERE, "r", 0.9, aliases)


def relation(s: str, p: str, o: str, s_type: str, o_type: str | None = None) -> Relation:
    """A relation stated once."""
    return Relation(s, p, o, HERE, "r", 0.8, s_type, o_type)
