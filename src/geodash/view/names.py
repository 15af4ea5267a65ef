"""Which names there is room for, and where by their point: the rule of static/plugin/names.js, but stricter.

Greedy and without chance: names come the most important first, and each takes its room from those after it. A picture
cannot be moved nor come nearer to, so no name is cut by its edge, towns are named a little earlier, and a name may
also stand above or below its point.
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
_Asking = tuple[str, str, tuple[float, float], float, float | None]


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
    """A name that asks for room beside the symbol of a mark; `gap` is where it begins, from the symbol's middle."""

    text: str
    x: float
    y: float
    gap: float


def place(
    ground: Iterable[GroundName],
    marks: Sequence[Wanted],
    camera: Camera,
    *,
    crowds: Sequence[Ring],
    spots: Sequence[tuple[float, float]],
    taken: Sequence[Box] = (),
    from_zoom: Mapping[str, Any],
) -> tuple[Name, ...]:
    """Place names in the camera's picture; those beside marks first.

    `crowds` are rings (x, y, radius) to keep clear of, `taken` boxes likewise, `spots` where symbols lie, of which
    a name covers only as many as its kind bears.
    """
    full: list[Box] = [*taken, *((x - r, y - r, x + r, y + r) for x, y, r in crowds)]
    room = _Room(camera, tuple(crowds), tuple(spots), full, len(full))
    beside = (("marks", wanted.text, (wanted.x, wanted.y), 0.0, wanted.gap) for wanted in marks)
    found: list[Name] = []
    for one in (*beside, *_in_sight(ground, camera, from_zoom)):
        if not _said(one, found) and (name := room.find(*one)):
            found.append(name)
    return tuple(found)


def _said(asking: _Asking, found: Sequence[Name]) -> bool:
    """Whether a name stands already beside its place, which is then not named twice."""
    _, text, (x, y), *_ = asking
    return any(name.text == text and name.kind == "marks" and _near(name.box, x, y) for name in found)


def _near(box: Box, x: float, y: float) -> bool:
    return box[0] - 30 < x < box[2] + 30 and box[1] - 15 < y < box[3] + 15


def _in_sight(ground: Iterable[GroundName], camera: Camera, from_zoom: Mapping[str, Any]) -> Iterator[_Asking]:
    for item in ground:
        if camera.zoom + KINDS[item.kind].early < max(item.zoom, from_zoom.get(f"{item.kind}_text", 0)):
            continue
        at = camera.pixel(*item.at)
        if -40 < at[0] < camera.width + 40 and -10 < at[1] < camera.height + 10:
            yield item.kind, item.name, at, item.angle, 5.0 if KINDS[item.kind].dot else None


@dataclass(frozen=True, slots=True)
class _Stand:
    """A place for a name: the left end of its middle line, and the upright box it takes."""

    x: float
    y: float
    box: Box


@dataclass(frozen=True, slots=True)
class _Room:
    """The picture's room, of which each name that is found a place takes some.

    `full` is what is taken, the first `solid` of it not by names.
    """

    camera: Camera
    crowds: tuple[Ring, ...]
    spots: tuple[tuple[float, float], ...]
    full: list[Box]
    solid: int

    def find(self, kind: str, text: str, at: tuple[float, float], angle: float, gap: float | None) -> Name | None:
        """Find the place that covers fewest spots, the first of several alike; None if every one is taken or cut."""
        how = KINDS[kind]
        if kind == "towns" and not (3 < at[0] < self.camera.width - 3 and 3 < at[1] < self.camera.height - 3):
            return None  # its dot would be cut
        said = text.upper() if how.upper else text
        long = width(said, how.size, how.face)
        stands = _on(at, long, angle) if gap is None else self._round(at, long, gap)
        free = [
            (self._under(stand.box), number, stand) for number, stand in enumerate(stands) if self._free(stand.box)
        ]
        best = min(free, default=None, key=lambda one: one[:2])
        if best is None or best[0] > how.bears:
            return None
        stand = best[2]
        dotted = kind == "towns" and not self._covered(at)
        self.full.append(stand.box)
        return Name(kind, said, stand.x, stand.y, angle, stand.box, at if dotted else None)

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

    def _round(self, at: tuple[float, float], long: float, gap: float) -> Iterator[_Stand]:
        """Right of the point, left, above, below; where a ring lies on the point, right and left of the ring."""
        x, y = at
        on = next(((cx, r) for cx, cy, r in self.crowds if math.hypot(cx - x, cy - y) < r + 4), None)
        right, left = (on[0] + on[1] + 6 - x, x - on[0] + on[1] + 6) if on else (gap, gap)
        stands = [(x + right, y), (x - left - long, y)]
        if not on:
            stands += [(x - long / 2, y - gap - 4), (x - long / 2, y + gap + 4)]
        for start, middle in stands:
            yield _Stand(start, middle, (start - 4, middle - 8, start + long + 4, middle + 8))


def _on(at: tuple[float, float], long: float, angle: float) -> Iterator[_Stand]:
    """On the point itself, turned round it."""
    turn = math.radians(angle)
    half, rise = abs(math.cos(turn)) * long / 2, abs(math.sin(turn)) * long / 2
    x, y = at[0] - long / 2 * math.cos(turn), at[1] + long / 2 * math.sin(turn)
    yield _Stand(x, y, (at[0] - half - 4, at[1] - rise - 8, at[0] + half + 4, at[1] + rise + 8))
