"""The classes of the ontology and what joins them, as an SVG picture drawn from the ontology itself.

Boxes stand in columns, each to the right of those that point at it; between two columns of boxes is one for the names
of the arrows, and an arrow that passes a column has a place of its own in it, so that nothing runs through a box (the
layered layout of Sugiyama, Tagawa and Toda, 1981). A box has the class in both languages, what it extends (⊑), what
joins things of the class to one another (↻) and what leads to concepts of the schemes (◦). The picture is a function
of the ontology: no randomness, no font metrics, nothing fetched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

import networkx as nx

from kg.graph.iris import resolve_name
from kg.views.ontology import Link, Statements, links, short, terms

_BOX, _LABELS, _SPACE, _LINE, _GAP, _MARGIN = 196, 150, 28, 16, 22, 12
_SWEEPS = 12  # of ordering each column by its neighbours: more change nothing in a graph of this size
_CONCEPT = resolve_name("skos:Concept")
_STYLE = """
text { font: 12px system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; fill: #1a1a1a; }
.name { font-weight: bold; font-size: 13px; } .note { fill: #555; font-size: 11px; } .label { fill: #004b87; }
.label { font-size: 11px; } .own { fill: #e3f0fa; stroke: #0072b2; } .other { fill: #f4f4f4; stroke: #777; }
.edge { fill: none; stroke: #8aa4b8; stroke-width: 1.3; }
"""


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands in a column: a box, the names of an arrow, or the passage of one that has its names elsewhere."""

    name: str
    column: int
    lines: tuple[str, ...] = ()
    is_box: bool = False
    y: float = 0

    @property
    def height(self) -> int:
        """Of the lines and the space around them."""
        return _LINE * len(self.lines) + (14 if self.is_box else 2)

    @property
    def middle(self) -> float:
        """The height of its arrows: those with names run below them."""
        return self.y + (self.height / 2 if self.is_box else self.height)

    @property
    def x(self) -> int:
        """The left side: columns of boxes have even numbers, those of names odd ones."""
        pairs, odd = divmod(self.column, 2)
        return _MARGIN + pairs * (_BOX + _LABELS + 2 * _SPACE) + odd * (_BOX + _SPACE)

    @property
    def width(self) -> int:
        """That of its column."""
        return _LABELS if self.column % 2 else _BOX


@dataclass(frozen=True, slots=True)
class _Arrow:
    """From a class through places to another; ``back`` where it runs from right to left."""

    route: tuple[str, ...]
    back: bool


def diagram(found: Statements) -> str:
    """The picture as an SVG document."""
    joined = links(found)
    places, arrows = _laid_out(found, joined)
    width = max(place.x + place.width for place in places.values()) + _MARGIN
    height = max(place.y + place.height for place in places.values()) + _MARGIN
    drawn = sorted(places.values(), key=lambda place: place.name)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img" '
        'aria-label="本体的类及其关系 Classes of the ontology and what joins them">',
        f"<style>{_STYLE}</style>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
        'orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" fill="#8aa4b8"/></marker></defs>',
        *(_path([places[name] for name in arrow.route], arrow.back) for arrow in arrows),
        *(_box(place, own=bool(found.values(place.name, "rdfs:isDefinedBy"))) for place in drawn if place.is_box),
        *(text for place in drawn if not place.is_box for text in _names(place)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _laid_out(found: Statements, joined: Sequence[Link]) -> tuple[Mapping[str, _Place], Sequence[_Arrow]]:
    pairs: dict[tuple[str, str], list[str]] = {}
    for link in joined:
        if link.target not in (link.source, _CONCEPT):
            pairs.setdefault((link.source, link.target), []).append(_named(found, link.name))
    level, back = _levels(pairs, terms(found, resolve_name("kg:"), "owl:Class"))
    places = {name: _Place(name, 2 * level[name], _lines(found, joined, name), is_box=True) for name in level}
    arrows = []
    for number, (pair, names) in enumerate(pairs.items()):
        left, right = reversed(pair) if pair in back else pair
        columns = range(places[left].column + 1, places[right].column)
        passed = [_Place(f"{number:03}/{column:03}", column) for column in columns]
        passed[0] = replace(passed[0], lines=tuple(names))
        places |= {place.name: place for place in passed}
        arrows.append(_Arrow((left, *(place.name for place in passed), right), pair in back))
    return _stacked(places, arrows), arrows


def _levels(
    pairs: Mapping[tuple[str, str], object], own: Sequence[str]
) -> tuple[Mapping[str, int], set[tuple[str, str]]]:
    """How far right each class stands, and the arrows that would close a circle: they run back."""
    graph: nx.DiGraph = nx.DiGraph()
    graph.add_nodes_from(own)
    back = set()
    for source, target in pairs:
        graph.add_nodes_from((source, target))
        if nx.has_path(graph, target, source):
            back.add((source, target))
        else:
            graph.add_edge(source, target)
    return {name: i for i, names in enumerate(nx.topological_generations(graph)) for name in names}, back


def _stacked(places: Mapping[str, _Place], arrows: Sequence[_Arrow]) -> Mapping[str, _Place]:
    """The places with their heights in their columns, in an order that keeps arrows short."""
    beside: dict[str, list[str]] = {name: [] for name in places}
    for arrow in arrows:
        for one, other in zip(arrow.route, arrow.route[1:], strict=False):
            beside[one].append(other)
            beside[other].append(one)
    columns: dict[int, list[str]] = {}
    for name in sorted(places):
        columns.setdefault(places[name].column, []).append(name)
    at: dict[str, float] = {}
    for _ in range(_SWEEPS):
        for number in sorted(columns):
            column = columns[number]
            at |= _heights(column, places)
            if any(at.get(n) is not None for name in column for n in beside[name]):
                column.sort(key=lambda name: (_mean([at[n] for n in beside[name] if n in at]), name))
            at |= _heights(column, places)
    tops = {name: at[name] - place.height / 2 for name, place in places.items()}
    return {name: replace(place, y=tops[name] - min(tops.values()) + _MARGIN) for name, place in places.items()}


def _heights(column: Sequence[str], places: Mapping[str, _Place]) -> dict[str, float]:
    """The middles of the places of a column that is stacked around the height 0."""
    y = -sum(places[name].height + _GAP for name in column) / 2
    at = {}
    for name in column:
        at[name] = round(y + places[name].height / 2, 6)
        y += places[name].height + _GAP
    return at


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 6) if values else 0.0


def _lines(found: Statements, joined: Sequence[Link], name: str) -> tuple[str, ...]:
    above = [escape(f"⊑ {short(each)}") for each in found.values(name, "rdfs:subClassOf")]
    loops = [f"↻ {_named(found, link.name)}" for link in joined if link.source == link.target == name]
    coded = [f"◦ {_named(found, link.name)}" for link in joined if link.source == name and link.target == _CONCEPT]
    shapes = found.subjects("sh:targetClass", name)  # they have a word also for classes of other vocabularies
    label = found.text(name, "rdfs:label", "zh") or (found.text(shapes[0], "rdfs:label", "zh") if shapes else "")
    return (escape(short(name)), escape(label), *above, *loops, *coded)


def _named(found: Statements, name: str) -> str:
    return escape(f"{short(name)} {found.text(name, 'rdfs:label', 'zh')}".strip())


def _box(place: _Place, *, own: bool) -> str:
    kind = "own" if own else "other"
    drawn = [f'<rect class="{kind}" x="{place.x}" y="{place.y:.0f}" width="{_BOX}" height="{place.height}" rx="5"/>']
    for i, line in enumerate(place.lines):
        style = "name" if i == 0 else "note" if i > 1 else "zh"
        at = place.y + 18 + i * _LINE
        drawn.append(f'<text class="{style}" x="{place.x + _BOX // 2}" y="{at:.0f}" text-anchor="middle">{line}</text>')
    return "\n".join(drawn)


def _names(place: _Place) -> list[str]:
    x = place.x + place.width // 2
    return [
        f'<text class="label" x="{x}" y="{place.y + (i + 1) * _LINE - 5:.0f}" text-anchor="middle">{line}</text>'
        for i, line in enumerate(place.lines)
    ]


def _path(route: Sequence[_Place], back: bool) -> str:
    first, *passed, last = route
    x, y = first.x + first.width, first.middle
    drawn = [f"M{x} {y:.0f}"]
    for place in (*passed, last):
        bend = (place.x - x) // 2
        drawn.append(f"C{x + bend} {y:.0f} {place.x - bend} {place.middle:.0f} {place.x} {place.middle:.0f}")
        if place is not last:
            drawn.append(f"H{place.x + place.width}")
        x, y = place.x + place.width, place.middle
    end = "start" if back else "end"
    return f'<path class="edge" marker-{end}="url(#tip)" d="{"".join(drawn)}"/>'
