"""Lines of printed pages put together into paragraphs, and running heads told from text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geodash.documents.draft import Span

_SENTENCE_END = (".", "!", "?", "”", '"', "»", ":", "…", ")")
_PAGE_NUMBER = re.compile(
    r"(?:page|página|pág\.?|p\.)?\s*[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|de|/)\s*\d{1,4})?", re.IGNORECASE
)
# A head that comes back on at least this many pages is a running head.
_LEAST_PAGES = 3
# A line shorter than this part of the page's width ends its paragraph, if it ends a sentence.
_SHORT = 0.85
_LONGEST_HEADING = 90


@dataclass(slots=True)
class _Line:
    text: str
    head: bool
    blank_above: bool
    width: int


def reflow(pages: Sequence[str]) -> tuple[str, list[Span], list[Span]]:
    """Build one text from the pages' lines.

    A paragraph goes on over line and page ends until a blank line, or a short line that ends a sentence, or
    a short line without a full stop before a capital (a heading). A word divided at a line's end is joined,
    but keeps its hyphen where the document writes it with one elsewhere ("self-defense") or a capital
    follows. First and last lines of pages that come back on three pages or more, figures aside, are running
    heads; numbers alone are page numbers.

    Returns:
        The text (paragraphs parted by a blank line), the spans of paragraphs, and those of running heads.
    """
    lines = list(_find_lines(pages))
    hyphenated = {w.lower() for line in lines for w in re.findall(r"[^\W\d_]+-[^\W\d_]+", line.text)}
    paragraphs: list[str] = []
    heads: list[str] = []
    pieces: list[tuple[bool, str]] = []
    above: _Line | None = None
    for line in lines:
        if line.head:
            heads.append(line.text)
        elif above is not None and paragraphs and _continues(above, line):
            paragraphs[-1] = _join(paragraphs[-1], line.text, hyphenated)
            above = line
        else:
            # Heads met in the midst of a paragraph are put behind it, so that its sentences stay whole.
            pieces += [(False, p) for p in paragraphs] + [(True, h) for h in heads]
            paragraphs, heads, above = [line.text], [], line
    pieces += [(False, p) for p in paragraphs] + [(True, h) for h in heads]
    return _lay_out(pieces)


def _lay_out(pieces: Sequence[tuple[bool, str]]) -> tuple[str, list[Span], list[Span]]:
    blocks: list[Span] = []
    heads: list[Span] = []
    at = 0
    for is_head, text in pieces:
        (heads if is_head else blocks).append(Span(at, at + len(text)))
        at += len(text) + 2
    return "\n\n".join(text for _, text in pieces), blocks, heads


def _find_lines(pages: Sequence[str]) -> Iterator[_Line]:
    split = [[line.strip() for line in page.replace("\u00ad\n", "").splitlines()] for page in pages]
    running = _find_running(split)
    for page in split:
        filled = [i for i, line in enumerate(page) if line]
        edge = {*filled[:2], *filled[-2:]}
        width = max((len(line) for line in page), default=0)
        for i in filled:
            head = i in edge and (_key(page[i]) in running or bool(_PAGE_NUMBER.fullmatch(page[i])))
            yield _Line(page[i].replace("\u00ad", ""), head, i > 0 and not page[i - 1], width)


def _find_running(pages: Sequence[Sequence[str]]) -> set[str]:
    counts: Counter[str] = Counter()
    for page in pages:
        filled = [line for line in page if line]
        counts.update({_key(line) for line in filled[:2] + filled[-2:] if len(line) <= 120})
    return {key for key, count in counts.items() if count >= _LEAST_PAGES and re.search(r"[^\W\d_]", key)}


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()).casefold())


def _continues(above: _Line, line: _Line) -> bool:
    if line.blank_above:
        return False
    short = len(above.text) < _SHORT * above.width
    if above.text.endswith(_SENTENCE_END):
        return not short
    is_heading = short and len(above.text) <= _LONGEST_HEADING and not line.text[:1].islower()
    return not is_heading or above.text.endswith(("-", ","))


def _join(above: str, below: str, hyphenated: set[str]) -> str:
    divided = re.search(r"([^\W\d_]+)-$", above)
    if divided is None:
        return f"{above} {below}"
    word = re.match(r"[^\W\d_]+", below)
    if word is None or not below[0].islower() or f"{divided[1]}-{word[0]}".lower() in hyphenated:
        return above + below
    return above[:-1] + below
