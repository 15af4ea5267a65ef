"""What each form of expression means: one function a form, from the parts of a hit to EDTF.

They ask the `Reckoner` for what an expression may count from: the publication date, or the date named before.
Those that count are in countings.py, those that look for a year in yearless.py.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from geodash.errors import WhenError
from geodash.geoparse import countings, yearless
from geodash.geoparse.countings import BEFORE_DATE
from geodash.geoparse.temporal import Hit
from geodash.geoparse.timepoints import join_pair, join_range, split_ends
from geodash.geoparse.timesteps import span_after, span_until
from geodash.when import parse_when

if TYPE_CHECKING:
    from geodash.geoparse.reckoning import Reckoner


def _read_range(reckoner: Reckoner, hit: Hit) -> str | None:
    last = reckoner.write_date(hit.parts["b"])
    if last is None:
        return None
    year_text = split_ends(last)[0][:4]
    year = int(year_text) if year_text.isdigit() else None
    first = reckoner.write_date(hit.parts.get("a", hit.parts.get("x", "")), year)
    return None if first is None else join_range(first, last)


def _read_short_range(_: Reckoner, hit: Hit) -> str | None:
    year, short = int(hit.parts["year"]), int(hit.parts["short_year"])
    if short > year % 100:
        return f"{year}/{year // 100 * 100 + short}"
    return f"{year}-{short:02}" if 1 <= short <= 12 else None


def _read_two(reckoner: Reckoner, hit: Hit) -> str | None:
    """Two dates linked: from the one to the other, both, or one of the two."""
    first, last = reckoner.write_date(hit.parts["a"]), reckoner.write_date(hit.parts["b"])
    if not first or not last:
        return None
    link = hit.parts["link"].split()[:1]
    if link in (["and"], ["y"], ["e"]):
        return join_pair(first, last)
    return (
        f"[{split_ends(first)[0]},{split_ends(last)[1]}]"
        if link in (["or"], ["o"], ["u"])
        else join_range(first, last)
    )


def _read_bound(form: str, end: int) -> Callable[[Reckoner, Hit], str | None]:
    """A date put into an EDTF form by its first (0) or last (1) end."""

    def read(reckoner: Reckoner, hit: Hit) -> str | None:
        point = reckoner.write_date(hit.parts["a"])
        return None if point is None else form.format(split_ends(point)[end])

    return read


def _read_after(reckoner: Reckoner, hit: Hit) -> str | None:
    """After a date: until the source was written, where that is known and later."""
    point = reckoner.write_date(hit.parts["a"])
    if point is None:
        return None
    first = split_ends(point)[1].rstrip("~")
    last = "" if reckoner.published is None else split_ends(reckoner.published.edtf)[1]
    try:
        return parse_when(f"[{first}..{last}]").edtf
    except WhenError:
        return f"[{first}..]"


def _read_no_later(reckoner: Reckoner, hit: Hit) -> str | None:
    """By a date: no later than it; by the time of publication: then, as the source saw it; later: when planned."""
    point = reckoner.write_date(hit.parts["a"])
    if point is None:
        return None
    published = reckoner.published
    if published is not None and published.end_latest is not None:
        when = parse_when(point)
        if (when.end_latest or date.min) >= (
            published.start_earliest or published.end_latest
        ) and when.start_earliest is not None:
            return point
    return f"/{split_ends(point)[1]}"


def _read_span_by_date(reckoner: Reckoner, hit: Hit) -> str | None:
    """So many units up to a date, or from a date on; the end that is counted is approximate."""
    point = reckoner.write_date(hit.parts["a"])
    if point is None:
        return None
    plain = parse_when(point.rstrip("~"))
    unit, number = reckoner.unit_of(hit), reckoner.number_of(hit)
    if " ".join(hit.parts["side"].split()).startswith(BEFORE_DATE):
        span = span_until(plain, unit, number)
        return f"{span}~" if span and point.endswith("~") and "/" not in point else span
    span = span_after(plain, unit, number)
    return span.replace("/", "~/") if span and point.endswith("~") and "/" not in point else span


def _read_decades(_: Reckoner, hit: Hit) -> str | None:
    return f"19{hit.parts['short_decade']}X/19{hit.parts['second_decade']}X"


COUNTED = frozenset({"span", "ago", "day", "shift", "season_shift", "weekday", "month_shift", "yearless"})
COUNTED |= {"yearless_since", "yearless_range", "in_that_year", "day_of_month", "weekend"}
COUNTED |= {"that_weekday", "that_weekend", "within", "step", "next_span", "since_then"}
READERS: dict[str, Callable[[Reckoner, Hit], str | None]] = {
    "point": lambda reckoner, hit: reckoner.write_date(hit.parts["a"]),
    "range": _read_range,
    "short_range": _read_short_range,
    "two": _read_two,
    "onward": _read_bound("{}/..", 0),
    "until": _read_bound("/{}", 1),
    "no_later": _read_no_later,
    "before": _read_bound("[..{}]", 0),
    "after": _read_after,
    "span": countings.read_span,
    "span_by_date": _read_span_by_date,
    "step_date": countings.read_step_date,
    "within": countings.read_within,
    "next_span": countings.read_next_span,
    "ago": countings.read_ago,
    "step": countings.read_step,
    "day": countings.read_day,
    "shift": countings.read_shift,
    "season_shift": countings.read_season_shift,
    "weekday": countings.read_weekday,
    "that_weekday": countings.read_that_weekday,
    "weekend": countings.read_weekend,
    "that_weekend": countings.read_that_weekend,
    "month_shift": yearless.read_month_shift,
    "yearless": yearless.read_yearless,
    "yearless_since": yearless.read_yearless_since,
    "yearless_range": yearless.read_yearless_range,
    "in_that_year": yearless.read_in_that_year,
    "day_of_month": yearless.read_day_of_month,
    "since_then": countings.read_since_then,
    "decades": _read_decades,
    "present": countings.read_present,
}
