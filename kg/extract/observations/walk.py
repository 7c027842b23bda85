"""One sentence: its quantities from left to right, each with the noun, time and status that hold there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kg.extract.observations import nouns
from kg.extract.observations.blocked import Blocked
from kg.extract.observations.measure import Measured, measure_of
from kg.extract.observations.ratios import sector_shares
from kg.language.lexicon import Concept, lexicon
from kg.language.numbers import chinese_integer
from kg.language.quantities import Quantity
from kg.language.scope import ScopedSentence, TimeAt
from kg.model import Observation, Sentence

_LIST_SIGNS = re.compile(r"[、，]?(?:和|及|以及|与|、)?")
_STOCK = re.compile(
    r"(?:达到?|增至|升至|提高[到至]|提升[到至]|增加[到至]|总数|总量|突破|居|保有|拥有|现有|余额|存量|共有|达成|扩大[到至])[^，；。]{0,6}$"
)
_FROM = re.compile(r"(?:从|由)[^，；。、]*$")
_TO = re.compile(
    r"(?:的[^，；。]{0,6})?(?:逐年|大?幅|稳步)?(?:[提增上扩拓攀跃升下降减压缩收调回跌延前][\u4e00-\u9fff]{0,3}[到至为]|到|至|[升跃提])"
)


@dataclass(frozen=True, slots=True)
class _Noun:
    """What a number measures: one wording, or several that share the number."""

    names: tuple[str, ...]
    how: str
    term: str
    subject: str | None = None
    whole: str = ""  # the uncoordinated wording


@dataclass(slots=True)
class _State:
    """What the numbers before have left to those that follow."""

    topic: list[str] = field(default_factory=list)  # the nouns last measured
    whole: str = ""
    term: str = ""
    subject: str | None = None
    measure: str = ""
    verb: str = ""
    period: str | None = None
    end: int = 0
    consumed: int = 0  # end of the words that the last number took from its right


class Walker:
    """Reads the observations of one sentence."""

    def __init__(self, sentence: Sentence, scoped: ScopedSentence, area: str | None, blocks: Sequence[Blocked]) -> None:
        self.sentence = sentence
        self.text = sentence.text
        self.scoped = scoped
        self.area = area
        self.blocks = blocks
        self.state = _State()
        self.found: list[Observation] = []

    def walk(self, quantities: Sequence[Quantity]) -> list[Observation]:
        """The observations of the sentence's quantities, in order."""
        self._ratios()
        i = 0
        while i < len(quantities):
            run = self._run(quantities, i)
            self._group(run, quantities[i + len(run)] if i + len(run) < len(quantities) else None)
            i += len(run)
            self.state.end = run[-1].end
        return self.found

    def _ratios(self) -> None:
        """三次产业结构 7∶43∶50: a share for each sector."""
        for share in sector_shares(self.text):
            q = Quantity(share.start, share.end, self.text[share.start : share.end], share.value, "%", "eq", "percent",
                         "arabic", unit_start=share.end, core_start=share.start)
            before = self.text[share.clause : share.start]
            noun = _Noun((share.name,), "ratio", share.name)
            self._emit(q, share.name, "share", Measured("share", before, why="∶"), noun, before, False, share.end)

    def _run(self, quantities: Sequence[Quantity], i: int) -> list[Quantity]:
        """Quantities of one kind with nothing but list signs between: 5.9%、7.3%."""
        run = [quantities[i]]
        for q in quantities[i + 1 :]:
            between = self.text[run[-1].end : q.start]
            if between and len(between) <= 2 and _LIST_SIGNS.fullmatch(between) and q.kind == run[0].kind:
                if between.startswith("，") and not between.startswith("，和") and run[0].kind != "rank":
                    break
                run.append(q)
            else:
                break
        return run

    def _group(self, run: list[Quantity], following: Quantity | None) -> None:
        q = run[0]
        before = self._before(q)
        measured = measure_of(q, before)
        if q.kind == "rank" and not measured.why:
            return
        right = self._right(run[-1], following)
        listed = self._listed(q)
        left = nouns.take_apart(measured.rest if measured.measure == "rank" else nouns.strip_tail(measured.rest))
        noun = self._noun(q, measured, left, right, before)
        if not noun.names:
            return
        measure = measured.measure
        if measure == "level" and listed and not left.verb and self._inherits(q, before):
            measure = "increment"
        verb = left.verb or (self.state.verb if listed or noun.how == "elided" else "")
        done = bool(verb) or noun.how == "right-noun"
        for name, quantity in self._distribute(run, noun.names):
            self._emit(quantity, name, measure, measured, noun, before, done, run[-1].end)
        self._restore_level(noun, right[0])
        self.state.topic = [re.sub(r"跨越台阶$", "", name) for name in noun.names]
        self.state.whole = noun.whole or self.state.topic[0]
        self.state.term, self.state.subject = noun.term, noun.subject
        self.state.measure, self.state.verb = measure, verb
        self.state.consumed = self._consumed(run[-1], following, noun)

    def _inherits(self, q: Quantity, before: str) -> bool:
        """新增A 3家、B 12家: 新 holds for the list, but not for a total or another kind of unit."""
        same = (q.unit[-1:] == "元") == (self.found[-1].unit[-1:] == "元") if self.found else False
        return self.state.measure == "increment" and same and not re.search(r"累计|总数|总量|达到?$", before)

    def _listed(self, q: Quantity) -> bool:
        """Whether only a list sign stands between the last number's phrase and this one's."""
        between = self.text[max(self.state.end, self.state.consumed) : q.start]
        return self.state.end > 0 and bool(re.match(r"、|和|及|以及|与", between))

    def _before(self, q: Quantity) -> str:
        """The words of the clause before a number, from what the number before took or the last sign."""
        text = self.text[max(self.state.end, self.state.consumed) : q.start]
        depth = 0
        for i in range(len(text) - 1, -1, -1):
            if text[i] in "）”》":
                depth += 1
            elif text[i] in "（“《":
                depth -= 1
            elif depth <= 0 and text[i] in "，；。：！？":
                return text[i + 1 :]
        return text

    def _right(self, q: Quantity, following: Quantity | None) -> tuple[str, str]:
        """Noun and predicate after a number up to the next number."""
        end = following.start if following is not None else len(self.text)
        after = self.text[q.end : end]
        if not after or after[0] in "，；。：！？、）”》和及与或":
            return "", ""
        if following is not None and (cut := re.search(r"[、和及与](?:[^、和及与，]*等)?$", after)):
            after = after[: cut.start()]
        noun, predicate = nouns.right_noun(after)
        if following is not None and not predicate:
            noun = nouns.strip_tail(noun)
        return ("", predicate) if nouns.words().noise.fullmatch(noun) else (noun, predicate)

    def _consumed(self, q: Quantity, following: Quantity | None, noun: _Noun) -> int:
        """How far the words after a number belong to it; a predicate stays for the number that follows."""
        if following is None or noun.how != "right-noun":
            return 0
        at = self.text.find(noun.term, q.end, following.start)
        return at + len(noun.term) if at >= 0 else 0

    def _noun(self, q: Quantity, measured: Measured, left: nouns.Left, right: tuple[str, str], before: str) -> _Noun:
        """What is measured: after the number, before it, restored in a list, or taken from the number before."""
        noun, predicate = right
        if q.kind == "percent" and noun and re.search(r"(?:贡献|占|提供)了?[^，；。]{2,6}$", before) and self.text[q.end] == "的":
            whole = re.split(r"贡献|占|提供", before)[-1].lstrip("了")
            return _Noun(tuple(f"{t}占{whole}{noun}比重" for t in self.state.topic or [""]), "share", noun)
        spent = nouns.words().spending.match(noun or predicate)
        if measured.measure == "share" and spent and left.noun:
            return _Noun((f"{noun or predicate}占{left.noun.rstrip('的')}比重",), "share", left.noun.rstrip("的"))
        if q.kind == "percent" and measured.measure == "share" and len(noun) >= 2 and not left.noun:
            return _Noun((predicate + noun + "占比",), "right-noun", noun, nouns.owner(left.subject))
        if q.kind == "amount" and noun and not noun.startswith(("以", "至", "到", "元", "时")):
            if found := self._right_noun(noun, predicate, left, q, before):
                return found
        if measured.measure == "share" and (found_share := re.search(r"占(?![比有用])(?P<whole>[^，；。]*)$", measured.rest)):
            return self._share(found_share, measured)
        if not left.noun:
            return self._elided(measured, left, before)
        if nouns.is_relative(left.noun) and self.state.topic:
            names = tuple(nouns.compose(t, left.noun) for t in self.state.topic)
            return _Noun(names, "relative-head", left.noun, self.state.subject)
        whole = nouns.wording(left)
        relative = nouns.items(left.noun, loose=True)
        if self.state.topic and len(relative) > 1 and all(nouns.is_relative(p) or p == "新增" for p in relative):
            topic = self.state.whole
            names = tuple("新增" + topic if p == "新增" else nouns.compose(topic, p) for p in relative)
            return _Noun(names, "relative-head", left.noun, self.state.subject)
        parts = nouns.items(left.noun, loose=measured.spread or measured.measure == "rank")
        if len(parts) > 1 and (measured.spread or measured.measure in ("growth", "rank", "gap", "pointChange")):
            return _Noun(tuple(parts), "coordinated", parts[0], nouns.owner(left.subject), whole)
        if predicate == "" and self.text[q.end :].startswith(("万亿元台阶", "千亿级台阶", "个台阶", "台阶")):
            return _Noun(tuple(f"{n}跨越台阶" for n in (parts or [whole])), "left-noun", left.noun, None, whole)
        if measured.measure in ("level", "increment") and (bare := nouns.after_examples(left.noun)) != left.noun:
            return _Noun((bare if bare not in nouns.words().generic else left.verb + bare,), "left-noun", bare)
        return _Noun((whole,), "left-noun", left.noun, nouns.owner(left.subject))

    def _right_noun(self, noun: str, predicate: str, left: nouns.Left, q: Quantity, before: str) -> _Noun | None:
        """44条城市道路; 国家公布产量的104种工业产品; A、B等8家商店."""
        if before.endswith("的") and left.noun:
            return _Noun((left.noun + "的" + noun,), "right-noun", noun, None)
        if left.noun and not nouns.ends_in_verb(left.noun) and not self._points_right(left, q):
            return None
        name = noun
        selects = nouns.words().selecting.match(predicate)
        if predicate and len(predicate) <= 24 and (noun in nouns.words().generic or (selects and len(noun) <= 10)):
            name = predicate.rstrip("，、") + noun
        owned = left.subject or (left.noun if nouns.ends_in_verb(left.noun) else "")
        return _Noun((name,), "right-noun", noun, nouns.owner(nouns.strip_verb(owned)))

    def _points_right(self, left: nouns.Left, q: Quantity) -> bool:
        """The words before are examples (A、B等) or too short to be a noun, and the counted noun follows."""
        return left.noun.endswith("等") or (not left.verb and len(left.noun) <= 2)

    def _share(self, found: re.Match[str], measured: Measured) -> _Noun:
        """A占B比重, with the part before or, where it is left out, the noun of the number before."""
        part = nouns.strip_tail(measured.rest[: found.start()])
        whole = re.sub(r"(?:的)?(?:比重|比例|份额)?$", "", nouns.strip_tail(found["whole"]))
        bases = nouns.items(nouns.strip_lead(part), loose=measured.spread) if part else self.state.topic
        names = tuple(f"{base}占{whole}比重" for base in bases) if bases else (f"占{whole}比重",)
        return _Noun(names, "share", names[0])

    def _elided(self, measured: Measured, left: nouns.Left, before: str) -> _Noun:
        """No noun: the one of the number before; a word such as 出口 that looks like a verb is the noun itself."""
        bare = nouns.strip_lead(nouns.strip_tail(measured.rest)).strip("、，")
        if len(bare) >= 2 and measured.measure in ("growth", "share", "level", "increment") and not left.verb:
            return _Noun((bare,), "left-noun", bare)
        topic = tuple(self.state.topic)
        if len(topic) > 1 and not measured.spread:
            topic = (self.state.whole,)
        return _Noun(topic, "elided", self.state.term, self.state.subject)

    def _distribute(self, run: list[Quantity], names: Sequence[str]) -> list[tuple[str, Quantity]]:
        """Nouns to numbers: pairwise where there are as many, else each noun with the number, else the last."""
        if len(run) > 1 and run[0].bound in ("gt", "lt", "approx") and run[0].start < run[0].core_start:
            run = [run[0], *(replace(q, bound=run[0].bound) if q.bound == "eq" else q for q in run[1:])]
        if len(run) == len(names):
            return list(zip(names, run, strict=True))
        if len(run) == 1:
            return [(name, run[0]) for name in names]
        if len(names) == 1:
            parts = nouns.items(names[0], loose=True)
            if len(parts) == len(run):
                return list(zip(parts, run, strict=True))
            return [(names[0], q) for q in run]
        return [(names[min(i, len(names) - 1)], q) for i, q in enumerate(run)]

    def _restore_level(self, noun: _Noun, right: str) -> None:
        """8个国家级、13个省级区域医疗中心: the first 级 takes the head of the second."""
        if len(self.found) < 2 or noun.how != "right-noun":
            return
        last = self.found[-2]
        cut = re.match(r"[\u4e00-\u9fff]{1,3}级", right)
        if cut and re.fullmatch(r"[\u4e00-\u9fff]{1,3}级", last.indicator) and last.rule == "observation/right-noun":
            self.found[-2] = replace_observation(last, last.indicator + right[cut.end() :])

    def _emit(
        self, q: Quantity, name: str, measure: str, measured: Measured, noun: _Noun, before: str, done: bool, end: int
    ) -> None:
        time = self.scoped.at(q.core_start)
        period, why = self._period(q, measure, time, before, done, end)
        self.state.period = period
        status = time.status
        if status == "estimate" and measure == "rank" and noun.how not in ("elided", "relative-head"):
            status = self.scoped.scope.status
        value = q.value * measured.sign
        concept = find_concept(name, noun.term if len(noun.names) == 1 else name)
        span = self.sentence.span(self._evidence(q), q.end)
        self.found.append(
            Observation(
                area=self.area,
                indicator=name,
                measure=measure,
                value=plain(value),
                value2=plain(q.value2 * measured.sign) if q.value2 is not None else None,
                unit=q.unit if measure != "rank" else "位",
                status=status,
                period=period,
                span=span,
                sentence=self.sentence.index,
                rule=f"observation/{noun.how}",
                confidence=0.8,
                value_text=self.text[q.core_start : q.end],
                bound=q.bound,
                subject=noun.subject,
                comparator=measured.comparator,
                concept=concept.iri if concept else None,
                trace=(
                    ("indicator", f"{noun.how}: {name}"),
                    ("measure", measured.why or measure),
                    ("period", why),
                    ("status", time.why_status),
                ),
            )
        )

    def _evidence(self, q: Quantity) -> int:
        """Where the passage begins: at the clause's start, at most 40 characters back."""
        start = max(self.text.rfind(c, 0, q.core_start) for c in "，；。：！？") + 1
        return max(start, q.core_start - 40)

    def _period(
        self, q: Quantity, measure: str, time: TimeAt, before: str, done: bool, end: int
    ) -> tuple[str | None, str]:
        """Flow or stock, a base year (从…提高到), a streak (连续6年)."""
        if time.stock is None:
            return None, time.why_period
        last, year = time.stock, int(time.stock[:4])
        clause = self.text[max(self.text.rfind(c, 0, q.core_start) for c in "；。") + 1 : q.core_start]
        steady = measure in ("rank", "share") or bool(re.search(r"(?:保持|稳定)在?", before))
        if steady and (found := re.search(r"连续(\d+|[一二三四五六七八九十]+)年[^，；。]*$", clause)):
            count = int(found[1]) if found[1].isdigit() else int(chinese_integer(found[1]) or 1)
            return f"{year - count + 1}/{year}", found.group()
        if _FROM.search(before) and _TO.match(self.text[end:]):
            return self._base(time, year, before), "从…到"
        if not time.spans_years:
            if measure in ("growth", "pointChange") and (found := re.search(r"(?:比|较)((?:19|20)\d\d)年", before)):
                if int(found[1]) < year - 1:
                    return f"{int(found[1]) + 1}/{year}", found.group()
            return last, time.why_period
        return (time.flow if self._flows(q, measure, time, before, clause, done) else last), time.why_period

    def _flows(self, q: Quantity, measure: str, time: TimeAt, before: str, clause: str, done: bool) -> bool:
        """Over several years: whether a number is of the whole time rather than read at its end."""
        if measure in ("growth", "increment", "pointChange"):
            return True
        if measure == "multiple":
            if re.search(r"末的", before) or not re.search(r"五”|时期|五年", before + q.number):
                return q.form == "set" and time.status != "target"
            return self.state.period == time.flow or bool(re.search(r"时期|年均", clause))
        if measure == "gap":
            return self.state.measure == "growth" or "年均" in clause
        if measure == "share":
            return bool(re.search(r"始终|均(?!为)|连年|每年|保持在|稳定在|一直", before))
        if measure == "level":
            words = clause[clause.rfind("，") + 1 :]
            if re.search(r"累计|连跨|跨越|保持在|稳定在|接连|每年", words):
                return True
            return done and time.status != "target" and not _STOCK.search(before)
        return False

    def _base(self, time: TimeAt, year: int, before: str) -> str:
        """The year that a from-to starts at: named, else the one before the period."""
        if found := re.search(r"((?:19|20)\d\d)年[底末初]?的?$", before):
            return found[1]
        if time.base is not None:
            return time.base
        if time.spans_years and time.flow:
            return str(int(time.flow[:4]) - 1)
        return str(year - 1)


def replace_observation(observation: Observation, indicator: str) -> Observation:
    """The observation with another wording and the concept that it names."""
    concept = find_concept(indicator, indicator)
    return replace(observation, indicator=indicator, concept=concept.iri if concept else None)


def plain(value: Decimal) -> Decimal:
    """Without an exponent: 1.8E+2 → 180."""
    return Decimal(format(value, "f"))


def find_concept(noun: str, term: str) -> Concept | None:
    """The vocabulary's indicator of that name, if it has one."""
    for name in dict.fromkeys((noun, term)):
        for form in nouns.candidates(name):
            if (concept := lexicon().by_label("indicator", form)) is not None:
                return concept
    return None
