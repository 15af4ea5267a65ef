from __future__ import annotations

from dataclasses import replace

import pytest

from geodash.camera import Camera
from geodash.errors import StoryError
from geodash.selection import Selection
from geodash.story import (
    FRAME,
    Chapter,
    Exercise,
    History,
    Step,
    Story,
    Wording,
    add_chapter,
    change_chapter,
    delete_chapter,
    free_id,
    move_chapter,
    new_story,
    read_story,
    write_story,
)


def words(text: str) -> Wording:
    return Wording.of({"en": text})


def chapter(identity: str) -> Chapter:
    return Chapter(identity, "map", words(identity), words("Text."), Selection(), Camera(-74.0, -12.0, 8.0, *FRAME))


def three() -> Story:
    story = new_story("My first story", "en")
    for identity in ("a", "b", "c"):
        story = add_chapter(story, chapter(identity))
    return story


def order(story: Story) -> str:
    return "".join(chapter.id for chapter in story.chapters)


def test_a_new_story_has_an_id_made_of_its_title_and_can_be_written() -> None:
    story = new_story("  ¿Quién  nos cuida? ", "es")
    assert (story.id, story.title.say("en")) == ("quien-nos-cuida", "¿Quién nos cuida?")
    assert read_story(write_story(story)) == story
    assert new_story("¡!", "es").id == "chapter"


def test_chapters_are_added_at_their_place_and_ids_stay_unique() -> None:
    story = add_chapter(three(), chapter("a"), at=1)
    assert [c.id for c in story.chapters] == ["a", "a-2", "b", "c"]
    assert free_id(story, "A") == "a-3"
    assert order(add_chapter(three(), chapter("d"), at=99)) == "abcd"


def test_a_story_has_no_more_chapters_than_can_be_read_back() -> None:
    story = new_story("Long", "en")
    for _ in range(60):
        story = add_chapter(story, chapter("x"))
    assert read_story(write_story(story)).chapters[-1].id == "x-60"
    with pytest.raises(StoryError, match="at most 60"):
        add_chapter(story, chapter("x"))


@pytest.mark.parametrize(
    ("identity", "to", "expected"),
    [("a", 2, "bca"), ("c", 0, "cab"), ("b", 9, "acb"), ("b", -4, "bac")],
)
def test_chapters_move(identity: str, to: int, expected: str) -> None:
    assert order(move_chapter(three(), identity, to)) == expected


def test_a_changed_id_and_a_deleted_chapter_are_followed_by_plan_and_worksheet() -> None:
    story = replace(
        three(),
        plan=(Step(3, words("Do."), ("a", "b")),),
        worksheet=(Exercise(words("Q"), words("A"), "b"), Exercise(words("Q"), words("A"), "a")),
    )
    renamed = change_chapter(story, "b", id="bee", title=words("Bee"))
    assert order(renamed) == "abeec"
    assert renamed.plan[0].chapters == ("a", "bee")
    assert [row.chapter for row in renamed.worksheet] == ["bee", "a"]
    shorter = delete_chapter(story, "b")
    assert order(shorter) == "ac"
    assert shorter.plan[0].chapters == ("a",)
    assert [row.chapter for row in shorter.worksheet] == ["", "a"]
    assert read_story(write_story(shorter)) == shorter


def test_what_is_not_there_is_told_with_what_is() -> None:
    absent = r"no chapter 'z'; there are a, b, c"
    with pytest.raises(StoryError, match=absent):
        delete_chapter(three(), "z")
    with pytest.raises(StoryError, match=absent):
        move_chapter(three(), "z", 0)
    with pytest.raises(StoryError, match=absent):
        change_chapter(three(), "z", label="x")
    with pytest.raises(StoryError, match="in use"):
        change_chapter(three(), "a", id="b")
    with pytest.raises(StoryError, match="fields of a chapter"):
        change_chapter(three(), "a", colour="red")


def test_changes_are_taken_back_and_made_again() -> None:
    first = three()
    history = History(first).do(delete_chapter(first, "a"))
    history = history.do(delete_chapter(history.story, "b"))
    assert order(history.story) == "c"
    assert order(history.undo().undo().story) == "abc"
    assert history.undo().undo().undo() == history.undo().undo()
    assert history.undo().undo().redo().redo() == history
    assert history.redo() == history
    branched = history.undo().do(move_chapter(history.undo().story, "c", 0))
    assert (order(branched.story), branched.future) == ("cb", ())
    assert history.do(history.story) is history


def test_a_history_does_not_grow_for_ever() -> None:
    history = History(three())
    for number in range(300):
        history = history.do(change_chapter(history.story, "a", label=str(number)))
    assert len(history.past) == 100
