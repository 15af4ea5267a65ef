"""The rows of a view as one GeoJSON collection (RFC 7946), nothing left out: nested lists stay nested."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from geodash.errors import LayerError
from geodash.formats import notice
from geodash.formats.parcel import Parcel, Part

MEDIA_TYPE = "application/geo+json"


def make(parcel: Parcel) -> Iterator[Part]:
    """Write all rows as one collection: a feature to a line, `layer` among its properties.

    What travels along stands in foreign members (section 6.1). An id that two layers share is told apart by its
    layer.

    Raises:
        LayerError: a row holds a number that is no number.
    """
    head: dict[str, Any] = {"type": "FeatureCollection", **notice.facts(parcel)}
    head["sources"] = [dict(row) for row in parcel.sources]
    boxes = [feature["bbox"] for feature in parcel.features if "bbox" in feature]
    if boxes:
        west, south, east, north = zip(*boxes, strict=True)
        head["bbox"] = [min(west), min(south), max(east), max(north)]
    seen: set[str] = set()
    try:
        opening = json.dumps(head, ensure_ascii=False, allow_nan=False)[:-1]
        lines = [json.dumps(_apart(f, seen), ensure_ascii=False, allow_nan=False) for f in parcel.features]
    except (TypeError, ValueError) as error:
        raise LayerError(
            f"the rows cannot be written as JSON ({error}); correct the table they were made from"
        ) from error
    text = f'{opening}, "features": [\n' + ",\n".join(lines) + "\n]}\n"
    yield Part(".geojson", MEDIA_TYPE, text.encode())


def _apart(feature: Any, seen: set[str]) -> dict[str, Any]:
    identity = str(feature["id"])
    if identity in seen:
        identity = f"{feature['properties']['layer']}/{identity}"
    seen.add(identity)
    return {**feature, "id": identity}
