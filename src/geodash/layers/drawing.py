"""How a table row is drawn: as a point, an outlined area, a dashed circle, or only listed.

The codes of precision are those of UCDP GED (https://ucdp.uu.se/downloads/ged/ged251.pdf, `where_prec`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geodash.layers.moments import split_list
from geodash.layers.outlines import Outlines, join_outlines

POINT_PRECISIONS = frozenset({1, 2})
AREA_PRECISIONS = frozenset({3, 4, 5, 6})

Geometry = dict[str, Any] | None


def draw(row: Mapping[str, Any], outlines: Outlines) -> tuple[Geometry, dict[str, Any]]:
    """Return a row's geometry and its drawing fields.

    Rows with a reason are listed (their point is kept, for the table), as are withheld rows and rows without a
    place. 1-2 is a point; 3-6 the area where all its outlines are at hand, else a circle of the uncertainty;
    never an invented polygon and never a bare centroid.
    """
    point = _point(row)
    precision = row.get("where_prec")
    fields = {"uncertainty_km": row.get("uncertainty_km"), "where_prec": precision}
    if row.get("sensitivity") == "withheld":
        return None, {**fields, "drawn": "listed", "listed_reason": "withheld"}
    if row.get("listed_reason"):
        return point, {**fields, "drawn": "listed", "listed_reason": row["listed_reason"]}
    if precision in POINT_PRECISIONS and point:
        return point, {**fields, "drawn": "point", "listed_reason": None}
    if precision in AREA_PRECISIONS:
        area = join_outlines(split_list(row.get("outline")), outlines)
        if area:
            return area, {**fields, "drawn": "area", "listed_reason": None}
        if point and fields["uncertainty_km"]:
            return point, {**fields, "drawn": "circle", "listed_reason": None}
    return None, {**fields, "drawn": "listed", "listed_reason": "unlocated"}


def _point(row: Mapping[str, Any]) -> Geometry:
    if row.get("lat") is None or row.get("lon") is None:
        return None
    return {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
