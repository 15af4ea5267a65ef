"""The fields that every layer made from tables shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from geodash.layers.drawing import draw
from geodash.layers.layer import Feature, feature
from geodash.layers.moments import attested, period, split_list, time_properties
from geodash.layers.outlines import Outlines

Row = Mapping[str, Any]


def build_feature(
    layer: str, row: Row, outlines: Outlines, own: Mapping[str, Any], moments: Iterable[Row] = ()
) -> Feature:
    """Make a feature of a table row: the shared fields, then `own`, the fields of its layer.

    `moments` are the status rows that belong to it. A row that asserts absence attests nothing.

    Raises:
        WhenError: a date of the row is not EDTF.
    """
    geometry, drawing = draw(row, outlines)
    when = period(row)
    said = bool(row.get("start") or row.get("end") or row.get("date"))
    absent = row.get("listed_reason") == "absence"
    properties = {
        "id": row["id"],
        "layer": layer,
        "name": row["name"],
        "kind": row["kind"],
        "admin": row["admin"],
        "country": row["country"],
        **drawing,
        **time_properties(when, said=said),
        "attested": [] if absent else attested(row, moments),
        "confidence": row["confidence"],
        "sources": split_list(row["sources"]),
        "origin": row["origin"],
        "actors": split_list(row["actors"]),
        "themes": split_list(row["themes"]),
        "summary": row.get("summary") or "",
        "sensitivity": row.get("sensitivity") or "open",
        "dataGeneralizations": row.get("dataGeneralizations"),
        **own,
    }
    return feature(geometry, properties)
