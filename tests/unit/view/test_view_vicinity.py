"""What else lies at a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geodash.view.vicinity import Vicinity


@dataclass
class Layer:
    name: str
    features: list[Any]


def row(layer: str, name: str, lon: float, lat: float, km: float | None, drawn: str = "point") -> dict[str, Any]:
    properties = {"layer": layer, "id": name, "drawn": drawn, "uncertainty_km": km}
    return {"id": name, "geometry": {"type": "Point", "coordinates": [lon, lat]}, "properties": properties}


def area(name: str, corner: float) -> dict[str, Any]:
    ring = [[corner, 0], [corner + 1, 0], [corner + 1, 1], [corner, 0]]
    properties = {"layer": "events", "id": name, "drawn": "area", "uncertainty_km": 90.0}
    return {"id": name, "geometry": {"type": "Polygon", "coordinates": [ring]}, "properties": properties}


HERE = row("places", "here", -74.0, -13.0, 2)
ROWS = [
    HERE,
    row("bases", "far", -74.0, -13.2, 2),  # 22 km
    row("bases", "wide", -74.0, -13.1, 15),  # 11 km, inside its own circle
    row("events", "near", -74.0, -13.01, None),  # 1.1 km
    row("events", "vast", -74.0, -13.5, 200),  # 56 km: its circle says nothing
    row("events", "circle", -74.0, -13.0, 2, "circle"),
    {"id": "lost", "geometry": None, "properties": {"layer": "events", "id": "lost", "drawn": "listed"}},
    area("one", 0),
    area("same", 0),
    area("other", 3),
]
FOUND = Vicinity([Layer("all", ROWS)])


def ids(feature: dict[str, Any]) -> list[str]:
    return [other["properties"]["id"] for other in FOUND.beside(feature)]


def test_points_inside_the_larger_circle_are_here_the_nearest_first() -> None:
    assert ids(HERE) == ["near", "wide"]


def test_areas_are_one_place_only_with_the_same_outline() -> None:
    assert ids(ROWS[7]) == ["same"]
    assert ids(ROWS[9]) == []


def test_what_is_not_drawn_has_no_place() -> None:
    assert ids(ROWS[6]) == []
    assert Vicinity([]).beside(HERE) == []
