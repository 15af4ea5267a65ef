"""Any text at all, in every format that has a grammar of its own."""

from __future__ import annotations

import copy
import csv
import io
import json
import re
from importlib import resources
from typing import Any
from xml.etree import ElementTree as ET

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator

from geodash.atlas import Atlas
from geodash.formats import catalogue, sheets
from geodash.formats.parcel import Parcel
from geodash.layers.layer import Feature, make_layer
from geodash.safety import gate

KML = "{http://www.opengis.net/kml/2.2}"
TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)
SCHEMA = resources.files("geodash.formats").joinpath("linked_places.schema.json")
VALIDATOR = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


@pytest.fixture(scope="module")
def place(whole: Atlas) -> Feature:
    return dict(next(f for f in whole.layers["places"].features if f["id"] == "pe:district:050405"))


def pack(place: Feature, name: str, text: str) -> Parcel:
    made: dict[str, Any] = copy.deepcopy(place)
    made["properties"] |= {"name": name, "summary": text, "admin": text}
    for mention in made["properties"]["mentions"]:
        mention |= {"toponym": name, "text": text}
    return Atlas({"places": gate(make_layer("places", [made]))}).parcel()


@settings(max_examples=25, deadline=None)
@given(name=TEXTS, text=TEXTS)
def test_names_and_texts_come_back(place: Feature, name: str, text: str) -> None:
    parcel = pack(place, name, text)
    made = {code: next(catalogue.make(code, parcel)).content for code in ("csv", "kml", "parquet", "lpf", "geojson")}
    row = next(csv.DictReader(io.StringIO(made["csv"].decode("utf-8-sig"), newline="")))
    assert (sheets.restore(row["name"]), sheets.restore(row["summary"])) == (name, text)
    mark = next(ET.fromstring(made["kml"]).iter(f"{KML}Placemark"))  # noqa: S314 - what we wrote ourselves
    written = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", name)
    assert (mark.findtext(f"{KML}name") or "") == written.replace("\r\n", "\n").replace("\r", "\n")
    column = pq.read_table(io.BytesIO(made["parquet"])).to_pylist()[0]
    assert (column["name"], column["mentions"][0]["text"]) == (name, text)
    places = json.loads(made["lpf"])
    assert VALIDATOR.is_valid(places)
    assert places["features"][0]["properties"]["title"] == (name or place["id"])
    assert json.loads(made["geojson"])["features"][0]["properties"]["summary"] == text
