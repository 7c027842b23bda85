"""Train the name model and the weights of its combination with the rules, and measure both on held-out documents.

usage: python bench/train_names.py [--folds N] [--write]

Needs the annotated passages beside the checkout (``../shared/gold``, ``../shared/corpus``). Every figure is of
documents that the model and the weights did not see: the documents are dealt into N folds (by default as many as
there are documents: leave one out), all passages of a document into the same one. Two things did see them: the
rules, which were written with these passages at hand, and the thresholds of the model alone. ``--write`` stores the
model trained on all passages with its card, and the weights; with five folds that takes some four minutes of one core.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import pycrfsuite

from kg.documents.read import read_document
from kg.extract import combine
from kg.extract.combine import Proposal, Weights
from kg.extract.context import Context
from kg.language import tagger
from kg.language.gazetteer import gazetteer
from kg.language.lexicon import lexicon
from kg.language.name_features import cue_concepts, features, look
from kg.language.tagger import TaggedSpan
from kg.model import Document, Entity, Sentence
from kg.pipeline import ENTITY_EXTRACTORS

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
TYPES = ("Area", "Programme", "Project", "Industry", "Organisation", "Site", "Honour")
TAGGER_SETTINGS = {"c1": 0.4, "c2": 0.15, "max_iterations": 70, "feature.minfreq": 2}
WEIGHT_SETTINGS = {"c1": 1.0, "c2": 20.0, "max_iterations": 200}
# One in so many right names of the rules is counted as if the model alone had found it: on documents that nobody looked
# at the rules find a sixth less than on these, which they were written with.
DISCOUNT = 6
_RULED = re.compile("(?<= )(?:rule=.*|ruled(?=&))")
_SHARED = "* "  # what the part of a fact's weight is called that all types share
_ASIDE = "“”‘’「」『』《》\"' （）()"

Said = tuple[str, tuple[str, ...]]  # type and names of something that was said to be named
Tagged = tuple[tuple[int, TaggedSpan], ...]  # names that a model proposes, each with its sentence's index
Row = tuple[object, list[str]]  # the features of a sentence's words, as crfsuite holds them, and their labels
Info: TypeAlias = Any  # the parameters of a crfsuite model: state_features, transitions


@dataclass(frozen=True, slots=True)
class Passage:
    """An annotated part of a document: the sentences in it and what stands in them."""

    name: str
    document: Document
    low: int
    high: int
    sentences: tuple[Sentence, ...]
    gold: tuple[Said, ...]
    spans: tuple[tuple[tuple[int, int, str], ...], ...]  # of each sentence


Figures = dict[str, dict[str, float]]  # precision, recall and F1 by type


# --- Annotated passages ----------------------------------------------------------------------------------------------


def passages(score: ModuleType) -> list[Passage]:
    """The annotated passages in the order of their files."""
    found, documents = [], {}
    for path in sorted((SHARED / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        stem = Path(gold["doc"]).stem
        text = score.document_text(SHARED / "corpus", stem)
        low, high = _window(text, gold.get("window"))
        if stem not in documents:
            documents[stem] = read_document(next((SHARED / "corpus").rglob(f"{stem}.txt")))
        inside = tuple(s for s in documents[stem].sentences if s.text and low <= s.offsets[0] < high)
        names = tuple((e["type"], (e["name"], *(e.get("aliases") or ()))) for e in gold["entities"])
        quotes = tuple(_folded(e["quote"])[0] for e in gold["entities"])
        spans = tuple(tuple(sorted(_project(s.text, names, quotes))) for s in inside)
        found.append(Passage(path.stem, documents[stem], low, high, inside, names, spans))
    return found


def _window(text: object, window: Sequence[str] | None) -> tuple[int, int]:
    first, last = window if window else ("", "")
    low = text.spans(first)[0][0] if first else 0  # type: ignore[attr-defined]
    return low, text.spans(last)[0][0] if last else sys.maxsize  # type: ignore[attr-defined]


def _folded(text: str) -> tuple[str, list[int]]:
    """A text without marks that names may have or lack, and the place of each character left."""
    kept = [i for i, char in enumerate(text) if char not in _ASIDE and not char.isspace()]
    return "".join(unicodedata.normalize("NFKC", text[i]).lower()[0] for i in kept), kept


def _project(text: str, names: Sequence[Said], quotes: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Where a sentence names the annotated things: every occurrence of every form, the longest forms first."""
    folded, place = _folded(text)
    forms: dict[str, list[int]] = {}
    for index, (_, all_forms) in enumerate(names):
        for form in all_forms:
            forms.setdefault(_folded(form)[0], []).append(index)
    used = [False] * len(folded)
    for form in sorted((f for f in forms if len(f) > 1), key=lambda f: (-len(f), f)):
        for match in re.finditer(re.escape(form), folded):
            if any(used[match.start() : match.end()]):
                continue
            used[match.start() : match.end()] = [True] * len(form)
            quoted_here = (i for i in forms[form] if quotes[i] in folded)
            kind = names[next(quoted_here, forms[form][0])][0]
            yield *_with_marks(text, place[match.start()], place[match.end() - 1] + 1), kind


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The place with the quotation marks that close or open inside it, or enclose it."""
    for opening, closing in ("“”", "《》"):
        inside = text[start:end]
        opened_before = text[start - 1 : start] == opening
        closed_after = text[end : end + 1] == closing
        if opened_before and (closed_after or inside.count(closing) > inside.count(opening)):
            start -= 1
        if closed_after and text[start:end].count(opening) > text[start:end].count(closing):
            end += 1
    return start, end


def labels(words: Sequence[str], spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """One label a word: B, M and E of a name of each type, S of one that is a word, else O.

    A name that begins or ends inside a word (one of a hundred) gets the whole word.
    """
    word_at = [k for k, word in enumerate(words) for _ in word]
    found = [tagger.OUTSIDE] * len(words)
    for start, end, kind in spans:
        first, last = word_at[start], word_at[end - 1]
        if any(label != tagger.OUTSIDE for label in found[first : last + 1]):
            continue
        inside = [f"M-{kind}"] * (last - first - 1)
        found[first : last + 1] = [f"B-{kind}", *inside, f"E-{kind}"] if first < last else [f"S-{kind}"]
    return found


# --- Training --------------------------------------------------------------------------------------------------------


def train(rows: Iterable[tuple[object, Sequence[str]]], settings: Mapping[str, object]) -> Info:
    """The weights of a random field as crfsuite fits it."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for sequence, marks in rows:
        trainer.append(sequence, marks)
    trainer.set_params(dict(settings))
    trained = pycrfsuite.Tagger()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        trained.open(str(path))
        return trained.info()


def rows_of(all_passages: Iterable[Passage]) -> dict[str, list[Row]]:
    """The training rows of each passage: the features of a sentence's words and their labels."""
    found: dict[str, list[Row]] = {}
    for p in all_passages:
        looked = look([s.text for s in p.sentences])
        found[p.name] = [
            (
                pycrfsuite.ItemSequence(features(looked, k)),
                labels(looked.words[place.start : place.stop], p.spans[k]),
            )
            for k, place in enumerate(looked.places)
        ]
    return found


def fit(rows: Mapping[str, Sequence[Row]], some: Iterable[Passage]) -> bytes:
    """The name model of some passages, as it is stored."""
    info = train((row for p in some for row in rows[p.name]), TAGGER_SETTINGS)
    return tagger.packed(info.state_features, info.transitions)


def held_out(
    all_passages: Sequence[Passage], folds: Mapping[str, int], rows: Mapping[str, Sequence[Row]]
) -> dict[str, Tagged]:
    """What models that did not see a document say of all its sentences, by its name."""
    said: dict[str, Tagged] = {}
    documents = {p.document.name: p.document for p in all_passages}
    for fold in sorted(set(folds.values())):
        model = tagger.unpacked(fit(rows, (p for p in all_passages if folds[p.document.name] != fold)), {})
        for document in (d for d in documents.values() if folds[d.name] == fold):
            said[document.name] = combine.tag_document(document, model)
        print(f"fold {fold + 1} of {max(folds.values()) + 1}", file=sys.stderr)
    return said


def train_weights(rows: Iterable[tuple[Proposal, bool]]) -> dict[str, float]:
    """A weight for each fact: logistic regression, as a random field over sequences of one.

    The rules were written with these passages at hand, so here they find more than elsewhere. What they say is
    discounted: one in ``DISCOUNT`` of the right names that they found counts as one that only the model found. A fact
    has a part that all types share and one of its own, and both are drawn to 0: so few proposals of a type, or of a
    rule, tell little.
    """
    model = train(_discounted(rows), WEIGHT_SETTINGS)
    parts: Counter[str] = Counter()
    for (fact, label), weight in model.state_features.items():
        parts[fact] += weight if label == "right" else -weight
    shared = {fact.removeprefix(_SHARED): weight for fact, weight in parts.items() if fact.startswith(_SHARED)}
    facts = {f"{kind} {fact}": weight for kind in TYPES for fact, weight in shared.items()}
    for fact, weight in parts.items():
        if not fact.startswith(_SHARED):
            facts[fact] = facts.get(fact, 0.0) + weight
    return {fact: round(weight, 3) for fact, weight in sorted(facts.items()) if abs(weight) >= 0.005}


def _discounted(rows: Iterable[tuple[Proposal, bool]]) -> Iterator[tuple[list[list[str]], list[str]]]:
    for proposal, right in rows:
        seen, alone = _evidence(proposal.evidence), _evidence(_RULED.sub(_unruled, fact) for fact in proposal.evidence)
        copies = [(seen, DISCOUNT)]
        if right and proposal.entity is not None:
            copies = [(seen, DISCOUNT - 1), (alone, 1 if proposal.belief else 0)]
        for evidence, count in copies:
            for _ in range(count):
                yield [evidence], ["right" if right else "wrong"]


def _unruled(said: re.Match[str]) -> str:
    """What a fact that tells of a rule would be if no rule had found the name."""
    return "unruled" if said[0] == "ruled" else "rule=-"


def _evidence(facts: Iterable[str]) -> list[str]:
    return [part for fact in facts for part in (fact, _SHARED + fact.partition(" ")[2])]


# --- Measuring -------------------------------------------------------------------------------------------------------


def measure(score: ModuleType, all_passages: Sequence[Passage], said: Mapping[str, Sequence[Said]]) -> Figures:
    """Precision, recall and F1 by type, as ``score.py`` counts them."""
    counts = {kind: Counter() for kind in (*TYPES, "all")}
    for p in all_passages:
        free = list(said[p.name])
        for kind, _ in free:
            counts[kind]["said"] += 1
        for kind, names in p.gold:
            counts[kind]["gold"] += 1
            hit = next((s for s in free if s[0] == kind and score.same_name(list(names), list(s[1]))), None)
            if hit is not None:
                free.remove(hit)
                counts[kind]["right"] += 1
    for kind in TYPES:
        counts["all"].update(counts[kind])
    return {kind: score.prf(c["right"], c["said"], c["gold"]) for kind, c in counts.items()}


def inside(p: Passage, entities: Iterable[Entity]) -> list[Said]:
    """The entities that are named in a passage."""
    return [(e.type, (e.name, *e.aliases)) for e in entities if any(p.low <= m.start < p.high for m in e.mentions)]


def best_thresholds(count: Callable[[Mapping[str, float]], Figures]) -> dict[str, float]:
    """The least probability of each type with the highest F1, from 0.3 on: a doubtful node is worse than none."""
    best = dict.fromkeys(TYPES, (0.0, 0.5))
    for step in range(6, 12):
        figures = count(dict.fromkeys(TYPES, step / 20))
        best = {kind: max(best[kind], (figures[kind]["F1"], step / 20)) for kind in TYPES}
    return {kind: threshold for kind, (_, threshold) in best.items()}


def half_of(figures: Figures) -> dict[str, float]:
    """Half of each type's F1: of names that are taken from this probability on the F1 is highest.

    So it is where probabilities are true and that F1 is reached (Lipton, Elkan and Naryanaswamy 2014). The model's own
    F1 is the honest estimate of what is reached elsewhere: unlike the rules it did not see these documents.
    """
    return {kind: round(figures[kind]["F1"] / 2, 2) for kind in TYPES}


def by_model(document: Document, tagged: Tagged, thresholds: Mapping[str, float]) -> tuple[Entity, ...]:
    """What the model alone says of a document, forms of one name together."""
    by_sentence: dict[int, list[TaggedSpan]] = {}
    for index, span in tagged:
        if span.probability >= thresholds[span.type]:
            by_sentence.setdefault(index, []).append(span)
    kept = [(index, span) for index, spans in by_sentence.items() for span in tagger.apart(spans)]
    return combine.choose(combine.proposals(document, (), kept), Weights({}, dict.fromkeys(TYPES, 0.0)))


def judged(score: ModuleType, p: Passage, found: Iterable[Proposal]) -> Iterator[tuple[Proposal, bool]]:
    """The proposals of a passage, and whether each names an annotated thing of its type."""
    for one in found:
        if any(p.low <= m.start < p.high for m in one.mentions):
            names = list(one.names)
            yield one, any(kind == one.type and score.same_name(list(gold), names) for kind, gold in p.gold)


def rule_entities(document: Document) -> tuple[Entity, ...]:
    """What the rules find in a document."""
    found: tuple[Entity, ...] = ()
    for extractor in ENTITY_EXTRACTORS:
        found += tuple(extractor(Context(document, lexicon(), gazetteer(), found)))
    return found


def table(figures: Mapping[str, Mapping[str, Mapping[str, float]]]) -> str:
    """The measured ways side by side, in Markdown."""
    lines = [f"| type | {' | '.join(figures)} |", f"| --- |{' --- |' * len(figures)}"]
    for kind in (*TYPES, "all"):
        cells = (f"{f[kind]['P']:.3f} / {f[kind]['R']:.3f} / **{f[kind]['F1']:.3f}**" for f in figures.values())
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(lines)


def evaluate(
    folds: Mapping[str, int], score: ModuleType, all_passages: Sequence[Passage], said: Mapping[str, Tagged]
) -> tuple[dict[str, Figures], dict[str, float], Weights]:
    """The figures of rules, model and both, with the thresholds of the last two and the weights of all passages."""
    documents = {p.document.name: p.document for p in all_passages}
    ruled = {name: rule_entities(document) for name, document in documents.items()}
    proposals = {name: combine.proposals(d, ruled[name], said[name]) for name, d in documents.items()}
    rows = {p.name: list(judged(score, p, proposals[p.document.name])) for p in all_passages}

    def weighed(left_out: int | None) -> dict[str, float]:
        return train_weights(r for p in all_passages if folds[p.document.name] != left_out for r in rows[p.name])

    facts = {fold: weighed(fold) for fold in sorted(set(folds.values()))}

    def figures(of: Callable[[str], tuple[Entity, ...]]) -> Figures:
        entities = {name: of(name) for name in documents}
        return measure(score, all_passages, {p.name: inside(p, entities[p.document.name]) for p in all_passages})

    def alone(least: Mapping[str, float]) -> Figures:
        return figures(lambda name: by_model(documents[name], said[name], least))

    model_least = best_thresholds(alone)
    shown = {"rules": figures(ruled.__getitem__), "model": alone(model_least)}
    both_least = half_of(shown["model"])
    shown["rules and model"] = figures(
        lambda name: combine.together(ruled[name], proposals[name], Weights(facts[folds[name]], both_least))
    )
    return shown, model_least, Weights(weighed(None), both_least)


def main() -> None:
    """Train, measure, print the table, and store what ``--write`` asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=0, metavar="N", help="0: as many as documents (leave one out)")
    parser.add_argument("--write", action="store_true", help="store model, card and weights in kg/language/models")
    args = parser.parse_args()
    spec = importlib.util.spec_from_file_location("score", SHARED / "evaluation" / "score.py")
    if spec is None or spec.loader is None or not (SHARED / "gold").is_dir():
        sys.exit("the annotated passages are not there: ../shared/gold, ../shared/corpus and ../shared/evaluation")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    score.fold, score.dice = cache(score.fold), cache(score.dice)  # the same names are compared at every threshold
    all_passages = passages(score)
    names = sorted({p.document.name for p in all_passages})
    folds = {name: i % (args.folds or len(names)) for i, name in enumerate(names)}
    rows = rows_of(all_passages)
    said = held_out(all_passages, folds, rows)
    shown, model_least, weights = evaluate(folds, score, all_passages, said)
    print(f"{len(names)} documents, {max(folds.values()) + 1} folds; precision / recall / F1")
    print(table(shown))
    if args.write:
        store(fit(rows, all_passages), model_least, weights, len(names))


def store(model: bytes, thresholds: Mapping[str, float], weights: Weights, documents: int) -> None:
    """Write the model, the card beside it, and the weights."""
    tagger.MODEL.write_bytes(model)
    settings = ", ".join(f"{key} {value}" for key, value in TAGGER_SETTINGS.items())
    card = [
        "# The name model: written by bench/train_names.py, checked when the model is loaded.",
        f'sha256 = "{hashlib.sha256(model).hexdigest()}"',
        f"documents = {documents}",
        f'settings = "{settings}"',
        "# The concepts whose words it saw as cues.",
        f"concepts = {json.dumps(sorted(cue_concepts()))}",
        "",
        "# The least probability of each type with which the model alone scored best.",
        *_toml("threshold", thresholds),
    ]
    tagger.CARD.write_text("\n".join(card) + "\n", encoding="utf-8")
    lines = [
        "# How the evidence for a name is weighed: written by bench/train_names.py. A fact is named by the type of the",
        "# proposed name and what is so; its weight is added to the logit of the proposal's probability.",
        *_toml("threshold", weights.thresholds),
        "",
        *_toml("weights", weights.facts),
    ]
    combine.WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _toml(name: str, values: Mapping[str, float]) -> list[str]:
    return [f"[{name}]", *(f"{json.dumps(key, ensure_ascii=False)} = {values[key]}" for key in sorted(values))]


if __name__ == "__main__":
    main()
