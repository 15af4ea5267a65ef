"""How many rows a selection leaves, why the others are hidden, and how many each further choice would leave.

Each layer's rows are laid out once in arrays, so that an answer costs milliseconds at tens of thousands of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from geodash.presence import EPOCH
from geodash.search import hits, tell, terms
from geodash.selection import (
    FACETS,
    VAGUEST,
    ZONES,
    Gated,
    Selection,
    drawn,
    first_evidence,
    layer_spans,
    row_id,
)
from geodash.whereabouts import extent

Mask = npt.NDArray[np.bool_]
_FAR = 10**8


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a layer the window leaves: drawn, listed, or listed for want of a place.

    `all` counts those that pass the filters, whatever the window; `undated` those of them that would be drawn.
    """

    shown: int
    all: int
    listed: int
    unlocated: int
    undated: int


@dataclass(frozen=True, slots=True)
class Weighing:
    """How many rows of all layers are shown, listed ones included, and what hides the others.

    `hidden_by` names filters, "layers", "time", "certainty" and "undated", each if it hides any row. `left` says for
    each filter of codes, and for "precision" by its vaguest code, how many rows a choice leaves under all the other
    filters.
    """

    shown: int
    all: int
    hidden_by: tuple[str, ...]
    left: Mapping[str, Mapping[str, int]]


class Tally:
    """Counts a layer again for each selection: the rows' days and codes are laid out once, in arrays."""

    def __init__(self, layer: Gated) -> None:
        """Lay out the spans, codes and extents of the layer's rows."""
        features = layer.features
        self.name = layer.name
        self.ids = tuple(row_id(f) for f in features)
        self._features = features
        self._always = layer.name == ZONES
        earliest = first_evidence(features)
        rows = [layer_spans(f, layer.name, earliest) for f in features]
        self._drawn = np.array([drawn(f) for f in features], dtype=bool)
        self._undated = np.array([not row for row in rows], dtype=bool)
        reasons = [f["properties"].get("listed_reason") == "unlocated" for f in features]
        merely = [f["properties"].get("drawn") == "listed" for f in features]
        self._unlocated = ~self._drawn & (np.array(reasons, dtype=bool) | ~np.array(merely, dtype=bool))
        self._owner = np.array([owner for owner, row in enumerate(rows) for _ in row], dtype=np.int64)
        self._bounds = np.array(
            [
                (
                    s.possible_from,
                    _FAR if s.possible_to is None else s.possible_to,
                    _FAR if s.certain_from is None else s.certain_from,
                    -_FAR if s.certain_to is None else s.certain_to,
                )
                for row in rows
                for s in row
            ],
            dtype=np.int64,
        ).reshape(-1, 4)
        self._precision = np.array([f["properties"].get("where_prec") or 0 for f in features], dtype=np.int64)
        nowhere = (np.nan,) * 4  # no comparison with it holds
        self._extents = np.array([extent(f) or nowhere for f in features], dtype=float).reshape(-1, 4)
        self._codes = {name: _having([read(f) for f in features]) for name, read in FACETS.items()}

    def count(self, selection: Selection) -> Count:
        """Count under a selection; layers switched off are counted as if they were on."""
        kept = self.kept(selection)
        shown = kept & self._in_time(selection)
        return Count(
            shown=int((shown & self._drawn).sum()),
            all=int(kept.sum()),
            listed=int((shown & ~self._drawn & ~self._unlocated).sum()),
            unlocated=int((shown & self._unlocated).sum()),
            undated=0 if self._always else int((kept & self._drawn & self._undated).sum()),
        )

    def kept(self, selection: Selection) -> Mask:
        """Say of each row whether it passes the filters that have nothing to do with time or layers."""
        kept = np.ones(len(self.ids), dtype=bool)
        for mask in self._masks(selection).values():
            kept &= mask
        return kept

    def shown(self, selection: Selection) -> Mask:
        """Say of each row whether the selection shows it, in its layer and its time, listed rows included."""
        if self.name not in selection.layers:
            return np.zeros(len(self.ids), dtype=bool)
        return self.kept(selection) & self._in_time(selection)

    def starts(self) -> npt.NDArray[np.int64]:
        """Give the first day on which each row is possibly there, in days since 1970-01-01; 10**8 if undated."""
        starts = np.full(len(self.ids), _FAR, dtype=np.int64)
        np.minimum.at(starts, self._owner, self._bounds[:, 0])
        return starts

    def weigh(self, selection: Selection) -> Weighing:
        """Weigh this layer alone; see `weigh`."""
        masks = self._masks(selection) | self._times(selection)
        if self.name not in selection.layers:
            masks["layers"] = np.zeros(len(self.ids), dtype=bool)
        obstacles = np.zeros(len(self.ids), dtype=np.int64)
        for mask in masks.values():
            obstacles += ~mask
        left: dict[str, dict[str, int]] = {}
        for name, codes in self._codes.items():
            others = _without(obstacles, masks.get(name))
            left[name] = {code: int(others[rows].sum()) for code, rows in codes.items()}
        others = _without(obstacles, masks.get("precision"))
        reach = np.bincount(self._precision[others], minlength=VAGUEST + 1).cumsum()
        left["precision"] = {str(code): int(reach[code]) for code in range(1, VAGUEST + 1)}
        hiding = tuple(name for name, mask in masks.items() if not mask.all())
        return Weighing(int((obstacles == 0).sum()), len(self.ids), hiding, left)

    def _masks(self, selection: Selection) -> dict[str, Mask]:
        masks = {name: self._passing(name, selection) for name in selection.filters if name in self._codes}
        if selection.precision < VAGUEST:
            masks["precision"] = self._precision <= selection.precision
        if selection.box is not None:
            west, south, east, north = selection.box
            box = self._extents
            inside = (box[:, 0] <= east) & (box[:, 2] >= west) & (box[:, 1] <= north) & (box[:, 3] >= south)
            masks["box"] = inside
        if selection.found is not None:
            masks["search"] = np.array([row in selection.found for row in self.ids], dtype=bool)
        elif "search" in selection.filters:
            words = terms(selection.search)
            masks["search"] = np.array([hits(words, tell(f)) for f in self._features], dtype=bool)
        return masks

    def _passing(self, name: str, selection: Selection) -> Mask:
        passing = np.zeros(len(self.ids), dtype=bool)
        for code in getattr(selection, name):
            if code in self._codes[name]:  # an empty index would mean every row
                passing[self._codes[name][code]] = True
        return passing

    def _in_time(self, selection: Selection) -> Mask:
        time, certainty, undated = self._times(selection).values()
        inside: Mask = time & certainty & undated
        return inside

    def _times(self, selection: Selection) -> dict[str, Mask]:
        """Say of each row whether it passes the window, the certainty asked for, and the switch for undated rows."""
        timeless = np.full(len(self.ids), self._always, dtype=bool)  # see `geodash.presence.layer_standing`
        undated = self._undated & ~timeless
        possible = self._hit(selection, 0, 1) | timeless
        certain = self._hit(selection, 2, 3) if selection.certainty == "certainly" else possible
        return {
            "time": possible | undated,
            "certainty": certain | ~possible,
            "undated": ~undated | selection.undated,
        }

    def _hit(self, selection: Selection, low: int, high: int) -> Mask:
        """Say of each row whether the window meets one of its spans, from bound `low` to bound `high`."""
        first, last = _days(selection.window.first), _days(selection.window.last)
        hit = (first <= self._bounds[:, high]) & (last >= self._bounds[:, low])
        rows: Mask = np.zeros(len(self.ids), dtype=bool)
        rows[self._owner[hit]] = True
        return rows


def weigh(tallies: Iterable[Tally], selection: Selection) -> Weighing:
    """Weigh a selection over several layers."""
    each = [tally.weigh(selection) for tally in tallies]
    left: dict[str, dict[str, int]] = {}
    for found in each:
        for name, codes in found.left.items():
            into = left.setdefault(name, {})
            for code, number in codes.items():
                into[code] = into.get(code, 0) + number
    order = ("layers", "time", "certainty", "undated", *selection.filters)
    hiding = {name for found in each for name in found.hidden_by}
    return Weighing(
        sum(found.shown for found in each),
        sum(found.all for found in each),
        tuple(name for name in order if name in hiding),
        left,
    )


def _having(rows: list[tuple[str, ...]]) -> dict[str, npt.NDArray[np.int64]]:
    """Turn each row's codes into each code's rows."""
    found: dict[str, list[int]] = {}
    for number, codes in enumerate(rows):
        for code in codes:
            found.setdefault(code, []).append(number)
    return {code: np.array(found[code], dtype=np.int64) for code in sorted(found)}


def _without(obstacles: npt.NDArray[np.int64], mask: Mask | None) -> Mask:
    rest: Mask = (obstacles if mask is None else obstacles - ~mask) == 0
    return rest


def _days(moment: date) -> int:
    return (moment - EPOCH).days
