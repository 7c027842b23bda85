"""The whole of resolving with a curation file: claims without what people rejected, things as people want them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.language.lexicon import Lexicon, lexicon
from kg.model import Extraction, Relation
from kg.resolve.corpus import people, resolve
from kg.resolve.corrections import screen
from kg.resolve.curation import Correction
from kg.resolve.resolution import Resolution


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
    if not corrections:
        return Curated(tuple(extractions), resolve(extractions, words))
    plain = resolve(extractions, words)
    screened, outcomes = screen(extractions, corrections, plain, people(extractions, plain, words))
    found = resolve(screened, words, corrections)
    done = {o.correction: o for o in outcomes}
    # A denied alias is gone from its document already, so that afterwards nothing may be left to keep apart.
    done |= {o.correction: o for o in found.outcomes if not (o.why and o.correction in done)}
    found = replace(found, outcomes=tuple(done[c] for c in corrections))
    return Curated(tuple(_without_loops(e, found) for e in screened), found)


def _without_loops(extraction: Extraction, found: Resolution) -> Extraction:
    """Without the relations of a thing to itself, which are left where a person joined a part and its whole."""
    name = extraction.document.name

    def loops(r: Relation) -> bool:
        return r.o_type is not None and found.thing(name, r.s_type, r.s) == found.thing(name, r.o_type, r.o)

    return replace(extraction, relations=tuple(r for r in extraction.relations if not loops(r)))
