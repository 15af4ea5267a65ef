"""The paragraphs of an article as they read, offsets kept.

A name broken at a line's end is whole again, a letter and the accents written after it (NFD) are one, and what
cannot be seen (soft hyphens, zero-width spaces) is gone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from geodash.documents.article import Article
from geodash.folding import fold_aligned

_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"
_MARKS = "\u0300-\u036f"
_BROKEN = re.compile(
    rf"(?<=[^\W\d_])[-\u00ad]\r?\n[ \t]*(?=[^\W\d_])|[^\W\d_][{_MARKS}]+|[{_UNSEEN}{_MARKS}]"
    r"|[ \t]*\r?\n[ \t]*|[ \t\u00a0]{2,}"
)
_TELLTALE = re.compile(rf"[\n{_UNSEEN}{_MARKS}]|[ \t\u00a0]{{2}}")
_MARK = re.compile(f"[{_MARKS}]*")


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """A stretch `text[start:end]` to be read, folded alike; `origins` maps its code points to the article's.

    Where nothing had to be mended `text` is the article's own and `origins` is None.
    """

    text: str
    folded: str
    start: int
    end: int
    origins: tuple[int, ...] | None = None

    def original(self, offset: int) -> int:
        """The article's offset of a code point of `text`."""
        return offset if self.origins is None else self.origins[offset]

    def span(self, article: Article, start: int, end: int) -> tuple[int, int]:
        """The article's stretch that `text[start:end]` was read from, accents of its last letter included."""
        last = self.original(end - 1) + 1
        if self.origins is not None and (marks := _MARK.match(article.text, last)):
            last = marks.end()
        return self.original(start), last


def wordings(article: Article, folded: str) -> Iterator[Wording]:
    """The article's paragraphs in order; `folded` is `fold_aligned(article.text)`."""
    for paragraph in article.paragraphs:
        text = article.paragraph_text(paragraph) if article.dropped else None
        if text is not None and text != article.text[paragraph.start : paragraph.end]:
            yield _mended(text, 0, len(text), paragraph.start)
        elif _TELLTALE.search(article.text, paragraph.start, paragraph.end):
            yield _mended(article.text, paragraph.start, paragraph.end)
        else:
            yield Wording(article.text, folded, paragraph.start, paragraph.end)


def _mended(text: str, start: int, end: int, shift: int = 0) -> Wording:
    """Close words broken at a line's end and let every run of white space be one space.

    `shift` is the article's offset of the first code point of `text`.
    """
    pieces: list[str] = []
    origins: list[int] = []
    at = start
    for gap in _BROKEN.finditer(text, start, end):
        filler = _filler(text, gap, end)
        pieces += (text[at : gap.start()], filler)
        origins.extend(range(at, gap.start() + len(filler)))
        at = gap.end()
    pieces.append(text[at:end])
    origins.extend(range(at, end))
    mended = "".join(pieces)
    return Wording(mended, fold_aligned(mended), 0, len(mended), tuple(o + shift for o in origins))


def _filler(text: str, gap: re.Match[str], end: int) -> str:
    """What is read where something was mended: at most one code point."""
    found = gap.group()
    if len(found) > 1 and _MARK.fullmatch(found[-1]):
        # Accents that no letter is written with in one code point are left out, as folding would.
        return unicodedata.normalize("NFC", found)[0]
    if "\n" not in found:
        return " " if found[0] in " \t\u00a0" else ""
    if found[0] in "-\u00ad":
        return "" if _is_hyphenation(text, gap, end) else found[0].replace("\u00ad", " ")
    return " "


def _is_hyphenation(text: str, gap: re.Match[str], end: int) -> bool:
    """A hyphen before a small letter breaks a word; before a capital it joins two ("Apurímac-" / "Ene")."""
    return gap.end() >= end or text[gap.end()].islower()
