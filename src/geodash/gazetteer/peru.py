"""Regions and provinces of Peru with their outlines and ubigeo codes (extraction only)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geodash.folding import fold
from geodash.gazetteer.divisions import read_rows, repaired
from geodash.gazetteer.outlines import point_and_radius
from geodash.gazetteer.records import Record

_PROVINCES = "86281439B%"
# The outlines' spellings that differ from the official list.
_SPELT = {"antonio raymondi": "antonio raimondi", "nazca": "nasca"}
_GAP_DEGREES = 0.005


class Peru:
    """Provinces' outlines and the official list of divisions; ubigeo codes are INEI's."""

    def __init__(self, boundaries: Path, ubigeos: list[dict[str, str]], names: Path) -> None:
        districts = {row["departamento"] + row["provincia"] + row["distrito"]: row["nombre"] for row in ubigeos}
        # The list used is wrong in a few provinces and bare of accents: our own table goes before it.
        self.names = {code: name for code, name in districts.items() if not code.endswith("00")}
        self.names |= {row["ubigeo"]: row["name"] for row in read_rows(names)}
        self.outlines = self._read(boundaries)

    def _read(self, boundaries: Path) -> dict[str, Any]:
        from shapely import wkb  # noqa: PLC0415 - only for extraction

        codes = {fold(name): code for code, name in self.names.items() if len(code) == 4}
        found: dict[str, Any] = {}
        query = "select name, coordinates from location_data where shape_id like ?"
        with sqlite3.connect(boundaries) as database:
            for name, outline in database.execute(query, (_PROVINCES,)):
                folded = fold(repaired(name))
                code = codes.get(folded) or codes.get(_SPELT.get(folded, "")) or _loosely(codes, folded)
                found[code] = wkb.loads(outline).buffer(0)
        return dict(sorted(found.items()))

    def regions_and_provinces(self) -> Iterator[Record]:
        """Yield the 25 regions (provinces dissolved) and 196 provinces."""
        from shapely import union_all  # noqa: PLC0415

        for region in sorted({code[:2] for code in self.outlines}):
            parts = [outline for code, outline in self.outlines.items() if code[:2] == region]
            yield self._area(region, "region", union_all(parts).buffer(_GAP_DEGREES).buffer(-_GAP_DEGREES))
        for code, outline in self.outlines.items():
            yield self._area(code, "province", outline)

    def _area(self, code: str, kind: str, outline: Any) -> Record:
        lat, lon, radius = point_and_radius(outline)
        name = self.names[code]
        links = (f"ubigeo:{code}", f"adm1:PE.{code}") if kind == "region" else (f"ubigeo:{code}",)
        words = {
            "region": ("Region", "Department", "región", "departamento de", "región de", "región"),
            "province": ("Province", "provincia de"),
        }[kind]
        latin = tuple(f"{name} {w}" if w[0].isupper() else f"{w} {name}" for w in words)
        return Record(
            id=f"pe:{kind}:{code}",
            name=name,
            kind=kind,
            lat=lat,
            lon=lon,
            uncertainty_km=radius,
            country="PE",
            admin1=self.names[code[:2]],
            admin2=name if kind == "province" else "",
            aliases=tuple(dict.fromkeys(latin)),
            links=links,
        )

    def assigned(self, cities: list[dict[str, Any]]) -> list[dict[str, str]]:
        """Return region and province of every Peruvian populated place, by outline."""
        rows = []
        for city in sorted(peruvian(cities), key=lambda c: int(c["geonameid"])):
            code = self.province_at(float(city["latitude"]), float(city["longitude"]))
            rows.append(
                {
                    "id": f"gn:{city['geonameid']}",
                    "admin1": self.names[code[:2]],
                    "admin2": self.names[code],
                    "ubigeo_province": code,
                }
            )
        return rows

    def province_at(self, lat: float, lon: float) -> str:
        """Return the code of the province that holds a point, or of the nearest one."""
        from shapely import Point  # noqa: PLC0415

        point = Point(lon, lat)
        return min(self.outlines, key=lambda code: (self.outlines[code].distance(point), code))


def peruvian(cities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep the populated places of Peru."""
    return [city for city in cities if city["countrycode"] == "PE"]


def _loosely(codes: dict[str, str], folded: str) -> str:
    """Match names that differ in spaces or small words ("Vilcas Huaman", "Daniel A. Carrion")."""
    squeezed = folded.replace(" ", "")
    for name, code in codes.items():
        if name.replace(" ", "") == squeezed:
            return code
    raise KeyError(folded)
