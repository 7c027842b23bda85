"""What a person states goes before what a document says."""

from datetime import date
from pathlib import Path

import pytest

from kg.documents import SidecarError, UnreadableDocument, read_document
from kg.model import Genre

REPORT = "各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议，并请各位委员提出意见。\n新建学校3所。\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def state(report: Path, toml: str) -> None:
    (report.parent / "metadata.toml").write_text(toml, encoding="utf-8")


def test_what_is_stated_holds_and_says_so(report: Path) -> None:
    state(report, '["报告.txt"]\narea = "历城区"\ngenre = "plan-report"\ndate = 2024-01-16\nyear_planned = 2024\n')
    metadata = read_document(report).metadata
    assert (metadata.area, metadata.area_code) == ("历城区", "370112")
    assert (metadata.genre, metadata.date) == (Genre.PLAN_REPORT, date(2024, 1, 16).isoformat())
    assert (metadata.year_planned, metadata.year_reviewed) == (2024, 2023)
    assert {e.how for e in metadata.evidence if e.field in ("area", "genre", "date")} == {"stated in metadata.toml"}
    assert not {"area", "area_code", "date", "year_planned"} & set(metadata.undetermined)


def test_a_year_that_the_document_says_stays(report: Path) -> None:
    report.write_text(REPORT + "一、2020年工作回顾\n增长5%。\n", encoding="utf-8")
    state(report, '["报告.txt"]\nyear_planned = 2024\n')
    document = read_document(report)
    assert document.metadata.year_reviewed == 2020
    assert any("does not follow" in warning for warning in document.warnings)


def test_doubts_about_what_is_stated_are_dropped(report: Path) -> None:
    report.write_text(REPORT + "我市陇南增产。陇南升温。陇南成形。\n", encoding="utf-8")
    assert any("most often" in warning for warning in read_document(report).warnings)
    state(report, '["报告.txt"]\narea = "陇南市"\n')
    assert not any("most often" in warning for warning in read_document(report).warnings)


def test_an_ambiguous_area_has_no_code(report: Path) -> None:
    state(report, '["报告.txt"]\narea = "市中区"\n')
    metadata = read_document(report).metadata
    assert metadata.area_code is None
    assert "area_code" in metadata.undetermined


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[", "not valid TOML"),
        ('area = "历城区"\n', "outside a table"),
        ('["别的.txt"]\narea = "历城区"\n', "names no file"),
        ('["报告.txt"]\nregion = "历城区"\n', "no key of metadata; known are"),
        ('["报告.txt"]\narea = ""\n', "not empty"),
        ('["报告.txt"]\narea = 3\n', "must be text"),
        ('["报告.txt"]\nyear_planned = "2024"\n', "must be a year"),
        ('["报告.txt"]\nyear_planned = 24\n', "must be a year"),
        ('["报告.txt"]\ngenre = "novel"\n', "must be one of"),
        ('["报告.txt"]\ndate = "January"\n', "must be a date"),
        ('["报告.txt"]\narea_code = "3701"\n', "six digits"),
    ],
)
def test_a_wrong_sidecar_is_an_error_of_one_line(report: Path, toml: str, message: str) -> None:
    state(report, toml)
    with pytest.raises(SidecarError, match=message) as error:
        read_document(report)
    assert isinstance(error.value, ValueError)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("data", [b"", b"  \n\n", b"\x00\x01\x02"])
def test_a_file_without_text_is_refused_with_its_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "坏.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableDocument, match=r"坏\.txt") as error:
        read_document(path)
    assert error.value.path == path


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="No such file"):
        read_document(tmp_path / "无.txt")


@pytest.mark.parametrize(
    ("toml", "doubt"),
    [
        ('area = "不存在区"', "不存在区 is not the official name of an area"),
        ('area = "济南市历城区"', "济南市历城区 is not the official name of an area; 历城区 is"),
        ('area_code = "999999"', "999999 is not the code of an area"),
    ],
)
def test_area_that_is_not_known_is_taken_and_doubted(report: Path, toml: str, doubt: str) -> None:
    state(report, f'["报告.txt"]\n{toml}\n')
    assert f"metadata.toml: {doubt}" in read_document(report).warnings


@pytest.mark.parametrize("name", ["历城区", "济南高新区", "中国"])
def test_area_or_zone_that_is_known_is_not_doubted(report: Path, name: str) -> None:
    state(report, f'["报告.txt"]\narea = "{name}"\n')
    assert not [warning for warning in read_document(report).warnings if "metadata.toml" in warning]
