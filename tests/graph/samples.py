"""Two short documents in our own words with what is to be understood of them, made by hand."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from kg.model import (
    Document,
    Entity,
    Extraction,
    Genre,
    Metadata,
    MetadataEvidence,
    NumberNote,
    NumberUse,
    Observation,
    Relation,
    Section,
    Sentence,
    Span,
)

GDP = "https://w3id.org/govreport/indicator/gdp"

REPORT_TEXT = (
    "历城区计划报告摘要\n"
    "2023年，历城区地区生产总值实现1327.8亿元，比上年增长6%，总量居全市第3位。\n"
    "2024年目标：地区生产总值增长7%以上，改造老旧小区12个、30万平方米。\n"
    "项目突破年之后，我们实施项目深化年，济钢防务产业基地开工，投资额达到8.5亿元至10亿元。\n"
    "代号为17的事项另行说明。\n"
)
DIGEST_TEXT = (
    "历城区报告一图读懂\n"
    "历城区2023年预计完成地区生产总值1310亿元。\n"
    "2023年是项目突破年，2024年是项目深化年，“济钢防务产业基地”加快建设。\n"
)


def span(text: str, words: str, after: str = "") -> Span:
    """The first place of some words, or the first after other words."""
    start = text.index(words, text.index(after) if after else 0)
    return Span(start, start + len(words))


def document(name: str, text: str, metadata: Metadata, warnings: tuple[str, ...] = ()) -> Document:
    """A document with one sentence a line."""
    sentences, at = [], 0
    for index, line in enumerate(text.splitlines()):
        sentences.append(Sentence(index, 0, index, line, tuple(range(at, at + len(line))), heading=index == 0))
        at += len(line) + 1
    sections = (Section(0, metadata.title or "", 0, Span(0, len(text)), None),)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(name, text, "utf-8", digest, metadata, sections, tuple(sentences), warnings=warnings)


def observation(text: str, quote: str, value: str, unit: str, **fields: object) -> Observation:
    """An observation of 历城区 with the fields that most tests do not care about filled in."""
    place = span(text, quote)
    given: dict[str, object] = {
        "area": "历城区",
        "indicator": "地区生产总值",
        "measure": "level",
        "status": "actual",
        "period": "2023",
        "rule": "amount",
        "confidence": 0.93,
        "value_text": value,
    }
    line = text[: place.start].count("\n")
    return Observation(value=Decimal(value), unit=unit, span=place, sentence=line, **(given | fields))  # type: ignore[arg-type]


def report() -> Extraction:
    """A plan report with results, targets, two quantities of one indicator, a range and an unexplained number."""
    text = REPORT_TEXT
    metadata = Metadata(
        title="历城区计划报告摘要",
        area="历城区",
        area_code="370112",
        genre=Genre.PLAN_REPORT,
        date="2024-01-15",
        year_planned=2024,
        year_reviewed=2023,
        evidence=(
            MetadataEvidence("area", "title", span(text, "历城区")),
            MetadataEvidence("date", "sidecar"),
        ),
        undetermined=("publisher", "author"),
    )
    renewal = {"indicator": "老旧小区", "status": "target", "period": "2024"}
    observations = (
        observation(text, "地区生产总值实现1327.8亿元", "1327.8", "亿元", concept=GDP, trace=(("area", "历城区"),)),
        observation(text, "比上年增长6%", "6", "%", measure="growth", concept=GDP),
        observation(text, "总量居全市第3位", "3", "位", measure="rank", comparator="全市", concept=GDP),
        observation(
            text,
            "地区生产总值增长7%以上",
            "7",
            "%",
            measure="growth",
            concept=GDP,
            status="target",
            bound="ge",
            period="2024",
        ),
        observation(text, "改造老旧小区12个、30万平方米", "12", "个", **renewal),
        observation(text, "改造老旧小区12个、30万平方米", "30", "万平方米", **renewal),
        observation(
            text,
            "投资额达到8.5亿元至10亿元",
            "8.5",
            "亿元",
            indicator="投资额",
            subject="济钢防务产业基地",
            period=None,
            value2=Decimal(10),
            value_text="8.5亿元至10",
        ),
    )
    entities = (
        Entity(
            "Area", "历城区", (span(text, "历城区"), span(text, "历城区", "2023")), "area-name", 0.98, kind="county"
        ),
        Entity("Programme", "项目突破年", (span(text, "项目突破年"),), "campaign", 0.9, kind="campaign-year"),
        Entity("Programme", "项目深化年", (span(text, "项目深化年"),), "campaign", 0.9, kind="campaign-year"),
        Entity("Project", "济钢防务产业基地", (span(text, "济钢防务产业基地"),), "project", 0.8),
    )
    stated = span(text, "我们实施项目深化年")
    relations = (
        Relation("历城区", "implements", "项目深化年", (stated,), "verb", 0.85, "Area", "Programme"),
        Relation("项目深化年", "programmeYear", "2024", (stated,), "verb", 0.8, "Programme"),
        Relation("济钢防务产业基地", "stage", "开工", (span(text, "济钢防务产业基地开工"),), "stage", 0.9, "Project"),
        Relation("济钢防务产业基地", "category", "产业类", (stated,), "list", 0.9, "Project"),
        Relation("历城区", "develops", "奇器制造", (stated,), "verb", 0.6, "Area", "Industry"),
    )
    odd = span(text, "17")
    numbers = (NumberNote(odd, "17", NumberUse.UNEXPLAINED, 4),)
    return Extraction(
        document("licheng-plan.txt", text, metadata, ("一处页面附属文字",)), observations, entities, relations, numbers
    )


def digest() -> Extraction:
    """A media digest that gives another value for one fact of the report and names the same things."""
    text = DIGEST_TEXT
    metadata = Metadata(title=None, area="历城区", genre=Genre.MEDIA_DIGEST, undetermined=("title",))
    observations = (observation(text, "预计完成地区生产总值1310亿元", "1310", "亿元", concept=GDP, status="estimate"),)
    years = span(text, "2023年是项目突破年，2024年是项目深化年")
    entities = (
        Entity("Area", "历城区", (span(text, "历城区"),), "area-name", 0.98, aliases=("历城",)),
        Entity("Programme", "项目突破年", (span(text, "项目突破年"),), "campaign", 0.9, kind="campaign-year"),
        Entity("Programme", "项目深化年", (span(text, "项目深化年"),), "campaign", 0.9, kind="campaign-year"),
        Entity("Project", "“济钢防务产业基地”", (span(text, "“济钢防务产业基地”"),), "project", 0.8),
    )
    relations = (
        Relation("历城区", "implements", "项目突破年", (years,), "verb", 0.85, "Area", "Programme"),
        Relation("项目突破年", "programmeYear", "2023", (years,), "verb", 0.8, "Programme"),
    )
    return Extraction(document("图解.md", text, metadata), observations, entities, relations)
