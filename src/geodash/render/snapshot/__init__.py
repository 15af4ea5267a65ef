"""Figures without a browser: a sheet (see `geodash.view.sheet`) drawn by Matplotlib as PNG, SVG or PDF.

Most callers start from the atlas::

    import geodash

    figure = geodash.load().select(first=1980, last=1992).figure(preset="slide", title="...", language="es")
    figure.save("map.png")      # or .svg, .pdf; whole or not at all
    figure.png()                # bytes; also .svg(), .pdf(), .drawn("png")
    figure                      # shows itself in a notebook

Time in a figure: a map for each window (two make a before and after), or a film with a frame for each::

    atlas.figure(windows=[(1980, 1989), (1990, 1999)]).save("decades.pdf")
    atlas.animation(steps(1980, 2000), seconds=0.8).save("years.gif")     # or .mp4, where ffmpeg is installed

The words that `figure` takes are the fields of `geodash.view.sheet.Wish`: preset, colors, language, title, subtitle,
note, camera, dpi, legend, caption, locator, scale_bar, north, graticule, crowds, names, still.
What cannot be had raises `geodash.errors.FigureError` with the remedy.

Who has a view and layers in hand goes one floor down::

    sheet = set_sheet(view, layers, Wish(preset="square"), Grounding(...))   # geodash.view.sheet: decides everything
    Figure(sheet).png()                                                      # translates only
    draw(sheet)                                                              # the Matplotlib figure itself

`Sheet.panels` are the maps on the sheet, each with frame, camera, view and scene. `read_state` takes the view's
state out of a PNG, SVG or PDF again. Matplotlib is imported when something is drawn, and nowhere else in the house.
"""

from __future__ import annotations

from geodash.render.snapshot.figure import FORMATS, Figure
from geodash.render.snapshot.film import FILMS, Animation
from geodash.render.snapshot.reading import State, read_state

__all__ = ["FILMS", "FORMATS", "Animation", "Figure", "State", "read_state"]
