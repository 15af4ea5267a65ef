"""The parts of a candidate's score."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geodash.gazetteer.index import MAIN, PlaceIndex
from geodash.geoparse.evidence import WELL_KNOWN
from geodash.geoparse.focus import Focus
from geodash.geoparse.prominence import Prominence

Ranked = tuple[int, float, Mapping[str, float]]

_PROMINENCE, _COUNTRY, _REGION = 0.5, 1.2, 0.9
_KIND_ASKED, _KIND_NEAR, _KIND_OTHER, _KIND_ELSEWHERE = 1.6, 0.7, -0.9, 0.4
_HOLDER, _ROW, _NEAR, _MAIN, _FULL = 2.0, 0.5, 1.1, 0.25, 0.4
_FOREIGN = -0.8
_SETTLEMENT = 0.7
_NEAR_KM = 50.0
_BESIDE, _BESIDE_KM = 0.6, 80.0
_STATE, _STATE_PEOPLE = 1.0, 1_500_000
_MOST_ANCHORS = 24
_MOST_CANDIDATES = 60

_SETTLEMENTS = frozenset(("city", "town", "village", "hamlet"))

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
    "mountains": frozenset({"area"}),
    "base": frozenset({"site", "town", "village", "hamlet", "city", "district"}),
    "site": frozenset({"base", "town", "city", "village", "hamlet"}),
    "water": frozenset(),
    "country": frozenset(),
    "neighbourhood": frozenset({"district"}),
}


@dataclass(frozen=True, slots=True)
class Sense:
    """What an article asks of a name: lookup names, kind, holders, row; `soft_kind` is asked of it elsewhere."""

    keys: tuple[str, ...]
    kind: str | None = None
    holders: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    soft_kind: str = ""


class Scorer:
    """Ranks the candidates of one article's names."""

    def __init__(self, index: PlaceIndex, prominence: Prominence, focus: Focus) -> None:
        self._index = index
        self._prominence = prominence
        self._focus = focus
        self._lat, self._lon = index.lat.data, index.lon.data
        self._country, self._admin1 = index.country_code.data, index.admin1_code.data
        self._population = index.population.data
        self._admin2, self._kind = index.admin2_code.data, index.kind_code.data

    def rank(self, sense: Sense, anchors: Sequence[int]) -> list[Ranked]:
        """Every place that bears one of the names, best first; ties fall to the row number."""
        seen: dict[int, Ranked] = {}
        for position, key in enumerate(sense.keys):
            profile = self._prominence.profile(key)
            pairs = sorted(
                zip(profile.prominence, profile.rows, strict=True), key=lambda p: (-self._home(p[1]), -p[0])
            )
            for prominence, row in pairs[:_MOST_CANDIDATES]:
                if row not in seen:
                    parts = self._parts(sense, key, row, prominence, anchors)
                    if position == 0 and len(sense.keys) > 1:
                        parts["full name"] = _FULL
                    seen[row] = (row, round(sum(parts.values()), 4), parts)
        return sorted(seen.values(), key=lambda ranked: (-ranked[1], ranked[0]))

    def bar(self, sense: Sense, row: int) -> str:
        """Why even the best candidate is not believed, or ""."""
        country = self._country[row]
        named = self._focus.is_named(country) or not self._index.countries[country]
        profile = self._prominence.profile(sense.keys[0])
        if named or sense.holders or profile.best >= WELL_KNOWN - 0.8 or not self._focus.countries:
            return ""
        home = max(self._focus.countries, key=lambda code: self._focus.countries[code])
        return f"no candidate in {self._index.countries[home]}, and nothing speaks for the namesakes elsewhere"

    def _home(self, row: int) -> float:
        return self._focus.countries.get(self._country[row], 0.0)

    def _parts(self, sense: Sense, key: str, row: int, prominence: float, anchors: Sequence[int]) -> dict[str, float]:
        country, admin1 = self._country[row], self._admin1[row]
        parts = {"prominence": round(_PROMINENCE * prominence, 3)}
        share = self._focus.countries.get(country, 0.0)
        if share:
            parts["country of the article"] = round(_COUNTRY * math.sqrt(share), 3)
        elif self._index.countries[country] and prominence < WELL_KNOWN:
            parts["foreign"] = _FOREIGN
        region = self._focus.regions.get(admin1, 0.0)
        if region:
            divided = self._index.admins[admin1][1]
            label = "region of the article" if divided else "spans regions, like others of the article"
            parts[label] = round(_REGION * math.sqrt(region), 3)
        kind_name = self._index.kinds[self._kind[row]]
        kind = self._kind_part(sense, kind_name)
        if kind:
            parts["kind"] = kind
        if any(self._held_by(row, holder) for holder in sense.holders):
            parts["named as part of"] = _HOLDER
        if self._index.name_use(key, row) == MAIN:
            parts["main name"] = _MAIN
        if sense.beside:
            if len(sense.beside) > 2 and self._kind_shared(row, sense.beside):
                parts["same kind as its row"] = _ROW
            if self._near_row(row, key, sense.beside):
                parts["near a name beside it"] = _BESIDE
        if kind_name == "country" and self._population[row] >= _STATE_PEOPLE:
            parts["a country"] = _STATE
        near = self._nearness(row, anchors)
        if near:
            parts["near certain places"] = near
        return parts

    def _kind_part(self, sense: Sense, kind: str) -> float:
        if sense.kind:
            if kind == sense.kind:
                return _KIND_ASKED
            return _KIND_NEAR if kind in _KIN.get(sense.kind, ()) else _KIND_OTHER
        asked = _KIND_ELSEWHERE if sense.soft_kind and kind == sense.soft_kind else 0.0
        # "in Huanta" is the town before it is the province round it.
        settled = kind in _SETTLEMENTS and (not sense.soft_kind or sense.soft_kind in _SETTLEMENTS)
        return asked + (_SETTLEMENT if settled else 0.0)

    def _held_by(self, row: int, holder: str) -> bool:
        """Whether a place named `holder` is the country, region or province that this row lies in."""
        country, admin1, admin2 = self._country[row], self._admin1[row], self._admin2[row]
        kinds = self._index.kinds
        for other in self._prominence.profile(holder).rows:
            kind = kinds[self._kind[other]]
            if other == row or self._country[other] != country:
                continue
            if kind == "country" or (kind == "region" and self._admin1[other] == admin1):
                return True
            if kind in {"province", "city", "district"} and admin2 and self._admin2[other] == admin2:
                return True
        return False

    def _kind_shared(self, row: int, beside: Sequence[str]) -> bool:
        """Whether every name of the row can be read as a place of this kind in this country."""
        kind, country = self._kind[row], self._country[row]
        if self._index.kinds[kind] not in {"region", "province", "river", "country"}:
            return False
        for name in beside:
            rows = self._prominence.profile(name).rows
            if not any(
                self._kind[r] == kind and (self._country[r] == country or self._index.kinds[kind] == "country")
                for r in rows
            ):
                return False
        return True

    def _near_row(self, row: int, key: str, beside: Sequence[str]) -> bool:
        """Whether another name of the row can be read as a place close by."""
        for name in beside:
            rows = self._prominence.profile(name).rows
            if name != key and any(self._km(row, other) < _BESIDE_KM for other in rows[:_MOST_CANDIDATES]):
                return True
        return False

    def _nearness(self, row: int, anchors: Sequence[int]) -> float:
        """How dense the certain places lie round this one, from 0 to `_NEAR`."""
        density = sum(math.exp(-self._km(row, a) / _NEAR_KM) for a in anchors[:_MOST_ANCHORS] if a != row)
        return round(_NEAR * density / (density + 1), 3)

    def _km(self, one: int, other: int) -> float:
        """Distance of two rows on a plane: near enough to tell near from far."""
        lat = self._lat[one]
        dy = self._lat[other] - lat
        dx = (self._lon[other] - self._lon[one]) * math.cos(math.radians(lat))
        return 111.2 * math.sqrt(dx * dx + dy * dy)
