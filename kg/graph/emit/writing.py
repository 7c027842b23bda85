"""What every part of a document's graph is written with: its quads, its passages, the marks of a claim."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from kg import __version__
from kg.graph import iris
from kg.graph.nquads import Quads, Term, decimal, integer, iri, text
from kg.language.lexicon import Lexicon
from kg.model import Document, Sentence, Span, around
from kg.resolve import Resolution
from kg.resolve.areas import Place

_AROUND = 16  # characters of prefix and suffix: they find a quote again in a text that has shifted


@cache
def named(name: str) -> Term:
    """The term of ``prefix:local``. Raises KeyError for an unknown prefix."""
    return iri(iris.resolve_name(name))


TYPE = named("rdf:type")


def write_activity(quads: Quads, rule: str) -> None:
    """A rule as run by this version of the software."""
    activity, software = iri(iris.activity(rule)), iri(iris.SOFTWARE)
    quads.add(activity, TYPE, named("prov:Activity"))
    quads.add(activity, named("kg:rule"), text(rule))
    quads.add(activity, named("prov:wasAssociatedWith"), software)


def write_software(quads: Quads) -> None:
    """This version of the software."""
    software = iri(iris.SOFTWARE)
    quads.add(software, TYPE, named("prov:SoftwareAgent"))
    quads.add(software, named("rdfs:label"), text(f"{iris.TOOL} {__version__}"))
    quads.add(software, named("schema:softwareVersion"), text(__version__))


def write_area(quads: Quads, place: Place) -> None:
    """An area and the one around it; one that the vocabulary does not have also with its name and level."""
    node = iri(place.iri)
    quads.add(node, TYPE, named("kg:Area"), named("schema:AdministrativeArea"))
    if place.inside:
        quads.add(node, named("geo:sfWithin"), iri(place.inside))
    if not place.listed:
        quads.add(node, named("skos:prefLabel"), text(place.label, "zh"))
        if place.level:
            quads.add(node, named("lex:level"), text(place.level))


@dataclass(frozen=True, slots=True)
class Writing:
    """The graph of one document while it is written, and its share of the graph ``things``."""

    document: Document
    found: Resolution
    words: Lexicon
    quads: Quads
    things: Quads
    _starts: tuple[int, ...] = field(init=False)
    _sentences: tuple[Sentence, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Order the sentences, to find the one of a passage by bisection."""
        filled = tuple(sorted((s for s in self.document.sentences if s.offsets), key=lambda s: s.offsets[0]))
        object.__setattr__(self, "_sentences", filled)
        object.__setattr__(self, "_starts", tuple(s.offsets[0] for s in filled))

    @property
    def node(self) -> Term:
        """The document's own node."""
        return iri(iris.document(self.document))

    def passage(self, span: Span, number: str = "", part: Span | None = None) -> Term:
        """A passage with its selectors and its sentence in reading form.

        Args:
            span: the quote.
            number: tells apart two quantities that one quote states.
            part: where inside the document the number stands; it refines the quote.
        """
        name = iris.passage(self.document, span, number)
        whole, position, quote = iri(name), iri(name + "#position"), iri(name + "#quote")
        source = self.document.text
        add = self.quads.add
        add(whole, TYPE, named("oa:SpecificResource"))
        add(whole, named("oa:hasSource"), self.node)
        add(whole, named("oa:hasSelector"), position, quote)
        if sentence := self._sentence(span):
            at, last = (bisect_left(sentence.offsets, place) for place in (span.start, span.end - 1))
            add(whole, named("kg:sentence"), text(around(sentence.text, at, last + 1)))
        self._place(position, span.start, span.end)
        add(quote, TYPE, named("oa:TextQuoteSelector"))
        add(quote, named("oa:exact"), text(self.document.quote(span)))
        add(quote, named("oa:prefix"), text(source[max(0, span.start - _AROUND) : span.start]))
        add(quote, named("oa:suffix"), text(source[span.end : span.end + _AROUND]))
        if part is not None:
            refined = iri(name + "#number")
            add(position, named("oa:refinedBy"), refined)
            # The standard counts a refinement from the start of what it refines.
            self._place(refined, part.start - span.start, part.end - span.start)
        return whole

    def claim(self, claim: Term, passages: Iterable[Term], rule: str, confidence: float) -> None:
        """The marks of every claim: type, passages, the rule that made it, how far to trust it."""
        add = self.quads.add
        add(claim, TYPE, named("kg:Claim"))
        add(claim, named("prov:wasDerivedFrom"), *passages)
        add(claim, named("kg:confidence"), decimal(Decimal(str(confidence))))
        activity = iri(iris.activity(rule))
        add(claim, named("prov:wasGeneratedBy"), activity)
        write_activity(self.things, rule)

    def statement(self, claim: Term, subject: Term, predicate: Term, target: Term) -> None:
        """What a claim states, as a statement about a plain edge."""
        self.quads.add(claim, TYPE, named("rdf:Statement"))
        self.quads.add(claim, named("rdf:subject"), subject)
        self.quads.add(claim, named("rdf:predicate"), predicate)
        self.quads.add(claim, named("rdf:object"), target)

    def labelled(self, node: Term, label: str) -> None:
        """The one Chinese name of a node that the vocabulary does not have."""
        self.things.add(node, named("skos:prefLabel"), text(label, "zh"))

    def candidate(self, scheme: str, wording: str) -> Term:
        """A concept found in the text: the candidate for a stanza in the vocabulary."""
        node = iri(iris.candidate(scheme, wording))
        self.things.add(node, TYPE, named("skos:Concept"))
        self.things.add(node, named("skos:inScheme"), iri(iris.scheme(f"{scheme}-candidate")))
        self.labelled(node, iris.shown(wording, scheme))
        return node

    def _place(self, selector: Term, start: int, end: int) -> None:
        self.quads.add(selector, TYPE, named("oa:TextPositionSelector"))
        self.quads.add(selector, named("oa:start"), integer(start))
        self.quads.add(selector, named("oa:end"), integer(end))

    def _sentence(self, span: Span) -> Sentence | None:
        at = bisect_right(self._starts, span.start) - 1
        return self._sentences[at] if at >= 0 and span.start <= self._sentences[at].offsets[-1] else None
