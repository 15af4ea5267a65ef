"""Explore: the map first, its controls quiet beside and below it."""

import streamlit as st

from geodash.app import state
from geodash.app.panels import atlas_map, below, filters, layers, timeline

texts = state.texts()
state.check_address()
if state.note():
    st.warning(texts.say("panel.nonsense", what=state.note()))
with st.container(key="map_frame"):
    atlas_map.show(timed=True)  # first, so that the browser loads it while the rest is made
timeline.show()
below.show()
with st.sidebar:
    st.title(texts["app.title"], anchor=False)
    st.caption(texts["app.subtitle"])
    layers.show()
    filters.show()
