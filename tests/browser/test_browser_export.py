"""The Export screen in a real browser: the preview follows, what is saved comes back, and copying needs one press."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe
import pytest
from PIL import Image, ImageSequence

from geodash import bundle

pytestmark = pytest.mark.browser

Serve = Callable[..., Any]
Open = Callable[..., Any]
SHARP = ".st-key-export_sharp img"
NATURAL = (
    f"() => {{ const i = document.querySelector('{SHARP}'); return i && i.complete && i.naturalWidth && i.src; }}"
)
SHAPE = f"() => {{ const i = document.querySelector('{SHARP}'); return i.naturalWidth / i.naturalHeight; }}"
CLIPBOARD = """async () => {
  const [item] = await navigator.clipboard.read();
  const blob = await item.getType("image/png");
  return [...new Uint8Array(await blob.arrayBuffer())];
}"""


@pytest.fixture(scope="module")
def atlas(serve: Serve) -> Any:
    return serve(layers=bundle.path("geo"))


def preview(page: Any, before: str = "") -> str:
    """Wait for a sharp preview other than `before`; give its address."""
    page.wait_for_function(
        f"before => {{ const i = document.querySelector('{SHARP}');"
        " return i && i.complete && i.naturalWidth && i.src !== before; }",
        arg=before,
        timeout=60_000,
    )
    found: str = page.evaluate(NATURAL)
    return found


def pick(page: Any, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option).click()


def test_the_preview_follows_the_size_and_nothing_leaves_the_machine(atlas: Any, visit: Open) -> None:
    view = visit(f"{atlas.url}/export?years=1980&years=1992", mapped=False)
    page = view.page
    first = preview(page)
    assert abs(page.evaluate(SHAPE) - 16 / 9) < 0.01
    pick(page, "Size", "Square")
    preview(page, first)
    assert abs(page.evaluate(SHAPE) - 1) < 0.01
    assert "figure=" in page.url and "years=1980&years=1992" in page.url
    assert page.locator(SHARP).get_attribute("alt").startswith("Map: Peru")
    assert view.outside == []
    assert view.errors == []
    assert atlas.outside() == []


def test_a_saved_figure_dropped_again_brings_its_view_back(atlas: Any, visit: Open, tmp_path: Path) -> None:
    view = visit(f"{atlas.url}/export?years=1983&years=1985&show_bases=false", mapped=False)
    page = view.page
    first = preview(page)
    page.get_by_role("textbox", name="Title", exact=True).fill("Three years")
    page.get_by_role("textbox", name="Title", exact=True).press("Enter")
    preview(page, first)
    with page.expect_download(timeout=60_000) as saving:
        page.get_by_role("button", name="Save PNG").click()
    path = tmp_path / "figure.png"
    saving.value.save_as(path)
    assert saving.value.suggested_filename == "geodash-1983-1985.png"
    assert Image.open(path).size == (1920, 1080)

    other = visit(f"{atlas.url}/export", mapped=False).page
    preview(other)
    other.get_by_role("tab", name="Open a figure").click()
    other.locator("input[type=file]").set_input_files(path)
    other.get_by_text("Opened: the address now holds that view").wait_for()
    assert "same data" in other.get_by_text("Opened:").inner_text()
    assert "years=1983&years=1985" in other.url and "show_bases=false" in other.url
    other.get_by_role("tab", name="Figure", exact=True).click()
    preview(other)
    assert other.get_by_role("textbox", name="Title", exact=True).input_value() == "Three years"

    (tmp_path / "note.png").write_bytes(b"<script>alert(1)</script>")
    other.get_by_role("tab", name="Open a figure").click()
    other.locator("input[type=file]").set_input_files(tmp_path / "note.png")
    other.get_by_text("Not opened:").wait_for()
    assert view.errors == []


def test_figure_link_and_citation_are_copied_by_one_press_each(atlas: Any, visit: Open) -> None:
    view = visit(f"{atlas.url}/export?years=1980&years=1992", mapped=False)
    page = view.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=atlas.url)
    preview(page)
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.get_by_role("button", name="Copy citation").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('View of 1980–1992')")
    page.get_by_role("button", name="Copy figure").click()
    page.get_by_text("Drawing …").wait_for()
    page.get_by_text("Copied.").wait_for(timeout=60_000)
    picture = Image.open(io.BytesIO(bytes(page.evaluate(CLIPBOARD))))
    assert picture.size == (1920, 1080)
    assert view.errors == []


def test_a_film_is_drawn_under_the_readers_eyes_and_can_be_stopped(atlas: Any, visit: Open, tmp_path: Path) -> None:
    view = visit(f"{atlas.url}/export?years=1980&years=1983&figure=%7B%22film%22%3A1%7D", mapped=False)
    page = view.page
    preview(page)
    page.get_by_role("button", name="Make GIF").click()
    with page.expect_download(timeout=120_000) as saving:
        page.get_by_role("button", name="Save GIF").click(timeout=120_000)
    saving.value.save_as(tmp_path / "film.gif")
    assert len(list(ImageSequence.Iterator(Image.open(tmp_path / "film.gif")))) == 4
    page.goto(f"{atlas.url}/export?figure=%7B%22film%22%3A1%7D")
    preview(page)
    page.get_by_role("button", name="Make GIF").click()
    page.get_by_role("button", name="Stop").click(timeout=60_000)
    page.get_by_role("button", name="Stop").wait_for(state="detached", timeout=60_000)
    assert page.get_by_role("button", name="Save GIF").count() == 0
    page.get_by_role("button", name="Make GIF").wait_for()


def test_explore_and_export_show_one_view(atlas: Any, visit: Open) -> None:
    view = visit(f"{atlas.url}/?years=1984&years=1991&show_coca_zones=false&at=-74.200_-13.100_8.00")
    page = view.page
    view.wait("s.still")
    left = page.url.partition("?")[2]
    page.get_by_role("link", name="Export").click()
    preview(page)
    assert "years=1984&years=1991" in left and "at=" in left
    assert page.url == f"{atlas.url}/export?{left}"
    before = preview(page)
    pick(page, "Size", "Square")
    preview(page, before)
    page.get_by_role("link", name="Articles").click()
    page.get_by_role("heading", name="Articles", exact=True).wait_for()
    assert "years=" not in page.url
    page.get_by_role("link", name="Explore").click()
    page.wait_for_function("() => location.search.includes('years=1984') && location.pathname === '/'")
    assert "figure=" not in page.url
    view.ready()
    page.get_by_role("link", name="Export").click()
    preview(page)
    assert "figure=" in page.url and "years=1984&years=1991" in page.url
    assert view.outside == []


def test_the_whole_screen_is_worked_with_the_keyboard(atlas: Any, visit: Open) -> None:
    page = visit(f"{atlas.url}/export", mapped=False).page
    first = preview(page)
    page.get_by_role("tab", name="Figure", exact=True).focus()
    seen = []
    for _ in range(24):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("""() => { let a = document.activeElement;
          while (a && a.shadowRoot && a.shadowRoot.activeElement) a = a.shadowRoot.activeElement;
          return a ? a.getAttribute('aria-label') || a.innerText || '' : ''; }""")
        )
    for wanted in ("Save PNG", "Copy figure", "Copy link", "One map"):
        assert any(wanted in name for name in seen), (wanted, seen)
    page.get_by_role("radio", name="One map").or_(page.get_by_role("button", name="One map")).first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    preview(page, first)
    assert "windows" in page.url


@pytest.mark.parametrize(
    ("size", "theme", "language"),
    [
        ((1366, 768), "light", "en"),
        ((1366, 768), "dark", "es"),
        ((390, 844), "light", "es"),
        ((1920, 1080), "dark", "en"),
    ],
)
def test_axe_finds_nothing_serious_on_any_tab(
    atlas: Any, visit: Open, size: tuple[int, int], theme: str, language: str
) -> None:
    view = visit(f"{atlas.url}/export?lang={language}", *size, mapped=False, color_scheme=theme)
    page = view.page
    preview(page)
    wide = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wide, "the page is wider than the window"
    for number in range(4):
        page.get_by_role("tab").nth(number).click()
        page.wait_for_timeout(1500)
        assert axe.serious(page) == []
    assert view.errors == []
