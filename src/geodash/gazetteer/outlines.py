"""Points and radii that stand for outlines: where to put an area that has only one dot."""

from __future__ import annotations

import math
from typing import Any

_KM_PER_DEGREE = 111.195
_SMALLEST_SHARE = 0.1


def point_and_radius(outline: Any) -> tuple[float, float, float]:
    """Return lat, lon and the radius (km) that holds the area of a shapely outline in degrees.

    Method: parts smaller than a tenth of the whole (islets, exclaves) are set aside; the point is the centroid of
    the rest, or a point inside if the centroid falls outside; the radius reaches the farthest vertex of the rest.
    """
    from shapely.geometry import MultiPolygon  # noqa: PLC0415 - only for extraction

    parts = list(getattr(outline, "geoms", [outline]))
    whole = sum(part.area for part in parts)
    kept = MultiPolygon([part for part in parts if part.area >= _SMALLEST_SHARE * whole] or parts)
    point = kept.centroid if kept.contains(kept.centroid) else kept.representative_point()
    vertices = [vertex for part in kept.geoms for vertex in part.exterior.coords]
    radius = max(distance_km(point.y, point.x, vertex[1], vertex[0]) for vertex in vertices)
    return round(point.y, 4), round(point.x, 4), max(1.0, round(radius, 0))


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the great-circle distance in km (haversine on a sphere of 6,371 km)."""
    a, b = math.radians(lat_a), math.radians(lat_b)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * math.degrees(math.asin(math.sqrt(min(1.0, half)))) * _KM_PER_DEGREE
