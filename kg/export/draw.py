"""One picture of the network of areas, programmes, projects and industries, as SVG or PNG.

The font comes with the program's dependencies, so Chinese shows where no Chinese font is installed; in SVG its outlines
are drawn. Colours are those of Okabe and Ito, which the colour-blind can tell apart, and every type has its own shape.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.errors import UserError
from kg.export.layout import LEFT, Layout, Node, Placed, arrange, busiest, shortened
from kg.export.network import legal
from kg.export.select import CLASSES, Chosen

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties

TYPES = ("Area", "Programme", "Project", "Industry")
LIMIT = 70

# Type: colour and shape.
_STYLES = {
    "Area": ("#000000", "s"),
    "Programme": ("#0072B2", "o"),
    "Honour": ("#CC79A7", "*"),
    "Project": ("#D55E00", "D"),
    "Site": ("#E69F00", "^"),
    "Organisation": ("#56B4E9", "P"),
    "Industry": ("#009E73", "v"),
}
_EDGE, _MENTION = "#555555", "#999999"
_LABEL_COLUMNS = 44  # half-width: twenty-two Chinese characters
_DPI = 150
_FONT = 9.5
_MANY = 200  # lines: more are drawn thinner
_DASHES = (0, (2, 2.5))
_HEAD = 62.0  # points for title and legend
_FOOT = 22.0


class Picture(StrEnum):
    """What a picture is written as."""

    SVG = "svg"
    PNG = "png"


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn. ``mentions`` are no statements: a document about the area names the thing."""

    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]
    mentions: tuple[tuple[str, str], ...]
    types: tuple[tuple[str, str], ...]  # those of the nodes, with their Chinese names
    left_out: int


def scene(chosen: Chosen, limit: int = LIMIT) -> Scene:
    """The nodes to draw, at most ``limit``, and the lines between them.

    A line is a plain edge, however many there are between two things; what joins two areas is not drawn.
    A thing that no edge joins to an area has a line of mention to those that the documents which name it are about.

    Raises:
        UserError: no two of the chosen things are joined.
    """
    things = chosen.things
    pairs = ((min(edge.s, edge.o), max(edge.s, edge.o)) for edge in chosen.edges)
    edges = list(
        dict.fromkeys(pair for pair in pairs if pair[0] != pair[1] and {things[end].type for end in pair} != {"Area"})
    )
    tied = {thing for edge in edges for thing in edge if any(things[end].type == "Area" for end in edge)}
    mentions = [
        (area, thing.iri)
        for thing in things.values()
        if thing.type != "Area" and thing.iri not in tied
        for area in thing.about
        if area in things
    ]
    degree = dict.fromkeys(things, 0)
    shared = dict.fromkeys(things, 0)
    for one, other in edges:
        degree[one] += 1
        degree[other] += 1
        shared[one] += things[other].type == "Area"
        shared[other] += things[one].type == "Area"
    nodes = [
        Node(iri, thing.type, legal(thing.label), (shared[iri], degree[iri], len(thing.documents)))
        for iri, thing in things.items()
    ]
    kept = busiest(nodes, edges + mentions, limit)
    if not kept:
        raise UserError("no two of these things are joined in the graph", "add the type Area, or leave --type out")
    ids = {node.id for node in kept}
    return Scene(
        nodes=kept,
        edges=tuple(edge for edge in edges if ids.issuperset(edge)),
        mentions=tuple(edge for edge in mentions if ids.issuperset(edge)),
        types=tuple(
            (kind, chosen.terms.get(CLASSES[kind], (kind,))[0]) for kind in _STYLES if kind in {n.type for n in kept}
        ),
        left_out=len(things) - len(kept),
    )


def draw(shown: Scene, form: Picture, areas: Sequence[str] = ()) -> bytes:
    """The picture, the same bytes for the same scene; ``areas`` stand in its title."""
    import matplotlib as mpl  # noqa: PLC0415 - takes longer to load than the rest of the program
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    layout = arrange(shown.nodes, (*shown.edges, *shown.mentions))
    high = layout.height + _HEAD + _FOOT
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "kg", "axes.unicode_minus": False}):
        figure = Figure(figsize=(layout.width / 72, high / 72), dpi=_DPI, facecolor="white")
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, layout.width), ylim=(-_FOOT, layout.height + _HEAD))
        axes.axis("off")
        font = _font()
        _draw_lines(axes, shown, layout)
        for node in shown.nodes:
            _draw_node(axes, layout.placed[node.id], font)
        _draw_words(axes, shown, layout, "、".join(areas), font)
        written = io.BytesIO()
        nothing = {"Date": None, "Creator": None} if form is Picture.SVG else {"Software": None}
        figure.savefig(written, format=form.value, dpi=_DPI, metadata=nothing)
    return written.getvalue()


def _font() -> FontProperties:
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415
    from pylopdf_fonts_zh_cn import sans_path  # noqa: PLC0415

    return FontProperties(fname=str(sans_path()))


def _draw_lines(axes: Axes, shown: Scene, layout: Layout) -> None:
    from matplotlib.patches import PathPatch  # noqa: PLC0415
    from matplotlib.path import Path  # noqa: PLC0415

    many = len(shown.edges) + len(shown.mentions) > _MANY
    types = {node.id: node.type for node in shown.nodes}
    codes = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    for lines, style in ((shown.mentions, _DASHES), (shown.edges, "solid")):
        for one, other in lines:
            a, b = layout.placed[one], layout.placed[other]
            kind = _line_of(types, (one, other))
            colour = _MENTION if style == _DASHES else _STYLES[kind][0] if kind else _EDGE
            patch = PathPatch(Path(_curve(a, b), codes), fill=False, edgecolor=colour, alpha=0.6)
            patch.set(linestyle=style, linewidth=0.5 if many else 0.9)
            axes.add_patch(patch)


def _line_of(types: Mapping[str, str], edge: tuple[str, str]) -> str | None:
    """The type whose colour a line has: that of the thing which it joins to an area, None between two others."""
    ends = [types[end] for end in edge if types[end] != "Area"]
    return ends[0] if len(ends) == 1 else None


def _curve(a: Placed, b: Placed) -> list[tuple[float, float]]:
    """A curve that leaves both ends sideways; between two nodes of one column it bulges towards the middle."""
    if a.x == b.x:
        bulge = a.x + (1 if a.node.type in LEFT else -1) * min(14 + abs(a.y - b.y) * 0.3, 110)
        return [(a.x, a.y), (bulge, a.y), (bulge, b.y), (b.x, b.y)]
    middle = (a.x + b.x) / 2
    return [(a.x, a.y), (middle, a.y), (middle, b.y), (b.x, b.y)]


def _draw_node(axes: Axes, placed: Placed, font: FontProperties) -> None:
    colour, marker = _STYLES[placed.node.type]
    text = shortened(placed.node.label, _LABEL_COLUMNS)
    if placed.node.type == "Area":
        box = {"boxstyle": "round,pad=0.35", "facecolor": "white", "edgecolor": colour, "linewidth": 1.1}
        axes.text(
            placed.x,
            placed.y,
            text,
            fontproperties=font,
            fontsize=12,
            ha="center",
            va="center",
            bbox=box,
            parse_math=False,
        )
        return
    axes.plot([placed.x], [placed.y], marker=marker, color=colour, markersize=6.5, markeredgewidth=0, zorder=3)
    side, anchor = (-8, "right") if placed.node.type in LEFT else (8, "left")
    axes.text(
        placed.x + side, placed.y, text, fontproperties=font, fontsize=_FONT, ha=anchor, va="center", parse_math=False
    )


def _draw_words(axes: Axes, shown: Scene, layout: Layout, areas: str, font: FontProperties) -> None:
    """Title, legend and caption."""
    from matplotlib.lines import Line2D  # noqa: PLC0415

    top = layout.height + _HEAD
    named = "、".join(zh for _, zh in shown.types) + "的联系"
    title = f"{areas}：{named}" if areas else named
    axes.text(24, top - 20, title, fontproperties=font, fontsize=15, va="center", parse_math=False)
    types = {node.id: node.type for node in shown.nodes}
    kinds = {_line_of(types, edge) for edge in shown.edges}
    handles = [
        Line2D([], [], color=_STYLES[kind][0], marker=_STYLES[kind][1], label=zh, linewidth=1, linestyle=style)
        for kind, zh in shown.types
        for style in ("solid" if kind in kinds else "none",)  # its relations with areas have its colour
    ]
    if None in kinds:
        handles.append(Line2D([], [], color=_EDGE, linewidth=1, label="其他事物之间的关系"))
    if shown.mentions:
        handles.append(Line2D([], [], color=_MENTION, linewidth=1, linestyle=_DASHES, label="该区域的报告提及"))
    legend_font = font.copy()
    legend_font.set_size(10)
    axes.legend(
        handles=handles,
        ncols=len(handles),
        loc="upper left",
        bbox_to_anchor=(14, top - 32),
        bbox_transform=axes.transData,
        prop=legend_font,
        frameon=False,
        borderpad=0,
        handletextpad=0.5,
        columnspacing=1.6,
    )
    axes.text(24, -_FOOT / 2, caption(shown), fontproperties=font, fontsize=9, color="#555555", va="center")


def caption(shown: Scene) -> str:
    """What the picture shows and what it leaves out."""
    rest = f"；另有 {shown.left_out} 个联系较少的未画出" if shown.left_out else ""
    drawn = f"画出 {len(shown.nodes)} 个事物、{len(shown.edges) + len(shown.mentions)} 条联系{rest}。"
    return f"{drawn}与区域相连的线，颜色同所连的事物。"
