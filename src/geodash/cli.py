"""The command line: geodash build, check, geoparse and serve."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geodash import __version__
from geodash.errors import GeodashError

if TYPE_CHECKING:
    from geodash.documents.article import Article
    from geodash.formats.mentions import Finding


class _Group(click.Group):
    """Shows what GeoDash refuses as one line, not as a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except GeodashError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="geodash")
def main() -> None:
    """GeoDash: from articles to a map in time that can be trusted."""


@main.command()
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
    with _progress() as tell:
        report = pipeline.build(
            bundle.path("data"),
            out or bundle.path("geo"),
            bundle.path("geo", "basemap"),
            articles=articles,
            progress=tell,
        )
    for stage, count in report.counts.items():
        click.echo(f"{count:>7,}  {stage}")
    _finish(report.faults)


@main.command()
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
    _finish(faults, told="")


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["csv", "geojson"]), default="csv", show_default=True)
@click.option("--published", metavar="DATE", help="When the texts were published (EDTF, such as 2015-06-23).")
@click.option("--text", is_flag=True, help="Print the text that the offsets count in, instead of the mentions.")
def geoparse(files: tuple[Path, ...], form: str, published: str | None, text: bool) -> None:
    """Print the place mentions of documents: where each stands, what place and what time it means, and why."""
    from geodash.formats import mentions  # noqa: PLC0415
    from geodash.when import parse_when  # noqa: PLC0415

    if published:
        parse_when(published)
    faults: list[str] = []
    if text:
        for article in _read(files, published, faults):
            click.echo(article.text, nl=not article.text.endswith("\n"))
    elif form == "csv":
        for line in mentions.csv_lines(_findings(files, published, faults)):
            click.echo(line, nl=False)
    else:
        click.echo(mentions.geojson(_findings(files, published, faults)))
    _finish(faults)


@main.command()
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


def _read(files: tuple[Path, ...], published: str | None, faults: list[str]) -> Iterator[Article]:
    from geodash.documents.reading import read_document  # noqa: PLC0415

    for file in files:
        try:
            yield read_document(file, metadata={"published": published} if published else None)
        except GeodashError as error:
            faults.append(str(error))


def _findings(files: tuple[Path, ...], published: str | None, faults: list[str]) -> Iterator[Finding]:
    from geodash.formats.mentions import Finding  # noqa: PLC0415
    from geodash.gazetteer import Gazetteer  # noqa: PLC0415
    from geodash.geoparse.geoparser import Geoparser  # noqa: PLC0415

    parser = Geoparser.by_rules(Gazetteer.open())
    for article in _read(files, published, faults):
        for found in zip(*parser.parse(article), strict=True):
            yield Finding(article.source, *found)


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """Show a progress bar for each stage, one after the other, where standard error is a terminal."""
    with ExitStack() as shown:
        bars: dict[str, Any] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if not sys.stderr.isatty():
                return
            if stage not in bars:
                shown.close()
                bars[stage] = shown.enter_context(
                    click.progressbar(length=total, label=f"{stage:<10}", file=sys.stderr)
                )
            bars[stage].update(done - bars[stage].pos)

        yield tell


def _finish(faults: list[str], told: str = "; everything else was done") -> None:
    for fault in faults:
        click.echo(f"Fault: {fault}", err=True)
    if faults:
        click.echo(f"{len(faults)} fault{'s' if len(faults) > 1 else ''}{told}.", err=True)
        sys.exit(1)
