"""The switch between languages, quietly at the top of every screen."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Protocol

import streamlit as st

from geodash import bundle
from geodash.app import parts, state
from geodash.text import languages, load

KEY = "language_switch"


class _Mount(Protocol):
    def __call__(self, **options: Any) -> Any: ...


def show() -> None:
    """Draw the switch; a choice goes into the address, and the map keeps its camera and what is open."""
    texts = state.texts()
    named = sorted((code, load(code)["language.own"]) for code in languages())
    data = {"chosen": texts.language, "label": texts["language.label"], "languages": named[::-1]}
    with st.container(key="language_frame"):
        _component()(data=data, key=KEY, on_choose_change=_answer)


def _answer() -> None:
    state.choose_language(str(state.asked(KEY, "choose") or ""))


@lru_cache(maxsize=1)
def _component() -> _Mount:
    made: _Mount = st.components.v2.component(
        "geodash_language",
        html='<div class="languages"></div>',
        css=bundle.path("static", "language", "language.css").read_text("utf-8"),
        js=parts.script("language", "language"),
    )
    return made
