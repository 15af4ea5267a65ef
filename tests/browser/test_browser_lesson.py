"""The lesson file opened from the disk with the network off: walked to its end, and nothing asked of anybody."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import axe
import pytest
import synthetic_layers
from playwright.sync_api import Browser, BrowserContext, Page
from pypdf import PdfReader

import geodash
from geodash import bundle
from geodash.atlas import Atlas
from geodash.selection import Selection, drawn, select
from geodash.story import Chapter, Comparison, Story, Term, Wording, read_stories
from geodash.text import load
from geodash.view import load_styles

pytestmark = pytest.mark.browser

STORIES = {story.id: story for story in read_stories(bundle.path("data", "stories"))[0]}
STORY = STORIES["who-keeps-us-safe"]
OPENS_MS = 6000  # loose: how long it takes is for benchmarks/lesson_open.py
UNFOLD = "document.querySelectorAll('details').forEach((node) => { node.open = true; })"
HOSTILE = (
    "</script><script>window.planted=1</script>",
    "{{ 7*7 }} {% for x in () %}",
    "${window.planted=1} `x` 'single' \"double\" \\u003c",
    '<img src=x onerror="window.planted=1">',
    "<!-- ]]> &lt;b&gt;",
    "مرحبا بالعالم",
)


class Lesson:
    """A lesson in a window without a network, and everything that went wrong or was asked for in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda m: self.wrong.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: self.wrong.append(str(e)))
        page.on(
            "request", lambda r: None if r.url.startswith("data:") else self.asked.append(r.url.partition("#")[0])
        )

    def open(self, path: Path, address: str = "") -> None:
        self.page.goto(path.as_uri() + (f"#{address}" if address else ""))
        self.until(lambda s: bool(s.get("still")), 60)
        self.page.evaluate("geodashLesson.ready.then(() => true)")

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate("window.geodashPresent && geodashPresent.state()") or {}
        return found

    def until(self, holds: Callable[[dict[str, Any]], bool], seconds: float = 20) -> dict[str, Any]:
        late = time.monotonic() + seconds
        while not holds(state := self.state()):
            assert time.monotonic() < late, state
            self.page.wait_for_timeout(40)
        return state

    def press(self, key: str) -> dict[str, Any]:
        before = self.state()
        self.page.keyboard.press(key)
        self.until(lambda s: (s["chapter"], s["stage"]) != (before["chapter"], before["stage"]))
        return self.until(lambda s: s["still"] and s["textMs"] is not None and s["restMs"] is not None)

    def map(self, of: str = "map") -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(f"geodashPresent.{of}().state()")
        return found

    def counts(self, of: str = "map") -> dict[str, int]:
        return {layer: sum(row.values()) for layer, row in self.map(of)["counts"].items()}


Make = Callable[..., Lesson]


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return geodash.load()


@pytest.fixture(scope="module")
def write(tmp_path_factory: pytest.TempPathFactory, atlas: Atlas) -> Callable[..., Path]:
    """Write a story's lesson once, and give its path."""
    folder = tmp_path_factory.mktemp("stick")

    def make(story: Story, of: Atlas = atlas) -> Path:
        path = folder / f"{story.id}.html"
        if not path.exists():
            path.write_bytes(of.lesson(story))
        return path

    return make


@pytest.fixture
def lesson(browser: Browser, write: Callable[..., Path]) -> Iterator[Make]:
    contexts: list[BrowserContext] = []

    def make(
        story: Story = STORY,
        address: str = "",
        size: tuple[int, int] = (1024, 768),
        path: Path | None = None,
        **more: Any,
    ) -> Lesson:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **more)
        contexts.append(context)
        context.set_offline(True)
        found = Lesson(context.new_page())
        found.open(path or write(story), address)
        return found

    yield make
    for context in contexts:
        context.close()


def wanted(atlas: Atlas, selection: Selection) -> dict[str, int]:
    """How many marks of each layer a chapter's view has in the atlas."""
    held = {name: sum(map(drawn, select(layer, selection))) for name, layer in atlas.layers.items()}
    return {name: number for name, number in held.items() if number}


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_each_lesson_is_walked_to_its_end_without_a_network(
    lesson: Make, atlas: Atlas, story: str, language: str, write: Callable[..., Path]
) -> None:
    told = STORIES[story]
    show = lesson(told, f"lang={language}")
    body = show.page.locator(".gp-words")
    assert show.page.evaluate("document.documentElement.lang") == language
    assert told.title.say(language) in body.inner_text()
    assert load(language)["present.silence"] in body.inner_text()
    for chapter in told.chapters:
        show.press("ArrowRight")
        if chapter.content_note:
            assert show.state()["stage"] == "note"
            assert chapter.text.paragraphs(language)[0] not in body.inner_text()
            show.press(" ")
        if chapter.predict:
            assert not set(show.counts()) & set(chapter.predict.hidden)
            assert show.press("PageDown")["stage"] == "revealed"
        text = chapter.predict.reveal if chapter.predict else chapter.text
        assert text.paragraphs(language)[0] in body.inner_text()
        if chapter.question:
            assert chapter.question.paragraphs(language)[0] in body.inner_text()
        assert show.page.locator(".gp-sources li").count() == len(chapter.sources)
        check_figures(show, chapter, atlas)
    show.page.keyboard.press("ArrowRight")
    assert show.state()["chapter"] == told.chapters[-1].id
    assert show.asked == [write(told).as_uri()]
    assert show.wrong == []


def check_figures(show: Lesson, chapter: Chapter, atlas: Atlas) -> None:
    """The lesson's map has as many marks of each layer as the atlas's own, on both sides of a comparison."""
    if chapter.compare is None:
        assert show.counts() == wanted(atlas, chapter.selection)
        assert set(show.map()["focused"]) == set(chapter.focus)
        return
    first, second = sorted((chapter.selection, chapter.compare.selection), key=lambda side: (side.first, side.last))
    show.page.locator(".gp-handle").wait_for()
    assert show.counts() == wanted(atlas, first)
    assert show.counts("second") == wanted(atlas, second)


def test_it_opens_soon_and_speaks_the_readers_language(lesson: Make) -> None:
    show = lesson(locale="es-PE")
    assert show.state()["language"] == "es"
    assert STORY.title.say("es") in show.page.title()
    assert show.page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd") < OPENS_MS
    assert show.page.evaluate("document.fonts.check('16px \"Source Sans\"')")
    show.page.get_by_role("button", name="English").click()
    show.until(lambda s: s.get("language") == "en" and s["still"])
    assert STORY.summary.paragraphs("en")[0] in show.page.locator(".gp-words").inner_text()
    assert set(show.asked) == {show.page.url.partition("#")[0]}
    assert show.wrong == []
    assert lesson(locale="de-DE").state()["language"] == "en"


def test_evidence_opens_by_a_click_and_by_the_keyboard(lesson: Make, atlas: Atlas) -> None:
    chapter = next(one for one in STORY.chapters if one.id == "free-choice-or-order")
    show = lesson(address=f"lang=es&chapter={chapter.id}")
    page = show.page
    page.keyboard.press("l")
    dialog = page.locator("dialog.gl-rows")
    rows = sum(len(select(layer, chapter.selection)) for layer in atlas.layers.values())
    assert dialog.locator("li").count() == rows
    listed = dialog.locator("li", has_text=load("es")["lesson.not_drawn"])
    assert listed.count() == rows - sum(wanted(atlas, chapter.selection).values())
    page.keyboard.press("ArrowRight")
    assert show.state()["chapter"] == chapter.id
    page.keyboard.press("Tab")
    name = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    drawer = page.locator(".gp-map:not(.gp-second) .geodash-drawer")
    drawer.locator("dl").first.wait_for()
    assert drawer.locator("h2").inner_text() == name.removesuffix(f" · {load('es')['lesson.not_drawn']}")
    assert load("es")["evidence.where"] in drawer.inner_text()
    page.keyboard.press("Escape")
    drawer.wait_for(state="hidden")
    number, x, y = page.evaluate(
        """() => {
            const plugin = geodashPresent.map();
            const box = document.querySelector(".gp-map").getBoundingClientRect();
            const { clusters } = plugin.state();
            const free = ([x, y]) => clusters.every(({ at }) => Math.hypot(at[0] - x, at[1] - y) > 24);
            const id = plugin.state().focused.find((id) => free(plugin.where(id)));
            const [x, y] = plugin.where(id);
            return [id, box.left + x, box.top + y];
        }"""
    )
    page.mouse.click(x, y)
    drawer.locator("dl").first.wait_for()
    assert page.evaluate("geodashPresent.map().state().chosen") == number
    assert show.wrong == []


def test_the_whole_glossary_is_at_hand_from_the_cover_on(lesson: Make) -> None:
    show = lesson(address="lang=es")
    show.page.get_by_role("button", name=load("es")["lesson.list_help"]).click()
    dialog = show.page.locator("dialog.gl-rows")
    assert load("es")["lesson.list_empty"] in dialog.inner_text()
    assert dialog.locator("dt").all_inner_texts() == [row.term.say("es") for row in STORY.glossary]
    show.page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    assert show.wrong == []


def test_the_policy_forbids_what_got_in_to_run_or_to_ask(lesson: Make) -> None:
    show = lesson()
    found = show.page.evaluate(
        """async () => {
            const add = (tag, values) => document.body.append(Object.assign(document.createElement(tag), values));
            add("script", { textContent: "window.planted = 1" });
            add("div", { innerHTML: '<img src="data:," onerror="window.planted = 2"><style>#x{}</style>' });
            add("img", { src: "http://127.0.0.1:9/pixel.png" });
            const asked = await fetch("http://127.0.0.1:9/").then(() => "answered", () => "refused");
            const form = Object.assign(document.createElement("form"), { action: "http://127.0.0.1:9/form" });
            document.body.append(form);
            form.submit();
            await new Promise((done) => setTimeout(done, 300));
            return [window.planted, asked, window.geodashPresent !== undefined];
        }"""
    )
    assert found == [None, "refused", True]
    assert len(show.wrong) >= 5
    assert all("Content Security Policy" in told or "ERR_BLOCKED_BY_CSP" in told for told in show.wrong), show.wrong


def test_the_timeline_moves_the_window_and_plays(lesson: Make) -> None:
    decade = next(one for one in STORY.chapters if one.selection.last - one.selection.first == 9)
    show = lesson(address=f"lang=en&chapter={decade.id}", reduced_motion="reduce")
    show.page.keyboard.press("t")
    before = show.map()["wanted"]["window"]
    show.page.locator("button.gt-play").click()
    show.page.wait_for_timeout(1200)
    show.page.locator("button.gt-play").click()
    assert show.map()["wanted"]["window"] != before
    assert sum(show.counts().values()) > 0
    assert show.wrong == []


def test_nothing_flies_where_less_motion_is_asked_for(lesson: Make) -> None:
    show = lesson(reduced_motion="reduce")
    show.press("ArrowRight")
    page = show.page
    page.keyboard.press("ArrowRight")
    assert show.map()["still"]
    assert show.map()["camera"]["zoom"] == show.map()["wanted"]["camera"]["zoom"]


def test_notes_are_in_the_presenters_window_alone(lesson: Make) -> None:
    chapter = next(one for one in STORY.chapters if one.notes and not one.content_note and not one.predict)
    show = lesson(address=f"lang=en&chapter={chapter.id}")
    assert chapter.notes
    assert chapter.notes.paragraphs("en")[0] not in show.page.locator("body").inner_text()
    with show.page.context.expect_page() as opening:
        show.page.keyboard.press("p")
    desk = opening.value
    desk.get_by_text(chapter.notes.paragraphs("en")[0]).wait_for()
    desk.keyboard.press("ArrowLeft")
    show.until(lambda s: s["chapter"] != chapter.id)
    desk.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(lesson: Make, theme: str) -> None:
    show = lesson(address="lang=en", color_scheme=theme)
    page = show.page
    found = {"cover": axe.serious(page)}
    kinds = {chapter.kind: chapter for chapter in reversed(STORY.chapters)}
    for kind, chapter in kinds.items():
        page.goto(f"{page.url.partition('#')[0]}#lang=en&chapter={chapter.id}")
        show.until(lambda s, asked=chapter.id: s.get("chapter") == asked and s["still"])  # type: ignore[misc]
        found[kind] = axe.serious(page)
    page.keyboard.press("l")
    found["rows"] = axe.serious(page)
    page.locator("dialog.gl-rows li button").first.click()
    page.locator(".geodash-drawer dl").first.wait_for()
    page.evaluate(UNFOLD)
    found["evidence"] = axe.serious(page)
    assert not {where: faults for where, faults in found.items() if faults}


def hostile_story() -> Story:
    both = Wording.of({"en": "\n\n".join(HOSTILE), "es": "\n\n".join(reversed(HOSTILE))})
    first = STORY.chapters[0]
    everything = Selection(1970, 2023)
    chapter = replace(
        first, id="hostile", title=both, text=both, question=both, notes=both, label="</i>{{ 1 }}",
        selection=everything, focus=(), content_note=None,
    )  # fmt: skip
    two = replace(chapter, id="two", kind="compare", compare=Comparison(Selection(2000, 2010), "<b>${1}</b>"))
    glossary = (Term(Wording.of({"en": "مرحبا"}), both), Term(Wording.of({"en": "x.*+?^${}()|[]\\"}), both))
    return Story(
        "hostile", both, both, (chapter, two), author="</script>", licence="<!--", content_note=both,
        glossary=glossary, teacher_notes=both,
    )  # fmt: skip


def test_hostile_texts_show_as_themselves_and_nothing_runs(
    lesson: Make, write: Callable[..., Path], tmp_path: Path
) -> None:
    made = Atlas.read(synthetic_layers.write(tmp_path / "geo", 60, hostile=True))
    path = write(hostile_story(), made)
    for language in ("en", "es"):
        show = lesson(path=path, address=f"lang={language}")
        assert all(text in show.page.locator(".gp-words").inner_text() for text in HOSTILE)
        show.press("ArrowRight")
        body = show.page.locator(".gp-words").inner_text()
        assert all(text in body for text in HOSTILE)
        assert "</i>{{ 1 }}" in body
        show.page.keyboard.press("l")
        assert show.page.locator("dialog.gl-rows li", has_text="<img src=x onerror").count() >= 1
        show.page.locator("dialog.gl-rows li button", has_text="</script>").first.click()
        show.page.locator(".geodash-drawer h2", has_text="</script><script>").wait_for()
        show.page.keyboard.press("Escape")
        show.press("PageDown")
        assert "<b>${1}</b>" in show.page.locator(".gp-right").inner_text()
        assert show.page.evaluate(
            "[window.planted, document.querySelectorAll('img:not(.leaflet-image-layer)').length]"
        ) == [
            None,
            0,
        ]
        assert show.page.evaluate("document.scripts.length") == 2
        assert show.wrong == []
        assert set(show.asked) == {path.as_uri()}


def test_on_paper_chapters_follow_each_other_with_their_pictures(lesson: Make, tmp_path: Path) -> None:
    show = lesson(address="lang=es", color_scheme="dark")
    before = show.state()
    show.page.evaluate("geodashLesson.ready.then((made) => made.lay()).then(() => true)")
    assert show.state()["chapter"] == before["chapter"]
    assert show.page.locator(".gp").get_attribute("data-theme") == "dark"
    pictures = sum(1 + (chapter.kind in {"compare", "predict"}) for chapter in STORY.chapters)
    assert show.page.locator("#paper canvas").count() == pictures
    dull = show.page.evaluate(
        """[...document.querySelectorAll("#paper canvas")].map((canvas) => {
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            return new Set(new Uint32Array(data.buffer)).size;
        }).filter((colors) => colors < 100).length"""
    )
    assert dull == 0
    paper = tmp_path / "lesson.pdf"
    show.page.pdf(path=paper, prefer_css_page_size=True)
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(paper).pages]
    said = " ".join(pages)
    assert 6 <= len(pages) <= 14
    assert load("es")["lesson.no_maps"] not in said
    places = [said.find(" ".join(chapter.title.say("es").split())) for chapter in STORY.chapters]
    assert -1 not in places
    assert places == sorted(places)
    assert all(row.question.say("es") in said for row in STORY.worksheet)
    assert not [row.answer.say("es") for row in STORY.worksheet if row.answer.say("es") in said]
    assert not [one for one in STORY.chapters if one.notes and one.notes.paragraphs("es")[0] in said]
    assert load("es")["present.next"] not in pages[0]  # the player's buttons stay on the screen
    assert show.wrong == []


def test_while_pictures_are_taken_nothing_of_them_is_seen_and_no_key_leads(lesson: Make) -> None:
    story = STORIES["two-valleys"]
    chapter = next(one for one in story.chapters if one.predict)
    show = lesson(story, f"lang=en&chapter={chapter.id}")
    page = show.page
    page.evaluate(
        """() => {
            window.printed = 0;
            window.print = () => { window.printed += 1; };
            window.bare = 0;
            window.veiled = 0;
            const { left, top, width, height } = document.querySelector(".gp-over").getBoundingClientRect();
            const resting = geodashPresent.map().state().commands;
            const look = () => {
                const covered = document.elementFromPoint(left + width / 2, top + height / 2).closest(".gp-curtain");
                if (covered) window.veiled += 1;
                else if (geodashPresent.map().state().commands !== resting && !window.printed) window.bare += 1;
                if (!window.printed) requestAnimationFrame(look);
            };
            look();
        }"""
    )
    page.keyboard.press("Control+p")
    curtain = page.locator(".gp-curtain", has_text=load()["lesson.preparing"])
    curtain.wait_for()
    page.keyboard.press("PageDown")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+p")
    assert curtain.is_visible()
    page.wait_for_function("() => window.printed === 1", timeout=60_000)
    assert page.evaluate("window.veiled") > 5
    assert page.evaluate("window.bare") == 0
    assert not curtain.is_visible()
    assert (show.state()["chapter"], show.state()["stage"]) == (chapter.id, "shown")
    check_hidden(show, chapter)
    page.get_by_role("button", name=load()["lesson.print_help"]).click()  # the pictures are there already
    page.wait_for_function("() => window.printed === 2")
    assert show.wrong == []


def check_hidden(show: Lesson, chapter: Chapter) -> None:
    assert chapter.predict
    assert not set(show.counts()) & set(chapter.predict.hidden)
    assert show.map()["camera"]["zoom"] == pytest.approx(show.map()["wanted"]["camera"]["zoom"], abs=0.01)


def test_paper_has_the_greens_of_the_coca_zones_and_says_where_its_maps_are(lesson: Make, tmp_path: Path) -> None:
    show = lesson(STORIES["two-valleys"], "lang=en")
    assert load()["lesson.no_maps"] in text_of(show, tmp_path / "bare.pdf")[0]
    show.page.evaluate("geodashLesson.ready.then((made) => made.lay()).then(() => true)")
    pages = text_of(show, tmp_path / "full.pdf")
    assert load()["lesson.no_maps"] not in " ".join(pages)
    classes = show.page.evaluate("document.querySelectorAll('#paper .gl-legend .gp-patch').length")
    assert classes == len(load_styles().layer("coca_zones")["breaks"]) + 2
    assert load()["panel.hectares_none"] in pages[0] and " ha" in pages[0]
    assert len(pages) <= 9  # no chapter alone on a page where two find room


def text_of(show: Lesson, path: Path) -> list[str]:
    show.page.pdf(path=path, prefer_css_page_size=True, format="A4")
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_the_presenters_window_of_a_file_goes_on_when_the_file_is_read_again(lesson: Make) -> None:
    first, second = STORY.chapters[:2]
    show = lesson(address=f"lang=en&chapter={first.id}")
    assert first.notes and second.notes
    with show.page.context.expect_page() as opening:
        show.page.keyboard.press("p")
    desk = opening.value
    desk.get_by_text(first.notes.paragraphs("en")[0]).wait_for()
    for again in (show.page.reload, show.page.get_by_role("button", name="Español").click, desk.reload):
        again()
        show.page.wait_for_timeout(300)
        show.until(lambda s: bool(s.get("still")), 60)
        desk.keyboard.press("PageDown")
        show.until(lambda s: s["chapter"] == second.id)
        desk.get_by_text(second.notes.paragraphs("en")[0]).wait_for()
        show.press("PageUp")
        desk.get_by_text(first.notes.paragraphs("en")[0]).wait_for()
    assert show.state()["language"] == "es"
    show.page.keyboard.press("p")  # the window that is open is used again
    show.page.wait_for_timeout(500)
    assert len(show.page.context.pages) == 2
    show.page.close()
    desk.locator(".gp-lost", has_text=" ").wait_for()
    assert show.wrong == []
