"""The parts of a map view: marks, legend, and the view that holds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from geodash.camera import Camera
from geodash.selection import Selection, Span, Standing, layer_standing, opacity
from geodash.tally import Count
from geodash.when import Timespan

Form = Literal["point", "circle", "area"]
LonLat = tuple[float, float]
Ring = tuple[LonLat, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to draw, in lon/lat; its place in the view's tuple is its place in the drawing, from below.

    `form` point: a symbol of `shape` and `size` CSS pixels at `at`, with the circle of `radius_km` round it.
    circle: a dashed circle of `radius_km` and no symbol (a vague place). area: `rings`, filled by the
    even-odd rule and edged with dashes. `color` is for certainly present; `classes` overrides it by year (see
    `Shown.color`). `name` and `tooltip` are plain text, never markup. `moments` are the years that a
    timeline counts it in, one entry a moment.
    """

    id: str
    layer: str
    form: Form
    shape: str
    at: LonLat
    rings: tuple[Ring, ...]
    radius_km: float | None
    size: float
    color: str
    name: str
    tooltip: str
    spans: tuple[Span, ...]
    classes: tuple[tuple[int, int], ...]
    always: bool
    articles: tuple[str, ...]
    themes: tuple[str, ...]
    where_prec: int
    moments: tuple[int, ...] = ()
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A layer's line in the legend."""

    layer: str
    name: str
    shape: str
    color: str
    count: Count


@dataclass(frozen=True, slots=True)
class Shown:
    """A mark as a window makes it: filled if certain, hollow if only possible, dotted and hollow if undated.

    A coca zone looks the same whether certain or possible; `color` None stands for hatching in its own colour, where
    the window's last year has no figure.
    """

    mark: Mark
    standing: Standing
    opacity: float
    color: str | None


@dataclass(frozen=True, slots=True)
class MapView:
    """A map, whole: what to draw, how, where to look, and what to say round it.

    `marks` holds every row that can be drawn, whatever the window, in drawing order; `shown` is what the
    selection leaves of them. `hectare_colors` are the class colours of coca zones. `abroad` are located rows outside
    the country: listed, and told of by a small map of the world, but no marks of this map. `hidden` are the marks (by
    layer and id) that the selection's filters leave out, whatever the window.
    """

    camera: Camera
    selection: Selection
    marks: tuple[Mark, ...] = field(repr=False)
    legend: tuple[LegendEntry, ...]
    hectare_colors: tuple[str, ...]
    fade_years: float
    fade_floor: float
    caption: str
    attribution: tuple[str, ...]
    abroad: tuple[Mark, ...] = field(default=(), repr=False)
    hidden: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)

    def shown(self) -> Iterator[Shown]:
        """Walk through the marks that the selection shows, from below; the browser's plugin does the same."""
        for mark in self.marks:
            how = self._standing(mark)
            if how != "out":
                faded = opacity(mark.spans, self.window, years=self.fade_years, floor=self.fade_floor)
                yield Shown(mark, how, 1.0 if mark.always else faded, self._color(mark))

    @property
    def window(self) -> Timespan:
        """The selection's window of days."""
        return self.selection.window

    def _standing(self, mark: Mark) -> Standing:
        chosen = self.selection
        if mark.layer not in chosen.layers or (mark.layer, mark.id) in self.hidden:
            return "out"
        how = layer_standing(mark.spans, mark.layer, self.window)
        hidden = (how == "possible" and chosen.certainty == "certainly") or (how == "undated" and not chosen.undated)
        return "out" if hidden else how

    def _color(self, mark: Mark) -> str | None:
        if not mark.always:
            return mark.color
        number = dict(mark.classes).get(self.selection.last)
        return None if number is None else self.hectare_colors[number]
