"""The words that make a phrase a title: its head noun and its level, and the shorter forms that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from kg.language.lexicon import LEXICON, Concept, lexicon
from kg.language.wordset import WordSet

MARKS = re.compile(r"[“”‘’《》\s]")
_YEAR = re.compile(r"^20[0-9]{2}(?:年度?)?")
_SHARING = re.compile(r"(?P<level>国家级?|全国)(?P<one>[^、和“”（）]{3,})、(?P<other>[^、和“”（）]{3,})")
_LAST_BRACKET = re.compile(r"（[^（）]*）$")
_HEADS = ("title", "zone", "pilot")
VERBS = ("got", "aim", "became", "made")  # verbs of getting, aiming, becoming and making, the surest first
_JOINED = ("联创”", "同创”", "双成”", "城联创", "城同创")  # “三城联创”
_JOINT = (*_JOINED, "申创", "申建")
_APPROVED = ("获批", "获准")
SURE = frozenset(("got", "aim", "applying"))  # what tells of an honour though no head of a title stands there
_AREA_LEVEL = LEXICON + "level"


@cache
def words(concept: str) -> tuple[str, ...]:
    """The words of a concept of the scheme ``honour-cue``."""
    return lexicon().words("honour-cue", concept)


@cache
def word_set(concept: str) -> WordSet:
    """The same words, to be looked for at one place."""
    return lexicon().word_set("honour-cue", concept)


@cache
def _headwords() -> WordSet:
    return lexicon().word_set("honour-cue", *(f"head-{kind}" for kind in _HEADS))


@cache
def telling_words() -> Mapping[str, frozenset[str]]:
    """The words that may tell of an honour, each with what it tells of: a verb of a kind, a predicate, an approval."""
    groups = {kind: words(f"verb-{kind}") for kind in VERBS}
    groups["plain"] = tuple(word for kind in ("got", "aim") for word in groups[kind] if len(word) > 1)
    groups["subject"] = words("subject-predicate")
    groups |= {"joint": _JOINT, "applying": (*words("applying"), *words("reviewing"), *_JOINED), "approved": _APPROVED}
    every = dict.fromkeys(word for group in groups.values() for word in group)
    return {word: frozenset(g for g, group in groups.items() if word in group) for word in every}


@cache
def title_words() -> Mapping[str, str]:
    """What titles are known by: their heads, ``title`` or ``head``, and levels and provinces before them, ``level``."""
    provinces = (label for label, area in lexicon().by_labels("area").items() if is_of_province(area))
    levels = dict.fromkeys((*words("level"), *provinces), "level")
    return {**levels, **dict.fromkeys(head_words(), "head"), **dict.fromkeys(words("head-title"), "title")}


def head_words() -> tuple[str, ...]:
    """The heads of titles."""
    return tuple(word for kind in _HEADS for word in words(f"head-{kind}"))


@cache
def showing_words() -> Mapping[str, str]:
    """The words of which a sentence has one that tells of an honour: the surest verbs, heads, what titles are called.

    Only where marks stand in a head, it may have none.
    """
    verbs = [word for word, kinds in telling_words().items() if not SURE.isdisjoint(kinds)]
    return {
        **dict.fromkeys(verbs, "sure"),
        **dict.fromkeys(head_words(), "head"),
        **dict.fromkeys(words("called"), "called"),
    }


@lru_cache(maxsize=8192)
def head_of(name: str) -> str | None:
    """``title``, ``zone`` or ``pilot`` by the longest head that ends the name."""
    plain = MARKS.sub("", name)
    if plain.endswith("）"):
        plain = _LAST_BRACKET.sub("", plain)
    for word in _headwords().every_before(plain):
        if len(word) < len(plain):
            return next(kind for kind in _HEADS if word in word_set(f"head-{kind}"))
    return None


def apart(name: str) -> tuple[str, str] | None:
    """The two titles that share the level and head of a name: 国家领航级、卓越级工厂; None where there are not two."""
    found = _SHARING.fullmatch(name)
    head = next((word for word in _headwords().every_before(name)), "") if found else ""
    if not found or not head or head_of(found["one"]) or len(found["other"]) < len(head) + 3:
        return None
    return found["level"] + found["one"] + head, found["level"] + found["other"]


@lru_cache(maxsize=8192)
def level_of(name: str) -> str:
    """``levelled`` where the name begins with a level (国家级, 全省 …) or a year and a level."""
    plain = _YEAR.sub("", MARKS.sub("", name))
    if word_set("level").at(plain, 0):
        return "levelled"
    area = lexicon().begins("area", plain)
    return "levelled" if area is not None and is_of_province(area.concept) else "bare"


def is_of_province(area: Concept) -> bool:
    """Whether an area is a province, whose name says the level of a title."""
    return area.properties.get(_AREA_LEVEL) == ("province",)


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
    level = word_set("plain-level").at(plain, 0)
    if level and len(plain) > len(level) + 4:
        yield plain.removeprefix(level)
