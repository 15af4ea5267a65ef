"""The command line: one module a group of commands, each of which imports late what only it needs."""

from __future__ import annotations

import click

from geodash import __version__
from geodash.cli.building import build, check
from geodash.cli.exporting import export
from geodash.cli.filming import animate
from geodash.cli.geoparsing import geoparse
from geodash.cli.packing import lesson
from geodash.cli.picturing import snapshot
from geodash.cli.serving import serve
from geodash.cli.teaching import handout, slides
from geodash.cli.translating import translations
from geodash.errors import GeodashError


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


for command in (animate, build, check, export, geoparse, handout, lesson, serve, slides, snapshot, translations):
    main.add_command(command)
