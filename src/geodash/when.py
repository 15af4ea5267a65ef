"""Time with doubt: EDTF in, earliest and latest out; what is certainly and what is possibly inside a window.

A `When` is a start and an end, each somewhere between an earliest and a latest day. One test serves
instants and periods alike: with the window [a, b], it is *possibly* inside when a <= end_latest and
b >= start_earliest, and *certainly* when a <= end_earliest and b >= start_latest. For an instant known only
as "1984" both start and end lie anywhere in that year, so the window is certain only if it holds the year.

EDTF is the Extended Date/Time Format of the Library of Congress (https://www.loc.gov/standards/datetime/),
now part 2 of ISO 8601. The forms that articles and tables use are read here, which takes microseconds; the
rarer ones (`1X84`, `2004-06-~11`) are left to the `edtf` package, imported only then. Intervals are split at
the slash here, since that package rejects `XXXX/..` and takes `/1985` for a guessed decade.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from geodash.errors import WhenError


@dataclass(frozen=True, slots=True)
class Timespan:
    """A closed window of days, `first` <= `last`."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise WhenError(f"the window {self.first}..{self.last} ends before it starts; swap its two days")


@dataclass(frozen=True, slots=True)
class When:
    """A date or period with its doubt.

    A None bound is unknown: the reader of the data decides how far it reaches. `ongoing` is an open end
    ("..").
    """

    edtf: str
    start_earliest: date | None
    start_latest: date | None
    end_earliest: date | None
    end_latest: date | None
    ongoing: bool = False

    def __post_init__(self) -> None:
        for earliest, latest in (
            (self.start_earliest, self.start_latest),
            (self.end_earliest, self.end_latest),
        ):
            if earliest is not None and latest is not None and earliest > latest:
                raise WhenError(f"{self.edtf!r}: {earliest} is given as earliest but lies after the latest, {latest}")

    def possibly(self, window: Timespan) -> bool:
        """Whether the fuzzy bounds overlap the window; an unknown bound overlaps everything on its side."""
        return (self.end_latest is None or window.first <= self.end_latest) and (
            self.start_earliest is None or window.last >= self.start_earliest
        )

    def certainly(self, window: Timespan) -> bool:
        """Whether presence inside the window is sure; an unknown bound is never sure."""
        return (
            self.end_earliest is not None
            and self.start_latest is not None
            and window.first <= self.end_earliest
            and window.last >= self.start_latest
        )

    def attested_until(self, day: date) -> When:
        """Carry an open end up to the day its source was written.

        What was "still there" on `day` had started by then and ended no earlier; it may have lasted longer,
        so `end_latest` stays unknown. Unchanged when the end is not open, or when `day` lies before the
        earliest start (a source that only announces something attests nothing).
        """
        if not self.ongoing or (self.start_earliest is not None and day < self.start_earliest):
            return self
        return replace(self, start_latest=min(self.start_latest or day, day), end_earliest=day)

    def with_first_evidence(self, evidence: date | When) -> When:
        """Narrow unknown bounds by the first moment for which presence is attested.

        "No later than 2009" is an unknown start with 2009 as first evidence: `start_latest` becomes the last
        day of the evidence, `start_earliest` stays unknown. An unknown end cannot lie before the evidence
        begins. Evidence without a last day changes nothing.

        Raises:
            WhenError: the evidence lies wholly before the earliest start, or begins after the latest end.
        """
        if isinstance(evidence, date):
            evidence = When(evidence.isoformat(), evidence, evidence, evidence, evidence)
        first, last = evidence.start_earliest, evidence.end_latest or evidence.end_earliest
        if last is None:
            return self
        if self.start_earliest is not None and last < self.start_earliest:
            raise WhenError(f"{self.edtf!r} starts after its first evidence of {last}; give the start as 'XXXX'")
        if self.end_latest is not None and first is not None and first > self.end_latest:
            raise WhenError(f"{self.edtf!r} ends before its first evidence of {first}; correct one of the two")
        return replace(
            self,
            start_latest=min(self.start_latest or last, last),
            end_earliest=self.end_earliest or (first and max(self.start_earliest or first, first)),
        )


@lru_cache(maxsize=65536)
def parse_when(text: str) -> When:
    """Read an EDTF date or interval.

    A date or one-of set (`1984`, `198X`, `1984-05`, `2001-21`, `[1983,1984]`) is an instant of unknown length
    inside its bounds: start and end range over all of it. An interval (`1980/2000`) and an all-of set
    (`{1983,1985}`) start within their first date and end within their last. `..` at the end is an open end;
    `XXXX`, an empty side and an open start are unknown.

    `~` and `?` widen a date on both sides by one unit of its own precision (`1984~` is 1983 to 1985,
    `1984-05~` April to June), `%` by two; as the X of a decade or century already states the doubt, these are
    widened by two and ten years. Seasons 21 to 24 carry no hemisphere in EDTF and are given the northern
    months, 25 to 32 name theirs, 33 to 41 are quarters, thirds and halves of a year; a winter or southern
    summer runs on into the next year. Years run from 1 to 9999. Repeated reading of the same text is free.

    Raises:
        WhenError: the text is not EDTF, or its end lies before its start.
    """
    text = text.strip()
    if "/" in text:
        return _read_interval(text)
    if text in _UNKNOWN:
        return When(text, None, None, None, None)
    if text[:1] == "{" and text[-1:] == "}":
        return _join(text, *_read_outer_members(text))
    earliest, latest = _read_date(text)
    return When(text, earliest, latest, earliest, latest)


def date_precision(when: When) -> int:
    """Code how precisely the start and end are known, after UCDP GED's `date_prec`.

    1 a day, 2 two to six days, 3 a week, 4 a month, 5 a year (up to five, so that `1984~` is one), 6 a decade
    or vaguer. The vaguer of the two known ends counts, not the length of the period: `1980/2000` is known to
    the year. With neither end known the code is 6.
    """
    ends = ((when.start_earliest, when.start_latest), (when.end_earliest, when.end_latest))
    widths = [(late - early).days + 1 for early, late in ends if early is not None and late is not None]
    if not widths:
        return 6
    width = max(widths)
    return next((code for limit, code in _PRECISION_LIMITS if width <= limit), 6)


_Bounds = tuple[date | None, date | None]

_PRECISION_LIMITS = ((1, 1), (6, 2), (7, 3), (31, 4), (5 * 366, 5))
_UNKNOWN = frozenset({"XXXX", "XXXX-XX", "XXXX-XX-XX"})
_PLAIN = re.compile(r"(\d{4})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([~?%]?)", re.ASCII)
_DIGITS_LEFT_OUT = re.compile(r"(\d{2})(\dX|XX)([~?%]?)", re.ASCII)
_WIDENING = {"": 0, "~": 1, "?": 1, "%": 2}
# What may stand in the month's place -> first month and length in months.
_PARTS_OF_YEAR = {
    **{month: (month, 1) for month in range(1, 13)},
    **{21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)},  # spring, summer, autumn, winter
    **{25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3)},  # the same, northern
    **{29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3)},  # the same, southern
    **{33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3)},  # quarters
    **{37: (1, 4), 38: (5, 4), 39: (9, 4)},  # thirds
    **{40: (1, 6), 41: (7, 6)},  # halves
}


def _read_interval(text: str) -> When:
    if text.count("/") != 1:
        raise WhenError(f"{text!r} has more than one slash; write an interval as start/end")
    first, last = (side.strip() for side in text.split("/"))
    if not first and not last:
        raise WhenError(f"{text!r} says nothing; leave the date empty if it is not known")
    return _join(text, _read_side(first), _read_side(last), ongoing=last == "..")


def _read_side(text: str) -> _Bounds:
    return (None, None) if text in ("", "..") or text in _UNKNOWN else _read_date(text)


def _join(text: str, start: _Bounds, end: _Bounds, *, ongoing: bool = False) -> When:
    """Put a start and an end together; neither may reach past the other (`198X/1985` started by 1985)."""
    (start_earliest, start_latest), (end_earliest, end_latest) = start, end
    if start_earliest is not None and end_latest is not None and end_latest < start_earliest:
        raise WhenError(f"{text!r} ends before it starts; write the earlier date first")
    if start_latest is not None and end_latest is not None:
        start_latest = min(start_latest, end_latest)
    if start_earliest is not None and end_earliest is not None:
        end_earliest = max(start_earliest, end_earliest)
    return When(text, start_earliest, start_latest, end_earliest, end_latest, ongoing)


def _read_date(text: str) -> _Bounds:
    if match := _PLAIN.fullmatch(text):
        return _read_plain(text, *match.groups())
    if match := _DIGITS_LEFT_OUT.fullmatch(text):
        century, rest, mark = match.groups()
        first, last = int(century + rest.replace("X", "0")), int(century + rest.replace("X", "9"))
        years = (2 if rest[0] != "X" else 10) * _WIDENING[mark]
        return date(max(first - years, 1), 1, 1), date(min(last + years, 9999), 12, 31)
    if text[:1] == "[" and text[-1:] == "]":
        lows, highs = zip(*_read_members(text), strict=True)
        return (None if None in lows else min(lows)), (None if None in highs else max(highs))
    return _read_rare(text)


def _read_plain(text: str, year_text: str, month_text: str | None, day_text: str | None, mark: str) -> _Bounds:
    if month_text == "XX" and day_text not in (None, "XX"):
        return _read_rare(text)
    year, wide = int(year_text), _WIDENING[mark]
    if not year:
        raise _not_edtf(text)
    try:
        if month_text in (None, "XX"):
            return _months(year - wide, 1, 12 * (1 + 2 * wide))
        if day_text in (None, "XX"):
            first, length = _PARTS_OF_YEAR[int(month_text or 0)]
            return _months(year, first - length * wide, length * (1 + 2 * wide))
        middle = date(year, int(month_text or 0), int(day_text or 0))
        return middle - timedelta(days=wide), middle + timedelta(days=wide)
    except (KeyError, ValueError, OverflowError):
        raise _not_edtf(text) from None


def _months(year: int, first_month: int, length: int) -> tuple[date, date]:
    """The first and last day of `length` months from `first_month` of `year`, kept within years 1 to 9999."""
    first = year * 12 + first_month - 1
    last = first + length - 1
    if last < 12 or first >= 120_000:
        raise ValueError
    first, last = max(first, 12), min(last, 119_999)
    end_year, end_month = divmod(last, 12)
    return date(first // 12, first % 12 + 1, 1), date(end_year, end_month + 1, monthrange(end_year, end_month + 1)[1])


def _read_members(text: str) -> list[_Bounds]:
    members: list[_Bounds] = []
    if "[" in text[1:] or "{" in text[1:]:
        raise _not_edtf(text)
    for member in text[1:-1].split(","):
        first, dots, last = member.strip().partition("..")
        if not dots:
            members.append(_read_date(first))
        elif not first and not last:
            raise _not_edtf(text)
        else:
            low = _read_date(first)[0] if first else None
            high = _read_date(last)[1] if last else None
            if low is not None and high is not None and high < low:
                raise WhenError(f"{text!r} holds a range that ends before it starts; write the earlier date first")
            members.append((low, high))
    return members


def _read_outer_members(text: str) -> tuple[_Bounds, _Bounds]:
    members = _read_members(text)
    return (
        min(members, key=lambda bounds: bounds[0] or date.min),
        max(members, key=lambda bounds: bounds[1] or date.max),
    )


def _read_rare(text: str) -> tuple[date, date]:
    if not text or "XXXX" in text or not text.isascii():
        raise _not_edtf(text)
    from edtf import parse_edtf  # noqa: PLC0415 - its import takes a tenth of a second and is seldom needed

    try:
        parsed = parse_edtf(text)
        low, high = parsed.lower_fuzzy(), parsed.upper_fuzzy()
        return date(*low[:3]), date(*high[:3])
    except Exception:  # the package raises whatever its grammar or arithmetic trips over
        raise _not_edtf(text) from None


def _not_edtf(text: str) -> WhenError:
    return WhenError(
        f"{text!r} is not an EDTF date between years 1 and 9999; write it like 1984, 1984-05, 1984-05-17, "
        "198X, 1984~, 2001-21, 1980/2000 or 1997/.. (XXXX where unknown)"
    )
