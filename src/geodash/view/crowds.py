"""Crowded marks as one: the same rule as static/plugin/clusters.js, for pictures that no browser draws.

The rule's figures are in styles.yaml under marks.cluster; `tests/golden/cluster_cases.json` is run against both.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in pixels at which `n` marks lie; `key` is the caller's own.

    `ever` is how many lie there whatever the window: by that the rings find their places, so that they keep them.
    """

    x: float
    y: float
    n: int
    key: int = 0
    ever: int = 0


@dataclass(slots=True)
class Crowd:
    """Spots drawn together at the place of the fullest of them: `n` marks in all, in a ring of `radius`."""

    x: float
    y: float
    n: int
    spots: list[Spot]
    radius: float = 0.0
    order: int = 0
    gone: bool = field(default=False, repr=False)


def gather(spots: Iterable[Spot], rule: Mapping[str, Any]) -> list[Crowd]:
    """Find the crowds among spots, the largest first; a spot that is in none has room for its own symbols.

    The outcome hangs on the spots alone, not on their order: spots nearer than `touch` join the nearest group,
    from the fullest on; groups of several spots with at least `least` marks become rings, and so do two spots nearer
    than `hides`; a ring takes in what would lie under it.
    """
    groups = _touching(sorted(spots, key=lambda spot: (-(spot.ever or spot.n), spot.y, spot.x)), float(rule["touch"]))
    rings = sorted((one for one in groups if _enough(one, rule)), key=lambda one: (-one.n, one.order))
    for one in groups:
        one.radius = _ring(rule, one.n) if _enough(one, rule) else rule["touch"] / 2
    for one in rings:
        if not one.gone:
            _take_in(one, groups, rule["gap"])
    found = [one for one in rings if not one.gone]
    for one in found:
        one.radius = _ring(rule, one.n)
    return found


def _touching(spots: Sequence[Spot], touch: float) -> list[Crowd]:
    groups: list[Crowd] = []
    cells: dict[tuple[int, int], list[Crowd]] = defaultdict(list)
    for spot in spots:
        column, row = math.floor(spot.x / touch), math.floor(spot.y / touch)
        near = (g for i in (-1, 0, 1) for j in (-1, 0, 1) for g in cells.get((column + i, row + j), ()))
        away = [(_away(group, spot), group.order, group) for group in near]
        nearest = min((row for row in away if row[0] <= touch * touch), default=None, key=lambda row: row[:2])
        if nearest:
            nearest[2].spots.append(spot)
            nearest[2].n += spot.n
        else:
            group = Crowd(spot.x, spot.y, spot.n, [spot], order=len(groups))
            groups.append(group)
            cells[column, row].append(group)
    return groups


def _take_in(one: Crowd, groups: Sequence[Crowd], gap: float) -> None:
    reach = one.radius
    for other in groups:
        if other is one or other.gone or _away(other, one) >= (reach + other.radius + gap) ** 2:
            continue
        other.gone = True
        one.n += other.n
        one.spots.extend(other.spots)


def _away(one: Crowd, other: Crowd | Spot) -> float:
    return (one.x - other.x) ** 2 + (one.y - other.y) ** 2


def _enough(one: Crowd, rule: Mapping[str, Any]) -> bool:
    return len(one.spots) > 1 and (one.n >= rule["least"] or _away(one, one.spots[1]) < rule["hides"] ** 2)


def _ring(rule: Mapping[str, Any], n: int) -> float:
    return float(max((radius for least, radius in rule["rings"] if n >= least), default=rule["rings"][0][1]))
