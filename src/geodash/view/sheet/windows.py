"""The windows of years that a figure steps through: decades, steps, or pairs of somebody's own choice."""

from __future__ import annotations

from collections.abc import Sequence

from geodash.errors import FigureError

Window = tuple[int, int]
MOST_MAPS, MOST_FRAMES = 24, 240
SECONDS = 0.8
"""How long a frame of a film stands, unless somebody says otherwise."""


def decades(first: int, last: int) -> tuple[Window, ...]:
    """Part a window into calendar decades; the first and the last may be cut."""
    starts = range(first - first % 10, last + 1, 10)
    return tuple((max(first, start), min(last, start + 9)) for start in starts)


def steps(first: int, last: int, step: int = 1, span: int | None = None) -> tuple[Window, ...]:
    """Walk from `first` to `last` by `step` years, each time over `span` years (`step` unless said); the last is cut.

    Raises:
        FigureError: a step or span below one year, or more steps than a film can have.
    """
    wide = step if span is None else span
    if step < 1 or wide < 1:
        raise FigureError(f"a step of {step} and a span of {wide} years lead nowhere; both must be 1 or more")
    starts = [year for year in range(first, last + 1, step) if year == first or year + wide - step <= last]
    return check([(year, min(last, year + wide - 1)) for year in starts], MOST_FRAMES)


def joined(windows: Sequence[Window]) -> tuple[Window, ...]:
    """Join windows that leave no year out between them, in order of time."""
    runs: list[Window] = []
    for first, last in sorted(windows):
        if runs and first <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(runs[-1][1], last))
        else:
            runs.append((first, last))
    return tuple(runs)


def check(windows: Sequence[Sequence[int]], most: int) -> tuple[Window, ...]:
    """Give windows as pairs of years.

    Raises:
        FigureError: none, too many, not two years each, or one that ends before it starts.
    """
    if not windows:
        raise FigureError("no windows to draw; give pairs of years, such as (1980, 1989)")
    if len(windows) > most:
        told = f"{len(windows)} windows are too many; at most {most} can be drawn"
        raise FigureError(told, key="windows", n=len(windows), most=most)
    for window in windows:
        if len(window) != 2 or not all(isinstance(year, int) and 1 <= year <= 9999 for year in window):
            raise FigureError(f"{window!r} is no window; give a first and a last year, such as (1980, 1989)")
        if window[0] > window[1]:
            raise FigureError(f"the window {window[0]}/{window[1]} ends before it starts; swap its two years")
    return tuple((first, last) for first, last in windows)
