"""What the gate holds back is in no byte of a figure."""

from __future__ import annotations

import copy
import io
import math
import re
import zlib
from pathlib import Path

import pytest
from pypdf import PdfReader

from geodash.atlas import Atlas
from geodash.camera import Camera
from geodash.layers.committees import build_committees
from geodash.layers.layer import make_layer
from geodash.layers.tables import read_table
from geodash.render.snapshot import FORMATS
from geodash.safety import gate

TABLES = Path(__file__).parents[4] / "data" / "tables"
WORDS = ("Quilla", "Wasi", "Don Secreto", "C-4711")
FIGURES = ("59254", "17593", "12.592", "74.175")  # looked for in what is said; drawn lines hold any digits


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    made = build_committees(read_table(TABLES, "committees")[0][:3], [], {}).features
    rows = []
    for number, sensitivity in enumerate(("withheld", "district", "open")):
        row = copy.deepcopy(made[number])
        row["properties"] |= {"sensitivity": sensitivity, "drawn": "point", "listed_reason": None}
        if sensitivity == "open":
            row["properties"]["name"] = "Open committee"
        else:
            row["geometry"] = {"type": "Point", "coordinates": [-74.17593, -12.59254]}
            row["properties"]["summary"] = "Don Secreto lives at -12.59254, -74.17593"
        if sensitivity == "withheld":
            row["properties"] |= {"name": "Comité Quilla Wasi", "id": "C-4711", "members": "Don Secreto"}
            row["id"] = "C-4711"
        rows.append(row)
    return Atlas({"committees": gate(make_layer("committees", rows))}).select(layers=("committees",))


@pytest.mark.parametrize("form", FORMATS)
def test_no_secret_leaves(atlas: Atlas, form: str) -> None:
    made = atlas.figure(crowds=False).drawn(form)
    drawn, said = [made], [made if form == "png" else b""]
    if form == "svg":
        said = [re.sub(rb'(?s)<(path|clipPath|use|image|style)[ >].*?>|transform="[^"]*"| [xy]="[^"]*"', b"", made)]
    if form == "pdf":
        reader = PdfReader(io.BytesIO(made))
        drawn += [zlib.decompress(body) for body in streams(made)]
        said = [str([page.extract_text() for page in reader.pages]).encode(), str(reader.metadata).encode()]
    assert not [word for word in WORDS for text in drawn if word.encode() in text]
    assert not [figure for figure in FIGURES for text in said if figure.encode() in text]


def test_no_symbol_stands_on_the_secret_spot(atlas: Atlas) -> None:
    panel = atlas.figure(crowds=False, camera=Camera(-74.2, -12.6, 12)).sheet.panels[0]
    x, y = panel.camera.pixel(-74.17593, -12.59254)
    assert panel.scene.symbols
    assert min(math.hypot(one.x - x, one.y - y) for one in panel.scene.symbols) > 30


def test_the_sensitive_row_is_drawn_where_the_gate_leaves_it(atlas: Atlas) -> None:
    panel = atlas.figure(crowds=False).sheet.panels[0]
    marks = {mark.id: mark.at for mark in panel.view.marks}
    assert "C-4711" not in marks
    assert (-74.2, -12.6) in {(round(x, 6), round(y, 6)) for x, y in marks.values()}


def streams(pdf: bytes) -> list[bytes]:
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return [body for body in found if body[:1] == b"\x78"]
