"""What a person states goes before what a document says."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from kg.documents import UnreadableDocument, read_document, strays
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


def faults(path: Path) -> list[str]:
    return [warning for warning in read_document(path).warnings if "metadata.toml" in warning]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('region = "历城区"', "region is no key of metadata (known are area, area_code,"),
        ("year_plan = 2024", "year_plan is no key of metadata (did you mean year_planned?)"),
        ('publisher = ""', 'publisher is "" and must be text that is not empty'),
        ("publisher = 3", "publisher is 3 and must be text"),
        ('year_planned = "2024"', 'year_planned is "2024" and must be a year between'),
        ("year_planned = 24", "must be a year"),
        ('genre = "novel"', "must be one of"),
        ('date = "January"', "must be a date"),
        ('area_code = "3701"', "six digits"),
    ],
)
def test_a_wrong_value_is_said_and_costs_nothing_else(report: Path, line: str, message: str) -> None:
    state(report, f'["报告.txt"]\ntitle = "标题"\n{line}\narea = "历城区"\n')
    metadata = read_document(report).metadata
    assert (metadata.title, metadata.area) == ("标题", "历城区")
    (fault,) = faults(report)
    assert fault.startswith("metadata.toml: ")
    assert message in fault
    assert fault.endswith(", which is not heeded")


def test_a_table_that_is_no_toml_costs_its_own_document_alone(report: Path) -> None:
    other = report.with_name("另一份.txt")
    other.write_text(REPORT, encoding="utf-8")
    third = report.with_name("第三份.txt")
    third.write_text(REPORT, encoding="utf-8")
    state(report, '["报告.txt"]\narea = 历城区\n\n["另一份.txt"]\narea = "天桥区"\n')
    assert read_document(report).metadata.area is None
    (fault,) = faults(report)
    assert fault == "metadata.toml: not valid TOML at line 2: invalid value; the rest of [报告.txt] is not heeded"
    assert read_document(other).metadata.area == "天桥区"
    assert faults(other) == faults(third) == []


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('["坏\narea = "历城区"\n["另一份.txt"]\narea = "天桥区"\n', "not valid TOML at line 1"),
        ('["另一份.txt"]\narea = "天桥区"\n["坏', "not valid TOML at line 3"),
        ('area = "历城区"\n["另一份.txt"]\narea = "天桥区"\n', "area stands outside a table"),
    ],
)
def test_what_is_wrong_with_no_known_table_is_said_by_documents_without_one(
    report: Path, toml: str, message: str
) -> None:
    other = report.with_name("另一份.txt")
    other.write_text(REPORT, encoding="utf-8")
    state(report, toml)
    (fault,) = faults(report)
    assert message in fault
    assert read_document(other).metadata.area == "天桥区"
    assert faults(other) == []
    assert strays(report.parent) == ()


@pytest.mark.parametrize(
    "toml", ['area = "天桥区"\n["报告.txt"]\narea = "历城区"\n', '["报告.txt"]\narea = "历城区"\n["坏']
)
def test_what_is_wrong_with_no_known_table_is_a_stray_where_all_documents_have_one(report: Path, toml: str) -> None:
    state(report, toml)
    assert read_document(report).metadata.area == "历城区"
    assert faults(report) == []
    (stray,) = strays(report.parent)
    assert "outside a table" in stray or "not valid TOML at line 3" in stray


def test_a_table_that_stands_twice_is_taken_once(report: Path) -> None:
    state(report, '["报告.txt"]\narea = "历城区"\n["报告.txt"]\narea = "天桥区"\n')
    assert read_document(report).metadata.area == "历城区"
    assert faults(report) == ["metadata.toml: [报告.txt] stands twice; the first holds"]


@pytest.mark.parametrize(
    ("name", "message"),
    [("报吿.txt", "names no file of its folder; did you mean 报告.txt?"), ("sub/a.txt", "is in another folder")],
)
def test_a_table_for_no_file_of_the_folder_is_a_stray(report: Path, name: str, message: str) -> None:
    state(report, f'["{name}"]\narea = "历城区"\n')
    (stray,) = strays(report.parent)
    assert f"metadata.toml: [{name}] {message}" in stray
    assert faults(report) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_sidecar_may_be_written_by_any_editor(report: Path, encoding: str) -> None:
    toml = '["报告.txt"]\r\ntitle = "关于国民经济和社会发展计划执行情况的报告"\r\narea = "历城区"\r\n'
    (report.parent / "metadata.toml").write_bytes(toml.encode(encoding))
    assert read_document(report).metadata.area == "历城区"
    assert faults(report) == []


def test_file_names_are_compared_as_people_read_them(tmp_path: Path) -> None:
    path = tmp_path / unicodedata.normalize("NFD", "é报告.txt")
    path.write_text(REPORT, encoding="utf-8")
    state(path, f'["{unicodedata.normalize("NFC", "é报告.txt")}"]\narea = "历城区"\n')
    assert read_document(path).metadata.area == "历城区"
    assert strays(tmp_path) == ()


def test_a_sidecar_that_is_no_text_is_said(report: Path) -> None:
    (report.parent / "metadata.toml").write_bytes(b"\x00\x01\x02")
    assert faults(report) == ["metadata.toml: it holds zero bytes, so it is no text"]


def test_a_folder_of_that_name_is_no_sidecar(report: Path) -> None:
    (report.parent / "metadata.toml").mkdir()
    assert faults(report) == []
    assert strays(report.parent) == ()


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
