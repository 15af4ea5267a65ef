"""On the Export screen: how to cite the view, and the sources of what it shows, for people and for programs."""

from __future__ import annotations

from functools import partial

import streamlit as st

from geodash.app import pictures, state
from geodash.app.panels import export_figure
from geodash.errors import GeodashError
from geodash.formats import citation as cite
from geodash.selection import Selection

_PROGRAMS = ("bibtex", "csl")


def show() -> None:
    """Draw the citation in three forms, and what saves the sources of the view."""
    texts, chosen = state.texts(), state.selection()
    record = pictures.cite(export_figure.order())
    st.caption(texts["export.cite_help"])
    st.code(cite.plain(record), language=None, wrap_lines=True)
    with st.expander("BibTeX"):
        st.code(cite.bibtex(record), language=None, wrap_lines=True)
    st.caption(texts["export.sources_help"])
    with st.container(horizontal=True):
        for form in _PROGRAMS:
            _save(form, chosen)


def _save(form: str, chosen: Selection) -> None:
    texts = state.texts()
    suffix = {"bibtex": ".bib", "csl": ".csl.json"}[form]
    st.download_button(
        texts.say("export.save", form=texts[f"formats.format.{form}.name"]),
        partial(_content, form, chosen, texts.language),
        file_name=f"geodash-{chosen.first}-{chosen.last}{suffix}",
        key=f"save_{form}",
        on_click="ignore",
        disabled=not pictures.count(chosen).rows,
    )


def _content(form: str, chosen: Selection, language: str) -> bytes:
    try:
        return pictures.data(chosen, form, language).content
    except GeodashError as problem:
        return str(problem).encode()
