"""The gazetteer at run time: a memory-mapped store that opens in an instant."""

from __future__ import annotations

import json
import mmap
from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self

import marisa_trie
import numpy as np

from geodash import bundle
from geodash.errors import GazetteerError
from geodash.gazetteer.index import MAIN, Column
from geodash.gazetteer.packing import GEONAMES_PREFIX, USE_BITS, Packed, keys, pack
from geodash.gazetteer.place import Place
from geodash.gazetteer.records import Record

VERSION = 1
PARTS = ("meta.json", "names.marisa", "postings.npy", "rows.npy", "starts.npy", "ends.npy", "strings.bin")
_USE = (1 << USE_BITS) - 1
_CACHED = 50_000


def default_store() -> Path:
    """Return the folder of the store that comes with GeoDash, in a checkout or in an installed package."""
    return bundle.path("data", "gazetteer", "store")


class Gazetteer:
    """Names to places, on a store built by `geodash.gazetteer.build` (or from a few records in memory).

    Rows are numbers 0 .. len - 1. The columns `lat`, `lon` (degrees), `uncertainty` (km), `population`,
    `kind_code`, `country_code`, `admin1_code`, `admin2_code` are arrays by row, the codes being indices into
    `kinds`, `countries` (ISO 3166-1 alpha-2) and `admins` (country, name). Names are looked up folded: a slice of
    `fold_aligned(text)`, or `fold(name)`.
    """

    def __init__(self, packed: Packed) -> None:
        self._trie = packed.trie
        self._starts = packed.starts
        self._postings = packed.postings
        self._rows = packed.rows
        self._ends = packed.ends
        self._strings = packed.strings
        self._geonames = int(packed.meta["geonames_rows"])
        self._sources = [tuple(pair) for pair in packed.meta["sources"]]
        self.kinds: tuple[str, ...] = tuple(packed.meta["kinds"])
        self.countries: tuple[str, ...] = tuple(packed.meta["countries"])
        self.admins: tuple[tuple[str, str], ...] = tuple((pair[0], pair[1]) for pair in packed.meta["admins"])
        self.longest_name = int(packed.meta["longest_name"])
        self._abbreviations: dict[str, str] = packed.meta.get("abbreviations", {})
        self.lat: Column = self._rows["lat"]
        self.lon: Column = self._rows["lon"]
        self.uncertainty: Column = self._rows["uncertainty"]
        self.population: Column = self._rows["population"]
        self.kind_code: Column = self._rows["kind"]
        self.country_code: Column = self._rows["country"]
        self.admin1_code: Column = self._rows["admin1"]
        self.admin2_code: Column = self._rows["admin2"]
        self._found: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}
        self._places: dict[int, Place] = {}

    @classmethod
    def open(cls, path: Path | None = None) -> Self:
        """Open a store (by default the one that comes with GeoDash) without reading it into memory.

        Raises:
            GazetteerError: a part is missing, damaged or of another version; names the file and the remedy.
        """
        folder = default_store() if path is None else path
        missing = [name for name in PARTS if not (folder / name).is_file()]
        if missing:
            raise GazetteerError(f"{folder / missing[0]} is missing; {_REMEDY}")
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        if meta.get("version") != VERSION:
            raise GazetteerError(f"{folder / 'meta.json'}: version {meta.get('version')}, not {VERSION}; {_REMEDY}")
        try:
            trie = marisa_trie.Trie()
            trie.mmap(str(folder / "names.marisa"))
            starts, postings, rows, ends = (
                np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("starts", "postings", "rows", "ends")
            )
            strings = _mapped(folder / "strings.bin")
        except (OSError, ValueError, RuntimeError) as error:
            raise GazetteerError(f"{folder}: a part of the gazetteer is damaged ({error}); {_REMEDY}") from error
        if len(starts) != len(trie) + 1 or int(starts[-1]) != len(postings) or int(ends[-1]) != len(strings):
            raise GazetteerError(f"{folder}: the parts of the gazetteer do not fit each other; {_REMEDY}")
        return cls(Packed(trie, starts, postings, rows, ends, strings, meta))

    @classmethod
    def of(cls, records: Iterable[Record]) -> Self:
        """Make a gazetteer in memory from a few records (tests, a reader's own places)."""
        return cls(pack(records))

    def __len__(self) -> int:
        return len(self._rows)

    def prefixes(self, folded: str) -> list[str]:
        """List the names that `folded` begins with, shortest first, word ends not looked at."""
        found: list[str] = self._trie.prefixes(folded)
        return found

    def longest(self, folded: str, start: int = 0) -> int:
        """Return the end of the longest name that begins at `start` and ends at a word end, or `start`."""
        size = len(folded)
        for name in reversed(self._trie.prefixes(folded[start : start + self.longest_name])):
            end = start + len(name)
            if end == size or not folded[end].isalnum():
                return end
        return start

    def rows(self, folded: str) -> tuple[int, ...]:
        """Return the rows of all places that bear the name, the most prominent first; none: empty."""
        return self._bearers(folded)[0]

    def name_use(self, folded: str, row: int) -> int:
        """Return how the place of `row` bears the name: MAIN, ALIAS or VARIANT; raises KeyError if it does not."""
        rows, uses = self._bearers(folded)
        if row not in rows:
            raise KeyError(folded)
        return uses[rows.index(row)]

    def is_main(self, folded: str, row: int) -> bool:
        """Tell whether the name is the main name of the place of `row`."""
        return self.name_use(folded, row) == MAIN

    def place(self, row: int) -> Place:
        """Return the place of a row; places are kept, up to a bound."""
        if row not in self._places:
            if len(self._places) >= _CACHED:
                self._places.clear()
            self._places[row] = self._place(row)
        return self._places[row]

    def find(self, name: str, country: str | None = None) -> list[Place]:
        """List the places that bear a name as a person writes it, the most prominent first.

        `country` (ISO 3166-1 alpha-2) keeps those of one country.
        """
        rows = dict.fromkeys(row for key in keys(name) for row in self.rows(key))
        places = [self.place(row) for row in rows]
        return [p for p in places if country is None or p.country == country]

    def abbreviated(self, text: str) -> int | None:
        """Return the row of an abbreviation met exactly so ("TX", "BC", "LA"), or None; case matters."""
        place_id = self._abbreviations.get(text)
        return None if place_id is None else self.row_of(place_id)

    def by_id(self, place_id: str) -> Place | None:
        """Return the place of an id, or None."""
        row = self.row_of(place_id)
        return None if row is None else self.place(row)

    def row_of(self, place_id: str) -> int | None:
        """Return the row of an id, or None."""
        number = place_id.removeprefix(GEONAMES_PREFIX)
        if number != place_id and number.isdigit():
            row = int(np.searchsorted(self._rows["key"][: self._geonames], int(number)))
            return row if row < self._geonames and int(self._rows["key"][row]) == int(number) else None
        row = bisect_left(range(len(self)), place_id, self._geonames, key=self._id)
        return row if row < len(self) and self._id(row) == place_id else None

    def _bearers(self, folded: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        found = self._found.get(folded)
        if found is None:
            if len(self._found) >= _CACHED:
                self._found.clear()
            key = self._trie.get(folded)
            packed = [] if key is None else self._postings[self._starts[key] : self._starts[key + 1]].tolist()
            found = (tuple(p >> USE_BITS for p in packed), tuple(p & _USE for p in packed))
            self._found[folded] = found
        return found

    def _string(self, number: int) -> str:
        start = int(self._ends[number - 1]) if number else 0
        return bytes(self._strings[start : int(self._ends[number])]).decode()

    def _id(self, row: int) -> str:
        key = int(self._rows["key"][row])
        return f"{GEONAMES_PREFIX}{key}" if row < self._geonames else self._string(key)

    def _place(self, row: int) -> Place:
        lat, lon, uncertainty, population, name, _, links, country, admin1, admin2, kind, source = self._rows[
            row
        ].item()
        place_id = self._id(row)
        own = (place_id,) if row < self._geonames else ()
        text = self._string(links)
        return Place(
            id=place_id,
            name=self._string(name),
            kind=self.kinds[kind],
            lat=round(lat, 5),
            lon=round(lon, 5),
            uncertainty_km=round(uncertainty, 1),
            country=self.countries[country],
            admin1=self.admins[admin1][1],
            admin2=self.admins[admin2][1],
            population=population,
            links=(*own, *text.split("|")) if text else own,
            source=self._sources[source][0],
            licence=self._sources[source][1],
        )


_REMEDY = "build it again with `python -m geodash.gazetteer.build`, or restore it from the repository."


def write_store(packed: Packed, folder: Path) -> None:
    """Write the parts of a store; the same records give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    packed.trie.save(str(folder / "names.marisa"))
    for name in ("starts", "postings", "rows", "ends"):
        np.save(folder / f"{name}.npy", getattr(packed, name))
    (folder / "strings.bin").write_bytes(packed.strings)
    text = json.dumps(packed.meta, ensure_ascii=False, sort_keys=True, indent=0)
    (folder / "meta.json").write_text(text + "\n", encoding="utf-8")


def _mapped(path: Path) -> Any:
    with path.open("rb") as handle:
        return mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)
