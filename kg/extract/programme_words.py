"""The words by which programmes are known (scheme ``programme-cue``), and which phrases are too vague to name one."""

from __future__ import annotations

import re
from functools import cache

from kg.language.lexicon import lexicon
from kg.language.worded import worded
from kg.language.wordset import WordSet

_DATED = re.compile(r"^(?:20[0-9]{2}年是|20[0-9]{2}年(?:度)?|[0-9]{4}[-—]20[0-9]{2}年|本?年度|全年)+")
_DATE_BEGINS = frozenset("0123456789本年全")
# A number of industries or places is none: “五大产业”, “六个基地”.
_COUNTED_KIND = worded(
    "^“?[二三四五六七八九十两0-9]+(?:大|个|条)[^，。；“”]{0,6}(?:{name-cue/industry-noun}|{programme-cue/no-summed})”?$"
)
_COUNT_BEGINS = frozenset("“二三四五六七八九十两0123456789")
_IS_YEAR_OF = re.compile("20[0-9]{2}年(?:是|为)")  # 2025年是“十四五”规划收官之年
_MEANS = worded("(?:{programme-cue/tail}|目标|重点)的(?:{programme-cue/head-document}|计划)$")
_BRACKET = re.compile(r"（[^（）]*）$")
Head = tuple[str, str]  # a head noun and its kind


@cache
def heads() -> dict[str, str]:
    """The kind of every head; of a word of several kinds the first in their alphabet."""
    found = [
        (word, concept.id.removeprefix("head-"))
        for concept in lexicon().concepts("programme-cue")
        if concept.id.startswith("head-")
        for word in concept.labels
    ]
    return dict(sorted(found, reverse=True))


@cache
def _head_words() -> WordSet:
    return WordSet(heads())


@cache
def words(concept: str) -> tuple[str, ...]:
    """The words of a concept of the scheme, longest first."""
    return lexicon().words("programme-cue", concept)


@cache
def word_set(concept: str) -> WordSet:
    """The words of a concept, to be looked for at one place."""
    return lexicon().word_set("programme-cue", concept)


def head_of(name: str) -> Head | None:
    """The head noun of a name and its kind: ``("行动", "action")``; None where it ends in none."""
    if name.endswith("）"):
        name = _BRACKET.sub("", name)
    found = _head_words()
    word = found.before(name)
    if word == name:
        word = next(iter(found.every_before(name)[1:]), "")
    return (word, heads()[word]) if word else None


_DOCTRINE = worded("{programme-cue/doctrine}")


def is_vague(text: str) -> bool:
    """Whether a phrase is no name: a generic noun phrase, doctrine, or of no name's length."""
    generic = word_set("generic")
    if not 2 <= len(text) <= 36 or text in generic or text[0] in "的、把被让使在级，）》”·于":
        return True
    if text[0] in _DATE_BEGINS:
        bare = _DATED.sub("", text)
        # a generic noun phrase after a year: 2024年计划, 2025年工作计划
        if bare in generic or (bare != text and bare in heads()) or _IS_YEAR_OF.match(text):
            return True
    if "“" in text:
        if text.count("“") != text.count("”"):
            return True
    elif "”" in text or word_set("generic-end").before(text):
        return True
    # 完成预算任务的措施, …和社会发展计划
    if ("的" in text and _MEANS().search(text)) or text.startswith(("社会发展计划", "社会发展规划")):
        return True
    if (text[0] in _COUNT_BEGINS and _COUNTED_KIND().match(text)) or _DOCTRINE().search(text):
        return True
    return lexicon().by_label("industry", text) is not None
