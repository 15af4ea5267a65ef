"""The table of figure sizes, read once; all lengths in CSS pixels (1/96 inch)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Literal

import yaml

from geodash.errors import FigureError

Arrangement = Literal["beside", "below"]
_PIXELS = {"px": 1.0, "mm": 96 / 25.4}
_PX_PER_POINT = 96 / 72
LARGEST_SIDE = 10_000  # pixels of a PNG; 400 megabytes in memory, and more than any printer asks for
_LEAST_SIDE, _MOST_PIXELS = 200, 60_000_000
_LONGEST_SHAPE = 3


@dataclass(frozen=True, slots=True)
class Preset:
    """A size and its type: lengths in CSS pixels, `dpi` of the PNG, `marks` how large symbols are by the screen's."""

    name: str
    width: float
    height: float
    dpi: float
    arrangement: Arrangement
    panel: float
    margin: float
    gap: float
    marks: float
    type: Mapping[str, float]

    @property
    def pixels(self) -> tuple[int, int]:
        """The PNG's size."""
        return round(self.width * self.dpi / 96), round(self.height * self.dpi / 96)


def preset(name: str, dpi: float | None = None, pixels: tuple[int, int] | None = None) -> Preset:
    """Give a preset, at another resolution if `dpi` says so, or as a PNG of so many `pixels` (width, height).

    With `pixels` margins, type and symbols grow or shrink with the sheet, so that the figure keeps its look; the
    legend goes beside the map or below it as the sheet is wide or tall.

    Raises:
        FigureError: there is no such preset, or the PNG would be larger or smaller than can be made.
    """
    table = presets()
    if name not in table:
        raise FigureError(f"no preset {name!r}; choose one of {', '.join(table)}")
    found = table[name]
    if pixels is not None:
        return _sized(found, dpi or found.dpi, pixels)
    if dpi is None:
        return found
    if not (dpi > 0 and _feasible(found.width * dpi / 96, found.height * dpi / 96)):
        most = LARGEST_SIDE * 96 / max(found.width, found.height)
        most = int(min(most, 96 * (_MOST_PIXELS / (found.width * found.height)) ** 0.5))
        least = int(_LEAST_SIDE * 96 / min(found.width, found.height)) + 1
        told = f"{dpi:g} dpi is out of reach for {name}; choose from {least} to {most}"
        raise FigureError(told, key="resolution", dpi=f"{dpi:g}", preset=name, least=least, most=most)
    return replace(found, dpi=float(dpi))


def _sized(found: Preset, dpi: float, pixels: tuple[int, int]) -> Preset:
    across, down = pixels
    if not _feasible(across, down) or max(across, down) > _LONGEST_SHAPE * min(across, down):
        raise FigureError(
            f"{across} x {down} pixels are out of reach; choose sides from {_LEAST_SIDE} to {LARGEST_SIDE}, "
            f"at most {_LONGEST_SHAPE} to 1 and {_MOST_PIXELS // 10**6} million in all",
            key="pixels",
            **{"across": across, "down": down, "least": _LEAST_SIDE, "most": LARGEST_SIDE},
            **{"shape": _LONGEST_SHAPE, "millions": _MOST_PIXELS // 10**6},
        )
    if not 10 <= dpi <= 2400:
        raise FigureError(f"{dpi:g} dpi is out of reach; choose from 10 to 2400")
    width, height = across * 96 / dpi, down * 96 / dpi
    arrangement: Arrangement = "beside" if across >= down * 0.98 else "below"
    grown = min(width / found.width, height / found.height)
    if arrangement != found.arrangement:
        grown = min(width / found.height, height / found.width)
    return replace(
        found,
        width=width,
        height=height,
        dpi=dpi,
        arrangement=arrangement,
        panel=found.panel * grown,
        margin=found.margin * grown,
        gap=found.gap * grown,
        marks=found.marks * grown,
        type={key: size * grown for key, size in found.type.items()},
    )


def _feasible(across: float, down: float) -> bool:
    longest, least = max(across, down), min(across, down)
    return least >= _LEAST_SIDE and longest <= LARGEST_SIDE and across * down <= _MOST_PIXELS


@lru_cache(maxsize=1)
def presets() -> Mapping[str, Preset]:
    """Read the table, in its order."""
    text = resources.files("geodash.view.sheet").joinpath("presets.yaml").read_text(encoding="utf-8")
    return {name: _preset(name, row) for name, row in yaml.safe_load(text).items()}


def _preset(name: str, row: Mapping[str, object]) -> Preset:
    unit = _PIXELS[str(row["unit"])]
    lengths = {key: float(str(row[key])) * unit for key in ("width", "height", "panel", "margin", "gap")}
    sizes: Mapping[str, float] = row["type"]  # type: ignore[assignment]
    arrangement: Arrangement = "below" if row["arrangement"] == "below" else "beside"
    return Preset(
        name=name,
        dpi=float(str(row["dpi"])),
        arrangement=arrangement,
        marks=float(str(row["marks"])),
        type={key: size * _PX_PER_POINT for key, size in sizes.items()},
        **lengths,
    )
