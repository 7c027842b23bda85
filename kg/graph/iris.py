"""IRIs of the data: the only place that mints them.

An IRI is a function of what it names, never of the order of files or of extraction: a readable kind and a hash of
stable keys. Twenty hexadecimal digits (80 bits) keep a chance collision of a billion nodes under one in a million.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath

from kg import __version__
from kg.language import wording as wordings
from kg.language.lexicon import BASE, LEXICON
from kg.model import Document, Observation, Span

KG = BASE + "ontology#"
ID = BASE + "id/"
TOOL = "govreport-kg"

PREFIXES = {
    "kg": KG,
    "lex": LEXICON,
    "id": ID,
    "area": BASE + "area/",
    "audit": BASE + "audit/",
    "indicator": BASE + "indicator/",
    "unit": BASE + "unit/",
    "measure": BASE + "measure/",
    "status": BASE + "status/",
    "bound": BASE + "bound/",
    "industry": BASE + "industry/",
    "programme-kind": BASE + "programme-kind/",
    "project-category": BASE + "project-category/",
    "project-stage": BASE + "project-stage/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "ldqd": "http://www.w3.org/2016/05/ldqd#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sdmx-code": "http://purl.org/linked-data/sdmx/2009/code#",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
    "spdx": "http://spdx.org/rdf/terms#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sh": "http://www.w3.org/ns/shacl#",
    "sssom": "https://w3id.org/sssom/",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xkos": "http://rdf-vocabulary.ddialliance.org/xkos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

UNDETERMINED = KG + "undetermined"
OBSERVATIONS = ID + "dataset/observations"
COMPARISONS = ID + "dataset/comparisons"
INDICATORS_IN_USE = BASE + "cube/indicators"
THINGS = ID + "graph/things"
RELEASE = ID + "dataset/release"
RELEASE_GRAPH = ID + "graph/release"
SOFTWARE = f"{ID}software/{TOOL}-{__version__}"

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_PERIOD = re.compile(r"\d{4}(?:-(?:H[12]|Q[1-4]|0[1-9]|1[0-2]))?(?:/\d{4}(?:-(?:Q[1-4]|0[1-9]|1[0-2]))?)?")


normal = wordings.normal  # of every name that makes an IRI


def shown(wording: str, scheme_name: str = "") -> str:
    """The label of a candidate: a function of the form it is compared in, so that each has one."""
    return _compared(scheme_name, wording).upper()  # reports write GDP and 5G so


def short_hash(*parts: str) -> str:
    """Twenty hexadecimal digits for a sequence of strings; ``("ab", "c")`` and ``("a", "bc")`` differ."""
    hashed = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8")
        hashed.update(b"%d:" % len(encoded))
        hashed.update(encoded)
    return hashed.hexdigest()[:20]


def resolve_name(name: str) -> str:
    """The IRI of ``prefix:local``. Raises KeyError for an unknown prefix."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def document(value: Document) -> str:
    """A document, by its name and the bytes of its file."""
    return f"{ID}document/{_document_id(value)}"


def document_graph(value: Document) -> str:
    """The named graph of what a document says."""
    return f"{ID}graph/{_document_id(value)}"


def shared_graph(name: str) -> str:
    """A named graph that belongs to no single document: vocabulary, release, resolution, areas."""
    return f"{ID}graph/{name}"


def scheme(name: str) -> str:
    """A concept scheme."""
    return BASE + name


def concept(scheme_name: str, identifier: str) -> str:
    """A concept of a scheme of the vocabulary."""
    return f"{BASE}{scheme_name}/{identifier}"


def candidate(scheme_name: str, wording: str) -> str:
    """A concept found in text that the scheme does not have; one for all wordings of the same form."""
    return f"{ID}{scheme_name}/{short_hash(_compared(scheme_name, wording))}"


def entity(kind: str, name: str, home: str) -> str:
    """A named thing, by its type, normal name and home (the IRI of an area or a document, or empty)."""
    return f"{ID}{kind.lower()}/{short_hash(kind, normal(name), home)}"


def period(value: str) -> str:
    """A year, part of a year or interval: ``2018/2023`` is ``…/period/2018--2023``."""
    if _PERIOD.fullmatch(value):
        return f"{ID}period/{value.replace('/', '--')}"
    return f"{ID}period/{short_hash(normal(value))}"


def passage(value: Document, span: Span, number: str = "") -> str:
    """A passage; ``number`` tells apart two quantities that one passage states."""
    return f"{ID}passage/{short_hash(document(value), str(span.start), str(span.end), number)}"


def observation(value: Document, stated: Observation) -> str:
    """An observation, by its document, passage and every field of the guideline: not by rule or confidence."""
    fields = (stated.area, stated.subject, stated.indicator, stated.measure, stated.unit, stated.bound, stated.status)
    numbers = (str(stated.value), str(stated.value2), stated.value_text)
    rest = (stated.period, stated.comparator, str(stated.span.start), str(stated.span.end))
    return f"{ID}observation/{short_hash(document(value), *(f or '' for f in (*fields, *numbers, *rest)))}"


def claim(value: Document, subject: str, predicate: str, target: str) -> str:
    """What a document says of a named thing: one claim however often it is said there."""
    return f"{ID}claim/{short_hash(document(value), subject, predicate, target)}"


def evidence(value: Document, field: str, target: str, how: str) -> str:
    """How one field of a document's metadata was read."""
    return f"{ID}evidence/{short_hash(document(value), field, target, how)}"


def unexplained(value: Document, span: Span) -> str:
    """A number that no rule accounts for."""
    return f"{ID}number/{short_hash(document(value), str(span.start), str(span.end))}"


def activity(rule: str) -> str:
    """A rule or model as run by this version of the tool."""
    return f"{ID}activity/{short_hash(rule, TOOL, __version__)}"


def decision(kind: str, *keys: str) -> str:
    """A merge, succession or finding of the audit, found over documents."""
    return f"{ID}{kind}/{short_hash(*keys)}"


def partition(kind: str, term: str) -> str:
    """The part of the release that one class or property makes (VoID)."""
    return f"{ID}partition/{short_hash(kind, term)}"


def measurement(metric: str, subject: str) -> str:
    """What a metric is of a release or of the software (DQV)."""
    return f"{ID}measurement/{short_hash(metric, subject)}"


def release(identifier: str) -> str:
    """One published state of the graph, by the id of its content."""
    return f"{RELEASE}/{identifier}"


def run(identifier: str, began: str) -> str:
    """The run that made a published state, by its id and beginning."""
    return f"{ID}run/{short_hash(identifier, began)}"


def checksum(value: str) -> str:
    """A checksum, by its value."""
    return f"{ID}checksum/{value[:20]}"


def agent(name: str) -> str:
    """A person who decided something, by the name in a curation file."""
    return f"{ID}agent/{short_hash(name)}"


def _document_id(value: Document) -> str:
    slug = _NOT_SLUG.sub("-", PurePosixPath(value.name).stem.lower()).strip("-")[:60]
    found = short_hash(value.name, value.digest)[:12]
    return f"{slug}-{found}" if slug else found


def _compared(scheme_name: str, wording: str) -> str:
    return wordings.indicator_form(wording) if scheme_name == "indicator" else normal(wording)
