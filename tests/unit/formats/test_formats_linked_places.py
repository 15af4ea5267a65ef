from __future__ import annotations

import copy
import json
from importlib import resources
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from geodash.atlas import Atlas
from geodash.formats import catalogue, linked_places
from geodash.formats.parcel import Parcel

SCHEMA = json.loads(resources.files("geodash.formats").joinpath("linked_places.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def read(parcel: Parcel) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(next(catalogue.make("lpf", parcel)).content)
    return found


def records(parcel: Parcel) -> dict[tuple[str, str], dict[str, Any]]:
    return {(r["properties"]["layer"], r["properties"]["id"]): r for r in read(parcel)["features"]}


@pytest.mark.parametrize("which", ["parcel", "hostile", "secretive"])
def test_it_fits_the_schema(which: str, request: pytest.FixtureRequest) -> None:
    problems = [
        f"{list(e.instance_path)}: {e.message}" for e in VALIDATOR.iter_errors(read(request.getfixturevalue(which)))
    ]
    assert problems == []


@pytest.mark.parametrize("part", ["names", "geometry", "@id", "citations", "end", "fclasses"])
def test_the_schema_refuses_what_lacks_a_part(part: str, parcel: Parcel) -> None:
    found = copy.deepcopy(read(parcel))
    record = next(r for r in found["features"] if r.get("when"))
    holders = {
        "citations": record["names"][0],
        "end": record["when"]["timespans"][0],
        "fclasses": record["properties"],
    }
    del holders.get(part, record)[part]
    assert not VALIDATOR.is_valid(found)


@pytest.mark.parametrize("which", ["parcel", "hostile"])
def test_the_same_features_come_back(which: str, request: pytest.FixtureRequest) -> None:
    parcel: Parcel = request.getfixturevalue(which)
    found = records(parcel)
    assert list(found) == [(f["properties"]["layer"], f["id"]) for f in parcel.features]
    for feature in parcel.features:
        given, record = feature["properties"], found[feature["properties"]["layer"], feature["id"]]
        assert record["properties"]["title"] == given["name"]
        assert record["names"][0]["toponym"] == given["name"]
        shapes = [{key: shape[key] for key in ("type", "coordinates")} for shape in record["geometry"]["geometries"]]
        drawn = given["drawn"] != "listed" or given["listed_reason"] == "outside"
        assert shapes == ([feature["geometry"]] if feature["geometry"] and drawn else [])


def test_ids_are_permanent_and_differ(parcel: Parcel, whole: Atlas) -> None:
    ids = [record["@id"] for record in read(parcel)["features"]]
    assert len(set(ids)) == len(ids)
    assert linked_places.identify("committees", "C01") == "urn:uuid:847ac4c6-c7fa-5d4e-ac94-553524c87bb0"
    part = records(whole.select(first=2014, last=2015, layers=("committees",)).parcel("es"))
    assert part["committees", "C01"]["@id"] == linked_places.identify("committees", "C01")


def test_times_are_written_out_to_both_sides(parcel: Parcel) -> None:
    spans = records(parcel)["committees", "C01"]["when"]["timespans"]
    assert spans[0] == {"start": {"latest": "2013-12-31"}, "end": {"earliest": "2011-01-01"}}
    assert {"start": {"earliest": "2014-12-01", "latest": "2014-12-31"},
            "end": {"earliest": "2015-06-01", "latest": "2015-06-30"}} in spans  # fmt: skip
    assert "still there" in records(parcel)["committees", "C01"]["when"]["label"]


def test_places_are_linked_typed_and_related(parcel: Parcel) -> None:
    found = records(parcel)
    assert found["places", "gn:3936456"]["links"] == [
        {"type": "closeMatch", "identifier": "https://www.geonames.org/3936456"}
    ]
    district = found["places", "pe:district:050405"]
    assert district["links"] == [{"type": "closeMatch", "identifier": "ubigeo:050405"}]
    assert district["types"][0]["identifier"] == "aat:300000705"
    assert district["relations"][0]["relationTo"] == linked_places.identify("places", "pe:province:0504")
    assert district["properties"] | {"ccodes": ["PE"], "fclasses": ["A"]} == district["properties"]
    assert "identifier" not in found["committees", "C01"]["types"][0]


def test_names_of_a_place_are_cited_and_dated_once_each(parcel: Parcel) -> None:
    names = records(parcel)["places", "gd:pe:vraem"]["names"]
    toponyms = [name["toponym"] for name in names]
    assert len(set(toponyms)) == len(toponyms) > 1
    assert all(name["citations"] for name in names)
    assert any(name.get("when") for name in names)


def test_certainty_is_no_better_than_place_and_row(parcel: Parcel) -> None:
    for record in read(parcel)["features"]:
        for shape in record["geometry"]["geometries"]:
            if record["properties"]["where_prec"] != 1:
                assert shape["certainty"] != "certain"
