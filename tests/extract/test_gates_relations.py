"""Relations are looked for only where their words stand: with every gate held open the same are found."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kg.extract.context import Context
from kg.extract.relations import industry, parts
from kg.language.gazetteer import gazetteer
from kg.language.lexicon import lexicon
from kg.model import Relation
from kg.pipeline import ENTITY_EXTRACTORS, RELATION_EXTRACTORS
from tests.extract.report import context
from tests.extract.test_gates import documents

ANY_END = ("",)
OWN = (
    "临川县下辖青石镇、白沙镇。",
    "云渡产业园建成投用，云渡产业园二期开工建设。",
    "北岭片区是云渡产业园的组成部分。",
    "中共中央办公厅关于加强江河保护的意见落地见效。",
    "出台临川县数字经济促进条例，编制“江畔十条”。",
    "云渡光电产业园、北岭金融商务区开工建设。",
)


class AnyWord:
    """Words of which one ends every name."""

    def before(self, name: str) -> str:
        return name[-1:]


def any_words(*_concepts: str) -> AnyWord:
    return AnyWord()


def anything() -> re.Pattern[str]:
    return re.compile("")


@pytest.fixture(scope="module")
def contexts() -> list[Context]:
    """Documents with the entities that were found in them."""
    read = [context(*OWN), *(Context(document, lexicon(), gazetteer()) for document in documents())]
    made: list[Context] = []
    for one in read:
        whole = one
        for extractor in ENTITY_EXTRACTORS:
            whole = replace(whole, entities=(*whole.entities, *extractor(whole)))
        made.append(whole)
    return made


def related(contexts: list[Context]) -> list[Relation]:
    return [relation for one in contexts for extractor in RELATION_EXTRACTORS for relation in extractor(one)]


@pytest.mark.parametrize(
    ("module", "gate", "opened"),
    [
        (industry, "word_set", any_words),
        (parts, "_PHASE_ENDS", ANY_END),
        (parts, "_PARTS", anything),
    ],
)
def test_documents_give_the_same_relations_with_the_gates_open(
    module: object, gate: str, opened: object, contexts: list[Context], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = related(contexts)
    assert found
    monkeypatch.setattr(module, gate, opened)
    assert related(contexts) == found
