"""The frames of a film as pictures: ground and words are drawn once, each frame only draws what moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from PIL import Image

from geodash.render.snapshot.drawing import draw, in_our_manner
from geodash.render.snapshot.furniture import draw_block
from geodash.render.snapshot.marks import draw_marks, draw_names
from geodash.render.snapshot.pen import Pen
from geodash.view.scene import Scene
from geodash.view.sheet import Reel, Sheet, Still
from geodash.view.styles import Styles, load_styles


def draw_frames(reel: Reel) -> Iterator[Image.Image]:
    """Draw one frame after the other, each of the same size, in RGB.

    What stands still lies in two pictures, one under the marks and one over them (names, scale bar, arrow, small
    map); the marks of a frame go between.
    """
    with in_our_manner():
        below, above = _below(reel.sheet), _above(reel.sheet)
        styles = load_styles()
    for still in reel.frames:
        with in_our_manner():  # never while the caller has the frame
            picture = _frame(reel.sheet, still, styles, below)
        picture.alpha_composite(above)
        yield picture.convert("RGB")


def _below(sheet: Sheet) -> Image.Image:
    """Draw all that no mark covers, and the ground that they cover."""
    (panel,) = sheet.panels
    empty = replace(panel, scene=Scene(panel.camera))
    bare = replace(sheet, panels=(empty,), scale_bar=None, north=None, locator=None)
    return _picture(draw(bare))


def _above(sheet: Sheet) -> Image.Image:
    """Draw what lies over the marks, on nothing."""
    canvas = draw(replace(sheet, panels=(), blocks=(), keys=(), graticule=None))
    canvas.set_facecolor("none")
    (panel,) = sheet.panels
    pen = Pen(canvas, sheet.preset.height)
    with pen.group("names"), pen.within(panel.frame, panel.scale):
        draw_names(pen, panel.scene.names, load_styles().table["basemap"][sheet.theme])
    canvas.artists.insert(0, canvas.artists.pop())  # names lie under the furniture
    return _picture(canvas)


def _frame(sheet: Sheet, still: Still, styles: Styles, below: Image.Image) -> Image.Image:
    """Draw the marks and words of a frame on a copy of what lies below."""
    size, (panel,) = sheet.preset, sheet.panels
    ink = styles.table["sheet"][sheet.theme]
    canvas = Canvas(figsize=(size.width / 96, size.height / 96), dpi=size.dpi)
    pen = Pen(canvas, size.height)
    with pen.group("frame"):
        with pen.within(panel.frame, panel.scale), pen.group("marks"):
            draw_marks(pen, replace(still.scene, names=()), styles, sheet.theme)
        for block in still.blocks:
            draw_block(pen, block, ink)
    return _picture(canvas, below)


def _picture(canvas: Canvas, below: Image.Image | None = None) -> Image.Image:
    """Draw a canvas by itself, or its artists alone on a picture of the same size."""
    agg: Any = FigureCanvasAgg(canvas)  # Matplotlib's canvas and renderer have no types
    renderer = agg.get_renderer()
    if below is None:
        agg.draw()
    else:
        np.asarray(renderer.buffer_rgba())[:] = np.asarray(below)
        for artist in canvas.artists:
            artist.draw(renderer)
    return Image.fromarray(np.array(renderer.buffer_rgba()))
