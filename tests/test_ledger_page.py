"""The number ledger as records and as a page."""

import html.parser
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.build import read
from kg.cli import app
from kg.extract.ledger import value_span
from kg.model import Extraction, Furniture, NumberUse, Span
from kg.views.explain import understand_text
from kg.views.ledger_lines import counts, entries, meanings, share_unexplained, to_json, understood
from kg.views.ledger_page import page

TEXT = """2024年历城区政府工作报告

一、2023年工作回顾
全区地区生产总值完成1327.8亿元，增长6%，比上年提高2.4个百分点。“4433”体系落地，9988暖春会举办。
一般公共预算收入完成140.12亿元。代号3141之事另行说明。
热线12345全天受理。改造老旧小区8个至10个。
"""
HOSTILE = """2024年历城区政府工作报告

一、2023年工作回顾
全区<script>alert(1)</script>企业达到12家，"><img src=x onerror=alert(2)>项目34个。
&lt;b&gt; ' " 代号5566之事\u202e另行说明\u0007。
"""


class Tags(html.parser.HTMLParser):
    """What a browser would see: the tags with their attributes, and the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.tags if "id" in attrs]

    def links(self) -> list[str]:
        return [attrs["href"] or "" for tag, attrs in self.tags if tag == "a"]


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments])


@pytest.fixture(scope="module")
def understood_text() -> Extraction:
    return understand_text(TEXT)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reports") / "licheng.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_every_number_has_one_class_and_its_place(understood_text: Extraction) -> None:
    document = understood_text.document
    found = {entry.note.text: entry for entry in entries(understood_text)}
    assert found["3141"].note.use is NumberUse.UNEXPLAINED
    assert found["4433"].note.use is NumberUse.NAME
    assert found["12345"].note.use is NumberUse.IDENTIFIER
    assert found["140.12亿"].note.use is NumberUse.OBSERVATION
    for entry in found.values():
        assert document.quote(entry.note.span) == entry.note.text
        assert entry.sentence is not None
        assert entry.sentence.text[entry.start : entry.end] == entry.note.text


def test_letters_of_words_and_units_are_no_numbers(understood_text: Extraction) -> None:
    """一 of 一般公共预算 and 百 of 百分点 stand in passages of observations, and count nothing."""
    written = [note.text for note in understood_text.numbers]
    assert "百" not in written
    assert written.count("一") == 1  # the heading
    assert written[-2:] == ["8", "10"]


def test_a_number_knows_what_it_is_the_value_of(understood_text: Extraction) -> None:
    found = {entry.note.text: entry for entry in entries(understood_text)}
    (growth,) = found["6"].observations
    assert (growth.measure, growth.unit) == ("growth", "%")
    (change,) = found["2.4"].observations
    assert change.measure == "pointChange"
    assert found["8"].observations == found["10"].observations != ()
    assert "历城区 · 地区生产总值 · growth = 6 % · 2023 · actual" in understood(growth)
    assert "8–10" in understood(found["8"].observations[0])


def test_a_value_that_does_not_end_its_passage_is_found_where_it_stands(understood_text: Extraction) -> None:
    (growth,) = (o for o in understood_text.observations if o.measure == "growth")
    sentence = understood_text.document.sentences[growth.sentence]
    longer = growth._replace(span=Span(growth.span.start, growth.span.end + 2))
    assert understood_text.document.quote(value_span(sentence, longer)) == growth.value_text
    assert value_span(sentence, growth._replace(value_text="七成")) == growth.span


def test_a_cell_with_a_row_number_is_an_ordinal() -> None:
    extraction = understand_text("附表\n\n| 17 | 某路段整治 |\n", year=2024)
    assert [note.use for note in extraction.numbers if note.text == "17"] in ([NumberUse.ORDINAL], [])


def test_a_plan_period_in_quotation_marks_is_a_period_and_a_dated_title_a_name() -> None:
    extraction = understand_text("“十四五”时期成效明显，《2023年行动方案》印发。", year=2024)
    uses = {note.text: note.use for note in extraction.numbers}
    assert uses["十四五"] is NumberUse.DATE
    assert uses["2023"] is NumberUse.NAME


def test_the_share_of_no_numbers_is_none(understood_text: Extraction) -> None:
    assert share_unexplained(counts(replace(understood_text, numbers=()))) == 0.0


def test_the_json_has_totals_documents_and_numbers(understood_text: Extraction) -> None:
    said = json.loads(to_json([understood_text]))
    assert said["totals"]["numbers"] == len(understood_text.numbers)
    (document,) = said["documents"]
    assert sum(document["counts"][use.value] for use in NumberUse) == len(document["numbers"])
    first = next(n for n in document["numbers"] if n["number"] == "140.12亿")
    assert first["class"] == "observation"
    assert first["observations"][0]["value"] == 140.12
    assert "一般公共预算收入" in first["sentence"]
    odd = json.loads(to_json([understood_text], unexplained=True))
    assert {n["class"] for n in odd["documents"][0]["numbers"]} == {"unexplained"}
    assert odd["totals"] == said["totals"]


def test_the_page_shows_the_whole_text_with_every_number_marked(understood_text: Extraction) -> None:
    found = Tags(page([understood_text]))
    assert found.open == []
    assert understood_text.document.text in found.text
    marks = [attrs for tag, attrs in found.tags if tag == "mark" and attrs.get("title", "") not in meanings().values()]
    classes = [attrs["class"] for attrs in marks if "title" in attrs]
    assert classes == [note.use.value for note in understood_text.numbers]
    titles = "\n".join(attrs.get("title") or "" for attrs in marks)
    assert "地区生产总值 · level = 1327.8 亿元 · 2023 · actual" in titles


def test_the_links_lead_from_one_unexplained_number_to_the_next(understood_text: Extraction) -> None:
    odd = len(understood_text.unexplained)
    assert odd >= 2
    found = Tags(page([understood_text]))
    assert [name for name in found.ids() if name.startswith("n1-")] == [f"n1-{k}" for k in range(1, odd + 1)]
    assert len(set(found.ids())) == len(found.ids())
    assert {link.removeprefix("#") for link in found.links()} <= set(found.ids())
    text = page([understood_text]).split('<div class="text"')[1]
    nexts = re.findall(r'class="next(?: last)?" href="#([^"]+)"', text)
    assert nexts == [*(f"n1-{k}" for k in range(2, odd + 1)), "d1"]


def test_the_page_loads_nothing_and_runs_nothing(understood_text: Extraction) -> None:
    found = Tags(page([understood_text]))
    assert not {tag for tag, _ in found.tags} & {"script", "link", "img", "iframe", "object", "form"}
    assert all(link.startswith("#") for link in found.links())
    assert not any(name.startswith("on") or name in ("src", "style") for _, attrs in found.tags for name in attrs)
    assert any("default-src 'none'" in (attrs.get("content") or "") for _, attrs in found.tags)


def test_hostile_text_never_becomes_markup() -> None:
    extraction = understand_text(HOSTILE)
    name = "<script>\"'&.txt"
    document = replace(
        extraction.document, name=name, metadata=replace(extraction.document.metadata, title="</title><b onload=x>")
    )
    written = page([replace(extraction, document=document)] * 2)
    found = Tags(written)
    assert {tag for tag, _ in found.tags} <= {
        *("html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "section", "nav", "span", "mark", "br"),
        *("a", "details", "summary", "ol", "li", "div", "table", "tr", "th", "td"),
    }
    assert not any(attribute.startswith("on") for _, attrs in found.tags for attribute in attrs)
    assert "<script>alert(1)</script>" in found.text
    assert name in found.text
    assert not re.search("[\u202a-\u202e\x07]", written)


def test_page_furniture_is_grey_and_a_number_may_run_across_it(understood_text: Extraction) -> None:
    document = understood_text.document
    at = document.text.index("140.12")
    pieces = (Furniture(Span(0, 4), "navigation"), Furniture(Span(at + 2, at + 4), "page-cut"))
    found = Tags(page([replace(understood_text, document=replace(document, furniture=pieces))]))
    assert found.open == []
    assert document.text in found.text
    assert sum(attrs.get("class") == "furniture" for _, attrs in found.tags) == 2


def test_the_page_of_the_unexplained_has_their_sentences_only(understood_text: Extraction) -> None:
    found = Tags(page([understood_text], unexplained=True))
    assert "代号3141之事另行说明" in found.text
    assert "老旧小区" not in found.text
    assert found.links() == []


def test_several_documents_have_an_overview(understood_text: Extraction) -> None:
    other = replace(understood_text, document=replace(understood_text.document, name="b.txt"), numbers=())
    found = Tags(page([understood_text, other]))
    assert found.links()[:2] == ["#d1", "#d2"]
    assert len(set(found.ids())) == len(found.ids())


def test_the_command_prints_counts_and_sentences(report: Path) -> None:
    result = invoke("ledger", str(report), "--workers", "0")
    assert result.exit_code == 0, result.output
    assert "licheng.txt" in result.stdout
    assert "代号3141之事另行说明" in result.stdout
    assert re.search(r"\d of \d+ numbers unexplained", result.stdout)
    only = invoke("ledger", str(report), "--unexplained", "--workers", "0")
    assert "set-phrase" not in only.stdout
    assert "3141" in only.stdout


def test_the_command_writes_files_that_are_the_same_each_time(report: Path, tmp_path: Path) -> None:
    for form in ("html", "json", "table"):
        written = []
        for turn in range(2):
            path = tmp_path / f"{turn}.{form}"
            result = invoke("ledger", str(report), "-f", form, "--out", str(path), "-w", "0")
            assert (result.exit_code, result.stdout) == (0, "")
            written.append(path.read_bytes())
        assert written[0] == written[1]
        assert b"3141" in written[0]
        assert b"\x1b" not in written[0]
    shown = invoke("ledger", str(report), "-f", "html", "-w", "0")
    assert shown.stdout.encode() == (tmp_path / "0.html").read_bytes()


def test_a_file_that_cannot_be_written_is_said(report: Path, tmp_path: Path) -> None:
    result = invoke("ledger", str(report), "-f", "json", "--out", str(tmp_path / "no" / "x"), "-w", "0")
    assert result.exit_code == 2
    assert "cannot be written" in result.output


def test_a_document_that_fails_is_said_after_the_others(report: Path, tmp_path: Path) -> None:
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"\x00\x01\x02abc\x00")
    result = invoke("ledger", str(report), str(binary), "--workers", "0")
    assert result.exit_code == 1
    assert "binary.txt" in result.output
    assert "3141" in result.output


def test_the_counts_are_those_of_the_pipeline(report: Path) -> None:
    (extraction,) = read([report], processes=0).extractions
    assert sum(counts(extraction).values()) == len(extraction.numbers)


def test_signs_of_markdown_are_not_shown() -> None:
    table = "| 指标 | 增长（%） |\n| --- | --- |\n| 投资 | 5 |\n"
    text = "# 2024年历城区政府工作报告\n\n## 一、2023年工作回顾\n\n**投资**增长6%。\n\n" + table
    shown = re.sub(r'<span class="sign">[^<]*</span>', "", page([understand_text(text)]))
    assert "##" not in shown
    assert "**" not in shown
    assert "---" not in shown
    assert "投资增长" in shown
    assert ".sign { display: none; }" in shown
