"""The stories to choose from and a reader's own, run by Streamlit's own test harness; what the story's page gets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from geodash import classroom
from geodash.app import drafting, holdings, presenting
from geodash.app.panels import chapter_list, story_files, story_list
from geodash.camera import Camera
from geodash.errors import StoryError
from geodash.selection import Selection
from geodash.story import FRAME, History, Wording, add_chapter, read_story, write_story
from geodash.text import languages, load

APP = Path(__file__).parents[2] / "app.py"
SENT = {"camera": {"lon": -74.2, "lat": -13.0, "zoom": 8.0}, "size": [960, 720], "focus": None}
TEXTS = load()


@pytest.fixture(autouse=True)
def _atlas(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("GEODASH_GEO", raising=False)
    holdings.forget()
    presenting.forget()
    yield
    holdings.forget()


def run(own: History | None = None, language: str = "en") -> AppTest:
    at = AppTest.from_file(str(APP), default_timeout=60)
    at.query_params["lang"] = language
    if own:
        at.session_state["_own_story"] = own
    at.run()
    at.switch_page("src/geodash/app/screens/present.py")
    if own:
        at.session_state["_own_story"] = own
    at.run()
    assert not at.exception
    return at


def drafted() -> History:
    story = drafting.begin(TEXTS)
    for first in (1980, 1990):
        story = add_chapter(story, drafting.chapter_of(story, Selection(first=first, last=first + 5), SENT, TEXTS))
    return History(drafting.settle(story))


def wire(at: AppTest) -> dict[str, Any]:
    protos = [element.proto for element in walk(at.main) if element.type == "bidi_component"]
    (proto,) = [one for one in protos if one.component_name == "geodash_own_story"]
    data: dict[str, Any] = json.loads(proto.json)
    return data


def walk(block: Any) -> list[Any]:
    children = list(getattr(block, "children", {}).values())
    return [block, *(found for child in children for found in walk(child))]


def keys(at: AppTest) -> list[str]:
    return [str(element.key) for element in walk(at.main) if getattr(element, "key", None)]


def texts_of(at: AppTest) -> str:
    return "\n".join(str(element.value) for element in at.text)


@pytest.mark.parametrize("language", languages())
def test_each_story_is_listed_with_minutes_note_and_a_way_in(language: str) -> None:
    at = run(language=language)
    page = "\n".join(str(element.proto.body) for element in walk(at.main) if element.type == "html")
    for story in presenting.stories():
        assert story.title.say(language) in page
        assert f"story={story.id}&amp;lang={language}" in page
        assert load(language).say("present.minutes", n=story.minutes) in page
        assert story.content_note is None or story.content_note.say(language)[:30] in page
    assert len(presenting.stories()) == 3


def test_a_copy_of_a_story_becomes_ones_own_and_can_be_taken_back() -> None:
    own = drafted()
    at = run(own)
    at.button(key="copy_two-valleys").click().run()
    assert at.session_state["_own_story"].story.id == "two-valleys"
    assert wire(at)["told"]["id"] == "two-valleys"
    at.button(key="own_undo").click().run()
    assert at.session_state["_own_story"].story == own.story


def test_chapters_are_moved_changed_deleted_and_brought_back() -> None:
    at = run(drafted())
    first, second = (chapter.id for chapter in drafted().story.chapters)
    at.button(key="own_down_0").click().run()
    assert [chapter.id for chapter in at.session_state["_own_story"].story.chapters] == [second, first]
    at.button(key="own_edit_0").click().run()
    label = f"{TEXTS['own.field_text']} · English"
    [area for area in at.text_area if area.label == label][-1].set_value("A new text.")
    [button for button in at.button if button.label == TEXTS["own.save"]][-1].click().run()
    assert at.session_state["_own_story"].story.chapters[0].text == Wording.of({"en": "A new text."})
    at.button(key="own_delete_1").click().run()
    assert [chapter.id for chapter in at.session_state["_own_story"].story.chapters] == [second]
    at.button(key="own_undo").click().run()
    at.button(key="own_undo").click().run()
    at.button(key="own_undo").click().run()
    assert at.session_state["_own_story"].story == drafted().story
    at.button(key="own_redo").click().run()
    assert [chapter.id for chapter in at.session_state["_own_story"].story.chapters] == [second, first]
    assert not at.exception


def test_a_view_brings_the_sources_of_its_rows_and_the_editor_changes_them() -> None:
    story = drafted().story
    chapter = story.chapters[0]
    assert 0 < len(chapter.sources) <= 12
    assert not any("source" in remark for remark in drafting.remarks(story))
    at = run(History(story))
    at.button(key="own_edit_0").click().run()
    (field,) = [one for one in at.multiselect if one.label == TEXTS["own.field_sources"]]
    assert field.value == list(chapter.sources)
    named = drafting.sources_of(chapter, "en")
    assert set(field.options) == set(named.values())
    assert any(name.startswith("Zech 2015, ¶ ") and "Autonomous Security" in name for name in field.options)
    other = next(source for source in named if source not in chapter.sources)
    field.set_value([chapter.sources[0], other])
    [button for button in at.button if button.label == TEXTS["own.save"]][-1].click().run()
    assert not at.exception
    assert at.session_state["_own_story"].story.chapters[0].sources == (chapter.sources[0], other)
    assert read_story(wire(at)["yaml"]).chapters[0].sources == (chapter.sources[0], other)


def test_what_a_file_could_not_hold_is_refused_and_said() -> None:
    at = run(drafted())
    at.button(key="own_edit_0").click().run()
    label = f"{TEXTS['own.field_title']} · English"
    [field for field in at.text_input if field.label == label][-1].set_value("x" * 200)
    [button for button in at.button if button.label == TEXTS["own.save"]][-1].click().run()
    assert "shorten it" in texts_of(at)
    assert at.session_state["_own_story"].story == drafted().story
    [field for field in at.text_input if field.label == label][-1].set_value("")
    [button for button in at.button if button.label == TEXTS["own.save"]][-1].click().run()
    assert TEXTS.say("own.missing", field=TEXTS["own.field_title"]) in texts_of(at)


def test_ones_own_story_goes_to_ones_own_browser_and_is_answered_at_no_address() -> None:
    own = drafted()
    data = wire(run(own))
    assert read_story(data["yaml"]) == own.story
    assert [chapter["id"] for chapter in data["told"]["chapters"]] == [one.id for one in own.story.chapters]
    assert wire(run())["told"] is None  # another session
    for story in (own.story.id, "own"):
        assert presenting.story_json(story, "en") is None


def test_texts_of_a_strangers_story_are_never_markup_on_the_screen() -> None:
    bad = "![x](https://example.org/x.png) <img src=x onerror=alert(1)> :red[no]"
    own = drafted()
    story = replace(own.story, title=Wording.of({"en": bad[:80]}), summary=Wording.of({"en": bad}))
    chapter = replace(story.chapters[0], title=Wording.of({"en": bad[:80]}), text=Wording.of({"en": bad}))
    at = run(History(drafting.settle(replace(story, chapters=(chapter,)))))
    labels = [str(element.label) for element in at.expander]
    assert labels and all("[x]" not in label and "img" not in label for label in labels)
    marked = [str(element.value) for kind in (at.markdown, at.error, at.caption, at.header) for element in kind]
    assert not any("example.org" in text for text in marked)


def test_the_view_on_the_screen_is_seen_again_in_a_chapters_own_frame() -> None:
    sent = {"camera": {"lon": -74.2, "lat": -13.0, "zoom": 8.5}, "size": [1200, 600], "focus": "K12"}
    row = next(f["properties"] for held in holdings.layers() for f in held.features if f["properties"]["id"] == "K12")
    selection = Selection(first=1983, last=1983, layers=("committees",), search="huanta", found=frozenset({"K12"}))
    chapter = drafting.chapter_of(drafting.begin(TEXTS), selection, sent, TEXTS)
    assert chapter.look(1200, 600).zoom == pytest.approx(8.5, abs=0.01)
    assert chapter.camera == Camera(-74.2, -13.0, chapter.camera.zoom, *FRAME)
    assert chapter.focus == ("K12",)
    assert chapter.title.say("en") == row["name"]
    assert chapter.sources == tuple(row["sources"])
    assert chapter.selection == replace(selection, found=None)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"camera": None, "size": [1, 1]},
        {"camera": {"lon": "x", "lat": 0, "zoom": 5}, "size": [900, 700]},
        {"camera": {"lon": float("nan"), "lat": 0, "zoom": 5}, "size": [900, 700]},
        {"camera": {"lon": 0, "lat": 0, "zoom": 5}, "size": [0, 700]},
        {"camera": {"lon": 0, "lat": 0, "zoom": 5}, "size": [1, 2, 3]},
    ],
)
def test_nonsense_from_the_browser_makes_no_chapter(sent: dict[str, Any]) -> None:
    with pytest.raises(StoryError, match="where it looks"):
        drafting.camera_of(sent)


def test_uploads_are_bounded_and_errors_name_the_line() -> None:
    good = write_story(drafted().story)
    assert drafting.read_upload(good.encode(), "mine.yaml") == drafted().story
    assert drafting.read_upload(b"\xef\xbb\xbf" + good.encode(), "mine.yaml") == drafted().story
    with pytest.raises(StoryError, match=r"mine\.yaml, line 2: not UTF-8"):
        drafting.read_upload(b"story: 1\nid: \xff", "mine.yaml")
    with pytest.raises(StoryError, match="larger than"):
        drafting.read_upload(b"a" * 600_000, "mine.yaml")
    line = good.splitlines().index("  kind: map") + 1
    with pytest.raises(StoryError, match=rf"mine\.yaml, line {line}\b"):
        drafting.read_upload(good.replace("  kind: map", "  kind: film", 1).encode(), "mine.yaml")
    with pytest.raises(StoryError, match="anchors"):
        drafting.read_upload(b"story: &a 1\nid: *a", "mine.yaml")
    with pytest.raises(StoryError) as caught:
        drafting.read_upload(b"\xff", "a\nb\u202e" + "x" * 500)
    assert "ends with .yaml" in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1 and len(str(caught.value)) < 200


def test_a_file_of_another_kind_takes_the_place_of_what_was_said_before() -> None:
    at = run()
    for name, data, told in (
        ("broken.yaml", b"story: 1\n", "broken.yaml, line 1"),
        ("map.png", b"\x89PNG", "map.png: not the file of a story"),
    ):
        at.file_uploader[0].upload(name, data, "application/octet-stream").run()
        assert told in texts_of(at)
    assert "broken.yaml" not in texts_of(at)
    assert not at.exception


@pytest.mark.parametrize("language", languages())
def test_of_a_lesson_that_is_too_large_one_is_warned_beside_its_button(language: str) -> None:
    wide = drafting.chapter_of(drafting.begin(TEXTS), Selection(), SENT, TEXTS)
    own = History(drafting.settle(add_chapter(drafting.begin(TEXTS), wide)))
    at = run(own, language)
    assert not at.warning
    at.session_state[f"files_{own.story.id}_own"] = True  # as when the list of files is opened
    at.run()
    (warning,) = at.warning
    size = len(story_files._weighed(holdings.version(), own.story, "lesson", language))
    assert size > classroom.MOST_LESSON
    assert f"{size / 1e6:.1f} MB" in warning.value
    narrow = replace(own.story, chapters=(replace(wide, selection=Selection(first=1983, last=1984)),))
    assert story_files.too_large(narrow, load(language)) == ""


def test_a_story_without_chapters_offers_no_files() -> None:
    own = drafting.begin(TEXTS)
    assert not [key for key in keys(run(History(own))) if key.startswith("file_") and key.endswith("_own")]
    assert [key for key in keys(run(drafted())) if key == f"file_lesson_{drafted().story.id}_own"]


def test_the_atlas_remarks_on_what_is_not_there() -> None:
    story = drafted().story
    chapter = replace(story.chapters[0], focus=("nothing",))
    assert any("nothing" in remark for remark in drafting.remarks(replace(story, chapters=(chapter,))))


@pytest.mark.parametrize("language", languages())
def test_the_players_json_says_what_the_story_says(language: str) -> None:
    for story in presenting.stories():
        told = json.loads(presenting.story_json(story.id, language) or b"{}")
        assert [row["id"] for row in told["chapters"]] == [chapter.id for chapter in story.chapters]
        for row, chapter in zip(told["chapters"], story.chapters, strict=True):
            assert row["text"][language] == dict(chapter.text.texts)[language]
            assert row["order"]["layers"] == list(chapter.selection.layers)
            assert row["order"]["year"] == chapter.selection.last
            assert row["camera"] == {
                "lon": chapter.camera.lon, "lat": chapter.camera.lat, "zoom": chapter.camera.zoom
            }  # fmt: skip
            assert {"theme", "focus", "step"}.isdisjoint(row["order"])
            assert bool(row["sides"]) == (chapter.kind == "compare")
            if row["sides"]:
                assert row["sides"][0]["order"]["year"] <= row["sides"][1]["order"]["year"]
        assert set(told["sources"]) == set(story.sources)
        assert all(said[language]["text"] for said in told["sources"].values())


def test_the_page_of_a_story_lets_nothing_else_in() -> None:
    assert "default-src 'none'" in presenting.POLICY and "script-src 'self';" in presenting.POLICY
    page = presenting.page().decode()
    assert page.count("<script") == 2 and "onload" not in page
    assert b"geodashPlugin" in presenting.script()


def test_fields_left_empty_are_not_said() -> None:
    typed = {("title", "en"): " A ", ("title", "es"): "", ("notes", "en"): " "}
    assert chapter_list.words(typed, ("title", "notes")) == {"title": Wording.of({"en": "A"}), "notes": None}


def test_the_address_of_a_story_is_written_safely() -> None:
    assert story_list.address("a&b=<c>", "en").endswith("story=a%26b%3D%3Cc%3E&lang=en")


def test_each_story_s_files_are_made_from_the_story_when_asked_for() -> None:
    story = presenting.stories()[0]
    short = replace(story, chapters=story.chapters[:1], worksheet=(), plan=())
    begins = {"lesson": b"<!doctype html", "students": b"<!doctype html", "slides": b"PK", "answers": b"%PDF"}
    for code, start in begins.items():
        assert story_files._make("", short, code, "es")[:20].lower().startswith(start.lower()), code
    assert set(begins) | {"handout", "four"} == set(story_files._FILES)
