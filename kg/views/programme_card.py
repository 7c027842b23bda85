"""All that the published graph knows of one programme, on one card."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from pyoxigraph import NamedNode, Store

from kg.errors import UserError
from kg.graph import iris
from kg.graph.query import expand, plain, run, with_values

_CLOSE = 5  # names offered where none fits
_IRI = ("http://", "https://", "id:", "<")
_NAMES = """
SELECT ?programme ?name ?preferred WHERE {
  ?programme a kg:Programme ; ?edge ?name . FILTER(?edge IN (skos:prefLabel, skos:altLabel))
  FILTER(LANG(?name) = "zh")
  BIND(IF(?edge = skos:prefLabel, "1", "") AS ?preferred)
} ORDER BY ?programme ?name
"""
_PLACES = """
SELECT DISTINCT ?area ?name WHERE {
  {
    { ?area kg:implements ?programme } UNION { ?programme kg:issuedBy ?area . ?area a kg:Area }
    UNION {
      ?claim rdf:subject ?programme ; rdf:predicate rdf:type ; prov:wasDerivedFrom/oa:hasSource/dcterms:spatial ?area
    }
  }
  ?area skos:prefLabel|skos:altLabel ?name FILTER(LANG(?name) = "zh")
} ORDER BY ?name
"""
_KINDS = """
SELECT DISTINCT ?kind WHERE {
  ?programme kg:programmeKind/skos:prefLabel ?kind FILTER(LANG(?kind) = "zh")
} ORDER BY ?kind
"""
_DECODES = "SELECT DISTINCT ?said WHERE { ?programme kg:decodes ?said } ORDER BY ?said"
_YEARS = "SELECT DISTINCT ?year WHERE { ?programme kg:programmeYear ?year } ORDER BY ?year"
# The years that the documents look at which say that the area implements it.
_AREAS = """
SELECT ?name (MIN(?first) AS ?since) (MAX(?last) AS ?until) (COUNT(DISTINCT ?document) AS ?documents) WHERE {
  ?area kg:implements ?programme ; skos:prefLabel ?name . FILTER(LANG(?name) = "zh")
  ?claim rdf:subject ?area ; rdf:predicate kg:implements ; rdf:object ?programme ;
    prov:wasDerivedFrom/oa:hasSource ?document .
  OPTIONAL { ?document kg:yearReviewed ?reviewed }
  OPTIONAL { ?document kg:yearPlanned ?planned }
  BIND(STR(COALESCE(?reviewed, ?planned)) AS ?first)
  BIND(STR(COALESCE(?planned, ?reviewed)) AS ?last)
} GROUP BY ?area ?name ORDER BY ?since ?name
"""
_LINKS = {
    "issuers": "?programme kg:issuedBy ?other .",
    "parts": "?other kg:partOf ?programme .",
    "whole": "?programme kg:partOf ?other .",
    "succeeds": "?programme kg:succeeds ?other .",
    "succeeded_by": "?other kg:succeeds ?programme .",
    "projects": "?other kg:underProgramme ?programme .",
}
_LINKED = """
SELECT DISTINCT ?other ?name WHERE { %s ?other skos:prefLabel ?name FILTER(LANG(?name) = "zh") } ORDER BY ?name ?other
"""
_NUMBERS = """
SELECT DISTINCT ?area ?indicator ?measure ?written ?period ?role ?sentence ?document WHERE {
  ?naming rdf:subject ?programme ; rdf:predicate rdf:type ; prov:wasDerivedFrom ?named .
  ?named kg:sentence ?sentence ; oa:hasSource ?source .
  ?stated kg:sentence ?sentence ; oa:hasSource ?source .
  ?source schema:name ?document .
  ?observation kg:statedAt ?stated ; kg:indicatorText ?indicator ; kg:measure/skos:prefLabel ?measure ;
    kg:valueText ?written ; kg:valueRole/skos:prefLabel ?role .
  OPTIONAL { ?observation sdmx-dimension:refPeriod/rdfs:label ?period }
  OPTIONAL { ?observation sdmx-dimension:refArea/skos:prefLabel ?area FILTER(LANG(?area) = "zh") }
  FILTER(LANG(?measure) = "zh" && LANG(?role) = "zh")
} ORDER BY ?document ?sentence ?indicator ?measure ?period ?written ?area
"""
_PASSAGES = """
SELECT DISTINCT ?document ?start ?quote ?sentence WHERE {
  ?claim rdf:subject ?programme ; rdf:predicate rdf:type ; prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource/schema:name ?document ; oa:hasSelector/oa:start ?start ; oa:hasSelector/oa:exact ?quote .
  OPTIONAL { ?passage kg:sentence ?sentence }
} ORDER BY ?document ?start
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several programmes that a name may mean."""

    iri: str
    name: str
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """Another node and its name."""

    iri: str
    name: str


@dataclass(frozen=True, slots=True)
class Holder:
    """An area that implements it, with the first and last year of it there.

    They are those of the programme where a document states them, else those that the documents which say so look at.
    """

    name: str
    first: str
    last: str
    documents: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a sentence that names the programme: beside it, which need not mean about it."""

    area: str
    indicator: str
    measure: str
    value: str
    period: str
    status: str
    sentence: str
    document: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a document names it."""

    document: str
    start: int
    quote: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Card:
    """A programme. Lists are in the order of names or of the text."""

    iri: str
    name: str
    aliases: tuple[str, ...]
    kinds: tuple[str, ...]
    years: tuple[str, ...]
    decodes: tuple[str, ...]  # what the numbers of its name stand for
    areas: tuple[Holder, ...]
    issuers: tuple[Linked, ...]
    whole: tuple[Linked, ...]
    parts: tuple[Linked, ...]
    succeeds: tuple[Linked, ...]
    succeeded_by: tuple[Linked, ...]
    projects: tuple[Linked, ...]
    numbers: tuple[Number, ...]
    passages: tuple[Passage, ...]


def find(store: Store, name: str, area: str | None = None) -> tuple[Choice, ...]:
    """The programmes of that name or IRI, of an area if one is given.

    Names are compared without quotation marks and blanks. A programme is of an area that implements or issued it, or
    that a document is about which names it.

    Raises:
        UserError: there is none; the hint has close names.
    """
    names = _rows(store, _NAMES)
    wanted = iris.normal(name)
    node = expand(name).value if name.startswith(_IRI) else ""
    found = sorted({programme for programme, said, _ in names if programme == node or iris.normal(said) == wanted})
    if not found:
        raise UserError(f"the graph has no programme {name}", _close(wanted, sorted({said for _, said, _ in names})))
    preferred = {programme: said for programme, said, is_preferred in names if is_preferred}
    choices = []
    everywhere: set[str] = set()
    for programme in found:
        places = _rows(store, _PLACES, programme)
        everywhere |= {said for _, said in places}
        if area is None or iris.normal(area) in {iris.normal(said) for _, said in places}:
            choices.append(Choice(programme, preferred.get(programme, name), _official(places)))
    if not choices:
        raise UserError(f"no programme {name} in {area}", "it is known in " + "、".join(sorted(everywhere)))
    return tuple(choices)


def card(store: Store, iri: str) -> Card:
    """The card of the programme with that IRI, which ``find`` gave."""
    names = [(said, is_preferred) for programme, said, is_preferred in _rows(store, _NAMES) if programme == iri]
    preferred = next((said for said, is_preferred in names if is_preferred), iri)
    linked = {
        what: tuple(Linked(*row) for row in _rows(store, _LINKED % pattern, iri)) for what, pattern in _LINKS.items()
    }
    years = tuple(year for (year,) in _rows(store, _YEARS, iri))
    return Card(
        iri=iri,
        name=preferred,
        aliases=tuple(said for said, is_preferred in names if not is_preferred),
        kinds=tuple(kind for (kind,) in _rows(store, _KINDS, iri)),
        years=years,
        decodes=tuple(said for (said,) in _rows(store, _DECODES, iri)),
        areas=tuple(
            Holder(name, years[0] if years else first, years[-1] if years else last, int(count))
            for name, first, last, count in _rows(store, _AREAS, iri)
        ),
        numbers=tuple(
            Number(area, indicator, measure, written, period, role, sentence, document)
            for area, indicator, measure, written, period, role, sentence, document in _rows(store, _NUMBERS, iri)
        ),
        passages=tuple(
            Passage(document, int(start), quote, sentence)
            for document, start, quote, sentence in _rows(store, _PASSAGES, iri)
        ),
        **linked,
    )


def to_json(found: Card | Sequence[Choice]) -> str:
    """The card, or the list of programmes that a name may mean."""
    said = asdict(found) if isinstance(found, Card) else [asdict(choice) for choice in found]
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def facts(found: Card) -> Iterator[tuple[str, str]]:
    """The short lines of the card: what, and the values. Empty ones are left out."""
    lines = {
        "别名 also called": found.aliases,
        "类别 kind": found.kinds,
        "年份 year": found.years,
        "含义 stands for": found.decodes,
        "发布 issued by": _names(found.issuers),
        "实施区域 areas": [_held(holder) for holder in found.areas],
        "属于 part of": _names(found.whole),
        "组成 parts": _names(found.parts),
        "接续 succeeds": _names(found.succeeds),
        "由其接续 succeeded by": _names(found.succeeded_by),
        "项目 projects": _names(found.projects),
    }
    yield from ((what, "；".join(values)) for what, values in lines.items() if values)


def markdown(found: Card) -> str:
    """The card as a page."""
    lines = [f"# {found.name}", "", f"<{found.iri}>", ""]
    lines += [f"- **{what}**: {values}" for what, values in facts(found)]
    if found.numbers:
        lines += [
            "",
            "## 同句数据 Numbers in the same sentences",
            "",
            "| 区域 | 指标 | 度量 | 数值 | 时期 | 性质 | 文件 |",
        ]
        lines += ["|" + " --- |" * 7]
        cells = [(n.area, n.indicator, n.measure, n.value, n.period, n.status, n.document) for n in found.numbers]
        lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in cells]
    lines += ["", "## 出处 Passages", ""]
    lines += [f"- {p.document}, {p.start}: {' '.join((p.sentence or p.quote).split())}" for p in found.passages]
    return "\n".join(lines) + "\n"


def _official(places: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The fullest name of each area."""
    fullest: dict[str, str] = {}
    for area, said in sorted(places, key=lambda place: (len(place[1]), place[1])):
        fullest[area] = said
    return tuple(sorted(set(fullest.values())))


def _held(holder: Holder) -> str:
    years = "–".join(dict.fromkeys(year for year in (holder.first, holder.last) if year))
    return f"{holder.name}（{years}）" if years else holder.name


def _names(linked: Sequence[Linked]) -> tuple[str, ...]:
    return tuple(one.name for one in linked)


def _close(wanted: str, names: Sequence[str]) -> str:
    """What to try where nobody is called so: names that contain it, then names written alike."""
    inside = [name for name in names if wanted in iris.normal(name) or iris.normal(name) in wanted]
    alike = difflib.get_close_matches(wanted, names, n=_CLOSE, cutoff=0.5)
    close = list(dict.fromkeys((*sorted(inside, key=len), *alike)))[:_CLOSE]
    return f"did you mean {'、'.join(close)}?" if close else "`kg query programmes-by-kind` lists all"


def _rows(store: Store, text: str, programme: str = "") -> list[tuple[str, ...]]:
    terms = {"programme": NamedNode(programme)} if programme else {}
    return [tuple(plain(term) for term in row) for row in run(store, with_values(text, terms)).rows]
