"""Print how well the geoparser finds and places names, on our own golden texts and on sets given by path.

    python benchmarks/score_geoparsing.py [--texts DIR --gold CSV] [--corpus FILE.xml] [--errors N]

Without options the golden texts of tests/golden are scored; --corpus takes TR-News.xml or GeoWebNews.xml.
"inside" is the share of names found whose point lies inside the true place's radius, "161 km" the share
within that distance, "end to end" the F1 of names found and placed within 161 km, "overlap" the same with
overlapping spans let pass, as published scores do. "dates" are exact matches, where gold has a date.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click

from geodash.documents.article import Article
from geodash.gazetteer import Gazetteer
from geodash.geoparse.evaluation import Found, Judged, Scores, score
from geodash.geoparse.geoparser import Geoparser
from gold_sets import Pair, read_corpus, read_gold_folder

GOLDEN = Path(__file__).resolve().parent.parent / "tests" / "golden" / "region"
HEADER = "set              docs  gold      P      R     F1  inside  161 km  end to end  overlap"


def find_names(article: Article, geoparser: Geoparser) -> list[Found]:
    """Run the geoparser on one article and bring its three tables together."""
    mentions, resolutions, datings = geoparser.parse(article)
    places = {r.mention_id: r for r in resolutions}
    dates = {d.mention_id: d.when.edtf for d in datings if d.when is not None}
    found = []
    for mention in mentions:
        place = places.get(mention.id)
        lat, lon = (place.lat, place.lon) if place else (None, None)
        found.append(Found(mention.start, mention.end, lat, lon, dates.get(mention.id, "")))
    return found


def judge_set(pairs: Sequence[Pair], geoparser: Geoparser) -> tuple[Scores, float]:
    """Score the geoparser on a set; the second number is documents a second."""
    began = time.perf_counter()
    found = [find_names(article, geoparser) for article, _ in pairs]
    speed = len(pairs) / (time.perf_counter() - began)
    judged = [Judged(a.source, a.text, g, f) for (a, g), f in zip(pairs, found, strict=True)]
    return score(judged), speed


def print_scores(name: str, scores: Scores, speed: float) -> None:
    """Print one row of the table, and below it what the set says about kinds and dates."""
    finding = scores.finding
    click.echo(
        f"{name:<16.15}{scores.documents:>5}{finding.gold:>6}{finding.precision:>7.3f}{finding.recall:>7.3f}"
        f"{finding.f1:>7.3f}{scores.share_inside:>8.3f}{scores.share_near:>8.3f}{scores.near.f1:>12.3f}"
        f"{scores.scoreboard.f1:>9.3f}"
    )
    kinds = (f"{k.kind or 'any'} {k.found}/{k.gold} found, {k.inside} inside" for k in scores.kinds)
    dates = f"; dates {scores.dated:.3f} of {scores.dates}" if scores.dates else ""
    click.echo(f"    {speed:.1f} documents/s{dates}\n    " + "\n    ".join(kinds))


def print_errors(scores: Scores, limit: int) -> None:
    """Print the first errors of each sort, in the order of the documents."""
    for sort in ("missed", "false alarm", "misplaced"):
        errors = [e for e in scores.errors if e.sort == sort]
        click.echo(f"  {sort}: {len(errors)}")
        for e in errors[:limit]:
            how_far = "" if e.sort != "misplaced" else "  left open" if e.km is None else f"  {e.km:.0f} km off"
            click.echo(f"    {e.document}:{e.start}  {' '.join(e.toponym.split())}  {e.kind}{how_far}")


@click.command(help=__doc__)
@click.option("--texts", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--gold", "table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--corpus", "corpora", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--errors", default=0, help="How many errors of each sort to list.")
def main(texts: Path | None, table: Path | None, corpora: tuple[Path, ...], errors: int) -> None:
    """Score the sets asked for, or the golden texts."""
    if (texts is None) != (table is None):
        sys.exit("--texts and --gold go together: the folder and the table of its gold.")
    sets = [(path.stem, read_corpus(path)) for path in corpora]
    if texts is not None and table is not None:
        sets.append((texts.name, read_gold_folder(texts, table)))
    geoparser = Geoparser.by_rules(Gazetteer.open())
    click.echo(HEADER)
    for name, pairs in sets or [("golden region", read_gold_folder(GOLDEN, GOLDEN / "gold.csv"))]:
        scores, speed = judge_set(pairs, geoparser)
        print_scores(name, scores, speed)
        print_errors(scores, errors)


if __name__ == "__main__":
    main()
