"""What resolving gives: which node each name of each document means, and what was decided over documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.graph import iris
from kg.resolve.areas import Place
from kg.resolve.curation import Outcome


@dataclass(frozen=True, slots=True)
class Thing:
    """A named thing as one node.

    ``listed``: the vocabulary has it with its labels. ``broader`` is the concept of the vocabulary that takes it in,
    or empty.
    """

    iri: str
    type: str
    label: str
    listed: bool = False
    broader: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """Why several documents or several names have one node.

    Attributes:
        documents: IRIs of those that name it so.
        reason: ``same-name``, ``alias``, ``class-word``, ``area-prefix``, ``same-class``, ``person``; ``one-type``
            where documents put one name under several types; ``gazetteer``, ``vocabulary`` or ``same-wording`` for what
            is identified by a vocabulary.
        members: the IRIs that the one or two names would have on their own.
        references: the same as a curation file names them; none where it cannot tell them apart.
    """

    thing: str
    type: str
    label: str
    names: tuple[str, ...]
    documents: tuple[str, ...]
    reason: str
    members: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Things that look alike and were kept apart.

    ``why``: ``other-area``, ``contains``, ``alias-of-several``, ``alias-too-short``, ``two-in-one-document`` or
    ``denied``; ``other-type`` where one name is an honour's and another thing's, or relations are stated of it that no
    single type can have.
    """

    things: tuple[str, ...]
    labels: tuple[str, ...]
    references: tuple[str, ...]
    documents: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Succession:
    """A campaign year follows that of the year before. ``evidence``: the claims that it is derived from."""

    later: str
    earlier: str
    area: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The result of ``resolve``. Mappings are by document name first; names are looked up in their normal form."""

    documents: Mapping[str, str]  # IRIs
    homes: Mapping[str, Place | None]
    places: Mapping[str, Mapping[str, Place]]
    entities: Mapping[str, Mapping[tuple[str, str], Thing]]
    comparators: Mapping[str, Mapping[str, Place | None]]
    around: tuple[Place, ...]  # the areas spoken of and those around them, ordered by IRI
    merges: tuple[Merge, ...] = ()
    successions: tuple[Succession, ...] = ()
    near: tuple[NearMiss, ...] = ()
    outcomes: tuple[Outcome, ...] = ()  # of the corrections that people made

    def home(self, document: str) -> Place | None:
        """The area that a document is about, where that is known."""
        return self.homes[document]

    def place(self, document: str, name: str) -> Place:
        """The area that a name means in a document. Raises KeyError for a name that no claim of it has."""
        return self.places[document][name]

    def thing(self, document: str, kind: str, name: str) -> Thing:
        """The node of a named thing. Raises KeyError where the document has none of that type and name."""
        return self.entities[document][kind, iris.normal(name)]

    def subject(self, document: str, name: str) -> Thing:
        """The node that an observation's subject means. Raises KeyError for a name that no observation has."""
        return self.entities[document]["", iris.normal(name)]

    def comparator(self, document: str, name: str) -> Place | None:
        """The area that a comparator means, or None where it means none (同类城市)."""
        return self.comparators[document][name]
