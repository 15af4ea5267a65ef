"""The table that says what the map shows: rows in words, filtered, sorted and cut into pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from geodash.folding import fold
from geodash.selection import (
    LAYERS,
    Feature,
    Gated,
    Selection,
    Standing,
    drawn,
    first_evidence,
    layer_spans,
    layer_standing,
    row_id,
)
from geodash.tally import Tally
from geodash.text import Texts
from geodash.view.phrases import tell_km, tell_when

COLUMNS = ("layer", "name", "kind", "where", "when", "precision", "confidence", "sources")
PAGE_SIZE = 25
_FAR = 10**8
_EPOCH = date(1970, 1, 1).toordinal()
_GRADES = {"low": 0, "medium": 1, "high": 2}
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

    def __init__(self, layers: Sequence[Gated], texts: Texts, tallies: Mapping[str, Tally] | None = None) -> None:
        """Lay the rows out by layer as in the legend, then by name; `tallies` of the same layers spare some work."""
        known = {layer.name: layer for layer in layers}
        names = [name for name in reversed(LAYERS) if name in known]
        self._texts = texts
        self._tallies = [(tallies or {}).get(name) or Tally(known[name]) for name in names]
        self._earliest = {name: first_evidence(known[name].features) for name in names}
        self._features: list[Feature] = []
        self._owners: list[str] = []
        orders = []
        for name in names:
            rows = known[name].features
            order = sorted(range(len(rows)), key=lambda n, rows=rows: (fold(_name(rows[n])), row_id(rows[n])))  # type: ignore[misc]
            orders.append(np.array(order, dtype=np.int64) + len(self._features))
            self._features += [rows[number] for number in order]
            self._owners += [name] * len(rows)
        self._order = np.concatenate(orders) if orders else np.zeros(0, dtype=np.int64)  # from the layers' order
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
        shown = [tally.shown(selection) for tally in self._tallies]
        return np.flatnonzero(np.concatenate(shown)[self._order]) if shown else np.zeros(0, dtype=np.int64)

    @cached_property
    def _index(self) -> dict[str, int]:
        return {row_id(feature): index for index, feature in enumerate(self._features)}

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
        starts = np.concatenate([tally.starts() for tally in self._tallies])[self._order]
        for number, feature in enumerate(self._features):
            told = _first_told(feature["properties"])
            if told and starts[number] < _FAR:
                starts[number] = date.fromisoformat(told).toordinal() - _EPOCH
        ranks: Indices = np.unique(starts, return_inverse=True)[1]
        return np.where(starts >= _FAR, -1, ranks)

    def _row(self, index: int, selection: Selection) -> Row:
        feature, layer, texts = self._features[index], self._owners[index], self._texts
        properties = feature["properties"]
        reason = "" if drawn(feature) else str(properties.get("listed_reason") or "unlocated")
        return Row(
            id=row_id(feature),
            layer=layer,
            name=_name(feature),
            kind=texts.name("kind", str(properties.get("kind") or "")),
            where=_where(properties, texts),
            when=tell_time(properties, texts),
            precision=tell_precision(properties, texts),
            confidence=texts.name("confidence", str(properties.get("confidence") or "")),
            sources=len(properties.get("sources") or ()),
            standing=layer_standing(layer_spans(feature, layer, self._earliest[layer]), layer, selection.window),
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
        told.append(f"±\N{NO-BREAK SPACE}{tell_km(radius, texts)}\N{NO-BREAK SPACE}km")
    return ", ".join(told)


def _where(properties: Mapping[str, Any], texts: Texts) -> str:
    """Say which divisions a row lies in, else in which country; a country lies in none."""
    if properties.get("admin") or properties.get("kind") == "country":
        return str(properties.get("admin") or "")
    return texts.name("table.country", str(properties.get("country") or ""))


def _first_told(properties: Mapping[str, Any]) -> str | None:
    """Give the first day that is told of: a start that nobody knows is not before all others."""
    moments = [moment.get("start_earliest") for moment in properties.get("attested") or ()]
    starts = (properties.get("start_earliest"), properties.get("start_latest"), *sorted(filter(None, moments)))
    return next((str(start) for start in starts if start), None)


def _years(properties: Mapping[str, Any]) -> Iterator[int]:
    yield from (int(figure["year"]) for figure in properties.get("hectares") or ())
    for entry in (*(properties.get("mentions") or ()), *(properties.get("attested") or ())):
        known = entry.get("start_earliest") or entry.get("start_latest")
        if known:
            yield int(known[:4])


def _ranks(values: Sequence[Any]) -> Indices:
    """Number the values in their order, equal ones alike; None is -1."""
    numbers = {value: number for number, value in enumerate(sorted({v for v in values if v is not None}))}
    return np.array([-1 if value is None else numbers[value] for value in values], dtype=np.int64)


def _name(feature: Feature) -> str:
    return str(feature["properties"].get("name") or "")
