"""The tiny gazetteer of tests/golden/tiny and short ways to geoparse a text with it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from geodash.documents.article import Article, Dropped, Paragraph
from geodash.gazetteer.records import read_records
from geodash.gazetteer.store import Gazetteer
from geodash.geoparse.geoparser import Geoparser
from geodash.geoparse.records import Mention, Resolution

TINY = Path(__file__).parents[2] / "golden" / "tiny"
_PARAGRAPH = re.compile(r"\S(?:(?!\r?\n[ \t]*\r?\n)[\s\S])*")


@cache
def tiny_gazetteer() -> Gazetteer:
    return Gazetteer.of(read_records(TINY / "places.csv"))


@cache
def tiny_geoparser() -> Geoparser:
    return Geoparser.by_rules(tiny_gazetteer())


def article(text: str, dropped: tuple[Dropped, ...] = (), article_id: str = "a") -> Article:
    """An article whose paragraphs are parted by blank lines."""
    spans = [(m.start(), m.start() + len(m.group().rstrip())) for m in _PARAGRAPH.finditer(text)]
    kept = tuple(Paragraph(n, start, end) for n, (start, end) in enumerate(spans, start=1))
    return Article(id=article_id, text=text, paragraphs=kept, dropped=dropped)


def mentions(text: str) -> list[Mention]:
    return tiny_geoparser().recogniser.recognise(article(text))


def names(text: str) -> list[str]:
    return [mention.toponym for mention in mentions(text)]


def resolved(text: str) -> list[tuple[Mention, Resolution]]:
    read = article(text)
    found = tiny_geoparser().recogniser.recognise(read)
    return list(zip(found, tiny_geoparser().resolver.resolve(read, found), strict=True))


def places(text: str) -> dict[str, str | None]:
    """Toponym to place id; the last mention of a name counts."""
    return {m.toponym: r.place.id if r.place else None for m, r in resolved(text)}
