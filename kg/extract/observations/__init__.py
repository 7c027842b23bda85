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
    """What the numbers of the sentences say.

    Each step is taken for all sentences before the next, for the processor holds the patterns and words that it has
    just used: all steps in turn for each sentence take a quarter longer.
    """
    years = document_years(document)
    walked = _walked(document, lex)
    scoped = [ScopedSentence(walker.sentence, scopes[walker.sentence.index], years, lex) for walker in walked]
    for walker, at in zip(walked, scoped, strict=True):
        yield from Teller(walker.sentence, at, walker.clauses).tell(walker.found)


def _walked(document: Document, lex: Lexicon) -> list[Walker]:
    """The sentences that measure anything, with what their numbers measure."""
    area, home = document.metadata.area, document.metadata.area_code
    places = document_places(document)
    walkers = [
        Walker(sentence, quantities, area, home, places[sentence.index] if places else ())
        for sentence, quantities in _quantified(document, lex)
    ]
    before: Walker | None = None
    for walker in walkers:
        index, paragraph = walker.sentence.index, walker.sentence.paragraph
        if walker.runs and before is not None and before.sentence.paragraph == paragraph:
            walker.go_on(before)
        elif walker.runs and index and document.sentences[index - 1].paragraph == paragraph:
            walker.opened_by(document.sentences[index - 1].text)
        walker.walk()
        before = walker
    return walkers


def _quantified(document: Document, lex: Lexicon) -> list[tuple[Sentence, Sequence[Quantity]]]:
    """The sentences with quantities that observe, or with three-part ratios, and these quantities."""
    numbered = [sentence for sentence in document.sentences if _candidates(sentence.text)]
    for sentence in numbered:
        blocked(sentence.text, lex)
    found = [(s, [q for q, use in _uses(s.text, lex) if use is NumberUse.OBSERVATION]) for s in numbered]
    return [(s, quantities) for s, quantities in found if quantities or ratio_spans(s.text)]


def sentence_uses(sentence: Sentence, lex: Lexicon) -> tuple[tuple[Quantity, NumberUse], ...]:
    """Every quantity of a sentence outside its names, dates and codes, with its use."""
    return _uses(sentence.text, lex)


@lru_cache(maxsize=8192)
def _candidates(text: str) -> Sequence[Quantity]:  # of a three-part ratio each part is one
    return _grammar().candidates(text)


@lru_cache(maxsize=8192)
def _uses(text: str, lex: Lexicon) -> tuple[tuple[Quantity, NumberUse], ...]:
    candidates = _candidates(text)
    if not candidates:
        return ()
    blocks = [(start, end) for start, end, _ in blocked(text, lex)]
    found = _grammar().apart(text, candidates, blocks + ratio_spans(text))
    return tuple([(q, use_of(text, q, found, i)) for i, q in enumerate(found)])
