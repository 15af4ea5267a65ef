"""A story as the player's JSON, and the one script that page and lesson share."""

from __future__ import annotations

from dataclasses import replace

from geodash import bundle
from geodash.camera import Camera
from geodash.render import present
from geodash.selection import Selection
from geodash.story import FRAME, Chapter, Comparison, Prediction, Story, Wording
from geodash.text import languages, load
from geodash.view.references import References

HOSTILE = "</script><img src=x onerror=alert(1)> {{ 7 * 7 }} ${x}"
REFERENCES = References(
    articles={"one": {"title": "An article", "author": "A. Writer", "published": "2015-06"}},
    sources={"PAGE": {"id": "PAGE", "title": "A page", "url": "javascript:alert(1)"}},
)


def chapter(**changes: object) -> Chapter:
    plain = Chapter(
        id="first",
        kind="map",
        title=Wording.of({"en": "First", "es": "Primero"}),
        text=Wording.of({"en": HOSTILE}),
        selection=Selection(first=1990, last=1999, layers=("events",), themes=frozenset({"coca"})),
        camera=Camera(-75, -10, 6, *FRAME),
        sources=("doc:one#3", "PAGE", "GONE"),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def story(*chapters: Chapter) -> Story:
    return Story(id="a", title=Wording.of({"en": "A"}), summary=Wording.of({"en": "B"}), chapters=chapters)


def told(*chapters: Chapter) -> dict[str, object]:
    return present.tell(story(*chapters), lambda _code: REFERENCES, lambda selection: f"bits of {selection.first}")


def test_a_chapter_tells_its_order_camera_and_words() -> None:
    row = told(chapter())["chapters"][0]  # type: ignore[index]
    assert row["order"]["layers"] == ["events"] and row["order"]["year"] == 1999
    assert row["order"]["kept"] == "bits of 1990"
    assert {"theme", "focus", "step", "camera"}.isdisjoint(row["order"])
    assert row["camera"] == {"lon": -75, "lat": -10, "zoom": 6}
    assert row["text"] == {"en": HOSTILE}  # as it is: the browser sets it as text
    assert row["year"] == "1990–1999"
    assert row["sides"] is None and row["predict"] is None


def test_the_earlier_of_two_times_comes_first() -> None:
    earlier = Comparison(Selection(first=1980, last=1985, layers=("events",)), "before")
    row = told(chapter(kind="compare", compare=earlier))["chapters"][0]  # type: ignore[index]
    assert [side["year"] for side in row["sides"]] == ["before", "1990–1999"]
    assert [side["order"]["kept"] for side in row["sides"]] == ["bits of 1980", "bits of 1990"]


def test_what_is_to_be_guessed_is_named() -> None:
    guess = Prediction(Wording.of({"en": "Where?"}), Wording.of({"en": "There."}), ("events",))
    row = told(chapter(kind="predict", predict=guess))["chapters"][0]  # type: ignore[index]
    assert row["predict"] == {"prompt": {"en": "Where?"}, "reveal": {"en": "There."}, "hidden": ["events"]}


def test_sources_are_named_in_each_language_and_link_only_to_the_web() -> None:
    sources = told(chapter())["sources"]
    assert set(sources) == {"doc:one#3", "PAGE", "GONE"}  # type: ignore[call-overload]
    for code in languages():
        named = sources["doc:one#3"][code]["text"]  # type: ignore[index]
        assert "An article" in named and load(code).say("evidence.claim_label", n=3) in named
        assert sources["PAGE"][code]["url"] == ""  # type: ignore[index]
        assert sources["GONE"][code]["text"] == "GONE"  # type: ignore[index]


def test_the_same_story_gives_the_same_json() -> None:
    assert repr(told(chapter())) == repr(told(chapter()))


def test_every_script_of_the_player_is_in_the_one_that_is_served() -> None:
    script = present.script()
    for path in bundle.path("static", "present").glob("*.js"):
        if path.name != "page.js":  # the app's own beginning
            assert path.read_text("utf-8") in script, path.name
    assert script.count("window.geodashPlugin = function") == 1
    assert "@import" not in present.sheet()
