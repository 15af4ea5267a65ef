"""Fit provinces, regions and countries into one coverage, so that neighbours share their edges exactly."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodash.basemap.sources import Country
from geodash.errors import GeodashError

NEAR = frozenset({"AR", "BO", "BR", "CL", "CO", "EC", "GF", "GY", "PA", "PY", "SR", "UY", "VE"})
"""Countries drawn finer: all of South America and Panama."""
SNAP = 1e-5
PROVINCE_TOLERANCE = 0.01
NEAR_TOLERANCE, NEAR_ISLAND = 0.03, 0.04
WORLD_TOLERANCE, WORLD_ISLAND = 0.4, 1.0
LAKE_AREA = 0.1
"""Square degrees: what Natural Earth gives to Peru and no province covers is Titicaca if it is this large."""

Shapes = NDArray[np.object_]


@dataclass(frozen=True)
class Outlines:
    """The fitted coverage: provinces by ubigeo, Peru's share of Titicaca, the countries by ISO code."""

    provinces: dict[str, BaseGeometry]
    lake: BaseGeometry
    countries: dict[str, BaseGeometry]

    def regions(self) -> dict[str, BaseGeometry]:
        """Dissolve the provinces by the first two digits of their ubigeo."""
        codes = sorted({ubigeo[:2] for ubigeo in self.provinces})
        return {code: self._union(code) for code in codes}

    def _union(self, code: str) -> BaseGeometry:
        return shapely.coverage_union_all([s for u, s in self.provinces.items() if u.startswith(code)])


def fold(name: str) -> str:
    """Lower the case and drop accents, to match the wheel's unaccented names with the table's."""
    decomposed = unicodedata.normalize("NFD", name.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def match_provinces(
    raw: Iterable[tuple[str, BaseGeometry]], rows: Sequence[dict[str, str]]
) -> dict[str, BaseGeometry]:
    """Give each raw outline the ubigeo of the table's province of that name; names are unique in Peru.

    Raises:
        GeodashError: a name is in only one of the two.
    """
    by_name = {fold(row["province"]): row["ubigeo"] for row in rows}
    shapes = {fold(name): shape for name, shape in raw}
    if odd := set(by_name) ^ set(shapes):
        raise GeodashError(f"provinces.csv and the outlines differ: {', '.join(sorted(odd))}; mend the table.")
    return {by_name[name]: shapes[name] for name in sorted(shapes, key=lambda name: by_name[name])}


def drop_islands(shape: BaseGeometry, area: float) -> BaseGeometry:
    """Keep the parts of at least this area (square degrees), or the largest when all are smaller."""
    parts = shapely.get_parts(shape)
    kept = [part for part in parts if part.area >= area] or [max(parts, key=lambda part: part.area)]
    return shapely.MultiPolygon(kept) if len(kept) > 1 else kept[0]


def fit_outlines(provinces: dict[str, BaseGeometry], countries: Sequence[Country]) -> Outlines:
    """Fit everything into one coverage and thin it.

    The provinces come first: where Natural Earth's countries overlap them, the provinces keep the ground;
    where they fall short of the national border, the neighbour is drawn up to it. South America is one
    coverage with the provinces; the rest of the world, far coarser, is another.
    """
    by_code = {country.iso2: country.land for country in countries}
    ubigeos = sorted(provinces)
    raw = np.array([provinces[ubigeo] for ubigeo in ubigeos], dtype=object)
    lake = _titicaca(by_code["PE"], raw)
    peru = _clean([*raw, lake], 0.2)
    peru = shapely.coverage_simplify(peru, PROVINCE_TOLERANCE)
    codes = sorted(NEAR & set(by_code))
    near = _thin([by_code[code] for code in [*codes, "PE"]], NEAR_ISLAND, NEAR_TOLERANCE)
    grown = _close_gaps(near[:-1], near[-1], shapely.union_all(peru))
    fitted = _clean([*peru, *grown], 0.02)
    size = len(ubigeos)
    shaped = {ubigeo: _main_parts(shape) for ubigeo, shape in zip(ubigeos, fitted[:size], strict=True)}
    land = dict(zip(codes, fitted[size + 1 :], strict=True))
    land["PE"] = shapely.coverage_union_all([*shaped.values(), fitted[size]])
    return Outlines(shaped, fitted[size], land | _far_countries(by_code))


def _far_countries(by_code: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    far = sorted(set(by_code) - NEAR - {"PE"})
    thin = _thin([by_code[code] for code in far], WORLD_ISLAND, WORLD_TOLERANCE)
    return dict(zip(far, thin, strict=True))


def _titicaca(peru: BaseGeometry, provinces: Shapes) -> BaseGeometry:
    rest = shapely.get_parts(shapely.difference(peru, shapely.union_all(provinces)))
    large: list[BaseGeometry] = [part for part in rest if part.area > LAKE_AREA]
    if len(large) != 1:
        raise GeodashError(f"expected Titicaca alone outside the provinces, found {len(large)} such areas.")
    return large[0]


def _clean(shapes: Sequence[BaseGeometry], gap: float) -> Shapes:
    """Make a valid coverage: overlaps go to the earlier shape, gaps narrower than `gap` degrees to a neighbour."""
    return np.asarray(
        shapely.coverage_clean(  # type: ignore[attr-defined]  # new in 2.2, the stubs lag
            np.array(shapes, dtype=object), gap_width=gap, snapping_distance=SNAP, merge_strategy="min_index"
        )
    )


def _thin(shapes: Sequence[BaseGeometry], island: float, tolerance: float) -> Shapes:
    kept = [drop_islands(shape, island) for shape in shapes]
    return np.asarray(shapely.coverage_simplify(_clean(kept, 0.01), tolerance))


def _close_gaps(neighbours: Shapes, coarse_peru: BaseGeometry, peru: BaseGeometry) -> list[BaseGeometry]:
    """Give what the coarse Peru covers and the fine one does not to the neighbour it borders longest.

    Strips that border no neighbour lie along the coast and become sea.
    """
    strips = shapely.get_parts(shapely.difference(coarse_peru, peru))
    gained: dict[int, list[BaseGeometry]] = {}
    for strip in strips:
        shared = [shapely.intersection(strip.boundary, land.boundary).length for land in neighbours]
        best = int(np.argmax(shared))
        if shared[best] > 0:
            gained.setdefault(best, []).append(strip)
    return [
        shapely.union_all([land, *gained.get(place, [])]) if place in gained else land
        for place, land in enumerate(neighbours)
    ]


def _main_parts(shape: BaseGeometry, share: float = 0.003) -> BaseGeometry:
    """Drop slivers and islets: parts below this share of the whole."""
    return drop_islands(shape, shape.area * share)


def shared_edges(areas: dict[str, BaseGeometry]) -> dict[tuple[str, str], BaseGeometry]:
    """Return the border of each pair of areas, as merged lines.

    The areas must be a coverage: an edge is shared when both rings hold the same segment.
    """
    owners: dict[tuple[tuple[float, float], tuple[float, float]], list[str]] = {}
    for code, shape in sorted(areas.items()):
        for segment, times in _segments(shape).items():
            if times == 1:
                owners.setdefault(segment, []).append(code)
    pairs: dict[tuple[str, str], list[shapely.LineString]] = {}
    for segment, codes in owners.items():
        if len(codes) == 2:
            pairs.setdefault((codes[0], codes[1]), []).append(shapely.LineString(segment))
    return {pair: shapely.line_merge(shapely.MultiLineString(lines)) for pair, lines in sorted(pairs.items())}


def _segments(shape: BaseGeometry) -> Counter[tuple[tuple[float, float], tuple[float, float]]]:
    found: Counter[tuple[tuple[float, float], tuple[float, float]]] = Counter()
    for part in shapely.get_parts(shape):
        for ring in [part.exterior, *part.interiors]:
            points = [(float(x), float(y)) for x, y in ring.coords]
            found.update((min(a, b), max(a, b)) for a, b in pairwise(points) if a != b)
    return found


def label_point(shape: BaseGeometry) -> list[float]:
    """Return the centre of the largest circle inside the largest part, to 3 decimals: where a name fits best."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    centre = shapely.maximum_inscribed_circle(largest, tolerance=0.01)
    return [round(centre.coords[0][0], 3), round(centre.coords[0][1], 3)]
