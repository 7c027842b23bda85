"""Which time and status holds where: section, paragraph, sentence, clause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.language.lexicon import lexicon
from kg.language.scope import document_scopes, document_years
from kg.language.scoped_sentence import ScopedSentence
from kg.model import Document, Genre, Metadata
from tests.extract.observations.reading import document


def about(text: str = "", **metadata: object) -> Document:
    """A document with that metadata and text."""
    return replace(document(text), metadata=Metadata(**metadata))  # type: ignore[arg-type]


def at(text: str, scope: str, mark: str = "%") -> tuple[str | None, str | None, str]:
    """Flow, stock and status before the first ``mark`` of the last line of a text in a section of that scope."""
    read = document(text, scope)
    sentence, found = read.sentences[-1], document_scopes(read, lexicon())[-1]
    time = ScopedSentence(sentence, found, document_years(read), lexicon()).at(sentence.text.index(mark))
    return time.flow, time.stock, time.status


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("review", ("2025", "2025", "actual")),
        ("plan", ("2026", "2026", "target")),
        ("five-review", ("2021/2025", "2025", "actual")),
        ("five-plan", ("2026/2030", "2030", "target")),
    ],
)
def test_a_heading_sets_the_time_of_its_section(scope: str, expected: tuple[str, str, str]) -> None:
    assert at("固定资产投资增长5%。", scope) == expected


@pytest.mark.parametrize(
    ("text", "scope", "expected"),
    [
        ("2023年增长5%。", "review", ("2023", "2023", "actual")),
        ("到2030年达到5%。", "plan", ("2026/2030", "2030", "target")),
        ("“十三五”期间增长5%。", "review", ("2016/2020", "2020", "actual")),
        ("上半年增长5%。", "review", ("2025-H1", "2025-H1", "actual")),
        ("截至6月底完成5%。", "review", ("2025-06", "2025-06", "actual")),
        ("五年来增长5%。", "review", ("2021/2025", "2025", "actual")),
        ("近三年增长5%。", "review", ("2023/2025", "2025", "actual")),
        ("2019年以来增长5%。", "review", ("2019/2025", "2025", "actual")),
        ("比2020年增长5%。", "review", ("2025", "2025", "actual")),  # a base of comparison is no period
        ("预计投资增长4%，收入增长5%。", "review", ("2025", "2025", "estimate")),
        ("力争2028年增长5%。", "review", ("2028", "2028", "target")),
        ("完成年度计划的5%。", "review", ("2025", "2025", "actual")),
        ("目前已完成5%。", "plan", ("2026", "2026", "actual")),
        ("10月底前完成5%。", "plan", ("2026-10", "2026-10", "target")),
        ("截至2026年6月底已整改42个，上缴资金5%。", "review", ("2026-06", "2026-06", "actual")),
        ("去年同期增长5%。", "review", ("2024", "2024", "actual")),
    ],
)
def test_words_of_the_sentence_come_before_its_section(text: str, scope: str, expected: tuple[str, str, str]) -> None:
    assert at(text, scope) == expected


def test_an_estimate_ends_where_a_part_is_named() -> None:
    assert at("预计投资增长较快，其中工业增长5%。", "review")[2] == "actual"


def test_a_paragraph_that_names_the_new_year_plans() -> None:
    assert at("过去一年成绩明显。\n今年主要目标是：投资增长5%。", "review")[2] in ("target", "actual")


def test_goals_go_on_after_the_sentence_that_names_them() -> None:
    text = "按照总体要求，2026年的主要预期目标是：投资增长7%。收入增长5%。"
    assert at(text, "review") == ("2026", "2026", "target")
    assert at("2025年的主要预期目标是：投资增长7%。收入增长5%。", "review") == ("2025", "2025", "actual")


def test_a_report_that_names_one_year_has_the_other_beside_it() -> None:
    years = document_years(about(genre=Genre.WORK_REPORT, year_planned=2026))
    assert (years.reviewed, years.planned) == (2025, 2026)


def test_a_bulletin_of_a_half_year_has_periods_of_it() -> None:
    years = document_years(about(genre=Genre.STATISTICS_NEWS, year_reviewed=2024, title="2024年上半年经济运行情况"))
    assert years.scope("review", "title").flow == "2024-H1"


@pytest.mark.parametrize(
    ("title", "text", "flow"),
    [
        ("1—5月全市经济运行情况", "", "2024-01/2024-05"),
        ("前三季度经济形势", "", "2024-Q1/2024-Q3"),
        ("全市经济稳中向好", "上半年，全市投资增长5%。", "2024-H1"),
        ("2024年经济运行情况", "全年投资增长5%，6月末存款增长3%。", "2024"),
    ],
)
def test_news_of_a_running_year_have_periods_of_its_part(title: str, text: str, flow: str) -> None:
    years = document_years(about(text, genre=Genre.STATISTICS_NEWS, year_reviewed=2024, title=title))
    assert years.scope("review", "title").flow == flow


def test_without_a_year_nothing_is_guessed() -> None:
    years = document_years(about())
    assert years.scope("review", "no year").flow is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年上半年增长5%。", ("2023-H1", "actual")),
        ("去年同期增长5%。", ("2023-H1", "actual")),
        ("去年全年增长5%。", ("2023", "actual")),
        ("今年，全市安排项目投资增长5%。", ("2024", "actual")),
        ("全年，确保投资增长5%。", ("2024", "target")),
        ("全年预算收入调整为增长5%。", ("2024", "actual")),
        ("完成全年预算的5%。", ("2024-H1", "actual")),
    ],
)
def test_news_of_a_half_year_name_other_times(text: str, expected: tuple[str, str]) -> None:
    read = about(text, genre=Genre.STATISTICS_NEWS, year_reviewed=2024, title="上半年经济运行情况")
    sentence, scope = read.sentences[-1], document_scopes(read, lexicon())[-1]
    time = ScopedSentence(sentence, scope, document_years(read), lexicon()).at(sentence.text.index("5"))
    assert (time.stock, time.status) == expected
