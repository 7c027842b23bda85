"""Numerals: Arabic, Chinese, fractions, with their magnitude. Dates and names are told apart elsewhere."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

MAGNITUDES = {
    "万亿": Decimal(10) ** 12,
    "千亿": Decimal(10) ** 11,
    "百亿": Decimal(10) ** 10,
    "亿": Decimal(10) ** 8,
    "千万": Decimal(10) ** 7,
    "百万": Decimal(10) ** 6,
    "十万": Decimal(10) ** 5,
    "万": Decimal(10) ** 4,
    "千": Decimal(10) ** 3,
    "百": Decimal(10) ** 2,
}
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_ZEROS = "〇○◯零0０OoＯ"  # as years are written: 二〇一三年, 二○一三年, 二O一三年
_YEAR = re.compile(
    rf"[二2一1](?<![一二三四五六七八九十百千\d].)(?:(?<=[二2])[{_ZEROS}]|(?<=[一1])[九9])"
    rf"[{_ZEROS}一二三四五六七八九\d]{{2}}(?=\s{{0,2}}年)"
)
_YEAR_DIGITS = str.maketrans(dict.fromkeys(_ZEROS, "0") | {c: str(i) for i, c in enumerate("一二三四五六七八九", 1)})
_POWERS = {"十": 10, "百": 100, "千": 1000}

# What a numeral begins with: 过, 近 and 超 only before 半.
_FIRST = re.compile("[0-9零〇一二两三四五六七八九十廿卅百千万亿过近超半](?:(?<![过近超])|(?=半))")
_ARABIC_DIGITS = frozenset("0123456789")
_ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_ITEM = re.compile(r"\d{1,2}(?=\.(?:\d{1,2}[+＋]|(?:19|20)\d\d年))")  # 21.5+2就业之家: item 21
_MINUS_SIGNS = frozenset("-−－")
_MINUS = re.compile(r"(?:^|[率额值数幅速为达至润量长和及是，、（：:|\s])[-−－]$")  # after these it cannot be a dash
_CHINESE = re.compile(r"[零〇一二两三四五六七八九十廿卅百千]{1,16}(?:点[零一二三四五六七八九]{1,8})?")
_FRACTION = re.compile(
    r"([一二三四五六七八九十百]{1,8})分之([一二两三四五六七八九十百]{1,8})|(\d{1,3})/(\d{1,3})(?![\d/])"
)
_HALF = re.compile(r"一半|[过近超]半数?|半数")
_HALF_BOUND = {"过": "gt", "超": "gt", "近": "lt"}
_MAGNITUDE = re.compile(r"万亿|千亿|百亿|亿|千万|百万|十万|万|千(?![米瓦克伏升卡])|百")
_MAGNITUDE_FIRST = frozenset("万千百十亿")
_ONE = Decimal(1)
_BARE = re.compile(r"万亿|千亿|百亿|千万|百万|千|百|亿|万")


class Numeral(NamedTuple):
    """A number at ``text[start:end]``. ``magnitude`` (亿, 万 …) is written after it and not multiplied in.

    ``form`` is ``arabic``, ``chinese``, ``fraction`` (then ``value`` is in per cent) or ``bare`` (a magnitude alone,
    as in 千亿元: value 1).
    """

    start: int
    end: int
    value: Decimal
    magnitude: str
    form: str
    bound: str = "eq"  # 过半 is more than a half


@lru_cache(maxsize=1024)
def chinese_integer(text: str) -> Decimal | None:
    """The value of a Chinese numeral up to 9999.9…, or None where the characters make no number (三五, 千百)."""
    whole, _, fraction = text.replace("廿", "二十").replace("卅", "三十").partition("点")
    total, digit, last_power = 0, None, 10_000
    for character in whole:
        if character in _POWERS:
            power = _POWERS[character]
            if power >= last_power or (digit is None and power != 10):
                return None
            total += (1 if digit is None else digit) * power
            digit, last_power = None, power
        else:
            if digit not in (None, 0):
                return None
            digit = DIGITS[character]
    total += digit or 0
    if fraction:
        return Decimal(f"{total}.{''.join(str(DIGITS[c]) for c in fraction)}")
    return Decimal(total)


def arabic_years(text: str) -> str:
    """The text with the years that it writes in Chinese digits in Arabic ones, each character in its place.

    >>> arabic_years("二○一三年，二〇三五年远景目标")
    '2013年，2035年远景目标'
    """
    return _YEAR.sub(lambda found: found.group().translate(_YEAR_DIGITS), text) if "年" in text else text


@lru_cache(maxsize=8192)
def numerals(text: str) -> tuple[Numeral, ...]:
    """Every numeral of a text from left to right, never overlapping."""
    found: list[Numeral] = []
    search, position, fractions = _FIRST.search, 0, "分之" in text
    while first := search(text, position):
        at = first.start()
        numeral = _arabic(text, at) if text[at] in _ARABIC_DIGITS else _in_words(text, at, fractions=fractions)
        if numeral is None:
            position = at + 1
        else:
            found.append(numeral)
            position = numeral[1]
    return tuple(found)


def _arabic(text: str, at: int) -> Numeral | None:
    found = _ARABIC.match(text, at)
    if found is None:
        return None
    if at == 0 and (item := _ITEM.match(text)) is not None:
        return Numeral(0, item.end(), Decimal(item.group()), "", "arabic")
    written = found.group()
    end = at + len(written)
    fraction = _FRACTION.match(text, at) if text.startswith("/", end) else None
    if fraction is not None and not text.startswith("万", fraction.end()):  # 死亡率10/10万 is of that many
        return _fraction(fraction)
    value = Decimal(written.replace(",", "") if "," in written else written)
    if at and text[at - 1] in _MINUS_SIGNS and _MINUS.search(text, max(0, at - 2), at):
        return _with_magnitude(text, at - 1, end, -value, "arabic")
    return _with_magnitude(text, at, end, value, "arabic")


def _in_words(text: str, at: int, *, fractions: bool) -> Numeral | None:
    """The numeral that begins with a Chinese character; ``fractions`` where the text has 分之."""
    if fractions and (fraction := _FRACTION.match(text, at)) is not None:
        return _fraction(fraction)
    first = text[at]
    if (first == "半" or text.startswith("半", at + 1)) and (half := _HALF.match(text, at)) is not None:
        return Numeral(at, half.end(), Decimal(50), "", "fraction", _HALF_BOUND.get(first, "eq"))
    if first in _MAGNITUDE_FIRST and (bare := _BARE.match(text, at)) is not None:
        return Numeral(at, bare.end(), _ONE, bare.group(), "bare")
    if (words := _CHINESE.match(text, at)) is not None and (value := chinese_integer(words.group())) is not None:
        return _with_magnitude(text, at, words.end(), value, "chinese")
    return None


def _with_magnitude(text: str, start: int, end: int, value: Decimal, form: str) -> Numeral:
    if text[end : end + 1] in _MAGNITUDE_FIRST and (found := _MAGNITUDE.match(text, end)) is not None:
        return Numeral(start, found.end(), value, found.group(), form)
    return Numeral(start, end, value, "", form)


def _fraction(found: re.Match[str]) -> Numeral | None:
    if found.group(3):
        below, above = Decimal(found.group(4)), Decimal(found.group(3))
    else:
        whole, part = chinese_integer(found.group(1)), chinese_integer(found.group(2))
        if whole is None or part is None:
            return None
        below, above = whole, part
    if not below:
        return None
    # 三分之一 is 33.3 %: one decimal, as the genre writes shares.
    return Numeral(
        found.start(), found.end(), (above * 100 / below).quantize(Decimal("0.1")).normalize(), "", "fraction"
    )
