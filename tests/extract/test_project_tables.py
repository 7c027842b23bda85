"""Projects of tables, and what documents say of their land."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents.read import read_document
from kg.extract import land
from kg.extract.project_tables import project_rows, rows_of_land
from kg.language.lexicon import lexicon
from kg.model import Extraction
from kg.pipeline import extract

TABLE = """云渡区2024年重点项目计划

附件：征收项目计划表

序号\t项目名称\t四至范围\t规划用地性质
1\t云渡湾片区一期改造项目\t东至纬五路，西至滨河路，南至经十路，北至铁路。\t商业、居住
2\t云渡湾片区二期改造项目\t北至经十路，东至滨河路，西至纬六路，南至云渡河。\t居住
3\t合计\t—\t—
"""


@pytest.fixture
def extraction(tmp_path: Path) -> Extraction:
    (tmp_path / "plan.txt").write_text(TABLE, encoding="utf-8")
    return extract(read_document(tmp_path / "plan.txt"))


def test_each_row_is_a_project_however_alike_the_names(extraction: Extraction) -> None:
    rows = list(project_rows(extraction.document))
    assert [row.name for row in rows] == ["云渡湾片区一期改造项目", "云渡湾片区二期改造项目"]
    projects = {e.name for e in extraction.entities if e.type == "Project" and e.rule == "project-table"}
    assert projects == {row.name for row in rows}


def test_the_columns_of_a_row_are_said_of_its_project(extraction: Extraction) -> None:
    said = {(r.s, r.p): r.o for r in extraction.relations if r.p in ("boundary", "landUse")}
    assert said == {
        ("云渡湾片区一期改造项目", "boundary"): "东至纬五路，西至滨河路，南至经十路，北至铁路",
        ("云渡湾片区一期改造项目", "landUse"): "商业、居住",
        ("云渡湾片区二期改造项目", "boundary"): "北至经十路，东至滨河路，西至纬六路，南至云渡河",
        ("云渡湾片区二期改造项目", "landUse"): "居住",
    }


@pytest.mark.parametrize(
    "table",
    [
        "| 序号 | 项目名称 | 四至边界 | 总投资（亿元） |\n|---|---|---|---|\n"
        "| 1 | 青岚谷数据产业园项目 | 东至云渡路；南至青岚河；西至松岭路 | 12 |\n| 2 | 松岭路小学迁建项目 | | 1.5 |\n",
        "项目名称\t四至边界\t土地用途\n青岚谷数据产业园项目\t东至云渡路；南至青岚河；西至松岭路\t工业\n"
        "松岭路小学迁建项目\t\t教育\n",
        "序号\t项目名称\t\t四至边界\n1\t青岚谷数据产业园项目\t\t东至云渡路；南至青岚河；西至松岭路\n2\t松岭路小学迁建项目\n",
    ],
    ids=["bars and an empty cell", "tabs without numbers", "a merged column and a short row"],
)
def test_empty_and_merged_cells_shift_nothing(tmp_path: Path, table: str) -> None:
    (tmp_path / "plan.md").write_text(f"# 云渡区2025年重点项目\n\n{table}", encoding="utf-8")
    rows = list(project_rows(read_document(tmp_path / "plan.md")))
    assert [(row.name, row.boundary and row.boundary[0]) for row in rows] == [
        ("青岚谷数据产业园项目", "东至云渡路；南至青岚河；西至松岭路"),
        ("松岭路小学迁建项目", None),
    ]


def test_the_passages_are_those_of_the_cells(extraction: Extraction) -> None:
    relation = next(r for r in extraction.relations if r.p == "landUse" and r.o == "居住")
    assert [extraction.document.quote(m) for m in relation.mentions] == ["居住"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("地块东至纬五路、南至经十路、西至滨河路、北至铁路，占地120亩", "东至纬五路、南至经十路、西至滨河路、北至铁路"),
        ("项目北临大明湖，东接历山路，南靠趵突泉", None),
        ("北至经十路，东至滨河路，西至纬六路", "北至经十路，东至滨河路，西至纬六路"),
        ("运河北段疏浚12公里", None),
    ],
)
def test_boundaries_name_three_sides(text: str, said: str | None) -> None:
    found = land.boundary(text)
    assert (text[slice(*found)] if found else None) == said


@pytest.mark.parametrize(
    ("text", "said"), [("规划用地性质为商业服务业用地，限高80米", "商业服务业用地"), ("土地利用效率提高", None)]
)
def test_land_use(text: str, said: str | None) -> None:
    found = land.land_use(text)
    assert (text[slice(*found)] if found else None) == said


def test_items_of_a_budget_are_no_projects(tmp_path: Path) -> None:
    table = "云渡区2024年预算表\n\n项目\t预算数\n一、农业农村支出\t3200\n二、增值税\t1800\n云渡河闸改建\t260\n"
    (tmp_path / "budget.txt").write_text(table, encoding="utf-8")
    assert [row.name for row in project_rows(read_document(tmp_path / "budget.txt"))] == ["云渡河闸改建"]


def test_every_title_of_a_column_about_land_is_known(tmp_path: Path) -> None:
    for concept in ("column-boundary", "column-land-use"):
        for title in lexicon().words("project-cue", concept):
            (tmp_path / "plan.txt").write_text(
                f"项目名称\t{title}\n青岚谷数据产业园项目\t青岚河以南\n松岭路小学项目\t教育\n"
            )
            rows = rows_of_land(read_document(tmp_path / "plan.txt"))
            assert [(row.boundary or row.land_use) is not None for row in rows] == [True, True], title
