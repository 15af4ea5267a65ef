"""One article: its passages with places and dates marked, and the map of its places beside them."""

from __future__ import annotations

from geodash.app import library, state
from geodash.app.panels import article_page, atlas_map
from geodash.selection import Selection
from geodash.view import reading


def show(article: str) -> None:
    """Draw the article's text; going back from it opens the list."""
    texts = state.texts()
    record = next(record for record in library.records() if record["id"] == article)
    found = reading.named_in(library.places(texts.language), article)
    text = library.text(article)
    read = reading.passages(found, library.claims(article, texts.language), text)
    laid = reading.lay_out(found, read, texts, whole=bool(text))
    words = texts.under("articles")
    if text:
        words["text"] = texts["articles.whole_text"]
    for name, rows in (("unresolved", "unresolved"), ("undated", "undated"), ("decisions", "decided")):
        words[name] = texts.say(f"articles.{name}", n=len(laid[rows]))
    data = {**laid, "article": article_page.facts(record, found, read), "words": words}
    asked = article_page.show(data, key=f"article_text_{article}")
    if asked is not None:
        state.open_article(asked)


def show_map(article: str) -> None:
    """Draw the map with the places of this article only, whatever their time."""
    atlas_map.show(Selection(layers=("places",), articles=frozenset({article})))
