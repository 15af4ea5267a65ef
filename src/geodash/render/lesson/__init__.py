"""A story as one HTML file that works from a USB stick: player, map, ground, rows, evidence and typeface in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from geodash.camera import BBox, Camera
from geodash.render import leaflet, present
from geodash.render.bits import pack
from geodash.render.lesson.interning import Interning
from geodash.render.lesson.outlines import fold_outlines
from geodash.render.lesson.page import Page, write_page
from geodash.render.lesson.relief import cut_relief
from geodash.render.lesson.typeface import font_faces
from geodash.selection import Selection
from geodash.story import Story
from geodash.text import Texts
from geodash.view import ground
from geodash.view.clipping import Sight, around, cut_ground, cut_names, sights
from geodash.view.marks import MapView
from geodash.view.satchel import Satchel

_MOST_GROUND, _MOST_RELIEF = 330_000, 150_000
"""Bytes of outlines and of the picture; with the names in all languages at most 600 kilobytes."""

_NARROW = 0.35
"""The margin of the picture, which fades at its edges, in widths of a camera."""

_SAID = ("name", "tooltip")


def make_lesson(satchel: Satchel, *, notes: bool = True) -> bytes:
    """Write the file; the same satchel gives the same bytes.

    Without `notes` nothing that is for the teacher alone is in it; with them they are in the presenter's window,
    which the key P opens.
    """
    story = satchel.story if notes else without_notes(satchel.story)
    seen = sights(chapter.camera for chapter in story.chapters)
    kept = {selection: pack(np.array(left, dtype=np.bool_)) for selection, left in satchel.kept.items()}
    told = present.tell(story, lambda code: satchel.spoken[code].references, kept.get)
    told["languages"] = list(satchel.languages)
    texts = {code: spoken.texts for code, spoken in satchel.spoken.items()}
    views = {code: _wire(spoken.view, texts[code], seen) for code, spoken in satchel.spoken.items()}
    held = Interning({code: spoken.evidence for code, spoken in satchel.spoken.items()})
    content = {
        "told": told,
        "ground": _ground([chapter.camera for chapter in story.chapters]),
        "view": _shared(views),
        "spoken": {code: _apart(view) for code, view in views.items()},
        "evidence": {"pool": held.pool, "shapes": held.shapes, "codes": held.codes},
        "rows": {chapter: [list(row) for row in rows] for chapter, rows in satchel.rows.items()},
        "worksheet": [dict(row.question.texts) for row in story.worksheet],
        "words": {code: texts[code].under("lesson") for code in satchel.languages},
    }
    return write_page(
        Page(
            language=satchel.languages[0],
            title=story.title.say(satchel.languages[0]),
            content=leaflet.inert(content),
            needs={code: texts[code]["lesson.needs_scripts"] for code in satchel.languages},
            faces=font_faces(),
        )
    )


def without_notes(story: Story) -> Story:
    """Leave out what is for the teacher alone."""
    chapters = tuple(replace(chapter, notes=None) for chapter in story.chapters)
    return replace(story, chapters=chapters, teacher_notes=None, plan=())


def _wire(view: MapView, texts: Texts, seen: tuple[Sight, ...]) -> dict[str, Any]:
    names = [
        {"kind": row.kind, "name": row.name, "at": list(row.at), "angle": row.angle, "zoom": row.zoom}
        for row in cut_names(ground.names(texts.language), seen)
    ]
    told = leaflet.wire(replace(view, selection=Selection()), texts, basemap={})
    return told | {"names": names, "marks": told["marks"], "abroad": told["abroad"]}


# What differs by language: words, the names on the ground, and each mark's name and tooltip.
_APART = ("words", "names", "attribution")


def _shared(views: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    view = dict(next(iter(views.values())))
    for name in _APART:
        del view[name]
    for kind in ("marks", "abroad"):
        view[kind] = [{key: value for key, value in mark.items() if key not in _SAID} for mark in view[kind]]
    return view


def _apart(view: Mapping[str, Any]) -> dict[str, Any]:
    said = {kind: [[mark[name] for name in _SAID] for mark in view[kind]] for kind in ("marks", "abroad")}
    return {name: view[name] for name in _APART} | {"said": said}


def _ground(cameras: Sequence[Camera]) -> dict[str, Any]:
    """Cut the ground to what the story sees; without a basemap there is none."""
    seen = sights(cameras)
    kinds = {kind: ground.features(kind) for kind in ground.DRAWN_KINDS}
    found: dict[str, Any] = {"files": cut_ground(kinds, seen, _MOST_GROUND, fold_outlines)}
    relief = ground.relief()
    box = around(sights(cameras, _NARROW), BBox(*relief.box)) if relief else None
    picture = cut_relief(relief, box, _MOST_RELIEF) if relief and box else None
    return found | ({"relief": picture} if picture else {})
