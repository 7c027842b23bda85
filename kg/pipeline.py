"""The contents page: the stages of the pipeline in order, each a function from values to values.

files → ``read_document`` → ``extract`` (one document) → ``resolve`` (all documents) → ``emit`` → ``publish``
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from kg.extract.areas import areas
from kg.extract.combine import Names, combine, in_order
from kg.extract.context import Context
from kg.extract.honours import honours
from kg.extract.industries import industries
from kg.extract.ledger import numbers
from kg.extract.observations import observations
from kg.extract.organisations import organisations
from kg.extract.places import parts
from kg.extract.programmes import programmes
from kg.extract.projects import projects
from kg.extract.relations.honour import honour_relations
from kg.extract.relations.industry import industry_relations
from kg.extract.relations.investment import investment_relations
from kg.extract.relations.mentions import merged
from kg.extract.relations.place import place_relations
from kg.extract.relations.programme import programme_relations
from kg.extract.relations.project import project_relations
from kg.extract.sites import sites
from kg.language.gazetteer import gazetteer
from kg.language.lexicon import lexicon
from kg.model import Document, Entity, Extraction, Relation

EntityExtractor: TypeAlias = Callable[[Context], Iterator[Entity]]
RelationExtractor: TypeAlias = Callable[[Context], Iterator[Relation]]

ENTITY_EXTRACTORS: tuple[EntityExtractor, ...] = (
    areas,
    programmes,
    honours,
    industries,
    projects,
    sites,
    organisations,
)
RELATION_EXTRACTORS: tuple[RelationExtractor, ...] = (
    programme_relations,
    honour_relations,
    project_relations,
    investment_relations,
    industry_relations,
    place_relations,
)


def extract(document: Document, *, names_model: bool = True) -> Extraction:
    """All that is understood of one document. Depends on nothing but the document, the ontology and the model.

    Args:
        document: the document.
        names_model: whether the trained model proposes names beside the rules. Without it extraction takes a third
            of the time and finds fewer programmes, projects and sites.
    """
    context = Context(document, lexicon(), gazetteer())
    for extractor in ENTITY_EXTRACTORS:
        context = replace(context, entities=(*context.entities, *extractor(context)))
    names = combine(document, context.entities) if names_model else Names(in_order(context.entities))
    context = replace(context, entities=names.entities)
    told = (context if part is document else replace(context, document=part) for part in parts(document))
    relations = tuple(merged(r for each in told for extractor in RELATION_EXTRACTORS for r in extractor(each)))
    measured = tuple(observations(document, context.lexicon, context.scopes))
    return Extraction(
        document=document,
        observations=measured,
        entities=context.entities,
        relations=relations,
        numbers=tuple(numbers(document, measured, context.lexicon)),
        candidates=names.candidates,
    )
