"""What is wrong with mapping tables: one fault a line, with the file and the line where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.language.lexicon import BASE, Lexicon, lexicon
from kg.link import forms
from kg.link.mappings import EXACT, PREDICATES, SEMAPV, SKOS, Mapping, MappingSet, read

# The justifications that SSSOM allows.
JUSTIFICATIONS = frozenset(
    SEMAPV + name
    for name in (
        *("BackgroundKnowledgeBasedMatching", "CompositeMatching", "InstanceBasedMatching", "LexicalMatching"),
        *("LexicalSimilarityThresholdMatching", "LogicalReasoning", "ManualMappingCuration", "MappingChaining"),
        *("MappingInversion", "MappingReview", "SemanticSimilarityThresholdMatching", "StructuralMatching"),
        "UnspecifiedMatching",
    )
)
_DISJOINT = (SKOS + "broadMatch", SKOS + "relatedMatch", SKOS + "narrowMatch")  # from exactMatch, says SKOS


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. ``line`` is 0 where it is the whole file's."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        """One line for a list, in the form that editors jump to."""
        return f"{self.file}:{self.line}: {self.what}" if self.line else f"{self.file}: {self.what}"


def check(paths: Iterable[Path], words: Lexicon | None = None) -> tuple[Fault, ...]:
    """The faults of some tables, by file and line.

    Two exact matches of one concept in one vocabulary are looked for over all tables given.

    Args:
        paths: the tables.
        words: the vocabulary whose concepts may be subjects; the installed one if None.

    Raises:
        UserError: a file cannot be read.
    """
    known = words or lexicon()
    tables = [(str(path), read(path)) for path in paths]
    found = [fault for file, table in tables for fault in _of_table(file, table, known)]
    found += _twice(tables)
    return tuple(sorted(found, key=lambda fault: (fault.file, fault.line, fault.what)))


def _of_table(file: str, table: MappingSet, words: Lexicon) -> Iterator[Fault]:
    for row in table.bad:
        yield Fault(file, row.line, row.why)
    if not table.iri:
        return
    if not table.license:
        yield Fault(file, 0, "the header has no license")
    for m in table.mappings:
        for look in _LOOKS:
            if what := look(m, words):
                yield Fault(file, m.line, what)


def _dangling(m: Mapping, words: Lexicon) -> str:
    """A concept of the graph that is none; subjects found in documents have no stanza and are not looked up."""
    if not m.subject.startswith(BASE) or m.subject.startswith(BASE + "id/"):
        return "" if m.subject.startswith(BASE) else f"the subject is no concept of this graph: {m.subject}"
    try:
        concept = words.by_iri(m.subject)
    except KeyError:
        return f"there is no concept {m.subject}"
    if m.subject_label and m.subject_label not in (*concept.labels, concept.label_en):
        return f"{m.subject} is {concept.label}, not {m.subject_label}"
    return ""


def _predicate(m: Mapping, words: Lexicon) -> str:
    return "" if m.predicate in PREDICATES else f"no mapping relation of SKOS: {m.predicate}"


def _identifier(m: Mapping, words: Lexicon) -> str:
    if forms.legal(m.object):
        return ""
    form = forms.form_of(m.object)
    return f"no identifier of {form.name}: {m.object}" if form else f"no IRI: {m.object}"


def _justification(m: Mapping, words: Lexicon) -> str:
    return "" if m.justification in JUSTIFICATIONS else f"no justification of SSSOM: {m.justification}"


_LOOKS: tuple[Callable[[Mapping, Lexicon], str], ...] = (_dangling, _predicate, _identifier, _justification)


def _twice(tables: Iterable[tuple[str, MappingSet]]) -> Iterator[Fault]:
    """Two exact matches in one vocabulary, a row given twice, and an exact match that is said to be another as well."""
    rows = [(file, m) for file, table in tables for m in table.mappings]
    exact: dict[tuple[str, str], tuple[str, Mapping]] = {}
    triples: dict[tuple[str, str, str], str] = {}
    for file, m in rows:
        place = f"{file}:{m.line}"
        if first := triples.get((m.subject, m.predicate, m.object)):
            yield Fault(file, m.line, f"stands in {first} already: {m.subject} {m.object}")
            continue
        triples[m.subject, m.predicate, m.object] = place
        if m.predicate != EXACT:
            continue
        form = forms.form_of(m.object)
        space = form.name if form else m.object.rpartition("/")[0]
        other = exact.setdefault((m.subject, space), (place, m))
        if other[1].object != m.object:
            what = f"{m.subject} has another exact match in {space}: {other[1].object} in {other[0]}"
            yield Fault(file, m.line, what)
    for file, m in rows:
        if m.predicate in _DISJOINT and (m.subject, EXACT, m.object) in triples:
            yield Fault(file, m.line, f"{m.object} is an exact match in {triples[m.subject, EXACT, m.object]}")
