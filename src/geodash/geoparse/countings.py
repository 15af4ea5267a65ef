"""Readings of what counts from the publication date or from the date named before: "two years ago", "that Sunday".

Each function takes a hit of one form to EDTF; None where the wording comes to no date.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from geodash.geoparse.temporal import Hit
from geodash.geoparse.timepoints import join_range, split_ends
from geodash.geoparse.timesteps import (
    latest_weekday,
    nearest_weekday,
    span_after,
    span_until,
    step_from,
    weekend_of,
)
from geodash.when import When, parse_when

if TYPE_CHECKING:
    from geodash.geoparse.reckoning import Reckoner

_SATURDAY = 6
# How the wordings begin that put a stretch before the date they name.
BEFORE_DATE = ("up to", "leading", "to", "until", "before", "prior", "ending", "hasta", "previ", "anterior", "antes")


def read_span(reckoner: Reckoner, hit: Hit) -> str | None:
    """Over the last so many units: up to the publication date."""
    return span_until(reckoner.need_published(), reckoner.unit_of(hit), reckoner.number_of(hit))


def read_next_span(reckoner: Reckoner, hit: Hit) -> str | None:
    """Over the next so many units: from the date before, or from the publication date."""
    origin = reckoner.before or reckoner.need_published()
    return span_after(origin, reckoner.unit_of(hit), reckoner.number_of(hit))


def read_within(reckoner: Reckoner, hit: Hit) -> str | None:
    """Within so many years of the date before: from its year to the last of them."""
    if reckoner.is_future(hit):
        return None
    origin = reckoner.need_before()
    unit, number = reckoner.unit_of(hit), reckoner.number_of(hit)
    if unit == "decade":
        unit, number = "year", number * 10
    last = step_from(origin, unit, number)
    first = step_from(origin, unit, 0)
    return join_range(first, last) if first and last else None


def read_ago(reckoner: Reckoner, hit: Hit) -> str | None:
    """So many units before the publication date."""
    return _count(reckoner.need_published(), reckoner, hit, -1)


def read_step(reckoner: Reckoner, hit: Hit) -> str | None:
    """So many units from the date before, or its own day, month or year."""
    origin = reckoner.need_before()
    if "steps" in hit.parts:
        return step_from(origin, reckoner.unit_of(hit), int(hit.parts["steps"]))
    return _count(origin, reckoner, hit, int(hit.parts["direction"]))


def read_step_date(reckoner: Reckoner, hit: Hit) -> str | None:
    """So many units from a date named with it."""
    point = reckoner.write_date(hit.parts["a"])
    direction = -1 if hit.parts["side"].startswith(BEFORE_DATE) else 1
    return None if point is None else _count(parse_when(point), reckoner, hit, direction)


def _count(origin: When, reckoner: Reckoner, hit: Hit, direction: int) -> str | None:
    unit, number = reckoner.unit_of(hit), reckoner.number_of(hit) * direction
    if unit == "decade":
        edtf, vague = step_from(origin, "year", 10 * number), True
    else:
        if unit == "week" and hit.kind in ("step", "step_date") and origin.end_earliest == origin.end_latest:
            unit, number = "day", 7 * number
        edtf, vague = step_from(origin, unit, number), reckoner.is_vague(hit)
    return f"{edtf}~" if edtf and vague and edtf[-1].isdigit() else edtf


def read_day(reckoner: Reckoner, hit: Hit) -> str | None:
    """Yesterday, tomorrow: counted from the publication date."""
    words = " ".join(hit.parts["day_word"].split())
    return step_from(reckoner.need_published(), "day", int(reckoner.grammar.words["day_word"][words]))


def read_shift(reckoner: Reckoner, hit: Hit) -> str | None:
    """Last week, this year: counted from the publication date."""
    return step_from(reckoner.need_published(), reckoner.unit_of(hit), reckoner.shift_of(hit))


def read_season_shift(reckoner: Reckoner, hit: Hit) -> str | None:
    """The last or next such season."""
    published = reckoner.need_published()
    code = reckoner.grammar.words["season"][hit.parts["season"]]
    if published.end_latest is None:
        return None
    years = range(published.end_latest.year - 2, published.end_latest.year + 3)
    seasons = [parse_when(f"{year}-{code}") for year in years]
    shift = reckoner.shift_of(hit)
    if shift < 0:
        past = [s for s in seasons if (s.end_latest or date.max) < published.end_latest]
        return past[-1].edtf
    coming = [s for s in seasons if (s.end_latest or date.max) >= published.end_latest]
    return coming[0].edtf


def read_weekday(reckoner: Reckoner, hit: Hit) -> str | None:
    """The latest such day by the publication date; told in the future, the next."""
    published = reckoner.need_published()
    weekday = int(reckoner.grammar.words["weekday"][hit.parts["weekday"]])
    shift = reckoner.shift_of(hit)
    if "shift" not in hit.parts and reckoner.is_future(hit):
        shift = 1
    return latest_weekday(published, weekday, shift) or published.edtf


def read_that_weekday(reckoner: Reckoner, hit: Hit) -> str | None:
    """The weekday at or nearest to the date before."""
    origin = reckoner.need_before()
    weekday = int(reckoner.grammar.words["weekday"][hit.parts["weekday"]])
    return nearest_weekday(origin, weekday) or origin.edtf


def read_weekend(reckoner: Reckoner, hit: Hit) -> str | None:
    """The latest weekend by the publication date; told in the future, the next."""
    published = reckoner.need_published()
    shift = reckoner.shift_of(hit) if "shift" in hit.parts else int(reckoner.is_future(hit))
    return weekend_of(published, shift) or published.edtf


def read_that_weekend(reckoner: Reckoner, _: Hit) -> str | None:
    """The weekend at or nearest to the date before."""
    origin = reckoner.need_before()
    saturday = nearest_weekday(origin, _SATURDAY)
    return (saturday and weekend_of(parse_when(saturday), 0)) or origin.edtf


def read_since_then(reckoner: Reckoner, _: Hit) -> str | None:
    """From the date before on."""
    first = split_ends(reckoner.need_before().edtf)[0]
    return f"{first}/.." if first else None


def read_present(reckoner: Reckoner, _: Hit) -> str | None:
    """The publication date itself."""
    return reckoner.need_published().edtf
