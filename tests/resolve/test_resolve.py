"""One node for one thing, two for two; the result depends on the set of documents only."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest

from kg.graph import iris
from kg.model import Document, Entity, Extraction, Metadata, Observation, Relation, Section, Span
from kg.resolve import Resolution, resolve
from kg.resolve.corpus import indicator

JINAN, LICHENG, TIANQIAO = (iris.concept("area", code) for code in ("370100", "370112", "370105"))
HERE = (Span(0, 2),)


def document(name: str, area: str | None, code: str | None = None) -> Document:
    text = f"{name}的正文"
    section = Section(0, "", 0, Span(0, len(text)), None)
    return Document(name, text, "utf-8", iris.short_hash(name), Metadata(area=area, area_code=code), (section,), ())


def said(name: str, area: str | None, *entities: Entity, code: str | None = None, **rest: object) -> Extraction:
    return Extraction(document(name, area, code), entities=entities, **rest)  # type: ignore[arg-type]


def entity(kind: str, name: str, *aliases: str, sort: str | None = None) -> Entity:
    return Entity(kind, name, HERE, "r", 0.9, aliases, sort)


def stated(value: str, **fields: object) -> Observation:
    given: dict[str, object] = {
        "area": "历城区",
        "indicator": "工业增加值",
        "measure": "level",
        "unit": "亿元",
        "status": "actual",
        "period": "2023",
        "span": HERE[0],
        "sentence": 0,
        "rule": "r",
        "confidence": 0.9,
        "value_text": value,
    }
    return Observation(value=Decimal(value), **(given | fields))  # type: ignore[arg-type]


def iri(found: Resolution, name: str, kind: str, thing: str) -> str:
    return found.thing(name, kind, thing).iri


@pytest.mark.parametrize("kind", ["Programme", "Project", "Organisation"])
def test_districts_of_a_city_speak_of_one_thing(kind: str) -> None:
    name = "泉城奇器研究所"
    found = resolve(
        [said("a", "历城区", entity(kind, name)), said("b", "天桥区", entity(kind, f"“{name}”"), code="370105")]
    )
    assert iri(found, "a", kind, name) == iri(found, "b", kind, name)
    (merge,) = found.merges
    assert (merge.reason, len(merge.documents)) == ("same-name", 2)
    assert found.thing("b", kind, name).label == name


@pytest.mark.parametrize(
    ("kind", "name", "other"),
    [
        ("Organisation", "实验小学", ("b", "天桥区", "370105")),
        ("Organisation", "区委", ("b", "天桥区", "370105")),
        ("Site", "中心广场", ("b", "天桥区", "370105")),
        ("Programme", "“1+3”工作体系", ("b", "青岛市", "370200")),
        ("Project", "文化中心", ("b", None, None)),
    ],
)
def test_names_that_many_areas_have_are_kept_apart(kind: str, name: str, other: tuple[str, str, str]) -> None:
    document_name, area, code = other
    found = resolve(
        [
            said("a", "历城区", entity(kind, name), code="370112"),
            said(document_name, area, entity(kind, name), code=code),
        ]
    )
    assert iri(found, "a", kind, name) != iri(found, "b", kind, name)
    assert found.merges == ()


def test_the_city_committee_is_one_for_its_districts() -> None:
    found = resolve(
        [
            said("a", "历城区", entity("Organisation", "市委"), code="370112"),
            said("b", "天桥区", entity("Organisation", "市委"), code="370105"),
        ]
    )
    assert iri(found, "a", "Organisation", "市委") == iri(found, "b", "Organisation", "市委")


def test_a_name_and_an_alias_of_one_type_are_two_things_where_types_differ() -> None:
    found = resolve([said("a", "历城区", entity("Project", "临港新城"), entity("Site", "临港新城"))])
    assert iri(found, "a", "Project", "临港新城") != iri(found, "a", "Site", "临港新城")


def test_an_alias_joins_what_two_documents_name_differently() -> None:
    found = resolve(
        [
            said("a", "历城区", entity("Project", "奇器产业基地", "奇器基地")),
            said("b", "历城区", entity("Project", "奇器基地")),
        ]
    )
    assert iri(found, "a", "Project", "奇器产业基地") == iri(found, "b", "Project", "奇器基地")
    (merge,) = found.merges
    assert (merge.reason, merge.names) == ("alias", ("奇器产业基地", "奇器基地"))
    assert found.thing("b", "Project", "奇器基地").label == "奇器产业基地"


@pytest.mark.parametrize(
    "others",
    [
        (
            said("b", "历城区", entity("Project", "乙基地", "奇器基地")),
            said("c", "历城区", entity("Project", "奇器基地")),
        ),
        (said("b", "历城区", entity("Project", "甲基地"), entity("Project", "奇器基地")),),
        (said("b", "历城区", entity("Project", "奇器")),),
    ],
    ids=["two things have the alias", "a document has both as two things", "another name"],
)
def test_an_alias_that_proves_nothing_joins_nothing(others: tuple[Extraction, ...]) -> None:
    found = resolve([said("a", "历城区", entity("Project", "甲基地", "奇器基地", "奇器")), *others])
    names = {found.thing(o.document.name, "Project", e.name).iri for o in others for e in o.entities}
    assert iri(found, "a", "Project", "甲基地") in names or len(names) >= 1
    assert all(merge.reason != "alias" for merge in found.merges)


def test_what_only_a_relation_names_is_a_thing_too() -> None:
    relation = Relation("奇器公司", "invests", "历城区", HERE, "r", 0.5, "Organisation", "Area")
    found = resolve([said("a", "历城区", relations=(relation,))])
    assert found.thing("a", "Organisation", "奇器公司").label == "奇器公司"
    assert found.thing("a", "Area", "历城区").iri == LICHENG


def test_industries_and_nationwide_programmes_are_those_of_the_vocabulary() -> None:
    found = resolve([said("a", "历城区", entity("Industry", "数字经济"), entity("Programme", "乡村振兴战略"))])
    assert found.thing("a", "Industry", "数字经济").listed
    assert found.thing("a", "Programme", "乡村振兴战略").listed


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_documents_does_not_matter(order: tuple[int, ...]) -> None:
    documents = [
        said("a", "历城区", entity("Project", "甲基地一期", "甲基地"), observations=(stated("5"),)),
        said("b", "天桥区", entity("Project", "甲基地"), observations=(stated("6"),)),
        said("c", "济南市", entity("Project", "甲基地一期"), entity("Area", "高新区")),
    ]
    found = resolve([documents[i] for i in order])
    assert found == resolve(documents)


def test_documents_have_names_of_their_own() -> None:
    with pytest.raises(ValueError, match="same name"):
        resolve([said("a", None), said("a", None)])


@pytest.mark.parametrize(
    ("home", "code", "name", "place"),
    [
        ("历城区", "370112", "济南市", "370100"),
        ("历城区", None, "历城", "370112"),
        ("历城区", "370112", "市中区", "370103"),
        ("枣庄市", "370400", "市中区", "370402"),
        ("历城区", "370112", "全市", "370100"),
        ("历城区", "370112", "我区", "370112"),
        ("历城区", "370112", "全省", "370000"),
        ("历城区", "370112", "全国", "100000"),
        ("北京市", "110000", "全市", "110000"),
        ("济南市", "370100", "全市", "370100"),
    ],
)
def test_areas_are_those_that_the_document_means(home: str, code: str | None, name: str, place: str) -> None:
    found = resolve([said("a", home, entity("Area", name), code=code)])
    assert found.place("a", name).iri == iris.concept("area", place)


def test_a_zone_is_the_one_of_the_city_by_any_name() -> None:
    found = resolve(
        [
            said("a", "历城区", entity("Area", "高新区"), code="370112"),
            said("b", "天桥区", entity("Area", "济南高新区"), code="370105"),
            said("c", "青岛市", entity("Area", "高新区"), code="370200"),
        ]
    )
    here, there = found.place("a", "高新区"), found.place("b", "济南高新区")
    assert (here.iri, here.label) == (there.iri, there.label)
    assert here.inside == JINAN
    assert here.iri != found.place("c", "高新区").iri


def test_villages_are_named_under_the_document_s_area() -> None:
    found = resolve([said("a", "历城区", entity("Area", "奇石村")), said("b", "天桥区", entity("Area", "奇石村"))])
    one, other = found.place("a", "奇石村"), found.place("b", "奇石村")
    assert one.iri != other.iri
    assert (one.level, one.inside, other.inside) == ("village", LICHENG, TIANQIAO)


def test_a_document_about_nowhere_has_no_home() -> None:
    found = resolve([said("a", None, entity("Area", "奇石村"))])
    assert found.home("a") is None
    assert found.place("a", "奇石村").inside == ""


def test_a_subject_is_the_thing_of_that_name_whatever_its_type() -> None:
    found = resolve(
        [
            said(
                "a",
                "历城区",
                entity("Site", "奇器园", "园区"),
                observations=(stated("5", subject="园区"), stated("6", subject="他园")),
            )
        ]
    )
    assert found.subject("a", "园区").iri == iri(found, "a", "Site", "奇器园")
    assert found.subject("a", "他园").type == "Thing"


def test_the_comparator_is_an_area_where_it_names_one() -> None:
    stating = (stated("1", comparator="全市平均水平"), stated("2", comparator="同类城市"))
    found = resolve([said("a", "历城区", code="370112", observations=stating)])
    average = found.comparator("a", "全市平均水平")
    assert average is not None
    assert average.iri == JINAN
    assert found.comparator("a", "同类城市") is None


def test_an_indicator_is_its_concept_or_the_candidate_of_its_wording() -> None:
    assert indicator(stated("1")) == indicator(stated("2")._replace(indicator="工业 增加值"))
    assert indicator(stated("1", concept="http://e.org/x")) == "http://e.org/x"
