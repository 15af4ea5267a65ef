"""The folium host, the command, and that no text of the data is ever code."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import synthetic_layers
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import sync_playwright
from streamlit_folium import generate_leaflet_string

from geodash import bundle
from geodash.render import leaflet
from geodash.selection import Selection, day, spans
from geodash.text import load
from geodash.view import compose

GOLDEN = Path(__file__).parents[2] / "golden" / "window_cases.json"


@given(st.text() | st.lists(st.text()) | st.dictionaries(st.text(), st.text()))
def test_inert_json_reads_back_unchanged(value: Any) -> None:
    text = leaflet.inert(value)
    assert json.loads(text) == value
    for sign in ("<", ">", "&", "{{", "{%", "{#", "$", "`", "'", "\u2028"):
        assert sign not in text


@pytest.mark.parametrize("hostile", synthetic_layers.HOSTILE)
def test_nothing_hostile_survives_folium(hostile: str) -> None:
    host = leaflet.folium_map({"data": hostile}, scripts={"leaflet": "leaflet.js"}, sheets={})
    page = host.get_root().render()
    assert leaflet.inert(hostile) in page
    group = leaflet.command(Selection(focus=hostile))
    group.add_to(host)
    assert leaflet.inert(hostile) in host.get_root().render()


def test_the_page_asks_for_our_files_only() -> None:
    host = leaflet.folium_map({}, scripts={"leaflet": "a/leaflet.js"}, sheets={"leaflet": "a/leaflet.css"})
    page = host.get_root().render()
    assert "a/leaflet.js" in page and "a/leaflet.css" in page
    assert not [word for word in ("http://", "https://", "jquery", "bootstrap", "awesome") if word in page.lower()]


def test_the_host_is_the_same_for_every_window() -> None:
    def script() -> str:
        return str(generate_leaflet_string(leaflet.folium_map({"data": "x"}, scripts={}, sheets={})))

    assert script() == script()


def test_a_command_is_small() -> None:
    assert len(leaflet.inert(leaflet.wanted(Selection()))) < 400


def test_the_wire_holds_what_the_view_decided() -> None:
    class Layer:
        def __init__(self, name: str, features: list[dict[str, Any]]) -> None:
            self.name, self.features = name, features

    layers = [Layer(name, rows) for name, rows in synthetic_layers.layers(60).items()]
    view = compose(layers, Selection(1980, 1992))
    document = json.loads(json.dumps(leaflet.wire(view, load(), basemap={"files": {}})))
    assert [mark["id"] for mark in document["marks"]] == [mark.id for mark in view.marks]
    first = next(mark for mark in view.marks if mark.form == "point")
    sent = next(mark for mark in document["marks"] if mark["id"] == first.id)
    assert (sent["shape"], sent["size"], tuple(sent["at"])) == (first.shape, first.size, first.at)
    assert document["wanted"]["window"] == [3652, 8400]
    assert document["layers"] == ["coca_zones", "places", "committees", "bases", "events"]


def test_the_vendored_leaflet_is_the_recorded_one() -> None:
    record = json.loads(bundle.path("static", "vendor", "vendored.json").read_text("utf-8"))
    for name, row in record.items():
        for file, entry in row["files"].items():
            content = bundle.path("static", "vendor", name, file).read_bytes()
            assert hashlib.sha256(content).hexdigest() == entry["sha256"], file


def test_the_plugin_tests_time_as_python_does() -> None:
    """tests/unit/test_selection.py runs the same table against Python; here Node or Chromium runs time.js."""
    golden = json.loads(GOLDEN.read_text("utf-8"))
    cases = []
    for row in golden["rows"]:
        properties = {"id": "x", **row["entries"][0], "attested": row["entries"][1:]}
        found = spans({"properties": properties}, day(row["earliest"]))
        packed = [[s.possible_from, s.possible_to, s.certain_from, s.certain_to, s.fade_from] for s in found]
        cases += [[packed, day(first), day(last), how, strength] for first, last, how, strength in row["expect"]]
    script = bundle.path("static", "plugin", "time.js").read_text("utf-8") + (
        f";const cases = {json.dumps(cases)}; const fade = {json.dumps(golden['fade'])};"
        "const wrong = cases.filter(([spans, first, last, how, strength]) => "
        "geodash.time.standing(spans, first, last) !== how || "
        "Math.abs(geodash.time.opacity(spans, first, last, fade) - strength) > 0.001);"
        "const verdict = JSON.stringify([cases.length, wrong]);"
    )
    assert json.loads(_run(script)) == [len(cases), []]
    assert len(cases) > 30


def _run(script: str) -> str:
    node = shutil.which("node")
    if node:
        done = subprocess.run(
            [node, "-"], input=script + "console.log(verdict)", capture_output=True, text=True, check=True
        )
        return done.stdout
    browser = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page()
        answer: str = page.evaluate(f"(() => {{ {script} return verdict; }})()")
        chromium.close()
    return answer
