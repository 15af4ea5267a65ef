"""The component that shows articles: what it draws is data, set as text by a script of our own in the page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Protocol

import streamlit as st

from geodash import bundle
from geodash.app import library, parts, state
from geodash.text import Texts
from geodash.view import load_styles, reading
from geodash.view.styles import Theme


class _Mount(Protocol):
    def __call__(self, **options: Any) -> Any: ...


def show(data: Mapping[str, Any], key: str) -> str | None:
    """Draw a list of articles or one article; give the id that was just asked for ("" for the list), or None."""
    theme: Theme = "dark" if state.theme() == "dark" else "light"
    texts = state.texts()
    whole = {**data, "color": load_styles().color("places", theme), "language": texts.language}
    asked = _component()(data=whole, key=key, on_open_change=lambda: None)
    return None if asked.open is None else str(asked.open)


def counted(numbers: Mapping[str, int], texts: Texts, *, quoted: bool) -> list[list[Any]]:
    """Name the counts of an article, in the order of the screen."""
    rest = ("mentions", "places", "undated", "unresolved")
    first = texts["articles.count_quotes" if quoted else "articles.count_passages"]
    return [[first, numbers["passages"]], *([texts[f"articles.count_{name}"], numbers[name]] for name in rest)]


def facts(record: Mapping[str, Any], found: list[reading.Named], read: list[reading.Passage]) -> dict[str, Any]:
    """Say what is known of an article, with its counts."""
    texts = state.texts()
    quoted = any(passage.quoted for passage in read)
    numbers = counted(reading.tally(found, read), texts, quoted=quoted)
    return {**reading.describe(library.told(record, texts.language), texts), "counts": numbers}


@lru_cache(maxsize=1)
def _component() -> _Mount:
    made: _Mount = st.components.v2.component(
        "geodash_articles",
        html='<div class="reading"></div>',
        css=bundle.path("static", "articles", "articles.css").read_text("utf-8"),
        js=parts.script("articles", "articles"),
    )
    return made
