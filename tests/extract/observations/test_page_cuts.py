"""Numbers broken by a page or a line: read as if they stood in one piece, and pointed at where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents import read_document
from kg.extract.observations import observations
from kg.language.lexicon import lexicon
from kg.lines import passages
from kg.model import Document, Observation
from tests.extract.observations.reading import line

TITLE = "云岭市2026年政府工作报告\n\n一、2025年工作回顾\n\n"
LEAD = (
    "过去一年，全市上下凝心聚力、攻坚克难，经济运行总体平稳、稳中有进。我们坚持稳字当头，全力以赴稳增长、促转型、"
    "惠民生、防风险，发展质量和效益不断提升，群众获得感不断增强，社会大局保持和谐稳定，"
)
CLOSE = "各项事业取得新的成效。"


def read(tmp_path: Path, text: str) -> tuple[Document, list[Observation]]:
    """A report with that paragraph, and its observations."""
    path = tmp_path / "report.txt"
    path.write_text(TITLE + text, encoding="utf-8")
    document = read_document(path)
    return document, list(observations(document, lexicon()))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("地区生产总值达到13", "27.8亿元，", "地区生产总值 | level | 1327.8 亿元 | actual | 2025"),
        ("地区生产总值达到1327.", "8亿元，", "地区生产总值 | level | 1327.8 亿元 | actual | 2025"),
        ("一般公共预算收入完成140.12亿", "元，", "一般公共预算收入 | level | 140.12 亿元 | actual | 2025"),
        ("规上工业增加值增长8.6", "%，", "规上工业增加值 | growth | 8.6 % | actual | 2025"),
        ("税收占比提升2.4个百", "分点，", "税收占比 | pointChange | 2.4 个百分点 | actual | 2025"),
        ("新增高新技术企业8", "6家，", "高新技术企业 | increment | 86 家 | actual | 2025"),
        ("固定资产投资总量居全省第", "3位，", "固定资产投资总量 | rank | 3 位 | actual | 2025 | vs 全省"),
        ("城镇新增就业3.6万", "人，", "城镇就业 | increment | 3.6 万人 | actual | 2025"),
        ("粮食产量超过", "86万吨，", "粮食产量 | level | gt 86 万吨 | actual | 2025"),
    ],
)
def test_a_number_cut_by_a_page_is_one(tmp_path: Path, first: str, second: str, expected: str) -> None:
    document, found = read(tmp_path, LEAD + first + "\n\n" + second + CLOSE)
    assert [line(o, document.metadata.area) for o in found] == [expected]
    (span,) = passages(found[0])
    assert document.text[span.start : span.end].replace("\n", "").endswith((second.rstrip("，"), found[0].value_text))


@pytest.mark.parametrize(
    "text",
    [
        "一是加快转型。\n\n2026年，我们将继续努力。",
        LEAD + CLOSE + "\n\n12\n\n一年来，我们迎难而上。",
        "各项工作取得新成效。\n\n— 3 —\n\n改革开放不断深化。",
        "全力推进项目建设。\n\n（二）深化改革开放\n\n持续优化环境。",
    ],
)
def test_page_numbers_and_headings_between_lines_are_no_numbers_of_the_text(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text)[1] == []
