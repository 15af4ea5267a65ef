"""A page that brings everything along: opened from the disk, it asks for nothing and is steered by orders."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import synthetic_layers
from playwright.sync_api import Browser, Page

from geodash import bundle
from geodash.render import leaflet

pytestmark = pytest.mark.browser

BASEMAP = bundle.path("geo", "basemap")
MAKE = """
import json, sys
from geodash.app import evidence, holdings
from geodash.text import load
view = json.loads(holdings.view_json())
rows = {}
for held in holdings.layers():
    ids = [str(feature["properties"]["id"]) for feature in held.features]
    rows[held.name] = {row: json.loads(evidence.evidence_json(held.name, row)) for row in ids}
json.dump({"view": view, "evidence": rows, "names": json.loads(holdings.names_json())}, sys.stdout)
"""
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<style>html,body{margin:0;height:100%} #here{height:600px}</style>
<style id="leaflet"></style><style id="plugin"></style>
<div id="here"></div><script>LEAFLET</script><script>PLUGIN</script><script>
const [leaflet, plugin, options] = EVERYTHING;
document.getElementById("leaflet").textContent = leaflet;
document.getElementById("plugin").textContent = plugin;
const started = geodash.start(L.map("here", { zoomControl: false }).setView([-9, -75], 5), options);
</script></html>"""
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a page with made-up layers, the evidence of each row and the whole basemap in it."""
    folder = tmp_path_factory.mktemp("lesson")
    geo = synthetic_layers.write(folder / "geo", 120, hostile=True)
    made = subprocess.run(
        [sys.executable, "-c", MAKE], capture_output=True, check=True, env=os.environ | {"GEODASH_GEO": str(geo)}
    )
    found = json.loads(made.stdout)
    parts = {kind: json.loads((BASEMAP / f"{kind}.geojson").read_text("utf-8")) for kind in ("land", "borders")}
    about = json.loads((BASEMAP / "relief.json").read_text("utf-8"))
    picture = base64.b64encode((BASEMAP / about["image"]).read_bytes()).decode("ascii")
    relief = {"url": f"data:image/webp;base64,{picture}", "bounds": about["bounds"]}
    view = found["view"] | {"remember": False}
    view["basemap"] = {"files": parts | {"names": found["names"]}, "relief": relief}
    options = {"inline": view, "inlineEvidence": found["evidence"], "timeline": True, "keys": ["PageDown"]}
    page = folder / "lesson.html"
    everything = [leaflet.leaflet_file("leaflet.css"), leaflet.plugin_sheet(hosted=False), options]
    text = PAGE.replace("LEAFLET", leaflet.leaflet_file("leaflet.js")).replace("PLUGIN", leaflet.plugin_script())
    page.write_text(text.replace("EVERYTHING", leaflet.inert(everything)), encoding="utf-8")
    return page


@pytest.fixture
def opened(browser: Browser, lesson: Path) -> Iterator[Open]:
    pages: list[Page] = []

    def make(**more: Any) -> Page:
        page = browser.new_page(viewport={"width": 1000, "height": 700}, **more)
        pages.append(page)
        wrong: list[str] = []
        page.on("console", lambda m: wrong.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: wrong.append(str(e)))
        page.on("request", lambda r: wrong.append(r.url[:80]) if not r.url.startswith("data:") else None)
        page.goto(lesson.as_uri())
        page.evaluate("started")
        page.wait_for_function("geodash.state().ready && geodash.state().still")
        wrong.remove(lesson.as_uri())
        page.wrong = wrong  # type: ignore[attr-defined]
        return page

    yield make
    for page in pages:
        page.close()


def order(page: Page, **parts: Any) -> dict[str, Any]:
    page.evaluate("order => geodash.command(order)", parts)
    page.wait_for_function("geodash.state().still", timeout=5000)
    found: dict[str, Any] = page.evaluate("geodash.state()")
    return found


def test_it_asks_for_nothing_and_shows_its_evidence(opened: Open) -> None:
    page = opened()
    state = page.evaluate("geodash.state()")
    assert state["visible"] > 80
    assert {"Lima", "Cusco"} & set(state["names"])
    assert page.evaluate("document.querySelector('.geodash-relief-pane, .leaflet-geodash-relief-pane img') !== null")
    order(page, focus="bases:12")
    page.locator(".geodash-drawer h2", has_text="Bases 12").wait_for()
    page.locator(".geodash-drawer").get_by_text("When").wait_for()
    order(page, focus="no such row")
    assert page.locator(".geodash-drawer").is_hidden()
    assert page.evaluate("window.planted") is None
    assert page.wrong == []  # type: ignore[attr-defined]


def test_what_an_order_leaves_out_stays(opened: Open) -> None:
    page = opened()
    first = order(page, window=[3652, 6573], year=1987, layers=["bases", "events"])
    assert set(first["counts"]) <= {"bases", "events"}
    second = order(page, certainty="certainly")
    assert second["wanted"]["window"] == [3652, 6573]
    assert second["wanted"]["layers"] == ["bases", "events"]
    assert all(row["possible"] == 0 for row in second["counts"].values())
    assert page.locator(".gt-years").inner_text() == "1980 – 1987"


def test_an_order_flies_and_comes_to_rest(opened: Open) -> None:
    page = opened()
    there = {"lon": -74.2, "lat": -12.9, "zoom": 9}
    spent = page.evaluate(
        """async (camera) => {
            const began = performance.now();
            let between = 0;
            geodash.command({ camera });
            while (!geodash.state().still) {
              await new Promise((done) => requestAnimationFrame(done));
              const { zoom } = geodash.state().camera;
              if (zoom < 8.9) between += 1;
            }
            return [performance.now() - began, between];
        }""",
        there,
    )
    state = page.evaluate("geodash.state()")
    assert state["camera"] == pytest.approx(there, abs=1e-6)
    assert spent[1] >= 2, "it was there at once"
    assert spent[0] < 1200 * 2  # twice what it may take: other work goes on beside
    page.mouse.move(500, 300)
    page.mouse.down()
    page.mouse.move(400, 300)
    page.mouse.up()
    moved = page.evaluate("geodash.state().camera")
    assert moved["lon"] > there["lon"] + 0.05
    again = order(page, camera=there, scene=None)["camera"]  # a script may say it again
    assert again["lon"] > there["lon"] + 0.05
    assert order(page, camera=there, scene="next")["camera"] == pytest.approx(there, abs=0.01)
    whole = order(page, camera={"fit": [-81.6, -18.6, -68.5, 0.2]})
    assert whole["camera"]["zoom"] < 7


def test_no_flight_where_the_system_asks_for_less_motion(opened: Open) -> None:
    page = opened(reduced_motion="reduce")
    zooms = page.evaluate(
        "() => { geodash.command({ camera: { lon: -74.2, lat: -12.9, zoom: 9 } });"
        " return [geodash.state().camera.zoom, geodash.state().still]; }"
    )
    assert zooms == [9, True]


def test_rows_are_ringed_named_and_lifted_out_of_crowds(opened: Open) -> None:
    page = opened()
    rows = ["bases:12", "bases:14", "events:11", "no such row"]
    state = order(page, focusIds=rows, window=[0, 19722], camera={"lon": -74.2, "lat": -12.2, "zoom": 8})
    assert state["focused"] == rows[:3]
    assert state["chosen"] is None
    names = {"bases:12": "Bases 12", "bases:14": "Bases 14", "events:11": "Events 11"}
    size = page.evaluate("[innerWidth, document.querySelector('#here').clientHeight]")
    shown = [row for row in rows[:3] if all(0 < x < n for x, n in zip(where(page, row), size, strict=True))]
    assert shown
    assert any(names[row] in state["names"] for row in shown)
    assert order(page, focusIds=[])["focused"] == []


def where(page: Page, row: str) -> list[float]:
    found: list[float] = page.evaluate("row => geodash.where(row)", row)
    return found


def test_another_scene_counts_whatever_the_reader_was_at(opened: Open) -> None:
    page = opened()
    order(page, scene=1, window=[3652, 6573], year=1987)
    page.locator("button.gt-play").click()
    page.wait_for_timeout(300)
    state = order(page, scene=2, window=[7305, 9130], year=1994)
    assert state["wanted"]["window"] == [7305, 9130]
    page.wait_for_timeout(700)
    assert page.locator(".gt-years").inner_text() == "1990 – 1994"  # it plays no more
