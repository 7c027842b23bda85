"""Concepts that can be linked: those of this graph, and those of a SKOS file in any RDF format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, parse

from kg.errors import UserError
from kg.language.lexicon import BASE, Lexicon
from kg.link.mappings import SKOS

_LABELS = (SKOS + "prefLabel", "http://www.w3.org/2000/01/rdf-schema#label", SKOS + "altLabel", SKOS + "hiddenLabel")
_PREFERRED = _LABELS[:2]
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_NARROWER = (SKOS + "narrower", SKOS + "hasTopConcept")
_KINDS = (_TYPE, SKOS + "inScheme")


@dataclass(frozen=True, slots=True)
class Label:
    """A name. ``language`` is empty where none is said."""

    text: str
    language: str = ""
    preferred: bool = True


@dataclass(frozen=True, slots=True)
class Linkable:
    """A concept with what it can be told by. ``kinds`` are its classes and schemes, ``parents`` broader concepts."""

    iri: str
    labels: tuple[Label, ...]
    codes: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The label to show: a Chinese one, else any that is preferred."""
        chosen = sorted(self.labels, key=lambda label: (not label.preferred, not label.language.startswith("zh")))
        return chosen[0].text if chosen else ""


def of_scheme(words: Lexicon, scheme: str) -> tuple[Linkable, ...]:
    """The concepts of a scheme of the vocabulary, by the last part of its IRI, and those above them.

    Raises:
        UserError: there is no such scheme.
    """
    try:
        concepts = words.concepts(scheme)
    except KeyError as error:
        raise UserError(
            f"the vocabulary has no scheme {scheme}", "indicator, industry, area, unit … are schemes"
        ) from error
    found = []
    for concept in concepts:
        labels = [Label(text, "zh", text == concept.label) for text in concept.labels]
        labels += [Label(concept.label_en, "en")] if concept.label_en else []
        codes = concept.properties.get(SKOS + "notation", ())
        found.append(Linkable(concept.iri, tuple(labels), codes, concept.broader, (BASE + scheme,)))
    return tuple(found)


def of_graph(store: Store, scheme: str) -> tuple[Linkable, ...]:
    """The concepts of a scheme of a published graph: candidates found in documents (``indicator-candidate``) too.

    Raises:
        UserError: no concept of the graph is in that scheme.
    """
    member = f"?concept <{SKOS}inScheme> <{NamedNode(BASE + scheme).value}> ; ?property ?value ."
    rows = store.query(
        f"SELECT DISTINCT ?concept ?property ?value WHERE {{ {member} }}", use_default_graph_as_union=True
    )
    values: dict[str, dict[str, list[Literal | NamedNode]]] = {}
    for row in rows if isinstance(rows, QuerySolutions) else ():
        subject, predicate, value = row["concept"], row["property"], row["value"]
        if (
            isinstance(subject, NamedNode)
            and isinstance(predicate, NamedNode)
            and isinstance(value, Literal | NamedNode)
        ):
            values.setdefault(subject.value, {}).setdefault(predicate.value, []).append(value)
    if not values:
        raise UserError(f"the graph has no scheme {scheme}", "`kg query` with skos:inScheme lists the schemes")
    return _linkable(values)


def of_file(path: Path) -> tuple[Linkable, ...]:
    """The concepts of a file: whatever has a ``skos:prefLabel`` or ``rdfs:label``, in the order of their IRIs.

    Raises:
        UserError: the file cannot be read, is not RDF, or has no concept.
    """
    form = RdfFormat.from_extension(path.suffix.lstrip("."))
    if form is None:
        known = "ttl, nt, nq, trig, rdf, jsonld, n3"
        raise UserError(f"the format of {path} is unknown", f"give a file that ends in one of {known}")
    values: dict[str, dict[str, list[Literal | NamedNode]]] = {}
    try:
        for triple in parse(path=path, format=form):
            subject, value = triple.subject, triple.object
            if isinstance(subject, NamedNode) and isinstance(value, Literal | NamedNode):
                values.setdefault(subject.value, {}).setdefault(triple.predicate.value, []).append(value)
    except (OSError, SyntaxError, ValueError) as error:
        raise UserError(f"{path} cannot be read: {error}", "give a SKOS vocabulary in an RDF format") from error
    found = _linkable({iri: said for iri, said in values.items() if any(label in said for label in _PREFERRED)}, values)
    if not found:
        raise UserError(f"{path} has no concept with a label", "give a SKOS vocabulary")
    return found


def _linkable(
    concepts: Mapping[str, Mapping[str, list[Literal | NamedNode]]],
    everything: Mapping[str, Mapping[str, list[Literal | NamedNode]]] | None = None,
) -> tuple[Linkable, ...]:
    above: dict[str, list[str]] = {}
    for iri, said in (everything or concepts).items():
        for name in _NARROWER:
            for narrower in said.get(name, ()):
                above.setdefault(narrower.value, []).append(iri)
    found = []
    for iri, said in sorted(concepts.items()):
        labels = {
            Label(term.value, (term.language or "").lower(), predicate in _PREFERRED): None
            for predicate in _LABELS
            for term in _ordered(said.get(predicate, ()))
            if isinstance(term, Literal)
        }
        parents = {term.value for term in said.get(SKOS + "broader", ())} | set(above.get(iri, ()))
        codes = [term.value for term in _ordered(said.get(SKOS + "notation", ()))]
        kinds = {term.value for name in _KINDS for term in said.get(name, ())}
        found.append(Linkable(iri, tuple(labels), tuple(codes), tuple(sorted(parents)), tuple(sorted(kinds))))
    return tuple(found)


def _ordered(terms: Iterable[Literal | NamedNode]) -> list[Literal | NamedNode]:
    return sorted(terms, key=str)
