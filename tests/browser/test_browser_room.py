"""What lies over the map leaves it readable: the evidence, the credits, the tip, the year that plays, the steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from geodash import bundle
from geodash.selection import LAST_YEAR

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
SIZES = [(1366, 768), (390, 844)]
BOX = "(node) => { const b = node.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; }"


@pytest.fixture(scope="module")
def atlas(serve: Callable[..., Any]) -> str:
    return str(serve(layers=bundle.path("geo")).url)


def box(view: Any, selector: str) -> list[float]:
    found: list[float] = view.map.locator(selector).first.evaluate(BOX)
    return found


def overlap(one: list[float], other: list[float]) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def mark_box(view: Any, row: str) -> list[float]:
    """All that a row covers on the map, in the frame's pixels."""
    found: list[float] = view.map.evaluate(
        """(id) => {
            const mark = Object.values(map_div._layers).find((layer) => layer.standings).find(id);
            const [w, n, e, s] = mark.box;
            const at = (x, y) => map_div.latLngToContainerPoint(map_div.unproject([x, y], 0));
            const [a, b] = [at(w, n), at(e, s)];
            return [a.x, a.y, b.x, b.y];
        }""",
        row,
    )
    return found


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("row", ["gd:pe:vraem", "C01", "E06"])
def test_a_linked_row_is_seen_whole_beside_its_evidence(
    atlas: str, visit: Open, row: str, width: int, height: int
) -> None:
    view = visit(f"{atlas}/?focus={row}", width, height)
    view.map.locator(".geodash-drawer dl").first.wait_for()
    view.page.wait_for_timeout(700)
    drawer, whole = box(view, ".geodash-drawer"), box(view, ".geodash-map")
    free = [0, 0, drawer[0], whole[3]] if width > 560 else [0, 0, whole[2], drawer[1]]
    west, north, east, south = mark_box(view, row)
    assert west >= 0 and north >= 0 and east <= free[2] and south <= free[3]
    assert max((east - west) / free[2], (south - north) / free[3]) > (0.6 if row == "gd:pe:vraem" else 0)
    assert abs((west + east) / 2 - free[2] / 2) < 0.1 * free[2]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_all_credits_stay_readable(atlas: str, visit: Open, width: int, height: int) -> None:
    for query in ("", "?focus=E06"):
        view = visit(f"{atlas}/{query}", width, height)
        if query:
            view.map.locator(".geodash-drawer dl").first.wait_for()
            view.page.wait_for_timeout(400)
        credit, whole = box(view, ".geodash-credit"), box(view, ".geodash-map")
        assert credit[0] >= 0 and credit[1] >= 0 and credit[2] <= whole[2] and credit[3] <= whole[3]
        hidden = view.map.locator(".geodash-credit").evaluate("node => node.scrollWidth - node.clientWidth")
        assert hidden <= 1
        assert not query or not overlap(credit, box(view, ".geodash-drawer"))
        assert not query or width < 560 or not overlap(credit, box(view, ".leaflet-control-scale"))


def test_no_tip_stays_over_another_place(atlas: str, visit: Open) -> None:
    view = visit(atlas)
    frame = view.page.locator("iframe[title*='streamlit_folium']").bounding_box()
    tip = view.map.locator(".geodash-tip")
    x, y = max(view.state()["clusters"], key=lambda ring: ring["n"])["at"]

    def hover(dx: float = 0) -> None:
        view.page.mouse.move(frame["x"] + x + dx, frame["y"] + y)

    hover(1)
    hover()
    tip.wait_for(state="visible")
    view.map.evaluate("geodash.untip()")
    assert tip.is_hidden()
    hover(1)
    tip.wait_for(state="visible")
    view.map.evaluate("void map_div.setZoom(map_div.getZoom() - 0.5, { animate: false })")
    assert tip.is_hidden()
    view.map.evaluate("void map_div.setZoom(map_div.getZoom() + 0.5, { animate: false })")
    hover()
    tip.wait_for(state="visible")
    view.page.keyboard.down("Shift")
    view.page.mouse.down()
    assert tip.is_hidden()
    view.page.mouse.move(frame["x"] + x + 90, frame["y"] + y + 70, steps=6)
    view.page.wait_for_timeout(120)
    assert tip.is_hidden()
    view.page.mouse.up()
    view.page.keyboard.up("Shift")
    view.wait("s.wanted.box")
    assert view.errors == []


def test_a_click_on_a_ring_takes_its_tip_away(atlas: str, visit: Open) -> None:
    view = visit(atlas)
    frame = view.page.locator("iframe[title*='streamlit_folium']").bounding_box()
    ring = max(view.state()["clusters"], key=lambda one: one["n"])
    zoom = view.state()["camera"]["zoom"]
    view.page.mouse.move(frame["x"] + ring["at"][0] - 2, frame["y"] + ring["at"][1])
    view.page.mouse.move(frame["x"] + ring["at"][0], frame["y"] + ring["at"][1])
    told = view.map.locator(".geodash-tip")
    told.wait_for(state="visible")
    before = told.inner_text()
    view.page.mouse.click(frame["x"] + ring["at"][0], frame["y"] + ring["at"][1])
    view.wait(f"s.camera.zoom > {zoom}")
    view.page.wait_for_timeout(600)
    assert told.is_hidden() or told.inner_text() != before


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_year_that_plays_covers_no_panel_and_the_page_says_that_it_waits(
    atlas: str, visit: Open, width: int, height: int
) -> None:
    view = visit(atlas, width, height)
    play = view.map.locator("button.gt-play")
    play.click()
    view.map.locator(".geodash-year").wait_for()
    assert not overlap(box(view, ".geodash-year"), box(view, ".geodash-inset"))
    assert not overlap(box(view, ".geodash-year"), box(view, ".leaflet-control-zoom"))
    waits = view.page.locator("[data-waits]")
    if width > 560:
        waits.wait_for()
        assert waits.get_attribute("data-waits") == "Counts wait while time runs"
        assert float(view.page.locator("[data-testid=stSidebarUserContent]").evaluate(FADED)) < 1
    play.click()
    view.page.wait_for_function("() => !document.querySelector('[data-waits]')")


FADED = "node => new Promise((tell) => setTimeout(() => tell(getComputedStyle(node).opacity), 300))"


def test_no_step_leads_beyond_an_end(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/?years=1970&years=1970")
    back, forward = view.map.locator(".gt-back"), view.map.locator(".gt-forward")
    assert back.is_disabled() and forward.is_enabled()
    forward.click()
    view.map.locator(".gt-years", has_text="1971").wait_for()
    assert back.is_enabled()
    back.focus()
    view.page.keyboard.press("Enter")
    view.map.locator(".gt-years", has_text="1970").wait_for()
    assert back.is_disabled()
    assert forward.evaluate("node => node === document.activeElement")
    view = visit(f"{atlas}/?years={LAST_YEAR}&years={LAST_YEAR}")
    assert view.map.locator(".gt-forward").is_disabled() and view.map.locator(".gt-back").is_enabled()
    view = visit(atlas)  # all years at once: nowhere to go
    assert view.map.locator(".gt-forward").is_disabled() and view.map.locator(".gt-back").is_disabled()


def test_a_phone_says_what_its_switches_do(atlas: str, visit: Open) -> None:
    view = visit(atlas, 390, 844)
    row = view.map.locator(".gt-row")
    assert [button.inner_text() for button in row.locator("button").all()] == ["certainly", "possibly", "undated8"]
    assert row.locator("b").is_visible()
    assert "on the map" in view.map.locator(".gt-count").inner_text()
    for selector in (".gt-row button", ".gt-count", ".gt-back"):
        west, north, east, south = box(view, selector)
        assert west >= 0 and east <= 390 and east - west >= 24 and south - north >= 10
        assert south <= view.map.evaluate("innerHeight")
    assert view.map.evaluate("document.documentElement.scrollWidth <= innerWidth")
    view = visit(f"{atlas}/?lang=es", 390, 844)
    assert box(view, ".gt-row")[2] <= 390 and not overlap(box(view, ".gt-row"), box(view, ".gt-read"))
