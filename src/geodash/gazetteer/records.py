"""Rows of the gazetteer's own tables: one shape for every source, checked on reading."""

from __future__ import annotations

import csv
import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from geodash.errors import GazetteerError
from geodash.gazetteer.place import KINDS

_KINDS = frozenset(KINDS)


@dataclass(frozen=True, slots=True)
class Record:
    """A place as the tables hold it: `Place` with its other names, before it is packed.

    `aliases` are names people use for it as readily as the main one (curated); `variants` are weaker ones
    (alternate names of a large list, spellings made by rule). Units as in `Place`.
    """

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    uncertainty_km: float
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    aliases: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    source: str = ""
    licence: str = ""


COLUMNS = tuple(field.name for field in fields(Record))
_LISTS = ("aliases", "variants", "links")
_NEEDED = ("id", "name", "kind", "lat", "lon", "uncertainty_km")


def read_records(path: Path, source: str = "", licence: str = "") -> Iterator[Record]:
    """Read a gazetteer table (CSV, UTF-8; lists inside a cell are separated by ``|``).

    Columns left out or empty take their defaults; `source` and `licence` fill the cells that have none.

    Raises:
        GazetteerError: a column is missing or unknown, or a row holds no valid place; names file and line.
    """
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        header = reader.fieldnames or []
        wrong = [c for c in header if c not in COLUMNS] + [c for c in _NEEDED if c not in header]
        if wrong:
            raise GazetteerError(f"{path}: columns {wrong} are missing or unknown; use {', '.join(COLUMNS)}.")
        for cells in reader:
            try:
                yield _record(cells, source, licence)
            except (TypeError, ValueError) as error:
                message = f"{path}, line {reader.line_num}: {error}; correct the row."
                raise GazetteerError(message) from error


def _record(cells: dict[str, str], source: str, licence: str) -> Record:
    texts = {name: (cells.get(name) or "").strip() for name in COLUMNS}
    lists = {name: tuple(x.strip() for x in texts[name].split("|") if x.strip()) for name in _LISTS}
    return checked(
        Record(
            id=texts["id"],
            name=texts["name"],
            kind=texts["kind"],
            lat=float(texts["lat"]),
            lon=float(texts["lon"]),
            uncertainty_km=float(texts["uncertainty_km"]),
            country=texts["country"],
            admin1=texts["admin1"],
            admin2=texts["admin2"],
            population=int(texts["population"] or 0),
            source=texts["source"] or source,
            licence=texts["licence"] or licence,
            **lists,
        )
    )


def checked(record: Record) -> Record:
    """Return the record if it holds a possible place; raise ValueError with the reason if not."""
    if not record.id or not record.name:
        raise ValueError("a place needs an id and a name")
    if record.kind not in _KINDS:
        raise ValueError(f"unknown kind {record.kind!r} (known: {', '.join(KINDS)})")
    if not (-90 <= record.lat <= 90 and -180 <= record.lon <= 180):
        raise ValueError(f"point {record.lat}, {record.lon} is not on Earth")
    if not (math.isfinite(record.uncertainty_km) and record.uncertainty_km > 0):
        raise ValueError("uncertainty_km must be more than 0")
    if record.country and not (len(record.country) == 2 and record.country.isupper()):
        raise ValueError(f"country {record.country!r} is not an ISO 3166-1 alpha-2 code")
    return record


def write_records(path: Path, records: Iterable[Record]) -> int:
    """Write records as a gazetteer table, sorted by id, and return how many; same records, same bytes.

    Raises:
        GazetteerError: two records have one id.
    """
    ordered = sorted(records, key=lambda record: record.id)
    twice = sorted({a.id for a, b in itertools.pairwise(ordered) if a.id == b.id})
    if twice:
        raise GazetteerError(f"{path}: ids used twice: {', '.join(twice)}; make them differ.")
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(COLUMNS)
        for record in ordered:
            writer.writerow(_cell(name, getattr(record, name)) for name in COLUMNS)
    return len(ordered)


def _cell(name: str, value: object) -> str:
    if isinstance(value, tuple):
        return "|".join(value)
    if isinstance(value, float):
        return f"{value:.5f}".rstrip("0").rstrip(".") if name != "uncertainty_km" else f"{value:.1f}"
    return "" if value == 0 else str(value)
