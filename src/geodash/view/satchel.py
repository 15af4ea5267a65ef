"""What a story takes along to where there is no network: the rows it shows, and all that stands behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from geodash.errors import StoryError
from geodash.selection import FILTERS, Feature, Gated, Selection, passes, row_id, select
from geodash.story import Story
from geodash.story.checking import sides
from geodash.text import Texts, load
from geodash.view.compose import compose
from geodash.view.evidence import evidence
from geodash.view.ground import say_credit
from geodash.view.marks import MapView
from geodash.view.references import References
from geodash.view.vicinity import Vicinity

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one language says: the view with the story's marks alone, and the evidence of its rows by layer and id.

    Evidence names as neighbours only rows that are in the satchel too.
    """

    texts: Texts
    references: References
    view: MapView
    evidence: Mapping[str, Mapping[str, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Satchel:
    """A story and all that it needs, by language; `rows` are those that each chapter shows or lists, by its id.

    `kept` says for each selection with filters which marks they leave: those of the views, then those abroad.
    """

    story: Story
    spoken: Mapping[str, Spoken]
    kept: Mapping[Selection, tuple[bool, ...]]
    rows: Mapping[str, tuple[Key, ...]]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in it."""
        return tuple(self.spoken)


def shown(story: Story, layers: Iterable[Gated]) -> frozenset[Key]:
    """Name the rows that any chapter shows or lists, by layer and id."""
    return frozenset(row for rows in _rows(story, list(layers)).values() for row in rows)


def _rows(story: Story, layers: Sequence[Gated]) -> dict[str, tuple[Key, ...]]:
    """Name the rows of each chapter, of both sides where it compares, in the layers' order."""
    return {
        chapter.id: tuple(
            dict.fromkeys(
                (layer.name, row_id(row))
                for layer in layers
                for side in sides(chapter)
                for row in select(layer, side)
            )
        )
        for chapter in story.chapters
    }


def pack(
    story: Story,
    layers: Mapping[str, Sequence[Gated]],
    references: Mapping[str, References],
    attribution: Sequence[str] = (),
) -> Satchel:
    """Pack a story in the languages of `layers` and `references`; the layers have the same rows in each.

    Marks are composed from all rows and left out afterwards, so that they look as in the atlas: how far back an
    unknown start may reach depends on all rows of a layer.

    Raises:
        StoryError: the story has no chapter.
    """
    if not story.chapters:
        raise StoryError(f"{story.id}: has no chapter to teach; add one")
    texts = {code: load(code) for code in layers}
    plain = next(iter(layers.values()))
    by_chapter = _rows(story, plain)
    rows = frozenset(row for found in by_chapter.values() for row in found)
    spoken = {
        code: Spoken(
            texts[code],
            references[code],
            _view(layers[code], rows, texts[code], attribution),
            _evidence(layers[code], rows, texts[code], references[code]),
        )
        for code in texts
    }
    view = next(iter(spoken.values())).view
    return Satchel(story, spoken, dict(_kept(story, plain, view)), by_chapter)


def _view(layers: Sequence[Gated], rows: frozenset[Key], texts: Texts, attribution: Sequence[str]) -> MapView:
    credit = [say_credit(part, texts) for part in attribution]
    view = compose(layers, Selection(), texts=texts, attribution=credit)
    marks = tuple(mark for mark in view.marks if (mark.layer, mark.id) in rows)
    return replace(view, marks=marks, abroad=tuple(mark for mark in view.abroad if (mark.layer, mark.id) in rows))


def _evidence(
    layers: Sequence[Gated], rows: frozenset[Key], texts: Texts, references: References
) -> dict[str, dict[str, dict[str, Any]]]:
    vicinity = Vicinity(layers)
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for layer in layers:
        for row in layer.features:
            if (layer.name, row_id(row)) in rows:
                near = [other for other in vicinity.beside(row) if _key(other) in rows]
                found.setdefault(layer.name, {})[row_id(row)] = evidence(row, texts, references, near)
    return found


def _key(row: Feature) -> Key:
    return str(row["properties"]["layer"]), row_id(row)


def _kept(story: Story, layers: Sequence[Gated], view: MapView) -> Iterator[tuple[Selection, tuple[bool, ...]]]:
    known = {(layer.name, row_id(row)): row for layer in layers for row in layer.features}
    rows = [known[mark.layer, mark.id] for mark in (*view.marks, *view.abroad)]
    for selection in dict.fromkeys(side for chapter in story.chapters for side in sides(chapter)):
        if selection.filters:
            bare = Selection(**{name: getattr(selection, name) for name in (*FILTERS, "found")})
            yield selection, tuple(passes(row, bare) for row in rows)
