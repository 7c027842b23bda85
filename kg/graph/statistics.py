"""How large a graph is and what it is made of, as VoID counts it, from its sorted N-Quads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.graph.store import InvalidGraphError

_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of a graph; classes, properties and graphs are IRIs in their order.

    Attributes:
        triples: statements, in whatever number of graphs each stands.
        subjects: different subjects.
        objects: different objects.
        classes: different things of each class.
        properties: statements with each property.
        graphs: statements of each named graph.
    """

    triples: int
    subjects: int
    objects: int
    classes: Mapping[str, int]
    properties: Mapping[str, int]
    graphs: Mapping[str, int]


def statistics(lines: Iterable[str]) -> Statistics:
    """Count the statements of N-Quads lines that are sorted and have no line ends, each line once.

    Raises:
        InvalidGraphError: a line is no statement of a named graph.

    Source: W3C Note "Describing Linked Datasets with the VoID Vocabulary", section 4.6.
    """
    triples = subjects = 0
    objects: set[str] = set()
    typed: set[tuple[str, str]] = set()
    properties: Counter[str] = Counter()
    graphs: Counter[str] = Counter()
    last = statement = ""
    for line in lines:
        said, subject, predicate, target, graph = _quad(line)
        graphs[graph] += 1
        if said == statement:
            continue
        statement = said
        triples += 1
        subjects += subject != last
        last = subject
        objects.add(target)
        properties[predicate] += 1
        if predicate == _TYPE:
            typed.add((subject, target))
    classes = Counter(kind for _, kind in typed)
    return Statistics(triples, subjects, len(objects), *map(_by_iri, (classes, properties, graphs)))


def _quad(line: str) -> tuple[str, ...]:
    """The statement in N-Triples, its subject, predicate, object and graph."""
    said, _, end = line.rpartition(" <")
    parts = said.split(" ", 2)
    if len(parts) < 3 or not all(part[0] + part[-1] == "<>" for part in parts[:2]) or not end.endswith("> ."):
        raise InvalidGraphError(f"the graph is not valid N-Quads: {line[:200]}")
    return said, *parts, f"<{end[:-2]}"


def _by_iri(counts: Mapping[str, int]) -> dict[str, int]:
    return {name[1:-1]: counts[name] for name in sorted(counts)}
