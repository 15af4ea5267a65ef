"""In which regions a row lies by its own words, and over which part of the earth it reaches."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

KM_PER_DEGREE = 111.195  # of latitude, on a sphere of 6371 km
_AREAS = frozenset({"region", "area", "valley", "province"})


def regions(feature: Mapping[str, Any]) -> tuple[str, ...]:
    """List the names of divisions that a row gives for where it is, the smallest first.

    They are the parts of `admin` ("Huanta, Ayacucho" is in both, "Cajamarca and Piura" in two regions), and for an
    area its own name. Whether a name is a region's is for the caller to know.
    """
    properties = feature["properties"]
    named = [part for half in (properties.get("admin") or "").split(", ") for part in half.split(" and ")]
    own = [properties["name"]] if properties.get("kind") in _AREAS and properties.get("name") else []
    return tuple(dict.fromkeys(name for name in [*own, *named] if name))


def extent(feature: Mapping[str, Any]) -> Box | None:
    """Give the box round what is drawn of a row: a point, a vague circle with its radius, or an area.

    None for a row without geometry. A circle's radius is turned into degrees on a sphere.
    """
    geometry = feature.get("geometry")
    if not geometry:
        return None
    positions = list(_positions(geometry["coordinates"]))
    if not positions:
        return None
    lons, lats = [position[0] for position in positions], [position[1] for position in positions]
    box = (min(lons), min(lats), max(lons), max(lats))
    properties = feature["properties"]
    if properties.get("drawn") != "circle" or geometry["type"] != "Point":
        return box
    high = (properties.get("uncertainty_km") or 0.0) / KM_PER_DEGREE
    wide = high / max(0.01, math.cos(math.radians(lats[0])))
    return box[0] - wide, box[1] - high, box[2] + wide, box[3] + high


def meets(one: Box | None, other: Box) -> bool:
    """Whether two boxes have a point in common; what lies nowhere meets nothing."""
    if one is None:
        return False
    return one[0] <= other[2] and one[2] >= other[0] and one[1] <= other[3] and one[3] >= other[1]


def _positions(coordinates: Sequence[Any]) -> Iterator[Sequence[float]]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield coordinates
        return
    for part in coordinates:
        yield from _positions(part)
