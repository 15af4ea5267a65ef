"""A view and a wish become a sheet: here a figure is decided, whole, before anything draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geodash.selection import Gated
from geodash.text import load
from geodash.view import ground
from geodash.view.marks import MapView
from geodash.view.scene import Scene
from geodash.view.sheet import furniture, words
from geodash.view.sheet.keys import entries
from geodash.view.sheet.layout import Words, arrange
from geodash.view.sheet.parts import Sheet
from geodash.view.sheet.staging import Grounding, hang, look, sign, stage
from geodash.view.sheet.wish import Wish
from geodash.view.styles import Styles, load_styles

_ROUNDS = 4


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
    size = wish.size
    title = words.title(view.selection, texts) if wish.title is None else wish.title
    # The words say what is drawn, and what is drawn hangs on the room that the words leave. A guess at the frame
    # begins; when the words come out the same twice, they fit.
    guess = look(wish, size.width * 0.6 / size.marks, size.height * 0.6 / size.marks)
    scene = stage(view, guess, wish, styles, bare=True)
    told, said = words.tell(layers, view, scene.inside), None
    for _ in range(_ROUNDS):
        before, said = said, _words(view, scene, told, title, wish, rests, styles)
        if said == before:
            break
        placed = arrange(size, said)
        panel, inside = hang(placed.map, view, wish, size), scene.inside
        scene = stage(view, panel.camera, wish, styles, bare=True)
        told = told if scene.inside == inside else words.tell(layers, view, scene.inside)
    small = size.type["small"]
    bar = furniture.scale_bar(panel, small * 1.1, texts) if wish.scale_bar else None
    arrow = furniture.north(panel, small * 1.1) if wish.north else None
    small_map = furniture.locator(replace(panel, scene=scene), bar, arrow) if wish.locator else None
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
        alt=texts.say(
            "figure.alt",
            title=title or words.title(view.selection, texts),  # who cannot see it needs a name all the same
            window=words.window(view.selection, texts),
            rows=words.counted(told, texts),
        ),
        provenance=sign(wish, rests),
    )


def _words(
    view: MapView, scene: Scene, told: words.Told, title: str, wish: Wish, rests: Grounding, styles: Styles
) -> Words:
    texts = load(wish.language)
    return Words(
        title=title,
        subtitle=words.presence(view.selection, texts) if wish.subtitle is None else wish.subtitle,
        window=words.window(view.selection, texts),
        presence="",
        entries=entries(view, [scene], styles, wish.theme, texts) if wish.legend else [],
        caption=words.caption(told, view.selection, texts) if wish.caption else "",
        note=wish.note,
        sources=words.sources(told, texts, rests.documents, ground.attribution(), rests.program, rests.data),
    )
