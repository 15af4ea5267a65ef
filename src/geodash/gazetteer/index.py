"""What a recogniser and a resolver ask of a gazetteer, whatever it is kept in."""

from __future__ import annotations

from typing import Any, Protocol

from numpy.typing import NDArray

from geodash.gazetteer.place import Place

Column = NDArray[Any]

MAIN, ALIAS, VARIANT = 0, 1, 2
"""How a place bears a name: its main name; another name in common use; a weaker spelling or exonym."""


class PlaceIndex(Protocol):
    """What `Gazetteer` offers, so that anything else with these can stand in for it.

    Columns are arrays indexed by row; `kind_code`, `country_code`, `admin1_code` and `admin2_code` index `kinds`,
    `countries` (ISO 3166-1 alpha-2, "" for none) and `admins` (country, name; ("", "") for none).
    """

    kinds: tuple[str, ...]
    countries: tuple[str, ...]
    admins: tuple[tuple[str, str], ...]
    lat: Column
    lon: Column
    uncertainty: Column
    population: Column
    kind_code: Column
    country_code: Column
    admin1_code: Column
    admin2_code: Column

    def __len__(self) -> int:
        """Return the number of places."""

    def prefixes(self, folded: str) -> list[str]:
        """List the names that `folded` begins with, shortest first."""

    def longest(self, folded: str, start: int = 0) -> int:
        """Return the end of the longest name at `start` that ends at a word end, or `start`."""

    def rows(self, folded: str) -> tuple[int, ...]:
        """Return the rows of all places that bear the name, the most prominent first."""

    def name_use(self, folded: str, row: int) -> int:
        """Return how the place of `row` bears the name: MAIN, ALIAS or VARIANT."""

    def is_main(self, folded: str, row: int) -> bool:
        """Tell whether the name is the main name of the place of `row`."""

    def place(self, row: int) -> Place:
        """Return the place of a row."""

    def find(self, name: str, country: str | None = None) -> list[Place]:
        """List the places that bear a name as a person writes it."""

    def abbreviated(self, text: str) -> int | None:
        """Return the row of an abbreviation met exactly so, or None."""

    def by_id(self, place_id: str) -> Place | None:
        """Return the place of an id, or None."""
