"""What stands round the marks: frame, scale bar, north arrow, graticule, locator, legend and words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geodash.render.snapshot.ground import bounds, draw_ground
from geodash.render.snapshot.marks import draw_edge, draw_symbol, part_of_circle
from geodash.render.snapshot.pen import Pen, box, circle, line, polygons
from geodash.view.scene import Arc, Edge, RingOf, Symbol
from geodash.view.sheet import Block, Frame, Key, Panel
from geodash.view.sheet.parts import Graticule, Locator, ScaleBar
from geodash.view.sight import Shape
from geodash.view.styles import Styles, Theme

Ink = Mapping[str, str]


def draw_block(pen: Pen, block: Block, ink: Ink) -> None:
    """Write lines of text."""
    for number, text in enumerate(block.lines):
        y = block.y + block.leading * (number + 0.5) + block.size * 0.33
        pen.write(text, block.x, y, block.size, face=block.face, color=ink[block.ink])


def draw_frame(pen: Pen, frame: Frame, ink: Ink) -> None:
    """Draw a thin line round a map."""
    pen.shape(box(frame.x, frame.y, frame.width, frame.height), line=ink["frame"], width=0.8)


def draw_scale_bar(pen: Pen, bar: ScaleBar, ink: Ink, rim: str) -> None:
    """Draw a bar in four parts, dark and light, with its length over it."""
    height, part = bar.size * 0.36, bar.width / 4
    top = bar.y - height
    pen.shape(box(bar.x - 1, top - 1, bar.width + 2, height + 2), fill=rim, opacity=0.8)
    for number in range(4):
        pen.shape(box(bar.x + number * part, top, part, height), fill=ink["ink"] if number % 2 == 0 else ink["paper"])
    pen.shape(box(bar.x, top, bar.width, height), line=ink["ink"], width=0.7)
    pen.write(bar.words, bar.x, top - bar.size * 0.42, bar.size, color=ink["ink"], rim=rim)


def draw_north(pen: Pen, frame: Frame, ink: Ink, rim: str, letter: str) -> None:
    """Draw an arrow to the north and its letter."""
    middle, size = frame.x + frame.width / 2, frame.width
    top, foot = frame.y + size, frame.bottom
    tip = [(middle, top), (frame.right, foot), (middle, foot - size * 0.35), (frame.x, foot)]
    pen.shape(polygons([tip]), line=rim, width=2.5)
    pen.shape(polygons([tip]), fill=ink["ink"])
    pen.write(letter, middle, frame.y + size * 0.78, size, face="semibold", color=ink["ink"], align="center", rim=rim)


def draw_graticule(pen: Pen, net: Graticule, panel: Panel, ink: Ink, rim: str) -> None:
    """Draw parallels and meridians over a map, each with its degrees."""
    camera = panel.camera
    for one in net.lines:
        ends = [(0, one.at), (camera.width, one.at)] if one.level else [(one.at, 0), (one.at, camera.height)]
        pen.shape(line(ends), line=ink["quiet"], width=0.5, opacity=0.45)
        if one.words:
            pen.write(one.words, one.x, one.y, net.size / panel.scale, color=ink["quiet"], rim=rim)


def draw_locator(pen: Pen, small: Locator, colors: Mapping[str, Any], ink: Ink) -> None:
    """Draw the small map with the box of the large one."""
    with pen.within(small.frame, small.frame.width / small.camera.width):
        draw_ground(pen, small.camera, colors, {}, plain=True)
        seen = bounds(small.box, small.camera)
        pen.shape(box(seen.x, seen.y, seen.width, seen.height), fill=ink["accent"], opacity=0.12)
        pen.shape(box(seen.x, seen.y, seen.width, seen.height), line=ink["accent"], width=1.1)
    draw_frame(pen, small.frame, ink)


def draw_key(pen: Pen, key: Key, styles: Styles, theme: Theme) -> None:
    """Draw a line of the legend as the map draws the thing itself."""
    x, y, side = key.x + key.size / 2, key.y + key.words.leading / 2, key.size
    ink = styles.table["sheet"][theme]
    if key.form in {"symbol", "hollow", "undated"}:
        hows = {"symbol": "certain", "hollow": "possible", "undated": "undated"}
        size = side * (0.86 if key.shape in {"star", "triangle"} else 0.7)
        color = key.colors[0]
        symbol = Symbol("", key.layer, x, y, size, key.shape, color, hows[key.form], 1.0, 1)  # type: ignore[arg-type]
        draw_symbol(pen, symbol, styles, theme)
    elif key.form == "number":
        pen.shape(circle(x - side * 0.2, y + side * 0.08, side * 0.25), fill=key.colors[0])
        pen.write("2", x + side * 0.1, y, side * 0.66, face="semibold", color=ink["ink"])
    elif key.form == "ring":
        share = 1 / len(key.colors)
        arcs = tuple(Arc("", color, i * share, (i + 1) * share, 1.0) for i, color in enumerate(key.colors))
        rule = styles.marks["cluster"]
        pen.shape(circle(x, y, side * 0.5), fill=ink["paper"])
        _draw_small_ring(pen, RingOf(x, y, side * 0.52, 9, arcs), rule["width"] * side / 26, ink["ink"])
    elif key.form in {"circle", "area"}:
        vague = key.form == "area"
        color = key.colors[0]
        pen.shape(circle(x, y, side * 0.46), fill=color, opacity=styles.marks["fill"])
        dash = [part * side / 26 for part in styles.marks["dash"]] if vague else []
        pen.shape(circle(x, y, side * 0.46), line=color, width=1.1 if vague else 0.8, dash=dash, opacity=0.85)
    else:
        _draw_class(pen, key, x, y, styles)
    draw_block(pen, key.words, ink)


def _draw_small_ring(pen: Pen, ring: RingOf, width: float, ink: str) -> None:
    for arc in ring.arcs:
        pen.shape(
            part_of_circle(ring.x, ring.y, ring.radius - width / 2, arc.start, arc.end), line=arc.color, width=width
        )
    pen.write(
        str(ring.n), ring.x, ring.y + ring.radius * 0.36, ring.radius, face="semibold", color=ink, align="center"
    )


def _draw_class(pen: Pen, key: Key, x: float, y: float, styles: Styles) -> None:
    """Draw a swatch of coca: a class's colour, or hatching where there is no figure."""
    wide, tall = key.size, key.size * 0.7
    ring = (
        (x - wide / 2, y - tall / 2),
        (x + wide / 2, y - tall / 2),
        (x + wide / 2, y + tall / 2),
        (x - wide / 2, y + tall / 2),
    )
    hatched = key.form == "hatch"
    opacity = 0.55 if hatched else styles.layer("coca_zones").get("fill", 1.0)
    fill = None if hatched else key.colors[0]
    edge = Edge("", key.layer, Shape((x, y), 0, (ring,)), key.colors[-1], 1.0, 0.85, (), fill, hatched, opacity)
    draw_edge(pen, edge)
