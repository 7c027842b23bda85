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
        "年末 常住人口\n城镇 较多 12\n",  # one row
    ],
)
def test_no_table_of_measures(tmp_path: Path, table: str) -> None:
    assert [said for said in told(tmp_path, table) if "个" not in said] == []


def test_a_cell_shows_the_names_of_its_row_and_column(tmp_path: Path) -> None:
    path = tmp_path / "bulletin.txt"
    path.write_text(
        TITLE + rows("指标 产量（万吨） 比上年增长（%）", "水泥 26.4 -4.2", "粗钢 64.8 6.1"), encoding="utf-8"
    )
    document = read_document(path)
    found = list(observations(document, lexicon()))[-1]
    assert document.quote(found.span) == "6.1"
    assert [document.quote(head) for head in found.heads] == ["粗钢", "比上年增长（%）"]


@pytest.mark.parametrize(
    "table",
    [
        "产品　　单位　　产量　　增长（%）\n水泥　　万吨　　26.4　　-4.2\n粗钢　　万吨　　64.8　　6.1\n",
        "产品\n单位\n产量\n增长（%）\n水泥\n万吨\n26.4\n-4.2\n粗钢\n万吨\n64.8\n6.1\n",
        "产品 | 单位 | 产量 | 增长（%）\n水泥 | 万吨 | 26.4 | -4.2\n粗钢 | 万吨 | 64.8 | 6.1\n",
        "| 产品 | 单位 | 产量 | 增长（%） |\n| --- | --- | --- | --- |\n| 建材 | | | |\n| 水泥 | 万吨 | 26.4 | -4.2 |\n"
        "| 粗钢 | 万吨 | 64.8 | 6.1 |\n",
        "产品 单位 产量 增长（%）\n水 泥 万吨 26.4 -4.2\n其他\n粗钢 万吨 64.8 6.1\n",
        "\t\t2024年\n产品\t单位\t产量\t增长（%）\n水泥\t万吨\t26.4\t-4.2\n粗钢\t万吨\t64.8\t6.1\n",
    ],
    ids=["wide blanks", "one cell a line", "bars", "a group's name", "single blanks", "two rows of heads"],
)
def test_a_table_may_be_set_in_many_ways(tmp_path: Path, table: str) -> None:
    assert told(tmp_path, table) == [
        "水泥产量 | level | 26.4 万吨 | actual | 2024",
        "水泥产量 | growth | -4.2 % | actual | 2024",
        "粗钢产量 | level | 64.8 万吨 | actual | 2024",
        "粗钢产量 | growth | 6.1 % | actual | 2024",
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "单位：亿元\n\n"
            + rows(
                "项目 预算数 执行数 为预算的% 上年执行数", "教育支出 6.5 6.2 95.4 5.9", "农林水支出 3.1 3.3 106.5 3.0"
            ),
            [
                "教育支出 | level | 6.5 亿元 | target | 2024",
                "教育支出 | level | 6.2 亿元 | actual | 2024",
                "教育支出 | completion | 95.4 % | actual | 2024",
                "教育支出 | level | 5.9 亿元 | actual | 2023",
                "农林水支出 | level | 3.1 亿元 | target | 2024",
                "农林水支出 | level | 3.3 亿元 | actual | 2024",
                "农林水支出 | completion | 106.5 % | actual | 2024",
                "农林水支出 | level | 3.0 亿元 | actual | 2023",
            ],
        ),
        (
            rows("指标 历城区 天桥区", "规上工业增加值增速（%） 8.3 7.9", "财政收入（亿元） 51.6 54.8"),
            [
                "规上工业增加值 | growth | 8.3 % | actual | 2024 | in 历城区",
                "规上工业增加值 | growth | 7.9 % | actual | 2024 | in 天桥区",
                "财政收入 | level | 51.6 亿元 | actual | 2024 | in 历城区",
                "财政收入 | level | 54.8 亿元 | actual | 2024 | in 天桥区",
            ],
        ),
        (
            rows("地区 生产总值（亿元） 增长（%）", "历城区 131.6 5.3", "全市 1031.6 5.9"),
            [
                "生产总值 | level | 131.6 亿元 | actual | 2024 | in 历城区",
                "生产总值 | growth | 5.3 % | actual | 2024 | in 历城区",
                "生产总值 | level | 1031.6 亿元 | actual | 2024",
                "生产总值 | growth | 5.9 % | actual | 2024",
            ],
        ),
        (
            "单位：亿元\n\n" + rows("指标 1—5月 5月 比年初增加", "存款余额 136.6 5.3 4.1", "贷款余额 131.6 5.9 3.2"),
            [
                "存款余额 | level | 136.6 亿元 | actual | 2024-01/2024-05",
                "存款余额 | level | 5.3 亿元 | actual | 2024-05",
                "存款余额 | increment | 4.1 亿元 | actual | 2024",
                "贷款余额 | level | 131.6 亿元 | actual | 2024-01/2024-05",
                "贷款余额 | level | 5.9 亿元 | actual | 2024-05",
                "贷款余额 | increment | 3.2 亿元 | actual | 2024",
            ],
        ),
        (
            "单位：亿元、%\n\n"
            + rows("指标 2023年预计 增长 2024年计划 增长", "财政收入 36.2 5.1 38.4 6", "进出口 9.3 3.8 9.9 7"),
            [
                "财政收入 | level | 36.2 亿元 | estimate | 2023",
                "财政收入 | growth | 5.1 % | estimate | 2023",
                "财政收入 | level | 38.4 亿元 | target | 2024",
                "财政收入 | growth | 6 % | target | 2024",
                "进出口 | level | 9.3 亿元 | estimate | 2023",
                "进出口 | growth | 3.8 % | estimate | 2023",
                "进出口 | level | 9.9 亿元 | target | 2024",
                "进出口 | growth | 7 % | target | 2024",
            ],
        ),
        (
            "单位：亿元、%\n\n" + rows("指标 2024年实际 2025年目标 增长", "财政收入 36.2 38.4 6", "进出口 9.3 9.9 7"),
            [
                "财政收入 | level | 36.2 亿元 | actual | 2024",
                "财政收入 | level | 38.4 亿元 | target | 2025",
                "财政收入 | growth | 6 % | target | 2025",
                "进出口 | level | 9.3 亿元 | actual | 2024",
                "进出口 | level | 9.9 亿元 | target | 2025",
                "进出口 | growth | 7 % | target | 2025",
            ],
        ),
        (
            "（单位：亿元、%）\n\n指标 | 2024年 | 增长\n财政收入 | 36.2 | 5.1\n城镇登记失业率 | 2.6 |\n",
            [
                "财政收入 | level | 36.2 亿元 | actual | 2024",
                "财政收入 | growth | 5.1 % | actual | 2024",
                "城镇登记失业率 | share | 2.6 % | actual | 2024",
            ],
        ),
        (
            "表1 2024年居民消费价格比上年涨跌幅度（%）\n\n"
            "指标 | 全市 | 城市\n居民消费价格 | 1.8 | 1.9\n服务价格 | 0.6 | 0.7\n",
            [
                "居民消费价格 | growth | 1.8 % | actual | 2024",
                "城市居民消费价格 | growth | 1.9 % | actual | 2024",
                "服务价格 | growth | 0.6 % | actual | 2024",
                "城市服务价格 | growth | 0.7 % | actual | 2024",
            ],
        ),
    ],
    ids=["budget", "areas over columns", "areas in rows", "months", "aims", "one aim", "bare rates", "in per cent"],
)
def test_columns_that_say_more_than_an_amount(tmp_path: Path, table: str, expected: list[str]) -> None:
    assert told(tmp_path, table) == expected


def test_rows_that_are_projects_or_companies_own_their_numbers(tmp_path: Path) -> None:
    header = "项目名称 总投资（万元） 建设规模（平方米）"
    projects = told(tmp_path, "表5重点项目\n\n" + rows(header, "环城东路改造工程 52000 无", "合计 52000 无"))
    assert projects == [
        "总投资 | level | 52000 万元 | actual | 2024 | of 环城东路改造工程",
        "重点项目总投资 | level | 52000 万元 | actual | 2024",
    ]
    companies = told(
        tmp_path,
        "表6重点企业\n\n" + rows("企业名称 产值（亿元） 比上年增长（%）", "云岭机械 36.2 8.1", "云岭铝业 18.4 -2.3"),
    )
    assert companies == [
        "产值 | level | 36.2 亿元 | actual | 2024 | of 云岭机械",
        "产值 | growth | 8.1 % | actual | 2024 | of 云岭机械",
        "产值 | level | 18.4 亿元 | actual | 2024 | of 云岭铝业",
        "产值 | growth | -2.3 % | actual | 2024 | of 云岭铝业",
    ]


def test_rows_of_a_budget_are_its_accounts_not_projects(tmp_path: Path) -> None:
    assert told(tmp_path, "单位：万元\n\n" + rows("项目 执行数 为预算%", "增值税 32000 102.6", "契税 8600 98.2")) == [
        "增值税 | level | 32000 万元 | actual | 2024",
        "增值税 | completion | 102.6 % | actual | 2024",
        "契税 | level | 8600 万元 | actual | 2024",
        "契税 | completion | 98.2 % | actual | 2024",
    ]
