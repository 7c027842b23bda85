"""Observations as Data Cube nodes that are claims at once, and the numbers that no rule accounts for."""

from __future__ import annotations

from calendar import monthrange
from decimal import Decimal

from kg.graph import iris
from kg.graph.emit.writing import TYPE, Writing, named
from kg.graph.nquads import Term, date, decimal, iri, text
from kg.language.units import BaseQuantity, in_base_unit
from kg.lines import indicator_text, written_value
from kg.link import mappings
from kg.model import Observation, Span
from kg.reasons import reasons
from kg.resolve.corpus import indicator

COMPARED = ("rank", "gap")
_CLOSE = iris.resolve_name("skos:closeMatch")
_LOW = ("eq", "ge", "gt", "approx")
_MONTHS = {"H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}


def write_observation(w: Writing, o: Observation) -> None:
    """One observation with its dimensions, value, attributes and provenance."""
    node = iri(iris.observation(w.document, o))
    passage = _passage(w, o)
    w.claim(node, [passage], o.rule, o.confidence)
    add = w.quads.add
    add(node, TYPE, named("qb:Observation"))
    compared = o.measure in COMPARED or o.comparator is not None
    add(node, named("qb:dataSet"), iri(iris.COMPARISONS if compared else iris.OBSERVATIONS))
    area = iri(w.found.place(w.document.name, o.area).iri) if o.area else iri(iris.UNDETERMINED)
    add(node, named("sdmx-dimension:refArea"), area)
    add(node, named("sdmx-dimension:refPeriod"), write_period(w, o.period) if o.period else iri(iris.UNDETERMINED))
    add(node, named("kg:indicator"), _indicator(w, o))
    add(node, named("kg:measure"), iri(iris.concept("measure", o.measure)))
    status = iris.concept("status", o.status)
    add(node, named("kg:valueRole"), iri(status))
    add(node, named("kg:subject"), _subject(w, o) if o.subject else area)
    if compared:
        add(node, named("kg:comparator"), _comparator(w, o))
    add(node, named("kg:statedAt"), passage)
    for head in o.heads:
        add(node, named("kg:headedBy"), w.passage(head))
    add(node, named("kg:indicatorText"), text(indicator_text(o)))
    for role in mappings.objects(status, _CLOSE):
        add(node, named("sdmx-attribute:obsStatus"), iri(role))
    _write_value(w, node, o)
    add(node, named("kg:trace"), text("\n".join(f"{name}: {how}" for name, how in reasons(o, w.words))))


def write_unexplained(w: Writing, span: Span, written: str) -> None:
    """A number that no rule accounts for, so that a query finds it with its passage."""
    node = iri(iris.unexplained(w.document, span))
    w.quads.add(node, TYPE, named("kg:UnexplainedNumber"))
    w.quads.add(node, named("kg:valueText"), text(written))
    w.quads.add(node, named("prov:wasDerivedFrom"), w.passage(span))


def write_period(w: Writing, value: str) -> Term:
    """A year, part of a year or interval with its first and last day."""
    node = iri(iris.period(value))
    w.things.add(node, TYPE, named("time:ProperInterval"))
    w.things.add(node, named("rdfs:label"), text(value))
    if days := period_days(value):
        w.things.add(node, named("schema:startDate"), date(days[0]))
        w.things.add(node, named("schema:endDate"), date(days[1]))
    return node


def period_days(value: str) -> tuple[str, str] | None:
    """The first and last day of a period, or None where it has another form.

    >>> period_days("2023-H1")
    ('2023-01-01', '2023-06-30')
    >>> period_days("2018/2023")
    ('2018-01-01', '2023-12-31')
    """
    if iris.period(value) != f"{iris.ID}period/{value.replace('/', '--')}":
        return None
    first, _, last = value.partition("/")
    (start_year, start), (end_year, end) = _months(first), _months(last or first)
    return f"{start_year}-{start[0]:02}-01", f"{end_year}-{end[1]:02}-{monthrange(int(end_year), end[1])[1]}"


def _months(part: str) -> tuple[str, tuple[int, int]]:
    year, _, rest = part.partition("-")
    if not rest:
        return year, (1, 12)
    return year, _MONTHS[rest] if rest in _MONTHS else (int(rest), int(rest))


def _write_value(w: Writing, node: Term, o: Observation) -> None:
    add = w.quads.add
    base = in_base_unit(o.measure, o.value, o.unit, w.words)
    high = o.value2 * base.factor if o.value2 is not None else None
    add(node, named("sdmx-measure:obsValue"), decimal(base.value))
    add(node, named("kg:valueText"), text(written_value(o)))
    add(node, named("sdmx-attribute:unitMeasure"), _unit(w, base))
    add(node, named("kg:bound"), iri(iris.concept("bound", o.bound)))
    if o.bound in _LOW:
        add(node, named("schema:minValue"), decimal(base.value))
    if high is not None or o.bound in ("eq", "approx", "le", "lt"):
        add(node, named("schema:maxValue"), decimal(base.value if high is None else high))


def _unit(w: Writing, base: BaseQuantity) -> Term:
    if base.concept is not None:
        return iri(base.concept.iri)
    return w.candidate("unit", base.unit) if base.unit else iri(iris.UNDETERMINED)


def _indicator(w: Writing, o: Observation) -> Term:
    """The indicator, which joins the code list of the indicators in use."""
    found = iri(indicator(o)) if o.concept else w.candidate("indicator", o.indicator)
    w.things.add(iri(iris.INDICATORS_IN_USE), named("skos:member"), found)
    return found


def _subject(w: Writing, o: Observation) -> Term:
    thing = w.found.subject(w.document.name, o.subject or "")
    if thing.type == "Thing":
        w.things.add(iri(thing.iri), TYPE, named("schema:Thing"))
        w.labelled(iri(thing.iri), thing.label)
    return iri(thing.iri)


def _comparator(w: Writing, o: Observation) -> Term:
    if not o.comparator:
        return iri(iris.UNDETERMINED)
    area = w.found.comparator(w.document.name, o.comparator)
    return iri(area.iri) if area else w.candidate("comparator", o.comparator)


def _passage(w: Writing, o: Observation) -> Term:
    """The quote, told apart from other quantities in it by the number and unit and, where it is found, its place."""
    quote = w.document.quote(o.span)
    part = None
    for written in (written_value(o), o.value_text):
        if written and quote.count(written) == 1:
            at = o.span.start + quote.index(written)
            part = Span(at, at + len(o.value_text))
            break
    where = f"{part.start}" if part else ""
    low, high = format(o.value, "f"), "" if o.value2 is None else format(Decimal(o.value2), "f")
    return w.passage(o.span, "|".join((where, o.value_text or low, high, o.unit)), part)
