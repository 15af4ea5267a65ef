"""What every reader returns: an article's text, its paragraphs and what is known about it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A kept paragraph; `number` counts them from 1, `start` and `end` are code points of `Article.text`."""

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

    `text` is the whole text (txt and md: the file's text, newlines untranslated; other formats: the
    extracted text); all offsets in GeoDash are code points of it. `paragraphs` and `dropped` are each
    ordered and free of overlap, and together cover every non-blank code point. A dropped stretch lies
    wholly outside the paragraphs or, where it interrupts a sentence (the target of a Markdown link, a bare
    web address), strictly inside one: read a paragraph with `paragraph_text`, which blanks it. `published`
    is EDTF or None. `source` is the file's name as the reader was given it.
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
        at = bisect_right(self.paragraphs, offset, key=lambda p: p.start) - 1
        if at < 0 or offset >= self.paragraphs[at].end:
            return None
        drop = bisect_right(self.dropped, offset, key=lambda d: d.start) - 1
        if drop >= 0 and offset < self.dropped[drop].end:
            return None
        return self.paragraphs[at]

    def paragraph_text(self, paragraph: Paragraph) -> str:
        """The paragraph's text with what was dropped inside it blanked by spaces.

        As long as the paragraph, so `paragraph.start + i` is the offset of its code point `i`.
        """
        text = self.text[paragraph.start : paragraph.end]
        first = bisect_right(self.dropped, paragraph.start, key=lambda d: d.start)
        for drop in self.dropped[first:]:
            if drop.start >= paragraph.end:
                break
            start, end = drop.start - paragraph.start, drop.end - paragraph.start
            text = text[:start] + " " * (end - start) + text[end:]
        return text
