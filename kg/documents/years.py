"""When a document was given and of which years it speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.language.numbers import chinese_integer
from kg.language.periods import plan_years
from kg.language.worded import worded
from kg.model import Genre, Span

_YEAR: Final = r"((?:19|20)\d\d)\s{0,2}年"
_NUMBER: Final = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATE: Final = re.compile(
    r"((?:19|20)\d\d)\s{0,2}(?:[-/.]|年(?!\s{0,2}\d{1,2}\s{0,2}[-/.]))\s{0,2}"  # 2019年1-11月 is no day
    r"(\d{1,2})\s{0,2}(?:[-/.]|月)\s{0,2}(\d{1,2})(?!\d)(?:\s{0,2}日)?"
    r"|((?:19|20)\d\d)年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_MONTH: Final = re.compile(rf"{_YEAR}\s{{0,2}}(\d{{1,2}})\s{{0,2}}月(?!\s?\d)")
_DAY: Final = re.compile(r"(?<!\d)(?<!年)(\d{1,2})月(\d{1,2})日")
_SESSION_DATE: Final = re.compile(
    rf"((?:19|20)\d\d)\s{{0,2}}年\s{{0,2}}{_NUMBER}\s{{0,2}}月\s{{0,2}}{_NUMBER}\s{{0,2}}日"
    r"(?=[^。\n]{0,4}在[^。]{2,40}(?:大会|会议)|[^。\n]{0,3}[)）]?$|\s[^，。；\n]{0,20}[省市州县区旗盟]长)"
)
_PLAN_TITLE: Final = worded(
    rf"{_YEAR}[^。]{{0,24}}(?:(?:执行|完成|工作|落实)情况|总结|回顾)(?:报告)?\s{{0,3}}[与和及暨、][^。]{{0,6}}?{_YEAR}",
    "[^。]{0,16}{document-cue/plan-part}",
)
_PLANNED: Final = worded("{document-cue/planned}")
_CARRIED_OUT: Final = worded("{document-cue/carried-out}")
_FINAL: Final = re.compile(rf"{_YEAR}[^。]{{0,16}}决算|{_YEAR}[^。]{{0,30}}审计(?:工作)?报告")
_SUMMED_UP: Final = re.compile(  # 总结2015年工作 部署2016年任务
    rf"(?:总结|回顾){_YEAR}[^。]{{0,10}}(?:部署|安排|谋划|研究|布置|明确){_YEAR}"
)
PLAN_OUTLINE: Final = re.compile(  # 第十四个五年规划纲要, “十三五”规划
    r"第(十[一二三四五六七]?)个五年规划(?!.{0,12}(?:完成|执行|实施|评估|总结))"
    r"|“?(十[一二三四五六七])五”?(?:[^。]{2,16})?(?:发展|专项)?规划(?:纲要)?(?!.{0,12}(?:完成|执行|实施|评估|总结))"
)
_REVIEW: Final = worded(
    _YEAR + "[^，。；]{0,24}{document-cue/review-heading}", "|", _YEAR + "(?=和|及)[^，。；]{0,20}(?:回顾|总结)"
)
_PLAN: Final = worded(
    _YEAR + "(?:的)?[^，。；回顾]{0,16}{document-cue/plan-heading}",
    rf"|关于{_YEAR}工作$|{_YEAR}工作$|{_YEAR}(?:计划|预算)草案",
)
_NEXT_YEAR: Final = re.compile(r"[明来]年(?:的)?[^，。；]{0,8}(?:打算|计划|安排|思路|任务|重点|设想|工作)")
_TARGETS: Final = re.compile(rf"{_YEAR}[^，。；：:]{{0,16}}(?:预期目标|主要目标)[^，。；]{{0,4}}[为是：:]")
_INTENDED: Final = re.compile(rf"{_YEAR}[，,]?[^。；，,]{{0,12}}(?:将|力争|计划|确保)")
_PAST_YEAR: Final = re.compile(rf"(?:刚刚)?过去的{_YEAR}")
_TITLE_YEAR: Final = re.compile(rf"{_YEAR}(?!\d{{0,2}}月)(?!\s?\d(?!\d{{0,2}}[件项大个]))")
_PART_TITLE: Final = re.compile(  # 2021年上半年预算执行情况
    rf"{_YEAR}(?:上半年|前三季度|第?[一二三1-3]季度|[1一]?\s?[-—－~～至]{{1,2}}\s?\d{{1,2}}月)[^。]{{0,30}}情况"
)
_PART: Final = re.compile("上半年|前三季度|[一二三]季度")
_PERIOD_TITLE: Final = re.compile(rf"{_YEAR}")
_HEADS_LINE: Final = re.compile(rf"(?m)^[^，。；\n\d]{{0,16}}{_YEAR}(?![年月来以至到—-])")
_TOLD_YEAR: Final = re.compile(r"(?<![\d比较])((?:19|20)\d\d)年(?!\s?\d{1,2}\s?月)")
_RUNNING: Final = re.compile("今年|本年|上半年|[一二三]季度|[一1]至|1[—-]")
_LAST_YEAR: Final = re.compile("去年|上年度")
_OFTEN: Final = 3  # mentions of a year that make it the one an article is about
_SPRING: Final = 3  # the last month in which news tell the year before
_EARLY: Final = 8  # the last month in which a report speaks of the year before and plans its own


@dataclass(frozen=True, slots=True)
class Found:
    """A value with the place that says it (None where it follows from others) and how it was found, in words."""

    value: str
    how: str
    span: Span | None = None

    @property
    def year(self) -> int:
        """The value as a year."""
        return int(self.value[:4])


def dates_in(text: str, offset: int = 0) -> list[Found]:
    """Full dates in a text, as ISO dates; impossible ones are left out."""
    found = []
    for match in _DATE.finditer(text):
        iso = _iso(*filter(None, match.groups()))
        if iso:
            found.append(Found(iso, "a date", Span(offset + match.start(), offset + match.end())))
    return found


def month_in(text: str, offset: int = 0) -> Found | None:
    """The first month with its year in a text, as in ISO 8601: 2015年5月 is 2015-05."""
    match = _MONTH.search(text)
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    return Found(f"{match[1]}-{int(match[2]):02d}", "a month", Span(offset + match.start(), offset + match.end()))


def session_date(text: str) -> Found | None:
    """The day on which a report was given: 2026年2月5日在……会议上, or a date that a title ends with."""
    match = _SESSION_DATE.search(text)
    iso = _iso(*match.groups()) if match else None
    return (
        Found(iso, "the day of the meeting", Span(match.start(), match.start() + _width(match)))
        if match and iso
        else None
    )


def _width(match: re.Match[str]) -> int:
    return match.end() - match.start()


def day_without_year(text: str, offset: int, year: int) -> Found | None:
    """The first 1月5日 of a text, in the year that the document plans for."""
    match = _DAY.search(text)
    iso = _iso(str(year), *match.groups()) if match else None
    if match is None or iso is None:
        return None
    return Found(iso, "a day whose year is the document's own", Span(offset + match.start(), offset + match.end()))


def planned_and_reviewed(
    genre: Genre | None, title: Span | None, headings: Sequence[Span], text: str, day: Found | None
) -> tuple[Found | None, Found | None]:
    """The year planned for and the year reviewed, each with its evidence.

    What the title or a heading says comes first, then the text, then the day: a report given in spring plans its own
    year. Where only one of the two is said the other is its neighbour, which is what these genres are.
    """
    outlined = _outlined(text, title) if title else None
    if outlined is not None:
        return outlined
    if genre in (Genre.BULLETIN, Genre.STATISTICS_NEWS):
        named = _first(_PERIOD_TITLE, text, [title] if title else [], "the period in the title")
        ended = _ended_by(day, text[title.start : title.end] if title else "")
        return None, named or ended or _most_named(text)
    if genre is None:
        planned, reviewed = _of_article(text, title, day)
        return planned or _headed(text, headings, reviewed), reviewed
    if genre in (Genre.BUDGET_REPORT, Genre.PLAN_REPORT) and title:
        running = _first(_PART_TITLE, text, [title], "the part of a year in the title")
        if running is None and _PART.search(text, title.start, title.end):  # whose year the text says, or the day
            running = _first(_PART_TITLE, text, [Span(0, len(text))], "the part of a year that is reported on")
            running = running or (Found(str(day.year), f"the date {day.value}", day.span) if day else None)
        if running is not None:
            return None, running
    if genre is Genre.MEETING_NEWS and day is None:
        running = _first(_PART_TITLE, text, [Span(0, len(text))], "the part of a year that is reported on")
        if running is not None:
            return None, running
    places = ([title] if title else []) + list(headings)
    planned, reviewed = _plan_title(text, title)
    reviewed = reviewed or (_first(_FINAL, text, [title], "the accounts in the title") if title else None)
    planned = planned or (Found(str(reviewed.year + 1), "the year after the accounts") if reviewed else None)
    planned = planned or _first(_PLAN(), text, headings, "a heading of what is planned")
    reviewed = reviewed or _first(_REVIEW(), text, places, "a heading of what is reviewed")
    whole = [Span(0, len(text))]
    planned = planned or _first(_TARGETS, text, whole, "the year of the targets")
    if genre in (Genre.WORK_REPORT, Genre.MEDIA_DIGEST, Genre.MEETING_NEWS) and title:
        planned = planned or _title_year(text, title)
    reviewed = reviewed or _first(_PAST_YEAR, text, whole, "the year that the text calls past")
    if genre is Genre.MEETING_NEWS and not planned and not reviewed and day and not _opens_year(day):
        return None, Found(str(day.year), f"the date {day.value}", day.span)
    planned = planned or _of_day(day, genre) or _first(_INTENDED, text, whole, "the year of what will be done")
    if planned is None and reviewed is None:
        reviewed = _most_named(text)
    if planned and not reviewed:
        reviewed = Found(str(planned.year - 1), "the year before the one planned for")
    if reviewed and not planned and genre is not None:
        planned = Found(str(reviewed.year + 1), "the year after the one reviewed")
    return planned, reviewed


def _outlined(text: str, title: Span) -> tuple[Found, Found] | None:
    """The first year of the five-year plan that a document is, and the year before."""
    match = PLAN_OUTLINE.search(text, title.start, title.end)
    covered = plan_years(match[1] or match[2]) if match else None
    if match is None or covered is None:
        return None
    span = Span(match.start(), match.end())
    how = "the five-year plan in the title"
    return Found(str(covered[0]), how, span), Found(str(covered[0] - 1), how, span)


def _of_article(text: str, title: Span | None, day: Found | None) -> tuple[Found | None, Found | None]:
    """The years of a text of no known kind: its title's is reviewed; one of spring speaks of the year before."""
    planned, reviewed = _plan_title(text, title)
    if planned is not None:
        return planned, reviewed
    named = _title_year(text, title) if title else None
    if named is not None and title is not None:
        words = text[title.start : title.end]
        aims = _PLANNED().search(words) and not _CARRIED_OUT().search(words)
        return (named, None) if aims else (None, named)
    if day is not None and title is not None and _LAST_YEAR.search(text, title.start, title.end):
        how = f"the year before the date {day.value}, as the title says"
        return Found(str(day.year), f"the date {day.value}", day.span), Found(str(day.year - 1), how, title)
    if day is not None and (looked_back := _looked_back(text, day)) is not None:
        return Found(str(day.year), f"the date {day.value}", day.span), looked_back
    if day is None:
        whole = [Span(0, len(text))]
        planned = _first(_INTENDED, text, whole, "the year of what will be done")
        reviewed = _first(_REVIEW(), text, whole, "a review")
        if planned is None and reviewed is None:
            reviewed = _first(_HEADS_LINE, text, whole, "the year with which a line of the text begins")
            reviewed = reviewed or _most_named(text)
        return planned, reviewed
    if not _opens_year(day):
        return None, Found(str(day.year), f"the date {day.value}", day.span)
    how = f"the date {day.value}"
    return Found(str(day.year), how, day.span), Found(str(day.year - 1), how, day.span)


def _headed(text: str, headings: Sequence[Span], reviewed: Found | None) -> Found | None:
    """The year after the one reviewed, where a heading of a summary plans it: 2019年工作打算, 明年工作安排."""
    if reviewed is None:
        return None
    for heading in headings:
        found = _first(_PLAN(), text, [heading], "a heading of what is planned")
        if found is not None and found.year == reviewed.year + 1:
            return found
        if _NEXT_YEAR.search(text, heading.start, heading.end):
            return Found(str(reviewed.year + 1), "a heading of what is planned for the next year", heading)
    return None


def _looked_back(text: str, day: Found) -> Found | None:
    """The year before that an article of the summer or autumn is about: named over and over, its own year nowhere."""
    if _opens_year(day) or _RUNNING.search(text):
        return None
    named = Counter(m[1] for m in _TOLD_YEAR.finditer(text))
    before = str(day.year - 1)
    if named[before] < _OFTEN or named[str(day.year)] or named.most_common(1)[0][1] > named[before]:
        return None
    return _first(re.compile(f"({before})年"), text, [Span(0, len(text))], "the year that the text names most")


def _most_named(text: str) -> Found | None:
    """The year that a text without a date names most often, the first of those that it names as often."""
    named = Counter(m[1] for m in _TOLD_YEAR.finditer(text))
    if not named:
        return None
    year = named.most_common(1)[0][0]
    return _first(re.compile(f"({year})年"), text, [Span(0, len(text))], "the year that the text names most")


def _opens_year(day: Found) -> bool:
    """Whether the figures of the day's year are still to come, so that those of the year before are told."""
    return int(day.value[5:7]) <= _SPRING


def _ended_by(day: Found | None, title: str) -> Found | None:
    """The year of the figures that are published on a day: those of January and February are of the year before."""
    if day is None:
        return None
    ended = int(day.value[5:7]) <= 2 and not re.search(r"1\s?月|一季度|首月|[一1]、二月", title)
    ended = ended or _LAST_YEAR.search(title) is not None
    return Found(str(day.year - ended), f"the date {day.value}", day.span)


def _title_year(text: str, title: Span) -> Found | None:
    return _first(_TITLE_YEAR, text, [title], "the year in the title")


def _plan_title(text: str, title: Span | None) -> tuple[Found | None, Found | None]:
    match = None
    if title is not None:
        place = title.start, title.end
        match = _PLAN_TITLE().search(text, *place) or _SUMMED_UP.search(text, *place)
    if match is None:
        return None, None
    reviewed, planned = (Found(match[i], "the title", Span(match.start(i), match.end(i))) for i in (1, 2))
    return planned, reviewed


def _first(pattern: re.Pattern[str], text: str, places: Sequence[Span], how: str) -> Found | None:
    for place in places:
        match = pattern.search(text[place.start : place.end])
        if match:
            group = next(i for i, value in enumerate(match.groups(), 1) if value)
            return Found(match[group], how, Span(place.start + match.start(group), place.start + match.end(group)))
    return None


def _of_day(day: Found | None, genre: Genre | None) -> Found | None:
    """The year that a report planned on that day is for: its own until August, then the next."""
    if day is None or genre is None:
        return None
    late = int(day.value[5:7]) > _EARLY
    return Found(str(day.year + late), f"the date {day.value}", day.span)


def _iso(year: str, month: str, day: str) -> str | None:
    numbers = [int(n) if n.isdecimal() else int(chinese_integer(n) or 0) for n in (year, month, day)]
    try:
        return date(*numbers).isoformat()
    except ValueError:
        return None
