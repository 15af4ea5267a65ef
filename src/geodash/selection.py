"""What a reader has chosen to see, and which rows of a layer that leaves.

This is the one truth that map, counts, table and charts follow. The time test is in `geodash.presence`, the search
in `geodash.search`; `tests/golden/filter_cases.json` says what the filters leave.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from geodash.presence import (
    ZONES,
    Feature,
    Span,
    Standing,
    day,
    first_evidence,
    hectares,
    layer_spans,
    layer_standing,
    opacity,
    spans,
    standing,
)
from geodash.search import hits, tell, terms
from geodash.when import Timespan
from geodash.whereabouts import Box, extent, meets, regions

__all__ = [
    "FACETS",
    "FILTERS",
    "FIRST_YEAR",
    "LAST_YEAR",
    "LAYERS",
    "VAGUEST",
    "ZONES",
    "Box",
    "Certainty",
    "Feature",
    "Gated",
    "Selection",
    "Span",
    "Standing",
    "articles",
    "day",
    "drawn",
    "first_evidence",
    "hectares",
    "layer_spans",
    "layer_standing",
    "opacity",
    "passes",
    "row_id",
    "select",
    "spans",
    "standing",
]

Certainty = Literal["possibly", "certainly"]

LAYERS = ("coca_zones", "places", "committees", "bases", "events")  # as drawn, from below
FIRST_YEAR, LAST_YEAR = 1970, 2024
VAGUEST = 7  # UCDP where_prec: anywhere on earth


class Gated(Protocol):
    """A layer that has passed the gate of `geodash.safety`: a name and GeoJSON features."""

    @property
    def name(self) -> str:
        """The layer's code."""

    @property
    def features(self) -> Sequence[Feature]:
        """The layer's rows as GeoJSON features."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A window of whole years, the layers shown, and the filters; an empty filter lets everything pass.

    A row passes a filter of codes if it has one of them, and passes all filters or is left out. `precision` is the
    vaguest `where_prec` (UCDP 1-7) still shown. `box` is west, south, east, north in degrees. `search` is what the
    reader typed, and `found` the ids of the rows that a `geodash.search.Index` found for it; without `found` the
    rows are searched one by one, and other names of their places are not known. `focus` is the id of a row to look
    at.
    """

    first: int = FIRST_YEAR
    last: int = LAST_YEAR
    layers: tuple[str, ...] = LAYERS
    certainty: Certainty = "possibly"
    undated: bool = True
    articles: frozenset[str] = field(default_factory=frozenset)
    themes: frozenset[str] = field(default_factory=frozenset)
    actors: frozenset[str] = field(default_factory=frozenset)
    regions: frozenset[str] = field(default_factory=frozenset)
    confidence: frozenset[str] = field(default_factory=frozenset)
    origins: frozenset[str] = field(default_factory=frozenset)
    precision: int = VAGUEST
    box: Box | None = None
    search: str = ""
    found: frozenset[str] | None = None
    focus: str | None = None

    @property
    def window(self) -> Timespan:
        """The window from the first day of `first` to the last day of `last`."""
        return Timespan(date(self.first, 1, 1), date(self.last, 12, 31))

    @property
    def filters(self) -> tuple[str, ...]:
        """Which of `FILTERS` are set."""
        return tuple(name for name in FILTERS if _IS_SET[name](self))


def articles(feature: Feature) -> tuple[str, ...]:
    """List the articles a row rests on, in order of first appearance."""
    properties = feature["properties"]
    cited = (source[4:].split("#")[0] for source in properties.get("sources") or () if source.startswith("doc:"))
    mentioned = (mention["article"] for mention in properties.get("mentions") or ())
    return tuple(dict.fromkeys([*cited, *mentioned]))


def _codes(name: str) -> Callable[[Feature], tuple[str, ...]]:
    def read(feature: Feature) -> tuple[str, ...]:
        value = feature["properties"].get(name) or ()
        return (value,) if isinstance(value, str) else tuple(value)

    return read


FACETS: Mapping[str, Callable[[Feature], tuple[str, ...]]] = {
    "articles": articles,
    "themes": _codes("themes"),
    "actors": _codes("actors"),
    "regions": regions,
    "confidence": _codes("confidence"),
    "origins": _codes("origin"),
}
"""The filters by codes, named as in `Selection`, and how a row's codes are read."""

FILTERS = ("search", *FACETS, "precision", "box")
"""All filters that have nothing to do with time or layers."""

_IS_SET: Mapping[str, Callable[[Selection], bool]] = {
    "search": lambda selection: bool(terms(selection.search)),
    **{name: lambda selection, name=name: bool(getattr(selection, name)) for name in FACETS},  # type: ignore[misc]
    "precision": lambda selection: selection.precision < VAGUEST,
    "box": lambda selection: selection.box is not None,
}


def row_id(feature: Feature) -> str:
    """Give the id that a row goes by."""
    return str(feature["properties"].get("id", feature.get("id")))


def passes(feature: Feature, selection: Selection) -> bool:
    """Whether a row passes the filters that have nothing to do with time."""
    if (feature["properties"].get("where_prec") or 0) > selection.precision:
        return False
    for name, read in FACETS.items():
        chosen: frozenset[str] = getattr(selection, name)
        if chosen and chosen.isdisjoint(read(feature)):
            return False
    if selection.box is not None and not meets(extent(feature), selection.box):
        return False
    if selection.found is not None:
        return row_id(feature) in selection.found
    return not selection.search or hits(terms(selection.search), tell(feature))


def drawn(feature: Feature) -> bool:
    """Whether a row has a mark on the map (and is not merely listed or unlocated)."""
    return feature["properties"].get("drawn") != "listed" and feature.get("geometry") is not None


def select(layer: Gated, selection: Selection) -> list[Feature]:
    """Keep the rows of a layer that the selection shows, listed ones included, in the layer's order.

    Undated rows stay as long as the selection says so; coca zones stay whatever the window, since years without a
    figure are drawn as such, unless only what is certain is asked for.
    """
    if layer.name not in selection.layers:
        return []
    earliest = first_evidence(layer.features)
    return [f for f in layer.features if passes(f, selection) and _in_time(f, layer.name, earliest, selection)]


def _in_time(feature: Feature, layer: str, earliest: int | None, selection: Selection) -> bool:
    how = layer_standing(layer_spans(feature, layer, earliest), layer, selection.window)
    if how == "certain":
        return True
    return selection.undated if how == "undated" else how == "possible" and selection.certainty == "possibly"
