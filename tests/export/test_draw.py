"""The picture: what is drawn, where it stands, and that nothing covers a label."""

from __future__ import annotations

import io
import re
import struct
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from pyoxigraph import Store

from kg.errors import UserError
from kg.export import Wanted, choose
from kg.export.draw import TYPES, Picture, caption, draw, scene
from kg.export.layout import LEFT, Node, arrange, busiest, shortened


def node(name: str, kind: str = "Programme", *weight: int) -> Node:
    return Node(name, kind, name, weight)


STAR = (
    [node("区", "Area"), node("别处", "Area")]
    + [node(f"举措{i}", "Programme", i) for i in range(6)]
    + [node(f"项目{i}", "Project", i) for i in range(3)]
    + [node("钢铁", "Industry"), node("孤立", "Industry")]
)
SPOKES = [("区", n.id) for n in STAR if n.type in ("Programme", "Project")] + [("项目0", "钢铁"), ("区", "钢铁")]


def test_the_busiest_of_every_type_come_by_turns() -> None:
    kept = [found.id for found in busiest(STAR, SPOKES, 6)]
    assert kept == ["区", "举措5", "项目2", "钢铁", "举措4", "项目1"]


def test_a_node_without_a_tie_is_never_drawn() -> None:
    kept = {found.id for found in busiest(STAR, SPOKES, 100)}
    assert kept == {found.id for found in STAR} - {"别处", "孤立"}
    assert busiest([node("一"), node("二")], [], 10) == ()


def test_without_areas_all_ties_count() -> None:
    nodes = [found for found in STAR if found.type != "Area"]
    assert {found.id for found in busiest(nodes, [("项目0", "钢铁")], 10)} == {"项目0", "钢铁"}


def test_labels_of_a_column_keep_their_distance() -> None:
    kept = busiest(STAR, SPOKES, 100)
    layout = arrange(kept, SPOKES)
    columns: dict[float, list[float]] = {}
    for placed in layout.placed.values():
        columns.setdefault(placed.x, []).append(placed.y)
        assert 0 < placed.y < layout.height
    assert len(columns) == 3
    for heights in columns.values():
        assert all(upper - lower >= 16.9 for lower, upper in pairwise(sorted(heights)))
    assert {placed.x < layout.width / 2 for placed in layout.placed.values() if placed.node.type in LEFT} == {True}


def test_neighbours_are_near_each_other() -> None:
    nodes = [node("甲", "Area"), node("乙", "Area")] + [node(f"p{i}") for i in range(8)]
    edges = [(("甲", "乙")[i % 2], f"p{i}") for i in range(8)]
    placed = arrange(nodes, edges).placed
    mean = {area: sum(placed[p].y for a, p in edges if a == area) / 4 for area in ("甲", "乙")}
    assert (mean["甲"] > mean["乙"]) == (placed["甲"].y > placed["乙"].y)
    assert abs(mean["甲"] - mean["乙"]) > 17 * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [("项目深化年", "项目深化年"), ("历城区优化营商环境", "历城区优…"), ("5G基站abcdef", "5G基站ab…")],
)
def test_a_long_label_is_cut(text: str, expected: str) -> None:
    assert shortened(text, 10) == expected


def test_a_project_that_only_a_report_names_has_a_line_of_mention(by_hand: Store) -> None:
    shown = scene(choose(by_hand, Wanted(("历城区",), TYPES)))
    assert ("https://w3id.org/govreport/area/370112", "urn:x:base") in shown.mentions
    assert ("https://w3id.org/govreport/area/370112", "urn:x:year") in shown.edges
    assert not any(one.startswith("http") and other.startswith("http") for one, other in shown.edges)  # of two areas
    assert [kind for kind, _ in shown.types] == ["Area", "Programme", "Project", "Industry"]


def test_the_caption_says_how_many_were_left_out(by_hand: Store) -> None:
    chosen = choose(by_hand, Wanted((), TYPES))
    shown = scene(chosen, 4)
    assert shown.left_out == len(chosen.things) - len(shown.nodes)
    assert f"另有 {shown.left_out} 个" in caption(shown)
    whole = choose(by_hand, Wanted(types=("Area", "Honour")))
    assert len(scene(whole).nodes) < len(whole.things)  # areas without a tie
    assert len(scene(chosen, 4).nodes) <= 4


def test_nothing_joined_is_an_error(by_hand: Store) -> None:
    with pytest.raises(UserError, match="no two of these things are joined"):
        scene(choose(by_hand, Wanted(types=("Honour",))))


def test_svg_has_outlines_and_neither_date_nor_text(by_hand: Store) -> None:
    content = draw(scene(choose(by_hand, Wanted())), Picture.SVG, ["历城区"])
    root = ET.parse(io.BytesIO(content)).getroot()  # noqa: S314
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not re.search(rb"<text|dc:date|Matplotlib", content)
    assert len(content) > 20_000


def test_png_is_a_picture_of_some_size(by_hand: Store) -> None:
    content = draw(scene(choose(by_hand, Wanted())), Picture.PNG)
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    assert width > 1500
    assert height > 400
    assert b"Software" not in content


@pytest.mark.filterwarnings("error")
def test_every_label_has_glyphs_and_touches_no_other(by_hand: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from matplotlib.figure import Figure  # noqa: PLC0415

    figures: list[Figure] = []
    save = Figure.savefig
    monkeypatch.setattr(Figure, "savefig", lambda self, *a, **k: (figures.append(self), save(self, *a, **k)))
    draw(scene(choose(by_hand, Wanted())), Picture.PNG)
    (figure,) = figures
    (axes,) = figure.axes
    boxes = [(text.get_text(), text.get_window_extent()) for text in axes.texts]
    for i, (one, box) in enumerate(boxes):
        assert box.x0 >= 0
        assert box.x1 <= figure.bbox.x1
        for other, next_box in boxes[i + 1 :]:
            assert not box.overlaps(next_box), f"{one} covers {other}"


def test_every_colour_of_a_line_is_in_the_legend(by_hand: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from matplotlib.colors import to_hex  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    figures: list[Figure] = []
    save = Figure.savefig
    monkeypatch.setattr(Figure, "savefig", lambda self, *a, **k: (figures.append(self), save(self, *a, **k)))
    for wanted in (Wanted(), Wanted(types=TYPES), Wanted(types=("Area", "Honour"))):
        shown = scene(choose(by_hand, wanted))
        draw(shown, Picture.PNG)
        (axes,) = figures.pop().axes
        drawn = {to_hex(patch.get_edgecolor()) for patch in axes.patches}
        legend = axes.get_legend()
        lines = [line for line in legend.get_lines() if line.get_linestyle() != "None"]
        assert {to_hex(line.get_color()) for line in lines} == drawn
        assert "颜色同所连的事物" in caption(shown)
