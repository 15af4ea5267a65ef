"""What helps to read a map: scale bar, north arrow, graticule, and the small map that says where it lies."""

from __future__ import annotations

import math

from geodash.camera import BBox, Camera, fit, project, unproject
from geodash.text import Texts
from geodash.view.compose import HOME
from geodash.view.lettering import width
from geodash.view.names import Box
from geodash.view.sheet.parts import Frame, Graticule, Locator, Panel, ScaleBar
from geodash.view.sheet.words import latitude, longitude

_STEPS = (20.0, 10.0, 5.0, 2.0, 1.0, 0.5, 0.25, 0.1)
_CONTINENT = BBox(-82.5, -56.5, -33.5, 13.5)


def scale_bar(panel: Panel, size: float, texts: Texts) -> ScaleBar:
    """Make the scale bar of a map, right at the latitude that it names: that of the map's middle.

    Its length is the largest of 1, 2, 5, 10 ... kilometres that takes less than a quarter of the map.
    """
    metres = panel.camera.metres_per_pixel() / panel.scale
    most = panel.frame.width * 0.24 * metres / 1000
    power = 10.0 ** math.floor(math.log10(most))
    km = max(step * power for step in (1, 2, 5) if step * power <= most)
    pad = size * 0.9
    words = texts.say("figure.scale", km=f"{km:g}", lat=latitude(round(panel.camera.lat, 1), texts))
    frame = panel.frame
    return ScaleBar(frame.x + pad, frame.bottom - pad, km * 1000 / metres, km, words, size)


def north(panel: Panel, size: float) -> Frame:
    """Put the north arrow into the map's upper right corner; Web Mercator has north at the top everywhere."""
    height = size * 2.6
    return Frame(panel.frame.right - size * 2.1, panel.frame.y + size * 0.9, size * 1.2, height)


def graticule(camera: Camera, texts: Texts) -> Graticule:
    """Choose parallels and meridians: the widest step that gives at least three of one and two of the other."""
    box = camera.bbox()
    for step in _STEPS:
        lons, lats = _multiples(box.west, box.east, step), _multiples(box.south, box.north, step)
        if (len(lons) >= 3 and len(lats) >= 2) or (len(lats) >= 3 and len(lons) >= 2):
            break
    return Graticule(
        tuple((lon, longitude(lon, texts)) for lon in lons), tuple((lat, latitude(lat, texts)) for lat in lats)
    )


def locator(frame: Frame, camera: Camera) -> Locator:
    """Set the small map: the continent, or the country where the large map shows only a part of it."""
    seen = camera.bbox()
    part = (seen.east - seen.west) < (HOME.east - HOME.west) * 0.55
    around = _grown(HOME, 1.5) if part else _CONTINENT
    inside = fit(around, round(frame.width), round(frame.height), step=0.01, margin=2)
    return Locator(frame, inside, seen)


def showing(box: Camera, width_px: float, height_px: float) -> Camera:
    """Look at all that a camera shows through a frame of another shape, as near as that allows."""
    ratio = min(width_px / box.width, height_px / box.height)
    return Camera(box.lon, box.lat, box.zoom + math.log2(ratio), round(width_px), round(height_px))


def home(width_px: float, height_px: float) -> Camera:
    """Look at the whole country through a frame."""
    return fit(HOME, round(width_px), round(height_px), step=0.01, margin=4)


def clear_of(panel: Panel, bar: ScaleBar | None, arrow: Frame | None) -> tuple[Box, ...]:
    """Give the boxes of scale bar and arrow in the camera's pixels, for names to keep clear of."""
    boxes = []
    if bar:
        wide = max(bar.width, width(bar.words, bar.size))
        boxes.append((bar.x - 4, bar.y - bar.size * 1.9, bar.x + wide + 4, bar.y + 4))
    if arrow:
        boxes.append((arrow.x - 4, arrow.y - 4, arrow.right + 4, arrow.bottom + 4))
    x, y, scale = panel.frame.x, panel.frame.y, panel.scale
    return tuple(((w - x) / scale, (n - y) / scale, (e - x) / scale, (s - y) / scale) for w, n, e, s in boxes)


def _multiples(low: float, high: float, step: float) -> list[float]:
    return [round(i * step, 4) for i in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _grown(box: BBox, times: float) -> BBox:
    left, top = project(box.west, box.north, 0)
    right, bottom = project(box.east, box.south, 0)
    more_x, more_y = (right - left) * (times - 1) / 2, (bottom - top) * (times - 1) / 2
    west, north_edge = unproject(left - more_x, top - more_y, 0)
    east, south = unproject(right + more_x, bottom + more_y, 0)
    return BBox(west, south, east, north_edge)
