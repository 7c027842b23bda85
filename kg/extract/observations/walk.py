"""One sentence: its quantities from left to right, each with the noun that it measures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.observations import beside, coordination, nouns
from kg.extract.observations.clauses import REACH, Clauses
from kg.extract.observations.cue_words import words
from kg.extract.observations.measure import (
    Measured,
    as_bounded,
    comparators,
    ends_in_comparator,
    is_comparator,
    measure_of,
    starts_with_change,
)
from kg.extract.observations.naming import SIDES, STEP, distribute, find_noun, says_new
from kg.extract.observations.ratios import ratio_signs, share_quantities
from kg.extract.observations.runs import Run, Runs, left_of
from kg.extract.observations.stripping import HARMONY, strip_tail
from kg.extract.observations.surroundings import Measurement, Noun, State, Surroundings
from kg.extract.observations.timing import FROM, TO
from kg.extract.observations.whose import OWN, area_alone, may_begin, of_each_area, other_area
from kg.extract.places import Turn
from kg.language.lexicon import lexicon
from kg.language.quantities import Quantity
from kg.language.worded import listed, worded
from kg.model import Sentence

_OF_NEXT = re.compile(r"、(?![^、]*(?:等|共|合计|各|分别))[^、，。；：！？（）“”]{1,12}$")  # what the next number is of
_LIST_END = re.compile(r"[、和及与](?:[^、和及与，]*等)?$")
_STEADY = ("稳定在", "保持在", "维持在", "稳定在了", "达到")  # a stock, whatever was new before it
_SET_COUNTER = "（套）"
_PARTS = listed("cue", "part-lead")
_LISTING = ("、", "和", "及", "以及", "与")
_ONWARD = re.compile("(?:上升|提升|前移|跃升|升|跃|晋升|提高|下降|后移|降)(?:到|至|为)$")
_BECOMES = worded("{cue/merging}[为到至成]")  # 由51家整合为33家
_ELIDED = "elided"
_TOTAL = re.compile("累计|总数|总量|达到?$")
_AGAINST = re.compile(r"[比较][^，；。、]{1,8}(?:增|多|减|少)[^，；。]{0,16}$")
_ELLIPSIS = 24  # characters before the first number of a sentence that leaves its noun out
_ELLIPTIC = re.compile(
    r"(?:其中|[，：]|分[季月]度看|当[月季]|\d{1,2}月[份末]?|[一二三四]季度|上半年|实现|完成|为|达到?|[同环]比|增长|下降|上涨|回落|约|累计)*"
    r"|，?(?:(?:20\d\d|上|去|前)年|(?:\d{1,2}[—－-])?\d{1,2}月份?|前?[一二三四]季度|[上下]半年)(?:同期|[全半]年|年?[末底初])?仅?为"
)  # 2009年末为53亿元
_HEAD_ALONE = re.compile("(?:总量|总数|数量|总规模|规模|增速)(?=[达为突超已居稳列排位保首近约净增升])")
_TOWNSHIPS = listed("cue", "township-end")
_LONGEST_TOWNSHIP = 6
_BROKEN_DOWN = re.compile("(?:分|按)[\u4e00-\u9fff、]{2,12}(?:看|分|统计)[，：]")  # 分经济类型看，国有企业增长2%
_OF_WHICH = re.compile("其中[，：]?[^，；：]*")


class Walker:
    """Reads what the numbers of one sentence measure."""

    def __init__(
        self,
        sentence: Sentence,
        quantities: Sequence[Quantity],
        area: str | None,
        home: str | None,
        turns: Sequence[Turn] = (),
    ) -> None:
        self.sentence = sentence
        self.text = sentence.text
        self.clauses = Clauses(sentence.text)
        self.reader = Runs(self.clauses, turns)
        self.runs = self.reader.read(quantities)
        self.area = area
        self.home = home
        self.turns = turns
        self.each: tuple[tuple[str, str], ...] = ()  # the areas that share what is said, a number for each
        self.state = State()
        self.found: list[Measurement] = []
        self.wholes: Sequence[Measurement] = ()  # of the sentence before, whose parts this one tells
        self.turned: str | None = None  # the area that the words before the next number name; "" where they forget one
        self.township: str | None = None  # whose numbers are told until the next semicolon: 大桥镇完成投资…，招引…
        self.divided = ""  # the head of what the sentence breaks down, which its kinds are short of

    def go_on(self, before: Walker) -> None:
        """Take over the noun of the sentence before where this one has but a time and a change: 5月当月增长11.8%."""
        head = self.text[: self.runs[0].quantities[0].start]
        if _BROKEN_DOWN.match(head) and before.state.whole:
            self.divided = coordination.quantity_head(before.state.whole)
        who = _BROKEN_DOWN.sub("", head) if "分" in head or "按" in head else head
        if before.state.main and before.state.main[0].endswith(SIDES) and strip_tail(who) in SIDES:
            self.state.names = self.state.topic = self.state.main = before.state.main[:1]
        if before.state.names and (
            (len(head) <= _ELLIPSIS and _ELLIPTIC.fullmatch(head))
            or _OF_WHICH.fullmatch(head)
            or self._area_alone_in(who)
        ):
            self.state.names = self.state.topic = self.state.main = list(before.state.topic or before.state.names)
            self.state.whole, self.state.term = before.state.whole, before.state.term
            self.wholes = before.found

    def _area_alone_in(self, head: str) -> bool:
        """Whether a stretch before a number has but the name of an area and links."""
        return may_begin(head, self.home) and area_alone(strip_tail(head), self.home) is not None

    def opened_by(self, said: str) -> None:
        """Take the noun of the sentence before where this one begins with its head: 经营主体活力迸发。总量达18万户."""
        found = lexicon().begins("indicator", said) if _HEAD_ALONE.match(self.text) else None
        if found is not None:
            self.state.names = self.state.topic = [said[: found.end]]
            self.state.whole = self.state.term = said[: found.end]

    def walk(self) -> list[Measurement]:
        """What the sentence's quantities measure, in order."""
        self._ratios()
        state = self.state
        for i, read in enumerate(self.runs, 1):
            run = read
            if state.consumed > state.end:  # words between the two are no longer before it
                run = self.reader.behind(read.quantities, state.end, state.consumed)
            self._stand(run.quantities[0].core_start)
            self._group(run, self.runs[i].quantities[0] if i < len(self.runs) else None)
            state.end = run.quantities[-1].end
        return self.found

    def _stand(self, position: int) -> None:
        """Take the area that a text about several is at there; a turn forgets what was said of another."""
        turn = next((t for t in reversed(self.turns) if t.start <= position), None) if self.turns else None
        if turn is not None:
            self.area, self.home, self.each = turn.area, turn.code, turn.each
            if turn.end > self.state.end:
                self.turned = ""
                if self.state.in_part and self.state.main:
                    self.state.names = self.state.main[:]  # 甲县投资…，其中民间投资…；乙县增长9%
                self.state.topic = []  # nouns of the other area take no heads; what was measured may be again

    def _ratios(self) -> None:
        """三次产业结构 7∶43∶50: a share for each sector."""
        here = self.area, self.home, self.each
        for share, q, end in share_quantities(self.text) if ratio_signs(self.text) else ():
            self._stand(share.start)
            before = self.text[share.clause : share.start]
            noun = Noun((share.name,), "ratio", share.name)
            self._measure(q, share.name, "share", Measured("share", before, why="∶"), noun, before, False, end)
        self.area, self.home, self.each = here

    def _turned(self, alone: str) -> nouns.Left:
        """Where the words before the number name an area or township alone, what was named before goes on about it."""
        if alone.endswith(_TOWNSHIPS()):
            self.state.subject = alone
        else:
            self.turned = alone
        self.state.names = [self._without_area(name) for name in self.state.topic or self.state.names]
        return nouns.Left("", "", "", "")

    def _carry(self, noun: Noun, measure: str, measured: Measured, verb: str, *, listed: bool) -> None:
        """Remember for the numbers that follow what this one was of."""
        state = self.state
        state.names = names = list(noun.names)
        if measure in ("level", "increment"):
            state.names = names = [name.removesuffix("排名").removesuffix("跨越台阶") for name in names]
        if noun.how != "relative-head":
            state.topic = names
            if not state.in_part:
                state.main = names
        state.whole = noun.whole or names[0]
        state.term, state.subject = noun.term, noun.subject
        state.measure, state.verb = measure, verb
        state.comparator = measured.comparator if measured.measure == "rank" else None
        state.changed = measured.sign if starts_with_change(measured) or (listed and state.changed) else 0

    def _group(self, read: Run, following: Quantity | None) -> None:
        run, clause, before, after, said, left = read
        q, state = run[0], self.state
        state.in_part = clause.startswith(_PARTS()) or (state.in_part and self.text.find("；", state.end, q.start) < 0)
        listed = self._listed(q)
        measured = self._measured(q, said, before, listed)
        if q.kind == "rank" and not measured.why:
            return
        if len(run) > 1:
            clause = self.reader.before(run[-1], state.end, state.consumed)
        right = self._right(run[-1], following, clause)
        left = left if measured is said else left_of(measured)
        if state.names and not left.verb and (alone := self._alone(left.noun)):
            left, measured = self._turned(alone), measured._replace(rest="")
        noun = find_noun(Surroundings(q, measured, left, *right, before, after, self.clauses, len(run), listed), state)
        if not noun.names:
            return
        run = as_bounded(run, measured, before) if measured.measure == "share" else run
        noun = self._completed(noun, measured, q, before)
        measure = measured.measure
        if measure == "level" and (self._new(q, before, listed, left.verb) or says_new(noun, right)):
            measure = "increment"
        verb = left.verb or (state.verb if listed or noun.how == "elided" else "")
        chosen = bool(right[1]) and not right[0] and noun.how == "relative-head"
        done = bool(verb) or (noun.how == "right-noun" and not right[1].startswith(_STEADY)) or chosen
        if len(run) == len(noun.names) == 1:
            self._measure(run[0], noun.names[0], measure, measured, noun, before, done, q.end)
        else:
            self._measure_each(run, measure, measured, noun, before, done)
        state.said.append((q.start, noun.names))
        if len(self.found) > 1 and noun.how == "right-noun":
            between = self.text[state.end : q.start] if not state.verb else ""
            self.found[-1] = self.found[-1]._replace(right=right[0], between=between)
        self._carry(noun, measure, measured, verb, listed=listed)
        state.consumed = run[-1].end + len(right[1]) if chosen else self._consumed(run[-1], following, noun, right[1])

    def _measure_each(
        self, run: list[Quantity], measure: str, measured: Measured, noun: Noun, before: str, done: bool
    ) -> None:
        """Add several numbers, or one of several things."""
        pairs = distribute(run, noun.names)
        each = self.each if len(self.each) == len(pairs) and len(noun.names) == 1 else ()
        among = comparators(measured, len(pairs))
        for i, (name, quantity) in enumerate(pairs):
            if each:
                self.area, self.home = each[i]  # 两县分别为…: one number for each
            told = measured if among[i] == measured.comparator else measured._replace(comparator=among[i])
            kind = measure if quantity.kind == run[0].kind else measure_of(quantity, before).measure
            self._measure(quantity, name, kind, told, noun, before, done, run[-1].end)
        if each:
            self.area = self.home = None

    def _completed(self, noun: Noun, measured: Measured, q: Quantity, before: str) -> Noun:
        """The noun with the head of what is broken down, the township it is of, and its name for each area listed."""
        if self.divided and measured.measure in ("growth", "level") and noun.how in ("left-noun", "coordinated"):
            noun = noun._replace(names=tuple(coordination.with_quantity_head(n, self.divided) for n in noun.names))
        elif self._is_part(noun, measured.measure, q):
            noun = noun._replace(names=(coordination.of_part(self.state.main[-1], noun.names[0]),))
        if noun.subject and noun.subject.endswith(_TOWNSHIPS()):
            self.township = noun.subject
        elif self.township and (self.text.find("；", self.state.end, q.start) >= 0 or OWN.search(before)):
            self.township = None
        if self.township and not noun.subject:
            noun = noun._replace(subject=self.township)
        if len(noun.names) == 1 and "、" in noun.names[0]:
            noun = noun._replace(names=of_each_area(noun.names[0], self.home))
        return noun

    def _is_part(self, noun: Noun, measure: str, q: Quantity) -> bool:
        """Whether a number is a part of the amount before 其中, in the same unit."""
        if not self.state.in_part or not self.state.main or noun.how != "left-noun" or len(noun.names) > 1:
            return False
        found, main = (*self.found, *self.wholes), self.state.main[-1]
        whole = next((o for o in found if o.name == main and o.measure == "level"), None)
        return measure == "level" and whole is not None and whole.unit[-1:] == q.unit[-1:] and whole.value > q.value

    def _measured(self, q: Quantity, measured: Measured, before: str, listed: bool) -> Measured:
        """What a number is by the words before it, given what the number before was."""
        if q.kind == "rank":
            if not measured.rest and not self.state.names and "综合排名" in before:
                measured = measured._replace(rest="综合排名")
            if measured.comparator is None and _ONWARD.search(before):
                measured = measured._replace(comparator=self.state.comparator)
        return self._as_listed(measured, before) if listed else measured

    def _as_listed(self, measured: Measured, before: str) -> Measured:
        """The measure of a number in one list with the number before."""
        if measured.measure == "share" and self.state.measure == "completion" and before.endswith("的"):
            return measured._replace(measure="completion", rest=measured.rest.rstrip("的"))  # 、桥梁的82%
        if measured.measure == "share" and self.state.changed and measured.rest:
            return measured._replace(measure="growth", sign=self.state.changed, why="in one list with a change")
        if measured.measure == "pointChange" and self.state.measure == "gap" and is_comparator(before):
            sign = -1 if self.found and self.found[-1].value < 0 else 1
            return measured._replace(measure="gap", sign=sign, comparator=before.strip("、和"), rest="")
        return measured

    def _alone(self, noun: str) -> str | None:
        """The area or, after another township, the township that the words before a number only name."""
        other = noun if self.township and noun.endswith(_TOWNSHIPS()) and len(noun) <= _LONGEST_TOWNSHIP else None
        return area_alone(noun, self.home) or other

    def _without_area(self, name: str) -> str:
        found = other_area(name, self.home)
        return found[1] if found else name

    def _new(self, q: Quantity, before: str, listed: bool, verb: str) -> bool:
        """新增A 3家、B 12家; 新增A 9家，其中B 2家: 新 holds for list and part, not for a total or another unit."""
        if verb or not self.found:
            return False
        part = before.startswith("其中")
        if part and self._gained(q):
            return False  # 纯收入6180元，净增856元，其中工资性收入3020元
        if part and self.found[-1].unit != q.unit and self._last_like(q) == "increment":
            return not _TOTAL.search(before) and not nouns.ends_in_verb(before)
        if self.state.measure != "increment":
            return False
        if (
            _TOTAL.search(before)
            or before.endswith(_STEADY)
            or "再融资" in before
            or (q.unit[-1:] == "元") != (self.found[-1].unit[-1:] == "元")
        ):
            return False
        if _AGAINST.search(self.text, max(0, self.state.end - _ELLIPSIS), self.state.end):
            return False  # 比上年末增加3.3万人，其中… is a part of the stock
        return listed or (part and not nouns.ends_in_verb(before))

    def _gained(self, q: Quantity) -> bool:
        """Whether the last number of that unit only says by how much an amount before it has grown."""
        last = next((o for o in reversed(self.found) if o.unit == q.unit), None)
        whole = next((o for o in reversed(self.found) if o.noun.how != _ELIDED), None)
        return last is not None and last.noun.how == _ELIDED and whole is not None and whole.measure != "increment"

    def _last_like(self, q: Quantity) -> str:
        """The measure of the last number of that unit: 新签约项目128个，总投资960亿元，其中超10亿元项目22个."""
        return next((o.measure for o in reversed(self.found) if o.unit == q.unit), "")

    def _listed(self, q: Quantity) -> bool:
        """Whether only a list sign stands between the last number's phrase and this one's."""
        end = max(self.state.end, self.state.consumed)
        return self.state.end > 0 and self.text.startswith(_LISTING, end, q.start)

    def _right(self, q: Quantity, following: Quantity | None, before: str) -> tuple[str, str]:
        """Noun and predicate after a number up to the next number, with the clause before it."""
        end = following.start if following is not None else len(self.text)
        if following is not None and q.end == end and q.kind == following.kind == "amount":
            noun, _ = nouns.right_noun(re.split(r"\d", self.text[following.end : following.end + REACH])[0])
            return noun, ""  # 12类45件民生实事
        after = self.text[q.end : min(end, q.end + REACH)]
        if after.startswith("（") and "）" not in after:  # 12个（含3个续建）重点项目
            closed = self.text.find("）", q.end, q.end + REACH) + 1
            return nouns.right_noun(self.text[closed : closed + REACH]) if self._goes_on(closed) else ("", "")
        if not q.unit:
            after = after.removeprefix("大")  # 4大产业基地
        if not after or (after[0] in "，；。：:∶！？、）”》和及与或" and not after.startswith(HARMONY())):
            return "", ""
        if ("从" in before or "由" in before) and TO.match(after) and FROM.search(before):
            return "", ""
        if following is not None and following.kind == "percent" and (rated := beside.RATED().match(after)):
            return rated.group(), ""
        if following is not None and (cut := _LIST_END.search(after)):
            after = after[: cut.start()]
        elif following is not None and q.end + len(after) == end and (cut := _OF_NEXT.search(after)):
            after = after[: cut.start()]  # 3条地铁新线、新增26公里
        if STEP.match(after) or (_BECOMES().fullmatch(after) and following is not None):
            return "", ""
        if self.found and self.found[-1].unit == q.unit != "人" and (chosen := nouns.chosen(after)):
            return "", chosen  # 68项，其中12项在全国推广
        if following is not None and following.kind != q.kind:
            after = coordination.before_next(after)  # 7家企业上榜、数量居全国第2
        noun, predicate = beside.shortened(before, q.unit, *nouns.right_noun(after))
        if following is not None and following.unit != q.unit:
            noun = beside.without_sum(q.unit, noun)
        if following is not None and not predicate:
            noun = strip_tail(noun)
        return ("", predicate) if noun in words().noise else (noun, predicate)

    def _goes_on(self, at: int) -> bool:
        """Whether a word of the same clause stands there."""
        return at > 0 and re.match("[\u4e00-\u9fff“](?![和及与])", self.text[at:]) is not None

    def _consumed(self, q: Quantity, following: Quantity | None, noun: Noun, predicate: str) -> int:
        """How far the words after a number belong to it; a predicate stays for the number that follows."""
        if step := STEP.match(self.text, q.end):
            return step.end()
        if following is None or noun.how != "right-noun":
            return 0
        if following.kind == "rank" and ends_in_comparator(noun.term):
            return 0  # 80种产品产能全国第一
        if following.kind == "percent" and beside.RATED().match(self.text[q.end : following.start]):
            return 0
        at = self.text.find(noun.term, q.end, following.start)
        if at < 0:
            return 0
        end = at + len(noun.term)
        whole = end + len(predicate)
        return whole if predicate and self.text.startswith(predicate + "、", end) else end

    def _measure(
        self, q: Quantity, name: str, measure: str, measured: Measured, noun: Noun, before: str, done: bool, end: int
    ) -> None:
        """Add a number that measures what the name says, as far as that does not need its time and place."""
        state = self.state
        unit = q.unit + self._set_counter(q)
        self.found.append(
            Measurement(
                q, unit, name, measure, measured, noun, before, end, done, state.measure, state.verb,
                self.area, self.home, self.turned,
            )
        )  # fmt: skip
        self.turned = None

    def _set_counter(self, q: Quantity) -> str:
        """The bracket of 户（套） and 台（套）, counters of their own; in 套（间） it is only another word for them."""
        found = self.text.find(_SET_COUNTER, q.unit_start, q.end) >= 0
        return _SET_COUNTER if found and not q.unit.endswith(("）", "次")) else ""
