"""Export: the view as a figure, as data, as a citation; and a figure's view opened again."""

import streamlit as st

from geodash.app import state
from geodash.app.panels import address_note, export_citing, export_data, export_figure, export_leaving, export_opening

texts = state.texts()
state.check_address()
with st.container(key="export_page"):
    st.title(texts["export.heading"], anchor=False)
    address_note.show()
    export_leaving.show()
    names = ("figure", "data", "cite", "open")
    tabs = st.tabs([texts[f"export.tab.{name}"] for name in names], key="export_tabs", on_change="rerun")
    draws = (export_figure.show, export_data.show, export_citing.show, export_opening.show)
    for tab, draw in zip(tabs, draws, strict=True):
        if tab.open:
            with tab:
                draw()
