"""A draft made into an article: boilerplate dropped, paragraphs numbered, metadata settled, language told."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from geodash.documents.article import Article, Dropped, Paragraph
from geodash.documents.boilerplate import find_cuts, sift
from geodash.documents.draft import Cut, Draft, Span
from geodash.documents.metadata import check_id, make_id, merge_metadata, settle_date
from geodash.documents.surroundings import is_title_like
from geodash.documents.wording import tell_language

# A web address up to white space, a bracket or a quotation mark; the full stop behind it is the sentence's.
_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>\"”»)\]]{1,2000}(?<![.,;:!?'’…])", re.IGNORECASE)
_BYLINE = re.compile(
    r"(?:By|BY|Por|POR)[:\s]\s*([^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,4}?)(?=\s+(?:for|para|in|en|and|y)\b|[,|/–—]|\s*$)"
)
_LANGUAGES = ("en", "es")


def assemble(draft: Draft, name: str, stated: Mapping[str, str]) -> Article:
    """Make an article of a draft.

    Args:
        draft: what the format's reader found.
        name: the file's name, for messages and `Article.source`.
        stated: metadata from the caller or metadata.csv; it is believed before the document's own.

    Raises:
        DocumentError: the stated id cannot stand in a reference.
    """
    metadata = merge_metadata(stated, draft.metadata)
    notes = [*draft.notes, *settle_date(metadata, name)]
    text = draft.text
    blocks, dropped = _drop(draft, metadata.get("title"))
    paragraphs = tuple(Paragraph(number, *span) for number, span in enumerate(blocks, 1))
    language = _settle_language(metadata, text, blocks, name, notes)
    return Article(
        id=check_id(metadata.get("id") or make_id(name), name),
        text=text,
        paragraphs=paragraphs,
        dropped=dropped,
        language=language,
        title=metadata.get("title") or _find_title(text, blocks),
        author=metadata.get("author") or _find_author(text, blocks),
        publication=metadata.get("publication"),
        published=metadata.get("published"),
        url=metadata.get("url"),
        licence=metadata.get("licence"),
        source=name,
        notes=tuple(notes),
    )


def _drop(draft: Draft, title: str | None) -> tuple[list[Span], tuple[Dropped, ...]]:
    text = draft.text
    cuts = _without_overlap(chain(draft.cuts, find_cuts(text, draft.blocks), _find_addresses(text)))
    # The rules must not stumble over what is cut: "[Read more](address)" is a link to read more.
    reasons = sift(_blank(text, cuts), draft.blocks, title=title)
    whole = _merge_dropped(draft.blocks, reasons)
    # A cut inside a block that is dropped as a whole needs no row of its own.
    cuts = [cut for cut in cuts if not _holds(whole, cut.start)]
    edges = {cut.start: cut.end for cut in cuts}, {cut.end: cut.start for cut in cuts}
    blocks = (span for span, reason in zip(draft.blocks, reasons, strict=True) if reason is None)
    kept = [trimmed for span in blocks if (trimmed := _trim(text, span, *edges))]
    return kept, tuple(Dropped(*cut) for cut in sorted([*whole, *cuts]))


def _blank(text: str, cuts: Sequence[Cut]) -> str:
    parts: list[str] = []
    at = 0
    for cut in cuts:
        parts += (text[at : cut.start], " " * (cut.end - cut.start))
        at = cut.end
    return "".join([*parts, text[at:]]) if parts else text


def _merge_dropped(blocks: Sequence[Span], reasons: Sequence[str | None]) -> list[Cut]:
    """One stretch for neighbouring blocks that are dropped for the same reason."""
    merged: list[Cut] = []
    above: str | None = None
    for span, reason in zip(blocks, reasons, strict=True):
        if reason and reason == above:
            merged[-1] = merged[-1]._replace(end=span.end)
        elif reason:
            merged.append(Cut(*span, reason))
        above = reason
    return merged


def _holds(stretches: Sequence[Cut], offset: int) -> bool:
    at = bisect_right(stretches, offset, key=lambda cut: cut.start) - 1
    return at >= 0 and offset < stretches[at].end


def _trim(text: str, span: Span, ends: Mapping[int, int], starts: Mapping[int, int]) -> Span | None:
    """Take white space and cuts off both ends of a block; None where nothing is left."""
    start, end = span
    while start < end:
        if start in ends:
            start = ends[start]
        elif end in starts:
            end = starts[end]
        elif text[start].isspace():
            start += 1
        elif text[end - 1].isspace():
            end -= 1
        else:
            return Span(start, end)
    return None


def _without_overlap(cuts: Iterable[Cut]) -> list[Cut]:
    """Order the cuts; one that begins within another is left out, or cut to what stands out behind it."""
    ordered: list[Cut] = []
    for cut in sorted(cuts):
        start = max(cut.start, ordered[-1].end if ordered else 0)
        if start < cut.end:
            ordered.append(Cut(start, cut.end, cut.reason))
    return ordered


def _find_addresses(text: str) -> list[Cut]:
    if "://" not in text and "www." not in text:
        return []
    return [Cut(match.start(), match.end(), "web address") for match in _ADDRESS.finditer(text)]


def _settle_language(
    metadata: Mapping[str, str], text: str, blocks: Sequence[Span], name: str, notes: list[str]
) -> str:
    """What the metadata say if GeoDash can read it, else a vote over the kept text."""
    stated = metadata.get("language", "").lower().replace("_", "-").split("-")[0]
    if stated in _LANGUAGES:
        return stated
    sample = text[blocks[0].start : blocks[-1].end] if blocks else text
    told, sure = tell_language(sample)
    if stated:
        notes.append(f"{name}: the language “{stated[:20]}” is neither en nor es; it is read as {told}.")
    elif not sure:
        notes.append(f"{name}: neither English nor Spanish for sure; it is read as {told}.")
    return told


def _find_title(text: str, blocks: Sequence[Span]) -> str | None:
    """The first kept block, if it looks like a title and something follows it."""
    if len(blocks) < 2:
        return None
    first = " ".join(text[blocks[0].start : blocks[0].end][:400].split()).lstrip("#* ").rstrip("#* ")
    return first if is_title_like(first) else None


def _find_author(text: str, blocks: Sequence[Span]) -> str | None:
    """The name in a byline ("By Ana Ruiz for The Site") among the first blocks."""
    for start, end in blocks[:4]:
        if end - start <= 120 and (match := _BYLINE.match(text, start, end)):
            author = match[1].strip()
            if all(word[0].isupper() or word in ("de", "del", "la", "y", "van", "von") for word in author.split()):
                return author
    return None
