"""Names in a sentence by a trained model: a conditional random field over characters, small, offline and fixed by hash.

The model (``models/names.crfsuite``) was trained by ``bench/train_names.py`` on annotated passages. It sees the
vocabulary and the segmentation (see ``name_features``), not what the rules of ``kg.extract`` found. It proposes;
``kg.extract.combine`` decides.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pycrfsuite

from kg.language.name_features import features

MODEL = Path(__file__).resolve().parent / "models" / "names.crfsuite"
CARD = MODEL.with_suffix(".toml")
FLOOR = 0.1  # spans that the model holds less likely are not proposed
_ROUNDING = 1e-6  # by which the beliefs in all labels of a character may miss 1


class ModelError(Exception):
    """The model's files are missing, or are not those that were measured."""


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A name proposed at ``text[start:end]``, with quotation marks that enclose it.

    ``probability`` is the model's, to two digits: the least of its beliefs in each character's part of the name.
    """

    start: int
    end: int
    type: str
    probability: float


def tag(text: str, floor: float | None = None) -> tuple[TaggedSpan, ...]:
    """The likeliest names of a sentence in reading form that do not overlap, in their order.

    Args:
        text: the sentence (``Sentence.text``).
        floor: least probability; by default the one of each type with which the model scored best.

    Raises:
        ModelError: the model's file is missing or differs from its card.
    """
    least = _model().thresholds
    likely = (s for s in candidates(text) if s.probability >= (least[s.type] if floor is None else floor))
    return apart(likely)


def apart(spans: Iterable[TaggedSpan]) -> tuple[TaggedSpan, ...]:
    """The likeliest of some spans of one sentence that do not overlap, in the order of places."""
    kept: list[TaggedSpan] = []
    for span in sorted(spans, key=lambda s: (-s.probability, s.start, s.end, s.type)):
        if not any(span.start < other.end and other.start < span.end for other in kept):
            kept.append(span)
    return tuple(sorted(kept, key=lambda s: s.start))


def candidates(text: str, floor: float = FLOOR) -> tuple[TaggedSpan, ...]:
    """Every name that the model holds possible, in the order of places; they may overlap.

    Raises:
        ModelError: the model's file is missing or differs from its card.
    """
    if not text:
        return ()
    tagger = _model().tagger
    tagger.set(pycrfsuite.ItemSequence(features(text)))
    return decode(tagger, len(text), floor)


def decode(tagger: pycrfsuite.Tagger, length: int, floor: float = FLOOR) -> tuple[TaggedSpan, ...]:
    """The spans of the sequence that was set in a tagger, whose beliefs in every character reach ``floor``."""
    labels = frozenset(tagger.labels())
    kinds = sorted({label[2:] for label in labels if label != "O"})
    found: list[TaggedSpan] = []
    for stretch in _possible(tagger, length, floor):
        for kind in kinds:
            begin, inside, end = (_beliefs(tagger, f"{place}-{kind}", labels, stretch) for place in "BME")
            for start in range(len(stretch)):
                belief = begin[start]
                for last in range(start + 1, len(stretch)):
                    if belief < floor:
                        break
                    likely = min(belief, end[last])
                    if likely >= floor:
                        found.append(TaggedSpan(stretch[start], stretch[last] + 1, kind, round(likely, 2)))
                    belief = min(belief, inside[last])
    return tuple(sorted(found, key=lambda s: (s.start, s.end, s.type)))


def _possible(tagger: pycrfsuite.Tagger, length: int, floor: float) -> Iterator[range]:
    """The stretches in which each character may be of a name: elsewhere no label reaches ``floor`` beside ``O``."""
    start = 0
    for at in range(length + 1):
        if at == length or 1.0 - tagger.marginal("O", at) < floor - _ROUNDING:
            if at - start > 1:
                yield range(start, at)
            start = at + 1


def _beliefs(tagger: pycrfsuite.Tagger, label: str, labels: frozenset[str], places: range) -> Sequence[float]:
    if label not in labels:
        return [0.0] * len(places)
    return [tagger.marginal(label, at) for at in places]


@dataclass(frozen=True, slots=True)
class Model:
    """A model that was checked: what it was read from, which must outlive its tagger, and the least probabilities."""

    data: bytes
    tagger: pycrfsuite.Tagger
    thresholds: Mapping[str, float]


@cache
def _model() -> Model:
    return load(MODEL, CARD)


def load(model: Path, card: Path) -> Model:
    """The model of a file, checked against its card.

    Raises:
        ModelError: a file is missing, or the model's SHA-256 is not the one on the card.
    """
    try:
        data = model.read_bytes()
        facts = tomllib.loads(card.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError(f"the name model is incomplete: {Path(error.filename).name} is missing") from error
    digest = hashlib.sha256(data).hexdigest()
    if digest != facts["sha256"]:
        raise ModelError(
            f"{model.name} is not the model that was measured: its SHA-256 is {digest[:12]}…, {card.name} says "
            f"{facts['sha256'][:12]}…; install again, or train anew with bench/train_names.py"
        )
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(data)
    return Model(data, tagger, facts["threshold"])
