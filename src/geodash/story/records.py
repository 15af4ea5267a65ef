"""What a story is made of; every text is plain text, paragraphs parted by an empty line, and never markup."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal

from geodash.camera import Camera
from geodash.selection import Selection

Kind = Literal["map", "predict", "compare", "question"]
KINDS: tuple[Kind, ...] = ("map", "predict", "compare", "question")

FRAME = (960, 720)
"""The frame that a chapter's camera is given for, in CSS pixels: what fits it is seen in every frame."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in one language or several: pairs of a language's code and the text, in the file's order."""

    texts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Wording:
        """Make it from texts by language."""
        return cls(tuple(texts.items()))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in."""
        return tuple(language for language, _ in self.texts)

    def say(self, language: str) -> str:
        """Give the text in a language; without it the English one, else the first."""
        known = dict(self.texts)
        return known.get(language) or known.get("en") or self.texts[0][1]

    def paragraphs(self, language: str) -> tuple[str, ...]:
        """Give the text's paragraphs, each on one line."""
        parts = (" ".join(part.split()) for part in self.say(language).split("\n\n"))
        return tuple(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The other side of a chapter that compares: its view, and what it is called ("" is its years)."""

    selection: Selection
    label: str = ""

    @property
    def year(self) -> str:
        """What to show large: the label, else the years of the window."""
        return self.label or _years(self.selection)


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the class is asked to mark on the map before it is shown, and what is said then.

    `hidden` are the layers that stay away until the reveal; the others of the chapter are there from the start.
    """

    prompt: Wording
    reveal: Wording
    hidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One step of a story: words, a view of the map, and on what both rest.

    `camera` has the frame it is given for (`FRAME`, when read from a file); see `look`. `focus` are ids of rows to
    set off on the map, the most important first. `label` "" stands for the years of the window. `compare` is given
    where `kind` is "compare", `predict` where it is "predict". `content_note` is shown before the chapter. `sources`
    are "doc:article#paragraph" or ids of data/tables/sources.csv. `notes` are for the teacher alone.
    """

    id: str
    kind: Kind
    title: Wording
    text: Wording
    selection: Selection
    camera: Camera
    label: str = ""
    focus: tuple[str, ...] = ()
    compare: Comparison | None = None
    predict: Prediction | None = None
    question: Wording | None = None
    content_note: Wording | None = None
    notes: Wording | None = None
    sources: tuple[str, ...] = ()

    @property
    def year(self) -> str:
        """What to show large: the label, else the years of the window."""
        return self.label or _years(self.selection)

    def look(self, width: int, height: int) -> Camera:
        """Give the camera for a frame of `width` x `height` CSS pixels that shows at least what the chapter shows."""
        return reframe(self.camera, width, height)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary and what it means."""

    term: Wording
    meaning: Wording


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the lesson plan: its minutes, what happens, and the ids of the chapters shown in it."""

    minutes: int
    text: Wording
    chapters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exercise:
    """A question of the worksheet and its entry in the answer key; `chapter` is the id of the one it is about."""

    question: Wording
    answer: Wording
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A story: what it is called and for whom, its chapters in order, and what a teacher needs beside them."""

    id: str
    title: Wording
    summary: Wording
    chapters: tuple[Chapter, ...] = ()
    audience: Wording | None = None
    minutes: int = 30
    content_note: Wording | None = None
    glossary: tuple[Term, ...] = ()
    teacher_notes: Wording | None = None
    plan: tuple[Step, ...] = ()
    worksheet: tuple[Exercise, ...] = ()
    author: str = ""
    licence: str = ""
    extra_sources: tuple[str, ...] = field(default=())

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that every text of the story is written in, in the title's order."""
        every = [set(text.languages) for _, text in wordings(self)]
        return tuple(code for code in self.title.languages if all(code in known for known in every))

    @property
    def sources(self) -> tuple[str, ...]:
        """All sources: the chapters' in order of first use, then those of the story as a whole."""
        used = [source for chapter in self.chapters for source in chapter.sources]
        return tuple(dict.fromkeys([*used, *self.extra_sources]))

    def chapter(self, identity: str) -> Chapter | None:
        """Find a chapter by its id."""
        return next((chapter for chapter in self.chapters if chapter.id == identity), None)


def reframe(camera: Camera, width: int, height: int) -> Camera:
    """Look at the same centre through a frame of `width` x `height` CSS pixels and see at least what was seen."""
    ratio = min(max(1, width) / camera.width, max(1, height) / camera.height)
    return Camera(camera.lon, camera.lat, camera.zoom + math.log2(ratio), width, height)


def wordings(record: Any, where: str = "") -> Iterator[tuple[str, Wording]]:
    """Walk through all texts of a story or a part of it, each with its place in it ("chapters.2.question")."""
    if isinstance(record, Wording):
        yield where, record
    elif isinstance(record, tuple):
        for number, part in enumerate(record):
            yield from wordings(part, f"{where}.{number}")
    elif is_dataclass(record) and not isinstance(record, (Selection, Camera)):
        for part in fields(record):
            yield from wordings(getattr(record, part.name), f"{where}.{part.name}".lstrip("."))


def _years(selection: Selection) -> str:
    first, last = selection.first, selection.last
    return str(first) if first == last else f"{first}–{last}"
