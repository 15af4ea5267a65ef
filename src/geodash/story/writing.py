"""Write a story as YAML: the same story gives the same bytes, and reading them gives the same story."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from geodash.camera import Camera
from geodash.selection import VAGUEST, Selection
from geodash.story.records import FRAME, Chapter, Story, Wording, reframe

_WIDTH = 100


def write_story(story: Story) -> str:
    """Write a story; fields that say nothing are left out, degrees have four decimals, zooms two.

    What a selection holds only while the dashboard runs (the rows found by a search, the row looked at) is not
    written. A camera for another frame is written as the one that shows as much in a frame of `records.FRAME`.
    """
    value = {
        "story": 1,
        "id": story.id,
        "title": _wording(story.title),
        "summary": _wording(story.summary),
        "audience": _wording(story.audience),
        "minutes": story.minutes,
        "author": story.author,
        "licence": story.licence,
        "content_note": _wording(story.content_note),
        "chapters": [_chapter(chapter) for chapter in story.chapters],
        "glossary": [{"term": _wording(row.term), "meaning": _wording(row.meaning)} for row in story.glossary],
        "teacher_notes": _wording(story.teacher_notes),
        "plan": [
            _said({"minutes": row.minutes, "text": _wording(row.text), "chapters": list(row.chapters)})
            for row in story.plan
        ],
        "worksheet": [
            _said({"chapter": row.chapter, "question": _wording(row.question), "answer": _wording(row.answer)})
            for row in story.worksheet
        ],
        "sources": list(story.extra_sources),
    }
    return yaml.dump(
        _said(value) | {"chapters": value["chapters"]},
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=_WIDTH,
        default_flow_style=False,
    )


class _Dumper(yaml.SafeDumper):
    """Plain YAML without aliases; short lists of numbers and codes on one line, paragraphs as blocks."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the dumper's own signature
        """Never write an alias: readers of stories refuse them."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


def _list(dumper: yaml.SafeDumper, values: list[Any]) -> yaml.Node:
    plain = not any(isinstance(value, dict | list) for value in values)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=plain)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)


def _chapter(chapter: Chapter) -> dict[str, Any]:
    compare, predict = chapter.compare, chapter.predict
    return _said(
        {
            "id": chapter.id,
            "kind": chapter.kind,
            "title": _wording(chapter.title),
            "content_note": _wording(chapter.content_note),
            "text": _wording(chapter.text),
            "label": chapter.label,
        }
    ) | _said(
        {
            "view": _view(chapter.selection),
            "camera": _camera(chapter.camera),
            "focus": list(chapter.focus),
            "compare": compare and _said({"label": compare.label, "view": _view(compare.selection)}),
            "predict": predict
            and {
                "prompt": _wording(predict.prompt),
                "reveal": _wording(predict.reveal),
                "hidden": list(predict.hidden),
            },
            "question": _wording(chapter.question),
            "notes": _wording(chapter.notes),
            "sources": list(chapter.sources),
        }
    )


def _view(selection: Selection) -> dict[str, Any]:
    """Write years, layers, certainty and undated always, so that a chapter says what it shows; filters if set."""
    filters = ("articles", "themes", "actors", "regions", "confidence", "origins")
    return {
        "years": [selection.first, selection.last],
        "layers": list(selection.layers),
        "certainty": selection.certainty,
        "undated": selection.undated,
    } | _said(
        {
            **{name: sorted(getattr(selection, name)) for name in filters},
            "precision": selection.precision if selection.precision < VAGUEST else None,
            "box": list(selection.box) if selection.box else None,
            "search": selection.search,
        }
    )


def _camera(camera: Camera) -> dict[str, float]:
    zoom = reframe(camera, *FRAME).zoom
    return {"lon": round(camera.lon, 4), "lat": round(camera.lat, 4), "zoom": round(min(max(zoom, 3.0), 15.0), 2)}


def _wording(text: Wording | None) -> dict[str, str] | None:
    return None if text is None else dict(text.texts)


def _said(value: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what says nothing."""
    return {key: part for key, part in value.items() if part not in (None, "", [], {}, ())}
