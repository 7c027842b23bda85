"""Numbers in the cells of a table: the indicator from the row, the measure and unit from column, row or caption.

A number without a unit in any of them is left alone. Rows or columns that are areas give the area; the indicator is
then the other's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.documents.cells import bound_of
from kg.extract.grid import Grid, grids
from kg.extract.observations.concepts import find_concept
from kg.extract.observations.confidence import confidence
from kg.extract.observations.cue_words import words
from kg.extract.observations.whose import area_alone
from kg.language.lexicon import lexicon
from kg.language.periods import in_year, periods
from kg.language.scope import Scope
from kg.language.worded import listed, worded
from kg.model import Document, Observation, Sentence, Span

_FALLEN = re.compile("(?:累计)?(?:降低|下降|减少|削减)(?:率|幅度|比例)?$")
_MOVES = {"增长": 1, "上升": 1, "提高": 1, "下降": -1, "降低": -1, "减少": -1}  # 下降3% in a column of aims
_MOVED = re.compile("|".join(_MOVES))
_NUMBER = re.compile(r"([-－−+]?)(\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(\.\d{1,6})?([%％‰]|[^\d\s.,，。]{1,6})?")
_CHANGE = worded(r"{cue/table-change}|[比较](?:上年|去年|年初)")
_MORE = re.compile(r"增加(?:额|量|数)?$|增减(?:额|量|数)$|净增|增量$")
_POINTS = re.compile("百分点")
_PER_CENT = re.compile(r"[%％]")
_RATE = re.compile("(?:(?<!汇)率|比重|占比|比例)$")
_SHARE = re.compile(r"比重|占比|构成|占[^（]{0,8}[%％]")
_RANK = re.compile(r"排名|位次|名次")
_COMPLETION = worded(r"(?:为|占|完成|执行)[^（]{0,6}{cue/plan-head}[^（]{0,4}(?:[%％]|比例|比重|进度)|完成率|进度")
_UNIT_HEADER = re.compile(r"(?:计量|计算)?单位")
_BRACKET = re.compile(r"[（(]([^（）()]{1,12})[）)]")
_AMOUNT = worded(r"{cue/table-amount}|\d{4}年?|^总?额$")
_LEAD = re.compile(
    r"^(?:其中|#|＃|[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]{1,2}）|\d{1,2}[.、．]|[—-]{2})[:：、]?\s*"
)
_TIMES = re.compile(r"(?:19|20)\d\d年?|本年|全年|上半年|\d{1,2}月份?|[同环]比|比.*$|[与较].*$")
_TARGET = worded("{cue/table-target}|^预算$")
_DONE = worded("实际|完成$|实绩|完成数|执行数?|决算数?")
_ESTIMATED = worded("预计|初步|估计")
_STATUSES = (("target", _TARGET), ("estimate", _ESTIMATED), ("actual", _DONE))  # the first that is said
_LAST_YEAR = re.compile(r"^(?:上年|去年)")
_TOTAL = re.compile(r"(?:总|合|共)\s?计|全部")
_WHOLE = re.compile(r"全[国省市区县州旗盟]|合计|总计")
_THINGS = re.compile(r"(?:[建重产投][设点大业资]|工程)?项目名?称?|(?:工程|企业|单位|园区)名称")  # rows that own numbers
_POPULATIONS = listed("cue", "population-part")
_MAGNITUDE = re.compile("^(?:万亿|千亿|百亿|亿|千万|百万|万|千|百)")


@dataclass(frozen=True, slots=True)
class _Column:
    header: str
    measure: str
    unit: str
    noun: str  # what is counted, where the header says it
    status: str | None
    year: int | None  # an explicit year
    back: int  # years before that of the text: 上年
    suffix: str
    area: str | None
    span: str = ""  # the years over which a column of yearly averages runs


@dataclass(frozen=True, slots=True)
class _Value:
    """The number of a cell: with its bound, the unit written behind it, and whether the cell says that it moved."""

    number: Decimal
    bound: str
    unit: str
    moved: bool


@dataclass(frozen=True, slots=True)
class _Cell:
    """One number with all that its row and column say of it."""

    sentence: Sentence
    value: _Value
    column: _Column
    name: str
    measure: str
    unit: str
    area: str | None
    heads: tuple[Span, ...]
    subject: str | None = None
    wording: str = ""


def table_observations(document: Document, scopes: Sequence[Scope]) -> Iterator[Observation]:
    """The observations of all tables, row by row."""
    for grid in grids(document):
        for cell in _Reader(document, grid).cells():
            yield _observation(cell, document.metadata.area, scopes[cell.sentence.index])


class _Reader:
    """Reads the cells of one table."""

    def __init__(self, document: Document, grid: Grid) -> None:
        self.grid = grid
        self.home = document.metadata.area_code
        self.area = document.metadata.area
        self.columns = _with_spans(_dated_beside({c: self._column(texts) for c, texts in grid.header.items()}))
        self.units = next((c for c, texts in grid.header.items() if _UNIT_HEADER.fullmatch(texts[-1])), None)
        labels = [row[grid.label].text for row in grid.rows if grid.label in row]
        areas = sum(bool(self._area_of(label) or _WHOLE.fullmatch(label)) for label in labels)
        self.by_area = 2 * areas >= max(len(labels), 2)
        self.rated = "%" in re.split(r"[、,，/ ]", grid.unit.replace("％", "%"))  # 单位：亿元、%
        self.topic = _topic(grid.title)
        self.of_things = bool(_THINGS.fullmatch("".join(grid.header.get(grid.label, ()))[-8:]))

    def cells(self) -> Iterator[_Cell]:
        """Every cell that holds a number with a unit."""
        group = ""
        for row in self.grid.rows:
            if self.grid.label not in row or _is_value(row[self.grid.label].text):
                continue
            label = _LEAD.sub("", row[self.grid.label].text)
            bare = _BRACKET.sub("", label) if _unit_in(label) else label
            name = _indicator(bare, group)
            if len(row) == 1:
                group = name
                continue
            if not row[self.grid.label].text.startswith(("其中", "#", "＃")):
                group = name
            if _TOTAL.fullmatch(bare):
                name = self.topic + bare if self.topic else bare
            yield from self._row(row, bare, name, _unit_in(label))

    def _row(self, row: Mapping[int, Sentence], label: str, name: str, own: str) -> Iterator[_Cell]:
        area = self._area_of(label) if self.by_area else None
        in_area = area is not None or (self.by_area and _WHOLE.fullmatch(label) is not None)
        noun = self._noun_of(self.grid.label)
        for c, cell in sorted(row.items()):
            value = _value(cell.text)
            if c in (self.grid.label, self.units, *self.grid.serial) or value is None or c not in self.columns:
                continue
            column = self.columns[c]
            noun = column.noun or (noun if column.measure != "level" else self._noun_of(self.grid.label))
            written = value.unit
            if written and written not in "%％‰" and not _is_unit(written):
                continue
            unit = written or (own if column.measure in ("level", "increment") else "") or column.unit
            if self.units is not None and self.units in row and column.measure in ("level", "increment"):
                unit = written or row[self.units].text
            if column.measure == "level" and not written and not own and self.rated and _RATE.search(name):
                unit = "%"
            measure, named = self._read(column, name, noun, unit, in_area=in_area)
            measure = "growth" if value.moved and unit in ("%", "％") else measure
            wording = named
            if measure == "share" and (fallen := _FALLEN.search(named)):  # 单位GDP能耗降低, in per cent
                measure, named = "growth", named[: fallen.start()]
                value = replace(value, number=-abs(value.number))
            if measure == "level" and "新增" in named[:-2]:  # 城镇新增就业
                measure, named = "increment", named.replace("新增", "", 1)
            if unit or measure == "rank":
                named_by = row[self.grid.label]
                heads = (named_by.span(0, len(named_by.text)), *self.grid.heads.get(c, ()))
                subject = label if self.of_things and noun and not _TOTAL.fullmatch(label) else None
                if self.of_things and noun:
                    named = noun if subject else self.topic + noun
                of = area or column.area
                yield _Cell(cell, value, column, named, measure, unit or "位", of, heads, subject, wording)

    def _read(self, column: _Column, name: str, noun: str, unit: str, *, in_area: bool) -> tuple[str, str]:
        """Measure and indicator: a row of growth rates is growth whatever its column says."""
        measure = column.measure
        if in_area:
            name = noun or self.topic
        elif column.header in _POPULATIONS():
            name = column.header + name
        elif noun and not (name.endswith(words().heads) and lexicon().by_label("indicator", noun) is None):
            name = name if name.endswith(noun) or lexicon().by_label("indicator", name) else name + noun
        if measure == "level" and unit in ("%", "％") and not name.endswith("指数"):
            measure = "share"
            if changed := re.search(r"(?:同比|比上年)?(?:增速|增幅|涨幅|增长率?|涨跌幅度?)$", name):
                measure, name = "growth", name[: changed.start()]
        elif measure == "level" and unit.endswith("百分点"):
            measure = "pointChange"
        if measure == "share" and _SHARE.search(column.header) and not name.endswith(("率", "比重", "占比")):
            name += "占比"
        return measure, name

    def _noun_of(self, label: int) -> str:
        """What a table of products counts where no column says it."""
        header = "".join(self.grid.header.get(label, ()))
        return "产量" if "产品" in header or "产量" in self.grid.title else ""

    def _area_of(self, label: str) -> str | None:
        if _WHOLE.fullmatch(label):
            return self.area
        return area_alone(label, self.home)

    def _column(self, texts: Sequence[str]) -> _Column:
        header = "".join(texts)
        caption = re.split(r"[、,，/ ]", self.grid.unit) if self.grid.unit else []
        year, suffix = None, ""
        for mention in periods(header):
            if mention.kind == "year" and not mention.base and year is None:
                year, suffix = mention.first, mention.suffix or suffix
            elif mention.kind == "part" and not suffix:
                suffix = mention.suffix
        measure, unit = _measure(header, texts[-1], caption, self.grid.title)
        return _Column(
            header=header,
            measure=measure,
            unit=unit,
            noun=next((n for text in reversed(texts) if (n := _noun(text, self.home))), ""),
            status=next((status for status, said in _STATUSES if said().search(header)), None),
            year=year,
            back=1 if _LAST_YEAR.match(header) else 0,
            suffix=suffix,
            area=self._area_of(_BRACKET.sub("", texts[0])),
        )


def _dated_beside(columns: Mapping[int, _Column]) -> dict[int, _Column]:
    """2017年预计 | 增长 | 2018年计划 | 增长: each change is of the amount beside it; so is the one beside an aim."""
    dated = dict(columns)
    plain = [c for c, column in columns.items() if column.measure == "growth" and not _is_dated(column)]
    beside = {c: columns[c - 1] for c in plain if c - 1 in columns and columns[c - 1].measure == "level"}
    each = len(plain) > 1 and all(c in beside and _is_dated(beside[c]) for c in plain)
    for c, amount in beside.items():
        if each or (amount.status == "target" and len(plain) == 1):
            dated[c] = replace(
                columns[c], year=amount.year, back=amount.back, suffix=amount.suffix, status=amount.status
            )
    return dated


def _is_dated(column: _Column) -> bool:
    return column.year is not None or bool(column.back) or bool(column.suffix) or column.status is not None


def _with_spans(columns: Mapping[int, _Column]) -> dict[int, _Column]:
    """年均增长 beside 2015年 and 2020年 is over the years between the two."""
    years = sorted({column.year for column in columns.values() if column.year is not None})
    span = f"{years[0] + 1}/{years[-1]}" if len(years) > 1 else ""
    return {c: replace(column, span=span if "年均" in column.header else "") for c, column in columns.items()}


def _measure(header: str, inner: str, caption: Sequence[str], title: str) -> tuple[str, str]:
    """The measure and unit of a column, from its header, else from the caption."""
    own = _unit_in(inner) or _unit_in(header)
    amount = own if own and own not in ("%", "％") else next((u for u in caption if u and u not in "%％"), "")
    if _COMPLETION().search(header):
        return "completion", "%"
    if _RANK.search(header):
        return "rank", "位"
    if _POINTS.search(header):
        return "pointChange", "个百分点"
    if _MORE.search(_BRACKET.sub("", inner)) and not _PER_CENT.search(header):
        return "increment", amount
    if _CHANGE().search(header) or (list(caption) == ["%"] and _CHANGE().search(title)):
        if own and own not in ("%", "％"):
            return "increment", own
        return "growth", "%"
    if _SHARE.search(header):
        return "share", "%"
    return "level", amount or ("%" if own else "")


def _noun(text: str, home: str | None) -> str:
    """The noun of a header: 产量 of 产量（万吨）; none in 绝对数, 2023年 or 比上年增长（%）, nor an area's name."""
    bare = _BRACKET.sub("", text)
    if _CHANGE().search(bare):
        bare = _TIMES.sub("", bare)
        bare = re.sub(r"(?:增速|增长率?|增幅|涨跌幅?度?|增减|±)[%％]?$", "", bare)
    if _AMOUNT().search(bare) and not bare.endswith(("收入", "支出", "投资", "产值", "利润")):
        return ""
    if area_alone(bare, home) or bare in _POPULATIONS():
        return ""
    known = len(bare) >= 2 and (bare.endswith(words().heads) or lexicon().by_label("indicator", bare) is not None)
    return bare if known and not _SHARE.search(text) else ""


def _topic(title: str) -> str:
    """The longest indicator that a caption names: 一般公共预算支出 of 表1 全省一般公共预算支出完成情况."""
    found = [title[m.start : m.end] for m in lexicon().find("indicator", title)]
    return max(found, key=len, default="")


def _observation(cell: _Cell, home: str | None, scope: Scope) -> Observation:
    column, name = cell.column, cell.name
    concept = find_concept(name, name, cell.measure, cell.unit)
    text = cell.sentence.text
    period = _period(column, scope)
    past = column.year is not None and scope.stock is not None and column.year < int(scope.stock[:4])
    return Observation(
        area=cell.area or home,
        indicator=name,
        measure=cell.measure,
        value=cell.value.number,
        unit=cell.unit,
        status=column.status or ("actual" if past else scope.status),
        period=period,
        span=cell.sentence.span(0, len(text)),
        sentence=cell.sentence.index,
        rule="observation/table",
        confidence=confidence("table", cell.measure),
        value_text=text,
        bound=cell.value.bound,
        heads=cell.heads,
        subject=cell.subject,
        concept=concept.iri if concept else None,
        wording=cell.wording if cell.wording != name else "",
        trace=(
            ("indicator", f"table row: {name}"),
            ("measure", f"table column: {column.header}"),
            ("bound", "no word: eq" if cell.value.bound == "eq" else text),
            ("period", f"table column: {column.header}" if period != scope.stock else scope.why),
            ("status", f"table column: {column.header}" if column.status else scope.why),
            ("area", "table row or column" if cell.area else "the document's own"),
        ),
    )


def _period(column: _Column, scope: Scope) -> str | None:
    """The period of a column: its own year, or the text's, with the part of the year that it names."""
    if column.span:
        return column.span
    if column.year is None and not column.back and not column.suffix:
        return scope.stock
    year = column.year or (int(scope.stock[:4]) - column.back if scope.stock else None)
    if year is None:
        return None
    suffix = column.suffix
    if not suffix and column.year is None and scope.stock and "-" in scope.stock:
        return scope.stock.replace(scope.stock[:4], str(year))
    return in_year(year, suffix)


def _value(text: str) -> _Value | None:
    """The number that a cell holds, or None: 7.5左右, 下降3%, 1,204.6."""
    bound, bare = bound_of(text.strip("〔〕[]［］"))
    moved = _MOVED.match(bare)
    found = _NUMBER.fullmatch(bare[moved.end() :] if moved else bare)
    if found is None:
        return None
    sign = "-" if found[1] in ("-", "－", "−") else ""
    number = Decimal(sign + found[2].replace(",", "") + (found[3] or ""))
    return _Value(number * (_MOVES[moved.group()] if moved else 1), bound, found[4] or "", moved is not None)


def _is_value(text: str) -> bool:
    found = _NUMBER.fullmatch(text)
    return found is not None and (not found[4] or found[4] in "%％‰")


def _is_unit(text: str) -> bool:
    bare = _MAGNITUDE.sub("", text)
    return any(lexicon().by_label("unit", unit) for unit in (text, bare) if unit)


def _unit_in(text: str) -> str:
    """The unit in a bracket: 地区生产总值（亿元）."""
    return next((str(inside) for inside in _BRACKET.findall(text) if inside in "%％" or _is_unit(inside)), "")


def _indicator(label: str, group: str) -> str:
    """The row's name with the head of its group: 第一产业 under 固定资产投资 is 第一产业投资."""
    if re.fullmatch("第[一二三]产业", label) and (group.endswith(("生产总值", "增加值")) or not group):
        return label + "增加值"
    if not group or lexicon().by_label("indicator", label) or label.endswith(words().heads):
        return label
    head = max((h for h in words().heads if group.endswith(h)), key=len, default="")
    return label + head
