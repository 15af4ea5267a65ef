"""What a reader left out of a document, told in a line: nothing is dropped in silence."""

from __future__ import annotations

from collections import Counter

from geodash.documents.article import Article, Dropped

_OWN = "front matter"  # it is read, as metadata


def find_omissions(article: Article) -> tuple[Dropped, ...]:
    """The stretches of the article's text that were left out as no part of its body, in order."""
    return tuple(drop for drop in article.dropped if drop.reason != _OWN)


def tell_omissions(article: Article) -> tuple[str, ...]:
    """Notes for the reader: what was guessed when reading the document, and what was left out of its body."""
    omissions = find_omissions(article)
    if not omissions:
        return article.notes
    size = sum(drop.end - drop.start for drop in omissions)
    reasons = sorted(Counter(drop.reason for drop in omissions).items(), key=lambda item: (-item[1], item[0]))
    told = ", ".join(f"{reason} ({count})" if count > 1 else reason for reason, count in reasons)
    return (*article.notes, f"{article.source}: {size:,} characters left out as no part of the article: {told}.")
