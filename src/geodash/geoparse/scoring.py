"""The parts of a candidate's score."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from geodash.gazetteer.index import MAIN, PlaceIndex
from geodash.geoparse.evidence import WELL_KNOWN
from geodash.geoparse.focus import Focus
from geodash.geoparse.prominence import Prominence
from geodash.geoparse.surroundings import SETTLEMENTS, Sense, Surroundings

Ranked = tuple[int, float, Mapping[str, float]]
"""Row, score, and the parts that add up to it."""
_Grid = dict[tuple[float, float], list[tuple[int, float, float]]]

_PROMINENCE, _COUNTRY, _REGION = 0.5, 1.2, 0.9
_KIND_ASKED, _KIND_NEAR, _KIND_OTHER, _KIND_ELSEWHERE = 1.6, 0.7, -0.9, 0.4
_NEAR, _MAIN, _FULL = 1.1, 0.25, 0.4
_FOREIGN = -0.8
_SETTLEMENT, _SETTLEMENT_ABROAD = 0.7, 0.5
_NEAR_KM = 50.0
_KM_PER_DEGREE = 111.2
_LEAP = 15.0  # degrees: in a row, names seldom leap so far without a word on where to
_FAR_LAT, _FAR_LON = 5.0, 10.0  # eleven times _NEAR_KM (up to 60 degrees north): nothing is added from beyond
_STATE, _STATE_PEOPLE = 1.0, 1_500_000
_MOST_ANCHORS = 24
_MOST_CANDIDATES = 60

_SOFTLY_SETTLED = SETTLEMENTS | {"", "base", "site"}  # a base has its town's name

# Kinds that a generic word may also mean, less exactly.
_KIN: Mapping[str, frozenset[str]] = {
    "region": frozenset({"area", "supranational", "province", "valley"}),
    "province": frozenset({"region", "district"}),
    "district": frozenset({"town", "village", "province"}),
    "city": frozenset({"town"}),
    "town": frozenset({"city", "village", "district"}),
    "village": frozenset({"hamlet", "town", "district"}),
    "valley": frozenset({"area", "river"}),
    "river": frozenset({"valley"}),
    "area": frozenset({"valley", "region", "mountains", "district"}),
    "mountains": frozenset({"area", "region"}),
    "base": frozenset({"site", "town", "village", "hamlet", "city", "district"}),
    "site": frozenset({"base", "town", "city", "village", "hamlet", "water"}),  # "the Pacific ports"
    "water": frozenset(),
    "country": frozenset(),
    "neighbourhood": frozenset({"district"}),
}


class Scorer:
    """Ranks the candidates of one article's names."""

    def __init__(self, index: PlaceIndex, prominence: Prominence, focus: Focus) -> None:
        self._index = index
        self._prominence = prominence
        self._focus = focus
        self._lat, self._lon = index.lat.data, index.lon.data
        self._country, self._admin1 = index.country_code.data, index.admin1_code.data
        self._population = index.population.data
        self._kind = index.kind_code.data
        self._surroundings = Surroundings(index, prominence, focus)
        self._at_home = {code: round(_COUNTRY * math.sqrt(share), 3) for code, share in focus.countries.items()}
        self._in_region = {code: round(_REGION * math.sqrt(share), 3) for code, share in focus.regions.items()}
        self._ranked: dict[Sense, list[Ranked]] = {}
        self._grid: tuple[tuple[int, ...], _Grid] = ((), {})

    def rank(self, sense: Sense, anchors: Sequence[int]) -> list[Ranked]:
        """Every place that bears one of the names, best first; ties fall to the row number.

        `anchors` are the rows of places already certain. What does not depend on them is worked out once.
        """
        alone = self._ranked.get(sense)
        if alone is None:
            alone = self._ranked[sense] = sorted(self._candidates(sense), key=_order)
        if not anchors:
            return alone
        grid = self._grid_of(tuple(anchors[:_MOST_ANCHORS]))
        return sorted([self._drawn_to(grid, ranked) for ranked in alone], key=_order)

    def _grid_of(self, anchors: tuple[int, ...]) -> _Grid:
        """The anchors (row, lat, lon) that may be near each cell; the same anchors serve a whole article."""
        if anchors != self._grid[0]:
            grid: _Grid = {}
            for anchor in anchors:
                point = (anchor, self._lat[anchor], self._lon[anchor])
                lat, lon = point[1] // _FAR_LAT, point[2] // _FAR_LON
                for cell in product((lat - 1, lat, lat + 1), (lon - 1, lon, lon + 1)):
                    grid.setdefault(cell, []).append(point)
            self._grid = (anchors, grid)
        return self._grid[1]

    def _candidates(self, sense: Sense) -> Iterator[Ranked]:
        seen = set()
        for position, key in enumerate(sense.keys):
            for prominence, row in self._bearers(key):
                if row not in seen:
                    seen.add(row)
                    parts = self._parts(sense, key, row, prominence)
                    if position == 0 and len(sense.keys) > 1:
                        parts["full name"] = _FULL
                    yield row, round(sum(parts.values()), 4), parts

    def _bearers(self, key: str) -> list[tuple[float, int]]:
        """The places that bear a name with their prominence; of very many those at home and the best known."""
        profile = self._prominence.profile(key)
        pairs = list(zip(profile.prominence, profile.rows, strict=True))
        if len(pairs) > _MOST_CANDIDATES:
            home, country = self._focus.countries, self._country
            pairs.sort(key=lambda pair: (-home.get(country[pair[1]], 0.0), -pair[0]))
        return pairs[:_MOST_CANDIDATES]

    def _drawn_to(self, grid: _Grid, ranked: Ranked) -> Ranked:
        """A candidate with its nearness to the certain places added."""
        row, _, parts = ranked
        near = self._nearness(row, grid)
        if not near:
            return ranked
        parts = {**parts, "near certain places": near}
        return row, round(sum(parts.values()), 4), parts

    def bar(self, sense: Sense, row: int) -> str:
        """Why even the best candidate is not believed, or ""."""
        country = self._country[row]
        in_row = self._leaps_from_row(sense, row)
        named = self._focus.is_named(country) or not self._index.countries[country]
        named = named and not (in_row and self._focus.speaks_for_itself(country, sense.keys[0]))
        profile = self._prominence.profile(sense.keys[0])
        known = WELL_KNOWN if in_row else WELL_KNOWN - 0.8
        holders = [self._prominence.profile(holder).countries for holder in sense.holders]
        held = any(country in found for found in holders) if in_row else bool(holders)
        if named or held or profile.best >= known or not self._focus.countries:
            return ""
        home = max(self._focus.countries, key=lambda code: self._focus.countries[code])
        return f"no candidate in {self._index.countries[home]}, and nothing speaks for the namesakes elsewhere"

    def _leaps_from_row(self, sense: Sense, row: int) -> bool:
        """Whether each name beside it can be a place of the article's countries, none in its own or near it."""
        country, lat, lon = self._country[row], self._lat[row], self._lon[row]
        others = [self._prominence.profile(name) for name in sense.beside if name not in sense.keys]
        return bool(others) and all(
            country not in other.countries
            and any(map(self._focus.is_home, other.countries))
            and all(abs(self._lat[r] - lat) > _LEAP or abs(self._lon[r] - lon) > _LEAP for r in other.rows)
            for other in others
        )

    def _parts(self, sense: Sense, key: str, row: int, prominence: float) -> dict[str, float]:
        country, admin1 = self._country[row], self._admin1[row]
        parts = {"prominence": round(_PROMINENCE * prominence, 3)}
        at_home = self._at_home.get(country)
        if at_home:
            parts["country of the article"] = at_home
        elif self._index.countries[country] and prominence < WELL_KNOWN:
            parts["foreign"] = _FOREIGN
        in_region = self._in_region.get(admin1)
        if in_region:
            divided = self._index.admins[admin1][1]
            label = "region of the article" if divided else "spans regions, like others of the article"
            parts[label] = in_region
        kind_name = self._index.kinds[self._kind[row]]
        kind = self._kind_part(sense, kind_name, country)
        if kind:
            parts["kind"] = kind
        if self._index.name_use(key, row) == MAIN:
            parts["main name"] = _MAIN
        parts |= self._surroundings.parts(sense, key, row)
        if kind_name == "country" and self._population[row] >= _STATE_PEOPLE:
            parts["a country"] = _STATE
        return parts

    def _kind_part(self, sense: Sense, kind: str, country: int) -> float:
        if sense.kind:
            if kind == sense.kind:
                return _KIND_ASKED
            return _KIND_NEAR if kind in _KIN.get(sense.kind, ()) else _KIND_OTHER
        asked = _KIND_ELSEWHERE if sense.soft_kind and kind == sense.soft_kind else 0.0
        # "in Huanta" is the town before it is the province round it.
        settled = kind in SETTLEMENTS and sense.soft_kind in _SOFTLY_SETTLED
        return asked + ((_SETTLEMENT if self._focus.is_home(country) else _SETTLEMENT_ABROAD) if settled else 0.0)

    def _nearness(self, row: int, grid: _Grid) -> float:
        """How dense the certain places lie round this one, from 0 to `_NEAR`."""
        lat, lon = self._lat[row], self._lon[row]
        points = grid.get((lat // _FAR_LAT, lon // _FAR_LON))
        if points is None:
            return 0.0
        squeeze = math.cos(math.radians(lat))
        density = 0.0
        for other, other_lat, other_lon in points:
            dy, dx = other_lat - lat, other_lon - lon
            if -_FAR_LAT < dy < _FAR_LAT and -_FAR_LON < dx < _FAR_LON and other != row:
                dx *= squeeze
                density += math.exp(-_KM_PER_DEGREE / _NEAR_KM * math.sqrt(dx * dx + dy * dy))
        return round(_NEAR * density / (density + 1), 3)


def _order(ranked: Ranked) -> tuple[float, int]:
    return -ranked[1], ranked[0]
