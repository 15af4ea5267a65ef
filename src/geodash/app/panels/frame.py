"""What stands round every screen: the languages, the keys, and the way from one screen to another."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Protocol

import streamlit as st

from geodash import bundle
from geodash.app import holdings, parts, state
from geodash.app.panels import language

_KEYS = (
    "search",
    "play",
    "year",
    "decade",
    "ends",
    "window",
    "move",
    "zoom",
    "marks",
    "rows",
    "take",
    "tab",
    "leave",
    "help",
)


class _Mount(Protocol):
    def __call__(self, **options: Any) -> Any: ...


def dress() -> None:
    """Style the page: by an address, since its three kilobytes would be sent at every run."""
    # The map's height stands here all the same: a frame that grows once the sheet is there would move the map.
    height = ".st-key-map_frame iframe{height:calc(100dvh - 88px)!important}"
    st.html(f'<style>@import url("atlas/app.css?v={holdings.version()}");{height}</style>')


def show(*, mapped: bool) -> None:
    """Draw the frame; a screen that is `mapped` draws its map first and then calls `fill`: so it comes sooner."""
    state.keep("around", value=st.container())  # stands before the screen, whenever it is filled
    if not mapped:
        fill(mapped=False)


def fill(*, mapped: bool = True) -> None:
    """Fill the frame; the first thing that Tab reaches leads to the map if the screen is `mapped`, else to its text.

    The way from screen to screen is the browser's, and nothing of it is to be seen.
    """
    with state.held("around"):
        _draw(mapped=mapped)


def _draw(*, mapped: bool) -> None:
    language.show()
    texts = state.texts()
    rows = [[texts[f"keys.{name}_keys"], texts[f"keys.{name}"]] for name in _KEYS]
    words = {name: texts[f"keys.{name}"] for name in ("title", "show", "close")}
    words["skip"] = texts["app.skip" if mapped else "app.skip_controls"]
    with st.container(key="keys_frame"):
        _keys()(data={"words": words, "rows": rows, "mapped": mapped}, key="keys")
    with st.container(key="screens_wire"):
        _carry()(key="screens_carry")


@lru_cache(maxsize=1)
def _keys() -> _Mount:
    made: _Mount = st.components.v2.component(
        "geodash_keys",
        html='<div class="keys"></div>',
        css=bundle.path("static", "keys", "keys.css").read_text("utf-8"),
        js=parts.script("keys", "keys"),
    )
    return made


@lru_cache(maxsize=1)
def _carry() -> _Mount:
    made: _Mount = st.components.v2.component("geodash_carry", html="<i></i>", js=parts.script("screens", "carry"))
    return made
