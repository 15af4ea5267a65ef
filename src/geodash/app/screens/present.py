"""Present: the stories to choose from, and the reader's own."""

import streamlit as st

from geodash.app.panels import own_story, story_list

with st.container(key="present_page"):
    story_list.show()
    own_story.show()
