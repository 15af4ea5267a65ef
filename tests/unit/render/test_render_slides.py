"""Slides: what is on them, in the places where programmes and readers of the screen look for it."""

from __future__ import annotations

import io
import math
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from classes import HOSTILE, STORY
from office import to_pdf, to_pictures
from pptx import Presentation
from pptx.util import Pt

import geodash
from geodash import __version__, bundle, classroom, shelf
from geodash.render.slides import slides
from geodash.story import Wording, read_stories
from geodash.text import load
from geodash.view.lettering import width

Deck = Any


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    atlas, references = geodash.load(), shelf.read_references()
    return {
        language: slides(
            STORY,
            partial(classroom.draw, atlas, language=language, dpi=48),
            load(language),
            references,
        )
        for language in ("en", "es")
    }


@pytest.fixture(scope="module")
def deck(made: dict[str, bytes]) -> Deck:
    return Presentation(io.BytesIO(made["en"]))


def titles(deck: Deck) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def texts(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def pictures(slide: Any) -> list[Any]:
    return [shape for shape in slide.shapes if shape.shape_type is not None and shape.shape_type.name == "PICTURE"]


def test_each_step_has_its_slide_and_each_slide_its_title(deck: Deck) -> None:
    assert titles(deck) == [
        "Three chapters",
        "Before the next chapter",
        f"1980–1992   {HOSTILE}",
        "1980–1992   Guess",
        "1980–1992   Guess",
        "1980–1992 | 2000–2015   Two sides",
        "Glossary",
        "Sources",
    ]


def test_a_guess_is_shown_before_its_answer_and_a_comparison_with_both_maps(deck: Deck) -> None:
    guess, answer, sides = deck.slides[3], deck.slides[4], deck.slides[5]
    assert "Mark where." in texts(guess)
    assert "There it is." not in texts(guess)
    assert "There it is." in texts(answer)
    assert [len(pictures(slide)) for slide in (guess, answer, sides)] == [1, 1, 2]
    assert pictures(guess)[0].image.sha1 != pictures(answer)[0].image.sha1


@pytest.mark.parametrize(("language", "begins"), [("en", "Map: Peru: "), ("es", "Mapa: Perú: ")])
def test_pictures_begin_with_what_they_are_of(made: dict[str, bytes], language: str, begins: str) -> None:
    shown = [picture for slide in Presentation(io.BytesIO(made[language])).slides for picture in pictures(slide)]
    said = [picture._element.nvPicPr.cNvPr.get("descr") for picture in shown]
    assert len(said) == 5
    layers = {"en": "self-defense", "es": "autodefensa"}[language]
    assert all(text.startswith(begins) and ": ." not in text for text in said)
    assert sum(layers in text for text in said) == 4  # all but the map to guess on


def test_pictures_say_what_they_show_and_lie_within_the_slide(deck: Deck) -> None:
    for slide in deck.slides:
        for picture in pictures(slide):
            assert "1980" in picture._element.nvPicPr.cNvPr.get(
                "descr"
            ) or "2000" in picture._element.nvPicPr.cNvPr.get("descr")
            assert picture.left >= 0
            assert picture.left + picture.width <= deck.slide_width
            assert picture.top + picture.height <= deck.slide_height
            assert picture.width / picture.height == pytest.approx(
                picture.image.size[0] / picture.image.size[1], rel=0.02
            )


def test_notes_are_in_their_field_and_sources_at_the_foot(deck: Deck) -> None:
    chapter = deck.slides[2]
    assert chapter.notes_slide.notes_text_frame.text == "Give them a minute."
    assert "For the teacher alone." in deck.slides[0].notes_slide.notes_text_frame.text
    assert "Give them a minute." not in texts(chapter)
    assert "Sources: Zech 2015, ¶ 5, 16" in texts(chapter)


@pytest.mark.parametrize(
    ("language", "credited"),
    [("en", ("Story: Ana Maestra", "Made with")), ("es", ("Historia: Ana Maestra", "Hecho con"))],
)
def test_a_story_is_credited_to_its_author_and_the_atlas_beside_it(
    made: dict[str, bytes], language: str, credited: tuple[str, str]
) -> None:
    shown = Presentation(io.BytesIO(made[language])).slides
    for slide in (shown[0], shown[len(shown) - 1]):
        told = texts(slide)
        assert f"{credited[0]}, CC-BY-SA-4.0." in told
        assert f"{credited[1]} GeoDash {__version__}" in told
        assert "CC BY 4.0" in told
        assert "The GeoDash authors" not in told


def test_the_words_of_a_chapter_are_large_enough_for_the_back_row(deck: Deck) -> None:
    for number in (2, 3, 4):
        sizes = [
            run.font.size
            for shape in deck.slides[number].shapes
            if shape.has_text_frame and "¶" not in shape.text_frame.text
            for paragraph in shape.text_frame.paragraphs
            for run in paragraph.runs
        ]
        assert min(sizes) >= Pt(18)


def test_a_long_title_gets_smaller_until_it_fits_and_years_are_said_once() -> None:
    wide, years = Wording.of({"en": "W" * 90}), Wording.of({"en": "1980–1992"})
    chapters = (replace(STORY.chapters[0], title=wide), replace(STORY.chapters[0], title=years))
    story = replace(STORY, title=wide, chapters=chapters)
    drawn = partial(classroom.draw, geodash.load(), language="en", dpi=48)
    found = Presentation(io.BytesIO(slides(story, drawn, load("en"), shelf.read_references())))
    assert titles(found)[4] == "1980–1992"
    for number, most in ((0, 40), (2, 28)):
        title = found.slides[number].shapes.title
        (size,) = {run.font.size.pt for run in title.text_frame.paragraphs[0].runs}
        assert 12 <= size < most
        room, line = title.width.pt, width(title.text_frame.text, size, "semibold")
        assert math.ceil(line / room) * size * 1.2 <= title.height.pt


def test_the_words_are_in_the_language_and_say_so(made: dict[str, bytes]) -> None:
    spanish = Presentation(io.BytesIO(made["es"]))
    assert titles(spanish)[0] == "ES Three chapters"
    assert titles(spanish)[-2] == load("es")["lesson.glossary"]
    run = spanish.slides[2].shapes.title.text_frame.paragraphs[0].runs[0]
    assert run._r.rPr.get("lang") == "es-PE"


def test_the_same_story_gives_the_same_bytes(made: dict[str, bytes]) -> None:
    references = shelf.read_references()
    drawn = partial(classroom.draw, geodash.load(), language="en", dpi=48)
    assert slides(STORY, drawn, load("en"), references) == made["en"]


@pytest.mark.slow
def test_libreoffice_shows_every_slide_with_something_on_it(made: dict[str, bytes], tmp_path: Path) -> None:
    shown = to_pictures(to_pdf(made["en"], tmp_path).read_bytes())
    assert len(shown) == 8
    for picture in shown:
        assert len(picture.getcolors() or ()) > 10


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_words_of_the_atlas_s_stories_run_off_their_slides(language: str) -> None:
    from geodash.render import slides as module  # noqa: PLC0415

    stories, _ = read_stories(bundle.path("data", "stories"))
    for story in stories:
        for chapter in story.chapters:
            lines = [module._Line(text) for text in chapter.text.paragraphs(language)]
            asked = chapter.question.paragraphs(language) if chapter.question else ()
            lines += [module._Line(text, "semibold") for text in asked]
            box, least = (module._UNDER, 14) if chapter.compare else (module._BESIDE, 18)
            assert module._height(lines, least, box.width) <= box.height, (story.id, chapter.id)
