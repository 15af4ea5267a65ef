"""Small multiples: the same map in several windows, side by side, at one scale and with one legend.

Two windows make a pair, before and after.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geodash.errors import FigureError
from geodash.selection import Gated
from geodash.text import Texts, load
from geodash.view.lettering import width
from geodash.view.marks import MapView
from geodash.view.names import Box
from geodash.view.scene import Scene
from geodash.view.sheet import furniture, words
from geodash.view.sheet.layout import Words, arrange
from geodash.view.sheet.parts import Block, Frame, Panel, Sheet
from geodash.view.sheet.presets import Preset
from geodash.view.sheet.series import Series, crowded, say, unroll
from geodash.view.sheet.staging import Grounding, hang, look, sign, stage
from geodash.view.sheet.windows import MOST_MAPS, Window, check
from geodash.view.sheet.wish import Wish
from geodash.view.styles import Styles, load_styles

_LEAST = 84.0  # pixels of a map's shorter side; below that nobody sees a thing
_LEADING = 1.3
_ROUNDS = 2
_NAMED = 300.0  # pixels of width from which a map has room for names


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the maps hang: columns, frames, the size of what stands over each, how much smaller symbols are."""

    columns: int
    frames: tuple[Frame, ...]
    heading: float
    smaller: float


def set_multiples(
    view: MapView,
    layers: Sequence[Gated],
    windows: Sequence[Window],
    wish: Wish,
    grounding: Grounding | None = None,
    *,
    styles: Styles | None = None,
) -> Sheet:
    """Set a sheet with a map for each window, in reading order.

    `view` must be composed in the wish's theme and language from `layers`; its own window does not matter.

    Raises:
        FigureError: no window, one that is none, or more than find room on the sheet.
    """
    styles, texts, rests = styles or load_styles(), load(wish.language), grounding or Grounding()
    windows, size = check(windows, MOST_MAPS), wish.size
    whole, views = unroll(view, windows)
    frame = look(wish, size.width * 0.5 / size.marks, size.height * 0.5 / size.marks)
    scenes = tuple(stage(one, frame, wish, styles) for one in views)
    for _ in range(_ROUNDS):  # the words say what is drawn, and leave the room for it
        said, told = say(Series(whole, views, scenes), layers, wish, rests, styles)
        placed = arrange(size, said)
        grid = _part(placed.map, len(windows), wish, size)
        panels, scenes = _hang(grid, views, wish, size, styles)
    sheet = Sheet(
        preset=size,
        theme=wish.theme,
        language=wish.language,
        panels=panels,
        blocks=tuple(placed.blocks),
        keys=tuple(placed.keys),
        scale_bar=None,
        north=None,
        graticule=None,
        locator=None,
        title=said.title,
        alt=_alt(said, told, views, texts),
        provenance=sign(wish, rests, windows=[list(window) for window in windows]),
    )
    sheet = _furnish(sheet, grid, wish, texts)
    panels, _ = _hang(grid, views, wish, size, styles, (*_taken(sheet), *crowded(scenes)))
    counts = [block for panel in panels for block in _counts(panel, grid, texts)]
    headed = [replace(panel, heading=_heading(panel, grid, texts)) for panel in panels]
    return replace(sheet, panels=tuple(headed), blocks=(*sheet.blocks, *counts))


def _hang(
    grid: _Grid, views: Sequence[MapView], wish: Wish, size: Preset, styles: Styles, taken: Sequence[Box] = ()
) -> tuple[tuple[Panel, ...], tuple[Scene, ...]]:
    """Hang a map into each frame, all at one scale; small ones have small symbols and no names.

    Names keep still, so that a name is on all maps or on none.
    """
    hung = replace(size, marks=size.marks * grid.smaller)
    wish = replace(wish, still=True, names=wish.names and grid.frames[0].width >= _NAMED)
    panels = [hang(frame, one, wish, hung) for frame, one in zip(grid.frames, views, strict=True)]
    panels = [replace(panel, scene=stage(panel.view, panel.camera, wish, styles, taken)) for panel in panels]
    return tuple(panels), tuple(panel.scene for panel in panels)


def _part(area: Frame, number: int, wish: Wish, size: Preset) -> _Grid:
    """Part an area into as many frames as show the map largest."""
    heading = size.type["text"] * 1.15
    above, gap = heading * _LEADING * 1.25, size.gap * 0.7

    def cell(columns: int) -> tuple[float, float]:
        rows = math.ceil(number / columns)
        return (area.width - gap * (columns - 1)) / columns, (area.height - gap * (rows - 1)) / rows - above

    fitting = [columns for columns in range(1, number + 1) if min(cell(columns)) >= _LEAST]
    if not fitting:
        told = f"{number} maps find no room on {size.name}; choose fewer windows or a larger size"
        raise FigureError(told, key="maps", n=number, preset=size.name)
    best = max(fitting, key=lambda columns: (round(look(wish, *cell(columns)).zoom, 2), -columns))
    wide, tall = cell(best)
    places = [divmod(i, best) for i in range(number)]
    frames = [
        Frame(area.x + column * (wide + gap), area.y + row * (tall + above + gap) + above, wide, tall)
        for row, column in places
    ]
    return _Grid(best, tuple(frames), heading, _smaller(frames[0], area))


def _smaller(one: Frame, area: Frame) -> float:
    """How much smaller symbols are than on a map that has the sheet to itself."""
    return min(1.0, max(0.55, 1.5 * math.sqrt(one.width * one.height / (area.width * area.height))))


def _heading(panel: Panel, grid: _Grid, texts: Texts) -> Block:
    size = grid.heading
    y = panel.frame.y - size * _LEADING * 1.1
    return Block(
        "heading",
        (words.window(panel.view.selection, texts),),
        panel.frame.x,
        y,
        size,
        size * _LEADING,
        "semibold",
        "accent",
    )


def _counts(panel: Panel, grid: _Grid, texts: Texts) -> Iterator[Block]:
    """Say over a map's right end how many marks it shows, where there is room beside the years."""
    size = grid.heading * 0.85
    number = len(panel.scene.inside)
    line = texts.say("series.shown_one" if number == 1 else "series.shown", n=texts.number(number))
    wide = width(line, size)
    years = width(words.window(panel.view.selection, texts), grid.heading, "semibold")
    if years + wide + grid.heading < panel.frame.width:
        y = panel.frame.y - grid.heading * _LEADING * 1.1 + (grid.heading - size) * 0.83
        yield Block("counts", (line,), panel.frame.right - wide, y, size, size * _LEADING, "regular", "quiet")


def _furnish(sheet: Sheet, grid: _Grid, wish: Wish, texts: Texts) -> Sheet:
    """Put the scale bar on the first map, north on the last of the first row; they hold for all maps alike."""
    first, small = sheet.panels[0], sheet.preset.type["small"]
    corner = sheet.panels[min(grid.columns, len(sheet.panels)) - 1]
    bar = furniture.scale_bar(first, small, texts) if wish.scale_bar else None
    arrow = furniture.north(corner, small) if wish.north else None
    sheet = replace(sheet, scale_bar=bar, north=arrow)
    net = furniture.graticule(first, small, texts, _taken(sheet)) if wish.graticule else None
    return replace(sheet, graticule=net)


def _taken(sheet: Sheet) -> tuple[Box, ...]:
    """Boxes that names keep clear of, on all maps the same, so that a name is on all of them or on none."""
    first = sheet.panels[0]
    corner = next((p for p in sheet.panels if sheet.north and p.frame.x <= sheet.north.x <= p.frame.right), first)
    boxes = furniture.clear_of(first, sheet.scale_bar, None, None) + furniture.clear_of(
        corner, None, sheet.north, None
    )
    return (*boxes, *furniture.label_boxes(sheet.graticule, first))


def _alt(said: Words, told: words.Told, views: Sequence[MapView], texts: Texts) -> str:
    named = ", ".join(words.window(view.selection, texts) for view in views)
    title = said.title or words.title(views[0].selection, texts)
    return texts.say("figure.alt", title=title, window=named, rows=words.counted(told, texts))
