"""A text about several areas: whose each number and each relation is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents import read_document
from kg.model import Extraction
from kg.pipeline import extract

LISTED = "湘阴县、平江县2016年发展情况\n\n"
BESIDE = "毗邻两县比翼齐飞\n——湘阴与平江侧记\n\n"


def read(folder: Path, text: str) -> Extraction:
    path = folder / "counties.txt"
    path.write_text(text, encoding="utf-8")
    return extract(read_document(path), names_model=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LISTED + "湘阴县投资增长8.2%；平江县投资增长7.9%。", ["湘阴县 8.2", "平江县 7.9"]),
        (LISTED + "两县财政收入分别完成12亿元和9亿元。", ["湘阴县 12", "平江县 9"]),
        (LISTED + "平江县、湘阴县财政收入分别完成9亿元和12亿元。", ["平江县 9", "湘阴县 12"]),
        (LISTED + "两县共投入资金3亿元。", ["None 3"]),
        (LISTED + "湘阴财政收入12亿元，平江财政收入9亿元。", ["湘阴县 12", "平江县 9"]),
        (LISTED + "湘阴县财政收入12亿元。平江路改造投资2亿元。", ["湘阴县 12", "湘阴县 2"]),
        (
            "湘阴县：投资增长8.2%，财政收入稳步增加。\n平江县：投资增长7.9%，财政收入稳步增加。\n",
            ["湘阴县 8.2", "平江县 7.9"],
        ),
        (
            BESIDE + "湘阴县粮食产量61万吨，农业稳步发展。平江县不甘落后，投资增长9.1%，该县茶园面积18万亩。\n"
            "湘阴县和平江县携手前行。",
            ["湘阴县 61", "平江县 9.1", "平江县 18"],
        ),
    ],
)
def test_each_number_is_of_the_area_that_the_text_has_turned_to(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert [f"{o.area} {o.value}" for o in read(tmp_path, text).observations] == expected


def test_a_report_of_one_county_has_no_turns(tmp_path: Path) -> None:
    text = (
        "平江县2019年政府工作报告\n\n与湘阴县合作共建园区，两县往来密切。湘阴县来客众多。全县财政收入9亿元，增长5%。\n"
    )
    assert {o.area for o in read(tmp_path, text).observations} == {"平江县"}


def test_what_an_area_does_is_said_of_the_area_that_the_text_has_turned_to(tmp_path: Path) -> None:
    text = (
        LISTED
        + "湘阴县大力实施园区提质行动，培育壮大装备制造产业；平江县培育壮大休闲食品产业，获评国家全域旅游示范区。\n"
        "两县深入实施乡村振兴战略。平江抽水蓄能电站项目开工建设。\n"
    )
    said = {(r.s, r.p, r.o) for r in read(tmp_path, text).relations}
    assert said >= {
        ("湘阴县", "implements", "园区提质行动"),
        ("湘阴县", "develops", "装备制造产业"),
        ("平江县", "develops", "休闲食品产业"),
        ("平江县", "awarded", "国家全域旅游示范区"),
        ("湘阴县", "implements", "乡村振兴战略"),
        ("平江县", "implements", "乡村振兴战略"),
        ("平江抽水蓄能电站", "locatedIn", "平江县"),
    }
    assert not said & {("平江县", "develops", "装备制造产业"), ("湘阴县", "awarded", "国家全域旅游示范区")}


def test_what_is_said_of_both_is_one_statement_for_each(tmp_path: Path) -> None:
    relations = read(tmp_path, LISTED + "两县深入实施乡村振兴战略。两县持续实施乡村振兴战略。\n").relations
    keys = [(r.s, r.p, r.o) for r in relations]
    assert len(keys) == len(set(keys)) == 2 and all(len(r.mentions) == 2 for r in relations)
