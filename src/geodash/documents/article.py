"""What every reader returns: an article's text, its paragraphs and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A kept paragraph: `number` counts kept paragraphs from 1; `start`, `end` are code points of `Article.text`."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of `Article.text` that is no article body (menu, comment box, funding appeal), and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One document as read.

    `text` is the whole text (txt and md: the file's text, newlines untranslated; other formats: the extracted
    text); all offsets in GeoDash are code points of it. `paragraphs` and `dropped` do not overlap and together
    cover every non-blank line. `published` is EDTF or None. `source` is the file's name as the reader was given it.
    """

    id: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    dropped: tuple[Dropped, ...] = ()
    language: str = "en"
    title: str | None = None
    author: str | None = None
    publication: str | None = None
    published: str | None = None
    url: str | None = None
    licence: str | None = None
    source: str = ""
    notes: tuple[str, ...] = field(default=())

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The kept paragraph that holds the code point `offset`, or None inside dropped or blank text."""
        return next((p for p in self.paragraphs if p.start <= offset < p.end), None)
