"""geodash lesson: a story as one HTML file for a computer without a network."""

from __future__ import annotations

from pathlib import Path

import click

from geodash.cli.outcome import warn


@click.command()
@click.argument("story")
@click.option("-o", "--out", required=True, metavar="FILE", type=click.Path(path_type=Path), help="Where to write.")
@click.option("--notes/--no-notes", default=True, show_default=True, help="The teacher's notes, behind the key P.")
@click.option(
    "--from",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Take the layers in this folder (made by geodash build --out) instead of the atlas's own.",
)
def lesson(story: str, out: Path, notes: bool, folder: Path | None) -> None:
    """Write STORY as one HTML file that any browser opens from the disk or a USB stick and that asks for nothing.

    STORY is the name of a story of the atlas (who-keeps-us-safe, two-valleys, reading-a-source) or a YAML file.
    """
    from geodash import classroom  # noqa: PLC0415 - keeps `geodash --help` quick
    from geodash.atlas import Atlas  # noqa: PLC0415
    from geodash.errors import GeodashError  # noqa: PLC0415
    from geodash.formats.landing import land  # noqa: PLC0415

    if out.suffix.lower() not in {".html", ".htm"}:
        raise GeodashError(f"{out.name}: not a name for what is written; end it with .html")
    atlas, told = Atlas.read(folder), classroom.find(story)
    page = atlas.lesson(told, notes=notes)
    land({out: page})
    click.echo(f"{out}  {len(page) / 1000:,.0f} KB")
    warn(classroom.remarks(atlas, told))
    if len(page) > classroom.MOST_LESSON:
        most, size = classroom.MOST_LESSON / 1e6, len(page) / 1e6
        large = f"{size:.1f} MB, more than the {most:.0f} MB at which it opens at once on an old computer"
        warn([f"{out}: {large}; choose fewer years or layers for its chapters' views, or divide the story"])
