"""Single dates and what is made of two: the parts of a wording turned into EDTF.

Vague parts become bounds: the early, mid and late 1980s run 1980 to 1983, 1984 to 1986 and 1987 to 1989, each
end approximate; the middle of a century is about its 45th to 55th year. Early, mid and late of a year are
its thirds, of a month its ten days, written as one-of sets, since an event "in late 2000" lies somewhere in
that stretch and need not fill it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping

from geodash.geoparse.temporal import Grammar

# Part -> first and last year of a decade, year of a century, month of a year, day of a month (31: its last).
_PARTS = {
    "early": ((0, 3), (0, 33), (1, 4), (1, 10)),
    "early-mid": ((0, 6), (0, 55), (1, 8), (1, 20)),
    "mid": ((4, 6), (45, 55), (5, 8), (11, 20)),
    "mid-late": ((4, 9), (45, 99), (5, 12), (11, 31)),
    "late": ((7, 9), (67, 99), (9, 12), (21, 31)),
    "first-half": ((0, 4), (0, 49), (1, 6), (1, 15)),
    "second-half": ((5, 9), (50, 99), (7, 12), (16, 31)),
    "quarter-1": ((0, 2), (0, 24), (1, 3), (1, 7)),
    "quarter-2": ((3, 4), (25, 49), (4, 6), (8, 15)),
    "quarter-3": ((5, 7), (50, 74), (7, 9), (16, 22)),
    "quarter-4": ((8, 9), (75, 99), (10, 12), (23, 31)),
}


def write_point(parts: Mapping[str, str], grammar: Grammar, year: int | None = None) -> str | None:
    """The EDTF of a single date from its named parts; `year` stands in where the wording gives none.

    None where the parts are no date (a 31st of June, a month without a year). A date in figures that can be
    read both day first and month first becomes a one-of set of the two, except in Spanish, which puts the day
    first.
    """
    part = grammar.words["part"][" ".join(parts["part"].split())] if "part" in parts else ""
    if "iso" in parts:
        return parts["iso"]
    if "first" in parts:
        return _write_figures(int(parts["first"]), int(parts["second"]), int(parts["year"]), grammar)
    if {"decade", "short_decade", "decade_word"} & parts.keys():
        return _write_decade(parts, part, grammar)
    if {"century", "century_word"} & parts.keys():
        return _write_century(parts, part, grammar)
    written = int(parts["year"]) if "year" in parts else year
    return None if written is None else _write_in_year(parts, part, written, grammar)


def split_ends(edtf: str) -> tuple[str, str]:
    """The first and last date that an EDTF date, interval or one-of set mentions."""
    for mark in ("/", "..", ","):
        if mark in edtf:
            first, _, last = edtf.strip("[]{}").partition(mark)
            return first, last
    return edtf, edtf


def join_range(first: str, last: str) -> str:
    """The interval from the beginning of one date to the end of another."""
    return f"{split_ends(first)[0]}/{split_ends(last)[1]}"


def join_pair(first: str, last: str) -> str:
    """Two dates named together: one stretch if they touch, both of them otherwise."""
    if first.isdigit() and last.isdigit() and int(last) - int(first) != 1:
        return f"{{{first},{last}}}"
    return join_range(first, last)


def _write_figures(first: int, second: int, year: int, grammar: Grammar) -> str | None:
    day_first = _write_day(year, second, first)
    month_first = _write_day(year, first, second)
    if grammar.day_first or month_first is None or day_first == month_first:
        return day_first
    return month_first if day_first is None else f"[{month_first},{day_first}]"


def _write_in_year(parts: Mapping[str, str], part: str, year: int, grammar: Grammar) -> str | None:
    if "month" in parts:
        return _write_month(parts, part, year, grammar)
    if "season" in parts:
        return f"{year}-{grammar.words['season'][parts['season']]}"
    if part:
        first, last = _PARTS[part][2]
        return f"[{year}-{first:02}..{year}-{last:02}]"
    return f"{year}~" if "near" in parts else str(year)


def _write_month(parts: Mapping[str, str], part: str, year: int, grammar: Grammar) -> str | None:
    month: int = grammar.words["month"][parts["month"]]
    if "day" in parts:
        day = _write_day(year, month, int(parts["day"]))
        if "last_day" not in parts or day is None:
            return day
        last = _write_day(year, month, int(parts["last_day"]))
        return f"{day}/{last}" if last is not None else None
    if not part:
        return f"{year}-{month:02}~" if "near" in parts else f"{year}-{month:02}"
    first_day, last_day = _PARTS[part][3]
    last_day = min(last_day, monthrange(year, month)[1])
    return f"[{year}-{month:02}-{first_day:02}..{year}-{month:02}-{last_day:02}]"


def _write_day(year: int, month: int, day: int) -> str | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year}-{month:02}-{day:02}"


def _write_decade(parts: Mapping[str, str], part: str, grammar: Grammar) -> str:
    if "decade_word" in parts:
        decade = str(grammar.words["decade_word"][parts["decade_word"]])
    else:
        decade = parts["decade"] if "decade" in parts else f"19{parts['short_decade']}"
    if not part:
        return f"{decade}X"
    first, last = _PARTS[part][0]
    doubt = "" if "half" in part or "quarter" in part else "~"
    return f"{decade}{first}{doubt}/{decade}{last}{doubt}"


def _write_century(parts: Mapping[str, str], part: str, grammar: Grammar) -> str:
    if "century" in parts:
        century = int(parts["century"]) - 1
    else:
        century = grammar.words["century_word"][parts["century_word"]]
    if not part:
        return f"{century}XX"
    first, last = _PARTS[part][1]
    return f"{century}{first:02}~/{century}{last:02}~"
