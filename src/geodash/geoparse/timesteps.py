"""Dates counted from another date: last week, two years ago, the following year, over the past decade.

The date counted from is a `When`; a step finer than what is known of it (a week from a month) gives that date
itself, never an invented day. Weeks run from Monday to Sunday.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from geodash.geoparse.timepoints import split_ends
from geodash.when import When


def step_from(origin: When, unit: str, steps: int) -> str | None:
    """The EDTF of the day, week, month, year or decade `steps` away from the end of `origin`, or None.

    Nothing can be counted from an open end, and no years from a decade or vaguer. Years outside 1 to 9999 are
    None.
    """
    last = origin.end_latest or origin.end_earliest
    if last is None or origin.ongoing:
        return None
    itself = split_ends(origin.edtf)[1] or origin.edtf
    early = origin.end_earliest or last
    days = (last - early).days
    if days > _FINEST_KNOWN[unit]:
        return _shift_bounds(origin, unit, steps) or itself
    if unit == "year" and last.year != early.year:
        return None
    try:
        return _WRITERS[unit](last, steps)
    except OverflowError:
        return None


def span_until(origin: When, unit: str, steps: int) -> str | None:
    """The stretch of so many units that ends with `origin`; its beginning is approximate."""
    began = step_from(origin, "year" if unit == "decade" else unit, -steps * (10 if unit == "decade" else 1))
    if began is None:
        return None
    return f"{_roughly(split_ends(began)[0])}/{split_ends(origin.edtf)[1]}"


def span_after(origin: When, unit: str, steps: int) -> str | None:
    """The stretch of so many units that begins with `origin`; its end is approximate.

    Decades are counted from a decade too ("over the next two decades" after "the 1970s").
    """
    first, last = split_ends(origin.edtf)
    if unit == "decade" and len(first) == 4 and first[:3].isdigit() and first[3] == "X":
        return f"{first}/{int(first[:3]) + steps}X"
    ends = step_from(origin, "year" if unit == "decade" else unit, steps * (10 if unit == "decade" else 1))
    return None if ends is None else f"{last}/{_roughly(split_ends(ends)[1])}"


def latest_weekday(origin: When, weekday: int, shift: int) -> str | None:
    """The last such day before `origin` (shift -1), on or before it (0), or the next after it (1).

    `weekday` counts from Monday, 1. None where the day of `origin` is not known.
    """
    day = origin.end_latest
    if day is None or day != origin.start_earliest:
        return None
    back = (day.isoweekday() - weekday) % 7
    if shift > 0:
        return (day + timedelta(days=7 - back)).isoformat()
    return (day - timedelta(days=back or (7 if shift < 0 else 0))).isoformat()


def nearest_weekday(origin: When, weekday: int) -> str | None:
    """Such a day at or nearest to `origin`; of two as near, the later. None where its day is not known."""
    day = origin.end_latest
    if day is None or day != origin.end_earliest:
        return None
    ahead = (weekday - day.isoweekday()) % 7
    return (day + timedelta(days=ahead if ahead < 4 else ahead - 7)).isoformat()


def weekend_of(origin: When, shift: int) -> str | None:
    """The latest weekend by `origin` (shift 0), the one that was over by then (-1), or the next (1)."""
    day = origin.end_latest
    if day is None or day != origin.start_earliest:
        return None
    saturday = day - timedelta(days=(day.isoweekday() - 6) % 7)
    if shift < 0 and day - saturday < timedelta(days=2):
        saturday -= timedelta(days=7)
    saturday += timedelta(days=7 if shift > 0 else 0)
    return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"


def year_of_day(year: int, month: int, day: int, weekday: int, limit: date | None) -> int | None:
    """The year nearest to `year`, not after `limit`, in which the day is such a weekday; None if none is near."""
    latest = 9999 if limit is None else limit.year
    for near in sorted(range(max(1, year - 6), min(year + 6, latest) + 1), key=lambda one: (abs(one - year), -one)):
        try:
            if date(near, month, day).isoweekday() == weekday:
                return near
        except ValueError:
            continue
    return None


def year_of_month(origin: When, month: int, shift: int) -> int | None:
    """The year of the nearest such month: not after `origin` (shift 0 or -1), or after it (1)."""
    day = origin.end_latest or origin.end_earliest
    if day is None:
        return None
    if shift > 0:
        return day.year + (month <= day.month)
    return day.year - (month > day.month or (shift < 0 and month == day.month))


def _shift_bounds(origin: When, unit: str, steps: int) -> str | None:
    """Months counted from a year: where they lead beyond it, the stretch of months that they may lead to."""
    first, last = origin.end_earliest, origin.end_latest
    if unit != "month" or first is None or last is None or abs(steps) < 12 or (last - first).days > 366:
        return None
    ends = _write_month(first, steps), _write_month(last, steps)
    return f"[{ends[0]}..{ends[1]}]" if all(ends) else None


def _write_week(day: date, steps: int) -> str:
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=steps)
    last = day if steps == 0 else monday + timedelta(days=6)
    return f"[{monday.isoformat()}..{last.isoformat()}]"


def _write_month(day: date, steps: int) -> str | None:
    year, month = divmod(day.year * 12 + day.month - 1 + steps, 12)
    return f"{year:04}-{month + 1:02}" if 1 <= year <= 9999 else None


def _write_day(day: date, steps: int) -> str:
    return (day + timedelta(days=steps)).isoformat()


def _write_year(day: date, steps: int) -> str | None:
    year = day.year + steps
    return f"{year:04}" if 1 <= year <= 9999 else None


def _write_decade(day: date, steps: int) -> str | None:
    decade = day.year // 10 + steps
    return f"{decade:03}X" if 1 <= decade <= 999 else None


def _roughly(edtf: str) -> str:
    return edtf if edtf.endswith(("~", "X")) else f"{edtf}~"


_WRITERS: dict[str, Callable[[date, int], str | None]] = {
    "day": _write_day,
    "week": _write_week,
    "month": _write_month,
    "year": _write_year,
    "decade": _write_decade,
}
# How many days of doubt the date counted from may have for a step of the unit to mean anything.
_FINEST_KNOWN = {"day": 0, "week": 0, "month": 30, "year": 100_000, "decade": 100_000}
