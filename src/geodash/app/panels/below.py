"""What lies below the map: the table and the charts, a tab each; only the open one is made and sent."""

from __future__ import annotations

import streamlit as st

from geodash.app import state
from geodash.app.panels import charts, table


def show() -> None:
    """Draw the tabs."""
    texts = state.texts()
    names = [texts["table.tab"], texts["charts.coca"], texts["charts.counts"]]
    with st.container(key="below_map"):
        tabs = st.tabs(names, key="below", on_change="rerun")
        for tab, draw in zip(tabs, (table.show, charts.coca, charts.counts), strict=True):
            if tab.open:
                with tab:
                    draw()
