"""geodash translations: what must be compared with its English again, and that it has been."""

from __future__ import annotations

import click


@click.command()
@click.argument("language")
@click.argument("compared", nargs=-1, metavar="[ID]...")
def translations(language: str, compared: tuple[str, ...]) -> None:
    """Show the rows whose English has changed since they were translated into LANGUAGE (such as es).

    With the IDs of rows: record that a person has compared them with today's English and found or made them right.
    """
    from geodash import bundle  # noqa: PLC0415 - keeps `geodash --help` quick
    from geodash.layers import digests  # noqa: PLC0415

    data = bundle.path("data")
    if compared:
        for row in digests.renew(data, language, compared):
            click.echo(f"Compared: {row}")
        return
    stale = [pair for pair in digests.read_pairs(data, language) if not pair.current]
    for pair in stale:
        click.echo(f"{pair.file}, {pair.id}")
        for column, (english, said) in pair.texts.items():
            if english or said:
                click.echo(f"  {column}\n    en: {english}\n    {language}: {said}")
    click.echo(f"{len(stale)} rows to compare.")
