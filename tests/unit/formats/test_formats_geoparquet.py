from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import geopandas
import pyarrow.parquet as pq
import pytest
import shapely

from geodash.formats import catalogue
from geodash.formats.parcel import Parcel


def content(parcel: Parcel) -> bytes:
    return next(catalogue.make("parquet", parcel)).content


@pytest.mark.parametrize("which", ["parcel", "hostile"])
def test_the_same_features_come_back(which: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    parcel: Parcel = request.getfixturevalue(which)
    (tmp_path / "view.parquet").write_bytes(content(parcel))
    frame = geopandas.read_parquet(tmp_path / "view.parquet")
    assert frame.crs == "OGC:CRS84"
    rows = frame.to_dict("records")
    assert len(rows) == len(parcel.features)
    for row, feature in zip(rows, parcel.features, strict=True):
        given = feature["properties"]
        assert (row["layer"], row["id"], row["name"]) == (given["layer"], feature["id"], given["name"])
        assert [None if v is None else str(v) for v in (row["start_earliest"], row["end_latest"])] == [
            given["start_earliest"],
            given["end_latest"],
        ]
        assert list(row["actors"]) == given["actors"]
        shape = shapely.geometry.shape(dict(feature["geometry"])) if feature["geometry"] else None
        assert row["geometry"] is None if shape is None else shapely.equals_exact(row["geometry"], shape)


def test_nested_lists_stay_nested_and_typed(parcel: Parcel) -> None:
    rows = pq.read_table(io.BytesIO(content(parcel))).to_pylist()
    for row, feature in zip(rows, parcel.features, strict=True):
        given = feature["properties"]
        assert [moment["when"] for moment in row["attested"]] == [moment["when"] for moment in given["attested"]]
        figures = given.get("hectares") or []
        assert [(f["year"], f["value"], f["sources"]) for f in row["hectares"]] == [
            (f["year"], f["value"], f["source"]) for f in figures
        ]
        mentions = given.get("mentions") or []
        assert [[c["place"] for c in m["candidates"]] for m in row["mentions"]] == [
            [c["id"] for c in m["candidates"]] for m in mentions
        ]


def test_a_box_reads_only_what_touches_it(parcel: Parcel, tmp_path: Path) -> None:
    (tmp_path / "view.parquet").write_bytes(content(parcel))
    box = (-75.0, -13.5, -73.5, -12.0)
    found = set(geopandas.read_parquet(tmp_path / "view.parquet", bbox=box)["id"])
    west, south, east, north = box
    want = {
        f["id"] for f in parcel.features
        if "bbox" in f and f["bbox"][0] <= east and f["bbox"][2] >= west and f["bbox"][1] <= north
        and f["bbox"][3] >= south
    }  # fmt: skip
    assert found == want
    assert 0 < len(found) < len(parcel.features)


def test_metadata_is_that_of_version_1_1_with_covering(parcel: Parcel) -> None:
    metadata = pq.read_schema(io.BytesIO(content(parcel))).metadata
    geo: dict[str, Any] = json.loads(metadata[b"geo"])
    column = geo["columns"][geo["primary_column"]]
    assert geo["version"] == "1.1.0"
    assert column["covering"]["bbox"]["ymax"] == ["bbox", "ymax"]
    assert set(column["geometry_types"]) == {f["geometry"]["type"] for f in parcel.features if f["geometry"]}
    about = json.loads(metadata[b"geodash"])
    assert about["licence"] == "CC-BY-4.0"
    assert about["generalised"]
    assert about["citation"]
