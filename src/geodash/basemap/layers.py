"""Turn fitted outlines, rivers and towns into the features of geo/basemap/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from geodash.basemap.geojson import Feature, make_feature, round_shape
from geodash.basemap.outlines import NEAR, Outlines, label_point, shared_edges
from geodash.basemap.rivers import PERU_BOX, River, distance_km
from geodash.basemap.sources import Trace
from geodash.basemap.towns import Town

LEAST_LAKE_KM2 = 30.0
LAKE_REACH_KM = 30.0
LAKE_TOLERANCE = 0.003


def region_features(outlines: Outlines, rows: Sequence[dict[str, str]]) -> list[Feature]:
    """Return the 24 departments and Callao, with ubigeo, capital and label point."""
    names = {row["ubigeo"][:2]: (row["region"], row["capital"]) for row in rows if row["ubigeo"].endswith("01")}
    return [
        make_feature(
            code,
            shape,
            {"name": names[code][0], "ubigeo": code, "capital": names[code][1], "label": label_point(shape)},
        )
        for code, shape in outlines.regions().items()
    ]


def province_features(outlines: Outlines, rows: Sequence[dict[str, str]]) -> list[Feature]:
    """Return the 196 provinces, with region, ubigeo, capital and label point."""
    found = []
    for row in sorted(rows, key=lambda row: row["ubigeo"]):
        shape = outlines.provinces[row["ubigeo"]]
        properties = {
            "name": row["province"],
            "region": row["region"],
            "ubigeo": row["ubigeo"],
            "capital": row["capital"],
            "label": label_point(shape),
        }
        found.append(make_feature(row["ubigeo"], shape, properties))
    return found


def country_features(outlines: Outlines, english: Mapping[str, str], spanish: Mapping[str, str]) -> list[Feature]:
    """Return the countries: South America to 3 decimals, the rest of the world to 2."""
    return [
        make_feature(
            code,
            shape,
            {
                "name": english.get(code, code),
                "name_es": spanish.get(code, code),
                "iso2": code,
                "label": label_point(shape),
            },
            country_digits(code),
        )
        for code, shape in sorted(outlines.countries.items())
    ]


def country_digits(code: str) -> int:
    """Return how many decimals a country's outline keeps."""
    return 3 if code in NEAR or code == "PE" else 2


def dissolve_land(outlines: Outlines) -> BaseGeometry:
    """Return all land as one shape without seams; the coverage of South America first, then the coarse rest."""
    near = [shape for code, shape in outlines.countries.items() if country_digits(code) == 3]
    far = [shape for code, shape in outlines.countries.items() if country_digits(code) == 2]
    solid = round_shape(shapely.coverage_union_all(near), 3)
    return _fill_slits(shapely.union_all([solid, *(round_shape(shape, 2) for shape in far)]))


def _fill_slits(land: BaseGeometry, area: float = 0.3) -> BaseGeometry:
    """Fill holes below this area (square degrees): lakes are a layer of their own."""
    parts = []
    for part in shapely.get_parts(land):
        holes = [ring for ring in part.interiors if shapely.Polygon(ring).area >= area]
        parts.append(shapely.Polygon(part.exterior, holes))
    return shapely.union_all(parts)


def land_features(land: BaseGeometry) -> list[Feature]:
    """Return the land as one feature."""
    return [make_feature("land", land, {"name": "land"})]


def border_features(outlines: Outlines) -> list[Feature]:
    """Return border lines, each edge once: level 0 between countries, level 1 between Peru's regions."""
    found = []
    for digits in (3, 2):
        areas = {
            code: round_shape(shape, digits)
            for code, shape in outlines.countries.items()
            if country_digits(code) == digits
        }
        for (a, b), line in shared_edges(areas).items():
            properties = {"level": 0, "between": [a, b], "peru": "PE" in (a, b)}
            found.append(make_feature(f"{a}-{b}", _without_rings(line), properties, digits))
    regions = {code: round_shape(shape, 3) for code, shape in outlines.regions().items()}
    for (a, b), line in shared_edges(regions).items():
        found.append(make_feature(f"PE-{a}-{b}", line, {"level": 1, "between": [a, b], "peru": True}))
    return sorted(found, key=lambda feature: str(feature["id"]))


def _without_rings(line: BaseGeometry, length: float = 0.6) -> BaseGeometry:
    """Drop small closed lines: islands in Titicaca, which would look like a mistake."""
    parts = [part for part in shapely.get_parts(line) if not (part.is_ring and part.length < length)]
    return shapely.MultiLineString(parts) if parts else line


def river_features(rivers: Sequence[River]) -> list[Feature]:
    """Return the river lines; `labels` is a list of [lon, lat, angle, min_zoom], best place first."""
    found = []
    for number, river in enumerate(rivers):
        name = river.name.split(" (")[0]
        key = f"river-{number:03d}"
        properties = {"name": name, "rank": river.rank, "labels": river.labels}
        found.append(make_feature(key, river.line, properties))
    return found


def lake_features(traces: Sequence[Trace], rows: Sequence[dict[str, str]]) -> list[Feature]:
    """Return the lakes (GSHHG type 2) in the Peru box; the largest near a check point takes its name."""
    west, south, east, north = PERU_BOX
    box = shapely.box(west, south, east, north)
    lakes = [trace for trace in traces if trace.kind == 2 and trace.area_km2 >= LEAST_LAKE_KM2]
    shaped = [(trace.area_km2, shapely.Polygon(trace.points).buffer(0)) for trace in lakes]
    kept = sorted(((a, s) for a, s in shaped if s.intersects(box)), key=lambda item: (-item[0], item[1].bounds))
    names: dict[int, dict[str, str]] = {}
    for row in rows:
        point = (float(row["lon"]), float(row["lat"]))
        near = [i for i, (_, s) in enumerate(kept) if _off(point, s) <= LAKE_REACH_KM and i not in names]
        if near:
            names[near[0]] = row
    found = []
    for number, (area, shape) in enumerate(kept):
        row = names.get(number, {})
        properties = {
            "name": row.get("lake", ""),
            "area_km2": round(area),
            "min_zoom": int(row.get("min_zoom", 6 if area > 400 else 7)),
            "label": label_point(shape),
        }
        found.append(make_feature(f"lake-{number:02d}", shape.simplify(LAKE_TOLERANCE), properties))
    return found


def _off(point: tuple[float, float], shape: BaseGeometry) -> float:
    here = shapely.Point(point)
    if shape.covers(here):
        return 0.0
    edge = shapely.shortest_line(here, shape).coords[-1]
    return distance_km(point, (edge[0], edge[1]))


def town_features(towns: Sequence[Town], rows: Sequence[dict[str, str]]) -> list[Feature]:
    """Return the labelled towns, the most important first, so that they win the room for their names."""
    regions = {row["ubigeo"]: (row["region"], row["province"]) for row in rows}
    found = []
    for town in sorted(towns, key=lambda town: (town.rank, town.min_zoom, -(town.population or 0), town.name)):
        region, province = regions.get(town.province, ("", ""))
        properties = {
            "name": town.name,
            "rank": town.rank,
            "country": town.country,
            "region": region,
            "province": province,
            "population": town.population,
            "min_zoom": town.min_zoom,
            "source": town.source,
        }
        key = f"{town.country}-{town.province or 'x'}-{town.name}"
        found.append(make_feature(key, shapely.Point(town.lon, town.lat), properties, digits=4))
    return found
