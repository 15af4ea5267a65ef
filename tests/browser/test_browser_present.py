"""A story on the whole screen: led by keys in both languages, with links, marks, two times, a presenter's window."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import axe
import pytest
from playwright.sync_api import Browser, FloatRect, Page

from geodash import bundle
from geodash.app import holdings
from geodash.selection import drawn, select
from geodash.story import Chapter, read_stories
from geodash.text import load

pytestmark = pytest.mark.browser

STORIES = {story.id: story for story in read_stories(bundle.path("data", "stories"))[0]}
STORY = STORIES["who-keeps-us-safe"]
GEO = bundle.path("geo")
TEXT_MS, REST_MS = 2000, 8000  # loose: how long it takes is for benchmarks/present_change.py
Play = Callable[..., "Show"]


class Show:
    """A story in a window, and everything that went wrong in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        page.on("console", lambda m: self.wrong.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: self.wrong.append(str(e)))
        page.on("request", lambda r: None if "//127.0.0.1" in r.url or ":" in r.url[:5] else self.wrong.append(r.url))

    def state(self) -> dict[str, Any]:
        # Asked from here: the page's policy lets no one compile a text into a script, not even a test.
        found: dict[str, Any] = self.page.evaluate("window.geodashPresent && geodashPresent.state()") or {}
        return found

    def until(self, holds: Callable[[dict[str, Any]], bool], seconds: float = 15) -> dict[str, Any]:
        late = time.monotonic() + seconds
        while not holds(state := self.state()):
            assert time.monotonic() < late, state
            self.page.wait_for_timeout(40)
        return state

    def ready(self) -> None:
        self.until(lambda s: bool(s.get("still")), 60)

    def press(self, key: str) -> dict[str, Any]:
        """Press a key that changes the scene, and wait until text and map are there."""
        before = self.state()
        self.page.keyboard.press(key)
        self.until(lambda s: (s["chapter"], s["stage"]) != (before["chapter"], before["stage"]))
        return self.until(lambda s: s["still"] and s["textMs"] is not None and s["restMs"] is not None)

    def map(self, of: str = "map") -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(f"geodashPresent.{of}().state()")
        return found


@pytest.fixture
def play(browser: Browser, serve: Callable[..., Any]) -> Iterator[Play]:
    opened: list[Page] = []

    def make(address: str = f"story={STORY.id}&lang=en", size: tuple[int, int] = (1024, 768), **more: Any) -> Show:
        width, height = size
        page = browser.new_page(viewport={"width": width, "height": height}, **more)
        opened.append(page)
        show = Show(page)
        page.goto(f"{serve(layers=GEO).url}/atlas/present?{address}")
        show.ready()
        return show

    yield make
    for page in opened:
        page.context.close()


def of_kind(kind: str) -> Chapter:
    return next(chapter for chapter in STORY.chapters if chapter.kind == kind)


def counted(chapter: Chapter) -> dict[str, int]:
    """What the map must show in a chapter's window, by layer; of two windows the earlier."""
    others = [chapter.compare.selection] if chapter.compare else []
    first = min([chapter.selection, *others], key=lambda one: (one.first, one.last))
    rows = {layer.name: sum(map(drawn, select(layer, first))) for layer in holdings.layers()}
    return {name: rows[name] for name in first.layers}


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_each_story_is_walked_to_its_end_by_keyboard(play: Play, story: str, language: str) -> None:
    show, told = play(f"story={story}&lang={language}"), STORIES[story]
    body = show.page.locator(".gp-words")
    assert told.title.say(language) in body.inner_text()
    assert load(language)["present.silence"] in body.inner_text()
    for chapter in told.chapters:
        state = show.press("ArrowRight")
        assert state["chapter"] == chapter.id
        assert state["textMs"] < TEXT_MS
        if chapter.content_note:
            assert state["stage"] == "note"
            assert chapter.content_note.paragraphs(language)[0] in body.inner_text()
            assert chapter.text.paragraphs(language)[0] not in body.inner_text()
            assert show.map()["visible"] == 0
            state = show.press(" ")
        assert state["restMs"] < REST_MS
        if chapter.predict:
            assert chapter.predict.prompt.paragraphs(language)[0] in body.inner_text()
            assert not set(show.map()["wanted"]["layers"]) & set(chapter.predict.hidden)
            assert show.press("PageDown")["stage"] == "revealed"
            assert chapter.predict.reveal.paragraphs(language)[0] in body.inner_text()
        else:
            assert chapter.text.paragraphs(language)[0] in body.inner_text()
        assert chapter.title.say(language) in body.inner_text()
        shown = show.map()
        assert set(shown["wanted"]["layers"]) == set(chapter.selection.layers)
        assert {name: sum(rows.values()) for name, rows in shown["counts"].items()} == counted(chapter)
        assert f"chapter={chapter.id}" in show.page.url and f"lang={language}" in show.page.url
        links = show.page.locator(".gp-sources li")
        assert links.count() == len(chapter.sources)
    show.page.keyboard.press("ArrowRight")
    assert show.state()["chapter"] == told.chapters[-1].id
    assert show.wrong == []


def test_the_map_looks_where_the_chapter_says_and_shows_its_window(play: Play) -> None:
    chapter = next(one for one in STORY.chapters if one.kind == "map" and one.focus and not one.content_note)
    show = play(f"story={STORY.id}&lang=en&chapter={chapter.id}")
    box = show.page.locator(".gp-over").bounding_box()
    assert box
    seen, wanted = show.map(), chapter.look(round(box["width"]), round(box["height"]))
    assert seen["camera"]["lon"] == pytest.approx(wanted.lon, abs=0.02)
    assert seen["camera"]["lat"] == pytest.approx(wanted.lat, abs=0.02)
    assert wanted.zoom - 0.13 < seen["camera"]["zoom"] <= wanted.zoom + 0.01
    assert seen["wanted"]["year"] == chapter.selection.last
    assert set(seen["focused"]) == set(chapter.focus)


def test_every_chapter_has_a_link_and_going_back_takes_one_chapter_back(play: Play) -> None:
    fourth = STORY.chapters[7]
    assert all(one.kind != "predict" and not one.content_note for one in STORY.chapters[8:10])
    show = play(f"story={STORY.id}&lang=es&chapter={fourth.id}")
    if fourth.content_note:
        show.press(" ")
    assert fourth.text.paragraphs("es")[0] in show.page.locator(".gp-words").inner_text()
    after = show.press("ArrowRight")["chapter"]
    show.press("ArrowRight")
    show.page.go_back()
    show.until(lambda s: s["chapter"] == after)
    show.page.go_back()
    assert show.until(lambda s: s["chapter"] == fourth.id)["stage"] == "shown"  # its note was read already
    show.page.go_forward()
    show.until(lambda s: s["chapter"] == after)
    assert show.press("Home")["stage"] == "cover"
    assert show.press("End")["chapter"] == STORY.chapters[-1].id
    assert show.press("PageUp")["chapter"] == STORY.chapters[-2].id
    show.page.get_by_role("button", name="English").click()
    show.page.wait_for_url("**lang=en**")
    show.ready()
    assert show.state()["chapter"] == STORY.chapters[-2].id
    assert show.wrong == []


def test_the_whole_screen_and_the_timeline_are_a_key_away(play: Play) -> None:
    show = play()
    show.press("ArrowRight")
    for on in (True, False):
        show.page.keyboard.press("f")
        late = time.monotonic() + 5
        while show.page.evaluate("Boolean(document.fullscreenElement)") != on:
            assert time.monotonic() < late
    assert not show.page.locator(".geodash-timeline").is_visible()
    show.page.keyboard.press("t")
    show.page.locator(".geodash-timeline").wait_for()
    first = STORY.chapters[0].selection
    assert str(first.first) in show.page.locator(".gt-years").inner_text()
    show.page.locator(".gt-handle").first.focus()
    show.page.keyboard.press("ArrowRight")  # the handle's own key
    assert show.state()["index"] == 0
    assert show.wrong == []


def test_a_chapter_of_violence_can_be_left_out(play: Play) -> None:
    place = next(n for n, one in enumerate(STORY.chapters) if one.content_note)
    show = play(f"story={STORY.id}&lang=en&chapter={STORY.chapters[place].id}")
    assert show.state()["stage"] == "note"
    show.page.get_by_role("button", name=load()["present.skip"]).click()
    show.until(lambda s: s["chapter"] == STORY.chapters[place + 1].id)


def test_marks_are_put_by_pointer_and_keyboard_and_stay_when_the_map_is_revealed(play: Play) -> None:
    chapter = of_kind("predict")
    assert chapter.predict
    show = play(f"story={STORY.id}&lang=en&chapter={chapter.id}")
    page, pins = show.page, show.page.locator(".gp-pin")
    box = page.locator(".gp-marks").bounding_box()
    assert box
    page.mouse.click(box["x"] + 200, box["y"] + 300)
    page.get_by_role("button", name=load()["present.mark_keys"]).press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert pins.count() == 3
    page.keyboard.press("Delete")
    assert pins.count() == 2
    assert show.state()["stage"] == "shown"  # arrows moved the cross, not the story
    assert load().say("present.marks", n=2) in page.locator(".gp-words").inner_text()
    first = pins.first.bounding_box()
    assert first and abs(first["x"] + first["width"] / 2 - box["x"] - 200) < 2
    assert show.press(" ")["stage"] == "revealed"
    assert pins.count() == 2
    assert set(show.map()["wanted"]["layers"]) == set(chapter.selection.layers)
    page.mouse.click(box["x"] + 20, box["y"] + 400)
    assert pins.count() == 2  # what was guessed stays guessed
    show.press("ArrowRight")
    assert pins.count() == 0
    show.press("ArrowLeft")
    assert pins.count() == 2
    assert show.wrong == []


def test_two_times_share_one_camera_and_a_handle(play: Play) -> None:
    chapter = of_kind("compare")
    assert chapter.compare
    show = play(f"story={STORY.id}&lang=en&chapter={chapter.id}")
    page = show.page
    page.locator(".gp-second.gp-seen").wait_for()
    sides = sorted([chapter.selection, chapter.compare.selection], key=lambda one: (one.first, one.last))
    assert [show.map(name)["wanted"]["year"] for name in ("map", "second")] == [side.last for side in sides]
    assert show.map()["camera"] == pytest.approx(show.map("second")["camera"])
    handle = page.get_by_role("slider", name=load()["present.swipe"])
    clip = "getComputedStyle(document.querySelector('.gp-second')).clipPath"
    frame = page.locator(".gp-over").bounding_box()
    assert frame
    middle: FloatRect = {"x": frame["x"] + 60, "y": frame["y"] + 120, "width": frame["width"] - 120, "height": 400}

    def picture() -> bytes:
        page.wait_for_timeout(150)
        return page.screenshot(clip=middle)

    assert "50%" in page.evaluate(clip)
    handle.focus()
    page.keyboard.press("ArrowLeft")
    assert handle.get_attribute("aria-valuenow") == "48"
    page.keyboard.press("Home")
    assert "0%" in page.evaluate(clip)
    later = picture()
    page.keyboard.press("End")
    assert later != picture()  # one map hides the other
    page.keyboard.press("Home")
    assert later == picture()
    box = handle.bounding_box()
    assert box
    page.mouse.move(box["x"] + 22, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] * 0.75, box["y"] + 300, steps=4)
    page.mouse.up()
    assert handle.get_attribute("aria-valuenow") == "75"
    page.mouse.move(frame["x"] + 100, frame["y"] + 300)  # both maps go where either is moved
    page.mouse.down()
    page.mouse.move(frame["x"] + 160, frame["y"] + 340, steps=4)
    page.mouse.up()
    page.wait_for_timeout(600)
    assert show.map()["camera"] == pytest.approx(show.map("second")["camera"], abs=5e-4)  # a pixel is more
    assert show.state()["chapter"] == chapter.id
    page.locator(".gp-words").focus()
    show.press("ArrowRight")
    assert page.locator(".gp-second.gp-seen").count() == 0
    assert show.wrong == []


def test_evidence_of_either_time_is_all_to_be_read(play: Play) -> None:
    page = play(f"story={STORY.id}&lang=en&chapter={of_kind('compare').id}").page
    page.locator(".gp-second.gp-seen").wait_for()
    for name, place in (("second", 0.1), ("map", 0.9)):  # evidence of either side is all to be read
        row = page.evaluate(f"geodashPresent.{name}().state().focused[0]")
        page.evaluate(f"id => geodashPresent.{name}().pick({{ id, layer: 'committees', name: '' }})", row)
        shown = page.locator(".geodash-drawer:visible")
        shown.locator("h2").wait_for()
        drawer = shown.bounding_box()
        assert drawer
        reached = f"document.elementFromPoint({drawer['x'] + drawer['width'] * place}, {drawer['y'] + 200})"
        assert page.evaluate(f"Boolean({reached}.closest('.geodash-drawer'))"), name
        page.keyboard.press("Escape")
        shown.wait_for(state="detached" if shown.count() == 0 else "hidden")


def test_words_of_the_glossary_are_explained_by_key_and_click(play: Play) -> None:
    show = play(f"story={STORY.id}&lang=en&chapter=night-watch")
    term, meaning = show.page.locator(".gp-term").first, show.page.locator(".gp-meaning")
    assert not meaning.is_visible()
    term.focus()
    assert "night watch" in meaning.inner_text()
    assert term.get_attribute("aria-expanded") == "true"
    show.page.keyboard.press("Escape")
    assert not meaning.is_visible()
    term.click()
    assert meaning.is_visible()


def test_the_presenter_has_notes_and_leads(play: Play) -> None:
    show = play(f"story={STORY.id}&lang=en&chapter={STORY.chapters[0].id}")
    with show.page.context.expect_page() as opening:
        show.page.keyboard.press("p")
    desk = opening.value
    first, second = STORY.chapters[:2]
    assert first.notes and second.notes
    desk.get_by_text(first.notes.paragraphs("en")[0]).wait_for()
    assert second.title.say("en") in desk.locator(".gp-then").inner_text()
    assert desk.locator(".gp-clock").inner_text().count(":") == 1
    assert desk.locator(".leaflet-container").count() == 0
    desk.keyboard.press("PageDown")
    show.until(lambda s: s["chapter"] == second.id)
    desk.get_by_text(second.notes.paragraphs("en")[0]).wait_for()
    show.press("ArrowLeft")
    desk.get_by_text(first.notes.paragraphs("en")[0]).wait_for()
    assert second.notes.paragraphs("en")[0] not in show.page.locator("body").inner_text()
    assert axe.serious(desk) == []
    assert show.wrong == []


def test_a_finger_turns_the_chapter_and_the_phone_has_room_for_both(play: Play) -> None:
    show = play(size=(390, 844), has_touch=True, is_mobile=True)
    wipe = """far => {
      const node = document.querySelector(".gp-words");
      const touch = (x) => new Touch({ identifier: 1, target: node, clientX: x, clientY: 600 });
      const go = (type, x) => node.dispatchEvent(new TouchEvent(type, {
        bubbles: true, changedTouches: [touch(x)], touches: type === "touchend" ? [] : [touch(x)] }));
      go("touchstart", 200); go("touchend", 200 + far);
    }"""
    show.page.evaluate(wipe, -120)
    show.until(lambda s: s["index"] == 0 and s["still"])
    show.page.evaluate(wipe, -20)
    show.page.evaluate(wipe, 120)
    show.until(lambda s: s["index"] == -1)
    map_box, text_box = (show.page.locator(name).bounding_box() for name in (".gp-over", ".gp-words"))
    assert map_box and text_box
    assert map_box["width"] == 390 and map_box["height"] > 280 and text_box["height"] > 350
    assert show.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_where_the_system_asks_for_less_motion_nothing_flies(play: Play) -> None:
    show = play(reduced_motion="reduce")
    show.press("ArrowRight")
    wanted = STORY.chapters[1].camera
    before = show.map()["camera"]["lat"]
    assert before != pytest.approx(wanted.lat, abs=0.5)
    show.page.evaluate(
        "() => { window.seen = []; (function look() {"
        " window.seen.push(geodashPresent.map().state().camera.lat); requestAnimationFrame(look); })(); }"
    )
    show.press("ArrowRight")
    show.page.wait_for_function(f"() => Math.abs(window.seen.at(-1) - {wanted.lat}) < 0.02")
    seen = show.page.evaluate("window.seen")
    halt = pytest.approx(before, abs=0.02), pytest.approx(wanted.lat, abs=0.02)
    assert seen[0] == halt[0] and all(lat in halt for lat in seen)  # there, then here: nowhere in between


def test_the_text_is_big_enough_for_the_back_row(play: Play) -> None:
    show = play()
    for _ in range(6):
        show.press("ArrowRight")
        sizes = show.page.evaluate(
            "[...document.querySelectorAll('.gp-text, .gp-title, .gp-year')]"
            ".map((node) => parseFloat(getComputedStyle(node).fontSize))"
        )
        assert all(size >= 24 for size in sizes), sizes


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_axe_finds_nothing_serious(play: Play, theme: str, language: str) -> None:
    show = play(f"story={STORY.id}&lang={language}", color_scheme=theme, bypass_csp=True)
    assert axe.serious(show.page) == []
    for kind in ("map", "predict", "compare"):
        show.page.goto(show.page.url.split("&chapter")[0] + f"&chapter={of_kind(kind).id}")
        show.ready()
        assert axe.serious(show.page) == [], kind
    show.page.locator(".gp-place").click()
    assert axe.serious(show.page) == []


def test_a_story_that_is_not_there_says_so(serve: Callable[..., Any], browser: Browser) -> None:
    page = browser.new_page()
    for story in ("nothing", "own", "../../etc/passwd"):
        page.goto(f"{serve(layers=GEO).url}/atlas/present?story={story}&lang=es")
        page.get_by_text(load("es")["present.no_story"]).wait_for()
    page.context.close()


def test_the_presenters_window_goes_on_when_the_storys_page_is_read_again(play: Play) -> None:
    guess, (first, second) = of_kind("predict"), STORY.chapters[:2]
    show = play(f"story={STORY.id}&lang=en&chapter={guess.id}")
    page, pins = show.page, show.page.locator(".gp-pin")
    box = page.locator(".gp-marks").bounding_box()
    assert box and guess.notes and first.notes and second.notes
    page.mouse.click(box["x"] + 200, box["y"] + 300)
    with page.context.expect_page() as opening:
        page.keyboard.press("p")
    desk = opening.value
    desk.get_by_text(guess.notes.paragraphs("en")[0]).wait_for()
    page.reload()
    show.ready()
    assert pins.count() == 1
    desk.keyboard.press("PageDown")
    show.until(lambda s: s["stage"] == "revealed" and s["still"])
    page.get_by_role("button", name="Español").click()
    page.wait_for_url("**lang=es**")
    show.until(lambda s: s.get("language") == "es" and s["still"], 60)
    assert (show.state()["stage"], pins.count()) == ("revealed", 1)
    show.press("Home")
    show.press("PageDown")
    desk.get_by_text(first.notes.paragraphs("en")[0]).wait_for()
    desk.reload()
    desk.get_by_text(first.notes.paragraphs("en")[0]).wait_for()
    desk.keyboard.press("PageDown")
    show.until(lambda s: s["chapter"] == second.id)
    desk.get_by_text(second.notes.paragraphs("en")[0]).wait_for()
    assert not desk.get_by_text(load()["present.lost"]).is_visible()
    page.goto("about:blank")
    desk.get_by_text(load()["present.lost"]).wait_for()
    assert axe.serious(desk) == []
    assert show.wrong == []


def test_a_note_that_was_read_stays_read_and_a_story_begun_by_a_link_begins_clean(play: Play) -> None:
    chapter = next(one for one in STORY.chapters if one.content_note)
    show = play(f"story={STORY.id}&lang=en&chapter={chapter.id}")
    show.press(" ")
    show.page.reload()
    show.ready()
    assert show.state()["stage"] == "shown"
    show.page.goto(show.page.url)
    show.ready()
    assert show.state()["stage"] == "note"


def test_a_black_screen_is_a_key_away_and_any_key_or_click_brings_the_story_back(play: Play) -> None:
    show = play(f"story={STORY.id}&lang=en&chapter={STORY.chapters[0].id}")
    page, black = show.page, show.page.locator(".gp-curtain.gp-black")
    assert load()["present.keys"].count("B or the full stop")
    with page.context.expect_page() as opening:
        page.keyboard.press("p")
    desk = opening.value
    desk.locator(".gp-about", has_text="1 /").wait_for()
    page.bring_to_front()
    for blank, back in (("b", "ArrowRight"), (".", "PageDown"), ("B", "Escape"), (".", "click")):
        page.keyboard.press(blank)
        black.wait_for()
        colours = page.evaluate(
            "[[2, 2], [innerWidth - 2, innerHeight - 2]].map(([x, y]) =>"
            " getComputedStyle(document.elementFromPoint(x, y)).backgroundColor)"
        )
        assert colours == ["rgb(0, 0, 0)", "rgb(0, 0, 0)"]
        page.mouse.click(400, 300) if back == "click" else page.keyboard.press(back)
        black.wait_for(state="hidden")
        assert show.state()["index"] == 0  # it brought the story back, and no more
    desk.keyboard.press(".")
    black.wait_for()
    desk.get_by_text(load()["present.blank"]).wait_for()
    desk.keyboard.press("PageDown")
    black.wait_for(state="hidden")
    assert show.state()["index"] == 0
    desk.keyboard.press("PageDown")
    show.until(lambda s: s["index"] == 1)
    assert show.wrong == []


def test_escape_leaves_the_cross_and_who_marks_by_hand_leads_on_by_arrows(play: Play) -> None:
    chapter = of_kind("predict")
    show = play(f"story={STORY.id}&lang=en&chapter={chapter.id}")
    page, pins = show.page, show.page.locator(".gp-pin")
    page.keyboard.press("m")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert pins.count() == 1
    assert show.press("ArrowRight")["stage"] == "revealed"
    page.goto(page.url)
    show.ready()
    box = page.locator(".gp-marks").bounding_box()
    assert box
    page.mouse.click(box["x"] + 200, box["y"] + 300)
    assert pins.count() == 1
    assert show.press("ArrowRight")["stage"] == "revealed"


def test_a_step_taken_while_the_map_glides_or_is_wheeled_still_ends_where_the_chapter_looks(play: Play) -> None:
    show = play(f"story={STORY.id}&lang=en&chapter={STORY.chapters[0].id}")
    page, chapter = show.page, STORY.chapters[1]
    frame = page.locator(".gp-over").bounding_box()
    assert frame and not chapter.content_note and not chapter.predict
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    for turn in ("drag", "wheel", "wheel on the way"):
        show.press("Home")
        show.press("PageDown")
        page.mouse.move(x, y)
        if turn == "drag":
            page.mouse.down()
            page.mouse.move(x + 150, y + 90, steps=5)
            page.mouse.up()
        if turn == "wheel":
            page.mouse.wheel(0, -400)
            page.wait_for_timeout(60)  # Leaflet has begun to follow it
        page.keyboard.press("PageDown")
        if turn == "wheel on the way":
            page.wait_for_function("() => !geodashPresent.map().state().still")
            page.mouse.wheel(0, -400)
        show.until(lambda s: s["chapter"] == chapter.id and s["restMs"] is not None and s["still"])
        seen, wanted = show.map()["camera"], show.map()["wanted"]["camera"]
        assert seen == pytest.approx(wanted, abs=0.02), turn
    late = time.monotonic() + 15
    while show.map()["camera"]["zoom"] <= seen["zoom"]:  # at rest the map is the reader's again
        assert time.monotonic() < late
        page.mouse.wheel(0, -400)
        page.wait_for_timeout(100)
    assert show.wrong == []


def test_what_the_pointer_told_of_goes_with_its_chapter(play: Play) -> None:
    chapter = next(one for one in STORY.chapters if one.kind == "map" and one.focus and not one.content_note)
    show = play(f"story={STORY.id}&lang=en&chapter={chapter.id}")
    page, tip = show.page, show.page.locator(".gp-map:not(.gp-second) .geodash-tip")
    frame = page.locator(".gp-map").first.bounding_box()
    x, y = page.evaluate("id => geodashPresent.map().where(id)", chapter.focus[0])
    assert frame
    page.mouse.move(frame["x"] + x, frame["y"] + y)
    tip.wait_for()
    told = tip.inner_text()
    show.press("Home")
    assert not tip.is_visible() or tip.inner_text() != told


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_the_years_of_two_times_lie_over_no_other_label(play: Play, size: tuple[int, int]) -> None:
    show = play("story=reading-a-source&lang=en&chapter=two-authors-two-countries", size=size)
    show.page.locator(".gp-second.gp-seen").wait_for()
    boxes = [
        show.page.locator(name).first.bounding_box()
        for name in (".gp-left", ".gp-right", ".geodash-inset:visible", ".gp-legend")
    ]
    held = [box for box in boxes if box]
    assert len(held) == 4
    for number, one in enumerate(held):
        for other in held[number + 1 :]:
            apart = (
                one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
                or one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]
            )  # fmt: skip
            assert apart, (one, other)
    frame, inset = show.page.locator(".gp-over").bounding_box(), held[2]
    marks = show.page.evaluate("geodashPresent.map().state().focused.map((id) => geodashPresent.map().where(id))")
    assert frame and len(marks) > 1
    for x, y in ((frame["x"] + left, frame["y"] + top) for left, top in marks):
        assert not (
            inset["x"] <= x <= inset["x"] + inset["width"] and inset["y"] <= y <= inset["y"] + inset["height"]
        )


def test_a_word_that_no_line_holds_is_broken_and_years_are_said_once(play: Play) -> None:
    show = play()
    page, word = show.page, "W" * 90
    page.evaluate(
        """async ([id, word]) => {
            const told = await (await fetch(`stories/${id}.json?lang=en`)).json();
            const [first, second] = told.chapters.filter((one) => one.kind === "map" && !one.content_note);
            told.story.title = told.story.summary = { en: word };
            Object.assign(first, { title: { en: first.year } });
            Object.assign(second, { title: { en: word }, text: { en: word }, question: { en: word } });
            told.chapters = [first, second];
            sessionStorage.setItem("geodash-own-story", JSON.stringify(told));
        }""",
        [STORY.id, word],
    )
    page.goto(f"{page.url.partition('?')[0]}?story=own&lang=en")
    show.ready()
    words, year = page.locator(".gp-words"), STORY.chapters[0].year
    fits = "node => [node.scrollWidth <= node.clientWidth, node.scrollTop]"
    assert words.evaluate(fits) == [True, 0]
    show.press("PageDown")
    assert words.inner_text().count(year) == 1
    assert words.locator("h2", has_text=year).count() == 1
    show.press("PageDown")
    assert words.evaluate(fits) == [True, 0]
    assert word in words.inner_text().replace("\n", "")
    top = words.locator("h2").bounding_box()
    assert top and top["y"] > 0


def test_a_tab_that_was_doubled_has_a_presenters_line_of_its_own(play: Play) -> None:
    show = play(f"story={STORY.id}&lang=en&chapter={STORY.chapters[0].id}")
    with show.page.context.expect_page() as opening:
        show.page.keyboard.press("p")
    desk = opening.value
    with show.page.context.expect_page() as opening:
        show.page.evaluate("() => { window.open(window.location.href); }")  # with a copy of the tab's memory
    other = Show(opening.value)
    other.ready()
    other.press("End")
    assert other.press("PageUp")["chapter"] == STORY.chapters[-2].id
    desk.wait_for_timeout(2500)
    desk.get_by_text(load().say("present.place", n=1, all=len(STORY.chapters))).first.wait_for()
    desk.keyboard.press("PageDown")
    show.until(lambda s: s["index"] == 1)
    assert other.state()["chapter"] == STORY.chapters[-2].id
    assert (show.wrong, other.wrong) == ([], [])
