"""How each field of an observation came to be: the rules' own trace, and what follows from the words as written."""

from __future__ import annotations

from kg.graph.iris import shown
from kg.language.lexicon import Lexicon, lexicon
from kg.language.units import BaseQuantity, in_base_unit
from kg.model import Observation


def reasons(observation: Observation, words: Lexicon | None = None) -> tuple[tuple[str, str], ...]:
    """Field and reason, each field once: first those of the trace in its order.

    Args:
        observation: the fields are named as in its model, and ``concept`` is how the indicator got its node.
        words: the vocabulary; the installed one if None.
    """
    words = words or lexicon()
    base = in_base_unit(observation.measure, observation.value, observation.unit, words)
    derived = {
        "value": _value(observation, base),
        "unit": _unit(observation, base),
        "concept": _concept(observation, words),
        "subject": f"the words {observation.subject}" if observation.subject else "",
        "comparator": f"the words {observation.comparator}" if observation.comparator else "",
    }
    said = dict(reversed(observation.trace))
    found = {field: said[field] for field, _ in observation.trace}
    return tuple((found | {field: how for field, how in derived.items() if how and field not in found}).items())


def _value(o: Observation, base: BaseQuantity) -> str:
    written = f"written {o.value_text}"
    if base.factor == 1:
        return written
    return f"{written}, {o.value.normalize():f} × {base.factor.normalize():f} = {base.value.normalize():f} {base.unit}"


def _unit(o: Observation, base: BaseQuantity) -> str:
    if not o.unit:
        return "no word"
    if base.concept is None:
        return f"written {o.unit}, which the vocabulary does not have"
    return f"written {o.unit}" + (f", kept as {base.concept.label}" if base.concept.label != o.unit else "")


def _concept(o: Observation, words: Lexicon) -> str:
    if o.concept is None:
        return f"the vocabulary has no {o.indicator}: candidate {shown(o.indicator, 'indicator')}"
    concept = words.by_iri(o.concept)
    if o.indicator == concept.label:
        return f"the vocabulary has {concept.label}"
    how = "a name of" if o.indicator in concept.labels else "read as"
    return f"{o.indicator} is {how} {concept.label}"
