from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from geodash.camera import Camera
from geodash.selection import Selection
from geodash.story import Chapter, Comparison, Wording, read_story, write_story
from geodash.story.editing import add_chapter, new_story
from geodash.story.sourcing import MOST_SOURCES, begin_with, citable


@dataclass(frozen=True)
class Layer:
    """Events, as a layer has them."""

    features: tuple[dict[str, Any], ...]
    name: str = field(default="events")


def event(identity: str, sources: Iterable[str], lon: float = -74.2, year: int = 1984) -> dict[str, Any]:
    """Make an event at Ayacucho of a year."""
    first, last = f"{year}-01-01", f"{year}-12-31"
    properties: dict[str, Any] = {"id": identity, "name": identity, "layer": "events", "sources": list(sources)}
    properties |= {"when": str(year), "start_earliest": first, "start_latest": last}
    properties |= {"end_earliest": first, "end_latest": last}
    geometry = {"type": "Point", "coordinates": [lon, -12.7]}
    return {"type": "Feature", "id": identity, "geometry": geometry, "properties": properties}


WORDS = Wording.of({"en": "Words."})
VIEW = Selection(layers=("events",))
CHAPTER = Chapter("one", "map", WORDS, WORDS, VIEW, Camera(-74.2, -12.7, 9.0))
LAYERS = (
    Layer(
        (
            event("A", ["RARE", "POINTS"]),
            event("B", ["doc:zech-2015#5", "OTHER", "POINTS"]),
            event("C", ["doc:zech-2015#5", "doc:zech-2015#5", "POINTS"]),
            event("FAR", ["ELSEWHERE"], lon=-60.0),
            event("ODD", ["https://example.org/no-id", "doc:no paragraph"]),
        )
    ),
)


def test_main_sources_come_before_where_points_were_looked_up_and_what_is_off_the_map_not_at_all() -> None:
    assert citable(CHAPTER, LAYERS) == ("doc:zech-2015#5", "RARE", "POINTS", "OTHER")
    assert begin_with(CHAPTER, LAYERS) == citable(CHAPTER, LAYERS)


def test_rows_in_focus_come_before_the_others_and_alone_to_begin_with() -> None:
    chapter = replace(CHAPTER, focus=("A",))
    assert citable(chapter, LAYERS) == ("RARE", "POINTS", "doc:zech-2015#5", "OTHER")
    assert begin_with(chapter, LAYERS) == ("RARE", "POINTS")
    assert begin_with(replace(CHAPTER, focus=("nobody",)), LAYERS) == citable(CHAPTER, LAYERS)


def test_both_sides_of_a_comparison_are_cited() -> None:
    alone = (Layer((event("A", ["FIRST"], year=1984), event("B", ["SECOND"], year=1990))),)
    chapter = replace(CHAPTER, selection=replace(VIEW, first=1984, last=1984))
    assert citable(chapter, alone) == ("FIRST",)
    other = Comparison(replace(VIEW, first=1990, last=1990))
    assert citable(replace(chapter, kind="compare", compare=other), alone) == ("FIRST", "SECOND")


def test_a_chapter_begins_with_no_more_than_can_be_read_and_its_file_holds_them() -> None:
    many = (Layer(tuple(event(f"E{number}", [f"S{number:02}"]) for number in range(40))),)
    sources = begin_with(CHAPTER, many)
    assert len(sources) == MOST_SOURCES < len(citable(CHAPTER, many))
    story = add_chapter(new_story("Mine", "en"), replace(CHAPTER, sources=begin_with(CHAPTER, LAYERS)))
    assert read_story(write_story(story)).chapters[0].sources == citable(CHAPTER, LAYERS)
