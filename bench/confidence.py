"""How often each rule of the observations is right on the annotated passages: the figures of ``confidence.py``.

    python bench/confidence.py

Needs the corpus and its annotation beside the checkout (``../shared``). Prints the share of right observations of all
rules, of each rule, and of each rule with a measure that it gave thirty times or more. An observation is right only
if indicator, measure, value, period, status, bound and area are. Type the figures into
``kg/extract/observations/confidence.py`` after a rule has changed.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
OFTEN = {1: 6, 2: 30}  # times that a rule, and a rule with a measure, must have been seen


def main() -> int:
    """Count by rule and print the shares."""
    if not SHARED.is_dir():
        sys.exit(f"there is no annotated corpus at {SHARED}")
    counts: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0])
    for observation, right in _judged(_scorer()):
        how = observation["rule"].removeprefix("observation/")
        for key in ((), (how,), (how, observation["measure"])):
            counts[key][0] += right
            counts[key][1] += 1
    for key, (right, said) in sorted(counts.items(), key=lambda item: (len(item[0]), item[0])):
        if said >= OFTEN.get(len(key), 0):
            print(f"{' '.join(key) or 'all':28} {right / said:.2f}  ({right} of {said})")
    return 0


def _judged(scorer: ModuleType) -> list[tuple[dict[str, Any], bool]]:
    """Every observation of an annotated passage, and whether all its fields are right."""
    command = [sys.executable, "-m", "kg", "extract", str(SHARED / "corpus"), "--format", "jsonl", "--rules-only"]
    lines = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines()
    said = [item for item in map(json.loads, lines) if item["kind"] == "observation"]
    judged: list[tuple[dict[str, Any], bool]] = []
    for path in sorted((SHARED / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = scorer.document_text(SHARED / "corpus", Path(gold["doc"]).stem)
        window = [text.spans(quote)[0][0] if quote else end for quote, end in _window(gold)]
        inside = [
            o
            for o in said
            if Path(o["doc"]).stem == Path(gold["doc"]).stem and any(window[0] <= at < window[1] for at in _places(o))
        ]
        for noted in gold["observations"]:
            noted["_spans"] = [text.unpacked(*noted["packed"])] if noted.get("packed") else text.spans(noted["quote"])
        pairs = scorer.pair_observations(gold["observations"], inside)
        right = {id(o) for _, o, fields in pairs if all(fields.values())}
        judged += [(o, id(o) in right) for o in inside]
    return judged


def _window(gold: dict[str, Any]) -> list[tuple[str, int]]:
    """The quotes between which a document is annotated, each with where to look where there is none."""
    first, last = (*(gold.get("window") or []), "", "")[:2]
    return [(first, 0), (last, sys.maxsize)]


def _places(observation: dict[str, Any]) -> list[int]:
    return [*(start for start, _ in observation["mentions"]), observation["start"]]


def _scorer() -> ModuleType:
    """The module that scores, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "evaluation" / "score.py")
    if spec is None or spec.loader is None:
        sys.exit("there is no score.py beside the annotation")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
