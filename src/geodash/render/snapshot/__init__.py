"""Figures without a browser: a sheet (see `geodash.view.sheet`) drawn by Matplotlib as PNG, SVG or PDF.

Most callers start from the atlas::

    import geodash

    figure = geodash.load().select(first=1980, last=1992).figure(preset="slide", title="...", language="es")
    figure.save("map.png")      # or .svg, .pdf; whole or not at all
    figure.png()                # bytes; also .svg(), .pdf(), .drawn("png")
    figure                      # shows itself in a notebook

The words that `figure` takes are the fields of `geodash.view.sheet.Wish`: preset, colors, language, title, subtitle,
note, camera, dpi, legend, caption, locator, scale_bar, north, graticule, crowds, names, still.
What cannot be had raises `geodash.errors.FigureError` with the remedy.

Who has a view and layers in hand goes one floor down::

    sheet = set_sheet(view, layers, Wish(preset="square"), Grounding(...))   # geodash.view.sheet: decides everything
    Figure(sheet).png()                                                      # translates only
    draw(sheet)                                                              # the Matplotlib figure itself

`Sheet.panels` are the maps on the sheet, each with frame, camera, view and scene; a frame of an animation is the same
wish with another window. `read_state` takes the view's state out of a PNG, SVG or PDF again. Matplotlib is imported
when something is drawn, and nowhere else in the house.
"""

from __future__ import annotations

from geodash.render.snapshot.figure import FORMATS, Figure
from geodash.render.snapshot.reading import State, read_state

__all__ = ["FORMATS", "Figure", "State", "read_state"]
