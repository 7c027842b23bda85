"""Score what is extracted from the annotated passages, and record the figures of those that were never seen.

usage: python bench/score.py [--write]

Needs the corpus and its annotation beside the checkout (``../shared``). ``--write`` stores the F1 on unseen passages
where each release takes its quality measurements from (``kg/graph/emit/scores.toml``). About a minute of one core.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from kg.graph.emit.release import SCORES

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
KINDS = ("observation", "entity", "relation")
HEAD = "# F1 of this version on annotated text that was never seen: written by bench/score.py --write.\n"


def main() -> int:
    """Score, print a table, and store the figures if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help="store the figures of the unseen passages")
    arguments = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"there is no annotated corpus at {SHARED}")
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as said:
        command = [sys.executable, "-m", "kg", "extract", str(SHARED / "corpus"), "--format", "jsonl"]
        subprocess.run(command, cwd=ROOT, stdout=said, check=True)
        scored = {sample: _score(sample, said.name) for sample in ("gold", "gold-unseen")}
    for sample, found in scored.items():
        for kind, figures in found.items():
            if isinstance(figures, dict) and "F1" in figures:
                print(f"{sample:12} {kind:24} P {figures['P']:.3f}  R {figures['R']:.3f}  F1 {figures['F1']:.3f}")
    if arguments.write:
        lines = [f"{kind}-f1 = {scored['gold-unseen'][kind]['F1']:.3f}\n" for kind in KINDS]
        SCORES.write_text(HEAD + "".join(lines), encoding="utf-8")
    return 0


def _score(sample: str, predictions: str) -> dict[str, Any]:
    program = [sys.executable, str(SHARED / "evaluation" / "score.py"), "--json"]
    command = [*program, str(SHARED / sample), str(SHARED / "corpus"), predictions]
    found: dict[str, Any] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return found


if __name__ == "__main__":
    sys.exit(main())
