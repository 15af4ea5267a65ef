"""The window of years: the timeline in the map's frame moves it, and tells here where it came to rest."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Protocol

import streamlit as st

from geodash.app import parts, state

KEY = "timeline"


class _Mount(Protocol):
    def __call__(self, **options: Any) -> Any: ...


def show() -> None:
    """Listen to the map's timeline; nothing of this is to be seen, and moving it runs nothing until it rests."""
    with st.container(key="timeline_wire"):
        _component()(key=KEY, on_rest_change=_answer)


def _answer() -> None:
    state.rest(state.wish(KEY, "rest"))


@lru_cache(maxsize=1)
def _component() -> _Mount:
    made: _Mount = st.components.v2.component(
        "geodash_timeline",
        html="<i></i>",
        js=parts.script("timeline", "wire"),
    )
    return made
