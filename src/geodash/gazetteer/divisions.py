"""First- and second-order divisions of the world, from Natural Earth and geoBoundaries (extraction only)."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geodash.folding import fold
from geodash.gazetteer.outlines import point_and_radius
from geodash.gazetteer.records import Record

_MOJIBAKE = ("Ã", "Â", "Å", "Ä")
_US_COUNTIES = "52423323B%"
_UNKNOWN_EXTENT = (0.0, 0.0, 60.0)
_COUNTY_WORD = {"LA": "Parish", "AK": ""}


class Divisions:
    """Natural Earth's divisions, matched to GeoNames' codes by where the populated places of a code lie.

    Natural Earth is finer than GeoNames in some countries (Italian provinces, French departments): such outlines
    become second-order divisions, and the first-order ones take their name from `admin1_names.csv`.
    """

    def __init__(self, natural_earth: Path, cities: list[dict[str, Any]], countries: list[dict[str, Any]]) -> None:
        import geopandas  # noqa: PLC0415 - heavy, and only for extraction

        self._countries: Any = geopandas.read_file(natural_earth, layer="countries")
        self._outlines: Any = geopandas.read_file(natural_earth, layer="states_provinces")
        self._iso2 = {country["iso3"]: country["iso"] for country in countries} | {"KOS": "XK", "SDS": "SS"}
        self._points: Any = geopandas.GeoDataFrame(
            {
                "country": [city["countrycode"] for city in cities],
                "code": [city["admin1code"] for city in cities],
            },
            geometry=geopandas.points_from_xy(
                [city["longitude"] for city in cities], [city["latitude"] for city in cities]
            ),
            crs=4326,
        )
        self._codes = self._code_of_outline()

    def _code_of_outline(self) -> dict[int, tuple[str, str]]:
        """Find the GeoNames code that most populated places of each outline have."""
        import geopandas  # noqa: PLC0415

        outlines = self._outlines[["adm0_a3", "geometry"]].assign(iso=self._outlines.adm0_a3.map(self._iso2))
        joined: Any = geopandas.sjoin(self._points, outlines, predicate="within")
        joined = joined[(joined.country == joined.iso) & (joined.code != "")]
        sizes = joined.groupby(["index_right", "country", "code"]).size().reset_index(name="places")
        sizes = sizes.sort_values(["places", "country", "code"], kind="stable").groupby("index_right").tail(1)
        return {int(row.index_right): (row.country, row.code) for row in sizes.itertuples()}

    def first_order(self, by_hand: list[dict[str, str]]) -> Iterator[Record]:
        """Yield first-order divisions: one outline a code from Natural Earth, the rest from the hand table."""
        named = {(row["country"], row["code"]): row for row in by_hand}
        bearers: dict[tuple[str, str], list[int]] = {code: [] for code in named if named[code]["lat"]}
        for outline, code in sorted(self._codes.items()):
            bearers.setdefault(code, []).append(outline)
        for code, outlines in sorted(bearers.items()):
            if code[0] != "PE" and (code in named or len(outlines) == 1):
                yield self._division(code, outlines, named.get(code, {}))

    def _division(self, code: tuple[str, str], outlines: list[int], row: dict[str, str]) -> Record:
        name, *aliases = _both_names(row.get("name") or self._outlines["name"].get(outlines[0]) or ".".join(code))
        lat, lon, radius = _UNKNOWN_EXTENT
        if outlines:
            lat, lon, radius = point_and_radius(self._outlines.geometry.loc[outlines].union_all())
        if row.get("lat"):
            lat, lon = float(row["lat"]), float(row["lon"])
        aliases += row.get("aliases", "").split("|")
        return Record(
            id=f"adm1:{code[0]}.{code[1]}",
            name=name,
            kind="region",
            lat=lat,
            lon=lon,
            uncertainty_km=radius,
            country=code[0],
            admin1=name,
            aliases=tuple(sorted({alias for alias in aliases if alias} - {name})),
        )

    def second_order(self, by_hand: list[dict[str, str]]) -> Iterator[Record]:
        """Yield Natural Earth's outlines of countries where several of them share one GeoNames code."""
        named = {(row["country"], row["code"]): row["name"] for row in by_hand}
        codes = list(self._codes.values())
        seen: dict[str, int] = {}
        for outline, code in sorted(self._codes.items()):
            row = self._outlines.loc[outline]
            if codes.count(code) < 2 or code[0] == "PE" or not isinstance(row["name"], str):
                continue
            lat, lon, radius = point_and_radius(row.geometry)
            name, *aliases = _both_names(row["name"])
            place_id = f"adm2:{code[0]}.{code[1]}.{fold(name).replace(' ', '-')}"
            seen[place_id] = seen.get(place_id, 0) + 1
            yield Record(
                id=place_id if seen[place_id] == 1 else f"{place_id}-{seen[place_id]}",
                name=name,
                kind="province",
                lat=lat,
                lon=lon,
                uncertainty_km=radius,
                country=code[0],
                admin1=named.get(code, ""),
                admin2=name,
                aliases=tuple(aliases),
            )

    def counties(self, boundaries: Path) -> Iterator[Record]:
        """Yield the counties of the United States (geoBoundaries), called "X County", each in its state."""
        import geopandas  # noqa: PLC0415
        from shapely import wkb  # noqa: PLC0415

        query = "select name, shape_id, coordinates from location_data where shape_id like ? order by shape_id"
        with sqlite3.connect(boundaries) as database:
            rows = database.execute(query, (_US_COUNTIES,)).fetchall()
        places = [(repaired(name), point_and_radius(wkb.loads(outline).buffer(0))) for name, _, outline in rows]
        frame = geopandas.GeoDataFrame(
            geometry=geopandas.points_from_xy([p[1] for _, p in places], [p[0] for _, p in places]), crs=4326
        )
        states = self._outlines[self._outlines.adm0_a3 == "USA"][["name", "geometry"]]
        joined = geopandas.sjoin_nearest(frame, states, how="left")
        state = joined[~joined.index.duplicated()]["name"]
        for number, (name, (lat, lon, radius)) in enumerate(places):
            outline = states.index[states.name == state[number]][0]
            code = self._codes[outline][1]
            word = _COUNTY_WORD.get(code, "County")
            full = name if not word or name.endswith(("City", word)) else f"{name} {word}"
            yield Record(
                id=f"adm2:US.{code}.{rows[number][1][10:]}",
                name=full,
                kind="province",
                lat=lat,
                lon=lon,
                uncertainty_km=radius,
                country="US",
                admin1=state[number],
                admin2=full,
                variants=tuple({name} - {full}),
            )

    def country_extents(self) -> list[dict[str, Any]]:
        """Return point and radius of every country outline, to set beside the hand-kept country points."""
        rows = []
        for row in self._countries.sort_values("ISO_A3").itertuples():
            if row.ISO_A3 in self._iso2:
                lat, lon, radius = point_and_radius(row.geometry)
                rows.append({"country": self._iso2[row.ISO_A3], "lat": lat, "lon": lon, "radius_km": radius})
        return rows

    def seats(self, populated_places: Path) -> list[dict[str, Any]]:
        """Return the GeoNames numbers of capitals of countries and first-order divisions."""
        import geopandas  # noqa: PLC0415

        frame: Any = geopandas.read_file(populated_places, ignore_geometry=True)
        kept = frame[frame.featurecla.str.contains("capital", na=False) & (frame.geonameid > 0)]
        rows = {int(row.geonameid): row.featurecla for row in kept.itertuples()}
        return [{"geonameid": number, "seat_of": rows[number]} for number in sorted(rows)]


def _both_names(name: str) -> list[str]:
    """Split a name that carries a second one in brackets: "Homs (Hims)"."""
    return [part.strip(" )") for part in repaired(name).split("(")]


def repaired(name: str) -> str:
    """Undo UTF-8 read as Latin-1 ("CaÃ±ete"), where it happened."""
    if any(mark in name for mark in _MOJIBAKE):
        try:
            return name.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return name
    return name


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV table as dictionaries."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))
