"""The timeline in the map's frame: it moves by itself, and the page hears of it once, when it rests."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import synthetic_layers

from geodash.selection import LAYERS, Selection
from geodash.view import load_styles
from geodash.view.histogram import histogram

pytestmark = pytest.mark.browser

Serve = Callable[..., Any]
Open = Callable[..., Any]
MOTION = "getComputedStyle(document.querySelector('.gt-window')).transitionDuration"


class Layer:
    def __init__(self, name: str, features: list[dict[str, Any]]) -> None:
        self.name, self.features = name, features


def years(view: Any) -> tuple[int, int]:
    first, last = view.state()["wanted"]["window"]
    return 1970 + int(first / 365.24 + 0.01), 1970 + int(last / 365.24)


def shown(view: Any) -> str:
    return str(view.map.locator(".gt-years").inner_text())


def drag(view: Any, start: int, end: int) -> None:
    """Drag from the middle of one year to the middle of another."""
    frame = view.page.locator("iframe[title*='streamlit_folium']").bounding_box()
    area = view.map.evaluate("(({x, y, width, height}) => [x, y, width, height])"
                             "(document.querySelector('.gt-area').getBoundingClientRect())")  # fmt: skip

    def point(year: int) -> tuple[float, float]:
        return frame["x"] + area[0] + (year - 1970 + 0.5) / 54 * area[2], frame["y"] + area[1] + area[3] / 2

    view.page.mouse.move(*point(start))
    view.page.mouse.down()
    view.page.mouse.move(*point(end), steps=5)


def test_the_bars_count_what_python_counts(serve: Serve, visit: Open) -> None:
    view = visit(serve(400).url)
    bars = view.map.evaluate(
        "[...document.querySelectorAll('.gt-area rect')]"
        ".map((bar) => ['x', 'fill', 'height'].map((name) => bar.getAttribute(name)))"
    )
    layers = [Layer(name, rows) for name, rows in synthetic_layers.layers(400).items()]
    wanted = histogram(layers, Selection()).bars
    totals = [sum(row.get(year, 0) for row in wanted.values()) for year in range(1970, 2024)]
    colors = {load_styles().color(name): name for name in LAYERS}
    found: dict[str, dict[int, int]] = {name: {} for name in wanted}
    for x, fill, height in bars:
        found[colors[fill]][1970 + int(float(x))] = round(float(height) * max(totals) / 100)
    assert found == wanted
    most = view.map.locator(".gt-caption").inner_text()
    assert f"most: {max(totals)} in {1970 + totals.index(max(totals))}" in most


def test_a_layer_switched_off_leaves_the_bars(serve: Serve, visit: Open) -> None:
    view = visit(serve().url)
    color = load_styles().color("bases")
    assert view.map.locator(f"rect[fill='{color}']").count() > 0
    view.page.get_by_text("Military and police bases").click()
    view.wait("!s.wanted.layers.includes('bases')")
    assert view.map.locator(f"rect[fill='{color}']").count() == 0
    assert view.map.locator(".gt-break").count() == 2
    view.page.locator("label", has_text="Coca zones").click()
    view.wait("!s.wanted.layers.includes('coca_zones')")
    assert view.map.locator(".gt-break").count() == 0


def test_dragging_sends_nothing_until_it_rests_and_the_map_stays(serve: Serve, visit: Open) -> None:
    view = visit(serve().url + "/?at=-74.25_-12.9_9&focus=bases:2")
    view.wait("s.chosen === 'bases:2'")
    view.map.evaluate("window.marked = true")
    view.page.wait_for_timeout(1500)
    before = view.state()
    view.received.clear()
    drag(view, 1980, 1992)
    view.wait("s.wanted.year === 1992")
    view.page.wait_for_timeout(500)
    assert sum(view.received) == 0
    assert view.state()["commands"] == before["commands"]
    view.page.mouse.up()
    view.wait(f"s.commands > {before['commands']} && s.still")
    view.page.wait_for_timeout(500)
    after = view.state()
    assert after["commands"] == before["commands"] + 1
    assert (shown(view), after["chosen"], after["camera"]) == ("1980 – 1992", before["chosen"], before["camera"])
    assert view.map.evaluate("window.marked") is True
    assert "years=1980&years=1992" in view.page.url
    drag(view, 1985, 1995)  # the window itself
    view.page.mouse.up()
    view.wait(f"s.commands > {after['commands']} && s.still")
    assert shown(view) == "1990 – 2002"


def test_the_answer_finds_its_window_painted(serve: Serve, visit: Open) -> None:
    view = visit(serve().url)
    view.slide("ArrowRight", 3)
    view.page.wait_for_timeout(300)
    heard = view.state()["commands"]
    view.map.get_by_role("slider").nth(0).focus()
    view.page.keyboard.press("ArrowRight")
    view.wait("s.wanted.window[0] === 1461")
    view.page.wait_for_timeout(100)
    painted = view.state()["painted"]
    view.wait(f"s.commands > {heard} && s.still")
    view.page.wait_for_timeout(300)
    assert view.state()["painted"] == painted


def test_the_map_s_part_of_a_move_is_small(serve: Serve, visit: Open) -> None:
    view = visit(serve(5000).url)
    messages: list[bytes] = []
    devtools = view.page.context.new_cdp_session(view.page)
    devtools.send("Network.enable")
    devtools.on(
        "Network.webSocketFrameReceived", lambda e: messages.append(base64.b64decode(e["response"]["payloadData"]))
    )
    view.slide("ArrowRight")
    view.page.wait_for_timeout(300)
    commands = [message for message in messages if b"geodash.command" in message]
    assert len(commands) == 1
    assert len(commands[0]) < 10_000


def test_play_runs_in_the_browser_and_tells_once_when_it_stops(serve: Serve, visit: Open) -> None:
    view = visit(serve().url + "/?years=1980&years=1982")
    view.page.wait_for_timeout(1500)
    before = view.state()["commands"]
    view.received.clear()
    view.map.get_by_label("Speed of play").select_option("4")
    view.map.get_by_role("button", name="Play").click()
    view.map.locator(".geodash-year").wait_for()
    view.wait("s.wanted.year >= 1988")
    assert re.fullmatch(r"\d{4} – \d{4}", view.map.locator(".geodash-year").inner_text())
    assert sum(view.received) == 0
    view.map.get_by_role("button", name="Pause").click()
    view.wait(f"s.commands > {before} && s.still")
    view.page.wait_for_timeout(600)
    assert view.state()["commands"] == before + 1
    first, last = years(view)
    assert last - first == 2
    assert f"years={first}&years={last}" in view.page.url
    assert view.map.locator(".geodash-year").is_hidden()
    assert view.errors == []


def test_play_goes_to_the_end_and_rests_there(serve: Serve, visit: Open) -> None:
    view = visit(serve().url + "/?years=2021&years=2021")
    view.map.get_by_label("Speed of play").select_option("4")
    view.map.locator(".leaflet-container, #map_div").first.focus()
    view.page.keyboard.press(" ")
    view.wait("s.wanted.year === 2024 && s.still")
    assert shown(view) == "2024"
    view.map.get_by_role("slider").first.focus()
    view.page.keyboard.press(" ")  # from the start again
    view.wait("s.wanted.year >= 1970 && s.wanted.year < 1980")
    view.page.keyboard.press(" ")
    view.wait("s.still")


def test_the_keyboard_does_all(serve: Serve, visit: Open) -> None:
    view = visit(serve().url + "/?years=1980&years=1990")
    first, last = (view.map.get_by_role("slider").nth(number) for number in (0, 1))
    told = [first.get_attribute(f"aria-value{name}") for name in ("min", "max", "now", "text")]
    assert told == ["1970", "2024", "1980", "1980, window 1980 – 1990"]
    for handle, key, window in (
        (first, "ArrowRight", "1981 – 1990"),
        (last, "ArrowLeft", "1981 – 1989"),
        (last, "PageUp", "1981 – 1999"),
        (first, "Shift+ArrowLeft", "1980 – 1998"),
        (first, "PageDown", "1970 – 1998"),
        (last, "End", "1970 – 2024"),
        (first, "End", "2024"),
        (first, "Home", "1970 – 2024"),
    ):
        handle.focus()
        view.page.keyboard.press(key)
        assert shown(view) == window, key
    view.map.get_by_role("button", name="The years 1990 to 1999").press("Enter")
    view.wait("s.still")
    assert shown(view) == "1990 – 1999"
    view.map.get_by_role("button", name="One year on").press("Enter")
    assert shown(view) == "1991 – 2000"


def test_certainty_and_undated_reach_the_map_the_legend_and_the_address(serve: Serve, visit: Open) -> None:
    view = visit(serve().url + "/?years=1983&years=1985")
    view.map.get_by_role("radio", name="certainly").click()
    view.map.get_by_role("button", name=re.compile("undated")).click()
    view.wait("s.still && !s.wanted.undated && s.wanted.certainty === 'certainly'")
    view.page.wait_for_timeout(500)
    assert "certainty=certainly" in view.page.url and "undated=false" in view.page.url
    for layer, count in view.state()["counts"].items():
        assert count["possible"] == count["undated"] == 0
        assert f"{sum(count.values())} / " in view.page.locator(f".st-key-show_{layer} label").inner_text()
    view.map.get_by_role("radio", name="certainly").press("ArrowRight")
    view.wait("s.still && s.wanted.certainty === 'possibly'")
    view.page.wait_for_timeout(500)
    assert "certainty" not in view.page.url


def test_going_back_brings_the_window_before(serve: Serve, visit: Open) -> None:
    view = visit(serve().url)
    view.slide("PageUp")
    view.slide("PageUp")
    assert shown(view) == "1990 – 2024"
    view.page.go_back()
    view.wait("s.wanted.window[0] === 3652")
    assert shown(view) == "1980 – 2024"


@pytest.mark.parametrize(("width", "height", "tall"), [(1366, 768, 84), (390, 844, 84)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_as_wide_as_the_map_and_its_words_can_be_read(
    serve: Serve, visit: Open, width: int, height: int, tall: int, scheme: str
) -> None:
    view = visit(serve().url, width, height, color_scheme=scheme)
    view.wait(f"s.wanted.theme === '{scheme}'")
    box = view.map.locator(".geodash-timeline").bounding_box()
    frame = view.page.locator("iframe[title*='streamlit_folium']").bounding_box()
    assert (box["width"], box["height"]) == (frame["width"], tall)
    assert box["y"] + box["height"] == pytest.approx(frame["y"] + frame["height"], abs=1)
    told = json.loads(view.map.evaluate((Path(__file__).parent / "legibility.js").read_text("utf-8")))
    assert len(told) > 8
    for text, size, contrast in told:
        assert size >= 11, text
        assert contrast >= 4.5, text


def test_less_motion_where_the_reader_s_system_asks_for_it(serve: Serve, visit: Open) -> None:
    for motion, moves in (("reduce", False), ("no-preference", True)):
        view = visit(serve().url, reduced_motion=motion)
        view.map.get_by_role("button", name="Play").click()
        assert (view.map.evaluate(MOTION) not in {"0s", ""}) is moves
        view.page.close()
