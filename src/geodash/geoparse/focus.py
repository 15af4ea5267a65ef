"""What an article is about: the countries and regions that its unambiguous names vote for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from geodash.geoparse.prominence import Profile, Prominence

_COUNTRY_VOTE = 2.0
_REGION_VOTE = 1.5
_CITY_VOTE = 0.8
_UNIQUE_VOTE = 0.5
_CLEAR_LEAD = 0.8
_REPEATS = 3
_HOME_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Focus:
    """Shares of the votes by country and by first-order division (codes of the index), each adding up to 1.

    What lies in no one division (a country itself, a river, a valley) votes for the division without a name, which
    all countries share: such votes lower every region's share, and count for rivers and valleys as a region's do.
    `nowhere` are the country codes of what belongs to no one country (seas, ranges, continents); `sole` is the name
    that alone speaks for a country, where there is only one.
    """

    countries: Mapping[int, float]
    regions: Mapping[int, float]
    nowhere: frozenset[int] = frozenset()
    sole: Mapping[int, str] = field(default_factory=dict)

    def is_home(self, country: int) -> bool:
        """Whether the article is about this country, among at most a few."""
        return self.countries.get(country, 0.0) >= _HOME_SHARE

    def speaks_for_itself(self, country: int, key: str) -> bool:
        """Whether this name alone speaks for the country, which is then no witness that the name lies there."""
        return self.sole.get(country) == key

    def is_named(self, country: int) -> bool:
        """Whether anything in the article speaks for this country."""
        return country in self.countries or country in self.nowhere


class FocusFinder:
    """Counts the votes of names."""

    def __init__(self, prominence: Prominence) -> None:
        self._prominence = prominence
        index = prominence.index
        self._country = index.country_code.data
        self._admin1 = index.admin1_code.data
        self._kind = index.kind_code.data
        self._country_kind = index.kinds.index("country") if "country" in index.kinds else -1
        self._region_kind = index.kinds.index("region") if "region" in index.kinds else -1
        self._nowhere = frozenset(code for code, name in enumerate(index.countries) if not name)

    def find(self, keys: Iterable[str]) -> Focus:
        """Weigh the names of an article (folded, one for each mention; a name counts three times at most)."""
        countries: Counter[int] = Counter()
        regions: Counter[int] = Counter()
        voters: dict[int, list[str]] = {}
        for key, count in Counter(keys).items():
            profile = self._prominence.profile(key)
            row, weight = self._vote(profile)
            if row < 0:
                continue
            weight *= min(count, _REPEATS)
            voters.setdefault(self._country[row], []).append(key)
            countries[self._country[row]] += weight  # type: ignore[assignment]
            regions[self._admin1[row]] += weight  # type: ignore[assignment]
        for code in self._nowhere:
            countries.pop(code, None)
        sole = {code: keys[0] for code, keys in voters.items() if len(keys) == 1}
        return Focus(_shares(countries), _shares(regions), self._nowhere, sole)

    def _vote(self, profile: Profile) -> tuple[int, float]:
        """The row that a name speaks for, -1 if it is ambiguous, and how loudly."""
        if not profile.rows:
            return -1, 0.0
        best = max(range(len(profile.rows)), key=profile.prominence.__getitem__)
        row = profile.rows[best]
        here = self._country[row]
        rival = max((value for country, value in profile.countries.items() if country != here), default=None)
        if self._kind[row] == self._country_kind:
            return row, _COUNTRY_VOTE
        clear = rival is None or profile.best - rival >= _CLEAR_LEAD
        if not clear:
            return -1, 0.0
        if self._kind[row] == self._region_kind:
            return row, _REGION_VOTE
        if rival is None:
            return row, _UNIQUE_VOTE
        return row, _CITY_VOTE if profile.best >= 1.7 else 0.0


def _shares(votes: Counter[int]) -> dict[int, float]:
    total = sum(votes.values())
    return {code: count / total for code, count in votes.items()} if total else {}
