"""Names on the map: whole, in sight, on nothing, and no place named twice."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest

from geodash import bundle

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
Box = list[float]

# What lies over the map, and the symbols on it with their numbers, as boxes in the frame.
THERE = """() => {
    const host = map_div.getContainer(), frame = host.getBoundingClientRect();
    const over = [...host.querySelectorAll(".leaflet-control, .geodash-inset, .geodash-drawer, .geodash-roll")]
        .map((node) => node.getBoundingClientRect()).filter((box) => box.width && box.height)
        .map((box) => [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top]);
    const marks = Object.values(map_div._layers).find((layer) => layer.standings);
    const origin = map_div.getPixelOrigin();
    const drawn = marks.boxes().map(([w, n, e, s]) => {
        const a = map_div.layerPointToContainerPoint([w - origin.x, n - origin.y]);
        return [a.x, a.y, a.x + e - w, a.y + s - n];
    });
    return { over, drawn, width: frame.width, height: frame.height };
}"""


@pytest.fixture(scope="module")
def atlas(serve: Callable[..., Any]) -> str:
    return str(serve(layers=bundle.path("geo")).url)


def overlap(one: Box, other: Box) -> bool:
    return all(
        a < b - 0.6 for a, b in ((one[0], other[2]), (other[0], one[2]), (one[1], other[3]), (other[1], one[3]))
    )


@pytest.mark.parametrize(
    "query",
    [
        "focus=E06",
        "focus=C01",
        "at=-74.25_-12.93_13",
        "",
        "at=-73.9_-12.6_8.5&years=2014&years=2014",
        "focus=gd:pe:vraem",
    ],
)
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_names_stand_whole_and_clear_of_all_else(
    atlas: str, visit: Open, query: str, width: int, height: int
) -> None:
    view = visit(f"{atlas}/?{query}", width, height)
    view.map.wait_for_selector(".geodash-ready")
    if "focus" in query:
        view.map.locator(".geodash-drawer dl").first.wait_for()
    view.page.wait_for_timeout(600)
    there = view.map.evaluate(THERE)
    names = [
        name for name in view.state()["written"] if overlap(name["box"], [0, 0, there["width"], there["height"]])
    ]
    assert len(names) > 2
    for name in names:
        west, north, east, south = box = name["box"]
        assert west >= 0 and north >= 0 and east <= there["width"] and south <= there["height"], name
        assert [other for other in there["over"] + there["drawn"] if overlap(box, other)] == [], name
    assert [(a, b) for a, b in combinations(names, 2) if overlap(a["box"], b["box"])] == []


def test_a_place_is_named_once(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/?at=-74.25_-12.93_13")
    view.map.wait_for_selector(".geodash-ready")
    view.page.wait_for_timeout(600)
    assert view.state()["names"].count("Maynay") == 1


def test_a_name_without_room_is_tried_elsewhere_then_shortened_then_left_out(atlas: str, visit: Open) -> None:
    view = visit(atlas)
    found = view.map.evaluate(
        """(text) => {
            const gaps = { right: 9, left: 9, up: 9, down: 9 };
            const wide = (words) => 6 * words.length;
            const ask = (taken, must = false) => {
                const room = new geodash.Room([0, 0, 500, 300], () => 0);
                for (const box of taken) room.cover(box);
                const at = { x: 250, y: 150 };
                const place = room.find({ kind: "marks", text, at, gaps, angle: 0, high: 8, must }, wide);
                if (!place) return null;
                const middle = Math.round(place.x + wide(place.text) / 2);
                return [place.text, Math.sign(middle - 250), Math.sign(place.y - 150)];
            };
            const [right, left] = [[260, 146, 300, 154], [200, 146, 240, 154]];
            const [above, below] = [[200, 120, 300, 142], [200, 158, 300, 180]];
            const narrow = [left, [0, 0, 500, 142], [0, 158, 500, 300], [400, 140, 500, 160]];
            const free = [[], [right], [right, left], [right, left, above], [right, left, above, below], narrow];
            return [...free.map((taken) => ask(taken)), ask(narrow, true), ask([[0, 0, 500, 300]], true)];
        }""",
        (whole := "Villa Florida self-defense force"),
    )
    assert found[:4] == [[whole, 1, 0], [whole, -1, 0], [whole, 0, -1], [whole, 0, 1]]
    assert found[4:6] == [None, None]
    text, side, _ = found[6]
    assert side == 1
    assert text.endswith("…") and whole.startswith(text[:-1]) and len(text) >= 11
    assert found[7] is None


def test_numbers_of_one_spot_stand_apart(atlas: str, visit: Open) -> None:
    """The first of several symbols has its number on the left, the last on the right, those between above."""
    view = visit(f"{atlas}/?at=-74.25_-12.93_13")
    spots = view.map.evaluate(
        """() => {
            const marks = Object.values(map_div._layers).find((layer) => layer.standings), spots = {};
            for (const mark of marks.stamped) {
                const at = [mark.dx, marks.side(mark)];
                const spot = (spots[mark.ground] = spots[mark.ground] || []);
                if (!spot.some(([dx]) => dx === mark.dx)) spot.push(at);
            }
            return Object.values(spots).map((spot) => spot.sort((a, b) => a[0] - b[0]).map(([, side]) => side));
        }"""
    )
    assert {len(spot) for spot in spots} >= {1, 3}
    for spot in spots:
        assert spot == ([1] if len(spot) == 1 else [-1, *[0] * (len(spot) - 2), 1])


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
@pytest.mark.parametrize("chapter", ["the-war-comes", "free-choice-or-order", "putis"])
def test_what_a_chapter_speaks_of_is_named_whole(
    atlas: str, visit: Open, chapter: str, width: int, height: int
) -> None:
    address = f"{atlas}/atlas/present?story=who-keeps-us-safe&lang=es&chapter={chapter}"
    page = visit(address, width, height, mapped=False).page
    for _ in range(200):
        if page.evaluate("window.geodashPresent && geodashPresent.state()?.still"):
            break
        page.wait_for_timeout(100)
    page.wait_for_timeout(600)
    if page.evaluate("geodashPresent.state().stage") == "note":
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(1500)
    found = page.evaluate(
        """() => {
            const { written: names, focused } = geodashPresent.map().state();
            const box = (name) => document.querySelector(name).getBoundingClientRect();
            const [{ left, top, right, bottom }, map] = [box(".gp-legend"), box(".gp-map")];
            const over = [left - map.left, top - map.top, right - map.left, bottom - map.top];
            return { names, focused: focused.length, over, width: map.width, height: map.height };
        }"""
    )
    first = found["names"][: found["focused"]]
    assert found["focused"] >= 2 and len(first[0]["name"]) > 20  # a mark's name, not the ground's
    for name in found["names"]:
        west, north, east, south = box = name["box"]
        if overlap(box, [0, 0, found["width"], found["height"]]):
            assert west >= 0 and north >= 0 and east <= found["width"] and south <= found["height"], name
        assert not overlap(box, found["over"]), name
    if width > 560:
        assert all(len(name["text"]) > 20 for name in first)


def test_what_is_written_lies_on_whole_pixels(atlas: str, visit: Open) -> None:
    """Between two pixels of the screen letters are blurred."""
    view = visit(f"{atlas}/?focus=E06")
    view.map.wait_for_selector(".geodash-ready")
    where = "() => [...document.querySelectorAll('.leaflet-pane canvas')].map((one) => one.style.transform)"
    for _ in range(2):
        view.page.wait_for_timeout(700)
        found = view.map.evaluate(where)
        assert len(found) >= 4
        assert [one for one in found if "." in one or "scale" in one] == []
        view.map.locator(".leaflet-control-zoom-in").click()
