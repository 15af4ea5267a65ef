"""Resolution: from mentions to places, every candidate kept with the parts of its score.

One decision serves all mentions of a name in an article that ask for the same kind of place (one sense per
document). A candidate's score adds up prominence, the article's countries and regions, the kind that the words
ask for, the place that holds it ("X, Y"), names beside it, and nearness to the places already certain.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Protocol

from geodash.documents.article import Article
from geodash.gazetteer.index import PlaceIndex
from geodash.geoparse.company import Company, companies
from geodash.geoparse.focus import FocusFinder
from geodash.geoparse.prominence import Prominence
from geodash.geoparse.records import Candidate, Mention, Resolution
from geodash.geoparse.relations import displacement_km
from geodash.geoparse.scoring import Ranked, Scorer
from geodash.geoparse.surroundings import Sense
from geodash.geoparse.toponyms import readings, unbroken

_KEPT_CANDIDATES = 5
_CERTAIN, _SUREST = 0.75, 0.95
_BETWEEN = frozenset(("between", "entre"))
_ENYE, _FEW, _SHORT_NAME = "ñ", 20, 6  # longer names are hardly ever told apart by it
_ENOUGH, _LITTLE_KNOWN, _POINT_KM = 3, 0.3, 60.0
_STRAY = 2.7  # degrees, about 300 km
_ELSEWHERE = 0.3  # degrees: closer namesakes (a town and its district) are no rivals


class Resolver(Protocol):
    """Decides which place each mention means."""

    def resolve(self, article: Article, mentions: Sequence[Mention]) -> list[Resolution]:
        """One resolution for each mention, in their order."""
        ...


@dataclass(frozen=True, slots=True)
class _Ruling:
    """What was decided for one sense of a name."""

    candidates: tuple[Candidate, ...]
    confidence: float
    reason: str


class RuleResolver:
    """A `Resolver` that needs no training."""

    def __init__(self, index: PlaceIndex) -> None:
        self._index = index
        self._prominence = Prominence(index)
        self._focus = FocusFinder(self._prominence)

    def resolve(self, article: Article, mentions: Sequence[Mention]) -> list[Resolution]:
        """One resolution for each mention, in their order; a mention without a likely place stays open."""
        if not mentions:
            return []
        company = companies(article.text, mentions)
        senses = [self._sense(m, c) for m, c in zip(mentions, company, strict=True)]
        senses = _agree(senses, {s.keys for m, s in zip(mentions, senses, strict=True) if m.metonym})
        senses = [_reachable(m, s) for m, s in zip(mentions, senses, strict=True)]
        focus = self._focus.find(key for sense in senses for key in sense.keys[:1])
        scorer = Scorer(self._index, self._prominence, focus)
        rulings = self._rule(senses, scorer)
        return [self._resolution(m, rulings[s]) for m, s in zip(mentions, senses, strict=True)]

    def _sense(self, mention: Mention, company: Company) -> Sense:
        kind = mention.kind_hint or company.shared_kind
        names = readings(unbroken(mention.toponym), kind)
        written = _ENYE in mention.toponym.lower()
        keys = tuple(k for k in names if self._index.rows(k) and (not written or self._has_enye(k)))
        if keys[:1] == names[:1] and len(keys[-1]) < len(names[0]):
            keys = keys[:-1]  # "Tambo River" is known as such: no need to think of the town Tambo
        return Sense(keys, kind, company.holders, company.beside, holds=company.holds)

    def _has_enye(self, key: str) -> bool:
        """Whether a place may be meant by a name written with ñ: "Puña" is not "Puna", nor Puno."""
        rows = self._index.rows(key)[:_FEW]
        if any(_ENYE in self._index.place(row).name.lower() for row in rows):
            return True
        return len(key) > _SHORT_NAME and any(self._index.is_main(key, row) for row in rows)

    def _rule(self, senses: Iterable[Sense], scorer: Scorer) -> dict[Sense, _Ruling]:
        """Two rounds: the certain first, then everything again with nearness to the certain."""
        distinct = list(dict.fromkeys(senses))
        certain = (self._certain_row(sense, scorer) for sense in distinct if sense.keys)
        anchors = tuple(dict.fromkeys(row for row in certain if row >= 0))
        return {sense: self._decide(sense, scorer, anchors) for sense in distinct}

    def _certain_row(self, sense: Sense, scorer: Scorer) -> int:
        """The row of a sense that is certain without looking at any other, or -1."""
        ranked = scorer.rank(sense, ())
        row = ranked[0][0]
        return row if _confidence(ranked, self._index) >= _CERTAIN and not scorer.bar(sense, row) else -1

    def _decide(self, sense: Sense, scorer: Scorer, anchors: Sequence[int]) -> _Ruling:
        if not sense.keys:
            return _Ruling((), 0.0, "unresolved: the gazetteer has no place of this name")
        ranked = scorer.rank(sense, anchors)
        best = ranked[0]
        barred = scorer.bar(sense, best[0])
        if barred:
            return _Ruling(self._kept(ranked), 0.0, f"unresolved: {barred}")
        if self._is_stray(sense, ranked, anchors):
            return _Ruling(self._kept(ranked), 0.0, "unresolved: its only place is far from all others")
        confidence = _confidence(ranked, self._index)
        return _Ruling(self._kept(ranked), confidence, _reason(best[2], len(ranked)))

    def _kept(self, ranked: Sequence[Ranked]) -> tuple[Candidate, ...]:
        return tuple(
            Candidate(self._index.place(row), score, parts) for row, score, parts in ranked[:_KEPT_CANDIDATES]
        )

    def _is_stray(self, sense: Sense, ranked: Sequence[Ranked], anchors: Sequence[int]) -> bool:
        """Whether the only candidate is little known and far from every certain place (areas not counted)."""
        row, _, parts = ranked[0]
        if (
            len(ranked) > 1
            or sense.holders
            or " " in sense.keys[0]
            or len(anchors) < _ENOUGH
            or parts["prominence"] > _LITTLE_KNOWN
        ):
            return False
        lat, lon, reach = self._index.lat.data, self._index.lon.data, self._index.uncertainty.data
        points = [a for a in anchors if reach[a] < _POINT_KM and a != row]
        return len(points) >= _ENOUGH and all(
            math.hypot(lat[a] - lat[row], lon[a] - lon[row]) > _STRAY for a in points
        )

    def _resolution(self, mention: Mention, ruling: _Ruling) -> Resolution:
        candidates = ruling.candidates
        if ruling.reason.startswith("unresolved"):
            return Resolution(mention.id, None, None, None, None, 0.0, candidates, ruling.reason)
        place = candidates[0].place
        uncertainty, reason = place.uncertainty_km, ruling.reason
        if mention.relation:
            uncertainty += displacement_km(mention.relation)
            reason += f"; the circle is widened for {mention.relation!r}"
        return Resolution(mention.id, place, place.lat, place.lon, uncertainty, ruling.confidence, candidates, reason)


def _agree(senses: Sequence[Sense], acting: Set[tuple[str, ...]]) -> list[Sense]:
    """Let a mention that asks for no kind follow the holder and kind that the same name is given elsewhere.

    Names in `acting` stand for a government somewhere in the article, and governments sit in cities.
    """
    holders: dict[tuple[str, ...], tuple[str, ...]] = {}
    kinds: dict[tuple[str, ...], set[str]] = {}
    for sense in senses:
        if sense.holders:
            holders.setdefault(sense.keys, sense.holders)
        if sense.kind:
            kinds.setdefault(sense.keys, set()).add(sense.kind)
    agreed = []
    for sense in senses:
        asked = kinds.get(sense.keys, set())
        soft = next(iter(asked)) if len(asked) == 1 and not sense.kind else ""
        soft = soft or ("city" if sense.keys in acting and not sense.kind else "")
        held_by = sense.holders or holders.get(sense.keys, ())
        agreed.append(Sense(sense.keys, sense.kind, held_by, sense.beside, soft, sense.holds))
    return agreed


def _reachable(mention: Mention, sense: Sense) -> Sense:
    """What lies "between Huánuco and Tingo María" lies between towns, whatever else the names are elsewhere."""
    between = mention.relation in _BETWEEN and not sense.kind and sense.soft_kind
    return replace(sense, soft_kind="city") if between else sense


def _confidence(ranked: Sequence[Ranked], index: PlaceIndex) -> float:
    """How far the best stands above the next place that is somewhere else, as a share between 0 and 1."""
    lat, lon = index.lat.data, index.lon.data  # memoryviews: numbers from them come without numpy's overhead
    here, best, _ = ranked[0]
    here_lat, here_lon = lat[here], lon[here]
    for row, score, _ in ranked:
        if abs(lat[row] - here_lat) > _ELSEWHERE or abs(lon[row] - here_lon) > _ELSEWHERE:
            return round(min(_SUREST, 1 / (1 + math.exp(-2.0 * (best - score)))), 2)
    return _SUREST


def _reason(parts: Mapping[str, float], rivals: int) -> str:
    told = ", ".join(
        f"{name} {value:+.2f}" for name, value in sorted(parts.items(), key=lambda p: -abs(p[1])) if value
    )
    return f"best of {rivals}: {told}" if rivals > 1 else f"only candidate: {told}"
