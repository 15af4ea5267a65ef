"""Write GeoJSON (RFC 7946) so that the same shapes always give the same bytes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

Feature = dict[str, Any]


def round_shape(shape: BaseGeometry, digits: int) -> BaseGeometry:
    """Round every vertex and drop those that then repeat.

    Each vertex is rounded by itself, so edges that two polygons share stay shared. Holes and parts that
    collapse are dropped; a ring that comes to touch itself is mended.
    """

    def snap(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.round(points, digits) + 0.0  # + 0.0 turns -0.0 into 0.0

    rounded = shapely.remove_repeated_points(shapely.transform(shape, snap))
    if rounded.is_valid:
        return rounded
    mended = shapely.transform(shapely.make_valid(rounded), snap)
    areas = [part for part in shapely.get_parts(mended) if part.area > 0]
    return shapely.union_all(areas) if areas else mended


def _wound(shape: BaseGeometry) -> BaseGeometry:
    """Turn exterior rings counter-clockwise and order the parts from west to east."""
    if isinstance(shape, shapely.Polygon):
        return orient(shape)
    if isinstance(shape, shapely.MultiPolygon):
        parts = sorted((orient(part) for part in shape.geoms), key=lambda part: (part.bounds, part.wkt))
        return shapely.MultiPolygon(parts) if len(parts) > 1 else parts[0]
    if isinstance(shape, shapely.MultiLineString):
        lines = sorted(shape.geoms, key=lambda line: (line.bounds, line.wkt))
        return shapely.MultiLineString(lines) if len(lines) > 1 else lines[0]
    return shape


def make_feature(key: str, shape: BaseGeometry, properties: dict[str, Any], digits: int = 3) -> Feature:
    """Return one feature: stable id, rounded and wound geometry, bbox for all but points."""
    wound = _wound(round_shape(shape, digits))
    feature: Feature = {"type": "Feature", "id": key, "properties": properties}
    if wound.geom_type != "Point":
        feature["bbox"] = [round(value, digits) for value in wound.bounds]
    feature["geometry"] = mapping(wound)
    return feature


def write_features(path: Path, features: list[Feature]) -> int:
    """Write a FeatureCollection, one feature a line (so that changes can be read), and return its size in bytes."""
    boxes = [feature.get("bbox") or feature["geometry"]["coordinates"] * 2 for feature in features]
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    lines = ",\n".join(_dump(feature) for feature in features)
    head = f'{{"type":"FeatureCollection","bbox":{_dump([west, south, east, north])},"features":['
    return path.write_bytes(f"{head}\n{lines}\n]}}\n".encode())


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
