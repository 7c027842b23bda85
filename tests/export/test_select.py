"""What is about an area and of a type, and what is said where nothing is."""

import pytest
from pyoxigraph import Store

from kg.errors import UserError
from kg.export import Chosen, Wanted, choose


def names(chosen: Chosen) -> set[str]:
    return {thing.label for thing in chosen.things.values()}


def test_nothing_wanted_is_everything(by_hand: Store) -> None:
    chosen = choose(by_hand, Wanted())
    assert not chosen.left_out
    assert list(chosen.things) == sorted(chosen.things)
    assert list(chosen.edges) == sorted(chosen.edges)
    assert chosen.observations == {"urn:x:o1", "urn:x:o2", "urn:x:o3"}


@pytest.mark.parametrize(
    "name", ["历城区", "历城", "370112", "licheng district", "https://w3id.org/govreport/area/370112"]
)
def test_an_area_takes_its_parts_and_what_is_about_them(by_hand: Store, name: str) -> None:
    chosen = choose(by_hand, Wanted((name,)))
    about = {"项目深化年", "百强区", "烘焙", "面包厂", "防务产业基地"}  # the last two: subject of a number, only named
    assert names(chosen) - {chosen.things["urn:x:odd"].label} == about | {"历城区", "港沟街道"}
    assert chosen.observations == {"urn:x:o1", "urn:x:o2"}
    assert all(edge.s in chosen.things and edge.o in chosen.things for edge in chosen.edges)
    assert {"urn:x:steel", "urn:x:o3"} <= chosen.left_out


def test_a_city_takes_its_districts(by_hand: Store) -> None:
    assert {"济南市", "历城区", "港沟街道"} <= names(choose(by_hand, Wanted(("济南市",))))


def test_a_thing_that_an_edge_ties_elsewhere_is_not_about_the_area_of_a_document_that_names_it(by_hand: Store) -> None:
    assert choose(by_hand, Wanted()).things["urn:x:steel"].about == (
        "https://w3id.org/govreport/area/320106",
        "https://w3id.org/govreport/area/320302",
    )


@pytest.mark.parametrize("kind", ["Programme", "programme", "政策举措"])
def test_a_type_keeps_the_edges_between_its_things_and_the_numbers_about_them(by_hand: Store, kind: str) -> None:
    chosen = choose(by_hand, Wanted(types=(kind,)))
    assert {thing.type for thing in chosen.things.values()} == {"Programme"}
    assert [(edge.s, edge.o) for edge in chosen.edges] == [("urn:x:year", "urn:x:former")]
    assert choose(by_hand, Wanted(types=("Project",))).observations == {"urn:x:o2"}


@pytest.mark.parametrize(
    ("wanted", "said", "hint"),
    [
        (Wanted(("历成区",)), "no document speaks of an area called 历成区", "did you mean 历城区?"),
        (Wanted(("Lichen",)), "no document speaks", "did you mean Licheng District?"),
        (Wanted(("x",)), "no document speaks", "there are 南京市、鼓楼区、徐州市、济南市"),
        (Wanted(("鼓楼区",)), "2 areas are called 鼓楼区", "320106 (南京市), 320302 (徐州市)"),
        (Wanted(types=("Projekt",)), "there is no type Projekt", "did you mean Project? types: Area, Programme"),
        (Wanted(types=("楼",)), "there is no type 楼", "types: Area"),
        (Wanted(types=("Site",)), "the graph has no Site", "leave --type or --area out"),
        (Wanted(("港沟街道",), ("Honour",)), "the graph has no Honour about 港沟街道", "leave"),
    ],
)
def test_what_does_not_exist_is_said_in_one_line(by_hand: Store, wanted: Wanted, said: str, hint: str) -> None:
    with pytest.raises(UserError) as raised:
        choose(by_hand, wanted)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)
    assert hint in raised.value.hint
