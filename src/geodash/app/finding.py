"""What filters need to know of the layers: codes, searches, which marks are left."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np

from geodash import bundle
from geodash.app import holdings
from geodash.namesakes import index_rows
from geodash.render.bits import pack
from geodash.search import LONGEST, Index
from geodash.selection import FILTERS, Selection
from geodash.tally import Weighing, weigh
from geodash.text import DEFAULT

_BLANK = Selection()


def codes() -> Mapping[str, tuple[str, ...]]:
    """List the codes of each filter that any row has; of divisions only Peru's regions."""
    return _codes(holdings.version())


def prepare() -> None:
    """Lay everything out ahead of the first search, which would else wait for it."""
    _index(holdings.version(), DEFAULT)
    _order(holdings.version())


def find(text: str, language: str = DEFAULT) -> frozenset[str] | None:
    """Find the ids of the rows that a search finds in their texts in a language; None if nothing is asked."""
    return _find(holdings.version(), text[:LONGEST], language)


def weighing(selection: Selection) -> Weighing:
    """Say what a selection leaves, what hides the rest, and what each further choice would leave."""
    return _weighing(holdings.version(), replace(selection, focus=None))


def kept(selection: Selection) -> str | None:
    """Say which of the view's marks the filters leave, as `geodash.render.bits` writes it; None if all are.

    Ten thousand marks make 1.7 kilobytes at most, whatever the filters, and the plugin need not know what they mean.
    """
    if not selection.filters:
        return None
    bare = Selection(**{name: getattr(selection, name) for name in (*FILTERS, "found")})
    return _kept(holdings.version(), bare)


@lru_cache(maxsize=64)
def _kept(_version: str, selection: Selection) -> str:
    left = np.concatenate([tally.kept(selection) for tally in holdings.tallies().values()] or [np.zeros(0, bool)])
    return pack(left[_order(holdings.version())])


@lru_cache(maxsize=256)
def _find(version: str, text: str, language: str) -> frozenset[str] | None:
    return _index(version, language).find(text)


@lru_cache(maxsize=64)
def _weighing(_version: str, selection: Selection) -> Weighing:
    return weigh(holdings.tallies().values(), selection)


@lru_cache(maxsize=1)
def _codes(_version: str) -> Mapping[str, tuple[str, ...]]:
    left = weigh(holdings.tallies().values(), _BLANK).left
    found = {name: tuple(sorted(codes)) for name, codes in left.items()}
    path = bundle.path("geo", "basemap", "regions.geojson")
    features = json.loads(path.read_text("utf-8"))["features"] if path.is_file() else []
    regions = {feature["properties"].get("name") for feature in features}
    return found | {"regions": tuple(name for name in found.get("regions", ()) if name in regions)}


@lru_cache(maxsize=2)
def _index(_version: str, language: str) -> Index:
    layers = holdings.layers(language)
    return index_rows(feature for layer in layers for feature in layer.features)


@lru_cache(maxsize=1)
def _order(_version: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Say where each of the view's marks stands among the rows of all layers."""
    places = {
        (tally.name, row): number
        for number, (tally, row) in enumerate(
            (tally, row) for tally in holdings.tallies().values() for row in tally.ids
        )
    }
    view = json.loads(holdings.view_json())
    marks = [(mark["layer"], mark["id"]) for mark in (*view["marks"], *view.get("abroad", ()))]
    return np.array([places[mark] for mark in marks], dtype=np.int64)
