"""What only its place gives away as no part of the article: menus, breadcrumbs, taglines, dated teasers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from geodash.documents.draft import Span
from geodash.documents.wording import load_words, month_pattern

# Titles, bylines, menus stand in so many blocks at the top.
_TOP = 12
_SENTENCE_END = (".", "!", "?", "”", '"', "»")
_SEPARATORS = re.compile(r"\s*[|›»·•>/→]\s*")
_BYLINE = re.compile(r"(?:by|por)\s+\w")


@dataclass(slots=True)
class Block:
    """A block under judgement: its span, its text made plain and lower case, and the verdict so far."""

    span: Span
    key: str
    words: int
    reason: str | None
    protected: bool
    section: bool


def find_surroundings(blocks: Sequence[Block], title: str | None) -> None:
    """Mark the blocks that their place betrays; see the functions below for each rule."""
    _mark_breadcrumb(blocks)
    _mark_menus(blocks)
    _mark_tagline(blocks, title)
    _mark_teasers(blocks)


def is_title_like(line: str) -> bool:
    """Whether a line could be a title: up to 25 words that do not end as a sentence, no byline, no date."""
    plain = line.lower()
    return (
        0 < len(plain.split()) <= 25
        and not plain.endswith((".", ":", ",", ";"))
        and not _BYLINE.match(plain)
        and not _date_line().fullmatch(plain)
    )


def _mark_breadcrumb(blocks: Sequence[Block]) -> None:
    """The way to the page ("HomeNews" or "Inicio > Noticias >") before a title that comes again below.

    The repeated title alone is no reason: captions and titles are printed twice too.
    """
    top = [block for block in blocks[:_TOP] if block.key]
    for i, block in enumerate(top):
        for other in top[i + 1 :]:
            if len(other.key) >= 8 and block.key != other.key and block.key.endswith(other.key):
                way = block.key[: -len(other.key)].strip(" :›»>/|·•-")
                if way and (_way().fullmatch(way) or _starts_at_home(way)):
                    block.reason = block.reason or "breadcrumb"


def _mark_menus(blocks: Sequence[Block]) -> None:
    """Lines of menu words side by side, and runs of three or more lines that are mostly menu words.

    Only before the first and after the last sentence: between them stands the article.
    """
    first = next((i for i, b in enumerate(blocks) if _is_prose(b)), len(blocks))
    last = next((i for i in range(len(blocks) - 1, -1, -1) if _is_prose(blocks[i])), -1)
    for start, end in ((0, first), (max(last + 1, first), len(blocks))):
        zone = blocks[start:end]
        for block in zone:
            if not block.reason and not block.protected and _is_menu_line(block.key):
                block.reason = "menu"
        _mark_menu_runs(zone)


def _mark_menu_runs(zone: Sequence[Block]) -> None:
    run: list[Block] = []
    for block in [*zone, None]:
        if block is not None and (block.key in _menu() or (block.reason and block.words <= 4)):
            run.append(block)
            continue
        if sum(b.key in _menu() for b in run) >= 3:
            for member in run:
                member.reason = member.reason or "menu"
        run = []


def _mark_tagline(blocks: Sequence[Block], title: str | None) -> None:
    """A line naming three or more of a site's sections, above the line that is the title."""
    wanted = " ".join(title.split()).lower() if title else None
    for i, block in enumerate(blocks[:_TOP]):
        if block.reason:
            continue
        if _is_prose(block) or block.words > 12:
            return
        below = next((b for b in blocks[i + 1 : _TOP] if not b.reason), None)
        named = sum(word in _menu() for word in re.findall(r"\w+", block.key))
        if named >= 3 and block.key != wanted and below and is_title_like(below.key) and not _is_prose(below):
            block.reason = "site tagline"
        return


def _mark_teasers(blocks: Sequence[Block]) -> None:
    """Dated teasers of other articles after the end: title, date, a text that breaks off with an ellipsis.

    At least two dates after the last long block, and half of the texts broken off or filed under a
    category: a chronology, which ends its entries as sentences, stays.
    """
    last = max((i for i, b in enumerate(blocks) if not b.reason and b.words >= 45), default=-1)
    tail = [i for i in range(last + 1, len(blocks)) if not blocks[i].reason]
    dates = [i for i in tail if _date_line().fullmatch(blocks[i].key)]
    if last < 0 or len(dates) < 2:
        return
    start = dates[0]
    above = start - 1
    if above in tail and is_title_like(blocks[above].key):
        start = above
    run = [blocks[i] for i in tail if i >= start]
    texts = [b for b in run if b.words >= 10 and b.key]
    broken = sum(b.key.endswith(("…", "...")) for b in texts)
    filed = sum("/" in blocks[i].key or "|" in blocks[i].key for i in dates)
    if (texts and broken * 2 >= len(texts)) or filed * 2 >= len(dates):
        for block in run:
            if not block.protected:
                block.reason = "teasers of other articles"


def _is_prose(block: Block) -> bool:
    return block.reason is None and block.words >= 12 and (not block.key or block.key.endswith(_SENTENCE_END))


def _is_menu_line(key: str) -> bool:
    parts = [part for part in _SEPARATORS.split(key) if part]
    if len(parts) >= 2:
        known = sum(part in _menu() for part in parts)
        return known >= 2 and known * 2 >= len(parts) and all(part.count(" ") <= 3 for part in parts)
    return bool(key) and " " not in key and key not in _menu() and bool(_way().fullmatch(key))


def _starts_at_home(way: str) -> bool:
    return way.startswith(tuple(load_words("boilerplate")["home"])) and len(way) <= 80


@cache
def _menu() -> frozenset[str]:
    table = load_words("boilerplate")
    return frozenset([*table["menu"], *table["home"]])


@cache
def _way() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(_menu(), key=lambda w: (-len(w), w)))
    # Atomic: menu words nest ("latest news" is also "latest", "news"), and hostile lines repeat them.
    return re.compile(rf"(?:(?>{words})[\s|›»·•>/→,&-]*+)++")


@cache
def _date_line() -> re.Pattern[str]:
    month = month_pattern()
    return re.compile(
        r"(?:[^/|]{1,40}[/|]\s*)?(?:"
        rf"\d{{1,2}}\s+(?:de\s+)?(?:{month})\.?,?(?:\s+del?)?\s+\d{{4}}"
        rf"|(?:{month})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
        r"|\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}"
        r")"
    )
