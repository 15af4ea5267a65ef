"""Outlines as few signs: thousandths of a degree, each vertex by how far it is from the one before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_SCALE = 1000  # the basemap has three decimals


def fold_outlines(collection: Mapping[str, Any]) -> list[list[Any]]:
    """Fold features of rings (MultiPolygon without holes) or lines; a feature is its facts, 1 for rings, its lines.

    A line is a flat list: x, y of the first vertex, then the steps to each next one. The reader is `outlines` in
    static/lesson/unfold.js. About a third of the size of GeoJSON, to which it is otherwise equal.
    """
    return [_fold(feature) for feature in collection["features"]]


def _fold(feature: Mapping[str, Any]) -> list[Any]:
    kind, coordinates = feature["geometry"]["type"], feature["geometry"]["coordinates"]
    if kind == "MultiPolygon":
        return [feature["properties"], 1, *(_steps(polygon[0]) for polygon in coordinates)]
    lines = [coordinates] if kind == "LineString" else coordinates
    return [feature["properties"], 0, *(_steps(line) for line in lines)]


def _steps(line: list[list[float]]) -> list[int]:
    found: list[int] = []
    x = y = 0
    for lon, lat in line:
        next_x, next_y = round(lon * _SCALE), round(lat * _SCALE)
        found += (next_x - x, next_y - y)
        x, y = next_x, next_y
    return found
