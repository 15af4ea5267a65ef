"""Name the river lines: each river is the shortest way along the lines through its check points."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import shapely
from shapely.geometry.base import BaseGeometry

from geodash.errors import GeodashError

Point = tuple[float, float]
PERU_BOX = (-82.5, -19.5, -66.5, 1.0)
"""W, S, E, N of the unnamed river lines kept; a line that enters the box is kept whole."""
NAMED_BOX = (-82.5, -19.5, -48.0, 2.0)
"""Where named rivers may run: the Amazon goes on to the sea."""
TOLERANCE = 0.004
NEAREST_KM = 12.0
LABEL_SPAN, LABEL_APART, LABEL_FAR = 0.55, 1.5, 4.0
"""Degrees: the stretch of river under one name; the least distance between its names, close by and from afar."""


@dataclass(frozen=True)
class River:
    """A river line: name (empty when unnamed), rank 1 (largest) to 4, where its name goes."""

    name: str
    rank: int
    line: BaseGeometry
    labels: list[list[float]] = field(default_factory=list)


def distance_km(a: Point, b: Point) -> float:
    """Return the distance of two nearby lon/lat points, in km, on a locally flat earth."""
    east = (b[0] - a[0]) * math.cos(math.radians((a[1] + b[1]) / 2))
    return math.hypot(east, b[1] - a[1]) * 111.2


class Network:
    """The river lines as a graph of their vertices.

    Lines that meet share a vertex in the data or nearly so; a line's free end is joined to the nearest vertex
    of another line within `join_km`.
    """

    def __init__(self, lines: Iterable[Sequence[Point]], join_km: float = 4.0) -> None:
        """Build the graph; vertices are rounded to 5 decimals."""
        self.edges: dict[Point, dict[Point, float]] = {}
        ends: list[tuple[Point, frozenset[Point]]] = []
        for line in lines:
            points = [(round(x, 5), round(y, 5)) for x, y in line]
            for a, b in pairwise(points):
                self._join(a, b)
            ends += [(end, frozenset(points)) for end in (points[0], points[-1])]
        self._points = sorted(self.edges)
        self._tree = shapely.STRtree([shapely.Point(point) for point in self._points])
        for end, own in ends:
            self._join_end(end, own, join_km)

    def _join(self, a: Point, b: Point) -> None:
        if a != b:
            self.edges.setdefault(a, {})[b] = self.edges.setdefault(b, {})[a] = distance_km(a, b)

    def _join_end(self, end: Point, own: frozenset[Point], join_km: float) -> None:
        around = self._tree.query(shapely.Point(end).buffer(join_km / 100))
        others = [self._points[int(place)] for place in around]
        close = sorted((distance_km(end, other), other) for other in others if other not in own)
        if close and close[0][0] <= join_km:
            self._join(end, close[0][1])

    def nearest(self, point: Point) -> tuple[Point, float]:
        """Return the vertex nearest to a point and its distance in km."""
        found = self._points[int(self._tree.nearest(shapely.Point(point)))]
        return found, distance_km(point, found)

    def path(self, start: Point, goal: Point) -> list[Point]:
        """Return the shortest way between two vertices (Dijkstra 1959); empty when there is none."""
        best: dict[Point, float] = {start: 0.0}
        previous: dict[Point, Point] = {}
        queue = [(0.0, start)]
        while queue:
            length, here = heapq.heappop(queue)
            if here == goal:
                break
            if length > best[here]:
                continue
            for there, step in self.edges[here].items():
                if length + step < best.get(there, math.inf):
                    best[there], previous[there] = length + step, here
                    heapq.heappush(queue, (length + step, there))
        return _walk_back(previous, start, goal)


def _walk_back(previous: dict[Point, Point], start: Point, goal: Point) -> list[Point]:
    if goal != start and goal not in previous:
        return []
    way = [goal]
    while way[-1] != start:
        way.append(previous[way[-1]])
    return way[::-1]


def trace_river(network: Network, name: str, points: Sequence[Point]) -> list[Point]:
    """Return the vertices of a named river from its first check point to its last.

    Raises:
        GeodashError: a check point lies far from any line, or two are not connected.
    """
    found = []
    for point in points:
        vertex, off = network.nearest(point)
        if off > NEAREST_KM:
            raise GeodashError(f"rivers.csv, {name}: {point} is {off:.0f} km from any river line; move it.")
        found.append(vertex)
    way = [found[0]]
    for start, goal in pairwise(found):
        leg = network.path(start, goal)
        if not leg:
            raise GeodashError(f"rivers.csv, {name}: no line joins {start} and {goal}; add or move a point.")
        way += leg[1:]
    return erase_loops(way)


def erase_loops(way: Sequence[Point]) -> list[Point]:
    """Cut out what lies between two visits of a vertex: the spur to a check point a little off the river."""
    kept: dict[Point, None] = {}
    for point in way:
        if point in kept:
            while next(reversed(kept)) != point:
                kept.popitem()
        else:
            kept[point] = None
    return list(kept)


def name_rivers(traces: Iterable[Sequence[Point]], rows: Sequence[dict[str, str]]) -> list[River]:
    """Split the lines into named rivers (rows of rivers.csv, in order) and the unnamed rest (rank 4)."""
    lines = [line for line in traces if in_box(line, NAMED_BOX)]
    network = Network(lines)
    rivers: list[River] = []
    taken: set[tuple[Point, Point]] = set()
    for name in dict.fromkeys(row["river"] for row in rows):
        own = sorted((row for row in rows if row["river"] == name), key=lambda row: int(row["seq"]))
        way = trace_river(network, name, [(float(row["lon"]), float(row["lat"])) for row in own])
        taken.update((min(a, b), max(a, b)) for a, b in pairwise(way))
        line = shapely.LineString(way).simplify(TOLERANCE)
        rank = int(own[0]["rank"])
        rivers.append(River(name, rank, line, place_labels(line, rank)))
    local = [line for line in lines if in_box(line, PERU_BOX)]
    return rivers + [River("", 4, line) for line in _rest(local, taken)]


def _rest(lines: Sequence[Sequence[Point]], taken: set[tuple[Point, Point]]) -> list[BaseGeometry]:
    """Return what no name took, merged, thinned and ordered."""
    free = []
    for line in lines:
        points = [(round(x, 5), round(y, 5)) for x, y in line]
        free += [
            shapely.LineString([a, b]) for a, b in pairwise(points) if a != b and (min(a, b), max(a, b)) not in taken
        ]
    merged = shapely.get_parts(shapely.line_merge(shapely.MultiLineString(free)))
    thin = [line.simplify(TOLERANCE) for line in merged if line.length > 0.03]
    return sorted(thin, key=lambda line: (line.bounds, line.wkt))


def place_labels(line: BaseGeometry, rank: int) -> list[list[float]]:
    """Return [lon, lat, angle, min_zoom] for the straightest stretches, best first.

    The angle is in degrees, counter-clockwise from east, between -90 and 90 so that the name is never upside
    down. Straightness is the ratio of the chord to the way along the river. Names of one river keep apart:
    far apart those for the whole country, less so those added two zooms later.
    """
    count = max(1, int(line.length / 0.1))
    found = []
    for step in range(count + 1):
        middle = line.length * step / count
        low, high = max(0.0, middle - LABEL_SPAN / 2), min(line.length, middle + LABEL_SPAN / 2)
        a, b, centre = (line.interpolate(value) for value in (low, high, middle))
        chord = math.hypot(b.x - a.x, b.y - a.y)
        off = abs(((low + high) / 2) - middle)  # near an end the stretch is lopsided
        found.append((-(chord / LABEL_SPAN) + off, step, centre, a, b))
    ordered = [item[2:] for item in sorted(found, key=lambda item: item[:2])]
    chosen: list[list[float]] = []
    for apart, zoom in ((LABEL_FAR, 5 + rank), (LABEL_APART, 7 + rank)):
        for centre, a, b in ordered:
            if all(math.hypot(centre.x - item[0], centre.y - item[1]) >= apart for item in chosen):
                chosen.append([round(centre.x, 3), round(centre.y, 3), _upright(a, b), zoom])
    return chosen


def _upright(a: shapely.Point, b: shapely.Point) -> int:
    angle = math.degrees(math.atan2(b.y - a.y, b.x - a.x))
    return round(angle - 180 * round(angle / 180))


def in_box(points: Sequence[Point], box: tuple[float, float, float, float]) -> bool:
    """Tell whether a line's extent meets a box (W, S, E, N)."""
    west, south, east, north = box
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) > west and min(xs) < east and max(ys) > south and min(ys) < north
