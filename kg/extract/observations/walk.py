"""One sentence: its quantities from left to right, each with the noun, time and status that hold there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kg.extract.observations import nouns
from kg.extract.observations.blocked import Blocked
from kg.extract.observations.measure import Measured, measure_of
from kg.language.lexicon import Concept, lexicon
from kg.language.numbers import chinese_integer
from kg.language.quantities import Quantity
from kg.language.scope import ScopedSentence, TimeAt
from kg.model import Observation, Sentence

_LIST_SIGNS = re.compile(r"[、，]?(?:和|及|以及|与|、)?")
_ACTION = re.compile(r"累计|新增|新建|新|建成|完成|实施|改造|培育|发放|投入|安排|建设|创建|开展|实现|处置|引进|拆除|办理|解决|推动|组织|发行")
_STOCK = re.compile(r"达到?|增至|升至|提高[到至]|提升[到至]|总数|总量|突破|超过?|居|保有|拥有|现有|稳定在|保持在|余额|余|率|存量|比重")


@dataclass(slots=True)
class _State:
    """What the numbers before have left to those that follow."""

    topic: list[str] = field(default_factory=list)  # the nouns last measured
    term: list[str] = field(default_factory=list)
    subject: str | None = None
    measure: str = ""
    verb: str = ""
    period: str | None = None
    end: int = 0


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
        i = 0
        while i < len(quantities):
            run = self._run(quantities, i)
            self._group(run, quantities[i + len(run)] if i + len(run) < len(quantities) else None)
            i += len(run)
            self.state.end = run[-1].end
        return self.found

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
        listed = self.text[self.state.end : q.start].startswith(("、", "和", "及", "以及")) and self.state.end > 0
        left = nouns.take_apart(nouns.strip_tail(measured.rest) if measured.measure != "rank" else measured.rest)
        names, how, term, subject = self._noun(q, measured, left, right, before)
        if not names:
            return
        measure = measured.measure
        if measure == "level" and listed and self.state.measure == "increment" and not left.verb:
            measure = "increment"
        pairs = self._distribute(run, names, measured)
        for noun, quantity in pairs:
            self._emit(quantity, noun, term if len(names) == 1 else noun, measure, measured, subject, how, before)
        self.state.topic = names
        self.state.term = [term] if len(names) == 1 else list(names)
        self.state.subject = subject
        self.state.measure, self.state.verb = measure, left.verb or (self.state.verb if listed else "")

    def _before(self, q: Quantity) -> str:
        """The words of the clause before a number, from the number before it or the last sign."""
        text = self.text[self.state.end : q.start]
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
        noun, predicate = nouns.right_noun(after)
        if following is not None and len(noun) == len(after):
            noun = nouns.strip_tail(noun)
        return ("", predicate) if nouns.words().noise.fullmatch(noun) else (noun, predicate)

    def _noun(
        self, q: Quantity, measured: Measured, left: nouns.Left, right: tuple[str, str], before: str
    ) -> tuple[list[str], str, str, str | None]:
        """The indicator's wordings, how they were found, the bare term and the subject."""
        noun, predicate = right
        whole = (left.subject + left.verb + left.noun) if left.noun else ""
        wants_right = q.kind == "amount" and noun and not noun.startswith(("的", "以", "至", "到", "元", "时"))
        if q.kind == "percent" and measured.measure == "share" and noun and len(noun) >= 2 and not left.noun:
            name = predicate + noun.lstrip("的") + "占比"
            return [name], "right-noun", noun.lstrip("的"), left.subject or None
        if wants_right and (not left.noun or nouns.ends_in_verb(left.noun) or self._counts(q, left)):
            name = noun
            if predicate and (noun in nouns.words().generic or len(noun) <= 6) and len(predicate) <= 24:
                name = predicate.rstrip("，、") + noun
            subject = left.subject or (left.noun if left.noun and nouns.ends_in_verb(left.noun) else "")
            return [name], "right-noun", noun, subject or None
        if measured.measure == "share" and (found := re.search(r"占(?P<whole>[^，；。]*)$", measured.rest)):
            return self._share(found, measured)
        if not left.noun:
            return self._elided(measured)
        if nouns.is_relative(left.noun) and self.state.topic:
            return [nouns.compose(t, left.noun) for t in self.state.topic], "relative-head", left.noun, self.state.subject
        spread = measured.spread or measured.measure in ("growth", "rank", "gap", "pointChange")
        parts = nouns.items(left.noun, loose=measured.spread)
        if len(parts) > 1 and spread:
            return parts, "coordinated", parts[0], left.subject or None
        return [whole], "left-noun", left.noun, left.subject or None

    def _counts(self, q: Quantity, left: nouns.Left) -> bool:
        """先后 … 12个市: the words before are examples (A、B等) or a place, and the counted noun follows."""
        return left.noun.endswith("等") or (not left.verb and len(left.noun) <= 2)

    def _share(self, found: re.Match[str], measured: Measured) -> tuple[list[str], str, str, str | None]:
        part = nouns.strip_tail(measured.rest[: found.start()])
        whole = re.sub(r"(?:的)?(?:比重|比例|份额)?$", "", nouns.strip_tail(found["whole"]))
        bases = nouns.items(nouns.strip_lead(part), loose=measured.spread) if part else self.state.topic
        names = [f"{base}占{whole}比重" for base in bases] if bases else [f"占{whole}比重"]
        return names, "share", names[0], None

    def _elided(self, measured: Measured) -> tuple[list[str], str, str, str | None]:
        topic = self.state.topic
        if not topic:
            return [], "", "", None
        return list(topic), "elided", self.state.term[0] if self.state.term else topic[0], self.state.subject

    def _distribute(self, run: list[Quantity], names: list[str], measured: Measured) -> list[tuple[str, Quantity]]:
        """Nouns to numbers: pairwise where there are as many, else each noun with the number, else the last."""
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

    def _emit(
        self, q: Quantity, noun: str, term: str, measure: str, measured: Measured, subject: str | None, how: str, before: str
    ) -> None:
        time = self.scoped.at(q.core_start)
        period, why = self._period(q, measure, measured, time, before)
        status = time.status
        value = q.value * measured.sign
        concept = find_concept(noun, term)
        bound = q.bound
        span = self.sentence.span(self._evidence(q), q.end)
        self.found.append(
            Observation(
                area=self.area,
                indicator=noun,
                measure=measure,
                value=plain(value),
                value2=plain(q.value2 * measured.sign) if q.value2 is not None else None,
                unit=q.unit if measure != "rank" else "位",
                status=status,
                period=period,
                span=span,
                sentence=self.sentence.index,
                rule=f"observation/{how}",
                confidence=0.8,
                value_text=self.text[q.core_start : q.end],
                bound=bound,
                subject=subject,
                comparator=measured.comparator,
                concept=concept.iri if concept else None,
                trace=(
                    ("indicator", f"{how}: {noun}"),
                    ("measure", measured.why or measure),
                    ("period", why),
                    ("status", time.why_status),
                ),
            )
        )
        self.state.period = period

    def _evidence(self, q: Quantity) -> int:
        """Where the passage begins: at the clause's start, at most 40 characters back."""
        start = max(self.text.rfind(c, 0, q.core_start) for c in "，；。：！？") + 1
        return max(start, q.core_start - 40)

    def _period(self, q: Quantity, measure: str, measured: Measured, time: TimeAt, before: str) -> tuple[str | None, str]:
        """Flow or stock, a base year (从…提高到), a streak (连续6年)."""
        if time.stock is None:
            return None, time.why_period
        last = time.stock
        clause = self.text[max(self.text.rfind(c, 0, q.core_start) for c in "；。") + 1 : q.core_start]
        year = int(last[:4])
        if measure == "rank":
            if found := re.search(r"连续(\d+|[一二三四五六七八九十]+)年[^，；。]*$", clause):
                count = int(found[1]) if found[1].isdigit() else int(chinese_integer(found[1]) or 1)
                return f"{year - count + 1}/{year}", found.group()
            if re.search(r"(?:从|由)[^，；。]*$", before) and re.match(r"[^，；。]{0,8}[升跃提前]", self.text[q.end :]):
                return self._base(time, year), "从…升至"
            return last, time.why_period
        if re.search(r"(?:从|由)[^，；。、]*$", before) and re.match(r"(?:的[^，；。]{0,6})?(?:大?幅)?(?:[提增上扩拓攀跃升下降减压缩收调回跌延]\w{0,3}[到至为]|到|至)", self.text[q.end :]):
            return self._base(time, year), "从…到"
        if not time.spans_years:
            if measure in ("growth", "pointChange") and (found := re.search(r"(?:比|较)((?:19|20)\d\d)年", before)):
                if int(found[1]) < year - 1:
                    return f"{int(found[1]) + 1}/{year}", found.group()
            return last, time.why_period
        if measure in ("growth", "increment", "pointChange"):
            return time.flow, time.why_period
        if measure == "multiple":
            return (time.flow if q.form == "set" and time.status != "target" else last), time.why_period
        if measure == "gap":
            return (time.flow if self.state.measure in ("growth",) or "年均" in clause else last), time.why_period
        if measure == "level":
            words = clause[max(clause.rfind("，"), 0) :]
            if "累计" in words or (_ACTION.search(words) and not _STOCK.search(words)) :
                return time.flow, time.why_period
        return last, time.why_period

    def _base(self, time: TimeAt, year: int) -> str:
        """The year that a from-to starts at: named, else the one before the period."""
        if time.spans_years and time.flow:
            return str(int(time.flow[:4]) - 1)
        return str(year - 1)


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
