"""What the address asked for in vain, said over the page until the reader has read it or chooses anything."""

from __future__ import annotations

import streamlit as st

from geodash.address import layer_key
from geodash.app import state
from geodash.selection import FILTERS
from geodash.text import Texts


def show() -> None:
    """Draw the note, if there is anything to say, with a button that closes it."""
    texts, keys = state.texts(), state.note()
    if not keys:
        return
    names = dict.fromkeys(_name(key, texts) for key in keys)
    with st.container(key="address_note", horizontal=True):
        st.warning(texts.say("panel.nonsense", what=", ".join(names)))
        st.button(
            "✕",
            key="address_note_close",
            type="tertiary",
            help=texts["panel.nonsense_close"],
            on_click=state.keep,
            args=("_note",),
            kwargs={"value": ()},
        )


def _name(key: str, texts: Texts) -> str:
    if key in FILTERS:
        return texts[f"filters.{key}"].lower()
    return texts.name("panel.asked", "layers" if key.startswith(layer_key("")) else key)
