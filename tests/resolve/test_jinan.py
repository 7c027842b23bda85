"""Five reports of one city: what they share is one node, with the passages of every document that names it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.build import read
from kg.model import Extraction
from kg.resolve import Resolution, resolve
from kg.resolve.identity import named

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus" / "jinan"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the five reports of Jinan are not beside this checkout")


@pytest.fixture(scope="module")
def extractions() -> tuple[Extraction, ...]:
    return read([CORPUS], processes=0).extractions


@pytest.fixture(scope="module")
def found(extractions: Sequence[Extraction]) -> Resolution:
    return resolve(extractions)


def nodes(extractions: Sequence[Extraction], found: Resolution, *names: str) -> dict[str, list[str]]:
    """The nodes of entities with one of these names, each with the documents that have a passage for it."""
    where: dict[str, set[str]] = {}
    for extraction in extractions:
        document = extraction.document
        for e in named(extraction):
            if {e.name, *e.aliases} & set(names):
                assert e.mentions
                where.setdefault(found.thing(document.name, e.type, e.name).iri, set()).add(document.name[:10])
    return {iri: sorted(documents) for iri, documents in where.items()}


@pytest.mark.parametrize(
    ("names", "documents"),
    [
        (("历城区",), ["licheng-20"]),
        (("济南市", "济南"), ["gaoxin-202", "licheng-20", "shizhong-2", "tianqiao-2"]),
        (("项目突破年", "“项目突破年”"), ["licheng-20"]),
        (("项目深化年", "“项目深化年”"), ["gaoxin-202", "licheng-20"]),
        (("4433", "“4433”工作推进体系"), ["licheng-20"]),
        (("空天产业基地", "济钢防务空天产业基地"), ["licheng-20"]),
        (("历城职专北校区", "历城职专北校区项目"), ["licheng-20"]),
        (("工业北路快速路东延", "工业北路快速路东延项目"), ["licheng-20"]),
    ],
)
def test_what_the_reports_share_is_one_node(
    extractions: Sequence[Extraction], found: Resolution, names: tuple[str, ...], documents: list[str]
) -> None:
    shared = nodes(extractions, found, *names)
    assert list(shared.values()) == [documents]


@pytest.mark.parametrize(
    "name",
    [
        "项目突破年",
        "4433",
        "空天产业基地",
        "工业北路快速路东延",
        "洪楼广场片区",
    ],
)
def test_both_documents_of_the_district_give_passages(
    extractions: Sequence[Extraction], found: Resolution, name: str
) -> None:
    """The plan report and its digest name them, each in its own words."""
    both = [e for e in extractions if e.document.name.startswith("licheng")]
    merged = [m for m in found.merges if any(name in said for said in m.names) and len(m.documents) > 1]
    assert len(both) == 2
    assert len({m.thing for m in merged}) == 1
    assert all(m.reason in ("same-name", "alias", "same-class") for m in merged)


def test_committees_of_two_districts_are_two(extractions: Sequence[Extraction], found: Resolution) -> None:
    assert all(len(documents) == 1 for documents in nodes(extractions, found, "区委", "区政府", "区人大").values())
