"""Which names there is room for, and on which side of their point: the rule of static/plugin/names.js.

Greedy and without chance: names come the most important first, and each takes its room from those after it.
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
    """How names of a kind are written; `bears` is how many marks it lies over before it is left out."""

    size: float
    face: Face
    upper: bool = False
    faint: bool = False
    dot: bool = False
    water: bool = False
    bears: float = math.inf


KINDS: Mapping[str, Kind] = {
    "marks": Kind(12, "semibold", dot=True),
    "countries": Kind(13, "semibold", upper=True, bears=6),
    "regions": Kind(11, "semibold", upper=True, faint=True, bears=2),
    "towns": Kind(12, "regular", dot=True, bears=1),
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
    beside = (("marks", wanted.text, (wanted.x, wanted.y), 0.0, wanted.gap) for wanted in marks)
    asking = (*beside, *_in_sight(ground, camera, from_zoom))
    found: list[Name] = []
    for one in asking:
        if not _said(one, found) and (name := _write(*one, camera, full, crowds, spots)):
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
        if camera.zoom < max(item.zoom, from_zoom.get(f"{item.kind}_text", 0)):
            continue
        at = camera.pixel(*item.at)
        if -40 < at[0] < camera.width + 40 and -10 < at[1] < camera.height + 10:
            yield item.kind, item.name, at, item.angle, 5.0 if KINDS[item.kind].dot else None


def _write(
    kind_name: str,
    text: str,
    at: tuple[float, float],
    angle: float,
    gap: float | None,
    camera: Camera,
    full: list[Box],
    crowds: Sequence[Ring],
    spots: Sequence[tuple[float, float]],
) -> Name | None:
    kind = KINDS[kind_name]
    said = text.upper() if kind.upper else text
    long = width(said, kind.size, kind.face)
    gaps = _gaps(at, gap, crowds) if gap is not None else None
    turn = math.radians(angle)
    half, rise = abs(math.cos(turn)) * long / 2, abs(math.sin(turn)) * long / 2
    best: tuple[int, Box] | None = None
    fewest = kind.bears + 1
    for side in (1, -1) if kind.dot else (1,):
        middle = at[0] + side * (gaps[0 if side > 0 else 1] + long / 2) if gaps else at[0]
        box = (middle - half - 4, at[1] - rise - 8, middle + half + 4, at[1] + rise + 8)
        whole = box[0] >= 0 and box[1] >= 0 and box[2] <= camera.width and box[3] <= camera.height
        if not whole or any(box[0] < e and box[2] > w and box[1] < s and box[3] > n for w, n, e, s in full):
            continue
        under = sum(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in spots)
        if under < fewest:
            best, fewest = (side, box), under
    if best is None:
        return None
    side, box = best
    full.append(box)
    x, y = _start(at, gaps, side, long, turn)
    return Name(kind_name, said, x, y, angle, box, at if kind_name == "towns" and gaps and gaps[0] == gap else None)


def _start(
    at: tuple[float, float], gaps: Sequence[float] | None, side: int, long: float, turn: float
) -> tuple[float, float]:
    along = (gaps[0] if side > 0 else -gaps[1] - long) if gaps else -long / 2
    return at[0] + along * math.cos(turn), at[1] - along * math.sin(turn)


def _gaps(at: tuple[float, float], gap: float, crowds: Sequence[Ring]) -> tuple[float, float]:
    """How far from its point a name begins, to the right and to the left: beyond the ring that lies on the point."""
    on = next(((x, y, r) for x, y, r in crowds if math.hypot(x - at[0], y - at[1]) < r + 4), None)
    if on is None:
        return gap, gap
    x, _, r = on
    return x + r + 6 - at[0], at[0] - x + r + 6
