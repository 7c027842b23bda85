"""The words of ``ontology/cues.ttl`` that the rules for nouns look for, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.language.lexicon import lexicon
from kg.language.worded import alternatives
from kg.language.wordset import WordFinder, WordSet


@dataclass(frozen=True, slots=True)
class Words:
    """The compiled cue words."""

    tail: WordSet
    lead: WordSet
    adverbs: WordSet
    verbs: WordSet
    verb_finder: WordFinder[None]  # the same, all over a text
    predicate: WordSet
    predicates: WordFinder[None]  # the same, all over a text
    noise: frozenset[str]
    relative: frozenset[str]
    generic: frozenset[str]
    heads: tuple[str, ...]
    owners: tuple[str, ...]
    nominal: frozenset[str]
    bare_heads: tuple[str, ...]
    quantity_heads: tuple[str, ...]
    rates: tuple[str, ...]
    casualties: frozenset[str]
    phases: frozenset[str]
    nominal_heads: tuple[str, ...]
    nominal_names: frozenset[str]
    selecting: re.Pattern[str]
    chosen: re.Pattern[str]
    spending: re.Pattern[str]
    insurance: re.Pattern[str]
    of_insurance: frozenset[str]
    aggregates: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def words() -> Words:
    """The cue words of ``ontology/cues.ttl``, compiled once."""
    lex = lexicon()
    aggregate = lex.by_iri("https://w3id.org/govreport/cue/aggregate").properties
    pairs = aggregate["http://www.w3.org/2004/02/skos/core#example"]
    return Words(
        tail=lex.word_set("cue", "np-tail", "bound-approx", "bound-gt", "bound-ge", "bound-lt", "bound-le"),
        lead=lex.word_set("cue", "np-lead"),
        adverbs=lex.word_set("cue", "np-adverb"),
        verbs=lex.word_set("cue", "np-verb"),
        verb_finder=WordFinder(dict.fromkeys(lex.words("cue", "np-verb"))),
        predicate=lex.word_set("cue", "predicate"),
        predicates=WordFinder(dict.fromkeys(lex.words("cue", "predicate"))),
        noise=frozenset(lex.words("cue", "right-noise")),
        relative=frozenset(lex.words("cue", "relative-head")),
        generic=frozenset(lex.words("cue", "generic-noun")),
        heads=lex.words("cue", "indicator-head"),
        owners=lex.words("cue", "subject-head"),
        nominal=frozenset(lex.words("cue", "nominal-verb")),
        bare_heads=lex.words("cue", "bare-head"),
        quantity_heads=lex.words("cue", "quantity-head"),
        rates=tuple(w for w in lex.words("cue", "relative-head") if w.endswith("率")),
        casualties=frozenset(lex.words("cue", "casualty")),
        phases=frozenset(lex.words("cue", "phase")),
        nominal_heads=lex.words("cue", "nominal-head"),
        nominal_names=frozenset(lex.words("cue", "nominal-name")),
        selecting=re.compile(alternatives("cue", "selecting")),
        chosen=re.compile(alternatives("cue", "chosen")),
        spending=re.compile(alternatives("cue", "spending")),
        insurance=re.compile(f"“?(?:{alternatives('cue', 'insurance')})”?"),
        of_insurance=frozenset(lex.words("cue", "of-insurance")),
        aggregates=tuple((p.split("=")[0], tuple(p.split("=")[1].split("|"))) for p in pairs),
    )
