"""What the names beside a name say of its candidates: places that hold it, that it holds, or that share its row."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from geodash.gazetteer.index import PlaceIndex
from geodash.geoparse.focus import Focus
from geodash.geoparse.prominence import Prominence

_HOLDER, _ROW, _BESIDE, _BESIDE_KM = 2.0, 0.5, 0.6, 80.0
_HOLDS, _HOLDS_KM = 1.0, 30.0
_REGIONS, _SMALL_TOWN = 0.9, 20_000
_ABROAD, _CLEARLY = 1.0, 0.75
_KM_PER_DEGREE = 111.2
_MOST_CANDIDATES = 60

SETTLEMENTS = frozenset(("city", "town", "village", "hamlet"))


@dataclass(frozen=True, slots=True)
class Sense:
    """What an article asks of a name: lookup names, kind, holders, row, the name it holds.

    `soft_kind` is the kind asked of the same name elsewhere.
    """

    keys: tuple[str, ...]
    kind: str | None = None
    holders: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    soft_kind: str = ""
    holds: str = ""


class Surroundings:
    """Parts of a candidate's score that come from the names round a name."""

    def __init__(self, index: PlaceIndex, prominence: Prominence, focus: Focus) -> None:
        self._index = index
        self._prominence = prominence
        self._focus = focus
        self._lat, self._lon = index.lat.data, index.lon.data
        self._country, self._admin1 = index.country_code.data, index.admin1_code.data
        self._population, self._reach = index.population.data, index.uncertainty.data
        self._admin2, self._kind = index.admin2_code.data, index.kind_code.data

    def parts(self, sense: Sense, key: str, row: int) -> dict[str, float]:
        """The named parts for the place of `row` as the bearer of `key`."""
        kind = self._index.kinds[self._kind[row]]
        parts = {}
        if sense.holders and any(self._held_by(row, holder) for holder in sense.holders):
            parts["named as part of"] = _HOLDER
        if sense.holds and self._holds(row, kind, sense.holds):
            parts["holds the name before it"] = _HOLDS
        if sense.beside:
            parts |= self._in_row(sense, key, row, kind)
        return parts

    def _in_row(self, sense: Sense, key: str, row: int, kind: str) -> dict[str, float]:
        parts = {}
        if kind == "region" and self._row_of_regions(self._country[row], sense.beside):
            parts["in a row of regions"] = _REGIONS
        elif len(sense.beside) > 2 and self._kind_shared(row, sense.beside):
            parts["same kind as its row"] = _ROW
        if self._abroad_with(self._country[row], sense):
            parts["abroad like its row"] = _ABROAD
        if self._near_row(row, key, sense.beside):
            parts["near a name beside it"] = _BESIDE
        return parts

    def _held_by(self, row: int, holder: str) -> bool:
        """Whether a place named `holder` is the country, region or province that this row lies in."""
        country, admin1, admin2 = self._country[row], self._admin1[row], self._admin2[row]
        kinds = self._index.kinds
        for other in self._prominence.profile(holder).rows:
            kind = kinds[self._kind[other]]
            if other == row or self._country[other] != country:
                continue
            if kind == "country" or (kind == "region" and self._admin1[other] == admin1):
                return True
            if kind in {"province", "city", "district"} and admin2 and self._admin2[other] == admin2:
                return True
        return False

    def _kind_shared(self, row: int, beside: Sequence[str]) -> bool:
        """Whether every name of the row can be read as a place of this kind in this country."""
        kind, country = self._kind[row], self._country[row]
        if self._index.kinds[kind] not in {"region", "province", "river", "country"}:
            return False
        for name in beside:
            rows = self._prominence.profile(name).rows
            if not any(
                self._kind[r] == kind and (self._country[r] == country or self._index.kinds[kind] == "country")
                for r in rows
            ):
                return False
        return True

    def _holds(self, row: int, kind: str, name: str) -> bool:
        """Whether a place of that name lies in this region, province or country, or in this city's reach."""
        country, admin1, admin2 = self._country[row], self._admin1[row], self._admin2[row]
        for other in self._prominence.profile(name).rows[:_MOST_CANDIDATES]:
            if other == row or self._country[other] != country:
                continue
            if kind == "country" or (kind == "region" and self._admin1[other] == admin1):
                return True
            if kind == "province" and admin2 and self._admin2[other] == admin2:
                return True
            if kind in SETTLEMENTS and self._km(row, other) < _HOLDS_KM + self._reach[row]:
                return True
        return False

    def _row_of_regions(self, country: int, beside: Sequence[str]) -> bool:
        """Whether every name of the row is a region's here, and one of them hardly anything else."""
        alone = False
        for name in beside:
            rows = [r for r in self._prominence.profile(name).rows if self._country[r] == country]
            kinds = [self._index.kinds[self._kind[r]] for r in rows]
            if "region" not in kinds:
                return False
            alone = alone or all(
                kind not in SETTLEMENTS or self._population[r] < _SMALL_TOWN
                for r, kind in zip(rows, kinds, strict=True)
            )
        return alone

    def _abroad_with(self, country: int, sense: Sense) -> bool:
        """Whether a name beside it means a place of this country, which is not the article's."""
        if self._focus.is_home(country) or not self._index.countries[country]:
            return False
        profiles = [self._prominence.profile(key) for key in sense.keys]
        best = {code for p in profiles for code, value in p.countries.items() if value == p.best}
        for name in sense.beside:
            countries = self._prominence.profile(name).countries
            if name in sense.keys or country not in countries or country not in best:
                continue
            others = [value for code, value in countries.items() if code != country]
            if countries[country] >= max(others, default=0.0) + _CLEARLY:
                return True
        return False

    def _near_row(self, row: int, key: str, beside: Sequence[str]) -> bool:
        """Whether another name of the row can be read as a place close by."""
        for name in beside:
            rows = self._prominence.profile(name).rows
            if name != key and any(self._km(row, other) < _BESIDE_KM for other in rows[:_MOST_CANDIDATES]):
                return True
        return False

    def _km(self, one: int, other: int) -> float:
        """Distance of two rows on a plane: near enough to tell near from far."""
        lat = self._lat[one]
        dy = self._lat[other] - lat
        dx = (self._lon[other] - self._lon[one]) * math.cos(math.radians(lat))
        return _KM_PER_DEGREE * math.sqrt(dx * dx + dy * dy)
