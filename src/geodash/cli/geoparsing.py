"""geodash geoparse: the place mentions of documents, on standard output."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodash.cli.outcome import finish, note
from geodash.errors import GeodashError

if TYPE_CHECKING:
    from geodash.documents.article import Article
    from geodash.formats.mentions import Finding


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["csv", "geojson"]), default="csv", show_default=True)
@click.option("--published", metavar="DATE", help="When the texts were published (EDTF, such as 2015-06-23).")
@click.option("--text", is_flag=True, help="Print the text that the offsets count in, instead of the mentions.")
@click.option("--left-out", is_flag=True, help="Print what was left out as no part of the article, and why.")
def geoparse(files: tuple[Path, ...], form: str, published: str | None, text: bool, left_out: bool) -> None:
    """Print the place mentions of documents: where each stands, what place and what time it means, and why."""
    from geodash.formats import mentions  # noqa: PLC0415
    from geodash.when import parse_when  # noqa: PLC0415

    if text and left_out:
        raise click.UsageError("--text and --left-out print different things; give one of them.")
    if published:
        parse_when(published)
    faults: list[str] = []
    if text:
        for article in _read(files, published, faults):
            click.echo(article.text, nl=not article.text.endswith("\n"))
    elif left_out:
        click.echo(_left_out(_read(files, published, faults)), nl=False)
    elif form == "csv":
        for line in mentions.csv_lines(_findings(files, published, faults)):
            click.echo(line, nl=False)
    else:
        click.echo(mentions.geojson(_findings(files, published, faults)))
    finish(faults)


def _read(files: tuple[Path, ...], published: str | None, faults: list[str]) -> Iterator[Article]:
    from geodash.documents.omissions import tell_omissions  # noqa: PLC0415
    from geodash.documents.reading import read_document  # noqa: PLC0415

    for file in files:
        try:
            article = read_document(file, metadata={"published": published} if published else None)
        except GeodashError as error:
            faults.append(str(error))
            continue
        note(tell_omissions(article))
        yield article


def _left_out(articles: Iterable[Article]) -> str:
    """A CSV with one row a stretch; offsets as those of the mentions, no cell can be taken for a formula."""
    from geodash.documents.omissions import find_omissions  # noqa: PLC0415
    from geodash.formats.sheets import neutralise  # noqa: PLC0415

    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(("file", "start", "end", "reason", "text"))
    for article in articles:
        for drop in find_omissions(article):
            words = " ".join(article.text[drop.start : drop.end].split())
            writer.writerow((neutralise(article.source), drop.start, drop.end, drop.reason, neutralise(words)))
    return table.getvalue()


def _findings(files: tuple[Path, ...], published: str | None, faults: list[str]) -> Iterator[Finding]:
    from geodash.formats.mentions import Finding  # noqa: PLC0415
    from geodash.gazetteer import Gazetteer  # noqa: PLC0415
    from geodash.geoparse.geoparser import Geoparser  # noqa: PLC0415

    parser = Geoparser.by_rules(Gazetteer.open())
    for article in _read(files, published, faults):
        for found in zip(*parser.parse(article), strict=True):
            yield Finding(article.source, *found)
