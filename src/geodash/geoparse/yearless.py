"""Readings of months and days without their year: which year "in November", "on 4 May" or "the 26th" belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from geodash.geoparse.temporal import Hit
from geodash.geoparse.timepoints import join_range, split_ends, write_point
from geodash.geoparse.timesteps import year_of_day, year_of_month

if TYPE_CHECKING:
    from geodash.geoparse.reckoning import Reckoner


def read_month_shift(reckoner: Reckoner, hit: Hit) -> str | None:
    """The last, this or next such month."""
    published = reckoner.need_published()
    month = int(reckoner.grammar.words["month"][hit.parts["month"]])
    shift = reckoner.shift_of(hit)
    if shift == 0 and published.end_latest is not None:
        return f"{published.end_latest.year:04}-{month:02}"
    year = year_of_month(published, month, shift)
    return None if year is None else f"{year:04}-{month:02}"


def read_yearless(reckoner: Reckoner, hit: Hit) -> str | None:
    """A month or day, in the year that it belongs to."""
    year = _year_for(reckoner, hit, hit.parts)
    return None if year is None else write_point(hit.parts, reckoner.grammar, year)


def read_yearless_since(reckoner: Reckoner, hit: Hit) -> str | None:
    """Since such a month or day."""
    parts = reckoner.grammar.read_point(hit.parts["x"])
    year = _year_for(reckoner, hit, parts)
    point = None if year is None else write_point(parts, reckoner.grammar, year)
    return None if point is None else f"{split_ends(point)[0]}/.."


def read_yearless_range(reckoner: Reckoner, hit: Hit) -> str | None:
    """From one month or day to another, of which the last finds the year."""
    first, last = (reckoner.grammar.read_point(hit.parts[name]) for name in ("x", "y"))
    year = _year_for(reckoner, hit, last)
    if year is None:
        return None
    months = reckoner.grammar.words["month"]
    earlier = int(months[first["month"]] > months[last["month"]])
    starts = write_point(first, reckoner.grammar, year - earlier)
    ends = write_point(last, reckoner.grammar, year)
    return join_range(starts, ends) if starts and ends else None


def _year_for(reckoner: Reckoner, hit: Hit, parts: Mapping[str, str]) -> int | None:
    """The year that a month or day without one belongs to.

    Told in the future, the next such after publication; else the year of the date before unless that is to
    come, else the latest such before publication. A weekday that is named must agree, where one of these does.
    """
    month = int(reckoner.grammar.words["month"][parts["month"]])
    limit = None if reckoner.published is None else reckoner.published.end_latest
    if limit is not None and reckoner.is_future(hit):
        return limit.year + (month < limit.month)
    before = reckoner.before if limit is not None else reckoner.need_before()
    known = () if before is None else (before.end_earliest, before.end_latest)
    years = {day.year for day in known if day is not None}
    told = len(years) == 1 and (limit is None or max(years) <= limit.year)
    year = years.pop() if told else year_of_month(reckoner.need_published(), month, 0)
    if year is None or "weekday" not in parts or "day" not in parts:
        return year
    weekday = int(reckoner.grammar.words["weekday"][parts["weekday"]])
    return year_of_day(year, month, int(parts["day"]), weekday, limit) or year


def read_in_that_year(reckoner: Reckoner, hit: Hit) -> str | None:
    """A month or day of the year of the date before, of the publication date, or of the one next to it."""
    whose, years = reckoner.grammar.words["that_year"][" ".join(hit.parts["that_year"].split())].split()
    origin = reckoner.need_before() if whose == "before" else reckoner.need_published()
    day = origin.end_latest or origin.end_earliest
    parts = reckoner.grammar.read_point(hit.parts["x"])
    return write_point(parts, reckoner.grammar, day.year + int(years)) if day and parts else None


def read_day_of_month(reckoner: Reckoner, hit: Hit) -> str | None:
    """A bare day ("on the 26th"), where the date before is known to the month."""
    origin = reckoner.need_before()
    month, days = split_ends(origin.edtf)[1][:7], [int(hit.parts["day"]), int(hit.parts.get("last_day", 0))]
    if len(month) < len("2001-01") or not month.replace("-", "").isdigit():
        return None
    if not days[1]:
        return f"{month}-{days[0]:02}"
    return f"{month}-{days[0]:02}/{month}-{days[1]:02}"
