"""Time with doubt: EDTF in, earliest and latest out; what is certainly and what is possibly inside a window.

A `When` is a start and an end, each somewhere between an earliest and a latest day. One test serves instants and
periods alike: with the window [a, b], it is *possibly* inside when a <= end_latest and b >= start_earliest, and
*certainly* when a <= end_earliest and b >= start_latest. For an instant known only as "1984" both start and end lie
anywhere in that year, so the window is certain only if it holds the whole year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Timespan:
    """A closed window of days, `first` <= `last`."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class When:
    """A date or period with its doubt.

    A None bound is unknown: the reader of the data decides how far it reaches. `ongoing` is an open end ("..").
    """

    edtf: str
    start_earliest: date | None
    start_latest: date | None
    end_earliest: date | None
    end_latest: date | None
    ongoing: bool = False

    def possibly(self, window: Timespan) -> bool:
        """Whether the fuzzy bounds overlap the window; an unknown bound overlaps everything on its side."""
        raise NotImplementedError

    def certainly(self, window: Timespan) -> bool:
        """Whether presence inside the window is sure; an unknown bound is never sure."""
        raise NotImplementedError


def parse_when(text: str) -> When:
    """Read an EDTF date or interval.

    Raises:
        WhenError: the text is not EDTF, or its end lies before its start.
    """
    raise NotImplementedError
