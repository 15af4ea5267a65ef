"""The figures and data of a view as the app hands them out, drawn when asked for and kept for a while.

Matplotlib is imported when something is drawn: Explore must not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geodash.app import holdings
from geodash.app.figures import Asked
from geodash.camera import Camera
from geodash.selection import Selection, select
from geodash.view.sheet import preset, steps

if TYPE_CHECKING:
    from geodash.atlas import Atlas
    from geodash.formats.catalogue import Download
    from geodash.render.snapshot import Animation, Figure

SMALL, SHARP = 640, 1280
"""Widths of the preview in pixels: what comes first, and what takes its place."""
_TALLEST = 1.5  # of a preview's width


@dataclass(frozen=True, slots=True)
class Order:
    """A figure asked for: of what, how, in which language, and where it looks (None: the whole country)."""

    selection: Selection
    asked: Asked
    language: str
    camera: Camera | None = None

    @property
    def pixels(self) -> tuple[int, int]:
        """The size of its PNG."""
        return self.asked.wish.size.pixels


def preview(order: Order, width: int) -> tuple[bytes, str]:
    """Draw a PNG about `width` pixels wide, and say in a sentence what it shows; of a film the frame in its middle.

    Raises:
        FigureError: it cannot be drawn, or nothing is left to draw.
    """
    size = preset(order.asked.wish.preset)
    dpi = 96 * width * min(1.0, _TALLEST * size.width / size.height) / size.width
    seen = replace(order, asked=order.asked.change(dpi=round(dpi, 2)))
    return _preview(holdings.version(), seen)


def draw(order: Order, form: str) -> bytes:
    """Draw a figure in the format of that name: png, svg or pdf.

    Raises:
        FigureError: it cannot be drawn, or nothing is left to draw.
    """
    return _drawn(holdings.version(), order, form)


def film(order: Order, form: str, tell: Callable[[int, int], None]) -> bytes:
    """Draw a film as gif or mp4, telling how far it is; whoever is told stops it by raising.

    Raises:
        FigureError: it cannot be drawn, or nothing is left to draw.
    """
    return _film(order).drawn(form, tell)


def data(selection: Selection, form: str, language: str) -> Download:
    """Make the data of a view in a format.

    Raises:
        GeodashError: no row is left, or they cannot be written in it.
    """
    return _atlas_of(selection).download(form, language=language)


@dataclass(frozen=True, slots=True)
class Leaving:
    """How many rows a view lets leave, how many of them are drawn, and how many are coarser than they were found."""

    rows: int
    drawn: int
    generalised: int
    withheld: int


def count(selection: Selection) -> Leaving:
    """Count what leaves with the data of a view."""
    return _count(holdings.version(), replace(selection, focus=None))


def cite(order: Order) -> dict[str, Any]:
    """Make the CSL-JSON record by which the view of a figure is cited, the same that the figure's file carries."""
    chosen, asked = order.selection, order.asked
    windows = steps(chosen.first, chosen.last, asked.film) if asked.film else asked.windows
    return _atlas_of(chosen).citation(order.language, camera=order.camera, windows=windows)


def version() -> str:
    """Name the state of the data, as files carry it."""
    return holdings.atlas().version


@lru_cache(maxsize=32)
def _count(_version: str, selection: Selection) -> Leaving:
    chosen = [layer for layer in holdings.layers() if layer.name in selection.layers]
    rows = [feature["properties"] for layer in chosen for feature in select(layer, selection)]
    return Leaving(
        rows=len(rows),
        drawn=sum(row.get("drawn") != "listed" for row in rows),
        generalised=sum(row.get("sensitivity") == "district" for row in rows),
        withheld=sum(row.get("sensitivity") == "withheld" for row in rows),
    )


@lru_cache(maxsize=16)
def _preview(_version: str, order: Order) -> tuple[bytes, str]:
    if order.asked.film:
        from geodash.render.snapshot import Figure  # noqa: PLC0415

        reel = _film(order).reel
        still = reel.frames[len(reel.frames) // 2]
        panel = replace(reel.sheet.panels[0], scene=still.scene)
        sheet = replace(reel.sheet, panels=(panel,), blocks=(*reel.sheet.blocks, *still.blocks))
        return Figure(sheet).png(), sheet.alt
    figure = _figure(order)
    return figure.png(), figure.sheet.alt


@lru_cache(maxsize=8)
def _drawn(_version: str, order: Order, form: str) -> bytes:
    return _figure(order).drawn(form)


def _figure(order: Order) -> Figure:
    return _atlas_of(order.selection).figure(windows=order.asked.windows, **_wishes(order))


def _film(order: Order) -> Animation:
    chosen, step = order.selection, order.asked.film
    return _atlas_of(chosen).animation(steps(chosen.first, chosen.last, step), **_wishes(order))


def _wishes(order: Order) -> dict[str, Any]:
    said = order.asked.wish.as_json()
    return {**said, "language": order.language, "camera": order.camera}


def _atlas_of(selection: Selection) -> Atlas:
    return replace(holdings.atlas(), selection=selection)
