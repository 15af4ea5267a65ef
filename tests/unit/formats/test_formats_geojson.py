from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodash.errors import LayerError
from geodash.formats.geojson import About, check_geojson, dump_geojson, read_layer, write_geojson
from geodash.layers.events import build_events
from geodash.layers.layer import Feature, make_layer
from geodash.layers.tables import read_table
from geodash.safety import GatedLayer, gate

TABLES = Path(__file__).parents[3] / "data" / "tables"
ABOUT = About("Events", sources="see sources.csv")
ROWS = read_table(TABLES, "events")[0][:3]
LONGITUDES = st.floats(-180, 180, allow_nan=False).map(lambda n: round(n, 5) + 0.0)
LATITUDES = st.floats(-90, 90, allow_nan=False).map(lambda n: round(n, 5) + 0.0)


def event(**changes: Any) -> Feature:
    feature: Feature = copy.deepcopy(build_events(ROWS[:1], {}).features[0])
    feature["geometry"] = changes.pop("geometry", feature["geometry"])
    feature["properties"] |= changes
    feature["id"] = feature["properties"]["id"]
    return feature


def gated(*features: Feature) -> GatedLayer:
    return gate(make_layer("events", features))


@st.composite
def squares(draw: st.DrawFn) -> dict[str, Any]:
    west, south = draw(st.integers(-170, 160)), draw(st.integers(-80, 70))
    ring = [[west, south], [west + 10, south], [west + 10, south + 10], [west, south + 10], [west, south]]
    hole = [[x + 2 if x == west else x - 2, y + 2 if y == south else y - 2] for x, y in ring]
    rings = [ring[:: draw(st.sampled_from([1, -1]))], hole[:: draw(st.sampled_from([1, -1]))]]
    if draw(st.booleans()):
        return {"type": "Polygon", "coordinates": rings}
    return {"type": "MultiPolygon", "coordinates": [rings]}


GEOMETRIES = st.one_of(
    st.none(),
    st.builds(lambda x, y: {"type": "Point", "coordinates": [x, y]}, LONGITUDES, LATITUDES),
    squares(),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(geometries=st.lists(GEOMETRIES, max_size=4), text=st.text(max_size=30), low=st.integers(0, 99))
def test_round_trip(tmp_path: Path, geometries: list[Any], text: str, low: int) -> None:
    layer = gated(
        *(event(id=f"E{n:02d}", name=text, deaths_low=low, geometry=shape) for n, shape in enumerate(geometries))
    )
    path = tmp_path / "layer.geojson"
    write_geojson(layer, path, ABOUT)
    assert check_geojson(path) == []
    back = gate(read_layer(path, "events"))
    assert [f["properties"] for f in back.features] == [f["properties"] for f in layer.features]
    for ours, theirs in zip(layer.features, back.features, strict=True):
        assert_same_shape(ours["geometry"], theirs["geometry"])
    assert dump_geojson(back, ABOUT) == path.read_bytes()


def assert_same_shape(one: Any, other: Any) -> None:
    if one is None or one["type"] == "Point":
        assert one == other
        return
    polygons = [[g["coordinates"]] if g["type"] == "Polygon" else g["coordinates"] for g in (one, other)]
    for ours, theirs in zip(*polygons, strict=True):
        for a, b in zip(ours, theirs, strict=True):
            assert sorted(a) == sorted([list(p) for p in b])


def test_order_of_the_features_does_not_matter() -> None:
    features = [event(id="E03"), event(id="E01"), event(id="E02")]
    assert dump_geojson(gated(*features), ABOUT) == dump_geojson(gated(*features[::-1]), ABOUT)


def test_collection_says_what_it_is() -> None:
    shapes = [
        event(id="E01", geometry={"type": "Point", "coordinates": [-74.123456789, -13.0]}),
        event(id="E02", geometry=None),
    ]
    collection = json.loads(dump_geojson(gated(*shapes), ABOUT))
    assert collection["bbox"] == [-74.12346, -13.0, -74.12346, -13.0]
    assert (collection["title"], collection["licence"]) == ("Events", "CC-BY-4.0")
    assert collection["features"][1]["geometry"] is None
    assert "bbox" not in collection["features"][1]
    assert "crs" not in collection


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "events.geojson"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(LayerError):
        write_geojson(gated(event(uncertainty_km=float("inf"))), path, ABOUT)

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_geojson(gated(event()), path, ABOUT)
    assert path.read_text(encoding="utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["events.geojson"]


def collection(**feature: Any) -> dict[str, Any]:
    point = {"type": "Feature", "id": 1, "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
    made = {key: value for key, value in {**point, **feature}.items() if value != "gone"}
    return {"type": "FeatureCollection", "features": [made]}


CLOCKWISE = [[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "not readable"),
        ("[]", "not a JSON object"),
        ('{"type": "FeatureCollection", "features": [NaN]}', "not a number"),
        ({"type": "Feature"}, "instead of FeatureCollection"),
        ({"type": "FeatureCollection"}, "not a list"),
        ({**collection(), "crs": {}}, "crs"),
        (collection(id="gone"), "missing, or neither"),
        (collection(properties="gone"), "missing, or neither"),
        (collection(geometry="gone"), "null stands for"),
        (collection(type="Thing"), "not a Feature"),
        (collection(geometry={"type": "Blob", "coordinates": []}), "no GeoJSON geometry"),
        (collection(geometry={"type": "Point", "coordinates": [412, 0]}), "off the earth"),
        (collection(geometry={"type": "Point", "coordinates": ["1", "2"]}), "two or three numbers"),
        (collection(geometry={"type": "Point", "coordinates": [1.123456789, 0]}), "decimals"),
        (collection(geometry={"type": "Polygon", "coordinates": [CLOCKWISE]}), "right-hand"),
        (collection(geometry={"type": "Polygon", "coordinates": [CLOCKWISE[:-1]]}), "not closed"),
        (collection(bbox=[0, 0, 1, 1]), "bbox"),
        ({"type": "FeatureCollection", "features": collection()["features"] * 2}, "stands twice"),
    ],
)
def test_what_breaks_the_rfc_is_found(tmp_path: Path, content: Any, said: str) -> None:
    path = tmp_path / "bad.geojson"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    faults = check_geojson(path)
    assert said in "\n".join(map(str, faults))
    with pytest.raises(LayerError, match=r"bad\.geojson"):
        read_layer(path, "events")


def test_a_good_file_has_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "good.geojson"
    path.write_text(json.dumps(collection(bbox=[1, 2, 1, 2])), encoding="utf-8")
    assert check_geojson(path) == []
