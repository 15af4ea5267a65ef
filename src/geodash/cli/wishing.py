"""The options by which commands say how a figure is to look."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from geodash.errors import FigureError

if TYPE_CHECKING:
    from geodash.camera import Camera

_OPTIONS = (
    click.option("--preset", default="slide", show_default=True, help="The size: slide, a4-portrait, column ..."),
    click.option(
        "--colors", default="color", show_default=True, help="color, grey (for print in black), contrast, dark."
    ),
    click.option("--title", help="The title; otherwise written from the view, and '' leaves it out."),
    click.option("--subtitle", help="The same for the line below it."),
    click.option("--note", default="", help="A note under the map."),
    click.option("--lang", "language", default="en", show_default=True, help="The language: en or es."),
    click.option(
        "--at", metavar="LON_LAT_ZOOM", help="Where to look, as in the dashboard's address; else all of Peru."
    ),
    click.option("--dpi", type=float, help="The resolution, instead of the preset's."),
    click.option("--pixels", metavar="WxH", help="The size of the PNG, such as 1600x900, instead of the preset's."),
    click.option("--graticule", is_flag=True, help="Draw parallels and meridians."),
    click.option("--crowds/--no-crowds", default=True, help="Draw crowded marks as one ring, as the screen does."),
    click.option("--names/--no-names", default=True, help="Write names on the map."),
)
_NAMES = ("preset", "colors", "title", "subtitle", "note", "language", "dpi", "graticule", "crowds", "names")


def wishes(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command these options; it is called with the fields of a `Wish` as its argument `wish`."""

    @wraps(command)
    def run(*args: Any, **given: Any) -> Any:
        wish = {name: given.pop(name) for name in _NAMES}
        wish |= {"camera": read_camera(given.pop("at")), "pixels": read_pixels(given.pop("pixels"))}
        return command(*args, wish=wish, **given)

    for option in reversed(_OPTIONS):
        run = option(run)
    return run


def read_pixels(text: str | None) -> tuple[int, int] | None:
    """Read "1600x900"; None if nothing is said.

    Raises:
        FigureError: it is no size.
    """
    if text is None:
        return None
    found = re.fullmatch(r"\s*(\d{1,6})\s*[xX×]\s*(\d{1,6})\s*", text)
    if not found:
        raise FigureError(f"{text!r} is no size; write width and height in pixels, like 1600x900")
    return int(found[1]), int(found[2])


def read_camera(text: str | None) -> Camera | None:
    """Read "longitude_latitude_zoom"; None if nothing is said.

    Raises:
        FigureError: it is no place to look at.
    """
    from geodash import address  # noqa: PLC0415 - keeps `geodash --help` quick

    found = address.read_camera(text)
    if text and found is None:
        raise FigureError(
            f"{text!r} is no place to look at; write longitude_latitude_zoom, like -74.2_-13.1_8, with a zoom from "
            "3 (a continent) to 15 (a village)"
        )
    return found
