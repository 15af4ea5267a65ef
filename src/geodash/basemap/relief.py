"""Warp the world's shaded relief to Web Mercator and turn it into a tint that lies on paper of any colour."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter
from shapely.geometry.base import BaseGeometry

Grid = NDArray[np.float64]
BOUNDS = (-94.0, -57.0, -32.0, 15.0)
"""W, S, E, N: all of South America, so that the image's edge lies in the sea."""
PIXELS_PER_DEGREE = 32
FADE = 3.0
"""Degrees over which the relief fades out towards the edge of the image."""
BASE_BLUR, TINT_BLUR = 8.0, 4.0
"""Pixels: blur that separates slopes from colour, and that softens the colour."""
SHADE_GAIN, SHADE_LIMIT, LIGHT_LIMIT = 1.2, 0.26, 0.32
TINT_ALPHA = 0.34
SELVA, SIERRA, COAST = (178, 198, 160), (218, 194, 154), (236, 220, 180)
"""Tints (RGB): forest greener, mountains warmer, dry coast pale sand."""
SHADOW, LIGHT = (58, 50, 44), (255, 253, 248)


@dataclass(frozen=True)
class Frame:
    """A Web Mercator image frame: bounds in degrees (W, S, E, N) and size in pixels."""

    west: float
    south: float
    east: float
    north: float
    width: int
    height: int


def mercator_y(lat: float) -> float:
    """Return the spherical Mercator ordinate, in radians."""
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def make_frame(bounds: tuple[float, float, float, float], per_degree: int) -> Frame:
    """Return the frame whose pixels are square in Web Mercator."""
    west, south, east, north = bounds
    span = math.degrees(mercator_y(north) - mercator_y(south))
    return Frame(west, south, east, north, round((east - west) * per_degree), round(span * per_degree))


def row_latitudes(frame: Frame) -> Grid:
    """Return the latitude of each pixel row's centre, from north to south."""
    top, bottom = mercator_y(frame.north), mercator_y(frame.south)
    y = top + (np.arange(frame.height) + 0.5) / frame.height * (bottom - top)
    return np.asarray(np.degrees(2 * np.arctan(np.exp(y)) - math.pi / 2))


def warp(image: Image.Image, frame: Frame) -> Grid:
    """Cut the frame out of a world image in plate carrée and resample it to Web Mercator.

    Columns are linear in both projections and are resized as they are (Lanczos); each row is interpolated
    between the two source rows around its latitude, after the rows have been resized fourfold.
    """
    scale = image.width / 360
    box = tuple(
        round(v) for v in ((frame.west + 180) * scale, (90 - frame.north) * scale, (frame.east + 180) * scale)
    )
    low = round((90 - frame.south) * scale)
    cut = image.crop((box[0], box[1], box[2], low))
    fine = 4
    tall = np.asarray(cut.resize((frame.width, cut.height * fine), Image.Resampling.LANCZOS), dtype=np.float64)
    position = (90 - row_latitudes(frame)) * scale * fine - box[1] * fine - 0.5
    position = np.clip(position, 0, tall.shape[0] - 1.001)
    upper = position.astype(int)
    weight = (position - upper)[:, None, None]
    return np.asarray(tall[upper] * (1 - weight) + tall[upper + 1] * weight)


def blur(grid: Grid, radius: float, mask: Grid | None = None) -> Grid:
    """Blur a grid: three running box means along each axis, which is close to a Gaussian.

    With a mask (0-1), only what lies inside it counts, so the sea does not bleed into the coast.
    """
    if mask is not None:
        weight = np.maximum(blur(mask, radius), 1e-6)
        return np.asarray(blur(grid * mask, radius) / weight)
    half = max(1, round(radius))
    for axis in (0, 1):
        for _ in range(3):
            grid = _box_mean(grid, half, axis)
    return grid


def _box_mean(grid: Grid, half: int, axis: int) -> Grid:
    pad = [(half + 1, half) if dim == axis else (0, 0) for dim in (0, 1)]
    total = np.cumsum(np.pad(grid, pad, mode="edge"), axis=axis)
    size, length = 2 * half + 1, grid.shape[axis]
    later = np.take(total, range(size, size + length), axis=axis)
    return np.asarray((later - np.take(total, range(length), axis=axis)) / size)


def land_mask(land: BaseGeometry, frame: Frame) -> Grid:
    """Return 0–1 coverage of each pixel by land, drawn fourfold and reduced so that coasts are smooth."""
    fine = 3
    picture = Image.new("L", (frame.width * fine, frame.height * fine), 0)
    pen = ImageDraw.Draw(picture)
    window = shapely.box(frame.west - 1, frame.south - 1, frame.east + 1, frame.north + 1)
    for part in shapely.get_parts(shapely.intersection(land, window)):
        if part.geom_type == "Polygon":
            pen.polygon(_pixels(part.exterior, frame, fine), fill=255)
            for hole in part.interiors:
                pen.polygon(_pixels(hole, frame, fine), fill=0)
    small = picture.resize((frame.width, frame.height), Image.Resampling.BOX)
    return np.asarray(small.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float64) / 255


def _pixels(ring: BaseGeometry, frame: Frame, fine: int) -> list[tuple[float, float]]:
    top, bottom = mercator_y(frame.north), mercator_y(frame.south)
    across = frame.width * fine / (frame.east - frame.west)
    down = frame.height * fine / (bottom - top)
    return [((x - frame.west) * across, (mercator_y(y) - top) * down) for x, y in ring.coords]


def fade(frame: Frame) -> Grid:
    """Return 1 inside and a smooth fall to 0 over FADE degrees towards the edges."""
    x = (np.arange(frame.width) + 0.5) / frame.width * (frame.east - frame.west)
    y = (np.arange(frame.height) + 0.5) / frame.height * (frame.north - frame.south)
    side = np.clip(np.minimum(x, x[::-1]) / FADE, 0, 1)[None, :]
    edge = np.clip(np.minimum(y, y[::-1]) / FADE, 0, 1)[:, None]
    ramp = side * edge
    return np.asarray(ramp * ramp * (3 - 2 * ramp))


def paint(colours: Grid, cover: Grid, edge: Grid) -> Image.Image:
    """Return the relief as RGBA: tint by the source's colour, slopes as shadow and light, clear at sea.

    The source colours lowland by vegetation (green against sand) and highland pale: greenness after a blur
    tells forest, height stands in the brightness. Slopes are what the blurred brightness leaves over, so the
    tint does not darken the paper. `cover` is the share of land in each pixel, `edge` the fade at the border.
    """
    land = (cover > 0.98).astype(np.float64)  # coastal pixels are half sea in the source
    brightness = colours @ np.array([0.299, 0.587, 0.114])
    around = blur(brightness, BASE_BLUR, land)
    slope = (brightness - around) / 255 * SHADE_GAIN * blur(land, 1)
    green = blur(colours[..., 1] - (colours[..., 0] + colours[..., 2]) / 2, TINT_BLUR, land)
    forest = np.clip((green - 13) / 15, 0, 1)
    high = np.clip((blur(brightness, TINT_BLUR, land) - 168) / 16, 0, 1)
    tint = _mix(_mix(np.array(COAST, float), np.array(SIERRA, float), high), np.array(SELVA, float), forest)
    ink = np.where((slope < 0)[..., None], np.array(SHADOW, float), np.array(LIGHT, float))
    limit = np.where(slope < 0, SHADE_LIMIT, LIGHT_LIMIT)
    strength = limit * np.tanh(np.abs(slope) / limit)
    alpha = strength + TINT_ALPHA * (1 - strength)
    mixed = (ink * strength[..., None] + tint * (TINT_ALPHA * (1 - strength))[..., None]) / alpha[..., None]
    stack = np.dstack([mixed, alpha * cover * edge * 255])
    return Image.fromarray(np.clip(np.round(stack), 0, 255).astype(np.uint8), "RGBA")


def _mix(a: Grid, b: Grid, share: Grid) -> Grid:
    return np.asarray(a * (1 - share[..., None]) + b * share[..., None])


def write_relief(source: Path, land: BaseGeometry, folder: Path) -> int:
    """Write relief.webp and relief.json and return the picture's size in bytes."""
    Image.MAX_IMAGE_PIXELS = None
    frame = make_frame(BOUNDS, PIXELS_PER_DEGREE)
    with Image.open(source) as picture:
        colours = warp(picture.convert("RGB"), frame)
    relief = paint(colours, land_mask(land, frame), fade(frame))
    target = folder / "relief.webp"
    relief.save(target, quality=72, alpha_quality=70, method=6)
    (folder / "relief.json").write_text(json.dumps(_describe(frame), indent=2) + "\n", encoding="utf-8")
    return target.stat().st_size


def _describe(frame: Frame) -> dict[str, object]:
    return {
        "image": "relief.webp",
        "bounds": {"west": frame.west, "south": frame.south, "east": frame.east, "north": frame.north},
        "leaflet": [[frame.south, frame.west], [frame.north, frame.east]],
        "projection": "EPSG:3857",
        "width": frame.width,
        "height": frame.height,
        "source_resolution": "2 arc minutes (about 3.7 km)",
        "warping": "plate carrée to Web Mercator; columns Lanczos, rows linear by latitude; the pixels are evenly "
        "spaced in Mercator, as an image overlay stretches them",
    }
