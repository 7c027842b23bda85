"""What is kept apart for a person to decide: wordings that the vocabulary lacks, and names that no rule is sure of.

Wordings are candidate concepts of the published graph; names stand in the report of the build only, so that no query
takes them for things.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from pyoxigraph import Literal, NamedNode, Store

from kg.graph import iris
from kg.graph.query import plain, run, with_values
from kg.language.lexicon import LEXICON, Concept, Lexicon, lexicon
from kg.language.wording import normal

_SUFFIX = "-candidate"
_KINDS = f"""
SELECT DISTINCT ?scheme WHERE {{ ?c skos:inScheme ?scheme . FILTER(STRENDS(STR(?scheme), "{_SUFFIX}")) }}
ORDER BY ?scheme
"""
_CLAIMS = """
SELECT ?candidate ?label ?claim ?document ?exact ?area ?unit ?wording WHERE {
  ?candidate skos:inScheme ?scheme ; skos:prefLabel ?label .
  ?claim ?property ?candidate ; a kg:Claim ; prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource/schema:name ?document ; oa:hasSelector/oa:exact ?exact .
  OPTIONAL { ?claim sdmx-dimension:refArea/skos:prefLabel ?area . FILTER(LANGMATCHES(LANG(?area), "zh")) }
  OPTIONAL { ?claim sdmx-attribute:unitMeasure/skos:prefLabel ?unit . FILTER(LANGMATCHES(LANG(?unit), "zh")) }
  OPTIONAL { ?claim kg:indicatorText ?wording }
} ORDER BY ?label ?document ?claim ?exact
"""
_VALUES = """
SELECT ?measure ?unit ?value ?written WHERE {
  ?claim kg:indicator ?candidate ; kg:measure ?measure ; sdmx-attribute:unitMeasure ?unit ;
    sdmx-measure:obsValue ?value ; kg:valueText ?written .
} ORDER BY ?measure ?unit ?value ?written
"""
_NAME_COLUMNS = ("type", "label", "count", "documents", "areas", "confidence", "rules", "example", "line")
_LEVELS = ("level", "increment", "share", "completion")  # measures whose unit is the indicator's own
_ALIKE = 0.6  # share of pairs of characters (Dice) from which a name of the vocabulary is near
_SHORTEST = 3  # a shorter name inside a wording (投资, 企业) says too little
_STATISTICS = {"money": "flow", "ratio": "ratio", "count": "count", "persons": "count"}
_HEADROOM = Decimal(1000)  # a range until someone who knows the field narrows it


@dataclass(frozen=True, slots=True)
class Candidate:
    """One wording that the vocabulary does not have, over all documents."""

    iri: str
    label: str
    count: int  # claims
    documents: tuple[str, ...]  # most frequent first, as the three that follow
    areas: tuple[str, ...]
    units: tuple[str, ...]
    wordings: tuple[str, ...]  # as the texts have it
    example: str  # a passage
    near: Concept | None  # the concept that it may be a wording, part or kind of


def kinds(store: Store) -> tuple[str, ...]:
    """The schemes that the graph has candidates for, such as indicator and unit."""
    schemes = (plain(row[0]) for row in run(store, _KINDS).rows)
    return tuple(scheme.rsplit("/", 1)[-1].removesuffix(_SUFFIX) for scheme in schemes)


def candidates(store: Store, kind: str, words: Lexicon | None = None) -> tuple[Candidate, ...]:
    """The candidates of one kind, the most frequent first, then those of most documents, then by name."""
    words = words or lexicon()
    scheme = NamedNode(iris.scheme(kind + _SUFFIX))
    claims: defaultdict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for row in run(store, with_values(_CLAIMS, {"scheme": scheme})).rows:
        candidate, label, *rest = (plain(term) for term in row)
        claims[candidate, label].append(tuple(rest))
    near = _Near(words, kind)
    found = [_candidate(iri, label, rows, near) for (iri, label), rows in claims.items()]
    return tuple(sorted(found, key=lambda c: (-c.count, -len(c.documents), c.label, c.iri)))


def unsure(report: Mapping[str, object]) -> dict[str, list[Mapping[str, object]]]:
    """The names of a build's report that no rule is sure of, by type, the most frequent first."""
    identity = report.get("identity")
    rows = identity.get("candidates", []) if isinstance(identity, dict) else []
    by_type: dict[str, list[Mapping[str, object]]] = {}
    for row in rows:
        by_type.setdefault(row["type"], []).append(row)
    return dict(sorted(by_type.items()))


def names_json(found: Sequence[Mapping[str, object]]) -> str:
    """One JSON document: an array of the report's records."""
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def names_csv(found: Sequence[Mapping[str, object]]) -> str:
    """One line a name; where it has several documents, areas or rules, ``;`` stands between them."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_NAME_COLUMNS)
    for row in found:
        values = (row[column] for column in _NAME_COLUMNS)
        writer.writerow([";".join(map(str, v)) if isinstance(v, list) else v for v in values])
    return text.getvalue()


def names_cells(found: Sequence[Mapping[str, object]]) -> Iterator[tuple[str, ...]]:
    """The cells of a table for people: name, count, documents, areas, likelihood, the line that accepts it, passage."""
    for row in found:
        documents, areas = row["documents"], row["areas"]
        assert isinstance(documents, list)  # noqa: S101 - the report was written by this program
        assert isinstance(areas, list)  # noqa: S101
        line = str(row["line"]).replace("\t", " ")
        counts = (str(row["count"]), str(len(documents)), "、".join(areas), f"{row['confidence']:.2f}")
        yield str(row["label"]), *counts, line, str(row["example"])


def to_json(found: Sequence[Candidate]) -> str:
    """One JSON document: an array."""
    return json.dumps([_record(candidate) for candidate in found], ensure_ascii=False, indent=1) + "\n"


def to_csv(found: Sequence[Candidate]) -> str:
    """One line a candidate; where it has several areas or units, ``;`` stands between them."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("iri", "label", "count", "documents", "areas", "units", "near", "near_iri", "example"))
    for c in found:
        near = (c.near.label, c.near.iri) if c.near else ("", "")
        lists = (";".join(c.areas), ";".join(c.units))
        writer.writerow((c.iri, c.label, c.count, len(c.documents), *lists, *near, " ".join(c.example.split())))
    return text.getvalue()


def stanzas(store: Store, found: Sequence[Candidate], words: Lexicon | None = None) -> str:
    """Turtle for ``ontology/indicators.ttl``, in the prefixes of that file: one stanza an indicator.

    Unit, statistic and range are taken from the observations, the place in the hierarchy from the near concept; id,
    English name, polarity and range are guesses that whoever pastes it should look at.
    """
    words = words or lexicon()
    return "\n".join(_stanza(store, candidate, words) for candidate in found)


def _candidate(iri: str, label: str, rows: Sequence[tuple[str, ...]], near: _Near) -> Candidate:
    claims = {claim: (document, area, unit, wording) for claim, document, _, area, unit, wording in rows}
    passages = sorted({(document, exact) for _, document, exact, *_ in rows}, key=lambda p: (len(p[1]), p))
    documents, areas, units, wordings = (_frequent(column) for column in zip(*claims.values(), strict=True))
    example = passages[len(passages) // 2][1]  # neither a stump nor a page
    return Candidate(iri, label, len(claims), documents, areas, units, wordings, example, near.to(label))


def _frequent(values: Sequence[str]) -> tuple[str, ...]:
    counted = Counter(value for value in values if value)
    return tuple(sorted(counted, key=lambda value: (-counted[value], value)))


class _Near:
    """Finds the concept of a scheme whose name is nearest to a wording."""

    def __init__(self, words: Lexicon, kind: str) -> None:
        try:
            concepts = words.concepts(kind)
        except KeyError:  # no such vocabulary: 全省同类城市 as a comparator
            concepts = ()
        self._names = [
            (normal(name), concept)
            for concept in concepts
            if kind != "indicator" or _one(concept, "unit")  # a domain measures nothing
            for name in concept.labels
        ]
        self._by_name = dict(reversed(self._names))
        self._by_pair: defaultdict[str, list[int]] = defaultdict(list)
        for index, (name, _) in enumerate(self._names):
            for pair in sorted(_pairs(name)):
                self._by_pair[pair].append(index)

    def to(self, label: str) -> Concept | None:
        """The one of that name, else the most alike, else the longest that the wording contains, rather at its end."""
        wanted = normal(label)
        if wanted in self._by_name:
            return self._by_name[wanted]
        pairs = _pairs(wanted)
        shared: Counter[int] = Counter()
        for pair in sorted(pairs):
            shared.update(self._by_pair.get(pair, ()))
        alike = [(2 * n / (len(pairs) + len(_pairs(self._names[i][0]))), -i) for i, n in shared.items() if n > 1]
        most, place = max(alike, default=(0.0, 0))
        if most >= _ALIKE:
            return self._names[-place][1]
        inside = [
            (len(name), wanted.endswith(name), -i)
            for i, name in sorted((i, self._names[i][0]) for i in shared)
            if len(name) >= _SHORTEST and name in wanted
        ]
        return self._names[-max(inside)[2]][1] if inside else None


def _pairs(name: str) -> frozenset[str]:
    return frozenset(name[i : i + 2] for i in range(len(name) - 1)) or frozenset((name,))


def _record(c: Candidate) -> dict[str, object]:
    near = {"near": {"iri": c.near.iri, "label": c.near.label}} if c.near else {}
    lists = {"documents": c.documents, "areas": c.areas, "units": c.units, "wordings": c.wordings}
    return {"iri": c.iri, "label": c.label, "count": c.count, **lists, "example": c.example, **near}


@dataclass(frozen=True, slots=True)
class _Measured:
    """What the observations of a candidate say of its unit and size."""

    unit: Concept
    values: tuple[Decimal, ...]


def _stanza(store: Store, c: Candidate, words: Lexicon) -> str:
    label = c.label.replace("(", "（").replace(")", "）")
    if known := words.by_label("indicator", label):
        return f"# {label} is already a name of indicator:{known.id}: no stanza, the rules have to read it as that\n"
    slug = f"candidate-{c.iri.rsplit('/', 1)[-1][:8]}"
    measured = _measured(store, c, words)
    dimension = _one(measured.unit, "dimension")
    statistic = _STATISTICS.get(dimension, "stock")
    low, high = _range(measured.values, dimension)
    place = [f"skos:broader indicator:{_broader(c.near, dimension, statistic, words)}"]
    if c.near and f"indicator:{c.near.id}" not in place[0]:
        place.append(f"skos:related indicator:{c.near.id}")
    example = f"{label}{measured.values[len(measured.values) // 2].normalize():f}{measured.unit.label}"
    lines = (
        f"indicator:{slug} a skos:Concept ; skos:inScheme scheme:indicator ; {' ; '.join(place)} ;",
        f'    skos:prefLabel {_text(label)}@zh , "indicator {slug}"@en ;',
        f'    lex:unit unit:{measured.unit.id} ; lex:dimension "{dimension}" ; lex:statistic "{statistic}" ; '
        'lex:polarity "neutral" ;',
        f"    lex:plausibleMin {low} ; lex:plausibleMax {high} ;",
        f"    skos:example {_text(example)}@zh .",
    )
    seen = f"# {c.count} observations in {len(c.documents)} documents: give it a readable id, an English name, a range"
    return "\n".join((seen, *lines)) + "\n"


def _measured(store: Store, c: Candidate, words: Lexicon) -> _Measured:
    """The unit that most of its own values have, with those values; a plain percentage where it has none."""
    by_unit: defaultdict[str, list[Decimal]] = defaultdict(list)
    for row in run(store, with_values(_VALUES, {"candidate": NamedNode(c.iri)})).rows:
        measure, unit, value, _ = (plain(term) for term in row)
        if measure.rsplit("/", 1)[-1] in _LEVELS and unit.startswith(iris.PREFIXES["unit"]):
            by_unit[unit].append(Decimal(value))
    if not by_unit:
        return _Measured(words.by_iri(iris.concept("unit", "percent")), (Decimal(1),))
    unit = min(by_unit, key=lambda u: (-len(by_unit[u]), u))
    return _Measured(words.by_iri(unit), tuple(sorted(by_unit[unit])))


def _range(values: Sequence[Decimal], dimension: str) -> tuple[str, str]:
    if dimension == "ratio":
        return "0.0", "100.0" if values[-1] <= 100 else _decimal(values[-1], ROUND_CEILING)
    low = _decimal(values[0] / _HEADROOM, ROUND_FLOOR) if values[0] >= 0 else _decimal(values[0], ROUND_FLOOR)
    high = values[-1] * _HEADROOM
    nation = Decimal("1.5e9")
    return low, _decimal(min(high, nation) if dimension == "persons" else max(high, Decimal(1)), ROUND_CEILING)


def _decimal(value: Decimal, rounding: str) -> str:
    return f"{value.quantize(Decimal(1), rounding=rounding):f}.0"


def _broader(near: Concept | None, dimension: str, statistic: str, words: Lexicon) -> str:
    """A near concept measured alike, else the domain that it is in, else that of economic accounts."""
    if near is None:
        return "economy"
    if (_one(near, "dimension"), _one(near, "statistic")) == (dimension, statistic):
        return near.id
    for above in _above(near, words):
        near = above
    return near.id


def _above(concept: Concept, words: Lexicon) -> Iterator[Concept]:
    while concept.broader:
        concept = words.by_iri(concept.broader[0])
        yield concept


def _one(concept: Concept, name: str) -> str:
    return next(iter(concept.properties.get(LEXICON + name, ())), "")


def _text(value: str) -> str:
    return str(Literal(re.sub(r"[\r\n]", " ", value)))
