"""Tables of the About page, drawn by a script of our own that sets every cell as text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Protocol

import streamlit as st

from geodash import bundle
from geodash.app import holdings, library, parts, state
from geodash.text import DEFAULT, Texts
from geodash.view import about, reading
from geodash.view.about import Table


class _Mount(Protocol):
    def __call__(self, **options: Any) -> Any: ...


def coverage() -> None:
    """Draw how many rows there are, by layer and by decade."""
    texts, layers = state.texts(), holdings.layers()
    _draw([about.count_layers(layers, texts), about.count_decades(layers, texts)], "about_coverage", unfolded=True)


def sources() -> None:
    """Draw all that the atlas rests on, with its terms."""
    texts = state.texts()
    described = [reading.describe(library.told(record, texts.language), texts) for record in library.records()]
    packages = (("tables", "data", "tables"), ("gazetteer", "data", "gazetteer"), ("basemap", "geo", "basemap"))
    said = holdings.translations(texts.language).say
    pages = [
        {**row, **{name: said("sources", row["id"], name, row[name]) for name in ("title", "used_for")}}
        for row in library.table("sources")
    ]
    tables = [about.list_articles(described, texts), about.list_sources(pages, texts)]
    tables += [about.list_package(_named(name, texts), library.package(*folder), texts) for name, *folder in packages]
    _draw(tables, "about_sources", unfolded=False)


def _named(package: str, texts: Texts) -> str:
    """Name a data package; its own descriptors speak English, which is said where the page does not."""
    title = texts[f"about.{package}"]
    return title if texts.language == DEFAULT else texts.say("about.in_english", title=title)


def _draw(tables: Sequence[Table], key: str, *, unfolded: bool) -> None:
    data = [table.as_json() | {"open": unfolded} for table in tables]
    _component()(data={"tables": data}, key=key)


@lru_cache(maxsize=1)
def _component() -> _Mount:
    made: _Mount = st.components.v2.component(
        "geodash_tables",
        html='<div class="tables"></div>',
        css=bundle.path("static", "articles", "tables.css").read_text("utf-8"),
        js=parts.script("articles", "tables"),
    )
    return made
