"""GeoJSON after RFC 7946: written the same way every time, checked, and read without trusting it.

https://www.rfc-editor.org/rfc/rfc7946
"""

from __future__ import annotations

import json
import math
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from geodash.errors import Fault, LayerError
from geodash.layers.layer import Layer, make_layer
from geodash.safety import GatedLayer, require_gated

DECIMALS = 5  # a metre; RFC 7946 section 11.2 asks for no more than 6 or so
MOST_DECIMALS = 7
MOST_BYTES = 64 * 1024 * 1024
_TYPES = frozenset(
    {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"}
)
_REMEDY = "write the file again with geodash"


@dataclass(frozen=True, slots=True)
class About:
    """What travels with every export: title, licence and a note on the sources."""

    title: str
    licence: str = "CC-BY-4.0"
    sources: str = ""


def dump_geojson(layer: GatedLayer, about: About) -> bytes:
    """Return the layer as GeoJSON text: UTF-8, features by id, fixed rounding, the same bytes every time.

    Exterior rings run counter-clockwise and holes clockwise (section 3.1.6); features and collection carry a
    `bbox`; `about` goes in as foreign members (section 6.1). A feature to a line, so that a change shows.

    Raises:
        LayerError: the layer has not passed the gate, or holds a number that is no number.
    """
    gated = require_gated(layer)
    features = [normalise(f) for f in sorted(gated.features, key=lambda f: str(f["id"]))]
    boxes = [f["bbox"] for f in features if "bbox" in f]
    head: dict[str, Any] = {"type": "FeatureCollection", "name": gated.name, "title": about.title}
    head |= {"licence": about.licence, "sources": about.sources}
    if boxes:
        west, south, east, north = zip(*boxes, strict=True)
        head["bbox"] = [min(west), min(south), max(east), max(north)]
    try:
        opening = json.dumps(head, ensure_ascii=False, allow_nan=False)[:-1]
        lines = ",\n".join(json.dumps(f, ensure_ascii=False, allow_nan=False) for f in features)
    except (TypeError, ValueError) as error:
        raise LayerError(f"layer {gated.name}: {error}; correct the table it was made from") from error
    return f'{opening}, "features": [\n{lines}\n]}}\n'.encode()


def write_geojson(layer: GatedLayer, path: Path, about: About) -> None:
    """Write the layer to `path`, whole or not at all.

    Raises:
        LayerError: see `dump_geojson`; an earlier file stays as it was.
    """
    content = dump_geojson(layer, about)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read_layer(path: Path, name: str) -> Layer:
    """Read a layer that `write_geojson` wrote; it has to pass the gate again before it leaves.

    Raises:
        LayerError: the file breaks RFC 7946 or the schema of the layer `name`.
    """
    if faults := check_geojson(path):
        raise LayerError(str(faults[0]))
    collection = _load(path)
    return make_layer(
        name, ({key: f[key] for key in ("type", "id", "geometry", "properties")} for f in collection["features"])
    )


def check_geojson(path: Path) -> list[Fault]:
    """Return what in a GeoJSON file breaks RFC 7946; row n is the nth feature.

    Beyond the letter of the RFC it asks for what its authors recommend and the atlas promises: ids that differ,
    right-handed rings, a true bounding box, no `crs`, at most 7 decimals.
    """
    try:
        collection = _load(path)
    except LayerError as error:
        return [Fault(path.name, None, "", str(error), _REMEDY)]
    found = list(_collection_problems(collection))
    if not found:
        seen: set[Any] = set()
        for number, feature in enumerate(collection["features"], start=1):
            found += [(number, field, problem) for field, problem in _feature_problems(feature, seen)]
    return [Fault(path.name, row, field, problem, _REMEDY) for row, field, problem in found]


def normalise(feature: Mapping[str, Any]) -> dict[str, Any]:
    """Round a feature's coordinates, turn its rings, give it a `bbox` and put its properties in order.

    Raises:
        LayerError: a geometry that layers do not hold.
    """
    geometry = _normal(feature["geometry"])
    made: dict[str, Any] = {"type": "Feature", "id": feature["id"]}
    if geometry is not None:
        made["bbox"] = _box(geometry["coordinates"])
    made["geometry"] = geometry
    made["properties"] = {key: feature["properties"][key] for key in sorted(feature["properties"])}
    return made


def _normal(geometry: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if geometry is None:
        return None
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "Point":
        return {"type": kind, "coordinates": _position(coordinates)}
    if kind == "Polygon":
        return {"type": kind, "coordinates": _rings(coordinates)}
    if kind == "MultiPolygon":
        return {"type": kind, "coordinates": [_rings(polygon) for polygon in coordinates]}
    raise LayerError(f"a {kind} cannot be written; layers hold points, polygons and multipolygons")


def _rings(rings: Sequence[Any]) -> list[Any]:
    turned = []
    for place, ring in enumerate(rings):
        rounded = [_position(position) for position in ring]
        turned.append(rounded if (_area(rounded) > 0) == (place == 0) else rounded[::-1])
    return turned


def _position(position: Sequence[float]) -> list[float]:
    return [round(float(number), DECIMALS) + 0.0 for number in position[:2]]


def _area(ring: Sequence[Sequence[float]]) -> float:
    """Twice the signed area of a closed ring; positive when it runs counter-clockwise."""
    return math.fsum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def _positions(coordinates: Any) -> Iterator[Sequence[float]]:
    if coordinates and not isinstance(coordinates[0], list | tuple):
        yield coordinates
    else:
        for inner in coordinates:
            yield from _positions(inner)


def _box(coordinates: Any) -> list[float]:
    lons, lats = zip(*((p[0], p[1]) for p in _positions(coordinates)), strict=True)
    return [min(lons), min(lats), max(lons), max(lats)]


def _load(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise LayerError(f"larger than {MOST_BYTES // 1024**2} MB")
        loaded = json.loads(path.read_bytes().decode("utf-8"), parse_constant=_refuse_constant)
    except (OSError, ValueError, RecursionError) as error:
        raise LayerError(f"not readable as JSON: {error}") from error
    if not isinstance(loaded, dict):
        raise LayerError("not a JSON object")
    return loaded


def _refuse_constant(text: str) -> float:
    raise ValueError(f"{text} is not a number in JSON")


def _collection_problems(collection: Mapping[str, Any]) -> Iterator[tuple[int | None, str, str]]:
    if collection.get("type") != "FeatureCollection":
        yield None, "type", f"{collection.get('type')!r} instead of FeatureCollection"
    if not isinstance(collection.get("features"), list):
        yield None, "features", "not a list"
    if "crs" in collection:
        yield None, "crs", "RFC 7946 knows only WGS84 and no crs member"
    for member in ("coordinates", "geometries", "geometry", "properties"):
        if member in collection:
            yield None, member, "does not belong in a FeatureCollection (section 7.1)"


def _feature_problems(feature: Any, seen: set[Any]) -> Iterator[tuple[str, str]]:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        yield "type", "not a Feature"
        return
    identity = feature.get("id")
    if not isinstance(identity, str | int | float) or isinstance(identity, bool):
        yield "id", "missing, or neither text nor number"
    elif identity in seen:
        yield "id", f"{identity!r} stands twice"
    else:
        seen.add(identity)
    if not isinstance(feature.get("properties", 0), dict | None):
        yield "properties", "missing, or neither object nor null"
    if "geometry" not in feature:
        yield "geometry", "missing; null stands for an unlocated thing"
    elif feature["geometry"] is not None:
        yield from _geometry_problems(feature["geometry"], feature.get("bbox"))


def _geometry_problems(geometry: Any, box: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(geometry, dict) or geometry.get("type") not in _TYPES:
        yield "geometry", "no GeoJSON geometry type"
        return
    if geometry["type"] == "GeometryCollection":
        return
    try:
        positions = list(_positions(geometry["coordinates"]))
        problems = [problem for position in positions for problem in _position_problems(position)]
        if not positions:
            problems.append("no position")
        if not problems and geometry["type"] in ("Polygon", "MultiPolygon"):
            problems += _ring_problems(geometry)
        if not problems and box is not None and list(box) != _box(geometry["coordinates"]):
            problems.append("bbox is not that of the geometry")
    except (KeyError, TypeError, IndexError, RecursionError):
        problems = ["coordinates of the wrong shape"]
    yield from (("geometry", problem) for problem in dict.fromkeys(problems))


def _position_problems(position: Sequence[Any]) -> Iterator[str]:
    if len(position) not in (2, 3) or any(isinstance(n, bool) or not isinstance(n, int | float) for n in position):
        yield "a position is not two or three numbers"
        return
    if abs(position[0]) > 180 or abs(position[1]) > 90:
        yield f"{list(position)} is off the earth; longitude comes first"
    if any(round(n, MOST_DECIMALS) != n for n in position):
        yield f"more than {MOST_DECIMALS} decimals"


def _ring_problems(geometry: Mapping[str, Any]) -> list[str]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    problems = []
    for rings in polygons:
        for place, ring in enumerate(rings):
            if len(ring) < 4 or ring[0] != ring[-1]:
                problems.append("a ring is not closed, or has fewer than four positions")
            elif (_area(ring) > 0) != (place == 0):
                problems.append("a ring runs the wrong way round (right-hand rule)")
    return problems
