"""What the map benchmarks share: the rival apps, a server for one of them, and a browser that watches it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import CDPSession, Error, Frame, Page, sync_playwright

ROOT = Path(__file__).parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "msedge")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

# Both rivals read the same files, draw on canvas, and are kept from the network by their own copies of Leaflet.
_HEAD = """
import json, os
import folium, streamlit as st
from pathlib import Path
from streamlit_folium import st_folium
st.set_page_config(layout="wide")

@st.cache_data
def features():
    folder = Path(os.environ["GEODASH_GEO"])
    found = [f for name in ("places", "committees", "bases", "events")
             for f in json.loads((folder / f"{name}.geojson").read_text())["features"] if f["geometry"]]
    keep = ("id", "name", "start_earliest", "end_latest")
    return [{**f, "properties": {key: f["properties"][key] for key in keep}} for f in found]

def inside(f, first, last):
    p = f["properties"]
    return (p["end_latest"] or "9999") >= f"{first}" and (p["start_earliest"] or "0") <= f"{last}-12-31"

first, last = st.slider("years", 1970, 2023, (1970, 2023))
shown = {"type": "FeatureCollection", "features": [f for f in features() if inside(f, first, last)]}
host = folium.Map((-12.2, -74.2), zoom_start=6, tiles=None, prefer_canvas=True)
host.default_js = [("leaflet", "/app/static/leaflet.js")]
host.default_css = [("leaflet_css", "/app/static/leaflet.css")]
layer = folium.GeoJson(shown, marker=folium.CircleMarker(radius=4, weight=1, fill_opacity=0.8),
                       popup=folium.GeoJsonPopup(["name"]))
told = folium.MacroElement()
told._template = folium.template.Template("{% macro script(this, kwargs) %}"
    "requestAnimationFrame(() => requestAnimationFrame(() => {"
    " window.shownYear = " + str(first) + "; window.shownAt = performance.timeOrigin + performance.now(); }));"
    "{% endmacro %}")
"""
_REBUILD = (
    _HEAD
    + """
layer.add_to(host)
told.add_to(host)
st_folium(host, key=f"map {first} {last}", height=560, use_container_width=True, returned_objects=[])
"""
)
_GROUP = (
    _HEAD
    + """
group = folium.FeatureGroup()
layer.add_to(group)
told.add_to(group)
st_folium(host, key="map", height=560, use_container_width=True, returned_objects=[], feature_group_to_add=group)
"""
)
EMPTY = 'import streamlit as st\nst.set_page_config(layout="wide")\nst.title("Empty")\n'
RIVALS: dict[str, str | None] = {
    "GeoDash: one plugin, data by URL, commands": None,
    "static map, feature_group_to_add with features": _GROUP,
    "folium map rebuilt at each move": _REBUILD,
}


@dataclass
class Stage:
    """A page with an app on it."""

    page: Page
    devtools: CDPSession
    started: float
    starting: float
    received: list[int] = field(default_factory=list)

    def frame(self) -> Frame:
        """Give the map's frame, the newest where it was rebuilt."""
        return [frame for frame in self.page.frames if "streamlit_folium" in frame.url][-1]

    def heap(self) -> float:
        """Give the page's JavaScript heap in megabytes, its frames' with it, after collecting garbage."""
        for _ in range(3):
            self.devtools.send("HeapProfiler.collectGarbage")
            self.page.wait_for_timeout(100)
        used: float = self.devtools.send("Runtime.getHeapUsage")["usedSize"]
        return used / 1e6

    def zoom(self) -> float:
        """Read the map's zoom."""
        return float(self.frame().evaluate("window.map ? window.map.getZoom() : -1"))

    def zoom_in(self) -> None:
        """Zoom in once, as a reader would before moving the slider."""
        self.frame().wait_for_function("() => window.map", timeout=120_000)
        self.page.wait_for_timeout(2000)
        self.frame().evaluate("void window.map.setZoom(window.map.getZoom() + 1, {animate: false})")
        self.page.wait_for_timeout(1000)

    def press(self, painted: str) -> tuple[float, int]:
        """Press a key on the slider; give milliseconds until `painted` tells when it was, and bytes received.

        GeoDash's slider is in the map's frame; what its page and server say at rest comes after the painting.
        """
        own = self.page.get_by_role("slider")
        (own if own.count() else self.frame().get_by_role("slider")).first.focus()
        self.page.wait_for_timeout(300)
        self.received.clear()
        pressed = time.time() * 1000
        self.page.keyboard.press("ArrowRight")
        moment = self._await(painted, pressed)
        self.page.wait_for_timeout(1200)
        return moment - pressed, sum(self.received)

    def _await(self, painted: str, since: float, limit: float = 180) -> float:
        while time.time() * 1000 - since < limit * 1000:
            moment = None
            with suppress(Error, IndexError):  # the frame is being replaced
                moment = self.frame().evaluate(painted)
            if moment and moment > since:
                return float(moment)
            self.page.wait_for_timeout(15)  # not sleep: the page's news is only heard while waiting on it
        raise TimeoutError(f"nothing painted within {limit} s")


@contextmanager
def stage(folder: Path, count: int, script: str | None, query: str = "") -> Iterator[Stage]:
    """Serve GeoDash (`script` None) or a rival with `count` features, and open it, with a query in its address.

    `starting` is how long the server took, `started` when the page was asked for.
    """
    geo = folder / f"geo-{count}"
    maker = [sys.executable, str(ROOT / "tests" / "app" / "synthetic_layers.py"), str(geo), str(count)]
    if not geo.exists():
        subprocess.run(maker, check=True)
    asked = time.time() * 1000
    with _server(folder, geo, script) as url, sync_playwright() as playwright:
        starting = time.time() * 1000 - asked
        found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        scene = Stage(page, devtools, time.time() * 1000, starting)
        devtools.on("Network.webSocketFrameReceived", lambda e: scene.received.append(_size(e)))
        page.goto(url + query)
        if script != EMPTY:
            page.wait_for_selector("iframe[title*='streamlit_folium']", timeout=180_000)
            while not any("streamlit_folium" in frame.url for frame in page.frames):
                page.wait_for_timeout(20)  # the element is there a moment before its frame
        yield scene
        browser.close()


def _size(event: dict[str, dict[str, str]]) -> int:
    return len(event["response"]["payloadData"]) * 3 // 4  # base64


@contextmanager
def _server(folder: Path, geo: Path, script: str | None) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    place = ROOT
    target = ROOT / "app.py"
    if script is not None:
        place = folder / "rival"
        (place / "static").mkdir(parents=True, exist_ok=True)
        for name in ("leaflet.js", "leaflet.css"):
            shutil.copy(ROOT / "static" / "vendor" / "leaflet" / name, place / "static" / name)
        target = place / "rival.py"
        target.write_text(script, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(target),
        "--server.port",
        str(port),
        "--server.headless=true",
    ]
    command += ["--server.address=127.0.0.1", "--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]
    if script is not None:
        command.append("--server.enableStaticServing=true")
    environment = os.environ | {"GEODASH_GEO": str(geo)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled, as on anybody's machine
    process = subprocess.Popen(
        command, cwd=place, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(9000):
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=2)  # noqa: S310
                break
            except OSError:
                time.sleep(0.02)
        yield url
    finally:
        process.terminate()
        process.wait(20)
