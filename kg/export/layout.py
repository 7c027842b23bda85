"""Where the nodes of the picture stand: areas in the middle, what they carry out to the left, where to the right.

Columns were chosen over a force layout, which sets the hundred things of one district around it like a star whose
labels cover each other; in a column every label has its line. Positions are in points (1/72 inch) with y upwards from
the lower left corner. Everything is a function of the nodes and edges in their order.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

LEFT = ("Programme", "Honour")
RIGHT = ("Project", "Site", "Organisation", "Industry")

WIDTH = 1000.0
_COLUMNS = (0.26, 0.5, 0.74)  # of the width: left, areas, right
_LINE = 17.0  # between two nodes of a column, at least
_STRETCH = 1.6  # by which the shorter column may be drawn out
_GAP = 0.8  # of a line, between two types in one column
_AREA_LINE = 46.0
_PASSES = 8
_AREA_SHARE = 8


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the picture: a thing with its type and label. Greater ``weight`` goes first where room is short."""

    id: str
    type: str
    label: str
    weight: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A node with its place."""

    node: Node
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Layout:
    """All nodes with their places, and the size of the picture."""

    width: float
    height: float
    placed: Mapping[str, Placed]


def busiest(nodes: Sequence[Node], edges: Sequence[tuple[str, str]], limit: int) -> tuple[Node, ...]:
    """At most so many nodes, each joined to another: the areas of most weight, and what is joined to one of them.

    One node in eight may be an area. Of the others, every type has by turns the one of most weight, so that a type of
    few ties is shown too. Where no area is among the nodes, all that are joined to any other take part.
    """
    ranked = sorted(_joined(nodes, edges), key=lambda node: ([-weight for weight in node.weight], node.id))
    areas = [node for node in ranked if node.type == "Area"][: max(limit // _AREA_SHARE, 1)]
    ids = {area.id for area in areas}
    near = {end for edge in edges if not areas or ids.intersection(edge) for end in edge}
    columns = [[node for node in ranked if node.type == kind and node.id in near] for kind in (*LEFT, *RIGHT)]
    turns = [column[turn] for turn in range(len(ranked)) for column in columns if turn < len(column)]
    return tuple(_joined([*areas, *turns[: max(limit - len(areas), 0)]], edges))


def arrange(nodes: Sequence[Node], edges: Sequence[tuple[str, str]]) -> Layout:
    """Places in which neighbours are near each other and no two labels touch."""
    left, areas, right = _ordered(nodes, edges)
    columns = [(x * WIDTH, group, _heights(group)) for x, group in ((_COLUMNS[0], left), (_COLUMNS[2], right))]
    tall = max(*(sum(heights) for _, _, heights in columns), len(areas) * _AREA_LINE, _LINE * 6)
    placed: dict[str, Placed] = {}
    for x, group, heights in columns:
        stretch = min(tall / sum(heights), _STRETCH) if heights else 1.0
        y = tall - (tall - sum(heights) * stretch) / 2
        for node, height in zip(group, heights, strict=True):
            y -= height * stretch
            placed[node.id] = Placed(node, x, y + _LINE * stretch / 2)
    for i, node in enumerate(areas):
        placed[node.id] = Placed(node, _COLUMNS[1] * WIDTH, tall * (1 - (i + 0.5) / len(areas)))
    return Layout(WIDTH, tall, placed)


def shortened(text: str, columns: int) -> str:
    """The text within so many half-width columns, with … where it was cut."""
    if _columns(text) <= columns:
        return text
    kept = ""
    for character in text:
        if _columns(kept + character) > columns - 2:
            break
        kept += character
    return kept + "…"


def _joined(nodes: Sequence[Node], edges: Iterable[tuple[str, str]]) -> list[Node]:
    ids = {node.id for node in nodes}
    tied = {end for edge in edges if edge[0] in ids and edge[1] in ids for end in edge}
    return [node for node in nodes if node.id in tied]


def _ordered(nodes: Sequence[Node], edges: Iterable[tuple[str, str]]) -> tuple[list[Node], list[Node], list[Node]]:
    """The three columns from top to bottom, each node near the height of its neighbours, so that few lines cross."""
    neighbours: dict[str, list[str]] = {node.id: [] for node in nodes}
    for one, other in edges:
        neighbours[one].append(other)
        neighbours[other].append(one)
    columns = [[node for kind in kinds for node in nodes if node.type == kind] for kinds in (LEFT, ("Area",), RIGHT)]
    height = {node.id: (i + 0.5) / len(column) for column in columns for i, node in enumerate(column)}

    def place(node: Node) -> tuple[float, str]:
        near = [height[other] for other in neighbours[node.id]]
        return (sum(near) / len(near) if near else height[node.id], node.id)

    for _ in range(_PASSES):
        for at in (0, 2, 1):
            runs = [sorted(run, key=place) for _, run in groupby(columns[at], key=lambda node: node.type)]
            columns[at] = [node for run in runs for node in run]
            height.update({node.id: (i + 0.5) / len(columns[at]) for i, node in enumerate(columns[at])})
    return columns[0], columns[1], columns[2]


def _heights(column: Sequence[Node]) -> list[float]:
    """The room of each node, with a gap above where a type begins."""
    return [_LINE * (1 + (_GAP if i and node.type != column[i - 1].type else 0)) for i, node in enumerate(column)]


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
