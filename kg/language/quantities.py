"""Quantities: a numeral with its unit and bound, and the forms that say a place in an order or a multiple.

The grammar is one left-to-right pass over a sentence in reading form; what is blocked (a date, a code in quotation
marks, a name) is told by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from kg.language.lexicon import Lexicon
from kg.language.numbers import DIGITS, MAGNITUDES, Numeral, chinese_integer, numerals
from kg.language.wordset import WordSet

KINDS = ("amount", "percent", "point", "multiple", "rank")
KEPT_MAGNITUDES = ("万亿", "亿", "万")  # stay in the unit as written; 百 and 千 are multiplied in
_ODD = re.compile("[余多](?!年)")
_ODD_FIRST = frozenset("余多")
_BETWEEN = frozenset("余多（")
_WORDED = frozenset({"bare", "chinese"})
_LATE = re.compile("万亿|亿|万")
_LOW_END = re.compile("[到至][一二两三四五六七八九十]")
_EACH = re.compile("每(?:立方米|立方|平方米|平方公里|平方千米|公顷|亩|升|吨|千瓦时)$")  # 每立方米19微克
_TO_ONE = re.compile(r"[:：∶](\d{1,4}\.\d{1,4})(?!\s?[:：∶])")  # in 1:0.98; 1:1 is read by its unit
_EACH_LAST = frozenset("方米里顷亩升吨时")  # what a measure after 每 ends with
_INTERPOSED = re.compile(r"（含[^（）]{1,16}）")  # 10.72（含南山、高新）万吨
_GOES_ON = frozenset("（次/每")  # what may follow a unit and still be of it
_BRACKET_END = re.compile(r"（[^（）]*）$")
_WORDS_IN = {  # the characters before a bound that make another word of it: 签约, 附近
    "约": "签节公预履条契邀违制集",
    "近": "附最临靠邻",
    "超": "高反",
    "过": "超通经跨不越胜难走渡路透穿翻迈闯突再度",
}
_REACHING = ("突破", "超", "超过", "达", "达到", "破", "过", "近", "逾")
_STOPS = ("", "，", "。", "；")
_NOT_UNITS = (":", "：", "∶")  # the sign of a ratio


class Quantity(NamedTuple):
    """``text[start:end]`` is number, unit and bound; ``number`` is the numeral alone.

    ``kind`` is ``amount``, ``percent``, ``point``, ``multiple`` or ``rank``; ``comparator`` only for a rank that
    names it inside (全国第3).
    """

    start: int
    end: int
    number: str
    value: Decimal
    unit: str
    bound: str
    kind: str
    form: str  # arabic, chinese, fraction, bare, set
    value2: Decimal | None = None
    unit_start: int = 0
    core_start: int = 0  # where the numeral itself begins, after a bound such as 超


class QuantityGrammar:
    """The grammar compiled from the lexicon's units and bounds."""

    def __init__(self, lexicon: Lexicon) -> None:
        units = sorted({label for c in lexicon.concepts("unit") for label in c.labels}, key=lambda u: (-len(u), u))
        self._ratios = tuple(u for u in units if "/" in u)
        self._units = WordSet(units)
        one = "|".join(re.escape(u) for u in units)
        bracket = r"(?:（[^（）“”\d]{1,12}）)"
        self._unit = re.compile(rf"(?:{one}){bracket}?(?:次)?(?:[/每](?:{one}|百|千|万){{1,2}})?" if one else "(?!)")
        before = {bound: lexicon.words("cue", f"bound-{bound}") for bound in ("ge", "le", "gt", "lt", "approx")}
        after = {bound: lexicon.words("cue", f"bound-after-{bound}") for bound in ("ge", "le", "approx")}
        self._before = {
            bound: re.compile("(?:" + "|".join(map(_guarded, words)) + ")(?:了|至|到|过)?$")
            for bound, words in before.items()
        }
        self._after = {bound: re.compile("|".join(map(re.escape, words))) for bound, words in after.items()}
        # Each is tried only where a word of it can end, or begin.
        self._bounds_before = _by_character(
            self._before, {b: [*"了至到过", *(w[-1] for w in before[b])] for b in before}
        )
        self._bounds_after = _by_character(self._after, {b: [w[0] for w in after[b]] for b in after})
        # What must follow a numeral in words that counts something: a unit, a bracket before it, the high end, a stop.
        self._follows = frozenset(unit[0] for unit in units) | _ODD_FIRST | frozenset("（到至") | frozenset(_STOPS)

    def find(self, text: str, blocked: Iterable[tuple[int, int]] = ()) -> list[Quantity]:
        """All quantities outside the blocked stretches, in order, never overlapping."""
        return self.apart(text, self.candidates(text), blocked)

    def candidates(self, text: str) -> list[Quantity]:
        """Everything that reads as a quantity, blocked or not; of two readings of one number both."""
        amount = self._amount
        amounts = [q for numeral in numerals(text) if (q := amount(text, numeral)) is not None]
        places = list(_ranks(text)) if _RANK_FIRST.search(text) else []
        multiples = list(_multiples(text)) if "翻" in text else []
        return [*places, *multiples, *amounts] if places or multiples else amounts

    def apart(self, text: str, found: Iterable[Quantity], blocked: Iterable[tuple[int, int]]) -> list[Quantity]:
        """Of the candidates of a text those outside the blocked stretches, in order, never overlapping."""
        covered = bytearray(len(text))
        for start, end in blocked:
            covered[start:end] = b"\1" * (end - start)
        free = [q for q in found if covered.find(1, q.core_start, q.end) < 0]
        if len(free) > 1:
            free.sort(key=lambda q: (q.core_start, -q.end))
        kept: list[Quantity] = []
        floor = 0
        for q in free:
            if q.core_start >= floor:
                kept.append(q if q.start >= floor else q._replace(start=q.core_start))
                floor = q.end
        if len(kept) > 1:
            return _ranges(text, _with_units(text, kept))
        return [q for q in kept if q.unit or q.form != "chinese"]

    def _amount(self, text: str, n: Numeral) -> Quantity | None:
        core, end, value, magnitude, form, bound = n
        start, following = core, text[end : end + 1]
        if not magnitude and following not in self._follows and form in _WORDED:
            return None
        against = _TO_ONE.match(text, end) if following in _NOT_UNITS and value == 1 else None  # 医护比1:1.11
        if following in _BETWEEN:
            bound, magnitude, end = _between(text, end, bound, magnitude)
        kept = magnitude
        if magnitude and magnitude not in KEPT_MAGNITUDES:
            factor, kept = _MAGNITUDE_PARTS[magnitude]
            value = (value * factor).normalize()
        unit_start = end
        unit, end = self._unit_at(text, end)
        if text[start - 1 : start] in _EACH_LAST and (each := _EACH.search(text, max(0, start - 6), start)):
            unit, start, end = self._per(text, each, unit, unit_start, end)
        if form == "fraction":
            if unit:
                return None
            unit, kept = "%", ""
        elif unit == "成":
            value, unit = value * 10, "%"
        elif not unit and form == "bare":
            if not (magnitude.endswith("亿") and text.endswith(_REACHING, 0, start) and text[end : end + 1] in _STOPS):
                return None  # but 产值突破万亿
        elif not unit and form == "chinese" and not kept and not _LOW_END.match(text, end):
            return None  # but 两到三批
        if against is not None:
            value, end = Decimal(against[1]), against.end()
        if text[start - 1 : start] in self._bounds_before or text[end : end + 1] in self._bounds_after:
            bound, start, end = self._bound(text, start, end, bound)
        unit = kept + unit.removesuffix("人民币")
        return Quantity(
            start, end, text[core:unit_start], value, unit, bound, _kind(unit), form, None, unit_start, core
        )

    def _per(self, text: str, each: re.Match[str], unit: str, unit_start: int, end: int) -> tuple[str, int, int]:
        """每立方米19微克 is 19 微克/立方米: the unit, and where the quantity begins and ends."""
        suffix = "/" + each.group()[1:]
        for label in self._ratios:
            if label.endswith(suffix) and text.startswith(head := label.removesuffix(suffix), unit_start) and head:
                return label, each.start(), unit_start + len(head)
        return unit, each.end(), end

    def _unit_at(self, text: str, at: int) -> tuple[str, int]:
        """The unit that begins there, without a bracket that names another counter (套（间）)."""
        unit = self._units.at(text, at)
        if not unit:
            return "", at
        end = at + len(unit)
        if text[end : end + 1] in _GOES_ON and (found := self._unit.match(text, at)):
            unit, end = found.group(), found.end()
        if unit.endswith("）"):
            unit = _BRACKET_END.sub("", unit)
        if unit.startswith(_NOT_UNITS):
            return "", at if text[end : end + 1].isdigit() else end  # 17.6:1, but 86:100
        return unit, end

    def _bound(self, text: str, start: int, end: int, bound: str) -> tuple[str, int, int]:
        """The bound said after the unit (以上) or else before the number (超), and where the quantity then lies."""
        for name, pattern in self._bounds_after.get(text[end : end + 1], ()):
            if after := pattern.match(text, end):
                bound, end = name, after.end()
                break
        if bound in ("eq", "gt"):
            for name, pattern in self._bounds_before.get(text[start - 1 : start], ()):
                if before := pattern.search(text, max(0, start - 4), start):
                    return name, before.start(), end
        return bound, start, end


def _by_character(
    patterns: Mapping[str, re.Pattern[str]], characters: Mapping[str, Iterable[str]]
) -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """The patterns, in their order, that can stand at each of their characters."""
    every = sorted({char for chars in characters.values() for char in chars})
    return {char: tuple((n, p) for n, p in patterns.items() if char in characters[n]) for char in every}


def _between(text: str, end: int, bound: str, magnitude: str) -> tuple[str, str, int]:
    """Bound, magnitude and end of a number with what stands before its unit: 多 of 300多万人, a bracket."""
    after = end
    if odd := _ODD.match(text, after):
        bound, after = "gt", odd.end()
    if interposed := _INTERPOSED.match(text, after):
        after = interposed.end()
    if after > end and not magnitude and (late := _LATE.match(text, after)):
        magnitude, after = late.group(), late.end()
    return bound, magnitude, after


@lru_cache(maxsize=1024)
def _kind(unit: str) -> str:
    if unit in ("%", "％"):
        return "percent"
    if unit.endswith("百分点"):
        return "point"
    return "multiple" if unit.endswith("倍") else "amount"


def _guarded(word: str) -> str:
    """A one-character bound that also ends words: 签约, 附近."""
    before = _WORDS_IN.get(word, "")
    return (f"(?<![{before}])" if before else "") + re.escape(word)


def _split_magnitude(magnitude: str) -> tuple[Decimal, str]:
    """百万 → (100, 万); 千亿 → (1000, 亿); 万亿 → (1, 万亿); 千 → (1000, "")."""
    if magnitude in KEPT_MAGNITUDES or not magnitude:
        return Decimal(1), magnitude
    last = magnitude[-1] if magnitude[-1] in "万亿" else ""
    return MAGNITUDES[magnitude] / (MAGNITUDES[last] if last else 1), last


_MAGNITUDE_PARTS = {magnitude: _split_magnitude(magnitude) for magnitude in ("", *MAGNITUDES)}

_RANK = re.compile(
    r"(?:第(?P<nth>\d{1,3}|[一二三四五六七八九十]{1,3})(?P<unit>大?(?:位次|位|名|方阵|梯队)?)(?![产期批届季阶次轮条届章节项个部书号年代时梯方动课步线人张道大]|手|资源|生产力|只|家|艘|座|例|台|场|颗|架|份|笔|款|种|支)"
    r"|(?P<first>首位|榜首|第一位|(?<!单项)(?<!隐形)冠军(?!企业|产品|赛|联盟)|头名|魁首)"
    r"|(?<![以之目先超提此从日年月天])前(?P<top>\d{1,3}|[一二两三四五六七八九十]{1,3})(?P<topunit>位|名|强)?(?![%％‰个季年月天批届期大三四沿瞻端后列项步])(?:以内|之内)?)"
)
_RANK_FIRST = re.compile(  # what a place in an order begins with
    r"[第首榜冠头魁前](?:(?<=[第前])[\d一二两三四五六七八九十]|(?<=首)位|(?<=[榜魁])首|(?<=冠)军|(?<=头)名)"
)
_TOP_SHARE = re.compile(r"(?<![以之目先超提此从日年月天])前(\d{1,2}(?:\.\d+)?)([%‰])")


def _ranks(text: str) -> Iterator[Quantity]:
    """全国第3, 居首位, 前三位, 前1%: places in an order. An ordinal of a list, batch or session is none."""
    end = 0
    for place in _RANK_FIRST.finditer(text):
        at = place.start()
        if text[at] == "前" and (share := _TOP_SHARE.match(text, at)):
            written, value, unit = share.group(), Decimal(share[1]), share[2]
            unit_start = share.start(2)
            yield Quantity(
                at, share.end(), written, value, unit, "le", "rank", "arabic", unit_start=unit_start, core_start=at
            )
        if at >= end and (found := _RANK.match(text, at)):
            end = found.end()
            if (rank := _rank(found)) is not None:
                yield rank


def _rank(found: re.Match[str]) -> Quantity | None:
    at, end = found.span()
    bound, form, value = "eq", "arabic", Decimal(1)
    if found["first"]:
        form = "set"
    else:
        written = found["nth"] or found["top"]
        whole = Decimal(written) if written.isdigit() else chinese_integer(written)
        if whole is None or (found["unit"] or "").endswith(("方阵", "梯队")):
            return None
        value, form = whole, "arabic" if written.isdigit() else "chinese"
        bound = "le" if found["top"] else "eq"
    return Quantity(at, end, found.group(), value, "位", bound, "rank", form, unit_start=end, core_start=at)


_MULTIPLE = re.compile(r"翻(?:了)?(?P<times>[一两二三四五]|\d)?(?:番|倍)")


def _multiples(text: str) -> Iterator[Quantity]:
    """翻一番 is twice, 翻两番 four times; 翻番 alone is 翻一番."""
    for found in _MULTIPLE.finditer(text):
        at, end = found.span()
        times = found["times"]
        power = 1 if times is None else int(times) if times.isdigit() else DIGITS[times]
        value = Decimal(2) ** power
        yield Quantity(at, end, found.group(), value, "倍", "eq", "multiple", "set", unit_start=end, core_start=at)


_COORDINATED = re.compile("[、和]")


def _with_units(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """0.9、0.4个百分点: a number without a unit before a list sign takes the unit of the next."""
    given = list(found)
    for i in range(len(given) - 2, -1, -1):
        q, after = given[i], given[i + 1]
        if q.unit not in ("", "个"):
            continue
        if (
            (q.unit, q.form, after.form) == ("", "arabic", "arabic")
            and after.unit
            and after.kind in ("amount", "percent", "point")
            and _COORDINATED.fullmatch(text[q.end : after.start])
        ):
            given[i] = q._replace(unit=after.unit, kind=after.kind)
        elif (q.unit, after.unit) == ("个", "个百分点") and _COORDINATED.fullmatch(text[q.end : after.start]):
            given[i] = q._replace(unit=after.unit, kind=after.kind)  # 8.2个和6.9个百分点
    return given


_RANGE = re.compile(r"[—\-－~～至到]{1,2}")


def _ranges(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """5%—6%, 8.5亿元至10亿元, 3到5家: the low end takes the high end's unit where it has none.

    从8亿元到10亿元 and 由5%提高到6% are two readings of one series, not a range.
    """
    joined: list[Quantity] = []
    low: Quantity | None = None
    for q in found:  # a Chinese numeral without a unit is only ever the low end
        if low is not None and _joins(text, low, q):
            joined.append(
                q._replace(
                    start=low.start,
                    core_start=low.core_start,
                    value=low.value,
                    value2=q.value,
                    number=text[low.core_start : q.unit_start],
                    bound=q.bound if q.bound != "eq" else low.bound,
                )
            )
            low = None
            continue
        if low is not None and (low.unit or low.form != "chinese"):
            joined.append(low)
        low = q
    if low is not None and (low.unit or low.form != "chinese"):
        joined.append(low)
    return joined


def _joins(text: str, low: Quantity, high: Quantity) -> bool:
    """Whether a dash or 至 between two quantities makes one range of them."""
    if high.core_start - low.end not in (1, 2) or not _RANGE.fullmatch(text, low.end, high.core_start):
        return False
    if low.unit and low.unit in KEPT_MAGNITUDES and high.unit.startswith(low.unit):
        return True
    alike = low.kind == high.kind and low.kind in ("amount", "percent", "point")
    if not alike and not (low.unit == "" and low.kind == "amount"):
        return False
    if re.search(r"[从由自][^，；。]{0,12}$", text[max(0, low.start - 16) : low.start]):
        return False
    return low.unit in ("", high.unit)
