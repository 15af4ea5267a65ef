"""Table, charts, filters and map in a real browser: each follows the others."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from geodash import bundle

pytestmark = pytest.mark.browser

Serve = Callable[..., Any]
Open = Callable[..., Any]
GROUPS = ("themes", "actors", "articles", "regions", "confidence", "origins", "precision")


@pytest.fixture(scope="module")
def atlas(serve: Serve) -> str:
    return str(serve(layers=bundle.path("geo")).url)


def status(view: Any) -> tuple[int, int]:
    """How many rows are shown, of how many."""
    told = view.page.locator(".st-key-filter_status p").first.inner_text()
    found = re.match(r"([\d,]+) of ([\d,]+) rows shown", told)
    assert found, told
    shown, whole = (int(number.replace(",", "")) for number in found.groups())
    return shown, whole


def until(view: Any, shown: int) -> None:
    view.page.locator(".st-key-filter_status p", has_text=re.compile(rf"^{shown:,} of ")).wait_for()


def total(view: Any) -> int:
    told = view.page.locator(".gd-table caption").inner_text()
    found = re.search(r"([\d,]+) rows", told)
    assert found, told
    return int(found.group(1).replace(",", ""))


def test_a_row_sends_the_map_there_and_opens_it(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/?search=luricocha")
    row = view.page.locator(".gd-table .go", has_text="Luricocha self-defense force")
    row.click()
    view.wait("s.chosen === 'C01' && s.camera.zoom >= 9")
    x, y = view.map.evaluate("geodash.where('C01')")
    drawer = view.map.locator(".geodash-drawer").bounding_box()
    frame = view.page.locator("iframe[title*='streamlit_folium']").bounding_box()
    free = drawer["x"] - frame["x"]  # of the map beside the drawer
    assert x == pytest.approx(free / 2, abs=free / 6)
    assert 0 < y < frame["height"]
    assert view.map.locator(".geodash-drawer h2").inner_text() == "Luricocha self-defense force"
    view.page.locator(".gd-table tr.chosen", has_text="Luricocha self-defense force").wait_for()
    assert view.errors == []


def test_a_mark_turns_the_table_to_its_row(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/?at=-74.270_-12.900_11.00")
    view.page.locator(".gd-table .go").first.wait_for()
    assert view.page.locator("[data-key='row-C01']").count() == 0, "it is on a later page"
    view.click("C01")
    view.wait("s.chosen")
    chosen = view.state()["chosen"]
    row = view.page.locator(f".gd-table tr.chosen [data-key='row-{chosen}']")
    row.wait_for()
    assert row.get_attribute("aria-current") == "true"
    view.page.keyboard.press("Escape")


def test_what_is_listed_and_not_drawn_opens_from_the_table(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/?search=29+bases")
    before = view.state()["camera"]
    row = view.page.locator(".gd-table tr.listed .go").first
    name = row.inner_text()
    row.click()
    view.map.locator(".geodash-drawer h2", has_text=name).wait_for()
    assert view.state()["camera"] == before


def test_each_filter_leaves_what_it_says_and_one_click_clears_it(atlas: str, visit: Open) -> None:
    view = visit(atlas)
    page = view.page
    page.locator(".gd-table caption").wait_for()
    whole = status(view)[1]
    for group in GROUPS:
        page.locator(f".st-key-group_{group} button").first.click()
        choice = page.locator("[data-testid=stPopoverBody] [data-testid=stButtonGroup] button").first
        told = int(choice.inner_text().rpartition("· ")[2].replace(",", ""))
        choice.click()
        until(view, told)
        assert 0 < told < whole, group
        assert total(view) == told
        view.wait("s.wanted.kept")
        page.locator(f".st-key-clear_{group} button").click()
        until(view, whole)
        view.wait("!s.wanted.kept")
        page.keyboard.press("Escape")
    assert view.errors == [] and view.outside == []


def test_layers_certainty_and_undated_rows_count_the_same_everywhere(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/?years=1983&years=1985")
    view.page.locator(".gd-table caption").wait_for()
    shown, whole = status(view)
    assert total(view) == shown < whole
    view.map.get_by_role("radio", name="certainly").click()
    view.wait("s.still && s.wanted.certainty === 'certainly'")
    view.page.wait_for_timeout(700)
    assert total(view) == status(view)[0] < shown
    view.page.locator(".st-key-show_events label").click()
    view.wait("!s.wanted.layers.includes('events')")
    view.page.wait_for_timeout(700)
    assert total(view) == status(view)[0]
    told = view.page.locator(".st-key-filter_status p").first.inner_text()
    assert "hidden by: layers, years" in told


def test_the_charts_mark_the_window_and_follow_it(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/?years=1980&years=1992")
    view.page.get_by_role("tab", name="Coca hectares").click()
    charts = view.page.locator("[data-testid=stVegaLiteChart]")
    charts.first.locator("canvas, svg").first.wait_for()
    expect(charts).to_have_count(2)
    before = charts.first.screenshot()
    view.slide("PageUp")
    view.page.wait_for_timeout(1200)
    assert charts.first.screenshot() != before
    view.page.get_by_role("tab", name="Table").click()
    view.page.locator(".gd-table caption", has_text="1990 – 1992").wait_for()


def test_the_country_fills_the_map_on_a_large_screen(atlas: str, visit: Open) -> None:
    view = visit(atlas, 1920, 1080)
    view.wait("s.camera.zoom > 5.7")  # on a laptop it is 5.4
    west, south, east, north = view.map.evaluate("geodash.bounds()")
    assert west < -81.4 and east > -68.6 and south < -18.4 and north > 0.1
    assert north - south < 24, "more than Peru and its margin: the map took another height for its own"
