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
from geodash import classroom, shelf
from geodash.formats.citation import plain
from geodash.render.handout import Draw, answers, handout
from geodash.render.snapshot import Figure
from geodash.story.plates import Plate
from geodash.text import load


@pytest.fixture(scope="module")
def draw() -> Draw:
    return partial(classroom.draw, geodash.load(), language="en", dpi=48)


@pytest.fixture(scope="module")
def one(draw: Draw) -> bytes:
    references = shelf.read_references()
    return handout(STORY, draw, load("en"), references, plain(references.atlas))


@pytest.fixture(scope="module")
def key(draw: Draw) -> bytes:
    references = shelf.read_references()
    return answers(STORY, draw, load("en"), references, plain(references.atlas))


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_a_page_a_chapter_then_a_map_to_draw_on_and_the_worksheet(one: bytes) -> None:
    told = pages(one)
    assert len(told) == 6
    assert "Three chapters" in told[0]
    assert "ronda: A night watch." in told[0]
    assert " ".join(HOSTILE.split()) in told[1]
    assert "Speaks of killings." in told[1]
    assert "A map to draw on" in told[4]
    assert "What is missing?" in told[5]


def test_what_a_guess_reveals_and_the_answers_are_in_the_key_alone(one: bytes, key: bytes) -> None:
    handed, kept = " ".join(pages(one)), " ".join(pages(key))
    for secret in ("There it is.", "The author.", "For the teacher alone.", "Give them a minute."):
        assert secret not in handed
        assert secret in kept
    assert "Mark where." in handed


def test_a_guess_is_printed_without_what_is_guessed(draw: Draw) -> None:
    drawn: list[tuple[str, tuple[str, ...]]] = []

    def watched(plate: Plate) -> Figure:
        drawn.append((plate.chapter, plate.selection.layers))
        return draw(plate)

    references = shelf.read_references()
    handout(STORY, watched, load("en"), references, "")
    assert ("guess", ("events",)) in drawn
    assert ("guess", ("committees", "events")) not in drawn
    assert ("map", ()) in drawn  # the map to draw on


def test_four_to_a_page_says_the_same_on_fewer_pages(draw: Draw, one: bytes) -> None:
    references = shelf.read_references()
    told = pages(handout(STORY, draw, load("en"), references, "", per_page=4))
    assert len(told) == len(pages(one)) - 2
    for words in ("What the map shows.", "Mark where.", "Left and right."):
        assert words in told[1]


def test_four_to_a_page_warns_of_what_a_chapter_speaks_of(draw: Draw) -> None:
    told = pages(handout(STORY, draw, load("en"), shelf.read_references(), "", 4))
    assert "Speaks of killings." in " ".join(told[1:])


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_worksheet_leaves_no_question_over_for_another_page(draw: Draw, language: str) -> None:
    for told in map(classroom.find, ("who-keeps-us-safe", "two-valleys", "reading-a-source")):
        alone = replace(told, chapters=told.chapters[:1])  # the worksheet is what this is about
        last = pages(handout(alone, draw, load(language), shelf.read_references(), "", 4))[-1]
        assert load(language)["lesson.worksheet"] in last
        assert f" {len(told.worksheet)}. " in last


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
    assert handout(STORY, draw, load("en"), references, plain(references.atlas)) == one


def test_every_page_can_be_drawn(one: bytes) -> None:
    shown = to_pictures(one)
    assert len(shown) == len(pages(one))
    for picture in shown:
        assert len(picture.getcolors() or ()) > 10
