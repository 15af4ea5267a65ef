"""Pack place records into the arrays of a store: a name trie, postings, rows and strings."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from geodash.folding import fold, fold_aligned
from geodash.gazetteer.index import ALIAS, MAIN, VARIANT
from geodash.gazetteer.place import KINDS
from geodash.gazetteer.records import Record
from geodash.gazetteer.spellings import spellings

ROW = np.dtype(
    [
        ("lat", "<f4"),
        ("lon", "<f4"),
        ("uncertainty", "<f4"),
        ("population", "<u4"),
        ("name", "<u4"),
        ("key", "<u4"),
        ("links", "<u4"),
        ("country", "<u2"),
        ("admin1", "<u2"),
        ("admin2", "<u2"),
        ("kind", "u1"),
        ("source", "u1"),
    ]
)
"""One place: `key` is the GeoNames number, or the string number of its id; `name`, `links` are string numbers."""

USE_BITS = 2
GEONAMES_PREFIX = "gn:"

# How prominent a place without a population is among its namesakes: inhabitants it is taken to weigh.
_WEIGHT = {
    "continent": 5e9,
    "water": 1e8,
    "supranational": 5e8,
    "country": 1e7,
    "region": 1e6,
    "province": 4e4,
    "district": 8e3,
    "river": 3e5,
    "valley": 5e4,
    "area": 2e5,
    "mountains": 1e6,
    "city": 1e5,
    "town": 8e3,
    "neighbourhood": 5e3,
    "base": 3e3,
    "site": 5e4,
    "village": 5e2,
    "hamlet": 1e2,
}
_LARGE = 500_000
_SHORTEST = 3
# A bare name that a region shares with its capital more often means the city.
_REGION_SHARE = 0.25
_SETTLED = frozenset({"city", "town", "village", "hamlet"})
_DISCOUNT = {MAIN: 1.0, ALIAS: 0.8, VARIANT: 0.05}


@dataclass(frozen=True, slots=True)
class Packed:
    """The parts of a store, in memory or mapped from files."""

    trie: Any
    starts: NDArray[np.uint32]
    postings: NDArray[np.uint32]
    rows: NDArray[np.void]
    ends: NDArray[np.uint32]
    strings: Any
    meta: dict[str, Any]


class _Numbered:
    """Numbers for values in order of first use; number 0 is the empty value."""

    def __init__(self, empty: Any) -> None:
        self.values = [empty]
        self._numbers = {empty: 0}

    def number(self, value: Any) -> int:
        if value not in self._numbers:
            self._numbers[value] = len(self.values)
            self.values.append(value)
        return self._numbers[value]


def pack(
    records: Iterable[Record],
    ordinary: frozenset[str] = frozenset(),
    abbreviations: Mapping[str, str] | None = None,
) -> Packed:
    """Pack records into the arrays of a store.

    Rows are sorted (GeoNames places by number, then the rest by id), so the same records in any order give the
    same bytes. A name's postings are sorted by prominence: inhabitants (for areas a nominal weight of their kind),
    less for a weaker use of the name. A later record with the id of an earlier one replaces it. `ordinary` are folded
    words ("of", "may", "police") that, like names of one or two letters, lead to no place unless it is a large one or
    they are its curated alias;
    `abbreviations` map texts to be met exactly so ("TX") to ids.
    """
    unique = sorted({record.id: record for record in records}.values(), key=_order)
    strings, admins = _Numbered(""), _Numbered(("", ""))
    countries, sources = _Numbered(""), _Numbered(("", ""))
    rows = np.zeros(len(unique), ROW)
    for number, record in enumerate(unique):
        rows[number] = (
            round(record.lat, 5),
            round(record.lon, 5),
            record.uncertainty_km,
            record.population,
            strings.number(unicodedata.normalize("NFC", record.name)),
            int(record.id[3:]) if _is_geonames(record) else strings.number(record.id),
            strings.number("|".join(record.links)),
            countries.number(record.country),
            admins.number((record.country, record.admin1) if record.admin1 else ("", "")),
            admins.number((record.country, record.admin2) if record.admin2 else ("", "")),
            KINDS.index(record.kind),
            sources.number((record.source, record.licence)),
        )
    trie, starts, postings = _names(unique, ordinary)
    encoded = [value.encode() for value in strings.values]
    meta = {
        "version": 1,
        "geonames_rows": sum(map(_is_geonames, unique)),
        "kinds": list(KINDS),
        "countries": countries.values,
        "admins": [list(pair) for pair in admins.values],
        "sources": [list(pair) for pair in sources.values],
        "abbreviations": dict(sorted((abbreviations or {}).items())),
        "longest_name": max((len(key) for key in trie), default=0),
    }
    ends = np.cumsum([len(value) for value in encoded], dtype="<u4")
    return Packed(trie, starts, postings, rows, ends, b"".join(encoded), meta)


def _is_geonames(record: Record) -> bool:
    return record.id.startswith(GEONAMES_PREFIX) and record.id[3:].isdigit()


def _order(record: Record) -> tuple[int, int, str]:
    return (0, int(record.id[3:]), "") if _is_geonames(record) else (1, 0, record.id)


def keys(name: str) -> tuple[str, ...]:
    """List the forms under which a name is looked up: aligned folding, and the free one where it differs."""
    aligned = " ".join(fold_aligned(unicodedata.normalize("NFC", name)).split())
    free = fold(name)
    return (aligned,) if free == aligned or not free else (aligned, free)


def _uses(record: Record) -> dict[str, int]:
    """Map every key of a record's names to the strongest use it has."""
    uses: dict[str, int] = {}
    for use, names in ((MAIN, (record.name,)), (ALIAS, record.aliases), (VARIANT, record.variants)):
        for name in names:
            for key in keys(name):
                uses.setdefault(key, use)
    for name in (record.name, *record.aliases):
        for use, spelling in spellings(name, record.country, record.kind):
            for key in keys(spelling):
                uses.setdefault(key, use)
    uses.pop("", None)
    return uses


def _people(records: list[Record]) -> dict[str, float]:
    """Sum the inhabitants of the populated places of each first-order division, to weigh it by."""
    sums: dict[tuple[str, str], int] = {}
    for record in records:
        if record.kind in _SETTLED and record.admin1:
            place = (record.country, record.admin1)
            sums[place] = sums.get(place, 0) + record.population
    regions = (record for record in records if record.kind == "region")
    return {record.id: _REGION_SHARE * sums.get((record.country, record.name), 0) for record in regions}


def _names(records: list[Record], ordinary: frozenset[str]) -> tuple[Any, NDArray[np.uint32], NDArray[np.uint32]]:
    found: dict[str, list[tuple[float, int, int]]] = {}
    people = _people(records)
    for row, record in enumerate(records):
        weight = float(record.population or people.get(record.id) or _WEIGHT[record.kind])
        for key, use in _uses(record).items():
            if (key in ordinary or len(key) < _SHORTEST) and use != ALIAS and weight < _LARGE:
                continue
            found.setdefault(key, []).append((-weight * _DISCOUNT[use], row, use))
    trie = marisa_trie.Trie(sorted(found))
    ordered: list[list[tuple[float, int, int]]] = [[]] * len(trie)
    for key, bearers in found.items():
        ordered[trie[key]] = sorted(bearers)
    starts = np.zeros(len(trie) + 1, "<u4")
    np.cumsum([len(bearers) for bearers in ordered], out=starts[1:])
    flat = [row << USE_BITS | use for bearers in ordered for _, row, use in bearers]
    return trie, starts, np.array(flat, "<u4")
