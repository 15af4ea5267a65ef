"""The files of geo/basemap/ themselves: are they right, and small enough?"""

from __future__ import annotations

import csv
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import shapely
from PIL import Image
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geodash.basemap.relief import mercator_y
from geodash.basemap.rivers import distance_km

ROOT = Path(__file__).parents[3] / "geo" / "basemap"
HERE = Path(__file__).parent
LAYERS = ("land", "countries", "borders", "regions", "provinces", "rivers", "lakes", "towns")


@cache
def collection(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / f"{name}.geojson").read_text(encoding="utf-8"))
    return found


@cache
def shapes(name: str) -> dict[str, BaseGeometry]:
    return {feature["id"]: shape(feature["geometry"]) for feature in collection(name)["features"]}


def properties(name: str) -> list[dict[str, Any]]:
    return [feature["properties"] for feature in collection(name)["features"]]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def km_off(lon: float, lat: float, geometry: BaseGeometry) -> float:
    point = shapely.Point(lon, lat)
    if geometry.covers(point):
        return 0.0
    near = shapely.shortest_line(point, geometry).coords[-1]
    return distance_km((lon, lat), (near[0], near[1]))


@pytest.mark.parametrize("name", LAYERS)
def test_follows_rfc_7946(name: str) -> None:
    found = collection(name)
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found
    west, south, east, north = found["bbox"]
    assert -180 <= west < east <= 180
    assert -90 <= south < north <= 90
    ids = [feature["id"] for feature in found["features"]]
    assert len(set(ids)) == len(ids)
    for feature in found["features"]:
        geometry = shape(feature["geometry"])
        assert geometry.is_valid, feature["id"]
        assert not geometry.is_empty
        for part in shapely.get_parts(geometry):
            if part.geom_type == "Polygon":
                assert part.exterior.is_ccw, feature["id"]
                assert not any(hole.is_ccw for hole in part.interiors), feature["id"]


@pytest.mark.parametrize("name", LAYERS)
def test_coordinates_carry_no_idle_decimals(name: str) -> None:
    digits = 4 if name == "towns" else 3
    for geometry in shapes(name).values():
        points = shapely.get_coordinates(geometry)
        assert (abs(points - points.round(digits)) < 1e-9).all()


def test_vectors_stay_light_enough_to_pan() -> None:
    assert sum((ROOT / f"{name}.geojson").stat().st_size for name in LAYERS) <= 2_000_000
    assert (ROOT / "relief.webp").stat().st_size <= 600_000


def test_counts() -> None:
    assert len(shapes("regions")) == 25
    assert len(shapes("provinces")) == 196
    assert len(shapes("countries")) >= 230
    assert 150 <= len([town for town in properties("towns") if town["country"] == "PE"]) <= 260


def test_land_has_no_slits_between_countries() -> None:
    land = shapes("land")["land"]
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(land) for ring in part.interiors]
    assert not [hole for hole in holes if hole.area < 0.3]
    assert land.covers(shapely.Point(-53.0, 4.0))  # French Guiana, cut off France and fitted to its neighbours


def test_names_are_accented_and_whole() -> None:
    names = {
        row["name"] for layer in ("regions", "provinces", "rivers", "lakes", "towns") for row in properties(layer)
    }
    expected = {"Áncash", "Apurímac", "Huánuco", "Junín", "San Martín", "La Convención", "Ferreñafe", "Cañete"}
    expected |= {"Marañón", "Urubamba", "Ene", "Tingo María", "Juanjuí", "Datem del Marañón", "Lago Titicaca"}
    assert expected <= names
    assert not [name for name in names if any(char in name for char in "ÃÂ�?")]
    assert not names & {"Apurimac", "Huanuco", "Junin", "Marañon", "Ferrenafe", "Tingo Maria"}


def test_countries_have_names_in_both_languages() -> None:
    found = {row["iso2"]: (row["name"], row["name_es"]) for row in properties("countries")}
    assert found["PE"] == ("Peru", "Perú")
    assert found["US"] == ("United States", "Estados Unidos")
    assert found["BR"][1] == "Brasil"
    assert not [code for code, names in found.items() if code in names]


def test_every_region_and_province_covers_its_capital() -> None:
    regions, provinces = shapes("regions"), shapes("provinces")
    for row in table(ROOT / "sources" / "provinces.csv"):
        lon, lat = float(row["capital_lon"]), float(row["capital_lat"])
        assert km_off(lon, lat, provinces[row["ubigeo"]]) <= 1, row["province"]
        assert km_off(lon, lat, regions[row["ubigeo"][:2]]) <= 1, row["province"]


def test_every_label_lies_in_its_area() -> None:
    for layer in ("regions", "provinces", "countries"):
        for feature in collection(layer)["features"]:
            assert shapes(layer)[feature["id"]].buffer(0.02).covers(shapely.Point(feature["properties"]["label"]))


def test_every_province_lies_in_its_region() -> None:
    regions = shapes("regions")
    for code, province in shapes("provinces").items():
        assert province.intersection(regions[code[:2]]).area / province.area > 0.999, code


def test_neighbours_share_their_edges() -> None:
    for layer in ("regions", "provinces"):
        areas = list(shapes(layer).values())
        union = shapely.union_all(areas)
        overlap = sum(area.area for area in areas) - union.area
        assert abs(overlap) < 1e-3, layer  # square degrees, of 106: only what rounding shifts
        holes = [shapely.Polygon(ring) for part in shapely.get_parts(union) for ring in part.interiors]
        assert not [hole for hole in holes if hole.area > 1e-3], layer


def test_regions_and_country_end_at_the_same_line() -> None:
    peru = shapes("countries")["PE"]
    outside = shapely.union_all(list(shapes("regions").values())).difference(peru)
    assert outside.area < 1e-3


def test_areas_are_about_what_they_should_be() -> None:
    """km² from INEI; thinning and Titicaca allow for 4 %."""
    known = {"05": 43_815, "08": 71_986, "10": 36_849, "12": 44_329, "16": 368_799, "22": 51_306, "25": 102_411}
    for code, expected in known.items():
        region = shapes("regions")[code]
        lat = region.centroid.y
        scale = distance_km((0, lat), (1, lat)) * distance_km((0, lat), (0, lat + 1))
        assert region.area * scale == pytest.approx(expected, rel=0.04), code


def test_district_capitals_fall_in_their_province() -> None:
    rows = table(HERE / "district_capitals.csv")
    provinces = shapes("provinces")
    off = {row["ubigeo"]: km_off(float(row["lon"]), float(row["lat"]), provinces[row["ubigeo"][:4]]) for row in rows}
    assert len(off) >= 50
    assert max(off.values()) <= 3, {code: km for code, km in off.items() if km > 3}  # towns on a border river
    assert sum(km == 0 for km in off.values()) / len(off) >= 0.95


@pytest.mark.parametrize("row", table(HERE / "river_points.csv"), ids=lambda row: f"{row['river']}-{row['near']}")
def test_named_rivers_pass_near_known_places(row: dict[str, str]) -> None:
    lines = [
        shapes("rivers")[feature["id"]]
        for feature in collection("rivers")["features"]
        if feature["properties"]["name"] == row["river"]
    ]
    assert lines
    assert km_off(float(row["lon"]), float(row["lat"]), shapely.union_all(lines)) <= float(row["within_km"])


def test_river_names_lie_on_their_river_and_upright() -> None:
    for feature in collection("rivers")["features"]:
        found = feature["properties"]
        assert bool(found["name"]) == bool(found["labels"]) == (found["rank"] < 4)
        for lon, lat, angle, zoom in found["labels"]:
            assert km_off(lon, lat, shapes("rivers")[feature["id"]]) < 1
            assert -90 <= angle <= 90
            assert 5 <= zoom <= 10


def test_rivers_that_flow_together_meet() -> None:
    def course(name: str) -> BaseGeometry:
        rows = [feature for feature in collection("rivers")["features"] if feature["properties"]["name"] == name]
        return shapely.union_all([shapes("rivers")[feature["id"]] for feature in rows])

    for a, b in (
        ("Apurímac", "Ene"),
        ("Mantaro", "Ene"),
        ("Ene", "Tambo"),
        ("Perené", "Tambo"),
        ("Tambo", "Ucayali"),
    ):
        assert course(a).distance(course(b)) < 0.05, (a, b)


def test_borders_are_drawn_once() -> None:
    rows = [tuple(row["between"]) for row in properties("borders")]
    assert len(set(rows)) == len(rows)
    assert {tuple(sorted(pair)) for pair in rows} >= {
        ("BO", "PE"),
        ("BR", "PE"),
        ("CL", "PE"),
        ("CO", "PE"),
        ("EC", "PE"),
    }
    assert ("05", "08") in rows  # Ayacucho and Cusco, along the Apurímac


def test_towns_that_the_atlas_speaks_of_are_there() -> None:
    found = {row["name"]: row for row in properties("towns")}
    for name in (
        "Huanta",
        "Luricocha",
        "San Francisco",
        "Pichari",
        "Kimbiri",
        "Satipo",
        "Mazamari",
        "Aucayacu",
        "Uchiza",
    ):
        assert found[name]["country"] == "PE"
    assert found["Kimbiri"]["region"] == "Cusco"
    assert found["Lima"]["rank"] == 1
    assert [row["rank"] for row in properties("towns")] == sorted(row["rank"] for row in properties("towns"))


def test_towns_stand_on_land() -> None:
    land = shapes("land")["land"]
    for feature in collection("towns")["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        assert km_off(lon, lat, land) < 3, feature["id"]


def test_relief_is_warped_to_web_mercator() -> None:
    """Titicaca's and the coast's shapes hold only if rows are spaced as Mercator spaces them."""
    stated = json.loads((ROOT / "relief.json").read_text(encoding="utf-8"))
    bounds = stated["bounds"]
    with Image.open(ROOT / stated["image"]) as image:
        assert image.size == (stated["width"], stated["height"])
        alpha = image.convert("RGBA").getchannel("A")

    def opacity(lon: float, lat: float) -> int:
        top, bottom = mercator_y(bounds["north"]), mercator_y(bounds["south"])
        x = (lon - bounds["west"]) / (bounds["east"] - bounds["west"]) * stated["width"]
        y = (mercator_y(lat) - top) / (bottom - top) * stated["height"]
        value = alpha.getpixel((int(x), int(y)))
        assert isinstance(value, int)
        return value

    for lon, lat in ((-77.6, -12.05), (-72.5, -17.5), (-80.0, -7.6), (-71.8, -35.0 + 2.0)):  # just off the coast
        assert opacity(lon, lat) < 25, (lon, lat)
    for lon, lat in ((-76.8, -12.05), (-72.3, -16.2), (-79.2, -7.6), (-71.0, -33.0)):  # just inland
        assert opacity(lon, lat) > 60, (lon, lat)


def test_package_tells_origin_and_licence_of_every_file() -> None:
    package = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    listed = {resource["path"]: resource for resource in package["resources"]}
    assert set(listed) == {f"{name}.geojson" for name in LAYERS} | {"relief.webp", "relief.json"}
    for path, resource in listed.items():
        content = (ROOT / path).read_bytes()
        assert resource["bytes"] == len(content), path
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}", path
        assert resource["sources"], path
        assert resource["licenses"], path
        assert resource["steps"], path
    assert {"IGO", "LGPL", "GeoNames"} <= set(
        package["attribution"].replace("(", " ").replace(")", " ").replace(",", " ").split()
    )
    assert len(package["attribution"]) < 250
    assert (ROOT / "LICENSES" / "LGPL-3.0.txt").exists()
