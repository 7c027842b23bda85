"""The ontologies are findable, accessible, interoperable and reusable as far as their files can show.

The checks are those of FOOPS! (Garijo, Corcho, Poveda-Villalón: FOOPS!, an ontology pitfall scanner for the FAIR
principles, ISWC 2021), by its names of tests. Left out is what only a network can tell: that IRIs resolve and
negotiate content (FIND1, CN1, HTTP1, VER2), that registries list the vocabulary (FIND3), and a DOI, which none has yet.
"""

import re
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, VANN

from kg import resources

NAMES = ("govreport", "lexicon", "alignment")
SCHEMA = rdflib.Namespace("https://schema.org/")
MINIMUM = (DCTERMS.title, DCTERMS.description, DCTERMS.license, OWL.versionInfo, DCTERMS.creator)
RECOMMENDED = (
    VANN.preferredNamespacePrefix,
    VANN.preferredNamespaceUri,
    OWL.versionIRI,
    DCTERMS.created,
    DCTERMS.contributor,
    DCTERMS.bibliographicCitation,
)
DETAILED = (DCTERMS.issued, DCTERMS.modified, DCTERMS.publisher, SCHEMA.creativeWorkStatus)
METADATA_VOCABULARIES = (str(DCTERMS), str(VANN), str(OWL), str(SCHEMA))


class Ontology:
    """One file and the node that describes it."""

    def __init__(self, name: str) -> None:
        self.path: Path = resources.folder("ontology") / f"{name}.ttl"
        self.graph = rdflib.Graph().parse(self.path, format="turtle")
        self.node = next(self.graph.subjects(RDF.type, OWL.Ontology))

    @property
    def terms(self) -> list[rdflib.term.Node]:
        """What it defines."""
        return sorted(self.graph.subjects(RDFS.isDefinedBy, self.node))


@pytest.fixture(params=NAMES)
def ontology(request: pytest.FixtureRequest) -> Ontology:
    return Ontology(request.param)


@pytest.mark.parametrize(
    "wanted", [MINIMUM, RECOMMENDED, DETAILED], ids=["OM1 minimum", "OM2 recommended", "OM3 detailed"]
)
def test_its_metadata_are_complete(ontology: Ontology, wanted: tuple[rdflib.URIRef, ...]) -> None:
    assert [name for name in wanted if ontology.graph.value(ontology.node, name) is None] == []


def test_uri1_its_iri_is_persistent(ontology: Ontology) -> None:
    assert re.match(r"https://(w3id\.org|purl\.org)/", str(ontology.node))


def test_ver1_its_version_has_an_iri_that_ends_with_its_number(ontology: Ontology) -> None:
    version = ontology.graph.value(ontology.node, OWL.versionInfo)
    assert str(ontology.graph.value(ontology.node, OWL.versionIRI)) == f"{ontology.node}/{version}"


def test_find2_its_prefix_is_declared_and_is_that_of_the_file(ontology: Ontology) -> None:
    prefix = str(ontology.graph.value(ontology.node, VANN.preferredNamespacePrefix))
    namespace = str(ontology.graph.value(ontology.node, VANN.preferredNamespaceUri))
    assert f"@prefix {prefix}: <{namespace}> ." in ontology.path.read_text(encoding="utf-8")


def test_om4_its_licence_is_the_iri_of_a_known_one(ontology: Ontology) -> None:
    assert ontology.graph.value(ontology.node, DCTERMS.license) == rdflib.URIRef("https://opensource.org/license/mit")


def test_om5_who_made_it_and_when_is_said_with_dates_in_order(ontology: Ontology) -> None:
    created, issued, modified = (
        ontology.graph.value(ontology.node, name) for name in (DCTERMS.created, DCTERMS.issued, DCTERMS.modified)
    )
    assert created <= issued <= modified


def test_voc1_its_metadata_use_vocabularies_for_metadata(ontology: Ontology) -> None:
    for name in ontology.graph.predicates(ontology.node):
        assert name == RDF.type or str(name).startswith(METADATA_VOCABULARIES)


def test_voc2_it_builds_on_other_vocabularies(ontology: Ontology) -> None:
    namespaces = {str(term).rsplit("#", 1)[0].rsplit("/", 1)[0] for term in ontology.graph.objects() if term != OWL}
    assert len([namespace for namespace in namespaces if "w3id.org/govreport" not in namespace]) > 3


@pytest.mark.parametrize(("name", "what"), [("VOC3", (RDFS.label, SKOS.prefLabel)), ("VOC4", (RDFS.comment,))])
def test_every_term_has_a_label_and_a_description(ontology: Ontology, name: str, what: tuple[rdflib.URIRef]) -> None:
    for term in ontology.terms:
        said = {literal.language for prop in what for literal in ontology.graph.objects(term, prop)}
        assert {"zh", "en"} <= said, f"{name}: {term}"


def test_rdf1_it_is_read_as_rdf_and_written_in_other_forms_without_loss(ontology: Ontology) -> None:
    for form in ("xml", "json-ld", "nt"):
        again = rdflib.Graph().parse(data=ontology.graph.serialize(format=form), format=form)
        assert len(again) == len(ontology.graph)
