from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodash import bundle
from geodash.camera import Camera
from geodash.errors import StoryError
from geodash.selection import LAYERS, Selection
from geodash.story import FRAME, read_stories, read_story
from geodash.story.notation import MAX_BYTES, read_yaml

GOOD = """\
story: 1
id: small
title: {en: A small story}
summary: {en: One chapter only.}
chapters:
  - id: first
    kind: map
    title: {en: First}
    text:
      en: >-
        Two lines of words
        become one.
    view: {years: [1980, 1990], layers: [events, committees], certainty: certainly, themes: [coca]}
    camera: {lon: -74.2, lat: -12.9, zoom: 8}
    focus: [E06]
    sources: ["doc:zech-2015#11"]
"""


def broken(before: str, after: str) -> str:
    assert before in GOOD
    return GOOD.replace(before, after)


def test_a_small_story_is_read_whole() -> None:
    story = read_story(GOOD)
    (chapter,) = story.chapters
    assert story.languages == ("en",)
    assert chapter.text.say("en") == "Two lines of words become one."
    assert chapter.selection == Selection(
        first=1980,
        last=1990,
        layers=("committees", "events"),
        certainty="certainly",
        themes=frozenset({"coca"}),
    )
    assert chapter.camera == Camera(-74.2, -12.9, 8.0, *FRAME)
    assert chapter.year == "1980–1990"
    assert story.sources == ("doc:zech-2015#11",)


def test_what_a_view_leaves_out_is_as_in_a_view_of_everything() -> None:
    view = GOOD[GOOD.index("view:") : GOOD.index("}", GOOD.index("view:")) + 1]
    story = read_story(broken(view, "view: {}"))
    assert story.chapters[0].selection == Selection()


def test_the_other_side_of_a_comparison_is_as_the_first_but_for_what_it_says() -> None:
    story = read_story(broken("kind: map", "kind: compare") + "    compare: {view: {years: [2015, 2015]}}\n")
    other = story.chapters[0].compare
    assert other is not None
    assert (other.selection.first, other.selection.last, other.year) == (2015, 2015, "2015")
    assert other.selection.layers == ("committees", "events")
    assert other.selection.themes == {"coca"}


def test_a_prediction_hides_all_layers_unless_it_says_which() -> None:
    asked = broken("kind: map", "kind: predict") + "    predict: {prompt: {en: Mark it.}, reveal: {en: There.}%s}\n"
    for more, hidden in (("", ("committees", "events")), (", hidden: [events]", ("events",)), (", hidden: []", ())):
        prediction = read_story(asked % more).chapters[0].predict
        assert prediction is not None
        assert prediction.hidden == hidden


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (broken("kind: map", "kind: mop"), 7, "chapter first, kind"),
        (broken("years: [1980, 1990]", "years: [1990, 1980]"), 13, "swap the years"),
        (broken("years: [1980, 1990]", "years: [1890, 1990]"), 13, "1890"),
        (broken("layers: [events, committees]", "layers: [ghosts]"), 13, "ghosts"),
        (broken("focus: [E06]", "focus: [1984]"), 15, "put the text in quotes"),
        (broken("focus: [E06]", "fokus: [E06]"), 15, "chapter first, fokus: does not belong here"),
        (broken("focus: [E06]", "label: {en: Before, es: Antes}"), 15, "label: one text for all languages"),
        (GOOD + "minuts: 30\n", 17, "minuts: does not belong here; mind the spelling"),
        (GOOD + "chaptres:\n  - id: a\n", 17, "chaptres: does not belong here"),
        (GOOD + f"{'k' * 900}: 1\n", 17, f"{'k' * 60}: does not belong here"),
        (broken("layers: [events, committees]", "layers: [tanks]"), 13, f"choose one of {', '.join(LAYERS)}"),
        (broken("zoom: 8", "zoom: 99"), 14, "99"),
        (broken("title: {en: First}", "title: First"), 8, "by language"),
        (broken('"doc:zech-2015#11"', '"doc:zech-2015"'), 16, "doc:zech-2015"),
        (broken("    kind: map\n", ""), 6, '"kind" is a required property'),
        (broken("kind: map", "kind: predict"), 7, "predict: is for chapters of kind predict"),
        (broken("kind: map", "kind: question"), 7, "needs a question"),
        (broken("id: small", "id: Not An Id"), 2, "Not An Id"),
        (broken("story: 1", "story: 2"), 1, "story"),
        (GOOD + "    sources: [X]\n", 17, "given twice"),
        (
            GOOD + "worksheet:\n  - {chapter: nowhere, question: {en: Q}, answer: {en: A}}\n",
            18,
            "no chapter 'nowhere'",
        ),
        (GOOD + "plan:\n  - {minutes: 3, text: {en: T}, chapters: [nowhere]}\n", 18, "no chapter 'nowhere'"),
        (GOOD + "author: &x me\n", 17, "anchors"),
        (GOOD + "author: *x\n", 17, "aliases"),
        (GOOD + "author: !!python/name:os.system me\n", 17, "tags"),
        (GOOD + "--- \nstory: 1\n", 17, "second document"),
        (GOOD + "author: [unclosed\n", 18, "mind the indents"),
        (GOOD + "\tauthor: me\n", 17, "mind the indents"),
        (GOOD + "author: a\x07b\n", 17, "cannot have"),
        (GOOD + 'author: "a\\x07b"\n', 17, "control character"),
        (GOOD + 'author: "a\\u202Eb"\n', 17, "control character"),
        (GOOD + 'author: "  "\n', 17, "an empty text"),
    ],
)
def test_a_broken_file_names_file_line_and_remedy(text: str, line: int, told: str) -> None:
    with pytest.raises(StoryError) as caught:
        read_story(text, "mine.yaml")
    first = str(caught.value).splitlines()[0]
    assert first.startswith(f"mine.yaml, line {line}"), first
    assert told in str(caught.value)


def test_two_chapters_of_one_id_and_several_faults_are_told_at_once() -> None:
    twice = GOOD + GOOD[GOOD.index("  - id: first") :].replace("[1980, 1990]", "[1990, 1980]")
    with pytest.raises(StoryError) as caught:
        read_story(twice, "mine.yaml")
    lines = str(caught.value).splitlines()
    assert any("line 17" in line and "stands twice" in line for line in lines)
    assert any("line 24" in line and "swap the years" in line for line in lines)


def test_sizes_are_bounded() -> None:
    chapter = GOOD[GOOD.index("  - id: first") :]
    many = GOOD + "".join(chapter.replace("first", f"c{number}") for number in range(60))
    with pytest.raises(StoryError, match="60"):
        read_story(many)
    with pytest.raises(StoryError, match="shorten it"):
        read_story(broken("One chapter only.", "long " * 400))
    with pytest.raises(StoryError, match="larger than"):
        read_story(GOOD + "# " + "x" * MAX_BYTES)
    with pytest.raises(StoryError, match="too many values"):
        read_story(GOOD + "sources: [" + "x," * 30_000 + "]")


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 50_000, "- " * 100_000, "? " * 100_000, "a: " * 100_000])
def test_deep_nesting_is_refused_at_once(text: str) -> None:
    began = time.perf_counter()
    with pytest.raises(StoryError):
        read_yaml(text, "deep.yaml")
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize("value", ["2015-06-23", "1:30", "0o17", "1e3", "yes", "off", "=", "<<", "9" * 40])
def test_what_is_no_number_is_text(value: str) -> None:
    assert read_yaml(f"a: {value}", "x")[0] == {"a": value}


def test_nothing_is_no_story() -> None:
    for text in ("", "# only a note\n", "null", "[]", "just words"):
        with pytest.raises(StoryError):
            read_story(text)


@given(st.text(max_size=400))
def test_any_text_gives_a_story_or_an_error_of_ours(text: str) -> None:
    with pytest.raises(StoryError):
        read_story(text)


@given(st.integers(0, len(GOOD) - 1), st.text(st.sampled_from("[]{}:-&*!|>'\"#%@`,? \n\tax1"), max_size=4))
def test_a_story_with_something_put_in_gives_a_story_or_an_error_of_ours(at: int, more: str) -> None:
    try:
        read_story(GOOD[:at] + more + GOOD[at:])
    except StoryError as error:
        assert str(error).startswith("story.yaml")


def test_a_folder_gives_what_can_be_read_and_tells_of_the_rest(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "other.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "latin.yaml").write_bytes(b"title: caf\xe9\n")
    (tmp_path / "notes.txt").write_text("no story", encoding="utf-8")
    stories, problems = read_stories(tmp_path)
    assert [story.id for story in stories] == ["small"]
    assert len(problems) == 2
    assert "latin.yaml, line 1: not UTF-8 text; save it as UTF-8" in problems[0]
    assert "name file and story alike" in problems[1]
    assert read_stories(tmp_path / "nowhere") == ((), ())


def test_the_schema_knows_the_layers_and_years_of_a_selection() -> None:
    import json  # noqa: PLC0415

    schema = json.loads(bundle.package("story", "schema.json").read_text(encoding="utf-8"))["$defs"]
    assert set(schema["layer"]["enum"]) == set(LAYERS)
    years = schema["view"]["properties"]["years"]["items"]
    assert (years["minimum"], years["maximum"]) == (Selection().first, Selection().last)


def test_a_chapter_looks_at_the_same_in_every_frame() -> None:
    camera = read_story(GOOD).chapters[0]
    whole = camera.look(*FRAME).bbox()
    for width, height in ((1920, 1080), (640, 480), (375, 812), (1366, 500)):
        box = camera.look(width, height).bbox()
        slack = 1e-9
        assert box.west <= whole.west + slack
        assert box.east >= whole.east - slack
        assert box.south <= whole.south + slack
        assert box.north >= whole.north - slack
    assert camera.look(1920, 1440).zoom == pytest.approx(9.0)
