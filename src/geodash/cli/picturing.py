"""geodash snapshot: the map of a view as a figure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geodash.cli.choosing import chooses
from geodash.errors import FigureError

if TYPE_CHECKING:
    from geodash.atlas import Atlas
    from geodash.camera import Camera


@click.command()
@chooses
@click.option("--preset", default="slide", show_default=True, help="The size: slide, a4-portrait, column ...")
@click.option(
    "--colors", default="color", show_default=True, help="color, grey (for print in black), contrast, dark."
)
@click.option("--title", help="The title; otherwise written from the view, and '' leaves it out.")
@click.option("--subtitle", help="The same for the line below it.")
@click.option("--note", default="", help="A note under the map.")
@click.option("--lang", "language", default="en", show_default=True, help="The language: en or es.")
@click.option("--at", metavar="LON_LAT_ZOOM", help="Where to look, as in the dashboard's address; else all of Peru.")
@click.option("--dpi", type=float, help="The resolution of a PNG, instead of the preset's.")
@click.option("--graticule", is_flag=True, help="Draw parallels and meridians.")
@click.option("--crowds/--no-crowds", default=True, help="Draw crowded marks as one ring, as the screen does.")
@click.option("--names/--no-names", default=True, help="Write names on the map.")
@click.option("-o", "--out", required=True, metavar="FILE", type=click.Path(path_type=Path), help="Where to write.")
def snapshot(atlas: Atlas, at: str | None, out: Path, **wishes: Any) -> None:
    """Draw what a window, layers and filters leave as a figure with title, legend, scale, caption and sources.

    FILE ends with the format: .png, .svg (text as text) or .pdf (fonts embedded). It carries its own view: drop it on
    the dashboard's Export screen to open the view again.
    """
    click.echo(atlas.figure(**wishes, camera=_read_camera(at)).save(out))


def _read_camera(text: str | None) -> Camera | None:
    from geodash.address import read_camera  # noqa: PLC0415

    found = read_camera(text)
    if text and found is None:
        raise FigureError(f"{text!r} is no place to look at; write longitude_latitude_zoom, like -74.2_-13.1_8")
    return found
