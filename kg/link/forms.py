"""What an identifier of each linked vocabulary looks like: the namespace of its IRIs and the form of the rest.

An identifier of the right form may still name nothing; that it exists is the evidence that each row states.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A vocabulary: its namespace, what follows it, one identifier that is right and some that are not."""

    name: str
    space: str
    pattern: re.Pattern[str]
    example: str
    decoys: tuple[str, ...]


def _form(name: str, space: str, pattern: str, example: str, *decoys: str) -> Form:
    return Form(name, space, re.compile(pattern, re.ASCII), example, decoys)


FORMS = (
    _form("Wikidata", "http://www.wikidata.org/entity/", r"[QP][1-9]\d{0,9}", "Q170247", "Q0", "170247", "L1", "q12"),
    _form("GeoNames", "https://sws.geonames.org/", r"[1-9]\d{4,8}/", "1796328/", "1796328", "CN-SD/"),
    _form(
        "Data Commons",
        "https://datacommons.org/browser/",
        r"(?:wikidataId/Q[1-9]\d*|geoId/\d+|(?:[A-Za-z]+/)?[A-Za-z][A-Za-z0-9_.]+)",
        "Count_Person",
        "Count Person",
        "wikidataId/170247",
        "",
    ),
    _form("Who's On First", "https://spelunker.whosonfirst.org/id/", r"[1-9]\d{6,11}", "85669813", "856", "a85669813"),
    _form(
        "OpenStreetMap",
        "https://www.openstreetmap.org/",
        r"(?:node|way|relation)/[1-9]\d*",
        "relation/913006",
        "913006",
    ),
    _form(
        "World Bank",
        "https://data.worldbank.org/indicator/",
        r"[A-Z]{2}(?:\.[A-Z0-9]{1,5}){1,7}",
        "NY.GDP.MKTP.CN",
        "gdp",
    ),
    _form(
        "SDG",
        "https://unstats.un.org/SDGAPI/v1/sdg/Indicator/",
        r"(?:[1-9]|1[0-7])\.(?:[1-9]|1\d|[a-d])\.[1-9]",
        "3.1.1",
        "18.1.1",
        "3.1",
        "3.1.1.1",
    ),
    _form(
        "NBS annual data",
        "https://data.stats.gov.cn/easyquery.htm?cn=C01&zb=",
        r"A(?:[0-9A-Z]{2}){1,5}",
        "A0201",
        "0201",
        "A020",
        "a0201",
    ),
    _form(
        "NBS monthly data",
        "https://data.stats.gov.cn/easyquery.htm?cn=A01&zb=",
        r"A(?:[0-9A-Z]{2}){1,5}",
        "A02090Y",
        "A0209Y0Z",
    ),
    _form("QUDT", "http://qudt.org/vocab/unit/", r"[A-Z][A-Za-z0-9_-]{0,80}", "KiloW-HR", "kWh", "A B"),
    _form(
        "SDMX code",
        "http://purl.org/linked-data/sdmx/2009/code#",
        r"[a-z][A-Za-z]+-[A-Z0-9]+",
        "obsStatus-A",
        "obsStatus",
    ),
    _form(
        "SDMX concept",
        "http://purl.org/linked-data/sdmx/2009/concept#",
        r"[a-z][A-Za-z]+",
        "obsValue",
        "OBS_VALUE",
        "1",
    ),
    _form(
        "ISIC Rev.4",
        "https://unstats.un.org/classifications/ISIC/rev4/",
        r"[A-U]|(?:0[1-9]|[1-9]\d)\d{0,2}",
        "01",
        "V",
        "00",
        "01111",
    ),
)


def form_of(iri: str) -> Form | None:
    """The vocabulary whose namespace an IRI is in: the longest, where one lies in another."""
    return max((form for form in FORMS if iri.startswith(form.space)), key=lambda form: len(form.space), default=None)


def legal(iri: str) -> bool:
    """Whether an identifier has the form of its vocabulary; one of an unknown vocabulary is any absolute IRI."""
    form = form_of(iri)
    if form is None:
        return re.fullmatch(r"(?:https?|urn):[^\s<>\"{}|\\^`]+", iri) is not None
    return form.pattern.fullmatch(iri[len(form.space) :]) is not None
