"""What a chapter can cite: the sources of the rows on its map, and which of them to begin with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from geodash.selection import Feature, Gated, row_id
from geodash.story.checking import on_map, sides
from geodash.story.records import Chapter

MOST_SOURCES = 12
"""As many sources as a chapter made of a view begins with; a foot with more is read by nobody."""

_CITABLE = re.compile(r"doc:[a-z0-9-]+#[1-9][0-9]*|[A-Za-z0-9_-]{1,80}")  # as in schema.json


def citable(chapter: Chapter, layers: Sequence[Gated]) -> tuple[str, ...]:
    """List the sources of the rows on a chapter's map: those of rows in focus first, then the main ones of most rows.

    A row names its main source first and last where its point was looked up, which many rows share and few are about.
    """
    rows = {row_id(row): row for side in sides(chapter) for row in on_map(chapter, side, layers)}
    cited = [_sources(row) for row in rows.values()]
    main, counts = Counter(found[0] for found in cited if found), Counter(chain.from_iterable(cited))
    ranked = sorted(counts, key=lambda source: (-main[source], -counts[source], source))
    return tuple(dict.fromkeys([*_focused(chapter, layers), *ranked]))


def begin_with(chapter: Chapter, layers: Sequence[Gated]) -> tuple[str, ...]:
    """Give a chapter made of a view its first sources: of the rows in focus, else the main ones of most rows."""
    return (_focused(chapter, layers) or citable(chapter, layers))[:MOST_SOURCES]


def paragraphs_cited(layers: Iterable[Gated]) -> dict[str, frozenset[int]]:
    """List the paragraphs of each article that rows of the layers cite: what is known of a reader's own articles."""
    found: dict[str, set[int]] = {}
    for source in {source for layer in layers for row in layer.features for source in _sources(row)}:
        article, _, paragraph = source.removeprefix("doc:").partition("#")
        if paragraph:
            found.setdefault(article, set()).add(int(paragraph))
    return {article: frozenset(paragraphs) for article, paragraphs in found.items()}


def _focused(chapter: Chapter, layers: Sequence[Gated]) -> tuple[str, ...]:
    rows = {row_id(row): row for layer in layers for row in layer.features}
    found = [source for name in chapter.focus if name in rows for source in _sources(rows[name])]
    return tuple(dict.fromkeys(found))


def _sources(row: Feature) -> list[str]:
    """List a row's sources, but for those that a story's file could not hold."""
    cited = dict.fromkeys(str(source) for source in row["properties"].get("sources") or ())
    return [source for source in cited if _CITABLE.fullmatch(source)]
