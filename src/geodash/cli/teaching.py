"""geodash slides and geodash handout: a story for the classroom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from geodash.cli.outcome import warn
from geodash.errors import GeodashError

_LANGUAGE = click.option("--lang", "language", default="en", show_default=True, help="The language: en or es.")
_FROM = click.option(
    "--from",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Take the layers in this folder (made by geodash build --out) instead of the atlas's own.",
)


def _out(what: str) -> Callable[[Any], Any]:
    return click.option("-o", "--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help=what)


@click.command()
@click.argument("story")
@_LANGUAGE
@_FROM
@_out("Where to write the slides (.pptx).")
def slides(story: str, language: str, folder: Path | None, out: Path) -> None:
    """Write STORY as slides: its id, or the path of a story's YAML file."""
    from geodash import classroom  # noqa: PLC0415 - keeps `geodash --help` quick
    from geodash.atlas import Atlas  # noqa: PLC0415

    _check(out, ".pptx")
    atlas, told = Atlas.read(folder), classroom.find(story)
    _land({out: classroom.slides(atlas, told, language)})
    warn(classroom.remarks(atlas, told))


@click.command()
@click.argument("story")
@click.option("--per-page", type=click.Choice(["1", "4"]), default="1", show_default=True, help="Chapters to a page.")
@click.option("--key", type=click.Path(path_type=Path), metavar="FILE", help="Write the teacher's key (.pdf) too.")
@_LANGUAGE
@_FROM
@_out("Where to write the handout (.pdf).")
def handout(story: str, per_page: str, key: Path | None, language: str, folder: Path | None, out: Path) -> None:
    """Write STORY as a handout to print, with maps to draw on and a worksheet; the answers go into --key."""
    from geodash import classroom  # noqa: PLC0415
    from geodash.atlas import Atlas  # noqa: PLC0415

    for path in (out, *([key] if key else ())):
        _check(path, ".pdf")
    if key and key.resolve() == out.resolve():
        raise GeodashError(f"{key}: handout and key cannot be one file; give the key another name")
    atlas, told = Atlas.read(folder), classroom.find(story)
    made = {out: classroom.handout(atlas, told, language, 4 if per_page == "4" else 1)}
    if key:
        made[key] = classroom.answers(atlas, told, language)
    _land(made)
    warn(classroom.remarks(atlas, told))


def _check(path: Path, suffix: str) -> None:
    if path.suffix.lower() != suffix:
        raise GeodashError(f"{path.name}: not a name for what is written; end it with {suffix}")


def _land(made: Mapping[Path, bytes]) -> None:
    from geodash.formats.landing import land  # noqa: PLC0415

    land(made)
    for path, content in made.items():
        click.echo(f"{path}  {len(content) / 1000:,.0f} KB")
