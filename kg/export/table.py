"""The observations as one table in CSV.

UTF-8 with a byte order mark and lines ended as in RFC 4180: so Excel shows Chinese whatever the machine's language,
and Python (``utf-8-sig``), R, pandas and LibreOffice read it too. A text that a spreadsheet would take for a formula
gets an apostrophe before it. ``value`` and ``unit`` are as the document writes them (1327.8, 亿元), ``value_base`` and
``unit_base`` in the unit in which all observations of a kind can be compared (132780000000, 元).
"""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

from pyoxigraph import Store

from kg.errors import UserError
from kg.export.select import Chosen
from kg.graph.iris import UNDETERMINED
from kg.graph.query import plain, run
from kg.language.lexicon import lexicon
from kg.language.units import base_quantity

COLUMNS = (
    "document",
    "area",
    "area_code",
    "subject",
    "indicator",
    "indicator_text",
    "measure",
    "value",
    "value2",
    "unit",
    "value_base",
    "value2_base",
    "unit_base",
    "value_text",
    "bound",
    "status",
    "period",
    "comparator",
    "passage",
    "start",
    "end",
    "rule",
    "confidence",
    "observation",
)

_LABELLED = ("area", "subject", "indicator", "measure", "unit", "bound", "status", "comparator")
_OBSERVATIONS = """
SELECT ?observation ?document ?area ?subject ?indicator ?indicator_text ?measure ?value ?least ?most ?unit ?value_text
       ?bound ?status ?period ?comparator ?passage ?start ?end ?rule ?confidence WHERE {
  ?observation a qb:Observation ; sdmx-dimension:refArea ?area ; kg:subject ?subject ; kg:indicator ?indicator ;
    kg:indicatorText ?indicator_text ; kg:measure ?measure ; sdmx-measure:obsValue ?value ;
    sdmx-attribute:unitMeasure ?unit ; kg:valueText ?value_text ; kg:bound ?bound ; kg:valueRole ?status ;
    sdmx-dimension:refPeriod ?refPeriod ; kg:statedAt ?at ; prov:wasGeneratedBy/kg:rule ?rule ;
    kg:confidence ?confidence .
  ?at oa:hasSource/schema:name ?document ; oa:hasSelector ?position , ?quote .
  ?position oa:start ?start ; oa:end ?end .
  ?quote oa:exact ?passage .
  OPTIONAL { ?refPeriod rdfs:label ?period FILTER(LANG(?period) = "") }
  OPTIONAL { ?observation schema:minValue ?least }
  OPTIONAL { ?observation schema:maxValue ?most }
  OPTIONAL { ?observation kg:comparator ?comparator }
}"""
_LABELS = """SELECT ?node ?label WHERE { ?node skos:prefLabel ?label FILTER(LANG(?label) = "zh") }"""

# Signs that begin a formula in a spreadsheet, full-width ones included: Chinese and Japanese editions take them alike.
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def table(store: Store, chosen: Chosen) -> bytes:
    """One line an observation, in the order of document, place and IRI, below a line of column names.

    Raises:
        UserError: no observation is chosen.
    """
    if not chosen.observations:
        raise UserError("no observation is about what you chose", "leave --type or --area out to see them all")
    found = run(store, _OBSERVATIONS)
    labels = {plain(node): plain(label) for node, label in run(store, _LABELS).rows}
    rows = []
    for row in found.rows:
        said = dict(zip(found.columns, map(plain, row), strict=True))
        if said["observation"] in chosen.observations:
            rows.append(_row(said, labels))
    rows.sort(key=lambda row: (row["document"], int(row["start"]), int(row["end"]), row["observation"]))
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def safe(text: str) -> str:
    """The text as a spreadsheet may hold it: no control characters, and nothing that it would take for a formula."""
    text = _CONTROL.sub("", text)
    return f"'{text}" if _FORMULA.match(text) else text


def _row(said: dict[str, str], labels: dict[str, str]) -> dict[str, str]:
    area = said["area"]
    named = {name: labels.get(said[name], "") for name in _LABELLED if said[name] != UNDETERMINED}
    value = Decimal(said["value"])
    most = said["most"] if said["most"] and Decimal(said["most"]) != value else ""
    factor, unit = _as_written(said["value_text"], named.get("unit", ""))
    texts = {name: said[name] for name in ("document", "indicator_text", "value_text", "period", "passage", "rule")}
    numbers = {
        "value": _decimal(value / factor),
        "value2": _decimal(Decimal(most) / factor) if most else "",
        "value_base": said["value"],
        "value2_base": most,
        **{name: said[name] for name in ("start", "end", "confidence")},
    }
    row = dict.fromkeys(COLUMNS, "") | texts | named
    row |= {"unit": unit, "unit_base": named.get("unit", ""), "observation": said["observation"]}
    row["area_code"] = area.rsplit("/", 1)[-1] if area != UNDETERMINED else ""
    return {name: safe(cell) for name, cell in row.items()} | numbers


def _as_written(text: str, base: str) -> tuple[Decimal, str]:
    """The unit that a value as written ends with, and how many base units it is: the longest that comes to ``base``."""
    words = lexicon()
    for start in range(len(text)):
        unit = text[start:]
        quantity = base_quantity(Decimal(1), unit, words) if not unit[0].isdigit() else None
        if quantity and quantity.unit == base and (quantity.concept or quantity.unit in unit):
            return quantity.factor, unit
    return Decimal(1), base


def _decimal(value: Decimal) -> str:
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written
