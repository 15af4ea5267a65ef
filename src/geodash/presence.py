"""When a row is there: its dates as spans of whole days, and what a window makes of them.

The time test is the one of `geodash.when`, turned into whole days once for each row, so that 50,000 rows are
tested in a millisecond here and in the browser alike. `tests/golden/window_cases.json` is run against both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from geodash.when import Timespan

Standing = Literal["certain", "possible", "undated", "out"]
Feature = Mapping[str, Any]

EPOCH = date(1970, 1, 1)
ZONES = "coca_zones"


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of a row's time, in days since 1970-01-01.

    The row is possibly there from `possible_from` to `possible_to` (None: nobody says when it ended), and
    certainly in any window that ends after `certain_from` and starts before `certain_to` (None: never). After
    `fade_from` nobody says that it was still there, and an open end fades.
    """

    possible_from: int
    possible_to: int | None
    certain_from: int | None
    certain_to: int | None
    fade_from: int


def day(text: str | None) -> int | None:
    """Count the days from 1970-01-01 to an ISO date; None stays None."""
    return None if text is None else (date.fromisoformat(text) - EPOCH).days


def first_evidence(features: Iterable[Feature]) -> int | None:
    """Find the first day for which a layer has any date: unknown starts reach back to it and no further."""
    days = [known for feature in features for entry in _entries(feature) for known in _known(entry)]
    return min(days, default=None)


def spans(feature: Feature, earliest: int | None) -> tuple[Span, ...]:
    """Turn a row's dates into spans; a row without any date has none and is undated.

    The row's own dates, each moment at which its presence is attested, and (for places) each dated mention
    make a span. A moment that attests absence makes none.
    """
    entries = list(_entries(feature))
    last_word = max((known for entry in entries for known in _known(entry)), default=None)
    found = [_span(entry, earliest, last_word) for entry in entries]
    return tuple(dict.fromkeys(span for span in found if span is not None))


def layer_spans(feature: Feature, layer: str, earliest: int | None) -> tuple[Span, ...]:
    """Turn a row of a layer into spans: of a coca zone, years with a figure are years with coca."""
    own = spans(feature, earliest)
    return own if layer != ZONES else tuple(dict.fromkeys((*own, *_surveyed(feature))))


def layer_standing(row: Sequence[Span], layer: str, window: Timespan) -> Standing:
    """Say what a window makes of a row's `layer_spans`.

    A coca zone has no end that anybody tells of: it stays whatever the window, but is certain only with a figure or
    a dated moment in it.
    """
    how = standing(row, window)
    return "possible" if layer == ZONES and how != "certain" else how


def known_from(feature: Feature, row: Sequence[Span]) -> int | None:
    """Find the first day on which a row (with its `spans`) is possibly there; None where nobody says since when."""
    if any(_known(entry) and entry.get("start_earliest") is None for entry in _entries(feature)):
        return None
    return min((span.possible_from for span in row), default=None)


def standing(row: Sequence[Span], window: Timespan) -> Standing:
    """Say whether a row is certainly or possibly there within the window, outside it, or undated."""
    if not row:
        return "undated"
    first, last = (window.first - EPOCH).days, (window.last - EPOCH).days
    if any(_certain(span, first, last) for span in row):
        return "certain"
    return "possible" if any(_possible(span, first, last) for span in row) else "out"


def opacity(row: Sequence[Span], window: Timespan, *, years: float, floor: float) -> float:
    """Say how strongly a row is drawn: 1, or less where an open end has run on past the last word about it.

    Falls evenly from 1 to `floor` over `years` after `Span.fade_from`, measured at the window's first day.
    """
    if standing(row, window) != "possible":
        return 1.0
    first, last = (window.first - EPOCH).days, (window.last - EPOCH).days
    strengths = [_strength(span, first, years, floor) for span in row if _possible(span, first, last)]
    return round(max(strengths), 3)


def hectares(feature: Feature) -> dict[int, float]:
    """Pick one figure of coca for each year; the others stay in the evidence.

    The preferred one, else the first claim; a rejected one never. A range counts with its middle.
    """
    figures: dict[int, float] = {}
    rows = feature["properties"].get("hectares") or ()
    for row in sorted(rows, key=lambda row: row.get("standing") != "preferred"):
        value = row.get("value")
        if value is None and row.get("low") is not None and row.get("high") is not None:
            value = (row["low"] + row["high"]) / 2
        if value is not None and row.get("standing") != "rejected":
            figures.setdefault(int(row["year"]), float(value))
    return figures


def _surveyed(feature: Feature) -> Iterator[Span]:
    """Give a span for each run of years with a figure."""
    years = sorted(hectares(feature))
    firsts = [year for year in years if year - 1 not in years]
    lasts = [year for year in years if year + 1 not in years]
    for first, last in zip(firsts, lasts, strict=True):
        start, end = (date(first, 1, 1) - EPOCH).days, (date(last, 12, 31) - EPOCH).days
        yield Span(start, end, start, end, end)


def _entries(feature: Feature) -> Iterator[Feature]:
    properties = feature["properties"]
    mentions = properties.get("mentions") or ()
    if not mentions:
        yield properties
    yield from mentions
    yield from (entry for entry in properties.get("attested") or () if entry.get("status") not in {"absent", "none"})


def _known(entry: Feature) -> list[int]:
    names = ("start_earliest", "start_latest", "end_earliest", "end_latest")
    return [found for name in names if (found := day(entry.get(name))) is not None]


def _span(entry: Feature, earliest: int | None, last_word: int | None) -> Span | None:
    known = _known(entry)
    if not known:
        return None
    start = day(entry.get("start_earliest"))
    if start is None:
        start = min(known) if earliest is None else earliest
    end = None if entry.get("ongoing") else day(entry.get("end_latest"))
    surely, still = day(entry.get("start_latest")), day(entry.get("end_earliest"))
    sure = surely is not None and still is not None
    fade = max(known) if last_word is None else last_word
    return Span(start, end, surely if sure else None, still if sure else None, fade if end is None else end)


def _possible(span: Span, first: int, last: int) -> bool:
    return (span.possible_to is None or first <= span.possible_to) and last >= span.possible_from


def _certain(span: Span, first: int, last: int) -> bool:
    if span.certain_from is None or span.certain_to is None:
        return False
    return first <= span.certain_to and last >= span.certain_from


def _strength(span: Span, first: int, years: float, floor: float) -> float:
    if span.possible_to is not None or first <= span.fade_from:
        return 1.0
    return max(floor, 1.0 - (1.0 - floor) * (first - span.fade_from) / (365.25 * years))
