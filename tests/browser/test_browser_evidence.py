"""Evidence and languages in a real browser."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from geodash import bundle
from geodash.text import load

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
Serve = Callable[..., Any]
Open = Callable[..., Any]


@pytest.fixture
def atlas(serve: Serve) -> str:
    """A server of the atlas's own layers."""
    return str(serve(layers=bundle.path("geo")).url)


def drawer(view: Any) -> Any:
    found = view.map.locator(".geodash-drawer")
    found.locator("dl").first.wait_for()
    return found


def test_sources_that_disagree_stand_side_by_side(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/?focus=C01")
    sides = drawer(view).locator(".geodash-disagree .geodash-side")
    assert [side.locator("strong").inner_text() for side in sides.all()] == ["24 communities", "9 communities"]
    boxes = [side.bounding_box() for side in sides.all()]
    assert boxes[0]["y"] == boxes[1]["y"] and boxes[0]["x"] < boxes[1]["x"]
    assert "Zech" in sides.first.inner_text()
    view = visit(f"{atlas}/?focus=E06")
    told = drawer(view).locator(".geodash-disagree").inner_text()
    for number in ("over 100 people", "123 people", "125 people"):
        assert number in told


def test_a_linked_mark_stands_in_the_middle_of_the_free_map(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/?focus=C01")
    drawer(view).locator("h2").wait_for()
    view.wait("s.camera.zoom >= 9")
    view.page.wait_for_timeout(700)
    x, y = view.map.evaluate("geodash.where('C01')")
    frame = view.map.locator(".geodash-map").first.bounding_box()
    beside = drawer(view).bounding_box()
    free = beside["x"] - frame["x"]
    assert abs(x - free / 2) < free / 6
    assert abs(y - frame["height"] / 2) < frame["height"] / 6


def test_citations_and_doubts_are_copied(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/?focus=C01")
    foot = drawer(view)
    view.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    foot.locator("summary", has_text="Cite this").click()
    fields = {field.get_attribute("aria-label"): field.input_value() for field in foot.locator("textarea").all()}
    assert [record["id"] for record in json.loads(fields["CSL-JSON"])][:2] == ["geodash-committees-C01", "zech-2015"]
    assert fields["BibTeX"].startswith("@misc{geodash-committees-C01,")
    foot.get_by_role("button", name="Copy: BibTeX").click()
    foot.locator(".geodash-copied", has_text="C").first.wait_for()
    foot.locator("summary", has_text="Doubt this").click()
    assert "Name nobody there whom it could put in danger" in foot.inner_text()
    assert "data/tables/committees.csv" in fields["Row of the table"]
    assert view.errors == []


def test_a_mention_can_be_corrected_by_the_line_it_prepares(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/?focus=gn:3699486")
    line = drawer(view).locator("textarea[aria-label^='Line to correct']").first.input_value()
    row = next(csv.DictReader(line.splitlines()))
    assert (row["article"], row["paragraph"], row["toponym"]) == ("aq-2011", "7", "Bagua")


def test_what_else_is_here_opens_with_the_keyboard(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/?focus=C01")
    other = drawer(view).locator(".geodash-others button").first
    other.focus()
    view.page.keyboard.press("Enter")
    view.wait("s.chosen && s.chosen !== 'C01'")
    drawer(view)
    view.page.keyboard.press("Escape")
    view.wait("!s.chosen")


def test_a_row_without_a_mark_opens_from_the_address(atlas: str, visit: Open) -> None:
    rows = json.loads((ROOT / "geo" / "committees.geojson").read_text("utf-8"))["features"]
    listed = next(row["properties"] for row in rows if row["properties"]["drawn"] == "listed")
    view = visit(f"{atlas}/?focus={listed['id']}")
    assert drawer(view).locator("h2").inner_text() == listed["name"]


def test_on_a_phone_the_evidence_lies_below_and_closes(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/?focus=C01", 390, 844)
    box = drawer(view).bounding_box()
    assert box["width"] == 390 and box["y"] > 250
    assert view.map.evaluate("document.documentElement.scrollWidth") <= 390
    view.map.locator(".geodash-close").click()
    view.wait("!s.chosen")


def test_the_language_changes_and_the_map_stays_where_it_was(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/?focus=C01&at=-74.300_-12.900_8.50")
    drawer(view)
    before = view.state()["camera"]
    assert view.page.evaluate("document.documentElement.lang") == "en"
    view.page.get_by_role("button", name="Español").click()
    view.page.get_by_text("Capas", exact=True).wait_for()
    view.page.wait_for_function("() => document.documentElement.lang === 'es'")
    view.page.wait_for_timeout(1500)
    view.ready()
    view.wait("s.chosen === 'C01'")
    found = drawer(view)
    assert found.locator("h2").inner_text() == "Fuerza de autodefensa de Luricocha"
    assert view.map.evaluate("document.documentElement.lang") == "es"
    assert view.state()["camera"] == pytest.approx(before, abs=0.002)
    assert "lang=es" in view.page.url
    view.page.get_by_role("link", name="Artículos").click()
    view.page.get_by_text("5 artículos").wait_for()
    view.page.wait_for_url("**lang=es*")


def test_the_browsers_language_decides_at_first(atlas: str, visit: Open) -> None:
    view = visit(atlas, locale="es-PE")
    view.page.get_by_text("Capas", exact=True).wait_for()
    assert "lang=" not in view.page.url


SCREENS = ("?focus=C01", "?focus=gn:3699486", "articles?", "articles?article=zech-2015", "about?")
_TOLD = """() => {
  const told = [];
  const walk = (root) => {
    for (const node of root.querySelectorAll('*')) {
      if (node.matches('script, style, textarea, code, code *')) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) told.push(node.getAttribute(name) || '');
      for (const child of node.childNodes) if (child.nodeType === 3) told.push(child.textContent);
      if (node.shadowRoot) walk(node.shadowRoot);
    }
  };
  walk(document);
  return told.map((text) => text.trim()).filter(Boolean);
}"""


def english_only() -> set[str]:
    """English interface texts that no Spanish one equals."""
    spanish = {*load("es").values(), load("en")["language.own"]}
    return {text for text in load("en").values() if text not in spanish and "{" not in text}


def frames(view: Any) -> Iterator[str]:
    for frame in view.page.frames:
        yield from frame.evaluate(_TOLD)


@pytest.mark.parametrize("screen", SCREENS)
def test_no_english_shows_through_in_spanish(atlas: str, visit: Open, screen: str) -> None:
    joint = "" if screen.endswith("?") else "&"
    address = f"{atlas}/{screen}{joint}lang=es"
    view = visit(address, mapped=not screen.startswith(("articles", "about")) or "article=" in screen)
    view.page.wait_for_timeout(2500)
    told = set(frames(view))
    assert len(told) > 20
    assert told & english_only() == set()


def test_a_coca_zone_is_certain_only_in_years_with_a_figure(atlas: str, visit: Open) -> None:
    none, some = load("en")["map.state_unfigured"], load("en")["map.state_certain"]
    for years, certain, told in (("1970", 0, none), ("2021", None, some)):
        view = visit(f"{atlas}/?focus=bajo_ucayali&years={years}&years={years}")
        drawer(view).locator(".geodash-status", has_text=told).wait_for()
        counts = view.state()["counts"]["coca_zones"]
        shown = counts["certain"] + counts["possible"]
        assert counts["certain"] == certain if certain is not None else counts["certain"] > 10
        sure = visit(f"{atlas}/?years={years}&years={years}&certainty=certainly&undated=false")
        left = sure.state()["counts"].get("coca_zones", {"certain": 0, "possible": 0})
        assert (left["certain"], left["possible"]) == (counts["certain"], 0)
        label = sure.page.locator('[class*="st-key-show_coca_zones"] label').inner_text()
        assert f" {counts['certain']} / " in label.replace("\N{EN SPACE}", " ") and shown == 19
