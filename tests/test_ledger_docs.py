"""``docs/number-ledger.md`` says of the classes what the ontology says; ``KG_WRITE_EXPECTED=1`` writes it anew."""

from __future__ import annotations

import os
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from kg.model import NumberUse

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "number-ledger.md"
SCHEME = "https://w3id.org/govreport/number-use"
HEAD = """# The classes of the number ledger 数字账的类别

`kg ledger FILE` puts every number of a document in exactly one class: a table, JSON, or a page with colours. This page
says what belongs in which, so that the doubtful cases are decided. It is written from `ontology/number-uses.ttl`, whose
example sentences are tests.
"""


def written() -> str:
    """The page as the ontology has it."""
    graph = Graph().parse(ROOT / "ontology" / "number-uses.ttl")

    def said(subject: str, predicate: URIRef, language: str) -> str:
        (text,) = (str(o) for o in graph.objects(URIRef(subject), predicate) if o.language == language)
        return text

    lines = [HEAD]
    lines += [said(SCHEME, SKOS.scopeNote, "en") + "\n", said(SCHEME, SKOS.scopeNote, "zh") + "\n"]
    for use in NumberUse:
        concept = f"{SCHEME}/{use}"
        lines.append(f"## `{use}` {said(concept, SKOS.prefLabel, 'zh')}\n")
        for language in ("en", "zh"):
            definition, note = said(concept, SKOS.definition, language), said(concept, SKOS.scopeNote, language)
            lines.append(f"{definition}{' ' if language == 'en' else ''}{note}\n")
        examples = sorted(str(o) for o in graph.objects(URIRef(concept), SKOS.example))
        lines.append("Examples: " + " · ".join(examples) + "\n")
    return "\n".join(lines)


def test_the_page_says_what_the_ontology_says() -> None:
    if os.environ.get("KG_WRITE_EXPECTED"):
        PAGE.write_text(written(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == written()
