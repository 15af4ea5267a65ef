from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import geodash
from geodash import bundle
from geodash.atlas import Atlas
from geodash.errors import GeodashError, LayerError

GEO = bundle.path("geo")


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return geodash.load()


def test_the_atlas_has_its_five_layers_in_drawing_order(atlas: Atlas) -> None:
    assert list(atlas.layers) == ["coca_zones", "places", "committees", "bases", "events"]


def test_a_selection_leaves_what_it_shows_and_the_atlas_itself_unchanged(atlas: Atlas) -> None:
    narrow = atlas.select(first=1984, last=1984, certainty="certainly", undated=False)
    shown = {f["id"] for f in narrow.features("events")}
    assert "E06" in shown
    assert 0 < len(shown) < len(atlas.features("events"))
    assert atlas.selection.first < 1984


def test_a_frame_holds_the_same_rows_with_their_geometry(atlas: Atlas) -> None:
    frame = atlas.frame("committees")
    assert list(frame.index) == [f["id"] for f in atlas.features("committees")]
    assert frame.crs == "EPSG:4326"
    point = next(f for f in atlas.features("committees") if f["id"] == "C01")["geometry"]["coordinates"]
    assert [frame.loc["C01"].geometry.x, frame.loc["C01"].geometry.y] == point


def test_an_empty_choice_is_an_empty_frame(atlas: Atlas) -> None:
    assert len(atlas.select(search="nothing is called like this").frame("bases")) == 0


def test_an_unknown_layer_or_choice_is_told(atlas: Atlas) -> None:
    with pytest.raises(GeodashError, match="no layer 'roads'; the layers are coca_zones"):
        atlas.features("roads")
    with pytest.raises(GeodashError, match="no such choice"):
        atlas.select(colour="red")


def test_a_folder_of_ones_own_passes_the_gate_again(tmp_path: Path) -> None:
    shutil.copy(GEO / "committees.geojson", tmp_path)
    path = tmp_path / "committees.geojson"
    collection = json.loads(path.read_text(encoding="utf-8"))
    row = next(f for f in collection["features"] if f["id"] == "C01")
    row["geometry"]["coordinates"] = [-74.273711, -12.899633]
    path.write_text(json.dumps(collection), encoding="utf-8")
    mine = geodash.load(tmp_path)
    assert list(mine.layers) == ["committees"]
    found = next(f for f in mine.features("committees") if f["id"] == "C01")
    assert found["geometry"]["coordinates"] == [-74.3, -12.9]


def test_a_file_that_is_no_layer_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "events.geojson").write_text("[]", encoding="utf-8")
    with pytest.raises(LayerError, match=r"events\.geojson"):
        geodash.load(tmp_path)


@pytest.mark.parametrize("choices", [{"regions": frozenset({"Ayacucho"})}, {"search": "Huallaga"}, {"precision": 2}])
def test_a_view_shows_the_same_rows_in_every_language(atlas: Atlas, choices: dict[str, Any]) -> None:
    chosen = atlas.select(**choices)
    shown = [{(one.mark.layer, one.mark.id) for one in chosen.view(language).shown()} for language in ("en", "es")]
    assert shown[0] == shown[1]
    assert shown[0]


def test_what_is_looked_at_by_chance_does_not_drown_the_reader(atlas: Atlas) -> None:
    """A traceback or a bare name in a notebook must not print all rows."""
    for thing in (atlas, atlas.view(), atlas.parcel(), atlas.figure(dpi=30), atlas.animation([(1980, 1981)], dpi=30)):
        assert len(repr(thing)) < 2_000, type(thing)
