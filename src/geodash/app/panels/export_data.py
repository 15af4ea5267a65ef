"""On the Export screen: the rows of the view as data, a line for each format on what it is good for."""

from __future__ import annotations

from functools import partial

import streamlit as st

from geodash.app import pictures, state
from geodash.formats.catalogue import FORMATS, Format
from geodash.selection import Selection
from geodash.text import Texts

_CITING = ("bibtex", "csl")
_SEVERAL = ("csv",)
"""Formats that leave as a zip, as they have several files."""


def show() -> None:
    """Draw a line for each format, with its button; the data are made when it is pressed."""
    texts, chosen = state.texts(), state.selection()
    st.caption(texts["export.data_help"])
    for form in FORMATS.values():
        if form.code not in _CITING:
            _line(form, chosen, texts)


def _line(form: Format, chosen: Selection, texts: Texts) -> None:
    suffix = f"{form.suffix}.zip" if form.code in _SEVERAL else form.suffix
    with st.container(horizontal=True, key=f"data_{form.code}", vertical_alignment="center"):
        st.download_button(
            texts.say("export.save", form=texts[form.name]),
            partial(_content, form.code, chosen, texts.language),
            file_name=f"geodash-{chosen.first}-{chosen.last}{suffix}",
            mime="application/zip" if form.code in _SEVERAL else form.media_type,
            key=f"save_{form.code}",
            width=176,
            on_click="ignore",
            disabled=not pictures.count(chosen).rows,
        )
        st.markdown(texts[form.note])


def _content(code: str, chosen: Selection, language: str) -> bytes:
    return pictures.data(chosen, code, language).content
