"""The picture of the relief for a lesson: cut out, fading at its edges, as small as it may be, as a data: address."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any

from geodash.camera import BBox, project, unproject
from geodash.view.ground import Relief

if TYPE_CHECKING:
    from PIL.Image import Image

_FADE = 24  # pixels over which a cut edge fades, lest the mountains end in a line
_TRIES = (1.0, 0.85, 0.7, 0.6, 0.5, 0.35)  # of the picture's size
_QUALITY = {"quality": 60, "alpha_quality": 60, "method": 4}  # the shading is soft and has few steps


def cut_relief(relief: Relief, box: BBox, most: int) -> dict[str, Any] | None:
    """Cut a box of degrees out of the relief; give `url` and `bounds` as the plugin takes them.

    The picture is made smaller until its address has at most `most` characters; None if the box holds nothing of
    the relief, or if even the smallest picture is too large.
    """
    from PIL import Image  # noqa: PLC0415 - only lessons need it

    west, south, east, north = relief.box
    with Image.open(relief.path) as opened:
        picture = opened.convert("RGBA")
    left, top = project(west, north, 0)
    right, bottom = project(east, south, 0)
    across, down = picture.width / (right - left), picture.height / (bottom - top)
    begin, end = project(box.west, box.north, 0), project(box.east, box.south, 0)
    x, y = max(0, int((begin[0] - left) * across)), max(0, int((begin[1] - top) * down))
    far_x, far_y = (
        min(picture.width, int((end[0] - left) * across) + 1),
        min(picture.height, int((end[1] - top) * down) + 1),
    )
    if far_x - x < 2 or far_y - y < 2:
        return None
    cut = _faded(picture.crop((x, y, far_x, far_y)), (x > 0, y > 0, far_x < picture.width, far_y < picture.height))
    url = _written(cut, most)
    if url is None:
        return None
    first = unproject(left + x / across, top + y / down, 0)
    last = unproject(left + far_x / across, top + far_y / down, 0)
    edges = {"west": first[0], "south": last[1], "east": last[0], "north": first[1]}
    return {"url": url, "bounds": {name: round(value, 5) for name, value in edges.items()}}


def _faded(picture: Image, edges: tuple[bool, bool, bool, bool]) -> Image:
    import numpy as np  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    values = np.asarray(picture).astype(float)
    for axis, (near, far) in enumerate(((edges[1], edges[3]), (edges[0], edges[2]))):
        size = values.shape[axis]
        away = np.arange(size)
        ramp = np.ones(size)
        if near:
            ramp = np.minimum(ramp, (away + 1) / _FADE)
        if far:
            ramp = np.minimum(ramp, (size - away) / _FADE)
        values[..., 3] *= ramp[:, None] if axis == 0 else ramp[None, :]
    return Image.fromarray(values.round().astype("uint8"), "RGBA")


def _written(picture: Image, most: int) -> str | None:
    for size in _TRIES:
        smaller = picture.resize((max(1, round(picture.width * size)), max(1, round(picture.height * size))))
        written = io.BytesIO()
        smaller.save(written, "WEBP", exact=False, **_QUALITY)
        url = f"data:image/webp;base64,{base64.b64encode(written.getvalue()).decode('ascii')}"
        if len(url) <= most:
            return url
    return None
