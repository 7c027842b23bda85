"""Why a query has no answer: names, terms and years that the graph does not have, each with the nearest that it has."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Store

from kg.graph.iris import ID, PREFIXES
from kg.graph.query import NamedQuery, expand, plain, run, short, tokens, with_values

_PREF = NamedNode(PREFIXES["skos"] + "prefLabel")
_NAMES = f"""
SELECT DISTINCT ?label WHERE {{
  GRAPH <{ID}graph/things> {{ ?thing a ?class }}
  ?thing skos:prefLabel ?label FILTER(LANG(?label) = "zh")
}}"""
_LABELS = """SELECT DISTINCT ?label WHERE { ?thing skos:prefLabel ?label FILTER(LANG(?label) = "zh") }"""
_OFFICIAL = f"""
SELECT DISTINCT ?label WHERE {{
  ?thing skos:altLabel ?name ; skos:prefLabel ?label FILTER(LANG(?label) = "zh")
  FILTER EXISTS {{ GRAPH <{ID}graph/things> {{ ?thing a ?class }} }}
}}"""
_YEARS = "SELECT DISTINCT ?label WHERE { ?o sdmx-dimension:refPeriod/rdfs:label ?label }"
_TERMS = "SELECT DISTINCT ?term WHERE { { ?s ?term ?o } UNION { ?s a ?term } }"
_PREFIXED = re.compile(r"([\w-]+):[\w.-]*\w")
_SHOWN = 3


def official(store: Store, query: NamedQuery, values: Mapping[str, str]) -> dict[str, str]:
    """The official names (历城区) for the values of parameters that are another name of one thing (历城)."""
    found = {}
    for name, value in _given(query, values, "label").items():
        if not _is_label(store, value):
            labels = _column(store, with_values(_OFFICIAL, {"name": Literal(value, language="zh")}))
            if len(labels) == 1:
                found[name] = labels[0]
    return found


def unknown_values(store: Store, query: NamedQuery, values: Mapping[str, str]) -> list[str]:
    """A line for each value of a parameter that the graph does not have."""
    said = []
    for name, value in _given(query, values, "label").items():
        if not _is_label(store, value):
            near = _near(value, _column(store, _NAMES)) or _near(value, _column(store, _LABELS))
            said.append(f"{name}: nothing in the graph is called {value}{near}")
    year = _given(query, values, "string").get("year")
    if year is not None and year not in (years := _column(store, _YEARS)):
        said.append(f"year: no data are of {year}; there are {', '.join(years)}")
    return said


def unknown_words(store: Store, text: str) -> list[str]:
    """A line for each term of a SPARQL text that the graph does not have, and for each name without its language."""
    said = []
    found = tokens(text)
    declared = {after.text for before, after in pairwise(found) if before.text.upper() == "PREFIX"}
    for place, token in enumerate(found):
        prefixed = _PREFIXED.fullmatch(token.text)
        if prefixed and prefixed[1] in PREFIXES and prefixed[1] + ":" not in declared:
            if not _mentioned(store, expand(token.text)):
                terms = [short(term) for (term,) in run(store, _TERMS).rows]
                said.append(f"the graph does not have {token.text}{_near(token.text, terms)}")
        elif token.text[0] in "\"'" and (place + 1 == len(found) or found[place + 1].text not in ("@", "^")):
            name = token.text.strip("\"'")
            if _is_label(store, name):
                said.append(f'labels have a language: write "{name}"@zh')
    return list(dict.fromkeys(said))


def _given(query: NamedQuery, values: Mapping[str, str], kind: str) -> dict[str, str]:
    used = {p.name: values.get(p.name, p.default or "") for p in query.parameters if p.type == kind}
    return {name: value for name, value in used.items() if value}


def _is_label(store: Store, value: str) -> bool:
    return any(store.quads_for_pattern(None, _PREF, Literal(value, language="zh")))


def _mentioned(store: Store, term: NamedNode) -> bool:
    patterns = ((term, None, None), (None, term, None), (None, None, term))
    return any(any(store.quads_for_pattern(*pattern)) for pattern in patterns)


def _column(store: Store, query: str) -> list[str]:
    return sorted(plain(row[0]) for row in run(store, query).rows)


def _near(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(known), n=_SHOWN, cutoff=0.5)
    return f"; did you mean {' or '.join(close)}?" if close else ""
