"""The period of one number: the scope's year or range, a from-to, a streak, a flow or a stock."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.extract.observations.clauses import Clauses
from kg.extract.observations.surroundings import Measurement
from kg.language.numbers import chinese_integer
from kg.language.periods import in_year, periods
from kg.language.scoped_sentence import TimeAt
from kg.language.worded import alternatives, listed, worded

_STOCK = re.compile(
    r"(?:达到?|增至|累计达|规模|升至|提高[到至]|提升[到至]|增加[到至]|总数|总量|突破|居|保有|拥有|现有|余额|存量|共有|达成|扩大[到至])[^，；。]{0,6}$"
)
_STEPPED = worded("(?:{cue/stepping}|五年[^，；。]{0,4})$")  # 五年跨过两个千亿元台阶
_HELD = listed("cue", "having")
_TIMES = listed("cue", "event-unit")  # what happens again and again
_ONE_YEAR = re.compile(r"参[保加]|连续$|(?:^|[^全])年(?:接待|旅客|游客|客流|运送|货|吞吐)")
_YEAR_BEFORE = re.compile("（?(?:上|去)年(?:同期|末|底)?(?:[为是]|仅为|只有)?")  # 432亿元，上年为410亿元
FROM = re.compile(r"(?:从|由)[^，；。、]*$")
TO = re.compile(
    r"(?:的[^，；。]{0,6})?(?:逐年|大?幅|稳步|分别|均|双双)?(?:[提增上扩拓攀跃升下降减压缩收调回跌延前整优精][\u4e00-\u9fff]{0,3}[到至为]|到|至|[升跃提]|转为)"
)
_YEARS_RUNNING = re.compile(r"连续(\d+|[一二三四五六七八九十]+)年[^，；。]*$")
_YEARS_ON_AVERAGE = re.compile(r"([两三四])年平均[^，；。]*$")
_AGAINST_YEAR = re.compile(r"(?:比|较)((?:19|20)\d\d)年")
_ON_YEAR = re.compile("同比|比上年|较上年|比去年")
_ALL_ALONG = re.compile("累计|连跨|跨越|保持在|稳定在|接连|每年")
_STEADY = re.compile(r"始终|连年|每年|保持在|稳定在|一直|保持$|(?:办结|办复|满意)率(?:均|都)?(?:为|达到?|是)?$")
_BETWEEN = re.compile(r"[从由]((?:19|20)\d\d)年[^；。]{1,60}?[到至]((?:19|20)\d\d)年")


class Place(NamedTuple):
    """Where a measurement stands."""

    said: Measurement
    clauses: Clauses
    period_before: str | None  # of the number before

    @property
    def elided(self) -> bool:
        """Whether its noun is that of the number before."""
        return self.said.noun.how == "elided"

    @property
    def clause(self) -> str:
        """The words before the number in its part of the sentence."""
        start = self.said.quantity.core_start
        return self.clauses.text[self.clauses.part(start) : start]


def period_of(place: Place, time: TimeAt) -> tuple[str | None, str]:
    """Flow or stock, a base year (从…提高到), a streak (连续6年)."""
    if time.stock is None:
        return None, time.why_period
    last, year = time.stock, int(time.stock[:4])
    measure, before = place.said.measure, place.said.before
    steady = measure in ("rank", "share") or "保持" in before or "稳定" in before
    if steady and (found := _YEARS_RUNNING.search(place.clause)):
        count = int(found[1]) if found[1].isdigit() else int(chinese_integer(found[1]) or 1)
        return f"{year - count + 1}/{year}", found.group()
    if measure == "growth" and "年平均" in before and (found := _YEARS_ON_AVERAGE.search(before)):
        return f"{year + 1 - int(chinese_integer(found[1]) or 1)}/{year}", found.group()
    told = place.period_before
    if before and told and place.elided and _YEAR_BEFORE.fullmatch(before) and told[:4] == last[:4]:
        return last.replace(last[:4], str(year - 1), 1), before
    if ("从" in before or "由" in before) and FROM.search(before) and TO.match(place.clauses.text, place.said.end):
        return _base(time, year, before), "从…到"
    if measure == "growth" and "年均" in before and (found := _BETWEEN.search(place.clause)):
        return f"{int(found[1]) + 1}/{found[2]}", found.group()
    if time.whole and not time.spans_years and _over_all(measure, before, place.clause):
        return _up_to(year, time.whole), "年均, 累计"
    if not time.spans_years:
        changed = measure in ("growth", "pointChange") and "年" in before
        found = _AGAINST_YEAR.search(before) if changed else None
        if found and int(found[1]) < year - 1:
            return f"{int(found[1]) + 1}/{year}", found.group()
        return last, time.why_period
    return (time.flow if _flows(place, time) else last), time.why_period


def _up_to(year: int, whole: str) -> str:
    """As many years as a section speaks of, up to the one that is named: 2011/2015 of 2015年…，年均增长14.8%."""
    first, last = int(whole[:4]), int(whole[-4:])
    return f"{first - last + year}/{year}" if first < year < last else whole


def _over_all(measure: str, before: str, clause: str) -> bool:
    """年均 and 累计 speak of all the years of a section, though one of them was named earlier in the sentence."""
    if measure == "growth":
        return "年均" in before
    return measure == "level" and clause[clause.rfind("，") + 1 :].startswith("累计")


def _flows(place: Place, time: TimeAt) -> bool:
    """Over several years: whether a number is of the whole time rather than read at its end."""
    said, before = place.said, place.said.before
    measure, q = said.measure, said.quantity
    if measure in ("growth", "increment", "pointChange"):
        return not _ON_YEAR.search(before)
    if measure == "multiple":
        if re.search(r"(?:五|5)年[^，；。]{0,4}$", before):
            return True
        if re.search(r"末的", before) or not re.search(r"五”|时期|五年", before + q.number):
            return q.form == "set" and time.status != "target"
        return place.period_before == time.flow or bool(re.search(r"时期|年均", place.clause))
    if measure == "gap":
        return said.measure_before == "growth" or "年均" in place.clause
    if measure == "share":
        return bool(_STEADY.search(before))
    if measure == "rank":
        return "连年" in before or (place.elided and "累计" in place.clause and place.period_before == time.flow)
    if measure == "level":
        words = place.clause.rpartition("，")[2]
        if _ALL_ALONG.search(words):
            return True
        if q.unit == "个" and _STEPPED().search(before):
            return True
        if q.unit.endswith(_TIMES()) and not _STOCK.search(before) and not _ONE_YEAR.search(before):
            return time.status != "target"
        if said.verb_before in _HELD() and before.startswith(("、", "和", "及")):
            return False  # 拥有驰名商标7件、著名商标76件
        return (said.done or bool(_events().search(words))) and time.status != "target" and not _STOCK.search(before)
    return False


@cache
def _events() -> re.Pattern[str]:
    """Verbs of what happens once: 节约, 发射, 荣获."""
    return re.compile(alternatives("cue", "event-verb"))


def _base(time: TimeAt, year: int, before: str) -> str:
    """The year that a from-to starts at: named, else the one before the period."""
    if found := re.search(r"((?:19|20)\d\d)年[底末初]?的?$", before):
        return found[1]
    named = [m for m in periods(before) if m.kind in ("part", "plan") and m.base]
    if named and named[-1].kind == "plan" and re.fullmatch("的?", before[named[-1].end :]):
        return f"{named[-1].last}"  # 由“十二五”末的4.1%提高到13.7%
    named = [m for m in named if m.kind == "part"]
    if named and re.fullmatch("的?(?:增长|下降|上升|回落)?", before[named[-1].end :]):
        return in_year(year, named[-1].suffix)  # 由一季度的下降3.8%转为增长6.5%
    if time.base is not None:
        return time.base
    if time.spans_years and time.flow:
        return str(int(time.flow[:4]) - 1)
    return str(year - 1)
