"""What a reader has chosen to see, and which rows of a layer that leaves.

The time test is the one of `geodash.when`, turned into whole days once for each row, so that 50,000 rows are
tested in a millisecond here and in the browser alike. `tests/golden/window_cases.json` is run against both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, Protocol

import numpy as np
import numpy.typing as npt

from geodash.when import Timespan

Certainty = Literal["possibly", "certainly"]
Standing = Literal["certain", "possible", "undated", "out"]
Feature = Mapping[str, Any]

LAYERS = ("coca_zones", "places", "committees", "bases", "events")  # as drawn, from below
FIRST_YEAR, LAST_YEAR = 1970, 2023
VAGUEST = 7  # UCDP where_prec: anywhere on earth
_EPOCH = date(1970, 1, 1)


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

    `precision` is the vaguest `where_prec` (UCDP 1-7) still shown. `focus` is the id of a row to look at.
    """

    first: int = FIRST_YEAR
    last: int = LAST_YEAR
    layers: tuple[str, ...] = LAYERS
    certainty: Certainty = "possibly"
    undated: bool = True
    articles: frozenset[str] = field(default_factory=frozenset)
    themes: frozenset[str] = field(default_factory=frozenset)
    precision: int = VAGUEST
    focus: str | None = None

    @property
    def window(self) -> Timespan:
        """The window from the first day of `first` to the last day of `last`."""
        return Timespan(date(self.first, 1, 1), date(self.last, 12, 31))


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of a row's time, in days since 1970-01-01.

    The row is possibly there from `possible_from` to `possible_to` (None: nobody says when it ended), and
    certainly in any window that ends after `certain_from` and starts before `certain_to` (None: never). After
    `fade_from` nobody says that it was still there, and an open end fades.
    """

    possible_from: int
    possible_to: int | None
    certain_from: int | None
    certain_to: int | None
    fade_from: int


def day(text: str | None) -> int | None:
    """Count the days from 1970-01-01 to an ISO date; None stays None."""
    return None if text is None else (date.fromisoformat(text) - _EPOCH).days


def first_evidence(features: Iterable[Feature]) -> int | None:
    """Find the first day for which a layer has any date: unknown starts reach back to it and no further."""
    days = [known for feature in features for entry in _entries(feature) for known in _known(entry)]
    return min(days, default=None)


def spans(feature: Feature, earliest: int | None) -> tuple[Span, ...]:
    """Turn a row's dates into spans; a row without any date has none and is undated.

    The row's own dates, each moment at which its presence is attested, and (for places) each dated mention
    make a span. A moment that attests absence makes none.
    """
    entries = list(_entries(feature))
    last_word = max((known for entry in entries for known in _known(entry)), default=None)
    found = [_span(entry, earliest, last_word) for entry in entries]
    return tuple(dict.fromkeys(span for span in found if span is not None))


def standing(row: Sequence[Span], window: Timespan) -> Standing:
    """Say whether a row is certainly or possibly there within the window, outside it, or undated."""
    if not row:
        return "undated"
    first, last = (window.first - _EPOCH).days, (window.last - _EPOCH).days
    if any(_certain(span, first, last) for span in row):
        return "certain"
    return "possible" if any(_possible(span, first, last) for span in row) else "out"


def opacity(row: Sequence[Span], window: Timespan, *, years: float, floor: float) -> float:
    """Say how strongly a row is drawn: 1, or less where an open end has run on past the last word about it.

    Falls evenly from 1 to `floor` over `years` after `Span.fade_from`, measured at the window's first day.
    """
    if standing(row, window) != "possible":
        return 1.0
    first, last = (window.first - _EPOCH).days, (window.last - _EPOCH).days
    strengths = [_strength(span, first, years, floor) for span in row if _possible(span, first, last)]
    return round(max(strengths), 3)


def passes(feature: Feature, selection: Selection) -> bool:
    """Whether a row passes the filters that have nothing to do with time."""
    properties = feature["properties"]
    if (properties.get("where_prec") or 0) > selection.precision:
        return False
    if selection.themes and not selection.themes.intersection(properties.get("themes") or ()):
        return False
    return not selection.articles or not selection.articles.isdisjoint(articles(feature))


def articles(feature: Feature) -> tuple[str, ...]:
    """List the articles a row rests on, in order of first appearance."""
    properties = feature["properties"]
    cited = (source[4:].split("#")[0] for source in properties.get("sources") or () if source.startswith("doc:"))
    mentioned = (mention["article"] for mention in properties.get("mentions") or ())
    return tuple(dict.fromkeys([*cited, *mentioned]))


def drawn(feature: Feature) -> bool:
    """Whether a row has a mark on the map (and is not merely listed or unlocated)."""
    return feature["properties"].get("drawn") != "listed" and feature.get("geometry") is not None


def select(layer: Gated, selection: Selection) -> list[Feature]:
    """Keep the rows of a layer that the selection shows, listed ones included, in the layer's order.

    Undated rows stay as long as the selection says so; coca zones stay whatever the window, since a year
    without a figure is drawn as such.
    """
    if layer.name not in selection.layers:
        return []
    earliest = first_evidence(layer.features)
    return [f for f in layer.features if passes(f, selection) and _in_time(f, layer.name, earliest, selection)]


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a layer are drawn in the window, and why the others are not."""

    shown: int
    all: int
    listed: int
    unlocated: int
    undated: int


class Tally:
    """Counts a layer again for each window: the rows' days are laid out once, in arrays."""

    def __init__(self, layer: Gated) -> None:
        """Lay out the spans of the layer's drawn rows."""
        earliest = first_evidence(layer.features)
        self._features = layer.features
        self._always = layer.name == "coca_zones"
        rows = [spans(f, earliest) if drawn(f) else () for f in layer.features]
        self._undated = np.array(
            [drawn(f) and not row for f, row in zip(layer.features, rows, strict=True)], dtype=bool
        )
        self._drawn = np.array([drawn(f) for f in layer.features], dtype=bool)
        flat = [(owner, span) for owner, row in enumerate(rows) for span in row]
        far = 10**8
        self._owner = np.array([owner for owner, _ in flat], dtype=np.int64)
        self._bounds = np.array(
            [
                (
                    s.possible_from,
                    far if s.possible_to is None else s.possible_to,
                    far if s.certain_from is None else s.certain_from,
                    -far if s.certain_to is None else s.certain_to,
                )
                for _, s in flat
            ],
            dtype=np.int64,
        ).reshape(-1, 4)

    def count(self, selection: Selection) -> Count:
        """Count under a selection; layers switched off are counted as if they were on."""
        kept = np.fromiter((passes(f, selection) for f in self._features), dtype=bool, count=len(self._features))
        first, last = (selection.window.first - _EPOCH).days, (selection.window.last - _EPOCH).days
        low, high = (2, 3) if selection.certainty == "certainly" else (0, 1)
        hit = (first <= self._bounds[:, high]) & (last >= self._bounds[:, low])
        inside = np.zeros(len(self._features), dtype=bool)
        inside[self._owner[hit]] = True
        shown = self._drawn if self._always else inside | (self._undated & selection.undated)
        rest = [f["properties"] for f, keep in zip(self._features, kept, strict=True) if keep and not drawn(f)]
        unlocated = sum(p.get("listed_reason") == "unlocated" or p.get("drawn") != "listed" for p in rest)
        return Count(
            shown=int((shown & kept).sum()),
            all=int(kept.sum()),
            listed=len(rest) - unlocated,
            unlocated=unlocated,
            undated=0 if self._always else int((self._undated & kept).sum()),
        )

    def _kept(self, selection: Selection) -> npt.NDArray[np.bool_]:
        if not (selection.articles or selection.themes or selection.precision < VAGUEST):
            return np.ones(len(self._features), dtype=bool)
        return np.array([passes(f, selection) for f in self._features], dtype=bool)


def _in_time(feature: Feature, layer: str, earliest: int | None, selection: Selection) -> bool:
    how = standing(spans(feature, earliest), selection.window)
    if layer == "coca_zones" or how == "certain":
        return True
    return selection.undated if how == "undated" else how == "possible" and selection.certainty == "possibly"


def _entries(feature: Feature) -> Iterator[Feature]:
    properties = feature["properties"]
    mentions = properties.get("mentions") or ()
    if not mentions:
        yield properties
    yield from mentions
    yield from (entry for entry in properties.get("attested") or () if entry.get("status") not in {"absent", "none"})


def _known(entry: Feature) -> list[int]:
    names = ("start_earliest", "start_latest", "end_earliest", "end_latest")
    return [found for name in names if (found := day(entry.get(name))) is not None]


def _span(entry: Feature, earliest: int | None, last_word: int | None) -> Span | None:
    known = _known(entry)
    if not known:
        return None
    start = day(entry.get("start_earliest"))
    if start is None:
        start = min(known) if earliest is None else earliest
    end = None if entry.get("ongoing") else day(entry.get("end_latest"))
    surely, still = day(entry.get("start_latest")), day(entry.get("end_earliest"))
    sure = surely is not None and still is not None
    fade = max(known) if last_word is None else last_word
    return Span(start, end, surely if sure else None, still if sure else None, fade if end is None else end)


def _possible(span: Span, first: int, last: int) -> bool:
    return (span.possible_to is None or first <= span.possible_to) and last >= span.possible_from


def _certain(span: Span, first: int, last: int) -> bool:
    if span.certain_from is None or span.certain_to is None:
        return False
    return first <= span.certain_to and last >= span.certain_from


def _strength(span: Span, first: int, years: float, floor: float) -> float:
    if span.possible_to is not None or first <= span.fade_from:
        return 1.0
    return max(floor, 1.0 - (1.0 - floor) * (first - span.fade_from) / (365.25 * years))
