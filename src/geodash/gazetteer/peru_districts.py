"""Districts of Peru, each at the point of its capital (extraction only)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from geodash.folding import fold
from geodash.gazetteer.divisions import read_rows
from geodash.gazetteer.outlines import distance_km
from geodash.gazetteer.peru import Peru, peruvian
from geodash.gazetteer.records import Record

_RADIUS_KM = 15.0
_AMAZON_RADIUS_KM = 20.0
_METROPOLITAN_RADIUS_KM = 5.0
_AMAZON_REGIONS = frozenset({"16", "17", "22", "25"})
_METROPOLITAN_PROVINCES = frozenset({"1501", "0701"})
_FACTS = ("vraem_districts.csv", "upper_huallaga_districts.csv")


class Capital(NamedTuple):
    """A district's capital: its name and point."""

    name: str
    lat: float
    lon: float


def districts(
    peru: Peru, cities: list[dict[str, Any]], facts: Path, seats: Path
) -> tuple[list[Record], list[dict[str, Any]]]:
    """Return districts with a point, and the list of those left out because none was found.

    The point is the district capital's: from the researched tables (INEI points) where they have it, else from the
    hand table of seats, else that of the most populous place with the district's name inside its province.
    """
    researched = _researched(facts)
    names = {code: name for code, (name, _) in researched.items()} | {
        code: name for code, name in peru.names.items() if len(code) == 6
    }
    capitals = _same_named(peru, cities, names) | _by_hand(peru, cities, seats)
    capitals |= {code: capital for code, (_, capital) in researched.items() if capital}
    found = [_record(peru, code, names[code], capitals[code]) for code in sorted(names) if code in capitals]
    left_out = [
        {"ubigeo": code, "name": names[code], "province": peru.names[code[:4]]}
        for code in sorted(names)
        if code not in capitals
    ]
    return found, left_out


def _same_named(peru: Peru, cities: list[dict[str, Any]], names: dict[str, str]) -> dict[str, Capital]:
    """Find, for each district, the most populous place of its name in its province."""
    provinces = {row["id"]: row["ubigeo_province"] for row in peru.assigned(cities)}
    bearers: dict[tuple[str, str], Capital] = {}
    for city in sorted(peruvian(cities), key=lambda c: (c["population"], c["geonameid"])):
        for name in {fold(city["name"]), *map(fold, city["alternatenames"])}:
            capital = Capital(city["name"], float(city["latitude"]), float(city["longitude"]))
            bearers[provinces[f"gn:{city['geonameid']}"], name] = capital
    wanted = {code: (code[:4], fold(name)) for code, name in names.items()}
    return {code: bearers[key] for code, key in wanted.items() if key in bearers}


def _by_hand(peru: Peru, cities: list[dict[str, Any]], seats: Path) -> dict[str, Capital]:
    """Read seats kept by hand; one without a point stands where GeoNames has a place of its name nearby."""
    found = {}
    for row in read_rows(seats):
        if row["lat"]:
            found[row["ubigeo"]] = Capital(row["seat"], float(row["lat"]), float(row["lon"]))
            continue
        outline = peru.outlines[row["ubigeo"][:4]].representative_point()
        named = [city for city in peruvian(cities) if fold(city["name"]) == fold(row["seat"])]
        if named:
            city = min(named, key=lambda c: distance_km(c["latitude"], c["longitude"], outline.y, outline.x))
            found[row["ubigeo"]] = Capital(city["name"], city["latitude"], city["longitude"])
    return found


def _researched(facts: Path) -> dict[str, tuple[str, Capital | None]]:
    """Read the names of the districts of the two coca valleys, and their capitals where INEI has a point."""
    found = {}
    for table in _FACTS:
        for row in read_rows(facts / table):
            capital = None
            if row["capital_lat"]:
                name = row["capital"].strip("\u200e ")
                capital = Capital(name, float(row["capital_lat"]), float(row["capital_lon"]))
            found[row["ubigeo_inei"]] = (row["district"].title(), capital)
    return found


def _record(peru: Peru, code: str, name: str, capital: Capital) -> Record:
    radius = _RADIUS_KM
    if code[:4] in _METROPOLITAN_PROVINCES:
        radius = _METROPOLITAN_RADIUS_KM
    elif code[:2] in _AMAZON_REGIONS:
        radius = _AMAZON_RADIUS_KM
    return Record(
        id=f"pe:district:{code}",
        name=name,
        kind="district",
        lat=round(capital.lat, 5),
        lon=round(capital.lon, 5),
        uncertainty_km=radius,
        country="PE",
        admin1=peru.names[code[:2]],
        admin2=peru.names[code[:4]],
        aliases=(f"{name} District", f"distrito de {name}"),
        links=(f"ubigeo:{code}", f"seat:{capital.name}"),
    )
