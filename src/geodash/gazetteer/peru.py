"""Regions, provinces and districts of Peru with their ubigeo codes (extraction only)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geodash.gazetteer.divisions import read_rows, repaired
from geodash.gazetteer.folding import fold
from geodash.gazetteer.outlines import distance_km, point_and_radius
from geodash.gazetteer.records import Record

_PROVINCES = "86281439B%"
_DISTRICT_RADIUS_KM = 15.0
_AMAZON_RADIUS_KM = 20.0
_AMAZON_REGIONS = frozenset({"16", "17", "22", "25"})
# The outlines' spellings that differ from the official list.
_SPELT = {"antonio raymondi": "antonio raimondi", "nazca": "nasca"}
_GAP_DEGREES = 0.005


class Peru:
    """Provinces' outlines and the official list of divisions; ubigeo codes are INEI's."""

    def __init__(self, boundaries: Path, ubigeos: list[dict[str, str]], names: Path) -> None:
        districts = {
            row["departamento"] + row["provincia"] + row["distrito"]: row["nombre"] for row in ubigeos
        }
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
        links = (
            (f"ubigeo:{code}", f"adm1:PE.{_geonames_code(code)}") if kind == "region" else (f"ubigeo:{code}",)
        )
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
        for city in sorted(_peruvian(cities), key=lambda c: int(c["geonameid"])):
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

    def districts(
        self, cities: list[dict[str, Any]], facts: Path
    ) -> tuple[list[Record], list[dict[str, Any]]]:
        """Return districts with a point, and the list of those left out because none was found.

        The point is the district capital's: from the researched tables where they have it, else that of the most
        populous place with the district's name inside its province.
        """
        capitals = _capitals(facts)
        provinces = {row["id"]: row["ubigeo_province"] for row in self.assigned(cities)}
        named: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for city in _peruvian(cities):
            for name in {fold(city["name"]), *map(fold, city["alternatenames"])}:
                named.setdefault((provinces[f"gn:{city['geonameid']}"], name), []).append(city)
        found, left_out = [], []
        for code, name in sorted(self.names.items() | {(c, v[0]) for c, v in capitals.items()}):
            if len(code) != 6 or any(record.id.endswith(code) for record in found[-1:]):
                continue
            known = capitals.get(code)
            bearers = sorted(
                named.get((code[:4], fold(name)), []), key=lambda c: (-c["population"], c["geonameid"])
            )
            if known:
                lat, lon = known[2], known[3]
                capital = known[1]
            elif bearers:
                lat, lon = float(bearers[0]["latitude"]), float(bearers[0]["longitude"])
                capital = bearers[0]["name"]
            else:
                left_out.append({"ubigeo": code, "name": name, "province": self.names[code[:4]]})
                continue
            found.append(self._district(code, self.names.get(code, name), lat, lon, capital))
        return found, left_out

    def _district(self, code: str, name: str, lat: float, lon: float, capital: str) -> Record:
        return Record(
            id=f"pe:district:{code}",
            name=name,
            kind="district",
            lat=round(lat, 5),
            lon=round(lon, 5),
            uncertainty_km=_AMAZON_RADIUS_KM if code[:2] in _AMAZON_REGIONS else _DISTRICT_RADIUS_KM,
            country="PE",
            admin1=self.names[code[:2]],
            admin2=self.names[code[:4]],
            aliases=(f"{name} District", f"distrito de {name}"),
            links=(f"ubigeo:{code}", f"seat:{capital}"),
        )


def _capitals(facts: Path) -> dict[str, tuple[str, str, float, float]]:
    """Read districts with their capitals' points from the researched tables."""
    found = {}
    for table in ("vraem_districts.csv", "upper_huallaga_districts.csv"):
        for row in read_rows(facts / table):
            if row["capital_lat"]:
                capital = row["capital"].strip("\u200e ")
                point = float(row["capital_lat"]), float(row["capital_lon"])
                found[row["ubigeo_inei"]] = (row["district"].title(), capital, *point)
    return found


def _peruvian(cities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [city for city in cities if city["countrycode"] == "PE"]


def _geonames_code(region: str) -> str:
    return region


def _loosely(codes: dict[str, str], folded: str) -> str:
    """Match names that differ in spaces or small words ("Vilcas Huaman", "Daniel A. Carrion")."""
    squeezed = folded.replace(" ", "")
    for name, code in codes.items():
        if name.replace(" ", "") == squeezed:
            return code
    raise KeyError(folded)


__all__ = ["Peru", "distance_km"]
