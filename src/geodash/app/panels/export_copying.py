"""On the Export screen: figure, link and citation onto the clipboard, by a part of the page of our own."""

from __future__ import annotations

import base64
from functools import lru_cache
from typing import Any, Protocol

import streamlit as st

from geodash import bundle
from geodash.app import figures, parts, pictures, problems, state
from geodash.app.pictures import Order
from geodash.errors import GeodashError
from geodash.formats.citation import plain

KEY = "copying"


class _Mount(Protocol):
    def __call__(self, **options: Any) -> Any: ...


def show(wanted: Order, *, good: bool) -> None:
    """Draw the three buttons; the figure is drawn in full, and sent, when its button was pressed."""
    texts = state.texts()
    words = {name: texts[f"export.copy.{name}"] for name in ("figure", "link", "cite", "done", "failed", "drawing")}
    token = str(state.asked(KEY, "want") or "")[:40]
    data: dict[str, Any] = {
        "words": words,
        "citation": plain(pictures.cite(wanted)),
        "figure": figures.write(wanted.asked),
        "good": good and not wanted.asked.film,
    }
    if token and data["good"]:
        try:
            picture = base64.b64encode(pictures.draw(wanted, "png")).decode("ascii")
            data |= {"token": token, "picture": picture}
        except GeodashError as problem:
            data |= {"token": token, "problem": problems.say(problem, texts)}
    _component()(data=data, key=KEY, on_want_change=lambda: None)


@lru_cache(maxsize=1)
def _component() -> _Mount:
    made: _Mount = st.components.v2.component(
        "geodash_copying",
        html='<div class="copying"></div>',
        css=bundle.path("static", "export", "copying.css").read_text("utf-8"),
        js=parts.script("export", "copying"),
    )
    return made
