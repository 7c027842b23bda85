"""The words that make a phrase a title: its head noun and its level, and the shorter forms that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.language.lexicon import LEXICON, lexicon
from kg.language.wordset import WordFinder, WordSet

MARKS = re.compile(r"[“”‘’《》\s]")
_YEAR = re.compile(r"^20[0-9]{2}(?:年度?)?")
_HEADS = ("title", "zone", "pilot")
_AREA_LEVEL = LEXICON + "level"


@cache
def words(concept: str) -> tuple[str, ...]:
    """The words of a concept of the scheme ``honour-cue``."""
    return lexicon().words("honour-cue", concept)


@cache
def _word_set(concept: str) -> WordSet:
    return lexicon().word_set("honour-cue", concept)


@cache
def _headwords() -> WordSet:
    return lexicon().word_set("honour-cue", *(f"head-{kind}" for kind in _HEADS))


@cache
def _head_finder() -> WordFinder[None]:
    return WordFinder(dict.fromkeys(word for kind in _HEADS for word in words(f"head-{kind}")))


def may_have_head(text: str, start: int, end: int) -> bool:
    """Whether a title in a stretch may have a head: one stands there, or marks do, without which one might."""
    return _head_finder().search(text, start, end) is not None or MARKS.search(text, start, end) is not None


def head_of(name: str) -> str | None:
    """``title``, ``zone`` or ``pilot`` by the longest head that ends the name."""
    plain = MARKS.sub("", name)
    plain = re.sub(r"（[^（）]*）$", "", plain)
    longest = next((word for word in _headwords().every_before(plain) if len(word) < len(plain)), None)
    return None if longest is None else next(kind for kind in _HEADS if longest in _word_set(f"head-{kind}"))


def level_of(name: str) -> str:
    """``levelled`` where the name begins with a level (国家级, 全省 …) or a year and a level."""
    plain = _YEAR.sub("", MARKS.sub("", name))
    province = lexicon().begins("area", plain)
    of_province = province is not None and province.concept.properties.get(_AREA_LEVEL) == ("province",)
    return "levelled" if of_province or plain.startswith(words("level")) else "bare"


# 全国社会治安综合治理优秀市“长安杯”: the title and the cup that goes with it.
_CUP = re.compile(r"(?<=[市县区省位])“([^“”]{2,4}[杯鼎奖])”$")


# 双拥模范城（县）, 优秀城区（2023年）: who else may get it, or when. 医学中心（肿瘤类） is one of several.
BRACKET = re.compile(r"（(?:[省市县区旗盟州城乡镇村、和]{1,9}|20[0-9]{2}年?度?|[A-Za-z]{1,12})）$")


def forms(name: str) -> Iterator[str]:
    """Shorter forms of a title: without its level, without a bracket that narrows nothing."""
    plain = BRACKET.sub("", name)
    yield plain
    cup = _CUP.search(plain)
    if cup is not None:
        yield from (cup.group(1), plain[: cup.start()])
    level = next((w for w in ("国家级", "国家", "全国", "全省", "省级") if plain.startswith(w)), "")
    if level and len(plain) > len(level) + 4:
        yield plain.removeprefix(level)
