"""Every named query against the sample, compared with its expected answer.

An answer that changed on purpose is written anew by ``KG_WRITE_EXPECTED=1 pytest tests/test_queries.py``; read the
difference before it is kept.
"""

import os
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.build import build
from kg.graph import query as q
from kg.graph.store import open_snapshot

EXPECTED = Path(__file__).parent / "expected" / "queries"
QUERIES = {named.name: named for named in q.named_queries()}
FEWEST = 25


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Store:
    out = tmp_path_factory.mktemp("sample")
    build([], out, processes=0)
    return open_snapshot(out).store()


def answer(store: Store, query: str, **values: str) -> q.Result:
    return q.run(store, q.bind(QUERIES[query], values))


def rows(store: Store, query: str, **values: str) -> list[tuple[str, ...]]:
    return [tuple(q.plain(term) for term in row) for row in answer(store, query, **values).rows]


@pytest.mark.parametrize("name", QUERIES)
def test_answer_on_the_sample(sample: Store, name: str) -> None:
    found = answer(sample, name)
    text = q.write(found, q.Format.CSV)
    path = EXPECTED / f"{name}.csv"
    if os.environ.get("KG_WRITE_EXPECTED"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"{path.name} is missing"
    assert found.rows
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", QUERIES)
def test_query_file_tells_what_it_asks_and_in_which_order(name: str) -> None:
    query = QUERIES[name]
    assert query.zh.endswith("？"), "the first comment is the question in Chinese"
    assert query.en.endswith("?")
    assert query.text.startswith("# zh: ")
    assert "ORDER BY" in query.text
    for parameter in query.parameters:
        assert parameter.default is not None
        assert parameter.explanation
        assert f"?{parameter.name}" in query.text


def test_two_documents_differ_about_the_product_of_licheng(sample: Store) -> None:
    found = rows(sample, "conflicts", only_area="历城区")
    levels = [row for row in found if row[1:4] == ("2023", "地区生产总值", "总量")]
    assert [(row[4], row[5], row[7], row[8]) for row in levels] == [("1310亿元", "预计值", "1327.8亿元", "实际值")]
    assert rows(sample, "conflicts", only_area="天桥区") == []


def test_projects_are_filtered_by_category_stage_and_industry(sample: Store) -> None:
    every = rows(sample, "projects-of-area")
    industrial = rows(sample, "projects-of-area", only_category="产业类")
    assert industrial == [row for row in every if row[1] == "产业类"] != []
    started = rows(sample, "projects-of-area", only_stage="开工")
    assert started == [row for row in every if row[2] == "开工"] != []
    digital = rows(sample, "projects-of-area", only_industry="数字经济")
    assert digital == [row for row in every if row[3] == "数字经济"] != every


def test_optional_parameters_narrow_the_answer(sample: Store) -> None:
    assert rows(sample, "investments", organisation="上海医药") == [("上海医药", "天桥区")]
    kinds = {row[0] for row in rows(sample, "programmes-by-kind", only_kind="主题年")}
    assert kinds == {"主题年"}


def test_other_areas_and_years_can_be_asked_for(sample: Store) -> None:
    aims = {row[0] for row in rows(sample, "targets-of-area", area="济南高新区")}
    assert {"地区生产总值", "固定资产投资", "实际使用外资"} <= aims
    both = rows(sample, "targets-beside-results", area="市中区", year="2023")
    assert ("固定资产投资", "增速", "5%", "实际值", "7%") in both


def test_a_name_that_nothing_has_gives_no_rows(sample: Store) -> None:
    assert rows(sample, "about-entity", name="没有这个事物") == []
    assert rows(sample, "targets-of-area", area="没有这个区") == []


def test_there_are_enough_queries_and_no_stray_answers() -> None:
    assert len(QUERIES) >= FEWEST
    assert sorted(path.stem for path in EXPECTED.glob("*.csv")) == sorted(QUERIES)
