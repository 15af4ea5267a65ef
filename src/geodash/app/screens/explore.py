"""Explore: the map first, its controls quiet beside and below it."""

import streamlit as st

from geodash.app import precedence, state
from geodash.app.panels import add_view, address_note, atlas_map, below, filters, frame, layers, timeline

texts = state.texts()
state.check_address()
address_note.show()
with st.sidebar:  # takes its room at once, so that the map need not move
    st.title(texts["app.title"], anchor=False)
    st.caption(texts["app.subtitle"])
with st.container(key="map_frame"):
    atlas_map.show(timed=True)
timeline.show()
frame.fill()
if state.opening():
    precedence.give_way()
filters.note()
below.show()
with st.sidebar:
    layers.show()
    filters.show()
    add_view.show()
