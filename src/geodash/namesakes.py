"""Searches that know the gazetteer's other names: who asks for Huamanga is shown Ayacucho."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from geodash.gazetteer.store import Gazetteer
from geodash.search import Index
from geodash.selection import Feature, row_id


def index_rows(rows: Iterable[Feature]) -> Index:
    """Lay rows out for searching, their texts and the places they name."""
    return Index(((row_id(feature), feature) for feature in rows), bearers)


@lru_cache(maxsize=20_000)
def bearers(name: str) -> frozenset[str]:
    """Find the ids of the places that bear a folded name, however well known."""
    gazetteer = _gazetteer()
    return frozenset(place.id for row in gazetteer.rows(name) if (place := gazetteer.place(row)))


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()
