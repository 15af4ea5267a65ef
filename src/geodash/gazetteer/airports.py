"""Airports of Peru and the world's international ones, from the package airportsdata (extraction only).

python -m geodash.gazetteer.airports
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from geodash.folding import fold
from geodash.gazetteer.build import TABLES
from geodash.gazetteer.records import Record, write_records

_RADIUS_KM = 4.0
_HOME = "PE"
_RANK = re.compile(
    r"^(?:Alf[eé]rez|Capit[aá]n|Cap|Cadete|Comandante|Coronel|Mayor General|Teniente General|Teniente)\s"
)
_FORCE = re.compile(r"^FAP\s", re.IGNORECASE)
_INTERNATIONAL = " International Airport"
# Kept by hand in our own tables.
_TAKEN = frozenset({"LIM"})


def airport_records(airports: Mapping[str, Mapping[str, Any]]) -> Iterator[Record]:
    """Yield the airports of Peru and those called international; `airports` is `airportsdata.load("IATA")`.

    The rank of the airman whom a Peruvian airport is named for is left out of its aliases, as people leave it out.
    """
    for code, airport in sorted(airports.items()):
        name, country = " ".join(airport["name"].split()), airport["country"]
        if code in _TAKEN or (country != _HOME and not name.endswith(_INTERNATIONAL)):
            continue
        yield Record(
            id=f"iata:{code}",
            name=name,
            kind="site",
            lat=round(float(airport["lat"]), 4),
            lon=round(float(airport["lon"]), 4),
            uncertainty_km=_RADIUS_KM,
            country=country,
            aliases=tuple(sorted(_aliases(name, airport["city"], country) - {name})),
            links=(f"iata:{code}",),
        )


def _aliases(name: str, city: str, country: str) -> set[str]:
    parts = [part.strip() for part in re.split(r" / ", name)]
    forms = {part for part in parts if part.endswith("Airport") and len(part.split()) > 1} | {name}
    forms |= {form.replace(" International", "") for form in forms if len(form.split()) > 2 + (country != _HOME)}
    if country == _HOME:
        forms |= {_FORCE.sub("", _RANK.sub("", form)) for form in forms}
        bare = {form.removesuffix(" Airport").removesuffix(" International") for form in forms}
        forms |= {f"aeropuerto {form}" for form in bare if form}
        forms |= {f"aeropuerto de {city}", f"{city} airport"} if city else set()
    return {form for form in forms if fold(form) not in {"international airport", "airport"}}


def main() -> None:
    """Write data/gazetteer/extracts/airports.csv."""
    import airportsdata  # type: ignore[import-not-found]  # noqa: PLC0415 - only for extraction

    print(write_records(TABLES / "extracts" / "airports.csv", airport_records(airportsdata.load("IATA"))))


if __name__ == "__main__":
    main()
