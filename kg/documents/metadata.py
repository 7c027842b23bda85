"""What a document says of itself: title, area, genre, date, years, publisher, author, index number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final

from kg.documents import area as areas
from kg.documents import days, years
from kg.documents.days import SESSION_LINE, Page
from kg.documents.discover import SIDECAR
from kg.documents.furniture import PERSON, Line, leaders
from kg.documents.sections import is_unnumbered_heading
from kg.documents.years import Found
from kg.language.lexicon import lexicon
from kg.language.worded import worded
from kg.model import Genre, Metadata, MetadataEvidence, Span

FIELDS: Final = (
    "title",
    "area",
    "area_code",
    "genre",
    "date",
    "year_planned",
    "year_reviewed",
    "publisher",
    "author",
    "index_number",
    "credit_code",
)
# A title with words of several genres is of the first: 解读政府工作报告 is a digest, no report.
_GENRES: Final = (
    Genre.MEDIA_DIGEST,
    Genre.BUDGET_REPORT,
    Genre.PLAN_REPORT,
    Genre.BULLETIN,
    Genre.STATISTICS_NEWS,
    Genre.WORK_REPORT,
    Genre.MEETING_NEWS,
)
_CONGRESS: Final = re.compile(r"第[一二三四五六七八九十]{1,3}届人民代表大会(?!常务)")
_ASIDE: Final = re.compile(r"[（(][^（）()]*[)）]")  # how a list was passed stands in brackets under its title
_SPEAKS: Final = re.compile(r"我代表([^，。\n]{1,20}?)(?:人民)?政府[^。\n]{0,12}(?:报告|工作)")
_REPORTED: Final = re.compile(r"作(?:了)?政府工作报告")
_INDEX: Final = re.compile(r"(?<![0-9A-Z])([0-9A-HJ-NP-RTUWXY]{18})[-–][A-Z]{1,2}/(?:19|20)\d\d-\d{3,8}")
_CREDIT: Final = re.compile(r"(?<![0-9A-Z])([0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10})(?![0-9A-Z])")
_CREDIT_DIGITS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SOURCE: Final = re.compile(r"(?:信息|稿件|文章)?来\s?源[:：]\s{0,3}|(?:发布|发文|公开)(?:机构|机关|单位)[:：]\s{0,3}")
_SENT_OUT: Final = re.compile("国家统计局|国家税务总局|中国人民银行|中共")  # 国家统计局安徽调查总队
_SOURCE_HOW: Final = "the source named at the top"
_OFFICE: Final = worded(r"[一-鿿]{0,14}{document-cue/office}(?=$|[\s、])")
_PAPER: Final = worded(r"(?:^|[\s（(])([一-鿿·]{2,20}{document-cue/publisher-end})(?=$|[\s）)])")
_LEADER: Final = worded(r"({document-cue/leader})\s{1,8}", f"({PERSON})$")
_BYLINE: Final = worded("([一-鿿]{2,14}?)(?:人民政府)?代?理?{document-cue/leader}|([一-鿿]{2,14}?)人民政府")
_NAME: Final = "[一-鿿·]{2,4}"
_REPORTER: Final = re.compile(
    rf"(?:记者|通讯员|作者[:：]?|文/)\s{{0,2}}({_NAME}(?:[\s、]{{1,2}}(?!通讯员|记者){_NAME}){{0,4}})"
)
_TITLED: Final = worded("[^。；！？]{4,80}{document-cue/kind}(?:[（(][^）)]{1,12}[）)])?")
_DATED: Final = re.compile(r"[（(]?[\d年月日]{8,11}\s")  # before who gave the report, in brackets
_HEARD: Final = re.compile("(?:会议?|人大|政协)(?:听取|审议|审查|审定)(?!意见)")
_OPENING: Final = 80  # characters of the running text in which news name their area
_SHORTEST: Final = 30  # characters of a line of running text
_LABELS: Final = re.compile(r"[。：:；;]$")
_PART_OF_YEAR: Final = re.compile(r"[上下]半年|[一二三四1-4]个?季度|(?<!\d)\d{1,2}月份?(?!\d)")
_ECONOMY: Final = worded("{document-cue/economy}")
_SHORTENED: Final = worded("(?<=报告)[（(]{document-cue/shortened}[)）]$")  # 关于…的报告（摘要）
_CONGRESSES: Final = 50  # mentions of a people's congress that are looked at
_WANTED: Final = ("title", "area", "genre", "date", "year_planned", "year_reviewed")
STATED: Final = f"stated in {SIDECAR}"


@dataclass(frozen=True, slots=True)
class Title:
    """A document's title in reading form, and its place."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about a field of the metadata that a reader should know, in words."""

    field: str
    message: str


def find_title(lines: Sequence[Line], furniture: Mapping[int, str]) -> Line | None:
    """The title: the first line of the top with a genre's word, else the first that reads as a heading there."""
    head = Page("", "", lines, furniture, ()).head
    plain = [
        line
        for line in head
        if len(_bare(line)) <= 80 and not SESSION_LINE.match(_bare(line)) and not _ASIDE.fullmatch(_bare(line))
    ]
    for line in plain:
        core = re.sub(r"\s", "", _bare(line))
        if _genre_of(core) is not None and not _LABELS.search(core) and not core.startswith(("一、", "（一）")):
            return line
    for line in plain:
        if line.text.startswith("各位代表") or _LABELS.search(line.text):
            continue
        if line.text.startswith("# ") or (
            len(head) > 1 and (is_unnumbered_heading(line.text) or _TITLED().fullmatch(line.text))
        ):
            return line
    return None


def read_metadata(page: Page, title: Title | None) -> tuple[Metadata, tuple[Doubt, ...]]:
    """The metadata with evidence for every field that is set, and what is doubtful about it."""
    found: dict[str, Found | None] = dict.fromkeys(FIELDS)
    doubts: list[Doubt] = []
    span = title.span if title else None
    if title:
        found["title"] = Found(title.text, "the first line that reads as a title", title.span)
    genre = _genre(page, title)
    found["genre"] = genre
    kind = Genre(genre.value) if genre else None
    found["index_number"], found["credit_code"] = _index(page, doubts)
    published, given = days.published(page), days.given(page, span)
    held, signed = days.meeting_day(page, None), days.signed_day(page)
    found["year_planned"], found["year_reviewed"] = years.planned_and_reviewed(
        kind, span, page.headings, page.text, given or published or held or signed or days.published_month(page)
    )
    year = found["year_planned"] or found["year_reviewed"]
    found["date"] = published or given or held or signed or days.meeting_day(page, year)
    found["area"], found["area_code"] = _area(page, span, found["credit_code"], doubts)
    found["publisher"], found["author"] = _publisher(page), _author(page)
    return _made(found, tuple(name for name in FIELDS if found[name] is None)), tuple(doubts)


def warnings_of(metadata: Metadata, doubts: Sequence[Doubt]) -> tuple[str, ...]:
    """What a reader should know of the final metadata: doubts about what was found, and what could not be."""
    stated = {e.field for e in metadata.evidence if e.how == STATED}
    warnings = [doubt.message for doubt in doubts if doubt.field not in stated]
    planned, reviewed = metadata.year_planned, metadata.year_reviewed
    if planned and reviewed and planned - reviewed != 1:
        warnings.append(f"the year planned for ({planned}) does not follow the year reviewed ({reviewed})")
    unplanned = metadata.genre in (Genre.BULLETIN, Genre.STATISTICS_NEWS)
    missing = [n for n in metadata.undetermined if n in _WANTED and not (unplanned and n == "year_planned")]
    if missing:
        warnings.append("undetermined: " + ", ".join(missing))
    return tuple(warnings)


def _made(found: Mapping[str, Found | None], missing: tuple[str, ...]) -> Metadata:
    def text(name: str) -> str | None:
        value = found[name]
        return value.value if value else None

    def year(name: str) -> int | None:
        value = found[name]
        return value.year if value else None

    genre = text("genre")
    return Metadata(
        title=text("title"),
        area=text("area"),
        area_code=text("area_code"),
        genre=Genre(genre) if genre else None,
        date=text("date"),
        year_planned=year("year_planned"),
        year_reviewed=year("year_reviewed"),
        publisher=text("publisher"),
        author=text("author"),
        index_number=text("index_number"),
        credit_code=text("credit_code"),
        evidence=tuple(MetadataEvidence(n, f.how, f.span) for n in FIELDS if (f := found[n]) is not None),
        undetermined=missing,
    )


def _bare(line: Line) -> str:
    """A line without the Markdown signs around it."""
    return line.text.strip("#*_ \u3000")


def _genre_of(text: str) -> Genre | None:
    text = _SHORTENED().sub("", text)
    return next((genre for genre, words in _genre_words() if any(word in text for word in words)), None)


@cache
def _genre_words() -> tuple[tuple[Genre, tuple[str, ...]], ...]:
    return tuple((genre, lexicon().words("document-cue", genre.value)) for genre in _GENRES)


def _tells_statistics(title: str) -> bool:
    return _PART_OF_YEAR.search(title) is not None and _ECONOMY().search(title) is not None


def _is_bulletin(title: str) -> bool:
    """Whether the title names a bulletin, so that a digest of it tells the figures of one year and plans none."""
    return any(word in title for word in lexicon().words("document-cue", Genre.BULLETIN.value))


def _genre(page: Page, title: Title | None) -> Found | None:
    if title:
        genre = _genre_of(title.text)
        if _HEARD.search(title.text):
            return Found(Genre.MEETING_NEWS.value, "a meeting that hears a report in the title", title.span)
        if genre is Genre.MEDIA_DIGEST and _is_bulletin(title.text):
            return Found(Genre.STATISTICS_NEWS.value, "a bulletin shown in pictures or explained", title.span)
        if genre and not (genre is Genre.MEDIA_DIGEST and _tells_statistics(title.text)):
            return Found(genre.value, "words of the title", title.span)
        if _tells_statistics(title.text):
            return Found(Genre.STATISTICS_NEWS.value, "a part of the year and the economy in the title", title.span)
    speaks = _SPEAKS.search(page.text[:3000])
    if speaks:
        return Found(Genre.WORK_REPORT.value, "the government reports in its own name", Span(*speaks.span()))
    reported = _REPORTED.search(page.text)
    if reported:
        return Found(Genre.MEDIA_DIGEST.value, "a text about a report given", Span(*reported.span()))
    for line in page.head:
        genre = _genre_of(line.text)
        if genre and len(line.text) <= 40 and not _ASIDE.fullmatch(_bare(line)):
            return Found(genre.value, "words near the top", Span(line.start, line.end))
    return None


def _index(page: Page, doubts: list[Doubt]) -> tuple[Found | None, Found | None]:
    """The index number of government information, and the credit code of the body that issued it."""
    top = page.text[: page.lines[page.top[-1]].end] if page.top else ""
    match = _INDEX.search(top)
    code = match if match else _CREDIT.search(top)
    if code is None:
        return None, None
    span = Span(code.start(1), code.end(1))
    number = Found(match.group(), "the number near the top", Span(*match.span())) if match else None
    if not _is_credit_code(code.group(1)):
        message = f"{code.group(1)} is no valid credit code: its check character does not fit"
        doubts.append(Doubt("credit_code", message))
        return number, None
    return number, Found(code.group(1), "its first eighteen characters" if match else "near the top", span)


def _is_credit_code(code: str) -> bool:
    """GB 32100: the last character is the check sum of the others."""
    total = sum(_CREDIT_DIGITS.index(char) * pow(3, i, 31) for i, char in enumerate(code[:17]))
    return _CREDIT_DIGITS[-total % 31] == code[17]


def _area(
    page: Page, title: Span | None, credit: Found | None, doubts: list[Doubt]
) -> tuple[Found | None, Found | None]:
    headline = page.text[title.start : title.end] if title else ""
    body = page.text[title.end if title else 0 :]
    shared = areas.several(headline, (page.text[h.start : h.end] for h in page.headings), body)
    top_end = page.lines[page.top[-1]].end if page.top else 0
    congress = _congress(page, 0, top_end, "")
    owners = [c[0] for c in (_title_area(page, title), congress, _speaker(page), _byline_area(page)) if c]
    if shared and all(not own.codes or own.name in {area.name for area in shared} for own in owners):
        doubts.append(Doubt("area", f"the text is about several areas: {'、'.join(area.name for area in shared)}"))
        return None, None
    candidates = [c for c in _area_candidates(page, title) if c]
    code, code_span = (credit.value[2:8], credit.span) if credit else (None, None)
    if code and (named := areas.by_code(code)):
        from_code = areas.NamedArea(named, 0, 1, 3, True, (code,))
        candidates.append((from_code, "the area code in the index number", code_span))
    if not candidates:
        candidates = [c for c in (_file_name_area(page),) if c]
    if not candidates:
        return None, None
    area, how, span = candidates[0]
    others = sorted({c.name for c, _, _ in candidates[1:] if c.name != area.name and c.depth >= area.depth})
    if others:
        message = f"the area is {area.name} by {how}, but the text also speaks as {'、'.join(others)}"
        doubts.append(Doubt("area", message))
    if span is None:
        doubts.append(Doubt("area", f"no line names the area of the document; {area.name} is {how}"))
    found = Found(area.name, how, span)
    if code and code in areas.codes_of(area.name):
        return found, Found(code, "the index number", code_span)
    codes = areas.among_named(area.codes, page.text) if len(area.codes) > 1 else ()
    if len(codes) == 1:
        return found, Found(codes[0], f"the {area.name} whose upper level the text names most", span)
    if len(area.codes) == 1:
        return found, Found(area.codes[0], f"the code of {area.name}", span)
    if len(area.codes) > 1:
        doubts.append(Doubt("area_code", f"{len(area.codes)} areas are called {area.name}: its code is undetermined"))
    return found, None


_Candidate = tuple[areas.NamedArea, str, Span | None]


def _area_candidates(page: Page, title: Span | None) -> list[_Candidate | None]:
    """Every way in which the document names its area, the surest first."""
    top_end = page.lines[page.top[-1]].end if page.top else 0
    return [
        _congress(page, 0, top_end, "the people's congress in the heading"),
        _title_area(page, title),
        _speaker(page),
        _byline_area(page),
        _congress(page, top_end, len(page.text), "the people's congress in the text"),
        _opening_area(page),
        _publisher_area(page),
        _by_frequency(page),
    ]


def _file_name_area(page: Page) -> _Candidate | None:
    """The last resort, where no word of the document tells: it is said, so that a person can correct it."""
    named = areas.best_named(page.name)
    return (named, "the file name alone, for the document names none", None) if named else None


def _congress(page: Page, start: int, end: int, how: str) -> _Candidate | None:
    for match in islice(_CONGRESS.finditer(page.text, start, end), _CONGRESSES):
        named = areas.area_ending(page.text, match.start())
        if named:
            return named, how, Span(named.start, match.end())
    return None


def _title_area(page: Page, title: Span | None) -> _Candidate | None:
    headline = page.text[title.start : title.end] if title else ""
    named = areas.best_named(headline)
    if named is None or title is None:
        return None
    named = areas.by_its_level(named, headline[named.start : named.end], page.text)
    return named, "the title", Span(title.start + named.start, title.start + named.end)


def _speaker(page: Page) -> _Candidate | None:
    match = _SPEAKS.search(page.text[:5000])
    named = areas.area_ending(page.text, match.end(1)) if match else None
    return (named, "the government that reports", Span(named.start, named.end)) if named else None


def _byline_area(page: Page) -> _Candidate | None:
    for line in page.bylines:
        dated = _DATED.match(line.text)
        match = _BYLINE().match(line.text, dated.end() if dated else 0)
        if match:
            group = 1 if match.group(1) else 2
            named = areas.area_ending(line.text, match.end(group))
            if named:
                return named, "the byline", Span(line.start + named.start, line.start + named.end)
    return None


def _opening_area(page: Page) -> _Candidate | None:
    """The area in the first lines of the running text, if it is of the level that the text calls its own."""
    word = areas.self_word(page.text)
    body = [line for i, line in enumerate(page.lines) if i not in page.furniture and len(line.text) > _SHORTEST]
    for line in body[:1] if word else ():
        named = areas.opens(line.text[:_OPENING], word[0]) if word else None
        if named:
            return named, "the opening of the text", Span(line.start + named.start, line.start + named.end)
    return None


def _publisher_area(page: Page) -> _Candidate | None:
    """The area whose bureau or paper published, if it is of the level that the text calls its own."""
    found = _publisher(page)
    named = next(areas.named_areas(found.value), None) if found else None
    word = areas.self_word(page.text)
    if found is None or found.span is None or named is None:
        return None
    if named.start > 0 and not _SENT_OUT.fullmatch(found.value, 0, named.start):
        return None
    if word is not None and not areas.is_level(named.name, word[0]):
        return None
    return named, "the publisher", Span(found.span.start, found.span.start + named.end)


def _by_frequency(page: Page) -> _Candidate | None:
    body = "\n".join(line.text for i, line in enumerate(page.lines) if i not in page.furniture)
    word = areas.self_word(body)
    most = areas.most_named(body, word[0]) if word else None
    if most is None or word is None:
        return None
    area, count = most
    how = (
        f"the area named most often ({count} times) of the level that the text calls its own (我{word[0]}, 全{word[0]})"
    )
    return area, how, None


def _publisher(page: Page) -> Found | None:
    for i, line in enumerate(page.bylines):
        label = _SOURCE.search(line.text)
        name = re.compile(r"[^\s（(）)】]{1,40}").match(line.text, label.end()) if label else None
        if name:
            return Found(name.group(), _SOURCE_HOW, Span(line.start + name.start(), line.start + name.end()))
        if label and i + 1 < len(page.bylines):
            following = page.bylines[i + 1]
            return Found(following.text, _SOURCE_HOW, Span(following.start, following.end))
    for line in page.bylines:
        paper = _PAPER().search(line.text) if years.dates_in(line.text) else None
        if paper:
            return Found(
                paper[1],
                "the paper or office beside the date",
                Span(line.start + paper.start(1), line.start + paper.end(1)),
            )
    for line in page.bylines:
        office = _OFFICE().match(line.text)
        if office:
            return Found(office.group(), "the office named at the top", Span(line.start, line.start + office.end()))
    return None


def _author(page: Page) -> Found | None:
    for line in page.bylines:
        match = _LEADER().search(line.text)
        if match:
            return Found(_name(match.group(2)), f"the {match.group(1)} who gave it", Span(line.start, line.end))
    for line in page.head:  # 2026年1月27日在……会议上 某省省长 某某
        match = _LEADER().search(line.text) if SESSION_LINE.match(_bare(line)) else None
        if match:
            span = Span(line.start + match.start(), line.end)
            return Found(_name(match.group(2)), f"the {match.group(1)} who gave it", span)
    for line in page.bylines:
        if re.fullmatch(r"[一-鿿]{2,4}", line.text) and any(title + line.text in page.text for title in leaders()):
            return Found(line.text, "the name at the top, with its office in the text", Span(line.start, line.end))
    for line in page.bylines:
        names = [
            name for match in _REPORTER.finditer(line.text) for name in re.split(r"[\s、]+", match.group(1)) if name
        ]
        if names:
            return Found("、".join(names), "the reporters named at the top", Span(line.start, line.end))
    return None


def _name(text: str) -> str:
    return re.sub(r"\s", "", text)
