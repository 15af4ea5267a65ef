"""geodash build and geodash check: make the layers, and look for faults in what they are made of."""

from __future__ import annotations

from pathlib import Path

import click

from geodash.cli.outcome import finish, note, show_progress
from geodash.errors import GeodashError


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
@click.argument("stories", nargs=-1, metavar="[STORY]...")
@click.option(
    "--layers",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Check the layers in this folder instead of geo/.",
)
def check(layers: Path | None, stories: tuple[str, ...]) -> None:
    """Check tables, claims, corrections and layers; exit 1 on any fault.

    With STORY, the id of a story or the path of a story's YAML file, check these alone.
    """
    from geodash import audit, bundle  # noqa: PLC0415

    data, geo = bundle.path("data"), layers or bundle.path("geo")
    faults = _amiss(stories, layers) if stories else audit.find_faults(data, geo)
    if not faults:
        click.echo(f"No faults in {', '.join(stories) or f'{data} and {geo}'}.")
    finish(faults, told="")


def _amiss(stories: tuple[str, ...], layers: Path | None) -> list[str]:
    from geodash import classroom  # noqa: PLC0415
    from geodash.atlas import Atlas  # noqa: PLC0415

    atlas = Atlas.read(layers)
    faults: list[str] = []
    for name in stories:
        try:
            faults += classroom.remarks(atlas, classroom.find(name))
        except GeodashError as error:
            faults += str(error).splitlines()
    return faults
