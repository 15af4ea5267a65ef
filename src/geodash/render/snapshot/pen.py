"""The pen: draws in pixels of the sheet or of a map's camera, into named groups of a Matplotlib figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure as Canvas
from matplotlib.image import BboxImage
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import Stroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox, Transform, TransformedBbox

from geodash.render.snapshot.type import drawable, font
from geodash.view.lettering import Face
from geodash.view.sheet import Frame

Points = Sequence[tuple[float, float]]
_POINTS = 0.75  # of a CSS pixel
_INCH = 96.0


class Group(Artist):
    """Artists drawn one after the other, as one group with an id where the format knows groups."""

    def __init__(self, name: str) -> None:
        """Begin an empty group."""
        super().__init__()
        self.name = name
        self.inside: list[Artist] = []

    def draw(self, renderer: RendererBase) -> None:
        """Draw what is inside, in order."""
        renderer.open_group("g", gid=self.name)
        for artist in self.inside:
            artist.draw(renderer)
        renderer.close_group("g")


class Pen:
    """Draws on a figure in pixels from the top left corner, y downwards; lengths and type are pixels too."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        """Take a figure whose sheet is `height` pixels high."""
        self._canvas = canvas
        self._transform: Transform = Affine2D().scale(1 / _INCH, -1 / _INCH).translate(0, height / _INCH) + (
            canvas.dpi_scale_trans
        )
        self._scale = 1.0
        self._clip: TransformedBbox | None = None
        self._groups: list[Group] = []

    @contextmanager
    def group(self, name: str) -> Iterator[None]:
        """Draw into a group of this name."""
        group = Group(name)
        group.set_figure(self._canvas)
        if self._groups:
            self._groups[-1].inside.append(group)
        else:
            self._canvas.artists.append(group)
        self._groups.append(group)
        yield
        self._groups.pop()

    @contextmanager
    def within(self, frame: Frame, scale: float) -> Iterator[None]:
        """Draw in the pixels of a map: its origin is the frame's corner, and nothing leaves the frame."""
        before = (self._transform, self._scale, self._clip)
        self._clip = TransformedBbox(Bbox([[frame.x, frame.y], [frame.right, frame.bottom]]), self._transform)
        self._transform = Affine2D().scale(scale).translate(frame.x, frame.y) + self._transform
        self._scale = scale
        yield
        self._transform, self._scale, self._clip = before

    def shape(
        self,
        path: Path,
        *,
        fill: str | None = None,
        line: str | None = None,
        width: float = 1.0,
        dash: Sequence[float] = (),
        opacity: float = 1.0,
        cap: str = "butt",
    ) -> None:
        """Draw a path, filled, stroked or both."""
        patch = PathPatch(
            path,
            transform=self._transform,
            facecolor=to_rgba(fill, opacity) if fill else "none",
            edgecolor=to_rgba(line, opacity) if line else "none",
            linewidth=width * _POINTS * self._scale if line else 0.0,
            linestyle=(0, [part * _POINTS * self._scale for part in dash]) if dash else "-",
            joinstyle="round",
            capstyle=cap,
        )
        self._add(patch)

    def write(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        *,
        face: Face = "regular",
        color: str,
        angle: float = 0.0,
        align: str = "left",
        rim: str | None = None,
        opacity: float = 1.0,
    ) -> None:
        """Write a line of text; with `rim` a thin rim of that colour lifts it off what lies below.

        The rim is drawn as outlines under the text, which itself stays text. What cannot be drawn is left out.
        """
        text = drawable(text)
        spot = self._canvas.dpi_scale_trans.inverted().transform(self._transform.transform((x, y)))
        made = [Text(spot[0], spot[1], text, path_effects=effects) for effects in self._effects(rim)]
        for letters in made:
            letters.set(
                color=color,
                alpha=opacity,
                fontproperties=font(face),
                fontsize=size * _POINTS * self._scale,
                horizontalalignment=align,
                verticalalignment="baseline",
                rotation=angle,
                rotation_mode="anchor",
                transform=self._canvas.dpi_scale_trans,
                parse_math=False,
                clip_on=True,
            )
            self._add(letters)

    def _effects(self, rim: str | None) -> list[list[Stroke] | None]:
        if not rim:
            return [None]
        return [[Stroke(linewidth=3 * _POINTS * self._scale, foreground=rim, joinstyle="round")], None]

    def picture(self, pixels: npt.NDArray[Any], frame: Frame, opacity: float) -> None:
        """Lay a picture over a box."""
        box = TransformedBbox(Bbox([[frame.x, frame.y], [frame.right, frame.bottom]]), self._transform)
        image = BboxImage(box, interpolation="nearest", origin="upper", alpha=opacity)
        image.set_data(pixels)
        self._add(image)

    def _add(self, artist: Artist) -> None:
        artist.set_figure(self._canvas)
        if self._clip is not None:
            artist.set_clip_box(self._clip)
        self._groups[-1].inside.append(artist)


def circle(x: float, y: float, radius: float) -> Path:
    """Make a circle."""
    return Path.circle((x, y), radius)


def polygons(rings: Sequence[Points]) -> Path:
    """Make one path of closed rings; what lies inside an even number of them is outside where the rings turn so."""
    return Path.make_compound_path(*(Path(np.asarray([*ring, ring[0]]), closed=True) for ring in rings))


def box(x: float, y: float, width: float, height: float) -> Path:
    """Make a rectangle."""
    return Path([(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)], closed=True)


def line(points: Points) -> Path:
    """Make an open line."""
    return Path(np.asarray(list(points)))
