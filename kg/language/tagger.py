"""Names in sentences by a trained model: a conditional random field over words, small, offline and fixed by hash.

The model (``models/names.npz``) was trained by ``bench/train_names.py`` on annotated passages. It sees the vocabulary
and the segmentation (see ``name_features``), not what the rules of ``kg.extract`` found. It proposes;
``kg.extract.combine`` decides. Beliefs are exact: forward and backward sums over all labellings in which names are
whole (Lafferty, McCallum and Pereira 2001).
"""

from __future__ import annotations

import hashlib
import io
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.language.name_features import Look, look

Array: TypeAlias = NDArray[np.float64]

MODEL = Path(__file__).resolve().parent / "models" / "names.npz"
CARD = MODEL.with_suffix(".toml")
FLOOR = 0.05  # spans that the model holds less likely are not proposed
OUTSIDE = "O"
_CELLS = 40_000  # words and padding that are summed over at once: bounds the memory
_FIRST = "BS"  # how a name begins: B, M … E, or S for one word
_SCALE = 100  # weights are stored in hundredths


class ModelError(Exception):
    """The model's files are missing, or are not those that were measured."""


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A name proposed at ``text[start:end]``, with quotation marks that enclose it.

    ``probability`` is the model's, to two digits: that these words and no others are a name of that type. What
    processors add up differently differs in the fifteenth.
    """

    start: int
    end: int
    type: str
    probability: float


@dataclass(frozen=True, slots=True)
class Model:
    """A trained field: a weight for each label of each value of each column, and for each label after each other.

    ``rows`` says which row of ``weights`` a value of a column has; row 0 is of values that were not met, all 0.
    """

    rows: Mapping[str, Mapping[str, int]]
    weights: NDArray[np.float32]
    labels: tuple[str, ...]
    transitions: Array  # from label, to label
    thresholds: Mapping[str, float]
    concepts: frozenset[str] | None = None  # whose words it was trained with; None: all of the vocabulary


def tag(text: str, floor: float | None = None) -> tuple[TaggedSpan, ...]:
    """The likeliest names of a sentence in reading form that do not overlap, in their order.

    Args:
        text: the sentence (``Sentence.text``).
        floor: least probability; by default the one of each type with which the model scored best.

    Raises:
        ModelError: the model's file is missing or differs from its card.
    """
    least = _model().thresholds
    (found,) = candidates([text])
    return apart(s for s in found if s.probability >= (least[s.type] if floor is None else floor))


def apart(spans: Iterable[TaggedSpan]) -> tuple[TaggedSpan, ...]:
    """The likeliest of some spans of one sentence that do not overlap, in the order of places."""
    kept: list[TaggedSpan] = []
    for span in sorted(spans, key=lambda s: (-s.probability, s.start, s.end, s.type)):
        if not any(span.start < other.end and other.start < span.end for other in kept):
            kept.append(span)
    return tuple(sorted(kept, key=lambda s: s.start))


def candidates(
    texts: Sequence[str], floor: float = FLOOR, model: Model | None = None
) -> tuple[tuple[TaggedSpan, ...], ...]:
    """For each sentence every name that a model holds possible, in the order of places; they may overlap.

    All sentences of a document at once cost a fraction of one after the other.

    Raises:
        ModelError: the model's file is missing or differs from its card.
    """
    known = model or _model()
    return decode(known, look(texts, known.concepts), floor)


def decode(model: Model, looked: Look, floor: float = FLOOR) -> tuple[tuple[TaggedSpan, ...], ...]:
    """For each text that was looked at, the spans that a model believes in with at least ``floor``."""
    potentials = _potentials(model, looked)
    found: list[tuple[TaggedSpan, ...]] = [()] * len(looked.places)
    for group in _groups(looked.places):
        chains = _Chains(model, potentials, [looked.places[k] for k in group])
        for row, k in enumerate(group):
            place = looked.places[k]
            ends = [looked.starts[at] + len(looked.words[at]) for at in place]
            spans = (
                TaggedSpan(looked.starts[place[first]], ends[last], kind, round(belief, 2))
                for first, last, kind, belief in chains.names(row, len(place), floor)
            )
            found[k] = tuple(sorted(spans, key=lambda s: (s.start, s.end, s.type)))
    return tuple(found)


def _potentials(model: Model, looked: Look) -> Array:
    """How much each word speaks for each label, relative to the likeliest one."""
    size = len(looked.words)
    scores = np.zeros((size, len(model.labels)))
    for name, values in looked.columns:
        known = np.fromiter(map(model.rows.get(name, {}).get, values, repeat(0)), dtype=np.intp, count=size)
        there = np.flatnonzero(known)
        scores[there] += model.weights[known[there]]
    found: Array = np.exp(scores - scores.max(axis=1, keepdims=True))
    return found


def _groups(places: Sequence[range]) -> Iterator[list[int]]:
    """The texts that have words, the longest first, in groups that are summed over at once."""
    order = sorted((k for k, place in enumerate(places) if place), key=lambda k: -len(places[k]))
    while order:
        count = max(1, _CELLS // len(places[order[0]]))
        yield order[:count]
        order = order[count:]


class _Chains:
    """The Markov chains over the labels of some texts, of which the first is the longest.

    What a label at a word is worth by that word and all behind it (``worth``), summed over the labels that may follow
    another (``onward``), gives the chance of each next label; from the front these give the beliefs.
    """

    def __init__(self, model: Model, potentials: Array, places: Sequence[range]) -> None:
        labels = model.labels
        self._index = {label: k for k, label in enumerate(labels)}
        self._follows = np.exp(model.transitions) * [[_may_follow(one, other) for other in labels] for one in labels]
        lengths = np.array([len(place) for place in places])
        shape = (len(places), int(lengths[0]), len(labels))
        self._worth, self._onward, self._beliefs = np.zeros(shape), np.ones(shape), np.zeros(shape)
        for row, place in enumerate(places):
            self._worth[row, : len(place)] = potentials[place.start : place.stop]
            self._worth[row, len(place) - 1] *= [label == OUTSIDE or label[0] in "ES" for label in labels]
        for t in range(shape[1] - 2, -1, -1):
            there = int((lengths > t + 1).sum())
            onward = self._worth[:there, t + 1] @ self._follows.T
            self._onward[:there, t] = onward
            self._worth[:there, t] *= onward / onward.max(axis=1, keepdims=True)
        first = self._worth[:, 0] * [label == OUTSIDE or label[0] in _FIRST for label in labels]
        self._beliefs[:, 0] = first / first.sum(axis=1, keepdims=True)
        for t in range(1, shape[1]):
            there = int((lengths > t).sum())
            before, onward = self._beliefs[:there, t - 1], self._onward[:there, t - 1]
            share = np.divide(before, onward, out=np.zeros_like(before), where=onward > 0)
            self._beliefs[:there, t] = (share @ self._follows) * self._worth[:there, t]

    def names(self, row: int, length: int, floor: float) -> Iterator[tuple[int, int, str, float]]:
        """The first word, last word and type of each name of a text that is believed in, and the belief."""
        labels = tuple(self._index)
        for at, label in np.argwhere(self._beliefs[row, :length] >= floor).tolist():
            place, kind = labels[label][0], labels[label][2:]
            if place == "S":
                yield at, at, kind, float(self._beliefs[row, at, label])
            elif place == "B":
                yield from self._from(row, length, at, kind, floor)

    def _from(
        self, row: int, length: int, first: int, kind: str, floor: float
    ) -> Iterator[tuple[int, int, str, float]]:
        """The names of more than one word that begin at a word."""
        worth, onward = self._worth[row], self._onward[row]
        before, inside, end = (self._index[f"{place}-{kind}"] for place in "BME")
        belief = float(self._beliefs[row, first, before])
        for at in range(first + 1, length):
            share = belief / onward[at - 1, before]
            ending = float(share * self._follows[before, end] * worth[at, end])
            if ending >= floor:
                yield first, at, kind, ending
            belief = float(share * self._follows[before, inside] * worth[at, inside])
            if belief < floor:
                return
            before = inside


def _may_follow(one: str, other: str) -> bool:
    """Whether a label may follow another: names are whole."""
    if one == OUTSIDE or one[0] in "ES":
        return other == OUTSIDE or other[0] in _FIRST
    return other[1:] == one[1:] and other[0] in "ME"


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
    return replace(unpacked(data, facts["threshold"]), concepts=frozenset(facts["concepts"]))


def packed(weights: Mapping[tuple[str, str], float], transitions: Mapping[tuple[str, str], float]) -> bytes:
    """A field as it is stored: the weights of features (``column=value``) for labels, to a hundredth.

    Args:
        weights: by feature and label.
        transitions: by label and following label.
    """
    met = {label for _, label in weights} | {label for pair in transitions for label in pair}
    kinds = {label[2:] for label in met if label != OUTSIDE}
    labels = sorted({OUTSIDE, *(f"{place}-{kind}" for place in "BMES" for kind in kinds)})
    number = {label: k for k, label in enumerate(labels)}
    rounded = {key: round(weight * _SCALE) for key, weight in weights.items()}
    kept = sorted((key for key, weight in rounded.items() if weight), key=lambda key: (key[0], number[key[1]]))
    features = sorted({feature for feature, _ in kept})
    row = {feature: k for k, feature in enumerate(features)}
    counts = np.zeros(len(features), dtype=np.uint8)
    for feature, _ in kept:
        counts[row[feature]] += 1
    table = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for (one, other), weight in transitions.items():
        table[number[one], number[other]] = weight
    file = io.BytesIO()
    np.savez_compressed(
        file,
        features=np.frombuffer("\n".join(features).encode("utf-8"), dtype=np.uint8),
        labels=np.frombuffer("\n".join(labels).encode("utf-8"), dtype=np.uint8),
        counts=counts,
        which=np.array([number[label] for _, label in kept], dtype=np.uint8),
        weights=np.array([rounded[key] for key in kept], dtype=np.int16),
        transitions=table,
    )
    return file.getvalue()


def unpacked(data: bytes, thresholds: Mapping[str, float]) -> Model:
    """The field that ``packed`` stored."""
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        labels = tuple(stored["labels"].tobytes().decode("utf-8").split("\n"))
        features = stored["features"].tobytes().decode("utf-8").split("\n")
        weights = np.zeros((len(features) + 1, len(labels)), dtype=np.float32)
        rows = np.repeat(np.arange(1, len(features) + 1), stored["counts"])
        weights[rows, stored["which"]] = stored["weights"] / np.float32(_SCALE)
        transitions = stored["transitions"].astype(np.float64)
    by_column: dict[str, dict[str, int]] = {}
    for k, feature in enumerate(features, start=1):
        column, _, value = feature.partition("=")
        by_column.setdefault(column, {})[value] = k
    return Model(by_column, weights, labels, transitions, thresholds)
