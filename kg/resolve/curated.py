"""The whole of resolving with a curation file: claims without what people rejected, things as people want them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.language.lexicon import Lexicon, lexicon
from kg.model import Entity, Extraction, Relation
from kg.resolve.corpus import people, resolve
from kg.resolve.corrections import screen
from kg.resolve.curation import Correction, Predicate
from kg.resolve.identity import normal
from kg.resolve.resolution import Resolution
from kg.resolve.types import Typed, one_type, records


@dataclass(frozen=True, slots=True)
class Curated:
    """Extractions and resolution that belong together."""

    extractions: tuple[Extraction, ...]
    resolution: Resolution


def curated(
    extractions: Sequence[Extraction], corrections: Sequence[Correction] = (), words: Lexicon | None = None
) -> Curated:
    """Resolve, with the corrections applied. ``resolution.outcomes`` says in their order what came of each.

    Raises:
        ValueError: two documents have one name.
    """
    words = words or lexicon()
    typed = one_type(extractions, people(extractions, words), corrections)
    extractions = typed.extractions
    if not corrections:
        return Curated(extractions, _recorded(resolve(extractions, words), typed))
    tried = [_with_candidates(e, corrections) for e in extractions]
    plain = resolve(tried, words)
    screened, outcomes = screen(tried, corrections, plain, people(tried, words))
    screened = tuple(_settled(*three) for three in zip(extractions, tried, screened, strict=True))
    found = resolve(screened, words, corrections)
    done = {o.correction: o for o in outcomes}
    # A denied alias is gone from its document already, so that afterwards nothing may be left to keep apart.
    done |= {o.correction: o for o in found.outcomes if not (o.why and o.correction in done)}
    found = _recorded(replace(found, outcomes=tuple(done[c] for c in corrections)), typed)
    return Curated(tuple(_without_loops(e, found) for e in screened), found)


def _recorded(found: Resolution, typed: Typed) -> Resolution:
    return replace(found, merges=(*records(typed.decisions, found), *found.merges))


def _with_candidates(extraction: Extraction, corrections: Sequence[Correction]) -> Extraction:
    """With the candidates as entities that corrections may mean by their names, until it is known which they mean."""
    named = {
        (c.subject.type, normal(c.subject.type, c.subject.name))
        for c in corrections
        if c.predicate in (Predicate.ACCEPT, Predicate.REJECT) and c.subject.name
    }
    tried = tuple(e for e in extraction.candidates if (e.type, normal(e.type, e.name)) in named)
    return replace(extraction, entities=(*extraction.entities, *tried)) if tried else extraction


def _settled(given: Extraction, tried: Extraction, screened: Extraction) -> Extraction:
    """What was accepted as entities, in the order of first mentions; what was rejected nowhere; the rest as it was."""
    maybe = tried.entities[len(given.entities) :]
    if not maybe:
        return screened
    left = frozenset(screened.entities).intersection(maybe)
    entities = sorted((e for e in screened.entities if e not in left), key=_place)
    candidates = tuple(e for e in given.candidates if e not in maybe or e in left)
    return replace(screened, entities=tuple(entities), candidates=candidates)


def _place(entity: Entity) -> tuple[object, ...]:
    return (entity.mentions[0], entity.type, entity.name)


def _without_loops(extraction: Extraction, found: Resolution) -> Extraction:
    """Without the relations of a thing to itself, which are left where a person joined a part and its whole."""
    name = extraction.document.name

    def loops(r: Relation) -> bool:
        return r.o_type is not None and found.thing(name, r.s_type, r.s) == found.thing(name, r.o_type, r.o)

    return replace(extraction, relations=tuple(r for r in extraction.relations if not loops(r)))
