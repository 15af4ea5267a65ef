"""Parcels to write: the atlas's own, one of hostile texts, and one that hides what must not leave."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import pytest

import geodash
from geodash import delivery, shelf
from geodash.atlas import Atlas
from geodash.formats.parcel import Parcel
from geodash.layers.layer import Feature, make_layer
from geodash.safety import GatedLayer, gate
from geodash.selection import Selection
from geodash.text import load
from geodash.view.citing import cite_view

HOSTILE = (
    '=HYPERLINK("http://example.org","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "  ＝1+1",
    "'=1",
    "</name><script>alert(1)</script>",
    "]]><![CDATA[<b>",
    'a "quoted", name; with\r\nlines\nand \\slashes\\',
    "مرحبا بالعالم \u202egnp.exe\u202c",
    "שָׁלוֹם & <עולם>",
    "Ñandú 🜁 {{7*7}} ${x} $[name] %s",
    "nul\x00 bell\x07 tab\x0b end\x1f",
    "'; DROP TABLE committees; --",
)
EXACT = (-74.17593, -12.59254)


@pytest.fixture(scope="session")
def whole() -> Atlas:
    return geodash.load()


@pytest.fixture(scope="session")
def parcel(whole: Atlas) -> Parcel:
    return whole.parcel()


@pytest.fixture(scope="session")
def hostile(whole: Atlas) -> Parcel:
    """Rows whose every text is hostile, among them an outline, a mention and a moment."""
    rows = [_spoil(copy.deepcopy(_some(whole, "committees")), number, text) for number, text in enumerate(HOSTILE)]
    places = [_spoil(copy.deepcopy(_some(whole, "places")), number, text) for number, text in enumerate(HOSTILE)]
    return pack(committees=rows, places=places)


@pytest.fixture(scope="session")
def secretive(whole: Atlas) -> Parcel:
    """A withheld row and a district row that say in every field where somebody lives, and an open one without."""
    note = "Don Secreto of Quilla Wasi, C-4711, at -12.59254, -74.17593 or 12°35'33\"S 74°10'33\"W"
    moment = dict.fromkeys(("start_earliest", "start_latest", "end_earliest", "end_latest"), "2015-06-03")
    moments = [{"when": "2015-06-03", **moment, "status": "active", "note": note, "sources": ["doc:quilla-2015#1"]}]
    plain = copy.deepcopy(_some(whole, "committees"))
    point = {"type": "Point", "coordinates": list(EXACT)}
    withheld = _with(
        plain, point, id="C-4711-quilla-wasi", name="Comité Quilla Wasi", admin="Quilla, Huanta", summary=note,
        members="Don Secreto", attested=moments, sources=["doc:quilla-2015#1"], sensitivity="withheld",
    )  # fmt: skip
    place = "post at -12.59254, -74.17593 or 18L 589254 8607593"
    district = _with(
        plain, point, id="K99", summary=place, members=place, name=place, sensitivity="district", uncertainty_km=1.0,
        where_prec=1, dataGeneralizations=None, attested=[{**moments[0], "note": place, "sources": []}],
    )  # fmt: skip
    return pack(committees=[withheld, district, plain])


def pack(**layers: list[Feature]) -> Parcel:
    gated = {name: gate(make_layer(name, rows)) for name, rows in layers.items()}
    return pack_gated(gated)


def pack_gated(gated: Mapping[str, GatedLayer], **choices: Any) -> Parcel:
    selection, rests = Selection(**choices), shelf.read_references()
    cited = cite_view(selection, rests.atlas, load(), version="test")
    return delivery.pack(gated, selection, rests, cited, version="test")


def _some(atlas: Atlas, layer: str) -> Feature:
    rows = (f for f in atlas.layers[layer].features if f["properties"]["drawn"] == "point")
    return next(f for f in rows if f["properties"]["sensitivity"] == "open")


def _with(feature: Feature, geometry: dict[str, Any] | None, **changes: Any) -> Feature:
    made = copy.deepcopy(feature)
    made["geometry"] = geometry
    made["properties"] |= changes
    made["id"] = made["properties"]["id"]
    return made


def _spoil(feature: Feature, number: int, text: str) -> Feature:
    row = feature["properties"]
    row |= {"name": text, "admin": text, "summary": text, "id": f"{row['layer']}-{number:02d}"}
    for place, mention in enumerate(row.get("mentions") or ()):
        mention |= {"toponym": text, "text": text, "id": f"{number}:{place}"}
    if row["layer"] == "committees":
        row["members"] = text
    return {**feature, "id": row["id"]}
