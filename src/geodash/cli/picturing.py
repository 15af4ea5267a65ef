"""geodash snapshot: the map of a view as a figure, of one window or of several side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geodash.cli.choosing import chooses, read_window
from geodash.cli.wishing import wishes

if TYPE_CHECKING:
    from geodash.atlas import Atlas


@click.command()
@chooses
@wishes
@click.option(
    "--multiples",
    metavar="WINDOWS",
    help="A map for each of these windows, such as 1980/1992,2001/2012; decades for those of the window.",
)
@click.option("-o", "--out", required=True, metavar="FILE", type=click.Path(path_type=Path), help="Where to write.")
def snapshot(atlas: Atlas, multiples: str | None, out: Path, wish: dict[str, Any]) -> None:
    """Draw what a window, layers and filters leave as a figure with title, legend, scale, caption and sources.

    FILE ends with the format: .png, .svg (text as text) or .pdf (fonts embedded). It carries its own view: drop it on
    the dashboard's Export screen to open the view again.
    """
    windows = _read_windows(multiples, atlas) if multiples is not None else ()
    click.echo(atlas.figure(windows=windows, **wish).save(out))


def _read_windows(text: str, atlas: Atlas) -> tuple[tuple[int, int], ...]:
    from geodash.view.sheet import decades  # noqa: PLC0415

    if text.strip() == "decades":
        return decades(atlas.selection.first, atlas.selection.last)
    return tuple(read_window(part) for part in text.split(","))
