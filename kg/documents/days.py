"""The lines of a page, and the days that they name: of publication, of the meeting, under the text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

from kg.documents import years
from kg.documents.furniture import Line
from kg.documents.years import Found
from kg.model import Span

_MEETING: Final = re.compile(r"(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日[^。]{0,40}?(?:召开|举行|开幕|闭幕|大会|会议)")
_DAY_LENGTH: Final = 11  # characters of 2024年12月31日
_DATE_LABEL: Final = re.compile(r"(?:发布|发表|公开|成文|发文|更新)?(?:时间|日期)[:：]")
_SIGNED: Final = re.compile(r"[^，。；、！？\d]{0,16}(?:19|20)\d\d\s?[年./-][^，。；、！？]{4,24}")
_LAST_LINES: Final = 8  # lines of a page in which the day under the text is looked for
SESSION_LINE: Final = re.compile(
    r"[—―－–-]{0,3}\s?[（(]?(?:20|19)\d\d\s?年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日在"
)
_HEAD: Final = 60


@dataclass(slots=True)
class Page:
    """A document's lines with what is known of them; ``top`` is those before the running text and a little of it."""

    name: str
    text: str
    lines: Sequence[Line]
    furniture: Mapping[int, str]
    headings: Sequence[Span]
    top: list[int] = field(default_factory=list)
    bylines: list[Line] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find the top of the page."""
        for i, line in enumerate(self.lines[:_HEAD]):
            self.top.append(i)
            if i not in self.furniture and (len(line.text) > 60 or line.text.startswith("各位代表")):
                break
        self.bylines = [self.lines[i] for i, kind in self.furniture.items() if kind == "byline" and i <= _HEAD]

    @property
    def head(self) -> list[Line]:
        """The lines of the top that are no furniture."""
        return [self.lines[i] for i in self.top if i not in self.furniture]


def published(page: Page) -> Found | None:
    """The date of publication among the bylines; a labelled one first."""
    for labelled in (True, False):
        for i, line in enumerate(page.bylines):
            label = _DATE_LABEL.match(line.text) or (i and _DATE_LABEL.match(page.bylines[i - 1].text))
            found = years.dates_in(line.text, line.start)
            if found and (bool(label) or not labelled):
                return Found(found[0].value, "the date of publication", found[0].span)
    return None


def published_month(page: Page) -> Found | None:
    """The month that a byline names without a day."""
    return next((found for line in page.bylines if (found := years.month_in(line.text, line.start))), None)


def signed_day(page: Page) -> Found | None:
    """The day under the text, alone or with the paper or office beside it: （江西日报 2019年7月23日）."""
    for i in range(len(page.lines) - 1, max(-1, len(page.lines) - 1 - _LAST_LINES), -1):
        line = page.lines[i]
        if page.furniture.get(i, "byline") != "byline" or not _SIGNED.fullmatch(line.text):
            continue
        if found := years.dates_in(line.text, line.start):
            return Found(found[0].value, "the day under the text", found[0].span)
    return None


def given(page: Page, title: Span | None) -> Found | None:
    """The day on which the report was given, from the line under the title or from the title."""
    spans = [title] if title else []
    head = page.head
    for line, following in zip_longest(head, head[1:]):
        spans.append(Span(line.start, following.end if following and SESSION_LINE.match(line.text) else line.end))
    for span in spans:
        found = years.session_date(page.text[span.start : span.end])
        if found and found.span:
            return Found(found.value, found.how, Span(span.start + found.span.start, span.start + found.span.end))
    for span in spans[:1]:
        dates = years.dates_in(page.text[span.start : span.end], span.start)
        if title and dates:
            return Found(dates[0].value, "the date in the title", dates[0].span)
    return None


def meeting_day(page: Page, year: Found | None) -> Found | None:
    """The day that the news of a meeting begins with; 1月5日 is in the year that the document is about."""
    for i, line in enumerate(page.lines):
        if i in page.furniture or not _MEETING.match(line.text):
            continue
        full = years.dates_in(line.text[:_DAY_LENGTH], line.start)
        if full:
            return Found(full[0].value, "the day of the meeting", full[0].span)
        return years.day_without_year(line.text, line.start, year.year) if year else None
    return None
