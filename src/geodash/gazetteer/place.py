"""A place of the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the gazetteer.

    `id` is stable across rebuilds ("gn:3936456" for a GeoNames populated place, "pe:region:05",
    "pe:province:0504", "pe:district:050406", "country:PE", "adm1:US.WA", "gd:pe:vraem" for our own rows).
    `kind` is one of KINDS. `lat`, `lon` in WGS84 degrees; `uncertainty_km` is the radius that holds the place
    (its extent, for areas). `admin1`, `admin2` are display names (region, province), `country` ISO 3166-1 alpha-2
    or "" for what spans countries. `links` are identifiers elsewhere ("gn:3936456", "ubigeo:050406").
    """

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    uncertainty_km: float
    country: str
    admin1: str
    admin2: str
    population: int
    links: tuple[str, ...]
    source: str
    licence: str


KINDS = (
    "continent",  # and oceans, seas: see "water"
    "country",
    "supranational",  # European Union, Latin America, Southern Cone, Middle East
    "region",  # first-order division
    "province",  # second-order division
    "district",  # third-order division
    "city",
    "town",
    "village",
    "hamlet",
    "neighbourhood",
    "river",
    "valley",
    "area",  # VRAEM, Upper Huallaga, Central Sierras
    "mountains",
    "water",  # ocean, sea, lake
    "base",  # military or police base
    "site",  # airfield, prison, mine, other built place
)
