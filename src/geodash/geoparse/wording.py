"""The paragraphs of an article as they read: a name broken at a line's end is whole again, its offsets kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geodash.documents.article import Article
from geodash.gazetteer.folding import fold_aligned

_BROKEN = re.compile(
    r"(?<=[^\W\d_])[-\u00ad]\r?\n[ \t]*(?=[^\W\d_])|\u00ad|[ \t]*\r?\n[ \t]*|[ \t\u00a0]{2,}"
)


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


def wordings(article: Article, folded: str) -> Iterator[Wording]:
    """The article's paragraphs in order; `folded` is `fold_aligned(article.text)`."""
    for paragraph in article.paragraphs:
        text = article.paragraph_text(paragraph) if article.dropped else None
        if text is not None and text != article.text[paragraph.start : paragraph.end]:
            yield _mended(text, 0, len(text), paragraph.start)
        elif _BROKEN.search(article.text, paragraph.start, paragraph.end):
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
        pieces.append(text[at : gap.start()])
        origins.extend(range(at, gap.start()))
        if not (gap.group().startswith(("-", "\u00ad")) and _is_hyphenation(text, gap, end)):
            filler = "-" if gap.group().startswith("-") else " "
            pieces.append(filler)
            origins.append(gap.start())
        at = gap.end()
    pieces.append(text[at:end])
    origins.extend(range(at, end))
    mended = "".join(pieces)
    return Wording(mended, fold_aligned(mended), 0, len(mended), tuple(o + shift for o in origins))


def _is_hyphenation(text: str, gap: re.Match[str], end: int) -> bool:
    """A hyphen before a small letter breaks a word; before a capital it joins two ("Apurímac-" / "Ene")."""
    return gap.end() >= end or text[gap.end()].islower()
