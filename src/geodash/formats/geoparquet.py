"""GeoParquet 1.1 (https://geoparquet.org/releases/v1.1.0/): one typed table, nested lists as lists of records.

Each row carries its bounding box in the column `bbox`, which readers use to skip what they do not need ("covering").
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from geodash.formats import notice
from geodash.formats.codebook import ROWS, Field, Table, tables
from geodash.formats.flattening import flat_row
from geodash.formats.parcel import Feature, Parcel, Part

if TYPE_CHECKING:
    import pyarrow as pa

MEDIA_TYPE = "application/vnd.apache.parquet"
_VERSION = "1.1.0"
_EDGES = ("xmin", "ymin", "xmax", "ymax")
_NESTED = ("attested", "mentions", "hectares")


def make(parcel: Parcel) -> Iterator[Part]:
    """Write the columns of the codebook, the nested lists, `bbox` and `geometry` (WKB; null where there is no place).

    No coordinate system is named, which means OGC:CRS84: degrees, longitude first. Licence, citation and the rest
    stand in the file's metadata under "geodash".
    """
    import pyarrow as pa  # noqa: PLC0415 - only this needs it
    import pyarrow.parquet as pq  # noqa: PLC0415

    fields = tables()[ROWS].fields_of({layer.name for layer in parcel.layers})
    rows = [flat_row(f, parcel.told.get((str(f["properties"]["layer"]), str(f["id"])))) for f in parcel.features]
    columns = {
        field.name: pa.array([_value(row[field.name], field) for row in rows], _type(field)) for field in fields
    }
    for name in _NESTED:
        items = [[_record(item, tables()[name]) for item in f["properties"].get(name) or ()] for f in parcel.features]
        columns[name] = pa.array(items, pa.list_(_record_type(tables()[name])))
    box = pa.struct([(edge, pa.float64()) for edge in _EDGES])
    columns["bbox"] = pa.array([_box(feature) for feature in parcel.features], box)
    columns["geometry"] = pa.array([_wkb(feature) for feature in parcel.features], pa.binary())
    about = {"geo": json.dumps(_geo(parcel)), "geodash": json.dumps(notice.facts(parcel), ensure_ascii=False)}
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns).replace_schema_metadata(about), buffer, compression="zstd")
    yield Part(".parquet", MEDIA_TYPE, buffer.getvalue())


def _geo(parcel: Parcel) -> dict[str, Any]:
    shapes = [feature["geometry"] for feature in parcel.features if feature["geometry"]]
    boxes = [feature["bbox"] for feature in parcel.features if "bbox" in feature]
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted({str(shape["type"]) for shape in shapes}),
        "orientation": "counterclockwise",
        "edges": "planar",
        "covering": {"bbox": {edge: ["bbox", edge] for edge in _EDGES}},
    }
    if boxes:
        west, south, east, north = zip(*boxes, strict=True)
        column["bbox"] = [min(west), min(south), max(east), max(north)]
    return {"version": _VERSION, "primary_column": "geometry", "columns": {"geometry": column}}


def _type(field: Field) -> pa.DataType:
    import pyarrow as pa  # noqa: PLC0415

    types = {
        "number": pa.float64(),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "list": pa.list_(pa.string()),
    }
    return types.get(field.type, pa.string())


def _record_type(table: Table) -> pa.DataType:
    import pyarrow as pa  # noqa: PLC0415

    own = [(field.name, _type(field)) for field in table.own if not field.origin.startswith("parent.")]
    if table.name == "mentions":
        own.append(("candidates", pa.list_(_record_type(tables()["candidates"]))))
    return pa.struct(own)


def _record(item: Mapping[str, Any], table: Table) -> dict[str, Any]:
    made = {f.name: _value(item.get(f.origin), f) for f in table.own if not f.origin.startswith("parent.")}
    if table.name == "mentions":
        made["candidates"] = [_record(place, tables()["candidates"]) for place in item.get("candidates") or ()]
    return made


def _value(value: Any, field: Field) -> Any:
    if value is None:
        return None
    if field.type == "date":
        return date.fromisoformat(value)
    if field.type == "list":
        return [str(entry) for entry in ([value] if isinstance(value, str) else value)]
    return value if field.type in {"number", "integer", "boolean"} else str(value)


def _box(feature: Feature) -> dict[str, float] | None:
    return dict(zip(_EDGES, feature["bbox"], strict=True)) if "bbox" in feature else None


def _wkb(feature: Feature) -> bytes | None:
    import shapely  # noqa: PLC0415

    if feature["geometry"] is None:
        return None
    wkb: bytes = shapely.to_wkb(shapely.geometry.shape(dict(feature["geometry"])))
    return wkb
