"""Articles and About in a real browser: two ways between text and map, the keyboard, hostile text, accessibility."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import synthetic_layers
from axe_playwright_python.sync_playwright import Axe

from geodash import bundle, pipeline

pytestmark = pytest.mark.browser

Serve = Callable[..., Any]
Open = Callable[..., Any]

HOSTILE = """In 1984 <img src=x onerror="window.planted=1;window.top.planted=1"> the army left Ayacucho for Huanta.

{{ 7*7 }} ${window.planted=1} `x` </script><script>window.planted=1</script> was said in Lima in 1992.
"""
TITLE = '<img src=x onerror="window.planted=1"> {{ 7*7 }} :material/bug_report: ![p](https://example.org/p.png)'
ROOT = """const root = [...document.querySelectorAll("*")].map((node) => node.shadowRoot)
  .find((found) => found && found.querySelector(".reading"));"""
CHOSEN_IN_SIGHT = f"""() => {{ {ROOT}
  const chosen = root && root.querySelector(".place.chosen");
  if (!chosen) return false;
  const box = chosen.getBoundingClientRect();
  return box.top >= 40 && box.bottom <= window.innerHeight;
}}"""


@pytest.fixture(scope="module")
def atlas(serve: Serve) -> str:
    url: str = serve(layers=bundle.path("geo")).url
    return url


@pytest.fixture(scope="module")
def own(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """An atlas of a reader's own document, full of what must stay text."""
    folder: Path = tmp_path_factory.mktemp("own")
    documents = folder / "documents"
    documents.mkdir()
    (documents / "note.txt").write_text(HOSTILE, encoding="utf-8")
    quoted = TITLE.replace('"', '""')
    (documents / "metadata.csv").write_text(
        f'file,title,url\nnote.txt,"{quoted}",javascript:window.planted=1\n', encoding="utf-8"
    )
    pipeline.build(bundle.path("data"), folder / "geo", bundle.path("geo", "basemap"), articles=documents)
    return serve(layers=folder / "geo")


def errors(view: Any) -> list[str]:
    """What went wrong, without the two addresses that Streamlit itself tries below a page's own."""
    return [error for error in view.errors if "404" not in error]


def test_an_article_opens_from_the_list_and_back_brings_the_list(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/articles", mapped=False)
    page = view.page
    page.get_by_role("button", name="Drug Trafficking, Terrorism, and Civilian").click()
    page.get_by_text("our summary of ¶ 20").first.wait_for()
    assert "article=zech-2014" in page.url
    page.get_by_role("button", name="All articles").click()
    page.get_by_role("heading", name="Articles", exact=True).wait_for()
    assert "article=" not in page.url
    page.go_back()
    page.get_by_text("our summary of ¶ 20").first.wait_for()
    assert view.outside == []
    assert errors(view) == []


def test_the_map_shows_this_articles_places_and_all_of_them(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/articles?article=zech-2014")
    view.wait("s.wanted.articles.length === 1 && s.camera.zoom > 5")
    drawn = view.page.locator("section .place.drawn").count()
    state = view.state()
    assert state["wanted"]["layers"] == ["places"]
    assert 0 < state["visible"] <= drawn


def test_pointing_at_a_place_rings_it_and_choosing_it_goes_there(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/articles?article=zech-2014")
    view.wait("s.wanted.articles.length === 1 && s.camera.zoom > 5")
    before = view.state()["camera"]
    place = view.page.locator("section .place.drawn", has_text="Huanta").first
    place.hover()
    view.page.wait_for_timeout(300)
    assert view.state()["camera"]["zoom"] == before["zoom"]
    place.click()
    view.wait(f"s.camera.zoom > {before['zoom']}")
    camera = view.state()["camera"]
    assert (camera["lon"], camera["lat"]) == pytest.approx((-74.25, -12.93), abs=0.1)
    detail = view.page.locator(".detail")
    for words in ("Huanta", "When", "How it was located", "2014"):
        assert words in detail.inner_text()
    place.click()
    assert detail.count() == 0


def test_a_place_chosen_on_the_map_brings_its_mentions_into_sight(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/articles?article=zech-2014")
    view.wait("s.wanted.articles.length === 1 && s.camera.zoom > 5")
    assert not view.page.evaluate(CHOSEN_IN_SIGHT)
    row = view.page.locator("section .place.drawn", has_text="Huanta").first
    row.click()
    view.wait("s.camera.zoom >= 9")
    row.click()
    view.page.locator(".reading h1").scroll_into_view_if_needed()
    frame = view.page.locator("iframe[title*='streamlit_folium']").bounding_box()
    view.page.mouse.click(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
    view.wait("s.chosen")
    view.page.wait_for_function(CHOSEN_IN_SIGHT)
    chosen = view.page.locator("section .place.chosen")
    assert {text.strip() for text in chosen.all_inner_texts()} <= {"Huanta"}


def test_the_keyboard_is_enough(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/articles?article=zech-2014")
    view.wait("s.wanted.articles.length === 1")
    page = view.page
    page.get_by_role("button", name="All articles").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("""() => { let a = document.activeElement;
            while (a && a.shadowRoot) a = a.shadowRoot.activeElement;
            return Boolean(a && a.matches(".place.drawn")); }"""):
            break
    page.keyboard.press("Enter")
    page.locator(".detail").wait_for()
    page.locator(".detail .next").focus()
    page.keyboard.press("Enter")
    assert page.locator(".detail").count() == 1


def test_nothing_that_a_document_says_is_run(own: Any, visit: Open) -> None:
    view = visit(f"{own.url}/articles", mapped=False)
    page = view.page
    title = page.locator(".card .title")
    title.wait_for()
    assert title.text_content() == TITLE
    assert page.locator(".card a").count() == 0
    title.click()
    page.locator(".passage").first.wait_for()
    page.frame_locator("iframe[title*='streamlit_folium']").locator(".geodash-ready").wait_for()
    told = page.locator("section.passages").text_content()
    assert '<img src=x onerror="window.planted=1;window.top.planted=1"> the army left Ayacucho' in told
    assert "{{ 7*7 }} ${window.planted=1} `x` </script><script>" in told
    assert page.locator("section .place.drawn").count() >= 2
    page.goto(f"{own.url}/about")
    page.locator("details").nth(2).locator("summary").click()
    assert TITLE in page.locator("details").nth(2).text_content()
    page.wait_for_timeout(300)
    assert page.evaluate("window.planted") is None
    assert view.outside == [] and own.outside() == []
    assert "Traceback" not in own.log.read_text("utf-8")


def test_hostile_place_names_show_as_themselves(serve: Serve, visit: Open) -> None:
    view = visit(serve(100, hostile=True).url + "/articles?article=zech-2015")
    page = view.page
    page.locator("section.passages").wait_for()
    told = page.locator("section.passages").text_content()
    assert all(name in told for name in synthetic_layers.HOSTILE)
    assert page.evaluate("window.planted") is None
    assert view.map.evaluate("window.planted") is None
    assert page.locator("section img, section script").count() == 0


def test_an_unknown_article_gives_the_list_and_a_note(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/articles?article=%3Cimg%20src=x%20onerror=window.planted=1%3E", mapped=False)
    view.page.get_by_text("There is no article '<img src=x onerror=window.planted=1>'").wait_for()
    view.page.locator(".card").first.wait_for()
    assert view.page.evaluate("window.planted") is None


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", ["articles", "articles?article=zech-2014", "about"])
def test_axe_finds_nothing_serious(atlas: str, visit: Open, address: str, theme: str) -> None:
    view = visit(f"{atlas}/{address}", mapped="=" in address, color_scheme=theme)
    view.page.locator(".card, .passage, .frame").first.wait_for()
    view.page.wait_for_timeout(500)
    found = Axe().run(view.page).response["violations"]
    serious = [
        (rule["id"], [node["html"][:200] for node in rule["nodes"]][:3])
        for rule in found
        if rule["impact"] in {"serious", "critical"}
    ]
    assert serious == []


@pytest.mark.parametrize("address", ["articles", "articles?article=zech-2014", "about"])
def test_a_phone_needs_no_sideways_scrolling(atlas: str, visit: Open, address: str) -> None:
    view = visit(f"{atlas}/{address}", 390, 844, mapped="=" in address)
    view.page.locator(".card, .passage, .frame").first.wait_for()
    wide = view.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 390


def test_about_folds_its_tables_and_links_to_its_parts(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/about", mapped=False)
    page = view.page
    page.get_by_role("link", name="How to contest or correct an entry").click()
    page.get_by_role("heading", name="How to contest or correct an entry").wait_for()
    assert page.url.endswith("#contest")
    page.locator("summary", has_text="Public pages").click()
    assert page.locator("details[open] a[href^=http]").count() > 100
    assert view.outside == [] and errors(view) == []
