"""geodash build and geodash check: make the layers, and look for faults in what they are made of."""

from __future__ import annotations

from pathlib import Path

import click

from geodash.cli.outcome import finish, note, show_progress


@click.command()
@click.option(
    "--articles",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder of documents (txt, md, html, pdf, docx) to take the places from, instead of the atlas's claims.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder for the layers; needed with --articles, otherwise geo/.",
)
def build(articles: Path | None, out: Path | None) -> None:
    """Build the layers: articles and tables in, GeoJSON out."""
    from geodash import bundle, pipeline  # noqa: PLC0415 - keeps `geodash --help` quick

    if articles and not out:
        raise click.UsageError("--articles needs --out, so that the atlas's own layers stay as they are.")
    with show_progress() as tell:
        report = pipeline.build(
            bundle.path("data"),
            out or bundle.path("geo"),
            bundle.path("geo", "basemap"),
            articles=articles,
            progress=tell,
        )
    for stage, count in report.counts.items():
        click.echo(f"{count:>7,}  {stage}")
    note(report.notes)
    finish(report.faults)


@click.command()
@click.option(
    "--layers",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Check the layers in this folder instead of geo/.",
)
def check(layers: Path | None) -> None:
    """Check tables, claims, corrections and layers; exit 1 on any fault."""
    from geodash import audit, bundle  # noqa: PLC0415

    data, geo = bundle.path("data"), layers or bundle.path("geo")
    faults = audit.find_faults(data, geo)
    if not faults:
        click.echo(f"No faults in {data} and {geo}.")
    finish(faults, told="")
