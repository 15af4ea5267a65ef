"""A view and a wish become a sheet: here a figure is decided, whole, before anything draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geodash.selection import Gated
from geodash.text import load
from geodash.view import ground
from geodash.view.marks import MapView
from geodash.view.sheet import furniture, words
from geodash.view.sheet.keys import entries
from geodash.view.sheet.layout import Words, arrange
from geodash.view.sheet.parts import Sheet
from geodash.view.sheet.presets import preset
from geodash.view.sheet.staging import Grounding, hang, look, sign, stage
from geodash.view.sheet.wish import Wish
from geodash.view.styles import Styles, load_styles


def set_sheet(
    view: MapView,
    layers: Sequence[Gated],
    wish: Wish,
    grounding: Grounding | None = None,
    *,
    styles: Styles | None = None,
) -> Sheet:
    """Set a sheet with one map.

    `view` must be composed in the wish's theme and language from `layers`, which the caption is counted from.
    """
    styles, texts, rests = styles or load_styles(), load(wish.language), grounding or Grounding()
    size = preset(wish.preset, wish.dpi)
    told = words.tell(layers, view)
    title = words.title(view.selection, texts) if wish.title is None else wish.title
    # The legend says what is drawn, and what is drawn hangs on the room that the legend leaves: a first guess at
    # the frame tells which ways of drawing are in use.
    guess = stage(view, look(wish, size.width * 0.6 / size.marks, size.height * 0.6 / size.marks), wish, styles)
    said = Words(
        title=title,
        subtitle=words.presence(view.selection, texts) if wish.subtitle is None else wish.subtitle,
        window=words.window(view.selection, texts),
        presence="",
        entries=entries(view, [guess], styles, wish.theme, texts) if wish.legend else (),
        caption=words.caption(told, view.selection, texts) if wish.caption else "",
        note=wish.note,
        sources=words.sources(told, texts, rests.documents, ground.attribution(), rests.program, rests.data),
    )
    placed = arrange(size, said)
    panel = hang(placed.map, view, wish, size)
    small = size.type["small"]
    bar = furniture.scale_bar(panel, small * 1.1, texts) if wish.scale_bar else None
    arrow = furniture.north(panel, small * 1.1) if wish.north else None
    bare = replace(panel, scene=stage(view, panel.camera, wish, styles))
    small_map = furniture.locator(bare, bar, arrow) if wish.locator else None
    taken = furniture.clear_of(panel, bar, arrow, small_map)
    net = furniture.graticule(panel, small, texts, taken) if wish.graticule else None
    scene = stage(view, panel.camera, wish, styles, (*taken, *furniture.label_boxes(net, panel)))
    return Sheet(
        preset=size,
        theme=wish.theme,
        language=wish.language,
        panels=(replace(panel, scene=scene),),
        blocks=tuple(placed.blocks),
        keys=tuple(placed.keys),
        scale_bar=bar,
        north=arrow,
        graticule=net,
        locator=small_map,
        title=title,
        alt=texts.say("figure.alt", title=title, window=said.window, rows=words.counted(told, texts)),
        provenance=sign(wish, rests),
    )
