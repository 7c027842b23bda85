"""Which time and status a stretch of text speaks of: section → paragraph → sentence → clause.

A report reviews a year (or five) and plans the next. Its headings and the first words of its paragraphs say which;
what is said holds until something else is said. ``document_scopes`` gives each sentence the scope that reaches it,
``ScopedSentence`` what holds at one place inside the sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from kg.documents.years import PLAN_OUTLINE
from kg.language.lexicon import Lexicon
from kg.language.periods import PeriodMention, in_year, periods, told_periods
from kg.model import Document, Genre, Sentence

_REACH = 1200  # characters before a number in which a year or 预计 may govern it
_OPENING = 8  # sentences in which a text names the part of the year that it is about
LEAD = 26  # characters in which a paragraph names its time
_WANTED = re.compile(  # 会议强调，三季度要开工…; 今年将实施…
    r"(?:^|[，；：、季年月度省市县区])(?:还|也|都|一定)?要(?![求素闻道])|(?:今年|明年|年内|季度|下半年|下一步)[^，；。]{0,6}将"
)
_ASKED = re.compile("(?:要求|决定|确定|议定)[，：]")
_TOWARDS = re.compile("围绕|紧盯|盯紧|锚定|瞄准|对标|对照|锁定|朝着")
_GOAL = re.compile("[^；。]{0,48}?目标")
_PREFACE = 12  # characters before a 预计 that covers the whole sentence: 2015年，预计
_END = attrgetter("end")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d年?")
_BY_THEN = re.compile("截[至止]到?$")
_PASSED = re.compile(r"今年(?:以来|上半年|[一二三]季度|前[一二三两\d]|1(?:至|[—\-－~～]))")
_REPORTED = re.compile(r"(?:政府工作)?(?:报告|会议)(?:还|也)?(?:提出|指出|强调|要求|明确|显示|认为)[，：]")
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
                year = _text(self.reviewed, self.suffix)
                return Scope(kind, year, year, "actual", why)
            case "plan":
                year = _text(self.planned or self.reviewed)
                return Scope(kind, year, year, "target", why)
            case "five-review":
                return Scope(kind, _range(self.reviewed, -4), _text(self.reviewed), "actual", why)
            case "five-plan":
                return Scope(kind, _range(self.planned, 4), _text(self.planned, add=4), "target", why)
        return Scope("unknown", None, None, "actual", why)


def _text(year: int | None, suffix: str = "", add: int = 0) -> str | None:
    return None if year is None else in_year(year + add, suffix)


def _range(year: int | None, add: int) -> str | None:
    return None if year is None else f"{min(year, year + add)}/{max(year, year + add)}"


def document_years(document: Document) -> Years:
    """The years of the metadata; a report that names only one has the other beside it."""
    metadata = document.metadata
    reviewed, planned = metadata.year_reviewed, metadata.year_planned
    if metadata.genre in (Genre.WORK_REPORT, Genre.PLAN_REPORT, Genre.BUDGET_REPORT, Genre.MEDIA_DIGEST):
        reviewed = reviewed or (planned - 1 if planned else None)
        planned = planned or (reviewed + 1 if reviewed else None)
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


def _any_of(words: Mapping[str, Sequence[str]]) -> dict[str, re.Pattern[str]]:
    return {kind: re.compile("|".join(map(re.escape, some))) for kind, some in words.items()}


@cache
def _scope_cues(lexicon: Lexicon) -> Mapping[str, re.Pattern[str]]:
    """The words that tell each scope. What they have that have neither 年 nor 五, or these, is ``any``."""
    words = {kind: lexicon.words("cue", f"scope-{kind}") for kind in ("five-plan", "five-review", "review", "plan")}
    words["meeting"] = lexicon.words("cue", "at-meeting")
    rest = sorted(word for kind in words if kind != "meeting" for word in words[kind] if not {"年", "五"} & {*word})
    behind = "".join(f"|(?<={re.escape(word[0])}){re.escape(word[1:])}" for word in rest)
    return {**_any_of(words), "any": re.compile(f"[年五{''.join(word[0] for word in rest)}](?:(?<=[年五]){behind})")}


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
        """A meeting deals with many matters: the part of a year holds only in the paragraphs that name it."""
        metadata, suffix = self._document.metadata, self.years.suffix
        titled = any(m.suffix for m in periods(metadata.title or ""))
        if metadata.genre is not Genre.MEETING_NEWS or not suffix or titled:
            yield from scopes
            return
        of_part = {s.paragraph for s in self._document.sentences if any(m.suffix for m in periods(s.text))}
        year = _text(self.years.reviewed)
        for sentence, scope in zip(self._document.sentences, scopes, strict=True):
            parted = scope.kind == "review" and sentence.paragraph not in of_part
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
            if m.base:
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
        for greeting in (_ADDRESSED, _REPORTED):
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


class TimeAt(NamedTuple):
    """Period and status at one place of a sentence, with the words that gave them."""

    flow: str | None
    stock: str | None
    status: str
    spans_years: bool
    why_period: str
    why_status: str
    whole: str | None = None  # the several years of the scope, where a year named in the sentence stands before them
    base: str | None = None  # the year before the period, or the first of a range that is named: where 从…到 starts


@cache
def _status_words(lexicon: Lexicon) -> Mapping[str, re.Pattern[str]]:
    """The words that say by themselves which status a number has."""
    words = {status: lexicon.words("cue", f"status-{status}") for status in ("estimate", "target", "actual")}
    every = "|".join(re.escape(word) for some in words.values() for word in some)
    return {**_any_of(words), "any": re.compile(f"{every}|{_TOWARDS.pattern}")}


class ScopedSentence:
    """What holds inside one sentence: explicit periods, 预计 and 力争, on top of the sentence's scope."""

    def __init__(self, sentence: Sentence, scope: Scope, years: Years, lexicon: Lexicon) -> None:
        self.text = sentence.text
        self.scope = scope
        self.years = years
        self.periods = told_periods(sentence.text)
        self._words = _status_words(lexicon)
        self._tells = self.years.told or self._words["any"].search(self.text) is not None
        self._said: tuple[PeriodMention | None, tuple[str, str] | None, TimeAt] | None = None

    def at(self, position: int) -> TimeAt:
        """The time and status of a number at that position."""
        mention, word = self._period_before(position), self._status_word(position) if self._tells else None
        if self._said is None or self._said[0] is not mention or self._said[1] != word:
            self._said = mention, word, self._time(mention, word)
        return self._said[2]

    def _time(self, mention: PeriodMention | None, word: tuple[str, str] | None) -> TimeAt:
        """What a time and a word for a status make of the sentence's scope."""
        flow: str | None = self.scope.flow
        stock: str | None = self.scope.stock
        spans, why = self.scope.spans_years, self.scope.why
        status, why_status = self.scope.status, self.scope.why
        base: str | None = None
        whole = self.scope.flow if self.scope.spans_years else self.scope.whole
        read = self._read(mention, aimed=word is not None and word[0] == "target") if mention is not None else None
        if read is None and word is not None and word[0] == "target" and self.years.told and self._aimed_year():
            flow = stock = self._aimed_year()
            spans, why = False, word[1]
        if mention is not None and read is not None:
            why = self.text[mention.start : mention.end]
            if not (spans and read[1] == stock and mention.kind == "year" and mention.point):
                flow, stock = read
                spans = flow != stock
            status = self._status_of(read[1], status)
            base = str(mention.first) if mention.kind == "range" else None
        if word is not None:
            status, why_status = word
        return TimeAt(flow, stock, status, spans, why, why_status, whole, base)

    def _period_before(self, position: int) -> PeriodMention | None:
        """The last time named before the place, not as a base of comparison, in its part of the sentence."""
        if not self.periods:
            return None
        floor = max(0, position - _REACH)
        part = max(self.text.rfind("；", floor, position), self.text.rfind("。", floor, position), floor - 1)
        for i in range(bisect_right(self.periods, position, key=_END) - 1, -1, -1):
            mention = self.periods[i]
            if mention.start <= part:
                break
            if not mention.base and mention.kind != "date" and mention.word not in ("当年", "年内"):
                return mention
        first = self.periods[0]
        if first.start <= 3 and first.end <= position and not first.base and self._holds_on(first, part):
            return first  # 5月末，…；… holds for the whole sentence
        return None

    def _holds_on(self, first: PeriodMention, part: int) -> bool:
        """Whether a time named at the start is that of the parts behind semicolons as well."""
        if first.kind == "part":
            return True
        others = any(m.end <= part and not m.base and m.kind != "date" for m in self.periods[1:])
        return first.kind == "year" and self.scope.spans_years and not others

    def _aimed_year(self) -> str | None:
        """The year that news aim at: the one planned for, or the running one."""
        return _text(self.years.planned or self.years.reviewed)

    def _read(self, m: PeriodMention, *, aimed: bool = False) -> tuple[str, str] | None:
        """Flow and stock period of a time expression in this scope."""
        if m.kind == "year":
            year = in_year(m.first, m.suffix)
            return year, year
        if m.kind in ("plan", "range"):
            return f"{m.first}/{m.last}", f"{m.last}"
        if m.kind == "since":
            last = self._year()
            return None if last is None else (f"{m.first}/{last}", last)
        if m.kind == "last-years":
            last = self._year()
            return None if last is None else (f"{int(last) - m.first + 1}/{last}", last)
        if m.kind == "part":
            of = self._aimed_year() if aimed and self.years.told else self._year()
            whole = m.suffix == "12" and _BY_THEN.search(self.text, max(0, m.start - 4), m.start)  # 截至12月底
            part = of if of is None or whole else in_year(of, m.suffix)
            return None if part is None else (part, part)
        if m.word == "全年" and re.match("任务|目标|计划|预算", self.text[m.end : m.end + 2]):
            return None  # 完成全年任务的52%: what is done, not when
        if aimed and self.years.told and m.word in ("今年", "全年", "年内", "本年"):
            of = self._aimed_year()
            return (of, of) if of else None
        return self._relative(m.word)

    def _year(self) -> str | None:
        return self.scope.stock[:4] if self.scope.stock else None

    def _relative(self, word: str) -> tuple[str, str] | None:
        reviewed, planned = self.years.reviewed, self.years.planned
        if self.years.suffix and word in ("全年", "年内", "本年", "今年底", "年底", "年底前"):
            return f"{reviewed}", f"{reviewed}"
        if reviewed and not planned and word in ("去年", "上年", "去年底"):
            return f"{reviewed - 1}", f"{reviewed - 1}"
        if word.startswith(("去年", "上年", "上一年", "过去一年", "过去的一年", "刚刚过去的一年", "一年来")):
            year = reviewed if self.scope.kind != "review" or word[0] in "过刚一" else None
            return None if year is None else (f"{year}", f"{year}")
        if word in ("明年", "来年"):
            return None if reviewed is None else (f"{reviewed + 1}", f"{reviewed + 1}")
        if re.match(r"今后|未来|下一个", word):
            return None if planned is None else (f"{planned}/{planned + 4}", f"{planned + 4}")
        if "五年" in word or "5年" in word or word == "本届政府":
            if self.scope.kind == "five-plan" or (self.scope.kind == "plan" and word in ("五年", "5年")):
                return None
            return None if reviewed is None else (f"{reviewed - 4}/{reviewed}", f"{reviewed}")
        return None

    def _status_of(self, stock: str, status: str) -> str:
        """An explicit year says by itself whether its numbers are results or aims."""
        year = int(stock[:4])
        if self.scope.kind == "review" and self.scope.stock and self.scope.stock[:4] == stock[:4]:
            return status
        if self.years.planned and year >= self.years.planned:
            return "target"
        if self.years.reviewed:
            return "actual" if year <= self.years.reviewed else "target"
        return status

    def _status_word(self, position: int) -> tuple[str, str] | None:
        """预计 covers its list up to the full stop or 其中; 力争 its sentence part; 已 its clause."""
        before = self.text[max(0, position - _REACH) : position]
        clause = max(before.rfind(c) for c in "，；。") + 1
        part = max(before.rfind(c) for c in "；。") + 1
        if self.scope.status == "target":
            done = self._words["actual"].search(before, clause)
            if done and not re.search(r"^[^，]{1,8}的[^，]*$", before[done.end() :]):  # 已开工的项目 may be planned
                return "actual", done.group()
            return None
        reach = max(before.rfind("其中"), 0)
        found = self._words["estimate"].search(before, reach)
        if found and (found.start() < _PREFACE or "；" not in before[found.start() :]):
            return "estimate", found.group()
        for found in self._words["target"].finditer(before, part):
            if not re.match(
                r"(?:目标|计划)(?:任务|责任|的|投资|生育|外)|计划(?:单列|”)", before[found.start() :]
            ) and self._aims(found, before):
                return "target", found.group()
        if self.years.told and (found := _WANTED.search(before, part) or _ASKED.search(before)):
            return "target", found.group()
        if (found := _TOWARDS.search(before, part)) and _GOAL.match(self.text, position):
            return "target", f"{found.group()}…目标"
        return None

    def _aims(self, found: re.Match[str], text: str) -> bool:
        """计划 and 目标 aim only as verbs or leads; as nouns (年度计划, 完成目标) they do not."""
        before, word = text[: found.start()], found.group()
        if word in ("计划", "目标", "预期"):
            return not re.search(r"[\u4e00-\u9fff”]$", before) or before.endswith(
                ("，", "年", "区", "市", "县", "省", "们")
            )
        if word in ("确保", "拟", "争取"):
            return self.scope.kind == "unknown" or word == "拟"
        return True


def document_scopes(document: Document, lexicon: Lexicon) -> tuple[Scope, ...]:
    """The scope of each sentence of a document, in order."""
    return ScopeReader(document, lexicon).scopes()
