"""The ontology as a page and a diagram read it: its terms with labels, comments and what they join."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg import resources
from kg.graph.iris import PREFIXES, resolve_name

FILES = ("govreport.ttl", "lexicon.ttl", "alignment.ttl")  # the shapes join the diagram
SHAPES = "shapes.ttl"
Value = NamedNode | Literal
_MANY = 4  # classes that a property leads to; with more of them it leads to anything


class Statements:
    """Statements of Turtle files by subject and property, for reading. Values come sorted."""

    def __init__(self, files: Iterable[Path]) -> None:
        """Read the files.

        Args:
            files: Turtle files without blank nodes.
        """
        self._by_subject: dict[str, dict[str, set[Value]]] = {}
        for path in files:
            for triple in parse(path=path, format=RdfFormat.TURTLE):
                if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
                    values = self._by_subject.setdefault(triple.subject.value, {})
                    values.setdefault(triple.predicate.value, set()).add(triple.object)

    def values(self, subject: str, name: str) -> list[str]:
        """The IRIs and literals, without their syntax, of a property given by its prefixed name."""
        return sorted(value.value for value in self._of(subject).get(resolve_name(name), ()))

    def text(self, subject: str, name: str, language: str) -> str:
        """The value in that language; empty if there is none."""
        values = self._of(subject).get(resolve_name(name), ())
        return min((v.value for v in values if isinstance(v, Literal) and v.language == language), default="")

    def of_type(self, name: str) -> list[str]:
        """The subjects of a type given by its prefixed name, in the order of their IRIs."""
        kind = NamedNode(resolve_name(name))
        predicate = resolve_name("rdf:type")
        return sorted(s for s, values in self._by_subject.items() if kind in values.get(predicate, ()))

    def subjects(self, name: str, value: str) -> list[str]:
        """The subjects of which a property has that IRI."""
        wanted, node = resolve_name(name), NamedNode(value)
        return sorted(s for s, values in self._by_subject.items() if node in values.get(wanted, ()))

    def _of(self, subject: str) -> Mapping[str, set[Value]]:
        return self._by_subject.get(subject, {})


@dataclass(frozen=True, slots=True)
class Link:
    """A property that joins things of one class to things of another. All three are IRIs."""

    source: str
    name: str
    target: str


def statements(folder: Path | None = None) -> Statements:
    """The ontology, its lexicon, its alignment and its shapes; the installed ones if no folder is given."""
    base = folder or resources.folder("ontology")
    return Statements(base / name for name in (*FILES, SHAPES))


def short(iri: str) -> str:
    """An IRI with a usual prefix, where one fits."""
    prefix = max(
        (p for p, base in PREFIXES.items() if iri.startswith(base)), key=lambda p: len(PREFIXES[p]), default=""
    )
    return f"{prefix}:{iri[len(PREFIXES[prefix]) :]}" if prefix else iri


def domains(found: Statements, term: str) -> list[str]:
    """The classes that a property is said of."""
    return found.values(term, "rdfs:domain") or found.values(term, "schema:domainIncludes")


def ranges(found: Statements, term: str) -> list[str]:
    """The classes or datatypes that a property leads to: those listed, where the range is only that of everything."""
    return found.values(term, "schema:rangeIncludes") or found.values(term, "rdfs:range")


def links(found: Statements) -> tuple[Link, ...]:
    """What the classes are joined by: domains and ranges of the ontology, and the classes that shapes ask for."""
    own = set(found.of_type("owl:ObjectProperty")) & set(_defined(found, resolve_name("kg:")))
    made = {link for term in own for link in _of_property(found, term)}
    sources = {link.source for link in made} | set(_defined(found, resolve_name("kg:")))
    for shape in found.of_type("sh:NodeShape"):
        for target in found.values(shape, "sh:targetClass"):
            for part in found.values(shape, "sh:property"):
                for asked in found.values(part, "sh:class"):
                    if target in sources:
                        made.add(Link(target, found.values(part, "sh:path")[0], asked))
    return tuple(sorted(made, key=lambda link: (link.source, link.name, link.target)))


def _of_property(found: Statements, term: str) -> list[Link]:
    """Each domain with each range; like with like where they are the same; with anything where they are many."""
    said, leads = domains(found, term), ranges(found, term)
    if said == leads:
        return [Link(each, term, each) for each in said]
    if len(leads) > _MANY:
        leads = [resolve_name("schema:Thing")]
    return [Link(domain, term, target) for domain in said for target in leads]


def _defined(found: Statements, namespace: str) -> list[str]:
    return [term for term in found.subjects("rdfs:isDefinedBy", namespace.rstrip("#")) if term.startswith(namespace)]


def terms(found: Statements, namespace: str, *kinds: str) -> list[str]:
    """The terms of a namespace of any of the types given by prefixed name, in the order of their IRIs."""
    of_kinds = {term for kind in kinds for term in found.of_type(kind)}
    return [term for term in _defined(found, namespace) if term in of_kinds]
