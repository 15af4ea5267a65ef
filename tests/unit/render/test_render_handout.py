"""Handouts: pages as they are printed, answers apart, the typeface in the file."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import partial

import pytest
from classes import HOSTILE, STORY
from office import to_pictures
from pypdf import PdfReader

import geodash
from geodash import __version__, classroom, shelf
from geodash.render.handout import Draw, PerPage, answers, handout
from geodash.render.snapshot import Figure
from geodash.story.plates import Plate, plates
from geodash.story.records import Wording
from geodash.text import load
from geodash.view.references import name_fully


@pytest.fixture(scope="module")
def draw() -> Draw:
    return partial(classroom.draw, geodash.load(), language="en", dpi=48)


@pytest.fixture(scope="module")
def one(draw: Draw) -> bytes:
    references = shelf.read_references()
    return handout(STORY, draw, load("en"), references)


@pytest.fixture(scope="module")
def key(draw: Draw) -> bytes:
    references = shelf.read_references()
    return answers(STORY, draw, load("en"), references)


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_a_page_a_chapter_then_the_worksheet_and_the_sources(one: bytes) -> None:
    told = pages(one)
    assert len(told) == 6
    assert "Three chapters" in told[0]
    assert "ronda: A night watch." in told[0]
    assert " ".join(HOSTILE.split()) in told[1]
    assert "Speaks of killings." in told[1]
    assert "Two sides" in told[3]
    assert "What is missing?" in told[4]
    assert told[5].endswith("data and texts CC BY 4.0.")


def test_what_a_guess_reveals_and_the_answers_are_in_the_key_alone(one: bytes, key: bytes) -> None:
    handed, kept = " ".join(pages(one)), " ".join(pages(key))
    for secret in ("There it is.", "The author.", "For the teacher alone.", "Give them a minute."):
        assert secret not in handed
        assert secret in kept
    for asked in ("Mark where.", "And who counted?"):
        assert asked in handed
        assert asked in kept


def watching(draw: Draw, drawn: list[tuple[str, tuple[str, ...]]]) -> Draw:
    """Draw, and note of which chapter which layers are drawn."""

    def watched(plate: Plate) -> Figure:
        drawn.append((plate.chapter, plate.selection.layers))
        return draw(plate)

    return watched


@pytest.mark.parametrize("per_page", [1, 4])
def test_a_guess_is_a_page_to_draw_on_without_what_is_guessed(draw: Draw, per_page: PerPage) -> None:
    drawn: list[tuple[str, tuple[str, ...]]] = []
    references = shelf.read_references()
    told = pages(handout(STORY, watching(draw, drawn), load("en"), references, per_page))
    assert ("guess", ("events",)) in drawn
    assert ("guess", ("committees", "events")) not in drawn
    assert ("guess", ()) in drawn  # the map to draw on
    assert ("map", ()) not in drawn
    page = next(page for page in told if "Mark where." in page)
    assert "A map to draw on" in page
    assert "1980–1992 Guess" in page
    sheet = next(page for page in told if "What is missing?" in page)
    assert "2. (Guess) And who counted?" in sheet  # it may speak of what the guess reveals
    assert "And who counted?" not in page
    assert "Left and right." not in page


def test_each_guess_has_its_own_page_before_what_gives_it_away(draw: Draw) -> None:
    later = replace(STORY.chapters[1], id="again", title=STORY.title)
    story = replace(STORY, chapters=(*STORY.chapters, later))
    drawn: list[tuple[str, tuple[str, ...]]] = []
    handout(story, watching(draw, drawn), load("en"), shelf.read_references(), 4)
    bare = [number for number, (_, layers) in enumerate(drawn) if not layers]
    whole = [number for number, (_, layers) in enumerate(drawn) if "committees" in layers]
    assert [drawn[number][0] for number in bare] == ["guess", "again"]
    assert max(bare) < min(whole)


def test_a_story_without_a_guess_has_a_map_to_draw_on_before_its_chapters(draw: Draw) -> None:
    drawn: list[tuple[str, tuple[str, ...]]] = []
    story = replace(STORY, chapters=(STORY.chapters[0], STORY.chapters[2]))
    told = pages(handout(story, watching(draw, drawn), load("en"), shelf.read_references()))
    assert drawn[0] == ("map", ())
    assert [layers for _, layers in drawn].count(()) == 1
    assert "A map to draw on" in told[1]


def test_four_to_a_page_says_the_same_on_fewer_pages(draw: Draw, one: bytes) -> None:
    references = shelf.read_references()
    told = pages(handout(STORY, draw, load("en"), references, per_page=4))
    assert len(told) == len(pages(one)) - 1  # the guess keeps its page
    assert "Mark where." in told[1]
    for words in ("What the map shows.", "Left and right."):
        assert words in told[2]


@pytest.mark.parametrize("language", ["en", "es"])
def test_sources_can_be_looked_up_in_handout_and_key(draw: Draw, language: str) -> None:
    references, texts = shelf.read_references(), load(language)
    for made in (handout(STORY, draw, texts, references), answers(STORY, draw, texts, references)):
        last = pages(made)[-1]
        assert texts["present.sources"] in last
        for named in name_fully(STORY.sources, references):
            assert "https://" in named
            assert "".join(named.split()) in "".join(last.split())


@pytest.mark.parametrize(("language", "made"), [("en", "Made with GeoDash"), ("es", "Hecho con GeoDash")])
def test_a_story_is_credited_to_its_author_on_every_page_and_the_atlas_beside_it(
    draw: Draw, language: str, made: str
) -> None:
    for told in pages(handout(STORY, draw, load(language), shelf.read_references())):
        assert ": Ana Maestra, CC-BY-SA-4.0." in told
        assert f"{made} {__version__}" in told
        assert "CC BY 4.0" in told
        assert ("The GeoDash authors" in told) is False


def test_a_story_of_nobody_s_is_not_credited_to_the_atlas(draw: Draw) -> None:
    told = pages(handout(replace(STORY, author="", licence=""), draw, load("en"), shelf.read_references()))
    assert "Story:" not in " ".join(told)


def test_four_to_a_page_warns_of_what_a_chapter_speaks_of(draw: Draw) -> None:
    told = pages(handout(STORY, draw, load("en"), shelf.read_references(), 4))
    assert "Speaks of killings." in " ".join(told[1:])


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_worksheet_leaves_no_question_over_for_another_page(draw: Draw, language: str) -> None:
    for told in map(classroom.find, ("who-keeps-us-safe", "two-valleys", "reading-a-source")):
        alone = replace(told, chapters=told.chapters[:1])  # the worksheet is what this is about
        last = pages(handout(alone, draw, load(language), shelf.read_references(), 4))[-2]  # the sources follow
        assert load(language)["lesson.worksheet"] in last
        assert f" {len(told.worksheet)}. " in last


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_questions_of_guesses_leave_the_worksheet_on_its_page(draw: Draw, language: str) -> None:
    for told in map(classroom.find, ("who-keeps-us-safe", "two-valleys", "reading-a-source")):
        guesses = tuple(chapter for chapter in told.chapters if chapter.predict)
        made = handout(replace(told, chapters=guesses), draw, load(language), shelf.read_references(), 4)
        sheet = pages(made)[-2]
        assert load(language)["lesson.worksheet"] in sheet
        assert f" {len(told.worksheet) + len(guesses)}. " in sheet


def test_a_chapter_that_is_titled_by_its_years_says_them_once(draw: Draw) -> None:
    chapter = replace(STORY.chapters[0], predict=None, compare=None)
    (shown,) = plates(chapter)
    titled = replace(STORY, chapters=(replace(chapter, title=Wording((("en", shown.year),))),))
    references = shelf.read_references()
    (page,) = (page for page in pages(handout(titled, draw, load("en"), references)) if "What the map shows." in page)
    assert page.count(shown.year) == 1


def test_the_typeface_is_in_the_file_and_the_language_is_told(one: bytes) -> None:
    reader = PdfReader(io.BytesIO(one))
    fonts = reader.pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
    embedded = [font.get_object() for font in fonts if "SourceSans" in str(font.get_object().get("/BaseFont"))]
    assert embedded
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in embedded)
    assert str(reader.root_object["/Lang"]) == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Three chapters"


def test_the_same_story_gives_the_same_bytes(draw: Draw, one: bytes) -> None:
    references = shelf.read_references()
    assert handout(STORY, draw, load("en"), references) == one


def test_every_page_can_be_drawn(one: bytes) -> None:
    shown = to_pictures(one)
    assert len(shown) == len(pages(one))
    for picture in shown:
        assert len(picture.getcolors() or ()) > 10
