"""What belongs to no single document: the areas used, what was decided over documents."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph import iris
from kg.graph.emit.writing import TYPE, named, write_activity, write_area, write_software
from kg.graph.nquads import Quads, Term, date, iri, text
from kg.resolve import Resolution
from kg.resolve.curation import Predicate

_SUCCESSION = "succession"
_REASONS = {
    "same-name": "同一类型、同一名称、同一所属区域",
    "alias": "同一类型、同一所属区域，一方名称是另一方的别名",
    "class-word": "同一类型、同一所属区域，名称只差类别词",
    "area-prefix": "同一类型、同一所属区域，名称只差区域名",
    "one-type": "同一所属区域、同一名称，文件归入不同类型；按规则所见文件多少和可信程度取其一",
    "same-class": "同一所属区域，名称互相包含，同是一类项目的举例",
    "person": "人工认定为同一事物",
    "gazetteer": "同一区域的名称",
    "vocabulary": "词表中同一概念的名称",
    "same-wording": "词表之外的同一说法",
    "accept": "人工核对无误",
    "reject": "人工认定不是一个事物",
    "merge": "人工认定为同一事物",
    "deny": "人工认定不是同一事物",
    "rename": "人工改定名称",
    _SUCCESSION: "同一区域相邻年份的主题年",
}


def shared_quads(resolution: Resolution) -> Iterator[str]:
    """The graph ``resolution`` and the areas of ``things`` as N-Quads lines without line ends, each once."""
    yield from _areas(resolution)
    yield from _decisions(resolution)


def _areas(resolution: Resolution) -> Quads:
    """The areas that documents speak of, those around them up to the country, and the software."""
    quads = Quads(iris.THINGS)
    write_software(quads)
    for place in resolution.around:
        write_area(quads, place)
    return quads


def _decisions(resolution: Resolution) -> Quads:
    quads = Quads(iris.shared_graph("resolution"))
    add = quads.add
    for merge in resolution.merges:
        node = iri(iris.decision("merge", merge.thing, merge.reason, *merge.members))
        _decided(quads, node, merge.reason)
        add(node, named("schema:about"), iri(merge.thing))
        add(node, named("skos:altLabel"), *(text(name, "zh") for name in merge.names))
        add(node, named("prov:wasDerivedFrom"), *(iri(document) for document in merge.documents))
    _corrections(quads, resolution)
    if resolution.successions:
        write_activity(quads, _SUCCESSION)
    for s in resolution.successions:
        later, earlier, succeeds = iri(s.later), iri(s.earlier), named("kg:succeeds")
        add(later, succeeds, earlier)
        node = iri(iris.decision("succession", s.later, s.earlier, s.area))
        _decided(quads, node, _SUCCESSION)
        add(node, TYPE, named("rdf:Statement"))
        add(node, named("rdf:subject"), later)
        add(node, named("rdf:predicate"), succeeds)
        add(node, named("rdf:object"), earlier)
        add(node, named("schema:about"), iri(s.area))
        add(node, named("prov:wasDerivedFrom"), *(iri(claim) for claim in s.evidence))
        add(node, named("prov:wasGeneratedBy"), iri(iris.activity(_SUCCESSION)))
    return quads


def _corrections(quads: Quads, resolution: Resolution) -> None:
    """What people decided and was applied. A rejected thing has no node, so that only the wording names it."""
    add = quads.add
    for outcome in resolution.outcomes:
        correction = outcome.correction
        if outcome.why:
            continue
        node = iri(iris.decision("correction", *correction.key))
        _decided(quads, node, correction.predicate.value)
        add(node, named("rdfs:label"), text(correction.text))
        if correction.predicate is not Predicate.REJECT:
            add(node, named("schema:about"), *(iri(thing) for thing in outcome.things))
        if correction.author:
            agent = iri(iris.agent(correction.author))
            add(node, named("prov:wasAttributedTo"), agent)
            add(agent, TYPE, named("prov:Person"))
            add(agent, named("rdfs:label"), text(correction.author))
        if correction.date:
            add(node, named("dcterms:date"), date(correction.date))
        if correction.comment:
            add(node, named("skos:editorialNote"), text(correction.comment))


def _decided(quads: Quads, node: Term, reason: str) -> None:
    quads.add(node, TYPE, named("kg:Decision"))
    quads.add(node, named("schema:category"), text(reason))
    quads.add(node, named("rdfs:comment"), text(_REASONS[reason], "zh"))
