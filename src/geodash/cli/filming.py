"""geodash animate: the map of a view, year by year, as a film."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geodash.cli.choosing import chooses
from geodash.cli.outcome import show_progress
from geodash.cli.wishing import wishes

if TYPE_CHECKING:
    from geodash.atlas import Atlas


@click.command()
@chooses
@wishes
@click.option("--step", default=1, show_default=True, type=click.IntRange(min=1), help="Years from frame to frame.")
@click.option("--span", type=click.IntRange(min=1), help="Years that a frame shows; as many as a step, unless said.")
@click.option("--seconds", default=0.8, show_default=True, help="How long a frame stands.")
@click.option("-o", "--out", required=True, metavar="FILE", type=click.Path(path_type=Path), help="Where to write.")
def animate(atlas: Atlas, step: int, span: int | None, seconds: float, out: Path, wish: dict[str, Any]) -> None:
    """Draw what layers and filters leave as a film with a frame for each step through the window, the year large.

    FILE ends with the format: .gif, or .mp4 where ffmpeg is installed. Ctrl-C stops it; no half file is left.
    """
    from geodash.view.sheet import steps  # noqa: PLC0415 - keeps `geodash --help` quick

    windows = steps(atlas.selection.first, atlas.selection.last, step, span)
    film = atlas.animation(windows, seconds=seconds, **wish)
    with show_progress() as tell:
        where = film.save(out, lambda done, total: tell("frames", done, total))
    click.echo(where)
