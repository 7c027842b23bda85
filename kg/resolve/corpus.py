"""Resolving: all extractions in, one ``Resolution`` out, whatever their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.graph import iris
from kg.language.gazetteer import Gazetteer, gazetteer
from kg.language.lexicon import Lexicon, lexicon
from kg.model import Extraction, Observation, Relation
from kg.resolve.areas import COUNTRY_IRI, Areas, Place
from kg.resolve.corrections import Decided, decide, finish
from kg.resolve.curation import Correction
from kg.resolve.identity import Key, Named, keyed, label, listed, named, normal
from kg.resolve.links import groups
from kg.resolve.resolution import Resolution, Thing
from kg.resolve.succession import CampaignYear, successions
from kg.resolve.things import Nodes, vocabulary_merges

# Where a name has several types in one document, an observation's subject is the first of these.
_SUBJECT_TYPES = ("Project", "Site", "Organisation", "Area", "Programme", "Industry", "Honour")


def resolve(
    extractions: Sequence[Extraction], words: Lexicon | None = None, corrections: Sequence[Correction] = ()
) -> Resolution:
    """Which node each name means, what was merged, which campaign year follows which.

    The result depends on the set of extractions only, not on their order.

    Args:
        extractions: one a document; document names are unique.
        words: the vocabulary; the installed one if None.
        corrections: what people decided, of which those about identity (merge, deny, rename) are applied here;
            ``curated`` applies all.

    Raises:
        ValueError: two documents have one name.
    """
    words = words or lexicon()
    ordered = sorted(extractions, key=lambda e: e.document.name)
    if len({e.document.name for e in ordered}) != len(ordered):
        raise ValueError("two documents have the same name")
    areas = Areas(words, gazetteer() if words is lexicon() else Gazetteer(words))
    homes = _homes(ordered, areas)
    places = {e.document.name: _places(e, homes[e.document.name], areas) for e in ordered}
    comparators = {e.document.name: _comparators(e, homes[e.document.name], areas) for e in ordered}
    spoken: list[Place | None] = [*homes.values()]
    spoken += [place for by_name in places.values() for place in by_name.values()]
    spoken += [place for by_name in comparators.values() for place in by_name.values()]
    around = _around(areas, spoken)
    homes = {document: around[home.iri] if home else None for document, home in homes.items()}
    places = {document: {n: around[p.iri] for n, p in by_name.items()} for document, by_name in places.items()}
    documents = {e.document.name: iris.document(e.document) for e in ordered}
    decided = decide(_people(ordered, homes, areas, words), documents, corrections)
    nodes = _nodes(decided, ordered, documents)
    entities = {
        e.document.name: _entities(e, nodes.by_document.get(e.document.name, {}), places[e.document.name], words)
        for e in ordered
    }
    of_vocabulary = vocabulary_merges(ordered, entities, {nodes.thing(n.key).iri for n in decided.people})
    found = Resolution(
        documents,
        homes,
        places,
        entities,
        comparators,
        tuple(around.values()),
        merges=(*nodes.merges(), *of_vocabulary),
        near=nodes.near(),
        outcomes=tuple(finish(decided, nodes.find)),
    )
    years = [year for e in ordered for year in _campaign_years(e, found)]
    return replace(found, successions=successions(years))


def people(extractions: Sequence[Extraction], words: Lexicon) -> list[Named]:
    """The entities of all documents with their keys, in the order of the documents' names."""
    areas = Areas(words, gazetteer() if words is lexicon() else Gazetteer(words))
    ordered = sorted(extractions, key=lambda e: e.document.name)
    return _people(ordered, _homes(ordered, areas), areas, words)


def indicator(observation: Observation) -> str:
    """The concept of an observation's indicator, or the candidate that its wording stands for."""
    return observation.concept or iris.candidate("indicator", observation.indicator)


def claim_iri(extraction: Extraction, relation: Relation, found: Resolution) -> str:
    """The claim that a relation makes in its document."""
    name = extraction.document.name
    subject = found.thing(name, relation.s_type, relation.s).iri
    target = found.thing(name, relation.o_type, relation.o).iri if relation.o_type else iris.normal(relation.o)
    return iris.claim(extraction.document, subject, relation.p, target)


def _homes(extractions: Iterable[Extraction], areas: Areas) -> dict[str, Place | None]:
    return {e.document.name: areas.home(e.document.metadata.area, e.document.metadata.area_code) for e in extractions}


def _places(extraction: Extraction, home: Place | None, areas: Areas) -> dict[str, Place]:
    document = iris.document(extraction.document)
    names = {o.area for o in extraction.observations if o.area}
    entities = [e for e in named(extraction) if e.type == "Area"]
    names |= {e.name for e in entities}
    fullest = {alias: e.name for e in reversed(entities) for alias in e.aliases}
    if extraction.document.metadata.area:
        names.add(extraction.document.metadata.area)
    own = {extraction.document.metadata.area: home} if home else {}
    found = {}
    for name in sorted(names):
        full = fullest.get(name, name)
        found[name] = (
            own.get(name) or areas.find(name, home) or areas.find(full, home) or areas.local(full, home, document)
        )
    return found


def _around(areas: Areas, spoken: Iterable[Place | None]) -> dict[str, Place]:
    """The areas spoken of and those around them, each as one place.

    One that the gazetteer does not have by several names is labelled with the fullest: 济南高新区 rather than 高新区.
    """
    found: dict[str, dict[str, Place]] = {}
    for place in {p for p in spoken if p}:
        for one in (place, *areas.above(place)):
            found.setdefault(one.iri, {})[one.label] = one
    return {iri: by_label[label(by_label)] for iri, by_label in sorted(found.items())}


def _people(
    extractions: Iterable[Extraction], homes: Mapping[str, Place | None], areas: Areas, words: Lexicon
) -> list[Named]:
    return [n for e in extractions for n in keyed(e, homes[e.document.name], areas, words)]


def _nodes(decided: Decided, extractions: Sequence[Extraction], documents: Mapping[str, str]) -> Nodes:
    grouped = groups(decided.people, extractions, decided.wishes)
    return Nodes(decided.people, grouped, documents, decided.names)


def _entities(
    extraction: Extraction, things: Mapping[Key, Thing], places: Mapping[str, Place], words: Lexicon
) -> dict[tuple[str, str], Thing]:
    """The things of a document by type and normal name; under the type "" what an observation's subject means.

    A name comes before an alias of another thing.
    """
    by_name: dict[tuple[str, str], Thing] = {}
    of_type = {(key.type, key.name): thing for key, thing in things.items()}
    for is_alias in (False, True):
        for entity in named(extraction):
            for name in entity.aliases if is_alias else (entity.name,):
                key = (entity.type, iris.normal(name))
                if entity.type == "Area":
                    found = _area_thing(places[entity.name])
                elif known := listed(entity, words):
                    found = known
                elif entity.type == "Industry":
                    found = Thing(iris.candidate("industry", entity.name), "Industry", entity.name)
                elif entity.type == "Indicator":
                    found = _indicator_thing(extraction, name)
                else:
                    found = of_type[entity.type, normal(entity.type, name)]
                by_name.setdefault(key, found)
    for o in extraction.observations:
        if o.subject:
            wanted = iris.normal(o.subject)
            candidates = (by_name.get((kind, wanted)) for kind in _SUBJECT_TYPES)
            unknown = Thing(iris.entity("Thing", o.subject, iris.document(extraction.document)), "Thing", o.subject)
            by_name.setdefault(("", wanted), next((thing for thing in candidates if thing), unknown))
    return by_name


def _area_thing(place: Place) -> Thing:
    return Thing(place.iri, "Area", place.label, place.listed)


def _indicator_thing(extraction: Extraction, name: str) -> Thing:
    concepts = sorted({indicator(o) for o in extraction.observations if o.indicator == name and o.concept})
    if concepts:
        return Thing(concepts[0], "Indicator", name, listed=True)
    return Thing(iris.candidate("indicator", name), "Indicator", name)


def _comparators(extraction: Extraction, home: Place | None, areas: Areas) -> dict[str, Place | None]:
    names = sorted({o.comparator for o in extraction.observations if o.comparator})
    return {name: areas.compared(name, home) for name in names}


def _campaign_years(extraction: Extraction, found: Resolution) -> Iterator[CampaignYear]:
    name = extraction.document.name
    kinds = {found.thing(name, e.type, e.name).iri for e in named(extraction) if e.kind == "campaign-year"}
    years: dict[str, list[tuple[int, str]]] = {}
    holders: dict[str, list[tuple[str, str]]] = {}
    for r in extraction.relations:
        claim = claim_iri(extraction, r, found)
        if r.p == "programmeYear" and r.o.isascii() and r.o.isdigit():
            years.setdefault(found.thing(name, r.s_type, r.s).iri, []).append((int(r.o), claim))
        elif r.p == "implements" and r.o_type:
            area = found.thing(name, r.s_type, r.s).iri
            holders.setdefault(found.thing(name, r.o_type, r.o).iri, []).append((area, claim))
        elif r.p == "issuedBy" and r.o_type:
            area = found.thing(name, r.o_type, r.o).iri
            holders.setdefault(found.thing(name, r.s_type, r.s).iri, []).append((area, claim))
    labels = {t.iri: t.label for t in found.entities[name].values()}
    for programme in sorted(kinds & years.keys()):
        for year, said in years[programme]:
            for area, held in holders.get(programme, ()):
                if area != COUNTRY_IRI:
                    yield CampaignYear(area, year, programme, iris.normal(labels[programme]), (said, held))
