"""Explore as axe sees it: page and map, light and dark, in both languages, with all that can be opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import axe
import pytest

from geodash import bundle

pytestmark = pytest.mark.browser

Serve = Callable[..., Any]
Open = Callable[..., Any]
UNFOLD = "document.querySelectorAll('.geodash-drawer details').forEach((node) => { node.open = true; })"


@pytest.fixture(scope="module")
def atlas(serve: Serve) -> str:
    return str(serve(layers=bundle.path("geo")).url)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_explore(atlas: str, visit: Open, theme: str, language: str) -> None:
    view = visit(f"{atlas}/?lang={language}&years=1980&years=1992&themes=coca", color_scheme=theme)
    page = view.page
    page.locator(".gd-table tbody tr").first.wait_for()
    assert axe.serious(page) == []
    assert axe.moderate(page) == set()
    assert axe.serious(view.map) == []
    for tab in (1, 2):
        page.get_by_role("tab").nth(tab).click()
        page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").first.wait_for()
        assert axe.serious(page) == [], tab
    for group in ("themes", "precision", "box"):
        page.locator(f".st-key-group_{group} button").first.click()
        page.locator("[data-testid=stPopoverBody]").wait_for()
        page.wait_for_timeout(300)  # it fades in
        assert axe.serious(page) == [], group
        page.keyboard.press("Escape")
    page.locator("[data-testid=stPopoverBody]").wait_for(state="hidden")
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()
    assert axe.serious(page) == []
    page.keyboard.press("Escape")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_evidence(atlas: str, visit: Open, theme: str, language: str) -> None:
    view = visit(f"{atlas}/?lang={language}&focus=C01", color_scheme=theme)
    view.map.locator(".geodash-drawer dl").first.wait_for()
    view.map.evaluate(UNFOLD)
    assert axe.serious(view.map) == []
    assert axe.serious(view.page) == []
    view.map.evaluate("geodash.choose(null)")
    view.map.locator(".geodash-inset-map").click()
    view.map.locator(".geodash-roll button").first.wait_for()
    assert axe.serious(view.map) == []


def test_on_a_phone_what_is_hidden_is_said_and_leads_to_the_filters(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/?years=1980&years=1992&themes=coca", 390, 844)
    page = view.page
    note = page.locator(".st-key-hidden_open button")
    note.wait_for()
    assert "hidden by: years, theme" in note.inner_text()
    assert not page.locator(".st-key-filter_status").is_visible() or _outside(page, ".st-key-filter_status")
    assert axe.serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    note.click()
    page.wait_for_function("() => document.querySelector('.st-key-filter_status').getBoundingClientRect().left >= 0")
    note.wait_for(state="hidden")
    page.wait_for_timeout(300)
    assert axe.serious(page) == []


def _outside(page: Any, selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    return bool(box is None or box["x"] + box["width"] <= 0)
