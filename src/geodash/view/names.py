"""Which names there is room for, and where by their point: the rule of static/plugin/room.js, but stricter.

Greedy and without chance: names come the most important first, and each takes its room from those after it. A picture
cannot be moved nor come nearer to, so towns are named a little earlier.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geodash.camera import Camera
from geodash.view.ground import GroundName
from geodash.view.lettering import Face, width

Box = tuple[float, float, float, float]
Ring = tuple[float, float, float]
_RIM = 1.5  # of a ring, beyond its radius
_SHORT = (28, 22, 16, 11)  # letters that are left of a name that must be written and finds no room


@dataclass(frozen=True, slots=True)
class Kind:
    """How names of a kind are written.

    `bears` is how many marks it lies over before it is left out, `early` by how many zooms it comes before its time.
    """

    size: float
    face: Face
    upper: bool = False
    faint: bool = False
    dot: bool = False
    water: bool = False
    bears: float = math.inf
    early: float = 0.0


KINDS: Mapping[str, Kind] = {
    "marks": Kind(12, "semibold", dot=True),
    "countries": Kind(13, "semibold", upper=True, bears=6),
    "regions": Kind(11, "semibold", upper=True, faint=True, bears=2),
    "towns": Kind(12, "regular", dot=True, bears=1, early=0.5),
    "rivers": Kind(12, "italic", water=True),
    "lakes": Kind(12, "italic", water=True),
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name that found room: its left end and middle line at (x, y), turned counter-clockwise by `angle` degrees.

    `box` is the upright box that it takes; `dot` a point in pixels where its place is marked.
    """

    kind: str
    text: str
    x: float
    y: float
    angle: float
    box: Box
    dot: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name that asks for room beside the symbol of a mark; `gap` is where it begins, from the symbol's middle.

    With `must` it is written a line away, or shortened, where it finds no room otherwise.
    """

    text: str
    x: float
    y: float
    gap: float
    must: bool = False


@dataclass(frozen=True, slots=True)
class _Asking:
    kind: str
    text: str
    at: tuple[float, float]
    angle: float
    gap: float | None
    must: bool = False


def place(
    ground: Iterable[GroundName],
    marks: Sequence[Wanted],
    camera: Camera,
    *,
    crowds: Sequence[Ring],
    spots: Sequence[tuple[float, float]],
    symbols: Sequence[Box] = (),
    taken: Sequence[Box] = (),
    from_zoom: Mapping[str, Any],
) -> tuple[Name, ...]:
    """Place names in the camera's picture; those beside marks first.

    `crowds` are rings (x, y, radius) to keep clear of, `symbols` boxes likewise, beyond which the name of what they
    lie on begins; `taken` are boxes of other things, `spots` where symbols lie in any window, of which a name covers
    only as many as its kind bears.
    """
    rings = ((x - r - _RIM, y - r - _RIM, x + r + _RIM, y + r + _RIM) for x, y, r in crowds)
    lying = (*symbols, *rings)
    full = [*taken, *lying]
    room = _Room(camera, lying, tuple(spots), full, len(full))
    beside = (_Asking("marks", one.text, (one.x, one.y), 0.0, one.gap, one.must) for one in marks)
    found: list[Name] = []
    for asking in (*beside, *_in_sight(ground, camera, from_zoom)):
        if not _said(asking, found) and (name := room.find(asking)):
            found.append(name)
    return tuple(found)


def _said(asking: _Asking, found: Sequence[Name]) -> bool:
    """Whether a name stands already beside its place, which is then not named twice."""
    same = (name for name in found if name.kind == "marks" and name.text == asking.text)
    return any(_near(name.box, *asking.at) for name in same)


def _near(box: Box, x: float, y: float) -> bool:
    return box[0] - 30 < x < box[2] + 30 and box[1] - 15 < y < box[3] + 15


def _in_sight(ground: Iterable[GroundName], camera: Camera, from_zoom: Mapping[str, Any]) -> Iterator[_Asking]:
    for item in ground:
        if camera.zoom + KINDS[item.kind].early < max(item.zoom, from_zoom.get(f"{item.kind}_text", 0)):
            continue
        at = camera.pixel(*item.at)
        if -40 < at[0] < camera.width + 40 and -10 < at[1] < camera.height + 10:
            yield _Asking(item.kind, item.name, at, item.angle, 5.0 if KINDS[item.kind].dot else None)


@dataclass(frozen=True, slots=True)
class _Stand:
    """A place for a name: the left end of its middle line, and the upright box it takes."""

    x: float
    y: float
    box: Box


@dataclass(frozen=True, slots=True)
class _Room:
    """The picture's room, of which each name that is found a place takes some.

    `lying` are symbols and rings, `full` is what is taken, the first `solid` of it not by names.
    """

    camera: Camera
    lying: tuple[Box, ...]
    spots: tuple[tuple[float, float], ...]
    full: list[Box]
    solid: int

    def find(self, asking: _Asking) -> Name | None:
        """Find the place that covers fewest spots, the first of several alike; None if every one is taken or cut."""
        how, at = KINDS[asking.kind], asking.at
        if asking.kind == "towns" and not (3 < at[0] < self.camera.width - 3 and 3 < at[1] < self.camera.height - 3):
            return None  # its dot would be cut
        for text, stands in self._attempts(asking):
            stand = self._best(stands, how.bears)
            if stand:
                dotted = asking.kind == "towns" and not self._covered(at)
                self.full.append(stand.box)
                return Name(asking.kind, text, stand.x, stand.y, asking.angle, stand.box, at if dotted else None)
        return None

    def _attempts(self, asking: _Asking) -> Iterator[tuple[str, Iterable[_Stand]]]:
        how = KINDS[asking.kind]
        said = asking.text.upper() if how.upper else asking.text
        short = [f"{said[:n].rstrip()}…" for n in _SHORT if asking.must and n + 3 < len(said)]
        for text in (said, *short):
            long = width(text, how.size, how.face)
            if asking.gap is None:
                yield text, _on(asking.at, long, asking.angle)
                continue
            yield text, self._round(asking.at, long, asking.gap)
            if asking.must:
                yield text, self._away(asking.at, long, asking.gap)

    def _best(self, stands: Iterable[_Stand], bears: float) -> _Stand | None:
        free = [
            (self._under(stand.box), number, stand) for number, stand in enumerate(stands) if self._free(stand.box)
        ]
        best = min(free, default=None, key=lambda one: one[:2])
        return None if best is None or best[0] > bears else best[2]

    def _free(self, box: Box) -> bool:
        west, north, east, south = box
        whole = west >= 0 and north >= 0 and east <= self.camera.width and south <= self.camera.height
        return whole and not any(west < e and east > w and north < s and south > n for w, n, e, s in self.full)

    def _covered(self, at: tuple[float, float]) -> bool:
        """Whether a dot would lie on furniture, a symbol, a ring or the letters of a name."""
        rims = [3.0] * self.solid + [-5.0] * (len(self.full) - self.solid)  # names have white round them
        boxes = zip(self.full, rims, strict=True)
        return any(w - rim < at[0] < e + rim and n - rim < at[1] < s + rim for (w, n, e, s), rim in boxes)

    def _under(self, box: Box) -> int:
        return sum(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in self.spots)

    def _beyond(self, at: tuple[float, float], gap: float) -> tuple[float, float, float, float]:
        """How far from the point a name begins to the right, left, above and below: beyond what lies on it."""
        x, y = at
        on = [(w, n, e, s) for w, n, e, s in self.lying if w < x < e and n < y < s]
        return (
            max([gap, *(e - x + 4.5 for _, _, e, _ in on)]),
            max([gap, *(x - w + 4.5 for w, _, _, _ in on)]),
            max([gap, *(y - n + 4 for _, n, _, _ in on)]),
            max([gap, *(s - y + 4 for _, _, _, s in on)]),
        )

    def _round(self, at: tuple[float, float], long: float, gap: float) -> Iterator[_Stand]:
        """Right of the point, left, above, below."""
        x, y = at
        right, left, above, below = self._beyond(at, gap)
        yield _line(x + right, y, long)
        yield _line(x - left - long, y, long)
        yield _line(x - long / 2, y - above - 4, long)
        yield _line(x - long / 2, y + below + 4, long)

    def _away(self, at: tuple[float, float], long: float, gap: float) -> Iterator[_Stand]:
        """Above and below to the right and left, and a line further."""
        x, y = at
        *_, above, below = self._beyond(at, gap)
        for further in (0, 17):
            for middle in (y - above - 4 - further, y + below + 4 + further):
                for start in (x - long / 2, x - 8, x + 8 - long):
                    yield _line(start, middle, long)


def _line(start: float, middle: float, long: float) -> _Stand:
    return _Stand(start, middle, (start - 4, middle - 8, start + long + 4, middle + 8))


def _on(at: tuple[float, float], long: float, angle: float) -> Iterator[_Stand]:
    """On the point itself, turned round it."""
    turn = math.radians(angle)
    half, rise = abs(math.cos(turn)) * long / 2, abs(math.sin(turn)) * long / 2
    x, y = at[0] - long / 2 * math.cos(turn), at[1] + long / 2 * math.sin(turn)
    yield _Stand(x, y, (at[0] - half - 4, at[1] - rise - 8, at[0] + half + 4, at[1] + rise + 8))
