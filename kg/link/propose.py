"""Candidates for links: which concepts of another vocabulary may be the same, how likely, and why.

A score is made of evidence that a person can check, and every candidate says which: its label is the same, the same
but for width and blanks, an alias, or similar; its code is the same; a concept above it has the same name as one above
the other. Nothing is proposed that the other vocabulary does not have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz, process, utils

from kg.language.wording import normal
from kg.link import mappings as sssom
from kg.link.vocabulary import Label, Linkable

# What a label's match is worth alone. Preferred names are chosen to be unique, aliases are not.
_SAME = {(True, True): 0.9, (True, False): 0.82, (False, True): 0.82, (False, False): 0.75}
_WIDTH = 0.03  # less, where only the normal form is the same
_SIMILAR = 0.75  # of the similarity, for labels that are only alike
_PARENT = 0.5  # of what is missing to certainty, where a concept above has the same name
_CODE = 0.6  # of what is missing, where a code is the same
_STRANGER = 0.9  # of the score, where both have concepts above and none is the same
_CODE_ALONE = 0.5
_EXACT = 0.9  # candidates from here on are proposed as the same, below as close
THRESHOLD = 0.6
LIMIT = 3
_ALIKE = 80.0  # of 100: less similar labels are not looked at
_PLACES = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A concept elsewhere that may be the subject; ``reasons`` are what speaks for it."""

    subject: Linkable
    object: Linkable
    score: float
    reasons: tuple[str, ...]
    lexical: bool  # only labels speak for it
    similar: bool  # and they are only alike

    def mapping(self) -> sssom.Mapping:
        """As a row for a person to accept."""
        kind = "LexicalSimilarityThresholdMatching" if self.similar else "LexicalMatching"
        return sssom.Mapping(
            subject=self.subject.iri,
            predicate=sssom.SKOS + ("exactMatch" if self.score >= _EXACT else "closeMatch"),
            object=self.object.iri,
            subject_label=self.subject.name,
            object_label=self.object.name,
            justification=sssom.SEMAPV + (kind if self.lexical else "CompositeMatching"),
            confidence=Decimal(str(self.score)).quantize(_PLACES),
            comment="; ".join(self.reasons),
        )


class Matcher:
    """Compares subjects with the concepts of one vocabulary.

    Args:
        there: the concepts elsewhere.
        here: all concepts of the subjects' scheme: the names of those above a subject are looked up in them.
        kind: a class or scheme that candidates must be of; any if empty.
    """

    def __init__(self, there: Sequence[Linkable], here: Sequence[Linkable], kind: str = "") -> None:
        self._there = {concept.iri: concept for concept in there}
        self._here = {concept.iri: concept for concept in here}
        self._by_form: dict[str, dict[str, None]] = {}
        self._by_code: dict[str, list[str]] = {}
        for concept in there:
            if kind and kind not in concept.kinds:
                continue
            for label in concept.labels:
                self._by_form.setdefault(_form(label.text), {})[concept.iri] = None
            for code in concept.codes:
                self._by_code.setdefault(code, []).append(concept.iri)
        self._forms = list(self._by_form)

    def candidates(self, subject: Linkable, threshold: float = THRESHOLD, limit: int = LIMIT) -> tuple[Candidate, ...]:
        """The likeliest concepts for a subject, the best first.

        Args:
            subject: a concept of this graph.
            threshold: the least score.
            limit: how many at most.
        """
        near: dict[str, float] = {}
        for label in subject.labels:
            alike = process.extract(_form(label.text), self._forms, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=10)
            for form, ratio, _ in alike:
                for iri in self._by_form[form]:
                    near[iri] = max(near.get(iri, 0.0), ratio / 100)
        for code in subject.codes:
            near |= {iri: near.get(iri, 0.0) for iri in self._by_code.get(code, ())}
        found = [self._judge(subject, self._there[iri]) for iri in near]
        kept = [candidate for candidate in found if candidate.score >= threshold]
        return tuple(sorted(kept, key=lambda candidate: (-candidate.score, candidate.object.iri))[:limit])

    def _judge(self, subject: Linkable, other: Linkable) -> Candidate:
        score, reason, similar = _labels(subject.labels, other.labels)
        reasons = [reason] if reason else []
        codes = [code for code in subject.codes if code in other.codes]
        if codes:
            score = score + (1 - score) * _CODE if score else _CODE_ALONE
            reasons.append(f"code {codes[0]}")
        above, beyond = _names(subject, self._here), _names(other, self._there)
        shared = [name for name in above if name in beyond]
        if shared:
            score += (1 - score) * _PARENT
            reasons.append(f"under {above[shared[0]]}")
        elif above and beyond:
            score *= _STRANGER
            reasons.append("no concept above is the same")
        return Candidate(subject, other, round(score, 3), tuple(reasons), not codes and not shared, similar)


def propose(
    subjects: Iterable[Linkable], matcher: Matcher, *, threshold: float = THRESHOLD, limit: int = LIMIT
) -> Iterator[sssom.Mapping]:
    """The candidates of some subjects as rows, but for those that the curated tables have, in the subjects' order."""
    known = {(m.subject, m.object) for table in sssom.curated() for m in table.mappings}
    for subject in subjects:
        for candidate in matcher.candidates(subject, threshold, limit):
            if (subject.iri, candidate.object.iri) not in known:
                yield candidate.mapping()


def _form(text: str) -> str:
    """What labels are compared in: width, blanks and case do not tell names apart."""
    return normal(text).lower() if not text.isascii() else utils.default_process(text)


def _labels(here: Sequence[Label], there: Sequence[Label]) -> tuple[float, str, bool]:
    """The best score of two labels, why, and whether they are only alike."""
    best = (0.0, "", False)
    for one in here:
        for other in there:
            if one.language and other.language and one.language[:2] != other.language[:2]:
                continue
            worth, similar = _SAME[one.preferred, other.preferred], False
            what = "label" if one.preferred and other.preferred else "alias"
            if one.text == other.text:
                reason = f"same {what} {other.text}"
            elif _form(one.text) == _form(other.text):
                worth, reason = worth - _WIDTH, f"same {what} but for width, case or blanks: {other.text}"
            else:
                ratio = fuzz.ratio(_form(one.text), _form(other.text)) / 100
                worth, reason, similar = (
                    worth * ratio * _SIMILAR,
                    f"similar {what} {one.text} ~ {other.text} ({ratio:.2f})",
                    True,
                )
                if ratio * 100 < _ALIKE:
                    continue
            if worth > best[0]:
                best = (worth, reason, similar)
    return best


def _names(concept: Linkable, known: Mapping[str, Linkable]) -> Mapping[str, str]:
    """The names of all concepts above one, by the form in which they are compared."""
    found: dict[str, str] = {}
    seen = {concept.iri}
    waiting = list(concept.parents)
    while waiting:
        iri = waiting.pop(0)
        if iri in seen or iri not in known:
            continue
        seen.add(iri)
        for label in known[iri].labels:
            found.setdefault(_form(label.text), label.text)
        waiting += known[iri].parents
    return found
