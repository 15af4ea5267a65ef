"""Read stories: files become checked records, or an error that names the line, the chapter and the remedy."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from geodash.camera import Camera
from geodash.errors import GeodashError, StoryError
from geodash.selection import LAYERS, Selection
from geodash.story.notation import MAX_BYTES, Lines, read_yaml
from geodash.story.records import (
    FRAME,
    Chapter,
    Comparison,
    Exercise,
    Prediction,
    Step,
    Story,
    Term,
    Wording,
)

_MOST_PROBLEMS, _MOST_SIGNS = 10, 60
_FILTERS = ("articles", "themes", "actors", "regions", "confidence", "origins")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_Problem = tuple[tuple[str | int, ...], str]


def read_stories(folder: Path) -> tuple[tuple[Story, ...], tuple[str, ...]]:
    """Read every *.yaml of a folder, in the order of file names; what cannot be read is told of and left out.

    A story's id is its file's name. Gives the stories and the problems; no folder is no stories.
    """
    stories, problems = [], []
    for path in sorted(folder.glob("*.yaml")):
        try:
            if path.stat().st_size > MAX_BYTES:
                raise StoryError(f"{path.name}: larger than {MAX_BYTES:,} bytes; shorten or divide it")
            story = read_file(path.read_bytes(), path.name)
            if story.id != path.stem:
                raise StoryError(f"{path.name}: its id is {story.id!r}; name file and story alike")
        except (GeodashError, OSError) as error:
            told = str(error) if isinstance(error, GeodashError) else f"{path.name}: cannot be read ({error})"
            problems.extend(told.splitlines())
        else:
            stories.append(story)
    return tuple(stories), tuple(problems)


def read_file(data: bytes, name: str) -> Story:
    """Read a story out of the bytes of its file; see `read_story`.

    Raises:
        StoryError: the bytes are not UTF-8, with the line; or what `read_story` raises.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise StoryError(f"{name}, line {line}: not UTF-8 text; save it as UTF-8") from problem
    return read_story(text, name)


def read_story(text: str, name: str = "story.yaml") -> Story:
    """Read a story; `name` is what errors call the file. The text may be anybody's: nothing in it is run.

    Checked are the schema (`schema.json`), that ids are unique and point at something, that windows do not end
    before they begin, and that texts hold no control characters. Whether rows and sources exist is for
    `geodash.story.checking`, which needs the layers.

    Raises:
        StoryError: one line for each problem, up to ten, with file, line, chapter and remedy.
    """
    value, lines = read_yaml(text, name)
    problems = [*_against_schema(value)] or [*_at_odds(value)]
    if problems:
        told = [_tell(name, path, problem, value, lines) for path, problem in problems]
        raise StoryError("\n".join(dict.fromkeys(told[:_MOST_PROBLEMS])))
    return _story(value)


def _against_schema(value: Any) -> Iterator[_Problem]:
    errors = sorted(_validator().iter_errors(value), key=lambda error: [str(step) for step in error.instance_path])
    for error in errors:
        path = tuple(error.instance_path)
        if error.kind.name == "additionalProperties":
            for key in error.kind.unexpected:  # each is told where it stands
                yield (*path, key), "does not belong here; mind the spelling, or delete it"
        elif error.kind.name == "enum":
            known = ", ".join(str(option) for option in error.kind.options)
            yield path, f"{str(error.instance)[:_MOST_SIGNS]!r} is not known here; choose one of {known}"
        elif error.kind.name == "type" and isinstance(error.instance, dict) and "string" in error.kind.types:
            yield path, "one text for all languages; write it without them"
        else:
            yield path, _remedy(error.message)


def _remedy(message: str) -> str:
    """What a validator says, cut short, with a remedy where there is a usual one."""
    told = message if len(message) <= 240 else f"{message[:150]} … {message[-80:]}"
    for sign, remedy in (
        ('is not of type "string"', "put the text in quotes"),
        ('is not of type "object"', "write it by language, en: … and es: …"),
        ("is a required property", "add it"),
        ("is longer than", "shorten it"),
    ):
        if sign in message:
            return f"{told}; {remedy}"
    return f"{told}; docs/stories.md says what belongs here"


@lru_cache(maxsize=1)
def _validator() -> Any:
    from jsonschema_rs import Draft202012Validator  # noqa: PLC0415 - needed only where stories are read

    return Draft202012Validator(
        json.loads(files("geodash.story").joinpath("schema.json").read_text(encoding="utf-8"))
    )


def _at_odds(value: Mapping[str, Any]) -> Iterator[_Problem]:
    """What a schema cannot say."""
    seen: set[str] = set()
    for number, chapter in enumerate(value["chapters"]):
        here = ("chapters", number)
        if chapter["id"] in seen:
            yield (*here, "id"), f"the id {chapter['id']!r} stands twice; give each chapter its own"
        seen.add(chapter["id"])
        for kind in ("compare", "predict"):
            if (chapter["kind"] == kind) != (kind in chapter):
                yield (*here, "kind"), f"{kind}: is for chapters of kind {kind}, and these need it; add or delete it"
        if chapter["kind"] == "question" and "question" not in chapter:
            yield (*here, "kind"), "a chapter of kind question needs a question; add it"
        yield from _views(chapter, here)
    for part, key in (("worksheet", "chapter"), ("plan", "chapters")):
        for number, row in enumerate(value.get(part, ())):
            asked = row.get(key, ())
            for identity in [asked] if isinstance(asked, str) else asked:
                if identity not in seen:
                    yield (part, number, key), f"no chapter {identity!r}; write the id of one"
    yield from _bad_signs(value, ())


def _views(chapter: Mapping[str, Any], here: tuple[str | int, ...]) -> Iterator[_Problem]:
    for path, part in (((*here, "view"), chapter), ((*here, "compare", "view"), chapter.get("compare", {}))):
        view = part.get("view", {})
        years, box = view.get("years"), view.get("box")
        if years and years[0] > years[1]:
            yield (*path, "years"), "ends before it begins; swap the years"
        if box and not (box[0] < box[2] and -90 <= box[1] < box[3] <= 90):
            yield (*path, "box"), "no box; give west, south, east, north in degrees"


def _bad_signs(value: Any, path: tuple[str | int, ...]) -> Iterator[_Problem]:
    if isinstance(value, str):
        if any(sign in _BIDI or (sign != "\n" and unicodedata.category(sign) in {"Cc", "Cs"}) for sign in value):
            yield path, "a control character in the text; delete it"
        elif not value.strip():
            yield path, "an empty text; write it, or delete the line"
    elif isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _bad_signs(part, (*path, key))


def _tell(name: str, path: tuple[str | int, ...], problem: str, value: Any, lines: Lines) -> str:
    line = next((lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in lines), 1)
    where = ".".join(_step(step) for step in path)
    if path[:1] == ("chapters",) and len(path) > 1 and isinstance(path[1], int):
        chapter = value["chapters"][path[1]]
        identity = chapter.get("id") if isinstance(chapter, dict) else None
        rest = ".".join(_step(step) for step in path[2:])
        where = f"chapter {identity if isinstance(identity, str) else path[1] + 1}" + (f", {rest}" if rest else "")
    return f"{name}, line {line}" + (f", {where}" if where else "") + f": {problem}"


def _step(step: str | int) -> str:
    """Write a step of a path; a key may be anybody's."""
    return repr(str(step)[:_MOST_SIGNS])[1:-1]


def _story(value: Mapping[str, Any]) -> Story:
    return Story(
        id=value["id"],
        title=_wording(value["title"]),
        summary=_wording(value["summary"]),
        chapters=tuple(_chapter(chapter) for chapter in value["chapters"]),
        audience=_maybe(value.get("audience")),
        minutes=value.get("minutes", 30),
        content_note=_maybe(value.get("content_note")),
        glossary=tuple(Term(_wording(row["term"]), _wording(row["meaning"])) for row in value.get("glossary", ())),
        teacher_notes=_maybe(value.get("teacher_notes")),
        plan=tuple(
            Step(row["minutes"], _wording(row["text"]), tuple(row.get("chapters", ())))
            for row in value.get("plan", ())
        ),
        worksheet=tuple(
            Exercise(_wording(row["question"]), _wording(row["answer"]), row.get("chapter", ""))
            for row in value.get("worksheet", ())
        ),
        author=value.get("author", ""),
        licence=value.get("licence", ""),
        extra_sources=tuple(value.get("sources", ())),
    )


def _chapter(value: Mapping[str, Any]) -> Chapter:
    selection = _selection(value["view"], Selection())
    compare, predict, camera = value.get("compare"), value.get("predict"), value["camera"]
    return Chapter(
        id=value["id"],
        kind=value["kind"],
        title=_wording(value["title"]),
        text=_wording(value["text"]),
        selection=selection,
        camera=Camera(float(camera["lon"]), float(camera["lat"]), float(camera["zoom"]), *FRAME),
        label=value.get("label", ""),
        focus=tuple(value.get("focus", ())),
        compare=compare and Comparison(_selection(compare["view"], selection), compare.get("label", "")),
        predict=predict and _prediction(predict, selection),
        question=_maybe(value.get("question")),
        content_note=_maybe(value.get("content_note")),
        notes=_maybe(value.get("notes")),
        sources=tuple(value.get("sources", ())),
    )


def _prediction(value: Mapping[str, Any], selection: Selection) -> Prediction:
    hidden = value.get("hidden")
    layers = selection.layers if hidden is None else tuple(layer for layer in LAYERS if layer in hidden)
    return Prediction(_wording(value["prompt"]), _wording(value["reveal"]), layers)


def _selection(value: Mapping[str, Any], base: Selection) -> Selection:
    """Make a selection; what is not said is as in `base`."""
    first, last = value.get("years", (base.first, base.last))
    chosen = value.get("layers")
    box = value.get("box", base.box)
    filters: dict[str, Any] = {name: frozenset(value.get(name, getattr(base, name))) for name in _FILTERS}
    return Selection(
        first=first,
        last=last,
        layers=base.layers if chosen is None else tuple(layer for layer in LAYERS if layer in chosen),
        certainty=value.get("certainty", base.certainty),
        undated=value.get("undated", base.undated),
        precision=value.get("precision", base.precision),
        box=None if box is None else (float(box[0]), float(box[1]), float(box[2]), float(box[3])),
        search=value.get("search", base.search),
        **filters,
    )


def _wording(value: Mapping[str, str]) -> Wording:
    return Wording.of({language: text.strip() for language, text in value.items()})


def _maybe(value: Mapping[str, str] | None) -> Wording | None:
    return None if value is None else _wording(value)
