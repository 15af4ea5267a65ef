"""The filters and the address in a real browser: map, counts and links agree; going back takes back one step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import synthetic_layers

pytestmark = pytest.mark.browser

Serve = Callable[..., Any]
Open = Callable[..., Any]
PARAMETERS = "[...new URLSearchParams(location.search).keys()]"
FRAME = "iframe[title*='streamlit_folium']"


def marks(view: Any) -> int:
    return sum(sum(counts.values()) for counts in view.state()["counts"].values())


def status(view: Any) -> str:
    return str(view.page.locator(".st-key-filter_status p").first.inner_text())


def until(view: Any, text: str) -> None:
    view.page.locator(".st-key-filter_status", has_text=text).wait_for()


def address(view: Any) -> str:
    return str(view.page.evaluate("location.search"))


def search(view: Any, text: str) -> None:
    before = view.state()["commands"]
    view.page.locator(".st-key-search_row input").wait_for()
    view.page.keyboard.press("/")
    view.page.wait_for_function("document.activeElement.matches('.st-key-search_row input')")
    view.page.keyboard.type(text)
    view.page.keyboard.press("Enter")
    view.wait(f"s.commands > {before} && s.wanted.kept")


def test_a_search_and_a_group_filter_the_map_and_back_takes_them_back(serve: Serve, visit: Open) -> None:
    view = visit(serve().url)
    view.map.evaluate("window.marked = true")
    whole, words = marks(view), status(view)
    search(view, "bases 7")
    until(view, "1 of")
    assert marks(view) == 1
    assert "search=bases+7" in address(view)
    view.page.go_back()
    until(view, words)
    view.wait("s.wanted.kept === null")
    assert marks(view) == whole
    assert view.page.locator(".st-key-search_row input").input_value() == ""
    view.page.go_forward()
    until(view, "1 of")
    assert marks(view) == 1
    view.page.get_by_role("button", name="Show all").click()
    until(view, words)
    assert "search" not in address(view)
    assert view.map.evaluate("window.marked") is True
    assert view.errors == []


def test_one_click_shows_all_again_and_going_back_undoes_it(serve: Serve, visit: Open) -> None:
    server = serve()
    whole = visit(server.url)
    until(whole, "rows shown")
    count, words = marks(whole), status(whole)
    view = visit(f"{server.url}/?years=1984&years=1984&certainty=certainly&undated=false&show_places=false")
    until(view, "hidden by: layers, years, only certain, without undated")
    before = (marks(view), status(view))
    view.page.get_by_role("button", name="Show all").click()
    until(view, words)
    view.wait("s.wanted.layers.length === 5 && s.wanted.undated && s.still")
    assert marks(view) == count
    assert not {"years", "certainty", "undated", "show_places"} & set(view.page.evaluate(PARAMETERS))
    assert view.page.get_by_role("button", name="Show all").count() == 0
    view.page.go_back()
    until(view, before[1])
    view.wait("s.wanted.layers.length === 4 && !s.wanted.undated && s.still")
    assert marks(view) == before[0]


def test_a_search_typed_without_enter_survives_a_click_on_the_timeline(serve: Serve, visit: Open) -> None:
    view = visit(serve().url)
    until(view, "rows shown")
    for text, year in (("bases", "1980"), ("bases 7", "2000"), ("events", "1990")):
        box = view.page.locator(".st-key-search_row input")
        box.fill(text)
        view.page.wait_for_timeout(500)
        view.map.locator(".geodash-timeline").get_by_text(year, exact=True).first.click()
        view.wait("s.wanted.kept && s.still")
        view.page.wait_for_function(f"location.search.includes('years={year}')")
        view.page.wait_for_timeout(1000)
        assert box.input_value() == text
        assert f"search={text.replace(' ', '+')}" in address(view)
        assert "search" in status(view).partition("hidden by: ")[2]


def test_a_closed_group_never_brings_an_old_choice_back(serve: Serve, visit: Open) -> None:
    view = visit(serve().url)
    words = status(view)
    view.page.locator(".st-key-group_precision button").click()
    view.page.locator("[data-testid=stPopoverBody] button", has_text="known spot").click()
    until(view, "hidden by: precision")
    view.page.keyboard.press("Escape")
    view.page.go_back()
    until(view, words)
    search(view, "made")
    until(view, "rows shown")
    assert "precision" not in address(view)


def test_a_rectangle_drawn_on_the_map_filters(serve: Serve, visit: Open) -> None:
    view = visit(serve().url)
    whole = marks(view)
    until(view, "rows shown")
    frame = view.page.locator(FRAME).bounding_box()
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    view.page.keyboard.down("Shift")
    view.page.mouse.move(x, y)
    view.page.mouse.down()
    view.page.mouse.move(x + 60, y + 80, steps=4)
    view.page.mouse.up()
    view.page.keyboard.up("Shift")
    view.wait("s.wanted.box")
    until(view, "rectangle")
    assert 0 < marks(view) < whole
    west, south, east, north = view.state()["wanted"]["box"]
    assert west < east and south < north
    assert "box=" in address(view)


def test_a_link_gives_a_stranger_the_same_view(serve: Serve, visit: Open) -> None:
    server = serve()
    ours = visit(f"{server.url}/?years=1980&years=1992&certainty=certainly&show_events=false&precision=2&search=made")
    ours.wait("s.wanted.kept")
    ours.map.locator(".leaflet-control-zoom-in").click()
    ours.page.wait_for_timeout(600)
    row = ours.map.evaluate("geodash.state().counts && 'bases:3'")
    ours.map.evaluate("id => geodash.choose({id, layer: 'bases', name: id, unmarked: true})", row)
    ours.page.wait_for_timeout(800)
    theirs = visit(ours.page.evaluate("location.href"))
    theirs.wait("s.wanted.kept && s.chosen")
    mine, other = ours.state(), theirs.state()
    for key in ("window", "layers", "certainty", "undated", "kept", "box"):
        assert mine["wanted"][key] == other["wanted"][key], key
    assert mine["counts"] == other["counts"]
    assert mine["chosen"] == other["chosen"] == row
    assert status(ours) == status(theirs)
    for key, slack in (("lon", 0.01), ("lat", 0.01), ("zoom", 0.01)):
        assert mine["camera"][key] == pytest.approx(other["camera"][key], abs=slack)
    assert ours.errors == theirs.errors == []


def test_the_camera_survives_the_scripts_own_writes_and_is_no_step(serve: Serve, visit: Open) -> None:
    view = visit(serve().url)
    steps = view.page.evaluate("history.length")
    for _ in range(2):
        view.map.locator(".leaflet-control-zoom-in").click()
        view.page.wait_for_timeout(500)
    assert view.page.evaluate("history.length") == steps
    camera = address(view).partition("at=")[2].partition("&")[0]
    search(view, "made")
    view.page.wait_for_timeout(800)
    assert f"at={camera}" in address(view)
    assert view.page.evaluate("history.length") == steps + 1


@pytest.mark.parametrize("hostile", synthetic_layers.HOSTILE[:4])
def test_hostile_searches_show_as_themselves(serve: Serve, visit: Open, hostile: str) -> None:
    view = visit(serve(hostile=True).url)
    field = view.page.locator(".st-key-search_row input")
    field.fill(hostile)
    field.press("Enter")
    view.page.wait_for_timeout(1200)
    assert field.input_value() == hostile
    assert view.page.evaluate("window.planted") is None
    assert view.map.evaluate("window.planted") is None
    again = visit(view.page.evaluate("location.href"))
    again.page.wait_for_function(  # the map comes first, the sidebar after it
        "text => document.querySelector('.st-key-search_row input')?.value === text", arg=hostile
    )
    assert again.page.evaluate("window.planted") is None
