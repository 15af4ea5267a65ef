from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodash import bundle
from geodash.camera import Camera
from geodash.selection import LAYERS, Selection
from geodash.story import (
    FRAME,
    KINDS,
    Chapter,
    Comparison,
    Exercise,
    Prediction,
    Step,
    Story,
    Term,
    Wording,
    read_story,
    write_story,
)

SHIPPED = sorted(bundle.path("data", "stories").glob("*.yaml"))

SIGNS = st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" \n")
texts = st.text(SIGNS, min_size=1, max_size=80).map(str.strip).filter(bool)
lines = texts.map(lambda text: " ".join(text.split()))
ids = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=12)
wordings = st.dictionaries(st.sampled_from(["en", "es", "qu"]), texts, min_size=1).map(Wording.of)
codes = st.frozensets(st.sampled_from(["coca", "yes", "1984", "null", "doc:x", "a,b", "Huánuco"]), max_size=3)
years = st.tuples(st.integers(1970, 2023), st.integers(1970, 2023)).map(sorted)
layers = st.sets(st.sampled_from(LAYERS)).map(lambda chosen: tuple(layer for layer in LAYERS if layer in chosen))


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    first, last = draw(years)
    return Selection(
        first=first,
        last=last,
        layers=draw(layers),
        certainty=draw(st.sampled_from(["possibly", "certainly"])),
        undated=draw(st.booleans()),
        themes=draw(codes),
        actors=draw(codes),
        precision=draw(st.integers(1, 7)),
        box=draw(st.none() | st.just((-75.5, -13.25, -73.0, -12.0))),
        search=draw(st.sampled_from(["", "Putis", "  no: 'thing' "])),
    )


@st.composite
def chapters(draw: st.DrawFn, identity: str) -> Chapter:
    kind = draw(st.sampled_from(KINDS))
    selection = draw(selections())
    other = draw(selections())
    # What one side filters by, the other can only filter by something else: a view cannot unset a filter.
    other = Selection(**{name: getattr(other, name) for name in ("first", "last", "layers", "certainty", "undated")},
                      themes=other.themes or selection.themes, actors=other.actors or selection.actors,
                      precision=selection.precision, box=selection.box, search=selection.search)  # fmt: skip
    return Chapter(
        id=identity,
        kind=kind,
        title=draw(wordings),
        text=draw(wordings),
        selection=selection,
        camera=Camera(draw(st.integers(-1800000, 1800000)) / 1e4, -12.5, draw(st.integers(300, 1500)) / 100, *FRAME),
        label=draw(st.just("") | lines.map(lambda text: text[:24].strip())),
        focus=tuple(sorted(draw(codes))),
        compare=Comparison(other, draw(st.sampled_from(["", "2015"]))) if kind == "compare" else None,
        predict=Prediction(draw(wordings), draw(wordings), draw(layers)) if kind == "predict" else None,
        question=draw(wordings) if kind == "question" else draw(st.none() | wordings),
        content_note=draw(st.none() | wordings),
        notes=draw(st.none() | wordings),
        sources=draw(st.sampled_from([(), ("doc:zech-2015#3", "UN05"), ("1984",)])),
    )


@st.composite
def stories(draw: st.DrawFn) -> Story:
    names = draw(st.lists(ids, unique=True, max_size=3))
    some = st.lists(st.sampled_from(names), max_size=2).map(tuple) if names else st.just(())
    one = st.sampled_from(["", *names])
    return Story(
        id=draw(ids),
        title=draw(wordings),
        summary=draw(wordings),
        chapters=tuple(draw(chapters(name)) for name in names),
        audience=draw(st.none() | wordings),
        minutes=draw(st.integers(1, 600)),
        content_note=draw(st.none() | wordings),
        glossary=tuple(Term(*pair) for pair in draw(st.lists(st.tuples(wordings, wordings), max_size=2))),
        teacher_notes=draw(st.none() | wordings),
        plan=tuple(Step(*row) for row in draw(st.lists(st.tuples(st.integers(1, 240), wordings, some), max_size=2))),
        worksheet=tuple(Exercise(*row) for row in draw(st.lists(st.tuples(wordings, wordings, one), max_size=2))),
        author=draw(st.just("") | lines),
        licence=draw(st.sampled_from(["", "CC-BY-4.0", "no"])),
        extra_sources=draw(st.sampled_from([(), ("UN05",)])),
    )


@given(stories())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
def test_what_is_written_is_read_back_the_same_and_written_the_same(story: Story) -> None:
    written = write_story(story)
    assert read_story(written) == story
    assert write_story(read_story(written)) == written


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_stories_survive_a_round_trip(path: Path) -> None:
    story = read_story(path.read_text(encoding="utf-8"), path.name)
    written = write_story(story)
    assert read_story(written) == story
    assert "&id" not in written
    assert "*id" not in written


def test_a_camera_for_another_frame_is_written_for_the_common_one() -> None:
    words = Wording.of({"en": "X"})
    chapter = Chapter("a", "map", words, words, Selection(), Camera(-74.0, -12.0, 8.0, 1920, 1440))
    story = Story("x", words, words, (chapter,))
    read = read_story(write_story(story)).chapters[0]
    assert read.camera == Camera(-74.0, -12.0, 7.0, *FRAME)
    assert read.look(1920, 1440) == chapter.look(1920, 1440)


def test_paragraphs_are_written_so_that_people_can_read_them() -> None:
    story = Story(id="x", title=Wording.of({"en": "X"}), summary=Wording.of({"en": "One.\n\nTwo: three."}))
    written = write_story(story)
    assert "en: |-\n    One.\n\n    Two: three.\n" in written
    assert read_story(written).summary.paragraphs("en") == ("One.", "Two: three.")
