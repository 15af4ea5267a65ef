"""geodash serve: the dashboard on this machine."""

from __future__ import annotations

import os
from pathlib import Path

import click


@click.command()
@click.option("--port", default=8501, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--address",
    default="127.0.0.1",
    show_default=True,
    help="Whom to listen to; only this machine unless told otherwise.",
)
@click.option("--browser/--no-browser", default=True, show_default=True, help="Open the page in a browser.")
@click.option(
    "--layers",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Show the layers in this folder (made by geodash build --out) instead of the atlas's own.",
)
def serve(port: int, address: str, browser: bool, layers: Path | None) -> None:
    """Start the dashboard and open it in a browser."""
    from geodash.app import server  # noqa: PLC0415

    if layers:
        os.environ["GEODASH_GEO"] = str(layers.resolve())
    server.serve(port, address, browser=browser)
