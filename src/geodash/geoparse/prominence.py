"""How well known the bearers of a name are, before the article has a say."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from geodash.gazetteer.index import ALIAS, MAIN, PlaceIndex

# On the scale of _populated: 0.4 is a hamlet, 1.7 a city of 100,000, 3 one of ten million.
_BY_KIND: Mapping[str, float] = {
    "continent": 4.0,
    "country": 4.0,
    "supranational": 3.5,
    "region": 2.6,
    "province": 1.5,
    "district": 1.0,
    "neighbourhood": 0.5,
    "river": 1.5,
    "valley": 1.8,
    "area": 2.0,
    "mountains": 2.0,
    "water": 2.2,
    "base": 1.4,
    "site": 0.7,
}
_BY_USE = {MAIN: 0.0, ALIAS: -0.1}
_WEAK_NAME = -0.5
_KEPT = 20_000
# "Santa Lucía" is first of all a village, for all that an island state is called so in Spanish.
_SMALL_STATE, _SMALL_STATE_ALIAS = 1_000_000, 1.5
# "The Atlantic" is the ocean, for all the towns that took its name; an ocean is as well known as a continent.
_OCEAN, _OCEAN_KM = 4.0, 1000.0


@dataclass(frozen=True, slots=True)
class Profile:
    """What a name can mean: its rows, each with its prominence, and the best prominence in each country."""

    rows: tuple[int, ...]
    prominence: tuple[float, ...]
    best: float
    countries: Mapping[int, float]
    kinds: frozenset[int]


NOBODY = Profile((), (), 0.0, {}, frozenset())


class Prominence:
    """Profiles of names, remembered for the names met most recently."""

    def __init__(self, index: PlaceIndex) -> None:
        self.index = index
        self._kind_code = index.kind_code.data
        self._population = index.population.data
        self._country = index.country_code.data
        self._country_kind = index.kinds.index("country") if "country" in index.kinds else -1
        self._water_kind = index.kinds.index("water") if "water" in index.kinds else -1
        self._reach = index.uncertainty.data
        self._by_kind = [_BY_KIND.get(kind) for kind in index.kinds]
        self._profiles: OrderedDict[str, Profile] = OrderedDict()

    def profile(self, key: str) -> Profile:
        """The profile of a folded name; `NOBODY` if no place bears it."""
        known = self._profiles.get(key)
        if known is None:
            known = self._profile(key)
            self._profiles[key] = known
            if len(self._profiles) > _KEPT:
                self._profiles.popitem(last=False)
        return known

    def _profile(self, key: str) -> Profile:
        rows = self.index.rows(key)
        if not rows:
            return NOBODY
        prominence = tuple(self._of(key, row) for row in rows)
        countries: dict[int, float] = {}
        for row, value in zip(rows, prominence, strict=True):
            country = self._country[row]
            countries[country] = max(value, countries.get(country, value))
        kinds = frozenset(self._kind_code[row] for row in rows)
        return Profile(rows, prominence, max(prominence), countries, kinds)

    def _of(self, key: str, row: int) -> float:
        by_kind = self._by_kind[self._kind_code[row]]
        value = _populated(self._population[row]) if by_kind is None else by_kind
        use = self.index.name_use(key, row)
        if use != MAIN and self._kind_code[row] == self._country_kind and self._population[row] < _SMALL_STATE:
            value = _SMALL_STATE_ALIAS
        if self._kind_code[row] == self._water_kind and self._reach[row] >= _OCEAN_KM:
            value = _OCEAN
        return value + _BY_USE.get(use, _WEAK_NAME)


def _populated(population: int) -> float:
    return 0.4 + 0.65 * max(0.0, math.log10(population + 1) - 3)
