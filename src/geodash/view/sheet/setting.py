"""A view and a wish become a sheet: here a figure is decided, whole, before anything draws it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from geodash.camera import Camera
from geodash.selection import Gated
from geodash.text import load
from geodash.view import ground
from geodash.view.marks import MapView
from geodash.view.names import Box
from geodash.view.references import Row
from geodash.view.scene import Scene, set_scene
from geodash.view.sheet import furniture, words
from geodash.view.sheet.keys import entries
from geodash.view.sheet.layout import Words, arrange
from geodash.view.sheet.parts import Frame, Panel, Provenance, Sheet
from geodash.view.sheet.presets import Preset, preset
from geodash.view.sheet.wish import Wish
from geodash.view.styles import Styles, load_styles


@dataclass(frozen=True, slots=True)
class Grounding:
    """What a figure rests on besides its layers: CSL-JSON records of documents by id, versions, citation."""

    documents: Mapping[str, Row] = field(default_factory=dict)
    program: str = ""
    data: str = ""
    citation: str = ""
    licence: str = "CC BY 4.0"
    query: str = ""


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
    guess = _scene(view, _looking(wish, size.width * 0.6 / size.marks, size.height * 0.6 / size.marks), wish, styles)
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
    panel = _panel(placed.map, view, wish, size)
    small = size.type["small"]
    bar = furniture.scale_bar(panel, small * 1.1, texts) if wish.scale_bar else None
    arrow = furniture.north(panel, small * 1.1) if wish.north else None
    bare = replace(panel, scene=_scene(view, panel.camera, wish, styles))
    small_map = furniture.locator(bare, bar, arrow) if wish.locator else None
    taken = furniture.clear_of(panel, bar, arrow, small_map)
    net = furniture.graticule(panel, small, texts, taken) if wish.graticule else None
    scene = _scene(view, panel.camera, wish, styles, (*taken, *furniture.label_boxes(net, panel)))
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
        provenance=Provenance(
            query=rests.query,
            figure=wish.as_json(),
            program=rests.program,
            data=rests.data,
            citation=rests.citation,
            licence=rests.licence,
            language=wish.language,
        ),
    )


def _panel(frame: Frame, view: MapView, wish: Wish, size: Preset) -> Panel:
    camera = _looking(wish, frame.width / size.marks, frame.height / size.marks)
    # Whole pixels for the camera, and the frame as wide as they are: one scale in both directions.
    scale = frame.width / camera.width
    return Panel(Frame(frame.x, frame.y, frame.width, camera.height * scale), view, camera, Scene(camera))


def _looking(wish: Wish, width: float, height: float) -> Camera:
    return furniture.showing(wish.camera, width, height) if wish.camera else furniture.home(width, height)


def _scene(view: MapView, camera: Camera, wish: Wish, styles: Styles, taken: Sequence[Box] = ()) -> Scene:
    return set_scene(
        view,
        styles,
        wish.theme,
        camera=camera,
        names=ground.names(wish.language) if wish.names else (),
        crowded=wish.crowds,
        named=wish.names and not wish.still,
        still=wish.still,
        taken=taken,
    )
