"""A sheet becomes a Matplotlib figure: every part in its named group, in order, and nothing decided here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any, cast

import matplotlib as mpl
from matplotlib.figure import Figure as Canvas

from geodash.errors import FigureError
from geodash.render.snapshot.furniture import (
    draw_block,
    draw_frame,
    draw_graticule,
    draw_key,
    draw_locator,
    draw_north,
    draw_scale_bar,
)
from geodash.render.snapshot.ground import draw_ground
from geodash.render.snapshot.marks import draw_marks
from geodash.render.snapshot.pen import Pen
from geodash.render.snapshot.type import lacking
from geodash.text import load
from geodash.view.sheet import Panel, Sheet
from geodash.view.styles import Styles, load_styles

MANNER = {
    "svg.fonttype": "none",
    "svg.hashsalt": "geodash",
    "pdf.fonttype": 42,
    "lines.scale_dashes": False,
    "path.simplify": True,
    "text.hinting": "none",  # letters keep their distances at every resolution
    "text.usetex": False,
    "image.composite_image": False,
}
"""Matplotlib's settings for figures, whatever the machine's own are."""
_OWN = ("title", "subtitle", "note")
_ONE_AT_A_TIME = RLock()  # Matplotlib's settings are those of the whole process


@contextmanager
def in_our_manner() -> Iterator[None]:
    """Draw with our settings of Matplotlib, while no other thread draws."""
    with _ONE_AT_A_TIME, mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(cast("Any", MANNER))
        yield


def draw(sheet: Sheet) -> Canvas:
    """Draw a sheet.

    Raises:
        FigureError: its title, subtitle or note has signs that no typeface here holds.
    """
    _read(sheet)
    styles, size = load_styles(), sheet.preset
    ink = styles.table["sheet"][sheet.theme]
    canvas = Canvas(figsize=(size.width / 96, size.height / 96), dpi=size.dpi, facecolor=ink["paper"])
    pen = Pen(canvas, size.height)
    for number, panel in enumerate(sheet.panels, 1):
        with pen.group("map" if len(sheet.panels) == 1 else f"map-{number}"):
            _draw_panel(pen, panel, sheet, styles)
    rim = styles.table["basemap"][sheet.theme]["rim"]
    if sheet.scale_bar:
        with pen.group("scale-bar"):
            draw_scale_bar(pen, sheet.scale_bar, ink, rim)
    if sheet.north:
        with pen.group("north-arrow"):
            draw_north(pen, sheet.north, ink, rim, load(sheet.language)["figure.north"])
    if sheet.locator:
        with pen.group("locator"):
            draw_locator(pen, sheet.locator, styles.table["basemap"][sheet.theme], ink)
    if sheet.keys:
        with pen.group("legend"):
            for key in sheet.keys:
                draw_key(pen, key, styles, sheet.theme)
    for role in dict.fromkeys(block.role for block in sheet.blocks):
        with pen.group(role if role != "legend" else "legend-words"):
            for block in sheet.blocks:
                if block.role == role:
                    draw_block(pen, block, ink)
    return canvas


def _read(sheet: Sheet) -> None:
    """Refuse words of the reader's own that would come out with holes."""
    own = "".join(line for block in sheet.blocks if block.role in _OWN for line in block.lines)
    if signs := lacking(own):
        told = f"title, subtitle or note has signs that cannot be drawn: {signs}; leave them out"
        raise FigureError(told, key="signs", signs=signs)


def _draw_panel(pen: Pen, panel: Panel, sheet: Sheet, styles: Styles) -> None:
    basemap, ink = styles.table["basemap"], styles.table["sheet"][sheet.theme]
    with pen.within(panel.frame, panel.scale):
        with pen.group("basemap"):
            draw_ground(pen, panel.camera, basemap[sheet.theme], basemap["from"])
        if sheet.graticule:
            with pen.group("graticule"):
                rim = basemap[sheet.theme]["rim"]
                draw_graticule(pen, sheet.graticule, panel, ink, rim)
        with pen.group("marks"):
            draw_marks(pen, panel.scene, styles, sheet.theme)
    with pen.group("frame"):
        draw_frame(pen, panel.frame, ink)
    if panel.heading:
        with pen.group("heading"):
            draw_block(pen, panel.heading, ink)
