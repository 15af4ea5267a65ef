"""The outlines that stand for vague places, by gazetteer id: provinces, regions and the two valleys."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geodash.errors import LayerError

Outlines = Mapping[str, Any]


def read_outlines(tables: Path, basemap: Path) -> dict[str, Any]:
    """Read the outlines as GeoJSON geometries.

    Keys are gazetteer ids: "gd:pe:vraem" and "gd:pe:upper-huallaga" from `tables`/outlines.geojson, "pe:region:05"
    and "pe:province:0504" from regions.geojson and provinces.geojson of `basemap`, by their INEI `ubigeo`. A missing
    basemap file leaves its outlines out: those rows are drawn as dashed circles.

    Raises:
        LayerError: a file is there but is no FeatureCollection with these properties.
    """
    found = _read(tables / "outlines.geojson", "{id}")
    for file, key in (("regions.geojson", "pe:region:{ubigeo}"), ("provinces.geojson", "pe:province:{ubigeo}")):
        if (basemap / file).exists():
            found |= _read(basemap / file, key)
    return found


def join_outlines(ids: list[str], outlines: Outlines) -> dict[str, Any] | None:
    """Return one geometry for the outlines `ids`, or None if one of them is missing."""
    if not ids or any(one not in outlines for one in ids):
        return None
    if len(ids) == 1:
        only: dict[str, Any] = outlines[ids[0]]
        return only
    polygons = [part for one in ids for part in _polygons(outlines[one])]
    return {"type": "MultiPolygon", "coordinates": polygons}


def _polygons(geometry: Mapping[str, Any]) -> list[Any]:
    rings = geometry["coordinates"]
    return [rings] if geometry["type"] == "Polygon" else list(rings)


def _read(path: Path, key: str) -> dict[str, Any]:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return {key.format(**feature["properties"]): feature["geometry"] for feature in features}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LayerError(
            f"{path.name}: no FeatureCollection of outlines ({error}); build the base map again"
        ) from error
