"""Numbers in the cells of a table: the indicator from the row, the measure and unit from column and caption.

The reader of documents gives each cell as a sentence; cells of one line of the file are a row. A number without a unit
in its column, its row or the caption is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.extract.observations import nouns
from kg.extract.observations.concepts import find_concept
from kg.extract.observations.confidence import confidence
from kg.language.lexicon import lexicon
from kg.language.periods import periods
from kg.language.scope import Scope
from kg.model import Document, Observation, Sentence

_NUMBER = re.compile(r"([-－+]?)(\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(\.\d{1,6})?([%％‰])?")
_CHANGE = re.compile(r"增长|增速|增减|涨跌|±|增幅|降幅|同比|比上年|较上年")
_SHARE = re.compile(r"比重|占比|构成")
_RANK = re.compile(r"排名|位次|名次")
_SERIAL = re.compile("序号|编号|代码|顺序")
_UNIT_HEADER = re.compile(r"(?:计量|计算)?单位")
_CAPTION_UNIT = re.compile(r"单位[:：]\s*([^）)]{1,24})")
_BRACKET = re.compile(r"[（(]([^（）()]{1,12})[）)]")
_AMOUNT = re.compile(
    r"绝对[数值额]|总量|数值|实[际绩]|完成|年末|期末|全年|累计|指标值|数量|本年|预[期算]|目标|计划|\d{4}年"
)
_LEAD = re.compile(
    r"^(?:其中|#|[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]{1,2}）|\d{1,2}[.、．])[:：、]?\s*"
)
_POPULATIONS = ("城镇", "农村", "城市")
_ABOVE = 4  # sentences above a table in which its caption stands


@dataclass(frozen=True, slots=True)
class _Column:
    header: str
    measure: str
    unit: str
    status: str | None
    period: str | None


@dataclass(frozen=True, slots=True)
class _Table:
    rows: Sequence[Sequence[Sentence]]
    title: str
    unit: str


def table_observations(document: Document, scopes: Sequence[Scope]) -> Iterator[Observation]:
    """The observations of all tables, row by row."""
    for table in _tables(document):
        columns = [_column(cell.text, table) for cell in table.rows[0]]
        serial = [i for i, c in enumerate(table.rows[0]) if _SERIAL.fullmatch(c.text)]
        labelled = next((i for i in range(len(columns)) if i not in serial), 0)
        units = next((i for i, c in enumerate(table.rows[0]) if _UNIT_HEADER.fullmatch(c.text)), None)
        group = ""
        for row in table.rows[1:]:
            if len(row) != len(columns) or _NUMBER.fullmatch(row[labelled].text):
                continue
            label = _LEAD.sub("", row[labelled].text)
            own = _unit_in(label)
            name = _indicator(_BRACKET.sub("", label), group)
            if not row[labelled].text.startswith(("其中", "#")):
                group = name
            measured = name
            for i, cell in enumerate(row):
                if i in (labelled, units, *serial) or not (found := _NUMBER.fullmatch(cell.text)):
                    continue
                column = columns[i]
                unit = "%" if column.measure in ("growth", "share") else column.unit or own
                if not unit and units is not None:
                    unit = row[units].text
                measured = (
                    _named(name, column) if column.measure == "level" or column.header in _POPULATIONS else measured
                )
                if unit or column.measure == "rank":
                    yield _observation(document, cell, found, column, measured, unit, scopes[cell.index])


def _observation(
    document: Document, cell: Sentence, found: re.Match[str], column: _Column, name: str, unit: str, scope: Scope
) -> Observation:
    sign = "-" if found[1] in ("-", "－") else ""
    unit = "位" if column.measure == "rank" else found[4] or unit
    concept = find_concept(name, name, column.measure, unit)
    return Observation(
        area=document.metadata.area,
        indicator=name,
        measure=column.measure,
        value=Decimal(sign + found[2].replace(",", "") + (found[3] or "")),
        unit=unit,
        status=column.status or scope.status,
        period=column.period or scope.stock,
        span=cell.span(0, len(cell.text)),
        sentence=cell.index,
        rule="observation/table",
        confidence=confidence("table", column.measure),
        value_text=cell.text,
        concept=concept.iri if concept else None,
        trace=(
            ("indicator", f"table row: {name}"),
            ("measure", f"table column: {column.header}"),
            ("bound", "no word: eq"),
            ("period", f"table column: {column.header}" if column.period else scope.why),
            ("status", f"table column: {column.header}" if column.status else scope.why),
            ("area", "the document's own"),
        ),
    )


def _tables(document: Document) -> Iterator[_Table]:
    """Lines of several cells each, one after the other, with the caption above them."""
    ends = [i for i, c in enumerate(document.text) if c == "\n"]
    rows: list[list[Sentence]] = []
    line = -2
    for sentence in document.sentences:
        at = bisect_right(ends, sentence.offsets[0])
        if at == line and rows:
            rows[-1].append(sentence)
            continue
        if at > line + 2 or (rows and len(rows[-1]) < 2):
            yield from _table(document, rows)
            rows = []
        rows.append([sentence])
        line = at
    yield from _table(document, rows)


def _table(document: Document, rows: list[list[Sentence]]) -> Iterator[_Table]:
    while rows and len(rows[0]) < 2:
        rows = rows[1:]
    if len(rows) < 2 or len(rows[0]) < 2 or any(_NUMBER.fullmatch(cell.text) for cell in rows[0]):
        return
    if not all(_separated(document, row) for row in rows[:2]):
        return
    first = rows[0][0].index
    above = [s.text for s in document.sentences[max(0, first - _ABOVE) : first]]
    unit = next((m[1] for text in reversed(above) if (m := _CAPTION_UNIT.search(text))), "")
    title = next((text for text in reversed(above) if not _CAPTION_UNIT.match(text)), "")
    yield _Table(rows, title, unit)


def _separated(document: Document, row: Sequence[Sentence]) -> bool:
    """Whether a cell border stands between the cells: sentences of one prose line have none."""
    between = document.text[row[0].offsets[-1] + 1 : row[1].offsets[0]]
    return "|" in between or "\t" in between


def _column(header: str, table: _Table) -> _Column:
    caption = re.split(r"[、,，/ ]", table.unit) if table.unit else []
    year = next((str(m.first) for m in periods(header) if m.kind == "year"), None)
    status = (
        "target" if re.search("目标|预期|计划", header) else "actual" if re.search("实际|实绩|完成数", header) else None
    )
    if _RANK.search(header):
        return _Column(header, "rank", "位", status, year)
    if _CHANGE.search(header) or (caption == ["%"] and _CHANGE.search(table.title)):
        return _Column(header, "growth", "%", status, year)
    if _SHARE.search(header):
        return _Column(header, "share", "%", status, year)
    unit = _unit_in(header) or next((u for u in caption if u != "%"), "")
    return _Column(header, "level", unit, status, year)


def _unit_in(text: str) -> str:
    """The unit in a bracket: 地区生产总值（亿元）."""
    for inside in _BRACKET.findall(text):
        bare = re.sub("^(?:万亿|千亿|百亿|亿|千万|百万|万|千|百)", "", inside)
        if any(lexicon().by_label("unit", unit) for unit in (inside, bare) if unit):
            return str(inside)
    return ""


def _indicator(label: str, group: str) -> str:
    """The row's name with the head of its group: 第一产业 under 固定资产投资 is 第一产业投资."""
    if not group or lexicon().by_label("indicator", label) or label.endswith(nouns.words().heads):
        return label
    if re.fullmatch("第[一二三]产业", label) and group.endswith("生产总值"):
        return label + "增加值"
    head = max((h for h in nouns.words().heads if group.endswith(h)), key=len, default="")
    return label + head


def _named(name: str, column: _Column) -> str:
    """The row's name with the noun of its column where it lacks one: 水泥 and 产量, 城镇 and 居民收入."""
    header = _BRACKET.sub("", column.header)
    if header in _POPULATIONS:
        return header + name
    if _AMOUNT.search(header) or not header.endswith(nouns.words().heads) or name.endswith(nouns.words().heads):
        return name
    return name + header
