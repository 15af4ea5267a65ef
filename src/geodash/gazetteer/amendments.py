"""Corrections by hand to places of other sources: errors seen, missing aliases, divisions found by outline."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from geodash.errors import GazetteerError
from geodash.gazetteer.records import Record, checked

_TEXTS = ("name", "kind", "country", "admin1", "admin2")
_NUMBERS = ("lat", "lon", "uncertainty_km")


def amended(records: Iterable[Record], folder: Path) -> Iterator[Record]:
    """Yield the records with the amendments of `folder` applied.

    `extracts/peru_places.csv` (id, admin1, admin2) holds the region and province whose outline contains a Peruvian
    place. `amendments.csv` (id, name, kind, lat, lon, uncertainty_km, country, admin1, admin2, aliases, links,
    drop, note) then overrides: an empty cell changes nothing, aliases and links are added, `drop` = yes leaves
    the place out.

    Raises:
        GazetteerError: an amendment names a place that is not there, or makes a place impossible.
    """
    outlines = _by_id(folder / "extracts" / "peru_places.csv")
    by_hand = _by_id(folder / "amendments.csv")
    used = set()
    for record in records:
        result = record
        if record.id in outlines:
            cells = outlines[record.id]
            result = replace(result, admin1=cells["admin1"], admin2=cells["admin2"])
        if record.id in by_hand:
            used.add(record.id)
            cells = by_hand[record.id]
            if cells["drop"] == "yes":
                continue
            result = _overridden(result, cells, folder / "amendments.csv")
        yield result
    unknown = sorted(set(by_hand) - used)
    if unknown:
        raise GazetteerError(f"{folder / 'amendments.csv'}: no such places: {', '.join(unknown)}; correct the ids.")


def _overridden(record: Record, cells: dict[str, str], path: Path) -> Record:
    changes: dict[str, object] = {name: cells[name] for name in _TEXTS if cells[name]}
    try:
        changes |= {name: float(cells[name]) for name in _NUMBERS if cells[name]}
        aliases = tuple(filter(None, cells["aliases"].split("|")))
        links = tuple(filter(None, cells["links"].split("|")))
        changes |= {"aliases": (*record.aliases, *aliases), "links": (*record.links, *links)}
        return checked(replace(record, **changes))  # type: ignore[arg-type]
    except ValueError as error:
        raise GazetteerError(f"{path}, id {record.id}: {error}; correct the row.") from error


def _by_id(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return {cells["id"]: cells for cells in csv.DictReader(handle)}
