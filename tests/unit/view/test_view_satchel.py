from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import geodash
from geodash import shelf
from geodash.atlas import Atlas
from geodash.camera import Camera
from geodash.errors import StoryError
from geodash.selection import Selection, passes, select
from geodash.story import Chapter, Comparison, Story, Wording
from geodash.text import load
from geodash.view import compose
from geodash.view.satchel import Satchel, pack, shown

EIGHTIES = Selection(1983, 1984, layers=("committees", "bases"), themes=frozenset({"military"}))
LATER = Selection(2014, 2015, layers=("events",), certainty="certainly", undated=False)


def words(text: str) -> Wording:
    return Wording.of({"en": text, "es": f"{text} (es)"})


def chapter(selection: Selection, **more: Any) -> Chapter:
    camera = Camera(-74.2, -12.9, 8.0, 960, 720)
    return Chapter("one", "map", words("One"), words("Text."), selection, camera, **more)


def story(*chapters: Chapter) -> Story:
    return Story("tale", words("Tale"), words("A tale."), chapters)


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return geodash.load()


def packed(atlas: Atlas, told: Story) -> Satchel:
    references = shelf.read_references()
    layers = {code: list(atlas.parcel(code).layers) for code in ("en", "es")}
    return pack(told, layers, dict.fromkeys(layers, references))


def test_the_rows_are_those_of_all_chapters_and_both_sides(atlas: Atlas) -> None:
    told = story(chapter(EIGHTIES, compare=Comparison(LATER)))
    rows = shown(told, atlas.layers.values())
    wanted = {
        (name, row["id"]) for s in (EIGHTIES, LATER) for name in s.layers for row in select(atlas.layers[name], s)
    }
    assert rows == wanted
    assert {layer for layer, _ in rows} == {"committees", "bases", "events"}


def test_marks_are_those_of_the_screen_in_its_order(atlas: Atlas) -> None:
    found = packed(atlas, story(chapter(EIGHTIES)))
    rows = shown(found.story, atlas.layers.values())
    whole = compose(list(atlas.layers.values()), Selection(), texts=load("en"))
    for code in ("en", "es"):
        marks = found.spoken[code].view.marks
        assert [mark.id for mark in marks] == [mark.id for mark in whole.marks if (mark.layer, mark.id) in rows]
        assert [mark.spans for mark in marks] == [m.spans for m in whole.marks if (m.layer, m.id) in rows]
    assert 10 < len(found.spoken["en"].view.marks) < len(whole.marks)


def test_evidence_is_there_for_every_row_and_points_at_no_other(atlas: Atlas) -> None:
    found = packed(atlas, story(chapter(EIGHTIES), replace(chapter(LATER), id="two")))
    rows = shown(found.story, atlas.layers.values())
    for spoken in found.spoken.values():
        assert {(layer, row) for layer, held in spoken.evidence.items() for row in held} == rows
        named = {
            (o["layer"], o["id"]) for held in spoken.evidence.values() for e in held.values() for o in e["others"]
        }
        assert named
        assert named <= rows
    english, spanish = (found.spoken[code].evidence["events"] for code in ("en", "es"))
    assert any(english[row]["summary"] != spanish[row]["summary"] for row in english)


def test_filters_become_an_answer_a_mark(atlas: Atlas) -> None:
    found = packed(atlas, story(chapter(EIGHTIES), replace(chapter(LATER), id="two")))
    assert set(found.kept) == {EIGHTIES}  # the other has no filter
    view = found.spoken["en"].view
    marks = [*view.marks, *view.abroad]
    rows = {(name, row["id"]): row for name, layer in atlas.layers.items() for row in layer.features}
    left = found.kept[EIGHTIES]
    assert list(left) == [passes(rows[mark.layer, mark.id], EIGHTIES) for mark in marks]
    assert 0 < sum(left) < len(left)


def test_a_story_without_chapters_is_refused(atlas: Atlas) -> None:
    with pytest.raises(StoryError, match="tale: has no chapter"):
        packed(atlas, story())
