"""The number ledger: what became of every digit group and Chinese numeral of a document.

Each ends in exactly one class of ``NumberUse``; what no rule accounts for is ``UNEXPLAINED``, with its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.extract.observations import sentence_uses
from kg.extract.observations.blocked import blocked
from kg.language.lexicon import Lexicon
from kg.language.numbers import Numeral, arabic_years, numerals
from kg.model import Document, NumberNote, NumberUse, Observation, Sentence, Span

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_ROW = re.compile(r"\d{1,3}")  # a cell of a table that holds nothing else: the number of its row
_UNIT_ALONE = re.compile(
    r"(?:^|(?<=[（：、，/]))(?:万亿|千亿|百亿|亿|千万|百万|万|千|百)([\u4e00-\u9fff]{1,5})(?:$|(?=[）、，%/]))"
)
_LONGEST = 4  # characters of a word in which a numeral is a letter
_WORDED = frozenset("一二三四五六七八九十")
_DATES = re.compile(
    r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?|(?:19|20)\d\d年(?:\d{1,2}月)?|\d{1,2}月\d{1,2}日"
    r"|\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}时(?:\d{1,2}分)?"
)


def numbers(document: Document, observations: Sequence[Observation], lexicon: Lexicon) -> Iterator[NumberNote]:
    """Every number of a document with its class, in the order of the text.

    Numbers in page furniture have ``sentence`` -1. Chinese numerals that count nothing are letters of words and are
    left out: 一 of 统一, 零 of 零售额, also where an observation's passage has them, and 百 of the unit 百分点.
    """
    measured: dict[int, list[Observation]] = {}
    for observation in observations:
        measured.setdefault(observation.sentence, []).append(observation)
    notes = list(_furniture(document))
    for sentence in document.sentences:
        notes.extend(_sentence(document, sentence, measured.get(sentence.index, []), lexicon))
    return iter(sorted(notes, key=lambda n: n.span))


def place_in(sentence: Sentence, span: Span) -> tuple[int, int]:
    """The part of a sentence's text that stands at a place of the file; the way back from ``Sentence.span``."""
    return bisect_left(sentence.offsets, span.start), bisect_left(sentence.offsets, span.end - 1) + 1


def value_span(sentence: Sentence, observation: Observation) -> Span:
    """Where the value itself stands: passages end with it; else its only place in the passage, else the passage."""
    start, end = place_in(sentence, observation.span)
    written, passage = observation.value_text, sentence.text[start:end]
    if written and passage.endswith(written):
        return sentence.span(end - len(written), end)
    if written and passage.count(written) == 1:
        at = start + passage.index(written)
        return sentence.span(at, at + len(written))
    return observation.span


def _furniture(document: Document) -> Iterator[NumberNote]:
    for piece in document.furniture:
        quote = document.quote(piece.span)
        dates = [found.span() for found in _DATES.finditer(quote)]
        for found in _DIGITS.finditer(quote):
            dated = any(start <= found.start() < end for start, end in dates)
            span = Span(piece.span.start + found.start(), piece.span.start + found.end())
            yield NumberNote(span, found.group(), NumberUse.DATE if dated else NumberUse.IDENTIFIER, -1)


def _sentence(
    document: Document, sentence: Sentence, observations: Sequence[Observation], lexicon: Lexicon
) -> Iterator[NumberNote]:
    text = sentence.text
    found = numerals(arabic_years(text))  # 二〇三五 is one number
    if not found:
        return
    if not observations and _ROW.fullmatch(text):
        yield NumberNote(sentence.span(0, len(text)), text, NumberUse.ORDINAL, sentence.index)
        return
    places = _Places(sentence, observations, lexicon)
    bare = any(numeral.form == "bare" for numeral in found)
    alone = _UNIT_ALONE.finditer(text) if bare else ()
    units = [m.span() for m in alone if lexicon.by_label("unit", m[1]) or lexicon.by_label("unit", m[0])]
    for last, numeral in zip((None, *found), found, strict=False):
        if numeral.form == "bare" and any(start <= numeral.start < end for start, end in units):
            continue  # 万 of a table's 产量（万吨）
        end = last.end if last is not None else 0
        if numeral.form == "bare" and last is not None and last.form != "bare" and end == numeral.start:
            continue  # 千 of 330千伏, the second 亿 of 36百亿亿次
        use = places.use(numeral)
        if use is not None:
            start = numeral.start if use is NumberUse.OBSERVATION else _whole(text, end, numeral.start)
            span = sentence.span(start, numeral.end)
            yield NumberNote(span, document.quote(span), use, sentence.index)


def _whole(text: str, before: int, start: int) -> int:
    """Where a word of numerals begins that is no number as a whole: 十五五, 三四 of 三四轮车."""
    if text[start] in _WORDED:
        while start > before and text[start - 1] in _WORDED:
            start -= 1
    return start


class _Places:
    """What each character of a sentence belongs to, so that a number is looked up and not searched for."""

    def __init__(self, sentence: Sentence, observations: Sequence[Observation], lexicon: Lexicon) -> None:
        self._text = sentence.text
        self._letters = lexicon.word_set("cue", "numeral-letter")
        length = len(sentence.text)
        self._blocked: list[NumberUse | None] = [None] * length
        blocks = blocked(sentence.text, lexicon)
        quotes = {b.start: b.end for b in blocks if b.use is NumberUse.NAME and sentence.text[b.start] == "“"}
        for block in blocks:  # the wider reading comes first and stays, but “十四五” is a period in quotation marks
            period = block.use is NumberUse.DATE and any(
                at in quotes and block.end >= quotes[at] - 1 for at in (block.start, block.start - 1)
            )
            for at in range(block.start, block.end):
                self._blocked[at] = block.use if period else self._blocked[at] or block.use
        self._used: list[NumberUse | None] = [None] * length
        self._unit = bytearray(length)
        self._inner = bytearray(length)
        for q, use in sentence_uses(sentence, lexicon):
            self._used[q.start : q.end] = [use] * (q.end - q.start)
            self._unit[q.unit_start : q.end] = b"\1" * (q.end - q.unit_start)
            self._inner[q.core_start + 1 : q.end] = b"\1" * (q.end - q.core_start - 1)
        self._observed = bytearray(length)
        for observation in observations:
            start, end = place_in(sentence, value_span(sentence, observation))
            self._observed[start:end] = b"\1" * (end - start)

    def use(self, numeral: Numeral) -> NumberUse | None:
        """The class of a number; None for a letter of a word or a unit."""
        worded = numeral.form != "arabic"
        if worded and self._unit[numeral.start]:
            return None
        if numeral.form == "bare" and self._inner[numeral.start]:
            return None  # 亿 of 1300多亿元: the magnitude of the number before
        if worded and not self._observed[numeral.start] and self._is_letter(numeral):
            return None
        if worded and numeral.value == 0 and not self._observed[numeral.start]:
            return None  # 零 of 零部件 and 零关税
        use = self._used[numeral.start]
        covering = next((u for u in self._blocked[numeral.start : numeral.end] if u), None)
        observed = 0 not in self._observed[numeral.start : numeral.end]
        if observed and use is None and covering in (NumberUse.IDENTIFIER, NumberUse.ORDINAL):
            return NumberUse.OBSERVATION  # 1286400 and 〔14〕 in cells of a table, where no unit stands beside them
        if use not in (NumberUse.OBSERVATION, NumberUse.UNEXPLAINED) and (use or covering):
            return use or covering
        if observed:
            return NumberUse.OBSERVATION
        if use is NumberUse.UNEXPLAINED:
            return covering or use
        return None if use is None and worded else NumberUse.UNEXPLAINED

    def _is_letter(self, numeral: Numeral) -> bool:
        """Whether the numeral is inside a word that counts nothing: 统一, 四川, also in quotation and title marks."""
        return any(
            at + len(self._letters.at(self._text, at)) >= numeral.end
            for at in range(max(0, numeral.start - _LONGEST + 1), numeral.start + 1)
            if self._letters.at(self._text, at)
        )
