"""Score found place names against gold: were they found, and were they put in the right place.

The comparing is lenient where annotators differ without disagreeing: both sides are narrowed to the name
proper (`name_spans.py`); several names under one generic ("Apurimac, Ene and Mantaro River Valleys") may be
one area or several; a gold row marked neutral is neither a hit nor a false alarm.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from geodash.geoparse.name_spans import Span, list_names, trim_span

SCOREBOARD_KM = 161.0
"""The distance (100 miles) that published scores allow, used where gold states no radius of its own."""

_EARTH_DIAMETER_KM = 12742.0


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A place name as annotated; `lat` None means that its place is not known, which makes it neutral too."""

    start: int
    end: int
    toponym: str
    lat: float | None
    lon: float | None
    uncertainty_km: float | None = None
    kind: str = ""
    neutral: bool = False
    when: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A place name as a parser found it; `lat` None where it was left open; `when` is EDTF or ""."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    when: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A document with what is true of it and what was found in it."""

    name: str
    text: str
    gold: Sequence[GoldMention]
    found: Sequence[Found]


@dataclass(frozen=True, slots=True)
class Match:
    """One gold mention and what was found for it: one name, or the names of the list that it is."""

    gold: GoldMention
    found: tuple[Found, ...]

    @property
    def km(self) -> float | None:
        """The distance of the farthest found point from gold's, or None where a name was left open."""
        farthest = 0.0
        for one in self.found:
            if one.lat is None or one.lon is None or self.gold.lat is None or self.gold.lon is None:
                return None
            farthest = max(farthest, kilometres(one.lat, one.lon, self.gold.lat, self.gold.lon))
        return farthest

    def placed(self, within_km: float | None = None) -> bool:
        """Whether every point lies within `within_km` of gold's, or without it inside gold's own radius."""
        allowed = self.gold.uncertainty_km if within_km is None else within_km
        return self.km is not None and self.km <= (SCOREBOARD_KM if allowed is None else allowed)


@dataclass(frozen=True, slots=True)
class Alignment:
    """How one document's found names meet its gold; `neutral` found names count for nothing.

    `overlapping` pairs what was missed with the false alarm that lies across it, for the lenient scoreboard.
    """

    matches: tuple[Match, ...]
    missed: tuple[GoldMention, ...]
    false_alarms: tuple[Found, ...]
    hits: tuple[Found, ...]
    neutral: tuple[Found, ...]
    overlapping: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Rate:
    """Precision and recall from counts; a list found as one name counts once in `found`."""

    found_right: int
    found: int
    gold_right: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.found_right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of gold that was found; 0 where there is no gold."""
        return self.gold_right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Error:
    """One thing to look at; `sort` is "missed", "false alarm" or "misplaced" (with `km`, None if open)."""

    document: str
    sort: str
    start: int
    end: int
    toponym: str
    kind: str
    km: float | None = None


@dataclass(frozen=True, slots=True)
class KindTally:
    """Of the gold mentions of one kind: how many were found, and how many of these put in the right place."""

    kind: str
    gold: int
    found: int
    inside: int


@dataclass(frozen=True, slots=True)
class Scores:
    """`finding`: names found. `inside`, `near`: found and placed, inside gold's radius or within 161 km.

    `scoreboard` is `near` with overlapping spans let pass, as published end-to-end scores do.
    `dated` is the share of matched gold with a date whose date was given exactly, `dates` how many those are.
    """

    documents: int
    finding: Rate
    inside: Rate
    near: Rate
    scoreboard: Rate
    kinds: tuple[KindTally, ...]
    errors: tuple[Error, ...]
    dates: int
    dated: float

    @property
    def share_inside(self) -> float:
        """The share of the gold mentions found whose point lies inside the true place's radius."""
        return self.inside.gold_right / self.finding.gold_right if self.finding.gold_right else 0.0

    @property
    def share_near(self) -> float:
        """The share of the gold mentions found whose point lies within 161 km of the true one."""
        return self.near.gold_right / self.finding.gold_right if self.finding.gold_right else 0.0


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Measure the great-circle distance of two points (haversine, on a sphere)."""
    a, b = math.radians(lat1), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2
    h += math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return _EARTH_DIAMETER_KM * math.asin(min(1.0, math.sqrt(h)))


def align(text: str, gold: Iterable[GoldMention], found: Iterable[Found]) -> Alignment:
    """Match found names with gold: equal trimmed spans first, then lists against their members, both ways."""
    rows = tuple(gold)
    wanted = {trim_span(text, g.start, g.end): g for g in rows if not _is_neutral(g)}
    excused = [g for g in rows if _is_neutral(g)]
    offered = {trim_span(text, f.start, f.end): f for f in found}
    matched: dict[Span, tuple[Found, ...]] = {s: (offered[s],) for s in wanted if s in offered}
    right = set(matched)
    for span in (s for s in wanted if s not in matched):
        members = _members(text, span, offered.keys() - right)
        right |= members
        if members and _covers(text, span, members):
            matched[span] = tuple(offered[m] for m in sorted(members))
    for span in (s for s in offered if s not in right):
        members = _members(text, span, wanted.keys() - matched.keys())
        if members and _covers(text, span, members):
            right.add(span)
            matched.update(dict.fromkeys(members, (offered[span],)))
    rest = sorted(s for s in offered if s not in right)
    neutral = [s for s in rest if any(s[0] < g.end and g.start < s[1] for g in excused)]
    return Alignment(
        matches=tuple(Match(wanted[s], matched[s]) for s in sorted(matched)),
        missed=tuple(wanted[s] for s in sorted(wanted.keys() - matched.keys())),
        false_alarms=tuple(offered[s] for s in rest if s not in neutral),
        hits=tuple(offered[s] for s in sorted(right)),
        neutral=tuple(offered[s] for s in neutral),
        overlapping=tuple(_overlapping(wanted, matched.keys(), {s: offered[s] for s in rest})),
    )


def score(documents: Iterable[Judged]) -> Scores:
    """Score a set of documents: counts are summed over all of them, so long documents weigh more."""
    aligned = [(d, align(d.text, d.gold, d.found)) for d in documents]
    matches = [m for _, a in aligned for m in a.matches]
    gold = [g for _, a in aligned for g in (*(m.gold for m in a.matches), *a.missed)]
    found = sum(len(a.hits) + len(a.false_alarms) for _, a in aligned)
    dated = [m for m in matches if m.gold.when]
    return Scores(
        documents=len(aligned),
        finding=Rate(sum(len(a.hits) for _, a in aligned), found, len(matches), len(gold)),
        inside=_placed_rate(aligned, found, len(gold), None),
        near=_placed_rate(aligned, found, len(gold), SCOREBOARD_KM),
        scoreboard=_scoreboard(aligned, found, len(gold)),
        kinds=_tally_kinds(gold, matches),
        errors=tuple(e for d, a in aligned for e in _errors(d, a)),
        dates=len(dated),
        dated=sum(m.found[0].when == m.gold.when for m in dated) / len(dated) if dated else 0.0,
    )


def _is_neutral(gold: GoldMention) -> bool:
    return gold.neutral or gold.lat is None


def _members(text: str, span: Span, others: Iterable[Span]) -> set[Span]:
    """Which other spans are runs of whole names of the list that `span` is."""
    parts = list_names(text, span)
    if len(parts) < 2:
        return set()
    starts, ends = {p[0] for p in parts}, {p[1] for p in parts}
    return {s for s in others if s != span and s[0] in starts and s[1] in ends}


def _covers(text: str, span: Span, members: set[Span]) -> bool:
    return all(any(m[0] <= p[0] and p[1] <= m[1] for m in members) for p in list_names(text, span))


def _overlapping(wanted: dict[Span, GoldMention], matched: Set[Span], rest: dict[Span, Found]) -> Iterator[Match]:
    missed = sorted(wanted.keys() - matched)
    for span, found in rest.items():
        across = next((s for s in missed if s[0] < span[1] and span[0] < s[1]), None)
        if across:
            missed.remove(across)
            yield Match(wanted[across], (found,))


def _placed_rate(aligned: list[tuple[Judged, Alignment]], found: int, gold: int, within_km: float | None) -> Rate:
    placed = [m for _, a in aligned for m in a.matches if m.placed(within_km)]
    points = sum(
        len({(f.start, f.end) for m in a.matches if m.placed(within_km) for f in m.found}) for _, a in aligned
    )
    return Rate(points, found, len(placed), gold)


def _scoreboard(aligned: list[tuple[Judged, Alignment]], found: int, gold: int) -> Rate:
    exact = _placed_rate(aligned, found, gold, SCOREBOARD_KM)
    more = sum(m.placed(SCOREBOARD_KM) for _, a in aligned for m in a.overlapping)
    return Rate(exact.found_right + more, found, exact.gold_right + more, gold)


def _tally_kinds(gold: list[GoldMention], matches: list[Match]) -> tuple[KindTally, ...]:
    of_gold = Counter(g.kind for g in gold)
    of_found = Counter(m.gold.kind for m in matches)
    of_inside = Counter(m.gold.kind for m in matches if m.placed())
    return tuple(KindTally(k, of_gold[k], of_found[k], of_inside[k]) for k in sorted(of_gold))


def _errors(document: Judged, alignment: Alignment) -> Iterator[Error]:
    for g in alignment.missed:
        yield Error(document.name, "missed", g.start, g.end, g.toponym, g.kind)
    for f in alignment.false_alarms:
        yield Error(document.name, "false alarm", f.start, f.end, document.text[f.start : f.end], "")
    for m in alignment.matches:
        if not m.placed():
            yield Error(document.name, "misplaced", m.gold.start, m.gold.end, m.gold.toponym, m.gold.kind, m.km)
