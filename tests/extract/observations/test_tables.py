"""Cells of tables: indicator from the row, measure from the column, unit from column, row or caption."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents import read_document
from kg.extract.observations import observations
from kg.language.lexicon import lexicon
from tests.extract.observations.reading import line

TITLE = "云岭市2024年国民经济和社会发展统计公报\n\n一、综合\n\n全市经济运行总体平稳。\n\n"


def told(tmp_path: Path, table: str) -> list[str]:
    """What a bulletin of 2024 with that table says."""
    path = tmp_path / "bulletin.txt"
    path.write_text(TITLE + table, encoding="utf-8")
    document = read_document(path)
    return [line(o, document.metadata.area) for o in observations(document, lexicon())]


def rows(*lines: str) -> str:
    """A table of the given rows of cells, the first its header."""
    cells = ["| " + " | ".join(row.split()) + " |" for row in lines]
    rule = "|" + " --- |" * len(lines[0].split())
    return "\n".join([cells[0], rule, *cells[1:]]) + "\n"


@pytest.mark.parametrize(
    ("caption", "table", "expected"),
    [
        (
            "单位：亿元、%",
            ("指标 绝对数 比上年增长", "固定资产投资 412.6 5.2", "第二产业 156.7 -1.5"),
            [
                "固定资产投资 | level | 412.6 亿元 | actual | 2024",
                "固定资产投资 | growth | 5.2 % | actual | 2024",
                "第二产业投资 | level | 156.7 亿元 | actual | 2024",
                "第二产业投资 | growth | -1.5 % | actual | 2024",
            ],
        ),
        (
            "表1主要工业产品",
            ("产品名称 单位 产量 比上年增长（%）", "水泥 万吨 326.4 -4.2", "发电量 亿千瓦时 64.8 6.1"),
            [
                "水泥产量 | level | 326.4 万吨 | actual | 2024",
                "水泥产量 | growth | -4.2 % | actual | 2024",
                "发电量 | level | 64.8 亿千瓦时 | actual | 2024",
                "发电量 | growth | 6.1 % | actual | 2024",
            ],
        ),
        (
            "表2居民消费价格涨跌幅度\n\n单位：%",
            ("指标 全市 农村", "居民消费价格 0.2 0.1", "其中：衣着 1.2 0.9"),
            [
                "居民消费价格 | growth | 0.2 % | actual | 2024",
                "农村居民消费价格 | growth | 0.1 % | actual | 2024",
                "衣着价格 | growth | 1.2 % | actual | 2024",
                "农村衣着价格 | growth | 0.9 % | actual | 2024",
            ],
        ),
        (
            "表3人口",
            ("指标 年末数（万人） 比重（%）", "常住人口 126.8 100", "城镇人口 86.4 68.1"),
            [
                "常住人口 | level | 126.8 万人 | actual | 2024",
                "常住人口占比 | share | 100 % | actual | 2024",
                "城镇人口 | level | 86.4 万人 | actual | 2024",
                "城镇人口占比 | share | 68.1 % | actual | 2024",
            ],
        ),
        (
            "表4主要指标",
            ("序号 指标 2024年完成 2025年目标", "1 地区生产总值（亿元） 1,286.4 1380", "2 粮食产量（万吨） 86 88"),
            [
                "地区生产总值 | level | 1286.4 亿元 | actual | 2024",
                "地区生产总值 | level | 1380 亿元 | target | 2025",
                "粮食产量 | level | 86 万吨 | actual | 2024",
                "粮食产量 | level | 88 万吨 | target | 2025",
            ],
        ),
    ],
)
def test_a_table(tmp_path: Path, caption: str, table: tuple[str, ...], expected: list[str]) -> None:
    assert told(tmp_path, f"{caption}\n\n{rows(*table)}") == expected


@pytest.mark.parametrize(
    "table",
    [
        rows("序号 名称 地点", "1 云岭大道 东城", "2 南湖公园 西城"),
        rows("名称 数值", "系数 3", "指数 5"),  # no unit anywhere
        rows("12 13", "14 15"),  # no header
        "12 个\n13 个\n",
    ],
)
def test_no_table_of_measures(tmp_path: Path, table: str) -> None:
    assert [said for said in told(tmp_path, table) if "个" not in said] == []
