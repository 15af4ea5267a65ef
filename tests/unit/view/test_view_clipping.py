from __future__ import annotations

import math
from typing import Any

import pytest
import shapely

from geodash.camera import BBox, Camera
from geodash.view import ground
from geodash.view.clipping import around, cut_ground, cut_names, sights, weight

HUANTA = Camera(-74.2, -12.9, 9.0, 960, 720)
COAST = Camera(-77.1, -11.9, 8.0, 960, 720)
PERU = Camera(-75.0, -9.4, 5.7, 960, 720)
KINDS = {kind: ground.features(kind) for kind in ground.DRAWN_KINDS}
PLENTY = 10**7


def lines(content: Any) -> list[shapely.geometry.base.BaseGeometry]:
    return [shapely.geometry.shape(feature["geometry"]) for feature in content["features"]]


def strings(content: Any) -> list[shapely.LineString]:
    parts = [part for shape in lines(content) for part in shapely.get_parts(shape)]
    return [part.exterior if isinstance(part, shapely.Polygon) else part for part in parts]


def test_a_sight_is_wider_than_its_camera_and_the_same_one_counts_once() -> None:
    first, second = sights([PERU, HUANTA, HUANTA])
    assert first.zoom > HUANTA.zoom > second.zoom > PERU.zoom
    box = HUANTA.bbox()
    assert first.box.west < box.west - 0.5 * (box.east - box.west)
    assert first.box.north > box.north + 0.5 * (box.north - box.south)


@pytest.mark.parametrize("kind", ["land", "rivers", "borders"])
def test_what_is_looked_at_moves_by_no_more_than_a_pixel(kind: str) -> None:
    seen = sights([COAST])
    (sight,) = seen
    after = shapely.MultiLineString(
        strings({"features": cut_ground({kind: KINDS[kind]}, seen, PLENTY)[kind]["features"]})
    )
    points = [point for string in strings({"features": KINDS[kind]}) for point in string.coords]
    away = [shapely.distance(shapely.Point(point), after) for point in points if sight.box.holds(*point)]
    assert len(away) > 30
    assert max(away) <= sight.pixel + 0.001  # and the rounding of coordinates


def test_far_away_the_ground_is_coarse_or_gone() -> None:
    cut = cut_ground(KINDS, sights([HUANTA]), PLENTY)
    assert set(cut) == set(ground.DRAWN_KINDS)
    west, _, east, _ = shapely.total_bounds(lines(cut["land"]))
    assert (west < -160, east > 170) == (True, True)  # there is a world to zoom out to
    assert weight(cut["land"]) < weight({"features": KINDS["land"]}) / 2
    box = sights([HUANTA])[0].box
    near = shapely.box(box.west, box.south, box.east, box.north)
    assert all(shapely.intersects(near, shapely.box(*river.bounds)) for river in lines(cut["rivers"]))
    assert len(cut["rivers"]["features"]) < len(KINDS["rivers"]) / 3
    assert {feature["geometry"]["type"] for feature in cut["provinces"]["features"]} <= {"LineString"}
    assert 0 < weight(cut["provinces"]) < weight({"features": KINDS["provinces"]}) / 3


def test_no_province_where_no_camera_comes_close() -> None:
    assert cut_ground(KINDS, sights([PERU]), PLENTY)["provinces"]["features"] == []


def test_the_ground_keeps_within_its_bytes_and_is_always_the_same() -> None:
    seen = sights([PERU, HUANTA, Camera(-76, -9, 7.5, 960, 720)])
    full = cut_ground(KINDS, seen, PLENTY)
    small = cut_ground(KINDS, seen, 260_000)
    assert sum(map(weight, small.values())) <= 260_000 < sum(map(weight, full.values()))
    assert cut_ground(KINDS, seen, 260_000) == small


def test_only_facts_that_are_drawn_by_come_along() -> None:
    cut = cut_ground(KINDS, sights([HUANTA]), PLENTY)
    facts = {kind: {key for f in content["features"] for key in f["properties"]} for kind, content in cut.items()}
    assert facts == {
        "land": set(),
        "provinces": set(),
        "lakes": set(),
        "rivers": {"rank"},
        "borders": {"level", "peru"},
    }


def test_names_are_those_that_can_be_seen() -> None:
    names = {(name.kind, name.name) for name in cut_names(ground.names(), sights([HUANTA]))}
    assert {("towns", "Huanta"), ("towns", "Ayacucho"), ("countries", "Peru"), ("regions", "Ayacucho")} <= names
    assert ("towns", "Iquitos") not in names
    assert ("countries", "Zimbabwe") not in names
    far = {name.name for name in cut_names(ground.names(), sights([PERU])) if name.kind == "towns"}
    assert "Lima" in far
    assert len(far) < sum(name.kind == "towns" for name in ground.names()) / 2


def test_the_box_round_all_stays_within_the_picture() -> None:
    relief = ground.relief()
    assert relief
    whole = BBox(*relief.box)
    box = around(sights([PERU, HUANTA]), whole)
    assert box
    assert whole.west <= box.west < -84
    assert math.isclose(box.north, sights([PERU])[0].box.north)
    assert around(sights([Camera(20, 50, 8, 960, 720)]), whole) is None
    assert around((), whole) is None
