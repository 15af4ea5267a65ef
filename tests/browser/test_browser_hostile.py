"""Names full of markup, templates and script show as themselves on every screen, and nothing in them runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from synthetic_layers import HOSTILE

pytestmark = pytest.mark.browser

Serve = Callable[..., Any]
Open = Callable[..., Any]
RUN = "() => [window.planted, window.top.planted].some((planted) => planted !== undefined)"


@pytest.fixture(scope="module")
def server(serve: Serve) -> Any:
    return serve(100, hostile=True)


def harmless(view: Any, server: Any) -> None:
    """Nothing ran in any frame, nothing was asked of anyone, and the server took no harm."""
    for frame in view.page.frames:
        assert frame.evaluate(RUN) is False, frame.url
        assert frame.evaluate("() => document.querySelectorAll('img[src=x]').length") == 0
    assert view.errors == [] and view.outside == [] and server.outside() == []
    assert "Traceback" not in server.log.read_text("utf-8")


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_the_evidence_tells_a_name_as_it_is(server: Any, visit: Open, number: int) -> None:
    view = visit(f"{server.url}/?focus=bases:{number}")
    view.map.locator(".geodash-drawer dl").wait_for()
    assert view.map.locator(".geodash-drawer h2").text_content() == HOSTILE[number]
    view.map.evaluate("document.querySelectorAll('.geodash-drawer details').forEach((node) => { node.open = true; })")
    cited = " ".join(field.input_value() for field in view.map.locator(".geodash-drawer textarea").all())
    assert "49" not in cited.replace("1949", "")
    harmless(view, server)


def tip_of(view: Any, mark: str) -> str:
    """Point at a mark, once the map has come to rest with it beside the drawer, and read the tip."""
    there: list[Any] = []
    while len(there) < 2 or there[-1] != there[-2]:  # the page scrolls up to the map, too
        view.page.wait_for_timeout(150)
        frame = view.page.locator("iframe[title*='streamlit_folium']").bounding_box()
        x, y = view.map.evaluate("id => geodash.where(id)", mark)
        there.append((frame["x"] + x, frame["y"] + y))
    x, y = there[-1]
    view.page.mouse.move(x, y - 40)
    view.page.mouse.move(x, y, steps=4)
    tip = view.map.locator(".geodash-tip")
    tip.wait_for()
    return str(tip.text_content())


def test_table_tips_names_and_searches_tell_them_as_they_are(server: Any, visit: Open) -> None:
    view = visit(f"{server.url}/?show_places=false&show_events=false&show_committees=false&show_coca_zones=false")
    page = view.page
    page.locator(".gd-table .go").first.wait_for()
    told = page.locator(".gd-table .go").all_text_contents()
    assert set(HOSTILE) <= set(told)
    view.map.evaluate("geodash.look({ lat: geodash.state().camera.lat, lon: geodash.state().camera.lon, zoom: 10 })")
    tips: list[str] = []
    for number in range(len(HOSTILE)):
        page.locator(f".gd-table [data-key='row-bases:{number}']").click()
        view.wait(f"s.chosen === 'bases:{number}'")
        name = HOSTILE[number]
        view.map.wait_for_function(
            "(name) => document.querySelector('.geodash-drawer h2').textContent === name", arg=name
        )
        tips.append(tip_of(view, f"bases:{number}"))
    assert [name in tip for name, tip in zip(HOSTILE, tips, strict=True)] == [True] * len(HOSTILE), tips
    harmless(view, server)


def test_charts_tell_them_as_they_are(server: Any, visit: Open) -> None:
    view = visit(server.url)
    page = view.page
    for tab in ("Coca hectares", "Events and mentions"):
        page.get_by_role("tab", name=tab).click()
        charts = page.locator("[data-testid=stVegaLiteChart]")
        charts.nth(1).locator("canvas, svg").first.wait_for()
        for chart in (charts.first, charts.nth(1)):
            box = chart.bounding_box()
            for share in (0.3, 0.6, 0.9):  # tips are markup of the chart library's own
                page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] * 0.7)
                page.wait_for_timeout(60)
    harmless(view, server)


@pytest.mark.parametrize("screen", ["articles", "articles?article=zech-2015", "about", "present", "export"])
def test_other_screens_tell_them_as_they_are(server: Any, visit: Open, screen: str) -> None:
    view = visit(f"{server.url}/{screen}", mapped=False)
    page = view.page
    page.get_by_role("heading").first.wait_for()
    page.wait_for_timeout(1500)
    if screen.endswith("zech-2015"):
        told = page.locator("section.passages").text_content()
        assert all(name in told for name in HOSTILE)
    harmless(view, server)


@pytest.mark.parametrize(
    "parameter", ["search", "themes", "box", "years", "focus", "article", "lang", "at", "regions"]
)
def test_an_address_full_of_them_gives_a_view_and_a_note(server: Any, visit: Open, parameter: str) -> None:
    view = visit(f"{server.url}/?{parameter}={quote(HOSTILE[2])}&show_bases={quote(HOSTILE[0])}")
    told = view.page.get_by_text("Not understood in the address: ")
    told.wait_for()
    assert view.state()["visible"] > 0 or parameter == "search"
    frame = view.page.locator("iframe[title*='streamlit_folium']")
    before = frame.bounding_box()
    view.map.evaluate("window.marked = true")
    view.page.get_by_role("button", name="Close", exact=True).click()
    told.wait_for(state="detached")
    assert frame.bounding_box() == before, "the note stands over the map and moves nothing"
    assert view.map.evaluate("window.marked") is True, "nor is the map made anew"
    harmless(view, server)
