"""The table of styles: what is painted over what can be told from it."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from geodash.view.styles import load_styles

_MARKED = ("places", "committees", "bases", "events")


def _channels(color: str) -> list[float]:
    return [value / 255 for value in bytes.fromhex(color[1:])]


def _mixed(over: str, under: str, strength: float) -> list[float]:
    return [a * strength + b * (1 - strength) for a, b in zip(_channels(over), _channels(under), strict=True)]


def _linear(color: list[float]) -> list[float]:
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in color]


def _luminance(color: list[float]) -> float:
    return sum(part * value for part, value in zip((0.2126, 0.7152, 0.0722), _linear(color), strict=True))


def _contrast(one: list[float], other: list[float]) -> float:
    """WCAG's contrast ratio of two colours."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _apart(one: list[float], other: list[float]) -> float:
    """How far two colours lie from each other in CIE L*a*b*; from about 2.3 on a difference is seen."""
    return math.dist(_lab(one), _lab(other))


def _lab(color: list[float]) -> tuple[float, float, float]:
    red, green, blue = _linear(color)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _painted(theme: str) -> list[list[float]]:
    """The classes of coca as they are seen: over the land."""
    styles = load_styles()
    coca = styles.layer("coca_zones")
    land = styles.table["basemap"][theme]["land"]
    return [_mixed(color, land, coca["fill"]) for color in coca["classes"][theme]]


def test_marks_and_names_stand_out_on_every_class_of_the_dark_theme() -> None:
    styles = load_styles()
    text = _channels(styles.table["basemap"]["dark"]["text"])
    for zone in _painted("dark"):
        for layer in _MARKED:
            assert _contrast(_channels(styles.color(layer, "dark")), zone) >= 2, layer
        assert _contrast(text, zone) >= 3


@pytest.mark.parametrize("theme", ["light", "dark", "grey", "contrast"])
def test_classes_are_told_apart_and_rise(theme: str) -> None:
    land = _channels(load_styles().table["basemap"][theme]["land"])
    painted = _painted(theme)
    for lower, higher in pairwise(painted):
        assert _apart(lower, higher) >= 7
        assert _contrast(higher, land) > _contrast(lower, land)
