"""The whole of Explore by keyboard: no click anywhere in this file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from geodash import bundle
from geodash.selection import LAST_YEAR

pytestmark = pytest.mark.browser

Serve = Callable[..., Any]
Open = Callable[..., Any]
HELD = """() => {
  let node = document.activeElement;
  const inside = (at) => (at.shadowRoot || (at.tagName === "IFRAME" && at.contentDocument) || {}).activeElement;
  while (node && inside(node)) node = inside(node);
  if (!node || node === document.body) return "";
  return [node.getAttribute("aria-label"), node.className, node.getAttribute("data-key"), node.textContent].join("|");
}"""


@pytest.fixture(scope="module")
def atlas(serve: Serve) -> str:
    return str(serve(layers=bundle.path("geo")).url)


def held(view: Any) -> str:
    """What has the focus: label, class, key and text of the innermost element."""
    return str(view.page.evaluate(HELD))


def tab_to(view: Any, what: str, most: int = 60) -> None:
    for _ in range(most):
        view.page.keyboard.press("Tab")
        if what in held(view):
            return
    raise AssertionError(f"{most} times Tab never reached {what!r}, last {held(view)!r}")


def ready(atlas: str, visit: Open, query: str = "") -> Any:
    view = visit(f"{atlas}/{query}")
    view.page.locator(".gd-table tbody tr").first.wait_for()
    view.wait("s.still")
    view.page.wait_for_timeout(800)
    return view


def test_the_first_tab_leads_into_the_map_where_arrows_and_space_work(atlas: str, visit: Open) -> None:
    view = ready(atlas, visit, "?years=1980&years=1985")
    press = view.page.keyboard.press
    press("Tab")
    assert "Skip to the map" in held(view)
    press("Enter")
    assert "Map of Peru" in held(view)
    before = view.state()["camera"]
    press("ArrowRight")
    view.wait(f"s.camera.lon > {before['lon']} + 0.2")
    press("+")
    view.wait(f"s.camera.zoom > {before['zoom']}")
    press(" ")
    view.wait("s.wanted.window[0] > 3652")
    press(" ")
    view.wait("s.still")
    press("?")
    view.page.locator("dialog[open]").wait_for()
    press("Escape")
    view.page.locator("dialog[open]").wait_for(state="hidden")
    assert view.errors == []


def test_tab_reaches_the_timeline_and_arrows_move_the_window(atlas: str, visit: Open) -> None:
    view = ready(atlas, visit)
    press = view.page.keyboard.press
    press("Tab")
    press("Enter")
    tab_to(view, "First year")
    press("PageUp")
    press("ArrowRight")
    view.wait("s.still && s.wanted.window[0] === 4018")  # 1981-01-01
    press("Tab")
    assert "Last year" in held(view)
    press("ArrowLeft")
    press("Shift+ArrowLeft")
    view.wait("s.still && s.wanted.window[0] === 3652")
    tab_to(view, "gt-possibly", 10)
    press("ArrowLeft")
    view.wait("s.still && s.wanted.certainty === 'certainly'")
    view.page.wait_for_timeout(500)
    assert f"years=1980&years={LAST_YEAR - 2}" in view.page.url and "certainty=certainly" in view.page.url


def test_search_filters_and_layers(atlas: str, visit: Open) -> None:
    view = ready(atlas, visit)
    page, press = view.page, view.page.keyboard.press
    press("/")
    page.wait_for_function("document.activeElement.matches('.st-key-search_row input')")
    page.keyboard.type("putis")
    press("Enter")
    view.wait("s.wanted.kept")
    tab_to(view, "Theme", 4)
    press("Enter")
    page.wait_for_function("document.activeElement.closest('[data-testid=stPopoverBody]')")
    press("Enter")  # chooses the first theme
    page.locator(".st-key-filter_status p", has_text="theme").wait_for()
    press("Escape")
    page.locator("[data-testid=stPopoverBody]").wait_for(state="hidden")
    page.wait_for_function("document.activeElement.closest('.st-key-group_themes')")
    tab_to(view, "Show all", 20)
    press("Enter")
    view.wait("!s.wanted.kept")
    page.keyboard.press("Tab")
    for _ in range(40):
        if "Events" in held(view):
            break
        press("Shift+Tab")
    press(" ")
    view.wait("!s.wanted.layers.includes('events')")
    assert view.errors == []


def test_a_row_of_the_table_opens_its_evidence_and_escape_returns_to_it(atlas: str, visit: Open) -> None:
    view = ready(atlas, visit, "?search=luricocha")
    press = view.page.keyboard.press
    press("Tab")
    press("Enter")  # into the map
    tab_to(view, "sort-layer")
    tab_to(view, "row-", 12)
    press("ArrowDown")
    row = held(view).split("|")[2]
    press("Enter")
    view.wait(f"s.chosen === '{row.removeprefix('row-')}'")
    view.map.locator(".geodash-drawer dl").wait_for()
    view.page.wait_for_function(f"({HELD})().includes('geodash-drawer')")
    press("Escape")
    view.wait("!s.chosen")
    view.page.wait_for_function(f"({HELD})().includes('{row}')")
    assert view.errors == []


def test_evidence_closes_with_escape_on_the_map_and_gives_it_the_keys_back(atlas: str, visit: Open) -> None:
    view = ready(atlas, visit, "?focus=C01")
    view.map.locator(".geodash-drawer dl").wait_for()
    view.map.locator(".geodash-drawer").focus()
    tab_to(view, "geodash-close", 3)
    view.page.keyboard.press("Escape")
    view.wait("!s.chosen")
    assert "leaflet-container" in held(view)


def test_what_has_the_focus_can_be_seen(atlas: str, visit: Open) -> None:
    view = ready(atlas, visit)
    unseen = []
    for _ in range(50):
        view.page.keyboard.press("Tab")
        told = view.page.evaluate(SHOWN)
        if told:
            unseen.append(told)
    assert unseen == []


SHOWN = """() => {
  let node = document.activeElement;
  const inside = (at) => (at.shadowRoot || (at.tagName === "IFRAME" && at.contentDocument) || {}).activeElement;
  while (node && inside(node)) node = inside(node);
  if (!node || node === document.body || node.matches("main, body, .leaflet-container, [role=tabpanel]")) return "";
  if (node.matches("input[type=text]")) return ""; // the caret shows it
  const ringed = (at) => [null, "::before"].some((part) => {
    const style = at.ownerDocument.defaultView.getComputedStyle(at, part);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  });
  for (let at = node, up = 0; at && up < 4; at = at.parentElement, up += 1) {
    if (ringed(at) || [...at.children].some(ringed)) return "";
  }
  return node.outerHTML.slice(0, 160);
}"""
