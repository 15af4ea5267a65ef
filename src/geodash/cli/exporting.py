"""geodash export: the rows of a view as data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodash.cli.choosing import chooses

if TYPE_CHECKING:
    from geodash.atlas import Atlas


@click.command()
@chooses
@click.option("--format", "form", metavar="CODE", help="The format; otherwise the one that FILE's ending names.")
@click.option(
    "--lang", "language", default="en", show_default=True, help="The language of texts and codebook: en or es."
)
@click.option("-o", "--out", required=True, metavar="FILE", type=click.Path(path_type=Path), help="Where to write.")
def export(atlas: Atlas, form: str | None, language: str, out: Path) -> None:
    """Write the rows that a window, layers and filters leave, with licence, citation and sources.

    FILE ends with the format: .geojson, .gpkg (QGIS), .csv, .kml, .parquet, .lpf.json (Linked Places), .zip (data
    package with everything), .bib or .csl.json (the sources).
    """
    for path in atlas.export(out, format=form, language=language):
        click.echo(path)
