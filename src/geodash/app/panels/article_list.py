"""All articles: title, author, publication, date, link, terms, and how much the atlas took from each."""

from __future__ import annotations

import streamlit as st

from geodash.app import library, state
from geodash.app.panels import article_page
from geodash.view.reading import named_in, passages


def show() -> None:
    """Draw the list; choosing an article opens it."""
    texts, records = state.texts(), library.records()
    if not records:
        st.info(texts["articles.none"])
        return
    articles, own = [], 0
    for name, record in ((str(record["id"]), record) for record in records):
        found, text = named_in(library.places(texts.language), name), library.text(name)
        read = passages(found, library.claims(name, texts.language), text)
        articles.append(article_page.facts(record, found, read))
        own += bool(text)
    key = "articles.lead_own" if own else "articles.lead"
    lead = texts[f"{key}_one"] if len(articles) == 1 else texts.say(key, n=len(articles))
    words = {**texts.under("articles"), "lead": lead}
    asked = article_page.show({"articles": articles, "words": words}, key="article_list")
    if asked:
        state.open_article(asked)
