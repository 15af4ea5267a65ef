"""The parts of a figure, as frozen data; every length in CSS pixels from the sheet's top left corner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from geodash.camera import BBox, Camera
from geodash.view.lettering import Face
from geodash.view.marks import MapView
from geodash.view.scene import Scene
from geodash.view.sheet.presets import Preset
from geodash.view.styles import Theme

Ink = Literal["ink", "quiet", "accent"]
KeyForm = Literal["symbol", "hollow", "undated", "number", "ring", "class", "hatch", "circle", "area", "faded"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A box of the sheet."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text, the first line's top at (x, y), `leading` from line to line; `role` names its group in SVG."""

    role: str
    lines: tuple[str, ...]
    x: float
    y: float
    size: float
    leading: float
    face: Face = "regular"
    ink: Ink = "ink"

    @property
    def height(self) -> float:
        """From the first line's top to the last line's foot."""
        return self.leading * len(self.lines)


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the legend: what stands for it, in a box of `size` at (x, y), and the words beside it.

    `colors` is the layer's colour, of a ring those of all its layers. `number` is how many are on the map.
    """

    form: KeyForm
    layer: str
    shape: str
    colors: tuple[str, ...]
    words: Block
    x: float
    y: float
    size: float
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """A map on the sheet: the frame, the view, the camera whose picture fills the frame, and what is drawn there.

    The camera's pixels are `frame.width / camera.width` pixels of the sheet wide. `heading` stands over the map.
    """

    frame: Frame
    view: MapView
    camera: Camera
    scene: Scene = field(repr=False)
    heading: Block | None = None

    @property
    def scale(self) -> float:
        """Pixels of the sheet for one of the camera's."""
        return self.frame.width / self.camera.width


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A bar of `km` kilometres, `width` wide, its left end at (x, y), on the panel of that number."""

    x: float
    y: float
    width: float
    km: float
    words: str
    size: float


@dataclass(frozen=True, slots=True)
class GridLine:
    """A parallel (`level`) or meridian at `at` in the camera's pixels; its degrees at (x, y), "" where no room is."""

    level: bool
    at: float
    words: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Graticule:
    """Parallels and meridians of a map; `size` is that of the degrees, in pixels of the sheet."""

    size: float
    lines: tuple[GridLine, ...]


@dataclass(frozen=True, slots=True)
class Locator:
    """A small map: its frame, its camera, and the box of degrees that the large map shows."""

    frame: Frame
    camera: Camera
    box: BBox


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a file says of itself: the state that its view has in the app's address, versions, citation, licence."""

    query: str
    figure: Mapping[str, object]
    program: str
    data: str
    citation: str
    licence: str
    language: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A figure, whole; `alt` says in a sentence what it shows."""

    preset: Preset
    theme: Theme
    language: str
    panels: tuple[Panel, ...]
    blocks: tuple[Block, ...]
    keys: tuple[Key, ...]
    scale_bar: ScaleBar | None
    north: Frame | None
    graticule: Graticule | None
    locator: Locator | None
    title: str
    alt: str
    provenance: Provenance
