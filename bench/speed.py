"""How long reading and understanding take, beside plain ``jieba.lcut`` over the same text.

    python bench/speed.py [PATHS] [--rounds N] [--rules-only] [--json]

Prints, for each stage, its CPU time as a multiple of what ``jieba.lcut`` needs for the texts of the same documents:
the median over the rounds, and the least and the greatest. The processor's time of this one process is measured
(``time.process_time``), not the clock, and the two are interleaved document by document, so that a busy machine slows
both alike. Dictionaries, vocabulary and model are loaded before (on the sample); what was remembered of sentences is
forgotten before each round, so that each reads its documents as if for the first time.

``read and extract, rules`` is what a worker of ``kg extract --rules-only`` does with a document; ``… with the names
model`` what one of ``kg extract`` does. ``resolve``, ``emit`` and ``load`` make the graph of all documents together, as
``kg build`` does.
Without PATHS the corpus beside the checkout is read, ``../shared/corpus``, or where there is none the sample.
"""

from __future__ import annotations

import argparse
import functools
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the checkout, whether it is installed or not

import jieba

from kg import resources
from kg.documents import UnreadableDocument, find_documents, read_document
from kg.extract.combine import combine, in_order
from kg.extract.context import Context
from kg.extract.ledger import numbers
from kg.extract.observations import observations
from kg.graph import emit, iris
from kg.graph.store import draft
from kg.language.gazetteer import gazetteer
from kg.language.lexicon import lexicon
from kg.model import Document, Extraction
from kg.pipeline import ENTITY_EXTRACTORS, RELATION_EXTRACTORS, extract
from kg.resolve import curated
from kg.workers import collect_seldom

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
JIEBA = "jieba.lcut"
MODEL = "names model"
RULES, WHOLE = "read and extract, rules", "read and extract, with the names model"
T = TypeVar("T")


@dataclass
class Round:
    """CPU seconds of each stage, summed over the documents of one round."""

    seconds: dict[str, float] = field(default_factory=dict)

    def timed(self, stage: str, work: Callable[..., T], *given: object, **named: object) -> T:
        """The result of some work, whose time is added to a stage."""
        began = time.process_time()
        result = work(*given, **named)
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.process_time() - began
        return result


def _every(work: Callable[..., Iterable[T]], *given: object) -> tuple[T, ...]:
    return tuple(work(*given))


def forget() -> None:
    """Empty every memory of sentences. What is remembered without bound is compiled vocabulary, and stays."""
    for name, module in sorted(sys.modules.items()):
        for value in vars(module).values() if name.startswith("kg.") else ():
            if isinstance(value, functools._lru_cache_wrapper) and value.cache_parameters()["maxsize"] is not None:
                value.cache_clear()


def by_stage(document: Document, this: Round, *, names_model: bool) -> None:
    """Extract one document as ``kg.pipeline.extract`` does, each stage timed."""
    context = Context(document, lexicon(), gazetteer())
    for extractor in ENTITY_EXTRACTORS:
        found = this.timed(extractor.__name__, _every, extractor, context)
        context = replace(context, entities=(*context.entities, *found))
    if names_model:
        context = replace(context, entities=this.timed(MODEL, combine, document, context.entities).entities)
    else:
        context = replace(context, entities=in_order(context.entities))
    for relate in RELATION_EXTRACTORS:
        this.timed(relate.__name__.replace("_", " "), _every, relate, context)
    measured = this.timed("observations", lambda: tuple(observations(document, context.lexicon, context.scopes)))
    this.timed("number ledger", _every, numbers, document, measured, context.lexicon)


def one_round(paths: Sequence[Path], *, names_model: bool) -> Round:
    """Every document once, alone and stage by stage, then the graph of all."""
    this = Round()
    forget()
    extractions: list[Extraction] = []
    for path in paths:
        document = this.timed("read", read_document, path)
        this.timed(JIEBA, jieba.lcut, document.text)
        by_stage(document, this, names_model=names_model)
    forget()
    for path in paths:
        document = this.timed(RULES, read_document, path)
        extractions.append(this.timed(RULES, extract, document, names_model=False))
        this.timed(JIEBA, jieba.lcut, document.text)
    this.seconds[JIEBA] /= 2  # each text was cut twice
    if names_model:
        this.seconds[WHOLE] = this.seconds[RULES] + this.seconds[MODEL]
    _graph(extractions, this)
    return this


def _graph(extractions: Sequence[Extraction], this: Round) -> None:
    known = this.timed("resolve", curated, extractions, ())
    lines: set[str] = set()
    for extraction in known.extractions:
        lines.update(this.timed("emit", _every, emit.document_quads, extraction, known.resolution))
    lines.update(this.timed("emit", _every, emit.shared_quads, known.resolution))
    with tempfile.TemporaryDirectory() as folder, draft(Path(folder)) as snapshot:
        this.timed("load", snapshot.write_quads, lines, iris.PREFIXES)


def ratios(rounds: Sequence[Round]) -> dict[str, tuple[float, float, float]]:
    """For each stage the median, the least and the greatest multiple of jieba's time in the same round."""
    found: dict[str, tuple[float, float, float]] = {}
    for stage in rounds[0].seconds:
        each = [r.seconds[stage] / r.seconds[JIEBA] for r in rounds]
        found[stage] = (statistics.median(each), min(each), max(each))
    return found


def readable(given: Sequence[Path]) -> list[Path]:
    """The documents among files and folders; those that cannot be read are said and left out."""
    kept: list[Path] = []
    for path in find_documents(given)[0]:
        try:
            read_document(path)
        except UnreadableDocument as error:
            print(f"left out: {error}", file=sys.stderr)
        else:
            kept.append(path)
    return kept


def main() -> None:
    """Measure and print a table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATHS")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--rules-only", action="store_true", help="leave the names model out, which takes the longest")
    parser.add_argument("--json", action="store_true", help="print JSON")
    args = parser.parse_args()
    jieba.setLogLevel(60)
    collect_seldom()
    sample = resources.folder("sample")
    paths = readable(args.paths or ([CORPUS] if CORPUS.is_dir() else [sample]))
    if not paths:
        sys.exit("no document could be read")
    warm = readable([sample])
    one_round(warm, names_model=not args.rules_only)
    rounds = [one_round(paths, names_model=not args.rules_only) for _ in range(args.rounds)]
    characters = sum(len(read_document(path).text) for path in paths)
    seconds = statistics.median(r.seconds[JIEBA] for r in rounds)
    found = ratios(rounds)
    if args.json:
        made = {"documents": len(paths), "characters": characters, "rounds": args.rounds, "jieba_seconds": seconds}
        stages = {stage: dict(zip(("median", "least", "greatest"), r, strict=True)) for stage, r in found.items()}
        print(json.dumps({**made, "stages": stages}, ensure_ascii=False, indent=2))
        return
    print(f"{len(paths)} documents, {characters:,} characters, {args.rounds} rounds; {JIEBA} {seconds:.2f} CPU seconds")
    print(f"{'stage':40}{'× jieba.lcut':>14}{'least':>9}{'greatest':>10}")
    for stage, (median, least, greatest) in found.items():
        if stage != JIEBA:
            print(f"{stage:40}{median:14.2f}{least:9.2f}{greatest:10.2f}")


if __name__ == "__main__":
    main()
