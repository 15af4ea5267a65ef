"""The address holds everything: links, going back and forward, other screens, the other language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from geodash import bundle

pytestmark = pytest.mark.browser

Serve = Callable[..., Any]
Open = Callable[..., Any]
WHOLE = {
    "years": ["1980", "1995"],
    "certainty": ["certainly"],
    "undated": ["false"],
    "show_bases": ["false"],
    "themes": ["military,self-defense"],
    "actors": ["army,self_defense,shining_path"],
    "articles": ["zech-2014,zech-2015"],
    "regions": ["Ayacucho"],
    "confidence": ["high,medium"],
    "origins": ["article"],
    "precision": ["3"],
    "box": ["-76,-15,-72,-11"],
    "search": ["huanta"],
    "lang": ["es"],
    "focus": ["C01"],
    "at": ["-74.200_-12.900_8.50"],
}
SAME = ("window", "layers", "certainty", "undated", "articles", "themes", "kept", "box", "focus")


@pytest.fixture(scope="module")
def atlas(serve: Serve) -> str:
    return str(serve(layers=bundle.path("geo")).url)


def link(atlas: str, choices: dict[str, list[str]]) -> str:
    return f"{atlas}/?" + "&".join(f"{key}={value}" for key, values in choices.items() for value in values)


def choices(view: Any) -> dict[str, list[str]]:
    return parse_qs(urlsplit(view.page.url).query)


def steps(view: Any) -> int:
    return int(view.page.evaluate("history.length"))


def rows(view: Any) -> str:
    return str(view.page.locator(".gd-table caption").inner_text())


def settled(view: Any, condition: str = "true") -> None:
    """Wait until the script has answered and the address has been written."""
    view.wait(f"s.still && ({condition})")
    view.page.wait_for_timeout(700)


def test_an_address_with_everything_in_it_gives_the_same_view_again(atlas: str, visit: Open) -> None:
    ours = visit(link(atlas, WHOLE))
    settled(ours, "s.chosen === 'C01' && s.wanted.kept")
    ours.page.get_by_text("Capas", exact=True).wait_for()
    assert ours.page.locator("[data-testid=stAlert]").count() == 0
    assert {key: choices(ours)[key] for key in WHOLE} == WHOLE
    ours.map.locator(".geodash-drawer h2").wait_for()
    theirs = visit(ours.page.url)
    settled(theirs, "s.chosen === 'C01' && s.wanted.kept")
    mine, other = ours.state(), theirs.state()
    assert {key: mine["wanted"][key] for key in SAME} == {key: other["wanted"][key] for key in SAME}
    assert (mine["counts"], mine["camera"]) == (other["counts"], pytest.approx(other["camera"], abs=0.002))
    assert rows(ours) == rows(theirs)
    assert parse_qs(urlsplit(theirs.page.url).query) == choices(ours)
    for view in (ours, theirs):
        assert view.errors == [] and view.outside == []


def test_back_and_forward_take_the_steps_of_choices_and_never_the_camera(atlas: str, visit: Open) -> None:
    view = visit(atlas)
    settled(view)
    began = steps(view)
    view.map.locator(".leaflet-control-zoom-in").click()
    settled(view, "s.camera.zoom > 5")
    assert steps(view) == began
    view.slide("PageUp")  # one: a released window
    settled(view)
    view.page.locator(".st-key-show_events label").click()  # two: a layer
    settled(view, "s.wanted.layers.length === 4")
    view.map.evaluate("geodash.pick({ id: 'C01', layer: 'committees', name: '' })")  # three: a selection
    settled(view, "s.chosen === 'C01' && s.wanted.focus === 'C01'")
    assert steps(view) == began + 3
    view.map.locator(".leaflet-control-zoom-out").click()
    settled(view)
    assert steps(view) == began + 3

    def stands() -> tuple[Any, ...]:
        state = view.state()
        return state["wanted"]["window"][0], len(state["wanted"]["layers"]), state["chosen"]

    told = [(3652, 4, "C01"), (3652, 4, None), (3652, 5, None), (0, 5, None)]
    assert stands() == told[0]
    for now in told[1:]:
        view.page.go_back()
        settled(view, f"s.wanted.window[0] === {now[0]} && s.wanted.layers.length === {now[1]} && s.chosen === null")
        assert stands() == now
    for now in told[-2::-1]:
        view.page.go_forward()
        chosen = f"s.chosen === {'null' if now[2] is None else repr(now[2])}"
        settled(view, f"s.wanted.window[0] === {now[0]} && s.wanted.layers.length === {now[1]} && {chosen}")
        assert stands() == now
    assert steps(view) == began + 3
    assert view.errors == []


def test_other_screens_and_back_keep_all_that_was_chosen(atlas: str, visit: Open) -> None:
    view = visit(link(atlas, WHOLE))
    settled(view, "s.chosen === 'C01'")
    view.map.locator(".leaflet-control-zoom-in").click()
    settled(view, "s.camera.zoom > 8.6")
    left, camera, began = choices(view), view.state()["camera"], steps(view)
    page = view.page
    page.get_by_role("link", name="Artículos").click()
    page.locator(".card .title").nth(4).click()
    page.locator(".passage").first.wait_for()
    page.get_by_role("link", name="Acerca de").click()
    page.get_by_role("heading", name="Acerca de GeoDash").wait_for()
    assert choices(view) == {"lang": ["es"]}
    page.get_by_role("link", name="Explorar").click()
    view.ready()
    settled(view, "s.chosen === 'C01' && s.wanted.kept")
    assert choices(view) == left
    assert view.state()["camera"] == pytest.approx(camera, abs=0.002)
    assert steps(view) == began + 4, "one for each screen and one for the article"
    page.get_by_role("link", name="Artículos").click()
    page.locator(".passage").first.wait_for()  # the article that was open
    page.go_back()
    view.ready()
    settled(view, "s.chosen === 'C01'")
    assert choices(view) == left
    assert view.errors == [] and view.outside == []


def test_another_language_and_back_keeps_everything(atlas: str, visit: Open) -> None:
    view = visit(link(atlas, {**WHOLE, "lang": ["en"]}))
    settled(view, "s.chosen === 'C01' && s.wanted.kept")
    before, told = view.state(), rows(view)
    for button, heading in (("Español", "Capas"), ("English", "Layers")):
        view.page.get_by_role("button", name=button).click()
        view.page.get_by_role("heading", name=heading).wait_for()
        view.page.wait_for_timeout(1000)
        view.ready()
        settled(view, "s.chosen === 'C01' && s.wanted.kept")
    after = view.state()
    assert {key: before["wanted"][key] for key in SAME} == {key: after["wanted"][key] for key in SAME}
    assert (before["counts"], rows(view)) == (after["counts"], told)
    assert after["camera"] == pytest.approx(before["camera"], abs=0.002)
    assert choices(view) == {**WHOLE, "lang": ["en"]}
    assert view.errors == []


def test_a_screens_own_address_asks_for_nothing_that_is_not_there(atlas: str, visit: Open) -> None:
    missing = []
    for screen in ("articles", "about"):
        view = visit(f"{atlas}/", mapped=False)
        view.page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
        view.page.goto(f"{atlas}/{screen}")
        view.page.get_by_role("heading", level=1).first.wait_for()
        assert view.errors == []
    assert missing == []
