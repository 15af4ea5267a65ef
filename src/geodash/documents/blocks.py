"""Plain text cut into paragraphs: line by line, or by undoing a hard wrap; told apart by looking."""

from __future__ import annotations

import re
from itertools import pairwise

from geodash.documents.draft import Span

_LINE = re.compile(r"[^\r\n\f\v\u2028\u2029\x85\x1c\x1d\x1e]+")
_BREAK = re.compile(r"\r\n|[\r\n\f\v\u2028\u2029\x85\x1c\x1d\x1e]")
_SENTENCE_END = (".", "!", "?", "”", '"', "»", ":", "…", ")")
# A hard wrap is set by typewriters, mail and editors somewhere between these widths.
_NARROWEST, _WIDEST = 40, 110
# How far a line may stay short of the width, besides the word that did not fit (ragged or justified wraps).
_SLACK = 6


def find_lines(text: str, start: int = 0) -> list[Span]:
    """The non-blank physical lines from `start` on, without the white space round them."""
    lines = []
    for match in _LINE.finditer(text, start):
        line = match.group()
        stripped = line.strip()
        if stripped:
            first = match.start() + len(line) - len(line.lstrip())
            lines.append(Span(first, first + len(stripped)))
    return lines


def find_blocks(text: str, start: int = 0) -> list[Span]:
    """Cut plain text into paragraphs.

    Text with hard-wrapped lines (nearly every line full to a width of 40 to 110 characters) is joined up to
    the next blank line, or to a line that ends short at the end of a sentence. In any other text each
    non-blank line is a paragraph, as in articles copied from web pages.
    """
    lines = find_lines(text, start)
    width = wrap_width(text, lines)
    return join_wrapped(text, lines, width) if width else lines


def wrap_width(text: str, lines: list[Span]) -> int:
    """The width to which the text was hard-wrapped, in characters, or 0 where it was not.

    A wrapped line is full: the first word of the line below would not have fitted. At least six lines out
    of ten that have a line directly below must be full, and nearly no line may be wider than a wrap.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if _adjoin(text, a, b)]
    if not pairs:
        return 0
    lengths = sorted(line.end - line.start for line in lines)
    width = lengths[(len(lengths) * 95 - 1) // 100]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    full = sum(_is_full(text, a, b, width) for a, b in pairs)
    return width if full * 10 >= len(pairs) * 6 else 0


def join_wrapped(text: str, lines: list[Span], width: int) -> list[Span]:
    """Join the lines of a text wrapped to `width` into paragraphs."""
    blocks: list[Span] = []
    above: Span | None = None
    for line in lines:
        if above is not None and _adjoin(text, above, line) and _continues(text, above, line, width):
            blocks[-1] = Span(blocks[-1].start, line.end)
        else:
            blocks.append(line)
        above = line
    return blocks


def _continues(text: str, above: Span, line: Span, width: int) -> bool:
    if _is_full(text, above, line, width):
        return True
    return text[line.start].islower() and not text[above.start : above.end].endswith(_SENTENCE_END)


def _is_full(text: str, above: Span, line: Span, width: int) -> bool:
    word = text[line.start : line.end].split(maxsplit=1)[0]
    return above.end - above.start + 1 + len(word) > width - _SLACK


def _adjoin(text: str, above: Span, line: Span) -> bool:
    """Whether no blank line lies between two lines."""
    return len(_BREAK.findall(text, above.end, line.start)) == 1
