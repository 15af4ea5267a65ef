"""Explore: the map first, its controls quiet beside and below it."""

import streamlit as st

from geodash.app import state
from geodash.app.panels import atlas_map, layers, timeline

texts = state.texts()
state.check_address()
with st.sidebar:
    st.title(texts["app.title"], anchor=False)
    st.caption(texts["app.subtitle"])
    listed = st.container()
    layers.certainty()
if state.note():
    st.warning(texts.say("panel.nonsense", what=state.note()))
above = st.container(key="map_frame")
timeline.show()
with above:
    atlas_map.show()  # before the counts: the browser can load the map while they are made
with listed:
    layers.show()
