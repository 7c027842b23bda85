"""What a document says of a project: its stage, the category that its list gives it, and its land."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract import land
from kg.extract.chunks import clauses, pattern
from kg.extract.context import Mention
from kg.extract.project_names import project_names
from kg.extract.project_tables import Row, project_rows
from kg.extract.relations.mentions import Statement, mentions, own_area, relations
from kg.model import Entity, Relation, Sentence

if TYPE_CHECKING:
    from kg.extract.context import Context

# Share of the relations of each rule that were right on the annotated windows.
_CONFIDENCE = {
    "stage-project-shared-head": 0.86,
    "stage-project-called": 0.8,
    "stage-project-list": 0.84,
    "stage-project-end": 0.73,
    "stage-project-shared-end": 0.87,
    "category-of-list": 0.99,
    "invests-as-subject": 0.8,
    "invests-in-area": 0.99,
    "example-of-class": 0.95,
    "boundary-said": 0.9,
    "boundary-table": 0.95,
    "landUse-said": 0.9,
    "landUse-table": 0.95,
}
# An institute or a fund that is brought in invests nothing; what a list calls an enterprise does, and what ends as one.
_INVESTORS = (
    "organisation-beside",
    "organisation-end",
    "organisation-known",
    "organisation-list",
    "organisation-said",
    "organisation-shared-head",
)
_CATEGORY = re.compile("(?P<total>[0-9]{1,4}个)?(?P<class>(?P<category>产业类|建设类|民生类|基础设施类)(?:项目)?)")


def project_relations(context: Context) -> Iterator[Relation]:
    """``stage``, ``category``, ``exampleOf``, ``boundary``, ``landUse`` of projects, ``invests`` of organisations."""
    yield from relations(_statements(context))


def _statements(context: Context) -> Iterator[Statement]:
    for sentence, found in mentions(context, "Project"):
        yield from _stages(sentence, found)
        yield from _categories(sentence, found)
    rows = tuple(project_rows(context.document))
    cells = {place.start for row in rows for _, place in filter(None, (row.boundary, row.land_use))}
    for sentence, found in mentions(context, "Project", "Site"):
        if sentence.offsets and sentence.offsets[0] not in cells:
            yield from _land(sentence, found)
    yield from _tables(context, rows)
    own = own_area(context)
    for sentence, found in mentions(context, "Organisation", "Project", "Area"):
        yield from _investments(own, sentence, found)


def _stages(sentence: Sentence, found: tuple[Mention, ...]) -> Iterator[Statement]:
    at = {(m.start, m.end): m.entity for m in found}
    for name in project_names(sentence.text):
        project = at.get((name.start, name.end))
        if project:
            rule = f"stage-{name.rule}"
            for stage in name.stages:
                yield Statement(project, "stage", stage, sentence.span(name.start, name.end), rule, _CONFIDENCE[rule])


def _categories(sentence: Sentence, found: tuple[Mention, ...]) -> Iterator[Statement]:
    """``A等216个产业类项目``: the category of A, and the counted class that it is an example of."""
    for mention in found:
        category = _CATEGORY.search(sentence.text, mention.end, mention.end + 20)
        if category and not re.search("[，；。]", sentence.text[mention.end : category.start()]):
            span = sentence.span(mention.start, category.end())
            rule = "category-of-list"
            yield Statement(mention.entity, "category", category["category"], span, rule, _CONFIDENCE[rule])
            if category["total"]:
                total = Entity("Indicator", category["class"], (span,), "example-of-class", 0.95)
                rule = "example-of-class"
                yield Statement(mention.entity, "exampleOf", total, span, rule, _CONFIDENCE[rule])


def _land(sentence: Sentence, found: tuple[Mention, ...]) -> Iterator[Statement]:
    """``甲项目东至…，南至…，西至…，北至…，用地性质为商业``: of the thing that the sentence names before."""
    text = sentence.text
    bounds, use = land.boundary(text), land.land_use(text)
    for predicate, said in (("boundary", bounds), ("landUse", use)):
        owner = max((m for m in found if said is not None and m.end <= said[0]), key=lambda m: m.end, default=None)
        if owner is not None and said is not None:
            rule = f"{predicate}-said"
            span = sentence.span(*said)
            yield Statement(owner.entity, predicate, text[slice(*said)], span, rule, _CONFIDENCE[rule])


def _tables(context: Context, rows: tuple[Row, ...]) -> Iterator[Statement]:
    known = {span: e for e in context.of_type("Project") for span in e.mentions}
    for row in rows:
        project = known.get(row.span)
        for predicate, said in (("boundary", row.boundary), ("landUse", row.land_use)):
            if project is not None and said is not None and said[0] not in ("", "—", "/", "-"):
                rule = f"{predicate}-table"
                yield Statement(project, predicate, said[0], said[1], rule, _CONFIDENCE[rule])


def _investments(own: Entity | None, sentence: Sentence, found: tuple[Mention, ...]) -> Iterator[Statement]:
    """``引进A、B等企业``: they invest in the document's own area; ``A在甲县投资``, ``A投资2亿元建设乙园``."""
    investors = [m for m in found if m.entity.type == "Organisation" and _is_investor(m.entity)]
    if not investors:
        return
    targets = [m for m in found if m.entity.type != "Organisation"]
    rule = "invests-in-area"
    for start, end in clauses(sentence.text):
        inside = [m for m in investors if start <= m.start and m.end <= end]
        verb = pattern("invest-verb").search(sentence.text, start, end)
        for mention in inside if verb and own else ():
            if verb and own and verb.end() <= mention.start:
                span = sentence.span(verb.start(), mention.end)
                yield Statement(mention.entity, "invests", own, span, rule, _CONFIDENCE[rule])
        said = _INVESTS.search(sentence.text, inside[-1].end, end) if inside else None
        if said is None or not _RUN.fullmatch(sentence.text, inside[-1].end, said.start()):
            continue
        chosen = _invested(inside[-1].end, end, targets) or (own if _HERE.search(said.group()) else None)
        for mention in inside if chosen else ():
            if chosen is not None:
                span = sentence.span(mention.start, said.end())
                yield Statement(
                    mention.entity, "invests", chosen, span, "invests-as-subject", _CONFIDENCE["invests-as-subject"]
                )


def _is_investor(entity: Entity) -> bool:
    """Whether an organisation is one that invests: no institute, office or fund that is merely brought in."""
    return entity.rule in _INVESTORS and _NO_INVESTOR.search(entity.name) is None


def _invested(start: int, end: int, targets: Sequence[Mention]) -> Entity | None:
    """What is invested in: the first project that is to be built, else the first area named."""
    inside = [m for m in targets if start <= m.start and m.end <= end]
    built = next((m.entity for m in inside if m.entity.type == "Project"), None)
    return built or next((m.entity for m in inside if m.entity.type == "Area"), None)


_NO_INVESTOR = re.compile("(?:大学|学院|研究院|研究所|研究中心|实验室|医院|协会|学会|商会|联盟|委员会|[部委局厅办院])$")
_RUN = re.compile("(?:等[^，。；]{0,10})?(?:成功|正式|先后|相继|分别|计划|拟|决定|将)?(?:在[^，。；]{2,10})?")
_INVESTS = re.compile(
    "来[我本]?[省市区县州]投资|(?:总|计划|拟)?投资(?:[约超]?[0-9.]+[万亿]|建设|兴建|新建|兴业|建厂|设立)|增资扩产|投资"
)
_HERE = re.compile("来[我本]?[省市区县州]投资")
