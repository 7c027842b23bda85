"""The vocabulary of indicators: every stanza is whole, and its own example can be read with it."""

import re
from decimal import Decimal

import pytest

from kg.language.lexicon import lexicon

from .stanzas import BASE, LEXICON, MAGNITUDES, SKOS, Stanza, named_concepts, read, shared_labels

UNITS = read("units.ttl")
CONCEPTS = read("indicators.ttl")
DOMAINS = {iri: c for iri, c in CONCEPTS.items() if c.terms(SKOS + "topConceptOf")}
INDICATORS = {iri: c for iri, c in CONCEPTS.items() if iri not in DOMAINS}
UNIT_OF = {label: unit for unit in UNITS.values() for label in unit.labels}


def read_example(indicator: Stanza) -> tuple[Decimal, Stanza]:
    """The number with its magnitude, and the unit, that stand after the indicator's name; a bare number has none."""
    (example,) = indicator.texts(SKOS + "example", "zh")
    assert example.startswith(indicator.label)
    number = re.fullmatch(r"(-?\d+(?:\.\d+)?)(\D.*)?", example[len(indicator.label) :])
    assert number, example
    written = number[2] or "无量纲"
    for magnitude in sorted(MAGNITUDES, key=len):
        unit = UNIT_OF.get(written[len(magnitude) :]) if written.startswith(magnitude) else None
        if unit is not None:
            return Decimal(number[1]) * MAGNITUDES[magnitude], unit
    raise AssertionError(f"{example}: no unit {written}")


def test_the_vocabulary_has_the_breadth_of_the_genre() -> None:
    assert len(INDICATORS) >= 600
    assert len(DOMAINS) >= 25
    assert sum(len(indicator.labels) for indicator in INDICATORS.values()) >= 4000


def test_no_name_means_two_indicators() -> None:
    assert shared_labels(CONCEPTS) == []


def test_every_concept_named_exists() -> None:
    assert named_concepts(CONCEPTS) <= set(CONCEPTS) | set(UNITS)


def test_a_concept_has_a_place_and_names() -> None:
    for iri, concept in CONCEPTS.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", concept.id)
        assert iri == f"{BASE}indicator/{concept.id}"
        assert concept.texts(SKOS + "inScheme") == [BASE + "indicator"]
        assert len(concept.texts(SKOS + "prefLabel", "zh")) == len(concept.texts(SKOS + "prefLabel", "en")) == 1
        assert len(concept.texts(SKOS + "prefLabel")) == 2
        assert concept.texts(SKOS + "altLabel") == concept.texts(SKOS + "altLabel", "zh")
        assert (concept.terms(SKOS + "broader") == []) is (iri in DOMAINS)
        assert concept.iri not in concept.texts(SKOS + "related")


def test_broader_leads_up_to_one_domain() -> None:
    for iri in INDICATORS:
        passed = [iri]
        while passed[-1] not in DOMAINS:
            broader = CONCEPTS[passed[-1]].one(SKOS + "broader")
            assert broader not in passed, f"a circle: {passed}"
            passed.append(broader)


def test_a_part_is_measured_as_its_whole() -> None:
    for indicator in INDICATORS.values():
        whole = CONCEPTS[indicator.one(SKOS + "broader")]
        if whole.iri not in DOMAINS:
            for predicate in ("dimension", "statistic"):
                assert indicator.one(LEXICON + predicate) == whole.one(LEXICON + predicate), indicator.id


def test_names_are_written_as_reports_write_them() -> None:
    for indicator in INDICATORS.values():
        for name in indicator.labels:
            assert 1 <= len(name) <= 40, name
            assert name == name.strip(), name
            assert not re.search(r"[,;:()?!%，；：？！。]|^[、的]|[、和及与的]$", name), name
            for opening, closing in ("（）", "“”", "《》"):
                assert name.count(opening) == name.count(closing), name


def test_the_description_is_whole() -> None:
    for indicator in INDICATORS.values():
        unit = UNITS[indicator.one(LEXICON + "unit")]
        assert indicator.one(LEXICON + "dimension") == unit.one(LEXICON + "dimension")
        assert indicator.one(LEXICON + "statistic") in {"flow", "stock", "ratio", "index", "rate", "count"}
        assert indicator.one(LEXICON + "polarity") in {"higher-better", "lower-better", "neutral"}
        assert indicator.decimal(LEXICON + "plausibleMin") < indicator.decimal(LEXICON + "plausibleMax")


def test_the_range_fits_the_unit() -> None:
    for indicator in INDICATORS.values():
        low, high = indicator.decimal(LEXICON + "plausibleMin"), indicator.decimal(LEXICON + "plausibleMax")
        dimension = indicator.one(LEXICON + "dimension")
        if indicator.label.endswith(("占比", "比重", "覆盖率", "普及率", "合格率", "达标率", "办结率")):
            assert low >= 0
            assert high <= (160 if indicator.label == "互联网普及率" else 100)
        elif dimension == "ratio":
            assert low >= -200
            assert high <= 800
        elif dimension in {"count", "persons", "area", "length", "mass", "energy", "power", "compute"}:
            assert low >= 0 or indicator.label.startswith("人口净")
        if dimension == "persons" and UNITS[indicator.one(LEXICON + "unit")].label in {"人", "名"}:
            assert high <= Decimal("1.5e9"), "more than the nation has"


def test_the_example_is_read() -> None:
    for indicator in INDICATORS.values():
        number, unit = read_example(indicator)
        assert unit.one(LEXICON + "dimension") == indicator.one(LEXICON + "dimension")
        assert unit.one(LEXICON + "baseUnit") == UNITS[indicator.one(LEXICON + "unit")].one(LEXICON + "baseUnit")
        value = number * unit.decimal(LEXICON + "factor")
        assert indicator.decimal(LEXICON + "plausibleMin") <= value <= indicator.decimal(LEXICON + "plausibleMax")


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("GDP", "gdp"),
        ("生产总值", "gdp"),
        ("规上工业增加值", "scale-industrial-value-added"),
        ("规模以上工业增加值", "scale-industrial-value-added"),
        ("工业增加值", "industrial-value-added"),
        ("一般公共预算收入", "general-budget-revenue"),
        ("财政总收入", "total-fiscal-revenue"),
        ("财政收入", "fiscal-revenue"),
        ("税收占比", "tax-share"),
        ("社消零", "retail-sales"),
        ("固定资产投资（不含农户）", "fixed-asset-investment"),
        ("全社会固定资产投资", "total-fixed-asset-investment"),
        ("外贸进出口", "goods-trade"),
        ("实际利用外资", "fdi-used"),
        ("城镇居民人均可支配收入", "urban-disposable-income"),
        ("农民人均纯收入", "rural-net-income"),
        ("城镇新增就业", "urban-new-jobs"),
        ("城镇登记失业率", "registered-unemployment-rate"),
        ("市场主体", "market-entities"),
        ("经营主体", "market-entities"),
        ("“四上”企业", "four-above-enterprises"),
        ("专精特新“小巨人”企业", "little-giants"),
        ("研发投入强度", "rd-intensity"),
        ("研发投入", "rd-expenditure"),
        ("技术合同成交额", "technology-contracts"),
        ("空气质量优良天数比例", "good-air-days-ratio"),
        ("PM2.5平均浓度", "pm25"),
        ("万元GDP能耗", "energy-intensity"),
        ("森林覆盖率", "forest-coverage"),
        ("高标准农田", "high-standard-farmland"),
        ("粮食总产量", "grain-output"),
        ("中欧班列", "china-europe-trains"),
        ("5G基站", "base-stations-5g"),
        ("民生支出占比", "livelihood-share"),
        ("老旧小区改造", "old-communities-renovated"),
        ("贫困发生率", "poverty-rate"),
        ("九年义务教育巩固率", "compulsory-retention"),
    ],
)
def test_common_names_are_known(name: str, concept: str) -> None:
    found = lexicon().by_label("indicator", name)
    assert found is not None
    assert found.id == concept


@pytest.mark.parametrize(
    "name", ["新增", "同比", "规模以上", "省级", "增长", "亿元", "目标", "发展", "铁路", "面积", "政策"]
)
def test_words_that_measure_nothing_are_no_indicators(name: str) -> None:
    assert lexicon().by_label("indicator", name) is None
