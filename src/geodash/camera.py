"""Where a map looks: boxes and cameras in degrees, and the sums of Web Mercator that every renderer shares.

Web Mercator (EPSG:3857) as web maps use it: the world is a square of 256 * 2**zoom CSS pixels, x to the east,
y to the south, cut at +-85.0511 degrees. A camera is a centre, a zoom and a size in CSS pixels, not a box:
"fit these bounds" rounds differently from renderer to renderer, a centre and a zoom do not.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

TILE = 256.0
MAX_LATITUDE = 85.05112877980659
EARTH_RADIUS_M = 6378137.0


@dataclass(frozen=True, slots=True)
class BBox:
    """A box in degrees, west <= east, south <= north."""

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        if self.west > self.east or self.south > self.north:
            raise ValueError(f"{self}: west must not exceed east, nor south north; swap them")

    def holds(self, lon: float, lat: float) -> bool:
        """Whether the point lies inside or on the edge."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


@dataclass(frozen=True, slots=True)
class Camera:
    """A centre in degrees, a zoom (fractions allowed) and a size in CSS pixels."""

    lon: float
    lat: float
    zoom: float
    width: int = 1024
    height: int = 640

    def pixels(self, places: Iterable[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
        """Say where places fall, as `pixel` does for one."""
        cx, cy = project(self.lon, self.lat, self.zoom)
        left, top = self.width / 2 - cx, self.height / 2 - cy
        scale = TILE * math.pow(2.0, self.zoom)
        turn, half = scale / (2.0 * math.pi), 0.5 * scale
        sines = ((lon, math.sin(math.radians(max(-MAX_LATITUDE, min(MAX_LATITUDE, lat))))) for lon, lat in places)
        return tuple((lon * scale / 360.0 + half + left, half - math.atanh(s) * turn + top) for lon, s in sines)

    def pixel(self, lon: float, lat: float) -> tuple[float, float]:
        """Say where a place falls, in CSS pixels from the picture's top left corner."""
        x, y = project(lon, lat, self.zoom)
        cx, cy = project(self.lon, self.lat, self.zoom)
        return x - cx + self.width / 2, y - cy + self.height / 2

    def bbox(self) -> BBox:
        """Give the box of degrees that the picture covers."""
        cx, cy = project(self.lon, self.lat, self.zoom)
        west, north = unproject(cx - self.width / 2, cy - self.height / 2, self.zoom)
        east, south = unproject(cx + self.width / 2, cy + self.height / 2, self.zoom)
        return BBox(west, south, east, north)

    def resized(self, width: int, height: int) -> Camera:
        """Look at the same centre at the same zoom through another frame."""
        return replace(self, width=width, height=height)

    def metres_per_pixel(self, lat: float | None = None) -> float:
        """Measure one CSS pixel on the ground at `lat` (the centre's unless given)."""
        return metres_per_pixel(self.lat if lat is None else lat, self.zoom)


def project(lon: float, lat: float, zoom: float) -> tuple[float, float]:
    """Turn degrees into world pixels at `zoom`; latitudes beyond the cut are moved to it."""
    scale = TILE * math.pow(2.0, zoom)
    sine = math.sin(math.radians(max(-MAX_LATITUDE, min(MAX_LATITUDE, lat))))
    return (lon / 360.0 + 0.5) * scale, (0.5 - math.atanh(sine) / (2.0 * math.pi)) * scale


def unproject(x: float, y: float, zoom: float) -> tuple[float, float]:
    """Turn world pixels at `zoom` into (lon, lat); the inverse of `project`."""
    scale = TILE * math.pow(2.0, zoom)
    lat = math.degrees(math.asin(math.tanh((0.5 - y / scale) * 2.0 * math.pi)))
    return (x / scale - 0.5) * 360.0, lat


def metres_per_pixel(lat: float, zoom: float) -> float:
    """Measure one CSS pixel on the ground at a latitude and zoom."""
    return 2.0 * math.pi * EARTH_RADIUS_M * math.cos(math.radians(lat)) / (TILE * math.pow(2.0, zoom))


def fit(box: BBox, width: int, height: int, *, step: float = 0.25, margin: int = 12) -> Camera:
    """Make the camera that shows a whole box in steps of `step`, with `margin` pixels to spare.

    A box without extent (one point) is shown at zoom 12.
    """
    left, top = project(box.west, box.north, 0)
    right, bottom = project(box.east, box.south, 0)
    lon, lat = unproject((left + right) / 2, (top + bottom) / 2, 0)
    across, down = max(1, width - 2 * margin), max(1, height - 2 * margin)
    ratios = [room / extent for room, extent in ((across, right - left), (down, bottom - top)) if extent > 0]
    zoom = math.floor(math.log2(min(ratios)) / step) * step if ratios else 12.0
    return Camera(lon, lat, min(zoom, 18.0), width, height)
