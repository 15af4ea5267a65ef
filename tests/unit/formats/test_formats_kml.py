from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyogrio
import pytest
import shapely

from geodash.formats import catalogue
from geodash.formats.parcel import Parcel

KML = "{http://www.opengis.net/kml/2.2}"
LOST = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - what we wrote ourselves


def text(parcel: Parcel) -> str:
    return next(catalogue.make("kml", parcel)).content.decode()


def read(parcel: Parcel, folder: Path) -> dict[tuple[str, str], dict[str, Any]]:
    path = folder / "view.kml"
    path.write_text(text(parcel), encoding="utf-8", newline="")
    frames = [pyogrio.read_dataframe(path, layer=name) for name, _ in pyogrio.list_layers(path)]
    return {(row["layer"], row["id"]): row for frame in frames for row in frame.to_dict("records")}


@pytest.mark.parametrize("which", ["parcel", "hostile"])
def test_the_same_features_come_back(which: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    parcel: Parcel = request.getfixturevalue(which)
    assert {"LIBKML", "KML"} & set(pyogrio.list_drivers())
    found = read(parcel, tmp_path)
    assert set(found) == {(f["properties"]["layer"], f["id"]) for f in parcel.features}
    for feature in parcel.features:
        row, given = found[feature["properties"]["layer"], feature["id"]], feature["properties"]
        assert squeezed(row["Name"]) == squeezed(given["name"])
        shape = shapely.geometry.shape(dict(feature["geometry"])) if feature["geometry"] else None
        assert row["geometry"] is None if shape is None else shapely.equals(shapely.force_2d(row["geometry"]), shape)


def squeezed(value: str) -> str:
    """As XML leaves a text: no signs it cannot hold, ends of lines alike; GDAL trims it."""
    return " ".join(LOST.sub("\ufffd", value).split())


def test_spans_reach_over_all_that_is_possible_and_the_undated_have_none(parcel: Parcel) -> None:
    found = {}
    for mark in parse(text(parcel)).iter(f"{KML}Placemark"):
        data = {entry.get("name"): entry.findtext(f"{KML}value") for entry in mark.iter(f"{KML}Data")}
        found[data["layer"], data["id"]] = tuple(
            mark.findtext(f"{KML}TimeSpan/{KML}{end}") for end in ("begin", "end")
        )
    assert found == {key: tuple(day or None for day in told.span) for key, told in parcel.told.items()}
    assert ("1992-01-01", "1992-12-31") in found.values() or any(end for _, end in found.values())


def test_listed_rows_are_switched_off(parcel: Parcel) -> None:
    drawn = {f["id"] for f in parcel.features if f["properties"]["drawn"] != "listed"}
    for mark in parse(text(parcel)).iter(f"{KML}Placemark"):
        data = {entry.get("name"): entry.findtext(f"{KML}value") for entry in mark.iter(f"{KML}Data")}
        assert mark.findtext(f"{KML}visibility") == ("1" if data["id"] in drawn else "0")


def test_texts_cannot_become_markup(hostile: Parcel) -> None:
    root = parse(text(hostile))
    assert {element.tag.removeprefix(KML) for element in root.iter()} <= {
        "kml", "Document", "name", "description", "Style", "IconStyle", "LineStyle", "PolyStyle", "color", "width",
        "Folder", "visibility", "Placemark", "TimeSpan", "begin", "end", "styleUrl", "ExtendedData", "Data", "value",
        "Point", "coordinates",
    }  # fmt: skip
    balloons = [mark.findtext(f"{KML}description") or "" for mark in root.iter(f"{KML}Placemark")]
    assert not [balloon for balloon in balloons if "<script" in balloon]
    assert any(escape("</name><script>alert(1)</script>") in balloon for balloon in balloons)


def test_styles_exist_and_carry_the_colours(parcel: Parcel) -> None:
    root = parse(text(parcel))
    known = {style.get("id"): style.findtext(f"{KML}IconStyle/{KML}color") for style in root.iter(f"{KML}Style")}
    used = {(mark.findtext(f"{KML}styleUrl") or "")[1:] for mark in root.iter(f"{KML}Placemark")}
    assert used <= set(known)
    assert known["committees-certain"] == "ffb27200"  # 0072B2 backwards


def test_the_document_says_licence_and_citation(parcel: Parcel) -> None:
    told = parse(text(parcel)).findtext(f"{KML}Document/{KML}description") or ""
    assert "CC-BY-4.0" in told
    assert "GeoDash: an atlas made from articles" in told
