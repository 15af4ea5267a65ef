"""Space on the map in a real browser: crowds, places abroad, the whole screen, where the pointer is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import synthetic_layers

pytestmark = pytest.mark.browser

Serve = Callable[..., Any]
Open = Callable[..., Any]
ABROAD = {"Mexico": (-102.0, 23.0, "MX", 6), "Nigeria": (8.0, 10.0, "NG", 6), "Europe": (9.1, 48.7, "", 7)}


@pytest.fixture(scope="module")
def layers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up layers with three places abroad, and four events a few steps from each other."""
    folder = synthetic_layers.write(tmp_path_factory.mktemp("space") / "geo", 200)
    _add(folder / "places.geojson", [_abroad(name, *row) for name, row in ABROAD.items()])
    _add(folder / "events.geojson", [_near(number) for number in range(4)])
    return folder


def _add(path: Path, features: list[dict[str, Any]]) -> None:
    collection = json.loads(path.read_text("utf-8"))
    collection["features"] += features
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")


def _abroad(name: str, lon: float, lat: float, country: str, precision: int) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(json.dumps(synthetic_layers.layers(4)["places"][1]))
    row["id"] = row["properties"]["id"] = f"places:{name}"
    row["geometry"] = {"type": "Point", "coordinates": [lon, lat]}
    row["properties"] |= {
        "name": name,
        "country": country,
        "where_prec": precision,
        "admin": "",
        "uncertainty_km": 900.0,
    }
    row["properties"] |= {"drawn": "listed", "listed_reason": "outside", "kind": "country"}
    return row


def _near(number: int) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(json.dumps(synthetic_layers.layers(40)["events"][1]))
    row["id"] = row["properties"]["id"] = f"events:near{number}"
    row["properties"] |= {"name": f"Near {number}", "drawn": "point", "uncertainty_km": 1.0, "where_prec": 1}
    row["geometry"] = {"type": "Point", "coordinates": [-70.5 + number / 10**5, -15.0]}
    return row


def fullest(view: Any) -> tuple[float, float]:
    """Say where the fullest ring in the frame lies on the page."""
    x, y = max(view.state()["clusters"], key=lambda one: one["n"])["at"]
    frame = view.page.locator("iframe[title*='streamlit_folium']").bounding_box()
    assert frame
    return frame["x"] + x, frame["y"] + y


def test_rings_hide_nothing_and_part_when_clicked(serve: Serve, visit: Open, layers: Path) -> None:
    view = visit(serve(layers=layers).url)
    before = view.state()
    assert before["clusters"]
    shown = sum(sum(count.values()) for count in before["counts"].values())
    in_rings = sum(ring["n"] for ring in before["clusters"])
    assert before["apart"] + in_rings == shown
    for one in before["clusters"]:
        assert one["n"] == sum(row["all"] for row in one["layers"].values()) >= 3
    view.page.mouse.click(*fullest(view))
    view.wait(f"s.camera.zoom > {before['camera']['zoom']}")
    view.wait(f"Math.max(0, ...s.clusters.map((one) => one.n)) < {max(one['n'] for one in before['clusters'])}")
    assert view.errors == []


def test_rings_follow_the_window(serve: Serve, visit: Open, layers: Path) -> None:
    view = visit(serve(layers=layers).url)
    before = sum(one["n"] for one in view.state()["clusters"])
    view.slide("End", handle=0)
    after = view.state()
    assert sum(one["n"] for one in after["clusters"]) < before
    view.slide("Home", handle=0)
    assert sum(one["n"] for one in view.state()["clusters"]) == before


def test_what_no_zoom_parts_is_listed(serve: Serve, visit: Open, layers: Path) -> None:
    view = visit(serve(layers=layers).url + "/?at=-70.5_-15_13")
    frame = view.page.locator("iframe[title*='streamlit_folium']").bounding_box()
    near = next(one for one in view.state()["clusters"] if one["n"] == 4 and set(one["layers"]) == {"events"})
    view.page.mouse.click(frame["x"] + near["at"][0], frame["y"] + near["at"][1])
    dialog = view.map.get_by_role("dialog", name="4 rows here")
    assert sorted(dialog.locator(".geodash-roll-name span").all_inner_texts()) == [f"Near {n}" for n in range(4)]
    dialog.get_by_role("button", name="Near 2").click()
    view.wait("s.chosen === 'events:near2'")
    assert not dialog.is_visible()
    assert view.map.locator(".geodash-drawer").is_visible()


def test_places_abroad_are_told_of_and_can_be_gone_to(serve: Serve, visit: Open, layers: Path) -> None:
    view = visit(serve(layers=layers).url)
    world = view.map.get_by_role("complementary", name="Places outside the country")
    world.get_by_text("3 places abroad").wait_for()
    before = view.state()["camera"]
    view.map.locator(".geodash-inset-map").focus()
    view.page.keyboard.press("Enter")
    dialog = view.map.get_by_role("dialog", name="3 places abroad")
    assert sorted(dialog.locator(".geodash-roll-name span").all_inner_texts()) == sorted(ABROAD)
    view.page.keyboard.press("Escape")
    assert not dialog.is_visible()
    view.page.keyboard.press("Enter")  # the focus is back on the globe
    dialog.get_by_role("button", name="Mexico").first.click()
    view.wait("s.chosen === 'places:Mexico'")
    view.map.locator(".geodash-drawer h2", has_text="Mexico").wait_for()
    view.page.keyboard.press("Escape")
    view.map.locator(".geodash-inset-label").click()
    dialog.get_by_role("button", name="Go to Nigeria").click()
    view.wait("Math.abs(s.camera.lon - 8) < 1 && Math.abs(s.camera.lat - 10) < 1")
    view.map.get_by_text("Nigeria · listed, not drawn").wait_for()
    view.map.get_by_role("button", name="Back to the whole country").click()
    view.wait(f"Math.abs(s.camera.lon - {before['lon']}) < 1")
    assert view.map.get_by_text("Nigeria · listed, not drawn").count() == 0
    assert view.outside == []
    assert view.errors == []


def test_the_small_world_follows_the_filters(serve: Serve, visit: Open, layers: Path) -> None:
    view = visit(serve(layers=layers).url)
    assert view.map.locator(".geodash-inset").is_visible()
    view.page.get_by_text("Place mentions").click()
    view.wait("s.abroad === 0 && !s.wanted.layers.includes('places')")
    assert not view.map.locator(".geodash-inset").is_visible()


def test_no_places_abroad_no_small_world(serve: Serve, visit: Open) -> None:
    view = visit(serve().url)
    assert not view.map.locator(".geodash-inset").is_visible()


def test_on_a_phone_the_small_world_waits_behind_its_button(serve: Serve, visit: Open, layers: Path) -> None:
    view = visit(serve(layers=layers).url, 390, 844)
    label = view.map.locator(".geodash-inset-label")
    label.wait_for()
    assert not view.map.locator(".geodash-inset-map").is_visible()
    label.click()
    view.map.locator(".geodash-inset-map").wait_for()


def test_the_whole_screen_and_back(serve: Serve, visit: Open, layers: Path) -> None:
    view = visit(serve(layers=layers).url)
    view.map.get_by_role("button", name="Full screen").click()
    view.map.wait_for_function("document.fullscreenElement && innerWidth === 1366 && innerHeight === 768")
    assert view.map.locator(".geodash-timeline").is_visible()
    view.map.get_by_role("button", name="Leave full screen").click()
    view.map.wait_for_function("!document.fullscreenElement && innerHeight < 768")


def test_coordinates_in_words(serve: Serve, visit: Open, layers: Path) -> None:
    view = visit(serve(layers=layers).url + "/?at=-74.25_-12.94_9")
    where = view.map.locator(".geodash-where")
    assert where.inner_text() == "12.94° S, 74.25° W"
    told = view.map.evaluate(
        "geodash.controls.told(48.7, 189.1, 12, { north: 'N', south: 'S', east: 'E', west: 'O' })"
    )
    assert told == "48.7000° N, 170.9000° O"


@pytest.mark.parametrize(("width", "height", "way"), [(1366, 768, "height"), (390, 844, "width")])
def test_the_country_fills_its_frame_at_first(
    serve: Serve, visit: Open, layers: Path, width: int, height: int, way: str
) -> None:
    view = visit(serve(layers=layers).url, width, height)
    share = view.map.evaluate(
        """(way) => {
            const map = map_div, size = map.getSize();
            const a = map.latLngToContainerPoint([0.0, -81.3]), b = map.latLngToContainerPoint([-18.35, -68.7]);
            if (way === "height") return [(b.y - a.y) / size.y, a.y, size.y - b.y];
            return [(b.x - a.x) / size.x, a.x, size.x - b.x];
        }""",
        way,
    )
    assert 0.82 <= share[0] <= 1
    assert min(share[1:]) >= 0


def test_the_chosen_mark_has_its_name_whatever_the_zoom(serve: Serve, visit: Open, layers: Path) -> None:
    view = visit(serve(layers=layers).url + "/?focus=bases:2&at=-74.2_-12.2_5")
    view.wait("s.chosen === 'bases:2'")
    view.wait("s.names.includes('Bases 2')")


def test_marks_and_rings_by_keyboard(serve: Serve, visit: Open, layers: Path) -> None:
    view = visit(serve(layers=layers).url)
    walk, told = view.map.locator(".geodash-walk"), view.map.locator(".geodash-walk + [role='status']")
    walk.focus()
    stops = set()
    for key in ("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft"):
        view.page.keyboard.press(key)
        box = walk.bounding_box()
        stops.add((round(box["x"]), round(box["y"])))
    assert len(stops) >= 4
    camera = view.state()["camera"]
    for _ in range(40):  # to some ring: the arrow keys move from stop to stop, not the map
        if "rows here" in told.inner_text():
            break
        view.page.keyboard.press("ArrowRight" if _ < 20 else "ArrowLeft")
    assert "rows here" in told.inner_text()
    assert view.state()["camera"] == camera
    view.page.keyboard.press("Enter")
    view.wait(f"s.camera.zoom > {camera['zoom']}")
    assert walk.evaluate("node => node === document.activeElement")
    view.page.keyboard.press("Escape")
    assert view.map.evaluate("document.activeElement.classList.contains('leaflet-container')")
    assert view.errors == []


def test_a_mark_and_a_list_open_by_keyboard(serve: Serve, visit: Open, layers: Path) -> None:
    view = visit(serve(layers=layers).url + "/?at=-70.5_-15_13")
    walk = view.map.locator(".geodash-walk")
    walk.focus()
    assert view.map.locator(".geodash-walk + [role='status']").inner_text().startswith("4 rows here")
    view.page.keyboard.press("Enter")
    view.map.get_by_role("dialog", name="4 rows here").wait_for()
    view.page.keyboard.press("Escape")
    assert walk.evaluate("node => node === document.activeElement")
    view = visit(serve(layers=layers).url + "/?at=-74.2_-12.2_11")
    view.map.locator(".geodash-walk").focus()
    for key in ("Enter", "ArrowRight", "Enter", "ArrowLeft", "Enter"):
        view.page.keyboard.press(key)
        if view.state()["chosen"]:
            break
    assert view.state()["chosen"]
    view.map.locator(".geodash-drawer h2").wait_for()
