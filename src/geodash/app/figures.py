"""What the Export screen is asked to draw: a wish, and how time comes into it; written in the address, read again.

Read from anybody's address or file, so nothing of it is trusted: what makes no sense is as it is at first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from geodash.errors import FigureError
from geodash.selection import Selection
from geodash.view.sheet import Wish, decades, make_wish, steps
from geodash.view.sheet.windows import MOST_MAPS, Window, check

Kind = Literal["map", "pair", "multiples", "film"]
KINDS: tuple[Kind, ...] = ("map", "pair", "multiples", "film")
LONGEST = 6000  # characters of an address that are looked into
_STEPS = (1, 2, 5, 10)
_OURS = ("preset", "colors", "title", "subtitle", "note", "dpi", "legend", "caption", "locator", "graticule",
         "crowds", "names", "scale_bar", "north")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure as the screen is asked for it.

    `wish` has neither camera nor language, which the address holds by itself. `windows` are those of maps side by
    side, none for one map. `film` is how many years a frame of a film shows, 0 for none.
    """

    wish: Wish = field(default_factory=Wish)
    windows: tuple[Window, ...] = ()
    film: int = 0

    @property
    def kind(self) -> Kind:
        """One map, a pair, several, or a film."""
        if self.film:
            return "film"
        return "map" if not self.windows else "pair" if len(self.windows) == 2 else "multiples"

    def change(self, **fields: Any) -> Asked:
        """Change fields of the wish.

        Raises:
            FigureError: what is wished for cannot be had.
        """
        return replace(self, wish=replace(self.wish, **fields))

    def turn(self, kind: Kind, selection: Selection) -> Asked:
        """Ask for another kind, with windows made of the selection's years."""
        first, last = selection.first, selection.last
        if kind == self.kind:
            return self
        if kind == "film":
            return replace(self, windows=(), film=pace(selection))
        middle = (first + last) // 2
        pair = ((first, max(first, middle)), (min(last, middle + 1), last))
        windows = {"map": (), "pair": pair, "multiples": side_by_side(selection)}[kind]
        return replace(self, windows=windows, film=0)


def side_by_side(selection: Selection) -> tuple[Window, ...]:
    """Part a selection's years into decades, or where that is one or two, into years or what comes near."""
    first, last = selection.first, selection.last
    found = decades(first, last)
    if len(found) > 2:
        return found[-MOST_MAPS:]
    return steps(first, last, max(1, -(-(last - first + 1) // 6)))


def pace(selection: Selection) -> int:
    """Choose how many years a frame shows, so that a film is not longer than a minute."""
    years = selection.last - selection.first + 1
    return next((step for step in _STEPS if years / step <= 60), _STEPS[-1])


def write(asked: Asked) -> str:
    """Write what differs from the plain figure as compact JSON; "" for the plain one."""
    told: dict[str, Any] = {name: value for name, value in asked.wish.as_json().items() if name in _OURS}
    if asked.windows:
        told["windows"] = [list(window) for window in asked.windows]
    if asked.film:
        told["film"] = asked.film
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) if told else ""


def read(text: str) -> Asked:
    """Read what `write` wrote, or the figure of a file's state; what makes no sense is left out, field by field."""
    return take(_told(text) or {})


def strange(text: str) -> tuple[str, ...]:
    """Name what an address asks of the figure and does not get; "" stands for all of it, where it cannot be read."""
    told = _told(text)
    if told is None:
        return ("",)
    got = Wish().as_json() | {name: getattr(Wish(), name) for name in _OURS} | json.loads(write(take(told)) or "{}")
    return tuple(str(name) for name, value in told.items() if name not in got or got[name] != value)


def _told(text: str) -> dict[str, Any] | None:
    """Parse what an address says of the figure; None where it is no object of JSON."""
    try:
        told = json.loads(text[:LONGEST]) if text else {}
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def take(told: Mapping[str, Any]) -> Asked:
    """Take a figure's fields from a file's state or an address."""
    asked = Asked(_wish(told))
    with suppress(FigureError, TypeError):
        asked = replace(asked, windows=check(_pairs(told.get("windows")), MOST_MAPS))
    film = told.get("film")
    if isinstance(film, int) and not isinstance(film, bool) and 1 <= film <= 50:
        return replace(asked, windows=(), film=film)
    with suppress(FigureError, TypeError):
        frames = check(_pairs(told.get("animation")), 10_000)
        return replace(asked, windows=(), film=frames[0][1] - frames[0][0] + 1)
    return asked


def _wish(told: Mapping[str, Any]) -> Wish:
    """Make a wish of the fields that make sense by themselves, and together."""
    good: dict[str, Any] = {}
    plain = Wish()
    for name in _OURS:
        value = told.get(name)
        like = getattr(plain, name)
        fits = isinstance(value, bool) if isinstance(like, bool) else not isinstance(value, bool | list | dict)
        if value is not None and fits and (name == "dpi" or isinstance(value, str | bool)):
            with suppress(FigureError):
                make_wish(**good, **{name: value})
                good[name] = value
    return make_wish(**good)


def _pairs(value: object) -> Sequence[Sequence[int]]:
    if not isinstance(value, list):
        raise FigureError("no list of windows")
    return [tuple(pair) for pair in value if isinstance(pair, list)]
