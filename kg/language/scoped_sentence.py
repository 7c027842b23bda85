"""Which time and status hold at one place of a sentence, on top of the scope that reaches the whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from kg.language.lexicon import Lexicon
from kg.language.periods import PeriodMention, in_year, told_periods
from kg.language.scope import Scope, Years, any_of, is_reached, year_text
from kg.language.worded import worded
from kg.model import Sentence

_REACH = 1200  # characters before a number in which a year or 预计 may govern it
_WANTED = re.compile(  # 会议强调，三季度要开工…; 今年将实施…
    r"(?:^|[，；：、季年月度省市县区])(?:还|也|都|一定)?要(?![求素闻道])|(?:今年|明年|年内|季度|下半年|下一步)[^，；。]{0,6}将"
)
_ASKED = worded("(?:要求|决定|确定|议定)[，：]|同意{cue/asking-for}")
_TOWARDS = worded("{cue/towards}")
_GOAL = re.compile("[^；。]{0,48}?目标")
_PREFACE = 12  # characters before a 预计 that covers the whole sentence: 2015年，预计
_ARRANGED = re.compile("，?[^，；。]{0,10}(?:共|计划|年初)?(?:安排|确定|列入|下达)")
_AHEAD = re.compile("(?:全年|下半年|年底前?|年内)[^；。]{0,12}$")
_END = attrgetter("end")
_BY_THEN = re.compile("截[至止]到?$")


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
    every = (word for some in (*words.values(), lexicon.words("cue", "towards")) for word in some)
    return {**any_of(words), "any": re.compile("|".join(map(re.escape, every)))}


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
        mention = self._period_before(position) if self.periods else None
        word = self._status_word(position) if self._tells else None
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
            status = status if self._runs(mention) or self._reached(mention) else self._status_of(read[1], status)
            base = str(mention.first) if mention.kind == "range" else None
            whole = self._plan_of(mention) or whole
        if word is not None:
            status, why_status = word
        return TimeAt(flow, stock, status, spans, why, why_status, whole, base)

    def _period_before(self, position: int) -> PeriodMention | None:
        """The last time named before the place, not as a base of comparison, in its part of the sentence."""
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
        return year_text(self.years.planned or self.years.reviewed)

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
        if m.kind == "part" and (before := self._year_before(m)):
            return (in_year(before, m.suffix),) * 2
        if m.kind == "part":
            of = self._aimed_year() if self.years.told and (aimed or self._runs(m)) else self._year()
            whole = m.suffix == "12" and _BY_THEN.search(self.text, max(0, m.start - 4), m.start)  # 截至12月底
            part = of if of is None or whole else in_year(of, m.suffix)
            return None if part is None else (part, part)
        if m.word == "全年" and re.match("任务|目标|计划|预算(?!收入|支出|总)", self.text[m.end : m.end + 4]):
            return None  # 完成全年任务的52%: what is done, not when
        if aimed and self.years.told and m.word in ("今年", "全年", "年内", "本年"):
            of = self._aimed_year()
            return (of, of) if of else None
        if self._arranged(m) and self.years.reviewed:
            return (str(self.years.reviewed),) * 2
        return self._relative(m.word)

    def _plan_of(self, year: PeriodMention) -> str | None:
        """From the start of the plan that a sentence names to a year of it: “十三五”期间…，到2020年…，年均增长7%."""
        plans = [m for m in self.periods if m.kind == "plan" and m.end <= year.start and not m.base]
        inside = year.kind == "year" and plans and plans[-1].first < year.first <= plans[-1].last
        return f"{plans[-1].first}/{year.first}" if inside else None

    def _runs(self, m: PeriodMention) -> bool:
        """Whether news name a part of the running year by its name: 今年一季度."""
        return self.years.told and m.kind == "part" and self.text.endswith(("今年", "本年"), 0, m.start)

    def _year_before(self, m: PeriodMention) -> str | None:
        """The year that a part of it is in where 去年 stands before: 去年上半年."""
        said = next((p for p in self.periods if p.end == m.start and p.word in ("去年", "上年")), None)
        read = self._relative(said.word) if said is not None else None
        return read[1] if read else None

    def _reached(self, m: PeriodMention) -> bool:
        """Whether a review tells what there was at the end of a month of the next year: 截至2020年6月底."""
        return self.scope.kind == "review" and is_reached(self.text, m)

    def _arranged(self, m: PeriodMention) -> bool:
        """Whether 今年 names the whole year of which news tell a part: 今年，全县安排重点工程48项."""
        return m.word == "今年" and self.years.suffix != "" and _ARRANGED.match(self.text, m.end) is not None

    def _year(self) -> str | None:
        return self.scope.stock[:4] if self.scope.stock else None

    def _relative(self, word: str) -> tuple[str, str] | None:
        reviewed, planned = self.years.reviewed, self.years.planned
        if self.years.suffix and word in ("全年", "年内", "本年", "今年底", "年底", "年底前"):
            return f"{reviewed}", f"{reviewed}"
        if reviewed and not planned and word in ("去年", "上年", "去年底", "去年全年", "上年全年"):
            return f"{reviewed - 1}", f"{reviewed - 1}"
        if word in ("去年同期", "上年同期"):
            return self._year_earlier()
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

    def _year_earlier(self) -> tuple[str, str] | None:
        """The same part of the year before the one that the scope is in; None where it spans several."""
        flow = self.scope.flow
        if flow is None or self.scope.spans_years or self.scope.stock != flow:
            return None
        earlier = "/".join(f"{int(part[:4]) - 1}{part[4:]}" for part in flow.split("/"))
        return earlier, earlier

    def _status_of(self, stock: str, status: str) -> str:
        """An explicit year says by itself whether its numbers are results or aims."""
        year = int(stock[:4])
        if self.scope.kind == "review" and self.scope.stock and self.scope.stock[:4] == stock[:4]:
            return status
        if self.scope.kind == "plan" and not self.years.planned and year == self.years.reviewed:
            return status  # what is left of a year on whose first part a text reports
        if self.years.planned and year >= self.years.planned:
            return "target"
        if self.years.reviewed:
            return "actual" if year <= self.years.reviewed else "target"
        return status

    def _status_word(self, position: int) -> tuple[str, str] | None:
        """预计 covers its list up to the full stop, less parts behind 其中; 力争 its sentence part; 已 its clause."""
        before = self.text[max(0, position - _REACH) : position]
        clause = max(before.rfind(c) for c in "，；。") + 1
        part = max(before.rfind(c) for c in "；。") + 1
        if self.scope.status == "target":
            done = self._words["actual"].search(before, clause)
            if done and not re.search(r"^[^，]{1,8}的[^，]*$", before[done.end() :]):  # 已开工的项目 may be planned
                return "actual", done.group()
            return None
        reach = max(before.rfind("其中", part), 0)
        found = self._words["estimate"].search(before, reach)
        if found and (found.start() < _PREFACE or "；" not in before[found.start() :]):
            return "estimate", found.group()
        for found in self._words["target"].finditer(before, part):
            if not re.match(
                r"(?:目标|计划)(?:任务|责任|的|投资|生育|外)|计划(?:单列|”)", before[found.start() :]
            ) and self._aims(found, before):
                return "target", found.group()
        if self.years.told and (found := _WANTED.search(before, part) or _ASKED().search(before)):
            return "target", found.group()
        if (found := _TOWARDS().search(before, part)) and _GOAL.match(self.text, position):
            return "target", f"{found.group()}…目标"
        return None

    def _aims(self, found: re.Match[str], text: str) -> bool:
        """计划 and 目标 aim only as verbs or leads; as nouns (年度计划, 完成目标) they do not."""
        before, word = text[: found.start()], found.group()
        if word == "预期" and text.startswith(("增长", "达到", "实现", "完成"), found.end()):
            return True  # 全年生产总值预期增长11%
        if word in ("计划", "目标", "预期"):
            return not re.search(r"[\u4e00-\u9fff”]$", before) or before.endswith(
                ("，", "年", "区", "市", "县", "省", "们")
            )
        if word in ("确保", "拟", "争取"):
            ahead = self.years.suffix != "" and _AHEAD.search(before) is not None
            return self.scope.kind == "unknown" or word == "拟" or ahead
        return True
