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


class Amendments:
    """The amendments of a folder of tables.

    `extracts/peru_places.csv` (id, admin1, admin2) holds the region and province whose outline contains a Peruvian
    place. `amendments.csv` (id, name, kind, lat, lon, uncertainty_km, country, admin1, admin2, population,
    aliases, links, drop, note) then overrides: an empty cell changes nothing, aliases and links are added, `drop` =
    yes leaves the place out.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "amendments.csv"
        self._by_hand = _by_id(self.path)
        self._outlines = _by_id(folder / "extracts" / "peru_places.csv")
        self._unused = set(self._by_hand)

    def amended(self, records: Iterable[Record]) -> Iterator[Record]:
        """Yield the records as amended.

        Raises:
            GazetteerError: an amendment makes a place impossible.
        """
        for record in records:
            result = record
            if record.id in self._outlines:
                cells = self._outlines[record.id]
                result = replace(result, admin1=cells["admin1"], admin2=cells["admin2"])
            if record.id in self._by_hand:
                self._unused.discard(record.id)
                cells = self._by_hand[record.id]
                if cells["drop"] == "yes":
                    continue
                result = self._overridden(result, cells)
            yield result

    def check_all_used(self) -> None:
        """Raise GazetteerError if an amendment has met no place of its id."""
        if self._unused:
            lost = ", ".join(sorted(self._unused))
            raise GazetteerError(f"{self.path}: no such places: {lost}; correct the ids.")

    def _overridden(self, record: Record, cells: dict[str, str]) -> Record:
        changes: dict[str, object] = {name: cells[name] for name in _TEXTS if cells[name]}
        try:
            changes |= {name: float(cells[name]) for name in _NUMBERS if cells[name]}
            if cells.get("population"):
                changes["population"] = int(cells["population"])
            aliases = tuple(filter(None, cells["aliases"].split("|")))
            links = tuple(filter(None, cells["links"].split("|")))
            changes |= {"aliases": (*record.aliases, *aliases), "links": (*record.links, *links)}
            return checked(replace(record, **changes))  # type: ignore[arg-type]
        except ValueError as error:
            raise GazetteerError(f"{self.path}, id {record.id}: {error}; correct the row.") from error


def _by_id(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return {cells["id"]: cells for cells in csv.DictReader(handle)}
