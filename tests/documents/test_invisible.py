"""Characters that nobody sees are in the file and its passages, and nowhere else."""

from pathlib import Path

import pytest

from kg.documents import read_document
from kg.graph.checks import passages
from kg.language.invisible import visible
from kg.model import Document, Extraction, Span
from kg.pipeline import extract

REPORT = """2024年历城区政府工作报告

—— 2024年1月16日在济南市历城区第十九届人民代表大会第三次会议上
济南市历城区人民政府区长 张三

一、2023年工作回顾
全区地区生产总值完成1327.8亿元，比上年增长6%。一般公共预算收入完成140.12亿元，增长11.1%。
全区深入实施“项目深化年”，新开工产业项目30个。济南某某科技有限公司落户临港产业园。

二、2024年工作安排
今年的主要目标是：地区生产总值增长6.5%以上。
"""
MARKS = "\u200b\u200e\u202e\u2066\ufeff\u00ad\u2060"


def sown(text: str) -> str:
    """The text with such a character before each of its characters, and some control characters."""
    marks = "".join(f"{MARKS[i % len(MARKS)]}{char}" for i, char in enumerate(text)) + MARKS
    return (
        marks.replace("亿元", "亿\x07元")
        .replace("项", "项\x9b", 1)
        .replace("三", "\x1b三", 1)
        .replace("深", "深\x7f", 1)
    )


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, Document]:
    folder = tmp_path_factory.mktemp("reports")
    made = []
    for name, text in (("plain.txt", REPORT), ("sown.txt", sown(REPORT))):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        made.append(read_document(path))
    return made[0], made[1]


def quotes(document: Document, spans: list[Span]) -> list[str]:
    return [visible(document.quote(span)) for span in spans]


def test_a_document_reads_as_if_they_were_not_there(pair: tuple[Document, Document]) -> None:
    plain, marked = pair
    assert len(marked.text) > 2 * len(plain.text)
    assert [s.text for s in marked.sentences] == [s.text for s in plain.sentences]
    assert [s.title for s in marked.sections] == [s.title for s in plain.sections]
    assert (plain.metadata.area, plain.metadata.author, plain.metadata.year_planned) == ("历城区", "张三", 2024)
    for name in ("title", "area", "area_code", "genre", "date", "year_planned", "author", "undetermined"):
        assert getattr(marked.metadata, name) == getattr(plain.metadata, name)


def test_places_are_those_of_the_file(pair: tuple[Document, Document]) -> None:
    plain, marked = pair
    for sentence in marked.sentences:
        assert "".join(marked.text[i] for i in sentence.offsets) == sentence.text
    assert marked.sections[0].span == Span(0, len(marked.text))
    for places in (
        lambda d: [e.span for e in d.metadata.evidence if e.span],
        lambda d: [section.span for section in d.sections[1:]],
        lambda d: [f.span for f in d.furniture],
    ):
        assert quotes(marked, places(marked)) == quotes(plain, places(plain))


def test_labels_and_numbers_are_clean_and_passages_exact(pair: tuple[Document, Document]) -> None:
    plain, marked = (extract(document, names_model=False) for document in pair)

    def said(found: Extraction) -> list[object]:
        entities = [(e.type, e.name, e.aliases) for e in found.entities]
        relations = [(r.s, r.p, r.o) for r in found.relations]
        observations = [(o.indicator, o.value, o.value_text, o.unit, o.period) for o in found.observations]
        return [entities, relations, observations]

    assert said(marked) == said(plain)
    assert any("项目深化年" in e.name for e in plain.entities)
    assert passages(marked) == ()
    assert quotes(marked.document, [o.span for o in marked.observations]) == quotes(
        plain.document, [o.span for o in plain.observations]
    )


def test_a_file_of_nothing_else_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\u200b\ufeff\n\u200e", encoding="utf-8")
    with pytest.raises(Exception, match="it is empty"):
        read_document(path)


@pytest.mark.parametrize("kept", ["制表\t符", "一\n二", "é", "龘𠮷", "①㎡", "a b", "\u3000全角"])
def test_what_can_be_seen_stays(kept: str) -> None:
    assert visible(kept) == kept
