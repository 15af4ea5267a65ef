"""How long a film of 20 frames takes, beside the plain way: each frame drawn whole, the colours left to Pillow.

    python benchmarks/animation.py

Both draw the same years at the same size. Beside the seconds stand those of computing, which other work on the
machine does not change, and how many pixels flicker: the same from one frame to the next as drawn, but not so in the
GIF. Goal: 20 s.
"""

from __future__ import annotations

import io
import resource
import time
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from PIL import Image, ImageSequence

import geodash
from geodash.atlas import Atlas
from geodash.view.sheet import steps

_DPI = 72  # 960 x 540 pixels
_YEARS = steps(1980, 1999)


def main() -> None:
    """Draw both films and print what each took."""
    atlas = geodash.load()
    atlas.figure(dpi=_DPI).png()  # imports, fonts and outlines are there
    film = _timed("one ground, one palette", lambda: atlas.animation(_YEARS, dpi=_DPI).gif())
    print(f"    {_flicker(film, list(atlas.animation(_YEARS, dpi=_DPI).frames())):.2%} of still pixels flicker")
    pictures: list[Image.Image] = []
    film = _timed("each frame whole", lambda: _plain(atlas, pictures))
    print(f"    {_flicker(film, pictures):.2%} of still pixels flicker")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(_YEARS)} frames of 960 x 540 pixels; {most:.0f} MB at most")


def _plain(atlas: Atlas, pictures: list[Image.Image]) -> bytes:
    for first, last in _YEARS:
        png = atlas.select(first=first, last=last).figure(dpi=_DPI).png()
        pictures.append(Image.open(io.BytesIO(png)).convert("RGB"))
    out = io.BytesIO()
    pictures[0].save(out, format="GIF", save_all=True, append_images=pictures[1:], duration=800, loop=0)
    return out.getvalue()


def _flicker(gif: bytes, drawn: Sequence[Image.Image]) -> float:
    """Say what part of the pixels that stay the same from frame to frame as drawn changes in the GIF."""
    shown = [np.asarray(frame.convert("RGB")) for frame in ImageSequence.Iterator(Image.open(io.BytesIO(gif)))]
    meant = [np.asarray(picture) for picture in drawn]
    changed = [
        (one != other).any(axis=2)[(first == second).all(axis=2)].mean()
        for (one, other), (first, second) in zip(pairwise(shown), pairwise(meant), strict=True)
    ]
    return float(np.mean(changed))


def _timed(name: str, make: Callable[[], bytes]) -> bytes:
    wall, alone = time.perf_counter(), time.process_time()
    made = make()
    wall, alone = time.perf_counter() - wall, time.process_time() - alone
    print(f"{name:<24} {wall:5.1f} s, {alone:4.1f} s of computing, {len(made) / 1e6:.1f} MB")
    return made


if __name__ == "__main__":
    main()
