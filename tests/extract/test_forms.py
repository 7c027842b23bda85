"""Short and long forms of one name, and finding them among many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.forms import Forms, folded, is_form

NAMES = st.text("市产业北园县", min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        ("Programme", "项目深化年", "项目深化年活动", True),
        ("Programme", "消费品以旧换新", "以旧换新", True),
        ("Project", "北环高速", "北环高速公路", True),
        ("Project", "6号线", "7号线", False),
        ("Industry", "激光", "激光产业", True),
        ("Industry", "服务业", "现代服务业", False),
        ("Industry", "汽车", "汽车电子", False),
        ("Area", "青山", "青山县", True),
        ("Area", "青山", "青山都市圈", False),
        ("Site", "口岸", "东口岸", False),
    ],
)
def test_short_and_long_forms(kind: str, one: str, other: str, same: bool) -> None:
    assert is_form(kind, one, other) is same
    assert is_form(kind, other, one) is same


def test_names_are_compared_without_marks_width_and_case() -> None:
    assert folded("“５Ｇ 领航”（一期）") == "5g领航一期"


@pytest.mark.parametrize("kind", ["Site", "Industry", "Area"])
@given(
    names=st.lists(st.text("市产业北园县", min_size=1, max_size=6), max_size=8),
    other=st.text("市产业北园县", min_size=1),
)
def test_the_index_finds_what_comparing_all_pairs_finds(kind: str, names: list[str], other: str) -> None:
    forms = Forms(kind)
    for number, name in enumerate(names):
        forms.add(name, number)
    assert forms.alike(other) == {number for number, name in enumerate(names) if is_form(kind, name, other)}
