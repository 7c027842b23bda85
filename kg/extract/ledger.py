"""The number ledger: what became of every digit group and Chinese numeral of a document.

Each ends in exactly one class of ``NumberUse``; what no rule accounts for is ``UNEXPLAINED``, with its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter

from kg.extract.observations import sentence_uses
from kg.extract.observations.blocked import Blocked, blocked
from kg.language.lexicon import Lexicon
from kg.language.numbers import Numeral, arabic_years, numerals
from kg.language.quantities import Quantity
from kg.language.wordset import WordSet
from kg.model import Document, NumberNote, NumberUse, Observation, Sentence, Span

_SPAN = attrgetter("span")
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
        if found := numerals(arabic_years(sentence.text)):  # 二〇三五 is one number
            notes.extend(_sentence(document, sentence, found, measured.get(sentence.index, ()), lexicon))
    return iter(sorted(notes, key=_SPAN))


def place_in(sentence: Sentence, span: Span) -> tuple[int, int]:
    """The part of a sentence's text that stands at a place of the file; the way back from ``Sentence.span``."""
    offsets = sentence.offsets
    if isinstance(offsets, range):  # most are unbroken
        return max(0, span.start - offsets.start), min(len(offsets), span.end - offsets.start)
    return bisect_left(offsets, span.start), bisect_left(offsets, span.end - 1) + 1


def value_span(sentence: Sentence, observation: Observation) -> Span:
    """Where the value itself stands: passages end with it; else its only place in the passage, else the passage."""
    start, end = place_in(sentence, observation.span)
    place = _value_place(sentence.text, start, end, observation.value_text)
    return observation.span if place == (start, end) else sentence.span(*place)


def _value_place(text: str, start: int, end: int, written: str) -> tuple[int, int]:
    """The same in the text of the sentence, of a passage ``text[start:end]``."""
    if not written:
        return start, end
    if text.endswith(written, start, end):
        return end - len(written), end
    if text.count(written, start, end) == 1:
        at = text.index(written, start, end)
        return at, at + len(written)
    return start, end


def _furniture(document: Document) -> Iterator[NumberNote]:
    for piece in document.furniture:
        quote = document.quote(piece.span)
        dates = [found.span() for found in _DATES.finditer(quote)]
        for found in _DIGITS.finditer(quote):
            dated = any(start <= found.start() < end for start, end in dates)
            span = Span(piece.span.start + found.start(), piece.span.start + found.end())
            yield NumberNote(span, found.group(), NumberUse.DATE if dated else NumberUse.IDENTIFIER, -1)


def _sentence(
    document: Document,
    sentence: Sentence,
    found: Sequence[Numeral],
    observations: Sequence[Observation],
    lexicon: Lexicon,
) -> Iterator[NumberNote]:
    text = sentence.text
    if not observations and _ROW.fullmatch(text):
        yield NumberNote(sentence.span(0, len(text)), text, NumberUse.ORDINAL, sentence.index)
        return
    places = _Places(sentence, observations, lexicon)
    end, form = 0, ""
    for numeral in found:
        before, form_before, end, form = end, form, numeral.end, numeral.form
        start = numeral.start
        if form == "bare" and before == start and form_before not in ("", "bare"):
            continue  # 千 of 330千伏, the second 亿 of 36百亿亿次
        if form == "bare" and any(first <= start < last for first, last in _units_alone(text, lexicon)):
            continue  # 万 of a table's 产量（万吨）
        use = places.use(numeral)
        if use is not None:
            if use is not NumberUse.OBSERVATION and form != "arabic":
                start = _whole(text, before, start)
            span = sentence.span(start, end)
            yield NumberNote(span, document.quote(span), use, sentence.index)


def _units_alone(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where units with a magnitude stand that no number is before."""
    for found in _UNIT_ALONE.finditer(text):
        if lexicon.by_label("unit", found[1]) or lexicon.by_label("unit", found[0]):
            yield found.span()


def _whole(text: str, before: int, start: int) -> int:
    """Where a word of numerals begins that is no number as a whole: 十五五, 三四 of 三四轮车."""
    if text[start] in _WORDED:
        while start > before and text[start - 1] in _WORDED:
            start -= 1
    return start


class _Places:
    """What stands at the numbers of a sentence, which are looked up in their order."""

    def __init__(self, sentence: Sentence, observations: Sequence[Observation], lexicon: Lexicon) -> None:
        self._text = text = sentence.text
        self._lexicon = lexicon
        self._quantities = sentence_uses(sentence, lexicon)
        self._block = self._quantity = 0  # the first of each that ends behind the number looked up last
        self._observed = bytearray(len(text) if observations else 0)
        for observation in observations:
            start, end = _value_place(text, *place_in(sentence, observation.span), observation.value_text)
            self._observed[start:end] = b"\1" * (end - start)

    def use(self, numeral: Numeral) -> NumberUse | None:
        """The class of a number; None for a letter of a word or a unit."""
        start, worded = numeral.start, numeral.form != "arabic"
        q, use = self._measured(start)
        if q is not None and worded and start >= q.unit_start:
            return None
        if q is not None and numeral.form == "bare" and start > q.core_start:
            return None  # 亿 of 1300多亿元: the magnitude of the number before
        if worded and 1 not in self._observed[start : start + 1] and (not numeral.value or self._is_letter(numeral)):
            return None  # 零 of 零部件 and 零关税, 一 of 统一
        observed = bool(self._observed) and 0 not in self._observed[start : numeral.end]
        if use is NumberUse.OBSERVATION:
            return use if observed else NumberUse.UNEXPLAINED
        if use is not None and use is not NumberUse.UNEXPLAINED:
            return use
        covering = self._covering(start, numeral.end)
        if observed and (use or covering in (None, NumberUse.IDENTIFIER, NumberUse.ORDINAL)):
            return NumberUse.OBSERVATION  # 1286400 and 〔14〕 in cells of a table, where no unit stands beside them
        return covering or use or (None if worded else NumberUse.UNEXPLAINED)

    def _is_letter(self, numeral: Numeral) -> bool:
        """Whether the numeral is inside a word that counts nothing: 统一, 四川, also in quotation and title marks."""
        text, end = self._text, numeral.end
        words, pairs = _letters(self._lexicon)
        if (
            text[numeral.start : numeral.start + 2] not in pairs
            and text[numeral.start - 1 : numeral.start + 1] not in pairs
        ):
            return False
        for at in range(max(0, numeral.start - _LONGEST + 1), numeral.start + 1):
            if at + len(words.at(text, at)) >= end:
                return True
        return False

    def _measured(self, at: int) -> tuple[Quantity, NumberUse] | tuple[None, None]:
        """The quantity of which that character is, with its use."""
        quantities = self._quantities
        while self._quantity < len(quantities) and quantities[self._quantity][0].end <= at:
            self._quantity += 1
        found = quantities[self._quantity] if self._quantity < len(quantities) else (None, None)
        return found if found[0] is not None and found[0].start <= at else (None, None)

    def _covering(self, start: int, end: int) -> NumberUse | None:
        """Why the first character there that is of no quantity is of none."""
        blocks = blocked(self._text, self._lexicon)
        while self._block < len(blocks) and blocks[self._block].end <= start:
            self._block += 1
        first: Blocked | None = None
        at = start
        for i in range(self._block, len(blocks)):
            block = blocks[i]
            if block.start >= end:
                break
            if first is None:
                if block.end > start:
                    first, at = block, max(start, block.start)
            elif block.use is NumberUse.DATE and block.start <= at < block.end and _quoted(self._text, block, blocks):
                return block.use
        return first.use if first is not None else None  # the wider reading


@cache
def _letters(lexicon: Lexicon) -> tuple[WordSet, frozenset[str]]:
    """The words in which a numeral is a letter, and all pairs of neighbours in them."""
    words = lexicon.words("cue", "numeral-letter")
    pairs = frozenset(word[i : i + 2] for word in words for i in range(len(word) - 1))
    return lexicon.word_set("cue", "numeral-letter"), pairs


def _quoted(text: str, block: Blocked, blocks: Sequence[Blocked]) -> bool:
    """Whether a period stands in quotation marks, “十四五”, which are else those of a name."""
    return any(
        quoted.start in (block.start, block.start - 1) and quoted.end <= block.end + 1
        for quoted in blocks
        if quoted.use is NumberUse.NAME and text[quoted.start] == "“"
    )
