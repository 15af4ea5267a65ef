"""Which pictures a chapter needs where nothing moves."""

from __future__ import annotations

from dataclasses import replace

from geodash import bundle
from geodash.camera import Camera
from geodash.selection import Selection
from geodash.story import Chapter, Comparison, Prediction, Wording, read_stories
from geodash.story.plates import blank, plates

SAID = Wording.of({"en": "Said."})
CHAPTER = Chapter("one", "map", SAID, SAID, Selection(first=1980, last=1992), Camera(-75.0, -10.0, 6.0))


def test_a_map_is_one_picture() -> None:
    (plate,) = plates(CHAPTER)
    assert (plate.part, plate.selection, plate.camera, plate.year) == (
        "map",
        CHAPTER.selection,
        CHAPTER.camera,
        "1980–1992",
    )


def test_a_guess_hides_what_it_asks_for_and_then_shows_all() -> None:
    asked = replace(CHAPTER, kind="predict", predict=Prediction(SAID, SAID, hidden=("events", "bases")))
    prompt, reveal = plates(asked)
    assert prompt.part == "prompt"
    assert set(CHAPTER.selection.layers) - set(prompt.selection.layers) == {"events", "bases"}
    assert reveal.part == "reveal"
    assert reveal.selection == CHAPTER.selection


def test_a_comparison_has_its_earlier_side_first_however_it_is_written() -> None:
    earlier = Comparison(replace(CHAPTER.selection, first=1970, last=1975), "before the war")
    before, after = plates(replace(CHAPTER, kind="compare", compare=earlier))
    assert (before.part, before.year, before.selection.first) == ("before", "before the war", 1970)
    assert (after.part, after.year, after.selection.first) == ("after", "1980–1992", 1980)


def test_a_blank_map_shows_no_layer_where_the_chapter_looks() -> None:
    assert blank(CHAPTER).selection.layers == ()
    assert blank(CHAPTER).camera == CHAPTER.camera


def test_every_chapter_of_the_atlas_has_its_pictures() -> None:
    stories, problems = read_stories(bundle.path("data", "stories"))
    assert not problems
    for story in stories:
        for chapter in story.chapters:
            assert len(plates(chapter)) == (2 if chapter.predict or chapter.compare else 1)
