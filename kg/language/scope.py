"""Which time and status a stretch of text speaks of: section → paragraph → sentence → clause.

A report reviews a year (or five) and plans the next. Its headings and the first words of its paragraphs say which;
what is said holds until something else is said. ``document_scopes`` gives each sentence the scope that reaches it,
``kg.language.scoped_sentence`` what holds at one place inside the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.documents.years import PLAN_OUTLINE
from kg.language.lexicon import Lexicon
from kg.language.periods import PeriodMention, in_year, periods
from kg.language.worded import worded
from kg.model import Document, Genre

_OPENING = 8  # sentences in which a text names the part of the year that it is about
LEAD = 26  # characters in which a paragraph names its time
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d年?")
_PASSED = re.compile(r"今年(?:以来|上半年|[一二三]季度|前[一二三两\d]|1(?:至|[—\-－~～]))")
_REPORTED = worded(r"(?:政府工作)?(?:报告|会议)(?:还|也)?{cue/reporting}[，：]")
_ADDRESS = re.compile("(?:各位|同志们)[^，。]{0,6}[！，。：]?")
_ADDRESSED = re.compile("各位代表[，！：]*")
_OF_A_YEAR = re.compile("是[^，]{0,30}之年|是[^，]{0,16}(?:开局|收官|第一)年")
_OF_FIVE = re.compile(r"[—\-]*[^，。]{0,10}(?:五|5)年")
_THESE_FIVE = re.compile(r"[—\-]*(?:过去的?|这)(?:五|5)年")
_WERE_FIVE = re.compile("这是[^，]{4,30}的(?:五|5)年")
_THIS_YEAR = re.compile(r"(?:各位代表！?)?[—\-]*(?:今年|新的一年)")
_AIMED_AT = re.compile("今年[^，。]{0,12}(?:目标|将|计划)")
_COMPARED = re.compile("[比较同]")
_CLAUSE_END = re.compile("[，：]")
# 2023年的主要预期目标是：… What follows in the paragraph is aimed at too, though it says neither year nor aim.
_GOALS = re.compile("预期目标(?:是|为)：")


@dataclass(frozen=True, slots=True)
class Scope:
    """``flow`` is the period of what happened over the time, ``stock`` of what was read at its end."""

    kind: str  # review, plan, five-review, five-plan, unknown
    flow: str | None
    stock: str | None
    status: str
    why: str
    whole: str | None = None  # the several years of the section, of which the sentence names one

    @property
    def spans_years(self) -> bool:
        """Whether flows and stocks have different periods."""
        return self.kind in ("five-review", "five-plan")


@dataclass(frozen=True, slots=True)
class Years:
    """The years a document turns on; None where the metadata do not know them."""

    reviewed: int | None
    planned: int | None
    suffix: str = ""  # H1, Q1/Q3 … for news of a part of the year
    told: bool = False  # news, which tell of results and aims without sections for them

    def scope(self, kind: str, why: str) -> Scope:
        """The scope of that kind in this document."""
        match kind:
            case "review":
                year = year_text(self.reviewed, self.suffix)
                return Scope(kind, year, year, "actual", why)
            case "plan":
                year = year_text(self.planned or self.reviewed)
                return Scope(kind, year, year, "target", why)
            case "five-review":
                return Scope(kind, _range(self.reviewed, -4), year_text(self.reviewed), "actual", why)
            case "five-plan":
                return Scope(kind, _range(self.planned, 4), year_text(self.planned, add=4), "target", why)
        return Scope("unknown", None, None, "actual", why)


def year_text(year: int | None, suffix: str = "", add: int = 0) -> str | None:
    """A year, so many years later, with what part of it is meant; None where it is unknown."""
    return None if year is None else in_year(year + add, suffix)


def _range(year: int | None, add: int) -> str | None:
    return None if year is None else f"{min(year, year + add)}/{max(year, year + add)}"


def document_years(document: Document) -> Years:
    """The years of the metadata; a report that names only one has the other beside it."""
    metadata = document.metadata
    reviewed, planned = metadata.year_reviewed, metadata.year_planned
    if metadata.genre in (Genre.WORK_REPORT, Genre.PLAN_REPORT, Genre.BUDGET_REPORT, Genre.MEDIA_DIGEST):
        running = any(m.suffix and not m.base for m in periods(metadata.title or ""))  # 2021年上半年预算执行情况
        reviewed = reviewed or (planned - 1 if planned else None)
        planned = planned or (reviewed + 1 if reviewed and not running else None)
    suffix = _part_of_year(document) if reviewed and not planned else ""
    return Years(reviewed, planned, suffix, metadata.genre in (None, Genre.MEETING_NEWS, Genre.STATISTICS_NEWS))


def _part_of_year(document: Document) -> str:
    """The part of the year that a text on a running year is about: named in its title, else in its first sentences."""
    if document.metadata.genre is Genre.BULLETIN:
        return ""
    opening = [s.text for s in document.sentences[:_OPENING] if not s.heading]
    for text in (document.metadata.title or "", *opening):
        for m in periods(text):
            if (m.kind == "part" or (m.kind == "year" and m.suffix)) and not m.base and not m.point:
                return m.suffix
    return ""


def _told_part(title: str) -> str | None:
    """The part of the running year that a heading reports on: 2018年上半年预算执行情况."""
    named = next((m for m in periods(title) if m.kind == "year" and m.suffix and not m.base), None)
    if named is None or not re.search("情况|回顾|运行|完成", title[named.end :]) or re.search("安排|打算|计划", title):
        return None
    return in_year(named.first, named.suffix)


def is_reached(text: str, m: PeriodMention) -> bool:
    """Whether a time is a month by whose end something was: 截至2020年6月底 plans nothing for 2020."""
    by_then = text.endswith(("截至", "截止", "截止到", "截至到", "至"), 0, m.start)
    return m.kind == "year" and m.suffix != "" and by_then and not text.startswith("前", m.end)


def any_of(words: Mapping[str, Sequence[str]]) -> dict[str, re.Pattern[str]]:
    """A pattern of the words of each kind."""
    return {kind: re.compile("|".join(map(re.escape, some))) for kind, some in words.items()}


@cache
def _scope_cues(lexicon: Lexicon) -> Mapping[str, re.Pattern[str]]:
    """The words that tell each scope. What they have that have neither 年 nor 五, or these, is ``any``."""
    words = {kind: lexicon.words("cue", f"scope-{kind}") for kind in ("five-plan", "five-review", "review", "plan")}
    words["meeting"] = lexicon.words("cue", "at-meeting")
    rest = sorted(word for kind in words if kind != "meeting" for word in words[kind] if not {"年", "五"} & {*word})
    behind = "".join(f"|(?<={re.escape(word[0])}){re.escape(word[1:])}" for word in rest)
    return {**any_of(words), "any": re.compile(f"[年五{''.join(word[0] for word in rest)}](?:(?<=[年五]){behind})")}


class ScopeReader:
    """Assigns scopes to the sentences of one document."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.years = document_years(document)
        self._cues = _scope_cues(lexicon)
        self._document = document

    def scopes(self) -> tuple[Scope, ...]:
        """One scope a sentence, in order."""
        result: list[Scope] = []
        held = self._meeting()
        by_section: dict[int, Scope] = {}
        current = self._first()
        paragraph = section = -1
        for sentence in self._document.sentences:
            if sentence.section != section:
                section = sentence.section
                current = self._section(section, by_section, current)
            opening = sentence.paragraph != paragraph
            if held is not None and not sentence.heading and self._cues["meeting"].search(sentence.text):
                result.append(held)
                continue
            if not _ADDRESS.fullmatch(sentence.text):
                paragraph = sentence.paragraph  # a salutation does not open one
            kind = None if sentence.heading else self._lead(sentence.text, current)
            if kind is None:
                result.append(current)
                continue
            found = self.years.scope(kind, f"“{sentence.text[:12]}…”")
            of_several = current.flow if current.kind == "five-review" and kind == "review" else None
            result.append(replace(found, whole=of_several))
            if self._holds(sentence.text, kind, current, opening):
                current = by_section[section] = found
        return tuple(self._over_the_year(result))

    def _over_the_year(self, scopes: list[Scope]) -> Iterator[Scope]:
        """A meeting has many matters: the part of a year holds, within a paragraph, from a sentence that it opens."""
        metadata, suffix = self._document.metadata, self.years.suffix
        titled = any(m.suffix for m in periods(metadata.title or ""))
        if metadata.genre is not Genre.MEETING_NEWS or not suffix or titled:
            yield from scopes
            return
        year, of_part = year_text(self.years.reviewed), -1
        for sentence, scope in zip(self._document.sentences, scopes, strict=True):
            if any(m.suffix and m.start < LEAD for m in periods(sentence.text)):
                of_part = sentence.paragraph
            parted = scope.kind == "review" and sentence.paragraph != of_part
            yield replace(scope, flow=year, stock=year) if parted else scope

    def _holds(self, text: str, kind: str, current: Scope, opening: bool) -> bool:
        """Whether a scope holds after its sentence: a year named for one figure among five years' does not."""
        if kind == current.kind or _YEAR_ALONE.fullmatch(text):  # 2015年 heads the column of a table
            return False
        if kind == "plan" and self._document.metadata.genre is Genre.MEETING_NEWS and _GOALS.search(text):
            return True  # what a meeting asks for follows its aims
        if kind == "five-plan" and not re.search("五[”年]|下一阶段", text[: 2 * LEAD]):
            return False  # 到2020年 dates one aim
        if kind.startswith("five"):
            return opening or not current.spans_years
        if current.spans_years and not self._cues["review"].search(text[:LEAD]) and "今年" not in text[:LEAD]:
            return opening and not re.search(r"\d", re.sub(r"\d{4}年", "", text))
        return opening

    def _meeting(self) -> Scope | None:
        """When a meeting itself was held that news tell of: who came is no figure of the year reviewed."""
        metadata = self._document.metadata
        if metadata.genre is not Genre.MEETING_NEWS or metadata.date is None:
            return None
        year = metadata.date[:4]
        return Scope("meeting", year, year, "actual", f"held on {metadata.date}")

    def _first(self) -> Scope:
        if PLAN_OUTLINE.search(self._document.metadata.title or ""):
            return self.years.scope("five-plan", "the document is a five-year plan")
        if self.years.reviewed is not None:
            return self.years.scope("review", "the document reviews a year")
        if self.years.planned is not None:
            return self.years.scope("plan", "the document plans a year")
        return self.years.scope("unknown", "no year is known")

    def _section(self, index: int, known: dict[int, Scope], running: Scope) -> Scope:
        """A section's own heading decides, else what holds in the section above it, else what ran before."""
        if index in known:
            return known[index]
        section = self._document.sections[index]
        kind = self._heading(section.title, section.level) if section.index else None
        if kind == "plan" and (told := _told_part(section.title)):
            known[index] = Scope("review", told, told, "actual", f"heading “{section.title[:20]}”")
        elif kind is not None:
            known[index] = self.years.scope(kind, f"heading “{section.title[:20]}”")
        elif section.parent and section.parent in known:
            known[index] = known[section.parent]
        else:
            known[index] = running
        return known[index]

    def _heading(self, title: str, level: int) -> str | None:
        """The first time that a heading names; in a chief heading a bare 目标 or 安排 is a plan."""
        times = self._times(title)
        if times:
            return times[0]
        for kind in ("five-plan", "five-review", "review", "plan") if level <= 1 else ():
            if self._cues[kind].search(title):
                return kind
        return None

    def _times(self, text: str) -> list[str]:
        """The scopes that the years and plans named in a text belong to, in order."""
        found = []
        for m in periods(text):
            if m.base or is_reached(text, m):
                continue
            if m.kind == "plan" and (
                m.start <= 2 or re.match(r"规划|时期|期间|末|以来|发展", text[m.end - 2 : m.end + 2])
            ):
                if self.years.reviewed and m.last <= self.years.reviewed:
                    found.append("five-review")
                elif self.years.planned and m.first >= self.years.planned:
                    found.append("five-plan")
            elif m.kind == "year":
                if m.first == self.years.reviewed:
                    found.append("review")
                elif m.first == self.years.planned:
                    found.append("plan")
                elif self.years.planned and m.first > self.years.planned:
                    found.append("five-plan")
        return found

    def _lead(self, text: str, current: Scope) -> str | None:
        """The scope that the opening of a sentence sets, or None where it sets none."""
        for greeting in (_ADDRESSED, _REPORTED()):
            if greeted := greeting.match(text):
                text = text[greeted.end() :]
        lead = text[:LEAD]
        if not (self._cues["any"].search(lead) or "预期目标" in text or text.startswith("这是")):
            return None  # nothing below can be found
        if _OF_A_YEAR.search(text[: 2 * LEAD]):
            lead = lead.split("是", maxsplit=1)[0]
        for cue in ("五年规划", "五年计划"):
            lead = lead.replace(cue, "")
        if self._cues["five-plan"].search(lead):
            return "five-plan"
        if _OF_FIVE.match(lead) and self._cues["five-review"].search(lead):
            return "five-review"
        if _THESE_FIVE.match(lead) or _WERE_FIVE.match(text):
            return "five-review"
        opening = _CLAUSE_END.split(lead, maxsplit=1)[0]
        times = self._times(opening)
        if times and not _COMPARED.search(opening):
            return times[0]
        found = self._cues["review"].search(opening)
        if found and found.start() <= 8:
            return "review"
        if _PASSED.match(lead):
            return None
        if (goals := _GOALS.search(text)) and self._times(text[: goals.start()]) == ["plan"]:
            return "plan"
        if _THIS_YEAR.match(lead):
            if self.years.told and self.years.planned is None and not _AIMED_AT.match(lead):
                return None  # the year that the news tell
            reviewing = current.kind == "review" and current.why.startswith("heading")
            return None if reviewing and not self._planning(text) else "plan"
        return None

    def _planning(self, text: str) -> bool:
        """今年 in a review written before the year's end is the year reviewed, unless the sentence plans."""
        if self._document.metadata.genre is Genre.PLAN_REPORT:
            return False
        return bool(re.match(r"今年[^，。]{0,12}(?:目标|工作|任务|要(?!求)|将)", text))


def document_scopes(document: Document, lexicon: Lexicon) -> tuple[Scope, ...]:
    """The scope of each sentence of a document, in order."""
    return ScopeReader(document, lexicon).scopes()
