"""About: what this is and is not, how it is made, on what it rests, how to cite it and how to contest it."""

import streamlit as st

from geodash.app.panels import about_text

with st.container(key="about_page"):
    about_text.show()
