"""Marks as a camera sees them: where each falls in its pixels, which share a spot, which are crowded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from geodash.camera import Camera
from geodash.view.crowds import Crowd, Spot, gather
from geodash.view.marks import Shown

Point = tuple[float, float]
Aside = Literal["left", "above", "right"]
"""Where a symbol's number stands: away from the symbols beside it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A circle (`at` and `radius`) or, if there are any, rings filled by the even-odd rule."""

    at: Point
    radius: float
    rings: tuple[tuple[Point, ...], ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, north, east and south in pixels."""
        xs = [x for ring in self.rings for x, _ in ring] or [self.at[0] - self.radius, self.at[0] + self.radius]
        ys = [y for ring in self.rings for _, y in ring] or [self.at[1] - self.radius, self.at[1] + self.radius]
        return min(xs), min(ys), max(xs), max(ys)


class Seen:
    """A shown mark in the camera's pixels."""

    __slots__ = ("aside", "box", "crowded", "dx", "mark", "number", "shape", "shown", "spot")

    def __init__(self, shown: Shown, camera: Camera) -> None:
        self.shown, self.mark = shown, shown.mark
        mark = shown.mark
        x, y = camera.pixel(*mark.at)
        rings = tuple(camera.pixels(ring) for ring in mark.rings)
        radius = (mark.radius_km or 0.0) * 1000 / camera.metres_per_pixel(mark.at[1]) if not rings else 0.0
        self.shape = Shape((x, y), radius, rings)
        self.box = self.shape.box
        self.dx, self.number, self.crowded = 0.0, 1, False
        self.aside: Aside = "right"
        self.spot: tuple[object, ...] = (mark.at,) if not rings else (self.box, len(rings))

    @property
    def reach(self) -> float:
        """Half the width of what the mark covers."""
        return (self.box[2] - self.box[0]) / 2

    def in_sight(self, camera: Camera) -> bool:
        """Whether any of it falls into the picture."""
        rim = self.mark.size
        west, north, east, south = self.box
        return east > -rim and west < camera.width + rim and south > -rim and north < camera.height + rim

    def inside(self, camera: Camera) -> bool:
        """Whether the mark itself falls into the picture: its symbol's place, or some of its area."""
        if self.mark.form != "point":
            west, north, east, south = self.box
            return east > 0 and west < camera.width and south > 0 and north < camera.height
        x, y = self.shape.at
        return 0 <= x <= camera.width and 0 <= y <= camera.height


def set_apart(points: Sequence[Seen], beside: float) -> None:
    """Marks of several layers on one spot stand side by side; several of one layer are one symbol with a number."""
    spots: dict[tuple[object, ...], dict[str, list[Seen]]] = defaultdict(lambda: defaultdict(list))
    for one in points:
        spots[one.spot][one.mark.layer].append(one)
    for stacks in spots.values():
        for i, stack in enumerate(stacks.values()):
            for one in stack:
                one.dx = (i - (len(stacks) - 1) / 2) * beside
            stack[-1].number = len(stack)
            stack[-1].aside = "right" if i == len(stacks) - 1 else "above" if i else "left"


def gather_crowds(
    points: Sequence[Seen], rule: Mapping[str, Any], ever: Mapping[tuple[float, float], int]
) -> list[tuple[Crowd, list[Seen]]]:
    """Find the crowds and what is in each, and say so of every mark that is.

    `ever` says how many marks a place has whatever the window.
    """
    spots: dict[tuple[object, ...], list[Seen]] = defaultdict(list)
    for one in points:
        spots[one.spot].append(one)
    rows = list(spots.values())
    crowds = gather(
        (Spot(*row[0].shape.at, len(row), i, ever.get(row[0].mark.at, 0)) for i, row in enumerate(rows)), rule
    )
    found = [(crowd, [one for spot in crowd.spots for one in rows[spot.key]]) for crowd in crowds]
    for _, members in found:
        for one in members:
            one.crowded = True
    return found
