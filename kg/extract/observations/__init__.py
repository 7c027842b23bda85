"""Numbers to observations: quantities, the nouns they measure, and the scope they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from kg.extract.observations.blocked import blocked
from kg.extract.observations.ratios import ratio_spans
from kg.extract.observations.tables import table_observations
from kg.extract.observations.telling import Teller
from kg.extract.observations.uses import use_of
from kg.extract.observations.walk import Walker
from kg.extract.places import document_places
from kg.language.lexicon import Lexicon, lexicon
from kg.language.quantities import Quantity, QuantityGrammar
from kg.language.scope import Scope, document_scopes, document_years
from kg.language.scoped_sentence import ScopedSentence
from kg.model import Document, NumberUse, Observation, Sentence


@cache
def _grammar() -> QuantityGrammar:
    return QuantityGrammar(lexicon())


def observations(document: Document, lex: Lexicon, scopes: Sequence[Scope] | None = None) -> Iterator[Observation]:
    """All observations of a document, sentence by sentence; a cell of a table is a sentence.

    Args:
        document: the document.
        lex: the vocabulary.
        scopes: those of its sentences, where they are known; else they are read.
    """
    scopes = document_scopes(document, lex) if scopes is None else scopes
    found = [*_said(document, scopes, lex), *table_observations(document, scopes)]
    return iter(sorted(found, key=lambda o: o.sentence))


def _said(document: Document, scopes: Sequence[Scope], lex: Lexicon) -> Iterator[Observation]:
    """What the numbers of the sentences say; what all of them measure is read before the rest of any, see below."""
    years = document_years(document)
    for walker in _walked(document, lex):
        scoped = ScopedSentence(walker.sentence, scopes[walker.sentence.index], years, lex)
        yield from Teller(walker.sentence, scoped, walker.clauses).tell(walker.found)


def _walked(document: Document, lex: Lexicon) -> list[Walker]:
    """The sentences that measure anything, with what their numbers measure."""
    area, home = document.metadata.area, document.metadata.area_code
    places = document_places(document) or [()] * len(document.sentences)
    _read_ahead(document, lex)
    walked: list[Walker] = []
    said: Sentence | None = None
    for sentence, turns in zip(document.sentences, places, strict=True):
        uses = _uses(sentence.text, lex)
        quantities = [q for q, use in uses if use is NumberUse.OBSERVATION] if uses else []
        if quantities or ratio_spans(sentence.text):
            walker = Walker(sentence, area, home, turns)
            if quantities and walked and walked[-1].sentence.paragraph == sentence.paragraph:
                walker.go_on(walked[-1], quantities[0])
            elif quantities and said is not None and said.paragraph == sentence.paragraph:
                walker.opened_by(said.text)
            walker.walk(quantities)
            walked.append(walker)
        said = sentence
    return walked


def _read_ahead(document: Document, lex: Lexicon) -> None:
    """Remember what ``_uses`` asks for, one kind of patterns over all sentences, then the next.

    The processor holds what it has just used: all in turn for each sentence take a fifth longer.
    """
    for text in [s.text for s in document.sentences if _candidates(s.text)]:
        blocked(text, lex)


def sentence_uses(sentence: Sentence, lex: Lexicon) -> tuple[tuple[Quantity, NumberUse], ...]:
    """Every quantity of a sentence outside its names, dates and codes, with its use."""
    return _uses(sentence.text, lex)


@lru_cache(maxsize=8192)
def _candidates(text: str) -> Sequence[Quantity]:
    return _grammar().candidates(text)


@lru_cache(maxsize=8192)
def _uses(text: str, lex: Lexicon) -> tuple[tuple[Quantity, NumberUse], ...]:
    candidates = _candidates(text)
    if not candidates:
        return ()
    blocks = [(start, end) for start, end, _ in blocked(text, lex)]
    found = _grammar().apart(text, candidates, blocks + ratio_spans(text))
    return tuple([(q, use_of(text, q, found, i)) for i, q in enumerate(found)])
