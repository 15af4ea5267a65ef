"""The window of years under the map."""

from __future__ import annotations

import streamlit as st

from geodash.app import state
from geodash.selection import FIRST_YEAR, LAST_YEAR


def show() -> None:
    """Draw the slider; moving it changes the map without loading it again."""
    st.slider(
        state.texts()["panel.time"],
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        value=(FIRST_YEAR, LAST_YEAR),
        key=state.YEARS,
        label_visibility="collapsed",
        bind="query-params",
    )
