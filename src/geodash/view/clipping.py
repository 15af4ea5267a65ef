"""The basemap cut down to what some cameras see: fine where they look, coarse round about, within so many bytes."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geodash.camera import TILE, BBox, Camera
from geodash.view.ground import DRAWN_KINDS, GroundName

_STEPS = (1.0, 1.5, 2.2, 3.3, 5.0, 7.5, 11.0, 16.0)
_COARSE = 0.12  # degrees: little more than a pixel at zoom 4, from which the whole continent is seen
MARGIN = 0.75  # of a camera's width and height on each side: wide screens, and a reader who pans a little
_CLOSER = 0.6  # zooms: screens larger than the frame that cameras are given for
_AFAR = 25.0  # degrees round what is seen where countries are still named
_DIGITS = 3
_PROVINCES_FROM = 7.2  # no camera farther away shows provinces, even on a large screen

Points = NDArray[np.float64]
Collection = dict[str, Any]
Pack = Callable[[Collection], Any]


@dataclass(frozen=True, slots=True)
class Sight:
    """A box of degrees that is looked at, and the closest zoom at which it is."""

    box: BBox
    zoom: float

    @property
    def pixel(self) -> float:
        """How many degrees of longitude a CSS pixel is wide."""
        return 360.0 / (TILE * math.pow(2.0, self.zoom))


def sights(cameras: Iterable[Camera], margin: float = MARGIN) -> tuple[Sight, ...]:
    """Say what cameras see, with a margin for wider screens; the same sight once, the closest first.

    The margin is in widths and heights of the camera, on each side.
    """
    found = {_sight(camera, margin) for camera in cameras}
    return tuple(sorted(found, key=lambda sight: (-sight.zoom, sight.box.west, sight.box.south, sight.box.east)))


def cut_ground(
    kinds: Mapping[str, Sequence[Mapping[str, Any]]], seen: Sequence[Sight], most: int, pack: Pack = dict
) -> dict[str, Any]:
    """Cut and thin the drawn kinds of the basemap (features by kind) until their JSON has at most `most` bytes.

    `pack` makes of a feature collection what is written in its place, and weighed.

    A vertex may move by a pixel of the closest sight that it lies in; if that is too much, by more, up to sixteen.
    Outside all sights land and borders stay, coarse, so that there is a continent to zoom out to; rivers, lakes and
    provinces go. Provinces become lines, since those of two neighbours are one.
    """
    close = [sight for sight in seen if sight.zoom >= _PROVINCES_FROM]
    given = {kind: kinds[kind] for kind in DRAWN_KINDS if kinds.get(kind)}
    if "provinces" in given:
        given["provinces"] = _edges(given["provinces"]) if close else []
    cut: dict[str, Any] = {}
    for step in _STEPS:
        cut = {
            kind: pack(_cut(kind, rows, close if kind == "provinces" else seen, step)) for kind, rows in given.items()
        }
        if sum(weight(content) for content in cut.values()) <= most:
            break
    return cut


def cut_names(names: Iterable[GroundName], seen: Sequence[Sight]) -> tuple[GroundName, ...]:
    """Keep the names that sights can show: those in them that their zoom asks for, and countries not too far off."""
    return tuple(name for name in names if _is_named(name, seen))


def weight(value: object) -> int:
    """Count the bytes of a JSON value, written without spaces."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def around(seen: Sequence[Sight], within: BBox) -> BBox | None:
    """Give the box round all sights, no larger than `within`; None where it holds nothing of it."""
    if not seen:
        return None
    edges = (
        max(within.west, min(sight.box.west for sight in seen)),
        max(within.south, min(sight.box.south for sight in seen)),
        min(within.east, max(sight.box.east for sight in seen)),
        min(within.north, max(sight.box.north for sight in seen)),
    )
    return BBox(*edges) if edges[0] < edges[2] and edges[1] < edges[3] else None


def _sight(camera: Camera, margin: float) -> Sight:
    box = camera.bbox()
    wide, high = margin * (box.east - box.west), margin * (box.north - box.south)
    edges = (box.west - wide, box.south - high, box.east + wide, box.north + high)
    limits = (-180.0, -85.0, 180.0, 85.0)
    west, south = (round(max(a, b), _DIGITS) for a, b in zip(edges[:2], limits[:2], strict=True))
    east, north = (round(min(a, b), _DIGITS) for a, b in zip(edges[2:], limits[2:], strict=True))
    return Sight(BBox(west, south, east, north), round(camera.zoom + _CLOSER, 2))


def _is_named(name: GroundName, seen: Sequence[Sight]) -> bool:
    if name.kind in {"countries", "regions"}:
        return any(_near(name.at, sight.box, _AFAR) for sight in seen)
    return any(sight.box.holds(*name.at) and name.zoom <= sight.zoom + 1 for sight in seen)


def _near(at: tuple[float, float], box: BBox, rim: float) -> bool:
    return box.west - rim <= at[0] <= box.east + rim and box.south - rim <= at[1] <= box.north + rim


def _cut(kind: str, features: Sequence[Mapping[str, Any]], seen: Sequence[Sight], step: float) -> Collection:
    cut = [_feature(kind, feature, seen, step) for feature in features]
    return {"type": "FeatureCollection", "features": [feature for feature in cut if feature]}


# What the plugin draws the features by; all else stays at home.
_FACTS = {"rivers": ("rank",), "borders": ("level", "peru")}


def _feature(kind: str, feature: Mapping[str, Any], seen: Sequence[Sight], step: float) -> Collection | None:
    worldly = kind in {"land", "borders"}
    geometry = feature["geometry"]
    parts = [
        _thin(part, seen, step, geometry["type"].endswith("Polygon")) for part in _lines(geometry, seen, worldly)
    ]
    kept = [part for part in parts if part]
    if not kept:
        return None
    facts = {name: feature["properties"][name] for name in _FACTS.get(kind, ()) if feature["properties"].get(name)}
    polygon = geometry["type"].endswith("Polygon")
    shape = {"type": "MultiPolygon", "coordinates": [[ring] for ring in kept]} if polygon else _strings(kept)
    return {"type": "Feature", "properties": facts, "geometry": shape}


def _strings(lines: list[list[list[float]]]) -> Collection:
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    return {"type": "MultiLineString", "coordinates": lines}


def _lines(geometry: Mapping[str, Any], seen: Sequence[Sight], worldly: bool) -> Iterator[Points]:
    """Take a shape apart into rings or lines; what no sight meets is left out unless the world needs it.

    Holes are rings like others, which the even-odd rule of no renderer would mind: no land of the basemap has any
    but the Caspian and the lakes, which are drawn over it.
    """
    flat = np.asarray
    shapes: Mapping[str, Callable[[Any], Iterable[Any]]] = {
        "LineString": lambda c: [c],
        "MultiLineString": lambda c: c,
        "Polygon": lambda c: c[:1],
        "MultiPolygon": lambda c: [polygon[0] for polygon in c],
    }
    for line in shapes[geometry["type"]](geometry["coordinates"]):
        points = flat(line, dtype=float)
        if worldly or _meets(points, seen):
            yield points


def _meets(points: Points, seen: Sequence[Sight]) -> bool:
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    return any(
        west <= sight.box.east and east >= sight.box.west and south <= sight.box.north and north >= sight.box.south
        for sight in seen
    )


def _thin(points: Points, seen: Sequence[Sight], step: float, ring: bool) -> list[list[float]] | None:
    """Thin a line (Douglas and Peucker 1973), each run of vertices as far as the sight that it lies in allows.

    The runs share their ends, so that the line stays whole. None if nothing is left that a pixel would show.
    """
    allowed = _allowances(points, seen, step)
    if ring and np.ptp(points, axis=0).max() < 2 * allowed.min():
        return None
    kept: list[list[float]] = []
    for size, numbers in groupby(range(len(points)), key=lambda number: float(allowed[number])):
        run = list(numbers)
        ends = points[run[0] : min(run[-1] + 2, len(points))]
        kept += _simplified(ends, size)
    found = [kept[0], *(b for a, b in pairwise(kept) if a != b)]
    return found if len(found) >= (4 if ring else 2) else None


def _simplified(points: Points, size: float) -> list[list[float]]:
    if len(points) < 3:
        return [[round(float(x), _DIGITS), round(float(y), _DIGITS)] for x, y in points]
    half = len(points) // 2 if np.array_equal(points[0], points[-1]) else len(points) - 1
    # a closed run has no chord to measure from; its halves have
    parts = [points[: half + 1], points[half:]] if half < len(points) - 1 else [points]
    thin = [np.asarray(shapely.simplify(shapely.LineString(p), size, preserve_topology=False).coords) for p in parts]
    return [[round(float(x), _DIGITS), round(float(y), _DIGITS)] for part in thin for x, y in part]


def _allowances(points: Points, seen: Sequence[Sight], step: float) -> Points:
    """Say how far each vertex may move, in degrees: by a pixel of the closest sight that it lies in."""
    allowed = np.full(len(points), _COARSE * math.sqrt(step))
    for sight in reversed(seen):  # the closest last, so that it counts
        box = sight.box
        inside = (points[:, 0] >= box.west) & (points[:, 0] <= box.east)
        inside &= (points[:, 1] >= box.south) & (points[:, 1] <= box.north)
        allowed[inside] = np.minimum(allowed[inside], sight.pixel * step)
    return allowed


def _edges(features: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Turn areas into the lines between them, each once; a coverage's neighbours share their edges exactly."""
    outlines = [shapely.boundary(shapely.geometry.shape(feature["geometry"])) for feature in features]
    lines = shapely.line_merge(shapely.union_all(outlines))
    return [
        {"properties": {}, "geometry": shapely.geometry.mapping(line)}
        for line in sorted(shapely.get_parts(lines), key=lambda line: (line.bounds, line.wkt))
    ]
