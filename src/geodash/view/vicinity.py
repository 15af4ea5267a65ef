"""What else is at a place: rows of any layer whose points cannot be told apart, or that share an outline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from geodash.selection import Feature, Gated

EARTH_KM = 6371.0088
_WIDEST_KM = 25.0  # beyond it "the same place" says nothing: a circle may cover half a region
_NEAREST_KM = 1.0
_MOST = 40

Numbers = npt.NDArray[np.float64]


class Vicinity:
    """The rows of all layers, laid out once for asking what lies where."""

    def __init__(self, layers: Sequence[Gated]) -> None:
        """Keep the points with their radii in km, and the rows of each outline."""
        self._points = [f for layer in layers for f in layer.features if _is_point(f)]
        self._at = np.array([f["geometry"]["coordinates"][:2] for f in self._points], dtype=float).reshape(-1, 2)
        self._radius = np.array([_radius(f) for f in self._points], dtype=float)
        self._outlines: dict[str, list[Feature]] = {}
        for layer in layers:
            for feature in layer.features:
                if _is_area(feature):
                    self._outlines.setdefault(_outline(feature), []).append(feature)

    def beside(self, feature: Feature) -> list[Feature]:
        """List the other rows at a row's place, the nearest first; none for a row that is not drawn.

        Two points are at one place if neither lies outside the larger of their circles, taken as 1 to 25 km.
        Areas are at one place only if their outlines are the same.
        """
        if _is_area(feature):
            found = self._outlines.get(_outline(feature), [])
        elif _is_point(feature):
            found = self._within(feature)
        else:
            found = []
        return [other for other in found if _key(other) != _key(feature)][:_MOST]

    def _within(self, feature: Feature) -> list[Feature]:
        away = _distances(self._at, feature["geometry"]["coordinates"])
        reach = np.clip(np.maximum(self._radius, _radius(feature)), _NEAREST_KM, _WIDEST_KM)
        inside = np.flatnonzero(away <= reach)
        return [self._points[int(i)] for i in sorted(inside, key=lambda i: (away[i], _key(self._points[int(i)])))]


def _distances(points: Numbers, at: Sequence[float]) -> Numbers:
    """Great-circle distances in km by the haversine formula; `points` are rows of lon, lat in degrees."""
    lon, lat = np.radians(points[:, 0]), np.radians(points[:, 1])
    here_lon, here_lat = np.radians(at[0]), np.radians(at[1])
    half = np.sin((lat - here_lat) / 2) ** 2 + np.cos(lat) * np.cos(here_lat) * np.sin((lon - here_lon) / 2) ** 2
    found: Numbers = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return found


def _is_point(feature: Feature) -> bool:
    geometry = feature.get("geometry") or {}
    return geometry.get("type") == "Point" and feature["properties"].get("drawn") == "point"


def _is_area(feature: Feature) -> bool:
    geometry = feature.get("geometry") or {}
    return geometry.get("type") in {"Polygon", "MultiPolygon"}


def _outline(feature: Feature) -> str:
    return str(hash(str(feature["geometry"]["coordinates"])))


def _radius(feature: Feature) -> float:
    return float(feature["properties"].get("uncertainty_km") or 0.0)


def _key(feature: Feature) -> tuple[str, str]:
    given: Any = feature["properties"]
    return str(given.get("layer")), str(given.get("id", feature.get("id")))
