"""A reader's own story: a chapter out of the present view, a story out of a file, and what must hold of both.

Pure but for the layers it looks rows up in. Nothing here is kept: the story lives in its reader's session.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from geodash.app import evidence, holdings, library
from geodash.camera import Camera
from geodash.errors import StoryError
from geodash.selection import Selection, row_id
from geodash.story import FRAME, Chapter, Story, Wording, free_id, new_story, read_file, read_story, write_story
from geodash.story.checking import Holdings, check_story
from geodash.story.notation import MAX_BYTES
from geodash.story.sourcing import begin_with, citable, paragraphs_cited
from geodash.text import Texts
from geodash.view.references import References, name_briefly

_CLOSEST, _FARTHEST = 15.0, 3.0
_MOST_REMARKS = 8


def begin(texts: Texts) -> Story:
    """Begin a story without chapters in the reader's language."""
    return new_story(texts["own.first_title"], texts.language)


def chapter_of(story: Story, selection: Selection, sent: Mapping[str, Any], texts: Texts) -> Chapter:
    """Make a chapter of what is on the screen: the selection, where the map looks, and the row that is open.

    `sent` is what the browser tells: `camera` (lon, lat, zoom), `size` (CSS pixels) and `focus`. The camera is
    turned into that for a story's own frame, so that what was seen is seen again. Title and text are only a start,
    and so are the sources: those of the row that is open, else the main ones of most of the rows shown.

    Raises:
        StoryError: the browser sent no camera that makes sense.
    """
    years = str(selection.first) if selection.first == selection.last else f"{selection.first}–{selection.last}"
    row = _row(sent.get("focus"), texts.language)
    title = str(row["name"])[:80] if row else years
    chapter = Chapter(
        id=free_id(story, title),
        kind="map",
        title=Wording.of({texts.language: title}),
        text=Wording.of({texts.language: texts["own.first_words"]}),
        selection=replace(selection, found=None, focus=None),
        camera=camera_of(sent),
        focus=(str(row["id"]),) if row else (),
    )
    return replace(chapter, sources=begin_with(chapter, holdings.layers()))


def sources_of(chapter: Chapter, language: str) -> dict[str, str]:
    """Name the sources that a chapter can cite, by id: those it cites, then those of the rows on its map."""
    known = evidence.references(language)
    ids = dict.fromkeys([*chapter.sources, *citable(chapter, holdings.layers())])
    return {source: _named(source, known) for source in ids}


def _named(source: str, known: References) -> str:
    """Name a source in a list, where the end may be cut: who, when and which paragraph first, then what it is."""
    article = source.removeprefix("doc:").partition("#")[0]
    row = known.articles.get(article) or known.sources.get(source) or {}
    parts = (
        *name_briefly((source,), known),
        str(row.get("title") or ""),
        "" if article in known.articles else source,
    )
    return " · ".join(dict.fromkeys(part for part in parts if part))


def camera_of(sent: Mapping[str, Any]) -> Camera:
    """Turn a map's camera and frame into the camera for the frame that stories are given for.

    Raises:
        StoryError: what was sent is no camera.
    """
    camera, size = sent.get("camera"), sent.get("size")
    try:
        lon, lat, zoom = (float(camera[key]) for key in ("lon", "lat", "zoom"))  # type: ignore[index]
        width, height = (float(side) for side in size)  # type: ignore[union-attr]
    except (TypeError, ValueError, KeyError) as problem:
        raise StoryError(
            "the map did not say where it looks; wait until it is there, and add the view again"
        ) from problem
    if not all(map(math.isfinite, (lon, lat, zoom, width, height))) or not (0 < width < 1e5 and 0 < height < 1e5):
        raise StoryError("the map did not say where it looks; wait until it is there, and add the view again")
    there = zoom - math.log2(min(width / FRAME[0], height / FRAME[1]))
    return Camera(
        round((lon + 180) % 360 - 180, 4),
        round(max(-85.0, min(85.0, lat)), 4),
        round(max(_FARTHEST, min(_CLOSEST, there)), 2),
        *FRAME,
    )


def settle(story: Story) -> Story:
    """Give a story as reading it back would; what a file could not hold is refused.

    Raises:
        StoryError: a text is too long or has signs that text cannot have, with chapter and remedy.
    """
    return read_story(write_story(story), f"{story.id}.yaml")


def read_upload(data: bytes, name: str) -> Story:
    """Read an uploaded file; nothing in it is run, and nothing of it is kept for anybody else.

    Raises:
        StoryError: named otherwise, too large, not UTF-8, or not a story; with line, chapter and remedy.
    """
    told = "".join(sign if sign.isprintable() else "?" for sign in name)[:80] or "story.yaml"
    if not told.lower().endswith((".yaml", ".yml")):
        raise StoryError(f"{told}: not the file of a story; upload one whose name ends with .yaml")
    if len(data) > MAX_BYTES:
        raise StoryError(
            f"{told}: larger than {MAX_BYTES // 1000} kB; a story is text alone, so shorten or divide it"
        )
    return read_file(data, told)


def remarks(story: Story) -> tuple[str, ...]:
    """Tell what the atlas knows to be amiss with a story: rows that are not there, maps that are empty."""
    layers = holdings.layers()
    cited = paragraphs_cited(layers)
    names = [str(record["id"]) for record in library.records()]
    articles = {name: _paragraphs(name) or cited.get(name, frozenset()) for name in names}
    pages = {row["id"] for row in library.table("sources")}
    found = check_story(story, Holdings(layers, pages, articles))
    return tuple(dict.fromkeys(found))[:_MOST_REMARKS]


def _paragraphs(article: str) -> frozenset[int]:
    return frozenset(passage.paragraph for passage in library.claims(article) if passage.paragraph)


def _row(identity: object, language: str) -> Mapping[str, Any] | None:
    return next((row for row in _rows(language) if row["id"] == identity), None) if identity else None


def _rows(language: str) -> Iterator[Mapping[str, Any]]:
    for layer in holdings.layers(language):
        for feature in layer.features:
            yield {**feature["properties"], "id": row_id(feature)}
