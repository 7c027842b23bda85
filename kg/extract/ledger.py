"""The number ledger: what became of every digit group and Chinese numeral of a document.

Each ends in exactly one class of ``NumberUse``; what no rule accounts for is ``UNEXPLAINED``, with its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.extract.observations import sentence_uses
from kg.extract.observations.blocked import Blocked, blocked
from kg.language.lexicon import Lexicon
from kg.language.numbers import numerals
from kg.model import Document, NumberNote, NumberUse, Observation, Sentence, Span

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_ROW = re.compile(r"\d{1,3}")  # a cell of a table that holds nothing else: the number of its row
_DATES = re.compile(r"\d{4}[-年/]\d{1,2}[-月/]\d{1,2}日?|\d{1,2}:\d{2}(?::\d{2})?")


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
    if _ROW.fullmatch(text):
        yield NumberNote(sentence.span(0, len(text)), text, NumberUse.ORDINAL, sentence.index)
        return
    spans = [value_span(sentence, o) for o in observations]
    blocks = blocked(text, lexicon)
    uses = sentence_uses(sentence, lexicon)
    for numeral in numerals(text):
        covering = [b for b in blocks if b.start < numeral.end and numeral.start < b.end]
        use = next(
            (u for q, u in uses if q.core_start <= numeral.start < q.end or q.start <= numeral.start < q.end), None
        )
        span = sentence.span(numeral.start, numeral.end)
        if numeral.form != "arabic" and any(q.unit_start <= numeral.start < q.end for q, _ in uses):
            continue
        if use is NumberUse.OBSERVATION or (use is None and not covering):
            inside = any(s.contains(span) for s in spans)
            if use is None and not inside and numeral.form != "arabic":
                continue  # a letter of a word
            use = NumberUse.OBSERVATION if inside else NumberUse.UNEXPLAINED
        elif covering and use is None:
            use = _strongest(covering)
        if use is not None:
            yield NumberNote(span, document.quote(span), use, sentence.index)


def _strongest(covering: Sequence[Blocked]) -> NumberUse:
    """A stretch may be blocked twice: a date in a name is part of it; “十四五” is a period in quotation marks."""
    first = covering[0]
    marks = 2
    inner = (b.use for b in covering if b.use is NumberUse.DATE and b.end - b.start >= first.end - first.start - marks)
    return next(inner, first.use)
