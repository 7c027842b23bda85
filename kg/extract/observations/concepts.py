"""The vocabulary's indicator that a wording names, if the number can be one of its values."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from kg.extract.observations import nouns
from kg.extract.observations.cue_words import words
from kg.language.lexicon import LEXICON, Concept, lexicon
from kg.language.units import base_quantity
from kg.model import Observation

_HEADS_LEFT_OUT = ("总量", "总数", "数量", "总额", "规模", "增速", "增幅", "平均", "全年")  # two characters each
_DIMENSION = LEXICON + "dimension"
_SIZED = ("level", "increment")  # measures whose value is an amount of the indicator itself
_THINGS = frozenset({"count", "persons"})  # 户 and 人, 件 and 人次 count the same things
_DWELLINGS = ("户", "套", "人", "间")
_PARTS = ("占比", "比重", "率")


def find_concept(noun: str, term: str, measure: str, unit: str, wording: str = "") -> Concept | None:
    """The concept of a noun, its core (``term``) or its ``wording``, that values of that measure and unit fit."""
    generic, known = words().generic, lexicon().by_labels("indicator")
    names = (noun,) if term == noun else (noun, term)
    for name in names if measure != "increment" else dict.fromkeys((wording, noun, term)):
        for form in _forms(name):
            concept = known.get(form)
            if concept is None or form in generic or (form != noun and (len(form) < 3 or nouns.is_relative(form))):
                continue
            if _fits(concept, noun, measure, unit):
                return concept
    return None


def _forms(noun: str) -> Sequence[str]:
    """The forms of a noun in which the vocabulary may know it, best first."""
    if not ("）" in noun or "规上" in noun or "常住" in noun or noun.endswith(_HEADS_LEFT_OUT)):
        return (noun,)
    bare = nouns.IN_BRACKETS.sub("", noun) if "）" in noun else noun
    forms = [noun]
    for form in (bare, bare.replace("规上", "规模以上"), bare.replace("常住", "")):
        if form != forms[-1]:
            forms.append(form)
    if bare.endswith(_HEADS_LEFT_OUT) and len(bare) > len(_HEADS_LEFT_OUT[0]) + 1:
        forms.append(bare[: -len(_HEADS_LEFT_OUT[0])])
    return forms


def concept_of(observation: Observation, indicator: str) -> Concept | None:
    """The concept that an observation has under another wording."""
    return find_concept(indicator, indicator, observation.measure, observation.unit)


def _fits(concept: Concept, noun: str, measure: str, unit: str) -> bool:
    """A share is of a ratio; an amount has the indicator's dimension, unless the vocabulary does not know its unit."""
    if unit[-1:] in _DWELLINGS and concept.label.endswith("项目数"):
        return False  # 城中村改造2.6万户
    (dimension,) = concept.properties.get(_DIMENSION, ("",))
    if measure == "share" or noun.endswith(_PARTS):
        return dimension in ("ratio", "")
    if measure not in _SIZED:
        return True
    said = _dimension(unit)
    return not said or not dimension or said == dimension or {said, dimension} <= _THINGS


@cache
def _dimension(unit: str) -> str:
    concept = base_quantity(Decimal(1), unit, lexicon()).concept if unit else None
    return concept.properties.get(_DIMENSION, ("",))[0] if concept else ""


def renamed(observation: Observation, indicator: str) -> Observation:
    """The observation with another wording and the concept that it names."""
    concept = concept_of(observation, indicator)
    return observation._replace(indicator=indicator, concept=concept.iri if concept else None)
