"""One palette for all frames of a film: chosen once, so that no colour flickers, with the legend's colours exact."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image

_SIZE = 256
_SAMPLES = 8  # frames that the palette is made of
Codes = npt.NDArray[np.uint32]


def choose_palette(pictures: Sequence[Image.Image], exact: Sequence[str]) -> Image.Image:
    """Choose the colours of some frames of a film, those of `exact` (#rrggbb) first and as they are.

    How often a colour is counts by its square root: else a map's paper, sea and forest would take all the places,
    and events as small as they are would come out brown.
    """
    kept = list(dict.fromkeys(exact))[: _SIZE // 2]
    step = max(1, len(pictures) // _SAMPLES)
    some = [*pictures[::step][:_SAMPLES], pictures[-1]]
    found, counts = np.unique(np.concatenate([_codes(picture).ravel() for picture in some]), return_counts=True)
    often = np.repeat(found, np.maximum(1, np.sqrt(counts)).astype(int))
    strip = Image.fromarray(_channels(often)[None], "RGB")
    rest = strip.quantize(_SIZE - len(kept), method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    colors = [value for color in kept for value in bytes.fromhex(color[1:7])] + list(rest.getpalette() or ())
    palette = Image.new("P", (1, 1))
    palette.putpalette(colors[: _SIZE * 3])
    return palette


def mixed(over: str, under: str, strength: float) -> str:
    """Give the colour (#rrggbb) that one laid over another leaves, at a strength from 0 to 1."""
    pairs = zip(bytes.fromhex(over[1:7]), bytes.fromhex(under[1:7]), strict=True)
    return "#" + bytes(round(a * strength + b * (1 - strength)) for a, b in pairs).hex()


def reduce(picture: Image.Image, palette: Image.Image) -> Image.Image:
    """Give each pixel the palette's nearest colour; no dithering, which would crawl from frame to frame."""
    colors = np.array(palette.getpalette(), dtype=np.int32).reshape(-1, 3)
    found, where = np.unique(_codes(picture), return_inverse=True)
    wanted = _channels(found).astype(np.int32)
    # |a - b|^2 without its constant part |a|^2, which changes no order
    nearest = ((colors**2).sum(axis=1)[None] - 2 * wanted @ colors.T).argmin(axis=1).astype(np.uint8)
    flat = Image.fromarray(nearest[where].reshape(picture.height, picture.width), "P")
    flat.putpalette(palette.getpalette() or [])
    return flat


def _codes(picture: Image.Image) -> Codes:
    pixels = np.asarray(picture.convert("RGB"), dtype=np.uint32)
    return ((pixels[..., 0] << 16) | (pixels[..., 1] << 8) | pixels[..., 2]).astype(np.uint32)


def _channels(codes: Codes) -> npt.NDArray[np.uint8]:
    return np.stack([codes >> 16 & 255, codes >> 8 & 255, codes & 255], axis=-1).astype(np.uint8)
