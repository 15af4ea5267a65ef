"""Read Markdown: the text stays as it is in the file; what is no prose (code, link targets) is cut out."""

from __future__ import annotations

import re

from geodash.documents.blocks import find_lines
from geodash.documents.decoding import decode
from geodash.documents.draft import Cut, Draft, Span
from geodash.documents.metadata import read_front_matter

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\r\n]*$", re.MULTILINE)
# An address may hold one pair of brackets, as those of encyclopedias do.
_TARGET = r"[^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?"
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# Each is bounded, so that hostile files cannot make the search slow.
_INLINE = (
    (re.compile(r"^[ \t]{0,3}\[[^\]\r\n]{1,200}\]:[ \t]*+\S[^\r\n]{0,2000}$", re.MULTILINE), "link target"),
    (re.compile(rf"\]\({_TARGET}(?:[ \t]{{1,20}}[\"'][^\"'\r\n]{{0,300}}[\"'])?\)"), "link target"),
    (re.compile(r"(?<=[^\s\]])\]\[[^\]\r\n]{0,200}\]"), "link target"),
    (re.compile(r"<(?:https?|ftp|mailto):[^>\s]{1,2000}>", re.IGNORECASE), "web address"),
    (re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,20}(?:\s[^<>]{0,1000})?/?>"), "HTML tag"),
    (
        re.compile(
            r"^[ \t]{0,3}(?:(?:-[ \t]*+){3,}+|(?:\*[ \t]*+){3,}+|(?:_[ \t]*+){3,}+|=++[ \t]*+)$", re.MULTILINE
        ),
        "rule",
    ),
    (re.compile(r"^[ \t]*+(?:\|[ \t]*+)?:?-++:?[ \t]*+(?:\|[ \t:-]*+)+$", re.MULTILINE), "rule"),
)
_STARTS_BLOCK = re.compile(r"#{1,6}(?:[ \t]|$)|[-*+][ \t]|\d{1,9}[.)][ \t]|>|\||\[\^[^\]]{1,40}\]:")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")


def read_md(data: bytes, name: str) -> Draft:
    """Read a Markdown file.

    Paragraphs end at blank lines; each heading, list item, quotation and table row is one too. Emphasis and
    heading marks stay in the text. Front matter, fenced code, HTML comments and tags, link targets and
    rules are cut: those within a sentence leave its paragraph whole.

    Raises:
        DocumentError: the file is not text.
    """
    text, notes = decode(data, name)
    metadata, front, more = read_front_matter(text, name)
    cuts, plain = find_markup(text, front)
    return Draft(text, tuple(_join(plain, find_lines(plain))), tuple(cuts), metadata, notes + more)


def find_markup(text: str, front: Cut | None = None) -> tuple[list[Cut], str]:
    """Find what is no prose.

    Returns:
        The cuts in order, and the text with them blanked (newlines and length kept).
    """
    cuts = [front] if front else []
    plain = _blank(text, cuts)
    fences = _find_fences(plain)
    cuts, plain = cuts + fences, _blank(plain, fences)
    comments = [Cut(m.start(), m.end(), "HTML comment") for m in _COMMENT.finditer(plain)]
    cuts, plain = cuts + comments, _blank(plain, comments)
    for pattern, reason in _INLINE:
        found = [Cut(m.start(), m.end(), reason) for m in pattern.finditer(plain)]
        cuts, plain = cuts + found, _blank(plain, found)
    return sorted(cuts), plain


def _find_fences(text: str) -> list[Cut]:
    """Fenced code, each to the next fence of its kind that is at least as long, or to the end of the file."""
    fences: list[Cut] = []
    opening: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opening is None:
            opening = match
        elif match[1].startswith(opening[1]):
            fences.append(Cut(opening.start(), match.end(), "code"))
            opening = None
    if opening is not None:
        fences.append(Cut(opening.start(), len(text), "code"))
    return fences


def _blank(text: str, cuts: list[Cut]) -> str:
    parts = []
    at = 0
    for cut in cuts:
        parts += [text[at : cut.start], re.sub(r"[^\r\n]", " ", text[cut.start : cut.end])]
        at = cut.end
    return "".join([*parts, text[at:]])


def _join(plain: str, lines: list[Span]) -> list[Span]:
    """Join lines into paragraphs: not over a blank line, into an item, or out of a heading or table row."""
    blocks: list[Span] = []
    for line in lines:
        above = blocks[-1] if blocks else None
        if (
            above
            and len(re.findall(r"\r\n|\r|\n", plain[above.end : line.start])) == 1
            and not (
                _STARTS_BLOCK.match(plain, line.start)
                or _HEADING.match(plain, above.start)
                or plain[above.start] == "|"
            )
        ):
            blocks[-1] = Span(above.start, line.end)
        else:
            blocks.append(line)
    return blocks
