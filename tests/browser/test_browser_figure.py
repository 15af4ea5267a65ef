"""The figure beside the screen: the same view in a real Chromium, and an SVG opened there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

import geodash
from geodash.atlas import Atlas
from geodash.camera import Camera
from geodash.view import load_styles
from geodash.view.scene import Scene, set_scene

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SIZE: ViewportSize = {"width": 1000, "height": 760}


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return geodash.load().select(first=1980, last=1992)


@pytest.fixture(scope="module")
def page(browser: Browser, atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The map of a notebook, as a page from the disk."""
    path = tmp_path_factory.mktemp("notebook") / "map.html"
    atlas.map().save(str(path))
    opened = browser.new_page(viewport=SIZE)
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(path.as_uri())
    opened.wait_for_function("window.geodash && geodash.state && geodash.state().ready && geodash.state().still")
    opened.wait_for_selector(".geodash-ready")
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def state(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("geodash.state()")
    return found


@pytest.fixture(scope="module")
def scene(page: Page, atlas: Atlas, state: dict[str, Any]) -> Scene:
    size = page.evaluate(
        "(({clientWidth, clientHeight}) => [clientWidth, clientHeight])(document.querySelector('.geodash-map'))"
    )
    seen = state["camera"]
    camera = Camera(seen["lon"], seen["lat"], seen["zoom"], *size)
    return set_scene(atlas.view(), load_styles(), "light", camera=camera)


def test_the_screen_shows_what_the_figure_counts(atlas: Atlas, state: dict[str, Any]) -> None:
    counts: dict[str, dict[str, int]] = {}
    for one in atlas.view().shown():
        row = counts.setdefault(one.mark.layer, {"certain": 0, "possible": 0, "undated": 0})
        row[one.standing] += 1
    assert state["counts"] == counts


def test_crowds_stand_where_the_figure_has_them(state: dict[str, Any], scene: Scene) -> None:
    screen = sorted((ring["n"], round(ring["at"][0]), round(ring["at"][1])) for ring in state["clusters"])
    figure = sorted((ring.n, round(ring.x), round(ring.y)) for ring in scene.rings)
    assert len(figure) > 2
    assert len(screen) == len(figure)
    for (n, x, y), (m, left, top) in zip(screen, figure, strict=True):
        assert n == m
        assert abs(x - left) <= 1
        assert abs(y - top) <= 1
    by_number = {ring["n"]: ring["layers"] for ring in state["clusters"]}
    for ring in scene.rings:
        shares: dict[str, float] = {}
        for arc in ring.arcs:
            shares[arc.layer] = shares.get(arc.layer, 0) + (arc.end - arc.start) * ring.n
        assert {layer: round(n) for layer, n in shares.items()} == {
            layer: row["all"] for layer, row in by_number[ring.n].items()
        }


def test_symbols_stand_where_the_figure_has_them(page: Page, scene: Scene) -> None:
    assert scene.symbols
    for symbol in scene.symbols:
        x, y = page.evaluate("(id) => geodash.where(id)", symbol.id)
        assert abs(x - symbol.x) <= 1, symbol
        assert abs(y - symbol.y) <= 1, symbol


def test_the_notebook_map_moves_its_window_and_opens_evidence(page: Page) -> None:
    before = page.evaluate("geodash.state().counts")
    page.evaluate("geodash.command({window: [10957, 14609], year: 2009})")
    page.wait_for_function("(before) => JSON.stringify(geodash.state().counts) !== before", arg=str(before))
    page.evaluate("geodash.pick({id: 'C02', layer: 'committees', name: 'C02'})")
    page.wait_for_selector(".geodash-drawer :text('Sources')")


def test_an_svg_opens_in_a_browser_with_its_own_typeface(browser: Browser, atlas: Atlas, tmp_path: Path) -> None:
    path = atlas.figure(preset="square", language="es").save(tmp_path / "map.svg")
    opened = browser.new_page(viewport={"width": 720, "height": 720})
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(path.as_uri())
    assert opened.evaluate(
        "document.fonts.ready.then((fonts) => [...fonts].filter((f) => f.status === 'loaded').length)"
    )
    boxes = opened.evaluate(
        """() => [...document.querySelectorAll('#legend-words text, #title text, #sources text, #caption text')]
            .map((text) => { const b = text.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })"""
    )
    opened.close()
    assert len(boxes) > 8
    assert all(left >= 0 and top >= 0 and right <= 721 and bottom <= 721 for left, top, right, bottom in boxes)
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_an_svg_keeps_its_room_where_its_typeface_is_not_read(browser: Browser, atlas: Atlas, tmp_path: Path) -> None:
    """Programs that know no typeface inside a picture take another: nothing may be cut or run over a mark for it."""
    path = tmp_path / "strange.svg"
    text = atlas.figure(preset="column").svg().decode()
    path.write_text(re.sub(r"@font-face\{.*?\}", "", text).replace("'Source Sans 3', ", ""), "utf-8")
    opened = browser.new_page(viewport=SIZE)
    opened.goto(path.as_uri())
    rows = opened.evaluate(
        """[...document.querySelectorAll("text")].map((t) => ({
            words: t.textContent, told: +t.getAttribute("textLength"), wide: t.getComputedTextLength(),
            right: t.getBBox().x + t.getBBox().width, sheet: document.documentElement.viewBox.baseVal.width }))"""
    )
    opened.close()
    assert len(rows) > 40
    for row in rows:
        assert row["wide"] == pytest.approx(row["told"], abs=0.5), row
        assert row["right"] <= row["sheet"], row
