"""The marks on a map: washes, edges, symbols, rings and names, as the scene has them, from below."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import shapely
from matplotlib.path import Path

from geodash.render.snapshot.pen import Pen, circle, polygons
from geodash.view.names import KINDS, Name
from geodash.view.scene import Edge, Focus, Grounds, RingOf, Scene, Symbol
from geodash.view.sight import Shape
from geodash.view.styles import Styles, Theme

_INSIDE = 0.5  # of a hollow arc's width


def _star(points: int, inner: float) -> list[tuple[float, float]]:
    turns = [math.pi * i / points - math.pi / 2 for i in range(points * 2)]
    return [
        (math.cos(turn) * (inner if i % 2 else 0.5), math.sin(turn) * (inner if i % 2 else 0.5))
        for i, turn in enumerate(turns)
    ]


# The same outlines as in static/plugin/symbols.js, in a unit square round the origin.
OUTLINES: Mapping[str, list[tuple[float, float]]] = {
    "triangle": [(0, -0.5), (0.5, 0.42), (-0.5, 0.42)],
    "square": [(-0.45, -0.45), (0.45, -0.45), (0.45, 0.45), (-0.45, 0.45)],
    "star": _star(4, 0.2),
    "hatch": [(-0.5, -0.35), (0.5, -0.35), (0.5, 0.35), (-0.5, 0.35)],
}


def outline(shape: str, x: float, y: float, size: float) -> Path:
    """Give the outline of a symbol; what is not known is a circle."""
    if shape not in OUTLINES:
        return circle(x, y, size / 2)
    return polygons([[(x + px * size, y + py * size) for px, py in OUTLINES[shape]]])


def draw_marks(pen: Pen, scene: Scene, styles: Styles, theme: Theme) -> None:
    """Draw a scene on the basemap."""
    for grounds in scene.grounds:
        if grounds.edges:
            with pen.group(f"{grounds.layer}-grounds"):
                _draw_grounds(pen, grounds)
    by_layer: dict[str, list[Symbol]] = {}
    for symbol in scene.symbols:  # in drawing order, layer by layer
        by_layer.setdefault(symbol.layer, []).append(symbol)
    for layer, symbols in by_layer.items():
        with pen.group(layer):
            for symbol in symbols:
                with pen.group(f"{layer}:{symbol.id}"):
                    draw_symbol(pen, symbol, styles, theme)
                if symbol.number > 1:  # what covers the symbol covers its number too
                    with pen.group(f"number-of-{layer}-{symbol.id}"):
                        _draw_number(pen, symbol, styles, theme)
    if scene.rings:
        with pen.group("crowds"):
            for ring in scene.rings:
                draw_ring(pen, ring, styles, theme)
    if scene.focused:
        with pen.group("focus"):
            for focus in scene.focused:
                _draw_focus(pen, focus, styles, theme)
    if scene.names:
        with pen.group("names"):
            draw_names(pen, scene.names, styles.table["basemap"][theme])


def _draw_grounds(pen: Pen, grounds: Grounds) -> None:
    for wash in grounds.washes:
        pen.shape(_together(wash.shapes), fill=wash.color, opacity=wash.opacity)
    for edge in grounds.edges:
        draw_edge(pen, edge)


def draw_edge(pen: Pen, edge: Edge) -> None:
    """Draw the outline of a ground, and what fills it."""
    path = _shape(edge.shape)
    if edge.fill:
        pen.shape(path, fill=edge.fill, opacity=edge.fill_opacity)
    if edge.hatched:
        pen.shape(_hatching(edge.shape), line=edge.color, width=1.2, opacity=edge.fill_opacity)
    pen.shape(path, line=edge.color, width=edge.width, dash=edge.dash, opacity=edge.opacity)


def draw_symbol(pen: Pen, symbol: Symbol, styles: Styles, theme: Theme) -> None:
    """Draw a symbol: full if certain, hollow if possible, hollow and dotted if undated."""
    rules = styles.marks
    path = outline(symbol.shape, symbol.x, symbol.y, symbol.size)
    if symbol.how == "certain":
        pen.shape(path, line=rules["halo"][theme], width=2, opacity=symbol.opacity)
        pen.shape(path, fill=symbol.color, opacity=symbol.opacity)
        return
    undated = symbol.how == "undated"
    pen.shape(path, fill=rules["hollow"][theme], opacity=symbol.opacity)
    pen.shape(
        path,
        line=symbol.color,
        width=rules["edge"] * 0.75 if undated else rules["edge"],
        dash=rules["undated"]["dash"] if undated else (),
        opacity=symbol.opacity,
    )


def _draw_focus(pen: Pen, focus: Focus, styles: Styles, theme: Theme) -> None:
    """Set a mark off with a dark line in a light one, its symbol above the ring that counts it."""
    if focus.symbol:
        draw_symbol(pen, focus.symbol, styles, theme)
    rule, path = styles.marks["focus"], _shape(focus.shape)
    for width, color in ((rule["casing"], styles.marks["halo"][theme]), (rule["width"], rule[theme])):
        pen.shape(path, line=color, width=width)


def draw_ring(pen: Pen, ring: RingOf, styles: Styles, theme: Theme) -> None:
    """Draw crowded marks as one: an arc a layer, the number within."""
    rule, sheet = styles.marks["cluster"], styles.table["sheet"][theme]
    pen.shape(circle(ring.x, ring.y, ring.radius + 1.5), fill=sheet["paper"])
    for arc in ring.arcs:
        along = part_of_circle(ring.x, ring.y, ring.radius - rule["width"] / 2, arc.start, arc.end)
        pen.shape(along, line=arc.color, width=rule["width"], opacity=arc.opacity)
        if arc.hollow:
            pen.shape(along, line=sheet["paper"], width=rule["width"] * _INSIDE)
    pen.write(str(ring.n), ring.x, ring.y + 0.34 * 12, 12, face="semibold", color=sheet["ink"], align="center")


def draw_names(pen: Pen, names: Iterable[Name], colors: Mapping[str, Any]) -> None:
    """Write names, waters in italic; a town's place is a dot."""
    for name in names:
        kind = KINDS[name.kind]
        color = colors["rivertext"] if kind.water else colors["text"]
        turn = math.radians(name.angle)
        drop = 0.33 * kind.size
        pen.write(
            name.text,
            name.x + drop * math.sin(turn),
            name.y + drop * math.cos(turn),
            kind.size,
            face=kind.face,
            color=color,
            angle=name.angle,
            rim=colors["rim"],
            opacity=0.7 if kind.faint else 1.0,
        )
        if name.dot:
            pen.shape(circle(*name.dot, 2), fill=color)


def _draw_number(pen: Pen, symbol: Symbol, styles: Styles, theme: Theme) -> None:
    """Say at a symbol's upper edge how many of its layer lie on the spot."""
    half = symbol.size / 2
    x, align = {
        "left": (symbol.x - half, "right"),
        "above": (symbol.x, "center"),
        "right": (symbol.x + half, "left"),
    }[symbol.aside]
    y = symbol.y - half + (-2 if symbol.aside == "above" else 0.33 * 11)
    ink, rim = styles.table["sheet"][theme]["ink"], styles.marks["halo"][theme]
    pen.write(str(symbol.number), x, y, 11, face="semibold", color=ink, align=align, rim=rim)


def _shape(shape: Shape) -> Path:
    return polygons(shape.rings) if shape.rings else circle(*shape.at, shape.radius)


def _hatching(shape: Shape, gap: float = 8.0) -> Path:
    """Fill a shape with slanting lines, `gap` apart along the x axis, of one grid for the whole picture."""
    west, north, east, south = shape.box
    tall = south - north
    starts = np.arange(math.floor((west - south) / gap), math.ceil((east - north) / gap) + 1) * gap
    lines = [((start + north, south), (start + north + tall, north)) for start in starts]
    inside = shapely.intersection(shapely.multilinestrings([lines]).item(), _solid(shape))
    parts = [part for part in shapely.get_parts(inside) if part.geom_type == "LineString"]
    return Path.make_compound_path(*(Path(np.asarray(part.coords)) for part in parts))


def _solid(shape: Shape) -> Any:
    return _area(shape) if shape.rings else shapely.Point(shape.at).buffer(shape.radius, quad_segs=24)


def _together(shapes: Iterable[Shape]) -> Path:
    """Join shapes to one, so that where they overlap nothing is darker."""
    areas = [
        shapely.Point(one.at).buffer(one.radius, quad_segs=24) if not one.rings else _area(one) for one in shapes
    ]
    joined = shapely.union_all(areas)
    rings = [ring for part in shapely.get_parts(joined) for ring in (part.exterior, *part.interiors)]
    return polygons([[(x, y) for x, y in shapely.normalize(ring).coords[:-1]] for ring in rings])


def _area(shape: Shape) -> Any:
    area: Any = shapely.Polygon()
    for ring in shape.rings:  # the even-odd rule
        area = area.symmetric_difference(shapely.make_valid(shapely.Polygon(ring)))
    return area


def part_of_circle(x: float, y: float, radius: float, start: float, end: float) -> Path:
    """Draw a part of a circle, from the top clockwise."""
    turns = np.linspace(start, end, max(2, round((end - start) * 96))) * 2 * math.pi - math.pi / 2
    return Path(np.column_stack([x + radius * np.cos(turns), y + radius * np.sin(turns)]))
