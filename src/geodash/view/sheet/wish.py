"""What somebody wants of a figure; everything that is not said has a default."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from geodash.camera import Camera
from geodash.errors import FigureError
from geodash.text import languages
from geodash.view.sheet.presets import Preset, preset
from geodash.view.styles import Theme

COLORS: Mapping[str, Theme] = {"color": "light", "grey": "grey", "contrast": "contrast", "dark": "dark"}
"""Colour modes of figures and the column of styles.yaml that each takes."""
_LONGEST = {"title": 200, "subtitle": 300, "note": 1500}


@dataclass(frozen=True, slots=True)
class Wish:
    """A figure as somebody wants it.

    `title` and `subtitle` None are written from the view, "" leaves them out. `camera` None shows the whole country;
    any other is shown whole, whatever the frame. `dpi` None is the preset's; `pixels` (width, height)
    give a PNG another size than the preset's, and the sheet another shape. `crowds` draws crowded marks as one
    ring, as on the screen; `focus` are ids of rows to set off; `names` writes names on the map; with `still` none
    makes way for what is shown, so that they keep still from frame to frame of an animation.

    Raises:
        FigureError: a preset, colour mode or language that there is not, a resolution out of reach, a text too long.
    """

    preset: str = "slide"
    colors: str = "color"
    language: str = "en"
    title: str | None = None
    subtitle: str | None = None
    note: str = ""
    camera: Camera | None = None
    dpi: float | None = None
    pixels: tuple[int, int] | None = None
    legend: bool = True
    caption: bool = True
    locator: bool = True
    scale_bar: bool = True
    north: bool = True
    graticule: bool = False
    crowds: bool = True
    focus: tuple[str, ...] = ()
    names: bool = True
    still: bool = False

    def __post_init__(self) -> None:
        """Check every wish."""
        if self.dpi is not None and not (isinstance(self.dpi, int | float) and math.isfinite(self.dpi)):
            raise FigureError(f"{self.dpi!r} is no resolution; give dots per inch")
        object.__setattr__(self, "pixels", _pair(self.pixels))
        preset(self.preset, self.dpi, self.pixels)
        if self.colors not in COLORS:
            raise FigureError(f"no colour mode {self.colors!r}; choose one of {', '.join(COLORS)}")
        if self.language not in languages():
            raise FigureError(f"no texts in {self.language!r}; choose one of {', '.join(languages())}")
        for name, most in _LONGEST.items():
            text = getattr(self, name)
            if text is not None:
                object.__setattr__(self, name, _plain(str(text)))
            if text is not None and len(text) > most:
                raise FigureError(f"the {name} has {len(text)} characters; at most {most} find room")

    @property
    def size(self) -> Preset:
        """The preset, at the resolution and size that are wished."""
        return preset(self.preset, self.dpi, self.pixels)

    @property
    def theme(self) -> Theme:
        """The column of styles.yaml."""
        return COLORS[self.colors]

    def as_json(self) -> dict[str, Any]:
        """Give what differs from the defaults as JSON values; the camera is in the address."""
        plain = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "camera"}
        first = asdict(Wish())
        return {name: value for name, value in plain.items() if value != first[name]}


def make_wish(**choices: Any) -> Wish:
    """Make a wish of choices by name.

    Raises:
        FigureError: see `Wish`; or a choice that there is not.
    """
    known = [field.name for field in fields(Wish)]
    strange = sorted(set(choices) - set(known))
    if strange:
        raise FigureError(f"no such choice of a figure: {', '.join(strange)}; choose by {', '.join(known)}")
    return Wish(**choices)


def _pair(pixels: object) -> tuple[int, int] | None:
    if pixels is None:
        return None
    sides = tuple(pixels) if isinstance(pixels, list | tuple) else ()
    if len(sides) != 2 or not all(isinstance(side, int) and not isinstance(side, bool) for side in sides):
        raise FigureError(f"{pixels!r} is no size; give width and height in whole pixels")
    return sides[0], sides[1]


def _plain(text: str) -> str:
    """Keep what can be printed; line breaks stay."""
    return "\n".join("".join(sign for sign in line if sign.isprintable()) for line in text.splitlines())
