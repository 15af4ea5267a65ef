"""geodash serve: the dashboard on this machine."""

from __future__ import annotations

import errno
import os
import socket
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
    from geodash.app import server  # noqa: PLC0415 - brings streamlit

    _check_port(port, address)
    if layers:
        _check_layers(layers)
        os.environ["GEODASH_GEO"] = str(layers.resolve())
    server.serve(port, address, browser=browser)


def _check_port(port: int, address: str) -> None:
    """Refuse a port that another program has, as a second start of the page would, and name the way out."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise click.BadParameter(
                    f"another program listens on {port}, perhaps an earlier start of this page. Give another number.",
                    param_hint="--port",
                ) from error


def _check_layers(folder: Path) -> None:
    """Refuse a folder that the page could show nothing of, before a server starts."""
    from geodash.layers.layer import NAMES  # noqa: PLC0415 - keeps `geodash --help` quick

    missing = [f"{name}.geojson" for name in NAMES if not (folder / f"{name}.geojson").is_file()]
    if missing:
        raise click.BadParameter(
            f"{folder} holds no {', no '.join(missing)}. Make them: geodash build --articles FOLDER --out {folder}",
            param_hint="--layers",
        )
