"""A real Chromium and a real server that may not leave this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import chromium
import pytest
import synthetic_layers
from playwright.sync_api import Browser, Error, Frame, Page, Playwright, sync_playwright

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-device-scale-factor=1",
]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    try:
        running = playwright.chromium.launch(executable_path=chromium.find_or_install(), args=FLAGS)
    except (RuntimeError, Error) as problem:
        pytest.fail(f"no browser to test with: {problem}")
    yield running
    running.close()


@dataclass
class Server:
    """A running app: its address, and what it tried to reach outside."""

    url: str
    log: Path
    guard: Path

    def outside(self) -> list[str]:
        return self.guard.read_text("utf-8").splitlines() if self.guard.exists() else []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(
    command: list[str], geo: Path, folder: Path, port: int, *, inside: Path = ROOT
) -> tuple[subprocess.Popen[bytes], Server]:
    server = Server(f"http://127.0.0.1:{port}", folder / "server.log", folder / "outside.log")
    guard = str(Path(__file__).parent / "guard")
    environment = os.environ | {
        "GEODASH_GEO": str(geo),
        "GEODASH_GUARD_LOG": str(server.guard),
        "PYTHONPATH": os.pathsep.join([guard, str(ROOT / "src")]),
        "HOME": str(folder),  # a first start: no settings and no e-mail address of anyone
    }
    with server.log.open("wb") as log:
        process = subprocess.Popen(
            command, cwd=inside, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2)  # noqa: S310
            break
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.25)
    else:
        process.terminate()
        pytest.fail(f"the server did not start:\n{server.log.read_text('utf-8')}")
    return process, server


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Start a server for a folder of layers; several tests may share one."""
    running: dict[Any, tuple[subprocess.Popen[bytes], Server]] = {}

    def make(
        count: int = 300, *, hostile: bool = False, how: str = "streamlit", layers: Path | None = None
    ) -> Server:
        key = (count, hostile, how, layers)
        if key not in running:
            folder = tmp_path_factory.mktemp("server")
            geo = layers or synthetic_layers.write(folder / "geo", count, hostile=hostile)
            port = free_port()
            commands = {
                "streamlit": ["-m", "streamlit", "run", "app.py", "--server.port", str(port)],
                "serve": ["-c", f"from geodash.app.server import serve; serve({port}, browser=False)"],
            }
            inside = ROOT if how == "streamlit" else folder  # `geodash serve` is run from anywhere
            running[key] = start([sys.executable, *commands[how]], geo, folder, port, inside=inside)
        return running[key][1]

    yield make
    for process, _ in running.values():
        process.terminate()
        process.wait(10)


@dataclass
class Visit:
    """A page with the map on it, and everything that went wrong while it was open."""

    page: Page
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    received: list[int] = field(default_factory=list)

    @property
    def map(self) -> Frame:
        return next(frame for frame in self.page.frames if "streamlit_folium" in frame.url)

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = self.map.evaluate("geodash.state()")
        return found

    def wait(self, condition: str) -> None:
        """Wait until a JavaScript condition on `s`, the map's state, holds."""
        self.map.wait_for_function(
            f"() => {{ const s = window.geodash && geodash.state(); return s && ({condition}); }}"
        )

    def ready(self) -> None:
        while True:
            try:
                return self._ready()
            except Error as problem:  # the map of the screen before this one stood a moment longer
                if "detached" not in str(problem):
                    raise

    def _ready(self) -> None:
        self.page.wait_for_selector("iframe[title*='streamlit_folium']", timeout=60_000)
        while not any("streamlit_folium" in frame.url for frame in self.page.frames):
            self.page.wait_for_timeout(50)  # the frame is there before its address
        self.wait("s.ready && s.commands > 0")
        if self.map.locator(".geodash-timed, .geodash-timeline").count():  # no reader is as quick as a test
            fetched = "performance.getEntriesByType('resource').some((one) => one.name.includes('timeline/wire.js'))"
            self.page.wait_for_function(f"() => {fetched}")

    def slide(self, key: str, times: int = 1, handle: int = 0) -> None:
        """Press a key on one of the timeline's two handles, and wait until the page has heard where it rests."""
        self.map.get_by_role("slider").nth(handle).focus()
        heard = self.state()["commands"]
        for _ in range(times):
            before = self.state()["wanted"]["window"]
            self.page.keyboard.press(key)
            self.wait(f"String(s.wanted.window) !== '{before[0]},{before[1]}'")
        self.wait(f"s.commands > {heard} && s.still")

    def click(self, row: str) -> None:
        frame = self.page.locator("iframe[title*='streamlit_folium']").bounding_box()
        assert frame
        x, y = self.map.evaluate("id => geodash.where(id)", row)
        self.page.mouse.click(frame["x"] + x, frame["y"] + y)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    opened: list[Page] = []

    def make(url: str, width: int = 1366, height: int = 768, *, mapped: bool = True, **more: Any) -> Visit:
        page = browser.new_page(viewport={"width": width, "height": height}, **more)
        opened.append(page)
        found = Visit(page)
        page.on("console", lambda m: found.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: found.errors.append(str(e)))
        page.on("request", lambda r: found.outside.append(r.url) if _leaves(r.url) else None)
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.on(
            "Network.webSocketFrameReceived",
            lambda e: found.received.append(len(e["response"]["payloadData"]) * 3 // 4),
        )
        page.goto(url)
        if mapped:
            found.ready()
        return found

    yield make
    for page in opened:
        page.close()


def _leaves(url: str) -> bool:
    return url.startswith(("http", "ws")) and urlparse(url).hostname != "127.0.0.1"
