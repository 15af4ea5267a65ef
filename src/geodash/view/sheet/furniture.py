"""What helps to read a map: scale bar, north arrow, graticule, and the small map that says where it lies."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from geodash.camera import BBox, Camera, fit, project, unproject
from geodash.text import Texts
from geodash.view.compose import HOME
from geodash.view.lettering import width
from geodash.view.names import Box
from geodash.view.sheet.parts import Frame, Graticule, GridLine, Locator, Panel, ScaleBar
from geodash.view.sheet.words import latitude, longitude

_STEPS = (20.0, 10.0, 5.0, 2.0, 1.0, 0.5, 0.25, 0.1)
_CONTINENT = BBox(-82.5, -56.5, -33.5, 13.5)
_WIDTH_OF_CONTINENT, _WIDTH_OF_COUNTRY = 0.68, 0.74  # by height, in Web Mercator
_BEARABLE = 1.0  # symbols that the small map may cover
_LEAST_LOCATOR = 34.0  # pixels of height


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


def graticule(panel: Panel, size: float, texts: Texts, taken: Sequence[Box]) -> Graticule:
    """Choose parallels and meridians: the widest step that gives at least three of one and two of the other.

    Each has its degrees at the lower or right edge of the map, but where something else stands there already.
    """
    camera, small = panel.camera, size / panel.scale
    box = camera.bbox()
    for step in _STEPS:
        lons, lats = _multiples(box.west, box.east, step), _multiples(box.south, box.north, step)
        if (len(lons) >= 3 and len(lats) >= 2) or (len(lats) >= 3 and len(lons) >= 2):
            break
    lines = []
    for lon in lons:
        x = camera.pixel(lon, camera.lat)[0]
        lines.append(GridLine(False, x, longitude(lon, texts), x + 3, camera.height - 4.0))
    for lat in lats:
        y, words = camera.pixel(camera.lon, lat)[1], latitude(lat, texts)
        lines.append(GridLine(True, y, words, camera.width - 4 - width(words, small), y - 3))
    return Graticule(size, tuple(_free(one, small, camera, taken) for one in lines))


def label_boxes(net: Graticule | None, panel: Panel) -> tuple[Box, ...]:
    """Give the boxes of a graticule's degrees in the camera's pixels."""
    if net is None:
        return ()
    return tuple(_label_box(one, net.size / panel.scale) for one in net.lines if one.words)


def _free(one: GridLine, small: float, camera: Camera, taken: Sequence[Box]) -> GridLine:
    """Leave the words out where they would lie on something or be cut."""
    west, north, east, south = _label_box(one, small)
    cut = west < 0 or north < 0 or east > camera.width or south > camera.height
    if cut or any(west < e and east > w and north < s and south > n for w, n, e, s in taken):
        return replace(one, words="")
    return one


def _label_box(one: GridLine, small: float) -> Box:
    return one.x - 2, one.y - small, one.x + width(one.words, small) + 2, one.y + small * 0.3


def locator(panel: Panel, bar: ScaleBar | None, arrow: Frame | None) -> Locator | None:
    """Set the small map into the corner where it covers least: the continent, or the country if only a part is seen.

    None where every corner lies over a mark or is too small.
    """
    seen = panel.camera.bbox()
    part = (seen.east - seen.west) < (HOME.east - HOME.west) * 0.55
    frame = panel.frame
    height = min(frame.height * 0.27, frame.width * 0.27, 190.0)
    wide = height * (_WIDTH_OF_COUNTRY if part else _WIDTH_OF_CONTINENT)
    pad = frame.width * 0.012
    left, right, top, bottom = frame.x + pad, frame.right - pad - wide, frame.y + pad, frame.bottom - pad - height
    above = bottom - (bar.size * 2.6 if bar else 0.0)
    below = (arrow.bottom - frame.y if arrow else 0.0) + top
    corners = [Frame(x, y, wide, height) for x, y in ((left, top), (right, bottom), (left, above), (right, below))]
    covered = [_covered(panel, corner) for corner in corners]
    least = min(covered)
    if least > _BEARABLE or height < _LEAST_LOCATOR:
        return None
    chosen = corners[covered.index(least)]
    inside = fit(_grown(HOME, 1.3) if part else _CONTINENT, round(wide), round(height), step=0.01, margin=1)
    return Locator(chosen, inside, seen)


def _covered(panel: Panel, corner: Frame) -> float:
    """How much a corner covers: symbols count whole, areas a little."""
    x, y, scale = panel.frame.x, panel.frame.y, panel.scale
    west, north, east, south = (
        (corner.x - x) / scale,
        (corner.y - y) / scale,
        (corner.right - x) / scale,
        (corner.bottom - y) / scale,
    )
    points = [(one.x, one.y, 12.0) for one in panel.scene.symbols] + [(r.x, r.y, r.radius) for r in panel.scene.rings]
    symbols = sum(west - r < px < east + r and north - r < py < south + r for px, py, r in points)
    shapes = [edge.shape for grounds in panel.scene.grounds for edge in grounds.edges]
    boxes = [shape.box for shape in shapes]
    areas = sum(w < east and e > west and n < south and s > north for w, n, e, s in boxes)
    return symbols + 0.25 * areas


def showing(box: Camera, width_px: float, height_px: float) -> Camera:
    """Look at all that a camera shows through a frame of another shape, as near as that allows."""
    ratio = min(width_px / box.width, height_px / box.height)
    return Camera(box.lon, box.lat, box.zoom + math.log2(ratio), round(width_px), round(height_px))


def home(width_px: float, height_px: float) -> Camera:
    """Look at the whole country through a frame."""
    return fit(HOME, round(width_px), round(height_px), step=0.01, margin=4)


def clear_of(panel: Panel, bar: ScaleBar | None, arrow: Frame | None, small: Locator | None) -> tuple[Box, ...]:
    """Give the boxes of all furniture in the camera's pixels, for names to keep clear of."""
    boxes = []
    if small:
        boxes.append((small.frame.x, small.frame.y, small.frame.right, small.frame.bottom))
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
