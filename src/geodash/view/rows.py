"""The table that says what the map shows: rows in words, filtered, sorted and cut into pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from geodash.gazetteer.folding import fold
from geodash.selection import (
    FIRST_YEAR,
    LAST_YEAR,
    LAYERS,
    Feature,
    Gated,
    Selection,
    Standing,
    drawn,
    first_evidence,
    passes,
    spans,
    standing,
)
from geodash.text import Texts
from geodash.view.evidence import tell_when

COLUMNS = ("layer", "name", "kind", "where", "when", "precision", "confidence", "sources")
PAGE_SIZE = 25
_FAR = 10**8
_GRADES = {"high": 0, "medium": 1, "low": 2}
_UNFILTERED = Selection()
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Order:
    """What the table is sorted by: a column of `COLUMNS`, and whether its largest value comes first."""

    column: str = "layer"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row in words. `listed` says why it has no mark on the map, and is empty where it has one."""

    id: str
    layer: str
    name: str
    kind: str
    where: str
    when: str
    precision: str
    confidence: str
    sources: int
    standing: Standing
    listed: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a table: `number` counts from 0, `total` and `listed` count the rows of all pages."""

    rows: tuple[Row, ...]
    number: int
    pages: int
    total: int
    listed: int


class Ledger:
    """The rows of all layers, laid out once, so that a window or an order costs milliseconds at 50,000 rows."""

    def __init__(self, layers: Sequence[Gated], texts: Texts) -> None:
        """Lay out the rows by layer as in the legend, then by name; what reads `texts` is put into words later."""
        known = {layer.name: layer for layer in layers}
        self._texts = texts
        self._layers = tuple(name for name in reversed(LAYERS) if name in known)
        self._features: list[Feature] = []
        self._owners: list[str] = []
        self._earliest = {name: first_evidence(known[name].features) for name in self._layers}
        for name in self._layers:
            rows = sorted(known[name].features, key=lambda f: (fold(_name(f)), _id(f)))
            self._features += rows
            self._owners += [name] * len(rows)
        self._ranks: dict[str, Indices] = {}
        self._listed = np.array([not drawn(f) for f in self._features], dtype=bool)
        self._kept: tuple[Selection | None, Indices] = (None, np.zeros(0, dtype=np.int64))

    def page(self, selection: Selection, order: Order, number: int = 0) -> Page:
        """Cut one page; a number past the end gives the last page, one below 0 the first.

        Ties, and rows that lack the value sorted by, keep the order of the legend; the latter come last either way.
        """
        found = self._sorted(selection, order)
        pages = max(1, -(-len(found) // PAGE_SIZE))
        number = min(max(number, 0), pages - 1)
        cut = found[number * PAGE_SIZE : (number + 1) * PAGE_SIZE]
        return Page(
            rows=tuple(self._row(int(index), selection) for index in cut),
            number=number,
            pages=pages,
            total=len(found),
            listed=int(self._listed[found].sum()),
        )

    def page_of(self, row: str, selection: Selection, order: Order) -> int | None:
        """Find the page that holds a row, None if the selection leaves it out or there is no such row."""
        places = np.flatnonzero(self._sorted(selection, order) == self._index.get(row, -1))
        return int(places[0]) // PAGE_SIZE if len(places) else None

    def _sorted(self, selection: Selection, order: Order) -> Indices:
        found = self._selected(replace(selection, focus=None))
        if order.column not in COLUMNS:
            return found
        ranks = self._rank(order.column)[found]
        keys = np.where(ranks < 0, _FAR, -ranks if order.descending else ranks)
        return found[np.argsort(keys, kind="stable")]

    def _selected(self, selection: Selection) -> Indices:
        asked, found = self._kept
        if asked != selection:
            found = self._select(selection)
            self._kept = (selection, found)
        return found

    def _select(self, selection: Selection) -> Indices:
        shown = np.isin(self._owner, [self._layers.index(name) for name in selection.layers if name in self._layers])
        spans_from, spans_to = self._certain if selection.certainty == "certainly" else self._possible
        first, last = ((moment - date(1970, 1, 1)).days for moment in (selection.window.first, selection.window.last))
        inside = self._always.copy()
        inside[self._holder[(first <= spans_to) & (last >= spans_from)]] = True
        shown &= inside | (self._undated & selection.undated)
        if _filtered(selection):
            found = np.flatnonzero(shown)
            return found[[passes(self._features[index], selection) for index in found]]
        return np.flatnonzero(shown)

    @cached_property
    def _owner(self) -> Indices:
        return np.array([self._layers.index(name) for name in self._owners], dtype=np.int64)

    @cached_property
    def _always(self) -> npt.NDArray[np.bool_]:
        return np.array([name == "coca_zones" for name in self._owners], dtype=bool)

    @cached_property
    def _spans(self) -> list[tuple[int, int, int | None, int | None, int | None]]:
        return [
            (holder, span.possible_from, span.possible_to, span.certain_from, span.certain_to)
            for holder, (feature, name) in enumerate(zip(self._features, self._owners, strict=True))
            for span in spans(feature, self._earliest[name])
        ]

    @cached_property
    def _holder(self) -> Indices:
        return np.array([span[0] for span in self._spans], dtype=np.int64)

    @cached_property
    def _undated(self) -> npt.NDArray[np.bool_]:
        undated: npt.NDArray[np.bool_] = np.bincount(self._holder, minlength=len(self._features)) == 0
        return undated

    @cached_property
    def _possible(self) -> tuple[Indices, Indices]:
        return _bounds([span[1:3] for span in self._spans])

    @cached_property
    def _certain(self) -> tuple[Indices, Indices]:
        return _bounds([(a, -_FAR if a is None else b) for *_, a, b in self._spans])

    @cached_property
    def _index(self) -> dict[str, int]:
        return {_id(feature): index for index, feature in enumerate(self._features)}

    def _rank(self, column: str) -> Indices:
        if column not in self._ranks:
            self._ranks[column] = self._starts() if column == "when" else _ranks(self._values(column))
        return self._ranks[column]

    def _values(self, column: str) -> list[Any]:
        by: dict[str, Callable[[Mapping[str, Any]], Any]] = {
            "layer": lambda p: LAYERS[::-1].index(str(p["layer"])) if p.get("layer") in LAYERS else None,
            "name": lambda p: fold(str(p.get("name") or "")) or None,
            "kind": lambda p: fold(self._texts.name("kind", str(p.get("kind") or ""))) or None,
            "where": lambda p: fold(str(p.get("admin") or "")) or None,
            "precision": lambda p: (p["where_prec"], p.get("uncertainty_km") or 0.0) if p.get("where_prec") else None,
            "confidence": lambda p: _GRADES.get(str(p.get("confidence"))),
            "sources": lambda p: len(p.get("sources") or ()),
        }
        return [by[column](feature["properties"]) for feature in self._features]

    def _starts(self) -> Indices:
        starts = np.full(len(self._features), _FAR, dtype=np.int64)
        np.minimum.at(starts, self._holder, self._possible[0])
        return np.where(starts == _FAR, -1, np.unique(starts, return_inverse=True)[1])

    def _row(self, index: int, selection: Selection) -> Row:
        feature, layer, texts = self._features[index], self._owners[index], self._texts
        properties = feature["properties"]
        reason = "" if drawn(feature) else str(properties.get("listed_reason") or "unlocated")
        return Row(
            id=_id(feature),
            layer=layer,
            name=_name(feature),
            kind=texts.name("kind", str(properties.get("kind") or "")),
            where=str(properties.get("admin") or properties.get("country") or ""),
            when=tell_time(properties, texts),
            precision=tell_precision(properties, texts),
            confidence=texts.name("confidence", str(properties.get("confidence") or "")),
            sources=len(properties.get("sources") or ()),
            standing=standing(spans(feature, self._earliest[layer]), selection.window),
            listed=texts.name("table.reason", reason) if reason else "",
        )


def tell_time(properties: Mapping[str, Any], texts: Texts) -> str:
    """Say when in words: a row's own date, else the years of its mentions or of its figures of coca."""
    if properties.get("when"):
        return tell_when(properties["when"], texts)
    years = sorted(_years(properties))
    if not years:
        return texts["table.undated"]
    told = str(years[0]) if years[0] == years[-1] else f"{years[0]} – {years[-1]}"
    what = "table.figures" if properties.get("hectares") else "table.mentioned"
    return texts.say(what, years=told) if properties.get("hectares") or properties.get("mentions") else told


def tell_precision(properties: Mapping[str, Any], texts: Texts) -> str:
    """Say how exactly a row is placed: the UCDP code in words and, unless it says so itself, the radius."""
    code, radius = properties.get("where_prec"), properties.get("uncertainty_km")
    told = [texts.name("precision", str(code))] if code else []
    if radius and not (code == 2 and radius == 25):
        told.append(f"±\N{NO-BREAK SPACE}{radius:g}\N{NO-BREAK SPACE}km")
    return ", ".join(told)


def _years(properties: Mapping[str, Any]) -> Iterator[int]:
    yield from (int(figure["year"]) for figure in properties.get("hectares") or ())
    for entry in (*(properties.get("mentions") or ()), *(properties.get("attested") or ())):
        known = entry.get("start_earliest") or entry.get("start_latest")
        if known:
            yield int(known[:4])


def _filtered(selection: Selection) -> bool:
    """Whether a filter is set that asks each row, beyond window, layers and certainty."""
    bare = replace(selection, first=FIRST_YEAR, last=LAST_YEAR, layers=LAYERS, certainty="possibly", undated=True)
    return replace(bare, focus=None) != _UNFILTERED


def _ranks(values: Sequence[Any]) -> Indices:
    """Number the values in their order, equal ones alike; None is -1."""
    numbers = {value: number for number, value in enumerate(sorted({v for v in values if v is not None}))}
    return np.array([-1 if value is None else numbers[value] for value in values], dtype=np.int64)


def _bounds(pairs: Sequence[tuple[int | None, int | None]]) -> tuple[Indices, Indices]:
    """Turn pairs of days into two columns; an unknown first day never comes, an open end has no end."""
    starts = [_FAR if first is None else first for first, _ in pairs]
    ends = [_FAR if last is None else last for _, last in pairs]
    return np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64)


def _name(feature: Feature) -> str:
    return str(feature["properties"].get("name") or "")


def _id(feature: Feature) -> str:
    return str(feature["properties"].get("id", feature.get("id")))
