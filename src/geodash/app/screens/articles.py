"""Articles: the list of them, or one with its places marked in the text and a map that follows."""

import streamlit as st

from geodash.app import library, state
from geodash.app.panels import article_list, article_text

texts = state.texts()
asked = state.article()
if asked and asked in {str(record["id"]) for record in library.records()}:
    with st.container(key="article_frame"):
        beside, shown = st.columns(2, gap=None)
        with beside, st.container(key="article_text_frame"):
            article_text.show(asked)
        with shown, st.container(key="article_map"):
            article_text.show_map(asked)
else:
    with st.container(key="article_page"):
        if asked:
            st.text(texts.say("articles.nonsense", what=repr(asked[:40])))
        article_list.show()
