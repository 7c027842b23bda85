"""Dates and periods as the genre writes them: years, five-year plans, half-years, quarters, months, relative words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from kg.language.anchored import DIGITS, NUMERALS, Anchored, Rule
from kg.language.numbers import arabic_years, chinese_integer

_TENTH_PLAN = 2001


class PeriodMention(NamedTuple):
    """A time expression at ``text[start:end]``.

    ``kind``: ``year`` (``first`` = ``last``), ``range``, ``plan`` (a five-year plan), ``part`` (a half-year, quarter
    or months of an unnamed year: ``suffix`` is H1, Q1, 06, 01/05, Q1/Q3 …, see ``in_year``), ``relative`` (今年, 去年,
    五年来: ``word``),
    ``date`` (a day), ``since`` (a year without an end: 党的十八大以来), ``last-years`` (近三年: ``first`` is how many).
    ``base`` says that it is what something is compared with (比2010年, 较上年, 从2020年的).
    """

    start: int
    end: int
    kind: str
    first: int = 0
    last: int = 0
    suffix: str = ""
    word: str = ""
    base: bool = False
    point: bool = False  # a moment: 年底, 末, 到2030年


_TRACE = re.compile("[年月季届五来]")  # every time expression has one of these
_YEAR: Rule = (
    (
        "12",
        r"(?<![\d.])(?P<first>(?:19|20)\d\d)(?:年?(?:[—\-－~～至到]{1,2})(?P<last>(?:19|20)\d\d))?年(?P<tail>度|底前|底|末|初|间|以来|来)?"
        r"(?P<month>(?:1[0-2]|0?[1-9])月)?(?P<day>(?:底|末|[0-3]?\d日))?",
        r"[年—\-－~～至到]",
    ),
)
_PLAN: Rule = (
    (
        '“"‘' + NUMERALS,
        r"[“\"‘]?(?P<nth>十[一二三四五六七八]?|[一二三四五六七八九])五[”\"’]?(?P<tail>规划期末|规划期|时期末|期末|末|时期|期间|以来|规划|前\w年)?(?!”?普法|[冬运])",
    ),
)
_PART: Rule = (
    (
        DIGITS + "上下前第" + NUMERALS,
        r"(?P<h>[上下]半年)|(?P<q3>前[三3]个?季度|[一1](?:季度)?[—\-－–~～至到]{1,2}[三3]季度)|第?(?P<q>[一二三四1-4])季度"
        r"|(?<![\d.])0?1月?份?[—\-－–~～至到]{1,2}(?P<lastmonth>1[0-2]|0?[2-9])月份?|(?<![此之目提])前(?P<first>十一|[二两三四五六七八九十]|1[01]|[2-9])个?月(?![底末初])"
        r"|(?<![\d.])(?P<m>1[0-2]|0?[1-9])月(?P<end>底前?|末|份)?(?!\d)",
        r"[半季个月至到—\-－–~～]",
    ),
)
_SPANS = {3: "Q1", 6: "H1", 9: "Q1/Q3", 12: ""}  # the months from January on that have a name of their own
_RELATIVE: Rule = (
    ("今", "今年以来|今年底|今年", "年"),
    ("本", "本年度?"),
    ("当", "当年"),
    ("去", "去年同期|去年全年|去年底?", "年"),
    ("上", "上年同期|上年全年|上年末?|上一年", "年"),
    *((year[0], year) for year in ("前年", "明年", "来年", "全年")),
    ("年", "年初|年末|年底前?|年内", "[初末底内]"),
    ("过", "过去一年"),
    ("一", "一年来"),
    ("刚", "刚刚过去的一年"),
    ("过", "过去的一年"),
    ("这", "这一年"),
    ("新", "新的?一年", "[的年]"),
    ("五", "五年累计"),
    ("近过五", "[近过]?五年", "年"),
    ("刚", "刚刚过去的五年"),
    ("本", "本届政府"),
    ("过这今未下", "(?:过去的?|这|今后|未来|下一个)(?:五|5)年", "[去年后来个]"),
    ("五5", "(?:五|5)年[来间]|5年", "年"),
)
_LAST_YEARS: Rule = (
    (
        "近过最这123467两" + NUMERALS,
        "(?:近|过去的?|最近)(?P<n>[23467]|10|[三四六七八十两])年(?:来|间)?|(?:这)?(?P<m>[23467]|10|[三四六七八十两])年(?:来|间)",
        "[年去近]",
    ),
)
_SINCE: Rule = (
    ("党", "党的十[八九]大以来|党的二十大以来"),
    *((then[0], f"{then}以来") for then in ("新时代", "脱贫攻坚", "直辖", "建区", "建市", "改革开放")),
)
_DAY: Rule = ((DIGITS, r"(?<!\d)(?:1[0-2]|[1-9])月(?:[12]\d|3[01]|[1-9])日", "月"),)
_BASE = re.compile(r"(?:比|较|从|由|自|同|与|相比于?|相当于|是|为|对比|超过|高于|低于|恢复[到至])(?:于|了)?$")
_CONGRESSES = {"党的十八大": 2012, "党的十九大": 2017, "党的二十大": 2022}  # the years in which they met
_POINT = re.compile(r"(?:到|至|截至|截止|截止到|截至到|力争到|确保到)$")


def in_year(year: int | str, suffix: str) -> str:
    """The period that a part of a year is.

    >>> in_year(2024, "H1"), in_year(2024, "01/05"), in_year(2024, "")
    ('2024-H1', '2024-01/2024-05', '2024')
    """
    return "/".join(f"{year}-{part}" for part in suffix.split("/")) if suffix else f"{year}"


def plan_years(nth: str) -> tuple[int, int] | None:
    """First and last year of the n-th five-year plan (十四 → 2021, 2025); None before the tenth."""
    number = chinese_integer(nth)
    if number is None or number < 9:
        return None
    first = _TENTH_PLAN + (int(number) - 10) * 5
    return first, first + 4


@lru_cache(maxsize=8192)
def periods(text: str) -> tuple[PeriodMention, ...]:
    """Every time expression, leftmost first, never overlapping."""
    if not _TRACE.search(text):
        return ()
    text = arabic_years(text)
    mentions = [m for index, match in _PATTERNS.find(text) if (m := _READERS[index](text, match)) is not None]
    if len(mentions) > 1:
        mentions.sort(key=lambda m: (m.start, -m.end))
    found: list[PeriodMention] = []
    for mention in mentions:
        before = found[-1] if found else None
        if before is not None and before.end == mention.start and (before.kind, mention.kind) == ("year", "part"):
            found[-1] = before._replace(end=mention.end, suffix=mention.suffix, point=mention.point)
        elif before is None or mention.start >= before.end:
            found.append(mention)
    return tuple(found)


def _year(text: str, m: re.Match[str]) -> PeriodMention:
    first, last = int(m["first"]), int(m["last"] or m["first"])
    suffix = f"{int(m['month'][:-1]):02d}" if m["month"] else ""
    kind = "date" if m["day"] and m["day"].endswith("日") else "range" if last > first else "year"
    if m["tail"] in ("以来", "来") and kind == "year":
        kind, last = "since", 0
    point = m["tail"] in ("底", "末", "底前") or bool(_POINT.search(text[max(0, m.start() - 6) : m.start()]))
    return _mention(text, m, kind, first, last, suffix=suffix, point=point)


def _plan(text: str, m: re.Match[str]) -> PeriodMention | None:
    years = plan_years(m["nth"]) if m["tail"] or text[m.start()] in '“"‘' else None
    return _mention(text, m, "plan", *years, point=(m["tail"] or "").endswith("末")) if years else None


def _since(text: str, m: re.Match[str]) -> PeriodMention | None:
    congress = _CONGRESSES.get(m.group()[:5])
    return _mention(text, m, "since", congress, 0) if congress is not None else None


def _day(text: str, m: re.Match[str]) -> PeriodMention:
    return _mention(text, m, "date", 0, 0)


def _part_of_year(text: str, m: re.Match[str]) -> PeriodMention:
    return _mention(text, m, "part", 0, 0, suffix=_part(m), point=bool(m["end"]))


def _last_years(text: str, m: re.Match[str]) -> PeriodMention | None:
    if text.endswith(("连续", "第", "满", "十", "二"), 0, m.start()):
        return None
    count = m["n"] or m["m"]
    span = int(count) if count.isdigit() else int(chinese_integer(count) or 0)
    return _mention(text, m, "last-years", span, 0)


def _relative(text: str, m: re.Match[str]) -> PeriodMention | None:
    if text.endswith(("连续", "第", "满", "十"), 0, m.start()):
        return None
    return _mention(text, m, "relative", 0, 0, word=m.group())


def _part(m: re.Match[str]) -> str:
    if m["h"]:
        return "H1" if m["h"] == "上半年" else "H2"
    if m["q3"]:
        return "Q1/Q3"
    if m["q"]:
        number = int(m["q"]) if m["q"].isdigit() else int(chinese_integer(m["q"]) or 0)
        return f"Q{number}"
    last = m["lastmonth"] or m["first"]
    if last:
        month = int(last) if last.isdigit() else int(chinese_integer(last) or 0)
        return _SPANS.get(month, f"01/{month:02d}")
    return f"{int(m['m']):02d}"


def _mention(
    text: str,
    m: re.Match[str],
    kind: str,
    first: int,
    last: int,
    *,
    suffix: str = "",
    word: str = "",
    point: bool = False,
) -> PeriodMention:
    before = text[max(0, m.start() - 4) : m.start()]
    return PeriodMention(m.start(), m.end(), kind, first, last, suffix, word, bool(_BASE.search(before)), point)


_KINDS: tuple[tuple[Rule, Callable[[str, re.Match[str]], PeriodMention | None]], ...] = (
    (_YEAR, _year),
    (_PLAN, _plan),
    (_SINCE, _since),
    (_DAY, _day),
    (_PART, _part_of_year),
    (_LAST_YEARS, _last_years),
    (_RELATIVE, _relative),
)
RULES = tuple(rule for rule, _ in _KINDS)
_READERS = tuple(read for _, read in _KINDS)
_PATTERNS = Anchored(RULES)


def told_periods(text: str) -> tuple[PeriodMention, ...]:
    """Those outside the titles of documents: 《关于“十三五”规划的建议》 dates no number beside it.

    >>> [m.word or m.first for m in told_periods("审议《2025年计划》，去年增长5%")]
    ['去年']
    """
    found = periods(text)
    if not found or "《" not in text:
        return found
    return tuple([m for m in found if text.rfind("《", 0, m.start) <= text.rfind("》", 0, m.start)])
