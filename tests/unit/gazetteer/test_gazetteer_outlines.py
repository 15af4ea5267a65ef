from __future__ import annotations

import pytest
from shapely.geometry import MultiPolygon, Polygon, box

from geodash.gazetteer.divisions import repaired
from geodash.gazetteer.outlines import distance_km, point_and_radius


def test_distance_of_known_cities() -> None:
    assert distance_km(-13.1603, -74.2251, -12.0453, -77.0309) == pytest.approx(329, abs=2)
    assert distance_km(0, 179.5, 0, -179.5) == pytest.approx(111.2, abs=0.1)
    assert distance_km(5, 5, 5, 5) == 0


def test_the_radius_reaches_the_farthest_corner() -> None:
    lat, lon, radius = point_and_radius(box(-75, -11, -74, -10))
    assert (lat, lon) == (-10.5, -74.5)
    assert radius == pytest.approx(distance_km(-10.5, -74.5, -11, -75), abs=1)


def test_small_exclaves_move_neither_point_nor_radius() -> None:
    mainland = box(0, 0, 2, 2)
    assert point_and_radius(MultiPolygon([mainland, box(50, 50, 50.1, 50.1)])) == point_and_radius(mainland)


def test_the_point_lies_inside_a_bent_outline() -> None:
    bent = Polygon([(0, 0), (4, 0), (4, 4), (3.8, 4), (3.8, 0.2), (0, 0.2)])
    lat, lon, _ = point_and_radius(bent)
    assert bent.buffer(0.001).intersects(box(lon, lat, lon + 1e-6, lat + 1e-6))


@pytest.mark.parametrize(("name", "right"), [("CaÃ±ete", "Cañete"), ("Huánuco", "Huánuco"), ("Ãncash", "Ãncash")])
def test_mojibake_is_repaired_only_where_it_is_some(name: str, right: str) -> None:
    assert repaired(name) == right
