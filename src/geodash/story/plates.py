"""The pictures that tell a chapter where nothing moves, on a slide or a page: which views it needs, in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from geodash.camera import Camera
from geodash.selection import Selection
from geodash.story.records import Chapter

Part = Literal["map", "prompt", "reveal", "before", "after", "blank"]


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture of a chapter: which part of it, the view, and what is written large beside it."""

    chapter: str
    part: Part
    selection: Selection
    camera: Camera
    year: str
    focus: tuple[str, ...] = ()


def plates(chapter: Chapter) -> tuple[Plate, ...]:
    """List a chapter's pictures as the player shows them.

    One that asks for a guess has the map without what is hidden, then the whole; one that compares has its two
    sides, the earlier first.
    """
    whole = Plate(chapter.id, "map", chapter.selection, chapter.camera, chapter.year, chapter.focus)
    if chapter.predict:
        left = tuple(name for name in chapter.selection.layers if name not in chapter.predict.hidden)
        prompt = replace(whole, part="prompt", selection=replace(chapter.selection, layers=left), focus=())
        return prompt, replace(whole, part="reveal")
    if chapter.compare:
        other = replace(whole, selection=chapter.compare.selection, year=chapter.compare.year)
        first, second = sorted((whole, other), key=lambda side: (side.selection.first, side.selection.last))
        return replace(first, part="before"), replace(second, part="after")
    return (whole,)


def blank(chapter: Chapter) -> Plate:
    """Give the chapter's map with nothing on it, to be drawn on."""
    return Plate(chapter.id, "blank", replace(chapter.selection, layers=()), chapter.camera, chapter.year)
