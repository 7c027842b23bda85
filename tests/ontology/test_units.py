"""The vocabulary of units: every stanza is whole, conversions are exact, spellings are found."""

import re
from decimal import Decimal

import pytest

from kg.language.lexicon import lexicon

from .stanzas import BASE, LEXICON, MAGNITUDES, SKOS, named_concepts, read, shared_labels

SI = "http://qudt.org/schema/qudt/conversionMultiplier"
UNITS = read("units.ttl")
BY_LABEL = {label: stanza for stanza in UNITS.values() for label in stanza.labels}


def convert(number: str, unit: str) -> tuple[Decimal, str]:
    stanza = BY_LABEL[unit]
    return Decimal(number) * stanza.decimal(LEXICON + "factor"), UNITS[stanza.one(LEXICON + "baseUnit")].label


def test_the_vocabulary_has_the_breadth_of_the_genre() -> None:
    assert len(UNITS) >= 250
    dimensions = {stanza.one(LEXICON + "dimension") for stanza in UNITS.values()}
    assert {"money", "persons", "count", "area", "length", "volume", "mass", "energy", "power", "time"} <= dimensions
    assert {
        "ratio",
        "percentage-points",
        "rank",
        "multiple",
        "compute",
        "concentration-air",
        "temperature",
    } <= dimensions


def test_a_unit_is_whole() -> None:
    for iri, unit in UNITS.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", unit.id)
        assert iri == f"{BASE}unit/{unit.id}"
        assert unit.texts(SKOS + "inScheme") == [BASE + "unit"]
        assert len(unit.texts(SKOS + "prefLabel", "zh")) == len(unit.texts(SKOS + "prefLabel", "en")) == 1
        assert len(unit.texts(SKOS + "prefLabel")) == 2
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", unit.one(LEXICON + "dimension"))
        assert unit.decimal(LEXICON + "factor") > 0
        assert unit.texts(LEXICON + "counter") in ([], ["true"])


def test_a_base_unit_is_its_own_base_and_of_the_same_dimension() -> None:
    for unit in UNITS.values():
        base = UNITS[unit.one(LEXICON + "baseUnit")]
        assert base.one(LEXICON + "baseUnit") == base.iri
        assert base.decimal(LEXICON + "factor") == 1
        assert base.one(LEXICON + "dimension") == unit.one(LEXICON + "dimension")


def test_no_spelling_names_two_units() -> None:
    assert shared_labels(UNITS) == []


def test_every_unit_named_exists() -> None:
    assert named_concepts(UNITS) <= set(UNITS)


def test_a_magnitude_is_no_unit() -> None:
    assert not set(MAGNITUDES) & set(BY_LABEL)
    units = [re.split(r"[/·]", label)[0] for label in BY_LABEL]
    assert not [label for label in units if re.match(r"[百千万亿]+(元|吨|人|亩|平方)", label)]


def test_factor_to_the_base_agrees_with_the_factors_to_si() -> None:
    for unit in (unit for unit in UNITS.values() if unit.terms(SI)):
        base = UNITS[unit.one(LEXICON + "baseUnit")]
        if unit is not base and base.terms(SI):
            assert abs(unit.decimal(SI) / base.decimal(SI) / unit.decimal(LEXICON + "factor") - 1) < Decimal("1e-6")


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        ("3", "米", ("0.003", "公里")),
        ("3", "千米", ("3", "公里")),
        ("2", "斤", ("0.001", "吨")),
        ("5", "公斤", ("0.005", "吨")),
        ("1", "平方公里", ("1000000", "平方米")),
        ("2", "公顷", ("20000", "平方米")),
        ("2", "亩", ("2", "亩")),
        ("7", "度", ("7", "千瓦时")),
        ("1.5", "GWh", ("1500000", "千瓦时")),
        ("2", "兆瓦", ("2000", "千瓦")),
        ("1.2", "EFLOPS", ("1200", "P")),
        ("3", "家", ("3", "个")),
        ("2", "名", ("2", "人")),
        ("2", "人次", ("2", "人次")),
        ("4", "成", ("40", "%")),
        ("5", "‰", ("5", "‰")),
        ("2", "小时", ("120", "分钟")),
        ("1.2", "元/斤", ("2400", "元/吨")),
        ("3", "方", ("3", "立方米")),
        ("9", "美元", ("9", "美元")),
    ],
)
def test_conversion_to_the_base(number: str, unit: str, expected: tuple[str, str]) -> None:
    value, base = convert(number, unit)
    assert (value, base) == (Decimal(expected[0]), expected[1])


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("个百分点", "个百分点"),
        ("个", "个"),
        ("人次", "人次"),
        ("平方公里", "平方公里"),
        ("平方米/人", "平方米/人"),
        ("公里/小时", "公里/小时"),
        ("微克每立方米", "微克/立方米"),
        ("吨标煤/万元", "吨标准煤/万元"),
        ("元/人·月", "元/月"),
        ("张/千人", "张/千人"),
        ("％", "%"),
        ("㎡", "平方米"),
        ("个工作日", "工作日"),
        ("台（套）", "台套"),
        ("辆（艘、架、列）次", "辆次"),
    ],
)
def test_the_longest_spelling_is_found(text: str, label: str) -> None:
    (match,) = lexicon().find("unit", text)
    assert (match.end, match.concept.label) == (len(text), label)
