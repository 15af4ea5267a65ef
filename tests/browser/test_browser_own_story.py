"""A reader's own story: made on Explore, changed on Present, downloaded, shown, uploaded again; and broken files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe
import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from geodash import bundle
from geodash.story import Story, read_story
from geodash.text import load

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
TEXTS = load()


@pytest.fixture(scope="module")
def atlas(serve: Callable[..., Any]) -> str:
    return str(serve(layers=bundle.path("geo")).url)


def go_to(page: Page, screen: str) -> None:
    page.locator("[data-testid='stTopNavLink']", has_text=TEXTS[f"screen.{screen}"]).click()


def add(page: Page, number: int) -> None:
    page.get_by_role("button", name=TEXTS["own.add"]).click()
    page.get_by_text(TEXTS.say("own.added", n=number)).wait_for()


def one(found: Locator) -> Locator:
    """Wait until there is one alone: while a page is drawn anew, what moved stands twice for a moment."""
    expect(found).to_have_count(1)
    return found


def download(page: Page) -> tuple[Story, str]:
    with page.expect_download() as coming:
        one(page.get_by_role("button", name=TEXTS["own.download"])).click()
    text = Path(coming.value.path()).read_text("utf-8")
    return read_story(text), text


def upload(page: Page, name: str, text: str) -> None:
    file: FilePayload = {"name": name, "mimeType": "application/yaml", "buffer": text.encode()}
    one(page.locator(".st-key-present_page input[type=file]")).set_input_files([file])


def watch(page: Page) -> str:
    """Present one's own story in a window of its own, whose story no server keeps; give the last chapter's words."""
    with page.context.expect_page() as opening:
        page.get_by_role("link", name=TEXTS["own.present"]).click()
    show = opening.value
    show.get_by_role("button", name=TEXTS["present.start"]).wait_for()
    while not show.evaluate("geodashPresent.state()?.still"):
        show.wait_for_timeout(50)
    with page.context.expect_page() as second:
        show.keyboard.press("p")
    second.value.get_by_text(TEXTS["present.coming"]).wait_for()  # the presenter's window has the story too
    second.value.close()
    show.keyboard.press("End")
    show.locator(".gp-question").wait_for()
    assert show.locator(".gp-words b").count() == 0
    text = show.locator(".gp-words").inner_text()
    show.close()
    return text


def test_a_story_is_made_of_views_changed_shared_and_shown(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/?lang=en&years=1983&years=1984&show_coca_zones=false&at=-74.100_-12.900_8.50&focus=K12")
    page = view.page
    seen = view.state()["camera"]
    add(page, 1)
    view.map.evaluate("geodash.choose(null)")
    add(page, 2)
    assert axe.serious(page) == []
    go_to(page, "present")
    page.get_by_role("link", name=TEXTS["own.present"]).wait_for()
    assert axe.serious(page) == []
    story, _ = download(page)
    first, second = story.chapters
    assert first.focus == ("K12",) and second.focus == ()
    assert (first.selection.first, first.selection.last) == (1983, 1984)
    assert "coca_zones" not in first.selection.layers
    assert first.camera.lon == pytest.approx(seen["lon"], abs=0.01)
    assert first.camera.lat == pytest.approx(seen["lat"], abs=0.01)

    # Change it: order, words; take back, make again.
    page.get_by_role("button", name=TEXTS.say("own.down", n=1)).click()
    page.get_by_text(f"2. {first.title.say('en')}").wait_for()
    page.get_by_role("button", name=TEXTS.say("own.edit", n=2)).click()
    field = page.get_by_label(f"{TEXTS['own.field_text']} · English")
    field.fill("Who was here in 1983? <b>Look</b>.")
    page.get_by_label(f"{TEXTS['own.field_question']} · English").fill("And who wrote it down?")
    page.get_by_role("button", name=TEXTS["own.save"]).last.click()
    field.wait_for(state="detached")
    story, text = download(page)
    assert [chapter.id for chapter in story.chapters] == [second.id, first.id]
    assert story.chapters[1].text.say("en").startswith("Who was here")

    shown = watch(page)
    assert "And who wrote it down?" in shown and "<b>Look</b>" in shown

    # Another visitor starts without it, uploads the file, and has it.
    other = visit(f"{atlas}/present?lang=en", mapped=False)
    other.page.get_by_text(TEXTS["own.lead"]).wait_for()
    assert other.page.get_by_role("link", name=TEXTS["own.present"]).count() == 0
    upload(other.page, "theirs.yaml", text)
    other.page.get_by_role("link", name=TEXTS["own.present"]).wait_for()
    assert download(other.page)[1] == text
    assert view.errors == other.errors == []
    assert view.outside == other.outside == []


def test_a_broken_file_names_its_line_and_changes_nothing(atlas: str, visit: Open) -> None:
    view = visit(f"{atlas}/present?lang=en", mapped=False)
    page = view.page
    page.get_by_role("button", name=TEXTS["stories.copy"]).first.click()
    _, text = download(page)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if row.strip() == "kind: map")
    lines = text.splitlines()
    lines[line - 1] = "  kind: '![x](https://example.org/x.png)'"
    upload(page, "broken.yaml", "\n".join(lines))
    page.get_by_text(f"broken.yaml, line {line}").wait_for()
    upload(page, "bomb.yaml", "a: &a [x, x]\nb: &b [*a, *a]\n")
    page.get_by_text("bomb.yaml, line 1").wait_for()
    assert download(page)[1] == text
    assert view.outside == []  # what the file quoted was shown as text
    assert axe.serious(page) == []


def test_loading_the_page_anew_keeps_the_story_until_it_is_deleted(atlas: str, visit: Open) -> None:
    page = visit(f"{atlas}/present?lang=en", mapped=False).page
    link = page.get_by_role("link", name=TEXTS["own.present"])
    page.get_by_role("button", name=TEXTS["stories.copy"]).first.click()
    link.wait_for()
    _, text = download(page)
    page.reload()
    link.wait_for()
    assert download(page)[1] == text
    page.get_by_role("button", name=TEXTS["own.drop"]).click()
    link.wait_for(state="detached")
    page.reload()
    page.get_by_text(TEXTS["own.lead"]).wait_for()
    page.wait_for_timeout(1500)
    assert link.count() == 0


@pytest.mark.parametrize(("theme", "language", "size"), [("dark", "es", (1366, 768)), ("light", "es", (390, 844))])
def test_the_list_of_stories_is_open_to_all(
    atlas: str, visit: Open, theme: str, language: str, size: tuple[int, int]
) -> None:
    page = visit(f"{atlas}/present?lang={language}", *size, mapped=False, color_scheme=theme).page
    start = page.get_by_role("link", name=load(language)["present.start"])
    start.first.wait_for()
    expect(start).to_have_count(3)
    assert axe.serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    start.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/atlas/present?story=*")
    page.get_by_role("button", name=load(language)["present.start"]).wait_for()
    page.locator("a.gp-leave").first.evaluate("node => node.click()")
    page.wait_for_url(f"**/present?lang={language}")
