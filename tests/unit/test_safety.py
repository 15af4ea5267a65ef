from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodash.errors import LayerError
from geodash.formats.geojson import About, dump_geojson
from geodash.layers.bases import build_bases
from geodash.layers.committees import build_committees
from geodash.layers.events import build_events
from geodash.layers.layer import Feature, Layer, make_layer
from geodash.layers.tables import read_table
from geodash.safety import REDACTED, GatedLayer, gate, narrow, require_gated, reword

TABLES = Path(__file__).parents[2] / "data" / "tables"
ABOUT = About("Test")
MADE = build_committees(read_table(TABLES, "committees")[0][:1], [], {}).features[0]
PLANTED_NAME = "Comité Quilla Wasi"
SECRETS = ("-12.59254", "-74.17593", "Quilla", "Wasi", "Don Secreto", "C-4711", "59254", "17593")


def committee(**changes: Any) -> Feature:
    feature: Feature = copy.deepcopy(MADE)
    geometry = changes.pop("geometry", feature["geometry"])
    feature["properties"] |= changes
    feature["id"] = feature["properties"]["id"]
    feature["geometry"] = geometry
    return feature


def exact(**changes: Any) -> Feature:
    return committee(geometry={"type": "Point", "coordinates": [-74.17593, -12.59254]}, **changes)


def leaving(*features: Feature) -> str:
    return dump_geojson(gate(make_layer("committees", features)), ABOUT).decode()


def test_nothing_of_a_withheld_row_leaves_but_the_allow_list() -> None:
    moment = {
        "when": "2015-06-03",
        **dict.fromkeys(("start_earliest", "start_latest", "end_earliest", "end_latest"), "2015-06-03"),
        "status": "active",
        "note": "Don Secreto at -12.59254, -74.17593",
        "sources": ["doc:zech-2015#16"],
    }
    text = leaving(
        exact(
            id="C-4711-quilla-wasi",
            name=PLANTED_NAME,
            kind="cad",
            admin="Quilla, Huanta",
            summary="Don Secreto lives at -12.59254, -74.17593",
            members="Don Secreto",
            arms_before_2000="C-4711",
            sources=["doc:quilla-2015#1"],
            attested=[moment],
            sensitivity="withheld",
        )
    )
    assert not [secret for secret in (*SECRETS, "quilla", "2015-06-03", "Huanta") if secret in text]
    feature = json.loads(text)["features"][0]
    assert feature["geometry"] is None
    assert (feature["properties"]["drawn"], feature["properties"]["listed_reason"]) == ("listed", "withheld")


def test_a_district_row_leaves_coarse_wherever_the_place_is_written() -> None:
    note = "post at -12.59254, -74.17593 or 12°35'33\"S 74°10'33\"W or 18L 589254 8607593"
    text = leaving(exact(summary=note, members=note, sensitivity="district", uncertainty_km=1.0, where_prec=1))
    assert not [secret for secret in ("59254", "17593", "12°35", "8607593", "-12.59") if secret in text]
    feature = json.loads(text)["features"][0]
    assert feature["geometry"]["coordinates"] == [-74.2, -12.6]
    assert feature["properties"]["uncertainty_km"] >= 10
    assert feature["properties"]["dataGeneralizations"]
    assert REDACTED in feature["properties"]["summary"]


def test_a_district_row_without_its_note_gets_one() -> None:
    feature = json.loads(leaving(exact(sensitivity="district", dataGeneralizations=None)))["features"][0]
    assert "0.1°" in feature["properties"]["dataGeneralizations"]


def test_a_small_polygon_of_a_district_row_does_not_leave() -> None:
    ring = [[-74.17593, -12.59254], [-74.17, -12.59254], [-74.17, -12.59], [-74.17593, -12.59254]]
    planted = committee(
        geometry={"type": "Polygon", "coordinates": [ring]}, sensitivity="district", drawn="area", where_prec=3
    )
    assert "17593" not in leaving(planted)


def test_open_rows_leave_as_they_are() -> None:
    feature = exact(sensitivity="open", name=PLANTED_NAME)
    assert gate(make_layer("committees", [feature])).features == (feature,)


@given(
    lon=st.floats(-180, 180, allow_nan=False),
    lat=st.floats(-90, 90, allow_nan=False),
    radius=st.floats(0.1, 2000),
)
def test_no_point_of_a_district_row_is_finer_than_the_grid(lon: float, lat: float, radius: float) -> None:
    feature = committee(
        geometry={"type": "Point", "coordinates": [lon, lat]}, sensitivity="district", uncertainty_km=radius
    )
    passed = gate(make_layer("committees", [feature])).features[0]
    assert passed["geometry"]["coordinates"] == [round(lon, 1), round(lat, 1)]
    assert passed["properties"]["uncertainty_km"] >= max(10, radius)
    again = gate(make_layer("committees", [passed])).features[0]
    assert again == passed


@given(lat=st.decimals(-90, 90, places=4), lon=st.decimals(-180, 180, places=4))
def test_a_pair_of_coordinates_in_a_note_does_not_leave(lat: Any, lon: Any) -> None:
    passed = gate(
        make_layer("committees", [committee(sensitivity="district", summary=f"seen at {lat}, {lon} in May")])
    )
    summary = passed.features[0]["properties"]["summary"]
    assert str(lat) not in summary
    assert "in May" in summary


@pytest.mark.parametrize(
    "text", ["5,000 to 8,000 guards", "9 of 24 communities (2014)", "21,646 of 49,900 ha", "10.2307/40388", "2.5 km"]
)
def test_ordinary_figures_stay(text: str) -> None:
    passed = gate(make_layer("committees", [committee(sensitivity="district", summary=text)]))
    assert passed.features[0]["properties"]["summary"] == text


def test_only_the_gate_makes_a_gated_layer() -> None:
    with pytest.raises(LayerError, match="gate"):
        GatedLayer("committees", ())
    layer = make_layer("committees", [])
    with pytest.raises(LayerError):
        require_gated(layer)
    with pytest.raises(LayerError):
        dump_geojson(layer, ABOUT)  # type: ignore[arg-type]
    with pytest.raises(LayerError):
        gate(gate(layer))  # type: ignore[arg-type]


def test_the_gate_leaves_the_layer_itself_alone() -> None:
    layer = make_layer("committees", [exact(sensitivity="district")])
    before = copy.deepcopy(layer.features)
    gate(layer)
    assert layer.features == before


def test_committed_rows_are_generalised_already() -> None:
    committees, bases, events = (read_table(TABLES, name)[0] for name in ("committees", "bases", "events"))
    layers: list[Layer] = [
        build_committees(committees, read_table(TABLES, "committee_status")[0], {}),
        build_bases(bases, {}),
        build_events(events, {}),
    ]
    for layer in layers:
        assert gate(layer).features == layer.features
    assert {row["sensitivity"] for row in committees if (row["end"] or "..") == ".."} == {"district"}
    assert {row["sensitivity"] for row in bases if (row["end"] or "..") == ".."} == {"district"}


def test_a_choice_of_rows_stays_behind_the_gate() -> None:
    whole = gate(
        make_layer("committees", [exact(id="C01"), exact(id="C02", sensitivity="withheld"), exact(id="C03")])
    )
    part = narrow(whole, {"C03", "committees-withheld-001", "C99"})
    assert [feature["id"] for feature in require_gated(part).features] == ["C03", "committees-withheld-001"]
    with pytest.raises(LayerError, match="gate"):
        narrow(make_layer("committees", [exact()]), {"C01"})  # type: ignore[arg-type]


def test_new_words_pass_the_gate_again() -> None:
    whole = gate(make_layer("committees", [exact(sensitivity="district"), exact(id="C02", sensitivity="withheld")]))

    def say(feature: Feature) -> Feature:
        said = {"summary": "en -12.59254, -74.17593", "members": "Don Secreto" if feature["id"] != "C01" else None}
        return {**feature, "properties": {**feature["properties"], **said}}

    text = dump_geojson(reword(whole, say), ABOUT).decode()
    assert REDACTED in text
    assert not [secret for secret in SECRETS if secret in text]
    assert [feature["id"] for feature in reword(whole, say).features] == [feature["id"] for feature in whole.features]
