"""The basemap under the marks: sea, land, relief, lakes, rivers, borders, as static/plugin/basemap.js draws them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.path import Path

from geodash.camera import MAX_LATITUDE, TILE, BBox, Camera, project
from geodash.render.snapshot.pen import Pen, box, line
from geodash.view import ground
from geodash.view.sheet import Frame

Colors = Mapping[str, Any]
_RIM = 12  # pixels beyond the frame that lines run on, so that no edge shows
_SHARPEST = 2.0  # pixels of relief for one of the camera's: the picture itself is no sharper


def draw_ground(pen: Pen, camera: Camera, colors: Colors, rules: Mapping[str, Any], *, plain: bool = False) -> None:
    """Draw the basemap as a camera sees it; `plain` leaves out all but land, lakes and countries."""
    with pen.group("sea"):
        pen.shape(box(0, 0, camera.width, camera.height), fill=colors["sea"])
    with pen.group("land"):
        for path, _ in paths("land", camera):
            pen.shape(path, fill=colors["land"])
    if not plain:
        _draw_relief(pen, camera, colors)
    kinds = ("lakes", "borders") if plain else ("provinces", "lakes", "rivers", "borders")
    for kind in kinds:
        if camera.zoom < rules.get(kind, camera.zoom):
            continue
        with pen.group(kind):
            for path, facts in paths(kind, camera):
                if not (plain and facts.get("level") == 1):
                    look = _look(kind, colors, facts)
                    pen.shape(path, **look | {"width": look["width"] * (0.4 if plain else 1.0)})


@lru_cache(maxsize=64)
def paths(kind: str, camera: Camera) -> tuple[tuple[Path, Mapping[str, Any]], ...]:
    """Give the outlines of a kind in the camera's pixels, cut a little beyond its picture, with their facts."""
    return tuple(_paths(kind, camera))


def _look(kind: str, colors: Colors, facts: Mapping[str, Any]) -> dict[str, Any]:
    if kind == "lakes":
        return {"fill": colors["lakes"], "line": colors["rivers"], "width": 0.5}
    if kind == "rivers":
        return {"line": colors["rivers"], "width": max(0.7, 2.1 - 0.4 * (facts.get("rank") or 4)), "cap": "round"}
    if kind == "provinces":
        return {"line": colors["provinces"], "width": 0.6}
    if facts.get("level") == 1:
        return {"line": colors["regions"], "width": 0.9}
    return {"line": colors["countries"], "width": 1.8 if facts.get("peru") else 1.0}


def _paths(kind: str, camera: Camera) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    seen = camera.resized(camera.width + 2 * _RIM, camera.height + 2 * _RIM).bbox()
    shapes, facts = _shapes(kind)
    for shape, fact in zip(
        shapely.clip_by_rect(shapes, seen.west, seen.south, seen.east, seen.north), facts, strict=True
    ):
        parts = [path for part in shapely.get_parts(shape) if (path := _path(part, camera)) is not None]
        if parts:
            yield Path.make_compound_path(*parts), fact


@lru_cache(maxsize=8)
def _shapes(kind: str) -> tuple[npt.NDArray[Any], tuple[Mapping[str, Any], ...]]:
    rows = ground.features(kind)
    shapes = np.array([shapely.geometry.shape(row["geometry"]) for row in rows], dtype=object)
    return shapes, tuple(row["properties"] for row in rows)


def _path(part: Any, camera: Camera) -> Path | None:
    if part.is_empty:
        return None
    if part.geom_type == "Polygon":
        rings = [part.exterior, *part.interiors]
        return Path.make_compound_path(*(Path(_pixels(ring.coords, camera), closed=True) for ring in rings))
    return line(_pixels(part.coords, camera)) if part.geom_type in {"LineString", "LinearRing"} else None


def _pixels(coords: Any, camera: Camera) -> Any:
    """Project many places at once; the same sums as `Camera.pixel`."""
    lonlat = np.asarray(coords, dtype=float)
    scale = TILE * 2.0**camera.zoom
    sine = np.sin(np.radians(np.clip(lonlat[:, 1], -MAX_LATITUDE, MAX_LATITUDE)))
    x = (lonlat[:, 0] / 360.0 + 0.5) * scale
    y = (0.5 - np.arctanh(sine) / (2.0 * math.pi)) * scale
    cx, cy = project(camera.lon, camera.lat, camera.zoom)
    return np.column_stack([x - cx + camera.width / 2, y - cy + camera.height / 2])


def _draw_relief(pen: Pen, camera: Camera, colors: Colors) -> None:
    strength = colors["relief"] * min(1.0, max(0.35, 1 - (camera.zoom - 8) / 4))
    found = ground.relief()
    if not found or strength <= 0:
        return
    west, north = camera.pixel(found.box[0], found.box[3])
    east, south = camera.pixel(found.box[2], found.box[1])
    frame = Frame(max(0.0, west), max(0.0, north), 0, 0)
    right, bottom = min(float(camera.width), east), min(float(camera.height), south)
    if right - frame.x < 1 or bottom - frame.y < 1:
        return
    place = Frame(frame.x, frame.y, right - frame.x, bottom - frame.y)
    part = tuple(
        (edge - start) / (end - start)
        for edge, start, end in (
            (place.x, west, east),
            (place.y, north, south),
            (right, west, east),
            (bottom, north, south),
        )
    )
    gray = len({colors["land"][i : i + 2] for i in (1, 3, 5)}) == 1
    size = (round(place.width * _SHARPEST), round(place.height * _SHARPEST))
    with pen.group("relief"):
        pen.picture(_shaded(str(found.path), part, size, gray), place, strength)


@lru_cache(maxsize=4)
def _shaded(path: str, part: tuple[float, ...], size: tuple[int, int], gray: bool) -> npt.NDArray[np.uint8]:
    """Cut a part (of width and height, west, north, east, south) out of the relief, smooth at the size asked for."""
    from PIL import Image  # noqa: PLC0415

    with Image.open(path) as picture:
        across, down = picture.size
        box = (part[0] * across, part[1] * down, part[2] * across, part[3] * down)
        cut = picture.convert("RGBA").resize(size, Image.Resampling.BICUBIC, box=box)
    pixels = np.array(cut)
    if gray:
        pixels[..., :3] = pixels[..., :3].mean(axis=2, keepdims=True).astype(np.uint8)
    return pixels


def bounds(box_: BBox, camera: Camera) -> Frame:
    """Give the frame that a box of degrees takes in a camera's picture."""
    west, north = camera.pixel(box_.west, box_.north)
    east, south = camera.pixel(box_.east, box_.south)
    return Frame(west, north, east - west, south - north)
