"""Where clauses, parts and passages begin around a number."""

from __future__ import annotations

from kg.extract.observations.clauses import Clauses

TEXT = "全年粮食增产；新建学校（含幼儿园，不含高校）12所，其中城区：小学5所"


def test_a_clause_begins_behind_the_last_sign_outside_brackets() -> None:
    clauses = Clauses(TEXT)
    assert TEXT[clauses.opened(0, TEXT.index("12")) :].startswith("新建学校（含幼儿园")
    assert TEXT[clauses.opened(0, TEXT.index("5")) :] == "小学5所"
    assert clauses.opened(10, 12) == 10


def test_a_part_begins_behind_a_semicolon_or_full_stop() -> None:
    clauses = Clauses(TEXT)
    assert clauses.part(3) == 0
    assert TEXT[clauses.part(TEXT.index("5")) :].startswith("新建学校")


def test_the_clause_before_is_of_the_same_part() -> None:
    assert Clauses("甲项目开工，乙项目竣工，投资5亿元").before_last(14) == "乙项目竣工"
    assert Clauses("甲项目开工；投资5亿元").before_last(8) == ""
    assert Clauses("甲项目开工：乙项目竣工，投资5亿元").before_last(14) == "乙项目竣工"


def test_a_passage_goes_back_to_the_sign_but_never_far() -> None:
    assert Clauses(TEXT).passage(TEXT.index("12")) == TEXT.index("不含高校")
    assert Clauses("粮" * 50 + "5万吨").passage(50) == 10
    assert Clauses("粮食5万吨").passage(2) == 0


def test_behind_the_last_of_some_signs() -> None:
    clauses = Clauses(TEXT)
    assert clauses.behind("，；", TEXT.index("小学")) == TEXT.index("其中")
    assert clauses.behind("！", 5) == 0
