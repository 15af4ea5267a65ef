"""What every figure is set with, of one map or of several: where a map looks, what it holds, what the file says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from geodash.camera import Camera
from geodash.view import ground
from geodash.view.marks import MapView
from geodash.view.names import Box
from geodash.view.references import Row
from geodash.view.scene import Scene, set_scene
from geodash.view.sheet import furniture
from geodash.view.sheet.parts import Frame, Panel, Provenance
from geodash.view.sheet.presets import Preset
from geodash.view.sheet.wish import Wish
from geodash.view.styles import Styles


@dataclass(frozen=True, slots=True)
class Grounding:
    """What a figure rests on besides its layers: CSL-JSON records of documents by id, versions, citation."""

    documents: Mapping[str, Row] = field(default_factory=dict)
    program: str = ""
    data: str = ""
    citation: str = ""
    licence: str = "CC BY 4.0"
    query: str = ""


def hang(frame: Frame, view: MapView, wish: Wish, size: Preset) -> Panel:
    """Hang a map, still empty, into a frame."""
    camera = look(wish, frame.width / size.marks, frame.height / size.marks)
    # Whole pixels for the camera, and the frame as wide as they are: one scale in both directions.
    scale = frame.width / camera.width
    return Panel(Frame(frame.x, frame.y, frame.width, camera.height * scale), view, camera, Scene(camera))


def look(wish: Wish, width: float, height: float) -> Camera:
    """Look at what is wished for, or at the whole country, through a frame of that size."""
    return furniture.showing(wish.camera, width, height) if wish.camera else furniture.home(width, height)


def stage(
    view: MapView, camera: Camera, wish: Wish, styles: Styles, taken: Sequence[Box] = (), *, bare: bool = False
) -> Scene:
    """Set what a map holds; `taken` are boxes in the camera's pixels to keep clear of names, `bare` writes none."""
    return set_scene(
        view,
        styles,
        wish.theme,
        camera=camera,
        names=ground.names(wish.language) if wish.names and not bare else (),
        crowded=wish.crowds,
        named=wish.names and not wish.still and not bare,
        still=wish.still,
        taken=taken,
        focus=wish.focus,
    )


def sign(wish: Wish, rests: Grounding, **more: object) -> Provenance:
    """Say what the file is to say of itself; `more` is what the figure needs besides its wish to be made again."""
    return Provenance(
        query=rests.query,
        figure=wish.as_json() | more,
        program=rests.program,
        data=rests.data,
        citation=rests.citation,
        licence=rests.licence,
        language=wish.language,
    )
